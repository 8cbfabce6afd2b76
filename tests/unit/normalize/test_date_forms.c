/* SPDX-License-Identifier: MIT
 * The dates of dates.tsv: expected value or "refused", the source's zone, the text; parted by tabs. */
#include "unit/check_main.h"

#include "core/normalize/normalize.h"
#include "unit/table.h"

static void check_row(const struct str cells[], size_t line)
{
	char zone[64] = "", got[DATE_TEXT] = "refused";
	struct date date;
	memcpy(zone, cells[1].ptr, cells[1].len < sizeof zone ? cells[1].len : 0);
	const struct date_hint hint = { .timezone = zone[0] ? zone : NULL };
	if (!date_parse(cells[2], &hint, &date, NULL))
		date_format(&date, got);
	ck_assert_msg(str_eq(cells[0], str_c(got)), "line %zu: [%.*s] gave %s, not %.*s", line,
	              STR_ARG(cells[2]), got, STR_ARG(cells[0]));
}

START_TEST(dates_are_read_as_they_are_met)
{
	ck_assert_uint_ge(table_check(TEST_SOURCE_DIR "/tests/unit/normalize/dates.tsv", 3, check_row), 2100);
}
END_TEST

TEST_MAIN("date forms", dates_are_read_as_they_are_met)
