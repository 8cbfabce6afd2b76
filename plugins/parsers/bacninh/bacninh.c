/* SPDX-License-Identifier: MIT
 * Pages of the portal of Bắc Ninh, in its languages, and of others built the same way. See wiredesk-bacninh(7). */
#include "portal.h"

static const struct wd_opt options[] = {
	WD_STR(struct options, timezone, "+07:00", "offset of the times that the portal prints"), WD_OPT_END
};

static enum wd_verdict parse(wd_job *job, const struct wd_doc *doc, const void *opts, void *self)
{
	static struct portal portal;
	(void)self;
	portal = (struct portal){ .job = job, .options = opts };
	if (doc->url)
		portal.guid = post_id(job, doc->url);
	if (doc_is_html(doc) ? !page_read(&portal) : !text_read(&portal))
		return WD_REJECT;
	return portal_emit(&portal);
}

static int probe(wd_job *job, const struct wd_doc *doc, const void *opts)
{
	(void)opts;
	if (doc_is_html(doc))
		return page_probe(job, doc);
	return doc_is_text(doc) ? text_probe(job) : 0;
}

WD_PARSER(.name = "bacninh", .version = "1.0", .summary = "pages of a regional portal", .options = options,
          .options_size = sizeof(struct options), .parse = parse, .probe = probe);
