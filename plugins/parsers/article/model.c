/* SPDX-License-Identifier: MIT */
#include "model.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

enum { LANES = 16, VECTORS = 4, BATCH = LANES * VECTORS, FEATURES_MOST = 256 };

typedef uint8_t lanes __attribute__((vector_size(LANES)));

/* A number of each row of a batch. */
union column {
	lanes vectors[VECTORS];
	uint8_t numbers[BATCH];
};

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

/* A column a feature: a tree's questions are asked of the whole batch at once. */
static void ask_tree(const struct tree *tree, const union column *columns, int32_t *sums)
{
	union column leaves = { .numbers = { 0 } };
	for (unsigned level = 0; level < TREE_DEPTH; level++) {
		const union column *column = &columns[tree->feature[level]];
		const lanes border = (lanes){ 0 } + tree->border[level],
			    bit = (lanes){ 0 } + (uint8_t)(1u << level);
		for (unsigned v = 0; v < VECTORS; v++)
			leaves.vectors[v] |= (lanes)(column->vectors[v] > border) & bit;
	}
	for (size_t i = 0; i < BATCH; i++)
		sums[i] += tree->leaf[leaves.numbers[i]];
}

/* Neighbours often have the same value: they stand in the same containers. */
static void fill_column(const struct model *model, size_t feature, const float *rows, size_t row_size,
                        size_t count, uint8_t *column)
{
	for (size_t i = 0; i < count; i++) {
		const float *value = rows + i * row_size + feature;
		const bool is_same = i && *value == value[-(long)row_size];
		column[i] = is_same ? column[i - 1] : model_number(model, feature, *value);
	}
}

static void ask_batch(const struct model *model, const float *rows, size_t row_size, size_t count, float *out)
{
	static union column columns[FEATURES_MOST];
	int32_t sums[BATCH] = { 0 };
	for (size_t f = 0; f < model->features; f++)
		fill_column(model, f, rows, row_size, count, columns[f].numbers);
	for (size_t t = 0; t < model->tree_count; t++)
		ask_tree(&model->trees[t], columns, sums);
	for (size_t i = 0; i < count; i++)
		out[i] = 1.0F / (1.0F + expf(-(model->start + model->scale * (float)sums[i])));
}

void model_ask(const struct model *model, const float *rows, size_t row_size, size_t count, float *out)
{
	for (size_t i = 0; i < count; i += BATCH)
		ask_batch(model, rows + i * row_size, row_size, count - i < BATCH ? count - i : BATCH,
		          out + i);
}
