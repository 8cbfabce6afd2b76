/* SPDX-License-Identifier: MIT
 * Wire copy as republished: an opening line " date YYYY-MM-DD" with the title or the dateline behind it, or a title of
 * its own; then byline, dateline, paragraphs and headings. What is read, and what is not yet, is in wire_text.7.md. */
#include <wiredesk/plugin.h>

#include <ctype.h>
#include <string.h>

enum { LINES_MOST = 20000, HEADING_MOST = 60, HEADING_WORDS = 8, PLACE_MOST = 60 };

struct copy {
	wd_job *job;
	wd_object *article;
	const char *lines[LINES_MOST + 1]; /* NULL at the end */
	int count, at;
};

static void read_lines(struct copy *copy)
{
	const wd_node *line = wd_find(copy->job, wd_plain(copy->job), "//line");
	for (; line && copy->count < LINES_MOST; line = wd_next(line)) {
		const char *text = wd_text(copy->job, line, ".");
		if (text)
			copy->lines[copy->count++] = text;
	}
}

/* "date 2026-03-02 rest": the rest, or NULL. */
static const char *after_date(const char *line, char date[11])
{
	if (strncmp(line, "date ", 5) != 0 || strlen(line) < 15 || line[9] != '-' || line[12] != '-')
		return NULL;
	memcpy(date, line + 5, 10);
	date[10] = '\0';
	return line[15] == ' ' ? line + 16 : line + 15;
}

/* In capitals, three letters at least; other scripts' letters count as neither. */
static bool is_place(const char *text, size_t length)
{
	int capitals = 0;
	for (size_t i = 0; i < length; i++) {
		if (islower((unsigned char)text[i]) || isdigit((unsigned char)text[i]))
			return false;
		capitals += isupper((unsigned char)text[i]) != 0;
	}
	return capitals >= 3 && length <= PLACE_MOST;
}

static const char *find_dash(const char *text, size_t *out_length)
{
	static const char *const dashes[] = { " — ", " – ", " -- ", " - ", ".- " };
	const char *first = NULL;
	for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++) {
		const char *at = strstr(text, dashes[i]);
		if (at && (!first || at < first)) {
			first = at;
			*out_length = strlen(dashes[i]);
		}
	}
	return first;
}

/* "HARBOR CITY, March 2 (XPA) - text", "HARBOR CITY — text": sets the dateline and gives the text, or gives the line. */
static const char *take_dateline(struct copy *copy, const char *line)
{
	size_t length = 0;
	const char *dash = find_dash(line, &length);
	if (!dash || dash - line > PLACE_MOST + 40)
		return line;
	const char *head = wd_print(copy->job, "%.*s", (int)(dash - line), line),
		   *bracket = strchr(head, '(');
	const char *comma = strchr(head, ','), *end = head + strlen(head);
	const char *close = bracket ? strchr(bracket, ')') : NULL;
	const char *place_end = comma && (!bracket || comma < bracket) ? comma : bracket ? bracket : end;
	while (place_end > head && place_end[-1] == ' ')
		place_end--;
	const bool has_agency = close && close[1] == '\0' && close - bracket > 2 && close - bracket < 16;
	if (!has_agency && !is_place(head, (size_t)(place_end - head)))
		return line;
	wd_object *dateline = wd_add(copy->article, WD_DATELINE);
	if (place_end > head)
		wd_set(dateline, WD_PLACE, wd_print(copy->job, "%.*s", (int)(place_end - head), head));
	wd_set(dateline, WD_TEXT, head);
	if (has_agency)
		wd_set(copy->article, WD_AGENCY,
		       wd_print(copy->job, "%.*s", (int)(close - bracket - 1), bracket + 1));
	return dash + length;
}

static bool ends_a_sentence(const char *text)
{
	static const char *const marks[] = { ".",  "!",  "?", "…",  ".\"", ".'", ".”", ".»",
		                             "?”", "!”", ":", "\"", "”",   "»",  ".)", "。" };
	const size_t length = strlen(text);
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		const size_t n = strlen(marks[i]);
		if (length >= n && !strcmp(text + length - n, marks[i]))
			return true;
	}
	return false;
}

static int words_of(const char *text)
{
	int words = 1;
	for (; *text; text++)
		words += *text == ' ';
	return words;
}

