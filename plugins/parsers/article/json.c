/* SPDX-License-Identifier: MIT
 * Strings are decoded in place in a copy of the text: what comes out is never longer than what went in. */
#include "json.h"

#include "../common/lines.h"

enum { DEPTH_MOST = 64, VALUES_MOST = 200000 };

struct cursor {
	struct json *json;
	char *at;
	unsigned depth;
};

static uint32_t read_value(struct cursor *c);

static bool starts(const char *at, const char *with)
{
	return !strncmp(at, with, strlen(with));
}

/* White space, comments of three kinds, and the fences that some put around. */
static void skip_blanks(struct cursor *c)
{
	for (;;) {
		char *at = c->at;
		at += strspn(at, " \t\r\n\f\v");
		if (starts(at, "<!--"))
			at += 4;
		else if (starts(at, "-->"))
			at += 3;
		else if (starts(at, "<![CDATA["))
			at += 9;
		else if (starts(at, "]]>"))
			at += 3;
		else if (starts(at, "//"))
			at += starts(at + 2, "<![CDATA[") || starts(at + 2, "]]>") ? 2
			                                                           : (long)strcspn(at, "\n");
		else if (starts(at, "/*"))
			at = strstr(at, "*/") ? strstr(at, "*/") + 2 : at + strlen(at);
		else if (starts(at, "\xC2\xA0"))
			at += 2;
		else if (starts(at, "\xEF\xBB\xBF"))
			at += 3;
		if (at == c->at)
			return;
		c->at = at;
	}
}

static uint32_t add(struct cursor *c, enum json_kind kind)
{
	struct json_value *value = c->json->values.count < VALUES_MOST ? vector_add(&c->json->values) : NULL;
	if (!value)
		return 0;
	value->kind = (uint8_t)kind;
	return (uint32_t)c->json->values.count - 1;
}

static uint32_t hex4(const char *at)
{
	uint32_t value = 0;
	for (int i = 0; i < 4; i++) {
		const char *digits = "0123456789abcdef",
			   *digit = at[i] ? strchr(digits, at[i] | (at[i] >= 'A' ? 32 : 0)) : NULL;
		if (!digit)
			return UINT32_MAX;
		value = value << 4 | (uint32_t)(digit - digits);
	}
	return value;
}

/* Behind "\u"; a pair of surrogates is one rune. */
static char *unescape_rune(char **at, char *out)
{
	uint32_t rune = hex4(*at);
	if (rune == UINT32_MAX)
		return out;
	*at += 4;
	if (rune >= 0xD800 && rune < 0xDC00 && starts(*at, "\\u")) {
		const uint32_t low = hex4(*at + 2);
		if (low >= 0xDC00 && low < 0xE000) {
			rune = 0x10000 + ((rune - 0xD800) << 10) + (low - 0xDC00);
			*at += 6;
		}
	}
	if (rune < 0xD800 || rune >= 0xE000)
		out += rune_put(rune ? rune : ' ', out);
	return out;
}

static char *unescape(char **at, char *out)
{
	const char c = *(*at)++;
	switch (c) {
	case 'n':
	case 'r':
	case 't':
	case 'f':
	case 'b':
		*out++ = c == 'n' ? '\n' : ' ';
		return out;
	case 'u':
		return unescape_rune(at, out);
	case 0:
		(*at)--;
		return out;
	default:
		*out++ = c;
		return out;
	}
}

/* A quote within a string that somebody forgot to escape ends nothing: an end is followed by a sign. */
static bool is_end(const char *behind)
{
	behind += strspn(behind, " \t\r\n");
	return !*behind || strchr(",}]:<", *behind);
}

static char *read_string(struct cursor *c)
{
	char *start = ++c->at, *out = start;
	while (*c->at) {
		if (*c->at == '\\') {
			c->at++;
			out = unescape(&c->at, out);
		} else if (*c->at == '"' && is_end(c->at + 1)) {
			c->at++;
			break;
		} else {
			*out++ = *c->at++;
		}
	}
	/* the end may lie on a byte that is still to be read where nothing was shortened, but for the quote */
	if (out < c->at)
		*out = 0;
	entities_decode(start);
	return start;
}

static void append(struct json *json, uint32_t parent, uint32_t *last, uint32_t value)
{
	if (*last)
		json->values.at[*last].next = value;
	else
		json->values.at[parent].first = value;
	*last = value;
}

static const char *read_key(struct cursor *c)
{
	const char *key = "";
	skip_blanks(c);
	if (*c->at == '"')
		key = read_string(c);
	skip_blanks(c);
	if (*c->at == ':')
		c->at++;
	return key;
}

/* An object or array, behind its bracket. Whatever does not fit is stepped over. */
static uint32_t read_members(struct cursor *c, enum json_kind kind)
{
	const char end = kind == DATA_OBJECT ? '}' : ']';
	const uint32_t self = add(c, kind);
	uint32_t last = 0;
	c->depth++;
	for (;;) {
		skip_blanks(c);
		if (!*c->at || *c->at == end)
			break;
		if (*c->at == ',' || *c->at == ']' || *c->at == '}') {
			c->at++;
			continue;
		}
		const char *before = c->at, *key = kind == DATA_OBJECT ? read_key(c) : NULL;
		const uint32_t value = read_value(c);
		if (value && self) {
			c->json->values.at[value].key = key;
			append(c->json, self, &last, value);
		}
		if (c->at == before)
			c->at++;
	}
	c->at += *c->at == end;
	c->depth--;
	return self;
}

