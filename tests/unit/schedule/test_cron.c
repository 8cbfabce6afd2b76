/* SPDX-License-Identifier: MIT */
#include "unit/check_main.h"

#include <stdio.h>
#include <time.h>

#include "core/base/clock.h"
#include "core/normalize/normalize.h"
#include "core/schedule/cron.h"

static int64_t instant(const char *text)
{
	struct date date;
	ck_assert_msg(!date_parse(str_c(text), NULL, &date, NULL), "%s", text);
	return date.wall_ms;
}

static struct cron parsed(const char *text)
{
	struct cron cron;
	struct err err;
	ck_assert_msg(!cron_parse(str_c(text), &cron, &err), "%s: %s", text, err.text);
	return cron;
}

/* The runs that follow a time, one after the other. */
struct row {
	const char *cron, *timezone, *after;
	const char *runs[6];
};

static void check_rows(const struct row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct cron cron = parsed(rows[i].cron);
		int64_t now_ms = instant(rows[i].after);
		for (const char *const *run = rows[i].runs; *run; run++) {
			char text[CLOCK_TEXT];
			now_ms = cron_next(&cron, rows[i].timezone, now_ms);
			clock_format(now_ms, text);
			ck_assert_msg(!strcmp(text, *run), "%s after %s: %s, not %s", rows[i].cron,
			              rows[i].after, text, *run);
		}
	}
}

START_TEST(fields)
{
	static const struct row rows[] = {
		{ "*/20 6-7 * * *",
		  NULL,
		  "2026-11-22T06:39:59Z",
		  { "2026-11-22T06:40:00Z", "2026-11-22T07:00:00Z", "2026-11-22T07:20:00Z",
		    "2026-11-22T07:40:00Z", "2026-11-23T06:00:00Z" } },
		{ "5,1 0 1 jan *",
		  NULL,
		  "2026-11-22T00:00:00Z",
		  { "2027-01-01T00:01:00Z", "2027-01-01T00:05:00Z" } },
		{ "0 12 29 2 *", NULL, "2096-02-29T12:00:00Z", { "2104-02-29T12:00:00Z" } },
		{ "0 0 * * 7", NULL, "2026-11-22T00:00:00Z", { "2026-11-29T00:00:00Z" } },
		{ "0 0 * * FRI-sun",
		  NULL,
		  "2026-11-25T00:00:00Z",
		  { "2026-11-27T00:00:00Z", "2026-11-28T00:00:00Z", "2026-11-29T00:00:00Z",
		    "2026-12-04T00:00:00Z" } },
		{ "50/4 23 31 * *",
		  NULL,
		  "2026-11-01T00:00:00Z",
		  { "2026-12-31T23:50:00Z", "2026-12-31T23:54:00Z", "2026-12-31T23:58:00Z",
		    "2027-01-31T23:50:00Z" } },
		{ "@weekly", NULL, "2026-11-25T00:00:00Z", { "2026-11-29T00:00:00Z" } },
		{ "@hourly", NULL, "2026-11-25T00:00:00Z", { "2026-11-25T01:00:00Z" } },
		{ " @Daily ", "Asia/Ho_Chi_Minh", "2026-11-25T00:00:00Z", { "2026-11-25T17:00:00Z" } },
		{ "30 5 * * *", "Asia/Kathmandu", "2026-11-25T00:00:00Z", { "2026-11-25T23:45:00Z" } },
	};
	check_rows(rows, sizeof rows / sizeof *rows);
}
END_TEST

START_TEST(either_day_is_enough)
{
	static const struct row rows[] = {
		{ "0 0 13 * fri",
		  NULL,
		  "2026-11-01T00:00:00Z",
		  { "2026-11-06T00:00:00Z", "2026-11-13T00:00:00Z", "2026-11-20T00:00:00Z",
		    "2026-11-27T00:00:00Z" } },
		{ "0 0 13 * *",
		  NULL,
		  "2026-11-01T00:00:00Z",
		  { "2026-11-13T00:00:00Z", "2026-12-13T00:00:00Z" } },
		{ "0 0 */10 * mon", NULL, "2026-11-01T00:00:00Z", { "2026-12-21T00:00:00Z" } },
	};
	check_rows(rows, sizeof rows / sizeof *rows);
}
END_TEST

START_TEST(clocks_put_forward)
{
	static const struct row rows[] = {
		{ "30 2 * * *",
		  "Europe/Paris",
		  "2026-03-28T00:00:00Z",
		  { "2026-03-28T01:30:00Z", "2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z" } },
		{ "*/20 2 * * *",
		  "Europe/Paris",
		  "2026-03-28T02:00:00Z",
		  { "2026-03-29T01:00:00Z", "2026-03-30T00:00:00Z" } },
		{ "0 2,3 * * *",
		  "Europe/Paris",
		  "2026-03-28T03:00:00Z",
		  { "2026-03-29T01:00:00Z", "2026-03-30T00:00:00Z" } },
		{ "30 * * * *",
		  "Europe/Paris",
		  "2026-03-29T00:00:00Z",
		  { "2026-03-29T00:30:00Z", "2026-03-29T01:30:00Z", "2026-03-29T02:30:00Z" } },
		{ "15 2 * * *", "Australia/Lord_Howe", "2026-10-03T00:00:00Z", { "2026-10-03T15:30:00Z" } },
		{ "0 12 30 12 *", "Pacific/Apia", "2011-12-01T00:00:00Z", { "2011-12-30T10:00:00Z" } },
	};
	check_rows(rows, sizeof rows / sizeof *rows);
}
END_TEST

