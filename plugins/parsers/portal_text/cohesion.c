/* SPDX-License-Identifier: MIT
 * A line is a set of tokens: names (capitalised within a sentence) and longer words, by their first letters, so that
 * most inflected forms fall together; where words are short, as in Vietnamese, or not parted at all, pairs of syllables
 * or signs. What a token is worth is how many other lines of the run have it, its logarithm squared: a story's few
 * subjects count for more than the many words that any two texts share. A name that the run does not know counts
 * against a line. The run is the stretch with the greatest sum over a threshold; it is found again with what was left
 * of it until it stays as it is. */
#include "cohesion.h"

#include <math.h>

enum { STEM = 8, WORD_LEAST = 5, NAME_LEAST = 2, TOKENS_MOST = 400, ROUNDS_MOST = 8, WORD_MOST = 64 };

static const double name_weight = 2.0, word_weight = 1.0, unknown_name = -1.0, threshold_share = 0.5,
		    cap_share = 1.5;
static const double least_length = 6.0, short_words = 4.2;

struct token {
	uint64_t hash;
	double weight;
	unsigned line; /* in the table of all */
};

struct line_tokens {
	struct token *at;
	size_t count;
	double weight;
};

struct table { /* all tokens of all lines, sorted by hash: the lines of one stand together */
	struct token *at;
	size_t count;
};

/* --- tokens */

static uint64_t hash_runes(const uint32_t *runes, size_t count, uint64_t hash)
{
	for (size_t i = 0; i < count; i++)
		hash = (hash ^ runes[i]) * UINT64_C(0x100000001b3);
	return hash;
}

static bool is_word_rune(uint32_t c)
{
	return rune_is_letter(c) || rune_is_digit(c);
}

static bool is_ideograph(uint32_t c)
{
	return (c >= 0x3040 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF);
}

static void add(struct line_tokens *tokens, uint64_t hash, double weight)
{
	for (size_t i = 0; i < tokens->count; i++)
		if (tokens->at[i].hash == hash) {
			if (tokens->at[i].weight < weight)
				tokens->at[i].weight = weight;
			return;
		}
	if (tokens->count < TOKENS_MOST)
		tokens->at[tokens->count++] = (struct token){ .hash = hash, .weight = weight };
}

struct word {
	uint32_t runes[WORD_MOST]; /* small letters */
	size_t count;
	bool is_capitalised, begins_sentence, is_ideographic;
};

/* The next word of a line; *opens tells whether a sentence begins there. */
static bool next_word(const char **at, bool *opens, struct word *out)
{
	const char *rest = *at;
	uint32_t c = rune_next(&rest);
	for (; c && !is_word_rune(c); c = rune_next(&rest)) {
		*opens |= rune_is_in(c, ".!?…:。！？：");
		*at = rest;
	}
	if (!c)
		return false;
	*out = (struct word){ .is_capitalised = rune_is_upper(c),
		              .begins_sentence = *opens,
		              .is_ideographic = is_ideograph(c) };
	for (; c && is_word_rune(c) && is_ideograph(c) == out->is_ideographic; c = rune_next(&rest)) {
		if (out->count < WORD_MOST)
			out->runes[out->count++] = rune_lower(c);
		*at = rest;
	}
	*opens = false;
	return true;
}

static const uint64_t hash_start = UINT64_C(0xcbf29ce484222325);

static void add_word(struct line_tokens *tokens, const struct word *word)
{
	const bool is_name = word->is_capitalised && !word->begins_sentence && word->count >= NAME_LEAST;
	const size_t stem = word->count < STEM ? word->count : STEM;
	if (word->is_ideographic)
		for (size_t i = 0; i + 1 < word->count; i++)
			add(tokens, hash_runes(word->runes + i, 2, hash_start), word_weight);
	else if (is_name || word->count >= WORD_LEAST)
		add(tokens, hash_runes(word->runes, stem, hash_start), is_name ? name_weight : word_weight);
}

static void add_pair(struct line_tokens *tokens, const struct word *first, const struct word *second)
{
	const uint64_t hash = hash_runes(first->runes, first->count, hash_start ^ 1);
	add(tokens, hash_runes(second->runes, second->count, hash), word_weight);
}

static void read_tokens(const char *text, bool has_short_words, struct line_tokens *tokens)
{
	struct word words[2];
	bool opens = true, has_before = false;
	for (size_t i = 0; next_word(&text, &opens, &words[i % 2]); i++) {
		add_word(tokens, &words[i % 2]);
		if (has_short_words && has_before && !words[i % 2].is_ideographic)
			add_pair(tokens, &words[(i + 1) % 2], &words[i % 2]);
		has_before = !words[i % 2].is_ideographic;
	}
	for (size_t i = 0; i < tokens->count; i++)
		tokens->weight += tokens->at[i].weight;
}

static bool are_words_short(const struct lines *lines)
{
	size_t words = 0, runes = 0;
	for (size_t i = 0; i < lines->count; i++) {
		words += text_words(lines->at[i].text);
		runes += text_runes(lines->at[i].text);
	}
	return words && (double)(runes - words) / (double)words < short_words;
}

/* --- the table of all */

