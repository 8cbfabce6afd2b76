/* SPDX-License-Identifier: MIT */
#include "lines.h"

#include "words.h"

enum { TITLE_WORDS_MOST = 64, DOUBLE_WORDS_LEAST = 4, LOOK_BACK_MOST = 4000 };

struct look {
	const struct page *page;
	const bool *is_chosen;
	uint32_t title; /* hash of the title's words, 0 without */
	size_t first;   /* the first chosen block */
};

static bool is_caption(const struct look *look, size_t i)
{
	const uint32_t within = block_element(look->page, &look->page->blocks.at[i])->within;
	return (within & IN_CAPTION) && !(within & IN_TABLE);
}

static bool is_headline(const struct look *look, size_t i)
{
	const struct passage *b = &look->page->blocks.at[i];
	return (look->title && b->hash == look->title) || block_element(look->page, b)->tag == TAG_H1;
}

static bool is_double(const struct look *look, size_t i)
{
	const struct passage *b = &look->page->blocks.at[i];
	if (block_words(b) < DOUBLE_WORDS_LEAST)
		return false;
	for (size_t k = i > look->first + LOOK_BACK_MOST ? i - LOOK_BACK_MOST : look->first; k < i; k++)
		if (look->is_chosen[k] && look->page->blocks.at[k].hash == b->hash)
			return true;
	return false;
}

static bool is_empty(const struct look *look, size_t i)
{
	const struct passage *b = &look->page->blocks.at[i];
	return !block_words(b) && !(block_element(look->page, b)->within & IN_PRE);
}

/* A block is dropped at the first that holds. */
static bool (*const rules[])(const struct look *look, size_t i) = { is_empty, is_caption, is_headline, is_double };

static uint32_t hash_of(const char *text)
{
	uint32_t words[TITLE_WORDS_MOST], hash = 0;
	const size_t count = text ? words_of(text, words, TITLE_WORDS_MOST) : 0;
	for (size_t i = 0; i < count; i++)
		hash = word_hash_pair(hash, words[i]);
	return hash;
}

void lines_drop(const struct page *page, const char *title, bool *is_chosen)
{
	struct look look = { .page = page, .is_chosen = is_chosen, .title = hash_of(title) };
	while (look.first < page->blocks.count && !is_chosen[look.first])
		look.first++;
	for (size_t i = look.first; i < page->blocks.count; i++)
		for (size_t r = 0; is_chosen[i] && r < sizeof rules / sizeof *rules; r++)
			is_chosen[i] = !rules[r](&look, i);
}
