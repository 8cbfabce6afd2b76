/* SPDX-License-Identifier: MIT
 * Markup is made anew, of few elements, so that it is balanced whatever the page's was; the host cleans addresses. */
#include "body.h"

#include <strings.h>

#include "media.h"

/* What is looked at around a block: a page may be nested without end. */
enum { CELL_WORDS_MOST = 30, NESTED_MOST = 16, LEVELS_MOST = 64, CELLS_MOST = 64 };

/* A run of blocks that makes one block of the article: lines parted by <br>, or the cells of a row. */
struct part {
	size_t first, end;
	enum wd_block type;
	uint8_t tag;   /* that it is written with */
	uint32_t list; /* the <ul>, <ol> or <table> around, 0 without */
};

struct writer {
	struct body *body;
	const struct page *page;
	const bool *is_chosen;
	wd_object *article;
	uint32_t open_list;
	size_t image; /* the next element that may be a picture */
};

static void add_n(struct writer *w, const char *text, size_t length)
{
	if (!vector_reserve(&w->body->markup, length + 1))
		return;
	memcpy(w->body->markup.at + w->body->markup.count, text, length);
	w->body->markup.count += length;
}

static void add(struct writer *w, const char *text)
{
	add_n(w, text, strlen(text));
}

static void add_escaped(struct writer *w, const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		const char c = text[i];
		if (c == '&' || c == '<' || c == '>' || c == '"')
			add(w, c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '>' ? "&gt;" : "&quot;");
		else
			add_n(w, &c, 1);
	}
}

static void add_attribute(struct writer *w, const char *name, const char *value)
{
	if (!value || !*value)
		return;
	add(w, " ");
	add(w, name);
	add(w, "=\"");
	add_escaped(w, value, strlen(value));
	add(w, "\"");
}

/* --- what stands within a line */

static const char *mark_name(uint8_t tag)
{
	static const char *const names[TAGS] = {
		[TAG_A] = "a",     [TAG_EM] = "em",   [TAG_STRONG] = "strong",
		[TAG_SUB] = "sub", [TAG_SUP] = "sup", [TAG_CODE] = "code"
	};
	return names[tag];
}

/* The marks from the block's element down to the piece, outermost first. */
static size_t marks_of(const struct page *page, uint32_t element, uint32_t line, uint32_t *out)
{
	size_t count = 0;
	for (int level = 0; element != line && element && level < LEVELS_MOST;
	     level++, element = page->elements.at[element].parent)
		if (mark_name(page->elements.at[element].tag) && count < NESTED_MOST)
			out[count++] = element;
	for (size_t i = 0; i < count / 2; i++) {
		const uint32_t other = out[i];
		out[i] = out[count - 1 - i];
		out[count - 1 - i] = other;
	}
	return count;
}

static void open_mark(struct writer *w, uint32_t element)
{
	const struct element *e = &w->page->elements.at[element];
	add(w, "<");
	add(w, mark_name(e->tag));
	if (e->tag == TAG_A)
		add_attribute(w, "href", wd_attribute(e->node, "href"));
	add(w, ">");
}

static void close_marks(struct writer *w, const uint32_t *open, size_t from, size_t count)
{
	while (count-- > from) {
		add(w, "</");
		add(w, mark_name(w->page->elements.at[open[count]].tag));
		add(w, ">");
	}
}

static void write_pieces(struct writer *w, const struct passage *block)
{
	uint32_t open[NESTED_MOST], wanted[NESTED_MOST];
	size_t open_count = 0;
	for (uint32_t p = block->first_piece; p < block->end_piece; p++) {
		const struct piece *piece = &w->page->pieces.at[p];
		const size_t count = marks_of(w->page, piece->element, block->element, wanted);
		size_t same = 0;
		while (same < count && same < open_count && open[same] == wanted[same])
			same++;
		close_marks(w, open, same, open_count);
		for (open_count = same; open_count < count; open_count++) {
			open[open_count] = wanted[open_count];
			open_mark(w, wanted[open_count]);
		}
		add_escaped(w, w->page->text.at + piece->text, piece->length);
	}
	close_marks(w, open, 0, open_count);
}

/* --- parts */

static uint32_t around(const struct page *page, uint32_t element, const uint8_t *tags, size_t count)
{
	for (int level = 0; element && level < LEVELS_MOST;
	     level++, element = page->elements.at[element].parent)
		for (size_t i = 0; i < count; i++)
			if (page->elements.at[element].tag == tags[i])
				return element;
	return 0;
}

