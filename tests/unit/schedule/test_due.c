/* SPDX-License-Identifier: MIT */
#include "unit/check_main.h"

#include "core/schedule/due.h"
#include "tests/bench/feed_world.h"

#define NOW        (20000 * DUE_DAY_MS + 7 * DUE_HOUR_MS) /* a Friday's 07:00 GMT */
#define MINUTES(n) ((n)*DUE_MINUTE_MS)

static const struct due_policy every = { .kind = DUE_EVERY, .every_ms = MINUTES(15) };
static const struct due_policy adaptive = {
	.kind = DUE_ADAPTIVE, .min_ms = MINUTES(5), .max_ms = DUE_DAY_MS, .start_ms = MINUTES(30)
};

static struct due_answer answer(enum due_outcome outcome)
{
	return (struct due_answer){ .outcome = outcome, .has_validators = true };
}

/* Polls a source that answers so; gives the wait. */
static int64_t poll(const struct due_policy *policy, struct due_state *state, struct due_answer given,
                    int64_t now_ms)
{
	due_after(policy, state, &given, now_ms, 0);
	return state->next_ms - now_ms;
}

START_TEST(an_interval_is_kept)
{
	struct due_state state = { 0 };
	ck_assert_str_eq(due_state_name(&state), "new");
	ck_assert_int_eq(poll(&every, &state, answer(DUE_OK), NOW), MINUTES(15));
	ck_assert_str_eq(due_state_name(&state), "ok");
	ck_assert(!due_is_due(&state, NOW + MINUTES(15) - 1));
	ck_assert(due_is_due(&state, NOW + MINUTES(15)));
	ck_assert_int_eq(poll(&every, &state, answer(DUE_UNCHANGED), NOW + MINUTES(90)),
	                 MINUTES(15)); /* slept */
}
END_TEST

START_TEST(jitter_stays_within_its_percent)
{
	const struct due_policy policy = { .kind = DUE_EVERY, .every_ms = MINUTES(10), .jitter_percent = 10 };
	int64_t shortest = INT64_MAX, longest = 0;
	for (uint64_t random = 0; random < 100000000; random += 9973) {
		struct due_state state = { 0 };
		const struct due_answer given = answer(DUE_OK);
		due_after(&policy, &state, &given, NOW, random);
		shortest = state.wait_ms < shortest ? state.wait_ms : shortest;
		longest = state.wait_ms > longest ? state.wait_ms : longest;
	}
	ck_assert(shortest >= MINUTES(9) && shortest < MINUTES(9) + 1000);
	ck_assert(longest <= MINUTES(11) && longest > MINUTES(11) - 1000);
}
END_TEST

START_TEST(first_polls_are_spread)
{
	struct due_state state;
	for (uint64_t i = 0; i < 15; i++) {
		due_first(&every, &state, NOW, UINT64_MAX / 15 * i);
		ck_assert(state.next_ms >= NOW && state.next_ms < NOW + MINUTES(15));
	}
	due_first(&every, &state, NOW, MINUTES(7));
	ck_assert_int_eq(state.next_ms, NOW + MINUTES(7));
}
END_TEST

START_TEST(failures_double_the_wait)
{
	struct due_state state = { 0 };
	static const int64_t waits[] = { 30, 60, 120, 240, 480, 960, 1440, 1440, 1440 };
	for (size_t i = 0; i < sizeof waits / sizeof *waits; i++) {
		ck_assert_int_eq(poll(&every, &state, answer(DUE_BROKEN), NOW), MINUTES(waits[i]));
		ck_assert_str_eq(due_state_name(&state), "failing");
		ck_assert(due_is_trial(&state) == (i >= 2));
	}
	state.failures = INT64_MAX / 2; /* as it might be after years */
	ck_assert_int_eq(poll(&every, &state, answer(DUE_REFUSED), NOW), DUE_DAY_MS);
	ck_assert_int_eq(poll(&every, &state, answer(DUE_OK), NOW), MINUTES(15));
	ck_assert(!due_is_trial(&state));
}
END_TEST

