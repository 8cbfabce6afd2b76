/* SPDX-License-Identifier: MIT
 * The bundled sinks at work on a record log: what they write, what they undo, where they say that they stand. */
#include "unit/check_main.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/deliver/recordlog.h"
#include "core/deliver/sink_runner.h"

enum { RECORDS = 10 };

static char folder[64], log_dir[96];
static uint64_t epoch;

static void make_log(void)
{
	struct err err = { 0 };
	struct recordlog *log;
	snprintf(folder, sizeof folder, "/tmp/wiredesk-sinks-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(folder));
	snprintf(log_dir, sizeof log_dir, "%s/log", folder);
	ck_assert_msg(!recordlog_open(log_dir, 0, 1 << 20, &log, &err), "%s", err.text);
	for (int i = 1; i <= RECORDS; i++) {
		char json[256];
		snprintf(json, sizeof json,
		         "{\"schema\":\"wiredesk/"
		         "1\",\"id\":\"article-%02d\",\"revision\":1,\"status\":\"usable\",\"title\":\"Pier "
		         "%d\","
		         "\"body\":\"The pier is shut.\",\"page\":{\"class\":\"article\"}}",
		         i, i);
		struct recordlog_entry entry = { .logged_at_ms = 1772443800000,
			                         .revision = 1,
			                         .source = i % 2 ? "odd" : "even",
			                         .json = str_c(json) };
		snprintf(entry.id, sizeof entry.id, "article-%02d", i);
		ck_assert_msg(!recordlog_append(log, &entry, &err), "%s", err.text);
		ck_assert_int_eq(entry.seq, i);
	}
	ck_assert_msg(!recordlog_sync(log, &err), "%s", err.text);
	epoch = recordlog_epoch(log);
	recordlog_close(log);
}

static void remove_log(void)
{
	char command[128];
	snprintf(command, sizeof command, "rm -rf '%s'", folder);
	ck_assert_int_eq(system(command), 0);
}

static struct sink_runner *open_sink(const char *plugin, const char *options, const char *const *sources)
{
	const struct sink_settings settings = { .name = "test",
		                                .plugin = plugin,
		                                .plugin_dirs = TEST_PLUGIN_DIR,
		                                .options = options,
		                                .log_dir = log_dir,
		                                .epoch = epoch,
		                                .sources = sources,
		                                .statuses = ~0u,
		                                .classes = ~0u };
	struct sink_runner *runner = NULL;
	struct err err = { 0 };
	ck_assert_msg(!sink_runner_open(&settings, &runner, &err), "%s", err.text);
	return runner;
}

static int64_t position_of(struct sink_runner *runner)
{
	struct wd_position position;
	ck_assert(sink_runner_position(runner, &position));
	ck_assert(position.seq == 0 || position.epoch == epoch);
	return position.seq;
}

static void seek_to(struct sink_runner *runner, int64_t seq)
{
	struct err err = { 0 };
	ck_assert_msg(!sink_runner_seek(runner, seq, &err), "%s", err.text);
}

static void take_until(struct sink_runner *runner, int64_t end_seq)
{
	struct sink_result result;
	ck_assert_int_eq(sink_runner_step(runner, end_seq, &result), SINK_TOOK);
	ck_assert_int_eq(result.seq, end_seq);
}

static int count_lines(const char *name)
{
	char path[128];
	snprintf(path, sizeof path, "%s/%s", folder, name);
	FILE *in = fopen(path, "r");
	int lines = 0;
	for (int c; in && (c = getc(in)) != EOF;)
		lines += c == '\n';
	if (in)
		fclose(in);
	return lines;
}

START_TEST(lines_are_written_once_and_the_position_is_kept)
{
	char options[128];
	snprintf(options, sizeof options, "{\"path\":\"%s/out/%%{source}.jsonl\"}", folder);
	struct sink_runner *runner = open_sink("jsonl", options, NULL);
	ck_assert_int_eq(position_of(runner), 0);
	seek_to(runner, 0);
	take_until(runner, 6);
	ck_assert_int_eq(position_of(runner), 6);
	sink_runner_close(runner);

	runner = open_sink("jsonl", options, NULL);
	ck_assert_int_eq(position_of(runner), 6);
	seek_to(runner, 6);
	take_until(runner, RECORDS);
	struct sink_result result;
	ck_assert_int_eq(sink_runner_step(runner, RECORDS, &result), SINK_IDLE);
	sink_runner_close(runner);
	ck_assert_int_eq(count_lines("out/odd.jsonl"), RECORDS / 2);
	ck_assert_int_eq(count_lines("out/even.jsonl"), RECORDS / 2);
}
END_TEST

START_TEST(two_sinks_do_not_share_a_file)
{
	char options[128];
	snprintf(options, sizeof options, "{\"path\":\"%s/a.jsonl\"}", folder);
	struct sink_runner *first = open_sink("jsonl", options, NULL), *second;
	const struct sink_settings settings = { .name = "second",
		                                .plugin = "jsonl",
		                                .plugin_dirs = TEST_PLUGIN_DIR,
		                                .options = options,
		                                .log_dir = log_dir };
	struct err err = { 0 };
	ck_assert_int_eq(sink_runner_open(&settings, &second, &err), -1);
	ck_assert_ptr_nonnull(strstr(err.text, "another sink writes there"));
	sink_runner_close(first);
}
END_TEST

START_TEST(a_torn_file_of_somebody_else_is_not_glued_to)
{
	char options[128], path[128];
	snprintf(options, sizeof options, "{\"path\":\"%s/torn.jsonl\"}", folder);
	snprintf(path, sizeof path, "%s/torn.jsonl", folder);
	FILE *out = fopen(path, "w");
	fputs("{\"half\":", out);
	fclose(out);
	struct sink_runner *runner = open_sink("jsonl", options, NULL);
	seek_to(runner, 0);
	struct sink_result result;
	ck_assert_int_eq(sink_runner_step(runner, RECORDS, &result), SINK_RETRY);
	ck_assert_ptr_nonnull(strstr(result.text, "not whole"));
	ck_assert_int_eq(truncate(path, 0), 0);
	take_until(runner, RECORDS);
	sink_runner_close(runner);
	ck_assert_int_eq(count_lines("torn.jsonl"), RECORDS);
}
END_TEST

START_TEST(a_route_passes_over_what_is_for_others)
{
	static const char *const sources[] = { "even", NULL };
	char options[128];
	snprintf(options, sizeof options, "{\"path\":\"%s/routed.jsonl\"}", folder);
	struct sink_runner *runner = open_sink("jsonl", options, sources);
	seek_to(runner, 0);
	take_until(runner, 1); /* nothing for it, and still further on */
	take_until(runner, RECORDS);
	sink_runner_close(runner);
	ck_assert_int_eq(count_lines("routed.jsonl"), RECORDS / 2);
}
END_TEST

START_TEST(files_rotate_by_size)
{
	char options[160];
	snprintf(options, sizeof options, "{\"path\":\"%s/r.jsonl\",\"rotate_size\":\"300\"}", folder);
	struct sink_runner *runner = open_sink("jsonl", options, NULL);
	seek_to(runner, 0);
	for (int i = 1; i <= RECORDS; i++)
		take_until(runner, i);
	sink_runner_close(runner);
	ck_assert_int_eq(count_lines("r.jsonl"), 3);
	ck_assert_int_eq(count_lines("r.1.jsonl"), 3);
	ck_assert_int_eq(count_lines("r.3.jsonl"), 1);
}
END_TEST

static int ask(const char *sql)
{
	char path[128];
	sqlite3 *db;
	sqlite3_stmt *query;
	snprintf(path, sizeof path, "%s/news.db", folder);
	ck_assert_int_eq(sqlite3_open(path, &db), SQLITE_OK);
	ck_assert_msg(!sqlite3_prepare_v2(db, sql, -1, &query, NULL), "%s", sqlite3_errmsg(db));
	ck_assert_int_eq(sqlite3_step(query), SQLITE_ROW);
	const int value = sqlite3_column_int(query, 0);
	sqlite3_finalize(query);
	sqlite3_close(db);
	return value;
}

START_TEST(a_database_holds_articles_revisions_and_text)
{
	char options[128];
	snprintf(options, sizeof options, "{\"path\":\"%s/news.db\"}", folder);
	struct sink_runner *runner = open_sink("sqlite", options, NULL);
	seek_to(runner, 0);
	take_until(runner, RECORDS);
	sink_runner_flush(runner);
	ck_assert_int_eq(position_of(runner), RECORDS);
	seek_to(runner, 0); /* the same again changes nothing */
	take_until(runner, RECORDS);
	sink_runner_flush(runner);
	sink_runner_close(runner);
	ck_assert_int_eq(ask("SELECT count(*) FROM articles"), RECORDS);
	ck_assert_int_eq(ask("SELECT count(*) FROM revisions"), RECORDS);
	ck_assert_int_eq(ask("SELECT count(*) FROM data_text WHERE data_text MATCH 'pier'"), RECORDS);
	ck_assert_int_eq(ask("SELECT count(*) FROM data_text WHERE data_text MATCH 'title:7'"), 1);
}
END_TEST

int main(void)
{
	const TTest *const tests[] = { lines_are_written_once_and_the_position_is_kept,
		                       two_sinks_do_not_share_a_file,
		                       a_torn_file_of_somebody_else_is_not_glued_to,
		                       a_route_passes_over_what_is_for_others,
		                       files_rotate_by_size,
		                       a_database_holds_articles_revisions_and_text };
	Suite *suite = suite_create("sinks");
	TCase *tcase = tcase_create("sinks");
	tcase_add_checked_fixture(tcase, make_log, remove_log);
	tcase_set_timeout(tcase, 60);
	for (size_t i = 0; i < sizeof tests / sizeof *tests; i++)
		tcase_add_test(tcase, tests[i]);
	suite_add_tcase(suite, tcase);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	const int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
