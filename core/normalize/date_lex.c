/* SPDX-License-Identifier: MIT
 * Dates as tokens. Folding comes first, so that the grammar and the table of names see one alphabet: lower
 * case, without diacritics, digits and punctuation of all scripts as ASCII. */
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include "core/normalize/date_parts.h"
#include "core/normalize/html_parts.h"

/* Letters that have no decomposition, and punctuation that means an ASCII one. */
static const struct {
	UChar32 from;
	char to;
} replaced[] = {
	{ 0xD7, '*' },    { 0xDF, 's' },    { 0xF0, 'd' },   { 0xF8, 'o' },   { 0x111, 'd' },
	{ 0x131, 'i' },   { 0x142, 'l' },   { 0x60C, ',' },  { 0x61B, ';' },  { 0x2010, '-' },
	{ 0x2011, '-' },  { 0x2012, '-' },  { 0x2013, '-' }, { 0x2014, '-' }, { 0x2015, '-' },
	{ 0x2018, '\'' }, { 0x2019, '\'' }, { 0x2044, '/' }, { 0x2212, '-' }, { 0x2215, '/' },
	{ 0x2236, ':' },  { 0x25CB, '0' },  { 0x3007, '0' }, { 0x3001, ',' }, { 0x3002, '.' },
	{ 0x301C, '-' },
};

static int replacement(UChar32 c)
{
	for (size_t i = 0; i < sizeof replaced / sizeof *replaced; i++)
		if (replaced[i].from == c)
			return replaced[i].to;
	return 0;
}

/* Without its vowels Thai knows not March from January: these are no mere marks. */
static bool is_thai_vowel(UChar32 c)
{
	return c == 0xE31 || (c >= 0xE34 && c <= 0xE3A);
}

static bool is_mark(UChar32 c)
{
	return (U_GET_GC_MASK(c) & (U_GC_MN_MASK | U_GC_ME_MASK | U_GC_CF_MASK)) != 0;
}

/* What one code point becomes: an ASCII character or a folded letter, or 0 where it is dropped. */
static UChar32 fold_one(UChar32 c)
{
	if (is_thai_vowel(c))
		return c;
	if (is_mark(c))
		return 0;
	if (u_isUWhiteSpace(c) || u_iscntrl(c))
		return ' ';
	const int32_t digit = u_charDigitValue(c);
	if (digit >= 0)
		return '0' + digit;
	const UChar32 folded = u_foldCase(c, U_FOLD_CASE_DEFAULT);
	const int other = replacement(folded);
	if (other)
		return other;
	if (folded < 0x80 || u_isalpha(folded))
		return folded;
	return ' ';
}

struct folder {
	char *out;
	size_t len, size;
	bool is_over;
};

static void fold_add(struct folder *f, UChar32 c)
{
	if (!c || (c == ' ' && (!f->len || f->out[f->len - 1] == ' ')))
		return;
	if (f->len + U8_MAX_LENGTH > f->size) {
		f->is_over = true;
		return;
	}
	U8_APPEND_UNSAFE(f->out, f->len, c);
}

static void fold_decomposed(struct folder *f, UChar32 c)
{
	UChar units[32];
	UErrorCode code = U_ZERO_ERROR;
	const UNormalizer2 *nfkd = unorm2_getNFKDInstance(&code);
	const int32_t count = U_FAILURE(code) ? -1 : unorm2_getDecomposition(nfkd, c, units, 32, &code);
	if (count < 0 || U_FAILURE(code)) {
		fold_add(f, fold_one(c));
		return;
	}
	for (int32_t i = 0; i < count;) {
		UChar32 part;
		U16_NEXT(units, i, count, part);
		fold_add(f, fold_one(part));
	}
}

/* What most characters over U+007F become is one, or nothing: kept here once it is known. */
enum { FOLD_CACHE = 0x10000, FOLD_NOTHING = 1, FOLD_MANY = 2 };

