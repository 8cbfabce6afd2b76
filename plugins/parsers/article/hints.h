/* SPDX-License-Identifier: MIT
 * What single words say for or against a text's being the story's: words of class and id ("caption", "entry"), and
 * words of short lines ("subscribe"). Both tables are learnt (train/), none knows a site. */
#ifndef ARTICLE_HINTS_H
#define ARTICLE_HINTS_H
#include "page.h"

struct hint {
	uint32_t hash;
	int8_t weight; /* over 0: rather the story's */
};

struct hints { /* each sorted by hash */
	const struct hint *marks, *words;
	uint32_t mark_count, word_count;
};

extern const struct hints hints_learnt;

/* The hint's place, or NULL. */
const struct hint *hints_find(const struct hint *table, uint32_t count, uint32_t hash);
/* Fills in the hints of elements and blocks. */
void hints_apply(struct page *page, const struct hints *hints);

#endif
