/* SPDX-License-Identifier: MIT
 * bench_records FILE...: feeds to whole records in this process, as a worker makes them, without host and pipes: for
 * callgrind, and for what the worker's half costs alone. */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/doc/charset.h"
#include "core/normalize/normalize.h"
#include "core/plugin/runtime.h"

struct tally {
	size_t records, bytes;
};

static void count_record(void *self, const struct record *record)
{
	struct tally *tally = self;
	tally->records++;
	tally->bytes += record->json.len;
}

static void ignore_link(void *self, const struct record_link *link)
{
	(void)self, (void)link;
}

static size_t parse_file(struct runtime *runtime, const char *path, struct tally *tally)
{
	const struct runtime_sink sink = { .record = count_record, .link = ignore_link, .self = tally };
	struct document *doc = document_new();
	struct outcome outcome = { 0 };
	struct stat info;
	const int fd = open(path, O_RDONLY | O_CLOEXEC);
	doc->parser = "feed";
	doc->url = "https://harbour.example/f.xml";
	if (fd < 0 || fstat(fd, &info) || document_map(doc, fd, (size_t)info.st_size))
		perror(path);
	else
		runtime_parse(runtime, doc, &sink, &outcome);
	const size_t size = doc->body.len;
	document_free(doc);
	if (fd >= 0)
		close(fd);
	return size;
}

int main(int argc, char **argv)
{
	struct runtime *runtime;
	struct err err;
	struct rusage before, after;
	struct tally tally = { 0 };
	size_t bytes = 0;
	charset_setup();
	language_setup();
	date_setup();
	url_setup();
	if (runtime_new(&(struct runtime_options){ .dirs = BENCH_PLUGINS }, &runtime, &err)) {
		fprintf(stderr, "%s\n", err.text);
		return 2;
	}
	getrusage(RUSAGE_SELF, &before);
	for (int i = 1; i < argc; i++)
		bytes += parse_file(runtime, argv[i], &tally);
	getrusage(RUSAGE_SELF, &after);
	const double seconds = (double)(after.ru_utime.tv_sec - before.ru_utime.tv_sec) +
	                       (double)(after.ru_utime.tv_usec - before.ru_utime.tv_usec) / 1e6;
	printf("%zu records, %.1f MB of JSON from %.1f MB in %.3f s of user time: %.1f MB/s\n", tally.records,
	       (double)tally.bytes / 1e6, (double)bytes / 1e6, seconds, (double)bytes / 1e6 / seconds);
	runtime_free(runtime);
	return tally.records ? 0 : 1;
}
