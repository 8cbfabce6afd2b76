/* SPDX-License-Identifier: MIT
 * The story as an HTML page: the same parts, told by elements. */
#include "story.h"

#include <ctype.h>

/* The first that gives something counts. */
static const char *const titles[] = { "//article//h1", "//h1", "//meta[@property='og:title']/@content",
	                              "//title", NULL };
static const char *const dates[] = { "//meta[@property='article:published_time']/@content",
	                             "//article//time/@datetime",
	                             "//time/@datetime",
	                             "//article//time",
	                             "//time",
	                             NULL };
static const char *const sections[] = {
	"//meta[@property='article:section']/@content",
	"//*[contains(@class, 'section-name') or contains(@class, 'category')]", NULL
};
static const char *const summaries[] = { "//article//p[contains(@class, 'summary') or contains(@class, "
	                                 "'standfirst') or contains(@class, 'lead')]",
	                                 "//meta[@name='description']/@content",
	                                 "//meta[@property='og:description']/@content", NULL };
static const char *const datelines[] = { "//article//*[contains(@class, 'dateline')]",
	                                 "//*[contains(@class, 'dateline')]", NULL };
static const char *const tags[] = { "//meta[@name='keywords']/@content", NULL };

static const char *first_of(struct story *story, const wd_node *page, const char *const *expressions)
{
	for (; *expressions; expressions++) {
		const char *text = wd_text(story->job, page, *expressions);
		if (text)
			return text;
	}
	return NULL;
}

/* The text of an element; a number alone within <sup> is a citation. */
static const char *text_with_markers(wd_job *job, const wd_node *element)
{
	const char *out = "";
	for (const wd_node *text = wd_find(job, element, ".//text()"); text; text = wd_next(text)) {
		const char *piece = wd_text(job, text, "concat('|', ., '|')");
		const size_t length = piece ? strlen(piece) : 0;
		if (length < 3)
			continue;
		const char *inside = wd_print(job, "%.*s", (int)(length - 2), piece + 1);
		const bool is_number =
			inside[strspn(inside, "0123456789, ")] == '\0' && isdigit((unsigned char)*inside);
		const bool is_note = is_number && wd_find(job, text, "ancestor::sup");
		out = wd_print(job, is_note ? "%s [%s]" : "%s%s", out, inside);
	}
	return *out ? out : NULL;
}

static enum wd_block type_of(wd_job *job, const wd_node *element)
{
	static const struct {
		const char *name;
		enum wd_block type;
	} types[] = { { "h2", WD_HEADING },   { "h3", WD_HEADING },       { "h4", WD_HEADING },
		      { "li", WD_LIST_ITEM }, { "blockquote", WD_QUOTE }, { "p", WD_PARAGRAPH_BLOCK } };
	const char *name = wd_name(job, element);
	for (size_t i = 0; name && i < sizeof types / sizeof *types; i++)
		if (!strcmp(name, types[i].name))
			return types[i].type;
	return WD_PARAGRAPH_BLOCK;
}

static const char *root_of(wd_job *job, const wd_node *page)
{
	return wd_find(job, page, "//article") ? "//article"
	       : wd_find(job, page, "//main")  ? "//main"
	                                       : "//body";
}

/* Text elements that are not within another, nor in what stands around the story. */
#define OUTSIDE                                                                                              \
	"ancestor::nav or ancestor::aside or ancestor::footer or ancestor::header or ancestor::figure or "   \
	"ancestor::*[contains(@class, 'tags') or contains(@class, 'related') or contains(@class, "           \
	"'summary') or "                                                                                     \
	"contains(@class, 'standfirst') or contains(@class, 'dateline') or contains(@class, 'breadcrumb')]"
#define ITSELF                                                                                               \
	"contains(@class, 'summary') or contains(@class, 'standfirst') or contains(@class, 'lead') or "      \
	"contains(@class, 'dateline') or contains(@class, 'tags') or contains(@class, 'byline') or "         \
	"contains(@class, 'meta')"

static void read_blocks(struct story *story, const wd_node *page)
{
	wd_job *job = story->job;
	const char *expression = wd_print(job,
	                                  "%s//*[(self::h2 or self::h3 or self::h4 or self::p or self::li or "
	                                  "self::blockquote) and not(" OUTSIDE ") and not(" ITSELF
	                                  ") and not(ancestor::li or ancestor::blockquote or ancestor::p)]",
	                                  root_of(job, page));
	bool is_behind = false;
	for (const wd_node *node = wd_find(job, page, expression); node; node = wd_next(node)) {
		const char *text = text_with_markers(job, node);
		const char *plain = wd_text(job, node, ".");
		if (!plain)
			continue;
		const enum wd_block type = type_of(job, node);
		if (is_sources_heading(plain))
			is_behind = true;
		else if (is_behind && type == WD_HEADING)
			break;
		else if (is_behind)
			story_add_source(story, plain, wd_text(job, node, ".//a/@href"));
		else
			story_add_block(story, type, text);
	}
}

static void read_keywords(struct story *story, const wd_node *page)
{
	const char *all = NULL;
	for (const wd_node *tag =
	             wd_find(story->job, page, "//*[contains(@class, 'tags')]//a | //a[@rel='tag']");
	     tag; tag = wd_next(tag)) {
		const char *text = wd_text(story->job, tag, ".");
		if (text)
			all = all ? wd_print(story->job, "%s, %s", all, text)
			          : wd_print(story->job, "%s,", text);
	}
	story->keywords = all ? all : first_of(story, page, tags);
}

static void read_dateline(struct story *story, const wd_node *page)
{
	const char *text = first_of(story, page, datelines), *comma = text ? strchr(text, ',') : NULL;
	if (!comma)
		return;
	const char *date = wd_date(story->job, comma + 1 + strspn(comma + 1, " "));
	story->dateline_text = wd_print(story->job, "%.*s", (int)(strlen(text) - text_ends(text, ".")), text);
	story->dateline_place = wd_print(story->job, "%.*s", (int)(comma - text), text);
	story->dateline_date = date ? wd_print(story->job, "%.10s", date) : NULL;
}

bool page_read(struct story *story)
{
	const wd_node *page = wd_html(story->job);
	if (!page)
		return false;
	story->title = first_of(story, page, titles);
	story->date = first_of(story, page, dates);
	story->section = first_of(story, page, sections);
	story->summary = first_of(story, page, summaries);
	read_dateline(story, page);
	read_blocks(story, page);
	read_keywords(story, page);
	if (story->block_count)
		return true;
	wd_fail(story->job, "the page has no paragraphs: is it the story's page?");
	return false;
}
