/* SPDX-License-Identifier: MIT */
#include "unit/check_main.h"

#include <jansson.h>
#include <stdio.h>

#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/cli/commands.h"

enum { WORDS = 8 };

static json_t *answer; /* of the last run */

/* Runs the command with its standard input and output in files; gives the answer's lines as an array, lent until the next. */
static json_t *run(const char *input, const char *const *words, int expected_status)
{
	char *argv[WORDS] = { NULL }, *words_given[WORDS];
	int argc = 0;
	FILE *usual_in = stdin, *usual_out = stdout;
	FILE *in = tmpfile(), *out = tmpfile();
	ck_assert(in && out);
	fputs(input, in);
	rewind(in);
	stdin = in;
	stdout = out;
	for (; words[argc]; argc++)
		argv[argc] = words_given[argc] = mem_dup(words[argc]); /* the command moves them about */
	ck_assert_int_eq(cmd_inspect(argc, argv), expected_status);
	rewind(out);
	json_decref(answer);
	answer = json_array();
	json_t *line;
	while ((line = json_loadf(out, JSON_DISABLE_EOF_CHECK, NULL)))
		json_array_append_new(answer, line);
	for (int i = 0; i < argc; i++)
		free(words_given[i]);
	fclose(in);
	fclose(out);
	stdin = usual_in;
	stdout = usual_out;
	return answer;
}

static const char *member(const json_t *lines, size_t i, const char *name)
{
	return json_string_value(json_object_get(json_array_get(lines, i), name));
}

START_TEST(values_are_words)
{
	const char *const words[] = { "inspect",           "date", "--timezone", "Europe/Paris",
		                      "22 Nov 2026 07:45", NULL };
	const json_t *lines = run("", words, EXIT_ALL_WELL);
	ck_assert_uint_eq(json_array_size(lines), 1);
	ck_assert_str_eq(member(lines, 0, "value"), "2026-11-22T06:45:00Z");
	ck_assert_str_eq(member(lines, 0, "precision"), "minute");
	ck_assert_str_eq(member(lines, 0, "text"), "22 Nov 2026 07:45");
	json_decref(answer);
}
END_TEST

START_TEST(values_are_lines)
{
	const char *const words[] = { "inspect", "date", "--lines", NULL };
	const json_t *lines = run("{\"id\":7,\"text\":\"22/11/2026 10:00\",\"timezone\":\"Asia/Tokyo\"}\n"
	                          "{\"id\":\"b\",\"text\":\"04/05/2026\"}\n"
	                          "no JSON\n"
	                          "{\"id\":[1]}\n",
	                          words, EXIT_PARTLY);
	ck_assert_uint_eq(json_array_size(lines), 4);
	ck_assert_int_eq(json_integer_value(json_object_get(json_array_get(lines, 0), "id")), 7);
	ck_assert_str_eq(member(lines, 0, "value"), "2026-11-22T01:00:00Z");
	for (size_t i = 1; i < 4; i++) {
		ck_assert(json_is_null(json_object_get(json_array_get(lines, i), "value")));
		ck_assert_ptr_nonnull(member(lines, i, "error"));
	}
	ck_assert_str_eq(member(lines, 1, "id"), "b");
	json_decref(answer);
}
END_TEST

START_TEST(addresses_are_made_absolute_and_canonical)
{
	const char *const words[] = { "inspect", "url", "--lines", NULL };
	const json_t *lines = run("{\"id\":1,\"url\":\"../x?utm_source=1&a=2#f\",\"base\":\"http://h/a/b\"}\n"
	                          "{\"id\":2,\"url\":\"x\"}\n",
	                          words, EXIT_PARTLY);
	ck_assert_str_eq(member(lines, 0, "value"), "http://h/x?utm_source=1&a=2#f");
	ck_assert_str_eq(member(lines, 0, "canonical"), "http://h/x?a=2");
	ck_assert(json_is_null(json_object_get(json_array_get(lines, 1), "value")));
	json_decref(answer);
}
END_TEST

START_TEST(a_robots_txt_is_asked)
{
	const char *const words[] = { "inspect", "robots", "--lines", NULL };
	const json_t *lines =
		run("{\"id\":1,\"robots\":\"User-agent: *\\nDisallow: /a # no\",\"agent\":\"x\",\"url\":\"http://h/ab\"}\n"
	            "{\"id\":2,\"robots\":\"User-agent: wiredesk\\nDisallow: /\",\"url\":\"http://h/\"}\n"
	            "{\"id\":3,\"robots\":\"\",\"agent\":\"x\",\"url\":\"\"}\n"
	            "{\"id\":4,\"url\":\"http://h/\"}\n",
	            words, EXIT_PARTLY);
	ck_assert(json_is_false(json_object_get(json_array_get(lines, 0), "value")));
	ck_assert_str_eq(member(lines, 0, "rule"), "Disallow: /a");
	ck_assert_int_eq(json_integer_value(json_object_get(json_array_get(lines, 0), "line")), 2);
	ck_assert(json_is_false(json_object_get(json_array_get(lines, 1), "value")));
	ck_assert(json_is_true(json_object_get(json_array_get(lines, 2), "value")));
	ck_assert_ptr_null(json_object_get(json_array_get(lines, 2), "rule"));
	ck_assert(json_is_null(json_object_get(json_array_get(lines, 3), "value")));
	json_decref(answer);
}
END_TEST

START_TEST(refusal_of_everything_is_said)
{
	const char *const words[] = { "inspect", "date", "yesterday", NULL };
	const json_t *lines = run("", words, EXIT_NOTHING);
	ck_assert(json_is_null(json_object_get(json_array_get(lines, 0), "value")));
	json_decref(answer);
}
END_TEST

START_TEST(wrong_use_is_told)
{
	const char *const none[] = { "inspect", NULL };
	const char *const unknown[] = { "inspect", "weather", "x", NULL };
	const char *const no_address[] = { "inspect", "robots", "x", NULL };
	const char *const no_value[] = { "inspect", "url", NULL };
	const char *const both[] = { "inspect", "url", "--lines", "x", NULL };
	const char *const zone[] = { "inspect", "date", "--timezone", "Mars/Olympus", "x", NULL };
	const char *const *const wrong[] = { none, unknown, no_address, no_value, both, zone };
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		ck_assert_uint_eq(json_array_size(run("", wrong[i], EXIT_WRONG_USE)), 0);
	json_decref(answer);
}
END_TEST

TEST_MAIN("inspect", values_are_words, values_are_lines, addresses_are_made_absolute_and_canonical,
          a_robots_txt_is_asked, refusal_of_everything_is_said, wrong_use_is_told)