static uint32_t read_word(struct cursor *c)
{
	const size_t length = strcspn(c->at, " \t\r\n,:{}[]\"<");
	const uint32_t value = length ? add(c, DATA_WORD) : 0;
	char *copy = value ? strndup(c->at, length) : NULL;
	char **kept = copy ? vector_add(&c->json->buffers) : NULL;
	if (kept) {
		*kept = copy;
		c->json->values.at[value].text = copy;
	} else {
		free(copy);
	}
	c->at += length;
	return kept ? value : 0;
}

static uint32_t read_value(struct cursor *c)
{
	skip_blanks(c);
	const char sign = *c->at;
	if (sign == '"') {
		const char *text = read_string(c);
		const uint32_t value = add(c, DATA_STRING);
		if (value)
			c->json->values.at[value].text = text;
		return value;
	}
	if ((sign == '{' || sign == '[') && c->depth < DEPTH_MOST) {
		c->at++;
		return read_members(c, sign == '{' ? DATA_OBJECT : DATA_ARRAY);
	}
	return read_word(c);
}

void json_read(struct json *json, const char *text)
{
	char *copy = strdup(text), **kept = copy ? vector_add(&json->buffers) : NULL;
	if (!kept) {
		free(copy);
		return;
	}
	*kept = copy;
	if (!json->values.count)
		(void)vector_add(&json->values);
	struct cursor c = { .json = json, .at = copy };
	for (skip_blanks(&c); *c.at; skip_blanks(&c)) {
		const char *before = c.at;
		const uint32_t value = read_value(&c);
		if (value && json->last)
			json->values.at[json->last].next = value;
		else if (value)
			json->first = value;
		if (value)
			json->last = value;
		c.at += c.at == before;
	}
}

void json_clear(struct json *json)
{
	for (size_t i = 0; i < json->buffers.count; i++)
		free(json->buffers.at[i]);
	json->buffers.count = json->values.count = 0;
	json->first = json->last = 0;
}

void json_done(struct json *json)
{
	json_clear(json);
	vector_done(&json->buffers);
	vector_done(&json->values);
}

uint32_t json_get(const struct json *json, uint32_t object, const char *key)
{
	if (!object || json_at(json, object)->kind != DATA_OBJECT)
		return 0;
	for (uint32_t v = json_at(json, object)->first; v; v = json_at(json, v)->next)
		if (json_at(json, v)->key && !strcmp(json_at(json, v)->key, key))
			return v;
	return 0;
}

const char *json_text(const struct json *json, uint32_t value)
{
	static const char *const members[] = { "@value", "name", "url", NULL };
	value = json_entries(json, value);
	if (!value)
		return NULL;
	for (size_t i = 0; json_at(json, value)->kind == DATA_OBJECT && members[i]; i++) {
		const uint32_t member = json_entries(json, json_get(json, value, members[i]));
		if (member && json_at(json, member)->text)
			return json_text(json, member);
	}
	const char *text = json_at(json, value)->text;
	const bool is_null = json_at(json, value)->kind == DATA_WORD && text && !strcmp(text, "null");
	return text && *text && !is_null ? text : NULL;
}

/* --- entities */

static size_t entity_at(const char *at, uint32_t *rune)
{
	static const struct {
		const char *name;
		uint32_t rune;
	} names[] = {
		{ "&amp;", '&' },      { "&quot;", '"' },      { "&apos;", '\'' },    { "&lt;", '<' },
		{ "&gt;", '>' },       { "&nbsp;", 0xA0 },     { "&rsquo;", 0x2019 }, { "&lsquo;", 0x2018 },
		{ "&rdquo;", 0x201D }, { "&ldquo;", 0x201C },  { "&bdquo;", 0x201E }, { "&ndash;", 0x2013 },
		{ "&mdash;", 0x2014 }, { "&hellip;", 0x2026 }, { "&laquo;", 0xAB },   { "&raquo;", 0xBB },
		{ "&auml;", 0xE4 },    { "&ouml;", 0xF6 },     { "&uuml;", 0xFC },    { "&szlig;", 0xDF },
		{ "&Auml;", 0xC4 },    { "&Ouml;", 0xD6 },     { "&Uuml;", 0xDC },    { "&eacute;", 0xE9 },
		{ "&egrave;", 0xE8 },  { "&agrave;", 0xE0 },   { "&aacute;", 0xE1 },  { "&iacute;", 0xED },
		{ "&oacute;", 0xF3 },  { "&uacute;", 0xFA },   { "&ntilde;", 0xF1 },  { "&ccedil;", 0xE7 }
	};
	if (at[1] == '#') {
		const bool is_hex = (at[2] | 32) == 'x';
		char *end;
		const unsigned long value = strtoul(at + 2 + is_hex, &end, is_hex ? 16 : 10);
		*rune = (uint32_t)value;
		return *end == ';' && value > 0 && value < 0x110000 && (value < 0xD800 || value > 0xDFFF)
		               ? (size_t)(end + 1 - at)
		               : 0;
	}
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (starts(at, names[i].name)) {
			*rune = names[i].rune;
			return strlen(names[i].name);
		}
	return 0;
}

void entities_decode(char *text)
{
	char *out = text;
	for (size_t length; *text; text += length) {
		uint32_t rune;
		length = *text == '&' ? entity_at(text, &rune) : 0;
		if (length) {
			out += rune_put(rune, out);
		} else {
			*out++ = *text;
			length = 1;
		}
	}
	*out = 0;
}
