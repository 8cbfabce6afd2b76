/* SPDX-License-Identifier: MIT */
#include "core/control/message.h"

#include <jansson.h>
#include <stdio.h>

#include "core/doc/utf8.h"

enum {
	SAID_MOST = CONTROL_LINE_MOST / 8, /* bytes: as JSON, a byte may become six */
	AROUND_LINE = 16                   /* and so many stand around a text */
};

static const char *const level_names[] = {
	[LOG_ERROR] = "error", [LOG_WARNING] = "warning", [LOG_INFO] = "info", [LOG_DEBUG] = "debug"
};
enum { LEVELS = sizeof level_names / sizeof *level_names };

static int add_json(const char *bytes, size_t length, void *self)
{
	struct buf *out = (struct buf *)self;
	buf_add_n(out, bytes, length);
	return out->is_over ? -1 : 0;
}

/* Takes the object over. */
static void add_line(json_t *object, struct buf *out)
{
	json_dump_callback(object, add_json, out, JSON_COMPACT);
	json_decref(object);
	buf_addc(out, '\n');
}

/* --- calls */

static bool is_list_of_text(const json_t *list)
{
	for (size_t i = 0; i < json_array_size(list); i++)
		if (!json_is_string(json_array_get(list, i)))
			return false;
	return json_is_array(list);
}

static void keep_words(const json_t *list, struct arena *arena, struct control_call *out)
{
	const size_t count = json_array_size(list);
	const char **words = (const char **)arena_zero(arena, (count + 1) * sizeof *words);
	for (size_t i = 0; i < count; i++)
		words[i] = arena_dup(arena, json_string_value(json_array_get(list, i)));
	out->words = words;
	out->count = count;
}

int control_call_read(struct str line, struct arena *arena, struct control_call *out, struct err *err)
{
	json_error_t fault;
	json_t *object = json_loadb(line.ptr, line.len, JSON_REJECT_DUPLICATES, &fault);
	const json_t *words = json_object_get(object, "words");
	const char *verb = json_string_value(json_object_get(object, "verb"));
	int result = 0;
	if (!object)
		result = err_set(err, EXIT_WRONG_USE, "this is no JSON object: %s", fault.text);
	else if (!verb || !is_list_of_text(words) || json_object_size(object) != 2)
		result = err_set(err, EXIT_WRONG_USE,
		                 "a call is {\"verb\": TEXT, \"words\": [TEXT…]} and nothing more");
	else {
		out->verb = arena_dup(arena, verb);
		keep_words(words, arena, out);
	}
	json_decref(object);
	return result;
}

int control_call_write(const struct control_call *call, struct buf *out, struct err *err)
{
	json_t *words = json_array();
	for (size_t i = 0; i < call->count; i++)
		json_array_append_new(words, json_string(call->words[i]));
	const bool is_text = json_array_size(words) == call->count;
	add_line(json_pack("{s:s, s:o}", "verb", call->verb, "words", words), out);
	if (!is_text)
		return err_set(err, EXIT_WRONG_USE, "the words of \"%s\" are not all UTF-8", call->verb);
	if (out->is_over || out->len > CONTROL_LINE_MOST)
		return err_set(err, EXIT_WRONG_USE, "\"%s\" names too many at once (%zu): name fewer",
		               call->verb, call->count);
	return 0;
}

/* --- answers */

static void add_said(struct control_answer *answer, enum log_level level, char *text)
{
	vec_add(&answer->said, ((struct control_line){ level, text }));
	answer->bytes += strlen(text) + AROUND_LINE;
}

/* A path may hold any bytes, and a text that was too long ends anywhere. */
static void make_valid(char *text)
{
	const struct str all = str_c(text);
	uint32_t code;
	for (size_t at = 0, n; at < all.len; at += n) {
		n = utf8_read(all, at, &code);
		if (!n) {
			text[at] = '?';
			n = 1;
		}
	}
}

void control_say(struct control_answer *answer, enum log_level level, const char *fmt, ...)
{
	char text[sizeof((struct err *)0)->text];
	va_list args;
	if (answer->bytes > SAID_MOST) {
		answer->left_out++;
		return;
	}
	va_start(args, fmt);
	vsnprintf(text, sizeof text, fmt, args);
	va_end(args);
	make_valid(text);
	add_said(answer, level, mem_dup(text));
}

void control_fail(struct control_answer *answer, const struct err *err)
{
	answer->status = err->status;
	control_say(answer, LOG_ERROR, "%s", err->text);
}

enum exit_status control_answer_log(const struct control_answer *answer)
{
	for (size_t i = 0; i < answer->said.count; i++)
		log_add(answer->said.at[i].level, "%s", answer->said.at[i].text);
	if (answer->left_out)
		log_info("and so on: %zu more", answer->left_out);
	return answer->status;
}

void control_answer_done(struct control_answer *answer)
{
	for (size_t i = 0; i < answer->said.count; i++)
		free(answer->said.at[i].text);
	vec_done(&answer->said);
	*answer = (struct control_answer){ 0 };
}

static bool read_said(const json_t *list, struct control_answer *out)
{
	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *line = json_array_get(list, i);
		const struct str name = str_c(json_string_value(json_array_get(line, 0)));
		const char *text = json_string_value(json_array_get(line, 1));
		size_t level = 0;
		while (level < LEVELS && !str_eq(name, str_c(level_names[level])))
			level++;
		if (level == LEVELS || !text)
			return false;
		add_said(out, (enum log_level)level, mem_dup(text));
	}
	return json_is_array(list);
}

int control_answer_read(struct str line, struct control_answer *out, struct err *err)
{
	struct control_answer answer = { 0 };
	json_t *object = json_loadb(line.ptr, line.len, JSON_REJECT_DUPLICATES, NULL);
	const json_t *status = json_object_get(object, "status");
	const bool is_fine = json_is_integer(status) && json_integer_value(status) >= 0 &&
	                     json_integer_value(status) < 256 &&
	                     read_said(json_object_get(object, "said"), &answer);
	answer.status = (enum exit_status)json_integer_value(status);
	answer.is_again = json_is_true(json_object_get(object, "again"));
	answer.left_out = (size_t)json_integer_value(json_object_get(object, "more"));
	json_decref(object);
	if (is_fine) {
		*out = answer;
		return 0;
	}
	control_answer_done(&answer);
	return err_set(err, EXIT_STATE,
	               "its answer cannot be understood: is it another version of wiredesk?");
}

void control_answer_write(const struct control_answer *answer, struct buf *out)
{
	json_t *said = json_array();
	for (size_t i = 0; i < answer->said.count; i++) {
		const struct control_line *line = &answer->said.at[i];
		json_array_append_new(said, json_pack("[s, s]", level_names[line->level], line->text));
	}
	json_t *object = json_pack("{s:i, s:o}", "status", (int)answer->status, "said", said);
	if (answer->is_again)
		json_object_set_new(object, "again", json_true());
	if (answer->left_out)
		json_object_set_new(object, "more", json_integer((json_int_t)answer->left_out));
	add_line(object, out);
}
