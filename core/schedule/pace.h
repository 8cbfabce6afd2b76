/* SPDX-License-Identifier: MIT
 * Politeness: when the next request may go to a host, whoever wants it. All sources share one table; its
 * memory is bounded, and hosts that nothing is known of any more make room. Times are of a clock that never
 * jumps.
 *
 *	const int64_t at_ms = pace_when(pace, host, now_ms);
 *	if (at_ms <= now_ms) { pace_start(pace, host, now_ms); ...; pace_end(pace, host); }
 */
#ifndef CORE_SCHEDULE_PACE_H
#define CORE_SCHEDULE_PACE_H
#include "core/base/str.h"

struct pace_limits {
	int64_t gap_ms;    /* between the starts of two requests to a host */
	size_t parallel;   /* requests to a host at a time */
	size_t most_hosts; /* that are remembered */
};

#define PACE_DEFAULTS .gap_ms = 1000, .parallel = 2, .most_hosts = 16384

#define PACE_LATER INT64_MAX /* not before a request that runs has ended: ask again after pace_end() */

struct pace;

struct pace *pace_new(const struct pace_limits *limits);
void pace_free(struct pace *pace); /* NULL is allowed */

/* host: in lower case, with its port where that is not the usual one. Now, a time to come, or PACE_LATER. */
int64_t pace_when(struct pace *pace, struct str host, int64_t now_ms);
/* A request begins. True, unless pace_when() is not now: then nothing is changed. */
bool pace_start(struct pace *pace, struct str host, int64_t now_ms);
void pace_end(struct pace *pace, struct str host);

/* Crawl-delay: the gap of this host, where it is the longer one. It is forgotten with an idle host: say it
 * before each request. */
void pace_set_delay(struct pace *pace, struct str host, int64_t delay_ms, int64_t now_ms);
/* Retry-After: nothing to this host until then, whichever source was told; to be said before the request's
 * pace_end(). A later hold stands. */
void pace_hold(struct pace *pace, struct str host, int64_t until_ms, int64_t now_ms);

size_t pace_host_count(const struct pace *pace);

#endif
