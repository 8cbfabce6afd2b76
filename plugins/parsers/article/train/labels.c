/* SPDX-License-Identifier: MIT
 * Which blocks are the story's: those whose words stand in the expected text, in its order. Of several that say the
 * same, the one that keeps the order counts. */
#include <math.h>

#include "../words.h"
#include "corpus.h"

enum { SHINGLE = 4, WORDS_COUNTED_MOST = 80, GAP = 12 };

struct place { /* of a shingle in the expected text */
	uint32_t hash, at;
};

struct match {
	uint32_t block, at, words;
	float share;
	double best; /* words of the best chain that ends here */
	int64_t before;
	bool is_chained;
};

static uint32_t shingle_at(const uint32_t *words)
{
	uint32_t hash = WORD_HASH_START;
	for (int i = 0; i < SHINGLE; i++)
		hash = word_hash_pair(hash, words[i]);
	return hash;
}

static int by_hash(const void *a, const void *b)
{
	const struct place *one = a, *other = b;
	return one->hash != other->hash ? (one->hash > other->hash) - (one->hash < other->hash)
	                                : (one->at > other->at) - (one->at < other->at);
}

static struct place *places_of(const struct text *text, size_t *count)
{
	*count = text->count >= SHINGLE ? text->count - SHINGLE + 1 : 0;
	struct place *places = mem_alloc((*count + 1) * sizeof *places);
	for (size_t i = 0; i < *count; i++)
		places[i] = (struct place){ shingle_at(text->words + i), (uint32_t)i };
	qsort(places, *count, sizeof *places, by_hash);
	return places;
}

static const struct place *find(const struct place *places, size_t count, uint32_t hash)
{
	size_t low = 0, high = count;
	while (low < high) {
		const size_t middle = low + (high - low) / 2;
		if (places[middle].hash < hash)
			low = middle + 1;
		else
			high = middle;
	}
	return low < count && places[low].hash == hash ? &places[low] : NULL;
}

typedef VECTOR(struct match) match_list;

static void add_match(match_list *found, size_t block, uint32_t words, uint32_t at, float share)
{
	struct match *match = vector_add(found);
	if (match)
		*match = (struct match){ .block = (uint32_t)block, .at = at, .words = words, .share = share };
}

/* How much of the block stands in the text, and the places where it may begin there. */
static void match_long(const struct sample *s, size_t i, const struct place *places, size_t count,
                       match_list *found)
{
	enum { PLACES_MOST = 12 };
	const struct passage *b = &s->page.blocks.at[i];
	const uint32_t *words = s->page.words.at + b->first_word, shingles = block_words(b) - SHINGLE + 1;
	const struct place *first = NULL;
	uint32_t shared = 0, offset = 0;
	for (uint32_t w = 0; w < shingles; w++) {
		const struct place *place = find(places, count, shingle_at(words + w));
		if (place && !shared++) {
			first = place;
			offset = w;
		}
	}
	const float share = (float)shared / (float)shingles;
	for (size_t n = 0;
	     share > 0.1F && n < PLACES_MOST && first + n < places + count && first[n].hash == first->hash;
	     n++)
		add_match(found, i, block_words(b), first[n].at > offset ? first[n].at - offset : 0, share);
}

static void match_short(const struct sample *s, size_t i, match_list *found)
{
	const struct passage *b = &s->page.blocks.at[i];
	for (size_t line = 0; block_words(b) && line < s->line_count; line++)
		if (s->lines[line] == b->hash)
			add_match(found, i, block_words(b), s->line_places[line], 1);
}

static void chain(struct match *matches, size_t count)
{
	int64_t last = -1;
	for (size_t i = 0; i < count; i++) {
		matches[i].best = matches[i].words * matches[i].share;
		matches[i].before = -1;
		const double own = matches[i].best;
		for (size_t k = i > 800 ? i - 800 : 0; k < i; k++)
			if (matches[k].block != matches[i].block && matches[k].at < matches[i].at &&
			    matches[k].best + own > matches[i].best) {
				matches[i].best = matches[k].best + own;
				matches[i].before = (int64_t)k;
			}
		if (last < 0 || matches[i].best > matches[last].best)
			last = (int64_t)i;
	}
	for (; last >= 0; last = matches[last].before)
		matches[last].is_chained = true;
}

/* A block out of the order is the story's only if what it says is not said by the chain. */
static void label_matches(struct sample *s, const struct match *matches, size_t count, uint32_t *ends)
{
	for (size_t i = 0; i < count; i++) {
		const struct match *m = &matches[i];
		bool is_double = false;
		for (size_t k = 0; k < count && !m->is_chained; k++)
			is_double |= matches[k].is_chained &&
			             (matches[k].block == m->block ||
			              (matches[k].at <= m->at && m->at < matches[k].at + matches[k].words));
		if (is_double)
			continue;
		s->label[m->block] = m->share >= 0.6F ? 1 : m->share < 0.2F ? 0 : m->share;
		ends[m->block] = m->at + m->words;
	}
}

