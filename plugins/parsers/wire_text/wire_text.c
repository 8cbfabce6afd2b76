/* SPDX-License-Identifier: MIT
 * wire_text - plain copy as news agencies write it, and pages that republish it. See wiredesk-wire_text(7). */
#include "wire.h"

enum { HEAD_MOST = 40, TITLE_RUNES = 180, LONG_RUNES = 80 };

struct copy { /* what is known of the story while its head is read */
	wd_job *job;
	wd_object *article;
	struct story story;
	size_t at; /* the paragraph being looked at */
	struct dateline dateline;
	const struct paragraph *order; /* "EDITORS: Kill …", or NULL */
	bool has_title, has_dateline, is_behind_byline, has_byline, is_republished;
};

/* Words by which a head line tells what happened to the story. Order is policy: the first that fits counts. */
static const struct event {
	const char *text;
	enum { AT_START, ANYWHERE } where;
	enum { KILLED, HELD, CORRECTED, UPDATED } what;
} events[] = {
	{ "KILL KILL", ANYWHERE, KILLED },
	{ "BULLETIN KILL", ANYWHERE, KILLED },
	{ ", KILL", ANYWHERE, KILLED },
	{ "EDITORS: Kill", AT_START, KILLED },
	{ "STORY WITHDRAWN", AT_START, KILLED },
	{ "is withdrawn", ANYWHERE, KILLED },
	{ "ZURÜCKGEZOGEN", ANYWHERE, KILLED },
	{ "ANNULATION", AT_START, KILLED },
	{ "ANULADA", ANYWHERE, KILLED },
	{ "HOLD HOLD", ANYWHERE, HELD },
	{ "CORRECTED-", AT_START, CORRECTED },
	{ "CORRECTION", AT_START, CORRECTED },
	{ "(Corrects", AT_START, CORRECTED },
	{ "Berichtigung", ANYWHERE, CORRECTED },
	{ "(Berichtigt", AT_START, CORRECTED },
	{ "(KORR", ANYWHERE, CORRECTED },
	{ "VERSIÓN CORREGIDA", ANYWHERE, CORRECTED },
	{ "(Corrige", AT_START, CORRECTED },
	{ "(Corregge", AT_START, CORRECTED },
	{ "UPDATE ", AT_START, UPDATED },
	{ "REFILE-", AT_START, UPDATED },
	{ "RPT-", AT_START, UPDATED },
	{ "Wiederholung", AT_START, UPDATED },
	{ " LD)", ANYWHERE, UPDATED },
	{ "Ld-Writethru", ANYWHERE, UPDATED },
	{ "(LEAD)", ANYWHERE, UPDATED },
	{ "nd Ld", ANYWHERE, UPDATED },
	{ "(Adds", AT_START, UPDATED },
	{ "(Updates", AT_START, UPDATED },
	{ "(Rewrites", AT_START, UPDATED },
	{ "(Recasts", AT_START, UPDATED },
	{ "(ATTN: ", AT_START, UPDATED },
	{ "(Ergänzt", AT_START, UPDATED },
	{ "(Aktualisiert", AT_START, UPDATED },
	{ "(Actualise", AT_START, UPDATED },
	{ "(Actualiza", AT_START, UPDATED },
};

static void set_event(struct copy *copy, const char *text)
{
	static const struct {
		const char *status, *change;
	} meanings[] = { [KILLED] = { "canceled", "retraction" },
		         [HELD] = { "withheld", NULL },
		         [CORRECTED] = { NULL, "correction" },
		         [UPDATED] = { NULL, "update" } };

	for (size_t i = 0; i < sizeof events / sizeof *events; i++) {
		const char *const found = strstr(text, events[i].text);
		if (!found || (events[i].where == AT_START && found != text))
			continue;
		const char *const change = wd_get(copy->article, WD_CHANGE);
		wd_set(copy->article, WD_STATUS, meanings[events[i].what].status);
		if (!change || strcmp(change, "retraction"))
			wd_set(copy->article, WD_CHANGE, meanings[events[i].what].change);
		return;
	}
}

/* Rules for the lines above the story. Each takes the line it is for, and says so. */