START_TEST(those_who_failed_together_are_scattered)
{
	const struct due_policy policy = { .kind = DUE_EVERY, .every_ms = MINUTES(15), .jitter_percent = 10 };
	struct due_state a = { 0 }, b = { 0 };
	const struct due_answer broken = answer(DUE_BROKEN);
	due_after(&policy, &a, &broken, NOW, 0);
	due_after(&policy, &b, &broken, NOW, MINUTES(5));
	ck_assert_int_eq(a.wait_ms, MINUTES(27));
	ck_assert_int_eq(b.next_ms - a.next_ms, MINUTES(5));
}
END_TEST

START_TEST(a_long_interval_is_no_shorter_for_failing)
{
	const struct due_policy weekly = { .kind = DUE_EVERY, .every_ms = 7 * DUE_DAY_MS };
	struct due_state state = { 0 };
	ck_assert_int_eq(poll(&weekly, &state, answer(DUE_BROKEN), NOW), 7 * DUE_DAY_MS);
}
END_TEST

START_TEST(busy_servers_are_left_alone)
{
	const struct due_policy often = { .kind = DUE_EVERY, .every_ms = MINUTES(1) };
	const struct due_policy scattered = { .kind = DUE_EVERY, .every_ms = MINUTES(1), .jitter_percent = 10 };
	struct due_state state = { 0 };
	struct due_answer busy = answer(DUE_BUSY);
	due_after(&often, &state, &busy, NOW, UINT64_MAX);
	ck_assert_int_ge(state.wait_ms, MINUTES(15));
	ck_assert_str_eq(due_state_name(&state), "held");
	busy.retry_at_ms = NOW + MINUTES(40);
	ck_assert_int_eq(poll(&often, &state, busy, NOW), MINUTES(40));
	for (uint64_t i = 0; i < 16; i++) { /* no sooner, and mostly behind those who wait for the same host */
		due_after(&often, &state, &busy, NOW, UINT64_MAX / 15 * i);
		ck_assert(state.wait_ms >= MINUTES(40) && state.wait_ms <= MINUTES(40) + 1000);
	}
	due_after(&scattered, &state, &busy, NOW, MINUTES(4));
	ck_assert_int_eq(state.wait_ms, MINUTES(44));
	busy.retry_at_ms = NOW; /* "0": no sooner than in good days */
	ck_assert_int_eq(poll(&often, &state, busy, NOW), MINUTES(1));
}
END_TEST

START_TEST(gone_at_once_dead_after_a_month)
{
	struct due_state state = { 0 };
	int64_t now_ms = NOW;
	while (state.standing != DUE_DEAD) {
		ck_assert_int_lt(now_ms, NOW + 32 * DUE_DAY_MS);
		due_after(&every, &state, &(struct due_answer){ .outcome = DUE_MISSING }, now_ms, 0);
		now_ms = state.next_ms == DUE_NEVER ? now_ms : state.next_ms;
	}
	ck_assert_int_ge(now_ms, NOW + 30 * DUE_DAY_MS);
	ck_assert_str_eq(due_state_name(&state), "dead");
	ck_assert(!due_is_due(&state, NOW + 10000 * DUE_DAY_MS));
	due_settle(&every, &state, NOW);
	ck_assert_int_eq(state.next_ms, DUE_NEVER);

	state = (struct due_state){ 0 };
	poll(&every, &state, answer(DUE_IS_GONE), NOW);
	ck_assert_str_eq(due_state_name(&state), "gone");
	ck_assert_int_eq(state.next_ms, DUE_NEVER);
}
END_TEST

START_TEST(two_polls_a_month_apart_kill_nothing)
{
	struct due_state state = { 0 };
	poll(&every, &state, answer(DUE_MISSING), NOW);
	poll(&every, &state, answer(DUE_MISSING), NOW + 40 * DUE_DAY_MS); /* the machine was off */
	ck_assert_str_eq(due_state_name(&state), "failing");
	poll(&every, &state, answer(DUE_OK), NOW + 41 * DUE_DAY_MS);
	ck_assert_int_eq(state.missing_since_ms, 0);
}
END_TEST

