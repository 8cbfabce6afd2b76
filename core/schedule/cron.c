/* SPDX-License-Identifier: MIT
 * When: the calendar's side of cron. Minutes since 1970 in local time are counted up to one that is meant. */
#include "core/schedule/cron.h"

#include "core/normalize/date_zone.h"

enum { MINUTE_MS = 60000, DAY_MINUTES = 1440, HOURS_ALL = 0xFFFFFF };

/* 29 February falls on a certain weekday every 40 years at worst. */
enum { DAYS_MOST = 41 * 366 };

static bool has(uint64_t set, int64_t value)
{
	return set >> value & 1;
}

static bool is_day_meant(const struct cron *cron, int64_t days)
{
	int year, month, day;
	date_civil(days, &year, &month, &day);
	if (!has(cron->months, month))
		return false;
	const bool is_day = has(cron->days, day);
	const bool is_weekday = has(cron->weekdays, (days % 7 + 11) % 7); /* 1970 began on a Thursday */
	return cron->is_any_day || cron->is_any_weekday ? is_day && is_weekday : is_day || is_weekday;
}

/* The first minute of a day, from the one given, that is meant; -1 where the day has none left. */
static int next_of_day(const struct cron *cron, int minute)
{
	for (; minute < DAY_MINUTES; minute++) {
		if (!has(cron->hours, minute / 60))
			minute += 59 - minute % 60;
		else if (has(cron->minutes, minute % 60))
			return minute;
	}
	return -1;
}

static int64_t floor_div(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

/* The first local minute at or after the one given. */
static int64_t next_local(const struct cron *cron, int64_t minute)
{
	int64_t day = floor_div(minute, DAY_MINUTES);
	int start = (int)(minute - day * DAY_MINUTES);
	for (int i = 0; i < DAYS_MOST; i++, day++, start = 0) {
		const int found = is_day_meant(cron, day) ? next_of_day(cron, start) : -1;
		if (found >= 0)
			return day * DAY_MINUTES + found;
	}
	return INT64_MAX / MINUTE_MS; /* cron_parse() lets no such schedule pass */
}

static int64_t local_minute(struct zone *zone, int64_t utc_minute)
{
	return zone ? floor_div(zone_to_local(zone, utc_minute * MINUTE_MS), MINUTE_MS) : utc_minute;
}

/* The UTC minute of a local one; of one that does not exist: the end of the gap. */
static int64_t utc_minute(struct zone *zone, int64_t local)
{
	int64_t utc = zone ? floor_div(zone_to_utc(zone, local * MINUTE_MS), MINUTE_MS) : local;
	if (local_minute(zone, utc) == local)
		return utc;
	while (local_minute(zone, utc - 1) > local)
		utc--;
	return utc;
}

/* Certain times of the day: the first half of a doubled hour has them, and what lies before after is over. */
static int64_t next_by_clock(const struct cron *cron, struct zone *zone, int64_t after)
{
	int64_t local = local_minute(zone, after) + 1;
	for (;;) {
		local = next_local(cron, local);
		const int64_t utc = utc_minute(zone, local);
		if (utc > after)
			return utc;
		local++;
	}
}

/* The first minute after start with another offset from UTC; it is known to come by end. */
static int64_t find_change(struct zone *zone, int64_t start, int64_t end)
{
	const int64_t offset = local_minute(zone, start) - start;
	while (end - start > 1) {
		const int64_t middle = start + (end - start) / 2;
		if (local_minute(zone, middle) - middle == offset)
			start = middle;
		else
			end = middle;
	}
	return end;
}

/* Every hour: minutes as they go by, whatever the clock is called. */
static int64_t next_by_minutes(const struct cron *cron, struct zone *zone, int64_t after)
{
	int64_t utc = after + 1;
	for (;;) {
		const int64_t local = local_minute(zone, utc);
		const int64_t wanted = next_local(cron, local);
		const int64_t found = utc + (wanted - local);
		if (local_minute(zone, found) == wanted)
			return found;
		utc = find_change(zone, utc, found);
	}
}

int64_t cron_next(const struct cron *cron, const char *timezone, int64_t after_ms)
{
	struct zone *zone = timezone ? zone_find(str_c(timezone)) : NULL;
	const int64_t after = floor_div(after_ms, MINUTE_MS);
	const bool is_hourly = cron->hours == HOURS_ALL;
	return (is_hourly ? next_by_minutes : next_by_clock)(cron, zone, after) * MINUTE_MS;
}
