/* SPDX-License-Identifier: MIT
 * The text of an element: characters as they come, and what stands in children where those are content. */
#include <string.h>

#include "reader.h"
#include "../common/xml_lanes.h"

enum { FIELD_MOST = 16 << 20 };

/* --- kinds of text */

/* Elements of HTML that never have an end tag. */
static bool is_void(struct wd_bytes name)
{
	static const char *const names[] = { "br",   "img", "hr",    "input", "link",   "meta",  "area",
		                             "base", "col", "embed", "param", "source", "track", "wbr" };
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (bytes_are(name, names[i]))
			return true;
	return false;
}

/* Tags that tell HTML from a text with angle brackets in it. */
static bool is_known_tag(struct wd_bytes name)
{
	static const char *const names[] = {
		"a",      "abbr",   "acronym", "b",   "big",   "blockquote", "br",    "center",
		"cite",   "code",   "dd",      "del", "div",   "dl",         "dt",    "em",
		"figure", "font",   "h1",      "h2",  "h3",    "h4",         "h5",    "h6",
		"hr",     "i",      "iframe",  "img", "ins",   "li",         "mark",  "nobr",
		"ol",     "p",      "pre",     "q",   "s",     "script",     "small", "span",
		"strike", "strong", "style",   "sub", "sup",   "table",      "td",    "th",
		"tr",     "tt",     "u",       "ul",  "video", "audio",      "wbr",
	};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (bytes_are(name, names[i]))
			return true;
	return false;
}

/* last: the text's last '>', or NULL; looked for once, not behind each '<'. */
static bool starts_tag(struct wd_bytes s, const char *last)
{
	size_t i = 1, begin;
	i += i < s.len && s.ptr[i] == '/';
	for (begin = i; i < s.len && i - begin < 12; i++) {
		const char c = lower_of(s.ptr[i]);
		if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')))
			break;
	}
	const bool has_end = i < s.len && (is_blank(s.ptr[i]) || s.ptr[i] == '>' || s.ptr[i] == '/');
	return has_end && last && last >= s.ptr + i && is_known_tag(bytes_of(s.ptr + begin, i - begin));
}

static bool starts_reference(struct wd_bytes s)
{
	const char *end = memchr(s.ptr, ';', s.len < 34 ? s.len : 34);
	const size_t length = end ? (size_t)(end - s.ptr) : 0;
	if (length < 3 && !(length == 2))
		return false;
	for (size_t i = 1; i < length; i++) {
		const char c = lower_of(s.ptr[i]);
		if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c == '#' && i == 1)))
			return false;
	}
	return length > 2;
}

bool text_is_markup(struct wd_bytes text)
{
	const char *last = memrchr(text.ptr, '>', text.len);
	for (size_t i = 0; i < text.len; i++) {
		const struct wd_bytes rest = bytes_of(text.ptr + i, text.len - i);
		if (text.ptr[i] == '<' ? starts_tag(rest, last) : text.ptr[i] == '&' && starts_reference(rest))
			return true;
	}
	return false;
}

/* The form of an Atom text construct, by its type and, in 0.3, its mode. */
static void judge_construct(struct reader *reader, struct field *field)
{
	const char *type = xml_attribute(&reader->xml, NS_NONE, "type");
	const char *mode = xml_attribute(&reader->xml, NS_NONE, "mode");
	struct wd_bytes kind = bytes_of(type ? type : "", type ? strcspn(type, "; \t") : 0);
	const bool is_old = reader->dialect == DIALECT_ATOM03 || mode;
	const bool is_escaped = mode && !strcasecmp(mode, "escaped");
	const bool is_xml = kind.len > 3 && (bytes_are(bytes_of(kind.ptr + kind.len - 4, 4), "+xml") ||
	                                     bytes_are(bytes_of(kind.ptr + kind.len - 4, 4), "/xml"));
	field->form = FORM_TEXT;
	field->is_base64 = mode && !strcasecmp(mode, "base64");
	if (field->element->ns == NS_XHTML || bytes_are(kind, "xhtml") || (is_xml && !is_escaped)) {
		field->form = FORM_HTML;
		field->is_inline = !field->is_base64;
		field->is_foreign = is_xml && !bytes_are(kind, "application/xhtml+xml");
	} else if (bytes_are(kind, "html") || bytes_are(kind, "text/html") || is_xml) {
		field->form = FORM_HTML;
		field->is_inline = is_old && !is_escaped && !field->is_base64 && !bytes_are(kind, "html");
	} else if (is_old && (!kind.len || bytes_are(kind, "text/plain"))) {
		field->form = FORM_UNTYPED;
	} else if (kind.len && !bytes_are(kind, "text") && !bytes_start(kind, "text/") && !is_escaped) {
		field->form = FORM_UNTYPED;
		field->is_base64 = memchr(kind.ptr, '/', kind.len) != NULL;
	}
}

