/* SPDX-License-Identifier: MIT
 * The main job: intakes to pool, pool to desk, desk to sinks, on one loop.
 *
 * Each source has a feeder (feeder.c), which takes documents in and books what they gave in the order in
 * which they came. flow.c takes in, commits by the group and tends the log; parts.c opens, closes and renews the parts;
 * run.c hears the signals and says how it went. */
#ifndef CORE_RUN_RUN_H
#define CORE_RUN_RUN_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/err.h"

/* A dead letter to be tried again. */
struct run_letter {
	int64_t number;
	char source[65]; /* whose document it is; empty: a record that a sink refused */
};

struct run_options {
	const char *config;               /* path, or NULL: the usual places */
	bool is_once;                     /* one pass over all sources, then wait for the sinks and end */
	bool is_dry;                      /* parse everything, write nothing: says what would come out */
	const struct run_letter *letters; /* these instead of what the sources hold; with is_once */
	size_t letter_count;
	const char *const *sources; /* only these, which must be in the configuration; with is_once */
	size_t source_count;        /* 0: all */
	bool is_forced;             /* addresses are asked whatever their schedule says */
};

/* The exit status; all that is wrong has been said. */
enum exit_status run_main(const struct run_options *options);

#endif
