/* SPDX-License-Identifier: MIT
 * A portal's page as a dump of lines: the story among other stories' teasers and the site's own words. What belongs to
 * the story is told by cohesion.c, not by what the lines say. See wiredesk-portal_text(7). */
#include "cohesion.h"

#include <ctype.h>

enum {
	DATE_RUNES = 70,
	BYLINE_RUNES = 80,
	TITLE_RUNES = 200,
	LINES_LEAST = 5,
	TEASER_WORDS = 5,
	DUMP_MOST = 3000
};
enum { SURE = 60, PERHAPS = 25 };

struct page {
	wd_job *job;
	wd_object *article;
	struct lines lines;
	struct cohesion run;
};

/* The site speaks to its readers, or of its own buttons: never a teaser. */
static bool is_boilerplate(const char *text)
{
	static const char *const addresses[] = { "you",        "your",         "bạn",      "quý độc giả",
		                                 "sie können", "ihre meinung", "vous",     "votre",
		                                 "usted",      "tu opinión",   "descarga", "suscríbete",
		                                 "вы",         "ваш",          NULL };
	static const char *const buttons[] = {
		"comment",    "comments",    "subscribe",     "newsletter",   "cookie",
		"cookies",    "app store",   "google play",   "sign up",      "log in",
		"read more",  "share this",  "advertisement", "copyright",    "all rights reserved",
		"follow us",  "kommentar",   "kommentare",    "anzeige",      "abonnieren",
		"mehr lesen", "newsletters", "commentaire",   "commentaires", "publicité",
		"lire aussi", "comentarios", "publicidad",    "leer más",     "bình luận",
		"quảng cáo",  "đăng nhập",   "đăng ký",       "xem thêm",     "комментарии",
		"реклама",    NULL
	};
	return text_has_any(text, addresses) || (text_words(text) <= 12 && text_has_any(text, buttons)) ||
	       text_last_rune(text) == '?';
}

static bool is_cut_off(const char *text)
{
	return text_ends(text, "...") || text_ends(text, "…");
}

static const char *keep(const struct page *page, size_t i)
{
	return wd_print(page->job, "%s", page->lines.at[i].text);
}

static void add_related(struct page *page, const char *title, const char *summary)
{
	wd_object *teaser = wd_add(page->article, WD_RELATED);
	wd_set(teaser, WD_TITLE, title);
	wd_set(teaser, WD_SUMMARY, summary);
}

/* A title and its sentence are one teaser, a bare sentence is its summary; navigation is nothing. */
static void take_teasers(struct page *page, size_t from, size_t end)
{
	for (size_t i = from; i < end; i++) {
		const char *text = page->lines.at[i].text;
		const bool is_title = !is_sentence(text) && !is_cut_off(text);
		if (is_boilerplate(text) || text_words(text) + 3 * (text_runes(text) > 60) < TEASER_WORDS)
			continue;
		const bool has_sentence =
			is_title && i + 1 < end &&
			(is_sentence(page->lines.at[i + 1].text) || is_cut_off(page->lines.at[i + 1].text)) &&
			!is_boilerplate(page->lines.at[i + 1].text);
		if (has_sentence) {
			add_related(page, keep(page, i), keep(page, i + 1));
			i++;
		} else {
			add_related(page, is_title ? keep(page, i) : NULL, is_title ? NULL : keep(page, i));
		}
	}
}

/* --- the story's own head */

static bool take_byline(struct page *page, const char *text)
{
	static const char *const starts[] = { "by ",   "von ",    "par ",      "por ", "di ",
		                              "door ", "автор: ", "tác giả: ", NULL };
	if (!text_starts_any(text, starts) || text_runes(text) > BYLINE_RUNES || is_sentence(text))
		return false;
	wd_set(page->article, WD_BYLINE, wd_print(page->job, "%s", text));
	return true;
}

/* A line that is a date and little else: "Published 2 March 2026, 14:05". */
static bool take_date(struct page *page, const char *text)
{
	size_t digits = 0;
	for (const char *at = text; *at; at++)
		digits += isdigit((unsigned char)*at) != 0;
	if (digits < 5 || text_runes(text) > DATE_RUNES || text_words(text) > 10 || is_sentence(text) ||
	    !wd_date(page->job, text))
		return false;
	if (!wd_get(page->article, WD_PUBLISHED))
		wd_set(page->article, WD_PUBLISHED, wd_print(page->job, "%s", text));
	return true;
}

