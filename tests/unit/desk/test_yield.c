/* SPDX-License-Identifier: MIT */
#include "core/desk/yield.h"

#include "tests/unit/check_main.h"

#define BIT(field) (UINT32_C(1) << (field))
enum { ALL = (1 << RECORD_FILLED_FIELDS) - 1 };

static uint32_t state = 12345;

/* The same numbers in each run. */
static uint32_t random_below(uint32_t most)
{
	state = state * 1664525 + 1013904223;
	return (state >> 8) % most;
}

static uint32_t feed(struct yield *y, unsigned count, uint32_t filled, uint32_t words)
{
	uint32_t began = 0;
	for (unsigned i = 0; i < count; i++)
		began |= yield_add(y, filled, words);
	return began;
}

START_TEST(a_field_that_is_lost_is_told_once)
{
	struct yield y = { 0 };
	ck_assert_uint_eq(feed(&y, 60, ALL, 400), 0);
	ck_assert_uint_eq(feed(&y, 4, ALL & ~BIT(RECORD_HAS_TITLE), 400), 0);
	ck_assert_uint_eq(feed(&y, 12, ALL & ~BIT(RECORD_HAS_TITLE), 400), BIT(RECORD_HAS_TITLE));
	ck_assert_uint_eq(feed(&y, 500, ALL & ~BIT(RECORD_HAS_TITLE), 400), 0);
	ck_assert_uint_eq(y.drifts, BIT(RECORD_HAS_TITLE));
	feed(&y, 16, ALL, 400);
	ck_assert_uint_eq(y.drifts, 0);
}
END_TEST

START_TEST(too_little_is_known_at_first)
{
	struct yield y = { 0 };
	ck_assert_uint_eq(feed(&y, YIELD_LEAST, ALL, 400), 0);
	ck_assert(!yield_expects(&y, RECORD_HAS_BODY));
	ck_assert_uint_eq(feed(&y, 10, 0, 0), 0);
}
END_TEST

START_TEST(bodies_that_shrink_are_told)
{
	struct yield y = { 0 };
	for (int i = 0; i < 200; i++)
		ck_assert_uint_eq(yield_add(&y, ALL, 200 + random_below(800)), 0);
	ck_assert_uint_eq(feed(&y, 16, ALL, 40), BIT(YIELD_LENGTH));
}
END_TEST

START_TEST(a_normal_year_is_quiet)
{
	struct yield y = { 0 };
	for (int day = 0; day < 365; day++)
		for (int i = 0; i < 40; i++) {
			const bool is_weekend = day % 7 > 4;
			uint32_t filled = BIT(RECORD_HAS_TITLE) | BIT(RECORD_HAS_BODY);
			filled |= random_below(100) < 98 ? BIT(RECORD_HAS_PUBLISHED) : 0;
			filled |= random_below(100) < (is_weekend ? 55 : 85) ? BIT(RECORD_HAS_AUTHORS) : 0;
			filled |= random_below(100) < 60 ? BIT(RECORD_HAS_MEDIA) : 0;
			filled |= random_below(100) < 20 ? BIT(RECORD_HAS_KEYWORDS) : 0;
			const uint32_t words = is_weekend ? 150 + random_below(600) : 80 + random_below(1500);
			ck_assert_msg(!yield_add(&y, filled, words), "day %d: %x", day, y.drifts);
		}
}
END_TEST

START_TEST(what_nearly_all_have_is_expected)
{
	struct yield y = { 0 };
	for (int i = 0; i < 200; i++)
		yield_add(&y, i % 2 ? ALL : ALL & ~BIT(RECORD_HAS_AUTHORS), 300);
	ck_assert(yield_expects(&y, RECORD_HAS_BODY));
	ck_assert(!yield_expects(&y, RECORD_HAS_AUTHORS));
}
END_TEST

TEST_MAIN("yield", a_field_that_is_lost_is_told_once, too_little_is_known_at_first, bodies_that_shrink_are_told,
          a_normal_year_is_quiet, what_nearly_all_have_is_expected)
