/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "core/base/mem.h"
#include "core/doc/utf8.h"
#include "core/normalize/normalize.h"
#include "core/base/span.h"

/* --- NFC */

/* Code points that neither change under NFC nor join with one before them; sorted. Most news has no others. */
static const struct range {
	uint32_t first, last;
} inert[] = {
	{ 0x0000, 0x02FF }, { 0x0400, 0x0482 }, { 0x048A, 0x052F }, { 0x0E01, 0x0E37 },   { 0x1EA0, 0x1EF9 },
	{ 0x2010, 0x2046 }, { 0x20A0, 0x20BF }, { 0x3001, 0x3029 }, { 0x3041, 0x3096 },   { 0x309D, 0x30FF },
	{ 0x4E00, 0x9FFF }, { 0xAC00, 0xD7A3 }, { 0xFF01, 0xFF9D }, { 0x1F300, 0x1FAFF },
};

static bool is_in(uint32_t code, const struct range *ranges, size_t count)
{
	for (size_t i = 0; i < count && code >= ranges[i].first; i++)
		if (code <= ranges[i].last)
			return true;
	return false;
}

#define IS_IN(code, ranges) is_in(code, ranges, sizeof(ranges) / sizeof *(ranges))

static size_t write_utf16(const UChar *text, int32_t len, char *to, size_t room)
{
	UErrorCode status = U_ZERO_ERROR;
	int32_t written = 0;
	u_strToUTF8WithSub(to, (int32_t)room, &written, text, len, 0xFFFD, NULL, &status);
	return U_SUCCESS(status) ? (size_t)written : 0;
}

/* Composes the len bytes at text in place; room is how many may stand there. Gives the new length. */
static size_t compose(char *text, size_t len, size_t room)
{
	UErrorCode status = U_ZERO_ERROR;
	const UNormalizer2 *nfc = unorm2_getNFCInstance(&status);
	int32_t wide_len = 0;
	const int32_t cap = (int32_t)len * 3 + 1; /* no composed form is longer than that */
	if (U_FAILURE(status) || len > INT32_MAX / 8)
		return len;
	UChar *wide = mem_alloc(((size_t)cap + len + 1) * sizeof *wide), *composed = wide + len + 1;
	u_strFromUTF8WithSub(wide, (int32_t)len + 1, &wide_len, text, (int32_t)len, 0xFFFD, NULL, &status);
	const int32_t composed_len = unorm2_normalize(nfc, wide, wide_len, composed, cap, &status);
	const size_t written = U_SUCCESS(status) ? write_utf16(composed, composed_len, text, room) : 0;
	free(wide);
	return written ? written : len;
}

/* --- C1 */

uint32_t text_c1(uint32_t code)
{
	static const uint16_t codes[32] = {
		0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
		0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
		0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178,
	};
	return codes[code - 0x80];
}

/* --- white space and what is not seen */

enum glyph { GLYPH_SEEN, GLYPH_SPACE, GLYPH_LINE, GLYPH_PARAGRAPH, GLYPH_JOINER, GLYPH_NOTHING };

/* Sorted; what is in none of them is seen. */
static const struct glyph_row {
	uint32_t first, last;
	enum glyph glyph;
} glyphs[] = {
	{ 0x0000, 0x0008, GLYPH_NOTHING },   { 0x0009, 0x0009, GLYPH_SPACE },
	{ 0x000A, 0x000D, GLYPH_LINE },      { 0x000E, 0x001F, GLYPH_NOTHING },
	{ 0x0020, 0x0020, GLYPH_SPACE },     { 0x007F, 0x009F, GLYPH_NOTHING },
	{ 0x00A0, 0x00A0, GLYPH_SPACE },     { 0x00AD, 0x00AD, GLYPH_NOTHING },
	{ 0x061C, 0x061C, GLYPH_NOTHING },   { 0x1680, 0x1680, GLYPH_SPACE },
	{ 0x180E, 0x180E, GLYPH_NOTHING },   { 0x2000, 0x200A, GLYPH_SPACE },
	{ 0x200B, 0x200B, GLYPH_NOTHING },   { 0x200C, 0x200D, GLYPH_JOINER },
	{ 0x200E, 0x200F, GLYPH_NOTHING },   { 0x2028, 0x2028, GLYPH_LINE },
	{ 0x2029, 0x2029, GLYPH_PARAGRAPH }, { 0x202A, 0x202E, GLYPH_NOTHING },
	{ 0x202F, 0x202F, GLYPH_SPACE },     { 0x205F, 0x205F, GLYPH_SPACE },
	{ 0x2060, 0x206F, GLYPH_NOTHING },   { 0x3000, 0x3000, GLYPH_SPACE },
	{ 0xFEFF, 0xFEFF, GLYPH_NOTHING },   { 0xFFF9, 0xFFFC, GLYPH_NOTHING },
};

