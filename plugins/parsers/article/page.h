/* SPDX-License-Identifier: MIT
 * A page as two flat arrays, made by one walk: its elements in document order, and its blocks, the lines of text that
 * a reader would see. Everything else in this plugin works on these, by index.
 *
 *	page_read(&page, job);
 *	for (size_t i = 0; i < page.blocks.count; i++) use(block_text(&page, i));
 *	page_done(&page);                             // the memory is kept from page to page
 */
#ifndef ARTICLE_PAGE_H
#define ARTICLE_PAGE_H
#include <stdbool.h>
#include <stdint.h>
#include <wiredesk/plugin.h>

#include "tags.h"
#include "vector.h"

enum { ELEMENTS_MOST = 200000, BLOCKS_MOST = 40000, METAS_MOST = 500, DATA_MOST = 50 };

/* What an element lies in, itself included. */
enum within {
	IN_A = 1 << 0,
	IN_NAV = 1 << 1,
	IN_ASIDE = 1 << 2,
	IN_FOOTER = 1 << 3,
	IN_HEADER = 1 << 4,
	IN_FORM = 1 << 5,
	IN_FIGURE = 1 << 6,
	IN_TABLE = 1 << 7,
	IN_LIST = 1 << 8,
	IN_QUOTE = 1 << 9,
	IN_ARTICLE = 1 << 10,
	IN_MAIN = 1 << 11,
	IN_BODY = 1 << 12, /* itemprop=articleBody */
	IN_HIDDEN = 1 << 13,
	IN_CAPTION = 1 << 14,
	IN_HEADING = 1 << 15,
	IN_PRE = 1 << 16,
	IN_COMMENT = 1 << 17,
	IN_STRONG = 1 << 18,
	IN_TIME = 1 << 19,
	IN_ITEM = 1 << 20,   /* an itemprop other than the body's */
	IN_BUTTON = 1 << 21, /* or another control, or a drawing */
	IN_MUTE = 1 << 22    /* the same, and no part of the page in between */
};

struct element {
	const wd_node *node;
	uint32_t first_mark,
		end_mark; /* hashes of the words of class, id, role and itemprop, in page.marks */
	uint32_t parent;  /* the root is its own */
	uint32_t line;    /* the nearest that ends lines: itself, or around it */
	uint32_t end;     /* the first element behind what is in it */
	uint32_t first_block, end_block; /* that begin in it */
	uint32_t within;
	uint32_t look; /* hash of name and class: what looks alike has the same one */
	uint32_t depth;
	int8_t hint_least, hint_most;     /* what its own class and id say, see hints.h */
	int8_t around_least, around_most; /* the same of itself and all around */
	uint8_t tag, flags;
};

/* A text node's part of a block. */
struct piece {
	uint32_t element; /* its parent */
	uint32_t text, length;
};

struct passage {
	uint32_t text, length; /* in page.text, ended by NUL */
	uint32_t element;      /* the nearest that ends lines */
	uint32_t inner;        /* the innermost around the first letter */
	uint32_t first_piece, end_piece;
	uint32_t first_word, end_word; /* hashes in page.words */
	uint32_t hash;                 /* of the words: equal texts have the same one */
	uint32_t runes, link_runes, strong_runes, letters, uppers, digits, commas, sentences, capitals, signs;
	uint16_t links;
	uint32_t first_rune, last_rune;
	int8_t word_least, word_most, word_mean, word_opens; /* what its words say, see hints.h */
	bool is_behind_break; /* follows the block before after a single <br> */
};

struct page {
	wd_job *job;
	VECTOR(struct element) elements;
	VECTOR(struct passage) blocks;
	VECTOR(struct piece) pieces;
	VECTOR(char) text;
	VECTOR(uint32_t) words;
	VECTOR(uint32_t) marks;
	VECTOR(const wd_node *) data;  /* <script type="application/ld+json"> */
	VECTOR(const wd_node *) metas; /* <meta> and <link> */
	const wd_node *title;          /* <title> */
	bool is_cut;                   /* there was more than is kept */
};

/* False where there is no tree, or no memory. */
bool page_read(struct page *page, wd_job *job);
void page_done(struct page *page);

static inline const char *block_text(const struct page *page, size_t block)
{
	return page->text.at + page->blocks.at[block].text;
}

static inline uint32_t block_words(const struct passage *block)
{
	return block->end_word - block->first_word;
}

static inline const struct element *block_element(const struct page *page, const struct passage *block)
{
	return &page->elements.at[block->element];
}

/* Whether one of the words is in the element's class, id, role or itemprop. */
static inline bool page_has_mark(const struct page *page, const struct element *element,
                                 const uint32_t *hashes, size_t count)
{
	for (uint32_t m = element->first_mark; m < element->end_mark; m++)
		for (size_t i = 0; i < count; i++)
			if (page->marks.at[m] == hashes[i])
				return true;
	return false;
}

static inline bool is_heading_tag(uint8_t tag)
{
	return tag >= TAG_H1 && tag <= TAG_H6;
}

#endif
