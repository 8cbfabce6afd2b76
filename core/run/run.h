/* SPDX-License-Identifier: MIT
 * The main job: intakes to pool, pool to desk, desk to sinks, on one loop.
 *
 * Each source has a feeder (feeder.c), which takes documents in and books what they gave in the order in
 * which they came. flow.c takes in, commits by the group and tends the log; parts.c opens, closes and renews the parts;
 * run.c hears the signals and says how it went; verbs.c does what commands ask of it meanwhile. */
#ifndef CORE_RUN_RUN_H
#define CORE_RUN_RUN_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/err.h"
#include "core/desk/desk.h"

struct run_options {
	const char *config;               /* path, or NULL: the usual places */
	bool is_once;                     /* one pass over all sources, then wait for the sinks and end */
	bool is_dry;                      /* parse everything, write nothing: says what would come out */
	const struct desk_letter *letters; /* these instead of what the sources hold; with is_once */
	size_t letter_count;
	const char *const *sources; /* only these, which must be in the configuration; with is_once */
	size_t source_count;        /* 0: all */
	bool is_forced;             /* addresses are asked whatever their schedule says */
	bool is_drain;              /* nothing is taken in: the sinks take what there is; with is_once */
	const char *const *sinks;   /* the verdict is on these, which must be in the configuration; with is_drain */
	size_t sink_count;          /* 0: all */
};

/* The exit status; all that is wrong has been said. */
enum exit_status run_main(const struct run_options *options);

#endif
