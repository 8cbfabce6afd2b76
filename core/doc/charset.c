/* SPDX-License-Identifier: MIT */
#include "core/doc/charset.h"

#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include <unicode/ucsdet.h>

#include "core/base/buf.h"
#include "core/doc/charset_table.h"
#include "core/doc/utf8.h"

enum {
	XML_HEAD = 256, /* where a declaration may stand */
	HTML_HEAD = 4096,
	DETECT_BYTES = 65536,
	DETECT_CONFIDENCE = 25
};

/* What windows-1252 makes of 80 to 9F; the five unassigned bytes stay control characters. */
static const uint16_t windows_1252[32] = {
	0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
	0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
	0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178,
};

static UConverter *converters[CS_COUNT], *to_utf8;
static UCharsetDetector *detector;

static void count_bad(const void *context, UConverterToUnicodeArgs *args, const char *units, int32_t length,
		      UConverterCallbackReason reason, UErrorCode *status)
{
	static const UChar replacement[] = { 0xFFFD };
	(void)units, (void)length;
	if (reason > UCNV_IRREGULAR)
		return;
	size_t *bad;
	memcpy(&bad, &context, sizeof bad); /* ICU hands it on as const */
	if (bad)
		++*bad;
	*status = U_ZERO_ERROR;
	ucnv_cbToUWriteUChars(args, replacement, 1, 0, status);
}

static UConverter *converter(enum charset_id id)
{
	const char *name = charset_row(id)->icu;
	UErrorCode status = U_ZERO_ERROR;
	if (!converters[id] && name)
		converters[id] = ucnv_open(name, &status);
	return converters[id];
}

void charset_setup(void)
{
	UErrorCode status = U_ZERO_ERROR;
	if (!to_utf8)
		to_utf8 = ucnv_open("UTF-8", &status);
	for (enum charset_id id = CS_NONE + 1; id < CS_COUNT; id++)
		converter(id);
	if (!detector)
		detector = ucsdet_open(&status);
}

/* What the bytes look like as UTF-8. */
struct shape {
	size_t multi, stray; /* sequences that are well-formed, bytes that are not */
	bool has_cut_end;    /* the last sequence lacks bytes: where the document was cut */
};

static size_t sequence_lacks(struct str s, size_t at)
{
	const unsigned char first = (unsigned char)s.ptr[at];
	const size_t need = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
	if (first < 0xC2 || first > 0xF4 || s.len - at >= need)
		return 0;
	for (size_t i = at + 1; i < s.len; i++)
		if (!utf8_is_tail(s.ptr[i]))
			return 0;
	return s.len - at;
}

static struct shape shape_of(struct str s)
{
	struct shape shape = { 0 };
	uint32_t code;
	for (size_t at = utf8_ascii_run(s, 0); at < s.len;) {
		const unsigned len = utf8_read(s, at, &code);
		if (len) {
			shape.multi++;
			at += len;
		} else if (sequence_lacks(s, at)) {
			shape.has_cut_end = true;
			break;
		} else {
			shape.stray++;
			at++;
		}
		if (at < s.len && !((unsigned char)s.ptr[at] & 0x80))
			at += utf8_ascii_run(s, at);
	}
	return shape;
}

static struct str arena_take(struct arena *arena, struct buf *b)
{
	const struct str text = arena_str(arena, buf_str(b));
	buf_done(b);
	return text;
}

static void add_code(struct buf *out, uint32_t code)
{
	char bytes[4];
	buf_add_n(out, bytes, utf8_write(code, bytes));
}

static void add_windows_1252(struct buf *out, unsigned char byte)
{
	add_code(out, byte >= 0x80 && byte < 0xA0 ? windows_1252[byte - 0x80] : byte);
}

