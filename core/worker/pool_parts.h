/* SPDX-License-Identifier: MIT
 * What the files of the pool share: pool.c (the queue, and who gets what), worker.c (one worker as the host sees it),
 * zygote_link.c (the process that forks them). */
#ifndef CORE_WORKER_POOL_PARTS_H
#define CORE_WORKER_POOL_PARTS_H
#include <sys/types.h>

#include "core/worker/job.h"
#include "core/worker/pool.h"

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

/* pool.c */
void pool_enqueue(struct pool *pool, struct pool_job *job, bool is_first);
void pool_dispatch(struct pool *pool);
void pool_hand_out(struct pool *pool, struct pool_job *job);
void pool_fail(struct pool *pool, struct pool_job *job, const char *reason);

/* worker.c */
bool worker_start(struct pool *pool, struct worker *w, const char *parser); /* false: not now */
void worker_give(struct worker *w, struct pool_job *job);                   /* to parse now, or next */
void worker_retire(struct worker *w); /* its own end, after what it was handed */
void worker_kill(struct worker *w);
/* Kills it; fmt says why, behind the parser's name: the first reason counts. */
void worker_condemn(struct worker *w, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void worker_end(
	struct worker
		*w); /* frees its place, once its socket has ended and the zygote has told how it died */
const char *worker_culprit(const struct pool_job *job);
int64_t worker_delay_ns(pid_t pid); /* that the process has waited for a processor */
void worker_on_closed(uv_handle_t *handle);

/* zygote_link.c */
int zygote_link_start(struct pool *pool, struct err *err);
void zygote_link_close(struct pool *pool);
void zygote_link_kill(struct pool *pool);
void zygote_link_say(struct pool *pool, enum frame_type type, int64_t number,
                     int fd); /* fd: goes with it, or -1 */

#endif
