/* SPDX-License-Identifier: MIT
 * A word is a run of letters and digits, in small letters; where a script does not part words each pair of signs is
 * one, and a longer run is cut, so that texts of any language give words enough to compare. */
#include "words.h"

#include "../common/lines.h"

enum { WORD_RUNES_MOST = 16 };

struct reading {
	uint32_t hash, length, before; /* of the word begun; before: the last ideograph, 0 for none */
	bool begins_upper;
};

static bool is_ideograph(uint32_t c)
{
	return (c >= 0x3040 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF);
}

/* Takes the next rune; gives the hash of a word that it ends, or 0. */
static uint32_t step(struct reading *r, uint32_t c)
{
	uint32_t done = 0;
	if (is_ideograph(c)) {
		done = r->length   ? r->hash
		       : r->before ? word_hash_add(word_hash_add(WORD_HASH_START, r->before), c)
		                   : 0;
		r->length = 0;
		r->hash = WORD_HASH_START;
		r->before = c;
		return done;
	}
	r->before = 0;
	if (c < 0x80 ? ((c | 32) >= 'a' && (c | 32) <= 'z') || (c >= '0' && c <= '9') : rune_is_letter(c)) {
		if (!r->length)
			r->begins_upper = rune_is_upper(c);
		r->hash = word_hash_add(r->hash, c < 0x80 && c >= 'A' && c <= 'Z' ? c + 32 : rune_lower(c));
		if (++r->length < WORD_RUNES_MOST)
			return 0;
	}
	if (r->length)
		done = r->hash;
	r->length = 0;
	r->hash = WORD_HASH_START;
	return done;
}

static bool ends_sentence(uint32_t c)
{
	return c == '.' || c == '!' || c == '?' || (c >= 0x80 && rune_is_in(c, "…。！？।۔؟"));
}

static void count_rune(struct passage *block, uint32_t c, uint32_t next)
{
	block->runes++;
	if (c < 0x80) {
		const bool is_letter = (c | 32) >= 'a' && (c | 32) <= 'z';
		block->letters += is_letter;
		block->uppers += is_letter && c < 'a';
		block->digits += c >= '0' && c <= '9';
		block->commas += c == ',';
		block->signs += c == '|' || c == '/' || c == '#' || c == '@' || c == '>' || c == '<' ||
		                c == '=' || c == '{';
	} else if (rune_is_letter(c)) {
		block->letters++;
		block->uppers += rune_is_upper(c);
	} else {
		block->commas += c == 0x3001 || c == 0xFF0C || c == 0x60C;
		block->signs += c == 0xA9 || c == 0xBB || c == 0xB7 || c == 0x2022 || c == 0x203A;
	}
	block->sentences += ends_sentence(c) && (next == ' ' || next == 0 || next > 0x7F);
}

static void add_word(struct page *page, struct reading *r, uint32_t hash, struct passage *block)
{
	if (!vector_reserve(&page->words, 1))
		return;
	page->words.at[page->words.count++] = hash;
	block->hash = word_hash_pair(block->hash, hash);
	block->capitals += r->begins_upper;
	r->begins_upper = false;
}

void words_read(struct page *page, struct passage *block)
{
	struct reading r = { .hash = WORD_HASH_START };
	const char *at = page->text.at + block->text;
	uint32_t c = rune_next(&at);
	block->first_rune = c;
	block->first_word = (uint32_t)page->words.count;
	while (c) {
		const uint32_t next = rune_next(&at), hash = step(&r, c);
		if (hash)
			add_word(page, &r, hash, block);
		count_rune(block, c, next);
		c = next;
	}
	const uint32_t last = step(&r, 0);
	if (last)
		add_word(page, &r, last, block);
	block->end_word = (uint32_t)page->words.count;
	block->last_rune = text_last_rune(page->text.at + block->text);
}

size_t words_of(const char *text, uint32_t *out, size_t most)
{
	struct reading r = { .hash = WORD_HASH_START };
	size_t count = 0;
	while (count < most) {
		const uint32_t c = rune_next(&text), hash = step(&r, c);
		if (hash)
			out[count++] = hash;
		if (!c)
			break;
	}
	return count;
}