/* --- characters */

static struct xml_buffer *target(struct reader *reader)
{
	return reader->field.element->collect == COLLECT_LOOSE ? &reader->loose : &reader->current->text;
}

static void add(struct reader *reader, const char *ptr, size_t len)
{
	struct xml_buffer *to = target(reader);
	if (to->len - reader->field.at + len <= FIELD_MOST)
		xml_buffer_add(to, ptr, len);
	else
		xml_blame(&reader->xml, "too_long");
}

static const char *reference_of(char c)
{
	switch (c) {
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '&':
		return "&amp;";
	case '"':
		return "&quot;";
	default:
		return NULL;
	}
}

const char *text_escaped(const char *text, struct xml_buffer *scratch)
{
	scratch->len = 0;
	xml_buffer_add(scratch, "", 0);
	for (; *text; text++) {
		const char *reference = reference_of(*text);
		xml_buffer_add(scratch, reference ? reference : text, reference ? strlen(reference) : 1);
	}
	return scratch->ptr;
}

/* Where, from at on, the next character that must be a reference stands. */
static size_t next_special(struct wd_bytes text, size_t at)
{
	for (; text.len - at >= LANES; at += LANES) {
		const lanes bytes = lanes_at(text.ptr + at);
		if (lanes_any((lanes)((bytes == '<') | (bytes == '>') | (bytes == '&') | (bytes == '"'))))
			break;
	}
	while (at < text.len && !reference_of(text.ptr[at]))
		at++;
	return at;
}

static void add_escaped(struct reader *reader, struct wd_bytes text)
{
	for (size_t at = 0; at < text.len;) {
		const size_t begin = at;
		at = next_special(text, at);
		add(reader, text.ptr + begin, at - begin);
		if (at == text.len)
			return;
		const char *reference = reference_of(text.ptr[at++]);
		add(reader, reference, strlen(reference));
	}
}

void collect_begin(struct reader *reader, const struct element *element)
{
	const struct level *level = reader_level(reader);
	struct field *field = &reader->field;
	*field = (struct field){ .element = element, .depth = reader->xml.depth };
	field->base = level->base;
	field->lang = level->lang;
	field->has_lang = level->has_lang;
	switch ((enum collect)element->collect) {
	case COLLECT_UNTYPED:
		field->form = FORM_UNTYPED;
		break;
	case COLLECT_HTML:
		field->form = FORM_HTML;
		break;
	case COLLECT_CONSTRUCT:
		judge_construct(reader, field);
		break;
	default:
		field->form = FORM_LITERAL;
	}
	field->is_dropped =
		element->collect != COLLECT_LOOSE && reader->current->slots[element->slot].text.at;
	collect_from_here(reader);
}

void collect_from_here(struct reader *reader)
{
	reader->field.at = target(reader)->len;
	reader->field.has_text = false;
}

void collect_text(struct reader *reader, struct wd_bytes text)
{
	struct field *field = &reader->field;
	if (field->is_dropped || field->passed)
		return;
	field->has_text = field->has_text || (text.len && !is_blank(text.ptr[0])) || bytes_trim(text).len;
	if (field->is_inline)
		add_escaped(reader, text);
	else
		add(reader, text.ptr, text.len);
}

