/* SPDX-License-Identifier: MIT
 * rules.c - a parser made of a rule file: see wiredesk-rules(7). */
#include "rules.h"

struct options {
	const char *file;
};

static const struct wd_opt options[] = {
	WD_PATH_REQUIRED(struct options, file, "the rule file (YAML), see wiredesk-rules(7)"), WD_OPT_END
};

static void *open_file(wd_job *job, const void *opts)
{
	const struct options *o = opts;
	return rule_file_open(job, o->file);
}

static void close_file(void *self)
{
	rule_file_close(self);
}

static enum wd_verdict parse(wd_job *job, const struct wd_doc *doc, const void *opts, void *self)
{
	(void)opts;
	return rules_parse(job, doc, self);
}

WD_PARSER(.name = "rules", .version = "1.0",
          .summary = "a parser made of a rule file: CSS or XPath for each field", .options = options,
          .options_size = sizeof(struct options), .open = open_file, .close = close_file, .parse = parse);
