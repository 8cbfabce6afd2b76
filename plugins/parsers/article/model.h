/* SPDX-License-Identifier: MIT
 * The block classifier: boosted trees that ask the same question at each level, so that a tree is six comparisons
 * and a table of 64, without a branch. Features are read as numbers from 0 to 255: how many borders lie below. */
#ifndef ARTICLE_MODEL_H
#define ARTICLE_MODEL_H
#include <stddef.h>
#include <stdint.h>

enum { TREE_DEPTH = 6, TREE_LEAVES = 1 << TREE_DEPTH };

struct tree {
	uint8_t feature[TREE_DEPTH], border[TREE_DEPTH]; /* asked: is the feature's number over border? */
	int16_t leaf[TREE_LEAVES];                       /* in units of the model's scale */
};

struct model {
	const float *borders;         /* of all features, one after the other, each in rising order */
	const uint16_t *first_border; /* of a feature; one more than features */
	const struct tree *trees;
	uint32_t features, tree_count;
	float scale, start;
};

extern const struct model model_first, model_second;

/* rows: of row_size numbers, the model's features first; out: how likely each is the story's, 0 to 1. */
void model_ask(const struct model *model, const float *rows, size_t row_size, size_t count, float *out);
uint8_t model_number(const struct model *model, size_t feature, float value);

#endif