/* --- children that are content */

static bool is_address(struct wd_bytes name)
{
	return bytes_are(name, "href") || bytes_are(name, "src") || bytes_are(name, "cite") ||
	       bytes_are(name, "poster");
}

static void add_attribute(struct reader *reader, const struct xml_attribute *a)
{
	const struct level *level = reader_level(reader);
	char address[4096];
	struct wd_bytes value = a->value;
	if (a->ns != NS_NONE && !(a->ns == NS_XML && bytes_are(a->local, "lang")))
		return;
	if (level->base != reader->field.base && is_address(a->local)) {
		const long length = wd_resolve(reader->job, value.ptr, reader_scope(reader, level->base),
		                               address, sizeof address);
		if (length > 0)
			value = bytes_of(address, (size_t)length);
	}
	add(reader, " ", 1);
	add(reader, a->local.ptr, a->local.len);
	add(reader, "=\"", 2);
	add_escaped(reader, value);
	add(reader, "\"", 1);
}

/* The one div around an Atom text is no content, but what it says of base and language counts. */
static bool take_wrapper(struct reader *reader)
{
	struct field *field = &reader->field;
	const struct level *level = reader_level(reader);
	if (!field->is_inline || reader->xml.depth != field->depth + 1 || field->has_children ||
	    !bytes_are(reader->xml.local, "div"))
		return false;
	field->is_in_wrapper = field->has_children = true;
	field->base = level->base;
	field->lang = level->lang;
	field->has_lang = level->has_lang;
	return true;
}

void collect_open(struct reader *reader)
{
	struct field *field = &reader->field;
	if (field->is_dropped || field->passed || take_wrapper(reader))
		return;
	field->has_children = true;
	if (field->form == FORM_LITERAL)
		return;
	field->has_text = true;
	add(reader, "<", 1);
	add(reader, reader->xml.local.ptr, reader->xml.local.len);
	for (size_t i = 0; i < reader->xml.attribute_count; i++)
		add_attribute(reader, &reader->xml.attributes[i]);
	add(reader, ">", 1);
}

void collect_pass(struct reader *reader)
{
	if (!reader->field.passed)
		reader->field.passed = reader->xml.depth;
}

void collect_close(struct reader *reader)
{
	struct field *field = &reader->field;
	if (field->passed) {
		field->passed = field->passed == reader->xml.depth ? 0 : field->passed;
		return;
	}
	if (field->is_in_wrapper && reader->xml.depth == field->depth + 1) {
		field->is_in_wrapper = false;
		return;
	}
	if (field->is_dropped || field->form == FORM_LITERAL || is_void(reader->xml.local))
		return;
	add(reader, "</", 2);
	add(reader, reader->xml.local.ptr, reader->xml.local.len);
	add(reader, ">", 1);
}

/* --- the end of it */

static int sextet(char c)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	const char *at = c ? strchr(digits, c) : NULL;
	return at ? (int)(at - digits) : -1;
}

/* In place; what is no base64 is skipped. */
static size_t decode_base64(char *text, size_t len)
{
	uint32_t bits = 0;
	unsigned count = 0;
	size_t out = 0;
	for (size_t i = 0; i < len && text[i] != '='; i++) {
		const int value = sextet(text[i]);
		if (value < 0)
			continue;
		bits = bits << 6 | (uint32_t)value;
		count += 6;
		if (count >= 8) {
			count -= 8;
			text[out++] = (char)(bits >> count & 0xFF);
		}
	}
	return out;
}

/* What was decoded may be a picture: that is no text of the article's. */
static bool is_text(struct wd_bytes s)
{
	for (size_t i = 0; i < s.len; i++) {
		const unsigned char c = (unsigned char)s.ptr[i];
		size_t tails = c >= 0xF0 ? 3 : c >= 0xE0 ? 2 : c >= 0x80 ? 1 : 0;
		if ((c < 0x20 && !is_blank(s.ptr[i])) || (c >= 0x80 && c < 0xC2) || c > 0xF4 || tails >= s.len - i)
			return false;
		for (; tails; tails--)
			if (((unsigned char)s.ptr[++i] & 0xC0) != 0x80)
				return false;
	}
	return true;
}

