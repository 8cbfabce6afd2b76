/* SPDX-License-Identifier: MIT
 * Reactions to answers, as a table. How adaptive sources find their interval is in due_adapt.c. */
#include "core/schedule/due.h"

enum { HOURS_OF_WEEK = 7 * 24, TRIAL_FAILURES = 3, DEAD_POLLS = 5, DOUBLINGS_MOST = 20 };

static const int64_t back_off_most_ms = DUE_DAY_MS, hint_most_ms = DUE_DAY_MS,
		     dead_after_ms = 30 * DUE_DAY_MS;

/* Of what comes after a time that a server named. */
static const int64_t scatter_least_ms = 1000;

/* What backing off begins with where the configuration names no interval. */
static const int64_t cron_back_off_ms = 5 * DUE_MINUTE_MS;

/* least_ms: of the wait where the answer names none. */
static const struct reaction {
	enum due_standing standing;
	bool is_failure, is_end;
	int64_t least_ms;
} reactions[] = {
	[DUE_OK] = { DUE_WELL, false, false, 0 },
	[DUE_UNCHANGED] = { DUE_WELL, false, false, 0 },
	[DUE_REFUSED] = { DUE_FAILING, true, false, 0 },
	[DUE_MISSING] = { DUE_FAILING, true, false, 0 },
	[DUE_IS_GONE] = { DUE_GONE, true, true, 0 },
	[DUE_BUSY] = { DUE_HELD, true, false, 15 * DUE_MINUTE_MS },
	[DUE_BROKEN] = { DUE_FAILING, true, false, 0 },
};

/* The first row whose range has the status. */
static const struct {
	int first, last;
	enum due_outcome outcome;
} statuses[] = {
	{ 200, 299, DUE_OK },      { 304, 304, DUE_UNCHANGED }, { 401, 401, DUE_REFUSED },
	{ 403, 403, DUE_REFUSED }, { 451, 451, DUE_REFUSED },   { 410, 410, DUE_IS_GONE },
	{ 429, 429, DUE_BUSY },    { 503, 503, DUE_BUSY },      { 400, 499, DUE_MISSING },
};

static const char *const names[] = {
	[DUE_UNSEEN] = "new", [DUE_WELL] = "ok",   [DUE_FAILING] = "failing",
	[DUE_HELD] = "held",  [DUE_DEAD] = "dead", [DUE_GONE] = "gone",
};

enum due_outcome due_outcome_of_status(int http_status)
{
	for (size_t i = 0; i < sizeof statuses / sizeof *statuses; i++)
		if (http_status >= statuses[i].first && http_status <= statuses[i].last)
			return statuses[i].outcome;
	return DUE_BROKEN;
}

const char *due_state_name(const struct due_state *state)
{
	const bool is_known = state->standing >= 0 && state->standing <= DUE_GONE;
	return is_known ? names[state->standing] : "unknown";
}

