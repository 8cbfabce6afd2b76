/* SPDX-License-Identifier: MIT
 * Markup as tokens, after the HTML standard's tokenizer where people write what it describes, and more forgiving where
 * text would be lost: a quotation mark or a ">" that never comes costs one tag and not the rest of the text. */
#include "core/normalize/html_parts.h"

static bool is_name_end(char c)
{
	return ascii_is_space(c) || c == '/' || c == '>';
}

static size_t span_space(struct str s, size_t at)
{
	while (at < s.len && ascii_is_space(s.ptr[at]))
		at++;
	return at;
}

static size_t find_char(struct str s, size_t from, char c)
{
	const size_t found = str_chr(str_from(s, from), c);
	return found == STR_NONE ? STR_NONE : from + found;
}

/* --- tags */

/* The value behind "="; gives the place behind it, STR_NONE where its quotation mark is not closed. */
static size_t read_value(struct str s, size_t at, struct str *out)
{
	at = span_space(s, at);
	if (at < s.len && (s.ptr[at] == '"' || s.ptr[at] == '\'')) {
		const size_t end = find_char(s, at + 1, s.ptr[at]);
		*out = str_slice(s, at + 1, end);
		return end == STR_NONE ? STR_NONE : end + 1;
	}
	const size_t start = at;
	while (at < s.len && !ascii_is_space(s.ptr[at]) && s.ptr[at] != '>')
		at++;
	*out = str_slice(s, start, at);
	return at;
}

static size_t read_attribute(struct str s, size_t at, struct html_attribute *out)
{
	const size_t start = at++; /* even "=" begins a name */
	while (at < s.len && !is_name_end(s.ptr[at]) && s.ptr[at] != '=')
		at++;
	*out = (struct html_attribute){ str_slice(s, start, at), STR("") };
	const size_t equals = span_space(s, at);
	return equals < s.len && s.ptr[equals] == '=' ? read_value(s, equals + 1, &out->value) : at;
}

/* From behind the name on; gives the place behind ">", or STR_NONE. */
static size_t read_attributes(struct str s, size_t at, struct html_token *out)
{
	struct html_attribute ignored;
	out->attribute_count = 0;
	out->is_empty = false;
	while (at < s.len && s.ptr[at] != '>') {
		if (ascii_is_space(s.ptr[at]) || s.ptr[at] == '/') {
			out->is_empty = s.ptr[at++] == '/';
			continue;
		}
		const bool is_kept = out->attribute_count < HTML_ATTRIBUTES;
		at = read_attribute(s, at, is_kept ? &out->attributes[out->attribute_count++] : &ignored);
		out->is_empty = false;
	}
	return at < s.len ? at + 1 : STR_NONE;
}

/* A tag whose quotation mark is not closed ends at its first ">". */
static size_t read_broken(struct str s, size_t at, struct html_token *out)
{
	out->attribute_count = 0;
	out->is_empty = false;
	return find_char(s, at, '>') + 1;
}

static size_t name_end(struct str s, size_t at, size_t most)
{
	const size_t end = most < s.len - at ? at + most : s.len;
	while (at < end && !is_name_end(s.ptr[at]))
		at++;
	return at;
}

/* No ">" follows: the text was cut off in a tag, or this is none at all ("x<y"). */
static void read_cut_tag(struct html_tokens *t, size_t at)
{
	enum { LONGER_THAN_ANY = 16 };
	const size_t end = name_end(t->in, at, LONGER_THAN_ANY);
	if (html_element(str_slice(t->in, at, end)))
		t->at = t->in.len;
}

/* The name begins at at. */
static bool read_tag(struct html_tokens *t, size_t at, struct html_token *out)
{
	if (at >= t->tags_end) {
		read_cut_tag(t, at);
		return false;
	}
	const size_t end = name_end(t->in, at, t->in.len);
	out->element = html_element(str_slice(t->in, at, end));
	const size_t behind = read_attributes(t->in, end, out);
	t->at = behind == STR_NONE ? read_broken(t->in, end, out) : behind;
	return true;
}

/* --- what is no tag */

static size_t comment_end(struct str s, size_t at)
{
	static const struct str empty[] = { { ">", 1 }, { "->", 2 } };
	const struct str rest = str_from(s, at);
	for (size_t i = 0; i < sizeof empty / sizeof *empty; i++)
		if (str_starts(rest, empty[i]))
			return at + empty[i].len;
	for (size_t dashes = at; (dashes = find_char(s, dashes, '-')) != STR_NONE; dashes++) {
		const struct str end = str_from(s, dashes);
		if (str_starts(end, STR("-->")))
			return dashes + 3;
		if (str_starts(end, STR("--!>")))
			return dashes + 4;
	}
	return s.len;
}

