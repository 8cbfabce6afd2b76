/* SPDX-License-Identifier: MIT */
#include "boost.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"

enum { BINS = BORDERS_MOST + 1 };

static const float leaf_unit = 1.0F / 2048;

struct sums {
	float slope, curve;
};

struct growth {
	const struct boost_rows *rows;
	const struct boost_settings *settings;
	uint32_t features;
	float *score, *slope, *curve; /* of a row */
	uint32_t *taken;              /* rows of this tree */
	size_t taken_count;
	uint8_t *leaf; /* of a taken row, so far */
	struct sums bins[TREE_LEAVES / 2][BINS];
	uint64_t random;
};

static uint64_t random_next(uint64_t *state)
{
	uint64_t z = (*state += UINT64_C(0x9E3779B97F4A7C15));
	z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
	return z ^ (z >> 31);
}

static bool chance(uint64_t *state, float share)
{
	return (float)(random_next(state) >> 40) / (float)(1 << 24) < share;
}

/* --- borders */

static int by_value(const void *a, const void *b)
{
	const float one = *(const float *)a, other = *(const float *)b;
	return (one > other) - (one < other);
}

static size_t borders_of(float *values, size_t count, float *out)
{
	size_t found = 0;
	qsort(values, count, sizeof *values, by_value);
	for (size_t i = 1; i <= BORDERS_MOST; i++) {
		const size_t at = count * i / (BORDERS_MOST + 1);
		const float value = values[at < count ? at : count - 1];
		if (value < values[count - 1] && (!found || value > out[found - 1]))
			out[found++] = value;
	}
	return found;
}

void boost_borders(struct grown *grown, const float *rows, size_t row_size, size_t count, uint32_t features)
{
	float *values = mem_alloc((count + 1) * sizeof *values);
	*grown = (struct grown){ .borders = mem_alloc(features * BORDERS_MOST * sizeof *grown->borders),
		                 .first_border = mem_zero(features + 1, sizeof *grown->first_border) };
	for (uint32_t f = 0; f < features; f++) {
		for (size_t i = 0; i < count; i++)
			values[i] = rows[i * row_size + f];
		const size_t found = borders_of(values, count, grown->borders + grown->first_border[f]);
		grown->first_border[f + 1] = (uint16_t)(grown->first_border[f] + found);
	}
	free(values);
	grown->model = (struct model){ .borders = grown->borders,
		                       .first_border = grown->first_border,
		                       .features = features };
}

/* --- a tree */

static void begin_tree(struct growth *g)
{
	g->taken_count = 0;
	for (size_t i = 0; i < g->rows->count; i++) {
		if (!chance(&g->random, g->settings->row_share))
			continue;
		const float p = 1.0F / (1.0F + expf(-g->score[i]));
		g->slope[g->taken_count] = g->rows->weight[i] * (p - g->rows->label[i]);
		g->curve[g->taken_count] = g->rows->weight[i] * p * (1 - p);
		g->leaf[g->taken_count] = 0;
		g->taken[g->taken_count++] = (uint32_t)i;
	}
}

static void fill_bins(struct growth *g, const uint8_t *column, unsigned leaves)
{
	memset(g->bins, 0, leaves * sizeof *g->bins);
	for (size_t i = 0; i < g->taken_count; i++) {
		struct sums *bin = &g->bins[g->leaf[i]][column[g->taken[i]]];
		bin->slope += g->slope[i];
		bin->curve += g->curve[i];
	}
}

static double worth(double slope, double curve, double calm)
{
	return slope * slope / (curve + calm);
}

/* The best border of a feature over all leaves at once. */
static double best_border(const struct growth *g, unsigned leaves, size_t borders, uint8_t *out)
{
	double gains[BINS] = { 0 }, best = -1;
	for (unsigned leaf = 0; leaf < leaves; leaf++) {
		struct sums all = { 0, 0 }, low = { 0, 0 };
		for (size_t b = 0; b <= borders; b++) {
			all.slope += g->bins[leaf][b].slope;
			all.curve += g->bins[leaf][b].curve;
		}
		for (size_t b = 0; b < borders; b++) {
			low.slope += g->bins[leaf][b].slope;
			low.curve += g->bins[leaf][b].curve;
			gains[b] += worth(low.slope, low.curve, g->settings->calm) +
			            worth(all.slope - low.slope, all.curve - low.curve, g->settings->calm);
		}
	}
	for (size_t b = 0; b < borders; b++)
		if (gains[b] > best) {
			best = gains[b];
			*out = (uint8_t)b;
		}
	return best;
}

