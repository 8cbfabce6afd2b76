/* SPDX-License-Identifier: MIT
 * A parser that crashes when it is opened. */
#include <wiredesk/plugin.h>

#include <signal.h>

/* A sanitizer has handlers of its own. */
static void die_of(int number)
{
	signal(number, SIG_DFL);
	raise(number);
}

static void *open_it(wd_job *job, const void *options)
{
	(void)options;
	die_of(SIGSEGV);
	return job;
}

static enum wd_verdict parse(wd_job *job, const struct wd_doc *doc, const void *options, void *self)
{
	(void)doc;
	(void)options;
	(void)self;
	return wd_fail(job, "it takes nothing");
}

WD_PARSER(.name = "bad_open", .version = "1.0", .summary = "crashes when opened", .open = open_it,
          .parse = parse);
