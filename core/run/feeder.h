/* SPDX-License-Identifier: MIT
 * One source of a run: its intake, its documents in flight, and their booking in intake order. */
#ifndef CORE_RUN_FEEDER_H
#define CORE_RUN_FEEDER_H
#include "core/article/outcome.h"
#include "core/config/config.h"
#include "core/desk/desk.h"
#include "core/intake/intake.h"
#include "core/intake/web.h"
#include "core/worker/pool.h"

enum { FEEDER_WINDOW = 64 }; /* documents taken in and not booked */

struct feeder;

struct feeder_slot {
	struct feeder *feeder;
	struct document *doc;
	struct desk_file file;
	bool has_file;
	struct web_ticket *ticket; /* of the web's documents */
	const struct outcome *outcome; /* NULL while a worker has it */
	struct outcome *waiting; /* the same, our copy: those before it are not booked yet; else NULL */
	struct desk_begun *begun; /* records of it that are booked already; or NULL */
	struct outcome *own;     /* of its own parser, while the general extractor stands in; else NULL */
};

struct feeder_counts {
	uint64_t documents, unchanged, records, failed, rejected, unreadable;
};

struct feeder {
	const struct config_source *source;
	struct desk_source desk_source;
	struct intake *intake;  /* of files, folders, standard input; or */
	struct web_source *web; /* of addresses */
	struct intake *letters; /* dead letters, before all else; NULL: none */
	struct feeder_slot *slots; /* a ring: first to first + count - 1; NULL while nothing was taken in */
	size_t first, count;
	bool is_waiting, has_ended;
	bool is_awake; /* in its owner's queue */
	struct feeder *next_awake;
	bool is_paused; /* only dead letters are taken in, and what has come from the web already */
	bool is_wanted; /* whatever `every` says it is to be looked at, when nothing of it is in flight */
	int64_t opened_ms; /* of the monotonic clock */
	struct feeder_counts counts;
	struct feeder_owner *owner;
};

/* What a feeder needs of the run. */
struct feeder_owner {
	uv_loop_t *loop;
	struct pool *pool;
	struct web *web;                            /* NULL while no source has addresses */
	struct desk *desk;                          /* NULL in a dry run */
	struct feeder *awake, **last_awake;         /* may have a document, the one whose turn it is first */
	bool stays;                                 /* watched folders are watched */
	bool is_forced;                             /* addresses are asked whatever their schedule says */
	void (*booked)(struct feeder_owner *owner); /* something was booked, or could be taken in */
	void (*broken)(struct feeder_owner *owner,
	               const struct err *err); /* state trouble: the run must end */
};

/* -1: it cannot begin; it may be looked at again. */
int feeder_open(struct feeder *feeder, const struct config_source *source, struct feeder_owner *owner,
                struct err *err);
/* Of a source that takes no part, as if it were paused. */
void feeder_open_paused(struct feeder *feeder, const struct config_source *source, struct feeder_owner *owner);
/* Its documents that are dead letters, once more. */
void feeder_add_letters(struct feeder *feeder, const int64_t *letters, size_t count);
/* One of these letters that is on its way; they stand in order. NULL: none. */
const struct desk_letter *feeder_find_letter(const struct feeder *feeder, const struct desk_letter *letters,
                                             size_t count);
void feeder_pause(struct feeder *feeder);
int feeder_resume(struct feeder *feeder, struct err *err); /* -1: it cannot begin; it is looked at again */
/* A source that has ended and is to be looked at `every` so often begins anew when it is time. */
int feeder_look_again(struct feeder *feeder, int64_t now_ms, struct err *err);
struct feeder_counts feeder_count(const struct feeder *feeder); /* so far */
void feeder_close(struct feeder *feeder); /* nothing may be in flight */
/* For the pool (pool_options.chunk): books the records so far of a document that is next in order. */
bool feeder_take_part(void *slot, struct document *doc, const struct record *records, size_t count);
/* Takes one document in and gives it to the pool, of the next source that has one and whose window allows; false where
 * none has. */
bool feeder_step(struct feeder_owner *owner);

#endif
