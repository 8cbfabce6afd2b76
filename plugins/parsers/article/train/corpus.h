/* SPDX-License-Identifier: MIT
 * The pages to learn from, and what is known of each. A folder has `expected.jsonl`, an object a line with `id`, `dataset`,
 * `url`, `page` (path of the page, gzip), `charset`, and `body` (the expected text), or `present` and `absent` (pieces
 * that the text must and must not have). */
#ifndef ARTICLE_TRAIN_CORPUS_H
#define ARTICLE_TRAIN_CORPUS_H
#include "../features.h"
#include "core/base/arena.h"
#include "core/base/err.h"
#include "core/base/mem.h"

struct text { /* expected, as words */
	uint32_t *words;
	size_t count;
};

struct sample {
	const char *id, *dataset, *title, *summary;
	uint32_t site; /* hash of its registered domain */
	struct page page;
	struct text body;
	uint32_t *lines; /* hashes of the body's lines, as blocks have them */
	uint32_t *line_places;
	size_t line_count;
	struct text *present, *absent;
	size_t present_count, absent_count;
	float *label, *weight; /* of each block; weight 0: nothing is known of it */
	float *sure;           /* what the models say */
};

struct corpus {
	struct arena arena;
	VECTOR(struct sample) samples;
};

int corpus_read(struct corpus *corpus, const char *folder, struct err *err);
void corpus_free(struct corpus *corpus);
/* Fills in labels and weights of a sample. */
void label_sample(struct corpus *corpus, struct sample *sample);

#endif