/* One to three words within a line (a cell, a part between <br>): the story's where a neighbour is and they follow. */
static void label_fragments(struct sample *s, const uint32_t *ends)
{
	for (size_t i = 1; i < s->page.blocks.count; i++) {
		const struct passage *b = &s->page.blocks.at[i];
		const uint32_t words = block_words(b), *w = s->page.words.at + b->first_word;
		if (!words || words >= SHINGLE || s->label[i] > 0 || s->label[i - 1] < 0.5F)
			continue;
		for (uint32_t at = ends[i - 1]; at < ends[i - 1] + GAP && at + words <= s->body.count; at++)
			if (!memcmp(w, s->body.words + at, words * sizeof *w)) {
				s->label[i] = at == ends[i - 1] ? 1 : 0;
				break;
			}
	}
}

static void label_whole(struct sample *s)
{
	size_t count;
	struct place *places = places_of(&s->body, &count);
	match_list found = { 0 };
	uint32_t *ends = mem_zero(s->page.blocks.count + 1, sizeof *ends);
	for (size_t i = 0; i < s->page.blocks.count; i++)
		if (block_words(&s->page.blocks.at[i]) >= SHINGLE)
			match_long(s, i, places, count, &found);
		else
			match_short(s, i, &found);
	chain(found.at, found.count);
	label_matches(s, found.at, found.count, ends);
	label_fragments(s, ends);
	vector_done(&found);
	free(ends);
	free(places);
}

static bool contains(const uint32_t *words, size_t count, const uint32_t *piece, size_t length)
{
	for (size_t i = 0; length && i + length <= count; i++)
		if (!memcmp(words + i, piece, length * sizeof *words))
			return true;
	return false;
}

static bool touches(const struct sample *s, const struct passage *b, const struct text *pieces, size_t count)
{
	const uint32_t *words = s->page.words.at + b->first_word, length = block_words(b);
	for (size_t i = 0; i < count; i++)
		if (contains(words, length, pieces[i].words, pieces[i].count) ||
		    (length >= SHINGLE && contains(pieces[i].words, pieces[i].count, words, length)))
			return true;
	return false;
}

static void label_pieces(struct sample *s)
{
	for (size_t i = 0; i < s->page.blocks.count; i++) {
		const struct passage *b = &s->page.blocks.at[i];
		const bool is_present = touches(s, b, s->present, s->present_count);
		const bool is_absent = touches(s, b, s->absent, s->absent_count);
		s->label[i] = is_present;
		s->weight[i] = is_present != is_absent ? 0.15F : 0;
	}
}

/* A wrong block costs its words and its neighbours' shingles, against the whole story's. News pages, the fewer, weigh
 * more: it is news that the plugin is for. */
static void weigh(struct sample *s)
{
	const float importance = strcmp(s->dataset, "fundus") ? 1.0F : 2.5F;
	float whole = 60;
	for (size_t i = 0; i < s->page.blocks.count; i++)
		whole += s->label[i] * (float)block_words(&s->page.blocks.at[i]);
	for (size_t i = 0; i < s->page.blocks.count; i++) {
		const uint32_t words = block_words(&s->page.blocks.at[i]);
		s->weight[i] = importance *
		               (float)(4 + (words < WORDS_COUNTED_MOST ? words : WORDS_COUNTED_MOST)) / whole;
	}
}

/* The headline is not part of the text, even where the expected one has it. */
static void leave_headline_out(struct sample *s)
{
	uint32_t words[64], hash = 0;
	const size_t count = s->title ? words_of(s->title, words, 64) : 0;
	for (size_t i = 0; i < count; i++)
		hash = word_hash_pair(hash, words[i]);
	for (size_t i = 0; count && i < s->page.blocks.count; i++)
		if (s->page.blocks.at[i].hash == hash)
			s->label[i] = 0;
}

void label_sample(struct corpus *corpus, struct sample *s)
{
	s->label = arena_zero(&corpus->arena, (s->page.blocks.count + 1) * sizeof *s->label);
	s->weight = arena_zero(&corpus->arena, (s->page.blocks.count + 1) * sizeof *s->weight);
	s->sure = arena_zero(&corpus->arena, (s->page.blocks.count + 1) * sizeof *s->sure);
	if (s->body.count) {
		label_whole(s);
		leave_headline_out(s);
		weigh(s);
	} else {
		label_pieces(s);
	}
}
