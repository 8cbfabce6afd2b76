/* SPDX-License-Identifier: MIT
 * The page as HTML: the same parts, told by elements and classes. */
#include "portal.h"

enum { SURE = 90, LIKELY = 70 };

/* The first that gives something counts. */
static const char *const titles[] = { "//h1", "//meta[@property='og:title']/@content", NULL };
static const char *const sections[] = { "(//*[contains(@class, 'breadcrumb')]//a)[last()]",
	                                "//*[contains(@class, 'cate') and not(descendant::p)]//a",
	                                "//meta[@property='article:section']/@content", NULL };
static const char *const published[] = { "//meta[@property='article:published_time']/@content",
	                                 "//meta[@itemprop='datePublished']/@content", NULL };
static const char *const updated[] = { "//meta[@property='article:modified_time']/@content",
	                               "//time/@datetime",
	                               "//*[contains(@class, 'update') or contains(@class, 'post-time') or "
	                               "contains(@class, 'date')]",
	                               "//time", NULL };
static const char *const summaries[] = { "//*[contains(@class, 'sapo') or contains(@class, 'summary')]",
	                                 NULL };
static const char *const addresses[] = { "//link[@rel='canonical']/@href",
	                                 "//meta[@property='og:url']/@content", NULL };
static const char *const bylines[] = { "//*[contains(@class, 'author')]", NULL };
static const char *const bodies[] = { "//*[@itemprop='articleBody']",
	                              "//*[contains(@class, 'article-content')]",
	                              "//*[contains(@class, 'content-detail')]",
	                              "//*[contains(@class, 'detail-content')]",
	                              "//article",
	                              NULL };

static const char *first_of(struct portal *portal, const wd_node *page, const char *const *expressions)
{
	for (; *expressions; expressions++) {
		const char *text = wd_text(portal->job, page, *expressions);
		if (text)
			return text;
	}
	return NULL;
}

/* "Updated: 10:41, 27/01/2026": what stands behind a label in words. */
static const char *time_of(struct portal *portal, const char *text)
{
	return text ? portal_time(portal, text + strcspn(text, "0123456789")) : NULL;
}

static void read_blocks(struct portal *portal, const wd_node *page)
{
	static const char each[] =
		".//*[(self::p or self::h2 or self::h3 or self::li or self::blockquote) and "
		"not(ancestor::figure or "
		"ancestor::aside or ancestor::nav or ancestor::blockquote or ancestor::*[contains(@class, "
		"'related') or "
		"contains(@class, 'tag') or contains(@class, 'sapo')]) and not(contains(@class, 'sapo') or "
		"contains(@class, 'author') or contains(@class, 'caption') or contains(@class, 'source'))]";
	const wd_node *body = NULL;
	for (size_t i = 0; bodies[i] && !body; i++)
		body = wd_find(portal->job, page, bodies[i]);
	for (const wd_node *node = body ? wd_find(portal->job, body, each) : NULL;
	     node && portal->block_count < BLOCKS_MOST; node = wd_next(node)) {
		const char *text = wd_text(portal->job, node, "."), *name = wd_name(portal->job, node);
		if (!text)
			continue;
		const enum wd_block type = name[0] == 'h'   ? WD_HEADING
		                           : name[0] == 'l' ? WD_LIST_ITEM
		                           : name[0] == 'b' ? WD_QUOTE
		                                            : WD_PARAGRAPH_BLOCK;
		portal->blocks[portal->block_count++] = (struct paragraph){ (char *)(uintptr_t)text, type };
	}
}

static void read_pictures(struct portal *portal, const wd_node *page)
{
	const wd_node *figure = wd_find(portal->job, page,
	                                "//figure[.//img] | //*[contains(@class, 'image') and .//img and "
	                                ".//*[contains(@class, 'caption')]]");
	for (; figure && portal->picture_count < LIST_MOST; figure = wd_next(figure)) {
		const char *caption = wd_text(portal->job, figure, ".//figcaption");
		portal->pictures[portal->picture_count++] = (struct picture){
			.url = wd_text(portal->job, figure, ".//img/@src"),
			.caption =
				caption ? caption
					: wd_text(portal->job, figure, ".//*[contains(@class, 'caption')]"),
		};
	}
}

static void read_lists(struct portal *portal, const wd_node *page)
{
	const wd_node *tag = wd_find(portal->job, page, "//*[contains(@class, 'tag')]//a");
	for (; tag && portal->keyword_count < LIST_MOST; tag = wd_next(tag)) {
		const char *text = wd_text(portal->job, tag, ".");
		if (text)
			portal->keywords[portal->keyword_count++] = text + (*text == '#');
	}
	const wd_node *link =
		wd_find(portal->job, page, "//*[contains(@class, 'related')]//a[normalize-space(.)]");
	for (; link && portal->related_count < LIST_MOST; link = wd_next(link))
		portal->related[portal->related_count++] =
			(struct teaser){ wd_text(portal->job, link, "@href"),
			                 wd_text(portal->job, link, ".") };
}

/* "Source: VNA", "Theo TTXVN" below the text. */
static void read_origin(struct portal *portal, const wd_node *page)
{
	const char *text = wd_text(portal->job, page, "//*[contains(@class, 'source')]");
	static const char *const labels[] = { "source:", "nguồn:", "theo ", NULL };
	if (!text)
		return;
	text += text_starts_any(text, labels);
	portal->origin = text + strspn(text, " ");
}

bool page_read(struct portal *portal)
{
	const wd_node *page = wd_html(portal->job);
	if (!page)
		return false;
	portal->title = first_of(portal, page, titles);
	portal->section = first_of(portal, page, sections);
	portal->published = time_of(portal, first_of(portal, page, published));
	portal->updated = time_of(portal, first_of(portal, page, updated));
	portal->summary = first_of(portal, page, summaries);
	portal->byline = first_of(portal, page, bylines);
	const char *guid = post_id(portal->job, first_of(portal, page, addresses));
	if (guid)
		portal->guid = guid;
	read_blocks(portal, page);
	read_pictures(portal, page);
	read_lists(portal, page);
	read_origin(portal, page);
	if (portal->title && portal->block_count)
		return true;
	wd_fail(portal->job, "the page has no %s: has the portal's layout changed?",
	        portal->title ? "paragraphs" : "title");
	return false;
}

/* The portal's own addresses are what is sure; the standfirst's class is shared with its neighbours. */
int page_probe(wd_job *job, const struct wd_doc *doc)
{
	const wd_node *page = wd_html(job);
	const char *address =
		page ? wd_text(job, page,
	                       "//link[@rel='canonical']/@href | //meta[@property='og:url']/@content")
		     : NULL;
	if (post_id(job, address) || post_id(job, doc->url))
		return SURE;
	return page && wd_find(job, page, "//*[contains(@class, 'sapo')]") && wd_find(job, page, "//h1")
	               ? LIKELY
	               : 0;
}
