/* SPDX-License-Identifier: MIT */
#include "core/worker/pool.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/base/program.h"
#include "core/worker/child.h"
#include "core/worker/child_output.h"
#include "core/worker/document_frame.h"
#include "core/worker/job.h"

enum {
	WORKERS_MOST = 256,
	READY_MS = 30 * 1000, /* for all plugins to load */
	TICK_MS = 20,
	READ_SIZE = 256 * 1024,
	IN_MOST = 1 << 30,
	DELAY_FACTOR =
		10, /* a deadline is put off for lack of processor by at most so many times the limit */
	RESTARTS_MOST = 20, /* of the zygote without a document done between */
};

struct worker {
	struct pool *pool;
	unsigned place;
	bool is_used;     /* forked, or about to be, and not reaped */
	bool has_ended;   /* its socket has */
	bool has_hung_up; /* by itself; it is killed then, if it still lives */
	bool is_retired;  /* gets no more documents */
	pid_t pid;        /* 0 until the zygote has told it */
	int status;       /* of waitpid(2), with is_reaped */
	bool is_reaped;
	int fd;
	uv_poll_t poll;
	bool is_polled, is_closing;
	struct buf in, out;
	size_t out_at;
	int out_fd;   /* goes with the first bytes; -1: none */
	char *parser; /* that it serves: one at a time */
	unsigned served;
	char before[256];                 /* the document that it read last */
	struct pool_job *job;             /* begun: the only one that is charged with the worker's death */
	struct pool_job *next;            /* handed over too, so that the worker need not wait for the host */
	int64_t begun_ms, begun_delay_ns; /* delay -1: not looked at yet */
	char verdict[256];                /* why the host has killed it; empty: it died by itself */
};

struct pool {
	uv_loop_t *loop;
	struct pool_options options;
	char *dirs, *parser_options;
	char excluded[1024];         /* names of plugins that died in loading, parted by ':' */
	uv_process_t *process;       /* of the zygote, NULL: none */
	struct child_output *output; /* what it and the workers write on standard error */
	bool is_closing;
	int zygote; /* control socket, -1: none */
	uv_poll_t zygote_poll;
	struct buf zygote_in;
	unsigned restarts, handles;
	uv_timer_t timer;
	struct worker *workers;
	struct pool_job *first, **last;
	size_t queued, busy;
	struct pool_stats stats;
	char broken[512]; /* the zygote cannot be had: why */
};

static void dispatch(struct pool *pool);
static int start_zygote(struct pool *pool, struct err *err);

/* --- the queue */

static void enqueue(struct pool *pool, struct pool_job *job, bool is_first)
{
	if (is_first) {
		job->next = pool->first;
		pool->first = job;
		if (!job->next)
			pool->last = &job->next;
	} else {
		job->next = NULL;
		*pool->last = job;
		pool->last = &job->next;
	}
	pool->queued++;
}

static struct pool_job *dequeue(struct pool *pool)
{
	struct pool_job *job = pool->first;
	pool->first = job->next;
	if (!pool->first)
		pool->last = &pool->first;
	pool->queued--;
	return job;
}

static void hand_out(struct pool *pool, struct pool_job *job)
{
	pool->stats.documents++;
	job->done(job->self, job->doc, &job->outcome);
	pool_job_free(job);
}

static void fail(struct pool *pool, struct pool_job *job, const char *reason)
{
	char *text = arena_dup(&job->arena, reason);
	const char *parser = job->plugin[0] ? arena_dup(&job->arena, job->plugin) : job->doc->parser;
	job->outcome = (struct outcome){ .state = OUTCOME_FAILED, .parser = parser, .reason = text };
	hand_out(pool, job);
}

/* --- a worker's end */

static const char *culprit(const struct pool_job *job)
{
	return job->plugin[0] ? job->plugin : job->doc->parser;
}

static void describe_death(const struct worker *w, char *out, size_t size)
{
	const char *parser = culprit(w->job);
	if (w->verdict[0])
		snprintf(out, size, "parser %s %s", parser, w->verdict);
	else if (!w->is_reaped)
		snprintf(out, size, "parser %s took the zygote of all workers with it", parser);
	else if (w->has_hung_up && WIFSIGNALED(w->status) && WTERMSIG(w->status) == SIGKILL)
		snprintf(out, size, "parser %s closed its connection to the host", parser);
	else if (WIFSIGNALED(w->status))
		snprintf(out, size, "parser %s was killed by SIG%s", parser,
		         sigabbrev_np(WTERMSIG(w->status)));
	else if (WEXITSTATUS(w->status) == MEM_EXIT_CHILD)
		snprintf(out, size, "parser %s wanted more than %" PRId64 " MiB of memory", parser,
		         w->pool->options.memory_limit >> 20);
	else
		snprintf(out, size, "parser %s called exit(%d)", parser, WEXITSTATUS(w->status));
}

