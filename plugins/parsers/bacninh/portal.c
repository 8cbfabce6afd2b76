/* SPDX-License-Identifier: MIT */
#include "portal.h"

#include <stdio.h>

enum { CAPTION_RUNES = 200, SIGNATURE_WORDS = 6, SIGNATURE_RUNES = 60 };

const char *post_id(wd_job *job, const char *text)
{
	static const char mark[] = "postid";
	const char *at = text ? strstr(text, mark) : NULL;
	const size_t digits = at ? strspn(at + sizeof mark - 1, "0123456789") : 0;
	return digits ? wd_print(job, "%.*s", (int)(sizeof mark - 1 + digits), at) : NULL;
}

struct portal_clock {
	int hour, minute, day, month, year;
};

/* "10:41, 27/01/2026": the clock and the day, which comes first, in either order; false where one is missing. */
static bool read_clock(const char *text, struct portal_clock *out)
{
	bool has_clock = false, has_day = false;
	for (const char *at = text; *at; at += strspn(at, "0123456789") ? strspn(at, "0123456789") : 1) {
		struct portal_clock found;
		if (!has_clock && sscanf(at, "%2d:%2d", &found.hour, &found.minute) == 2) {
			out->hour = found.hour;
			out->minute = found.minute;
			has_clock = true;
		}
		if (!has_day && sscanf(at, "%2d/%2d/%4d", &found.day, &found.month, &found.year) == 3) {
			out->day = found.day;
			out->month = found.month;
			out->year = found.year;
			has_day = true;
		}
	}
	return has_clock && has_day;
}

/* Times of the portal's own form are its local ones; what is no such form, an ISO instant, is left as it is. */
const char *portal_time(const struct portal *portal, const char *text)
{
	struct portal_clock t = { 0 };
	if (!text || !read_clock(text, &t))
		return text;
	return wd_print(portal->job, "%04d-%02d-%02d %02d:%02d %s", t.year, t.month, t.day, t.hour, t.minute,
	                portal->options->timezone);
}

void add_keywords(struct portal *portal, const char *text)
{
	char *rest = (char *)(uintptr_t)wd_print(portal->job, "%s", text);
	for (char *word; portal->keyword_count < LIST_MOST && (word = strtok_r(rest, ",;", &rest));) {
		word += strspn(word, " #");
		text_trim_end(word);
		if (*word)
			portal->keywords[portal->keyword_count++] = word;
	}
}

static void remove_block(struct portal *portal, size_t i)
{
	memmove(portal->blocks + i, portal->blocks + i + 1,
	        (portal->block_count - i - 1) * sizeof *portal->blocks);
	portal->block_count--;
}

/* The lead stands twice, as standfirst and as first paragraph: it is the summary, and once in the body. */
static void part_lead(struct portal *portal)
{
	if (portal->block_count > 1 && !strcmp(portal->blocks[0].text, portal->blocks[1].text)) {
		if (!portal->summary)
			portal->summary = portal->blocks[0].text;
		remove_block(portal, 0);
	}
}

/* The end of a later paragraph says the same, but for the case of its first letter. */
static bool ends_a_paragraph(const struct portal *portal, const char *caption)
{
	const char *rest = caption;
	rune_next(&rest);
	for (size_t i = 2; i < portal->block_count; i++)
		if (text_ends(portal->blocks[i].text, rest))
			return true;
	return false;
}

static bool is_caption(const struct portal *portal, const char *text)
{
	static const char *const marks[] = { "photo:", "(photo:",      "photo by",           "ảnh:",
		                             "(ảnh:",  "ảnh minh họa", "illustrative photo", NULL };
	if (text_runes(text) > CAPTION_RUNES)
		return false;
	return text_has_any(text, marks) || !is_sentence(text) || ends_a_paragraph(portal, text);
}

/* The picture stands behind the lead; in a dump of text only its caption is left. */
static void part_caption(struct portal *portal)
{
	if (portal->block_count < 3 || portal->picture_count || !is_caption(portal, portal->blocks[1].text))
		return;
	if (is_heading(portal->blocks[1].text) && !ends_a_paragraph(portal, portal->blocks[1].text) &&
	    !strchr(portal->blocks[1].text, ':'))
		return; /* a heading, rather */
	portal->pictures[portal->picture_count++].caption = portal->blocks[1].text;
	remove_block(portal, 1);
}

/* The last line: who wrote it, or where it is from. */
static void part_signature(struct portal *portal)
{
	static const char *const origins[] = { "source:", "(source:", "nguồn:", "(nguồn:",
		                               "theo ",   "(theo ",   NULL };
	for (int i = 0; i < 2 && portal->block_count > 1; i++) {
		char *last = portal->blocks[portal->block_count - 1].text;
		const size_t label = text_starts_any(last, origins);
		if (is_sentence(last) || text_runes(last) > SIGNATURE_RUNES ||
		    text_words(last) > SIGNATURE_WORDS)
			return;
		if (label) {
			const char *name = last + label + strspn(last + label, " ");
			portal->origin = wd_print(portal->job, "%.*s", (int)strcspn(name, ")"), name);
		} else if (!portal->byline) {
			portal->byline = last;
		}
		portal->block_count--;
	}
}

static void add_pictures(const struct portal *portal, wd_object *article)
{
	for (size_t i = 0; i < portal->picture_count; i++) {
		wd_object *picture = wd_add(article, WD_MEDIA);
		wd_set(picture, WD_URL, portal->pictures[i].url);
		wd_set(picture, WD_MEDIUM, "image");
		wd_set(picture, WD_ROLE, i ? NULL : "lead");
		wd_set(picture, WD_CAPTION, portal->pictures[i].caption);
	}
}

static void add_related(const struct portal *portal, wd_object *article)
{
	for (size_t i = 0; i < portal->related_count; i++) {
		wd_object *teaser = wd_add(article, WD_RELATED);
		wd_set(teaser, WD_URL, portal->related[i].url);
		wd_set(teaser, WD_TITLE, portal->related[i].title);
	}
}

enum wd_verdict portal_emit(struct portal *portal)
{
	part_lead(portal);
	part_caption(portal);
	part_signature(portal);
	paragraphs_mark_headings(portal->blocks, portal->block_count, false);
	wd_object *article = wd_new_article(portal->job);
	wd_set(article, WD_GUID, portal->guid);
	wd_set(article, WD_TITLE, portal->title);
	wd_set(article, WD_SECTION, portal->section);
	wd_set(article, WD_PUBLISHED, portal->published ? portal->published : portal->updated);
	wd_set(article, WD_UPDATED, portal->updated);
	wd_set(article, WD_SUMMARY, portal->summary);
	wd_set(article, WD_BYLINE, portal->byline);
	if (portal->origin)
		wd_set(wd_add(article, WD_ORIGIN), WD_TITLE, portal->origin);
	paragraphs_emit(article, portal->blocks, portal->block_count);
	for (size_t i = 0; i < portal->keyword_count; i++)
		wd_set(article, WD_KEYWORD, portal->keywords[i]);
	add_pictures(portal, article);
	add_related(portal, article);
	return wd_emit(article);
}
