/* SPDX-License-Identifier: MIT
 * Tokens to balanced elements. The stack of open elements follows the HTML standard's tree builder where that shows in
 * what people write: ends that may be left out, ends without a start, formatting that overlaps. */
#include "core/base/span.h"
#include "core/normalize/html_parts.h"

enum { DEPTH_MOST = 256, TEXT_MOST = 64 << 20 };

struct open {
	const struct html_element *element;
	enum wd_block kind; /* that text in it belongs to */
	bool is_ended;      /* its end tag came while a block in it was open: it ends with that */
	uint16_t groups;    /* of this one and all around it, */
	uint64_t elements[HTML_ELEMENTS_MOST /
	                  64]; /* and their numbers: tells without a search whether one is open */
};

struct reader {
	struct html_clean *clean;
	struct html_blocks *blocks;
	struct buf decoded;
	struct open open[DEPTH_MOST + 1]; /* open[0] is around all */
	size_t depth;
	size_t too_deep; /* tags open that were too deep to be taken */
	size_t hidden;   /* elements open that hide */
};

static bool is_open(const struct reader *r, const struct html_element *element)
{
	const unsigned number = html_element_number(element);
	return r->open[r->depth].elements[number / 64] >> (number % 64) & 1;
}

static enum wd_block kind_now(const struct reader *r)
{
	return r->open[r->depth].kind;
}

/* --- ends */

static void pop(struct reader *r)
{
	const struct html_element *element = r->open[r->depth].element;
	if (r->blocks && !r->hidden)
		html_blocks_tag(r->blocks, element);
	if (r->clean && !r->hidden)
		html_clean_close(r->clean, element);
	r->hidden -= element->flags & HTML_HIDDEN ? 1 : 0;
	r->depth--;
}

static void pop_to(struct reader *r, size_t depth)
{
	while (r->depth > depth || (r->depth && r->open[r->depth].is_ended))
		pop(r);
}

/* The outermost open element of the groups, as far as those in within are not reached; 0 where there is none. */
static size_t find_group(const struct reader *r, unsigned groups, unsigned within)
{
	size_t found = 0;
	if (!(r->open[r->depth].groups & groups))
		return 0;
	for (size_t i = r->depth; i && !(r->open[i].element->group & within); i--)
		if (r->open[i].element->group & groups && !r->open[i].is_ended)
			found = i;
	return found;
}

static bool has_block_above(const struct reader *r, size_t place)
{
	for (size_t i = place + 1; i <= r->depth; i++)
		if (r->open[i].element->flags & HTML_BLOCK)
			return true;
	return false;
}

/* An inline element ends no block: "<b><p>x</b>y</p>" is one paragraph. */
static void end_at(struct reader *r, size_t place)
{
	if (!(r->open[place].element->flags & HTML_BLOCK) && !(r->open[place].element->group & GROUP_CELL) &&
	    has_block_above(r, place))
		r->open[place].is_ended = true;
	else
		pop_to(r, place - 1);
}

static void end_implied(struct reader *r, const struct html_element *element)
{
	const size_t place = find_group(r, element->ends, element->within);
	if (place)
		end_at(r, place);
}

static size_t find_open(const struct reader *r, const struct html_element *element)
{
	const unsigned table_parts = GROUP_TABLE | GROUP_ROWS | GROUP_ROW | GROUP_CELL;
	const bool is_table_part = element->group & table_parts;
	const unsigned stops = element->group == GROUP_TABLE ? 0
	                       : is_table_part               ? GROUP_TABLE
	                                                     : GROUP_TABLE | GROUP_CELL;
	if (element->group == GROUP_HEADING) /* </h3> ends an <h2> */
		return find_group(r, GROUP_HEADING, stops);
	if (!is_open(r, element))
		return 0;
	for (size_t i = r->depth; i; i--) {
		if (r->open[i].element == element && !r->open[i].is_ended)
			return i;
		if (r->open[i].element->group & stops)
			return 0;
	}
	return 0;
}

static void read_end(struct reader *r, const struct html_element *element)
{
	if (r->too_deep && !(element->flags & HTML_VOID)) {
		r->too_deep--;
		return;
	}
	const size_t place = find_open(r, element);
	if (place)
		end_at(r, place);
	else if (r->blocks && !r->hidden) /* </p> and </br> alone part lines too */
		html_blocks_tag(r->blocks, element);
}