/* What a worker has not begun goes to another one. */
static void take_back_next(struct worker *w)
{
	if (!w->next)
		return;
	enqueue(w->pool, w->next, true);
	w->pool->busy--;
	w->next = NULL;
}

/* Once more, alone in a fresh worker; then the document is given up. */
static void bury(struct worker *w)
{
	struct pool *pool = w->pool;
	struct pool_job *job = w->job;
	char reason[400];
	describe_death(w, reason, sizeof reason);
	w->job = NULL;
	pool->busy--;
	pool->stats.deaths++;
	take_back_next(w);
	if (++job->tries < 2) {
		log_warning("%s: %s; trying it once more, alone", document_name(job->doc), reason);
		job->first_end = arena_printf(&job->doc->arena, "%s%s%s", reason,
		                              w->before[0] ? "; before it the worker read " : "", w->before);
		pool_job_forget(job);
		job->is_alone = job->doc->is_alone = true;
		pool->stats.retries++;
		enqueue(pool, job, true);
	} else {
		fail(pool, job, reason);
	}
}

static void on_poll_closed(uv_handle_t *handle)
{
	struct worker *w = handle->data;
	struct pool *pool = w->pool;
	close(w->fd);
	if (w->out_fd >= 0)
		close(w->out_fd);
	buf_done(&w->in);
	buf_done(&w->out);
	free(w->parser);
	*w = (struct worker){ .pool = pool, .place = w->place, .fd = -1, .out_fd = -1 };
	pool->handles--;
	if (!pool->is_closing)
		dispatch(pool);
}

/* Its place is free again when its socket has ended and the zygote has told how it died. */
static void end_worker(struct worker *w)
{
	if (!w->is_used || w->is_closing || !w->has_ended || (!w->is_reaped && w->pool->zygote >= 0))
		return;
	w->is_closing = true;
	uv_close((uv_handle_t *)&w->poll, on_poll_closed);
	if (w->job)
		bury(w);
}

static void say_to_zygote(struct pool *pool, enum frame_type type, int64_t number, int fd)
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

static void kill_worker(struct worker *w)
{
	if (w->pid && !w->is_reaped)
		say_to_zygote(w->pool, FRAME_KILL, w->pid, -1);
}

