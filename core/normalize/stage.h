/* SPDX-License-Identifier: MIT
 * The steps of normalizing, between the files that hold them. Each works on the article alone and leaves it writable. */
#ifndef CORE_NORMALIZE_STAGE_H
#define CORE_NORMALIZE_STAGE_H
#include "core/normalize/normalize.h"

struct stage {
	struct article *article;
	const struct normalize_context *context;
	struct record_head *head;
	struct str base; /* empty where unknown */
	struct buf body; /* the blocks' texts joined by empty lines, from the step of that name on */
	struct buf scratch; /* for one value at a time: see stage_scratch() */
};

/* times.c */
void stage_context(struct stage *stage);
void stage_times(struct stage *stage);
void stage_dateline(struct stage *stage);
/* keys.c: the head's hashes */
void stage_hashes(struct stage *stage);
void stage_keys(struct stage *stage);
/* page.c */
void stage_page(struct stage *stage);
void stage_status(struct stage *stage);
/* The body, or the summary where there is none. */
struct str stage_text(const struct stage *stage);
/* Emptied; what was in it before is no more. Values are made here and then kept in the article's arena. */
struct buf *stage_scratch(struct stage *stage);
/* A copy in the arena of what was made there. */
struct str stage_kept(struct stage *stage);

#endif
