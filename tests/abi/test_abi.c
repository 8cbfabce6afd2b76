/* SPDX-License-Identifier: MIT
 * The first plugin binary (first.c) loads, and gives the articles it always gave. */
#include <stdio.h>
#include <stdlib.h>

#include "core/base/buf.h"
#include "core/base/mem.h"
#include "core/plugin/runtime.h"

static const char page[] = "<h1>One</h1><time datetime='2026-05-04T10:00:00Z'></time><p>First text.</p>"
			   "<h1>Two</h1><p>Second text.</p><h1>Three</h1><a href='/next.html'>more</a>";

static void add_record(void *self, const struct record *record)
{
	buf_add(self, record->json);
	buf_addc(self, '\n');
}

static void add_link(void *self, const struct record_link *link)
{
	buf_printf(self, "%s %s\n", link->role, link->url);
}

static void expect(const char *have, const char *piece)
{
	if (strstr(have, piece))
		return;
	fprintf(stderr, "no %s in:\n%s\n", piece, have);
	exit(EXIT_FAILURE);
}

static void run(struct runtime *runtime, struct document *doc)
{
	static const char *const pieces[] = {
		"\"title\":\"One\"",
		"\"title\":\"Two\"",
		"\"published_at\":\"2026-05-04T10:00:00Z\"",
		"\"sections\":[\"Old\"]",
		"First text.",
		"Second text.",
		"A picture",
		"other.example",
		"next https://portal.example/next.html",
	};
	struct buf text;
	struct outcome outcome;
	buf_init(&text, 1 << 20);
	runtime_parse(runtime, doc,
		      &(struct runtime_sink){ .record = add_record, .link = add_link, .self = &text },
		      &outcome);
	expect(outcome.state == OUTCOME_DONE ? "done" : outcome.reason, "done");
	for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++)
		expect(text.ptr ? text.ptr : "", pieces[i]);
	expect(outcome.defects ? outcome.defects : "", "{\"code\":\"old\",\"text\":\"read by first\"}");
	buf_done(&text);
}

int main(int argc, char **argv)
{
	struct runtime *runtime;
	struct err err;
#ifndef __x86_64__
	return 77;
#endif
	if (argc != 2 || setenv("WIREDESK_PLUGINS", argv[1], 1))
		return EXIT_FAILURE;
	if (runtime_new(&(struct runtime_options){ 0 }, &runtime, &err)) {
		fprintf(stderr, "%s\n", err.text);
		return EXIT_FAILURE;
	}
	struct document *doc = document_new();
	doc->url = "https://portal.example/front.html";
	doc->parser = "first";
	document_take_body(doc, mem_dup(page), sizeof page - 1);
	run(runtime, doc);
	document_free(doc);
	runtime_free(runtime);
	return EXIT_SUCCESS;
}
