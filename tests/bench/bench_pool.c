/* SPDX-License-Identifier: MIT
 * bench_pool FOLDER [PARSER [WORKERS]]: what isolation costs. The documents of a folder (generate_stories makes one) parsed and
 * normalized in this process, and in workers; documents a second. With WORKERS (0: in this process) only that, for a profiler:
 *
 *	perf stat -e instructions bench_pool in wire_text 0
 *	perf stat -e instructions bench_pool in wire_text 1 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/clock.h"
#include "core/base/mem.h"
#include "core/base/program.h"
#include "core/cli/parse.h"
#include "core/normalize/normalize.h"
#include "core/plugin/runtime.h"
#include "core/worker/pool.h"

struct documents {
	struct document **at;
	size_t count;
};

struct usage {
	int64_t wall_ms;
	size_t records;
};

static void report(const char *what, const struct documents *docs, struct usage used)
{
	printf("%-16s %6zu records, %7.0f documents/s\n", what, used.records,
	       (double)docs->count * 1000 / (double)used.wall_ms);
}

/* --- in this process */

static void count_record(void *self, const struct record *record)
{
	(void)record;
	++*(size_t *)self;
}

static void ignore_link(void *self, const struct record_link *link)
{
	(void)self;
	(void)link;
}

static void ignore_log(void *self, enum wd_level level, const char *text)
{
	(void)self;
	(void)level;
	(void)text;
}

static struct usage run_here(const struct documents *docs)
{
	struct runtime *runtime;
	struct err err;
	struct outcome outcome;
	size_t records = 0;
	const struct runtime_sink sink = { .record = count_record, .link = ignore_link, .log = ignore_log, .self = &records };
	date_setup();
	url_setup();
	language_setup();
	if (runtime_new(&(struct runtime_options){ 0 }, &runtime, &err)) {
		fprintf(stderr, "%s\n", err.text);
		exit(EXIT_FAILURE);
	}
	const int64_t since = clock_mono_ms();
	for (size_t i = 0; i < docs->count; i++)
		runtime_parse(runtime, docs->at[i], &sink, &outcome);
	const struct usage used = { clock_mono_ms() - since, records };
	runtime_free(runtime);
	return used;
}

/* --- in workers */

struct feeding {
	const struct documents *docs;
	struct pool *pool;
	size_t next, done, records;
};

static void on_done(void *self, struct document *doc, const struct outcome *outcome);

static void feed(struct feeding *feeding)
{
	while (feeding->next < feeding->docs->count && pool_has_room(feeding->pool))
		pool_submit(feeding->pool, feeding->docs->at[feeding->next++], on_done, feeding);
}

static void on_done(void *self, struct document *doc, const struct outcome *outcome)
{
	struct feeding *feeding = self;
	(void)doc;
	feeding->records += outcome->record_count;
	feeding->done++;
	feed(feeding);
}

/* Children's time counts when they are gone: the pool is freed before it is read. */
static struct usage run_in_workers(const struct documents *docs, unsigned workers)
{
	uv_loop_t loop;
	struct err err;
	struct feeding feeding = { .docs = docs };
	const struct pool_options options = { .workers = workers, .recycle_after = 1000000 };
	uv_loop_init(&loop);
	if (pool_new(&loop, &options, &feeding.pool, &err)) {
		fprintf(stderr, "%s\n", err.text);
		exit(EXIT_FAILURE);
	}
	const int64_t since = clock_mono_ms();
	feed(&feeding);
	while (feeding.done < docs->count)
		uv_run(&loop, UV_RUN_ONCE);
	const struct usage used = { clock_mono_ms() - since, feeding.records };
	pool_free(feeding.pool);
	uv_loop_close(&loop);
	return used;
}

static void read_documents(const char *folder, const char *parser, struct documents *out)
{
	struct parse_inputs inputs = { 0 };
	const struct parse_facts facts = { .parser = parser };
	struct err err;
	arena_init(&inputs.arena);
	if (parse_inputs_add(&inputs, folder, true, &err) || !inputs.count) {
		fprintf(stderr, "no documents below %s\n", folder);
		exit(EXIT_FAILURE);
	}
	out->at = mem_zero(inputs.count, sizeof *out->at);
	for (size_t i = 0; i < inputs.count; i++)
		if (!parse_input_read(&inputs.at[i], &facts, &out->at[out->count], &err))
			out->count++;
	parse_inputs_done(&inputs);
}

int main(int argc, char **argv)
{
	struct documents docs = { 0 };
	if (argc < 2) {
		fputs("usage: bench_pool FOLDER [PARSER]\n", stderr);
		return EXIT_FAILURE;
	}
	program_set_path(BENCH_PROGRAM);
	setenv("WIREDESK_PLUGINS", BENCH_PLUGINS, 1);
	read_documents(argv[1], argc > 2 ? argv[2] : "wire_text", &docs);
	if (argc > 3) {
		const unsigned workers = (unsigned)strtoul(argv[3], NULL, 10);
		report(argv[3], &docs, workers ? run_in_workers(&docs, workers) : run_here(&docs));
	} else {
		run_here(&docs); /* warm */
		report("in this process", &docs, run_here(&docs));
		report("one worker", &docs, run_in_workers(&docs, 1));
		report("two workers", &docs, run_in_workers(&docs, 2));
	}
	for (size_t i = 0; i < docs.count; i++)
		document_free(docs.at[i]);
	free(docs.at);
	return EXIT_SUCCESS;
}
