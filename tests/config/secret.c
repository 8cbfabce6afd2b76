/* SPDX-License-Identifier: MIT
 * A parser with a secret option. */
#include <wiredesk/plugin.h>

struct options {
	const char *key;
};

static const struct wd_opt options[] = { WD_SECRET(struct options, key, "what nobody may see"), WD_OPT_END };

static enum wd_verdict parse(wd_job *job, const struct wd_doc *doc, const void *opts, void *self)
{
	(void)doc;
	(void)opts;
	(void)self;
	return wd_fail(job, "this parser takes nothing");
}

WD_PARSER(.name = "secret", .version = "1.0", .summary = "has a secret", .options = options,
	  .options_size = sizeof(struct options), .parse = parse);