START_TEST(hints_put_off)
{
	struct due_policy policy = every;
	struct due_state state = { 0 };
	struct due_answer ok = answer(DUE_OK);
	ok.ttl_ms = MINUTES(60);
	ok.fresh_ms = MINUTES(30);
	ck_assert_int_eq(poll(&policy, &state, ok, NOW), MINUTES(60));
	ok.period_ms = 10 * DUE_DAY_MS;
	ck_assert_int_eq(poll(&policy, &state, ok, NOW), DUE_DAY_MS);
	policy.ignores_hints = true;
	ck_assert_int_eq(poll(&policy, &state, ok, NOW), MINUTES(15));
	ok = answer(DUE_OK);
	ok.fresh_ms = MINUTES(5);
	policy.ignores_hints = false;
	ck_assert_int_eq(poll(&policy, &state, ok, NOW), MINUTES(15));
	ok.retry_at_ms = NOW + MINUTES(50);
	ck_assert_int_eq(poll(&policy, &state, ok, NOW), MINUTES(50));
}
END_TEST

START_TEST(hours_and_days_are_skipped)
{
	struct due_state state = { 0 };
	struct due_answer ok = answer(DUE_OK);
	ok.skip_hours = 1 << 7 | 1 << 8;
	ck_assert_int_eq(poll(&every, &state, ok, NOW), MINUTES(15 + 120));
	ok.skip_days = 1 << 5; /* Friday */
	ck_assert_int_eq(poll(&every, &state, ok, NOW), MINUTES(15) + 17 * DUE_HOUR_MS);
	ok.skip_hours = 0xFFFFFF;
	ck_assert_int_eq(poll(&every, &state, ok, NOW), MINUTES(15)); /* nonsense */
}
END_TEST

START_TEST(cron_times_are_exact)
{
	struct cron cron;
	ck_assert(!cron_parse(STR("0 */2 * * *"), &cron, NULL));
	const struct due_policy policy = { .kind = DUE_CRON, .cron = &cron, .jitter_percent = 10 };
	struct due_state state;
	due_first(&policy, &state, NOW, 12345);
	ck_assert_int_eq(state.next_ms, NOW + MINUTES(60));
	ck_assert_int_eq(poll(&policy, &state, answer(DUE_OK), NOW + MINUTES(61)), MINUTES(119));
	ck_assert_int_eq(poll(&policy, &state, answer(DUE_BROKEN), NOW + MINUTES(60)), MINUTES(120));
	for (int i = 0; i < 5; i++)
		poll(&policy, &state, answer(DUE_BROKEN), NOW + MINUTES(60));
	ck_assert_int_eq(state.wait_ms, MINUTES(360)); /* 320 minutes, and on to the next time */
	struct due_answer busy = answer(DUE_BUSY);
	busy.retry_at_ms = NOW + MINUTES(200);
	ck_assert_int_eq(poll(&policy, &state, busy, NOW), MINUTES(300));
	state = (struct due_state){ .next_ms = NOW + MINUTES(180),
		                    .wait_ms = MINUTES(120),
		                    .standing = DUE_WELL };
	due_settle(&policy, &state, NOW);
	ck_assert_int_eq(state.next_ms, NOW + MINUTES(60));
}
END_TEST

START_TEST(clocks_put_back_do_not_silence)
{
	struct due_state state = { 0 };
	poll(&every, &state, answer(DUE_OK), NOW);
	due_settle(&every, &state, NOW - MINUTES(10));
	ck_assert_int_eq(state.next_ms, NOW + MINUTES(5));
	ck_assert_int_eq(state.last_ms, NOW - MINUTES(10));
	due_settle(&every, &state, NOW - MINUTES(3)); /* all in order: nothing moves */
	ck_assert_int_eq(state.next_ms, NOW + MINUTES(5));
	due_settle(&every, &state, NOW - 300 * DUE_DAY_MS);
	ck_assert(due_is_due(&state, NOW - 300 * DUE_DAY_MS));
}
END_TEST

