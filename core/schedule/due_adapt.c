/* SPDX-License-Identifier: MIT
 * How often a source is worth asking. Three things are known of it, in the order of their weight:
 *
 *  - in what time a third of the items that it shows came when they came fastest: who asks as often loses none,
 *    also when they come somewhat faster still, and the poll somewhat later;
 *  - the share of new items in a poll: over a quarter of them, and it is asked sooner; under a tenth, later;
 *  - the median gap between its newest items: half of it is soon enough, and bounds how late it is asked once
 *    something has come, unless it is short: then a brisk pace (half of the first interval) will do.
 *
 * Three polls in a row without news, and the interval grows by half with each. */
#include <stdlib.h>

#include "core/base/mem.h"
#include "core/schedule/due.h"

enum { NEWEST = 10, QUIET_POLLS = 3, WINDOW_LEAST = 4, TIMES_MOST = 4096, BLIND_FACTOR = 3 };

/* How long the fastest time is remembered: it doubles in two weeks without another. */
static const int64_t memory_ms = 14 * DUE_DAY_MS;

static int compare_times(const void *a, const void *b)
{
	const int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
	return x < y ? -1 : x > y;
}

/* The times gone by, in order; gives how many. */
static size_t sort_times(const struct due_answer *answer, int64_t now_ms, int64_t *out)
{
	size_t count = 0;
	for (size_t i = 0; i < answer->time_count && count < TIMES_MOST; i++)
		if (answer->times_ms[i] > 0 && answer->times_ms[i] <= now_ms)
			out[count++] = answer->times_ms[i];
	qsort(out, count, sizeof *out, compare_times);
	return count;
}

/* Between the newest times; what came at one time counts as one. 0: unknown. */
static int64_t median_gap(const int64_t *times, size_t count)
{
	int64_t gaps[NEWEST - 1];
	size_t n = 0;
	for (size_t i = count; i > 1 && n < NEWEST - 1; i--)
		if (times[i - 1] > times[i - 2])
			gaps[n++] = times[i - 1] - times[i - 2];
	if (!n)
		return 0;
	qsort(gaps, n, sizeof *gaps, compare_times);
	return gaps[n / 2];
}

/* The shortest time in which a third of the items came. What came all at once, or is dated by the day, says
 * nothing. */
static int64_t shortest_window(const int64_t *times, size_t count)
{
	const size_t part = count / 3;
	int64_t shortest = 0;
	for (size_t i = 0; count >= WINDOW_LEAST && i + part < count; i++) {
		const int64_t span = times[i + part] - times[i];
		if (span > 0 && (!shortest || span < shortest))
			shortest = span;
	}
	return shortest;
}

static void remember_window(struct due_state *state, int64_t seen_ms, int64_t now_ms)
{
	const int64_t elapsed_ms = now_ms - state->last_good_ms;
	if (state->window_ms && state->last_good_ms && elapsed_ms > 0)
		state->window_ms +=
			(int64_t)((double)state->window_ms * (double)elapsed_ms / (double)memory_ms);
	if (seen_ms && (!state->window_ms || seen_ms < state->window_ms))
		state->window_ms = seen_ms;
}

static int64_t by_share(int64_t interval_ms, const struct due_answer *answer)
{
	const int64_t items = answer->items_new + answer->items_known;
	if (answer->items_new * 4 > items)
		return interval_ms * items / (answer->items_new * 4);
	return answer->items_new * 10 < items ? interval_ms / 4 * 5 : interval_ms;
}

static int64_t clamp(int64_t ms, int64_t least_ms, int64_t most_ms)
{
	if (ms > most_ms)
		ms = most_ms;
	return ms < least_ms ? least_ms : ms;
}

static int64_t after_news(const struct due_policy *policy, const struct due_state *state,
                          const struct due_answer *answer, int64_t interval_ms, int64_t gap_ms)
{
	const int64_t brisk_ms = policy->start_ms / 2, half_gap_ms = gap_ms / 2;
	if (!state->last_good_ms) /* all that is shown is new */
		return gap_ms ? half_gap_ms : policy->start_ms;
	interval_ms = by_share(interval_ms, answer);
	if (!gap_ms)
		return interval_ms < policy->start_ms ? interval_ms : policy->start_ms;
	return clamp(interval_ms, half_gap_ms, half_gap_ms > brisk_ms ? half_gap_ms : brisk_ms);
}

static int64_t after_silence(struct due_state *state, int64_t interval_ms)
{
	return state->quiet_polls >= QUIET_POLLS ? interval_ms / 2 * 3 : interval_ms;
}

int64_t due_adapt(const struct due_policy *policy, struct due_state *state, const struct due_answer *answer,
                  int64_t now_ms)
{
	const size_t most = answer->time_count < TIMES_MOST ? answer->time_count : TIMES_MOST;
	int64_t *times = mem_zero(most + 1, sizeof *times);
	const size_t count = sort_times(answer, now_ms, times);
	const int64_t gap_ms = median_gap(times, count);
	remember_window(state, shortest_window(times, count), now_ms);
	free(times);
	int64_t interval_ms = state->interval_ms ? state->interval_ms : policy->start_ms;
	state->quiet_polls = answer->items_new ? 0 : state->quiet_polls + 1;
	interval_ms = answer->items_new ? after_news(policy, state, answer, interval_ms, gap_ms)
	                                : after_silence(state, interval_ms);
	if (state->window_ms && interval_ms > state->window_ms)
		interval_ms = state->window_ms;
	return clamp(interval_ms, answer->has_validators ? policy->min_ms : policy->min_ms * BLIND_FACTOR,
	             policy->max_ms);
}