static void condemn(struct worker *w, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
static void condemn(struct worker *w, const char *fmt, ...)
{
	if (w->verdict[0])
		return;
	va_list args;
	va_start(args, fmt);
	vsnprintf(w->verdict, sizeof w->verdict, fmt, args);
	va_end(args);
	w->is_retired = true;
	kill_worker(w);
}

/* --- talking to a worker */

static void watch(struct worker *w);

static ssize_t send_some(struct worker *w)
{
	const struct str rest = str_from(buf_str(&w->out), w->out_at);
	struct iovec part = { .iov_base = (void *)(uintptr_t)rest.ptr, .iov_len = rest.len };
	_Alignas(struct cmsghdr) char control[CMSG_SPACE(sizeof(int))] = { 0 };
	struct msghdr message = { .msg_iov = &part, .msg_iovlen = 1 };
	if (w->out_fd >= 0) {
		message.msg_control = control;
		message.msg_controllen = sizeof control;
		struct cmsghdr *c = CMSG_FIRSTHDR(&message);
		c->cmsg_level = SOL_SOCKET;
		c->cmsg_type = SCM_RIGHTS;
		c->cmsg_len = CMSG_LEN(sizeof(int));
		memcpy(CMSG_DATA(c), &w->out_fd, sizeof(int));
	}
	return sendmsg(w->fd, &message, MSG_NOSIGNAL | MSG_DONTWAIT);
}

static void write_out(struct worker *w)
{
	while (w->out_at < w->out.len) {
		const ssize_t n = send_some(w);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			break; /* full: poll tells when it goes on; gone: reading tells */
		w->out_at += (size_t)n;
		if (w->out_fd >= 0)
			close(w->out_fd);
		w->out_fd = -1;
	}
	if (w->out_at == w->out.len) {
		buf_clear(&w->out);
		w->out_at = 0;
	}
	watch(w);
}

/* Its own end, after what it has been handed. */
static void retire(struct worker *w)
{
	w->is_retired = true;
	shutdown(w->fd, SHUT_WR);
}

static void begin_job(struct worker *w, struct pool_job *job)
{
	w->job = job;
	w->begun_ms = clock_mono_ms();
	w->begun_delay_ns = -1;
}

static void finish(struct worker *w)
{
	struct pool *pool = w->pool;
	struct pool_job *job = w->job;
	begin_job(w, w->next);
	w->next = NULL;
	pool->busy--;
	pool->restarts = 0;
	snprintf(w->before, sizeof w->before, "%s", document_name(job->doc));
	if (job->first_end)
		log_warning("%s: went well alone, on the second try (the first: %s)", document_name(job->doc),
		            job->first_end);
	if (++w->served >= pool->options.recycle_after || job->is_alone)
		retire(w);
	dispatch(pool); /* first: the workers go on while the outcome is booked */
	hand_out(pool, job);
	dispatch(pool);
}

static void hear_frame(struct worker *w, enum frame_type type, struct frame_reader *frame)
{
	struct err err;
	if (!w->job || w->verdict[0])
		return; /* what comes without a document in flight does not count */
	w->job->output += (int64_t)frame->rest.len;
	if (w->job->output > w->pool->options.output_limit)
		condemn(w, "wrote more than %" PRId64 " MiB", w->pool->options.output_limit >> 20);
	else if (pool_job_hear(w->job, &w->pool->options, type, frame, &err))
		condemn(w, "answered garbage: %s", err.text);
	else if (w->job->is_done)
		finish(w);
}

static void hear_frames(struct worker *w)
{
	struct str rest = buf_str(&w->in);
	struct frame_reader frame;
	enum frame_type type;
	bool is_bad = false;
	while (frame_next(&rest, (size_t)w->pool->options.output_limit + 4096, &type, &frame, &is_bad))
		hear_frame(w, type, &frame);
	if (is_bad)
		condemn(w, "answered garbage, or wrote more than %" PRId64 " MiB at once",
		        w->pool->options.output_limit >> 20);
	if (is_bad || w->verdict[0])
		rest.len = 0;
	if (rest.len && rest.ptr != w->in.ptr)
		memmove(w->in.ptr, rest.ptr, rest.len);
	buf_cut(&w->in, rest.len);
}

static void read_in(struct worker *w)
{
	char *room = buf_room(&w->in, READ_SIZE);
	const ssize_t n = room ? recv(w->fd, room, READ_SIZE, MSG_DONTWAIT) : 0;
	if (n > 0) {
		w->in.len += (size_t)n;
		hear_frames(w);
		return;
	}
	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		return;
	w->has_ended = w->has_hung_up = true;
	uv_poll_stop(&w->poll);
	kill_worker(w); /* a socket closed by a process that lives on */
	end_worker(w);
}

static void on_worker_ready(uv_poll_t *poll, int status, int events)
{
	struct worker *w = poll->data;
	(void)status;
	if (events & UV_WRITABLE)
		write_out(w);
	if ((events & UV_READABLE) || status < 0)
		read_in(w);
}

static void watch(struct worker *w)
{
	if (!w->has_ended && !w->is_closing)
		uv_poll_start(&w->poll, UV_READABLE | (w->out.len ? UV_WRITABLE : 0), on_worker_ready);
}

/* Nanoseconds that a process has waited for a processor. */
static int64_t run_delay_ns(pid_t pid)
{
	char path[64], text[128] = "";
	unsigned long long on_cpu = 0, delayed = 0;
	snprintf(path, sizeof path, "/proc/%d/schedstat", (int)pid);
	const int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd >= 0) {
		if (read(fd, text, sizeof text - 1) > 0)
			sscanf(text, "%llu %llu", &on_cpu, &delayed);
		close(fd);
	}
	return (int64_t)delayed;
}

static void give(struct worker *w, struct pool_job *job)
{
	if (w->job)
		w->next = job;
	else
		begin_job(w, job);
	w->pool->busy++;
	document_to_frame(job->doc, &w->out, &w->out_fd);
	if (w->out.is_over || w->out_fd == -2)
		condemn(w, "got a document that cannot be handed over: %s", strerror(errno));
	write_out(w);
}

/* --- who gets what */

static bool is_new_worker(struct pool *pool, struct worker *w, const char *parser)
{
	int pair[2];
	if (pool->zygote < 0 || socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair))
		return false;
	w->is_used = true;
	w->fd = pair[0];
	w->parser = mem_dup(parser);
	buf_init(&w->in, IN_MOST);
	buf_init(&w->out, IN_MOST);
	say_to_zygote(pool, FRAME_FORK, w->place, pair[1]);
	close(pair[1]);
	uv_poll_init(pool->loop, &w->poll, w->fd);
	w->poll.data = w;
	pool->handles++;
	watch(w);
	return true;
}

