/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <jansson.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/base/mem.h"
#include "core/base/program.h"
#include "core/deliver/recordlog.h"
#include "core/deliver/sinks_parts.h"

enum {
	BACK_OFF_FIRST_MS = 1000,
	BACK_OFF_MOST_MS = 5 * 60 * 1000,
	HANG_MS = 60 * 1000, /* without a word while records wait */
	REPLACE_MS = 2000,   /* what a child gets to end by itself where another is to take its place */
	DEATHS_MOST = 3,     /* at the same place, before records go one by one */
	LINE_MOST = 1 << 20,
};

/* --- what is said to a child */

static void on_written(uv_write_t *request, int status)
{
	(void)status;
	free(request->data);
	free(request);
}

static void say(struct sink *sink, json_t *message)
{
	char *line = json_dumps(message, JSON_COMPACT);
	json_decref(message);
	const size_t length = strlen(line);
	line[length] = '\n';
	uv_write_t *request = mem_zero(1, sizeof *request);
	request->data = line;
	const uv_buf_t buffer = uv_buf_init(line, (unsigned)(length + 1));
	if (!sink->is_alive || uv_write(request, (uv_stream_t *)&sink->pipe, &buffer, 1, on_written))
		on_written(request, 0);
}

void sink_link_announce(struct sink *sink)
{
	if (!sink->is_open)
		return;
	sink->told = desk_log_end(sink->sinks->desk);
	say(sink, json_pack("{s:I}", "end", (json_int_t)sink->told));
}

static json_t *list_of(const char *const *list)
{
	json_t *array = list ? json_array() : json_null();
	for (; list && *list; list++)
		json_array_append_new(array, json_string(*list));
	return array;
}

/* Sources that the route names, and those of the groups that it names. */
static json_t *routed_sources(const struct sink *sink)
{
	const struct config *config = sink->sinks->config;
	const char *const *groups = sink->config->route_groups;
	if (!sink->config->route_sources && !groups)
		return json_null();
	json_t *array = sink->config->route_sources ? list_of(sink->config->route_sources) : json_array();
	for (; groups && *groups; groups++)
		for (size_t i = 0; i < config->source_count; i++)
			if (config->sources[i].group &&
			    str_eq(str_c(config->sources[i].group), str_c(*groups)))
				json_array_append_new(array, json_string(config->sources[i].name));
	return array;
}

static void say_start(struct sink *sink)
{
	json_t *options =
		json_pack("{s:s, s:s, s:s*, s:s, s:s, s:I, s:o, s:i, s:i}", "name", sink->config->name,
	                  "plugin", sink->config->plugin, "plugins", sink->sinks->config->plugins, "options",
	                  sink->config->options, "log", desk_log_dir(sink->sinks->desk), "epoch",
	                  (json_int_t)desk_log_epoch(sink->sinks->desk), "sources", routed_sources(sink),
	                  "statuses", (int)sink->statuses, "classes", (int)sink->classes);
	say(sink, json_pack("{s:o}", "start", options));
}

/* --- what a child says */

static void acknowledge(struct sink *sink, int64_t seq)
{
	struct err err;
	if (seq <= sink->cursor)
		return;
	if (seq > sink->told) {
		err_set(&err, EXIT_STATE,
		        "sink %s says that it has record %" PRId64 ", but the log ended at %" PRId64
		        ": a restored state beside a newer target; move the target away, or restore the "
		        "newer state",
		        sink->config->name, seq, sink->told);
		sinks_break_off(sink->sinks, &err);
	} else if (desk_sink_acknowledge(sink->sinks->desk, sink->config->name, seq, &err)) {
		sinks_break_off(sink->sinks, &err);
	} else {
		sink->cursor = seq;
		sink->failures = sink->deaths = 0;
		sink->trouble[0] = '\0';
	}
}

static void begin(struct sink *sink)
{
	say(sink, json_pack("{s:I, s:b}", "from", (json_int_t)sink->cursor, "alone",
	                    sink->alone_until > sink->cursor));
	sink_link_announce(sink);
}

static void on_ready(struct sink *sink, json_t *message)
{
	const int64_t seq = json_integer_value(json_object_get(message, "ready"));
	const uint64_t epoch = (uint64_t)json_integer_value(json_object_get(message, "epoch"));
	struct err err;
	sink->is_open = true;
	if (desk_sink_is_rewound(sink->sinks->desk, sink->config->name)) {
		begin(sink);
		return;
	}
	if (seq > 0 && epoch != desk_log_epoch(sink->sinks->desk)) {
		err_set(&err, EXIT_STATE,
		        "sink %s holds records of another state folder (its log's epoch is %016" PRIx64
		        ", this one's %016" PRIx64 "); give it a target of its own",
		        sink->config->name, epoch, desk_log_epoch(sink->sinks->desk));
		sinks_break_off(sink->sinks, &err);
		return;
	}
	if (seq > sink->cursor)
		acknowledge(sink, seq);
	if (sink->cursor >= seq) /* else it could not be written down, and would be sent again */
		begin(sink);
}