/* Well-formed sequences kept (or, where is_single, none are looked for), other bytes read as windows-1252. */
static struct str read_mixed(struct str s, bool is_single, struct arena *arena)
{
	struct buf out;
	uint32_t code;
	buf_init(&out, s.len * 3 + 4);
	for (size_t at = 0; at < s.len;) {
		const size_t ascii = utf8_ascii_run(s, at);
		buf_add_n(&out, s.ptr + at, ascii);
		at += ascii;
		if (at == s.len)
			break;
		const unsigned len = is_single ? 0 : utf8_read(s, at, &code);
		if (len) {
			buf_add_n(&out, s.ptr + at, len);
			at += len;
		} else if (!is_single && sequence_lacks(s, at)) {
			add_code(&out, 0xFFFD);
			break;
		} else {
			add_windows_1252(&out, (unsigned char)s.ptr[at++]);
		}
	}
	return arena_take(arena, &out);
}

static bool has_unassigned_1252(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if ((unsigned char)s.ptr[i] >= 0x80 && strchr("\x81\x8D\x8F\x90\x9D", s.ptr[i]) && s.ptr[i])
			return true;
	return false;
}

/* By ICU; *out_bad counts what could not be read, and stands as U+FFFD. */
static struct str read_converted(struct str s, enum charset_id id, size_t *out_bad, struct arena *arena)
{
	UConverter *from = converter(id);
	UErrorCode status = U_ZERO_ERROR;
	UChar pivot[2048];
	UChar *pivot_source = pivot, *pivot_target = pivot;
	struct buf out;
	const char *source = s.ptr, *const end = s.ptr + s.len;

	*out_bad = 0;
	if (!to_utf8)
		to_utf8 = ucnv_open("UTF-8", &status);
	if (!from || U_FAILURE(status)) { /* ICU without its data */
		*out_bad = s.len;
		return read_mixed(s, true, arena);
	}
	ucnv_setToUCallBack(from, count_bad, out_bad, NULL, NULL, &status);
	buf_init(&out, s.len * 4 + 8192); /* a room of 4096 must always fit */
	bool is_first = true;
	do {
		char *target = buf_room(&out, 4096);
		if (!target)
			break;
		char *const start = target;
		status = U_ZERO_ERROR;
		ucnv_convertEx(to_utf8, from, &target, target + 4096, &source, end, pivot, &pivot_source,
			       &pivot_target, pivot + sizeof pivot / sizeof *pivot, is_first, true, &status);
		out.len += (size_t)(target - start);
		is_first = false;
	} while (status == U_BUFFER_OVERFLOW_ERROR);
	UErrorCode ignored = U_ZERO_ERROR;
	ucnv_setToUCallBack(from, count_bad, NULL, NULL, NULL, &ignored);
	if (U_FAILURE(status))
		++*out_bad;
	buf_add(&out, STR(""));
	return arena_take(arena, &out);
}

/* --- what the document says of itself
 * ------------------------------------------------------------------------ */

static enum charset_id mark_of(struct str *bytes)
{
	static const struct {
		struct str mark;
		enum charset_id id;
	} marks[] = {
		/* those of UTF-32 begin like those of UTF-16 */
		{ { "\xEF\xBB\xBF", 3 }, CS_UTF_8 },    { { "\xFF\xFE\0\0", 4 }, CS_UTF_32LE },
		{ { "\0\0\xFE\xFF", 4 }, CS_UTF_32BE }, { { "\xFF\xFE", 2 }, CS_UTF_16LE },
		{ { "\xFE\xFF", 2 }, CS_UTF_16BE },
	};
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (str_starts(*bytes, marks[i].mark)) {
			*bytes = str_from(*bytes, marks[i].mark.len);
			return marks[i].id;
		}
	return CS_NONE;
}

/* Wide units without a mark, by where the NULs stand among the first characters, which are ASCII in all that
 * has markup or is JSON. */
static enum charset_id pattern_of(struct str bytes)
{
	const char *p = bytes.ptr;
	if (bytes.len < 4)
		return CS_NONE;
	const unsigned nuls = (unsigned)(!p[0] << 3 | !p[1] << 2 | !p[2] << 1 | !p[3]);
	switch (nuls) {
	case 0xE:
		return CS_UTF_32BE;
	case 0x7:
		return CS_UTF_32LE;
	case 0xA:
		return CS_UTF_16BE;
	case 0x5:
		return CS_UTF_16LE;
	default:
		return CS_NONE;
	}
}

