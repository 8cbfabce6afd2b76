/* SPDX-License-Identifier: MIT
 * A sink that hangs, refuses every tenth record, dies once or at a record whose title is
 * Poison, or wants to be asked
 * later once. */
#include <wiredesk/plugin.h>

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* A sanitizer has handlers of its own. */
static void die_of(int number)
{
	signal(number, SIG_DFL);
	raise(number);
}

struct options {
	const char *how;
	const char *out;
};

static const struct wd_opt options[] = {
	WD_CHOICE(struct options, how, "hang", "hang|refuse|die|poison|later", "what it does"),
	WD_PATH(struct options, out, "bad.txt", "where it writes the ids that it takes"),
	WD_OPT_END,
};

static const struct options *settings;
static int batches, seen;

static void *open_bad(wd_job *job, const void *opts)
{
	(void)job;
	settings = opts;
	return &batches;
}

static void take(const struct wd_record *record)
{
	FILE *out = fopen(settings->out, "a");
	if (!out)
		return;
	fprintf(out, "%s\n", record->id);
	fclose(out);
}

static bool is_first_time(void)
{
	char mark[4096];
	snprintf(mark, sizeof mark, "%s.died", settings->out);
	FILE *out = fopen(mark, "wx");
	if (out)
		fclose(out);
	return out != NULL;
}

static enum wd_verdict write_bad(wd_job *job, const struct wd_batch *batch, void *self)
{
	(void)self;
	batches++;
	if (!strcmp(settings->how, "hang"))
		for (;;)
			pause();
	if (!strcmp(settings->how, "die") && is_first_time())
		die_of(SIGSEGV);
	if (!strcmp(settings->how, "later") && batches == 1) {
		wd_fail(job, "not now");
		return WD_RETRY;
	}
	for (size_t i = 0; i < batch->count; i++) {
		if (!strcmp(settings->how, "refuse") && ++seen % 10 == 0) {
			for (size_t before = 0; before < i; before++)
				take(&batch->records[before]);
			wd_taken(job, i);
			wd_fail(job, "do not like number %lld", (long long)batch->records[i].seq);
			return WD_REJECT;
		}
		if (!strcmp(settings->how, "poison") &&
		    strstr(batch->records[i].json.ptr, "\"title\":\"Poison\""))
			die_of(SIGSEGV);
	}
	for (size_t i = 0; i < batch->count; i++)
		take(&batch->records[i]);
	return WD_OK;
}

WD_SINK(.name = "bad", .version = "1.0", .summary = "misbehaves", .options = options,
        .options_size = sizeof(struct options), .open = open_bad, .write = write_bad);
