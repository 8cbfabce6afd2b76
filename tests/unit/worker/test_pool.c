/* SPDX-License-Identifier: MIT
 * The pool with bad parsers: each costs one document, which is tried twice and named; a good source beside it loses
 * nothing. */
#include "unit/check_main.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "core/base/log.h"
#include "core/base/mem.h"
#include "core/base/program.h"
#include "core/worker/pool.h"

#define PARSERS TEST_BINARY_DIR "/test-parsers"

enum { GOOD = 40, MOST = 64 };

struct result {
	enum outcome_state state;
	char reason[512];
	size_t records, links;
	char json[512];
	unsigned calls;
	bool is_alone;
};

struct run {
	uv_loop_t loop;
	struct pool *pool;
	struct document *docs[MOST];
	struct result results[MOST];
	size_t count, done;
};

static struct run run;

static void start(const char *dirs, const struct pool_options *more)
{
	struct pool_options options = *more;
	struct err err;
	program_set_path(TEST_BINARY_DIR "/wiredesk");
	log_setup(&(struct log_options){ .level = LOG_ERROR });
	setenv("WIREDESK_PLUGINS", dirs, 1);
	options.workers = options.workers ? options.workers : 2;
	options.time_limit_ms = options.time_limit_ms ? options.time_limit_ms : 400;
	uv_loop_init(&run.loop);
	ck_assert_msg(!pool_new(&run.loop, &options, &run.pool, &err), "%s", err.text);
}

static void add(const char *parser, const char *text)
{
	struct document *doc = document_new();
	doc->parser = document_keep(doc, parser);
	doc->source = document_keep(doc, parser);
	doc->path = document_keep(doc, text);
	document_take_body(doc, mem_dup(text), strlen(text));
	run.docs[run.count++] = doc;
}

static void on_done(void *self, struct document *doc, const struct outcome *outcome)
{
	struct result *result = self;
	result->state = outcome->state;
	result->records = outcome->record_count;
	result->links = outcome->link_count;
	result->calls++;
	result->is_alone = doc->is_alone;
	snprintf(result->reason, sizeof result->reason, "%s", outcome->reason ? outcome->reason : "");
	if (outcome->record_count)
		snprintf(result->json, sizeof result->json, "%.*s", STR_ARG(outcome->records[0].json));
	run.done++;
}

static void go(void)
{
	for (size_t i = 0; i < run.count; i++)
		pool_submit(run.pool, run.docs[i], on_done, &run.results[i]);
	while (run.done < run.count && uv_run(&run.loop, UV_RUN_ONCE))
		;
	ck_assert_uint_eq(run.done, run.count);
}

static size_t count_descriptors(void)
{
	size_t count = 0;
	DIR *folder = opendir("/proc/self/fd");
	while (readdir(folder))
		count++;
	closedir(folder);
	return count;
}

static void stop(void)
{
	pool_free(run.pool);
	ck_assert_int_eq(uv_loop_close(&run.loop), 0);
	for (size_t i = 0; i < run.count; i++)
		document_free(run.docs[i]);
	memset(&run, 0, sizeof run);
}

/* The bad document stands among good ones of another parser; every good one gives its record. */
static struct result harm(const char *parser, const char *misdeed)
{
	char text[64];
	for (int i = 0; i < GOOD; i++) {
		if (i == GOOD / 2)
			add(parser, misdeed);
		snprintf(text, sizeof text, "Title %d\nThe body of document %d.\n", i, i);
		add("good", text);
	}
	go();
	struct result bad = { 0 };
	for (size_t i = 0; i < run.count; i++) {
		const struct result *result = &run.results[i];
		ck_assert_uint_eq(result->calls, 1);
		if (i == GOOD / 2) {
			bad = *result;
			continue;
		}
		snprintf(text, sizeof text, "\"title\":\"Title %d\"", (int)(i < GOOD / 2 ? i : i - 1));
		ck_assert_msg(result->state == OUTCOME_DONE && result->records == 1,
		              "%s beside a good one: %s", misdeed, result->reason);
		ck_assert_msg(strstr(result->json, text) != NULL, "%s: %s", misdeed, result->json);
	}
	return bad;
}

static const struct {
	const char *misdeed, *reason;
} deadly[] = {
	{ "crash", "parser bad was killed by SIGSEGV" },
	{ "abort", "parser bad was killed by SIGABRT" },
	{ "quit", "parser bad called exit(0)" },
	{ "quit-loudly", "parser bad called exit(7)" },
	{ "hang-busy", "parser bad took longer than 0.400 s" },
	{ "hang-asleep", "parser bad took longer than 0.400 s" },
	{ "hang-stubbornly", "parser bad took longer than 0.400 s" },
	{ "stop", "parser bad took longer than 0.400 s" },
	{ "eat-memory", "parser bad wanted more than 64 MiB of memory" },
	{ "overrun-stack", "parser bad was killed by SIGSEGV" },
	{ "gigabytes", "parser bad " /* whichever limit it meets first: output, memory, time */ },
	{ "endless", "parser bad " },
	{ "links", "parser bad " },
	{ "close-all", "parser bad " },
	{ "garbage", "parser bad answered garbage" },
	{ "claim-length", "parser bad answered garbage" },
	{ "kill-parent", "parser bad " },
};

/* Limits of memory and stack are a sanitizer's own affair. */
static bool is_for_sanitizers(const char *misdeed)
{
#if defined(__SANITIZE_ADDRESS__)
	return strcmp(misdeed, "eat-memory") && strcmp(misdeed, "overrun-stack") &&
	       strcmp(misdeed, "crash") && strcmp(misdeed, "abort");
#else
	return misdeed != NULL;
#endif
}

