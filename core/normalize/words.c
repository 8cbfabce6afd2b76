/* SPDX-License-Identifier: MIT
 * Where words and sentences end. */
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>

#include "core/base/span.h"
#include "core/doc/utf8.h"
#include "core/normalize/normalize.h"

/* --- words */

/* What UAX 29 makes of the code points of Latin and Cyrillic text; the rest is left to ICU, which is ten times as slow. */
enum word_class { WORD_OTHER, WORD_LETTER, WORD_JOINS_LETTERS, WORD_JOINS_BOTH, WORD_FOREIGN };

/* Of a code point over U+007F. */
static enum word_class class_of(uint32_t code)
{
	if (code == 0xAA || code == 0xB5 || code == 0xBA ||
	    (code >= 0xC0 && code <= 0x24F && code != 0xD7 && code != 0xF7))
		return WORD_LETTER;
	if ((code >= 0x1E00 && code <= 0x1EFF) || (code >= 0x400 && code <= 0x481) ||
	    (code >= 0x48A && code <= 0x52F))
		return WORD_LETTER;
	if (code == 0xB7)
		return WORD_JOINS_LETTERS;
	if (code == 0x2018 || code == 0x2019)
		return WORD_JOINS_BOTH;
	if (code == 0xAD)
		return WORD_FOREIGN;
	if (code < 0xC0 || code == 0xD7 || code == 0xF7 || (code >= 0x2010 && code <= 0x2023) ||
	    code == 0x2026 || (code >= 0x2030 && code <= 0x203A) || (code >= 0x20A0 && code <= 0x20BF))
		return WORD_OTHER;
	return WORD_FOREIGN;
}

/* Those of ASCII. Since CLDR 42 a mail address is one word. */
static span_bytes is_letter(span_bytes bytes)
{
	return (span_bytes)(((span_bytes)((bytes | 0x20) - 'a') < 26) | (bytes == '@'));
}

static span_bytes is_digit(span_bytes bytes)
{
	return (span_bytes)((span_bytes)(bytes - '0') < 10);
}

static span_bytes joins_both(span_bytes bytes)
{
	return (span_bytes)((bytes == '.') | (bytes == '\''));
}

static span_bytes joins_digits(span_bytes bytes)
{
	return (span_bytes)((bytes == ',') | (bytes == ';'));
}

/* Joins on both sides, which is rare. */
static span_bytes is_foreign(span_bytes bytes)
{
	return (span_bytes)(bytes == '_');
}

/* What is known of 64 bytes: a bit for each. */
struct stretch {
	uint64_t letters, digits;
	uint64_t letter_joints, digit_joints; /* last bytes of what stands behind one and joins it with the next */
	unsigned size;                        /* of what the bits are about: a code point is not cut */
};

/* What the last byte of a stretch was, in the lowest bit. */
struct carry {
	uint64_t letter, digit, letter_joint, digit_joint;
};

static uint64_t bit_before(uint64_t bits, unsigned place, uint64_t carry)
{
	return place ? bits >> (place - 1) & 1 : carry;
}

static bool add_code(struct stretch *b, const struct carry *carry, uint32_t code, unsigned place, unsigned end)
{
	const enum word_class class = class_of(code);
	if (class == WORD_LETTER)
		b->letters |= span_bits_from(place) & ~span_bits_from(end);
	if (class == WORD_JOINS_LETTERS || class == WORD_JOINS_BOTH)
		b->letter_joints |= bit_before(b->letters, place, carry->letter) << (end - 1);
	if (class == WORD_JOINS_BOTH)
		b->digit_joints |= bit_before(b->digits, place, carry->digit) << (end - 1);
	return class != WORD_FOREIGN;
}

/* What is no ASCII, in the places of high; false where it is not for this path. */
static bool add_high(struct stretch *b, const struct carry *carry, struct str s, size_t at, uint64_t high)
{
	while (high) {
		const unsigned place = (unsigned)__builtin_ctzll(high);
		uint32_t code;
		const unsigned len = utf8_read(s, at + place, &code), end = place + len;
		if (end > SPAN_BITS) {
			b->size = place;
			return true;
		}
		if (!len || !add_code(b, carry, code, place, end))
			return false;
		high &= span_bits_from(end);
	}
	return true;
}