/* --- starts */

static void push(struct reader *r, const struct html_element *element)
{
	const struct open *around = &r->open[r->depth];
	struct open *open = &r->open[++r->depth];
	const unsigned number = html_element_number(element);
	*open = *around;
	open->element = element;
	open->kind = element->block ? (enum wd_block)element->block : around->kind;
	open->is_ended = false;
	open->groups |= element->group;
	open->elements[number / 64] |= UINT64_C(1) << (number % 64);
	r->hidden += element->flags & HTML_HIDDEN ? 1 : 0;
}

static void read_start(struct reader *r, const struct html_token *token)
{
	const struct html_element *element = token->element;
	end_implied(r, element);
	if (!(element->flags & HTML_VOID) && r->depth == DEPTH_MOST) {
		r->too_deep += !token->is_empty;
		return;
	}
	if (r->blocks && !r->hidden)
		html_blocks_tag(r->blocks, element);
	if (r->clean && !r->hidden && !(element->flags & HTML_HIDDEN))
		html_clean_open(r->clean, token);
	if (element->flags & HTML_VOID)
		return;
	push(r, element);
	if (token->is_empty)
		pop(r);
}

/* --- all */

/* What a reader or a writer of references would have to do with. */
static span_bytes is_special(span_bytes bytes)
{
	return (span_bytes)(((bytes < ' ') & (bytes != '\n')) | (bytes == 0x7F) | (bytes == '&') | (bytes == 0xC2) |
	                    ((bytes | ('<' ^ '>')) == ('<' | '>')));
}

static void read_text(struct reader *r, const struct html_token *token)
{
	if (r->hidden)
		return;
	struct str text = token->text;
	const bool is_plain = span_find(text, 0, is_special) == text.len; /* as most is: then it is looked at once */
	if (!is_plain && !token->is_raw)
		text = html_decode(text, HTML_IN_TEXT, &r->decoded);
	if (r->blocks)
		html_blocks_text(r->blocks, kind_now(r), text);
	if (r->clean && is_plain)
		buf_add(r->clean->out, text);
	else if (r->clean)
		html_clean_text(r->clean, text);
}

static void read_all(struct reader *r, struct str markup)
{
	struct html_tokens tokens;
	struct html_token token;
	html_tokens_init(&tokens, markup);
	while (html_next(&tokens, &token)) {
		if (token.kind == HTML_TEXT)
			read_text(r, &token);
		else if (token.element && token.kind == HTML_START)
			read_start(r, &token);
		else if (token.element)
			read_end(r, token.element);
	}
	pop_to(r, 0);
}

void html_read(struct str markup, const struct html_outputs *outputs)
{
	struct reader r;
	struct html_clean clean = { .out = outputs->markup,
		                    .base = outputs->base,
		                    .page = outputs->page,
		                    .keeps_pictures = outputs->keeps_pictures };
	struct html_blocks blocks = { .article = outputs->article, .out = outputs->text };
	r.clean = outputs->markup ? &clean : NULL;
	r.blocks = outputs->article || outputs->text ? &blocks : NULL;
	r.depth = r.too_deep = r.hidden = 0;
	r.open[0] = (struct open){ .kind = WD_PARAGRAPH_BLOCK };
	buf_init(&r.decoded, TEXT_MOST);
	if (outputs->markup && buf_room(outputs->markup, markup.len)) /* what comes out is seldom longer */
		outputs->markup->ptr[outputs->markup->len] = '\0';
	html_clean_begin(&clean);
	html_blocks_begin(&blocks);
	read_all(&r, markup);
	html_blocks_end(&blocks);
	html_clean_end(&clean);
	buf_done(&r.decoded);
}

void html_to_text(struct str markup, struct buf *out)
{
	html_read(markup, &(struct html_outputs){ .text = out });
}

void html_to_blocks(struct str markup, struct article *article)
{
	html_read(markup, &(struct html_outputs){ .article = article });
}

void html_sanitize(struct str markup, struct str base, struct buf *out)
{
	html_read(markup, &(struct html_outputs){ .markup = out, .base = base, .page = base });
}
