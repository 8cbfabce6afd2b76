/* SPDX-License-Identifier: MIT
 * The characters of a selector: names and strings with their escapes, and the first fault. */
#include <string.h>

#include "css_parts.h"

/* --- faults: the first one counts, and everything stops */

bool css_failed(const struct css *css)
{
	return css->fault->text != NULL;
}

void css_fail_at(struct css *css, const char *at, const char *text)
{
	if (css_failed(css))
		return;
	css->fault->text = text;
	css->fault->at = (size_t)(at - css->start);
}

void css_fail(struct css *css, const char *text)
{
	css_fail_at(css, css->at, text);
}

/* --- characters */

static bool is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

bool css_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

bool css_is_name_start(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (unsigned char)c >= 0x80;
}

bool css_is_name_byte(char c)
{
	return css_is_name_start(c) || css_is_digit(c) || c == '-';
}

char css_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

bool css_skip_space(struct css *css)
{
	const char *start = css->at;
	while (is_space(*css->at))
		css->at++;
	return css->at > start;
}

bool css_take(struct css *css, char c)
{
	if (*css->at != c)
		return false;
	css->at++;
	return true;
}

void css_expect(struct css *css, char c)
{
	if (!css_take(css, c))
		css_fail(css, pool_print(css->pool, "a \"%c\" is missing here", c));
}

static int hex_value(char c)
{
	if (css_is_digit(c))
		return c - '0';
	c = css_lower(c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static void add_character(struct text *out, unsigned long c)
{
	char bytes[4];
	size_t n = 0;
	if (c < 0x20 || c > 0x10FFFF || (c >= 0xD800 && c < 0xE000))
		c = 0xFFFD;
	if (c < 0x80) {
		bytes[n++] = (char)c;
	} else {
		const int more = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
		bytes[n++] = (char)((0xF00 >> more & 0xFF) | c >> 6 * more);
		for (int i = more; i-- > 0;)
			bytes[n++] = (char)(0x80 | (c >> 6 * i & 0x3F));
	}
	text_add(out, bytes, n);
}

/* Behind the backslash: up to six hexadecimal digits and a blank, or the character itself. */
static void read_escape(struct css *css, struct text *out)
{
	unsigned long c = 0;
	int digits = 0;
	while (digits < 6 && hex_value(*css->at) >= 0) {
		c = c * 16 + (unsigned long)hex_value(*css->at++);
		digits++;
	}
	if (digits) {
		if (is_space(*css->at))
			css->at++;
		add_character(out, c);
	} else if (*css->at) {
		text_add(out, css->at++, 1);
	} else {
		css_fail(css, "the selector ends in a backslash");
	}
}

/* --- words */

bool css_begins_name(const char *at)
{
	if (*at == '-')
		at++;
	return css_is_name_start(*at) || *at == '-' || (*at == '\\' && at[1]);
}

/* A name with its escapes read, or NULL and a fault. */
char *css_read_name(struct css *css, const char *what)
{
	struct text name = { .pool = css->pool };
	if (!css_begins_name(css->at)) {
		css_fail(css, pool_print(css->pool, "here %s is missing", what));
		return NULL;
	}
	while (css_is_name_byte(*css->at) || *css->at == '\\') {
		if (css_take(css, '\\'))
			read_escape(css, &name);
		else
			text_add(&name, css->at++, 1);
	}
	return name.at;
}

const char *css_read_lower_name(struct css *css, const char *what)
{
	char *name = css_read_name(css, what);
	for (char *c = name; c && *c; c++)
		*c = css_lower(*c);
	return name;
}

const char *css_read_string(struct css *css)
{
	struct text text = { .pool = css->pool };
	const char *start = css->at;
	const char quote = *css->at++;
	while (*css->at && *css->at != quote) {
		if (css_take(css, '\\'))
			read_escape(css, &text);
		else
			text_add(&text, css->at++, 1);
	}
	if (!css_take(css, quote))
		css_fail_at(css, start, "this quote has no end");
	return text_get(&text);
}
