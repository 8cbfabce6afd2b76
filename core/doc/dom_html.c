/* SPDX-License-Identifier: MIT
 * What precedes libxml2: its tokenizer is the slowest part of the way from bytes to a tree, and two thirds of a page are
 * scripts, styles, drawings and comments that nobody asks for. They are left out before it sees them; data (JSON and its kin in
 * <script>) stays, and so do line feeds, for the sake of line numbers. */
#include "core/doc/dom_parts.h"

enum {
	TAG_MOST = 1 << 16,
	TAGS_MOST = 400000 /* of a document: from then on its text stays and its tags go; pages of people have some thousands */
};

struct strip {
	struct str rest;
	struct buf *out;
	bool is_drawing_open; /* no drawing ends from here on */
	size_t tags;
};

/* What is left out, but for its line feeds. */
static void leave_out(struct strip *s, size_t length)
{
	const char *at = s->rest.ptr, *const end = at + length;
	while (at < end && (at = memchr(at, '\n', (size_t)(end - at)))) {
		buf_addc(s->out, '\n');
		at++;
	}
	s->rest = str_from(s->rest, length);
}

static void keep(struct strip *s, size_t length)
{
	buf_add(s->out, str_slice(s->rest, 0, length));
	s->rest = str_from(s->rest, length);
}

static const char *find_byte(const char *from, const char *end, char c)
{
	return from < end ? memchr(from, c, (size_t)(end - from)) : NULL;
}

/* The first quote between that opens a value, or NULL. */
static const char *opening_quote(const char *from, const char *end)
{
	for (; (from = find_byte(from, end, '=')); from++)
		if (from + 1 < end && (from[1] == '"' || from[1] == '\''))
			return from + 1;
	return NULL;
}

/* The end of a tag that begins the text, behind its '>': one within quotes does not count, where they are closed. */
static size_t tag_end(struct str text)
{
	const char *at = text.ptr + 1, *const end = text.ptr + text.len;
	const char *const first = find_byte(at, end, '>');
	for (const char *close = first; close; close = close < at ? find_byte(at, end, '>') : close) {
		const char *quote = opening_quote(at, close);
		if (!quote)
			return (size_t)(close - text.ptr) + 1;
		const char *closing = find_byte(quote + 1, end, *quote);
		if (!closing || closing - text.ptr > TAG_MOST)
			break;
		at = closing + 1;
	}
	return first ? (size_t)(first - text.ptr) + 1 : text.len;
}

static bool is_named(struct str tag, struct str name)
{
	return tag.len > name.len && str_starts_nocase(tag, name) &&
	       (ascii_is_space(tag.ptr[name.len]) || tag.ptr[name.len] == '>' || tag.ptr[name.len] == '/');
}

/* A script that is data: its type says so ("application/ld+json", "application/json", "text/x-template" …). */
static bool is_data(struct str tag)
{
	return str_find_nocase(tag, STR("json")) != STR_NONE ||
	       str_find_nocase(tag, STR("template")) != STR_NONE ||
	       str_find_nocase(tag, STR("text/html")) != STR_NONE;
}

/* Where the element that begins the text with a tag of so many bytes ends, behind its closing tag. */
static size_t element_end(struct str text, size_t tag, struct str closing)
{
	const struct str inside = str_from(text, tag);
	for (size_t at = 0; at < inside.len; at++) {
		const char *found = memchr(inside.ptr + at, '<', inside.len - at);
		if (!found)
			break;
		at = (size_t)(found - inside.ptr);
		if (str_starts_nocase(str_from(inside, at), closing)) {
			const size_t end = str_chr(str_from(inside, at), '>');
			return end == STR_NONE ? text.len : tag + at + end + 1;
		}
	}
	return 0;
}

/* One without an end is left out as far as there is text, or not at all. */
static size_t end_or(size_t end, size_t otherwise)
{
	return end ? end : otherwise;
}

static size_t comment_end(struct str text)
{
	const size_t end = str_find(str_from(text, 4), STR("-->"));
	return end == STR_NONE ? 0 : 4 + end + 3;
}

/* A drawing stays as an empty element; one that is not closed has swallowed the page and stays whole. */
static void take_drawing(struct strip *s, size_t tag)
{
	const bool is_empty = tag > 1 && s->rest.ptr[tag - 2] == '/';
	const size_t end = is_empty || s->is_drawing_open ? 0 : element_end(s->rest, tag, STR("</svg"));
	s->is_drawing_open |= !is_empty && !end;
	keep(s, tag);
	if (end) {
		leave_out(s, end - tag);
		buf_add(s->out, STR("</svg>"));
	}
}

/* At a '<'. */
static void take_tag(struct strip *s)
{
	const struct str text = s->rest;
	if (str_starts(text, STR("<!--"))) {
		const size_t end = comment_end(text);
		if (end)
			leave_out(s, end);
		else /* it never ends: libxml2 decides */
			keep(s, text.len);
		return;
	}
	if (text.len < 2 || !(ascii_is_alpha(text.ptr[1]) || text.ptr[1] == '/')) {
		keep(s, 1);
		return;
	}
	const size_t tag = tag_end(text);
	if (++s->tags > TAGS_MOST) {
		leave_out(s, tag);
		return;
	}
	const struct str name = str_slice(text, 1, tag);
	if (ascii_lower(text.ptr[1]) != 's')
		keep(s, tag);
	else if (is_named(name, STR("style")))
		leave_out(s, end_or(element_end(text, tag, STR("</style")), text.len));
	else if (is_named(name, STR("script")) && !is_data(name))
		leave_out(s, end_or(element_end(text, tag, STR("</script")), text.len));
	else if (is_named(name, STR("script")))
		keep(s, end_or(element_end(text, tag, STR("</script")), text.len));
	else if (is_named(name, STR("svg")))
		take_drawing(s, tag);
	else
		keep(s, tag);
}

bool dom_strip_html(struct str text, struct buf *out)
{
	struct strip s = { .rest = text, .out = out };
	while (s.rest.len) {
		const char *tag = memchr(s.rest.ptr, '<', s.rest.len);
		keep(&s, tag ? (size_t)(tag - s.rest.ptr) : s.rest.len);
		if (tag)
			take_tag(&s);
	}
	return s.tags > TAGS_MOST;
}