START_TEST(another_schedule_counts_from_the_last_poll)
{
	const struct due_policy hourly = { .kind = DUE_EVERY, .every_ms = MINUTES(60) };
	struct due_state state = { 0 };
	poll(&hourly, &state, answer(DUE_OK), NOW);
	due_replan(&every, &state, NOW + MINUTES(5), 0);
	ck_assert_int_eq(state.next_ms, NOW + MINUTES(15));
	poll(&hourly, &state, answer(DUE_BROKEN), NOW);
	due_replan(&every, &state, NOW + MINUTES(5), 0);
	ck_assert_int_eq(state.next_ms, NOW + MINUTES(120));
}
END_TEST

/* Items every gap, the newest at the time given. */
static struct due_answer shown(int64_t *times, size_t count, int64_t newest_ms, int64_t gap_ms,
                               int64_t items_new)
{
	for (size_t i = 0; i < count; i++)
		times[i] = newest_ms - (int64_t)i * gap_ms;
	struct due_answer ok = answer(DUE_OK);
	ok.items_new = items_new;
	ok.items_known = (int64_t)count - items_new;
	ok.times_ms = times;
	ok.time_count = count;
	return ok;
}

START_TEST(adaptive_follows_the_median_gap)
{
	int64_t times[20];
	struct due_state state = { 0 };
	ck_assert_int_eq(poll(&adaptive, &state, shown(times, 20, NOW, MINUTES(120), 20), NOW), MINUTES(60));
	state = (struct due_state){ 0 };
	ck_assert_int_eq(poll(&adaptive, &state, shown(times, 20, NOW, 4 * DUE_DAY_MS, 1), NOW), DUE_DAY_MS);
	state = (struct due_state){ 0 };
	ck_assert_int_eq(poll(&adaptive, &state, shown(times, 20, NOW, MINUTES(1), 20), NOW), MINUTES(5));
	struct due_answer blind = shown(times, 20, NOW, MINUTES(1), 2);
	blind.has_validators = false;
	ck_assert_int_eq(poll(&adaptive, &state, blind, NOW), MINUTES(15));
}
END_TEST

START_TEST(adaptive_follows_the_share_of_known_items)
{
	int64_t times[200];
	struct due_state state = { 0 };
	poll(&adaptive, &state, shown(times, 200, NOW, MINUTES(1), 200), NOW);
	const int64_t quickest = state.interval_ms;
	for (int i = 0; i < 9; i++) /* 5 of 200 are new: later is soon enough, up to the brisk pace */
		poll(&adaptive, &state, shown(times, 200, NOW, MINUTES(1), 5), NOW);
	ck_assert_int_eq(quickest, MINUTES(5));
	ck_assert_int_eq(state.interval_ms, MINUTES(15));
	ck_assert_int_eq(poll(&adaptive, &state, shown(times, 200, NOW, MINUTES(1), 100), NOW),
	                 MINUTES(15) / 2);
}
END_TEST

START_TEST(adaptive_slows_down_in_silence)
{
	int64_t times[20];
	struct due_state state = { 0 };
	poll(&adaptive, &state, shown(times, 20, NOW, MINUTES(120), 20), NOW);
	static const int64_t waits[] = { 60, 60, 90, 135 };
	for (size_t i = 0; i < sizeof waits / sizeof *waits; i++)
		ck_assert_int_eq(poll(&adaptive, &state, answer(DUE_UNCHANGED), NOW), MINUTES(waits[i]));
	for (int i = 0; i < 20; i++)
		poll(&adaptive, &state, answer(DUE_UNCHANGED), NOW);
	ck_assert_int_eq(state.wait_ms, MINUTES(720)); /* in which a third of its items came */
	ck_assert_int_eq(poll(&adaptive, &state, shown(times, 20, NOW, MINUTES(120), 1), NOW), MINUTES(60));
}
END_TEST

START_TEST(adaptive_remembers_a_burst)
{
	int64_t times[20];
	struct due_state state = { 0 };
	poll(&adaptive, &state, shown(times, 20, NOW, MINUTES(2), 20), NOW);
	for (int i = 0; i < 40; i++)
		poll(&adaptive, &state, answer(DUE_UNCHANGED), NOW + MINUTES(15 * i));
	ck_assert_int_le(state.wait_ms, MINUTES(22));
	for (int i = 0; i < 100; i++)
		poll(&adaptive, &state, answer(DUE_UNCHANGED), NOW + i * DUE_DAY_MS);
	ck_assert_int_eq(state.wait_ms, DUE_DAY_MS); /* not for ever */
}
END_TEST

