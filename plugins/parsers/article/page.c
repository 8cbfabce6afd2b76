/* SPDX-License-Identifier: MIT
 * The walk. A block ends where an element begins or ends that CSS shows on lines of its own, and at <br>. */
#include "page.h"

#include <strings.h>

#include "words.h"

struct walk {
	struct page *page;
	uint32_t element;     /* the innermost open one */
	struct passage block; /* being read; nothing in it yet: length 0 */
	bool is_open, has_blank, is_behind_break;
};

/* --- what attributes say */

static void add_mark(struct page *page, const char *word, size_t length)
{
	uint32_t hash = WORD_HASH_START;
	if (length < 2 || length > 24 || !vector_reserve(&page->marks, 1))
		return;
	for (size_t i = 0; i < length; i++)
		hash = word_hash_add(hash, (unsigned char)(word[i] | 32));
	page->marks.at[page->marks.count++] = hash;
}

static bool is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

static bool is_letter(char c)
{
	return (c | 32) >= 'a' && (c | 32) <= 'z';
}

/* "articleBody post-text_2" is article, body, post, text. */
static void add_marks(struct page *page, const char *text)
{
	enum { MARKS_MOST = 400 }; /* bytes: what is longer is made by a program for programs */
	size_t start = 0, i = 0;
	if (!text)
		return;
	for (; text[i] && i < MARKS_MOST; i++) {
		const bool begins = is_upper(text[i]) && i && !is_upper(text[i - 1]);
		if (is_letter(text[i]) && !begins)
			continue;
		add_mark(page, text + start, i - start);
		start = is_letter(text[i]) ? i : i + 1;
	}
	add_mark(page, text + start, i - start);
}

static bool hides(const char *style)
{
	static const char *const ways[] = { "display:none", "visibility:hidden" };
	char plain[256];
	size_t length = 0;
	for (; *style && length < sizeof plain - 1; style++)
		if (*style != ' ' && *style != '\t' && *style != '\n')
			plain[length++] = (char)(is_upper(*style) ? *style | 32 : *style);
	plain[length] = 0;
	return strstr(plain, ways[0]) || strstr(plain, ways[1]);
}

static uint32_t item_within(const char *itemprop)
{
	if (!itemprop)
		return 0;
	if (!strcasecmp(itemprop, "articleBody"))
		return IN_BODY;
	return strcasestr(itemprop, "comment") ? IN_COMMENT | IN_ITEM : IN_ITEM;
}

static uint32_t tag_within(uint8_t tag)
{
	static const uint32_t meant[TAGS] = {
		[TAG_A] = IN_A,
		[TAG_ARTICLE] = IN_ARTICLE,
		[TAG_ASIDE] = IN_ASIDE,
		[TAG_BLOCKQUOTE] = IN_QUOTE,
		[TAG_FIGCAPTION] = IN_CAPTION,
		[TAG_FIGURE] = IN_FIGURE,
		[TAG_FOOTER] = IN_FOOTER,
		[TAG_FORM] = IN_FORM,
		[TAG_H1] = IN_HEADING,
		[TAG_H2] = IN_HEADING,
		[TAG_H3] = IN_HEADING,
		[TAG_H4] = IN_HEADING,
		[TAG_H5] = IN_HEADING,
		[TAG_H6] = IN_HEADING,
		[TAG_HEADER] = IN_HEADER,
		[TAG_LI] = IN_LIST,
		[TAG_MAIN] = IN_MAIN,
		[TAG_NAV] = IN_NAV,
		[TAG_OL] = IN_LIST,
		[TAG_PRE] = IN_PRE,
		[TAG_STRONG] = IN_STRONG,
		[TAG_TABLE] = IN_TABLE,
		[TAG_TIME] = IN_TIME,
		[TAG_UL] = IN_LIST,
	};
	return meant[tag];
}

static void read_attributes(struct page *page, struct element *element)
{
	const wd_node *node = element->node;
	const char *class = wd_attribute(node, "class"), *itemprop = wd_attribute(node, "itemprop");
	const char *style = wd_attribute(node, "style"), *role = wd_attribute(node, "role");
	const char *hidden = wd_attribute(node, "aria-hidden");
	element->first_mark = (uint32_t)page->marks.count;
	add_marks(page, class);
	add_marks(page, wd_attribute(node, "id"));
	add_marks(page, role);
	add_marks(page, itemprop);
	element->end_mark = (uint32_t)page->marks.count;
	element->within |= item_within(itemprop);
	if (role && !strcmp(role, "navigation"))
		element->within |= IN_NAV;
	if ((style && hides(style)) || wd_attribute(node, "hidden") || (hidden && !strcmp(hidden, "true")))
		element->within |= IN_HIDDEN;
	for (; class && *class; class ++)
		element->look = word_hash_add(element->look, (unsigned char)*class);
}