/* The row that a block is a cell of, 0 where the table only lays out text. */
static uint32_t row_of(const struct page *page, const struct passage *block)
{
	static const uint8_t row_tags[] = { TAG_TR }, cell_tags[] = { TAG_TD, TAG_TH };
	const uint32_t cell = around(page, block->element, cell_tags, 2),
		       row = cell ? around(page, cell, row_tags, 1) : 0;
	const uint32_t cells = page->elements.at[row].end_block - page->elements.at[row].first_block;
	if (!row || cells < 2 || cells > CELLS_MOST)
		return 0;
	for (uint32_t i = page->elements.at[row].first_block; i < page->elements.at[row].end_block; i++)
		if (block_words(&page->blocks.at[i]) > CELL_WORDS_MOST)
			return 0;
	return row;
}

static struct part part_at(const struct page *page, const bool *is_chosen, size_t first)
{
	static const uint8_t list_tags[] = { TAG_UL, TAG_OL }, table_tags[] = { TAG_TABLE };
	const struct passage *block = &page->blocks.at[first];
	const struct element *e = block_element(page, block);
	const uint32_t row = e->within & IN_TABLE ? row_of(page, block) : 0;
	struct part part = { .first = first, .end = first + 1, .type = WD_PARAGRAPH_BLOCK, .tag = TAG_P };
	if (row) {
		part = (struct part){ first, page->elements.at[row].end_block, WD_TABLE, TAG_TR,
			              around(page, row, table_tags, 1) };
		return part;
	}
	if (e->within & IN_PRE)
		part = (struct part){ first, first + 1, WD_CODE_BLOCK, TAG_PRE, 0 };
	else if (e->within & IN_HEADING)
		part = (struct part){ first, first + 1, WD_HEADING, is_heading_tag(e->tag) ? e->tag : TAG_H2,
			              0 };
	else if (e->within & IN_LIST)
		part = (struct part){ first, first + 1, WD_LIST_ITEM, TAG_LI,
			              around(page, block->element, list_tags, 2) };
	else if (e->within & IN_QUOTE)
		part = (struct part){ first, first + 1, WD_QUOTE, TAG_BLOCKQUOTE, 0 };
	while (part.end < page->blocks.count && is_chosen[part.end] &&
	       page->blocks.at[part.end].is_behind_break)
		part.end++;
	return part;
}

/* Lines of a part one below the other, a row's cells side by side. */
static const char *text_of(struct writer *w, const struct part *part)
{
	w->body->text.count = 0;
	for (size_t i = part->first; i < part->end; i++) {
		const struct passage *b = &w->page->blocks.at[i];
		if (!w->is_chosen[i] || !vector_reserve(&w->body->text, b->length + 2))
			continue;
		if (w->body->text.count)
			w->body->text.at[w->body->text.count++] = part->type == WD_TABLE ? ' ' : '\n';
		memcpy(w->body->text.at + w->body->text.count, block_text(w->page, i), b->length);
		w->body->text.count += b->length;
	}
	if (!vector_reserve(&w->body->text, 1))
		return NULL;
	w->body->text.at[w->body->text.count] = 0;
	return w->body->text.at;
}

static const char *list_name(const struct page *page, uint32_t list)
{
	const uint8_t tag = page->elements.at[list].tag;
	return tag == TAG_TABLE ? "table" : tag == TAG_OL ? "ol" : "ul";
}

static void switch_list(struct writer *w, uint32_t list)
{
	if (list == w->open_list)
		return;
	if (w->open_list) {
		add(w, "</");
		add(w, list_name(w->page, w->open_list));
		add(w, ">");
	}
	if (list) {
		add(w, "<");
		add(w, list_name(w->page, list));
		add(w, ">");
	}
	w->open_list = list;
}

static void write_lines(struct writer *w, const struct part *part)
{
	bool is_first = true;
	for (size_t i = part->first; i < part->end; i++) {
		const struct passage *b = &w->page->blocks.at[i];
		if (!w->is_chosen[i])
			continue;
		const bool is_head = part->type == WD_TABLE && block_element(w->page, b)->tag == TAG_TH;
		if (part->type == WD_TABLE)
			add(w, is_head ? "<th>" : "<td>");
		else if (!is_first)
			add(w, "<br>");
		write_pieces(w, b);
		if (part->type == WD_TABLE)
			add(w, is_head ? "</th>" : "</td>");
		is_first = false;
	}
}

static void write_part(struct writer *w, const struct part *part)
{
	static const char *const names[TAGS] = { [TAG_P] = "p",   [TAG_PRE] = "pre",
		                                 [TAG_H1] = "h1", [TAG_H2] = "h2",
		                                 [TAG_H3] = "h3", [TAG_H4] = "h4",
		                                 [TAG_H5] = "h5", [TAG_H6] = "h6",
		                                 [TAG_LI] = "li", [TAG_BLOCKQUOTE] = "blockquote",
		                                 [TAG_TR] = "tr" };
	switch_list(w, part->list);
	add(w, "<");
	add(w, names[part->tag]);
	add(w, ">");
	write_lines(w, part);
	add(w, "</");
	add(w, names[part->tag]);
	add(w, ">");
}

