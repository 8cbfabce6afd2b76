/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "core/desk/sources.h"

enum { LEAST_RECORDS = 8, TIMES_LONGEST = 3 };
static const int64_t day_ms = 24 * 3600 * 1000;

/* The oldest gives way. */
static void make_room(struct rhythm *rhythm)
{
	rhythm->count--;
	memmove(rhythm->times_ms, rhythm->times_ms + 1, rhythm->count * sizeof *rhythm->times_ms);
}

void rhythm_add(struct rhythm *rhythm, int64_t time_ms)
{
	if (rhythm->count == RHYTHM_TIMES) {
		if (time_ms <= rhythm->times_ms[0])
			return;
		make_room(rhythm);
	}
	size_t place = rhythm->count++;
	for (; place && rhythm->times_ms[place - 1] > time_ms; place--)
		rhythm->times_ms[place] = rhythm->times_ms[place - 1];
	rhythm->times_ms[place] = time_ms;
}

static int by_length(const void *left, const void *right)
{
	const int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;
	return (a > b) - (a < b);
}

/* Sorted; how many. */
static size_t gaps_of(const struct rhythm *rhythm, int64_t out[RHYTHM_TIMES])
{
	for (size_t i = 1; i < rhythm->count; i++)
		out[i - 1] = rhythm->times_ms[i] - rhythm->times_ms[i - 1];
	const size_t count = rhythm->count ? rhythm->count - 1 : 0;
	qsort(out, count, sizeof *out, by_length);
	return count;
}

/* What came in one go tells of no rhythm, unless the records themselves are dated. */
static bool is_known(const struct rhythm *rhythm)
{
	if (rhythm->count < LEAST_RECORDS)
		return false;
	const int64_t watched = rhythm->last_ms - rhythm->first_ms;
	const int64_t dated = rhythm->times_ms[rhythm->count - 1] - rhythm->times_ms[0];
	return watched >= day_ms || dated >= day_ms;
}

int64_t rhythm_median_ms(const struct rhythm *rhythm)
{
	int64_t gaps[RHYTHM_TIMES] = { 0 };
	const size_t count = gaps_of(rhythm, gaps);
	return is_known(rhythm) ? gaps[count / 2] : -1;
}

int64_t rhythm_patience_ms(const struct rhythm *rhythm)
{
	int64_t gaps[RHYTHM_TIMES] = { 0 };
	if (!is_known(rhythm))
		return -1;
	const size_t count = gaps_of(rhythm, gaps);
	const int64_t longest = TIMES_LONGEST * gaps[count - 1];
	return longest > day_ms ? longest : day_ms;
}