/* --- blocks */

static void end_block(struct walk *walk)
{
	struct page *page = walk->page;
	if (!walk->is_open)
		return;
	walk->is_open = false;
	walk->block.length = (uint32_t)page->text.count - walk->block.text;
	walk->block.end_piece = (uint32_t)page->pieces.count;
	page->text.at[page->text.count++] = 0; /* there is room: see add_text() */
	words_read(page, &walk->block);
	struct passage *block = vector_add(&page->blocks);
	if (block)
		*block = walk->block;
	walk->is_behind_break = false;
}

/* Where an element begins or ends, which a <br> before it does not join to what follows. */
static void end_line(struct walk *walk)
{
	end_block(walk);
	walk->is_behind_break = false;
}

static void begin_block(struct walk *walk)
{
	struct page *page = walk->page;
	walk->block = (struct passage){ .text = (uint32_t)page->text.count,
		                        .element = page->elements.at[walk->element].line,
		                        .inner = walk->element,
		                        .first_piece = (uint32_t)page->pieces.count,
		                        .is_behind_break = walk->is_behind_break };
	walk->is_open = true;
	walk->has_blank = false;
}

static bool is_blank(const char *at, size_t *length)
{
	const unsigned char *s = (const unsigned char *)at;
	*length = 1;
	if (*s <= ' ')
		return *s != 0;
	*length = 2;
	return s[0] == 0xC2 && s[1] == 0xA0;
}

/* Soft hyphens and marks without width: never text. */
static size_t is_unseen(const char *at)
{
	const unsigned char *s = (const unsigned char *)at;
	if (s[0] == 0xC2 && s[1] == 0xAD)
		return 2;
	if (s[0] == 0xE2 && s[1] == 0x80 && s[2] == 0x8B)
		return 3;
	return s[0] == 0xEF && s[1] == 0xBB && s[2] == 0xBF ? 3 : 0;
}

static uint32_t runes_in(const char *text, size_t length)
{
	uint32_t runes = 0;
	for (size_t i = 0; i < length; i++)
		runes += ((unsigned char)text[i] & 0xC0) != 0x80;
	return runes;
}

static void end_piece(struct walk *walk, size_t start)
{
	struct page *page = walk->page;
	const struct element *around = &page->elements.at[walk->element];
	const size_t length = page->text.count - start;
	const uint32_t runes = runes_in(page->text.at + start, length);
	struct piece *piece = length ? vector_add(&page->pieces) : NULL;
	if (around->within & IN_A) {
		walk->block.link_runes += runes;
		walk->block.links++;
	}
	if (around->within & IN_STRONG)
		walk->block.strong_runes += runes;
	if (piece)
		*piece = (struct piece){ walk->element, (uint32_t)start, (uint32_t)length };
}

/* Folded, except in <pre>, onto the end of the block being read. */
static void add_text(struct walk *walk, const char *text)
{
	struct page *page = walk->page;
	const bool is_pre = page->elements.at[walk->element].within & IN_PRE;
	size_t blank, unseen, start = page->text.count;
	if (!vector_reserve(&page->text, strlen(text) + 2)) {
		page->is_cut = true;
		return;
	}
	while (*text) {
		if ((unsigned char)*text > ' ' && (unsigned char)*text < 0x80) {
			/* most bytes: nothing to look at */
		} else if ((unseen = is_unseen(text))) {
			text += unseen;
			continue;
		} else if (!(is_pre && walk->is_open) && is_blank(text, &blank)) {
			walk->has_blank = true;
			text += blank;
			continue;
		}
		if (!walk->is_open) {
			begin_block(walk);
			start = page->text.count;
		}
		if (walk->has_blank)
			page->text.at[page->text.count++] = ' ';
		walk->has_blank = false;
		page->text.at[page->text.count++] = *text++;
	}
	if (walk->is_open)
		end_piece(walk, start);
}

/* --- elements */

static void note_data(struct page *page, const wd_node *node, uint8_t tag)
{
	if (tag == TAG_SCRIPT) {
		const char *type = wd_attribute(node, "type");
		if (!type || !strcasestr(type, "ld+json") || page->data.count >= DATA_MOST ||
		    !vector_reserve(&page->data, 1))
			return;
		page->data.at[page->data.count++] = node;
	} else if (tag == TAG_META || tag == TAG_LINK) {
		if (page->metas.count < METAS_MOST && vector_reserve(&page->metas, 1))
			page->metas.at[page->metas.count++] = node;
	} else if (tag == TAG_TITLE && !page->title) {
		page->title = node;
	}
}