static void write_picture(struct writer *w, const struct picture *picture)
{
	switch_list(w, 0);
	add(w, "<figure><img");
	add_attribute(w, "src", picture->url);
	add_attribute(w, "alt", picture->alt);
	add(w, ">");
	if (picture->caption) {
		add(w, "<figcaption>");
		add_escaped(w, picture->caption, strlen(picture->caption));
		add(w, "</figcaption>");
	}
	add(w, "</figure>");
}

/* Pictures that stand before a block, since the one before it. */
static void write_pictures(struct writer *w, size_t block)
{
	const struct page *page = w->page;
	for (; w->image < page->elements.count && page->elements.at[w->image].first_block <= block;
	     w->image++) {
		struct picture picture;
		if (page->elements.at[w->image].tag != TAG_IMG ||
		    !media_read(page, (uint32_t)w->image, &picture))
			continue;
		write_picture(w, &picture);
		media_add(w->article, &picture);
	}
}

/* The innermost <article> or <main> around a block, else its parent. */
static const struct element *story_of(const struct page *page, size_t block)
{
	static const uint8_t tags[] = { TAG_ARTICLE, TAG_MAIN };
	const uint32_t element = page->blocks.at[block].element, story = around(page, element, tags, 2);
	return &page->elements.at[story ? story : page->elements.at[element].parent];
}

/* Figures above and below the text are the story's too, but not part of what is read. */
static void add_figures(struct writer *w, size_t from, size_t end)
{
	for (size_t i = from; i < end; i++) {
		const struct element *e = &w->page->elements.at[i];
		struct picture picture;
		if (e->tag == TAG_IMG && (e->within & IN_FIGURE) &&
		    media_read(w->page, (uint32_t)i, &picture))
			media_add(w->article, &picture);
	}
}

void body_write(struct body *body, const struct page *page, const bool *is_chosen, wd_object *article)
{
	struct writer w = { .body = body, .page = page, .is_chosen = is_chosen, .article = article };
	size_t blocks = 0, last = 0;
	body->markup.count = 0;
	for (size_t i = 0; i < page->blocks.count; i++) {
		if (!is_chosen[i])
			continue;
		const struct part part = part_at(page, is_chosen, i);
		if (!blocks) {
			const size_t first = page->blocks.at[i].element;
			add_figures(&w, (size_t)(story_of(page, i) - page->elements.at), first);
			w.image = first;
		}
		write_pictures(&w, i);
		write_part(&w, &part);
		wd_block(article, part.type, text_of(&w, &part));
		i = last = part.end - 1;
		blocks++;
	}
	if (blocks)
		add_figures(&w, w.image, story_of(page, last)->end);
	switch_list(&w, 0);
	if (!blocks || !vector_reserve(&body->markup, 1))
		return;
	body->markup.at[body->markup.count] = 0;
	wd_set(article, WD_BODY_HTML, body->markup.at);
}

/* --- a body out of data */

/* Tags out, those that end a line as line feeds; NUL-terminated on body->text. */
static void strip_tags(struct body *body, const char *text)
{
	bool is_tag = false;
	body->text.count = 0;
	if (!vector_reserve(&body->text, strlen(text) + 1))
		return;
	for (; *text; text++) {
		if (*text == '<' && (text[1] == '/' || (text[1] | 32) >= 'a')) {
			is_tag = true;
			if (!strncasecmp(text, "<p", 2) || !strncasecmp(text, "</p", 3) ||
			    !strncasecmp(text, "<br", 3) || !strncasecmp(text, "<li", 3) ||
			    !strncasecmp(text, "<h", 2))
				body->text.at[body->text.count++] = '\n';
		}
		if (!is_tag)
			body->text.at[body->text.count++] = *text;
		is_tag = is_tag && *text != '>';
	}
	body->text.at[body->text.count] = 0;
}

void body_write_text(struct body *body, const char *text, wd_object *article)
{
	strip_tags(body, text);
	char *rest = body->text.at;
	for (char *line; rest && (line = strsep(&rest, "\n"));) {
		if (line[strspn(line, " \t\r")])
			wd_block(article, WD_PARAGRAPH_BLOCK, line);
	}
}

void body_done(struct body *body)
{
	vector_done(&body->markup);
	vector_done(&body->text);
}