/* A worker that is busy, but may have the next document of its parser beside it: a small one, which needs no
 * descriptor. */
static bool can_queue(const struct worker *w, const struct pool_job *job)
{
	return w->job && !w->next && !w->is_retired && !w->has_ended && !w->job->is_alone && !job->is_alone &&
	       w->out_fd == -1 && job->doc->body.len <= BODY_INLINE_MOST &&
	       w->served + 1 < w->pool->options.recycle_after &&
	       str_eq(str_c(w->parser), str_c(job->doc->parser));
}

/* A worker for this document: one that serves its parser and is idle, else a new one, else a busy one that can queue
 * it; an idle one of another parser makes room. */
static struct worker *find_worker(struct pool *pool, const struct pool_job *job)
{
	struct worker *empty = NULL, *other = NULL, *busy = NULL;
	for (unsigned i = 0; i < pool->options.workers; i++) {
		struct worker *w = &pool->workers[i];
		if (!w->is_used)
			empty = empty ? empty : w;
		else if (can_queue(w, job))
			busy = busy ? busy : w;
		else if (!w->job && !w->is_retired && !w->has_ended) {
			if (str_eq(str_c(w->parser), str_c(job->doc->parser)))
				return w;
			other = w;
		}
	}
	if (empty)
		return is_new_worker(pool, empty, job->doc->parser) ? empty : NULL;
	if (other)
		retire(other);
	return other ? NULL : busy;
}

static bool runs_alone(const struct pool *pool)
{
	for (unsigned i = 0; i < pool->options.workers; i++)
		if (pool->workers[i].job && pool->workers[i].job->is_alone)
			return true;
	return false;
}

static void retire_idle(struct pool *pool)
{
	for (unsigned i = 0; i < pool->options.workers; i++) {
		struct worker *w = &pool->workers[i];
		if (w->is_used && !w->job && !w->is_retired && !w->has_ended && w->served) {
			retire(w);
		}
	}
}

static void dispatch(struct pool *pool)
{
	while (pool->first && !pool->broken[0]) {
		struct pool_job *job = pool->first;
		if (runs_alone(pool) || (job->is_alone && pool->busy))
			return;
		if (job->is_alone)
			retire_idle(pool);
		struct worker *w = find_worker(pool, job);
		if (!w)
			return;
		give(w, dequeue(pool));
	}
	while (pool->first && pool->broken[0] && !pool->busy)
		fail(pool, dequeue(pool), pool->broken);
}

/* --- the zygote */

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
		condemn(w, "has no worker: the system does not fork");
		w->has_ended = w->is_reaped = true;
		end_worker(w);
		return;
	}
	w->pid = (pid_t)pid;
	if (w->verdict[0] || w->has_ended)
		kill_worker(w);
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
	end_worker(w);
}

static void on_zygote_closed(uv_handle_t *handle)
{
	struct pool *pool = handle->data;
	pool->handles--;
}

static void close_zygote(struct pool *pool)
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
	close_zygote(pool);
	pool->stats.restarts++;
	if (++pool->restarts > RESTARTS_MOST)
		snprintf(pool->broken, sizeof pool->broken,
		         "the zygote of the workers ends again and again; see the messages above");
	for (unsigned i = 0; i < pool->options.workers; i++) {
		struct worker *w = &pool->workers[i];
		if (w->is_used && w->has_ended)
			end_worker(w); /* the others end when their sockets do */
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
	dispatch(pool);
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

static void kill_zygote(struct pool *pool)
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
		kill_zygote(pool);
	}
	return ready;
}

/* A plugin that takes the zygote with it, or hangs, when it is loaded is left out the next time. */
static int start_zygote(struct pool *pool, struct err *err)
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

/* --- time */

/* Looked at from the first tick on that finds the document there: most are done before. */
static void check_deadline(struct worker *w, int64_t now)
{
	const int64_t limit = w->pool->options.time_limit_ms;
	if (w->begun_delay_ns < 0)
		w->begun_delay_ns = w->pid ? run_delay_ns(w->pid) : 0;
	if (now - w->begun_ms <= limit)
		return;
	int64_t put_off = w->pid ? (run_delay_ns(w->pid) - w->begun_delay_ns) / 1000000 : limit;
	if (put_off > DELAY_FACTOR * limit)
		put_off = DELAY_FACTOR * limit;
	if (now - w->begun_ms > limit + put_off)
		condemn(w, "took longer than %" PRId64 ".%03" PRId64 " s", limit / 1000, limit % 1000);
}