/* Within <head> only what describes the page is looked at. */
static bool is_read(const struct tag_row *row, const char *name)
{
	return !(row->flags & TAG_SILENT) || row->tag == TAG_IMG || row->tag == TAG_IFRAME ||
	       row->tag == TAG_VIDEO || !strcmp(name, "head");
}

static void break_line(struct walk *walk)
{
	const bool was_open = walk->is_open;
	end_block(walk);
	walk->is_behind_break = was_open;
}

/* Whether what is in it is read. */
static bool open_element(struct walk *walk, const wd_node *node, const char *name)
{
	struct page *page = walk->page;
	const struct tag_row *row = tag_find(name);
	note_data(page, node, row->tag);
	if (row->tag == TAG_BR)
		break_line(walk);
	if (row->tag == TAG_BR || !is_read(row, name) || page->elements.count >= ELEMENTS_MOST)
		return false;
	if (row->flags & TAG_ENDS_LINE)
		end_line(walk);
	struct element *element = vector_add(&page->elements);
	if (!element)
		return false;
	const uint32_t index = (uint32_t)page->elements.count - 1;
	const struct element *parent = &page->elements.at[index ? walk->element : 0];
	*element = (struct element){ .node = node,
		                     .parent = walk->element,
		                     .within = tag_within(row->tag),
		                     .look = word_hash(name),
		                     .depth = index ? parent->depth + 1 : 0,
		                     .line = row->flags & TAG_ENDS_LINE || !index ? index : parent->line,
		                     .first_block = (uint32_t)page->blocks.count,
		                     .tag = row->tag,
		                     .flags = row->flags };
	read_attributes(page, element);
	element->within |= index ? parent->within & ~(uint32_t)IN_ITEM : 0;
	if (row->flags & TAG_MUTES)
		element->within |= IN_BUTTON | IN_MUTE;
	if (row->flags & TAG_SPEAKS)
		element->within &= ~(uint32_t)IN_MUTE;
	walk->element = index;
	return true;
}

static void close_element(struct walk *walk)
{
	struct page *page = walk->page;
	struct element *element = &page->elements.at[walk->element];
	if (element->flags & TAG_ENDS_LINE)
		end_line(walk);
	element->end = (uint32_t)page->elements.count;
	element->end_block = (uint32_t)page->blocks.count + walk->is_open;
	walk->element = element->parent;
}

/* Whether the walk goes down into the node. */
static bool enter(struct walk *walk, const wd_node *node)
{
	const char *text = wd_content(node);
	const char *name = text ? NULL : wd_name(walk->page->job, node);
	if (text && walk->page->blocks.count < BLOCKS_MOST &&
	    !(walk->page->elements.at[walk->element].within & IN_MUTE))
		add_text(walk, text);
	return name && open_element(walk, node, name);
}

static void clear(struct page *page)
{
	page->elements.count = page->blocks.count = page->pieces.count = page->text.count =
		page->words.count = 0;
	page->marks.count = page->data.count = page->metas.count = 0;
	page->title = NULL;
	page->is_cut = false;
}

/* Without recursion: a page may be 100,000 levels deep. */
static void walk_tree(struct walk *walk, const wd_node *root)
{
	const wd_node *node = root;
	size_t depth = 0;
	do {
		if (enter(walk, node)) {
			const wd_node *child = wd_child(node);
			depth++;
			if (child) {
				node = child;
				continue;
			}
			close_element(walk);
			depth--;
		}
		while (depth && !wd_sibling(node)) {
			close_element(walk);
			depth--;
			node = wd_parent(node);
		}
		node = depth ? wd_sibling(node) : NULL;
	} while (node);
}

bool page_read(struct page *page, wd_job *job)
{
	struct walk walk = { .page = page };
	const wd_node *root = wd_html(job);
	clear(page);
	page->job = job;
	if (!root)
		return false;
	for (; root; root = wd_sibling(root)) /* what stands behind </html> may have a root of its own */
		walk_tree(&walk, root);
	end_line(&walk);
	if (page->elements.count) {
		page->elements.at[0].end = (uint32_t)page->elements.count;
		page->elements.at[0].end_block = (uint32_t)page->blocks.count;
	}
	page->is_cut |= page->elements.count >= ELEMENTS_MOST || page->blocks.count >= BLOCKS_MOST;
	return page->elements.count > 0;
}

void page_done(struct page *page)
{
	vector_done(&page->elements);
	vector_done(&page->blocks);
	vector_done(&page->pieces);
	vector_done(&page->text);
	vector_done(&page->words);
	vector_done(&page->marks);
	vector_done(&page->data);
	vector_done(&page->metas);
}
