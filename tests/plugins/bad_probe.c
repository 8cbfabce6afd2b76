/* SPDX-License-Identifier: MIT
 * A parser that is harmless until it is asked whether a document is for it: then it crashes at "probe". */
#include <wiredesk/plugin.h>

#include <signal.h>
#include <string.h>

/* A sanitizer has handlers of its own. */
static void die_of(int number)
{
	signal(number, SIG_DFL);
	raise(number);
}

static enum wd_verdict parse(wd_job *job, const struct wd_doc *doc, const void *options, void *self)
{
	(void)doc;
	(void)options;
	(void)self;
	return wd_fail(job, "it takes nothing");
}

static int probe(wd_job *job, const struct wd_doc *doc, const void *options)
{
	(void)job;
	(void)options;
	if (doc->body.len >= 5 && !memcmp(doc->body.ptr, "probe", 5))
		die_of(SIGSEGV);
	return 0;
}

WD_PARSER(.name = "bad_probe", .version = "1.0", .summary = "crashes when asked", .parse = parse,
          .probe = probe);
