/* SPDX-License-Identifier: MIT
 * The story as a dump of lines: title (often twice), date and section, dateline, summary, headings and paragraphs,
 * sources, keywords. */
#include "story.h"

#include <ctype.h>

enum { DATELINE_RUNES = 80, SUMMARY_RUNES = 600, KEYWORD_LINE_WORDS = 16 };

struct dump {
	struct story *story;
	struct lines lines;
	size_t at;
};

static const char *line(const struct dump *dump, size_t ahead)
{
	return dump->at + ahead < dump->lines.count ? dump->lines.at[dump->at + ahead].text : NULL;
}

static const char *keep(struct dump *dump, const char *text)
{
	return wd_print(dump->story->job, "%s", text);
}

static void take_title(struct dump *dump)
{
	const char *title = line(dump, 0);
	dump->story->title = keep(dump, title);
	while (line(dump, 0) && !strcmp(line(dump, 0), dump->story->title))
		dump->at++;
}

static bool is_iso_day(const char *text)
{
	static const char form[] = "dddd-dd-dd";
	for (size_t i = 0; form[i]; i++)
		if (form[i] == 'd' ? !isdigit((unsigned char)text[i]) : text[i] != form[i])
			return false;
	return text[10] == ' ' || !text[10];
}

/* "2026-03-02 energy": date and section. */
static void take_date(struct dump *dump)
{
	const char *text = line(dump, 0);
	if (!text || !is_iso_day(text))
		return;
	dump->story->date = wd_print(dump->story->job, "%.10s", text);
	if (text[10])
		dump->story->section = keep(dump, text + 11);
	dump->at++;
}

/* "Harbor City, Monday, 2 March 2026." or "Harbor City, 2. März 2026": a place, then nothing but a date. */
static void take_dateline(struct dump *dump)
{
	const char *text = line(dump, 0), *comma = text ? strchr(text, ',') : NULL;
	if (!comma || text_runes(text) > DATELINE_RUNES)
		return;
	char *whole = text_trim_end((char *)(uintptr_t)keep(dump, text));
	const size_t length = strlen(whole);
	if (length && whole[length - 1] == '.')
		whole[length - 1] = '\0';
	const char *behind = strchr(whole, ',') + 1,
		   *date = wd_date(dump->story->job, behind + strspn(behind, " "));
	if (!date || !strpbrk(behind, "0123456789"))
		return;
	dump->story->dateline_text = whole;
	dump->story->dateline_place = wd_print(dump->story->job, "%.*s", (int)(comma - text), text);
	dump->story->dateline_date = wd_print(dump->story->job, "%.10s", date);
	if (!dump->story->date)
		dump->story->date = dump->story->dateline_date;
	dump->at++;
}

/* One sentence or two before the first heading, without a citation: the standfirst. */
static void take_summary(struct dump *dump)
{
	const char *text = line(dump, 0), *next = line(dump, 1);
	if (!text || !next || count_markers(text) || !is_sentence(text) || text_runes(text) > SUMMARY_RUNES)
		return;
	if (!dump->story->dateline_text && !is_heading(next))
		return;
	dump->story->summary = keep(dump, text);
	dump->at++;
}

static size_t capitalised(const char *text)
{
	size_t count = 0;
	for (bool begins = true; *text;) {
		const uint32_t c = rune_next(&text);
		count += begins && (rune_is_upper(c) || rune_is_digit(c) || c == '#' || c >= 0x3000);
		begins = c == ' ';
	}
	return count;
}

/* The last line: capitalised words, no sentence, no address. */
static bool is_keywords(const char *text)
{
	static const char *const labels[] = { "tags:",       "keywords:",  "topics:",    "schlagworte:",
		                              "mots-clés :", "mots-clés:", "etiquetas:", "palabras clave:",
		                              "từ khóa:",    "теги:",      "关键词：",   NULL };
	const size_t words = text_words(text);
	if (text_starts_any(text, labels))
		return true;
	return !is_sentence(text) && words <= KEYWORD_LINE_WORDS && !strstr(text, "http") &&
	       !isdigit((unsigned char)*text) && *text != '[' && capitalised(text) * 3 >= words * 2;
}

static const char *without_label(const char *text)
{
	const char *colon = strstr(text, ": ");
	return colon && colon - text < 24 ? colon + 2 : text;
}

static void take_keywords(struct dump *dump, bool has_sources)
{
	if (dump->at >= dump->lines.count)
		return;
	const char *last = dump->lines.at[dump->lines.count - 1].text;
	const bool is_labelled = without_label(last) != last;
	if (!is_keywords(last) || (!has_sources && !is_labelled))
		return;
	dump->story->keywords = keep(dump, without_label(last));
	dump->lines.count--;
}

static size_t find_sources(const struct dump *dump)
{
	for (size_t i = dump->lines.count; i-- > dump->at;)
		if (is_sources_heading(dump->lines.at[i].text))
			return i;
	return dump->lines.count;
}

static void take_body(struct dump *dump, size_t end)
{
	struct story *story = dump->story;
	for (; dump->at < end; dump->at++) {
		const char *text = line(dump, 0);
		const bool is_bullet =
			text_starts(text, "- ") || text_starts(text, "• ") || text_starts(text, "* ");
		story_add_block(story, is_bullet ? WD_LIST_ITEM : WD_PARAGRAPH_BLOCK,
		                keep(dump, is_bullet ? strchr(text, ' ') + 1 : text));
	}
	paragraphs_mark_headings(story->blocks, story->block_count, true);
}

bool text_read(struct story *story)
{
	struct dump dump = { .story = story };
	if (!lines_read(story->job, &dump.lines)) {
		wd_fail(story->job, "there is no text in it");
		return false;
	}
	take_title(&dump);
	take_date(&dump);
	take_dateline(&dump);
	take_summary(&dump);
	const size_t sources = find_sources(&dump);
	take_keywords(&dump, sources < dump.lines.count);
	take_body(&dump, sources < dump.lines.count ? sources : dump.lines.count);
	for (size_t i = sources + 1; i < dump.lines.count; i++)
		story_add_source(story, dump.lines.at[i].text, NULL);
	lines_done(&dump.lines);
	return true;
}
