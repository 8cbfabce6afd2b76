/* SPDX-License-Identifier: MIT
 * Rule files of any bytes: each is refused with a reason, or reads a page without harm. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "core/base/mem.h"
#include "core/plugin/job.h"
#include "fuzz.h"
#include "rules.h"

const struct wd_host *wd_host_ = &host_table;

static const char page[] =
	"<html lang='en'><head><title>Ferry is back | The Post</title><meta name='keywords' content='a, b'></head><body>"
	"<main><h1 class='headline'>Ferry is back</h1><p class='byline'>By <a rel='author' href='/roe'>Jane Roe</a></p>"
	"<time datetime='2026-03-02T07:40:00+01:00'>2 March</time><div class='story'><figure><img src='/a.jpg' alt='x'>"
	"<figcaption>The ferry</figcaption></figure><p>It left at ten.</p><div class='ad'>Fish</div><p>More.</p></div>"
	"<aside><ul><li><a href='/b'>Other</a></li></ul></aside></main></body></html>";

static const struct plugin plugin = { .name = "rules", .plugin = { .version = "1" } };

static void parse(struct rule_file *file)
{
	const struct runtime_sink sink = { .wants_explanations = true };
	struct document *doc = document_new();
	struct wd_job job;
	job_init(&job);
	doc->url = "https://post.example/news/1";
	document_take_body(doc, mem_dup(page), sizeof page - 1);
	job_reset(&job, doc, &sink);
	job.plugin = &plugin;
	const struct wd_doc view = { .size = sizeof view, .url = doc->url, .base = doc->url };
	if (rules_parse(&job, &view, file) != WD_OK && !job_reason(&job))
		abort();
	job_done(&job);
	document_free(doc);
}

static void open_and_parse(const char *path)
{
	struct wd_job job;
	job_init(&job);
	job_reset(&job, NULL, NULL);
	struct rule_file *file = rule_file_open(&job, path);
	if (!file == !job_reason(&job)) /* refused with a reason, or neither */
		abort();
	job_done(&job);
	if (file)
		parse(file);
	rule_file_close(file);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static bool is_set_up;
	char path[64];
	if (!is_set_up)
		dom_setup();
	is_set_up = true;
	const int fd = memfd_create("rules", MFD_CLOEXEC);
	if (fd < 0 || write(fd, data, size) != (ssize_t)size)
		abort();
	snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	open_and_parse(path);
	close(fd);
	return 0;
}
