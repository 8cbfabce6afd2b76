/* SPDX-License-Identifier: MIT
 * Markup that can be shown: an allow-list of elements and attributes, absolute addresses, everything escaped anew. */
#include "core/normalize/html_parts.h"
#include "core/base/span.h"

enum { VALUE_MOST = 1 << 20 };

void html_clean_begin(struct html_clean *c)
{
	buf_init(&c->value, VALUE_MOST);
	buf_init(&c->url, VALUE_MOST);
}

void html_clean_end(struct html_clean *c)
{
	buf_done(&c->value);
	buf_done(&c->url);
}

/* --- escapes */

/* Not written as it is: escaped, or (controls) left out. */
static span_bytes is_special(span_bytes bytes)
{
	return (span_bytes)(((bytes < ' ') & (bytes != '\n') & (bytes != '\t')) | (bytes == 0x7F) |
	                    (bytes == '"') | (bytes == '&') | (bytes == '<') | (bytes == '>'));
}

static struct str escape_of(char c, bool is_attribute)
{
	switch (c) {
	case '&':
		return STR("&amp;");
	case '<':
		return STR("&lt;");
	case '>':
		return STR("&gt;");
	case '"':
		return is_attribute ? STR("&quot;") : STR("\"");
	default:
		return STR("");
	}
}

static void add_escaped(struct buf *out, struct str text, bool is_attribute)
{
	for (size_t at = 0; at < text.len;) {
		const size_t start = at;
		at = span_find(text, at, is_special);
		buf_add_n(out, text.ptr + start, at - start);
		if (at < text.len)
			buf_add(out, escape_of(text.ptr[at++], is_attribute));
	}
}

/* --- attributes */

enum attribute_kind { ATTRIBUTE_PLAIN, ATTRIBUTE_URL, ATTRIBUTE_URLS };

/* Sorted by name; an attribute that is not here goes. */
static const struct attribute_row {
	const char *name;
	uint8_t len;
	enum attribute_kind kind;
} attribute_rows[] = {
#define ROW(name, kind) { name, sizeof name - 1, kind }
	ROW("alt", ATTRIBUTE_PLAIN),      ROW("cite", ATTRIBUTE_URL),       ROW("colspan", ATTRIBUTE_PLAIN),
	ROW("controls", ATTRIBUTE_PLAIN), ROW("datetime", ATTRIBUTE_PLAIN), ROW("dir", ATTRIBUTE_PLAIN),
	ROW("height", ATTRIBUTE_PLAIN),   ROW("href", ATTRIBUTE_URL),       ROW("lang", ATTRIBUTE_PLAIN),
	ROW("poster", ATTRIBUTE_URL),     ROW("rowspan", ATTRIBUTE_PLAIN),  ROW("scope", ATTRIBUTE_PLAIN),
	ROW("src", ATTRIBUTE_URL),        ROW("srcset", ATTRIBUTE_URLS),    ROW("start", ATTRIBUTE_PLAIN),
	ROW("title", ATTRIBUTE_PLAIN),    ROW("type", ATTRIBUTE_PLAIN),     ROW("width", ATTRIBUTE_PLAIN),
#undef ROW
};

static const struct attribute_row *find_attribute(struct str name)
{
	for (size_t i = 0; i < sizeof attribute_rows / sizeof *attribute_rows; i++)
		if (attribute_rows[i].len == name.len &&
		    str_eq_nocase(name, str_n(attribute_rows[i].name, attribute_rows[i].len)))
			return &attribute_rows[i];
	return NULL;
}

/* After resolving, which takes control characters and white space out. */
static bool has_one_of(struct str url, const char *const *schemes)
{
	for (; *schemes; schemes++)
		if (str_starts_nocase(url, str_c(*schemes)))
			return true;
	return false;
}

/* Pictures as data are a feed's way to carry small ones; pages have trackers and placeholders in them. */
static bool has_allowed_scheme(const struct html_clean *c, struct str url)
{
	static const char *const schemes[] = { "http:", "https:", "mailto:", "tel:", "ftp:", NULL };
	static const char *const pictures[] = { "data:image/png", "data:image/jpeg", "data:image/gif", "data:image/webp",
		                                NULL };
	return has_one_of(url, schemes) || (c->keeps_pictures && has_one_of(url, pictures));
}

