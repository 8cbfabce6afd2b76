/* SPDX-License-Identifier: MIT */
#include "story.h"

#include <ctype.h>

enum { NUMBER_MOST = 999, SPAN_MOST = 20, KEYWORD_WORDS = 24 };

void story_add_block(struct story *story, enum wd_block type, const char *text)
{
	if (text && story->block_count < BLOCKS_MOST)
		story->blocks[story->block_count++] = (struct paragraph){ (char *)(uintptr_t)text, type };
}

bool is_sources_heading(const char *text)
{
	static const char *const headings[] = { "sources",   "references", "quellen",    "fuentes",
		                                "fonti",     "bronnen",    "références", "referencias",
		                                "quelle",    "nguồn",      "nguồn tin",  "nguồn tham khảo",
		                                "источники", "źródła",     "kaynaklar",  "källor",
		                                "来源",      "参考资料",   "出典",       "المصادر",
		                                NULL };
	const size_t length = text_starts_any(text, headings);
	return length && (!text[length] || !strcmp(text + length, ":"));
}

/* --- markers */

/* "[12]", "[1, 4]", "[2-5]": the length, 0 where there is none. */
static size_t marker_length(const char *text)
{
	size_t i = 1, digits = 0;
	if (*text != '[')
		return 0;
	for (; text[i] && text[i] != ']'; i++) {
		digits += isdigit((unsigned char)text[i]) != 0;
		if (!isdigit((unsigned char)text[i]) && !strchr(", -", text[i]))
			return 0;
	}
	return text[i] && digits && i < 40 ? i + 1 : 0;
}

size_t count_markers(const char *text)
{
	size_t count = 0;
	for (; *text; text++)
		count += marker_length(text) != 0;
	return count;
}

/* Which blocks cite which number. */
struct citations {
	struct {
		unsigned number, block;
	} at[MARKERS_MOST];
	size_t count;
};

static void cite(struct citations *citations, unsigned number, unsigned block)
{
	for (size_t i = 0; i < citations->count; i++)
		if (citations->at[i].number == number && citations->at[i].block == block)
			return;
	if (number && number <= NUMBER_MOST && citations->count < MARKERS_MOST) {
		citations->at[citations->count].number = number;
		citations->at[citations->count++].block = block;
	}
}

/* The numbers within one marker; "2-5" is all from 2 to 5. */
static void read_marker(const char *text, size_t length, struct citations *citations, unsigned block)
{
	unsigned last = 0;
	bool is_span = false;
	for (size_t i = 1; i + 1 < length;) {
		if (text[i] == '-')
			is_span = true;
		if (!isdigit((unsigned char)text[i])) {
			i++;
			continue;
		}
		unsigned number = 0;
		for (; isdigit((unsigned char)text[i]) && number <= NUMBER_MOST; i++)
			number = number * 10 + (unsigned)(text[i] - '0');
		for (unsigned n = last + 1; is_span && last && n < number && n < last + SPAN_MOST; n++)
			cite(citations, n, block);
		cite(citations, number, block);
		last = number;
		is_span = false;
	}
}

/* The text without its markers and the blanks before them. */
static const char *cut_markers(wd_job *job, const char *text, struct citations *citations, unsigned block)
{
	char *out = (char *)(uintptr_t)wd_print(job, "%s", text), *end = out;
	for (const char *at = text; *at;) {
		const size_t length = marker_length(at);
		if (!length) {
			*end++ = *at++;
			continue;
		}
		read_marker(at, length, citations, block);
		at += length;
		while (end > out && end[-1] == ' ')
			end--;
		if (*at && *at != ' ' && !ispunct((unsigned char)*at) && (unsigned char)*at < 0x80)
			*end++ = ' ';
	}
	*end = '\0';
	return out;
}

/* --- sources */

void story_add_source(struct story *story, const char *text, const char *url)
{
	wd_job *job = story->job;
	if (story->source_count == SOURCES_MOST)
		return;
	size_t at = marker_length(text), from = 1;
	if (!at) {
		at = strspn(text, "0123456789");
		from = 0;
		at = at && at <= 3 && strchr(".):", text[at]) && text[at] ? at + 1 : 0;
	}
	const char *marker = at ? wd_print(job, "%.*s", (int)(at - 1 - from), text + from)
	                        : wd_print(job, "%zu", story->source_count + 1);
	const char *rest = text + at + strspn(text + at, " ");
	const char *address = strstr(rest, "http");
	if (!url && address)
		url = wd_print(job, "%.*s", (int)strcspn(address, " )>"), address);
	char *title = (char *)(uintptr_t)wd_print(job, "%.*s",
	                                          (int)(address ? address - rest : (long)strlen(rest)), rest);
	for (size_t length = strlen(title); length && strchr(" -–—:(|,", title[length - 1]);)
		title[--length] = '\0';
	text_trim_end(title);
	for (const char *dash; (dash = strrchr(title, ' ')) && (!strcmp(dash, " –") || !strcmp(dash, " —"));)
		title[dash - title] = '\0';
	story->sources[story->source_count++] = (struct source){ marker, *title ? title : NULL, url };
}

