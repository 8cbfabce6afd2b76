/* SPDX-License-Identifier: MIT */
#include "judge.h"

enum { BLOCK_COST = 3 }; /* words: a wrong block also breaks its neighbours' shingles */

static double cost_of(const struct passage *block)
{
	return block_words(block) + BLOCK_COST;
}

/* With every block over a limit chosen: twice what is rightly chosen, over what is chosen and what should be. */
static double expected_f1(const struct page *page, const float *sure, float limit, double good)
{
	double chosen = 0, right = 0;
	for (size_t i = 0; i < page->blocks.count; i++) {
		if (sure[i] < limit)
			continue;
		chosen += cost_of(&page->blocks.at[i]);
		right += sure[i] * cost_of(&page->blocks.at[i]);
	}
	return chosen > 0 ? 2 * right / (chosen + good) : 0;
}

float judge_choose(const struct page *page, const float *sure, bool *is_chosen)
{
	static const float limits[] = { 0.2F, 0.25F, 0.3F, 0.35F, 0.4F, 0.45F, 0.5F, 0.55F, 0.6F };
	double good = 0, best = 0;
	float limit = 1;
	for (size_t i = 0; i < page->blocks.count; i++)
		good += sure[i] * cost_of(&page->blocks.at[i]);
	for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
		const double f1 = expected_f1(page, sure, limits[i], good);
		if (f1 > best) {
			best = f1;
			limit = limits[i];
		}
	}
	for (size_t i = 0; i < page->blocks.count; i++)
		is_chosen[i] = sure[i] >= limit;
	return (float)best;
}
