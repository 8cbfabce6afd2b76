/* SPDX-License-Identifier: MIT
 * The host's side of the sinks: one child each, told where the log ends, telling how far it has got. */
#ifndef CORE_DELIVER_SINKS_H
#define CORE_DELIVER_SINKS_H
#include <uv.h>

#include "core/config/config.h"
#include "core/desk/desk.h"

struct sinks;
/* Starts a child for each sink; a sink that refuses to open its target is an error of class 2 (options) or is tried
 * again with back-off (the other side is dead). */
int sinks_new(uv_loop_t *loop, struct desk *desk, const struct config *config, struct sinks **out,
              struct err *err);
void sinks_free(struct sinks *sinks);     /* closes them in order, kills what hangs */
void sinks_announce(struct sinks *sinks); /* after a commit */
/* Has every sink taken all, or had its time (`drain`) for it, waited_ms since the run began to end? */
bool sinks_are_drained(const struct sinks *sinks, int64_t waited_ms);
/* The log is full: sinks that may skip leave out what they have not taken, the others are named (once a while). */
void sinks_relieve(struct sinks *sinks);
int64_t sinks_left_out(const struct sinks *sinks); /* records that sinks which may skip have not got */
/* Its place in the log was changed by hand, and is committed: a child of it begins anew there. Nothing where there is no such
 * sink. -1: state trouble. */
int sinks_begin_again(struct sinks *sinks, const char *name, struct err *err);
/* How one sink stands; false: there is none of that name. */
struct sink_standing {
	int64_t taken;       /* the last record that it has */
	const char *trouble; /* why it does not get on; empty: it does */
};
bool sinks_standing(const struct sinks *sinks, const char *name, struct sink_standing *out);
/* A sentence a sink that lags: "database: 120 records wait (RETRY: cannot open …)"; NULL when all are drained. Free it. */
char *sinks_describe_lag(const struct sinks *sinks);
/* State trouble or a refusal that must end the host (sink ahead of the log, other epoch): filled err, -1. */
int sinks_failure(const struct sinks *sinks, struct err *err);

/* The child: `wiredesk --sink-child`, with the control socket as descriptor 3. Gives the exit status. */
int sink_child_main(void);

#endif