static bool take_caption(struct page *page, const char *text)
{
	static const char *const starts[] = { "photo:",     "photo by", "picture:", "image:",
		                              "file photo", "foto:",    "bild:",    "ảnh:",
		                              "фото:",      "图片",     NULL };
	static const char *const marks[] = { "(photo", "[photo", "(foto", "(ảnh",
		                             "photo:", "foto:",  "ảnh:",  NULL };
	if (!text_starts_any(text, starts) && !text_has_any(text, marks))
		return false;
	wd_object *picture = wd_add(page->article, WD_MEDIA);
	wd_set(picture, WD_MEDIUM, "image");
	wd_set(picture, WD_CAPTION, wd_print(page->job, "%s", text));
	return true;
}

/* The line above the run is the story's title when it shares the story's subject and is none of the teasers. */
static void widen_to_title(struct page *page)
{
	struct cohesion *run = &page->run;
	for (size_t i = run->first; i-- > 0 && i + 4 > run->first;) {
		const char *text = page->lines.at[i].text;
		const bool is_head =
			!is_sentence(text) && !is_cut_off(text) && text_runes(text) <= TITLE_RUNES;
		if (!is_head)
			return;
		if (run->scores[i] > 0 && text_words(text) > 2) {
			run->first = i;
			return;
		}
	}
}

/* A title has no full stop, and a sentence or a date follows it. */
static void take_title(struct page *page)
{
	const char *text = page->lines.at[page->run.first].text;
	if (is_sentence(text) || is_cut_off(text) || text_runes(text) > TITLE_RUNES)
		return;
	wd_set(page->article, WD_TITLE, keep(page, page->run.first));
	page->run.first++;
}

static void take_head(struct page *page)
{
	for (int i = 0; i < 4 && page->run.first < page->run.end; i++) {
		const char *text = page->lines.at[page->run.first].text;
		if (!take_byline(page, text) && !take_date(page, text))
			return;
		page->run.first++;
	}
}

static void take_body(struct page *page)
{
	static struct paragraph blocks[DUMP_MOST];
	size_t count = 0;
	for (size_t i = page->run.first; i < page->run.end && count < DUMP_MOST; i++)
		if (!take_caption(page, page->lines.at[i].text))
			blocks[count++] =
				(struct paragraph){ (char *)(uintptr_t)keep(page, i), WD_PARAGRAPH_BLOCK };
	paragraphs_mark_headings(blocks, count, false);
	paragraphs_emit(page->article, blocks, count);
}

static bool read_lines(wd_job *job, struct lines *lines)
{
	if (!lines_read(job, lines))
		return false;
	if (lines->count <= DUMP_MOST)
		return true;
	wd_defect(job, "too_many_lines", "only the first %d of %zu lines are read", DUMP_MOST, lines->count);
	lines->count = DUMP_MOST;
	return true;
}

static enum wd_verdict parse(wd_job *job, const struct wd_doc *doc, const void *options, void *self)
{
	struct page page = { .job = job };
	(void)doc;
	(void)options;
	(void)self;
	if (!read_lines(job, &page.lines))
		return wd_fail(job, "there is no text in it");
	if (!cohesion_find(&page.lines, &page.run)) {
		lines_done(&page.lines);
		return wd_fail(job, "out of memory");
	}
	page.article = wd_new_article(job);
	widen_to_title(&page);
	const size_t before = page.run.first, behind = page.run.end;
	take_title(&page);
	take_head(&page);
	take_body(&page);
	take_teasers(&page, 0, before);
	take_teasers(&page, behind, page.lines.count);
	free(page.run.scores);
	lines_done(&page.lines);
	return wd_emit(page.article);
}

/* A page of text with a story in it, and foreign lines around. */
static int probe(wd_job *job, const struct wd_doc *doc, const void *options)
{
	struct lines lines;
	struct cohesion run;
	(void)options;
	if (!doc_is_text(doc) || !read_lines(job, &lines))
		return 0;
	int sure = 0;
	if (lines.count >= LINES_LEAST && cohesion_find(&lines, &run)) {
		const size_t foreign = lines.count - (run.end - run.first);
		sure = foreign >= 3 && run.end - run.first >= 3 ? SURE : foreign ? PERHAPS : PERHAPS / 2;
		free(run.scores);
	}
	lines_done(&lines);
	return sure;
}

WD_PARSER(.name = "portal_text", .version = "1.0",
          .summary = "dumps of portal pages, with other stories around", .parse = parse, .probe = probe);
