/* SPDX-License-Identifier: MIT
 * The host's side of the workers: documents in, outcomes out. Keeps as many workers busy as asked for, starts the
 * zygote and starts it again, enforces the limits, retries once alone what killed its worker.
 *
 *	struct pool *pool;
 *	if (pool_new(loop, &options, &pool, err)) return -1;
 *	while (pool_has_room(pool)) pool_submit(pool, next_document(), on_done, self);
 *	uv_run(loop, UV_RUN_DEFAULT);
 *	pool_free(pool);
 *
 * Nothing is shared with a worker but a socket; nothing that one says is believed before it is checked.
 */
#ifndef CORE_WORKER_POOL_H
#define CORE_WORKER_POOL_H
#include <uv.h>

#include "core/article/record.h"
#include "core/base/err.h"
#include "core/doc/document.h"

struct pool;

struct pool_options {
	unsigned workers;        /* 0: as many as processors */
	int64_t time_limit_ms;   /* for a document; 0: 10 s */
	int64_t memory_limit;    /* bytes a worker may have; 0: 512 MiB */
	int64_t output_limit;    /* bytes of records a document may give; 0: 64 MiB */
	unsigned recycle_after;  /* documents a worker serves; 0: 1000 */
	unsigned link_limit;     /* links a document may give; 0: 50000 */
	const char *plugin_dirs; /* searched for plugins, parted by ':'; NULL: the rule of registry.h */
	const char *
		parser_options; /* one JSON object: {"INSTANCE": {"plugin": NAME, "options": {…}}}, INSTANCE ""
		                    for sources without options of their own; NULL: none */
	/* May take the records of a document so far while it is still being read, once they are many (8 MiB): true, and they
	 * are not kept. A second try gives them again, and they are left out. self is that of pool_submit; NULL: none. */
	bool (*chunk)(void *self, struct document *doc, const struct record *records, size_t count);
	bool want_explain;    /* records with an explanation of their fields */
	bool want_everything; /* also feed, defects: for `parse -o documents` */
};

/* Starts the zygote and waits until it has loaded its plugins. A plugin that does not load, or dies of it, is said to
 * be left out; documents that name it fail with the reason. */
int pool_new(uv_loop_t *loop, const struct pool_options *options, struct pool **out_pool, struct err *err);
/* Kills what is left; documents in flight are not called back. Runs the loop until the handles are closed. */
void pool_free(struct pool *pool);

/* The document stays the caller's and must live until done is called. */
typedef void pool_done(void *self, struct document *doc, const struct outcome *outcome);
void pool_submit(struct pool *pool, struct document *doc, pool_done *done, void *self);

bool pool_has_room(const struct pool *pool);    /* false while enough is queued to keep all workers busy */
size_t pool_in_flight(const struct pool *pool); /* submitted, not done */

struct pool_stats {
	uint64_t documents, retries, deaths, restarts;
	int64_t peak_rss; /* bytes, of the largest worker */
};
void pool_get_stats(const struct pool *pool, struct pool_stats *out);

#endif
