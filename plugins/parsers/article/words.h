/* SPDX-License-Identifier: MIT
 * Words as hashes, and what the letters of a block say whatever its language. */
#ifndef ARTICLE_WORDS_H
#define ARTICLE_WORDS_H
#include "page.h"

#define WORD_HASH_START UINT32_C(2166136261)

static inline uint32_t word_hash_add(uint32_t hash, uint32_t rune)
{
	return (hash ^ rune) * UINT32_C(16777619);
}

/* The hash that a small-letter ASCII word has. */
static inline uint32_t word_hash(const char *word)
{
	uint32_t hash = WORD_HASH_START;
	for (; *word; word++)
		hash = word_hash_add(hash, (unsigned char)*word);
	return hash;
}

/* Of two words that follow each other. */
static inline uint32_t word_hash_pair(uint32_t first, uint32_t second)
{
	return word_hash_add(first, second ^ UINT32_C(0x9E3779B9));
}

/* Counts a block's letters and appends its words' hashes to page->words. */
void words_read(struct page *page, struct passage *block);
/* Appends the hashes of any text; gives how many. */
size_t words_of(const char *text, uint32_t *out, size_t most);

#endif
