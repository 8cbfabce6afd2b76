/* SPDX-License-Identifier: MIT
 * The host's side of the zygote: started, started again without a plugin that it dies of, told to fork and to kill. */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/base/program.h"
#include "core/worker/child_output.h"
#include "core/worker/pool_parts.h"

enum {
	READY_MS = 30 * 1000, /* for a plugin to load */
	RESTARTS_MOST = 20,   /* without a document done between */
};

/* --- what is said */

void zygote_link_say(struct pool *pool, enum frame_type type, int64_t number, int fd)
{
	struct buf out;
	struct frame_writer w;
	buf_init(&out, 4096);
	frame_begin(&w, &out, type);
	frame_add_int(&w, number);
	frame_end(&w);
	if (pool->zygote >= 0)
		frame_send(pool->zygote, buf_str(&out), fd); /* its end is heard of elsewhere */
	buf_done(&out);
}

/* --- what is heard */

static struct worker *worker_of(struct pool *pool, pid_t pid)
{
	for (unsigned i = 0; i < pool->options.workers; i++)
		if (pool->workers[i].is_used && pool->workers[i].pid == pid)
			return &pool->workers[i];
	return NULL;
}

static void on_forked(struct pool *pool, struct frame_reader *frame)
{
	const int64_t place = frame_read_int(frame), pid = frame_read_int(frame);
	if (place < 0 || place >= pool->options.workers)
		return;
	struct worker *w = &pool->workers[place];
	if (pid < 0) {
		worker_condemn(w, "has no worker: the system does not fork");
		w->has_ended = w->is_reaped = true;
		worker_end(w);
		return;
	}
	w->pid = (pid_t)pid;
	if (w->verdict[0] || w->has_ended)
		worker_kill(w);
}

static void on_reaped(struct pool *pool, struct frame_reader *frame)
{
	const pid_t pid = (pid_t)frame_read_int(frame);
	const int64_t status = frame_read_int(frame), peak = frame_read_int(frame);
	struct worker *w = worker_of(pool, pid);
	if (peak > pool->stats.peak_rss)
		pool->stats.peak_rss = peak;
	if (!w)
		return;
	w->is_reaped = true;
	w->status = (int)status;
	worker_end(w);
}

static void on_zygote_closed(uv_handle_t *handle)
{
	struct pool *pool = handle->data;
	pool->handles--;
}

void zygote_link_close(struct pool *pool)
{
	if (pool->zygote < 0)
		return;
	uv_close((uv_handle_t *)&pool->zygote_poll, on_zygote_closed);
	close(pool->zygote);
	pool->zygote = -1;
	buf_done(&pool->zygote_in);
}

/* All workers die with it. Their documents are tried again, one by one. */
static void on_zygote_end(struct pool *pool)
{
	uv_poll_stop(&pool->zygote_poll);
	zygote_link_close(pool);
	pool->stats.restarts++;
	if (++pool->restarts > RESTARTS_MOST)
		snprintf(pool->broken, sizeof pool->broken,
		         "the zygote of the workers ends again and again; see the messages above");
	for (unsigned i = 0; i < pool->options.workers; i++) {
		struct worker *w = &pool->workers[i];
		if (w->is_used && w->has_ended)
			worker_end(w); /* the others end when their sockets do */
	}
}

static void on_zygote_ready(uv_poll_t *poll, int status, int events)
{
	struct pool *pool = poll->data;
	char *room = buf_room(&pool->zygote_in, 4096);
	const ssize_t n = room ? recv(pool->zygote, room, 4096, MSG_DONTWAIT) : 0;
	(void)status;
	(void)events;
	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		return;
	if (n <= 0) {
		on_zygote_end(pool);
		return;
	}
	pool->zygote_in.len += (size_t)n;
	struct str rest = buf_str(&pool->zygote_in);
	struct frame_reader frame;
	enum frame_type type;
	bool is_bad = false;
	while (frame_next(&rest, 1 << 16, &type, &frame, &is_bad)) {
		if (type == FRAME_FORKED)
			on_forked(pool, &frame);
		else if (type == FRAME_REAPED)
			on_reaped(pool, &frame);
	}
	memmove(pool->zygote_in.ptr, rest.ptr, rest.len);
	buf_cut(&pool->zygote_in, rest.len);
	pool_dispatch(pool);
}

static void on_process_closed(uv_handle_t *handle)
{
	struct pool *pool = handle->data;
	pool->handles--;
	free(handle);
}

static void on_process_exit(uv_process_t *process, int64_t status, int signal_number)
{
	struct pool *pool = process->data;
	(void)status;
	(void)signal_number;
	if (pool->process == process)
		pool->process = NULL;
	uv_close((uv_handle_t *)process, on_process_closed);
}

