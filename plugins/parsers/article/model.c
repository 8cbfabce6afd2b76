/* SPDX-License-Identifier: MIT */
#include "model.h"

#include <math.h>
#include <string.h>

enum { BATCH = 64, FEATURES_MOST = 256 };

uint8_t model_number(const struct model *model, size_t feature, float value)
{
	const float *borders = model->borders + model->first_border[feature];
	size_t count = model->first_border[feature + 1] - model->first_border[feature], low = 0;
	if (!count)
		return 0;
	for (size_t half; count > 1; count -= half) { /* without a branch: half or nothing is added */
		half = count / 2;
		low += borders[low + half - 1] < value ? half : 0;
	}
	return (uint8_t)(low + (borders[low] < value));
}

/* A column a feature: a tree's questions run over the whole batch. */
static void ask_tree(const struct tree *tree, uint8_t (*columns)[BATCH], int32_t *sums)
{
	uint8_t leaves[BATCH] = { 0 };
	for (unsigned level = 0; level < TREE_DEPTH; level++) {
		const uint8_t *column = columns[tree->feature[level]], border = tree->border[level];
		for (size_t i = 0; i < BATCH; i++)
			leaves[i] |= (uint8_t)((column[i] > border) << level);
	}
	for (size_t i = 0; i < BATCH; i++)
		sums[i] += tree->leaf[leaves[i]];
}

static void ask_batch(const struct model *model, const float *rows, size_t row_size, size_t count, float *out)
{
	static uint8_t columns[FEATURES_MOST][BATCH];
	int32_t sums[BATCH] = { 0 };
	for (size_t f = 0; f < model->features; f++)
		for (size_t i = 0; i < count; i++)
			columns[f][i] = model_number(model, f, rows[i * row_size + f]);
	for (size_t t = 0; t < model->tree_count; t++)
		ask_tree(&model->trees[t], columns, sums);
	for (size_t i = 0; i < count; i++)
		out[i] = 1.0F / (1.0F + expf(-(model->start + model->scale * (float)sums[i])));
}

void model_ask(const struct model *model, const float *rows, size_t row_size, size_t count, float *out)
{
	for (size_t i = 0; i < count; i += BATCH)
		ask_batch(model, rows + i * row_size, row_size, count - i < BATCH ? count - i : BATCH, out + i);
}