START_TEST(a_bad_parser_costs_one_document)
{
	start(PARSERS, &(struct pool_options){ 0 }); /* what the loop opens once stays open */
	harm("good", "Another title");
	stop();
	for (size_t i = 0; i < sizeof deadly / sizeof *deadly; i++) {
		if (!is_for_sanitizers(deadly[i].misdeed))
			continue;
		const size_t before = count_descriptors();
		struct pool_stats stats;
		start(PARSERS, &(struct pool_options){ .memory_limit = 64 << 20,
		                                       .output_limit = 4 << 20,
		                                       .link_limit = 100 });
		const struct result bad = harm("bad", deadly[i].misdeed);
		ck_assert_msg(bad.state == OUTCOME_FAILED, "%s: state %d, %s", deadly[i].misdeed, bad.state,
		              bad.reason);
		ck_assert_msg(strstr(bad.reason, deadly[i].reason) == bad.reason, "%s: %s", deadly[i].misdeed,
		              bad.reason);
		ck_assert_msg(bad.is_alone, "%s: the second try was not alone", deadly[i].misdeed);
		pool_get_stats(run.pool, &stats);
		ck_assert_msg(stats.deaths >= 2 && stats.retries >= 1, "%s: %d deaths", deadly[i].misdeed,
		              (int)stats.deaths);
		stop();
		ck_assert_msg(count_descriptors() == before, "%s leaves descriptors open", deadly[i].misdeed);
	}
}
END_TEST

START_TEST(what_is_only_odd_costs_nothing)
{
	static const char *const odd[] = { "flood", "leave-children", "broken-text", "no misdeed at all" };
	for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
		start(PARSERS, &(struct pool_options){ .time_limit_ms = 5000 });
		const struct result result = harm("bad", odd[i]);
		ck_assert_msg(result.state == OUTCOME_DONE && result.records == 1, "%s: %s", odd[i],
		              result.reason);
		stop();
	}
}
END_TEST

/* What does not crash again is done, and the doubt is said. */
START_TEST(a_second_try_may_go_well)
{
	char log[] = "/tmp/wiredesk-test-XXXXXX", text[4096] = "";
	static const char mark[] = "/dev/shm/wiredesk-test-crash-once";
	const int fd = mkstemp(log);
	unlink(mark);
	start(PARSERS, &(struct pool_options){ .workers = 1 });
	log_setup(&(struct log_options){ .level = LOG_WARNING });
	const int usual = dup(STDERR_FILENO);
	dup2(fd, STDERR_FILENO);
	add("bad", "an innocent document");
	add("bad", "crash-once");
	go();
	dup2(usual, STDERR_FILENO);
	ck_assert_msg(run.results[1].state == OUTCOME_DONE, "%s", run.results[1].reason);
	ck_assert_int_gt(pread(fd, text, sizeof text - 1, 0), 0);
	ck_assert_msg(strstr(text, "crash-once: went well alone") && strstr(text, "an innocent document"),
	              "%s", text);
	stop();
	unlink(log);
	unlink(mark);
}
END_TEST

START_TEST(opening_and_probing_are_charged_too)
{
	start(PARSERS, &(struct pool_options){ 0 });
	struct result bad = harm("bad_open", "anything");
	ck_assert_str_eq(bad.reason, "parser bad_open was killed by SIGSEGV");
	stop();
	start(PARSERS ":" TEST_BINARY_DIR "/test-parsers-probe", &(struct pool_options){ 0 });
	bad = harm("auto", "probe\nis the word");
	ck_assert_str_eq(bad.reason, "parser bad_probe was killed by SIGSEGV");
	stop();
}
END_TEST

START_TEST(a_plugin_that_dies_in_loading_is_left_out)
{
	start(PARSERS ":" TEST_BINARY_DIR "/test-parsers-load", &(struct pool_options){ 0 });
	const struct result bad = harm("bad_load", "anything");
	ck_assert_int_eq(bad.state, OUTCOME_FAILED);
	ck_assert_msg(strstr(bad.reason, "parser bad_load cannot be loaded: it died") == bad.reason, "%s",
	              bad.reason);
	stop();
}
END_TEST

START_TEST(workers_are_renewed)
{
	struct pool_stats stats;
	start(PARSERS, &(struct pool_options){ .recycle_after = 5 });
	harm("good", "Another title\nand body");
	pool_get_stats(run.pool, &stats);
	ck_assert_uint_eq(stats.deaths, 0);
	ck_assert_uint_eq(stats.documents, GOOD + 1);
	stop();
}
END_TEST

START_TEST(large_bodies_travel_whole)
{
	enum { LONG = 3 << 20 };
	char *text = mem_alloc(LONG + 1);
	memset(text, 'a', LONG);
	memcpy(text, "Title\n", 6);
	for (size_t i = 100; i < LONG; i += 100)
		text[i] = ' ';
	text[LONG] = '\0';
	start(PARSERS, &(struct pool_options){ .time_limit_ms = 20000 });
	add("good", "");
	document_take_body(run.docs[0], text, LONG);
	go();
	ck_assert_msg(run.results[0].state == OUTCOME_DONE, "%s", run.results[0].reason);
	ck_assert_uint_eq(run.results[0].records, 1);
	stop();
}
END_TEST

TEST_MAIN("pool", a_bad_parser_costs_one_document, what_is_only_odd_costs_nothing, a_second_try_may_go_well,
          opening_and_probing_are_charged_too, a_plugin_that_dies_in_loading_is_left_out, workers_are_renewed,
          large_bodies_travel_whole)