/* An end that was not found once is not looked for again. */
static void begin_cdata(struct html_tokens *t, struct str rest)
{
	const size_t end = t->cdata_end == STR_NONE ? STR_NONE : str_find(rest, STR("]]>"));
	t->cdata_end = end == STR_NONE ? STR_NONE : t->at + end;
}

/* Comments, declarations, processing instructions. A CDATA section has no place in HTML, yet feeds wrap their markup in
 * it twice: it is read as if it were not there. */
static size_t skip_declaration(struct html_tokens *t)
{
	const struct str rest = str_from(t->in, t->at);
	if (str_starts(rest, STR("<!--")))
		return comment_end(t->in, t->at + 4);
	if (str_starts(rest, STR("<![CDATA["))) {
		begin_cdata(t, rest);
		return t->at + 9;
	}
	const size_t end = find_char(t->in, t->at, '>');
	return end == STR_NONE ? t->in.len : end + 1;
}

/* At a "<". */
enum markup { MARKUP_NONE, MARKUP_SKIPPED, MARKUP_TAG };

static enum markup read_markup(struct html_tokens *t, struct html_token *out)
{
	const size_t at = t->at;
	const char next = at + 1 < t->in.len ? t->in.ptr[at + 1] : '\0';
	const bool is_end = next == '/' && at + 2 < t->in.len && ascii_is_alpha(t->in.ptr[at + 2]);
	if (ascii_is_alpha(next) || is_end) {
		out->kind = is_end ? HTML_END : HTML_START;
		if (read_tag(t, at + 1 + is_end, out))
			return MARKUP_TAG;
		return t->at == at ? MARKUP_NONE : MARKUP_SKIPPED;
	}
	if ((next != '!' && next != '?' && next != '/') || at + 2 == t->in.len)
		return MARKUP_NONE;
	t->at = skip_declaration(t);
	return MARKUP_SKIPPED;
}

/* --- text */

static bool next_text(struct html_tokens *t, size_t end, bool is_raw, struct html_token *out)
{
	out->kind = HTML_TEXT;
	out->text = str_slice(t->in, t->at, end);
	out->is_raw = is_raw;
	t->at = end;
	return true;
}

/* Up to the end tag of the element that holds no tags. */
static size_t raw_end(const struct html_tokens *t)
{
	const struct str name = str_n(t->raw->name, t->raw->len);
	for (size_t at = t->at; (at = find_char(t->in, at, '<')) != STR_NONE; at++) {
		const struct str rest = str_from(t->in, at);
		if (rest.len > name.len + 2 && rest.ptr[1] == '/' && is_name_end(rest.ptr[name.len + 2]) &&
		    str_starts_nocase(str_from(rest, 2), name))
			return at;
	}
	return t->in.len;
}

static size_t text_end(const struct html_tokens *t)
{
	const size_t next = find_char(t->in, t->at + 1, '<');
	const size_t end = next == STR_NONE ? t->in.len : next;
	return t->cdata_end > t->at && t->cdata_end < end ? t->cdata_end : end; /* STR_NONE is the largest */
}

void html_tokens_init(struct html_tokens *t, struct str markup)
{
	*t = (struct html_tokens){ .in = markup };
	const char *last = markup.len ? memrchr(markup.ptr, '>', markup.len) : NULL;
	t->tags_end = last ? (size_t)(last - markup.ptr) + 1 : 0;
}

bool html_next(struct html_tokens *t, struct html_token *out)
{
	while (t->at < t->in.len) {
		if (t->raw) {
			const bool is_raw = t->raw->flags & HTML_RAW;
			const size_t end = raw_end(t);
			t->raw = NULL;
			return next_text(t, end, is_raw, out);
		}
		if (t->cdata_end && t->at == t->cdata_end) {
			t->at += 3; /* "]]>" */
			t->cdata_end = 0;
			continue;
		}
		const enum markup markup = t->in.ptr[t->at] == '<' ? read_markup(t, out) : MARKUP_NONE;
		if (markup == MARKUP_NONE)
			return next_text(t, text_end(t), false, out);
		if (markup == MARKUP_SKIPPED)
			continue;
		const bool is_raw = out->element && out->element->flags & (HTML_RAW | HTML_RAW_TEXT);
		t->raw = is_raw && out->kind == HTML_START && !out->is_empty ? out->element : NULL;
		return true;
	}
	return false;
}
