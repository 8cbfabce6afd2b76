/* SPDX-License-Identifier: MIT
 * One document in the pool, and what a worker has said of it so far. Nothing of it counts before the worker is done,
 * and nothing is believed before it is checked. */
#ifndef CORE_WORKER_JOB_H
#define CORE_WORKER_JOB_H
#include "core/base/vec.h"
#include "core/worker/frame.h"
#include "core/worker/pool.h"

struct pool_job {
	struct document *doc;
	pool_done *done;
	void *self;
	struct pool_job *next; /* in the queue */
	unsigned tries;
	const char *
		first_end; /* how the first try ended, and what its worker had read before; on the document's arena */
	bool is_alone; /* the second try: nothing else runs meanwhile */
	/* Of the try under way. */
	struct arena arena;
	struct arena record_arena; /* of what is kept of records */
	VEC(struct record) records;
	size_t given;             /* records that were handed over, of all tries; never forgotten */
	size_t seen;              /* records of this try */
	VEC(struct record_link) links;
	size_t links_left_out, logged;
	int64_t next_linked;      /* the first record that a link may be of */
	int64_t output;           /* bytes */
	char plugin[RECORD_NAME]; /* that has it now */
	struct outcome outcome;
	bool is_done;
};

struct pool_job *pool_job_new(struct document *doc, pool_done *done, void *self);
void pool_job_free(struct pool_job *job);
void pool_job_forget(struct pool_job *job); /* what a try that failed has left */

/* Takes what a worker says. -1: garbage, err says what. */
int pool_job_hear(struct pool_job *job, const struct pool_options *options, enum frame_type type,
                  struct frame_reader *frame, struct err *err);

#endif
