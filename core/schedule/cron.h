/* SPDX-License-Identifier: MIT
 * Times as crontab(5) writes them: minute, hour, day of month, month, day of week; names, ranges, lists and
 * steps; 7 is Sunday too; @hourly, @daily, @weekly, @monthly, @yearly. Where both days are restricted, one of
 * them is enough.
 *
 *	struct cron cron;
 *	if (cron_parse(STR("0-59/5 6-22 * * mon-fri"), &cron, &err)) ...
 *	next_ms = cron_next(&cron, "Europe/Paris", now_ms);
 */
#ifndef CORE_SCHEDULE_CRON_H
#define CORE_SCHEDULE_CRON_H
#include "core/base/err.h"
#include "core/base/str.h"

/* A bit for each value that is meant. */
struct cron {
	uint64_t minutes;
	uint32_t hours, days, months, weekdays; /* days and months from bit 1, Sunday is bit 0 */
	bool is_any_day, is_any_weekday;        /* the field begins with a star */
};

/* The error names field and value. A date that no year has (30 February) is refused. */
int cron_parse(struct str text, struct cron *out, struct err *err);

/* The first instant after after_ms that is meant, in the zone (IANA; NULL or unknown: UTC). Where clocks are
 * put forward, what would fall into the gap runs once, at its end. Where they are put back, times of the
 * doubled hour run once, in its first half; schedules of every hour go on as the hours do. */
int64_t cron_next(const struct cron *cron, const char *timezone, int64_t after_ms);

#endif
