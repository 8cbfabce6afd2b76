/* SPDX-License-Identifier: MIT */
#include "hints.h"

#include "words.h"

enum { LINE_WORDS_MOST = 60 }; /* longer texts speak for themselves */

const struct hint *hints_find(const struct hint *table, uint32_t count, uint32_t hash)
{
	uint32_t low = 0, high = count;
	while (low < high) {
		const uint32_t middle = low + (high - low) / 2;
		if (table[middle].hash == hash)
			return &table[middle];
		if (table[middle].hash < hash)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

static void widen(int weight, int8_t *least, int8_t *most)
{
	if (weight < *least)
		*least = (int8_t)weight;
	if (weight > *most)
		*most = (int8_t)weight;
}

static void hint_element(struct page *page, uint32_t index, const struct hints *hints)
{
	struct element *element = &page->elements.at[index];
	const struct element *parent = &page->elements.at[element->parent];
	element->hint_least = element->hint_most = 0;
	for (uint32_t i = element->first_mark; i < element->end_mark; i++) {
		const struct hint *hint = hints_find(hints->marks, hints->mark_count, page->marks.at[i]);
		if (hint)
			widen(hint->weight, &element->hint_least, &element->hint_most);
	}
	element->around_least = element->hint_least;
	element->around_most = element->hint_most;
	if (index) {
		widen(parent->around_least, &element->around_least, &element->around_most);
		widen(parent->around_most, &element->around_least, &element->around_most);
	}
}

static int weight_of(const struct hints *hints, uint32_t hash)
{
	const struct hint *hint = hints_find(hints->words, hints->word_count, hash);
	return hint ? hint->weight : 0;
}

static void hint_block(struct page *page, struct passage *block, const struct hints *hints)
{
	const uint32_t *words = page->words.at + block->first_word, count = block_words(block);
	int sum = 0;
	block->word_least = block->word_most = block->word_mean = block->word_opens = 0;
	if (!count || count > LINE_WORDS_MOST)
		return;
	for (uint32_t i = 0; i < count; i++) {
		const int weight = weight_of(hints, words[i]);
		sum += weight;
		widen(weight, &block->word_least, &block->word_most);
		if (i + 1 < count)
			widen(weight_of(hints, word_hash_pair(words[i], words[i + 1])), &block->word_least,
			      &block->word_most);
	}
	block->word_mean = (int8_t)(sum / (int)count);
	block->word_opens = (int8_t)weight_of(hints, words[0]);
}

void hints_apply(struct page *page, const struct hints *hints)
{
	for (uint32_t i = 0; i < page->elements.count; i++)
		hint_element(page, i, hints);
	for (size_t i = 0; i < page->blocks.count; i++)
		hint_block(page, &page->blocks.at[i], hints);
}