static bool read_stretch(struct stretch *b, const struct carry *carry, struct str s, size_t at)
{
	*b = (struct stretch){ .letters = span_bits_64(s, at, is_letter),
		             .digits = span_bits_64(s, at, is_digit),
		             .size = SPAN_BITS };
	if (span_bits_64(s, at, is_foreign) || !add_high(b, carry, s, at, span_bits_64(s, at, utf8_is_high)))
		return false;
	const uint64_t both = span_bits_64(s, at, joins_both);
	b->letter_joints |= both & (b->letters << 1 | carry->letter);
	if (b->digits | carry->digit)
		b->digit_joints |= (both | span_bits_64(s, at, joins_digits)) & (b->digits << 1 | carry->digit);
	return true;
}

/* Bits that the bytes of a stretch begin words at. */
static uint64_t begins(const struct stretch *b, const struct carry *carry)
{
	const uint64_t words = b->letters | b->digits;
	const uint64_t joined = ((b->letter_joints << 1 | carry->letter_joint) & b->letters) |
	                        ((b->digit_joints << 1 | carry->digit_joint) & b->digits);
	return words & ~(words << 1 | carry->letter | carry->digit) & ~joined & ~span_bits_from(b->size);
}

/* -1 where a code point is not for this path. */
static int64_t count_simple(struct str s)
{
	int64_t words = 0;
	struct stretch b;
	struct carry carry = { 0 };
	for (size_t at = 0; at < s.len; at += b.size) {
		if (!read_stretch(&b, &carry, s, at))
			return -1;
		words += __builtin_popcountll(begins(&b, &carry));
		carry = (struct carry){ bit_before(b.letters, b.size, 0), bit_before(b.digits, b.size, 0),
			                bit_before(b.letter_joints, b.size, 0), bit_before(b.digit_joints, b.size, 0) };
	}
	return words;
}

/* One for all languages but the two in which a colon stands within words. */
static UBreakIterator *words_of(const char *language)
{
	static UBreakIterator *any, *nordic;
	const bool is_nordic = language && (!strncmp(language, "sv", 2) || !strncmp(language, "fi", 2));
	UBreakIterator **which = is_nordic ? &nordic : &any;
	UErrorCode status = U_ZERO_ERROR;
	if (!*which)
		*which = ubrk_open(UBRK_WORD, is_nordic ? "sv" : "", NULL, 0, &status);
	return *which;
}

static uint32_t count_any(struct str s, const char *language)
{
	UErrorCode status = U_ZERO_ERROR;
	UBreakIterator *words = words_of(language);
	UText *text = utext_openUTF8(NULL, s.ptr, (int64_t)s.len, &status);
	uint32_t count = 0;
	if (words && U_SUCCESS(status)) {
		ubrk_setUText(words, text, &status);
		for (ubrk_first(words); U_SUCCESS(status) && ubrk_next(words) != UBRK_DONE;)
			count += ubrk_getRuleStatus(words) >= UBRK_WORD_NONE_LIMIT;
	}
	utext_close(text);
	return count;
}

uint32_t text_words(struct str text, const char *language)
{
	const bool has_colons = language && (!strncmp(language, "sv", 2) || !strncmp(language, "fi", 2));
	const int64_t count = has_colons ? -1 : count_simple(text);
	return count >= 0 ? (uint32_t)count : count_any(text, language);
}

/* --- sentences */

/* Words before a full stop that ends no sentence, in lower case without it; sorted by language for the reader
 * only. */
static const char *const abbreviations[] = {
	"mr",     "mrs",  "ms",   "dr",   "prof", "rev", "hon",  "gov", "sen",  "rep", "gen", "col",
	"lt",     "sgt",  "capt", "cmdr", "adm",  "maj", "st",   "mt",  "ft",   "jr",  "sr",  "inc",
	"corp",   "ltd",  "co",   "no",   "nos",  "vs",  "etc",  "al",  "ca",   "cf",  "eg",  "ie",
	"jan",    "feb",  "mar",  "apr",  "jun",  "jul", "aug",  "sep", "sept", "oct", "nov", "dec",
	"approx", "dept", "est",  "fig",  "bzw",  "usw", "vgl",  "nr",  "str",  "mio", "mrd", "abs",
	"art",    "zb",   "evtl", "ggf",  "inkl", "mme", "mlle", "sra", "srta", "dra", "av",  "ing",
	"dott",   "sig",  "tp",   "ts",   "ths",  "gs",  "pgs",
};

static bool is_abbreviation(struct str word)
{
	for (size_t i = 0; i < sizeof abbreviations / sizeof *abbreviations; i++)
		if (str_eq_nocase(word, str_c(abbreviations[i])))
			return true;
	return false;
}

/* Words that begin a sentence so often that one begins even behind "U.S." */
static bool begins_sentence(struct str word)
{
	static const char *const words[] = { "The",   "A",    "An",  "In",  "It",    "He",    "She",
		                             "They",  "But",  "And", "We",  "This",  "That",  "On",
		                             "At",    "His",  "Her", "Its", "Their", "There", "However",
		                             "After", "When", "As",  "For" };
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_eq(word, str_c(words[i])))
			return true;
	return false;
}

