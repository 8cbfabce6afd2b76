/* SPDX-License-Identifier: MIT */
#include <libexttextcat/textcat.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unicode/uchar.h>
#include <unicode/uloc.h>
#include <unicode/uscript.h>
#include <unistd.h>

#include "core/doc/utf8.h"
#include "core/normalize/language_parts.h"

#ifndef WIREDESK_TEXTCAT_DIR
#define WIREDESK_TEXTCAT_DIR "/usr/share/libexttextcat/"
#endif

enum { LEAST_LETTERS = 40, SAMPLE_BYTES = 2048, WORDS_BYTES = 1200 };

/* --- tags ---------------------------------------------------------------------------------------------------- */

/* What documents write instead of a tag: names, bibliographic and withdrawn codes. */
static const struct name {
	const char *name, *tag;
} names[] = {
	{ "arabic", "ar" },     { "chi", "zh" },        { "chinese", "zh" },   { "cze", "cs" },
	{ "czech", "cs" },      { "danish", "da" },     { "deutsch", "de" },   { "dut", "nl" },
	{ "dutch", "nl" },      { "english", "en" },    { "espanol", "es" },   { "español", "es" },
	{ "finnish", "fi" },    { "francais", "fr" },   { "français", "fr" },  { "fre", "fr" },
	{ "french", "fr" },     { "ger", "de" },        { "german", "de" },    { "gre", "el" },
	{ "greek", "el" },      { "hebrew", "he" },     { "hungarian", "hu" }, { "ice", "is" },
	{ "in", "id" },         { "indonesian", "id" }, { "italian", "it" },   { "italiano", "it" },
	{ "iw", "he" },         { "japanese", "ja" },   { "ji", "yi" },        { "korean", "ko" },
	{ "mac", "mk" },        { "may", "ms" },        { "norwegian", "no" }, { "per", "fa" },
	{ "polish", "pl" },     { "portuguese", "pt" }, { "rum", "ro" },       { "romanian", "ro" },
	{ "russian", "ru" },    { "slo", "sk" },        { "spanish", "es" },   { "swedish", "sv" },
	{ "thai", "th" },       { "turkish", "tr" },    { "ukrainian", "uk" }, { "vietnamese", "vi" },
	{ "tiếng việt", "vi" },
};

static const char *named(struct str text)
{
	const char first = text.len ? ascii_lower(text.ptr[0]) : '\0';
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (names[i].name[0] == first && str_eq_nocase(text, str_c(names[i].name)))
			return names[i].tag;
	return NULL;
}

static bool is_alnum_subtag(struct str s, bool is_alpha_only)
{
	for (size_t i = 0; i < s.len; i++)
		if (!ascii_is_alpha(s.ptr[i]) && (is_alpha_only || !ascii_is_digit(s.ptr[i])))
			return false;
	return s.len > 0 && s.len <= 8;
}

static bool language_part(struct str s, char out[4])
{
	static const char *const nothing[] = { "und", "mul", "zxx", "mis" };
	char lower[4] = "";
	UErrorCode status = U_ZERO_ERROR;
	if (s.len < 2 || s.len > 3 || !is_alnum_subtag(s, true))
		return false;
	for (size_t i = 0; i < s.len; i++)
		lower[i] = ascii_lower(s.ptr[i]);
	for (size_t i = 0; i < sizeof nothing / sizeof *nothing; i++)
		if (!strcmp(lower, nothing[i]))
			return false;
	const char *tag = named(s);
	if (tag)
		memcpy(out, tag, strlen(tag) + 1);
	else
		uloc_getLanguage(lower, out, 4, &status); /* "deu" is "de" */
	return U_SUCCESS(status) && out[0];
}

/* A region in capitals, a script with one, all else in lower case. */
static char cased(struct str subtag, size_t i, bool is_private)
{
	const char c = ascii_lower(subtag.ptr[i]);
	const bool is_region = subtag.len == 2 && !is_private;
	const bool is_script = subtag.len == 4 && !is_private && ascii_is_alpha(subtag.ptr[0]);
	return ascii_is_alpha(c) && (is_region || (is_script && !i)) ? (char)(c - 32) : c;
}