static int by_hash(const void *a, const void *b)
{
	const struct token *one = a, *other = b;
	return one->hash != other->hash ? (one->hash > other->hash) - (one->hash < other->hash)
	                                : (one->line > other->line) - (one->line < other->line);
}

static bool build(const struct line_tokens *lines, size_t count, struct table *out)
{
	size_t total = 0;
	for (size_t i = 0; i < count; i++)
		total += lines[i].count;
	out->at = malloc((total + 1) * sizeof *out->at);
	out->count = 0;
	for (size_t i = 0; out->at && i < count; i++)
		for (size_t k = 0; k < lines[i].count; k++) {
			out->at[out->count] = lines[i].at[k];
			out->at[out->count++].line = (unsigned)i;
		}
	if (out->at && out->count)
		qsort(out->at, out->count, sizeof *out->at, by_hash);
	return out->at != NULL;
}

/* How many lines of the run have the token. */
static size_t lines_with(const struct table *table, uint64_t hash, size_t first, size_t end)
{
	size_t low = 0, high = table->count, found = 0;
	while (low < high) {
		const size_t middle = low + (high - low) / 2;
		if (table->at[middle].hash < hash)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < table->count && table->at[low].hash == hash; low++)
		found += table->at[low].line >= first && table->at[low].line < end;
	return found;
}

/* --- the run */

static double score(const struct line_tokens *line, size_t place, const struct table *table, size_t first,
                    size_t end)
{
	const bool is_within = place >= first && place < end;
	double sum = 0;
	for (size_t i = 0; i < line->count; i++) {
		const size_t others = lines_with(table, line->at[i].hash, first, end) - is_within;
		const double logarithm = log(1.0 + (double)others);
		if (others)
			sum += line->at[i].weight * logarithm * logarithm;
		else if (line->at[i].weight > word_weight)
			sum += unknown_name;
	}
	return sum / sqrt(line->weight > least_length ? line->weight : least_length);
}

static int by_value(const void *a, const void *b)
{
	const double one = *(const double *)a, other = *(const double *)b;
	return (one > other) - (one < other);
}

/* The middle of those over 0: a page may be mostly menu. */
static double middle_of(const double *values, size_t count, double *space)
{
	size_t kept = 0;
	for (size_t i = 0; i < count; i++)
		if (values[i] > 0)
			space[kept++] = values[i];
	qsort(space, kept, sizeof *space, by_value);
	return kept ? space[kept / 2] : 0;
}

/* The stretch with the greatest sum of what is over the threshold. */
static void greatest_stretch(const double *scores, size_t count, double middle, size_t *first, size_t *end)
{
	double best = 0, sum = 0;
	size_t begin = 0;
	*first = 0;
	*end = count;
	for (size_t i = 0; i < count; i++) {
		const double capped = scores[i] < cap_share * middle ? scores[i] : cap_share * middle;
		sum += capped - threshold_share * middle;
		if (sum < 0) {
			sum = 0;
			begin = i + 1;
		} else if (sum > best) {
			best = sum;
			*first = begin;
			*end = i + 1;
		}
	}
}

static void settle(const struct line_tokens *tokens, size_t count, const struct table *table, double *space,
                   struct cohesion *out)
{
	out->first = 0;
	out->end = count;
	for (int round = 0; round < ROUNDS_MOST; round++) {
		size_t first, end;
		for (size_t i = 0; i < count; i++)
			out->scores[i] = score(&tokens[i], i, table, out->first, out->end);
		const double middle = middle_of(out->scores + out->first, out->end - out->first, space);
		greatest_stretch(out->scores, count, middle, &first, &end);
		if (middle <= 0 || (first == out->first && end == out->end))
			return;
		out->first = first;
		out->end = end;
	}
}

/* At most so many: a token and a pair for each two bytes. */
static size_t tokens_of(const char *text)
{
	const size_t length = strlen(text);
	return length < TOKENS_MOST ? length : TOKENS_MOST;
}

static size_t room_for(const struct lines *lines)
{
	size_t room = 1;
	for (size_t i = 0; i < lines->count; i++)
		room += tokens_of(lines->at[i].text);
	return room;
}

bool cohesion_find(const struct lines *lines, struct cohesion *out)
{
	const size_t count = lines->count;
	struct line_tokens *tokens = calloc(count + 1, sizeof *tokens);
	struct token *pool = calloc(room_for(lines), sizeof *pool);
	double *space = calloc(count + 1, sizeof *space);
	struct table table = { 0 };
	const bool has_short_words = are_words_short(lines);
	out->scores = calloc(count + 1, sizeof *out->scores);
	bool is_fine = tokens && pool && space && out->scores;
	struct token *at = pool;
	for (size_t i = 0; is_fine && i < count; i++) {
		tokens[i].at = at;
		at += tokens_of(lines->at[i].text);
		read_tokens(lines->at[i].text, has_short_words, &tokens[i]);
	}
	is_fine = is_fine && build(tokens, count, &table);
	if (is_fine)
		settle(tokens, count, &table, space, out);
	else
		free(out->scores);
	free(table.at);
	free(space);
	free(pool);
	free(tokens);
	return is_fine;
}