static struct str word_before(struct str s, size_t stop)
{
	size_t start = stop;
	while (start && !ascii_is_space(s.ptr[start - 1]) && !strchr("(\"'[-/", s.ptr[start - 1]))
		start--;
	while (start < stop && (unsigned char)s.ptr[start] == 0xE2 &&
	       start + 3 <= stop) /* opening quotes, dashes */
		start += 3;
	return str_slice(s, start, stop);
}

static struct str word_after(struct str s, size_t at)
{
	while (at < s.len && (ascii_is_space(s.ptr[at]) || strchr("\"'([", s.ptr[at])))
		at++;
	size_t end = at;
	while (end < s.len &&
	       (ascii_is_alpha(s.ptr[end]) || ascii_is_digit(s.ptr[end]) || (s.ptr[end] & 0x80)))
		end++;
	return str_slice(s, at, end);
}

/* "J", "Nguyễn T": one letter */
static bool is_initial(struct str word)
{
	uint32_t code = 0;
	return word.len && utf8_read(word, 0, &code) == word.len && u_isupper((UChar32)code);
}

/* 22. November, 3. kvartal */
static bool is_ordinal(struct str word, const char *language)
{
	static const char with_ordinals[] = "de da no nb nn fi cs sk sl hr sr hu et lv is pl";
	if (!language || word.len > 2 || !word.len || !ascii_is_digit(word.ptr[0]) ||
	    !ascii_is_digit(word.ptr[word.len - 1]))
		return false;
	return str_find(str_c(with_ordinals), str_n(language, strcspn(language, "-"))) != STR_NONE;
}

/* Whether the mark at stop ends a sentence; end lies behind it and its quotes. */
static bool is_end(struct str s, size_t stop, size_t end, const char *language)
{
	const struct str before = word_before(s, stop), after = word_after(s, end);
	uint32_t next = 0;
	if (after.len && utf8_read(after, 0, &next) && u_islower((UChar32)next))
		return false;
	if (s.ptr[stop] != '.')
		return true;
	if (is_ordinal(before, language))
		return !after.len;
	if (str_chr(before, '.') != STR_NONE && before.len <= 8) /* U.S, e.g, p.m */
		return !after.len || begins_sentence(after);
	return !after.len || !(is_initial(before) || is_abbreviation(before));
}

/* Length of a closing quote or bracket at at, 0 where there is none. */
static unsigned closer(struct str s, size_t at)
{
	uint32_t code = 0;
	const unsigned len = at < s.len ? utf8_read(s, at, &code) : 0;
	switch (len ? code : 0) {
	case '"':
	case '\'':
	case ')':
	case ']':
	case 0xBB:
	case 0x2019:
	case 0x201C: /* closes in German */
	case 0x201D:
	case 0x203A:
	case 0x300D:
	case 0x300F:
	case 0xFF09:
		return len;
	default:
		return 0;
	}
}

enum stop { STOP_NONE, STOP_DOT, STOP_SURE, STOP_WIDE };

static enum stop stop_of(uint32_t code)
{
	switch (code) {
	case '.':
		return STOP_DOT;
	case '!':
	case '?':
	case 0x2026:
	case 0x061F:
	case 0x06D4:
	case 0x0964:
		return STOP_SURE;
	case 0x3002:
	case 0xFF01:
	case 0xFF1F:
		return STOP_WIDE; /* nothing need stand behind it */
	default:
		return STOP_NONE;
	}
}

size_t text_sentence(struct str text, const char *language)
{
	for (size_t at = 0; at < text.len;) {
		uint32_t code = 0;
		const unsigned len = utf8_read(text, at, &code);
		if (code == '\n' && at + 1 < text.len && text.ptr[at + 1] == '\n')
			return at;
		const enum stop stop = len ? stop_of(code) : STOP_NONE;
		size_t end = at + (len ? len : 1);
		if (stop == STOP_NONE) {
			at = end;
			continue;
		}
		for (uint32_t more = 0;
		     end < text.len && utf8_read(text, end, &more) && stop_of(more) != STOP_NONE;)
			end += utf8_read(text, end, &more); /* "?!", "..." */
		for (unsigned quote; (quote = closer(text, end)) != 0;)
			end += quote;
		if (stop == STOP_WIDE)
			return end;
		if ((end == text.len || ascii_is_space(text.ptr[end])) && is_end(text, at, end, language))
			return end;
		at = end;
	}
	return text.len;
}
