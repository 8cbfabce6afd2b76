/* SPDX-License-Identifier: MIT
 * Plain text as a tree: /text/p/line. Empty lines and form feeds part paragraphs; a line keeps its blanks,
 * says which one it is (@n) and how far it is indented (@indent, a tab is one). */
#include <stdio.h>

#include "core/doc/build.h"

/* Takes a line off the front of *rest; it ends in LF, CRLF, CR or a form feed, which also ends a paragraph.
 */
static bool take_line(struct str *rest, struct str *line, bool *ends_page)
{
	size_t end = 0;
	if (!rest->len)
		return false;
	while (end < rest->len && rest->ptr[end] != '\n' && rest->ptr[end] != '\r' && rest->ptr[end] != '\f')
		end++;
	*line = str_slice(*rest, 0, end);
	*ends_page = end < rest->len && rest->ptr[end] == '\f';
	const bool is_crlf = end + 1 < rest->len && rest->ptr[end] == '\r' && rest->ptr[end + 1] == '\n';
	*rest = str_from(*rest, end + (is_crlf ? 2 : 1));
	return true;
}

/* Blanks, counting a no-break space, which copied pages indent with. */
static size_t skip_blank(struct str line, size_t at)
{
	if (at < line.len && (line.ptr[at] == ' ' || line.ptr[at] == '\t'))
		return at + 1;
	if (at + 1 < line.len && !memcmp(line.ptr + at, "\xC2\xA0", 2))
		return at + 2;
	return at;
}

static size_t count_indent(struct str line, bool *is_blank)
{
	size_t count = 0, at = 0;
	for (size_t next; (next = skip_blank(line, at)) != at; at = next)
		count++;
	*is_blank = str_trim(str_from(line, at)).len == 0;
	return count;
}

static void set_number(struct dom *dom, const char *name, size_t n)
{
	char text[24];
	const int len = snprintf(text, sizeof text, "%zu", n);
	dom_set(dom, name, str_n(text, (size_t)len));
}

struct dom *plain_parse(struct str text, struct arena *arena)
{
	struct dom *dom = dom_new(DOM_TEXT, arena, "text");
	struct str line;
	bool in_paragraph = false, ends_page = false;
	for (size_t n = 1; take_line(&text, &line, &ends_page); n += !ends_page) {
		bool is_blank;
		const size_t indent = count_indent(line, &is_blank);
		if (!is_blank) {
			if (!in_paragraph)
				dom_open(dom, "p");
			in_paragraph = true;
			dom_open(dom, "line");
			set_number(dom, "n", n);
			set_number(dom, "indent", indent);
			dom_add(dom, line);
			dom_close(dom);
		}
		if (in_paragraph && (is_blank || ends_page)) {
			dom_close(dom);
			in_paragraph = false;
		}
	}
	return dom;
}
