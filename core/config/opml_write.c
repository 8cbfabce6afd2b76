/* SPDX-License-Identifier: MIT
 * A subscription list as YAML, and a configuration's addresses as OPML 2.0. */
#include <stdio.h>
#include <time.h>

#include "core/article/article.h"
#include "core/config/opml_parts.h"
#include "core/normalize/normalize.h"

/* --- YAML */

/* Quoted, so that no title is taken for a number or a variable. */
static void add_scalar(struct buf *out, const char *text)
{
	struct buf escaped;
	buf_init(&escaped, 1 << 20);
	for (; *text; text++) {
		if (text[0] == '$' && text[1] == '{')
			buf_addc(&escaped, '$');
		buf_addc(&escaped, *text);
	}
	json_add_string(out, buf_str(&escaped));
	buf_done(&escaped);
}

/* To the end of the line. */
static void add_comment(struct buf *out, const char *text)
{
	for (; *text; text++)
		buf_addc(out, (unsigned char)*text < ' ' ? ' ' : *text);
	buf_addc(out, '\n');
}

static void add_key(struct buf *out, const char *key, const char *value)
{
	buf_printf(out, "    %s: ", key);
	add_scalar(out, value);
	buf_addc(out, '\n');
}

static bool is_text(const char *a, const char *b)
{
	return a && b && !strcmp(a, b);
}

static void add_url(struct buf *out, const struct opml_feed *feed, const char *source_title)
{
	const bool has_title = feed->title && !is_text(feed->title, source_title);
	if (!feed->section && !has_title) {
		add_scalar(out, feed->url);
		return;
	}
	buf_adds(out, "{ url: ");
	add_scalar(out, feed->url);
	if (feed->section) {
		buf_adds(out, ", section: ");
		add_scalar(out, feed->section);
	}
	if (has_title) {
		buf_adds(out, ", title: ");
		add_scalar(out, feed->title);
	}
	buf_adds(out, " }");
}

/* The addresses of the source whose first one is at place. */
static void add_urls(struct buf *out, const struct opml *opml, const struct opml_chain *sources, size_t place)
{
	const char *title = opml->feeds.at[place].title;
	buf_adds(out, "    urls:\n");
	for (size_t i = place; i != OPML_LAST; i = sources->links[i].next) {
		buf_adds(out, "      - ");
		add_url(out, &opml->feeds.at[i], title);
		buf_addc(out, '\n');
	}
}

static void add_source(struct buf *out, const struct opml *opml, const struct opml_chain *sources, size_t place)
{
	const struct opml_feed *feed = &opml->feeds.at[place];
	buf_printf(out, "  %s:\n", feed->source);
	if (feed->title)
		add_key(out, "title", feed->title);
	if (feed->group)
		add_key(out, "group", feed->group);
	add_urls(out, opml, sources, place);
	for (size_t i = 0; i < feed->key_count; i++)
		add_key(out, feed->keys[i].name, feed->keys[i].value);
	for (size_t i = 0; i < feed->note_count; i++) {
		buf_printf(out, "    # %s: ", feed->notes[i].name);
		add_comment(out, feed->notes[i].value);
	}
}

static bool has_new_group(const struct opml *opml)
{
	for (size_t i = 0; i < opml->feeds.count; i++)
		if (opml->feeds.at[i].group && opml->feeds.at[i].folder)
			return true;
	return false;
}

static void add_groups(struct buf *out, const struct opml *opml)
{
	struct opml_chain groups;
	if (!has_new_group(opml))
		return;
	buf_adds(out, "groups:\n");
	opml_chain_init(&groups, opml->feeds.at, opml->feeds.count, opml_group_key);
	for (size_t i = 0; i < opml->feeds.count; i++)
		if (groups.links[i].is_first && opml->feeds.at[i].folder) {
			buf_printf(out, "  %s: {} # ", opml->feeds.at[i].group);
			add_comment(out, opml->feeds.at[i].folder);
		}
	opml_chain_done(&groups);
}

static void add_sources(struct buf *out, const struct opml *opml)
{
	struct opml_chain sources;
	opml_chain_init(&sources, opml->feeds.at, opml->feeds.count, opml_source_key);
	buf_adds(out, opml->feeds.count ? "sources:\n" : "sources: {}\n");
	for (size_t i = 0; i < opml->feeds.count; i++)
		if (sources.links[i].is_first)
			add_source(out, opml, &sources, i);
	opml_chain_done(&sources);
}