/* In c->url; false where it cannot be had or must not stand. */
static bool resolve(struct html_clean *c, struct str url)
{
	url = str_trim(url);
	const struct str base = url.len && url.ptr[0] == '#' ? c->page : c->base;
	buf_clear(&c->url);
	return !url_resolve(url, base, &c->url, NULL) && has_allowed_scheme(c, buf_str(&c->url));
}

static void begin_attribute(struct html_clean *c, const struct attribute_row *row)
{
	buf_addc(c->out, ' ');
	buf_add_n(c->out, row->name, row->len);
	buf_add(c->out, STR("=\""));
}

static void add_url(struct html_clean *c, const struct attribute_row *row, struct str value)
{
	if (!resolve(c, value))
		return;
	begin_attribute(c, row);
	add_escaped(c->out, buf_str(&c->url), true);
	buf_addc(c->out, '"');
}

/* One candidate of a srcset off the front: its address, which may hold commas but not end in one, and what is said of
 * it ("2x", "640w"). */
static bool next_candidate(struct str *rest, struct str *url, struct str *descriptor)
{
	size_t at = 0;
	while (at < rest->len && (ascii_is_space(rest->ptr[at]) || rest->ptr[at] == ','))
		at++;
	*rest = str_from(*rest, at);
	for (at = 0; at < rest->len && !ascii_is_space(rest->ptr[at]);)
		at++;
	*url = str_slice(*rest, 0, at);
	const bool has_comma = str_ends(*url, STR(","));
	while (str_ends(*url, STR(",")))
		url->len--;
	*rest = str_from(*rest, at);
	const size_t comma = has_comma ? 0 : str_chr(*rest, ',');
	*descriptor = str_trim(str_slice(*rest, 0, comma));
	*rest = str_from(*rest, comma);
	return url->len > 0;
}

static void add_urls(struct html_clean *c, const struct attribute_row *row, struct str value)
{
	struct str rest = value, url, descriptor;
	bool has_any = false;
	while (next_candidate(&rest, &url, &descriptor)) {
		if (!resolve(c, url))
			continue;
		if (has_any)
			buf_add(c->out, STR(", "));
		else
			begin_attribute(c, row);
		has_any = true;
		add_escaped(c->out, buf_str(&c->url), true);
		if (descriptor.len)
			buf_addc(c->out, ' ');
		add_escaped(c->out, descriptor, true);
	}
	if (has_any)
		buf_addc(c->out, '"');
}

static void add_plain(struct html_clean *c, const struct attribute_row *row, struct str value)
{
	begin_attribute(c, row);
	add_escaped(c->out, value, true);
	buf_addc(c->out, '"');
}

static void (*const writers[])(struct html_clean *c, const struct attribute_row *row, struct str value) = {
	[ATTRIBUTE_PLAIN] = add_plain,
	[ATTRIBUTE_URL] = add_url,
	[ATTRIBUTE_URLS] = add_urls,
};

/* Of two of one name the first counts. */
static void add_attributes(struct html_clean *c, const struct html_token *token)
{
	uint32_t written = 0;
	for (size_t i = 0; i < token->attribute_count; i++) {
		const struct html_attribute *attribute = &token->attributes[i];
		const struct attribute_row *row = find_attribute(attribute->name);
		const uint32_t bit = row ? UINT32_C(1) << (row - attribute_rows) : 0;
		if (!row || written & bit)
			continue;
		written |= bit;
		const enum html_place place = row->kind == ATTRIBUTE_PLAIN ? HTML_IN_ATTRIBUTE : HTML_IN_URL;
		writers[row->kind](c, row, html_decode(attribute->value, place, &c->value));
	}
}

/* --- elements and text */

void html_clean_open(struct html_clean *c, const struct html_token *token)
{
	const struct html_element *element = token->element;
	if (!(element->flags & HTML_ALLOWED))
		return;
	buf_addc(c->out, '<');
	buf_add_n(c->out, element->name, element->len);
	add_attributes(c, token);
	buf_addc(c->out, '>');
}

void html_clean_close(struct html_clean *c, const struct html_element *element)
{
	if (!(element->flags & HTML_ALLOWED))
		return;
	buf_add(c->out, STR("</"));
	buf_add_n(c->out, element->name, element->len);
	buf_addc(c->out, '>');
}

void html_clean_text(struct html_clean *c, struct str text)
{
	add_escaped(c->out, text, false);
}