static void fold_over(struct folder *f, UChar32 c)
{
	static uint16_t known[FOLD_CACHE];
	if (c >= FOLD_CACHE) {
		fold_decomposed(f, c);
		return;
	}
	if (!known[c]) {
		char bytes[64];
		int32_t end = 0;
		UChar32 only = u_isUWhiteSpace(c) ? ' ' : FOLD_NOTHING;
		struct folder one = { .out = bytes, .size = sizeof bytes };
		fold_decomposed(&one, c);
		if (one.len)
			U8_NEXT(bytes, end, (int32_t)one.len, only);
		known[c] = (uint16_t)(end < (int32_t)one.len || only > UINT16_MAX || only == ' ' ? FOLD_MANY
		                                                                                 : only);
	}
	if (known[c] == FOLD_MANY)
		fold_decomposed(f, c);
	else if (known[c] != FOLD_NOTHING)
		fold_add(f, known[c]);
}

/* The ASCII from at on; gives the place behind it. */
static size_t fold_ascii(struct folder *f, struct str text, size_t at)
{
	size_t len = f->len;
	for (; at < text.len && (unsigned char)text.ptr[at] < 0x80 && len < f->size; at++) {
		const char c = text.ptr[at];
		if (c > ' ' && c < 0x7F)
			f->out[len++] = ascii_lower(c);
		else if (len && f->out[len - 1] != ' ')
			f->out[len++] = ' ';
	}
	f->len = len;
	f->is_over |= len == f->size;
	return at;
}

size_t date_fold(struct str text, char *out, size_t size)
{
	struct folder f = { .out = out, .size = size };
	for (size_t i = fold_ascii(&f, text, 0); i < text.len && !f.is_over; i = fold_ascii(&f, text, i)) {
		UChar32 c;
		U8_NEXT(text.ptr, i, text.len, c);
		if (c < 0)
			fold_add(&f, ' ');
		else
			fold_over(&f, c);
	}
	return f.is_over ? STR_NONE : f.len;
}

static bool is_letter(char c)
{
	return ascii_is_alpha(c) || (unsigned char)c >= 0x80;
}

static size_t number_end(const struct date_text *t, size_t at)
{
	while (at < t->len && ascii_is_digit(t->folded[at]))
		at++;
	return at;
}

/* Behind a number a sign such as 年 or 日 ends its word by itself: "22日日曜日". (Decomposed, as folding leaves them.) */
size_t date_unit_length(struct str rest)
{
	static const char *const units[] = { "年", "月", "日", "号", "號", "時", "时", "点", "點",
		                             "分", "秒", "년", "월", "일", "시", "분", "초" };
	enum { UNITS = sizeof units / sizeof *units };
	static char bytes[UNITS][16];
	static struct str folded[UNITS];
	for (size_t i = 0; rest.len && i < UNITS; i++) {
		if (!folded[i].len)
			folded[i] = str_n(bytes[i], date_fold(str_c(units[i]), bytes[i], sizeof bytes[i]));
		if (rest.ptr[0] == folded[i].ptr[0] && str_starts(rest, folded[i]))
			return folded[i].len;
	}
	return 0;
}

static size_t word_end(const struct date_text *t, size_t at, bool is_behind_number)
{
	const bool may_be_unit = is_behind_number && (unsigned char)t->folded[at] >= 0x80;
	const size_t unit = may_be_unit ? date_unit_length(str_n(t->folded + at, t->len - at)) : 0;
	if (unit)
		return at + unit;
	while (at < t->len && (is_letter(t->folded[at]) ||
	                       (t->folded[at] == '_' && at + 1 < t->len && is_letter(t->folded[at + 1]))))
		at++;
	return at;
}

/* "220645ZNOV26": the letter of a zone that six digits are glued to is a word, the month the next. */
static size_t wire_letter_end(const struct date_text *t, const struct token *number, size_t at, size_t end)
{
	const bool is_group = number->kind == TOKEN_NUMBER && number->len == 6 && end - at == 4;
	return is_group && t->folded[at] == 'z' ? at + 1 : end;
}

