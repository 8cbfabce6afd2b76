/* SPDX-License-Identifier: MIT
 * Character references: by number and by name, as the HTML standard reads them. */
#include "core/base/span.h"
#include "core/doc/utf8.h"
#include "core/normalize/html_entities_table.h"
#include "core/normalize/html_parts.h"

enum {
	WHOLE_NAMES = sizeof whole_names / sizeof *whole_names,
	LEGACY_NAMES = sizeof legacy_names / sizeof *legacy_names
};
enum { NAME_MOST = 31, LEGACY_LEAST = 2, LEGACY_MOST = 6 };

/* --- by number */

/* The code point that a number means; 0: none that could be shown. */
static uint32_t meant(uint32_t number)
{
	if (number >= 0x80 && number <= 0x9F)
		return text_c1(number);
	if (!number || number > 0x10FFFF || (number >= 0xD800 && number <= 0xDFFF))
		return 0xFFFD;
	return number < ' ' && number != '\t' && number != '\n' && number != '\r' && number != '\f' ? 0
	                                                                                            : number;
}

static int digit_value(char c, unsigned base)
{
	if (ascii_is_digit(c))
		return c - '0';
	const char lower = ascii_lower(c);
	return base == 16 && lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/* s begins with "&#". A browser needs no semicolon there, in addresses neither: what hides in one must be seen. */
static size_t by_number(struct str s, char *out, unsigned *out_len)
{
	const unsigned base = s.len > 2 && ascii_lower(s.ptr[2]) == 'x' ? 16 : 10;
	const size_t start = base == 16 ? 3 : 2;
	uint32_t number = 0;
	size_t at = start;
	for (int digit; at < s.len && (digit = digit_value(s.ptr[at], base)) >= 0; at++)
		number = number > 0x10FFFF ? number : number * base + (uint32_t)digit;
	const bool has_semicolon = at < s.len && s.ptr[at] == ';';
	if (at == start)
		return 0;
	const uint32_t code = meant(number);
	*out_len = code ? utf8_write(code, out) : 0;
	return at + has_semicolon;
}

/* --- by name */

static int compare(struct str name, const char *row)
{
	const int order = strncmp(name.ptr, row, name.len);
	return order ? order : -(int)(unsigned char)row[name.len];
}

static const struct html_entity *find(const struct html_entity *rows, size_t count, struct str name)
{
	size_t low = 0, high = count;
	while (low < high) {
		const size_t middle = (low + high) / 2;
		const int order = compare(name, rows[middle].name);
		if (!order)
			return &rows[middle];
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

static const struct html_entity *find_whole(struct str name)
{
	static const struct html_entity common[] = { { "amp", '&', 0 },  { "nbsp", 0xA0, 0 },
		                                     { "quot", '"', 0 }, { "lt", '<', 0 },
		                                     { "gt", '>', 0 },   { "apos", '\'', 0 } };
	for (size_t i = 0; i < sizeof common / sizeof *common; i++)
		if (!compare(name, common[i].name))
			return &common[i];
	return find(whole_names, WHOLE_NAMES, name);
}

/* The longest of the old names that name begins with. */
static const struct html_entity *find_legacy(struct str name, size_t *out_len)
{
	for (size_t len = name.len < LEGACY_MOST ? name.len : LEGACY_MOST; len >= LEGACY_LEAST; len--) {
		const struct html_entity *entity = find(legacy_names, LEGACY_NAMES, str_slice(name, 0, len));
		if (entity) {
			*out_len = len;
			return entity;
		}
	}
	return NULL;
}

static unsigned write_entity(const struct html_entity *entity, char *out)
{
	const unsigned len = utf8_write(entity->code, out);
	return entity->second ? len + utf8_write(entity->second, out + len) : len;
}

/* s begins with "&". */
static size_t by_name(struct str s, enum html_place place, char *out, unsigned *out_len)
{
	size_t end = 1, len = 0;
	while (end < s.len && end <= NAME_MOST && (ascii_is_alpha(s.ptr[end]) || ascii_is_digit(s.ptr[end])))
		end++;
	const struct str name = str_slice(s, 1, end);
	const bool has_semicolon = end < s.len && s.ptr[end] == ';';
	const struct html_entity *entity = has_semicolon && name.len ? find_whole(name) : NULL;
	if (entity) {
		*out_len = write_entity(entity, out);
		return end + 1;
	}
	entity = place == HTML_IN_URL ? NULL : find_legacy(name, &len);
	const char next = len + 1 < s.len ? s.ptr[len + 1] : '\0';
	if (!entity ||
	    (place == HTML_IN_ATTRIBUTE && (next == '=' || ascii_is_alpha(next) || ascii_is_digit(next))))
		return 0;
	*out_len = write_entity(entity, out);
	return len + 1;
}

size_t html_reference(struct str s, size_t at, enum html_place place, char out[HTML_REFERENCE],
                      unsigned *out_len)
{
	const struct str rest = str_from(s, at);
	if (rest.len < 3)
		return 0;
	return rest.ptr[1] == '#' ? by_number(rest, out, out_len) : by_name(rest, place, out, out_len);
}

/* --- whole texts */

static bool is_c1(struct str s, size_t at)
{
	return s.ptr[at] == '\xC2' && at + 1 < s.len && (unsigned char)s.ptr[at + 1] >= 0x80 &&
	       (unsigned char)s.ptr[at + 1] <= 0x9F;
}

static span_bytes may_be_special(span_bytes bytes)
{
	return (span_bytes)((bytes == '&') | (bytes == 0xC2));
}

/* Where, from at on, the next of what must be resolved stands. */
static size_t next_special(struct str s, size_t at)
{
	at = span_find(s, at, may_be_special);
	while (at < s.len && s.ptr[at] != '&' && !is_c1(s, at))
		at = span_find(s, at + 1, may_be_special);
	return at;
}

struct str html_decode(struct str s, enum html_place place, struct buf *scratch)
{
	size_t at = next_special(s, 0), done = 0;
	if (at == s.len)
		return s;
	buf_clear(scratch);
	for (; at < s.len; at = next_special(s, at)) {
		char code[HTML_REFERENCE];
		unsigned len = 0;
		const bool is_reference = s.ptr[at] == '&';
		const size_t used = is_reference ? html_reference(s, at, place, code, &len) : 2;
		if (!used) {
			at++;
			continue;
		}
		const uint32_t c1 = is_reference ? 0 : text_c1((unsigned char)s.ptr[at + 1]);
		len = c1 ? utf8_write(c1, code) : len;
		buf_add(scratch, str_slice(s, done, at));
		buf_add_n(scratch, code, len);
		at += used;
		done = at;
	}
	buf_add(scratch, str_from(s, done));
	return buf_str(scratch);
}
