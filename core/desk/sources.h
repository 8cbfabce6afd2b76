/* SPDX-License-Identifier: MIT
 * What the state keeps of a source as a whole: whether it is paused, what came of its documents lately, and the rhythm in
 * which its records come. Written with the documents; read by "wiredesk source list" and "health". */
#ifndef CORE_DESK_SOURCES_H
#define CORE_DESK_SOURCES_H
#include "core/base/arena.h"
#include "core/desk/desk.h"

/* When a source brought records: publication where it is known and past, else arrival; oldest first. */
enum { RHYTHM_TIMES = 31 };
struct rhythm {
	int64_t times_ms[RHYTHM_TIMES];
	size_t count;
	int64_t first_ms, last_ms; /* arrival of the first record of all, and of the latest; 0: none */
};

void rhythm_add(struct rhythm *rhythm, int64_t time_ms);
int64_t rhythm_median_ms(const struct rhythm *rhythm); /* between two records; -1: too few to say */
/* It may be silent so long: three times the longest silence in its recent records, a day at least. -1: not known, before
 * there are eight records over a day. */
int64_t rhythm_patience_ms(const struct rhythm *rhythm);

/* All zero: nothing is known. Times are milliseconds since the epoch, 0 where there is none. */
struct desk_standing {
	bool is_paused;
	int64_t document_ms;                   /* the latest document, whatever came of it */
	int64_t failures;                      /* documents in a row that were rejected or failed */
	const char *error;                     /* of the latest of them; on the arena given, NULL: none */
	int64_t created;                       /* new records of the last 24 hours */
	int64_t pages_waiting, pages_given_up; /* of links to follow */
	int64_t drifts; /* parsers that find less than they used to, of those in use */
	struct rhythm rhythm;
};
int desk_standing_load(struct desk *desk, const struct desk_source *source, int64_t now_ms,
                       struct arena *arena, struct desk_standing *out, struct err *err);

/* A paused source is left out by runs; it need not have been seen before. Durable at the next commit. */
int desk_source_pause(struct desk *desk, const char *source, bool is_paused, struct err *err);
/* 1, 0, or -1. */
int desk_source_is_paused(struct desk *desk, const char *source, struct err *err);

#endif
