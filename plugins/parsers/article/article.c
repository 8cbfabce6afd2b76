/* SPDX-License-Identifier: MIT
 * The general extractor. See wiredesk-article(7). */
#include "page.h"

static enum wd_verdict parse(wd_job *job, const struct wd_doc *doc, const void *options, void *self)
{
	static struct page page;
	(void)doc, (void)options, (void)self;
	if (!page_read(&page, job))
		return WD_REJECT;
	return WD_OK;
}

WD_PARSER(.name = "article", .version = "1.0", .summary = "articles of any site", .parse = parse);