static void grow_level(struct growth *g, const struct grown *grown, struct tree *tree, unsigned level,
                       const bool *is_offered)
{
	double best = -1;
	for (uint32_t f = 0; f < g->features; f++) {
		const size_t borders = grown->first_border[f + 1] - grown->first_border[f];
		uint8_t border = 0;
		if (!is_offered[f] || !borders)
			continue;
		fill_bins(g, g->rows->columns[f], 1u << level);
		const double gain = best_border(g, 1u << level, borders, &border);
		if (gain > best) {
			best = gain;
			tree->feature[level] = (uint8_t)f;
			tree->border[level] = border;
		}
	}
	const uint8_t *column = g->rows->columns[tree->feature[level]];
	for (size_t i = 0; i < g->taken_count; i++)
		g->leaf[i] |= (uint8_t)((column[g->taken[i]] > tree->border[level]) << level);
}

static void fill_leaves(struct growth *g, struct tree *tree)
{
	struct sums leaves[TREE_LEAVES] = { { 0, 0 } };
	for (size_t i = 0; i < g->taken_count; i++) {
		leaves[g->leaf[i]].slope += g->slope[i];
		leaves[g->leaf[i]].curve += g->curve[i];
	}
	for (unsigned leaf = 0; leaf < TREE_LEAVES; leaf++) {
		const float value =
			-g->settings->rate * leaves[leaf].slope / (leaves[leaf].curve + g->settings->calm);
		tree->leaf[leaf] = (int16_t)fminf(fmaxf(roundf(value / leaf_unit), -32000), 32000);
	}
}

static void add_tree(struct growth *g, const struct tree *tree)
{
	for (size_t i = 0; i < g->rows->count; i++) {
		unsigned leaf = 0;
		for (unsigned level = 0; level < TREE_DEPTH; level++)
			leaf |= (unsigned)(g->rows->columns[tree->feature[level]][i] > tree->border[level])
			        << level;
		g->score[i] += leaf_unit * tree->leaf[leaf];
	}
}

static void grow_tree(struct growth *g, const struct grown *grown, struct tree *tree)
{
	bool is_offered[256];
	begin_tree(g);
	for (uint32_t f = 0; f < g->features; f++)
		is_offered[f] = chance(&g->random, g->settings->feature_share);
	for (unsigned level = 0; level < TREE_DEPTH; level++)
		grow_level(g, grown, tree, level, is_offered);
	fill_leaves(g, tree);
	add_tree(g, tree);
}

static float start_of(const struct boost_rows *rows)
{
	double good = 1, all = 2;
	for (size_t i = 0; i < rows->count; i++) {
		good += rows->weight[i] * rows->label[i];
		all += rows->weight[i];
	}
	return (float)log(good / (all - good));
}

void boost_grow(struct grown *grown, const struct boost_rows *rows, const struct boost_settings *settings)
{
	struct growth *g = mem_zero(1, sizeof *g);
	*g = (struct growth){ .rows = rows,
		              .settings = settings,
		              .features = grown->model.features,
		              .random = settings->seed };
	g->score = mem_alloc(rows->count * sizeof *g->score);
	g->slope = mem_alloc(rows->count * sizeof *g->slope);
	g->curve = mem_alloc(rows->count * sizeof *g->curve);
	g->taken = mem_alloc(rows->count * sizeof *g->taken);
	g->leaf = mem_alloc(rows->count);
	grown->trees = mem_zero(settings->trees, sizeof *grown->trees);
	grown->model.trees = grown->trees;
	grown->model.tree_count = settings->trees;
	grown->model.scale = leaf_unit;
	grown->model.start = start_of(rows);
	for (size_t i = 0; i < rows->count; i++)
		g->score[i] = grown->model.start;
	for (uint32_t t = 0; t < settings->trees; t++)
		grow_tree(g, grown, &grown->trees[t]);
	free(g->score);
	free(g->slope);
	free(g->curve);
	free(g->taken);
	free(g->leaf);
	free(g);
}

void boost_free(struct grown *grown)
{
	free(grown->borders);
	free(grown->first_border);
	free(grown->trees);
	*grown = (struct grown){ 0 };
}