/* The label behind the next word and an equals sign: charset="utf-8", encoding = 'utf-8'. */
static enum charset_id label_after(struct str s, struct str word)
{
	for (size_t at; (at = str_find_nocase(s, word)) != STR_NONE;) {
		s = str_from(s, at + word.len);
		struct str rest = str_trim(s);
		if (!rest.len || rest.ptr[0] != '=')
			continue;
		rest = str_trim(str_from(rest, 1));
		size_t end = 0;
		const char quote =
			rest.len && (rest.ptr[0] == '"' || rest.ptr[0] == '\'') ? rest.ptr[0] : '\0';
		for (end = quote ? 1 : 0; end < rest.len; end++)
			if (quote ? rest.ptr[end] == quote
				  : ascii_is_space(rest.ptr[end]) || strchr("\"';>/?", rest.ptr[end]))
				break;
		return charset_find(str_slice(rest, quote ? 1 : 0, end));
	}
	return CS_NONE;
}

static enum charset_id declared_xml(struct str bytes)
{
	struct str head = str_slice(bytes, 0, XML_HEAD);
	const size_t start = str_find(head, STR("<?xml"));
	if (start == STR_NONE)
		return CS_NONE;
	head = str_from(head, start);
	const size_t end = str_find(head, STR("?>"));
	return label_after(str_slice(head, 0, end == STR_NONE ? head.len : end), STR("encoding"));
}

static enum charset_id declared_html(struct str bytes)
{
	struct str head = str_slice(bytes, 0, HTML_HEAD);
	for (size_t at; (at = str_chr(head, '<')) != STR_NONE;) {
		head = str_from(head, at);
		const bool is_comment = str_starts(head, STR("<!--"));
		const struct str closing = is_comment ? STR("-->") : STR(">");
		size_t end = str_find(head, closing);
		if (end == STR_NONE)
			end = head.len;
		if (str_starts_nocase(head, STR("<meta"))) {
			const enum charset_id id = label_after(str_slice(head, 0, end), STR("charset"));
			if (id != CS_NONE)
				return id;
		}
		head = str_from(head, is_comment ? end : 1);
	}
	return declared_xml(bytes);
}

/* What can be read byte by byte is not in wide units, whatever it says. */
static enum charset_id believable(enum charset_id id, struct str bytes)
{
	if (id == CS_NONE || charset_row(id)->shape != CHARSET_WIDE)
		return id;
	return memchr(bytes.ptr, 0, bytes.len < HTML_HEAD ? bytes.len : HTML_HEAD) ? id : CS_NONE;
}

static enum charset_id declared_of(struct str bytes, enum charset_kind kind)
{
	switch (kind) {
	case CHARSET_HTML:
		return believable(declared_html(bytes), bytes);
	case CHARSET_XML:
		return believable(declared_xml(bytes), bytes);
	default:
		return CS_NONE;
	}
}

/* --- where nothing is said
 * ----------------------------------------------------------------------------------- */

/* What ICU may answer, and what it stands for here: only sets that news really comes in. */
static const struct guess {
	const char *icu;
	enum charset_id id;
} guesses[] = {
	{ "Big5", CS_BIG5 },
	{ "EUC-JP", CS_EUC_JP },
	{ "EUC-KR", CS_EUC_KR },
	{ "GB18030", CS_GB18030 },
	{ "ISO-2022-JP", CS_ISO_2022_JP },
	{ "ISO-8859-1", CS_WINDOWS_1252 },
	{ "ISO-8859-2", CS_ISO_8859_2 }, /* ICU says so where no byte is in 80 to 9F, as many of 1250 are */
	{ "ISO-8859-5", CS_NONE },
	{ "ISO-8859-6", CS_WINDOWS_1256 },
	{ "ISO-8859-7", CS_WINDOWS_1253 },
	{ "ISO-8859-8", CS_WINDOWS_1255 },
	{ "ISO-8859-8-I", CS_WINDOWS_1255 },
	{ "ISO-8859-9", CS_WINDOWS_1254 },
	{ "KOI8-R", CS_KOI8_R },
	{ "Shift_JIS", CS_SHIFT_JIS },
	{ "windows-1250", CS_WINDOWS_1250 },
	{ "windows-1251", CS_WINDOWS_1251 },
	{ "windows-1252", CS_WINDOWS_1252 },
	{ "windows-1253", CS_WINDOWS_1253 },
	{ "windows-1254", CS_WINDOWS_1254 },
	{ "windows-1255", CS_WINDOWS_1255 },
	{ "windows-1256", CS_WINDOWS_1256 },
};

