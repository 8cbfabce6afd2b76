/* SPDX-License-Identifier: MIT
 * Near-duplicate signature: copies of a text that differ in a few words differ in a few bits. */
#include <unicode/uchar.h>

#include "core/base/span.h"
#include "core/doc/utf8.h"
#include "core/normalize/normalize.h"

enum { SHINGLE = 3, LEAST_WORDS = 8, LEVELS = 32, BATCH = 8 };

struct shingles {
	uint64_t window[SHINGLE];
	uint64_t pending[BATCH]; /* votes that wait for others */
	size_t words, count;     /* of shingles */
	uint64_t votes[LEVELS];  /* bit n of votes[k]: bit k of how many shingles have bit n set */
};

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
static void add_votes(struct shingles *s)
{
	uint64_t *votes = s->votes, twos[4];
	for (unsigned i = 0; i < 4; i++)
		twos[i] = add_pair(&votes[0], s->pending[2 * i], s->pending[2 * i + 1]);
	const uint64_t fours = add_pair(&votes[1], twos[0], twos[1]);
	carry_votes(s, 3, add_pair(&votes[2], fours, add_pair(&votes[1], twos[2], twos[3])));
}

static void add_rest(struct shingles *s)
{
	for (size_t i = 0; i < s->count % BATCH; i++)
		carry_votes(s, 0, s->pending[i]);
}

static uint32_t votes_for(const struct shingles *s, unsigned bit)
{
	uint32_t votes = 0;
	for (unsigned level = 0; level < LEVELS; level++)
		votes |= (uint32_t)(s->votes[level] >> bit & 1) << level;
	return votes;
}

/* The mixing of MurmurHash3, by Austin Appleby. */
static uint64_t mix(uint64_t hash)
{
	hash = (hash ^ hash >> 33) * UINT64_C(0xFF51AFD7ED558CCD);
	hash = (hash ^ hash >> 33) * UINT64_C(0xC4CEB9FE1A85EC53);
	return hash ^ hash >> 33;
}

/* A text on its way through. */
struct reading {
	struct shingles shingles;
	uint64_t word; /* hash of its letters; WORD_EMPTY before the first */
};
enum { WORD_EMPTY = 0x4F1BBCDC };

static void add_shingle(struct shingles *s)
{
	const uint64_t hash = mix(s->window[0] * 3 + s->window[1] * 5 + s->window[2] * 7);
	s->pending[s->count % BATCH] = hash;
	if (++s->count % BATCH == 0)
		add_votes(s);
}

static inline __attribute__((always_inline)) void end_word(struct reading *r)
{
	struct shingles *s = &r->shingles;
	if (r->word == WORD_EMPTY)
		return;
	s->window[0] = s->window[1];
	s->window[1] = s->window[2];
	s->window[2] = r->word;
	r->word = WORD_EMPTY;
	if (++s->words >= SHINGLE)
		add_shingle(s);
}

static uint64_t add_code(uint64_t hash, uint32_t code)
{
	return (hash ^ code) * UINT64_C(0x100000001B3);
}

/* Scripts that put no blanks between words: each character counts as one. */
static bool is_lone(uint32_t code)
{
	return (code >= 0x0E00 && code <= 0x0EFF) || (code >= 0x3040 && code <= 0x30FF) ||
	       (code >= 0x3400 && code <= 0x9FFF) || (code >= 0x20000 && code <= 0x3FFFF);
}

static void add_letter(struct reading *r, uint32_t code)
{
	if (is_lone(code))
		end_word(r);
	r->word = add_code(r->word, (uint32_t)u_foldCase((UChar32)code, U_FOLD_CASE_DEFAULT));
	if (is_lone(code))
		end_word(r);
}

/* A code point over U+007F. Of Latin-1 the letters are known without a look into Unicode's tables. */
static void add_high(struct reading *r, uint32_t code)
{
	const bool is_western = code >= 0xC0 && code <= 0xFF && code != 0xD7 && code != 0xF7;
	if (is_western)
		r->word = add_code(r->word, code < 0xDF ? code | 0x20 : code);
	else if (u_isalnum((UChar32)code))
		add_letter(r, code);
	else
		end_word(r);
}

static span_bytes is_ascii_alnum(span_bytes bytes)
{
	return (span_bytes)(((span_bytes)((bytes | 0x20) - 'a') < 26) | ((span_bytes)(bytes - '0') < 10));
}

static uint64_t add_half(uint64_t hash, uint64_t bytes)
{
	hash = (hash ^ bytes) * UINT64_C(0x9E3779B97F4A7C15);
	return hash ^ hash >> 32;
}

/* Letters and digits of ASCII from at on, at most SPAN, in lower case (which is one bit, and set in digits); gives how
 * many. A word is always cut at the same places. */
static size_t add_ascii(struct reading *r, struct str text, size_t at)
{
	static const char keep[2 * SPAN] = { -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1 };
	const span_bytes bytes = span_load_up_to(text, at);
	const unsigned len = span_first(~span_bits(is_ascii_alnum(bytes)));
	if (!len)
		return 0;
	const span_bytes folded = (bytes | 0x20) & span_load(keep + SPAN - len);
	uint64_t halves[2];
	memcpy(halves, &folded, sizeof halves);
	r->word = add_half(add_half(r->word, halves[0]), halves[1]);
	return len;
}

static void read_text(struct reading *r, struct str text)
{
	for (size_t at = 0; at < text.len;) {
		const size_t letters = add_ascii(r, text, at);
		at += letters;
		if (letters == SPAN)
			continue;
		uint32_t code = 0;
		const bool is_ascii = at == text.len || (unsigned char)text.ptr[at] < 0x80;
		const unsigned bytes = is_ascii ? 1 : utf8_read(text, at, &code);
		if (bytes > 1)
			add_high(r, code);
		else
			end_word(r);
		at += bytes ? bytes : 1;
	}
	end_word(r);
}

uint64_t text_signature(struct str text)
{
	struct reading r = { .word = WORD_EMPTY };
	struct shingles *s = &r.shingles;
	read_text(&r, text);
	if (s->words < LEAST_WORDS)
		return 0;
	add_rest(s);
	uint64_t signature = 0;
	for (unsigned bit = 0; bit < 64; bit++)
		signature |= (uint64_t)(votes_for(s, bit) * 2 > s->count) << bit;
	return signature ? signature : 1;
}