static int64_t back_off_ms(struct sink *sink)
{
	int64_t wait = BACK_OFF_FIRST_MS;
	for (unsigned i = 0; i < sink->failures && wait < BACK_OFF_MOST_MS; i++)
		wait *= 2;
	sink->failures++;
	return wait / 2 +
	       rand() % (wait / 2); /* jitter: sinks of one dead server do not come back together */
}

static void put_off(struct sink *sink, const char *why)
{
	const int64_t wait = back_off_ms(sink);
	snprintf(sink->trouble, sizeof sink->trouble, "%s", why);
	sink->again_ms = clock_mono_ms() + wait;
	log_warning("sink %s: %s; trying again in %.1f s", sink->config->name, why, (double)wait / 1000);
}

static void on_reject(struct sink *sink, int64_t seq, const char *why)
{
	struct err err;
	struct recordlog_reader *reader;
	struct recordlog_entry entry = { 0 };
	log_error("sink %s refused record %" PRId64 ": %s", sink->config->name, seq, why);
	if (recordlog_reader_open(desk_log_dir(sink->sinks->desk), seq - 1, &reader, &err)) {
		sinks_break_off(sink->sinks, &err);
		return;
	}
	if (recordlog_reader_next(reader, seq, &entry, &err) != 1 || entry.seq != seq ||
	    desk_sink_reject(sink->sinks->desk, sink->config->name, seq, entry.json, why, &err))
		sinks_break_off(sink->sinks, &err);
	else
		sink->cursor = seq;
	recordlog_reader_close(reader);
}

static void on_refused(struct sink *sink, json_t *message)
{
	const char *why = json_string_value(json_object_get(message, "refused"));
	struct err err;
	if (json_is_true(json_object_get(message, "wrong_use"))) {
		err_set(&err, EXIT_WRONG_USE, "%s", why);
		sinks_break_off(sink->sinks, &err);
	}
	snprintf(sink->trouble, sizeof sink->trouble, "%s", why ? why : "it does not open");
}

static void hear(struct sink *sink, json_t *message)
{
	json_t *value;
	if (sink->is_replaced)
		return;
	sink->heard_ms = clock_mono_ms();
	if (json_object_get(message, "ready"))
		on_ready(sink, message);
	if ((value = json_object_get(message, "took")))
		acknowledge(sink, json_integer_value(value));
	if ((value = json_object_get(message, "retry"))) {
		sink->is_waiting = true;
		put_off(sink, json_string_value(value));
	}
	if ((value = json_object_get(message, "reject")))
		on_reject(sink, json_integer_value(json_object_get(message, "seq")),
		          json_string_value(value));
	if (json_object_get(message, "refused"))
		on_refused(sink, message);
	if ((value = json_object_get(message, "broken"))) {
		struct err err;
		err_set(&err, EXIT_STATE, "%s", json_string_value(value));
		sinks_break_off(sink->sinks, &err);
	}
}

static void on_room(uv_handle_t *handle, size_t wanted, uv_buf_t *out)
{
	struct sink *sink = handle->data;
	(void)wanted;
	char *room = buf_room(&sink->heard, 4096);
	*out = uv_buf_init(room, room ? 4096 : 0);
}

static void on_heard(uv_stream_t *stream, ssize_t length, const uv_buf_t *bytes)
{
	struct sink *sink = stream->data;
	(void)bytes;
	if (length < 0) {
		uv_read_stop(stream);
		return; /* its death is told of by its process */
	}
	sink->heard.len += (size_t)length;
	struct str rest = buf_str(&sink->heard);
	for (size_t end; (end = str_chr(rest, '\n')) != STR_NONE; rest = str_from(rest, end + 1)) {
		json_t *message = json_loadb(rest.ptr, end, 0, NULL);
		if (json_is_object(message))
			hear(sink, message);
		json_decref(message);
	}
	memmove(sink->heard.ptr, rest.ptr, rest.len);
	sink->heard.len = rest.len;
}

/* --- life and death of a child */

static void on_handle_closed(uv_handle_t *handle)
{
	struct sink *sink = handle->data;
	sink->handles--;
	sink->sinks->handles--;
}

static void close_child(struct sink *sink)
{
	sink->is_alive = sink->is_open = sink->is_waiting = sink->is_replaced = false;
	uv_close((uv_handle_t *)&sink->pipe, on_handle_closed);
	uv_close((uv_handle_t *)&sink->process, on_handle_closed);
	buf_done(&sink->heard);
}