/* Scripts in which a joiner tells letters apart, and pictures that it glues; sorted. */
static const struct range joining[] = {
	{ 0x0600, 0x08FF }, { 0x0900, 0x0DFF }, { 0x1000, 0x109F },   { 0x1780, 0x18AF },
	{ 0x2600, 0x27BF }, { 0xFE0F, 0xFE0F }, { 0x1F000, 0x1FAFF },
};

static enum glyph glyph_of(uint32_t code)
{
	if (code > 0x00AD && code < 0x061C) /* most letters of Europe: not in the table */
		return GLYPH_SEEN;
	for (size_t i = 0; i < sizeof glyphs / sizeof *glyphs && code >= glyphs[i].first; i++)
		if (code <= glyphs[i].last)
			return glyphs[i].glyph;
	return GLYPH_SEEN;
}

/* What becomes of line ends. */
enum lines {
	LINES_FOLDED, /* to blanks */
	LINES_KEPT,
	LINES_MARKED /* those of the source are blanks, but U+2028 is one */
};

/* Text on its way through: blanks and line feeds are held back until something is seen behind them. There is room at to
 * for three bytes for each that comes in, which is what a bad byte becomes. */
struct cleaning {
	char *to;
	size_t len;
	enum lines mode;
	bool has_space, needs_nfc;
	unsigned lines;  /* line feeds held back */
	uint32_t last;   /* seen last */
	uint32_t joiner; /* held back, 0: none */
};

static void put(struct cleaning *c, const char *bytes, size_t len)
{
	memcpy(c->to + c->len, bytes, len);
	c->len += len;
}

/* What was held back, before something that is seen. */
static void put_held(struct cleaning *c)
{
	if (c->len && c->lines && c->mode != LINES_FOLDED)
		put(c, "\n\n", c->lines > 1 ? 2 : 1);
	else if (c->len && (c->has_space || c->lines))
		put(c, " ", 1);
	else if (c->joiner && IS_IN(c->last, joining))
		c->len += utf8_write(c->joiner, c->to + c->len);
	c->has_space = false;
	c->lines = 0;
	c->joiner = 0;
}

static void put_seen(struct cleaning *c, uint32_t code)
{
	put_held(c);
	c->len += utf8_write(code, c->to + c->len);
	c->last = code;
	c->needs_nfc |= !IS_IN(code, inert);
}

static void clean_code(struct cleaning *c, uint32_t code)
{
	if (code >= 0x80 && code <= 0x9F && text_c1(code))
		code = text_c1(code);
	switch (glyph_of(code)) {
	case GLYPH_SEEN:
		put_seen(c, code);
		break;
	case GLYPH_SPACE:
		c->has_space = true;
		break;
	case GLYPH_LINE:
		if (c->mode == LINES_MARKED && code < 0x80)
			c->has_space = true;
		else
			c->lines++;
		break;
	case GLYPH_PARAGRAPH:
		c->lines += 2;
		break;
	case GLYPH_JOINER:
		c->joiner = code;
		break;
	case GLYPH_NOTHING:
		break;
	}
}

/* --- what stays as it is */

/* Code points over U+007F that are inert, seen, and no matter to a joiner behind them; sorted. */
static const struct range plain[] = {
	{ 0x00AE, 0x02FF }, { 0x0400, 0x0482 }, { 0x048A, 0x052F }, { 0x0E01, 0x0E37 }, { 0x1EA0, 0x1EF9 },
	{ 0x2010, 0x2027 }, { 0x20A0, 0x20BF }, { 0x3001, 0x3029 }, { 0x3041, 0x3096 }, { 0x309D, 0x30FF },
	{ 0x4E00, 0x9FFF }, { 0xAC00, 0xD7A3 }, { 0xFF01, 0xFF9D },
};

static span_bytes is_printing(span_bytes bytes)
{
	return (span_bytes)((span_bytes)(bytes - '!') < '\x7F' - '!');
}