/* Short, without an end, between two paragraphs. */
static bool is_heading(const struct copy *copy, int at)
{
	const char *line = copy->lines[at];
	return at > 0 && at + 1 < copy->count && strlen(line) <= HEADING_MOST &&
	       words_of(line) <= HEADING_WORDS && !ends_a_sentence(line) &&
	       ends_a_sentence(copy->lines[at + 1]);
}

static bool is_byline(const char *line)
{
	static const char *const starts[] = { "By ", "Von ", "Par ", "Por ", "Di ", "Af ", "Av ", "Door " };
	for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
		if (!strncmp(line, starts[i], strlen(starts[i])))
			return strlen(line) <= 100 && !ends_a_sentence(line);
	return false;
}

/* Title, byline, advisory, dateline: what stands before the text. Gives the rest of the line that begins it. */
static const char *take_opening(struct copy *copy)
{
	char date[11];
	const char *first = copy->lines[0], *rest = after_date(first, date);
	if (rest) {
		wd_set(copy->article, WD_PUBLISHED, date);
		first = rest;
	}
	const char *text = take_dateline(copy, first);
	copy->at = 1;
	if (text != first)
		return text;
	if (*first && !ends_a_sentence(first))
		wd_set(copy->article, WD_TITLE, first);
	else
		return first;
	for (; copy->at < copy->count; copy->at++) {
		const char *line = copy->lines[copy->at];
		if (is_byline(line)) {
			wd_set(copy->article, WD_BYLINE, line);
		} else if (line[0] == '(' && line[strlen(line) - 1] == ')') {
			wd_set(copy->article, WD_EDNOTE, line);
		} else if (is_place(line, strlen(line))) {
			wd_set(wd_add(copy->article, WD_DATELINE), WD_PLACE, line);
			wd_set(wd_add(copy->article, WD_DATELINE), WD_TEXT, line);
		} else {
			break;
		}
	}
	if (copy->at == copy->count)
		return NULL;
	return take_dateline(copy, copy->lines[copy->at++]);
}

/* Agency copy that names its agency in running text only: "seen by Reuters", "told AFP". */
static void take_agency_of_text(struct copy *copy)
{
	static const char *const agencies[] = { "Reuters", "AFP",  "Xinhua", "Yonhap",
		                                "Kyodo",   "TASS", "ANSA",   "EFE" };
	static const char *const before[] = { "seen by ", "told ", "reviewed by ", "spoke to " };
	for (int i = 0; i < copy->count && !wd_get(copy->article, WD_AGENCY); i++)
		for (size_t a = 0; a < sizeof agencies / sizeof *agencies; a++)
			for (size_t b = 0; b < sizeof before / sizeof *before; b++)
				if (strstr(copy->lines[i],
				           wd_print(copy->job, "%s%s", before[b], agencies[a])))
					wd_set(copy->article, WD_AGENCY, agencies[a]);
}

static enum wd_verdict parse(wd_job *job, const struct wd_doc *doc, const void *options, void *self)
{
	static struct copy copy;
	(void)doc;
	(void)options;
	(void)self;
	copy = (struct copy){ .job = job, .article = wd_new_article(job) };
	read_lines(&copy);
	if (!copy.count)
		return wd_fail(job, "there is no text in it");
	const char *lead = take_opening(&copy);
	if (lead && *lead)
		wd_block(copy.article, WD_PARAGRAPH_BLOCK, lead);
	for (; copy.at < copy.count; copy.at++)
		wd_block(copy.article, is_heading(&copy, copy.at) ? WD_HEADING : WD_PARAGRAPH_BLOCK,
		         copy.lines[copy.at]);
	take_agency_of_text(&copy);
	return wd_emit(copy.article);
}

static int probe(wd_job *job, const struct wd_doc *doc, const void *options)
{
	char date[11];
	(void)options;
	if (doc->mime && strcmp(doc->mime, "text/plain") != 0)
		return 0;
	const char *first = wd_text(job, wd_plain(job), "(//line)[normalize-space(.) != ''][1]");
	return first && after_date(first, date) ? 80 : 10;
}

WD_PARSER(.name = "wire_text", .version = "0.1", .summary = "wire agency copy as plain text", .parse = parse,
          .probe = probe);
