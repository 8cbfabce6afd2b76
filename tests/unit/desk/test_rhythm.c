/* SPDX-License-Identifier: MIT
 * The rhythm in which a source's records come, and how long it may be silent. */
#include "unit/check_main.h"

#include "core/desk/sources.h"

static const int64_t hour = 3600 * 1000, day = 24 * 3600 * 1000;

static struct rhythm every(int64_t step, int count, int64_t watched)
{
	struct rhythm rhythm = { .first_ms = 100 * day, .last_ms = 100 * day + watched };
	for (int i = 0; i < count; i++)
		rhythm_add(&rhythm, 100 * day + i * step);
	return rhythm;
}

START_TEST(keeps_the_latest_in_order)
{
	struct rhythm rhythm = { 0 };
	for (int64_t i = 0; i < 100; i++)
		rhythm_add(&rhythm, i * 37 % 100);
	ck_assert_uint_eq(rhythm.count, RHYTHM_TIMES);
	for (size_t i = 0; i < rhythm.count; i++)
		ck_assert_int_eq(rhythm.times_ms[i], 100 - RHYTHM_TIMES + (int64_t)i);
	rhythm_add(&rhythm, 3); /* older than all of them */
	ck_assert_int_eq(rhythm.times_ms[0], 100 - RHYTHM_TIMES);
}
END_TEST

START_TEST(median_of_the_gaps)
{
	struct rhythm rhythm = every(hour, 20, day);
	ck_assert_int_eq(rhythm_median_ms(&rhythm), hour);
	rhythm_add(&rhythm, 200 * day);
	ck_assert_int_eq(rhythm_median_ms(&rhythm), hour);
}
END_TEST

START_TEST(few_records_have_no_rhythm)
{
	struct rhythm rhythm = { 0 };
	ck_assert_int_eq(rhythm_median_ms(&rhythm), -1);
	ck_assert_int_eq(rhythm_patience_ms(&rhythm), -1);
	rhythm = every(day, 7, 7 * day);
	ck_assert_int_eq(rhythm_median_ms(&rhythm), -1);
	ck_assert_int_eq(rhythm_patience_ms(&rhythm), -1);
}
END_TEST

START_TEST(what_came_in_one_go_has_none)
{
	struct rhythm rhythm = every(0, 30, 0);
	ck_assert_int_eq(rhythm_patience_ms(&rhythm), -1);
	rhythm = every(2 * hour, 30, 0); /* in one go, but dated */
	ck_assert_int_eq(rhythm_patience_ms(&rhythm), day);
	rhythm = every(60 * 1000, 31, 2 * day); /* fast, but watched for long enough */
	ck_assert_int_eq(rhythm_patience_ms(&rhythm), day);
}
END_TEST

START_TEST(three_times_the_longest_silence)
{
	struct rhythm rhythm = every(hour, 10, 10 * hour);
	rhythm_add(&rhythm, 103 * day + 9 * hour); /* a weekend */
	rhythm_add(&rhythm, 103 * day + 10 * hour);
	ck_assert_int_eq(rhythm_patience_ms(&rhythm), 9 * day);
}
END_TEST

TEST_MAIN("rhythm", keeps_the_latest_in_order, median_of_the_gaps, few_records_have_no_rhythm,
          what_came_in_one_go_has_none, three_times_the_longest_silence)
