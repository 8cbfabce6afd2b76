/* SPDX-License-Identifier: MIT
 * headlines - a sink of your own: date, source and headline of each new article, a line each, in one file.
 *
 *	cc -shared -fPIC $(pkg-config --cflags wiredesk) -o headlines.so headlines.c
 *
 * What it has written is durable when write() returns WD_OK: that is all a sink must promise. It cannot tell where it
 * stands, so a crash between its fsync and the host's commit writes the last lines twice. A sink that stores the
 * position with its rows (see .position in wiredesk-plugin(3)) does not. */
#include <wiredesk/plugin.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct options {
	const char *path;
};

static const struct wd_opt options[] = {
	WD_PATH_REQUIRED(struct options, path, "the file that headlines are added to"), WD_OPT_END
};

static void *open_file(wd_job *job, const void *opts)
{
	const struct options *o = opts;
	FILE *file = fopen(o->path, "a");
	if (!file)
		wd_fail(job, "%s: %s", o->path, strerror(errno));
	return file;
}

static void close_file(void *self)
{
	if (self)
		fclose(self);
}

static void add(wd_job *job, const struct wd_record *record, FILE *file)
{
	const wd_node *article = wd_record(job, record);
	const char *title = wd_text(job, article, "//title");
	const char *change = wd_text(job, article, "//change");
	if (title && change && !strcmp(change, "new"))
		fprintf(file, "%.10s\t%s\t%s\n", wd_text(job, article, "//sort_at"), record->source, title);
}

static enum wd_verdict write_batch(wd_job *job, const struct wd_batch *batch, void *self)
{
	for (size_t i = 0; i < batch->count; i++)
		add(job, &batch->records[i], self);
	if (!fflush(self) && !fsync(fileno(self)))
		return WD_OK;
	wd_fail(job, "%s", strerror(errno));
	return WD_RETRY; /* the disk is full, perhaps: the host tries again, with back-off */
}

WD_SINK(.name = "headlines", .version = "1.0", .summary = "headlines, a line each", .options = options,
        .options_size = sizeof(struct options), .open = open_file, .close = close_file, .write = write_batch);
