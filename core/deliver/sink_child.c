/* SPDX-License-Identifier: MIT */
#include "core/deliver/sink_child.h"

#include <jansson.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <poll.h>
#include <unistd.h>

#include "core/base/mem.h"
#include "core/base/str.h"
#include "core/deliver/sink_runner.h"
#include "core/deliver/sinks.h"

struct child {
	FILE *in;
	json_t *start; /* what the settings point into */
	struct sink_settings settings;
	struct sink_runner *runner;
	int64_t end_seq;
	bool is_alone, is_waiting; /* for the host to say "again" */
};

static void say(json_t *message)
{
	char *line = json_dumps(message, JSON_COMPACT);
	json_decref(message);
	const size_t length = strlen(line);
	line[length] = '\n'; /* the NUL's place: one write, one line */
	for (size_t at = 0; at <= length;) {
		const ssize_t n = write(SINK_CHILD_SOCKET, line + at, length + 1 - at);
		if (n <= 0)
			_exit(EXIT_ALL_WELL); /* the host is gone */
		at += (size_t)n;
	}
	free(line);
}

static const char *text_of(json_t *object, const char *key)
{
	return json_string_value(json_object_get(object, key));
}

static const char *const *list_of(json_t *array)
{
	if (!json_is_array(array))
		return NULL;
	const char **list = mem_zero(json_array_size(array) + 1, sizeof *list);
	for (size_t i = 0; i < json_array_size(array); i++)
		list[i] = json_string_value(json_array_get(array, i));
	return list;
}

static void open_sink(struct child *child, json_t *start)
{
	struct err err = { 0 };
	struct wd_position position = { 0 };
	child->start = json_incref(start);
	child->settings = (struct sink_settings){
		.name = text_of(start, "name"),
		.plugin = text_of(start, "plugin"),
		.plugin_dirs = text_of(start, "plugins"),
		.options = text_of(start, "options"),
		.log_dir = text_of(start, "log"),
		.epoch = (uint64_t)json_integer_value(json_object_get(start, "epoch")),
		.sources = list_of(json_object_get(start, "sources")),
		.statuses = (uint32_t)json_integer_value(json_object_get(start, "statuses")),
		.classes = (uint32_t)json_integer_value(json_object_get(start, "classes")),
	};
	if (sink_runner_open(&child->settings, &child->runner, &err)) {
		say(json_pack("{s:s, s:b}", "refused", err.text, "wrong_use", err.status == EXIT_WRONG_USE));
		exit(err.status);
	}
	sink_runner_position(child->runner, &position);
	say(json_pack("{s:I, s:I}", "ready", (json_int_t)position.seq, "epoch", (json_int_t)position.epoch));
}

static void seek(struct child *child, int64_t seq)
{
	struct err err = { 0 };
	if (!sink_runner_seek(child->runner, seq, &err))
		return;
	say(json_pack("{s:s}", "broken", err.text));
	exit(err.status);
}

static void hear(struct child *child, json_t *message)
{
	json_t *value;
	if ((value = json_object_get(message, "start")))
		open_sink(child, value);
	if ((value = json_object_get(message, "from")) && child->runner)
		seek(child, json_integer_value(value));
	if ((value = json_object_get(message, "end")))
		child->end_seq = json_integer_value(value);
	if ((value = json_object_get(message, "alone")))
		child->is_alone = json_is_true(value);
	if (json_object_get(message, "again"))
		child->is_waiting = false;
}

/* Hears what the host has said; with nothing to do, waits for it. */
static void listen_to_host(struct child *child, bool is_idle)
{
	static char line[1 << 20];
	static size_t length;
	struct pollfd ready = { .fd = SINK_CHILD_SOCKET, .events = POLLIN };
	while (poll(&ready, 1, is_idle ? -1 : 0) > 0) {
		const ssize_t n = read(SINK_CHILD_SOCKET, line + length, sizeof line - length);
		if (n <= 0)
			exit(EXIT_ALL_WELL); /* runs no plugin's close: what is durable is durable */
		length += (size_t)n;
		for (char *end; (end = memchr(line, '\n', length));) {
			json_t *message = json_loadb(line, (size_t)(end - line), 0, NULL);
			hear(child, message);
			json_decref(message);
			length -= (size_t)(end + 1 - line);
			memmove(line, end + 1, length);
			is_idle = false;
		}
	}
}

/* One batch; false when there was nothing to do. */
static bool work(struct child *child)
{
	struct sink_result result;
	if (!child->runner || child->is_waiting)
		return false;
	const enum sink_step step = child->is_alone
	                                    ? sink_runner_step_alone(child->runner, child->end_seq, &result)
	                                    : sink_runner_step(child->runner, child->end_seq, &result);
	const json_int_t seq = result.seq;
	switch (step) {
	case SINK_IDLE:
		return false;
	case SINK_TOOK:
		say(json_pack("{s:I}", "took", seq));
		return true;
	case SINK_RETRY:
		child->is_waiting = true;
		say(json_pack("{s:s, s:I}", "retry", result.text, "took", seq));
		return true;
	case SINK_REJECT:
		say(json_pack("{s:s, s:I}", "reject", result.text, "seq", seq));
		return true;
	case SINK_BROKEN:
		say(json_pack("{s:s}", "broken", result.text));
		exit(EXIT_STATE);
	}
	return false;
}

int sink_child_main(void)
{
	static struct child child;
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	signal(SIGINT, SIG_IGN);
	signal(SIGTERM, SIG_IGN);
	signal(SIGHUP, SIG_IGN);
	signal(SIGPIPE, SIG_IGN);
	bool is_flushed = true;
	for (;;) {
		listen_to_host(&child, false);
		if (work(&child)) {
			is_flushed = false;
			continue;
		}
		if (!is_flushed && !child.is_waiting)
			sink_runner_flush(child.runner);
		is_flushed = true;
		listen_to_host(&child, true);
	}
}

int sink_try_open(const struct config_sink *sink, const char *plugin_dirs, struct err *err)
{
	const struct sink_settings settings = { .name = sink->name,
		                                .plugin = sink->plugin,
		                                .plugin_dirs = plugin_dirs,
		                                .options = sink->options };
	struct sink_runner *runner;
	if (sink_runner_open(&settings, &runner, err))
		return -1;
	sink_runner_close(runner);
	return 0;
}
