/* SPDX-License-Identifier: MIT
 * Near-duplicate signature: copies of a text that differ in a few words differ in a few bits. */
#include <unicode/uchar.h>

#include "core/base/hash.h"
#include "core/doc/utf8.h"
#include "core/normalize/normalize.h"

enum { SHINGLE = 3, LEAST_WORDS = 8, WORD_BYTES = 128 };

struct shingles {
	uint64_t window[SHINGLE];
	size_t words;
	uint32_t votes[64]; /* how many shingles have the bit set */
};

static void add_word(struct shingles *s, const char *word, size_t len)
{
	s->window[0] = s->window[1];
	s->window[1] = s->window[2];
	s->window[2] = hash_64(str_n(word, len));
	if (++s->words < SHINGLE)
		return;
	char bytes[sizeof s->window];
	memcpy(bytes, s->window, sizeof bytes);
	const uint64_t hash = hash_64(str_n(bytes, sizeof bytes));
	for (unsigned bit = 0; bit < 64; bit++)
		s->votes[bit] += hash >> bit & 1;
}

/* Scripts that put no blanks between words: each character counts as one. */
static bool is_lone(uint32_t code)
{
	return (code >= 0x0E00 && code <= 0x0EFF) || (code >= 0x3040 && code <= 0x30FF) ||
	       (code >= 0x3400 && code <= 0x9FFF) || (code >= 0x20000 && code <= 0x3FFFF);
}

static bool is_word_code(uint32_t code)
{
	return code < 0x80 ? ascii_is_alpha((char)code) || ascii_is_digit((char)code)
			   : u_isalnum((UChar32)code);
}

uint64_t text_signature(struct str text)
{
	struct shingles s = { 0 };
	char word[WORD_BYTES];
	size_t len = 0;
	for (size_t at = 0; at < text.len;) {
		uint32_t code = 0;
		const unsigned bytes = utf8_read(text, at, &code);
		const bool is_word = bytes && is_word_code(code);
		if (len && (!is_word || is_lone(code) || len + 4 > sizeof word)) {
			add_word(&s, word, len);
			len = 0;
		}
		if (is_word)
			len += utf8_write(code < 0x80
						  ? (uint32_t)ascii_lower((char)code)
						  : (uint32_t)u_foldCase((UChar32)code, U_FOLD_CASE_DEFAULT),
					  word + len);
		if (is_word && is_lone(code)) {
			add_word(&s, word, len);
			len = 0;
		}
		at += bytes ? bytes : 1;
	}
	if (len)
		add_word(&s, word, len);
	if (s.words < LEAST_WORDS)
		return 0;
	uint64_t signature = 0;
	for (unsigned bit = 0; bit < 64; bit++)
		signature |= (uint64_t)(s.votes[bit] * 2 > s.words - SHINGLE + 1) << bit;
	return signature ? signature : 1;
}
