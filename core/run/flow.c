/* SPDX-License-Identifier: MIT
 * What happens while a run runs: documents are taken in as the workers have room, commits are made by the group,
 * embargoes end, the log is kept within its limit. */
#include <inttypes.h>

#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/run/run_parts.h"

enum {
	GROUP_DOCUMENTS = 128, /* booked before a commit */
	GROUP_BYTES = 8 << 20, /* or of their records */
	GROUP_MS = 200,        /* or this long after the first */
	FORGET_EVERY_MS = 60 * 1000,
	FORGET_FULL_MS = 100,
	LONGEST_PACE_MS = 70 * 1000, /* a host may want so long a pause between two requests */
	WARN_PERCENT = 80
};

/* --- trouble */

void run_break_off(struct run *run, const struct err *err)
{
	if (!run->is_broken)
		run->failure = *err;
	run->is_broken = true;
	uv_stop(&run->loop);
}

void run_on_broken(struct feeder_owner *owner, const struct err *err)
{
	run_break_off((struct run *)owner, err);
}

/* --- commits */

void run_commit(struct run *run)
{
	struct err err;
	if (run->is_broken || !run->owner.desk || !desk_open_count(run->owner.desk))
		return;
	if (desk_commit(run->owner.desk, &err)) {
		run_break_off(run, &err);
		return;
	}
	run->group_since_ms = 0;
	sinks_announce(run->sinks);
}

static void commit_when_due(struct run *run)
{
	if (run->is_broken || !run->owner.desk || !desk_open_count(run->owner.desk))
		return;
	const int64_t now = clock_mono_ms();
	if (!run->group_since_ms)
		run->group_since_ms = now;
	if (desk_open_count(run->owner.desk) >= GROUP_DOCUMENTS ||
	    desk_open_bytes(run->owner.desk) >= GROUP_BYTES || now - run->group_since_ms >= GROUP_MS)
		run_commit(run);
}

static void release_embargoes(struct run *run)
{
	struct err err;
	const int64_t now = clock_wall_ms();
	if (run->is_broken || !run->owner.desk || desk_next_release_ms(run->owner.desk) > now)
		return;
	if (desk_release_held(run->owner.desk, now, &err))
		run_break_off(run, &err);
	else
		sinks_announce(run->sinks);
}

static void forget_old(struct run *run)
{
	struct err err;
	const int64_t now = clock_mono_ms();
	const int64_t pause = desk_log_is_full(run->owner.desk) ? FORGET_FULL_MS : FORGET_EVERY_MS;
	if (now - run->forgotten_ms < pause)
		return;
	run->forgotten_ms = now;
	if (desk_forget_segments(run->owner.desk, &err))
		run_break_off(run, &err);
}

/* Warned of before it is full; when it is, whoever holds it gives way or is named. */
static void watch_log(struct run *run)
{
	const unsigned percent = desk_log_percent(run->owner.desk);
	if (percent >= WARN_PERCENT && !run->has_warned)
		log_warning("the record log has %u %% of its limit (log_limit); \"wiredesk sink list\" shows "
		            "who is behind",
		            percent);
	run->has_warned = percent >= WARN_PERCENT;
	if (!desk_log_is_full(run->owner.desk)) {
		run->full_since_ms = 0;
		return;
	}
	if (!run->full_since_ms)
		run->full_since_ms = clock_mono_ms();
	sinks_relieve(run->sinks);
}

/* One pass does not wait for ever: what is not taken in now is there next time. */
bool run_is_stuck(const struct run *run)
{
	return run->options->is_once && run->full_since_ms &&
	       clock_mono_ms() - run->full_since_ms >= run->config->drain_ms;
}

static void tend_log(struct run *run)
{
	if (run->is_broken || !run->owner.desk)
		return;
	forget_old(run);
	watch_log(run);
}

/* --- the flow */

static void add_counts(struct feeder_counts *sum, const struct feeder_counts *more)
{
	sum->documents += more->documents;
	sum->unchanged += more->unchanged;
	sum->records += more->records;
	sum->failed += more->failed;
	sum->rejected += more->rejected;
	sum->unreadable += more->unreadable;
}

struct feeder_counts run_sum_up(const struct run *run)
{
	struct feeder_counts all = run->past;
	for (size_t i = 0; i < run->feeder_count; i++) {
		const struct feeder_counts counts = feeder_count(&run->feeders[i]);
		add_counts(&all, &counts);
	}
	return all;
}

