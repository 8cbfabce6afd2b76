/* SPDX-License-Identifier: MIT
 * The lines of a plain document, and what can be told of a line without knowing its language: shared by the parsers
 * of text. Texts are copies that may be cut in place.
 *
 *	struct lines lines;
 *	if (!lines_read(job, &lines))
 *		return wd_fail(job, "no text");
 *	for (size_t i = 0; i < lines.count; i++) use(lines.at[i].text);
 *	lines_done(&lines);
 */
#ifndef PLUGINS_PARSERS_LINES_H
#define PLUGINS_PARSERS_LINES_H
#include <stdlib.h>
#include <string.h>
#include <wiredesk/plugin.h>

enum { LINES_MOST = 50000 }; /* what stands behind them is not read, and wd_defect() says so */

struct line {
	char *text;      /* white space folded, never empty */
	uint32_t group;  /* lines without an empty line between them have the same one */
	uint32_t indent; /* leading blanks */
	bool is_wide;    /* has three blanks within, behind its indent: columns */
};

struct lines {
	struct line *at;
	size_t count;
	char *pool;
};

struct paragraph {
	char *text;
	enum wd_block type;
};

/* The next code point of valid UTF-8, 0 at the end. */
static inline uint32_t rune_next(const char **at)
{
	const unsigned char *s = (const unsigned char *)*at;
	const unsigned extra = *s < 0xC0 ? 0 : *s < 0xE0 ? 1 : *s < 0xF0 ? 2 : 3;
	uint32_t rune = extra ? *s & (0x3Fu >> extra) : *s;

	if (!*s)
		return 0;
	for (unsigned i = 1; i <= extra && s[i]; i++) {
		rune = rune << 6 | (s[i] & 0x3Fu);
		(*at)++;
	}
	(*at)++;
	return rune;
}

/* The small letter of a capital one, in the alphabets that have both; anything else is given back. */
static inline uint32_t rune_lower(uint32_t c)
{
	static const struct {
		uint32_t first, last, add; /* add 0: capital and small letter alternate, the capital has first's parity */
	} ranges[] = {
		{ 'A', 'Z', 32 },        { 0xC0, 0xD6, 32 },     { 0xD8, 0xDE, 32 },      { 0x100, 0x137, 0 },
		{ 0x139, 0x148, 0 },     { 0x14A, 0x177, 0 },    { 0x179, 0x17E, 0 },     { 0x1A0, 0x1A5, 0 },
		{ 0x1AF, 0x1B0, 0 },     { 0x1CD, 0x1DC, 0 },    { 0x1DE, 0x1EF, 0 },     { 0x1F8, 0x21F, 0 },
		{ 0x391, 0x3A9, 32 },    { 0x400, 0x40F, 80 },   { 0x410, 0x42F, 32 },    { 0x460, 0x481, 0 },
		{ 0x48A, 0x4BF, 0 },     { 0x1E00, 0x1E95, 0 },  { 0x1EA0, 0x1EFF, 0 },
	};

	for (size_t i = 0; i < sizeof ranges / sizeof *ranges && ranges[i].first <= c; i++)
		if (c <= ranges[i].last)
			return c + (ranges[i].add ? ranges[i].add : (c - ranges[i].first) % 2 == 0);
	return c;
}

/* Writes a code point as UTF-8; gives how many bytes, at most 4. */
static inline size_t rune_put(uint32_t c, char *out)
{
	if (c < 0x80) {
		out[0] = (char)c;
		return 1;
	}
	const size_t extra = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
	static const unsigned char first[] = { 0, 0xC0, 0xE0, 0xF0 };
	out[0] = (char)(first[extra] | c >> (6 * extra));
	for (size_t i = 1; i <= extra; i++)
		out[i] = (char)(0x80 | (c >> (6 * (extra - i)) & 0x3F));
	return extra + 1;
}

static inline bool rune_is_upper(uint32_t c)
{
	return rune_lower(c) != c;
}