static enum charset_id guess_id(const char *icu)
{
	for (size_t i = 0; i < sizeof guesses / sizeof *guesses; i++)
		if (!strcmp(guesses[i].icu, icu))
			return guesses[i].id;
	return CS_NONE;
}

static bool has_any(struct str bytes, const char *wanted)
{
	for (size_t i = 0; i < bytes.len && i < DETECT_BYTES; i++)
		if ((bytes.ptr[i] & 0x80) && strchr(wanted, bytes.ptr[i]))
			return true;
	return false;
}

/* Sets that are so alike that ICU takes one for the other. Where Russian draws boxes Ukrainian has its letters, and news
 * draws none. What ICU takes for ISO-8859-2 is Polish in windows-1250 where it has that set's letter for a, and none that
 * Polish, Czech or Slovak have in the other. */
static enum charset_id among_alike(enum charset_id id, struct str bytes)
{
	if (id == CS_KOI8_R && has_any(bytes, "\xA4\xA6\xA7\xAD\xB4\xB6\xB7\xBD"))
		return CS_KOI8_U;
	if (id == CS_ISO_8859_2 && has_any(bytes, "\xB9") && !has_any(bytes, "\xA9\xAE\xB1\xB6\xBB\xBC\xBE"))
		return CS_WINDOWS_1250;
	return id;
}

/* ICU has no model of Thai: its text is runs of bytes in two ranges with hardly another high byte. */
static bool looks_thai(struct str bytes)
{
	size_t thai = 0, other = 0, pairs = 0;
	bool was_thai = false;
	for (size_t i = 0; i < bytes.len && i < DETECT_BYTES; i++) {
		const unsigned char c = (unsigned char)bytes.ptr[i];
		const bool is_thai = (c >= 0xA1 && c <= 0xDA) || (c >= 0xDF && c <= 0xFB);
		thai += is_thai;
		other += c >= 0x80 && !is_thai;
		/* a vowel or tone sign above or below, which only stands behind a consonant */
		pairs += was_thai && (c == 0xD1 || (c >= 0xD4 && c <= 0xDA) || (c >= 0xE7 && c <= 0xEE));
		was_thai = c >= 0xA1 && c <= 0xCE;
	}
	return thai >= 32 && other * 20 <= thai && pairs * 6 >= thai && pairs * 2 <= thai;
}

static enum charset_id guess(struct str bytes, enum charset_kind kind)
{
	UErrorCode status = U_ZERO_ERROR;
	int32_t count = 0;
	if (!detector)
		detector = ucsdet_open(&status);
	if (U_FAILURE(status))
		return CS_WINDOWS_1252;
	if (looks_thai(bytes))
		return CS_WINDOWS_874;
	ucsdet_enableInputFilter(detector, kind == CHARSET_HTML || kind == CHARSET_XML);
	ucsdet_setText(detector, bytes.ptr, (int32_t)(bytes.len < DETECT_BYTES ? bytes.len : DETECT_BYTES),
		       &status);
	const UCharsetMatch **matches = ucsdet_detectAll(detector, &count, &status);
	for (int32_t i = 0; U_SUCCESS(status) && i < count; i++) {
		const int32_t confidence = ucsdet_getConfidence(matches[i], &status);
		const char *name = ucsdet_getName(matches[i], &status);
		const enum charset_id id = U_SUCCESS(status) ? guess_id(name) : CS_NONE;
		if (confidence < DETECT_CONFIDENCE)
			break;
		if (id != CS_NONE)
			return among_alike(id, bytes);
	}
	return CS_WINDOWS_1252;
}

static bool looks_iso_2022(struct str bytes)
{
	return str_find(bytes, STR("\x1B$B")) != STR_NONE || str_find(bytes, STR("\x1B$@")) != STR_NONE;
}