static int64_t least(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

static int64_t most(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

static bool is_over(const struct due_state *state)
{
	return state->standing == DUE_DEAD || state->standing == DUE_GONE;
}

static void set_next(struct due_state *state, int64_t next_ms, int64_t now_ms)
{
	state->next_ms = next_ms;
	state->wait_ms = next_ms == DUE_NEVER ? DUE_NEVER : next_ms - now_ms;
}

/* The interval while all goes well; not asked of cron. */
static int64_t interval_of(const struct due_policy *policy, const struct due_state *state)
{
	if (policy->kind == DUE_EVERY)
		return policy->every_ms;
	return state->interval_ms ? state->interval_ms : policy->start_ms;
}

/* Evenly between percent less and percent more. */
static int64_t jittered(int64_t ms, int percent, uint64_t random)
{
	const int64_t reach = ms / 100 * percent;
	return ms - reach + (int64_t)(random % (uint64_t)(2 * reach + 1));
}

/* What a feed says of its rhythm holds until it says something else: a 304 says nothing. */
static void remember_hints(struct due_state *state, const struct due_answer *answer)
{
	if (answer->outcome != DUE_OK)
		return;
	state->hint_ms = most(answer->ttl_ms, answer->period_ms);
	state->skip_hours = answer->skip_hours;
	state->skip_days = answer->skip_days;
}

static int64_t hint_of(const struct due_policy *policy, const struct due_state *state, const struct due_answer *answer)
{
	if (policy->ignores_hints)
		return 0;
	return least(most(state->hint_ms, answer->fresh_ms), hint_most_ms);
}

static bool is_skipped(const struct due_state *state, int64_t at_ms)
{
	const int64_t hours = at_ms / DUE_HOUR_MS, days = at_ms / DUE_DAY_MS;
	return state->skip_hours >> (hours % 24) & 1 || state->skip_days >> ((days + 4) % 7) & 1;
}

/* By whole hours, so that those who wait for the same hour do not all come at its beginning. Who skips the
 * whole week has said nothing. */
static int64_t behind_skipped(const struct due_policy *policy, const struct due_state *state, int64_t at_ms)
{
	if (policy->ignores_hints)
		return at_ms;
	for (int64_t i = 0; i < HOURS_OF_WEEK; i++)
		if (!is_skipped(state, at_ms + i * DUE_HOUR_MS))
			return at_ms + i * DUE_HOUR_MS;
	return at_ms;
}

static int64_t next_when_well(const struct due_policy *policy, struct due_state *state,
                              const struct due_answer *answer, int64_t now_ms, uint64_t random)
{
	if (policy->kind == DUE_CRON)
		return cron_next(policy->cron, policy->timezone, most(now_ms, answer->retry_at_ms - 1));
	const int64_t wait_ms = jittered(interval_of(policy, state), policy->jitter_percent, random);
	const int64_t next_ms = now_ms + most(wait_ms, hint_of(policy, state, answer));
	return behind_skipped(policy, state, most(next_ms, answer->retry_at_ms));
}

/* Doubled with each failure up to a day, or what is usual where that is longer; those that failed together are
 * scattered. */
static int64_t back_off(const struct due_policy *policy, int64_t interval_ms, const struct due_state *state,
                        int64_t least_ms, uint64_t random)
{
	const int64_t doublings = least(state->failures, DOUBLINGS_MOST);
	const int64_t grown_ms = least(least(interval_ms, back_off_most_ms) << doublings, back_off_most_ms);
	const int64_t wait_ms = most(most(grown_ms, interval_ms), least_ms);
	const int64_t scattered_ms = jittered(wait_ms, policy->jitter_percent, random);
	return scattered_ms < least_ms ? 2 * least_ms - scattered_ms : scattered_ms;
}

/* Somewhat later: the host's other addresses, which are asked again at that very time, come before the one that would
 * have them all wait again. */
static int64_t behind_others(const struct due_policy *policy, int64_t wait_ms, uint64_t random)
{
	const int64_t reach = most(wait_ms / 100 * policy->jitter_percent, scatter_least_ms);
	return wait_ms + (int64_t)(random % (uint64_t)(reach + 1));
}

/* A server that names a time is taken at its word, and not asked sooner than it would be in good days. */
static int64_t next_when_failing(const struct due_policy *policy, const struct due_state *state,
                                 const struct due_answer *answer, int64_t now_ms, uint64_t random)
{
	const bool is_cron = policy->kind == DUE_CRON;
	const int64_t interval_ms = is_cron ? cron_back_off_ms : interval_of(policy, state);
	const int64_t least_ms = reactions[answer->outcome].least_ms;
	const int64_t asked_ms = most(answer->retry_at_ms - now_ms, is_cron ? 0 : interval_ms);
	const int64_t wait_ms = answer->retry_at_ms ? behind_others(policy, asked_ms, is_cron ? 0 : random)
	                                            : back_off(policy, interval_ms, state, least_ms, random);
	return is_cron ? cron_next(policy->cron, policy->timezone, now_ms + wait_ms - 1) : now_ms + wait_ms;
}

static void note_failure(struct due_state *state, const struct due_answer *answer, int64_t now_ms)
{
	state->failures++;
	if (answer->outcome != DUE_MISSING)
		return;
	if (!state->missing_since_ms)
		state->missing_since_ms = now_ms;
	if (now_ms - state->missing_since_ms >= dead_after_ms && state->failures >= DEAD_POLLS)
		state->standing = DUE_DEAD;
}

static void note_success(const struct due_policy *policy, struct due_state *state,
                         const struct due_answer *answer, int64_t now_ms)
{
	if (policy->kind == DUE_ADAPTIVE)
		state->interval_ms = due_adapt(policy, state, answer, now_ms);
	state->failures = state->missing_since_ms = 0;
	state->last_good_ms = now_ms;
	if (answer->items_new)
		state->last_new_ms = now_ms;
}

void due_after(const struct due_policy *policy, struct due_state *state, const struct due_answer *answer,
               int64_t now_ms, uint64_t random)
{
	const struct reaction *reaction = &reactions[answer->outcome];
	state->standing = reaction->standing;
	remember_hints(state, answer);
	if (reaction->is_failure)
		note_failure(state, answer, now_ms);
	else
		note_success(policy, state, answer, now_ms);
	state->last_ms = now_ms;
	if (is_over(state))
		set_next(state, DUE_NEVER, now_ms);
	else if (reaction->is_failure)
		set_next(state, next_when_failing(policy, state, answer, now_ms, random), now_ms);
	else
		set_next(state, next_when_well(policy, state, answer, now_ms, random), now_ms);
}

void due_first(const struct due_policy *policy, struct due_state *state, int64_t now_ms, uint64_t random)
{
	*state = (struct due_state){ .standing = DUE_UNSEEN };
	if (policy->kind == DUE_CRON)
		set_next(state, cron_next(policy->cron, policy->timezone, now_ms), now_ms);
	else
		set_next(state, now_ms + (int64_t)(random % (uint64_t)most(interval_of(policy, state), 1)),
		         now_ms);
}

void due_settle(const struct due_policy *policy, struct due_state *state, int64_t now_ms)
{
	int64_t *const past[] = { &state->last_ms, &state->last_good_ms, &state->last_new_ms,
		                  &state->missing_since_ms };
	for (size_t i = 0; i < sizeof past / sizeof *past; i++)
		*past[i] = least(*past[i], now_ms);
	const int64_t wait_ms = state->wait_ms, ahead_ms = state->next_ms - now_ms;
	if (state->next_ms == DUE_NEVER || ahead_ms <= wait_ms)
		return;
	if (ahead_ms - wait_ms > wait_ms)
		set_next(state, now_ms, now_ms);
	else if (policy->kind == DUE_CRON && !state->failures)
		set_next(state, cron_next(policy->cron, policy->timezone, now_ms), now_ms);
	else
		set_next(state, now_ms + wait_ms, now_ms);
}

void due_replan(const struct due_policy *policy, struct due_state *state, int64_t now_ms, uint64_t random)
{
	if (is_over(state) || state->failures)
		return;
	const struct due_answer nothing = { .outcome = DUE_UNCHANGED };
	const int64_t since_ms = policy->kind == DUE_CRON || !state->last_ms ? now_ms : state->last_ms;
	state->interval_ms = 0;
	set_next(state, next_when_well(policy, state, &nothing, since_ms, random), now_ms);
}

bool due_is_due(const struct due_state *state, int64_t now_ms)
{
	return state->next_ms <= now_ms;
}

bool due_is_trial(const struct due_state *state)
{
	return state->failures >= TRIAL_FAILURES;
}

bool due_is_gap(int64_t oldest_shown_ms, int64_t newest_known_ms)
{
	return oldest_shown_ms && newest_known_ms && oldest_shown_ms > newest_known_ms;
}