/* Letters of any script; signs, digits and punctuation are none. */
static inline bool rune_is_letter(uint32_t c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= 0xC0 && c != 0xD7 && c != 0xF7 && (c < 0x2000 || c > 0x206F) && (c < 0x3000 || c > 0x303F) &&
	        (c < 0x20A0 || c > 0x2BFF) && (c < 0xFF00 || c > 0xFF20) && c != 0x60C && c != 0x61B && c != 0x61F &&
	        c != 0x6D4);
}

static inline bool rune_is_digit(uint32_t c)
{
	return c >= '0' && c <= '9';
}

static inline bool rune_is_in(uint32_t c, const char *set)
{
	for (uint32_t member; (member = rune_next(&set));)
		if (member == c)
			return true;
	return false;
}

static inline size_t text_runes(const char *text)
{
	size_t count = 0;
	while (rune_next(&text))
		count++;
	return count;
}

/* Words parted by blanks. */
static inline size_t text_words(const char *text)
{
	size_t count = 0;
	for (; *text; text++)
		count += *text != ' ' && (text[1] == ' ' || !text[1]);
	return count;
}

/* The length of the prefix in text, or 0 where text does not begin with it. */
static inline size_t text_starts(const char *text, const char *prefix)
{
	const size_t len = strlen(prefix);
	return strncmp(text, prefix, len) ? 0 : len;
}

/* The same whatever the case; prefix is in small letters. */
static inline size_t text_starts_nocase(const char *text, const char *prefix)
{
	const char *at = text;
	while (*prefix)
		if (rune_lower(rune_next(&at)) != rune_next(&prefix))
			return 0;
	return (size_t)(at - text);
}

static inline bool text_ends(const char *text, const char *suffix)
{
	const size_t len = strlen(text), end = strlen(suffix);
	return len >= end && !strcmp(text + len - end, suffix);
}

/* Where text, ended by NUL, begins with one of a NULL-terminated table of small-letter prefixes: its length there. */
static inline size_t text_starts_any(const char *text, const char *const *prefixes)
{
	for (; *prefixes; prefixes++) {
		const size_t len = text_starts_nocase(text, *prefixes);
		if (len)
			return len;
	}
	return 0;
}

/* Whether the text has one of a table of small-letter phrases as whole words; text is at most a few lines long. */
static inline bool text_has_any(const char *text, const char *const *phrases)
{
	uint32_t before = ' ';
	for (const char *at = text; *at; before = rune_next(&at)) {
		if (rune_is_letter(before))
			continue;
		for (size_t i = 0; phrases[i]; i++) {
			const char *behind = at + text_starts_nocase(at, phrases[i]);
			if (behind > at && !rune_is_letter(rune_next(&behind)))
				return true;
		}
	}
	return false;
}

/* The last code point, closing quotes and brackets left aside; 0 where there is none. */
static inline uint32_t text_last_rune(const char *text)
{
	const char *end = text + strlen(text);
	while (end > text) {
		const char *at = end - 1;
		while (at > text && ((unsigned char)*at & 0xC0) == 0x80)
			at--;
		const char *rest = at;
		const uint32_t c = rune_next(&rest);
		if (!rune_is_in(c, " \"')]»”’“」』"))
			return c;
		end = at;
	}
	return 0;
}

static inline bool is_sentence(const char *text)
{
	return rune_is_in(text_last_rune(text), ".!?…。！？।۔؟");
}

/* Like a headline within a text: short, begins like one and does not end like a sentence. */
static inline bool is_heading(const char *text)
{
	const char *at = text;
	if (strlen(text) > 4 * 72)
		return false; /* most paragraphs, without a look at each letter */
	const uint32_t first = rune_next(&at);
	return !rune_is_in(text_last_rune(text), ".!?…。！？।۔؟:;,،；：，") && text_words(text) <= 10 && text_runes(text) <= 72 &&
	       !(rune_is_letter(first) && first < 0x250 && !rune_is_upper(first)) && !rune_is_in(first, "-*•(#/");
}

