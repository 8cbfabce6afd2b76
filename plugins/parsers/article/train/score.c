/* SPDX-License-Identifier: MIT */
#include "score.h"

#include "../words.h"
#include "core/base/mem.h"

static int by_number(const void *a, const void *b)
{
	const uint32_t one = *(const uint32_t *)a, other = *(const uint32_t *)b;
	return (one > other) - (one < other);
}

/* Sorted hashes of all shingles; a text shorter than one is one. */
static uint32_t *shingles_of(const uint32_t *words, size_t count, size_t shingle, size_t *found)
{
	uint32_t *out = mem_alloc((count + 1) * sizeof *out);
	*found = count >= shingle ? count - shingle + 1 : count > 0;
	for (size_t i = 0; i < *found; i++) {
		out[i] = WORD_HASH_START;
		for (size_t w = i; w < i + shingle && w < count; w++)
			out[i] = word_hash_pair(out[i], words[w]);
	}
	qsort(out, *found, sizeof *out, by_number);
	return out;
}

struct score score_choice(const struct sample *sample, const bool *is_chosen, size_t shingle)
{
	const struct page *page = &sample->page;
	uint32_t *words = mem_alloc((page->words.count + 1) * sizeof *words);
	size_t count = 0, got_count, want_count, i = 0, k = 0, both = 0;
	for (size_t b = 0; b < page->blocks.count; b++)
		if (is_chosen[b])
			for (uint32_t w = page->blocks.at[b].first_word; w < page->blocks.at[b].end_word; w++)
				words[count++] = page->words.at[w];
	uint32_t *got = shingles_of(words, count, shingle, &got_count),
		 *want = shingles_of(sample->body.words, sample->body.count, shingle, &want_count);
	while (i < got_count && k < want_count) {
		const uint32_t one = got[i], other = want[k];
		both += one == other;
		i += one <= other;
		k += one >= other;
	}
	struct score score = { .precision = got_count ? (double)both / (double)got_count : 0,
		               .recall = want_count ? (double)both / (double)want_count : 0 };
	score.f1 = both ? 2 * score.precision * score.recall / (score.precision + score.recall) : 0;
	free(words);
	free(got);
	free(want);
	return score;
}