static int spawn(struct pool *pool, int socket, struct err *err)
{
	char role[] = "--worker-zygote";
	char *words[] = { (char *)(uintptr_t)program_path(), role, NULL };
	uv_stdio_container_t stdio[] = { { .flags = UV_IGNORE },
		                         { .flags = UV_IGNORE },
		                         { .flags = UV_INHERIT_FD,
		                           .data.fd = child_output_end(pool->output) },
		                         { .flags = UV_INHERIT_FD, .data.fd = socket } };
	const uv_process_options_t options = {
		.file = words[0], .args = words, .exit_cb = on_process_exit, .stdio = stdio, .stdio_count = 4
	};
	uv_process_t *process = mem_zero(1, sizeof *process);
	process->data = pool;
	pool->handles++;
	const int code = uv_spawn(pool->loop, process, &options);
	if (code) {
		uv_close((uv_handle_t *)process, on_process_closed);
		return err_set(err, EXIT_STATE, "cannot start %s: %s", words[0], uv_strerror(code));
	}
	pool->process = process;
	return 0;
}

static void send_setup(struct pool *pool, int socket)
{
	struct buf out;
	struct frame_writer w;
	buf_init(&out, 16 << 20);
	frame_begin(&w, &out, FRAME_SETUP);
	frame_add_text(&w, pool->dirs);
	frame_add_text(&w, pool->parser_options);
	frame_add_text(&w, pool->excluded);
	frame_add_int(&w, pool->options.memory_limit);
	frame_add_int(&w, pool->options.want_explain);
	frame_end(&w);
	frame_send(socket, buf_str(&out), -1);
	buf_done(&out);
}

enum ready { IS_READY, IS_BROKEN, DIED_LOADING };

/* Within the time that a plugin has for loading; the end of an older child may interrupt the waiting. */
static bool is_readable(int socket)
{
	const int64_t until = clock_mono_ms() + READY_MS;
	for (;;) {
		struct pollfd ready = { .fd = socket, .events = POLLIN };
		const int64_t left = until - clock_mono_ms();
		const int count = poll(&ready, 1, left > 0 ? (int)left : 0);
		if (count >= 0 || errno != EINTR)
			return count > 0;
	}
}

/* Until all plugins are loaded; loading gets the name of the last one begun. */
static enum ready read_ready(int socket, struct buf *in, char *loading, size_t size, struct err *err)
{
	enum frame_type type;
	struct frame_reader frame;
	int fd;
	for (;;) {
		if (!is_readable(socket) || frame_receive(socket, in, &type, &frame, &fd) != 1)
			return DIED_LOADING;
		const char *text = frame_read_text(&frame);
		if (type == FRAME_READY)
			return IS_READY;
		if (type == FRAME_LOADING)
			snprintf(loading, size, "%s", text ? text : "?");
		if (type == FRAME_REFUSED)
			log_warning("plugin %s is left out: %s", text, frame_read_text(&frame));
		if (type == FRAME_BROKEN) {
			err_set(err, EXIT_WRONG_USE, "%s", text ? text : "?");
			return IS_BROKEN;
		}
	}
}

static void watch_zygote(struct pool *pool, int socket)
{
	pool->zygote = socket;
	buf_init(&pool->zygote_in, 1 << 20);
	uv_poll_init(pool->loop, &pool->zygote_poll, pool->zygote);
	pool->zygote_poll.data = pool;
	pool->handles++;
	uv_poll_start(&pool->zygote_poll, UV_READABLE, on_zygote_ready);
}

void zygote_link_kill(struct pool *pool)
{
	if (pool->process)
		uv_process_kill(pool->process, SIGKILL);
	pool->process = NULL; /* its handle closes when its end is heard of */
}

static enum ready try_zygote(struct pool *pool, char *loading, size_t size, struct err *err)
{
	int pair[2];
	struct buf in;
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair)) {
		err_errno(err, EXIT_STATE, "no socket pair");
		return IS_BROKEN;
	}
	enum ready ready = spawn(pool, pair[1], err) ? IS_BROKEN : IS_READY;
	close(pair[1]);
	if (ready == IS_READY) {
		buf_init(&in, 16 << 20);
		send_setup(pool, pair[0]);
		ready = read_ready(pair[0], &in, loading, size, err);
		buf_done(&in);
	}
	if (ready == IS_READY) {
		watch_zygote(pool, pair[0]);
	} else {
		close(pair[0]);
		zygote_link_kill(pool);
	}
	return ready;
}

/* A plugin that takes the zygote with it, or hangs, when it is loaded is left out the next time. */
int zygote_link_start(struct pool *pool, struct err *err)
{
	for (;;) {
		char loading[256] = "";
		const enum ready ready = try_zygote(pool, loading, sizeof loading, err);
		if (ready != DIED_LOADING)
			return ready == IS_READY ? 0 : -1;
		const size_t used = strlen(pool->excluded);
		if (!loading[0] || used + strlen(loading) + 2 > sizeof pool->excluded)
			return err_set(
				err, EXIT_STATE,
				"the zygote of the workers ends before it is ready; see the messages above");
		log_error("plugin %s dies or hangs when it is loaded; going on without it", loading);
		snprintf(pool->excluded + used, sizeof pool->excluded - used, "%s%s", used ? ":" : "",
		         loading);
	}
}