static bool take_kill_order(struct copy *copy, const char *text)
{
	static const char *const orders[] = { "editors: kill", "advisory: ", "editors: the story", NULL };
	static const char slugged[] = "slugged ";

	if (!text_starts_any(text, orders))
		return false;
	wd_set(copy->article, WD_EDNOTE, text);
	copy->order = &copy->story.at[copy->at];
	const char *const slug = strstr(text, slugged);
	if (slug) {
		const char *const name = wd_print(copy->job, "%.*s", (int)strcspn(slug + 8, " ,."), slug + 8);
		wd_object *const killed = wd_add(copy->article, WD_REFERENCE);
		wd_set(copy->article, WD_SLUGLINE, name);
		wd_set(killed, WD_REL, "cancels");
		wd_set(killed, WD_TITLE, name);
	}
	return true;
}

static bool take_order_word(struct copy *copy, const char *text)
{
	(void)copy;
	return text_starts(text, "KILL KILL") || text_starts(text, "HOLD HOLD") ||
	       text_starts(text, "BULLETIN KILL");
}

static bool take_slugline(struct copy *copy, const char *text)
{
	const size_t len = strcspn(text, " ,");
	size_t marks = 0;

	for (size_t i = 0; i < len; i++) {
		if (!strchr("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-/", text[i]))
			return false;
		marks += text[i] == '-' || text[i] == '/';
	}
	if (copy->at > 2 || !marks || len < 5 || (text[len] && text[len] != ',') || text[len - 1] == '-')
		return false;
	wd_set(copy->article, WD_SLUGLINE, wd_print(copy->job, "%.*s", (int)len, text));
	return true;
}

static bool take_advisory(struct copy *copy, const char *text)
{
	if (*text != '(' || !text_ends(text, ")") || text_words(text) < 2)
		return false;
	wd_set(copy->article, WD_EDNOTE, wd_print(copy->job, "%.*s", (int)strlen(text) - 2, text + 1));
	return true;
}

/* "EMBARGOED UNTIL 0600 GMT March 6, 2026": without an end that can be read it is held for good. */
static bool take_embargo(struct copy *copy, const char *text)
{
	static const char *const labels[] = { "embargoed until",
		                              "embargoed till",
		                              "embargo until",
		                              "embargo:",
		                              "not for release before",
		                              "hold for release until",
		                              "sperrfrist:",
		                              "sperrfrist bis",
		                              "sous embargo jusqu'au",
		                              "embargo jusqu'au",
		                              "embargo hasta",
		                              "embargo hasta el",
		                              "embargo fino al",
		                              "embargo tot",
		                              "эмбарго до",
		                              NULL };
	const size_t length = text_starts_any(text + (*text == '('), labels);
	if (!length || text_runes(text) > 120)
		return false;
	const char *const from = text + (*text == '(') + length, *const at = from + strspn(from, " :");
	const char *const when = wd_print(copy->job, "%.*s", (int)strcspn(at, ")"), at);
	if (wd_date(copy->job, when))
		wd_set(copy->article, WD_EMBARGO, when);
	else
		wd_set(copy->article, WD_STATUS, "withheld");
	wd_set(copy->article, WD_EDNOTE, text);
	return true;
}

static bool take_bullet(struct copy *copy, const char *text)
{
	const size_t len = text_starts(text, "* ") + text_starts(text, "• ");
	if (!len)
		return false;
	wd_block(copy->article, WD_LIST_ITEM, text + len);
	return true;
}

static bool take_byline(struct copy *copy, const char *text)
{
	static const char *const bys[] = { "By ", "BY ", "Von ", "Par ", "Por ", "Di ", "Af ", "Av ", NULL };
	size_t len = 0;

	for (size_t i = 0; bys[i] && !len; i++)
		len = text_starts(text, bys[i]);
	const char *name = text + len;
	if (!len || copy->has_byline || text_runes(text) > 120 || is_sentence(text) ||
	    text_starts(name, "dpa "))
		return false;
	wd_set(copy->article, WD_BYLINE, text);
	if (agency_is_known((struct wd_bytes){ name, strlen(name) }))
		wd_set(copy->article, WD_AGENCY, name);
	copy->has_byline = copy->is_behind_byline = true;
	return true;
}

