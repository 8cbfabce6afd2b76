/* SPDX-License-Identifier: MIT
 * The parser of the good source that runs beside the bad ones: the first line is the title, the rest the body. */
#include <wiredesk/plugin.h>

static enum wd_verdict parse(wd_job *job, const struct wd_doc *doc, const void *options, void *self)
{
	const wd_node *text = wd_plain(job);
	wd_object *article = wd_new_article(job);
	(void)doc;
	(void)options;
	(void)self;
	wd_set(article, WD_TITLE, wd_text(job, text, "(//line)[1]"));
	wd_set(article, WD_BODY, wd_text(job, text, "(//line)[2]"));
	return wd_emit(article);
}

WD_PARSER(.name = "good", .version = "1.0", .summary = "behaves", .parse = parse);