static int64_t number_value(struct str digits)
{
	int64_t value = 0;
	for (size_t i = 0; i < digits.len; i++)
		value = value * 10 + digits.ptr[i] - '0';
	return value;
}

static int lex_one(struct date_text *t, size_t *at, struct err *err)
{
	const struct token *before = t->count ? &t->tokens[t->count - 1] : NULL;
	struct token token = { .start = (uint16_t)*at };
	token.is_glued = before && (size_t)(before->start + before->len) == *at;
	size_t end = *at + 1;
	if (ascii_is_digit(t->folded[*at])) {
		end = number_end(t, *at);
		if (end - *at > DATE_DIGITS)
			return err_set(err, EXIT_NOTHING, "a number of %zu digits is no part of a date",
			               end - *at);
		token.kind = TOKEN_NUMBER;
		token.value = number_value(str_n(t->folded + *at, end - *at));
	} else if (is_letter(t->folded[*at])) {
		end = word_end(t, *at, token.is_glued && before->kind == TOKEN_NUMBER);
		if (token.is_glued)
			end = wire_letter_end(t, before, *at, end);
		token.kind = TOKEN_WORD;
	} else {
		token.kind = TOKEN_MARK;
		token.value = t->folded[*at];
	}
	token.len = (uint16_t)(end - *at);
	*at = end;
	t->tokens[t->count++] = token;
	return 0;
}

static void mark_brackets(struct date_text *t)
{
	size_t depth = 0;
	for (size_t i = 0; i < t->count; i++) {
		struct token *token = &t->tokens[i];
		const bool is_mark = token->kind == TOKEN_MARK;
		if (is_mark && strchr("([<", (int)token->value))
			depth++;
		token->is_bracketed = depth > 0;
		if (is_mark && depth && strchr(")]>", (int)token->value))
			depth--;
	}
}

/* "22&nbsp;Nov&nbsp;2026": references that outlived the feed's own decoding. Five bytes of reference (&nGt;) may stand
 * for six. */
enum { DATE_RESOLVED = 2 * DATE_LONGEST };
static struct str resolve_references(struct str text, char out[DATE_RESOLVED])
{
	size_t len = 0;
	for (size_t at = 0; at < text.len;) {
		char code[HTML_REFERENCE];
		unsigned code_len = 0;
		const size_t used =
			text.ptr[at] == '&' ? html_reference(text, at, HTML_IN_TEXT, code, &code_len) : 0;
		if (used) {
			memcpy(out + len, code, code_len);
			len += code_len;
			at += used;
		} else {
			out[len++] = text.ptr[at++];
		}
	}
	return str_n(out, len);
}

static bool has_wide(const struct date_text *t)
{
	for (size_t i = 0; i < t->len; i++)
		if ((unsigned char)t->folded[i] >= 0xE4)
			return true;
	return false;
}

static int fold_text(struct str text, struct date_text *out, struct err *err)
{
	char resolved[DATE_RESOLVED];
	if (text.len > DATE_LONGEST)
		return err_set(err, EXIT_NOTHING, "a text of %zu bytes is no date", text.len);
	if (memchr(text.ptr, '&', text.len))
		text = resolve_references(text, resolved);
	out->len = date_fold(text, out->folded, sizeof out->folded);
	if (out->len == STR_NONE)
		return err_set(err, EXIT_NOTHING, "too long for a date");
	if (has_wide(out))
		date_fold_numerals(out);
	return 0;
}

int date_lex(struct str text, struct date_text *out, struct err *err)
{
	out->count = 0;
	if (fold_text(text, out, err))
		return -1;
	for (size_t at = 0; at < out->len;) {
		if (out->folded[at] == ' ') {
			at++;
			continue;
		}
		if (out->count == DATE_TOKENS)
			return err_set(err, EXIT_NOTHING, "a text of more than %d words is no date",
			               DATE_TOKENS);
		if (lex_one(out, &at, err))
			return -1;
	}
	out->tokens[out->count] = (struct token){ .kind = TOKEN_END };
	mark_brackets(out);
	return 0;
}
