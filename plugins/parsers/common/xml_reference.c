/* SPDX-License-Identifier: MIT
 * References, and the entities that a document declares itself. An entity is replaced once: one that holds references
 * to others gives nothing, and all of them together at most XML_EXPANSION_MOST bytes. */
#include <stdlib.h>
#include <string.h>

#include "xml_lanes.h"
#include "xml_parts.h"

enum { ENTITIES_MOST = 1000, DOCTYPE_MOST = 1 << 20 };

static bool is_control(char c)
{
	return (unsigned char)c < 0x20 && c != '\t' && c != '\n' && c != '\r';
}

/* The last bytes are looked at together with what stands before them. */
size_t xml_clean_run(struct wd_bytes s)
{
	for (size_t i = 0; i < s.len;) {
		const size_t stop = s.len - i < LANES ? s.len : i + LANES;
		if (s.len >= LANES && !lanes_any((lanes)(lanes_at(s.ptr + stop - LANES) < ' '))) {
			i = stop;
			continue;
		}
		for (; i < stop; i++)
			if (is_control(s.ptr[i]))
				return i;
	}
	return s.len;
}

static size_t write_rune(uint32_t c, char *out)
{
	if (c < 0x80)
		return out[0] = (char)c, 1;
	if (c < 0x800) {
		out[0] = (char)(0xC0 | c >> 6);
		out[1] = (char)(0x80 | (c & 0x3F));
		return 2;
	}
	if (c < 0x10000) {
		out[0] = (char)(0xE0 | c >> 12);
		out[1] = (char)(0x80 | (c >> 6 & 0x3F));
		out[2] = (char)(0x80 | (c & 0x3F));
		return 3;
	}
	out[0] = (char)(0xF0 | c >> 18);
	out[1] = (char)(0x80 | (c >> 12 & 0x3F));
	out[2] = (char)(0x80 | (c >> 6 & 0x3F));
	out[3] = (char)(0x80 | (c & 0x3F));
	return 4;
}

/* What windows-1252 has at 80 to 9F: what a reference to those numbers means. */
static const uint16_t windows_1252[32] = {
	0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021, 0x2C6,  0x2030, 0x160,
	0x2039, 0x152,  0x8D,   0x17D,  0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
	0x2013, 0x2014, 0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0x9D,   0x17E,  0x178,
};

static bool is_digit_of(char c, unsigned base)
{
	return (c >= '0' && c <= '9') || (base == 16 && lower_of(c) >= 'a' && lower_of(c) <= 'f');
}

/* "#8217" or "#x2019", whole; false where it is no number. *out is 0 for what no document may hold. */
static bool read_number(struct wd_bytes name, uint32_t *out)
{
	const unsigned base = name.len > 1 && lower_of(name.ptr[1]) == 'x' ? 16 : 10;
	size_t i = base == 16 ? 2 : 1;
	uint32_t code = 0;
	if (i >= name.len)
		return false;
	for (; i < name.len; i++) {
		if (!is_digit_of(name.ptr[i], base))
			return false;
		const char c = lower_of(name.ptr[i]);
		code = code * base + (uint32_t)(c >= 'a' ? c - 'a' + 10 : c - '0');
		if (code > 0x10FFFF)
			code = 0x110000;
	}
	const bool is_bad = code > 0x10FFFF || (code >= 0xD800 && code < 0xE000) || code == 0xFFFE ||
	                    code == 0xFFFF || (code < 0x20 && code != '\t' && code != '\n' && code != '\r');
	*out = is_bad ? 0 : code >= 0x80 && code < 0xA0 ? windows_1252[code - 0x80] : code;
	return true;
}

/* Between & and ;, or len 0 where there is no such thing. */
static struct wd_bytes name_in(struct wd_bytes s)
{
	size_t i = 1;
	while (i < s.len && i < 64 && s.ptr[i] != ';') {
		const char c = s.ptr[i];
		if (!((lower_of(c) >= 'a' && lower_of(c) <= 'z') || (c >= '0' && c <= '9') || c == '#' ||
		      c == '_' || c == '-' || c == '.' || c == ':' || (unsigned char)c >= 0x80))
			return bytes_of(s.ptr, 0);
		i++;
	}
	return i < s.len && s.ptr[i] == ';' ? bytes_of(s.ptr + 1, i - 1) : bytes_of(s.ptr, 0);
}

