/* SPDX-License-Identifier: MIT
 * A page instead of a feed: the feeds that it names. In the role "discover" they are what is asked for, and are followed
 * in the role "feed"; otherwise the page is refused, and the message says where its feeds are. */
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
static bool names_feed(wd_job *job, const wd_node *link)
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

static void follow(wd_job *job, const wd_node *link, const char *href)
{
	wd_object *context = wd_new_article(job);
	wd_set(context, WD_TITLE, wd_text(job, link, "@title"));
	wd_follow(job, href, "feed", context);
	wd_release(context);
}

enum wd_verdict discover_feeds(wd_job *job, const struct wd_doc *doc)
{
	const bool is_asked = doc->role && !strcmp(doc->role, "discover");
	const wd_node *page = wd_html(job);
	const char *found = NULL;
	char address[4096];
	for (const wd_node *link = wd_find(job, page, "//link[@href] | //a[@href][@rel]"); link;
	     link = wd_next(link)) {
		const char *href = names_feed(job, link) ? wd_text(job, link, "@href") : NULL;
		if (!href)
			continue;
		if (is_asked)
			follow(job, link, href);
		const char *absolute =
			wd_resolve(job, href, NULL, address, sizeof address) > 0 ? address : href;
		found = found ? wd_print(job, "%s, %s", found, absolute) : wd_print(job, "%s", absolute);
	}
	if (is_asked && found)
		return WD_OK;
	wd_defect(job, "not_a_feed",
	          found ? "a page, not a feed; it names %s" : "a page, not a feed, and it names none", found);
	return wd_fail(job,
	               found ? "not_a_feed: a page; the feeds that it names: %s"
	                     : "not_a_feed: a page, and it names no feed",
	               found);
}
