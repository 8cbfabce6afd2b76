/* SPDX-License-Identifier: MIT */
#include "core/run/run.h"

#include <inttypes.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/base/mem.h"
#include "core/run/run_parts.h"

static const int signal_numbers[SIGNALS] = { SIGTERM, SIGINT, SIGHUP };

/* --- signals */

static void on_signal(uv_signal_t *handle, int number)
{
	struct run *run = handle->data;
	if (number == SIGHUP) {
		run->wants_reload = true;
		return;
	}
	run->is_interrupted |= number == SIGINT;
	if (++run->asked_to_stop == 1)
		log_info("finishing what is in flight; once more to stop at once");
	else
		uv_stop(&run->loop);
}

void run_start_tick(struct run *run)
{
	uv_timer_start(&run->tick, run_on_tick, 0, run->is_simulated ? SIMULATED_TICK_MS : TICK_MS);
}

static void start_handles(struct run *run)
{
	uv_timer_init(&run->loop, &run->tick);
	run->tick.data = run;
	for (int i = 0; i < SIGNALS; i++) {
		uv_signal_init(&run->loop, &run->signals[i]);
		run->signals[i].data = run;
		uv_signal_start(&run->signals[i], on_signal, signal_numbers[i]);
	}
}

static void stop_handles(struct run *run)
{
	control_close(run->control);
	uv_close((uv_handle_t *)&run->tick, NULL);
	for (int i = 0; i < SIGNALS; i++)
		uv_close((uv_handle_t *)&run->signals[i], NULL);
}

/* --- the end */

/* Gives the sinks time to take what is committed; their timer wakes the loop. */
void run_drain(struct run *run, int64_t most_ms)
{
	const int64_t since = clock_mono_ms();
	struct err err;
	while (run->sinks && !run->is_broken && run->asked_to_stop < 2 && clock_mono_ms() - since < most_ms &&
	       !sinks_are_drained(run->sinks, clock_mono_ms() - since)) {
		uv_run(&run->loop, UV_RUN_ONCE);
		if (sinks_failure(run->sinks, &err))
			run_break_off(run, &err);
	}
}

/* --- the verdict */

static void report_counts(const struct run *run, const struct feeder_counts *all)
{
	if (!run->owner.desk) {
		log_info("dry run: %" PRIu64 " documents would give %" PRIu64 " records; %" PRIu64
		         " rejected, %" PRIu64 " failed",
		         all->documents, all->records, all->rejected, all->failed);
		return;
	}
	struct desk_counts c;
	desk_get_counts(run->owner.desk, &c);
	log_info("%" PRIu64 " documents: %" PRIu64 " done, %" PRIu64 " unchanged, %" PRIu64
	         " rejected, %" PRIu64 " failed; "
	         "%" PRIu64 " records: %" PRIu64 " new, %" PRIu64 " updates, %" PRIu64 " known, %" PRIu64
	         " under embargo",
	         c.documents, c.done, c.unchanged, c.rejected, c.failed, c.records, c.created, c.updated,
	         c.duplicates, c.held);
}

static bool report_lag(const struct run *run)
{
	char *lag = run->sinks ? sinks_describe_lag(run->sinks) : NULL;
	const bool has_lag = lag != NULL;
	if (has_lag)
		log_warning("%s", lag);
	free(lag);
	return has_lag;
}

static enum exit_status judge_drain(const struct run *run)
{
	struct control_answer answer = { 0 };
	const struct run_options *options = run->options;
	if (!run_tell_sinks(run, options->sinks, options->sink_count, desk_log_end(run->owner.desk), &answer))
		answer.status = EXIT_PARTLY;
	if (run->is_interrupted || run->asked_to_stop > 1)
		answer.status = EXIT_INTERRUPTED;
	const enum exit_status status = control_answer_log(&answer);
	control_answer_done(&answer);
	return status;
}

static enum exit_status judge(const struct run *run)
{
	if (run->is_broken) {
		log_error("%s", run->failure.text);
		return run->failure.status;
	}
	if (run->options->is_drain)
		return judge_drain(run);
	const struct feeder_counts all = run_sum_up(run);
	report_counts(run, &all);
	const bool has_lag = report_lag(run);
	if (pool_in_flight(run->owner.pool))
		log_warning("%zu documents were in flight; they are taken in again the next time",
		            pool_in_flight(run->owner.pool));
	if (run_is_stuck(run))
		log_error("intake has stopped early: the record log is full; mend the sink that is behind, "
		          "or raise log_limit");
	if (run->is_interrupted || run->asked_to_stop > 1)
		return EXIT_INTERRUPTED;
	const uint64_t lost = all.failed + all.rejected + all.unreadable;
	if (lost && !all.records && !all.unchanged && lost >= all.documents + all.unreadable)
		return EXIT_NOTHING;
	const bool has_drift = run->owner.desk && desk_drift_count(run->owner.desk);
	if (has_drift)
		log_warning("parsers drift: \"wiredesk source health\" shows which, \"wiredesk ledger --events\" since when");
	const bool has_left_out = run->left_out || (run->sinks && sinks_left_out(run->sinks));
	return lost || has_lag || has_left_out || has_drift ? EXIT_PARTLY : EXIT_ALL_WELL;
}

static void work(struct run *run)
{
	run->moved_ms = clock_mono_ms();
	notify_say(&run->notify, "READY=1\nMAINPID=%ld", (long)getpid());
	run_start_tick(run);
	for (;;) {
		uv_run(&run->loop, UV_RUN_DEFAULT);
		run_commit(run);
		if (!run->wants_reload || run->asked_to_stop || run->is_broken || !run->owner.desk)
			break;
		notify_say(&run->notify, "RELOADING=1\nMONOTONIC_USEC=%" PRId64, clock_mono_ms() * 1000);
		run_reload(run);
		notify_say(&run->notify, "READY=1");
	}
	notify_say(&run->notify, "STOPPING=1");
	if (!run->is_broken && run->asked_to_stop < 2)
		run_drain(run, INT64_MAX); /* each sink has a limit of its own */
}

enum exit_status run_main(const struct run_options *options)
{
	struct err err;
	struct run *run = mem_zero(1, sizeof *run);
	run->options = options;
	run->owner = (struct feeder_owner){ .loop = &run->loop,
		                            .stays = !options->is_once && !options->is_dry,
		                            .is_forced = options->is_forced,
		                            .booked = run_on_booked,
		                            .broken = run_on_broken };
	run->config = config_load_or_say(options->config);
	if (!run->config) {
		free(run);
		return EXIT_WRONG_USE;
	}
	run->is_simulated = run->owner.stays && clock_is_driven();
	notify_open(&run->notify);
	signal(SIGPIPE, SIG_IGN); /* a sink that is gone is told of by its process */
	uv_loop_init(&run->loop);
	start_handles(run);
	log_info("configuration %s, state %s", run->config->path, run->config->state);
	enum exit_status status;
	if (run_open_parts(run, &err)) {
		log_error("%s", err.text);
		status = err.status;
	} else {
		progress_begin(&run->progress, 0);
		work(run);
		progress_end(&run->progress);
		status = judge(run);
	}
	stop_handles(run);
	run_close_parts(run);
	notify_close(&run->notify);
	free(run);
	return status;
}