bool language_canonical(struct str tag, char *out, size_t size)
{
	char language[4] = "", folded[64];
	struct str rest = { folded, 0 }, subtag;
	tag = str_trim(tag);
	const char *by_name = named(tag);
	if (by_name)
		tag = str_c(by_name);
	for (; rest.len < tag.len && rest.len < sizeof folded && !strchr(".@", tag.ptr[rest.len]); rest.len++)
		folded[rest.len] = tag.ptr[rest.len] == '_' ? '-' : tag.ptr[rest.len];
	if (rest.len == sizeof folded || !str_next(&rest, '-', &subtag) || !language_part(subtag, language))
		return false;
	size_t len = strlen(language);
	if (len + rest.len + 2 > size)
		return false;
	memcpy(out, language, len);
	bool is_private = false;
	while (str_next(&rest, '-', &subtag)) {
		if (!is_alnum_subtag(subtag, false))
			return false;
		out[len++] = '-';
		for (size_t i = 0; i < subtag.len; i++)
			out[len++] = cased(subtag, i, is_private);
		is_private |= subtag.len == 1;
	}
	out[len] = '\0';
	return true;
}

/* --- detection ----------------------------------------------------------------------------------------------- */

/* Scripts that one language in the news uses. */
static const struct script {
	UScriptCode script;
	const char *language;
} scripts[] = {
	{ USCRIPT_THAI, "th" },     { USCRIPT_GREEK, "el" },     { USCRIPT_HEBREW, "he" },
	{ USCRIPT_HANGUL, "ko" },   { USCRIPT_HAN, "zh" },       { USCRIPT_ARMENIAN, "hy" },
	{ USCRIPT_GEORGIAN, "ka" }, { USCRIPT_KHMER, "km" },     { USCRIPT_LAO, "lo" },
	{ USCRIPT_MYANMAR, "my" },  { USCRIPT_TAMIL, "ta" },     { USCRIPT_TELUGU, "te" },
	{ USCRIPT_KANNADA, "kn" },  { USCRIPT_MALAYALAM, "ml" }, { USCRIPT_GUJARATI, "gu" },
	{ USCRIPT_GURMUKHI, "pa" }, { USCRIPT_BENGALI, "bn" },   { USCRIPT_SINHALA, "si" },
	{ USCRIPT_ETHIOPIC, "am" },
};
enum { SCRIPTS = sizeof scripts / sizeof *scripts };

/* What the statistics may answer, by script: the library knows many more, which are taken for their larger neighbours,
 * and every one that is compared costs time. A word is the name of a fingerprint file; the language ends at its '-'. */
static const struct group {
	UScriptCode script;
	const char *files;
} groups[] = {
	{ USCRIPT_LATIN, "af az bs ca cs cy da de en es et eu fi fr ga gl hr hu id is it lt lv ms nb nl nn "
	                 "pl pt ro sk sl sq "
	                 "sr-Latn sv sw tl tr uz vi" },
	{ USCRIPT_CYRILLIC, "be bg kk mk mn ru sr-Cyrl uk uz-Cyrl" },
	{ USCRIPT_ARABIC, "ar fa sd ug ur" },
	{ USCRIPT_DEVANAGARI, "hi mr ne" },
};
enum { GROUPS = sizeof groups / sizeof *groups };

static void *textcats[GROUPS];

/* The library reads which languages there are from a file: here, one in memory. */
static void *open_group(const struct group *group)
{
	struct str rest = str_c(group->files), file;
	char path[32];
	const int fd = memfd_create("languages", MFD_CLOEXEC);
	if (fd < 0)
		return NULL;
	while (str_next(&rest, ' ', &file))
		if (file.len)
			dprintf(fd, "%.*s.lm\t%.*s\n", STR_ARG(file), STR_ARG(file));
	snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	void *textcat = special_textcat_Init(path, WIREDESK_TEXTCAT_DIR);
	close(fd);
	return textcat;
}

void language_setup(void)
{
	for (size_t i = 0; i < GROUPS; i++)
		if (!textcats[i])
			textcats[i] = open_group(&groups[i]);
	uscript_getScript('a', &(UErrorCode){ U_ZERO_ERROR });
}

