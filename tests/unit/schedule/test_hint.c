/* SPDX-License-Identifier: MIT */
#include "unit/check_main.h"

#include "core/schedule/hint.h"

#define NOW      INT64_C(1795333510000) /* Sun, 22 Nov 2026 07:45:10 GMT */
#define NOW_TEXT "Sun, 22 Nov 2026 07:45:10 GMT"
#define DAY      INT64_C(86400000)

START_TEST(retry_after)
{
	static const struct {
		const char *text;
		int64_t at_ms; /* 0: none */
	} rows[] = {
		{ "120", NOW + 120000 },
		{ " 0 ", NOW },
		{ "99999999999999999999", NOW + DAY },
		{ "Sun, 22 Nov 2026 07:50:10 GMT", NOW + 300000 },
		{ "Sunday, 22-Nov-26 07:50:10 GMT", NOW + 300000 },
		{ "Sun Nov 22 07:50:10 2026", NOW + 300000 },
		{ "Sat, 21 Nov 2026 07:50:10 GMT", NOW },
		{ "Sun, 22 Nov 2028 07:50:10 GMT", NOW + DAY },
		{ "", 0 },
		{ "soon", 0 },
		{ "-5", 0 },
		{ "1.5", 0 },
		{ "120 s", 0 },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		ck_assert_msg(hint_retry_at_ms(str_c(rows[i].text), NOW) == rows[i].at_ms, "%s",
		              rows[i].text);
}
END_TEST

START_TEST(freshness)
{
	static const struct {
		const char *cache_control, *expires, *date;
		int64_t ms;
	} rows[] = {
		{ "max-age=600", "", "", 600000 },
		{ "public, Max-Age = \"600\" , must-revalidate", "", "", 600000 },
		{ "s-maxage=600", "", "", 0 },
		{ "max-age=600, no-store", "", "", 0 },
		{ "no-cache", "Sun, 22 Nov 2026 08:45:10 GMT", NOW_TEXT, 0 },
		{ "max-age=0", "Sun, 22 Nov 2026 08:45:10 GMT", NOW_TEXT, 0 },
		{ "max-age=900000", "", "", DAY },
		{ "max-age", "", "", 0 },
		{ "max-age=x", "Sun, 22 Nov 2026 07:46:10 GMT", "", 60000 },
		{ "private", "Sun, 22 Nov 2026 07:46:10 GMT", "Sun, 22 Nov 2026 07:45:40 GMT", 30000 },
		{ "", "0", NOW_TEXT, 0 },
		{ "", "-1", NOW_TEXT, 0 },
		{ "", "Thu, 01 Jan 1970 00:00:00 GMT", NOW_TEXT, 0 },
		{ "", "", "", 0 },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		ck_assert_msg(hint_fresh_ms(str_c(rows[i].cache_control), str_c(rows[i].expires),
		                            str_c(rows[i].date), NOW) == rows[i].ms,
		              "%s|%s", rows[i].cache_control, rows[i].expires);
}
END_TEST

TEST_MAIN("hint", retry_after, freshness)