/* A record at which a sink dies again and again is found by giving it one record at a time; then it is refused. */
static void on_death(struct sink *sink, const char *how)
{
	if (sink->died_at != sink->cursor)
		sink->deaths = 0;
	sink->died_at = sink->cursor;
	if (++sink->deaths < DEATHS_MOST) {
		put_off(sink, how);
		return;
	}
	if (sink->alone_until > sink->cursor) {
		on_reject(sink, sink->cursor + 1, how);
		sink->deaths = 0;
	} else {
		sink->alone_until = desk_log_end(sink->sinks->desk);
		sink->deaths = DEATHS_MOST - 2;
	}
	put_off(sink, how);
}

static void on_child_exit(uv_process_t *process, int64_t status, int signal_number)
{
	struct sink *sink = process->data;
	char how[sizeof sink->trouble + 64];
	const bool was_open = sink->is_open, was_replaced = sink->is_replaced;
	close_child(sink);
	if (sink->sinks->is_closing || sink->sinks->is_broken)
		return;
	if (was_replaced) {
		sink->again_ms = clock_mono_ms();
		return;
	}
	if (!was_open) {
		snprintf(how, sizeof how, "%s",
		         sink->trouble[0] ? sink->trouble : "it ended before it was open");
		put_off(sink, how);
		return;
	}
	if (signal_number)
		snprintf(how, sizeof how, "killed by signal %d (%s)", signal_number,
		         strsignal(signal_number));
	else
		snprintf(how, sizeof how, "ended with status %" PRId64, status);
	on_death(sink, how);
}

void sink_link_start(struct sink *sink)
{
	char role[] = "--sink-child";
	char *words[] = { (char *)(uintptr_t)program_path(), role, NULL };
	uv_stdio_container_t stdio[] = { { .flags = UV_IGNORE },
		                         { .flags = UV_INHERIT_FD, .data.fd = STDOUT_FILENO },
		                         { .flags = UV_INHERIT_FD, .data.fd = STDERR_FILENO },
		                         { .flags = UV_CREATE_PIPE | UV_READABLE_PIPE | UV_WRITABLE_PIPE,
		                           .data.stream = (uv_stream_t *)&sink->pipe } };
	const uv_process_options_t options = {
		.file = words[0], .args = words, .exit_cb = on_child_exit, .stdio = stdio, .stdio_count = 4
	};
	uv_pipe_init(sink->sinks->loop, &sink->pipe, 0);
	sink->pipe.data = sink->process.data = sink;
	sink->handles = 2;
	sink->sinks->handles += 2;
	sink->again_ms = 0;
	buf_init(&sink->heard, LINE_MOST);
	const int code = uv_spawn(sink->sinks->loop, &sink->process, &options);
	if (code) {
		close_child(sink);
		put_off(sink, uv_strerror(code));
		return;
	}
	sink->is_alive = true;
	sink->heard_ms = clock_mono_ms();
	uv_read_start((uv_stream_t *)&sink->pipe, on_room, on_heard);
	say_start(sink);
}

bool sink_link_has_work(const struct sink *sink)
{
	return sink->cursor < desk_log_end(sink->sinks->desk);
}

void sink_link_tend(struct sink *sink, int64_t now)
{
	if (sink->again_ms && now >= sink->again_ms) {
		sink->again_ms = 0;
		if (sink->is_alive && sink->is_waiting) {
			sink->is_waiting = false;
			sink->heard_ms = now;
			say(sink, json_pack("{s:b}", "again", 1));
		} else if (!sink->is_alive && !sink->handles) {
			sink_link_start(sink);
		} else {
			sink->again_ms = now; /* its handles are still closing */
		}
	}
	if (sink->is_replaced && now - sink->heard_ms > REPLACE_MS) {
		uv_process_kill(&sink->process, SIGKILL);
		sink->heard_ms = now;
	}
	if (sink->is_alive && !sink->is_waiting && sink_link_has_work(sink) &&
	    now - sink->heard_ms > HANG_MS) {
		log_error("sink %s has not said a word for %d s; it is killed and tried again",
		          sink->config->name, HANG_MS / 1000);
		sink->deaths = 0; /* a hang is never the record's fault */
		uv_process_kill(&sink->process, SIGKILL);
		sink->heard_ms = now;
	}
	if (sink->alone_until && sink->cursor >= sink->alone_until) {
		sink->alone_until = 0;
		say(sink, json_pack("{s:b}", "alone", 0));
	}
}

/* The end of its socket ends a child. */
void sink_link_hang_up(struct sink *sink)
{
	uv_os_fd_t fd;
	if (sink->is_alive && !uv_fileno((uv_handle_t *)&sink->pipe, &fd))
		shutdown(fd, SHUT_WR);
}

void sink_link_replace(struct sink *sink)
{
	sink->failures = sink->deaths = 0;
	sink->alone_until = 0;
	sink->trouble[0] = '\0';
	sink->heard_ms = clock_mono_ms();
	sink->again_ms = sink->is_alive ? 0 : sink->heard_ms;
	sink->is_replaced = sink->is_alive;
	sink->is_open = false; /* it is told nothing more */
	sink_link_hang_up(sink);
}
