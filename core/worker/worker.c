/* SPDX-License-Identifier: MIT
 * One worker as the host sees it: documents go out, what it says comes in, and its end is accounted for. */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/worker/document_frame.h"
#include "core/worker/pool_parts.h"

enum { READ_SIZE = 256 * 1024, IN_MOST = 1 << 30 };

/* --- a worker's end */

const char *worker_culprit(const struct pool_job *job)
{
	return job->plugin[0] ? job->plugin : job->doc->parser;
}

static void describe_death(const struct worker *w, char *out, size_t size)
{
	const char *parser = worker_culprit(w->job);
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
	pool_enqueue(w->pool, w->next, true);
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
		pool_enqueue(pool, job, true);
	} else {
		pool_fail(pool, job, reason);
	}
}

void worker_on_closed(uv_handle_t *handle)
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
		pool_dispatch(pool);
}

/* Its place is free again when its socket has ended and the zygote has told how it died. */
void worker_end(struct worker *w)
{
	if (!w->is_used || w->is_closing || !w->has_ended || (!w->is_reaped && w->pool->zygote >= 0))
		return;
	w->is_closing = true;
	uv_close((uv_handle_t *)&w->poll, worker_on_closed);
	if (w->job)
		bury(w);
}

void worker_kill(struct worker *w)
{
	if (w->pid && !w->is_reaped)
		zygote_link_say(w->pool, FRAME_KILL, w->pid, -1);
}

void worker_condemn(struct worker *w, const char *fmt, ...)
{
	if (w->verdict[0])
		return;
	va_list args;
	va_start(args, fmt);
	vsnprintf(w->verdict, sizeof w->verdict, fmt, args);
	va_end(args);
	w->is_retired = true;
	worker_kill(w);
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
void worker_retire(struct worker *w)
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
		worker_retire(w);
	pool_dispatch(pool); /* first: the workers go on while the outcome is booked */
	pool_hand_out(pool, job);
	pool_dispatch(pool);
}

/* What a long document may give grows with it: a stream of articles is about three times its markup. */
static int64_t output_limit(const struct worker *w)
{
	enum { GROWTH = 8 };
	return w->pool->options.output_limit + (w->job ? GROWTH * (int64_t)w->job->doc->body.len : 0);
}

static void hear_frame(struct worker *w, enum frame_type type, struct frame_reader *frame)
{
	struct err err;
	if (!w->job || w->verdict[0])
		return; /* what comes without a document in flight does not count */
	w->job->output += (int64_t)frame->rest.len;
	if (w->job->output > output_limit(w))
		worker_condemn(w, "wrote more than %" PRId64 " MiB", output_limit(w) >> 20);
	else if (pool_job_hear(w->job, &w->pool->options, type, frame, &err))
		worker_condemn(w, "answered garbage: %s", err.text);
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
		worker_condemn(w, "answered garbage, or wrote more than %" PRId64 " MiB at once",
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
	worker_kill(w); /* a socket closed by a process that lives on */
	worker_end(w);
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
int64_t worker_delay_ns(pid_t pid)
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

void worker_give(struct worker *w, struct pool_job *job)
{
	if (w->job)
		w->next = job;
	else
		begin_job(w, job);
	w->pool->busy++;
	document_to_frame(job->doc, &w->out, &w->out_fd);
	if (w->out.is_over || w->out_fd == -2)
		worker_condemn(w, "got a document that cannot be handed over: %s", strerror(errno));
	write_out(w);
}

/* --- its beginning */

bool worker_start(struct pool *pool, struct worker *w, const char *parser)
{
	int pair[2];
	if (pool->zygote < 0 || socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair))
		return false;
	w->is_used = true;
	w->fd = pair[0];
	w->parser = mem_dup(parser);
	buf_init(&w->in, IN_MOST);
	buf_init(&w->out, IN_MOST);
	zygote_link_say(pool, FRAME_FORK, w->place, pair[1]);
	close(pair[1]);
	uv_poll_init(pool->loop, &w->poll, w->fd);
	w->poll.data = w;
	pool->handles++;
	watch(w);
	return true;
}
