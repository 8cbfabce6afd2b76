/* SPDX-License-Identifier: MIT */
#include "core/base/clock.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

int64_t clock_wall_ms(void)
{
	const char *fixed = getenv("WIREDESK_NOW");
	if (fixed)
		return strtoll(fixed, NULL, 10) * 1000;
	struct timespec now;
	clock_gettime(CLOCK_REALTIME, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

int64_t clock_mono_ms(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void clock_format(int64_t wall_ms, char out[CLOCK_TEXT])
{
	const time_t seconds = (time_t)(wall_ms >= 0 ? wall_ms / 1000 : (wall_ms - 999) / 1000);
	struct tm tm;
	gmtime_r(&seconds, &tm);
	strftime(out, CLOCK_TEXT, "%Y-%m-%dT%H:%M:%SZ", &tm);
}
