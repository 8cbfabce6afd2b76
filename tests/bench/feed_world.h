/* SPDX-License-Identifier: MIT
 * A world of feeds with rhythms of their own, and a clock that is driven: the same in every run. What it
 * shows is how many requests a schedule needs, and how many items it misses. */
#ifndef TESTS_BENCH_FEED_WORLD_H
#define TESTS_BENCH_FEED_WORLD_H
#include <math.h>

#include "core/base/vec.h"
#include "core/schedule/due.h"

struct world_feed {
	const char *rhythm;
	double per_hour[24 * 7]; /* mean of items that come, for each hour of the week */
	size_t window;           /* how many it shows */
	VEC(int64_t) times;      /* of all its items, in order */
};

/* What a schedule came to. */
struct world_result {
	int64_t requests, items, missed;
	int64_t avoidable; /* missed, though the fastest schedule allowed would have had them all */
	int64_t delay_ms;  /* sum over the items had, from coming to being seen */
};

struct world_random {
	uint64_t state;
};

static inline uint64_t
world_next(struct world_random *random) /* splitmix64's idea: a counter, well stirred */
{
	uint64_t z = random->state += UINT64_C(0x9E3779B97F4A7C15);
	z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
	return z ^ (z >> 31);
}

static inline double world_unit(struct world_random *random)
{
	return ((double)(world_next(random) >> 11) + 0.5) / 9007199254740992.0;
}

static inline double world_between(struct world_random *random, double least, double most)
{
	return least + (most - least) * world_unit(random);
}

/* Rhythms: how many items an hour come at an hour of the week, of a feed with the mean rate given. */
static inline double rhythm_steady(int hour, double rate)
{
	(void)hour;
	return rate;
}

static inline double rhythm_daytime(int hour, double rate)
{
	const int of_day = hour % 24;
	return of_day >= 7 && of_day < 19 ? rate : rate / 50;
}

static inline double rhythm_bursts(int hour, double rate) /* mornings and evenings of working days */
{
	const int of_day = hour % 24;
	if (hour / 24 >= 5)
		return rate / 20;
	return of_day == 6 || of_day == 7 || of_day == 17 ? rate * 4 : rate / 4;
}

static const struct world_kind {
	const char *name;
	int share;          /* of 100 feeds */
	double least, most; /* items an hour */
	size_t window_least, window_most;
	double (*rhythm)(int hour, double rate);
} world_kinds[] = {
	{ "slow", 40, 0.01, 0.3, 10, 30, rhythm_steady }, { "daytime", 25, 1, 12, 20, 60, rhythm_daytime },
	{ "bursts", 15, 2, 10, 20, 100, rhythm_bursts },  { "fast", 15, 20, 120, 20, 200, rhythm_steady },
	{ "silent", 5, 0, 0, 10, 10, rhythm_steady },
};

/* Items come as in a Poisson process; the past week fills the window. Weeks are counted from time 0. */
static inline void world_fill(struct world_feed *feed, struct world_random *random, int64_t start_ms,
                              int64_t end_ms)
{
	int64_t now_ms = start_ms - 7 * DUE_DAY_MS;
	while (now_ms < end_ms) {
		const double rate = feed->per_hour[now_ms / DUE_HOUR_MS % (24 * 7)];
		const int64_t hour_end = (now_ms / DUE_HOUR_MS + 1) * DUE_HOUR_MS;
		const double wait = rate > 0 ? -log(world_unit(random)) / rate * (double)DUE_HOUR_MS : 1e18;
		if (wait >= (double)(hour_end - now_ms)) {
			now_ms = hour_end; /* the process has no memory: it may begin anew */
			continue;
		}
		now_ms += (int64_t)wait + 1;
		vec_add(&feed->times, now_ms);
	}
}

static inline struct world_feed *world_new(size_t count, int64_t start_ms, int64_t end_ms, uint64_t seed)
{
	struct world_random random = { .state = seed };
	struct world_feed *feeds = mem_zero(count, sizeof *feeds);
	for (size_t i = 0; i < count; i++) {
		size_t place = i * 100 / count;
		const struct world_kind *kind = world_kinds;
		for (; place >= (size_t)kind->share; kind++)
			place -= (size_t)kind->share;
		const double rate = world_between(&random, kind->least, kind->most);
		feeds[i].rhythm = kind->name;
		feeds[i].window =
			(size_t)world_between(&random, (double)kind->window_least, (double)kind->window_most);
		for (int hour = 0; hour < 24 * 7; hour++)
			feeds[i].per_hour[hour] = kind->rhythm(hour, rate);
		world_fill(&feeds[i], &random, start_ms, end_ms);
	}
	return feeds;
}

static inline void world_free(struct world_feed *feeds, size_t count)
{
	for (size_t i = 0; i < count; i++)
		vec_done(&feeds[i].times);
	free(feeds);
}

/* One poll: what is shown, and which of it is new. seen: how many items had come when it was polled last. */
static inline struct due_answer world_poll(const struct world_feed *feed, size_t *come, int64_t now_ms,
                                           bool is_first, struct world_result *result)
{
	const size_t seen = *come;
	while (*come < feed->times.count && feed->times.at[*come] <= now_ms)
		++*come;
	const size_t shown = *come < feed->window ? *come : feed->window, oldest = *come - shown;
	const size_t fresh = *come - (seen > oldest ? seen : oldest);
	result->requests++;
	for (size_t i = *come - fresh; i < *come && !is_first; i++)
		result->delay_ms += now_ms - feed->times.at[i];
	if (!is_first) {
		result->items += (int64_t)(*come - seen);
		result->missed += (int64_t)(*come - seen - fresh);
	}
	return (struct due_answer){
		.outcome = fresh ? DUE_OK : DUE_UNCHANGED,
		.items_new = (int64_t)fresh,
		.items_known = (int64_t)(shown - fresh),
		.times_ms = feed->times.at + oldest,
		.time_count = shown,
		.has_validators = true,
	};
}

/* Whether a poll every so often would have missed something: then no schedule within the bounds can be
 * blamed. */
static inline bool world_outruns(const struct world_feed *feed, int64_t interval_ms)
{
	for (size_t i = feed->window; i < feed->times.count; i++)
		if (feed->times.at[i] - feed->times.at[i - feed->window] < interval_ms)
			return true;
	return false;
}

static inline struct world_result world_run(const struct world_feed *feed, const struct due_policy *policy,
                                            int64_t start_ms, int64_t end_ms, uint64_t seed)
{
	struct world_random random = { .state = seed };
	struct world_result result = { 0 };
	struct due_state state;
	size_t come = 0;
	due_first(policy, &state, start_ms, world_next(&random));
	for (int64_t now_ms = state.next_ms; now_ms < end_ms; now_ms = state.next_ms) {
		const struct due_answer answer =
			world_poll(feed, &come, now_ms, state.standing == DUE_UNSEEN, &result);
		due_after(policy, &state, &answer, now_ms, world_next(&random));
	}
	if (!world_outruns(feed, policy->min_ms / 100 * (100 + policy->jitter_percent)))
		result.avoidable = result.missed;
	return result;
}

static inline void world_add(struct world_result *sum, const struct world_result *result)
{
	sum->requests += result->requests;
	sum->items += result->items;
	sum->missed += result->missed;
	sum->avoidable += result->avoidable;
	sum->delay_ms += result->delay_ms;
}

#endif