/* --- repairs
 * ------------------------------------------------------------------------------------------------- */

/* The byte that windows-1252 or ISO-8859-1 would write for a code point, or -1. */
static int byte_of(uint32_t code)
{
	if (code < 0x100)
		return (int)code;
	for (unsigned i = 0; i < 32; i++)
		if (windows_1252[i] == code)
			return (int)(0x80 + i);
	return -1;
}

/* UTF-8 that was read as windows-1252 and written as UTF-8 once more, undone: false unless every run of
 * non-ASCII gives well-formed UTF-8 again. */
static bool undo_double(struct str s, struct buf *out)
{
	uint32_t code;
	for (size_t at = 0; at < s.len;) {
		const size_t ascii = utf8_ascii_run(s, at);
		buf_add_n(out, s.ptr + at, ascii);
		at += ascii;
		const size_t start = out->len;
		while (at < s.len && ((unsigned char)s.ptr[at] & 0x80)) {
			const unsigned len = utf8_read(s, at, &code);
			const int byte = len ? byte_of(code) : -1;
			if (byte < 0)
				return false;
			buf_addc(out, (char)byte);
			at += len;
		}
		const struct str run = str_from(buf_str(out), start);
		for (size_t i = 0; i < run.len;) {
			const unsigned len = utf8_read(run, i, &code);
			if (!len)
				return false;
			i += len;
		}
	}
	return true;
}

static void repair_double(struct charset_result *result, struct arena *arena)
{
	struct buf out;
	if (utf8_ascii_run(result->text, 0) == result->text.len)
		return;
	buf_init(&out, result->text.len + 1);
	if (undo_double(result->text, &out)) {
		result->text = arena_take(arena, &out);
		result->is_repaired = true;
		return;
	}
	buf_done(&out);
}

static struct str without_nul(struct str s, struct arena *arena)
{
	if (!memchr(s.ptr, 0, s.len))
		return s;
	char *copy = arena_alloc(arena, s.len + 1);
	size_t len = 0;
	for (size_t i = 0; i < s.len; i++)
		if (s.ptr[i])
			copy[len++] = s.ptr[i];
	copy[len] = '\0';
	return str_n(copy, len);
}

/* --- the decision
 * -------------------------------------------------------------------------------------------- */

static struct charset_result read_as(struct str bytes, enum charset_id id, struct arena *arena)
{
	struct charset_result result = { .charset = charset_row(id)->name };
	size_t bad = 0;
	if (id == CS_UTF_8) {
		result.text = bytes;
	} else if (id == CS_WINDOWS_1252) {
		result.text = read_mixed(bytes, true, arena);
	} else {
		result.text = read_converted(bytes, id, &bad, arena);
		result.is_lossy = bad > 0;
	}
	return result;
}

static struct charset_result read_utf8(struct str bytes, struct shape shape, struct arena *arena)
{
	struct charset_result result = { .text = bytes, .charset = "utf-8" };
	if (shape.stray || shape.has_cut_end)
		result.text = read_mixed(bytes, false, arena);
	result.is_repaired = result.is_damaged = shape.stray > 0;
	result.is_lossy = shape.has_cut_end;
	return result;
}

/* A few foreign bytes in what is UTF-8 otherwise. */
static bool is_mostly_utf8(struct shape shape)
{
	return shape.multi && shape.stray <= shape.multi;
}

static struct charset_result read_undeclared(struct str bytes, struct shape shape, enum charset_kind kind,
					     struct arena *arena)
{
	if (!shape.stray && !shape.multi && looks_iso_2022(bytes))
		return read_as(bytes, CS_ISO_2022_JP, arena);
	if (!shape.stray || is_mostly_utf8(shape))
		return read_utf8(bytes, shape, arena);
	const enum charset_id id = guess(bytes, kind);
	const struct charset_result result = read_as(bytes, id, arena);
	return result.is_lossy && charset_row(id)->shape == CHARSET_SINGLE
		       ? read_as(bytes, CS_WINDOWS_1252, arena)
		       : result;
}

/* The declared set does not fit. One bad byte must not lose a document in an East Asian set, which has no
 * second reading; what is not UTF-8 is windows-1252 where its bytes can be that. */
