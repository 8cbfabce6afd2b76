/* SPDX-License-Identifier: MIT
 * The page as a dump of lines: masthead, section, widgets, title, "Updated:", the story, widgets, slug, comments. */
#include "portal.h"

#include <ctype.h>

enum { SURE = 95, LIKELY = 80, PERHAPS = 45, SECTION_RUNES = 40 };

static const char *const updated_labels[] = { "updated:",      "updated at:", "cập nhật:",
	                                      "cập nhật lúc:", "cập nhật",    NULL };
static const char *const published_labels[] = { "published:", "posted:",   "đăng:",
	                                        "ngày đăng:", "xuất bản:", NULL };
static const char *const news_labels[] = { "hot news:", "breaking news:", "tin nóng:", "tin mới:", NULL };
static const char *const end_labels[] = { "shares:",
	                                  "share:",
	                                  "chia sẻ:",
	                                  "reader's comments",
	                                  "reader’s comments",
	                                  "comments (",
	                                  "ý kiến bạn đọc",
	                                  "bình luận",
	                                  "your comment",
	                                  "related news",
	                                  "tin liên quan",
	                                  "tin cùng chuyên mục",
	                                  "other news",
	                                  "các tin khác",
	                                  NULL };
static const char *const tag_labels[] = { "tags:", "tag:", "từ khóa:", "keywords:", NULL };
static const char *const related_labels[] = { "related news", "tin liên quan", "tin cùng chuyên mục",
	                                      "other news",   "các tin khác",  NULL };
/* Lines of the masthead and its widgets, wherever they stand. */
static const char *const widget_labels[] = { "hotline",  "đường dây nóng", "icon",     "shares:", "share:",
	                                     "chia sẻ:", "zalo",           "facebook", "twitter", "print",
	                                     "in bài",   "cỡ chữ",         NULL };

/* "0.5 1.0 1.5", "21 °C", a lone sign. */
static bool is_widget(const char *text)
{
	if (text_starts_any(text, widget_labels) || strstr(text, "°C") || strstr(text, "°F"))
		return true;
	for (const char *at = text; *at;)
		if (rune_is_letter(rune_next(&at)))
			return false;
	return true;
}

static size_t find(const struct lines *lines, size_t from, const char *const *labels)
{
	for (; from < lines->count; from++)
		if (text_starts_any(lines->at[from].text, labels))
			return from;
	return lines->count;
}

/* "Updated: 10:41, 27/01/2026": a label and a clock. */
static size_t find_updated(const struct lines *lines)
{
	for (size_t i = 0; i < lines->count; i++) {
		const char *text = lines->at[i].text, *colon = strrchr(text, ':');
		if ((text_starts_any(text, updated_labels) || text_starts_any(text, published_labels)) &&
		    strchr(text, '/') && colon && isdigit((unsigned char)colon[1]))
			return i;
	}
	return lines->count;
}

static const char *behind_label(const char *text, const char *const *labels)
{
	const size_t length = text_starts_any(text, labels);
	return length ? text + length + strspn(text + length, " :") : NULL;
}

static void take_times(struct portal *portal, const char *text)
{
	const char *updated = behind_label(text, updated_labels),
		   *published = behind_label(text, published_labels);
	if (updated)
		portal->updated = portal_time(portal, wd_print(portal->job, "%s", updated));
	if (published)
		portal->published = portal_time(portal, wd_print(portal->job, "%s", published));
}

/* The line above "Hot news:" or the one repeated below it. */
static void take_section(struct portal *portal, const struct lines *lines, size_t end)
{
	for (size_t i = 1; i < end; i++) {
		const char *before = lines->at[i - 1].text;
		if (!text_starts_any(lines->at[i].text, news_labels) || text_runes(before) > SECTION_RUNES ||
		    is_widget(before))
			continue;
		portal->section = wd_print(portal->job, "%s", before);
		return;
	}
}

/* The last line before the time that is no widget: that is what stands under the widgets. */
static size_t find_title(const struct lines *lines, size_t end)
{
	while (end > 0 &&
	       (is_widget(lines->at[end - 1].text) || text_starts_any(lines->at[end - 1].text, news_labels)))
		end--;
	return end ? end - 1 : lines->count;
}

static void take_body(struct portal *portal, const struct lines *lines, size_t from, size_t end)
{
	for (size_t i = from; i < end && portal->block_count < BLOCKS_MOST; i++) {
		const char *tags = behind_label(lines->at[i].text, tag_labels);
		if (tags)
			add_keywords(portal, tags);
		else if (!is_widget(lines->at[i].text))
			portal->blocks[portal->block_count++] =
				(struct paragraph){ (char *)(uintptr_t)wd_print(portal->job, "%s",
				                                                lines->at[i].text),
				                    WD_PARAGRAPH_BLOCK };
	}
}

static void take_tail(struct portal *portal, const struct lines *lines, size_t from)
{
	const size_t related = find(lines, from, related_labels);
	for (size_t i = from; i < lines->count; i++) {
		const char *text = lines->at[i].text, *tags = behind_label(text, tag_labels);
		if (tags)
			add_keywords(portal, tags);
		if (!portal->guid)
			portal->guid = post_id(portal->job, text);
		if (i > related && portal->related_count < LIST_MOST && text_words(text) > 3 &&
		    !text_starts_any(text, end_labels) && !post_id(portal->job, text) && !is_widget(text) &&
		    !text_ends(text, "..."))
			portal->related[portal->related_count++].title = wd_print(portal->job, "%s", text);
	}
}

bool text_read(struct portal *portal)
{
	struct lines lines;
	if (!lines_read(portal->job, &lines)) {
		wd_fail(portal->job, "there is no text in it");
		return false;
	}
	const size_t updated = find_updated(&lines),
		     title = find_title(&lines, updated < lines.count ? updated : 0);
	bool is_fine = title < lines.count;
	if (is_fine) {
		const size_t end = find(&lines, updated + 1, end_labels);
		portal->title = wd_print(portal->job, "%s", lines.at[title].text);
		take_times(portal, lines.at[updated].text);
		take_section(portal, &lines, title);
		take_body(portal, &lines, updated + 1, end);
		take_tail(portal, &lines, end);
	} else {
		wd_fail(portal->job, "no line \"Updated:\" with a time and a title above it: has the "
		                     "portal's layout changed?");
	}
	lines_done(&lines);
	return is_fine;
}

int text_probe(wd_job *job)
{
	struct lines lines;
	if (!lines_read(job, &lines))
		return 0;
	const size_t updated = find_updated(&lines);
	int sure = 0;
	if (updated < lines.count) {
		bool has_id = false;
		for (size_t i = updated; i < lines.count && !has_id; i++)
			has_id = post_id(job, lines.at[i].text) != NULL;
		const bool has_end = find(&lines, updated, end_labels) < lines.count;
		sure = has_id ? SURE : has_end ? LIKELY : PERHAPS;
	}
	lines_done(&lines);
	return sure;
}
