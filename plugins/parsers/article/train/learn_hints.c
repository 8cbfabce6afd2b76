/* SPDX-License-Identifier: MIT */
#include "learn_hints.h"

#include <math.h>

#include "../words.h"

enum { MARK_SITES_LEAST = 6, WORD_SITES_LEAST = 8, LINE_WORDS_MOST = 25, WORDS_COUNTED_MOST = 60 };

static const float doubt = 3.0F,
		   unit = 16.0F; /* sites of the prior's that each word begins with; of a weight */

static void note(struct subject *subject, uint32_t word, uint32_t site, float good, float all)
{
	struct tally *tally = vector_add(&subject->tallies);
	if (tally)
		*tally = (struct tally){ word, site, good, all };
}

static void note_marks(struct lesson *lesson, const struct sample *s)
{
	const struct page *page = &s->page;
	float *good = mem_zero(page->blocks.count + 1, sizeof *good),
	      *all = mem_zero(page->blocks.count + 1, sizeof *all);
	for (size_t i = 0; i < page->blocks.count; i++) {
		const uint32_t words = block_words(&page->blocks.at[i]);
		const float counted =
			s->weight[i] > 0 ? (float)(words < WORDS_COUNTED_MOST ? words : WORDS_COUNTED_MOST)
					 : 0;
		good[i + 1] = good[i] + s->label[i] * counted;
		all[i + 1] = all[i] + counted;
	}
	for (size_t i = 0; i < page->elements.count; i++) {
		const struct element *e = &page->elements.at[i];
		const float part = good[e->end_block] - good[e->first_block],
			    whole = all[e->end_block] - all[e->first_block];
		for (uint32_t m = e->first_mark; whole > 0 && m < e->end_mark; m++)
			note(&lesson->marks, page->marks.at[m], s->site, part, whole);
	}
	free(good);
	free(all);
}

static void note_words(struct lesson *lesson, const struct sample *s)
{
	const struct page *page = &s->page;
	for (size_t i = 0; i < page->blocks.count; i++) {
		const struct passage *b = &page->blocks.at[i];
		const uint32_t *words = page->words.at + b->first_word, count = block_words(b);
		if (s->weight[i] <= 0 || count > LINE_WORDS_MOST)
			continue;
		for (uint32_t w = 0; w < count; w++) {
			note(&lesson->words, words[w], s->site, s->label[i], 1);
			if (w + 1 < count)
				note(&lesson->words, word_hash_pair(words[w], words[w + 1]), s->site,
				     s->label[i], 1);
		}
	}
}

static int by_word(const void *a, const void *b)
{
	const struct tally *one = a, *other = b;
	return one->word != other->word ? (one->word > other->word) - (one->word < other->word)
	                                : (one->site > other->site) - (one->site < other->site);
}

/* One tally a word and site, sorted. */
static void merge(struct subject *subject)
{
	size_t kept = 0;
	struct tally *at = subject->tallies.at;
	qsort(at, subject->tallies.count, sizeof *at, by_word);
	for (size_t i = 0; i < subject->tallies.count; i++)
		if (kept && at[kept - 1].word == at[i].word && at[kept - 1].site == at[i].site) {
			at[kept - 1].good += at[i].good;
			at[kept - 1].all += at[i].all;
		} else {
			at[kept++] = at[i];
		}
	subject->tallies.count = kept;
}

static void settle(struct subject *subject, uint32_t sites_least)
{
	double shares = 0, all = 0;
	merge(subject);
	struct tally *at = subject->tallies.at;
	for (size_t i = 0, end; i < subject->tallies.count; i = end) {
		float sum = 0;
		for (end = i; end < subject->tallies.count && at[end].word == at[i].word; end++)
			sum += at[end].good / at[end].all;
		shares += sum;
		all += (double)(end - i);
		if (end - i < sites_least)
			continue;
		struct known *known = vector_add(&subject->known);
		*known = (struct known){ at[i].word, (uint32_t)(end - i), sum, at + i };
	}
	subject->prior = all > 0 ? (float)(shares / all) : 0.5F;
}

void lesson_learn(struct lesson *lesson, const struct sample *samples, size_t count, const bool *is_taken)
{
	*lesson = (struct lesson){ 0 };
	for (size_t i = 0; i < count; i++)
		if (is_taken[i] && samples[i].body.count) {
			note_marks(lesson, &samples[i]);
			note_words(lesson, &samples[i]);
		}
	settle(&lesson->marks, MARK_SITES_LEAST);
	settle(&lesson->words, WORD_SITES_LEAST);
}

static float logit(float p)
{
	return logf(p / (1 - p));
}

static int8_t weight_of(const struct subject *subject, float shares, uint32_t sites)
{
	const float mean = (shares + doubt * subject->prior) / ((float)sites + doubt);
	const float weight =
		roundf(unit * (logit(fminf(fmaxf(mean, 0.002F), 0.998F)) - logit(subject->prior)));
	return (int8_t)fminf(fmaxf(weight, -127), 127);
}

static const struct tally *tally_of(const struct known *known, uint32_t site)
{
	uint32_t low = 0, high = known->sites;
	while (low < high) {
		const uint32_t middle = low + (high - low) / 2;
		if (known->tallies[middle].site < site)
			low = middle + 1;
		else
			high = middle;
	}
	return low < known->sites && known->tallies[low].site == site ? &known->tallies[low] : NULL;
}

static void make_hints(struct subject *subject, uint32_t without_site)
{
	subject->hints.count = 0;
	for (size_t i = 0; i < subject->known.count; i++) {
		const struct known *known = &subject->known.at[i];
		const struct tally *own = without_site ? tally_of(known, without_site) : NULL;
		const float shares = known->shares - (own ? own->good / own->all : 0);
		struct hint *hint = vector_add(&subject->hints);
		*hint = (struct hint){ known->word,
			               weight_of(subject, shares, known->sites - (own != NULL)) };
	}
}

struct hints lesson_hints(struct lesson *lesson, uint32_t without_site)
{
	make_hints(&lesson->marks, without_site);
	make_hints(&lesson->words, without_site);
	return (struct hints){ lesson->marks.hints.at, lesson->words.hints.at,
		               (uint32_t)lesson->marks.hints.count, (uint32_t)lesson->words.hints.count };
}

static void subject_free(struct subject *subject)
{
	vector_done(&subject->tallies);
	vector_done(&subject->known);
	vector_done(&subject->hints);
}

void lesson_free(struct lesson *lesson)
{
	subject_free(&lesson->marks);
	subject_free(&lesson->words);
}
