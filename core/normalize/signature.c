/* SPDX-License-Identifier: MIT
 * Near-duplicate signature: copies of a text that differ in a few words differ in a few bits. */
#include <unicode/uchar.h>

#include "core/base/hash.h"
#include "core/doc/utf8.h"
#include "core/normalize/normalize.h"

enum { SHINGLE = 3, LEAST_WORDS = 8, WORD_BYTES = 128, LEVELS = 32 };

struct shingles {
	uint64_t window[SHINGLE];
	size_t words;
	uint64_t votes[LEVELS]; /* bit n of votes[k]: bit k of how many shingles have bit n set */
};

/* One more vote for each bit that is set: 64 counters at once, which on average costs two levels. */
static void add_votes(struct shingles *s, uint64_t carry)
{
	for (unsigned level = 0; carry && level < LEVELS; level++) {
		const uint64_t next = s->votes[level] & carry;
		s->votes[level] ^= carry;
		carry = next;
	}
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

static void add_word(struct shingles *s, const char *word, size_t len)
{
	s->window[0] = s->window[1];
	s->window[1] = s->window[2];
	s->window[2] = hash_64(str_n(word, len));
	if (++s->words >= SHINGLE)
		add_votes(s, mix(s->window[0] * 3 + s->window[1] * 5 + s->window[2] * 7));
}

/* Scripts that put no blanks between words: each character counts as one. */
static bool is_lone(uint32_t code)
{
	return (code >= 0x0E00 && code <= 0x0EFF) || (code >= 0x3040 && code <= 0x30FF) ||
	       (code >= 0x3400 && code <= 0x9FFF) || (code >= 0x20000 && code <= 0x3FFFF);
}

/* A word being read. */
struct word {
	struct shingles *shingles;
	size_t len;
	char bytes[WORD_BYTES];
};

static void end_word(struct word *word)
{
	if (word->len)
		add_word(word->shingles, word->bytes, word->len);
	word->len = 0;
}

static void add_letter(struct word *word, uint32_t code)
{
	if (is_lone(code) || word->len + 4 > sizeof word->bytes)
		end_word(word);
	word->len +=
		utf8_write((uint32_t)u_foldCase((UChar32)code, U_FOLD_CASE_DEFAULT), word->bytes + word->len);
	if (is_lone(code))
		end_word(word);
}

/* Letters and digits of ASCII from at on, folded; gives how many. */
static size_t add_ascii(struct word *word, struct str text, size_t at)
{
	const size_t start = at;
	for (; at < text.len && (ascii_is_alpha(text.ptr[at]) || ascii_is_digit(text.ptr[at])); at++) {
		if (word->len + 4 > sizeof word->bytes)
			end_word(word);
		word->bytes[word->len++] = ascii_lower(text.ptr[at]);
	}
	return at - start;
}

uint64_t text_signature(struct str text)
{
	struct shingles s = { 0 };
	struct word word = { .shingles = &s };
	for (size_t at = 0; at < text.len;) {
		at += add_ascii(&word, text, at);
		if (at == text.len)
			break;
		uint32_t code = 0;
		const unsigned bytes = utf8_read(text, at, &code);
		if (bytes > 1 && u_isalnum((UChar32)code))
			add_letter(&word, code);
		else
			end_word(&word);
		at += bytes ? bytes : 1;
	}
	end_word(&word);
	if (s.words < LEAST_WORDS)
		return 0;
	uint64_t signature = 0;
	for (unsigned bit = 0; bit < 64; bit++)
		signature |= (uint64_t)(votes_for(&s, bit) * 2 > s.words - SHINGLE + 1) << bit;
	return signature ? signature : 1;
}
