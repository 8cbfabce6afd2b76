/* SPDX-License-Identifier: MIT
 * What the host's two files about sinks share: sinks.c (all of them), sink_link.c (one: what it is told, what it says, its
 * life and death). */
#ifndef CORE_DELIVER_SINKS_PARTS_H
#define CORE_DELIVER_SINKS_PARTS_H
#include "core/base/buf.h"
#include "core/deliver/sinks.h"

struct sink {
	struct sinks *sinks;
	const struct config_sink *config;
	int64_t cursor; /* acknowledged */
	int64_t told; /* end of the log that a child of it has been told, or that was there at the start: all it can have */
	uint32_t statuses, classes;
	/* The child, while there is one. */
	uv_process_t process;
	uv_pipe_t pipe;
	struct buf heard;
	bool is_alive, is_open, is_waiting;
	bool is_replaced; /* another is to take its place: what it still says is of no matter */
	unsigned handles;           /* not closed yet */
	int64_t heard_ms, again_ms; /* again_ms: when to start or try again; 0: not waiting */
	unsigned failures;          /* in a row */
	int64_t died_at;
	unsigned deaths;     /* in a row at died_at */
	int64_t alone_until; /* records go one by one up to here */
	char trouble[512];
};

struct sinks {
	uv_loop_t *loop;
	struct desk *desk;
	const struct config *config;
	struct sink *at;
	size_t count;
	uv_timer_t timer;
	unsigned handles;
	int64_t complained_ms, left_out; /* records */
	bool is_closing, is_broken;
	struct err failure;
};

/* sinks.c: state trouble, which ends the host; the first counts. */
void sinks_break_off(struct sinks *sinks, const struct err *err);

/* sink_link.c */
void sink_link_start(struct sink *sink);    /* a child; again with back-off where there can be none */
void sink_link_announce(struct sink *sink); /* where the log ends */
void sink_link_tend(struct sink *sink, int64_t now); /* now and then: retries, and children that hang */
void sink_link_hang_up(struct sink *sink);
void sink_link_replace(struct sink *sink); /* by a child that begins behind the cursor */
bool sink_link_has_work(const struct sink *sink);

#endif