START_TEST(clocks_put_back)
{
	static const struct row rows[] = {
		{ "30 2 * * *",
		  "Europe/Paris",
		  "2026-10-24T12:00:00Z",
		  { "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z" } },
		{ "*/30 2 * * *",
		  "Europe/Paris",
		  "2026-10-24T12:00:00Z",
		  { "2026-10-25T00:00:00Z", "2026-10-25T00:30:00Z", "2026-10-26T01:00:00Z" } },
		{ "30 2 * * *", "Europe/Paris", "2026-10-25T01:10:00Z", { "2026-10-26T01:30:00Z" } },
		{ "*/30 * * * *",
		  "Europe/Paris",
		  "2026-10-25T00:10:00Z",
		  { "2026-10-25T00:30:00Z", "2026-10-25T01:00:00Z", "2026-10-25T01:30:00Z",
		    "2026-10-25T02:00:00Z" } },
		{ "5 * * * *",
		  "America/New_York",
		  "2026-11-01T04:50:00Z",
		  { "2026-11-01T05:05:00Z", "2026-11-01T06:05:00Z", "2026-11-01T07:05:00Z" } },
	};
	check_rows(rows, sizeof rows / sizeof *rows);
}
END_TEST

static bool is_meant(const struct cron *cron, int64_t ms)
{
	struct tm tm;
	const time_t seconds = (time_t)(ms / 1000);
	gmtime_r(&seconds, &tm);
	const bool is_day = cron->days >> tm.tm_mday & 1, is_weekday = cron->weekdays >> tm.tm_wday & 1;
	return cron->minutes >> tm.tm_min & 1 && cron->hours >> tm.tm_hour & 1 &&
	       cron->months >> (tm.tm_mon + 1) & 1 &&
	       (cron->is_any_day || cron->is_any_weekday ? is_day && is_weekday : is_day || is_weekday);
}

START_TEST(no_minute_is_left_out)
{
	static const char *const texts[] = { "*/7 * * * *",  "13 */5 * * *", "0 3 */9 * tue",
		                             "59 23 31 * *", "1 1 1 * sat",  "0-59/11 4,16 * 11-12 *" };
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		const struct cron cron = parsed(texts[i]);
		const int64_t start_ms = instant("2026-10-30T00:00:00Z");
		int64_t next_ms = cron_next(&cron, NULL, start_ms);
		for (int64_t ms = start_ms + 60000; ms < start_ms + INT64_C(70) * 86400000; ms += 60000) {
			if ((ms == next_ms) != is_meant(&cron, ms))
				ck_abort_msg("%s: wrong at %lld", texts[i], (long long)ms);
			if (ms == next_ms)
				next_ms = cron_next(&cron, NULL, ms);
		}
	}
}
END_TEST

START_TEST(nonsense_is_refused)
{
	static const struct {
		const char *text, *says;
	} rows[] = {
		{ "", "has no minute" },
		{ "* * * *", "has no day of week" },
		{ "* * * * * *", "\"*\" stands behind" },
		{ "60 * * * *", "minute is 60, 0 to 59 can be" },
		{ "* 24 * * *", "hour is 24" },
		{ "* * 0 * *", "day of month is 0" },
		{ "* * * foo *", "month \"foo\" is neither a number nor a name" },
		{ "* * * * 8", "day of week is 8" },
		{ "1- * * * *", "minute \"\" is no number" },
		{ "22-2 * * * *", "minute \"22-2\" runs backwards" },
		{ "*/0 * * * *", "minute \"*/0\" has a step" },
		{ "*/x * * * *", "has a step" },
		{ "1,,2 * * * *", "minute \"\"" },
		{ "-1 * * * *", "minute \"\"" },
		{ "? * * * *", "minute \"?\" is no number" },
		{ "0 0 31 2,4 *", "is a date that no year has" },
		{ "@reboot", "there is no @reboot: @hourly" },
		{ "9999999999999999999999 * * * *", "is no number" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct cron cron;
		struct err err;
		ck_assert_msg(cron_parse(str_c(rows[i].text), &cron, &err) == -1, "%s", rows[i].text);
		ck_assert_msg(strstr(err.text, rows[i].says) != NULL, "%s: %s", rows[i].text, err.text);
	}
}
END_TEST

TEST_MAIN("cron", fields, either_day_is_enough, clocks_put_forward, clocks_put_back, no_minute_is_left_out,
          nonsense_is_refused)