static void set_dateline(struct copy *copy)
{
	const struct dateline *const line = &copy->dateline;
	wd_object *const object = wd_add(copy->article, WD_DATELINE);

	wd_set(object, WD_PLACE, line->place);
	wd_set(object, WD_DATE, line->date);
	wd_set(object, WD_TEXT, line->text);
	wd_set(copy->article, WD_AGENCY, line->agency);
	wd_set(copy->article, WD_CREDIT, line->credit);
	copy->has_dateline = true;
}

/* The dateline ends the head: what stands behind it is the lead. */
static bool take_dateline(struct copy *copy, const char *text)
{
	struct paragraph *const here = &copy->story.at[copy->at];

	if (!dateline_read(copy->job, text, &copy->dateline))
		return false;
	set_dateline(copy);
	here->text += copy->dateline.rest - text;
	return true;
}

static bool take_place_line(struct copy *copy, const char *text)
{
	const bool is_above_lead =
		copy->at + 1 < copy->story.count && is_sentence(copy->story.at[copy->at + 1].text);

	if (!copy->has_title || !is_above_lead || !dateline_read_line(copy->job, text, &copy->dateline))
		return false;
	set_dateline(copy);
	return true;
}

static bool take_job(struct copy *copy, const char *text)
{
	const bool is_job = copy->is_behind_byline && text_runes(text) <= 60 && !is_sentence(text);
	copy->is_behind_byline = false;
	return is_job;
}

static bool take_title(struct copy *copy, const char *text)
{
	if (copy->has_title || text_ends(text, ".") || text_runes(text) > TITLE_RUNES ||
	    copy->story.at[copy->at].type == WD_TABLE)
		return false;
	wd_set(copy->article, WD_TITLE, text);
	copy->has_title = true;
	return true;
}

static bool take_subtitle(struct copy *copy, const char *text)
{
	if (!copy->has_title || copy->has_byline || !is_heading(text) || wd_get(copy->article, WD_SUBTITLE))
		return false;
	wd_set(copy->article, WD_SUBTITLE, text);
	return true;
}

/* In this order; a line that none takes begins the body. */
static bool (*const head_rules[])(struct copy *, const char *) = {
	take_kill_order, take_order_word, take_embargo,    take_slugline, take_advisory, take_bullet,
	take_byline,     take_dateline,   take_place_line, take_job,      take_title,    take_subtitle,
};

static bool take_head_line(struct copy *copy, const char *text)
{
	set_event(copy, text);
	for (size_t i = 0; i < sizeof head_rules / sizeof *head_rules; i++)
		if (head_rules[i](copy, text))
			return true;
	return false;
}

/* Leaves copy->at at the first paragraph of the body. */
static void read_head(struct copy *copy)
{
	while (copy->at < copy->story.count && copy->at < HEAD_MOST) {
		const char *const text = copy->story.at[copy->at].text;
		if (!take_head_line(copy, text))
			return;
		const bool is_glued = copy->has_dateline && copy->story.at[copy->at].text != text &&
		                      *copy->story.at[copy->at].text;
		copy->at += !is_glued;
		if (copy->has_dateline)
			return;
	}
}

/* An order is all that a kill has to say: it is the text, too. */
static void keep_order(struct copy *copy)
{
	if (copy->order && !copy->has_title)
		copy->at = (size_t)(copy->order - copy->story.at);
}

/* " date YYYY-MM-DD …": how a republished page begins; its day is the story's. The length of it, or 0. */
static size_t republished(const char *text)
{
	static const char form[] = "date 0000-00-00 ";
	size_t i = 0;
	for (; form[i]; i++)
		if (form[i] == '0' ? !rune_is_digit((unsigned char)text[i]) : text[i] != form[i])
			return 0;
	return i;
}

static void take_republished(struct copy *copy)
{
	struct paragraph *const first = &copy->story.at[0];
	const size_t len = republished(first->text);

	if (!len)
		return;
	copy->is_republished = true;
	wd_set(copy->article, WD_PUBLISHED, wd_print(copy->job, "%.10s", first->text + 5));
	first->text += len;
}