/* Children cannot stand in base64: the type was wrong then. */
static void decode(struct xml_buffer *b, const struct field *field)
{
	if (field->has_children)
		return;
	b->len = field->at + decode_base64(b->ptr + field->at, b->len - field->at);
	if (!is_text(bytes_of(b->ptr + field->at, b->len - field->at)))
		b->len = field->at;
}

static const uint16_t windows_1252[32] = {
	0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021, 0x2C6,  0x2030, 0x160,
	0x2039, 0x152,  0x8D,   0x17D,  0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
	0x2013, 0x2014, 0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0x9D,   0x17E,  0x178,
};

/* Characters 80 to 9F are what windows-1252 has there: their two bytes of UTF-8 become two or three. */
static void mend_controls(struct xml_buffer *b, size_t at)
{
	for (size_t i = at; i + 1 < b->len; i++) {
		const char *found = memchr(b->ptr + i, '\xC2', b->len - 1 - i);
		if (!found)
			return;
		i = (size_t)(found - b->ptr);
		const unsigned char second = (unsigned char)b->ptr[i + 1];
		if (second < 0x80 || second > 0x9F || windows_1252[second - 0x80] == second)
			continue;
		const uint32_t c = windows_1252[second - 0x80];
		const size_t more = c < 0x800 ? 0 : 1;
		if (more) {
			xml_buffer_add(b, "", 1);
			memmove(b->ptr + i + 3, b->ptr + i + 2, b->len - i - 3);
			b->ptr[i] = (char)(0xE0 | c >> 12);
			b->ptr[i + 1] = (char)(0x80 | (c >> 6 & 0x3F));
			b->ptr[i + 2] = (char)(0x80 | (c & 0x3F));
		} else {
			b->ptr[i] = (char)(0xC0 | c >> 6);
			b->ptr[i + 1] = (char)(0x80 | (c & 0x3F));
		}
	}
}

static struct wd_bytes trimmed(const struct xml_buffer *b, size_t at)
{
	struct wd_bytes text = bytes_trim(bytes_of(b->ptr + at, b->len - at));
	while (text.len >= 3 && !memcmp(text.ptr, "\xEF\xBB\xBF", 3))
		text = bytes_trim(bytes_of(text.ptr + 3, text.len - 3));
	return text;
}

static void keep_value(struct reader *reader, const struct field *field)
{
	struct entry *entry = reader->current;
	struct value *value = &entry->slots[field->element->slot];
	const struct wd_bytes text = trimmed(&entry->text, field->at);
	const size_t at = text.len ? (size_t)(text.ptr - entry->text.ptr) : 0;
	if (!text.len) {
		entry->text.len = field->at;
		return;
	}
	entry->text.len = at + text.len;
	xml_buffer_add(&entry->text, "", 1);
	*value = (struct value){ .text = { at, text.len }, .form = field->form, .has_lang = field->has_lang };
	if (field->is_inline || (field->has_children && field->form != FORM_LITERAL))
		value->form = FORM_HTML;
	value->base = entry_keep(entry, reader_scope(reader, field->base));
	value->lang = entry_keep(entry, reader_scope(reader, field->lang));
}

void collect_end(struct reader *reader, bool is_cut)
{
	const struct field field = reader->field;
	struct xml_buffer *from = target(reader);
	if (!field.is_dropped && from->len > field.at) {
		if (field.is_base64)
			decode(from, &field);
		mend_controls(from, field.at);
	}
	if (field.element->collect == COLLECT_LOOSE) {
		close_loose(reader, field.element);
		reader->loose.len = field.at;
		reader->field = reader->outer;
		reader->outer.element = NULL;
		return;
	}
	if (!field.is_dropped && !(is_cut && (field.form == FORM_LITERAL || field.is_base64)))
		keep_value(reader, &field);
	reader->field.element = NULL;
}
