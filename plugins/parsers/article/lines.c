/* SPDX-License-Identifier: MIT */
#include "lines.h"

#include "words.h"

enum {
	TITLE_WORDS_MOST = 64,
	DOUBLE_WORDS_LEAST = 4,
	LOOK_BACK_MOST = 4000,
	LINK_WORDS_LEAST = 4,
	LINK_WORDS_MOST = 16,
	CELLS_MOST = 400,
	CELL_WORDS_MOST = 30
};

struct look {
	const struct page *page;
	const bool *is_chosen;
	uint32_t title;     /* hash of the title's words, 0 without */
	size_t first;       /* the first chosen block */
	bool is_all_hidden; /* some pages show their text by script alone */
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

static bool is_hidden(const struct look *look, size_t i)
{
	return !look->is_all_hidden &&
	       (block_element(look->page, &look->page->blocks.at[i])->within & IN_HIDDEN);
}

/* "Read more: Why the dike road has to wait": a line that only leads elsewhere. Lists of links may be the story's. */
static bool is_link_line(const struct look *look, size_t i)
{
	const struct passage *b = &look->page->blocks.at[i];
	const uint32_t within = block_element(look->page, b)->within;
	return block_words(b) >= LINK_WORDS_LEAST && block_words(b) <= LINK_WORDS_MOST &&
	       b->link_runes * 20 > b->runes * 19 && !b->is_behind_break &&
	       !(within & (IN_LIST | IN_TABLE | IN_HEADING | IN_QUOTE));
}

/* A block is dropped at the first that holds. */
static bool (*const rules[])(const struct look *look, size_t i) = { is_empty,  is_caption, is_headline,
	                                                            is_double, is_hidden,  is_link_line };

static uint32_t hash_of(const char *text)
{
	uint32_t words[TITLE_WORDS_MOST], hash = 0;
	const size_t count = text ? words_of(text, words, TITLE_WORDS_MOST) : 0;
	for (size_t i = 0; i < count; i++)
		hash = word_hash_pair(hash, words[i]);
	return hash;
}

static bool is_mostly_hidden(const struct page *page, const bool *is_chosen)
{
	size_t hidden = 0, all = 0;
	for (size_t i = 0; i < page->blocks.count; i++)
		if (is_chosen[i]) {
			const uint32_t words = block_words(&page->blocks.at[i]);
			all += words;
			hidden += block_element(page, &page->blocks.at[i])->within & IN_HIDDEN ? words : 0;
		}
	return hidden * 2 > all;
}

/* A table of short cells is the story's as a whole, its head too, or not at all. */
static void complete_table(const struct page *page, const struct element *table, bool *is_chosen)
{
	uint32_t all = 0, chosen = 0;
	if (table->end_block - table->first_block > CELLS_MOST)
		return;
	for (uint32_t i = table->first_block; i < table->end_block; i++) {
		const uint32_t words = block_words(&page->blocks.at[i]);
		if (words > CELL_WORDS_MOST)
			return;
		all += words;
		chosen += is_chosen[i] ? words : 0;
	}
	for (uint32_t i = table->first_block; chosen && chosen * 10 > all * 6 && i < table->end_block; i++)
		is_chosen[i] = true;
}

void lines_mend(const struct page *page, const char *title, bool *is_chosen)
{
	for (size_t i = 0; i < page->elements.count; i++)
		if (page->elements.at[i].tag == TAG_TABLE)
			complete_table(page, &page->elements.at[i], is_chosen);
	struct look look = { .page = page,
		             .is_chosen = is_chosen,
		             .title = hash_of(title),
		             .is_all_hidden = is_mostly_hidden(page, is_chosen) };
	while (look.first < page->blocks.count && !is_chosen[look.first])
		look.first++;
	for (size_t i = look.first; i < page->blocks.count; i++)
		for (size_t r = 0; is_chosen[i] && r < sizeof rules / sizeof *rules; r++)
			is_chosen[i] = !rules[r](&look, i);
}
