/* SPDX-License-Identifier: MIT
 * What commands and the host say to each other. */
#include "unit/check_main.h"

#include <string.h>

#include "core/control/message.h"

static struct arena arena;

static int read_call(const char *line, struct control_call *out, struct err *err)
{
	arena_init(&arena);
	return control_call_read(str_c(line), &arena, out, err);
}

START_TEST(a_call_comes_back_as_it_was)
{
	const char *const words[] = { "quay", "", "a \"b\" \\ \n\t\x01", "Gió mùa", "7" };
	const struct control_call said = { "source pause", words, 5 };
	struct control_call heard;
	struct buf line;
	struct err err;
	buf_init(&line, CONTROL_LINE_MOST);
	arena_init(&arena);
	ck_assert_int_eq(control_call_write(&said, &line, &err), 0);
	ck_assert_uint_eq(str_chr(buf_str(&line), '\n'), line.len - 1);
	ck_assert_int_eq(control_call_read(str_slice(buf_str(&line), 0, line.len - 1), &arena, &heard, &err),
	                 0);
	ck_assert_str_eq(heard.verb, said.verb);
	ck_assert_uint_eq(heard.count, said.count);
	for (size_t i = 0; i < said.count; i++)
		ck_assert_str_eq(heard.words[i], words[i]);
	ck_assert_ptr_null(heard.words[said.count]);
	buf_done(&line);
	arena_done(&arena);
}
END_TEST

START_TEST(what_is_no_call_is_refused)
{
	static const char *const lines[] = {
		"",
		"null",
		"7",
		"[]",
		"{}",
		"{",
		"\"source pause\"",
		"{\"verb\": \"source pause\"}",
		"{\"words\": []}",
		"{\"verb\": 7, \"words\": []}",
		"{\"verb\": null, \"words\": []}",
		"{\"verb\": \"x\", \"words\": {}}",
		"{\"verb\": \"x\", \"words\": \"y\"}",
		"{\"verb\": \"x\", \"words\": [1]}",
		"{\"verb\": \"x\", \"words\": [\"y\", null]}",
		"{\"verb\": \"x\", \"words\": [[]]}",
		"{\"verb\": \"x\", \"words\": [], \"force\": true}",
		"{\"verb\": \"x\", \"words\": [], \"verb\": \"y\"}",
		"{\"verb\": \"x\", \"words\": []} {}",
		"{\"verb\": \"x\", \"words\": [\"a\\u0000b\"]}",
		"{\"verb\": \"x\", \"words\": [\"\xff\"]}",
	};
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		struct control_call call = { 0 };
		struct err err = { 0 };
		ck_assert_msg(read_call(lines[i], &call, &err) == -1, "%s", lines[i]);
		ck_assert_int_eq(err.status, EXIT_WRONG_USE);
		ck_assert(err.text[0]);
		ck_assert_ptr_null(call.verb);
		arena_done(&arena);
	}
}
END_TEST

START_TEST(no_call_is_longer_than_a_line_may_be)
{
	enum { WORDS = 200000 };
	static const char *words[WORDS];
	struct buf line;
	struct err err;
	for (size_t i = 0; i < WORDS; i++)
		words[i] = "harbour-desk";
	buf_init(&line, CONTROL_LINE_MOST + 4096);
	ck_assert_int_eq(control_call_write(&(struct control_call){ "dead drop", words, WORDS }, &line, &err),
	                 -1);
	ck_assert_int_eq(err.status, EXIT_WRONG_USE);
	ck_assert_ptr_nonnull(strstr(err.text, "200000"));
	ck_assert_uint_le(line.len, CONTROL_LINE_MOST + 4096);
	buf_done(&line);
}
END_TEST

START_TEST(words_that_are_no_text_are_refused)
{
	const char *const words[] = { "a", "\xc3(" };
	struct buf line;
	struct err err;
	buf_init(&line, CONTROL_LINE_MOST);
	ck_assert_int_eq(control_call_write(&(struct control_call){ "source run", words, 2 }, &line, &err),
	                 -1);
	ck_assert_int_eq(err.status, EXIT_WRONG_USE);
	buf_done(&line);
}
END_TEST

