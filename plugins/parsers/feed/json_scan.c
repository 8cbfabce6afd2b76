/* SPDX-License-Identifier: MIT */
#include "json_scan.h"

#include <string.h>

static void skip_blanks(struct json_scan *json)
{
	while (json->at < json->end && is_blank(*json->at))
		json->at++;
}

static bool fail(struct json_scan *json)
{
	if (!json->is_bad)
		json->bad_at = json->at;
	json->is_bad = true;
	json->at = json->end;
	return false;
}

char json_kind(struct json_scan *json)
{
	skip_blanks(json);
	if (json->at == json->end)
		return '\0';
	const char c = *json->at;
	if (c == '-' || (c >= '0' && c <= '9'))
		return '0';
	return strchr("{[\"tfn", c) ? c : '\0';
}

bool json_enter(struct json_scan *json, char kind)
{
	if (json_kind(json) != kind)
		return false;
	json->at++;
	json->is_first = true;
	return true;
}

/* A comma too many, or too few, is passed over. */
static bool has_more(struct json_scan *json, char close)
{
	unsigned commas = 0;
	for (;; commas++) {
		skip_blanks(json);
		if (json->at == json->end)
			return fail(json);
		if (*json->at != ',')
			break;
		json->at++;
	}
	const bool is_over = *json->at == close;
	json->is_odd |= commas != (!is_over && !json->is_first);
	json->is_first = false;
	json->at += is_over;
	return !is_over;
}

bool json_entry(struct json_scan *json)
{
	if (!has_more(json, ']'))
		return false;
	return json_kind(json) ? true : fail(json);
}

/* --- strings */