/* "A in Place and B": each name an author. */
static void set_reporters(struct copy *copy, const char *names)
{
	while (*names) {
		size_t len = strcspn(names, ",");
		const char *const joined = strstr(names, " and ");
		const size_t skip = joined && joined < names + len ? 5 : 1;
		if (skip == 5)
			len = (size_t)(joined - names);
		const char *const name = wd_print(copy->job, "%.*s", (int)len, names);
		const char *const place = strstr(name, " in ");
		wd_set(copy->article, WD_AUTHOR,
		       place ? wd_print(copy->job, "%.*s", (int)(place - name), name) : name);
		names += len + (names[len] ? skip : 0);
		names += strspn(names, " ");
	}
}

static void set_signoff(struct copy *copy, const struct signoff *end)
{
	if (!copy->has_byline && end->signature)
		wd_set(copy->article, WD_BYLINE, end->signature);
	else if (!copy->has_byline && end->reporters)
		set_reporters(copy, end->reporters);
	if (!wd_get(copy->article, WD_AGENCY))
		wd_set(copy->article, WD_AGENCY, end->agency);
	if (end->goes_on) {
		wd_object *const page = wd_add(copy->article, WD_PAGE);
		wd_set(page, WD_COMPLETE, "false");
		wd_set(page, WD_WHY, "more_follows");
	}
}

static void set_quoted_agency(struct copy *copy)
{
	for (size_t i = copy->at; copy->is_republished && i < copy->story.count; i++)
		if (!wd_get(copy->article, WD_AGENCY))
			wd_set(copy->article, WD_AGENCY, agency_quoted(copy->story.at[i].text));
}

static void mark_lists(struct paragraph *at, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const size_t len = text_starts(at[i].text, "* ") + text_starts(at[i].text, "• ");
		if (len) {
			at[i].type = WD_LIST_ITEM;
			at[i].text += len;
		}
	}
}

/* A date with its year in the dateline is the story's, where no other is told. */
static void set_day(struct copy *copy)
{
	const char *const date = copy->dateline.date;
	if (date && !wd_get(copy->article, WD_PUBLISHED) && (strstr(date, " 20") || strstr(date, "/20")))
		wd_set(copy->article, WD_PUBLISHED, date);
}

static enum wd_verdict parse(wd_job *job, const struct wd_doc *doc, const void *options, void *self)
{
	struct copy copy = { .job = job, .article = wd_new_article(job) };
	struct signoff end;
	struct lines lines;
	(void)doc, (void)options, (void)self;

	if (!lines_read(job, &lines))
		return wd_fail(job, "there is no line of text in it");
	if (!story_read(&lines, &copy.story)) {
		lines_done(&lines);
		return wd_fail(job, "out of memory");
	}
	take_republished(&copy);
	signoff_cut(job, &copy.story, &end);
	read_head(&copy);
	keep_order(&copy);
	set_day(&copy);
	set_signoff(&copy, &end);
	set_quoted_agency(&copy);

	struct paragraph *const body = copy.story.at + copy.at;
	const size_t count = copy.story.count - copy.at;
	mark_lists(body, count);
	paragraphs_mark_headings(body, count, false);
	paragraphs_emit(copy.article, body, count);
	story_done(&copy.story);
	lines_done(&lines);
	return wd_emit(copy.article);
}

static int sureness(wd_job *job, const struct lines *lines)
{
	struct dateline line;
	int sure = lines->count ? 15 : 0;

	if (republished(lines->at[0].text))
		return 85;
	for (size_t i = 0; i < lines->count && i < HEAD_MOST; i++) {
		const char *const text = lines->at[i].text;
		if (text_starts(text, "EDITORS: ") || text_starts(text, "STORY WITHDRAWN") ||
		    text_starts(text, "KILL KILL") || (i < 12 && dateline_read(job, text, &line)))
			return 75;
	}
	for (size_t i = lines->count > 4 ? lines->count - 4 : 0; i < lines->count; i++)
		if (strstr(lines->at[i].text, "(TTXVN)") || text_starts(lines->at[i].text, "(Reporting by "))
			sure = 70;
	return sure;
}

static int probe(wd_job *job, const struct wd_doc *doc, const void *options)
{
	struct lines lines;
	(void)options;

	if (!doc_is_text(doc) || !lines_read(job, &lines))
		return 0;
	const int sure = sureness(job, &lines);
	lines_done(&lines);
	return sure;
}

WD_PARSER(.name = "wire_text", .version = "1.0",
          .summary = "plain copy of news agencies, and pages that republish it", .parse = parse,
          .probe = probe);
