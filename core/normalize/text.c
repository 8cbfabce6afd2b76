/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "core/base/mem.h"
#include "core/doc/utf8.h"
#include "core/normalize/normalize.h"

/* --- NFC
 * ----------------------------------------------------------------------------------------------------- */

/* Code points that neither change under NFC nor join with one before them; sorted. Most news has no others.
 */
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

static bool needs_nfc(struct str s)
{
	uint32_t code = 0;
	for (size_t at = utf8_ascii_run(s, 0); at < s.len; at += utf8_ascii_run(s, at)) {
		const unsigned len = utf8_read(s, at, &code);
		if (!len || !IS_IN(code, inert))
			return true;
		at += len;
	}
	return false;
}

static void add_utf16(struct buf *out, const UChar *text, int32_t len)
{
	UErrorCode status = U_ZERO_ERROR;
	int32_t written = 0;
	char *room = buf_room(out, (size_t)len * 3 + 1);
	if (!room)
		return;
	u_strToUTF8WithSub(room, len * 3 + 1, &written, text, len, 0xFFFD, NULL, &status);
	if (U_SUCCESS(status))
		out->len += (size_t)written;
}

static void add_nfc(struct buf *out, struct str s)
{
	UErrorCode status = U_ZERO_ERROR;
	const UNormalizer2 *nfc = unorm2_getNFCInstance(&status);
	if (U_FAILURE(status) || s.len > INT32_MAX / 8 || !needs_nfc(s)) {
		buf_add(out, s);
		return;
	}
	int32_t len = 0;
	const int32_t cap = (int32_t)s.len * 3 + 1; /* no composed form is longer than that */
	UChar *wide = mem_alloc(((size_t)cap + s.len + 1) * sizeof *wide), *composed = wide + s.len + 1;
	u_strFromUTF8WithSub(wide, (int32_t)s.len + 1, &len, s.ptr, (int32_t)s.len, 0xFFFD, NULL, &status);
	const int32_t composed_len = unorm2_normalize(nfc, wide, len, composed, cap, &status);
	if (U_SUCCESS(status))
		add_utf16(out, composed, composed_len);
	else
		buf_add(out, s);
	free(wide);
}

/* --- white space and what is not seen
 * ------------------------------------------------------------------------ */

enum glyph { GLYPH_SEEN, GLYPH_SPACE, GLYPH_LINE, GLYPH_PARAGRAPH, GLYPH_JOINER, GLYPH_NOTHING };

/* Sorted; what is in none of them is seen. */
static const struct glyph_row {
	uint32_t first, last;
	enum glyph glyph;
} glyphs[] = {
	{ 0x0000, 0x0008, GLYPH_NOTHING },   { 0x0009, 0x0009, GLYPH_SPACE },
	{ 0x000A, 0x000A, GLYPH_LINE },      { 0x000B, 0x000C, GLYPH_LINE },
	{ 0x000D, 0x000D, GLYPH_LINE },      { 0x000E, 0x001F, GLYPH_NOTHING },
	{ 0x0020, 0x0020, GLYPH_SPACE },     { 0x007F, 0x0084, GLYPH_NOTHING },
	{ 0x0085, 0x0085, GLYPH_LINE },      { 0x0086, 0x009F, GLYPH_NOTHING },
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
	for (size_t i = 0; i < sizeof glyphs / sizeof *glyphs && code >= glyphs[i].first; i++)
		if (code <= glyphs[i].last)
			return glyphs[i].glyph;
	return GLYPH_SEEN;
}

/* Text on its way through: blanks and line feeds are held back until something is seen behind them. */
struct cleaning {
	struct buf *out;
	bool has_lines, has_space;
	unsigned lines;  /* line feeds held back */
	uint32_t last;   /* seen last */
	uint32_t joiner; /* held back, 0: none */
};

static void add_code(struct buf *out, uint32_t code)
{
	char bytes[4];
	buf_add_n(out, bytes, utf8_write(code, bytes));
}

static void add_seen(struct cleaning *c, struct str bytes, uint32_t code)
{
	if (c->out->len && c->lines && c->has_lines)
		buf_add(c->out, c->lines > 1 ? STR("\n\n") : STR("\n"));
	else if (c->out->len && (c->has_space || c->lines))
		buf_addc(c->out, ' ');
	else if (c->joiner && IS_IN(c->last, joining))
		add_code(c->out, c->joiner);
	c->has_space = false;
	c->lines = 0;
	c->joiner = 0;
	c->last = code;
	buf_add(c->out, bytes);
}

static void clean_code(struct cleaning *c, struct str bytes, uint32_t code)
{
	switch (glyph_of(code)) {
	case GLYPH_SEEN:
		add_seen(c, bytes, code);
		break;
	case GLYPH_SPACE:
		c->has_space = true;
		break;
	case GLYPH_LINE:
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

/* Printing ASCII words, which are most of any text, in one piece. */
static size_t plain_run(struct str s, size_t at)
{
	const size_t start = at;
	while (at < s.len && s.ptr[at] > ' ' && s.ptr[at] < 0x7F)
		at++;
	return at - start;
}

static void clean(struct str in, struct buf *out, bool has_lines)
{
	struct buf seen;
	struct cleaning c = { .out = &seen, .has_lines = has_lines };
	buf_init(&seen, in.len * 3 + 8);
	for (size_t at = 0; at < in.len;) {
		uint32_t code = 0;
		size_t len = plain_run(in, at);
		if (len) {
			add_seen(&c, str_slice(in, at, at + len), 'a');
			at += len;
			continue;
		}
		if (in.ptr[at] == '\r' && at + 1 < in.len && in.ptr[at + 1] == '\n')
			at++;
		len = utf8_read(in, at, &code);
		if (len)
			clean_code(&c, str_slice(in, at, at + len), code);
		else
			add_seen(&c, STR("\xEF\xBF\xBD"), 0xFFFD);
		at += len ? len : 1;
	}
	add_nfc(out, buf_str(&seen));
	buf_done(&seen);
}

void text_clean_line(struct str in, struct buf *out)
{
	clean(in, out, false);
}

void text_clean_body(struct str in, struct buf *out)
{
	clean(in, out, true);
}

/* --- placeholders
 * -------------------------------------------------------------------------------------------- */

bool text_is_placeholder(struct str text)
{
	static const char *const words[] = {
		"(none)",
		"(null)",
		"[none]",
		"[null]",
		"[object object]",
		"n/a",
		"n.a.",
		"nan",
		"nil",
		"no data",
		"no data available",
		"no-data-available",
		"no_data_available",
		"none",
		"not available",
		"null",
		"tbd",
		"undefined",
		"unknown",
	};
	text = str_trim(text);
	bool has_word = false;
	uint32_t code = 0;
	for (size_t at = 0; at < text.len && !has_word;) {
		const unsigned len = utf8_read(text, at, &code);
		has_word = len > 1 ? !(code >= 0x2010 && code <= 0x2026)
				   : ascii_is_alpha(text.ptr[at]) || ascii_is_digit(text.ptr[at]);
		at += len ? len : 1;
	}
	if (!has_word)
		return true;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_eq_nocase(text, str_c(words[i])))
			return true;
	return false;
}