static struct charset_result read_misdeclared(struct str bytes, struct charset_result as_declared,
					      struct shape shape, struct arena *arena)
{
	struct charset_result result = as_declared;
	if (!shape.stray && shape.multi)
		result = read_utf8(bytes, shape, arena);
	else if (!has_unassigned_1252(bytes))
		result = read_as(bytes, CS_WINDOWS_1252, arena);
	result.is_repaired = result.is_damaged = true;
	return result;
}

static bool has_few_losses(struct str text)
{
	size_t lost = 0, high = 0;
	for (size_t i = 0; i + 2 < text.len; i++) {
		lost += !memcmp(text.ptr + i, "\xEF\xBF\xBD", 3);
		high += ((unsigned char)text.ptr[i] & 0xC0) == 0xC0;
	}
	return lost * 20 <= high;
}

static struct charset_result read_declared(struct str bytes, enum charset_id id, enum charset_kind kind,
					   struct arena *arena)
{
	const enum charset_shape kind_of = charset_row(id)->shape;
	if (kind_of == CHARSET_WIDE)
		return read_as(bytes, id, arena);
	const struct shape shape = shape_of(bytes);
	if (id == CS_UTF_8) {
		struct charset_result result = read_undeclared(bytes, shape, kind, arena);
		const bool is_other = strcmp(result.charset, "utf-8") != 0;
		result.is_repaired |= is_other;
		result.is_damaged |= is_other;
		return result;
	}
	const bool is_utf8 =
		shape.multi && (!shape.stray || (shape.multi >= 8 && shape.stray * 8 <= shape.multi));
	if (kind_of == CHARSET_SINGLE && is_utf8) {
		struct charset_result result = read_utf8(bytes, shape, arena);
		result.is_repaired = true;
		return result;
	}
	const struct charset_result result = read_as(bytes, id, arena);
	if (!result.is_lossy || (kind_of == CHARSET_MULTI && shape.stray && has_few_losses(result.text)))
		return result;
	return read_misdeclared(bytes, result, shape, arena);
}

/* Told UTF-8, but it is not, and the document itself names another one: that is believed. */
static enum charset_id choose(enum charset_id told, enum charset_id declared, struct str bytes)
{
	if (told == CS_NONE)
		return declared;
	if (told != CS_UTF_8 || declared == CS_NONE || declared == CS_UTF_8)
		return told;
	const struct shape shape = shape_of(bytes);
	return shape.stray && !is_mostly_utf8(shape) ? declared : told;
}

static struct charset_result decide(struct str bytes, const char *told_label, enum charset_kind kind,
				    struct arena *arena)
{
	const enum charset_id mark = mark_of(&bytes);
	if (mark != CS_NONE)
		return read_declared(bytes, mark, kind, arena);
	const enum charset_id pattern = kind == CHARSET_TEXT ? CS_NONE : pattern_of(bytes);
	if (pattern != CS_NONE)
		return read_as(bytes, pattern, arena);
	const enum charset_id told = believable(charset_find(str_c(told_label)), bytes);
	const enum charset_id id = choose(told, declared_of(bytes, kind), bytes);
	if (id == CS_NONE) {
		struct charset_result undeclared = read_undeclared(bytes, shape_of(bytes), kind, arena);
		undeclared.is_damaged |= kind == CHARSET_XML && strcmp(undeclared.charset, "utf-8") != 0;
		return undeclared;
	}
	struct charset_result result = read_declared(bytes, id, kind, arena);
	result.is_repaired |= told != CS_NONE && told != id;
	return result;
}

struct charset_result charset_decode(struct str bytes, const char *told, enum charset_kind kind,
				     struct arena *arena)
{
	struct charset_result result = decide(bytes, told, kind, arena);
	while (str_starts(result.text, STR("\xEF\xBB\xBF")))
		result.text = str_from(result.text, 3);
	const size_t with_nul = result.text.len;
	result.text = without_nul(result.text, arena);
	result.is_damaged |= result.text.len < with_nul;
	repair_double(&result, arena);
	return result;
}

/* --- long documents: a look, then piece by piece */