/* A short line without final punctuation between two sentences is a heading; at the beginning, where may_open. */
static inline void paragraphs_mark_headings(struct paragraph *at, size_t count, bool may_open)
{
	for (size_t i = 0; i + 1 < count; i++) {
		const bool is_free = i ? at[i - 1].type != WD_HEADING : may_open;
		if (is_free && at[i].type == WD_PARAGRAPH_BLOCK && is_heading(at[i].text) && is_sentence(at[i + 1].text))
			at[i].type = WD_HEADING;
	}
}

static inline void paragraphs_emit(wd_object *article, const struct paragraph *at, size_t count)
{
	for (size_t i = 0; i < count; i++)
		wd_block(article, at[i].type, at[i].text);
}

/* Takes blanks off the end, in place. */
static inline char *text_trim_end(char *text)
{
	size_t len = strlen(text);
	while (len && text[len - 1] == ' ')
		text[--len] = 0;
	return text;
}

static inline void lines_done(struct lines *lines)
{
	free(lines->at);
	free(lines->pool);
}

/* One question a line to the document: "NUMBER INDENT WIDE TEXT". */
#define LINES_EACH "concat(@n, ' ', sum(@indent), ' ', number(contains(substring(., sum(@indent) + 1), '   ')), ' ', .)"

static inline bool lines_read(wd_job *job, struct lines *out)
{
	const wd_node *const first = wd_find(job, wd_plain(job), "/text/p/line");
	size_t count = 0, room = 0;
	uint32_t group = 0;
	unsigned long number_before = 0;

	for (const wd_node *line = first; line; line = wd_next(line))
		count++;
	if (count > LINES_MOST) {
		wd_defect(job, "too_many_lines", "only the first %d of %zu lines are read", LINES_MOST, count);
		count = LINES_MOST;
	}
	const char **texts = calloc(count + 1, sizeof *texts);
	*out = (struct lines){ .at = calloc(count + 1, sizeof *out->at), .count = count };
	if (!count || !texts || !out->at)
		goto failed;
	const wd_node *line = first;
	for (size_t i = 0; i < count; i++, line = wd_next(line)) {
		texts[i] = wd_text(job, line, LINES_EACH);
		if (!texts[i])
			goto failed;
		room += strlen(texts[i]) + 1;
	}
	out->pool = malloc(room);
	if (!out->pool)
		goto failed;
	char *pool = out->pool;
	for (size_t i = 0; i < count; i++) {
		const size_t len = strlen(texts[i]) + 1;
		memcpy(pool, texts[i], len);
		char *rest = pool;
		const unsigned long number = strtoul(rest, &rest, 10);
		group += number != number_before + 1;
		number_before = number;
		out->at[i].group = group;
		out->at[i].indent = (uint32_t)strtoul(rest, &rest, 10);
		out->at[i].is_wide = strtoul(rest, &rest, 10);
		out->at[i].text = rest + (*rest == ' ');
		pool += len;
	}
	free(texts);
	return true;
failed:
	free(texts);
	lines_done(out);
	return false;
}

/* Whether the document is text rather than markup, JSON or a format with control bytes. */
static inline bool doc_is_text(const struct wd_doc *doc)
{
	size_t at = 0;
	if (doc->mime && (strstr(doc->mime, "html") || strstr(doc->mime, "xml") || strstr(doc->mime, "json")))
		return false;
	while (at < doc->body.len && at < 512 && strchr(" \t\r\n\xEF\xBB\xBF", doc->body.ptr[at]))
		at++;
	return at < doc->body.len && doc->body.len > at && doc->body.ptr[at] != '<' && doc->body.ptr[at] != '{' &&
	       (unsigned char)doc->body.ptr[at] >= ' ';
}

/* Whether the document is an HTML page: by its media type, or its first character. */
static inline bool doc_is_html(const struct wd_doc *doc)
{
	size_t at = 0;
	if (doc->mime && strstr(doc->mime, "html"))
		return true;
	while (at < doc->body.len && at < 512 && strchr(" \t\r\n\xEF\xBB\xBF", doc->body.ptr[at]))
		at++;
	return at + 1 < doc->body.len && doc->body.ptr[at] == '<' && doc->body.ptr[at + 1] != '?';
}

#endif
