/* SPDX-License-Identifier: MIT
 * The text that a reader sees. Blocks end it, <br> ends a line (U+2028 in between: a line feed of the source is a
 * blank); an empty line parts paragraphs. */
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

/* Two line ends in a row part blocks. */
static size_t part_end(struct str s)
{
	for (size_t at = 0, next; (next = str_chr(str_from(s, at), '\n')) != STR_NONE; at += next + 1)
		if (at + next + 1 < s.len && s.ptr[at + next + 1] == '\n')
			return at + next;
	return STR_NONE;
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
	text_clean_marked(buf_str(&b->line), &b->clean);
	buf_clear(&b->line);
	struct str rest = buf_str(&b->clean);
	for (size_t end; (end = part_end(rest)) != STR_NONE; rest = str_from(rest, end + 2))
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
		buf_add(&b->line, b->kind == WD_CODE_BLOCK ? STR("\n") : STR("\u2028"));
}

void html_blocks_text(struct html_blocks *b, enum wd_block kind, struct str text)
{
	b->kind = kind;
	buf_add(&b->line, text);
}