static void show_progress(struct run *run)
{
	if (!run->progress.is_shown)
		return;
	const struct feeder_counts all = run_sum_up(run);
	run->progress.failed = all.failed + all.rejected + all.unreadable;
	while (run->progress.done < all.documents)
		progress_step(&run->progress, false);
}

static bool is_ending(const struct run *run)
{
	return run->asked_to_stop || run->wants_reload || run->is_reloading || run->is_broken;
}

static bool may_take_in(const struct run *run)
{
	if (is_ending(run) || !pool_has_room(run->owner.pool))
		return false;
	return !run->owner.desk || !desk_log_is_full(run->owner.desk);
}

/* A document of each source in turn, while the workers have room. */
static void take_in(struct run *run)
{
	if (run->owner.web && may_take_in(run))
		web_step(run->owner.web);
	while (may_take_in(run) && feeder_step(&run->owner))
		;
}

void run_on_booked(struct feeder_owner *owner)
{
	struct run *run = (struct run *)owner;
	commit_when_due(run);
	show_progress(run);
	take_in(run);
}

static bool has_ended(const struct run *run)
{
	for (size_t i = 0; i < run->feeder_count; i++)
		if (!run->feeders[i].has_ended || run->feeders[i].is_wanted)
			return false;
	return true;
}

/* What is not watched is looked at again. */
static void look_again(struct run *run)
{
	struct err err;
	const int64_t now = clock_mono_ms();
	if (run->asked_to_stop || run->is_broken)
		return;
	for (size_t i = 0; i < run->feeder_count; i++)
		if (feeder_look_again(&run->feeders[i], now, &err))
			log_error("source %s: %s", run->feeders[i].source->name, err.text);
}

/* --- the service manager */

static size_t in_flight(const struct run *run)
{
	return pool_in_flight(run->owner.pool) + (run->owner.web ? web_in_flight(run->owner.web) : 0);
}

/* A document or an answer has come since the last look, or there was nothing to wait for. What is in flight has limits of
 * its own: when they are long over and nothing has come, something is stuck, however alive the process is. */
static bool is_moving(struct run *run)
{
	const struct config *config = run->config;
	const int64_t now = clock_mono_ms(),
		      longest = 2 * config->time_limit_ms + config->fetch.total_ms + LONGEST_PACE_MS;
	const struct feeder_counts all = run_sum_up(run);
	const uint64_t moved = all.documents + (run->owner.web ? web_answers(run->owner.web) : 0);
	if (moved != run->moved || !in_flight(run)) {
		run->moved = moved;
		run->moved_ms = now;
	}
	return now - run->moved_ms <= longest;
}

static void report(struct run *run)
{
	notify_watchdog(&run->notify, run->is_broken || is_moving(run));
	if (!notify_wants_status(&run->notify))
		return;
	const struct feeder_counts all = run_sum_up(run);
	notify_say(&run->notify, "STATUS=%" PRIu64 " documents, %" PRIu64 " records, %" PRIu64 " failed; %zu in flight",
	           all.documents + all.unchanged, all.records, all.failed + all.rejected + all.unreadable,
	           in_flight(run));
}

/* --- a clock that tests drive */

/* Nothing is under way: the clock jumps to when something is due, and the run ends with it. */
static void jump(struct run *run)
{
	if (in_flight(run))
		return;
	run_commit(run);
	int64_t next = run->owner.web ? web_next_ms(run->owner.web) : INT64_MAX;
	if (run->owner.desk && desk_next_release_ms(run->owner.desk) < next)
		next = desk_next_release_ms(run->owner.desk);
	if (!clock_jump(next))
		run->asked_to_stop = 1;
}

void run_on_tick(uv_timer_t *timer)
{
	struct run *run = timer->data;
	struct err err;
	commit_when_due(run);
	release_embargoes(run);
	tend_log(run);
	if (run->sinks && sinks_failure(run->sinks, &err))
		run_break_off(run, &err);
	run_serve(run);
	look_again(run);
	if (run->is_simulated)
		jump(run);
	take_in(run);
	report(run);
	const bool is_over = run->asked_to_stop || run->wants_reload ||
	                     (run->options->is_once && (has_ended(run) || run_is_stuck(run)));
	if (is_over && !pool_in_flight(run->owner.pool))
		uv_stop(&run->loop);
}