static bool has_workers(const struct pool *pool)
{
	for (unsigned i = 0; i < pool->options.workers; i++)
		if (pool->workers[i].is_used)
			return true;
	return false;
}

static void on_timer(uv_timer_t *timer)
{
	struct pool *pool = timer->data;
	struct err err;
	const int64_t now = clock_mono_ms();
	for (unsigned i = 0; i < pool->options.workers; i++)
		if (pool->workers[i].job && !pool->workers[i].verdict[0])
			check_deadline(&pool->workers[i], now);
	const bool wants_zygote = pool->zygote < 0 && !pool->broken[0] && !has_workers(pool);
	if (wants_zygote && start_zygote(pool, &err))
		snprintf(pool->broken, sizeof pool->broken, "%.500s", err.text);
	dispatch(pool);
}

/* --- the pool */

static void take_defaults(struct pool_options *o)
{
	if (!o->workers)
		o->workers = uv_available_parallelism();
	if (o->workers > WORKERS_MOST)
		o->workers = WORKERS_MOST;
	if (!o->time_limit_ms)
		o->time_limit_ms = 10 * 1000;
	if (!o->memory_limit)
		o->memory_limit = 512 << 20;
	if (!o->output_limit)
		o->output_limit = 64 << 20;
	if (!o->recycle_after)
		o->recycle_after = 1000;
	if (!o->link_limit)
		o->link_limit = 10000;
}

/* Whose words on standard error may be: "wire_text", "a or b". */
static void name_busy_parsers(void *self, char *out, size_t size)
{
	const struct pool *pool = self;
	size_t used = 0;
	out[0] = '\0';
	for (unsigned i = 0; i < pool->options.workers; i++) {
		const struct worker *w = &pool->workers[i];
		if (!w->job || used + 80 > size || strstr(out, culprit(w->job)))
			continue;
		used += (size_t)snprintf(out + used, size - used, "%s%s", used ? " or " : "parser ",
		                         culprit(w->job));
	}
	if (!used)
		snprintf(out, size, "a parser");
}

int pool_new(uv_loop_t *loop, const struct pool_options *options, struct pool **out, struct err *err)
{
	struct pool *pool = mem_zero(1, sizeof *pool);
	pool->loop = loop;
	pool->options = *options;
	take_defaults(&pool->options);
	pool->dirs = options->plugin_dirs ? mem_dup(options->plugin_dirs) : NULL;
	pool->parser_options = options->parser_options ? mem_dup(options->parser_options) : NULL;
	pool->zygote = -1;
	pool->last = &pool->first;
	pool->workers = mem_zero(pool->options.workers, sizeof *pool->workers);
	for (unsigned i = 0; i < pool->options.workers; i++)
		pool->workers[i] = (struct worker){ .pool = pool, .place = i, .fd = -1, .out_fd = -1 };
	uv_timer_init(loop, &pool->timer);
	pool->timer.data = pool;
	pool->handles++;
	if (child_output_open(loop, name_busy_parsers, pool, &pool->output, err) || start_zygote(pool, err)) {
		pool_free(pool);
		return -1;
	}
	uv_timer_start(&pool->timer, on_timer, TICK_MS, TICK_MS);
	*out = pool;
	return 0;
}

void pool_free(struct pool *pool)
{
	pool->is_closing = true;
	kill_zygote(pool); /* and so all workers */
	close_zygote(pool);
	for (unsigned i = 0; i < pool->options.workers; i++) {
		struct worker *w = &pool->workers[i];
		if (w->job)
			pool_job_free(w->job);
		if (w->next)
			pool_job_free(w->next);
		w->job = w->next = NULL;
		if (w->is_used && !w->is_closing)
			uv_close((uv_handle_t *)&w->poll, on_poll_closed);
	}
	uv_close((uv_handle_t *)&pool->timer, on_zygote_closed);
	child_output_close(pool->output);
	while (pool->handles)
		uv_run(pool->loop, UV_RUN_ONCE);
	while (pool->first)
		pool_job_free(dequeue(pool));
	free(pool->workers);
	free(pool->parser_options);
	free(pool->dirs);
	free(pool);
}

void pool_submit(struct pool *pool, struct document *doc, pool_done *done, void *self)
{
	enqueue(pool, pool_job_new(doc, done, self), false);
	dispatch(pool);
}

bool pool_has_room(const struct pool *pool)
{
	return pool->queued < 2 * (size_t)pool->options.workers;
}

size_t pool_in_flight(const struct pool *pool)
{
	return pool->queued + pool->busy;
}

void pool_get_stats(const struct pool *pool, struct pool_stats *out)
{
	*out = pool->stats;
}
