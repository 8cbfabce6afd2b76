/* SPDX-License-Identifier: MIT */
#include "unit/check_main.h"

#include <stdio.h>

#include "core/schedule/pace.h"

#define HOST STR("n.example")

static const struct pace_limits limits = { PACE_DEFAULTS };

START_TEST(requests_to_a_host_are_spaced)
{
	struct pace *pace = pace_new(&limits);
	ck_assert_int_eq(pace_when(pace, HOST, 5000), 5000);
	ck_assert(pace_start(pace, HOST, 5000));
	ck_assert_int_eq(pace_when(pace, HOST, 5200), 6000);
	ck_assert(!pace_start(pace, HOST, 5999));
	ck_assert_int_eq(pace_when(pace, STR("m.example"), 5200), 5200);
	ck_assert(pace_start(pace, HOST, 6000));
	pace_free(pace);
}
END_TEST

START_TEST(no_more_than_two_at_a_time)
{
	struct pace *pace = pace_new(&limits);
	ck_assert(pace_start(pace, HOST, 1000));
	ck_assert(pace_start(pace, HOST, 2000));
	ck_assert_int_eq(pace_when(pace, HOST, 9000), PACE_LATER);
	ck_assert(!pace_start(pace, HOST, 9000));
	pace_end(pace, HOST);
	ck_assert_int_eq(pace_when(pace, HOST, 9000), 9000);
	pace_end(pace, HOST);
	pace_end(pace, HOST); /* one too many is no harm */
	ck_assert_int_eq(pace_when(pace, HOST, 9000), 9000);
	pace_free(pace);
}
END_TEST

START_TEST(a_host_may_ask_for_more)
{
	struct pace *pace = pace_new(&limits);
	ck_assert(pace_start(pace, HOST, 1000));
	pace_set_delay(pace, HOST, 10000, 1500);
	ck_assert_int_eq(pace_when(pace, HOST, 2000), 11000);
	pace_set_delay(pace, HOST, 0, 1500); /* what was promised stands */
	ck_assert_int_eq(pace_when(pace, HOST, 2000), 11000);
	pace_end(pace, HOST);
	ck_assert(pace_start(pace, HOST, 11000));
	ck_assert_int_eq(pace_when(pace, HOST, 11500), 12000);
	pace_free(pace);
}
END_TEST

START_TEST(a_hold_is_for_the_whole_host)
{
	struct pace *pace = pace_new(&limits);
	ck_assert(pace_start(pace, HOST, 1000));
	pace_hold(pace, HOST, 60000, 1500);
	pace_hold(pace, HOST, 30000, 1500);
	pace_end(pace, HOST);
	ck_assert_int_eq(pace_when(pace, HOST, 2000), 60000);
	ck_assert_int_eq(pace_when(pace, HOST, 60000), 60000);
	pace_free(pace);
}
END_TEST

static struct str numbered(char *out, size_t size, int i)
{
	snprintf(out, size, "h%d.example", i);
	return str_c(out);
}

START_TEST(memory_is_bounded)
{
	const struct pace_limits few = { .gap_ms = 1000, .parallel = 1, .most_hosts = 100 };
	struct pace *pace = pace_new(&few);
	char name[32];
	for (int i = 0; i < 100; i++)
		ck_assert(pace_start(pace, numbered(name, sizeof name, i), 1000 + i));
	ck_assert_int_eq(pace_when(pace, HOST, 1200), PACE_LATER); /* requests run at all of them */
	pace_end(pace, numbered(name, sizeof name, 7));
	ck_assert_int_eq(pace_when(pace, HOST, 1200), 2007);
	ck_assert(!pace_start(pace, HOST, 1200));
	ck_assert(pace_start(pace, HOST, 2007));
	ck_assert_uint_eq(pace_host_count(pace), 100);
	pace_free(pace);
}
END_TEST

START_TEST(idle_hosts_are_forgotten)
{
	struct pace *pace = pace_new(&limits);
	char name[32];
	for (int i = 0; i < 100000; i++) {
		const struct str host = numbered(name, sizeof name, i);
		ck_assert(pace_start(pace, host, 1000 + i * 20));
		pace_end(pace, host);
	}
	ck_assert_uint_lt(pace_host_count(pace), 200);
	pace_free(pace);
}
END_TEST

TEST_MAIN("pace", requests_to_a_host_are_spaced, no_more_than_two_at_a_time, a_host_may_ask_for_more,
          a_hold_is_for_the_whole_host, memory_is_bounded, idle_hosts_are_forgotten)