/* Written and read again; false where that is no answer. */
static bool send_answer(const struct control_answer *said, struct control_answer *heard)
{
	struct buf line;
	struct err err;
	buf_init(&line, CONTROL_LINE_MOST);
	control_answer_write(said, &line);
	ck_assert(!line.is_over);
	ck_assert_uint_eq(str_chr(buf_str(&line), '\n'), line.len - 1);
	const bool is_heard = !control_answer_read(str_slice(buf_str(&line), 0, line.len - 1), heard, &err);
	buf_done(&line);
	return is_heard;
}

START_TEST(an_answer_comes_back_as_it_was)
{
	struct control_answer said = { .status = EXIT_PARTLY }, heard;
	control_say(&said, LOG_INFO, "source %s is paused", "quay");
	control_say(&said, LOG_WARNING, "line\nfeed and \"quotes\"");
	ck_assert(send_answer(&said, &heard));
	ck_assert_int_eq(heard.status, EXIT_PARTLY);
	ck_assert(!heard.is_again);
	ck_assert_uint_eq(heard.said.count, 2);
	ck_assert_int_eq(heard.said.at[0].level, LOG_INFO);
	ck_assert_str_eq(heard.said.at[0].text, "source quay is paused");
	ck_assert_int_eq(heard.said.at[1].level, LOG_WARNING);
	ck_assert_str_eq(heard.said.at[1].text, "line\nfeed and \"quotes\"");
	control_answer_done(&said);
	control_answer_done(&heard);
}
END_TEST

START_TEST(an_error_is_an_answer)
{
	struct control_answer said = { 0 }, heard;
	struct err err;
	err_set(&err, EXIT_STATE, "/srv/wire\xff/in: gone \xe2\x82");
	control_fail(&said, &err);
	said.is_again = true;
	ck_assert(send_answer(&said, &heard));
	ck_assert_int_eq(heard.status, EXIT_STATE);
	ck_assert(heard.is_again);
	ck_assert_str_eq(heard.said.at[0].text, "/srv/wire?/in: gone ??");
	control_answer_done(&said);
	control_answer_done(&heard);
}
END_TEST

START_TEST(an_answer_has_an_end)
{
	static const char controls[] =
		"\x01\x02\x03\x04\x05\x06\x07\x08\x0b\x0c\x0e\x0f\x10\x11\x12 and what does not grow";
	struct control_answer said = { 0 }, heard;
	for (size_t i = 0; i < 100000; i++)
		control_say(&said, LOG_INFO, "%.*s", (int)(i % 40), controls);
	ck_assert(send_answer(&said, &heard));
	ck_assert_uint_gt(heard.said.count, 1000);
	ck_assert_uint_eq(heard.said.count + heard.left_out, 100000);
	control_answer_done(&said);
	control_answer_done(&heard);
}
END_TEST

START_TEST(what_is_no_answer_is_refused)
{
	static const char *const lines[] = {
		"",
		"[]",
		"{}",
		"{\"status\": 0}",
		"{\"said\": []}",
		"{\"status\": \"0\", \"said\": []}",
		"{\"status\": -1, \"said\": []}",
		"{\"status\": 256, \"said\": []}",
		"{\"status\": 0, \"said\": {}}",
		"{\"status\": 0, \"said\": [7]}",
		"{\"status\": 0, \"said\": [[\"info\"]]}",
		"{\"status\": 0, \"said\": [[\"loud\", \"x\"]]}",
		"{\"status\": 0, \"said\": [[\"info\", \"x\"], [\"info\", null]]}",
	};
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		struct control_answer answer = { .status = EXIT_INTERRUPTED };
		struct err err;
		ck_assert_msg(control_answer_read(str_c(lines[i]), &answer, &err) == -1, "%s", lines[i]);
		ck_assert_int_eq(answer.status, EXIT_INTERRUPTED);
	}
}
END_TEST

TEST_MAIN("message", a_call_comes_back_as_it_was, what_is_no_call_is_refused,
          no_call_is_longer_than_a_line_may_be, words_that_are_no_text_are_refused,
          an_answer_comes_back_as_it_was, an_error_is_an_answer, an_answer_has_an_end,
          what_is_no_answer_is_refused)
