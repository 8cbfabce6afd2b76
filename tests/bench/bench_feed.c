/* SPDX-License-Identifier: MIT
 * bench_feed FILE...: the parser feed alone, in this process, with a host that only counts: the reader of XML and the
 * choice of fields, without entities of HTML, sanitizing, addresses, dates and records. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>
#include <wiredesk/plugin.h>

struct feed_options {
	int64_t max_items;
	bool pages;
};

struct wd_job {
	const char *at, *end;
	size_t articles, fields, bytes;
};

/* An object is its job: what is set on it is counted there. */
static wd_object *object_of(wd_job *job)
{
	return (wd_object *)(void *)job;
}

static long characters(wd_job *job, void *into, size_t size)
{
	const size_t left = (size_t)(job->end - job->at), n = left < size ? left : size;
	memcpy(into, job->at, n);
	job->at += n;
	return (long)n;
}

static void set(wd_object *object, enum wd_field field, const char *value)
{
	wd_job *job = (wd_job *)(void *)object;
	(void)field;
	job->fields += value != NULL;
	job->bytes += value ? strlen(value) : 0;
}

static wd_object *part(wd_object *object, enum wd_part kind)
{
	(void)kind;
	return object;
}

static enum wd_verdict emit(wd_object *object)
{
	((wd_job *)(void *)object)->articles++;
	return WD_OK;
}

static const char *header(wd_job *job, const char *name)
{
	(void)job, (void)name;
	return NULL;
}

static const char *get(const wd_object *object, enum wd_field field)
{
	(void)object, (void)field;
	return NULL;
}

static const char *date(wd_job *job, const char *text)
{
	(void)job;
	return text;
}

static void release(wd_object *object)
{
	(void)object;
}

__attribute__((format(printf, 3, 4))) static void defect(wd_job *job, const char *code, const char *fmt, ...)
{
	(void)job, (void)fmt;
	fprintf(stderr, "defect: %s\n", code);
}

static const struct wd_host host = {
	.size = sizeof host,
	.api = WD_API,
	.characters = characters,
	.article = object_of,
	.feed = object_of,
	.set = set,
	.set_markup = set,
	.add = part,
	.emit = emit,
	.get = get,
	.header = header,
	.date = date,
	.release = release,
	.defect = defect,
};

static void read_one(const struct wd_plugin *plugin, wd_job *job, const char *path)
{
	static const struct feed_options options = { .max_items = 10000000 };
	struct stat info;
	const int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0 || fstat(fd, &info)) {
		perror(path);
		exit(EXIT_FAILURE);
	}
	const size_t size = (size_t)info.st_size;
	char *bytes = mmap(NULL, size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, fd, 0);
	close(fd);
	const struct wd_doc doc = { .size = sizeof doc,
		                    .url = "https://harbour.example/feed.xml",
		                    .base = "https://harbour.example/feed.xml",
		                    .charset = "utf-8",
		                    .body = { bytes, size } };
	job->at = bytes;
	job->end = bytes + size;
	plugin->parse(job, &doc, &options, NULL);
	munmap(bytes, size);
}

int main(int argc, char **argv)
{
	const struct wd_plugin *plugin = wd_plugin_1(&host);
	wd_job job = { 0 };
	struct rusage used;
	size_t total = 0;
	for (int i = 1; i < argc; i++) {
		read_one(plugin, &job, argv[i]);
		total += (size_t)(job.end - job.at) + 0;
	}
	getrusage(RUSAGE_SELF, &used);
	const double seconds = (double)used.ru_utime.tv_sec + (double)used.ru_utime.tv_usec / 1e6;
	printf("%zu articles, %zu fields, %.1f MB of text in %.3f s of user time; peak %ld KiB\n",
	       job.articles, job.fields, (double)job.bytes / 1e6, seconds, used.ru_maxrss);
	return total ? EXIT_FAILURE : EXIT_SUCCESS;
}
