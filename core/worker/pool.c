/* SPDX-License-Identifier: MIT */
#include "core/worker/pool.h"

#include <inttypes.h>
#include <stdio.h>

#include "core/base/clock.h"
#include "core/worker/child_output.h"
#include "core/worker/document_frame.h"
#include "core/worker/pool_parts.h"

enum {
	WORKERS_MOST = 256,
	TICK_MS = 20,
	DELAY_FACTOR =
		10, /* a deadline is put off for lack of processor by at most so many times the limit */
};

/* --- the queue */

void pool_enqueue(struct pool *pool, struct pool_job *job, bool is_first)
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

static struct pool_job *pool_dequeue(struct pool *pool)
{
	struct pool_job *job = pool->first;
	pool->first = job->next;
	if (!pool->first)
		pool->last = &pool->first;
	pool->queued--;
	return job;
}

void pool_hand_out(struct pool *pool, struct pool_job *job)
{
	pool->stats.documents++;
	job->done(job->self, job->doc, &job->outcome);
	pool_job_free(job);
}

void pool_fail(struct pool *pool, struct pool_job *job, const char *reason)
{
	char *text = arena_dup(&job->arena, reason);
	const char *parser = job->plugin[0] ? arena_dup(&job->arena, job->plugin) : job->doc->parser;
	job->outcome = (struct outcome){
		.state = OUTCOME_FAILED, .parser = parser, .reason = text, .given_count = job->given
	};
	pool_hand_out(pool, job);
}

/* --- who gets what */

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
		return worker_start(pool, empty, job->doc->parser) ? empty : NULL;
	if (other)
		worker_retire(other);
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
			worker_retire(w);
		}
	}
}

void pool_dispatch(struct pool *pool)
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
		worker_give(w, pool_dequeue(pool));
	}
	while (pool->first && pool->broken[0] && !pool->busy)
		pool_fail(pool, pool_dequeue(pool), pool->broken);
}

/* --- time */

/* Looked at from the first tick on that finds the document there: most are done before. */
static void check_deadline(struct worker *w, int64_t now)
{
	const int64_t limit = w->pool->options.time_limit_ms;
	if (w->begun_delay_ns < 0)
		w->begun_delay_ns = w->pid ? worker_delay_ns(w->pid) : 0;
	if (now - w->begun_ms <= limit)
		return;
	int64_t put_off = w->pid ? (worker_delay_ns(w->pid) - w->begun_delay_ns) / 1000000 : limit;
	if (put_off > DELAY_FACTOR * limit)
		put_off = DELAY_FACTOR * limit;
	if (now - w->begun_ms > limit + put_off)
		worker_condemn(w, "took longer than %" PRId64 ".%03" PRId64 " s", limit / 1000, limit % 1000);
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
	if (wants_zygote && zygote_link_start(pool, &err))
		snprintf(pool->broken, sizeof pool->broken, "%.500s", err.text);
	pool_dispatch(pool);
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
		o->link_limit = 50000; /* as many as a sitemap may have */
}

/* Whose words on standard error may be: "wire_text", "a or b". */
static void name_busy_parsers(void *self, char *out, size_t size)
{
	const struct pool *pool = self;
	size_t used = 0;
	out[0] = '\0';
	for (unsigned i = 0; i < pool->options.workers; i++) {
		const struct worker *w = &pool->workers[i];
		if (!w->job || used + 80 > size || strstr(out, worker_culprit(w->job)))
			continue;
		used += (size_t)snprintf(out + used, size - used, "%s%s", used ? " or " : "parser ",
		                         worker_culprit(w->job));
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
	if (child_output_open(loop, name_busy_parsers, pool, &pool->output, err) ||
	    zygote_link_start(pool, err)) {
		pool_free(pool);
		return -1;
	}
	uv_timer_start(&pool->timer, on_timer, TICK_MS, TICK_MS);
	*out = pool;
	return 0;
}

static void on_timer_closed(uv_handle_t *handle)
{
	struct pool *pool = handle->data;
	pool->handles--;
}

void pool_free(struct pool *pool)
{
	pool->is_closing = true;
	zygote_link_kill(pool); /* and so all workers */
	zygote_link_close(pool);
	for (unsigned i = 0; i < pool->options.workers; i++) {
		struct worker *w = &pool->workers[i];
		if (w->job)
			pool_job_free(w->job);
		if (w->next)
			pool_job_free(w->next);
		w->job = w->next = NULL;
		if (w->is_used && !w->is_closing)
			uv_close((uv_handle_t *)&w->poll, worker_on_closed);
	}
	uv_close((uv_handle_t *)&pool->timer, on_timer_closed);
	child_output_close(pool->output);
	while (pool->handles)
		uv_run(pool->loop, UV_RUN_ONCE);
	while (pool->first)
		pool_job_free(pool_dequeue(pool));
	free(pool->workers);
	free(pool->parser_options);
	free(pool->dirs);
	free(pool);
}

void pool_submit(struct pool *pool, struct document *doc, pool_done *done, void *self)
{
	pool_enqueue(pool, pool_job_new(doc, done, self), false);
	pool_dispatch(pool);
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
