/* SPDX-License-Identifier: MIT
 * Records on standard output, for pipes and for looking. It cannot tell what a reader got: after a crash of
 * the host the last batch may come again. */
#include <wiredesk/plugin.h>

#include <errno.h>
#include <stdio.h>
#include <string.h>

struct options {
	const char *format;
};

static const struct wd_opt options[] = { WD_CHOICE(struct options, format, "jsonl", "jsonl|ninjs|text",
						   "what is written for a record"),
					 WD_OPT_END };

static const struct options *settings;

static void *open_output(wd_job *job, const void *opts)
{
	(void)job;
	settings = opts;
	return stdout;
}

static bool put(wd_job *job, const struct wd_record *record, FILE *out)
{
	if (!strcmp(settings->format, "jsonl"))
		return fwrite(record->json.ptr, 1, record->json.len, out) == record->json.len &&
		       putc('\n', out) != EOF;
	const char *text = wd_form(job, record, settings->format);
	return !text || (fputs(text, out) != EOF && putc('\n', out) != EOF);
}

static enum wd_verdict write_batch(wd_job *job, const struct wd_batch *batch, void *self)
{
	FILE *out = self;
	for (size_t i = 0; i < batch->count; i++)
		if (!put(job, &batch->records[i], out))
			break;
	if (!ferror(out) && !fflush(out))
		return WD_OK;
	wd_fail(job, "standard output: %s; is its reader gone?", strerror(errno));
	clearerr(out);
	return WD_RETRY;
}

WD_SINK(.name = "stdout", .version = "1.0", .summary = "records on standard output", .options = options,
	.options_size = sizeof(struct options), .open = open_output, .write = write_batch);
