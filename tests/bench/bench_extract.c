/* SPDX-License-Identifier: MIT
 * bench_extract [-n] FOLDER [COUNT]: CPU time of libxml2's htmlReadMemory for the pages of FOLDER (.html.gz), and of all of
 * `parse` for the same ones: reading, character set, tree, extraction, normalizing, JSON. -n: only the second, for
 * callgrind. */
#include <dirent.h>
#include <libxml/HTMLparser.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>
#include <zlib.h>

#include "core/base/buf.h"
#include "core/base/mem.h"
#include "core/base/vec.h"
#include "core/doc/charset.h"
#include "core/plugin/runtime.h"

enum { PAGE_MOST = 64 << 20 };

typedef VEC(struct buf) page_list;

static int read_page(const char *path, struct buf *out)
{
	gzFile file = gzopen(path, "rb");
	int got = -1;
	buf_init(out, PAGE_MOST);
	for (char *room; file && (room = buf_room(out, 1 << 16)) && (got = gzread(file, room, 1 << 16)) > 0;)
		out->len += (size_t)got;
	if (file)
		gzclose(file);
	return got;
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static size_t read_pages(const char *folder, size_t most, page_list *pages)
{
	struct dirent **names;
	size_t bytes = 0;
	const int count = scandir(folder, &names, NULL, by_name);
	for (int i = 0; i < count; i++) {
		char *path = mem_printf("%s/%s", folder, names[i]->d_name);
		struct buf page;
		if (strstr(names[i]->d_name, ".html") && pages->count < most && read_page(path, &page) == 0) {
			bytes += page.len;
			vec_add(pages, page);
		}
		free(path);
		free(names[i]);
	}
	if (count >= 0)
		free(names);
	return bytes;
}

static double cpu_ms(void)
{
	struct timespec now;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static double plain_tree(const page_list *pages)
{
	const int options = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET;
	const double begun = cpu_ms();
	for (size_t i = 0; i < pages->count; i++)
		xmlFreeDoc(htmlReadMemory(pages->at[i].ptr, (int)pages->at[i].len, NULL, NULL, options));
	return cpu_ms() - begun;
}

static void count_record(void *self, const struct record *record)
{
	(void)record;
	++*(size_t *)self;
}

static double whole_parse(struct runtime *runtime, const page_list *pages, size_t *records)
{
	const struct runtime_sink sink = { .record = count_record, .self = records };
	const double begun = cpu_ms();
	for (size_t i = 0; i < pages->count; i++) {
		struct document *doc = document_new();
		struct outcome out = { 0 };
		doc->parser = "article";
		doc->url = "https://pages.example/story";
		doc->media_type = "text/html";
		document_take_body(
			doc, memcpy(mem_alloc(pages->at[i].len + 1), pages->at[i].ptr, pages->at[i].len),
			pages->at[i].len);
		runtime_parse(runtime, doc, &sink, &out);
		document_free(doc);
	}
	return cpu_ms() - begun;
}

int main(int argc, char **argv)
{
	page_list pages = { 0 };
	struct runtime *runtime;
	struct err err;
	struct rusage usage;
	size_t records = 0;
	const bool is_alone = argc > 1 && !strcmp(argv[1], "-n");
	argv += is_alone;
	argc -= is_alone;
	if (argc < 2) {
		fprintf(stderr, "usage: bench_extract [-n] FOLDER [COUNT]\n");
		return 2;
	}
	const size_t bytes = read_pages(argv[1], argc > 2 ? (size_t)atol(argv[2]) : SIZE_MAX, &pages);
	const double tree = is_alone ? 0 : plain_tree(&pages);
	charset_setup();
	if (runtime_new(&(struct runtime_options){ .dirs = BENCH_PLUGINS }, &runtime, &err)) {
		fprintf(stderr, "%s\n", err.text);
		return 2;
	}
	const double whole = whole_parse(runtime, &pages, &records);
	getrusage(RUSAGE_SELF, &usage);
	printf("%zu pages, %.1f MB, %zu records\n", pages.count, (double)bytes / 1e6, records);
	printf("htmlReadMemory %.2f ms a page; parse %.2f ms a page, %.0f pages/s: %.2f times\n",
	       tree / (double)pages.count, whole / (double)pages.count, (double)pages.count * 1e3 / whole,
	       tree > 0 ? whole / tree : 0);
	runtime_free(runtime);
	for (size_t i = 0; i < pages.count; i++)
		buf_done(&pages.at[i]);
	vec_done(&pages);
	return records == pages.count ? 0 : 1;
}