/* The head, which holds what is declared, and what stands around the first bytes that tell sets apart. */
static struct str sample_of(struct str bytes, struct buf *room)
{
	const size_t first = utf8_ascii_run(bytes, 0);
	if (first < CHARSET_LOOK)
		return str_slice(bytes, 0, first + CHARSET_LOOK);
	buf_init(room, HTML_HEAD + CHARSET_LOOK + 1);
	buf_add(room, str_slice(bytes, 0, HTML_HEAD));
	buf_add(room, str_slice(bytes, first, first + CHARSET_LOOK));
	return buf_str(room);
}

struct charset_result charset_look(struct str bytes, const char *told, enum charset_kind kind)
{
	struct buf room = { 0 };
	struct arena arena;
	arena_init(&arena);
	struct charset_result result = decide(sample_of(bytes, &room), told, kind, &arena);
	result.text = STR("");
	result.is_lossy = false; /* a sample may end within a character */
	arena_done(&arena);
	buf_done(&room);
	return result;
}

void charset_begin(struct charset_stream *stream, struct str bytes, const char *charset)
{
	*stream = (struct charset_stream){ .id = (int)charset_find(str_c(charset)) };
	mark_of(&bytes);
	stream->rest = bytes;
	if (stream->id == CS_NONE)
		stream->id = CS_UTF_8;
}

/* One character that is not ASCII: as UTF-8 where it is that, else a byte of windows-1252. */
static size_t next_mixed(struct charset_stream *stream, char *into)
{
	uint32_t code;
	const unsigned len = stream->id == CS_UTF_8 ? utf8_read(stream->rest, 0, &code) : 0;
	if (len) {
		memcpy(into, stream->rest.ptr, len);
		stream->rest = str_from(stream->rest, len);
		return len;
	}
	const unsigned char byte = (unsigned char)stream->rest.ptr[0];
	stream->is_repaired |= stream->id == CS_UTF_8;
	stream->rest = str_from(stream->rest, 1);
	return utf8_write(byte < 0xA0 ? windows_1252[byte - 0x80] : byte, into);
}

static size_t read_bytes(struct charset_stream *stream, char *into, size_t size)
{
	size_t len = 0;
	while (stream->rest.len && len + 4 <= size) {
		const size_t ascii = utf8_ascii_run(str_slice(stream->rest, 0, size - len), 0);
		memcpy(into + len, stream->rest.ptr, ascii);
		stream->rest = str_from(stream->rest, ascii);
		len += ascii;
		while (len + 4 <= size && stream->rest.len && ((unsigned char)stream->rest.ptr[0] & 0x80))
			len += next_mixed(stream, into + len);
	}
	return len;
}

static size_t read_units(struct charset_stream *stream, UConverter *from, char *into, size_t size)
{
	UErrorCode status = U_ZERO_ERROR;
	size_t bad = 0;
	char *target = into;
	const char *source = stream->rest.ptr, *const end = source + stream->rest.len;
	UChar *const pivot = stream->pivot;
	if (!stream->has_begun)
		stream->pivot_source = stream->pivot_target = pivot;
	ucnv_setToUCallBack(from, count_bad, &bad, NULL, NULL, &status);
	ucnv_convertEx(to_utf8, from, &target, into + size, &source, end, pivot, &stream->pivot_source,
		       &stream->pivot_target, pivot + sizeof stream->pivot / sizeof *pivot, !stream->has_begun, true,
		       &status);
	stream->has_begun = true;
	stream->rest = str_from(stream->rest, (size_t)(source - stream->rest.ptr));
	stream->is_repaired |= bad > 0;
	status = U_ZERO_ERROR;
	ucnv_setToUCallBack(from, count_bad, NULL, NULL, NULL, &status);
	return (size_t)(target - into);
}

size_t charset_next(struct charset_stream *stream, char *into, size_t size)
{
	const bool is_bytes = stream->id == CS_UTF_8 || stream->id == CS_WINDOWS_1252;
	UConverter *from = is_bytes ? NULL : converter((enum charset_id)stream->id);
	return from && to_utf8 ? read_units(stream, from, into, size) : read_bytes(stream, into, size);
}