START_TEST(times_that_say_nothing)
{
	int64_t times[20];
	struct due_state state = { 0 };
	ck_assert_int_eq(poll(&adaptive, &state, shown(times, 20, NOW, 0, 20), NOW), MINUTES(30));
	ck_assert_int_eq(poll(&adaptive, &state, shown(times, 20, NOW + DUE_DAY_MS, 1, 1), NOW), MINUTES(30));
	ck_assert_int_eq(state.window_ms, 0);
}
END_TEST

START_TEST(gaps)
{
	ck_assert(due_is_gap(NOW, NOW - 1));
	ck_assert(!due_is_gap(NOW, NOW));
	ck_assert(!due_is_gap(NOW, 0));
	ck_assert(!due_is_gap(0, NOW));
}
END_TEST

START_TEST(statuses)
{
	static const struct {
		int status;
		enum due_outcome outcome;
	} rows[] = {
		{ 200, DUE_OK },      { 226, DUE_OK },      { 304, DUE_UNCHANGED }, { 302, DUE_BROKEN },
		{ 400, DUE_MISSING }, { 401, DUE_REFUSED }, { 403, DUE_REFUSED },   { 404, DUE_MISSING },
		{ 410, DUE_IS_GONE }, { 429, DUE_BUSY },    { 451, DUE_REFUSED },   { 500, DUE_BROKEN },
		{ 503, DUE_BUSY },    { 0, DUE_BROKEN },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		ck_assert_int_eq(due_outcome_of_status(rows[i].status), rows[i].outcome);
}
END_TEST

static struct world_result week_of(struct world_feed *feeds, size_t count, const struct due_policy *policy)
{
	const int64_t start_ms = 2912 * 7 * DUE_DAY_MS;
	struct world_result sum = { 0 };
	for (size_t i = 0; i < count; i++) {
		const struct world_result one =
			world_run(&feeds[i], policy, start_ms, start_ms + 7 * DUE_DAY_MS, i);
		world_add(&sum, &one);
	}
	return sum;
}

/* The week of bench_schedule, with fewer feeds. */
START_TEST(a_week_of_feeds)
{
	const int64_t start_ms = 2912 * 7 * DUE_DAY_MS;
	const struct due_policy policies[] = {
		{ .kind = DUE_ADAPTIVE, DUE_DEFAULTS },
		{ .kind = DUE_EVERY, .every_ms = MINUTES(15), DUE_DEFAULTS },
		{ .kind = DUE_EVERY, .every_ms = MINUTES(60), DUE_DEFAULTS },
	};
	struct world_feed *feeds = world_new(100, start_ms, start_ms + 7 * DUE_DAY_MS, 1);
	const struct world_result learned = week_of(feeds, 100, &policies[0]);
	const struct world_result quarter = week_of(feeds, 100, &policies[1]);
	const struct world_result hourly = week_of(feeds, 100, &policies[2]);
	ck_assert_int_eq(learned.avoidable, 0);
	ck_assert_int_gt(quarter.missed, 0);
	ck_assert_int_gt(hourly.missed, quarter.missed);
	ck_assert_int_lt(learned.requests, quarter.requests / 10 * 7);
	ck_assert_int_gt(learned.items, 200000);
	world_free(feeds, 100);
}
END_TEST

TEST_MAIN("due", an_interval_is_kept, jitter_stays_within_its_percent, first_polls_are_spread,
          failures_double_the_wait, those_who_failed_together_are_scattered,
          a_long_interval_is_no_shorter_for_failing, busy_servers_are_left_alone,
          gone_at_once_dead_after_a_month, two_polls_a_month_apart_kill_nothing, hints_put_off,
          hours_and_days_are_skipped, cron_times_are_exact, clocks_put_back_do_not_silence,
          another_schedule_counts_from_the_last_poll, adaptive_follows_the_median_gap,
          adaptive_follows_the_share_of_known_items, adaptive_slows_down_in_silence,
          adaptive_remembers_a_burst, times_that_say_nothing, gaps, statuses, a_week_of_feeds)