static int hex_of(char c)
{
	c = lower_of(c);
	return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool read_unit(struct json_scan *json, uint32_t *out)
{
	uint32_t unit = 0;
	if (json->end - json->at < 4)
		return false;
	for (int i = 0; i < 4; i++) {
		const int digit = hex_of(json->at[i]);
		if (digit < 0)
			return false;
		unit = unit << 4 | (uint32_t)digit;
	}
	json->at += 4;
	*out = unit;
	return true;
}

static void add_rune(struct xml_buffer *out, uint32_t c)
{
	char utf8[4] = { (char)c };
	size_t length = 1;
	if (c >= 0x10000) {
		length = 4;
		utf8[0] = (char)(0xF0 | c >> 18);
	} else if (c >= 0x800) {
		length = 3;
		utf8[0] = (char)(0xE0 | c >> 12);
	} else if (c >= 0x80) {
		length = 2;
		utf8[0] = (char)(0xC0 | c >> 6);
	}
	for (size_t i = 1; i < length; i++)
		utf8[i] = (char)(0x80 | (c >> 6 * (length - 1 - i) & 0x3F));
	xml_buffer_add(out, utf8, length);
}

/* Behind "\u"; a half of a pair alone is U+FFFD, and a NUL is nothing. */
static bool read_escape(struct json_scan *json, struct xml_buffer *out)
{
	uint32_t unit, second;
	if (!read_unit(json, &unit))
		return false;
	if (unit >= 0xD800 && unit < 0xDC00 && json->end - json->at >= 6 && json->at[0] == '\\' &&
	    json->at[1] == 'u') {
		const char *before = json->at;
		json->at += 2;
		if (read_unit(json, &second) && second >= 0xDC00 && second < 0xE000)
			unit = 0x10000 + ((unit - 0xD800) << 10) + (second - 0xDC00);
		else
			json->at = before;
	}
	if (unit)
		add_rune(out, unit >= 0xD800 && unit < 0xE000 ? 0xFFFD : unit);
	return true;
}

static bool read_string(struct json_scan *json, struct xml_buffer *out)
{
	static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
	out->len = 0;
	xml_buffer_add(out, "", 0);
	json->at++;
	while (json->at < json->end && *json->at != '"') {
		const char *begin = json->at;
		while (json->at < json->end && *json->at != '"' && *json->at != '\\')
			json->at++;
		xml_buffer_add(out, begin, (size_t)(json->at - begin));
		if (json->at == json->end || *json->at == '"')
			break;
		const char c = ++json->at < json->end ? *json->at++ : '\0';
		const char *escape = c ? strchr(from, c) : NULL;
		if (escape) {
			xml_buffer_add(out, to + (escape - from), 1);
			continue;
		}
		if (!c)
			return fail(json);
		if (c == 'u' && read_escape(json, out))
			continue;
		json->is_odd = true; /* "it\'s" means what it says */
		xml_buffer_add(out, &c, 1);
	}
	if (json->at == json->end)
		return fail(json);
	json->at++;
	return true;
}

bool json_key(struct json_scan *json, struct xml_buffer *out)
{
	if (!has_more(json, '}'))
		return false;
	if (json_kind(json) != '"' || !read_string(json, out))
		return fail(json);
	skip_blanks(json);
	if (json->at == json->end || *json->at != ':')
		return fail(json);
	json->at++;
	return true;
}

/* --- values */

static size_t word_length(const struct json_scan *json)
{
	const char *p = json->at;
	while (p < json->end && (strchr("+-.", *p) || (*p >= '0' && *p <= '9') ||
	                         (lower_of(*p) >= 'a' && lower_of(*p) <= 'z')))
		p++;
	return (size_t)(p - json->at);
}

static void skip_string(struct json_scan *json)
{
	for (json->at++; json->at < json->end && *json->at != '"'; json->at++)
		json->at += *json->at == '\\' && json->at + 1 < json->end;
	if (json->at == json->end)
		fail(json);
	else
		json->at++;
}

/* Without recursion: only the brackets count. */
void json_skip(struct json_scan *json)
{
	size_t depth = 0;
	do {
		skip_blanks(json);
		if (json->at == json->end) {
			fail(json);
			return;
		}
		const char c = *json->at;
		if (c == '"') {
			skip_string(json);
			continue;
		}
		depth += c == '{' || c == '[';
		depth -= depth && (c == '}' || c == ']');
		const size_t word = word_length(json);
		json->at += word ? word : 1;
	} while (depth);
}

bool json_text(struct json_scan *json, struct xml_buffer *out)
{
	const char kind = json_kind(json);
	if (kind == '"')
		return read_string(json, out);
	if (kind != '0') {
		json_skip(json);
		return false;
	}
	const size_t length = word_length(json);
	out->len = 0;
	xml_buffer_add(out, json->at, length);
	json->at += length;
	return true;
}

/* at is that of a '{'. */
static bool begins_with(const struct json_scan *json, const char *at, const char *key)
{
	const size_t length = strlen(key);
	for (at++; at < json->end && is_blank(*at); at++)
		;
	return (size_t)(json->end - at) > length + 1 && at[0] == '"' && !memcmp(at + 1, key, length) &&
	       at[length + 1] == '"';
}

/* Whether the '{' at at may be that of an entry further on in a list: that of a member, or of a list's first entry, is not. */
static bool may_follow(const struct json_scan *json, const char *at)
{
	while (at > json->bad_at && is_blank(at[-1]))
		at--;
	return at == json->bad_at || (at[-1] != ':' && at[-1] != '[');
}

bool json_resume(struct json_scan *json, const char *first_key)
{
	const char *at = json->is_bad ? json->bad_at : json->end;
	for (; (at = memchr(at, '{', (size_t)(json->end - at))); at++) {
		if (!begins_with(json, at, first_key) || !may_follow(json, at))
			continue;
		json->at = at;
		json->is_bad = false;
		json->is_odd = true;
		return true;
	}
	return false;
}

bool json_bool(struct json_scan *json, bool *out)
{
	const char kind = json_kind(json);
	json_skip(json);
	if (kind != 't' && kind != 'f')
		return false;
	*out = kind == 't';
	return true;
}
