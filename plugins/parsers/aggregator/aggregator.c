/* SPDX-License-Identifier: MIT
 * Stories of aggregators, which write from several sources and cite them as [n]. See wiredesk-aggregator(7). */
#include "story.h"

enum { SURE = 90, LIKELY = 70, PERHAPS = 40 };

static enum wd_verdict parse(wd_job *job, const struct wd_doc *doc, const void *options, void *self)
{
	static struct story story;
	(void)options;
	(void)self;
	story = (struct story){ .job = job };
	if (doc_is_html(doc) ? !page_read(&story) : !text_read(&story))
		return WD_REJECT;
	return story_emit(&story);
}

/* Citations in brackets are what tells an aggregator; a list of sources makes it sure. */
static int probe(wd_job *job, const struct wd_doc *doc, const void *options)
{
	size_t markers = 0;
	bool has_sources = false;
	const bool is_page = doc_is_html(doc);
	(void)options;
	if (!is_page && !doc_is_text(doc))
		return 0;
	const wd_node *root = is_page ? wd_html(job) : wd_plain(job);
	const char *each = is_page ? "//p | //h2 | //h3 | //li | //sup" : "/text/p/line";
	for (const wd_node *node = wd_find(job, root, each); node; node = wd_next(node)) {
		const char *text = wd_text(job, node, ".");
		markers += text ? count_markers(text) : 0;
		has_sources |= text && is_sources_heading(text);
	}
	if (is_page)
		markers += wd_find(job, root, "//sup/a[starts-with(@href, '#')]") ? 2 : 0;
	if (markers < 2)
		return has_sources ? PERHAPS / 4 : 0;
	return has_sources ? SURE : markers >= 4 ? LIKELY : PERHAPS;
}

WD_PARSER(.name = "aggregator", .version = "1.0", .summary = "stories of aggregators, with citations",
          .parse = parse, .probe = probe);
