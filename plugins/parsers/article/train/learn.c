/* SPDX-License-Identifier: MIT */
#include "learn.h"

#include "../words.h"
#include "core/base/mem.h"

enum { INNER_FOLDS = 3, WRONG_MOST = 150 };

static const struct boost_settings first_settings = {
	.trees = 150, .rate = 0.1F, .row_share = 0.4F, .feature_share = 0.25F, .calm = 4.0F, .seed = 1
};
static const struct boost_settings second_settings = {
	.trees = 300, .rate = 0.07F, .row_share = 0.4F, .feature_share = 0.25F, .calm = 4.0F, .seed = 2
};

struct row_set {
	VECTOR(float) numbers;
	VECTOR(float) label;
	VECTOR(float) weight;
	VECTOR(uint32_t) fold;
};

static uint32_t mix(uint32_t x)
{
	x = (x ^ (x >> 16)) * UINT32_C(0x7feb352d);
	x = (x ^ (x >> 15)) * UINT32_C(0x846ca68b);
	return x ^ (x >> 16);
}

static uint32_t inner_fold(const struct sample *s)
{
	return mix(s->site ^ 0x5bd1e995) % INNER_FOLDS;
}

/* Pages have many blocks around the story; a part of them, weighing more, does as well. */
static float kept_share(const struct sample *s)
{
	size_t wrong = 0;
	for (size_t i = 0; i < s->page.blocks.count; i++)
		wrong += s->label[i] <= 0 && s->weight[i] > 0;
	return wrong > WRONG_MOST ? (float)WRONG_MOST / (float)wrong : 1.0F;
}

static void add_rows(struct row_set *set, const struct sample *s, const struct analysis *a)
{
	const float kept = kept_share(s);
	for (size_t i = 0; i < s->page.blocks.count; i++) {
		const bool is_wrong = s->label[i] <= 0;
		if (s->weight[i] <= 0 ||
		    (is_wrong && (float)(mix((uint32_t)i ^ s->site) & 0xFFFF) > kept * 0xFFFF))
			continue;
		vector_reserve(&set->numbers, FEATURES_ALL);
		memcpy(set->numbers.at + set->numbers.count, features_row(a, i),
		       FEATURES_ALL * sizeof(float));
		set->numbers.count += FEATURES_ALL;
		*(float *)vector_add(&set->label) = s->label[i];
		*(float *)vector_add(&set->weight) = is_wrong ? s->weight[i] / kept : s->weight[i];
		*(uint32_t *)vector_add(&set->fold) = inner_fold(s);
	}
}

/* The weights' mean is 1, whatever their unit. */
static void even_weights(struct row_set *set)
{
	double sum = 0;
	for (size_t i = 0; i < set->weight.count; i++)
		sum += set->weight.at[i];
	for (size_t i = 0; i < set->weight.count; i++)
		set->weight.at[i] *= (float)((double)set->weight.count / sum);
}

static void rows_free(struct row_set *set)
{
	vector_done(&set->numbers);
	vector_done(&set->label);
	vector_done(&set->weight);
	vector_done(&set->fold);
}

/* Grows a model from the rows of all folds but one (INNER_FOLDS: from all). */
static void grow(struct grown *grown, const struct row_set *set, uint32_t features, uint32_t without,
                 const struct boost_settings *settings)
{
	struct boost_rows rows = { .columns = mem_zero(features, sizeof *rows.columns) };
	float *label = mem_alloc((set->label.count + 1) * sizeof *label),
	      *weight = mem_alloc((set->label.count + 1) * sizeof *weight);
	boost_borders(grown, set->numbers.at, FEATURES_ALL, set->label.count, features);
	for (uint32_t f = 0; f < features; f++)
		rows.columns[f] = mem_alloc(set->label.count + 1);
	for (size_t i = 0; i < set->label.count; i++) {
		if (set->fold.at[i] == without)
			continue;
		for (uint32_t f = 0; f < features; f++)
			rows.columns[f][rows.count] =
				model_number(&grown->model, f, set->numbers.at[i * FEATURES_ALL + f]);
		label[rows.count] = set->label.at[i];
		weight[rows.count++] = set->weight.at[i];
	}
	rows.label = label;
	rows.weight = weight;
	boost_grow(grown, &rows, settings);
	for (uint32_t f = 0; f < features; f++)
		free(rows.columns[f]);
	free(rows.columns);
	free(label);
	free(weight);
}

static void ask(const struct model *model, const struct analysis *a, float *out)
{
	model_ask(model, a->rows.at, FEATURES_ALL, a->page->blocks.count, out);
}

static void look_at(struct analysis *a, struct sample *s, struct lesson *lesson, uint32_t without_site)
{
	const struct hints hints = lesson_hints(lesson, without_site);
	hints_apply(&s->page, &hints);
	features_make(a, &s->page, s->title, s->summary);
}

static struct analysis *look_at_all(struct lesson *lesson, struct sample *samples, size_t count,
                                    const bool *is_taken)
{
	struct analysis *all = mem_zero(count, sizeof *all);
	for (size_t i = 0; i < count; i++)
		if (is_taken[i])
			look_at(&all[i], &samples[i], lesson, samples[i].site);
	return all;
}

/* What the second model learns from must be what the first one says of sites that it does not know. */
static void add_sure(struct analysis *all, struct sample *samples, size_t count, const bool *is_taken,
                     const struct row_set *set)
{
	for (uint32_t fold = 0; fold < INNER_FOLDS; fold++) {
		struct grown grown;
		grow(&grown, set, FEATURES_FIRST, fold, &first_settings);
		for (size_t i = 0; i < count; i++)
			if (is_taken[i] && inner_fold(&samples[i]) == fold) {
				ask(&grown.model, &all[i], samples[i].sure);
				features_add_sure(&all[i], samples[i].sure);
			}
		boost_free(&grown);
	}
}

static void collect(struct row_set *set, const struct analysis *all, const struct sample *samples,
                    size_t count, const bool *is_taken)
{
	*set = (struct row_set){ 0 };
	for (size_t i = 0; i < count; i++)
		if (is_taken[i])
			add_rows(set, &samples[i], &all[i]);
	even_weights(set);
}

void learn(struct learnt *learnt, const struct sample *samples, size_t count, const bool *is_taken)
{
	struct sample *own = (struct sample *)(uintptr_t)samples; /* its working space is written */
	struct row_set set;
	lesson_learn(&learnt->lesson, samples, count, is_taken);
	struct analysis *all = look_at_all(&learnt->lesson, own, count, is_taken);
	collect(&set, all, samples, count, is_taken);
	grow(&learnt->first, &set, FEATURES_FIRST, INNER_FOLDS, &first_settings);
	add_sure(all, own, count, is_taken, &set);
	rows_free(&set);
	collect(&set, all, samples, count, is_taken);
	grow(&learnt->second, &set, FEATURES_ALL, INNER_FOLDS, &second_settings);
	rows_free(&set);
	for (size_t i = 0; i < count; i++)
		features_done(&all[i]);
	free(all);
}

void learnt_ask(struct learnt *learnt, struct sample *sample)
{
	struct analysis a = { 0 };
	look_at(&a, sample, &learnt->lesson, 0);
	ask(&learnt->first.model, &a, sample->sure);
	features_add_sure(&a, sample->sure);
	ask(&learnt->second.model, &a, sample->sure);
	features_done(&a);
}

void learnt_free(struct learnt *learnt)
{
	lesson_free(&learnt->lesson);
	boost_free(&learnt->first);
	boost_free(&learnt->second);
}
