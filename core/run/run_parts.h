/* SPDX-License-Identifier: MIT
 * What the files of a run share: flow.c (what happens while it runs), parts.c (its parts, opened, closed and made anew),
 * run.c (signals, the end and the verdict). */
#ifndef CORE_RUN_RUN_PARTS_H
#define CORE_RUN_RUN_PARTS_H
#include "core/cli/progress.h"
#include "core/control/server.h"
#include "core/deliver/sinks.h"
#include "core/run/feeder.h"
#include "core/run/notify.h"
#include "core/run/run.h"

enum { TICK_MS = 50, SIMULATED_TICK_MS = 1 };

enum run_signal { SIGNAL_TERM, SIGNAL_INT, SIGNAL_HUP, SIGNALS };

struct run {
	struct feeder_owner owner; /* first: the feeders give it back */
	const struct run_options *options;
	uv_loop_t loop;
	struct config *config;
	struct sinks *sinks;
	struct feeder *feeders;
	size_t feeder_count;
	struct feeder_counts past; /* of feeders before a reload, and of dead letters that are records */
	int64_t left_out;          /* records, by sinks before a reload */
	struct control *control; /* NULL: commands cannot ask it for anything */
	struct progress progress;
	struct notify notify;
	uint64_t moved;    /* documents and answers, when they were looked at last */
	int64_t moved_ms;  /* of the monotonic clock: when there were more of them, or nothing to do */
	uv_timer_t tick;
	uv_signal_t signals[SIGNALS];
	int64_t group_since_ms, forgotten_ms, full_since_ms;
	unsigned asked_to_stop;
	bool wants_reload, is_reloading, is_interrupted, is_broken, has_warned;
	bool is_simulated; /* time jumps (clock.h) */
	struct err failure;
};

/* flow.c */
void run_break_off(struct run *run, const struct err *err); /* the first error counts; stops the loop */
void run_on_broken(struct feeder_owner *owner, const struct err *err);
void run_on_booked(struct feeder_owner *owner);
void run_on_tick(uv_timer_t *timer);
void run_commit(struct run *run);
bool run_is_stuck(const struct run *run);
struct feeder_counts run_sum_up(const struct run *run);

/* parts.c */
int run_open_parts(struct run *run, struct err *err);
void run_close_parts(struct run *run);
void run_reload(struct run *run);
/* A source goes on, or begins to take part; one that the configuration pauses does not. -1: it cannot begin, and is
 * tried again when it is time, or when it is asked for. */
int run_resume(struct run *run, const struct config_source *source, struct err *err);
struct feeder *run_feeder(struct run *run, const char *source); /* NULL: it takes no part */
/* Is it paused, wherever that is said? 1, and err says where, as an error; 0, or -1. */
int run_is_paused(struct run *run, const struct config_source *source, struct err *err);
/* Records of dead letters go to the end of the log, documents to the feeders of their sources; committed. One that cannot
 * be had any more is told in the answer. -1: state trouble, or a source that is not configured any more. */
int run_retry(struct run *run, const struct desk_letter *letters, size_t count, struct control_answer *answer,
              struct err *err);

/* verbs.c */
void run_open_control(struct run *run); /* says so where there can be none */
void run_serve(struct run *run);        /* what was asked meanwhile */
/* Has a sink, or all where there are no names, got all records up to seq? Says for each how it stands. */
bool run_tell_sinks(const struct run *run, const char *const *names, size_t count, int64_t seq,
                    struct control_answer *answer);

/* run.c */
void run_start_tick(struct run *run);
/* Gives the sinks time to take what is committed. */
void run_drain(struct run *run, int64_t most_ms);

#endif
