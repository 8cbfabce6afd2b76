/* SPDX-License-Identifier: MIT
 * A page instead of a feed: the feeds that it names. In the role "discover" they are what is asked for, and are followed
 * in the role "feed"; otherwise the page is refused, and the message says where its feeds are. Where it declares none, the
 * links that readers see are looked at; addresses are never guessed. */
#include <string.h>

#include "reader.h"

static const char *const types[] = { "application/rss+xml",    "application/atom+xml",
	                             "application/feed+json",  "application/rdf+xml",
	                             "application/json",       "application/x.atom+xml",
	                             "application/x-atom+xml", "text/rss+xml",
	                             "application/rss" };

static bool has_word(const char *list, const char *word)
{
	const size_t length = strlen(word);
	for (const char *at = list; at && *at; at += strcspn(at, " \t\r\n")) {
		at += strspn(at, " \t\r\n");
		if (strcspn(at, " \t\r\n") == length && !strncasecmp(at, word, length))
			return true;
	}
	return false;
}

/* rel=alternate with the type of a feed; rel=feed needs no type. */
static bool declares_feed(wd_job *job, const wd_node *link)
{
	const char *rel = wd_text(job, link, "@rel"), *type = wd_text(job, link, "@type");
	if (has_word(rel, "feed"))
		return true;
	if (!has_word(rel, "alternate") || !type)
		return false;
	const struct wd_bytes kind = bytes_trim(bytes_of(type, strcspn(type, ";")));
	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		if (bytes_are(kind, types[i]))
			return !bytes_are(kind, "application/json") ||
			       strstr(wd_text(job, link, "@href") ? wd_text(job, link, "@href") : "", "feed");
	return false;
}

static bool ends_in(struct wd_bytes s, const char *end)
{
	const size_t length = strlen(end);
	return s.len >= length && !strncasecmp(s.ptr + s.len - length, end, length);
}

/* An address as feeds have them: ".../rss.xml", ".../feed/". */
static bool looks_like_feed(wd_job *job, const wd_node *link)
{
	static const char *const ends[] = { "/feed",      "/rss",      "/atom",     "/feeds",    ".rss",
		                            ".atom",      "/feed.xml", "/rss.xml",  "/atom.xml", "/rdf.xml",
		                            "/index.xml", ".rdf",      "/feed.json" };
	const char *href = wd_text(job, link, "@href");
	struct wd_bytes path = bytes_trim(bytes_of(href, strcspn(href, "?#")));
	if (!strncasecmp(href, "mailto:", 7) || !strncasecmp(href, "javascript:", 11))
		return false;
	if (path.len && path.ptr[path.len - 1] == '/')
		path.len--;
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (ends_in(path, ends[i]) || (path.len && bytes_are(path, ends[i] + 1)))
			return true;
	return false;
}

/* Where to look, and what counts there: the first that finds something is all. */
static const struct {
	const char *where;
	bool (*is_feed)(wd_job *job, const wd_node *link);
} ways[] = {
	{ "//link[@href] | //a[@href][@rel]", declares_feed },
	{ "//a[@href]", looks_like_feed },
};

static void follow(wd_job *job, const wd_node *link, const char *href)
{
	wd_object *context = wd_new_article(job);
	wd_set(context, WD_TITLE, wd_text(job, link, "@title"));
	wd_follow(job, href, "feed", context);
	wd_release(context);
}

/* In a list with commas. */
static bool is_among(const char *list, const char *one)
{
	const size_t length = strlen(one);
	for (const char *at = list; at; at = strstr(at, ", ") ? strstr(at, ", ") + 2 : NULL)
		if (!strncmp(at, one, length) && (!at[length] || !strncmp(at + length, ", ", 2)))
			return true;
	return false;
}

/* All that way finds, as a list for people; NULL where it finds nothing. */
static const char *find_feeds(wd_job *job, const wd_node *page, size_t way, bool is_asked)
{
	const char *found = NULL;
	char address[4096];
	for (const wd_node *link = wd_find(job, page, ways[way].where); link; link = wd_next(link)) {
		const char *href = ways[way].is_feed(job, link) ? wd_text(job, link, "@href") : NULL;
		if (!href)
			continue;
		if (wd_resolve(job, href, NULL, address, sizeof address) > 0)
			href = address;
		if (is_among(found, href)) /* a link twice on the page is one feed */
			continue;
		if (is_asked)
			follow(job, link, href);
		found = found ? wd_print(job, "%s, %s", found, href) : wd_print(job, "%s", href);
	}
	return found;
}

enum wd_verdict discover_feeds(wd_job *job, const struct wd_doc *doc)
{
	const bool is_asked = doc->role && !strcmp(doc->role, "discover");
	const wd_node *page = wd_html(job);
	const char *found = NULL;
	for (size_t way = 0; way < sizeof ways / sizeof *ways && !found; way++)
		found = find_feeds(job, page, way, is_asked);
	if (is_asked && found)
		return WD_OK;
	wd_defect(job, "not_a_feed",
	          found ? "a page, not a feed; it names %s" : "a page, not a feed, and it names none", found);
	return wd_fail(job,
	               found ? "not_a_feed: a page; the feeds that it names: %s"
	                     : "not_a_feed: a page, and it names no feed",
	               found);
}
