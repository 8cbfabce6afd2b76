/* SPDX-License-Identifier: MIT
 * The text that a reader sees. Blocks end it, <br> ends a line; an empty line parts paragraphs. */
#include "core/normalize/html_parts.h"

enum { TEXT_MOST = 64 << 20 };

void html_blocks_begin(struct html_blocks *b)
{
	buf_init(&b->line, TEXT_MOST);
	buf_init(&b->clean, TEXT_MOST);
	b->kind = WD_PARAGRAPH_BLOCK;
}

static void emit(struct html_blocks *b, struct str text)
{
	if (!text.len)
		return;
	if (b->article) {
		article_block(b->article, b->kind, text);
		return;
	}
	if (b->out->len)
		buf_add(b->out, STR("\n\n"));
	buf_add(b->out, text);
}

/* Code keeps its lines and what they begin with. */
static struct str without_empty_lines(struct str code)
{
	size_t start = 0;
	for (size_t i = 0; i < code.len && ascii_is_space(code.ptr[i]); i++)
		if (code.ptr[i] == '\n')
			start = i + 1;
	while (code.len > start && ascii_is_space(code.ptr[code.len - 1]))
		code.len--;
	return str_from(code, start);
}

static void end_block(struct html_blocks *b)
{
	if (!b->line.len)
		return;
	if (b->kind == WD_CODE_BLOCK) {
		emit(b, without_empty_lines(buf_str(&b->line)));
		buf_clear(&b->line);
		return;
	}
	buf_clear(&b->clean);
	text_clean_body(buf_str(&b->line), &b->clean);
	buf_clear(&b->line);
	struct str rest = buf_str(&b->clean);
	for (size_t end; (end = str_find(rest, STR("\n\n"))) != STR_NONE; rest = str_from(rest, end + 2))
		emit(b, str_slice(rest, 0, end));
	emit(b, rest);
}

void html_blocks_end(struct html_blocks *b)
{
	end_block(b);
	buf_done(&b->line);
	buf_done(&b->clean);
}

void html_blocks_tag(struct html_blocks *b, const struct html_element *element)
{
	if (element->flags & HTML_BLOCK)
		end_block(b);
	else if (element->group == GROUP_CELL)
		buf_addc(&b->line, ' ');
	else if (element->len == 2 && !memcmp(element->name, "br", 2))
		buf_addc(&b->line, '\n');
}

/* A line end of the source is a blank. */
void html_blocks_text(struct html_blocks *b, enum wd_block kind, struct str text)
{
	char *to = buf_room(&b->line, text.len);
	if (!to)
		return;
	b->kind = kind;
	memcpy(to, text.ptr, text.len);
	for (size_t i = 0; kind != WD_CODE_BLOCK && i < text.len; i++)
		to[i] = (unsigned char)to[i] <= ' ' ? ' ' : to[i];
	b->line.len += text.len;
	b->line.ptr[b->line.len] = '\0';
}
