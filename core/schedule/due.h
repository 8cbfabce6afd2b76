/* SPDX-License-Identifier: MIT
 * When a source is due: what its configuration asks for, what its answers taught us, and how it is let alone
 * when it fails. No clock and no chance in here: both are handed in.
 *
 *	due_first(&policy, &state, now_ms, random);                  a source never seen
 *	due_settle(&policy, &state, now_ms);                         a row from the state, at start
 *	if (due_is_due(&state, now_ms)) { ...fetch...; due_after(&policy, &state, &answer, now_ms, random); }
 *
 * A due time in the past is due once, however long ago it is: the next one counts from now. */
#ifndef CORE_SCHEDULE_DUE_H
#define CORE_SCHEDULE_DUE_H
#include "core/schedule/cron.h"

enum due_kind { DUE_EVERY, DUE_CRON, DUE_ADAPTIVE };

struct due_policy {
	enum due_kind kind;
	int64_t every_ms; /* DUE_EVERY */
	const struct cron
		*cron; /* DUE_CRON: its times are meant exactly, so neither jitter nor hints move them */
	const char *timezone;
	int64_t min_ms,
		max_ms; /* DUE_ADAPTIVE: the bounds; a source without validators has three times the least */
	int64_t start_ms; /* and the interval before anything is known */
	int jitter_percent;
	bool ignores_hints; /* ttl, freshness, period, hours and days to skip; never Retry-After */
};

#define DUE_MINUTE_MS INT64_C(60000)
#define DUE_HOUR_MS   (60 * DUE_MINUTE_MS)
#define DUE_DAY_MS    (24 * DUE_HOUR_MS)
#define DUE_NEVER     INT64_MAX

/* What is sensible where the configuration says nothing. */
#define DUE_DEFAULTS                                                                                         \
	.min_ms = 5 * DUE_MINUTE_MS, .max_ms = DUE_DAY_MS, .start_ms = 30 * DUE_MINUTE_MS,                   \
	.jitter_percent = 10

enum due_standing {
	DUE_UNSEEN,
	DUE_WELL,
	DUE_FAILING, /* backing off; each poll is a trial, and one that succeeds closes the matter */
	DUE_HELD,    /* asked to wait: 429 or 503 */
	DUE_DEAD,    /* missing for 30 days: polled no more */
	DUE_GONE,    /* said to be gone: polled no more */
};

/* One row of the state; all zero is a source never seen. */
struct due_state {
	int64_t standing;                           /* enum due_standing */
	int64_t next_ms;                            /* DUE_NEVER: not by itself */
	int64_t wait_ms;                            /* what next_ms was away when it was set */
	int64_t last_ms, last_good_ms, last_new_ms; /* 0: never */
	int64_t failures;                           /* in a row */
	int64_t missing_since_ms;                   /* 0: it is not */
	int64_t interval_ms;                        /* what adaptive has come to; 0: nothing yet */
	int64_t quiet_polls;                        /* in a row that brought nothing new */
	int64_t window_ms; /* in which a third of the items shown came when they came fastest */
	/* What the feed said of its rhythm when it was read last. Rows of older versions end before. */
	int64_t hint_ms; /* ttl or period, whichever is longer */
	int64_t skip_hours, skip_days;
};

enum due_outcome {
	DUE_OK,        /* read */
	DUE_UNCHANGED, /* 304, or byte for byte the same */
	DUE_REFUSED,   /* 401, 403, 451 */
	DUE_MISSING,   /* 404 and other 4xx */
	DUE_IS_GONE,   /* 410 */
	DUE_BUSY,      /* 429, 503 */
	DUE_BROKEN     /* other 5xx, time-out, TLS, DNS, redirects without end, not a feed */
};

struct due_answer {
	enum due_outcome outcome;
	int64_t items_new, items_known;
	const int64_t *times_ms; /* of items, new and known, in any order: published, else first seen */
	size_t time_count;
	bool has_validators;                 /* ETag or Last-Modified came with it */
	int64_t ttl_ms, fresh_ms, period_ms; /* 0: none. fresh_ms: hint_fresh_ms() */
	int64_t retry_at_ms;                 /* 0: none. hint_retry_at_ms() */
	uint32_t skip_hours, skip_days;      /* GMT; a bit each, Sunday is bit 0 */
};

enum due_outcome due_outcome_of_status(int http_status);

/* random: any 64 bits. First polls are spread over the interval. */
void due_first(const struct due_policy *policy, struct due_state *state, int64_t now_ms, uint64_t random);
void due_after(const struct due_policy *policy, struct due_state *state, const struct due_answer *answer,
               int64_t now_ms, uint64_t random);
/* After the clock was put back: a stored time is never further away than it was when it was set. Where the last
 * poll lies further ahead than that, the source is due now: nobody knows how long ago it was. */
void due_settle(const struct due_policy *policy, struct due_state *state, int64_t now_ms);
/* After a change of the source's schedule. Standing and failures are kept. */
void due_replan(const struct due_policy *policy, struct due_state *state, int64_t now_ms, uint64_t random);

bool due_is_due(const struct due_state *state, int64_t now_ms);
/* After three failures in a row: one request, and nothing else of the source until it has succeeded. */
bool due_is_trial(const struct due_state *state);
const char *
due_state_name(const struct due_state *state); /* "new", "ok", "failing", "held", "dead", "gone" */

/* Items were lost between two polls: the oldest one shown is newer than the newest one known. 0: unknown. */
bool due_is_gap(int64_t oldest_shown_ms, int64_t newest_known_ms);

/* due_adapt.c: the interval that the answer of a poll suggests; keeps what it learned in state. */
int64_t due_adapt(const struct due_policy *policy, struct due_state *state, const struct due_answer *answer,
                  int64_t now_ms);

#endif
