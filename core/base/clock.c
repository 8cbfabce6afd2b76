/* SPDX-License-Identifier: MIT */
#include "core/base/clock.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

/* What WIREDESK_NOW says, read once. */
static struct {
	bool is_read, is_fixed;
	int64_t now_ms, end_ms;
} driven;

static void read_driven(void)
{
	const char *text = getenv("WIREDESK_NOW");
	char *rest = NULL;
	driven.is_read = true;
	if (!text)
		return;
	driven.is_fixed = true;
	driven.now_ms = driven.end_ms = strtoll(text, &rest, 10) * 1000;
	if (*rest == '+')
		driven.end_ms += strtoll(rest + 1, NULL, 10) * 1000;
}

bool clock_is_driven(void)
{
	if (!driven.is_read)
		read_driven();
	return driven.is_fixed && driven.end_ms > driven.now_ms;
}

bool clock_jump(int64_t to_ms)
{
	if (!clock_is_driven())
		return false;
	if (to_ms > driven.now_ms)
		driven.now_ms = to_ms < driven.end_ms ? to_ms : driven.end_ms;
	return true;
}

int64_t clock_wall_ms(void)
{
	if (!driven.is_read)
		read_driven();
	if (driven.is_fixed)
		return driven.now_ms;
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

/* Digits of a fixed number, and what stands behind them; gives the place behind that. */
static char *put_digits(char *to, int value, int count, char behind)
{
	for (int i = count; i--; value /= 10)
		to[i] = (char)('0' + value % 10);
	to[count] = behind;
	return to + count + 1;
}

/* By hand: with strftime() it was a measurable part of a record. */
void clock_format(int64_t wall_ms, char out[CLOCK_TEXT])
{
	const time_t seconds = (time_t)(wall_ms >= 0 ? wall_ms / 1000 : (wall_ms - 999) / 1000);
	struct tm tm;
	gmtime_r(&seconds, &tm);
	if (tm.tm_year < 1000 - 1900 || tm.tm_year > 9999 - 1900) {
		strftime(out, CLOCK_TEXT, "%Y-%m-%dT%H:%M:%SZ", &tm);
		return;
	}
	out = put_digits(out, tm.tm_year + 1900, 4, '-');
	out = put_digits(out, tm.tm_mon + 1, 2, '-');
	out = put_digits(out, tm.tm_mday, 2, 'T');
	out = put_digits(out, tm.tm_hour, 2, ':');
	out = put_digits(out, tm.tm_min, 2, ':');
	out = put_digits(out, tm.tm_sec, 2, 'Z');
	*out = '\0';
}