void opml_to_yaml(const struct opml *opml, const char *origin, struct buf *out)
{
	buf_adds(out, "# A part of a configuration: name this file under the key \"include\".\n"
	              "# ");
	add_comment(out, origin);
	add_groups(out, opml);
	add_sources(out, opml);
}

static bool has_password(const struct opml_feed *feed)
{
	for (size_t i = 0; i < feed->key_count; i++)
		if (str_eq(str_c(feed->keys[i].name), STR("password")) && feed->keys[i].value)
			return true;
	return url_user(str_c(feed->url)).len != 0;
}

bool opml_has_secret(const struct opml *opml)
{
	for (size_t i = 0; i < opml->feeds.count; i++)
		if (has_password(&opml->feeds.at[i]))
			return true;
	return false;
}

/* --- OPML */

static const char *entity(char c)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\n':
		return "&#10;";
	case '\t':
		return "&#9;";
	default:
		return NULL;
	}
}

/* Characters that XML has no place for are left out. */
static void add_attribute(struct buf *out, const char *name, const char *value)
{
	if (!value)
		return;
	buf_printf(out, " %s=\"", name);
	for (; *value; value++) {
		const char *escaped = entity(*value);
		if (escaped)
			buf_adds(out, escaped);
		else if ((unsigned char)*value >= ' ')
			buf_addc(out, *value);
	}
	buf_addc(out, '"');
}

static void add_own_attribute(struct buf *out, const char *name, const char *value)
{
	char prefixed[64];
	snprintf(prefixed, sizeof prefixed, "wiredesk:%s", name);
	add_attribute(out, prefixed, value);
}

static void add_outline(struct buf *out, const char *indent, const struct opml_feed *feed)
{
	const char *title = feed->title ? feed->title : feed->source;
	buf_printf(out, "%s<outline type=\"rss\"", indent);
	add_attribute(out, "text", title);
	add_attribute(out, "title", title);
	add_attribute(out, "xmlUrl", feed->url);
	add_own_attribute(out, "name", feed->source);
	add_own_attribute(out, "section", feed->section);
	for (size_t i = 0; i < feed->key_count; i++)
		add_own_attribute(out, feed->keys[i].name, feed->keys[i].value);
	buf_adds(out, "/>\n");
}

/* The feeds of the group whose first one is at place. */
static void add_folder(struct buf *out, const struct opml_feed *feeds, const struct opml_chain *groups, size_t place)
{
	buf_adds(out, "    <outline");
	add_attribute(out, "text", feeds[place].group);
	buf_adds(out, ">\n");
	for (size_t i = place; i != OPML_LAST; i = groups->links[i].next)
		add_outline(out, "      ", &feeds[i]);
	buf_adds(out, "    </outline>\n");
}

static void add_outlines(struct buf *out, const struct opml_feed *feeds, size_t count)
{
	struct opml_chain groups;
	opml_chain_init(&groups, feeds, count, opml_group_key);
	for (size_t i = 0; i < count; i++)
		if (!feeds[i].group)
			add_outline(out, "    ", &feeds[i]);
		else if (groups.links[i].is_first)
			add_folder(out, feeds, &groups, i);
	opml_chain_done(&groups);
}

static void add_date(struct buf *out, int64_t now_ms)
{
	static const char *const days[] = { "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat" };
	static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
		                              "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
	const time_t seconds = (time_t)(now_ms / 1000);
	struct tm tm;
	gmtime_r(&seconds, &tm);
	buf_printf(out, "    <dateCreated>%s, %02d %s %04d %02d:%02d:%02d GMT</dateCreated>\n",
	           days[tm.tm_wday], tm.tm_mday, months[tm.tm_mon], tm.tm_year + 1900, tm.tm_hour, tm.tm_min,
	           tm.tm_sec);
}

void opml_write(const struct opml_feed *feeds, size_t count, int64_t now_ms, struct buf *out)
{
	buf_adds(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\" "
	              "xmlns:wiredesk=\"" OPML_NAMESPACE "\">\n  <head>\n    <title>wiredesk</title>\n");
	add_date(out, now_ms);
	buf_adds(out, "  </head>\n  <body>\n");
	add_outlines(out, feeds, count);
	buf_adds(out, "  </body>\n</opml>\n");
}
