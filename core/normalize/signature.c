/* SPDX-License-Identifier: MIT
 * Near-duplicate signature: copies of a text that differ in a few words differ in a few bits. */
#include <unicode/uchar.h>

#include "core/base/span.h"
#include "core/doc/utf8.h"
#include "core/normalize/normalize.h"

enum { SHINGLE = 3, LEAST_WORDS = 8, LEVELS = 32, BATCH = 8 };

struct shingles {
	uint64_t words[SHINGLE - 1 + BATCH]; /* hashes of those that wait for others; the first are of the batch before */
	size_t waiting, done;                /* of words: of these, and those that no shingle needs any more */
	uint64_t votes[LEVELS];              /* bit n of votes[k]: bit k of how many shingles have bit n set */
};

/* The mixing of MurmurHash3, by Austin Appleby. */
static uint64_t mix(uint64_t hash)
{
	hash = (hash ^ hash >> 33) * UINT64_C(0xFF51AFD7ED558CCD);
	hash = (hash ^ hash >> 33) * UINT64_C(0xC4CEB9FE1A85EC53);
	return hash ^ hash >> 33;
}

static uint64_t shingle_at(const uint64_t *words)
{
	return mix(words[0] * 3 + words[1] * 5 + words[2] * 7);
}

static void carry_votes(struct shingles *s, unsigned level, uint64_t carry)
{
	for (; carry && level < LEVELS; level++) {
		const uint64_t next = s->votes[level] & carry;
		s->votes[level] ^= carry;
		carry = next;
	}
}

/* 64 full adders: two more votes on a level; gives what is carried to the next. */
static uint64_t add_pair(uint64_t *level, uint64_t first, uint64_t second)
{
	const uint64_t differs = first ^ second, carry = (first & second) | (*level & differs);
	*level ^= differs;
	return carry;
}

/* Votes for the bits that are set, 64 counters at once, of eight shingles at a time. */
static __attribute__((noinline)) void add_batch(struct shingles *s)
{
	uint64_t *votes = s->votes, twos[BATCH / 2];
	for (unsigned i = 0; i < BATCH / 2; i++)
		twos[i] = add_pair(&votes[0], shingle_at(s->words + 2 * i), shingle_at(s->words + 2 * i + 1));
	const uint64_t fours = add_pair(&votes[1], twos[0], twos[1]);
	carry_votes(s, 3, add_pair(&votes[2], fours, add_pair(&votes[1], twos[2], twos[3])));
	memcpy(s->words, s->words + BATCH, (SHINGLE - 1) * sizeof *s->words);
	s->waiting = SHINGLE - 1;
	s->done += BATCH;
}

static void add_rest(struct shingles *s)
{
	for (size_t i = 0; i + SHINGLE <= s->waiting; i++)
		carry_votes(s, 0, shingle_at(s->words + i));
}

/* The bits that more than half of the shingles have: 64 comparisons at once, from the highest level down. */
static uint64_t majority(const struct shingles *s)
{
	const size_t shingles = s->done + s->waiting - (SHINGLE - 1), half = shingles / 2;
	uint64_t more = 0, as_many = ~UINT64_C(0);
	for (unsigned level = LEVELS; level--;) {
		const uint64_t votes = s->votes[level], needed = half >> level & 1 ? ~UINT64_C(0) : 0;
		more |= as_many & votes & ~needed;
		as_many &= ~(votes ^ needed);
	}
	return more;
}

/* --- words ---------------------------------------------------------------------------------------------------- */

/* The hash of a word's letters so far, before the first. */
enum { WORD_EMPTY = 0x4F1BBCDC };

static void add_word(struct shingles *s, uint64_t word)
{
	s->words[s->waiting++] = word;
	if (s->waiting == SHINGLE - 1 + BATCH)
		add_batch(s);
}

/* Takes the word, if there is one; gives the next one's beginning. */
static uint64_t end_word(struct shingles *s, uint64_t word)
{
	if (word != WORD_EMPTY)
		add_word(s, word);
	return WORD_EMPTY;
}

static uint64_t add_code(uint64_t word, uint32_t code)
{
	return (word ^ code) * UINT64_C(0x100000001B3);
}

/* Scripts that put no blanks between words: each character counts as one. */
static bool is_lone(uint32_t code)
{
	return (code >= 0x0E00 && code <= 0x0EFF) || (code >= 0x3040 && code <= 0x30FF) ||
	       (code >= 0x3400 && code <= 0x9FFF) || (code >= 0x20000 && code <= 0x3FFFF);
}

static uint64_t add_letter(struct shingles *s, uint64_t word, uint32_t code)
{
	const uint32_t folded = (uint32_t)u_foldCase((UChar32)code, U_FOLD_CASE_DEFAULT);
	return is_lone(code) ? end_word(s, add_code(end_word(s, word), folded)) : add_code(word, folded);
}

/* A code point over U+007F. Of Latin-1 the letters are known without a look into Unicode's tables. */
static uint64_t add_high(struct shingles *s, uint64_t word, uint32_t code)
{
	const bool is_western = code >= 0xC0 && code <= 0xFF && code != 0xD7 && code != 0xF7;
	if (is_western)
		return add_code(word, code < 0xDF ? code | 0x20 : code);
	return u_isalnum((UChar32)code) ? add_letter(s, word, code) : end_word(s, word);
}

static span_bytes is_ascii_alnum(span_bytes bytes)
{
	return (span_bytes)(((span_bytes)((bytes | 0x20) - 'a') < 26) | ((span_bytes)(bytes - '0') < 10));
}

/* The first len bytes, letters and digits of ASCII, in lower case (which is one bit, and set in digits). */
static span_bytes fold_ascii(span_bytes bytes, unsigned len)
{
	static const char keep[2 * SPAN] = { -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1 };
	return (bytes | 0x20) & span_load(keep + SPAN - len);
}

static uint64_t add_half(uint64_t word, uint64_t bytes)
{
	word = (word ^ bytes) * UINT64_C(0x9E3779B97F4A7C15);
	return word ^ word >> 32;
}

static uint64_t add_ascii(uint64_t word, span_bytes folded)
{
	uint64_t halves[2];
	memcpy(halves, &folded, sizeof halves);
	return add_half(add_half(word, halves[0]), halves[1]);
}

/* A word is always cut at the same places: at what is no ASCII, and behind each SPAN bytes that are. */
static void read_text(struct shingles *s, struct str text)
{
	uint64_t word = WORD_EMPTY;
	for (size_t at = 0; at < text.len;) {
		const span_bytes bytes = span_load_up_to(text, at);
		const unsigned len = span_first(~span_bits(is_ascii_alnum(bytes)));
		if (len)
			word = add_ascii(word, fold_ascii(bytes, len));
		at += len;
		if (len == SPAN)
			continue;
		uint32_t code;
		const bool is_high = at < text.len && (unsigned char)text.ptr[at] >= 0x80;
		const unsigned used = is_high ? utf8_read(text, at, &code) : 0;
		word = used ? add_high(s, word, code) : end_word(s, word);
		at += used ? used : 1;
	}
	end_word(s, word);
}

uint64_t text_signature(struct str text)
{
	struct shingles shingles = { 0 };
	read_text(&shingles, text);
	if (shingles.done + shingles.waiting < LEAST_WORDS)
		return 0;
	add_rest(&shingles);
	const uint64_t signature = majority(&shingles);
	return signature ? signature : 1;
}