static const struct source *find_source(const struct story *story, const char *marker)
{
	for (size_t i = 0; i < story->source_count; i++)
		if (!strcmp(story->sources[i].marker, marker))
			return &story->sources[i];
	return NULL;
}

static void add_reference(struct story *story, wd_object *article, const char *marker,
                          const struct citations *citations, unsigned number)
{
	const struct source *source = find_source(story, marker);
	wd_object *reference = wd_add(article, WD_REFERENCE);
	wd_set(reference, WD_REL, "cites");
	wd_set(reference, WD_MARKER, marker);
	wd_set(reference, WD_URL, source ? source->url : NULL);
	wd_set(reference, WD_TITLE, source ? source->title : NULL);
	for (size_t i = 0; i < citations->count; i++)
		if (citations->at[i].number == number)
			wd_set(reference, WD_PARAGRAPH, wd_print(story->job, "%u", citations->at[i].block));
}

/* In the order of the numbers; a source that nobody cites stands there, too. */
static void add_references(struct story *story, wd_object *article, const struct citations *citations)
{
	for (unsigned number = 1; number <= NUMBER_MOST; number++) {
		const char *marker = wd_print(story->job, "%u", number);
		bool is_there = find_source(story, marker) != NULL;
		for (size_t i = 0; i < citations->count && !is_there; i++)
			is_there = citations->at[i].number == number;
		if (is_there)
			add_reference(story, article, marker, citations, number);
	}
}

/* --- keywords: one line without separators is parted where the text has the words as a phrase */

static bool has_phrase(const struct story *story, const char *phrase)
{
	const char *const phrases[] = { phrase, NULL };
	if (story->title && text_has_any(story->title, phrases))
		return true;
	for (size_t i = 0; i < story->block_count; i++)
		if (text_has_any(story->blocks[i].text, phrases))
			return true;
	return false;
}

static const char *lower(wd_job *job, const char *text)
{
	char *out = (char *)(uintptr_t)wd_print(job, "%s%s", text, text),
	     *end = out; /* a small letter may be longer */
	for (uint32_t c; (c = rune_next(&text));)
		end += rune_put(rune_lower(c), end);
	*end = '\0';
	return out;
}

/* How many of the words from here on are one keyword: the most that stand in the text as they stand here. */
static size_t phrase_words(struct story *story, char *const *words, size_t count)
{
	for (size_t n = count < 4 ? count : 4; n > 1; n--) {
		const char *phrase = words[0];
		for (size_t i = 1; i < n; i++)
			phrase = wd_print(story->job, "%s %s", phrase, words[i]);
		if (has_phrase(story, lower(story->job, phrase)))
			return n;
	}
	return 1;
}

static void add_spaced_keywords(struct story *story, wd_object *article, char *line)
{
	char *words[KEYWORD_WORDS];
	size_t count = 0;
	for (char *rest = line, *word; count < KEYWORD_WORDS && (word = strtok_r(rest, " ", &rest));)
		words[count++] = word;
	for (size_t i = 0; i < count;) {
		const size_t n = phrase_words(story, words + i, count - i);
		const char *keyword = words[i];
		for (size_t k = 1; k < n; k++)
			keyword = wd_print(story->job, "%s %s", keyword, words[i + k]);
		wd_set(article, WD_KEYWORD, keyword);
		i += n;
	}
}

static void add_keywords(struct story *story, wd_object *article)
{
	if (!story->keywords)
		return;
	char *line = (char *)(uintptr_t)wd_print(story->job, "%s", story->keywords), *rest = line;
	if (!strpbrk(line, ",;#|")) {
		add_spaced_keywords(story, article, line);
		return;
	}
	for (char *keyword; (keyword = strtok_r(rest, ",;#|", &rest));) {
		keyword += strspn(keyword, " ");
		text_trim_end(keyword);
		if (*keyword)
			wd_set(article, WD_KEYWORD, keyword);
	}
}

/* --- all of it */

static void add_dateline(struct story *story, wd_object *article)
{
	if (!story->dateline_text)
		return;
	wd_object *dateline = wd_add(article, WD_DATELINE);
	wd_set(dateline, WD_PLACE, story->dateline_place);
	wd_set(dateline, WD_DATE, story->dateline_date);
	wd_set(dateline, WD_TEXT, story->dateline_text);
}

enum wd_verdict story_emit(struct story *story)
{
	static struct citations citations;
	citations.count = 0;
	wd_object *article = wd_new_article(story->job);
	for (unsigned i = 0; i < story->block_count; i++) {
		const char *text = cut_markers(story->job, story->blocks[i].text, &citations, i);
		wd_block(article, story->blocks[i].type, text);
	}
	wd_set(article, WD_TITLE, story->title);
	wd_set(article, WD_PUBLISHED, story->date);
	wd_set(article, WD_SECTION, story->section);
	if (story->summary) {
		static struct citations of_summary; /* it is no block: what it cites the body cites too */
		wd_set(article, WD_SUMMARY, cut_markers(story->job, story->summary, &of_summary, 0));
		of_summary.count = 0;
	}
	add_dateline(story, article);
	add_keywords(story, article);
	add_references(story, article, &citations);
	return wd_emit(article);
}