struct letters {
	size_t all, kana, vietnamese, by_script[SCRIPTS], by_group[GROUPS];
};

static bool is_vietnamese(uint32_t code)
{
	return (code >= 0x1EA0 && code <= 0x1EF9) || code == 0x01A0 || code == 0x01A1 || code == 0x01AF ||
	       code == 0x01B0;
}

static void count_letter(struct letters *letters, uint32_t code)
{
	UErrorCode status = U_ZERO_ERROR;
	const UScriptCode script = uscript_getScript((UChar32)code, &status);
	const bool is_kana = script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA;
	/* a character of these writes what takes others two or three */
	const size_t weight = is_kana || script == USCRIPT_HAN || script == USCRIPT_HANGUL ? 2 : 1;
	letters->all += weight;
	letters->kana += is_kana ? weight : 0;
	letters->vietnamese += is_vietnamese(code);
	for (size_t i = 0; i < SCRIPTS; i++)
		letters->by_script[i] += scripts[i].script == script ? weight : 0;
	for (size_t i = 0; i < GROUPS; i++)
		letters->by_group[i] += groups[i].script == script;
}

static struct letters count_letters(struct str sample)
{
	struct letters letters = { 0 };
	for (size_t at = 0; at < sample.len;) {
		uint32_t code = 0;
		if ((unsigned char)sample.ptr[at] < 0x80) {
			letters.all += ascii_is_alpha(sample.ptr[at++]);
			continue;
		}
		const unsigned len = utf8_read(sample, at, &code);
		if (len && u_isalpha((UChar32)code))
			count_letter(&letters, code);
		at += len ? len : 1;
	}
	return letters;
}

static const char *by_script(const struct letters *letters)
{
	size_t han = 0;
	for (size_t i = 0; i < SCRIPTS; i++)
		if (scripts[i].script == USCRIPT_HAN)
			han = letters->by_script[i];
	if ((letters->kana + han) * 2 > letters->all && letters->kana * 10 >= han)
		return "ja";
	for (size_t i = 0; i < SCRIPTS; i++)
		if (letters->by_script[i] * 2 > letters->all)
			return scripts[i].language;
	return letters->vietnamese * 20 >= letters->all ? "vi" : NULL;
}

/* The script that most letters are of; ASCII is counted as none, and is Latin. */
static void *textcat_for(const struct letters *letters)
{
	for (size_t i = 1; i < GROUPS; i++)
		if (letters->by_group[i] * 2 > letters->all)
			return textcats[i];
	return textcats[0];
}

/* The library's answer is "[en][de]", best first, or that it does not know. */
static const char *by_statistics(struct str sample, const struct letters *letters)
{
	static char found[4];
	language_setup();
	void *textcat = textcat_for(letters);
	const char *answer = textcat ? textcat_Classify(textcat, sample.ptr, sample.len) : NULL;
	const size_t len = answer && answer[0] == '[' ? strcspn(answer + 1, "-]") : 0;
	if (len < 2 || len > 3)
		return NULL;
	memcpy(found, answer + 1, len);
	found[len] = '\0';
	return found;
}

/* The middle of a long text: names, bylines and service lines stand at its ends. */
static struct str sample_of(struct str text)
{
	if (text.len <= SAMPLE_BYTES)
		return text;
	size_t start = (text.len - SAMPLE_BYTES) / 4;
	while (start < text.len && utf8_is_tail(text.ptr[start]))
		start++;
	size_t end = start + SAMPLE_BYTES;
	while (end > start && end < text.len && utf8_is_tail(text.ptr[end]))
		end--;
	return str_slice(text, start, end);
}

const char *language_detect(struct str text)
{
	const struct str sample = sample_of(text);
	const struct letters letters = count_letters(str_slice(sample, 0, WORDS_BYTES));
	if (letters.all < LEAST_LETTERS)
		return NULL;
	const char *language = by_script(&letters);
	if (!language && textcat_for(&letters) == textcats[0])
		language = language_by_words(str_slice(sample, 0, WORDS_BYTES));
	return language ? language : by_statistics(sample, &letters);
}
