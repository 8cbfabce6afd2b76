/* SPDX-License-Identifier: MIT
 * A sink plugin at work: reads the record log, keeps to the route, hands over batches, says how far it has got.
 * Runs in the sink's child (sink_child.c), or in `check --connect`. */
#ifndef CORE_DELIVER_SINK_RUNNER_H
#define CORE_DELIVER_SINK_RUNNER_H
#include <wiredesk/plugin.h>

#include "core/base/err.h"

struct sink_settings {
	const char *name;           /* configured: records addressed to another are passed over */
	const char *plugin;         /* its name */
	const char *plugin_dirs;    /* as registry_new takes them */
	const char *options;        /* JSON object */
	const char *log_dir;        /* NULL: no log is read (`check --connect`) */
	uint64_t epoch;             /* of the log */
	const char *const *sources; /* NULL: of all */
	uint32_t statuses, classes; /* bits by enum record_status and record_class */
};

struct sink_runner;

/* Loads the plugin and opens its target. -1: EXIT_WRONG_USE for options, EXIT_STATE where the other side is at fault
 * and may come back. */
int sink_runner_open(const struct sink_settings *settings, struct sink_runner **out, struct err *err);
void sink_runner_close(struct sink_runner *runner);

/* Where the sink itself knows that it stands; false where it cannot tell. -1 in *out_failed: asked in vain, later. */
bool sink_runner_position(struct sink_runner *runner, struct wd_position *out);
/* Reads on behind seq. */
int sink_runner_seek(struct sink_runner *runner, int64_t seq, struct err *err);

enum sink_step {
	SINK_IDLE,   /* at the end: nothing was waiting */
	SINK_TOOK,   /* out->seq is durable */
	SINK_RETRY,  /* up to out->seq durable, the rest later; out->text says why */
	SINK_REJECT, /* up to out->seq - 1 durable, the record out->seq refused for out->text */
	SINK_BROKEN  /* the log is damaged: out->text */
};
struct sink_result {
	int64_t seq;
	char text[1024];
};
/* One batch of what lies behind the last one and at most at end_seq. */
enum sink_step sink_runner_step(struct sink_runner *runner, int64_t end_seq, struct sink_result *out);
/* The same, one record only: to find the one at which a sink dies. */
enum sink_step sink_runner_step_alone(struct sink_runner *runner, int64_t end_seq, struct sink_result *out);
/* Nothing more is waiting. */
void sink_runner_flush(struct sink_runner *runner);

#endif