static span_bytes is_blank(span_bytes bytes)
{
	return (span_bytes)(bytes == ' ');
}

/* Of the 64 bytes at at those of plain code points up to the first that is none; one that is cut off counts as none. */
static uint64_t plain_high(struct str s, size_t at)
{
	uint64_t seen = 0;
	for (uint64_t high = span_bits_64(s, at, utf8_is_high); high;) {
		const unsigned place = (unsigned)__builtin_ctzll(high);
		uint32_t code;
		const unsigned len = utf8_read(s, at + place, &code), end = place + len;
		if (!len || end > SPAN_BITS || !IS_IN(code, plain))
			break;
		seen |= span_bits_from(place) & ~span_bits_from(end);
		high &= span_bits_from(end);
	}
	return seen;
}

/* How many of the 64 bytes at at are plain, with single blanks between them. */
static unsigned plain_start(struct str s, size_t at)
{
	const uint64_t seen = span_bits_64(s, at, is_printing) | plain_high(s, at);
	const uint64_t other = ~(seen | (span_bits_64(s, at, is_blank) & seen >> 1));
	return other ? (unsigned)__builtin_ctzll(other) : SPAN_BITS;
}

/* What is plain from at on, most of any text, in one piece. A stretch may end in what the next one completes. */
static size_t plain_run(struct str s, size_t at)
{
	enum { CODE_MOST = 4 };
	const size_t start = at;
	unsigned len;
	if (at == s.len || s.ptr[at] == ' ')
		return 0;
	do {
		len = plain_start(s, at);
		at += len;
	} while (len > SPAN_BITS - CODE_MOST);
	return at - start;
}

/* The bytes of one code point or line end at at; gives how many. */
static size_t clean_one(struct cleaning *c, struct str in, size_t at)
{
	uint32_t code = 0;
	if (in.ptr[at] == '\r' && at + 1 < in.len && in.ptr[at + 1] == '\n')
		return 1; /* the line feed counts */
	const unsigned len = utf8_read(in, at, &code);
	if (len)
		clean_code(c, code);
	else
		put_seen(c, 0xFFFD);
	return len ? len : 1;
}

static void clean(struct str in, struct buf *out, enum lines mode)
{
	const size_t room = in.len * 3;
	struct cleaning c = { .to = buf_room(out, room), .mode = mode };
	if (!c.to)
		return;
	for (size_t at = 0; at < in.len;) {
		const size_t len = plain_run(in, at);
		if (!len) {
			at += clean_one(&c, in, at);
			continue;
		}
		put_held(&c);
		put(&c, in.ptr + at, len);
		c.last = 'a';
		at += len;
	}
	out->len += c.needs_nfc ? compose(c.to, c.len, room) : c.len;
	out->ptr[out->len] = '\0';
}

void text_clean_line(struct str in, struct buf *out)
{
	clean(in, out, LINES_FOLDED);
}

void text_clean_body(struct str in, struct buf *out)
{
	clean(in, out, LINES_KEPT);
}

void text_clean_marked(struct str in, struct buf *out)
{
	clean(in, out, LINES_MARKED);
}

/* --- placeholders */

/* Or nothing but punctuation. */
static bool has_word(struct str text)
{
	for (size_t at = 0; at < text.len;) {
		uint32_t code;
		const unsigned len = utf8_read(text, at, &code);
		if (len > 1 ? !(code >= 0x2010 && code <= 0x2026)
		            : ascii_is_alpha(text.ptr[at]) || ascii_is_digit(text.ptr[at]))
			return true;
		at += len ? len : 1;
	}
	return false;
}

bool text_is_placeholder(struct str text)
{
#define WORD(text) { text, sizeof text - 1 }
	static const struct str words[] = {
		WORD("(none)"),
		WORD("(null)"),
		WORD("[none]"),
		WORD("[null]"),
		WORD("[object object]"),
		WORD("n/a"),
		WORD("n.a."),
		WORD("nan"),
		WORD("nil"),
		WORD("no data"),
		WORD("no data available"),
		WORD("no-data-available"),
		WORD("no_data_available"),
		WORD("none"),
		WORD("not available"),
		WORD("null"),
		WORD("tbd"),
		WORD("undefined"),
		WORD("unknown"),
	};
#undef WORD
	text = str_trim(text);
	if (!has_word(text))
		return true;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (text.len == words[i].len && str_eq_nocase(text, words[i]))
			return true;
	return false;
}
