/* SPDX-License-Identifier: MIT
 * The parser feed with the host's own functions: no crash, and every record passes the host's check. */
#include <stdio.h>
#include <stdlib.h>

#include "core/plugin/job.h"
#include "fuzz.h"

static void check_record(void *self, const struct record *record)
{
	(void)self;
	if (record_check(record->json, NULL) || !record->head.key_count)
		abort();
}

static const struct plugin *load(void)
{
	static struct plugin plugin;
	const struct wd_plugin *given = wd_plugin_1(&host_table);
	if (!plugin.name[0]) {
		dom_setup();
		snprintf(plugin.name, sizeof plugin.name, "%s", given->name);
		plugin.plugin = *given;
	}
	return &plugin;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct {
		int64_t max_items;
		bool pages;
	} options = { .max_items = 1000 };
	const struct plugin *plugin = load();
	const struct runtime_sink sink = { .record = check_record };
	struct document *doc = document_new();
	struct wd_job job;
	doc->url = "https://host.example/feed.xml";
	document_take_body(doc, mem_dup_n((const char *)data, size), size);
	job_init(&job);
	job_reset(&job, doc, &sink);
	job.plugin = plugin;
	const struct wd_doc view = { .size = sizeof view,
		                     .url = doc->url,
		                     .base = doc->url,
		                     .charset = "utf-8",
		                     .source = "cli",
		                     .timezone = "UTC",
		                     .fetched_at = 1795500000,
		                     .body = { doc->body.ptr, size } };
	plugin->plugin.parse(&job, &view, &options, NULL);
	job_finish_feed(&job);
	job_done(&job);
	document_free(doc);
	return 0;
}