size_t xml_predefined(struct wd_bytes s, char *out)
{
	static const struct {
		struct wd_bytes name;
		char meant;
	} rows[] = {
		{ { "&lt;", 4 }, '<' },   { { "&gt;", 4 }, '>' },    { { "&amp;", 5 }, '&' },
		{ { "&quot;", 6 }, '"' }, { { "&apos;", 6 }, '\'' },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (s.len >= rows[i].name.len && s.ptr[1] == rows[i].name.ptr[1] &&
		    !memcmp(s.ptr, rows[i].name.ptr, rows[i].name.len)) {
			*out = rows[i].meant;
			return rows[i].name.len;
		}
	return 0;
}

static const struct xml_entity *find_entity(const struct xml_scan *xml, struct wd_bytes name)
{
	for (size_t i = 0; i < xml->entity_count; i++) {
		const char *known = xml->entity_text.ptr + xml->entities[i].name;
		if (strlen(known) == name.len && !memcmp(known, name.ptr, name.len))
			return &xml->entities[i];
	}
	return NULL;
}

/* An & alone is one that was declared as a number. */
static bool holds_references(struct wd_bytes value)
{
	for (size_t i = 0; i < value.len; i++)
		if (value.ptr[i] == '&' && name_in(bytes_of(value.ptr + i, value.len - i)).len)
			return true;
	return false;
}

static struct wd_bytes expand(struct xml_scan *xml, const struct xml_entity *entity)
{
	const char *value = xml->entity_text.ptr + entity->value;
	const size_t length = strlen(value);
	if (holds_references(bytes_of(value, length))) {
		xml_blame(xml, "entity_limit");
		return bytes_of(value, 0);
	}
	xml->expanded += length;
	if (xml->expanded > XML_EXPANSION_MOST) {
		xml_blame(xml, "entity_limit");
		return bytes_of(value, 0);
	}
	return bytes_of(value, length);
}

/* One that only a declaration can explain, or HTML. */
static size_t take_named(struct xml_scan *xml, struct wd_bytes name, struct wd_bytes *out)
{
	const struct xml_entity *entity = find_entity(xml, name);
	if (entity) {
		*out = expand(xml, entity);
		return name.len + 2;
	}
	if (!xml->is_doctype_open) /* an outer DTD, which is not read, may well declare it */
		xml_blame(xml, "undeclared_entity");
	const uint32_t code = xml_html_reference(name);
	if (!code)
		return 1;
	*out = bytes_of(xml->rune, write_rune(code, xml->rune));
	return name.len + 2;
}

static size_t take_number(struct xml_scan *xml, struct wd_bytes name, struct wd_bytes *out)
{
	uint32_t code;
	const bool is_number = read_number(name, &code);
	if (!is_number || !code)
		xml_blame(xml, "bad_reference");
	if (!is_number)
		return 1;
	*out = bytes_of(xml->rune, code ? write_rune(code, xml->rune) : 0);
	return name.len + 2;
}

size_t xml_reference(struct xml_scan *xml, struct wd_bytes s, struct wd_bytes *out)
{
	const size_t taken = xml_predefined(s, xml->rune);
	const struct wd_bytes name = taken ? bytes_of(s.ptr, 0) : name_in(s);
	*out = bytes_of(taken ? xml->rune : s.ptr, 1); /* that, or the & itself */
	if (taken)
		return taken;
	if (name.len)
		return name.ptr[0] == '#' ? take_number(xml, name, out) : take_named(xml, name, out);
	xml_blame(xml, "bare_ampersand");
	return 1;
}

/* --- the DOCTYPE */

static bool is_quote(char c)
{
	return c == '"' || c == '\'';
}

/* The end of the DOCTYPE that s begins with, behind its '>'; 0 where it is not there yet. */
static size_t doctype_end(struct wd_bytes s)
{
	bool is_within = false;
	for (size_t i = 2; i < s.len; i++) {
		const char c = s.ptr[i];
		if (is_quote(c)) {
			const char *end = memchr(s.ptr + i + 1, c, s.len - i - 1);
			if (!end)
				return 0;
			i = (size_t)(end - s.ptr);
		} else if (is_within && c == '<' && bytes_start(bytes_of(s.ptr + i, s.len - i), "<!--")) {
			const char *end = memmem(s.ptr + i, s.len - i, "-->", 3);
			if (!end)
				return 0;
			i = (size_t)(end - s.ptr) + 2;
		} else if (c == '[') {
			is_within = true;
		} else if (c == ']') {
			is_within = false;
		} else if (c == '>' && !is_within) {
			return i + 1;
		}
	}
	return 0;
}

static struct wd_bytes take_word(struct wd_bytes *rest)
{
	size_t i = 0;
	*rest = bytes_trim(*rest);
	while (i < rest->len && !is_blank(rest->ptr[i]) && rest->ptr[i] != '>')
		i++;
	const struct wd_bytes word = bytes_of(rest->ptr, i);
	*rest = bytes_trim(bytes_of(rest->ptr + i, rest->len - i));
	return word;
}

/* A value as it is declared: references to characters replaced, by number or by the names of XML, those to other
 * entities left. */
static void add_entity_value(struct xml_scan *xml, struct wd_bytes value)
{
	char rune[4];
	uint32_t code;
	while (value.len) {
		size_t taken = value.ptr[0] == '&' ? xml_predefined(value, rune) : 0;
		const struct wd_bytes name = value.ptr[0] == '&' && !taken ? name_in(value) : bytes_of(value.ptr, 0);
		if (taken) {
			xml_buffer_add(&xml->entity_text, rune, 1);
		} else if (name.len && name.ptr[0] == '#' && read_number(name, &code)) {
			xml_buffer_add(&xml->entity_text, rune, code ? write_rune(code, rune) : 0);
			taken = name.len + 2;
		} else {
			xml_buffer_add(&xml->entity_text, value.ptr, 1);
			taken = 1;
		}
		value = bytes_of(value.ptr + taken, value.len - taken);
	}
}

static void add_entity(struct xml_scan *xml, struct wd_bytes name, struct wd_bytes value)
{
	struct xml_entity entity;
	if (xml->entity_count == ENTITIES_MOST || !name.len || find_entity(xml, name))
		return;
	if (xml->entity_count == xml->entity_cap) {
		xml->entity_cap = xml->entity_cap ? xml->entity_cap * 2 : 16;
		xml->entities = realloc(xml->entities, xml->entity_cap * sizeof *xml->entities);
		if (!xml->entities)
			abort();
	}
	entity.name = xml->entity_text.len;
	xml_buffer_add(&xml->entity_text, name.ptr, name.len);
	xml_buffer_add(&xml->entity_text, "", 1);
	entity.value = xml->entity_text.len;
	add_entity_value(xml, value);
	xml_buffer_add(&xml->entity_text, "", 1);
	xml->entities[xml->entity_count++] = entity;
}

/* <!ENTITY name "value">. External ones are known by name and give nothing; those of parameters are no matter. */
static void read_entity(struct xml_scan *xml, struct wd_bytes rest)
{
	const struct wd_bytes name = take_word(&rest);
	if (name.len == 1 && name.ptr[0] == '%')
		return;
	const char *end =
		rest.len && is_quote(rest.ptr[0]) ? memchr(rest.ptr + 1, rest.ptr[0], rest.len - 1) : NULL;
	add_entity(xml, name, end ? bytes_of(rest.ptr + 1, (size_t)(end - rest.ptr) - 1) : bytes_of("", 0));
}

static void read_subset(struct xml_scan *xml, struct wd_bytes s)
{
	for (const char *at; (at = memmem(s.ptr, s.len, "<!ENTITY", 8));) {
		const size_t skipped = (size_t)(at - s.ptr) + 8;
		s = bytes_of(s.ptr + skipped, s.len - skipped);
		read_entity(xml, s);
	}
}

static size_t tag_end(struct wd_bytes s)
{
	const char *end = memchr(s.ptr, '>', s.len);
	return end ? (size_t)(end - s.ptr) + 1 : 0;
}

/* The DOCTYPE at at. A quote or bracket may be forgotten: it ends where a tag could, and so does any behind it, which
 * would else be looked through to the end as well. */
static struct wd_bytes take_doctype(struct xml_scan *xml)
{
	struct wd_bytes s;
	size_t length;
	for (bool has_more = true;; has_more = xml_more(xml)) {
		s = bytes_of(xml->window.ptr + xml->at, xml->window.len - xml->at);
		length = xml->is_doctype_torn ? tag_end(s) : doctype_end(s);
		if (length || s.len >= DOCTYPE_MOST || !has_more)
			break;
	}
	if (!length) {
		xml_blame(xml, "bad_doctype");
		xml->is_doctype_torn = true;
		length = tag_end(s);
	}
	return bytes_of(s.ptr, length ? length : s.len);
}

void xml_read_doctype(struct xml_scan *xml)
{
	const struct wd_bytes s = take_doctype(xml);
	if (xml->has_root)
		xml_blame(xml, "junk_after");
	const char *subset = memchr(s.ptr, '[', s.len);
	const struct wd_bytes outer = bytes_of(s.ptr, subset ? (size_t)(subset - s.ptr) : s.len);
	xml->is_netscape |=
		memmem(outer.ptr, outer.len, "Netscape", 8) || memmem(outer.ptr, outer.len, "netscape", 8);
	xml->is_doctype_open |=
		memmem(outer.ptr, outer.len, "SYSTEM", 6) || memmem(outer.ptr, outer.len, "PUBLIC", 6);
	if (subset)
		read_subset(xml, bytes_of(subset, s.len - (size_t)(subset - s.ptr)));
	xml->at += s.len;
}
