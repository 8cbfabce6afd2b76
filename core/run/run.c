/* SPDX-License-Identifier: MIT */
#include "core/run/run.h"

#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/base/mem.h"
#include "core/cli/progress.h"
#include "core/deliver/sinks.h"
#include "core/run/feeder.h"

enum {
	GROUP_DOCUMENTS = 128, /* booked before a commit */
	GROUP_BYTES = 8 << 20, /* or of their records */
	GROUP_MS = 200,        /* or this long after the first */
	TICK_MS = 50,
	FORGET_EVERY_MS = 60 * 1000,
	FORGET_FULL_MS = 100,
	WARN_PERCENT = 80,
	RELOAD_DRAIN_MS = 2000
};

enum run_signal { SIGNAL_TERM, SIGNAL_INT, SIGNAL_HUP, SIGNALS };
static const int signal_numbers[SIGNALS] = { SIGTERM, SIGINT, SIGHUP };

struct run {
	struct feeder_owner owner; /* first: the feeders give it back */
	const struct run_options *options;
	uv_loop_t loop;
	struct config *config;
	struct sinks *sinks;
	struct feeder *feeders;
	size_t feeder_count, next_feeder;
	struct feeder_counts past; /* of feeders before a reload */
	struct progress progress;
	uv_timer_t tick;
	uv_signal_t signals[SIGNALS];
	int64_t group_since_ms, forgotten_ms, full_since_ms;
	unsigned asked_to_stop;
	bool wants_reload, is_interrupted, is_broken, has_warned;
	struct err failure;
};

/* --- trouble */

static void break_off(struct run *run, const struct err *err)
{
	if (!run->is_broken)
		run->failure = *err;
	run->is_broken = true;
	uv_stop(&run->loop);
}

static void on_broken(struct feeder_owner *owner, const struct err *err)
{
	break_off((struct run *)owner, err);
}

/* --- commits */

static void commit(struct run *run)
{
	struct err err;
	if (run->is_broken || !run->owner.desk || !desk_open_count(run->owner.desk))
		return;
	if (desk_commit(run->owner.desk, &err)) {
		break_off(run, &err);
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
		commit(run);
}

static void release_embargoes(struct run *run)
{
	struct err err;
	const int64_t now = clock_wall_ms();
	if (run->is_broken || !run->owner.desk || desk_next_release_ms(run->owner.desk) > now)
		return;
	if (desk_release_held(run->owner.desk, now, &err))
		break_off(run, &err);
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
		break_off(run, &err);
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
static bool is_stuck(const struct run *run)
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
	sum->records += more->records;
	sum->failed += more->failed;
	sum->rejected += more->rejected;
	sum->unreadable += more->unreadable;
}

static struct feeder_counts sum_up(const struct run *run)
{
	struct feeder_counts all = run->past;
	for (size_t i = 0; i < run->feeder_count; i++)
		add_counts(&all, &run->feeders[i].counts);
	return all;
}

static void show_progress(struct run *run)
{
	if (!run->progress.is_shown)
		return;
	const struct feeder_counts all = sum_up(run);
	run->progress.failed = all.failed + all.rejected + all.unreadable;
	while (run->progress.done < all.documents)
		progress_step(&run->progress, false);
}

static bool may_take_in(const struct run *run)
{
	if (run->asked_to_stop || run->wants_reload || run->is_broken || !pool_has_room(run->owner.pool))
		return false;
	return !run->owner.desk || !desk_log_is_full(run->owner.desk);
}

/* A document of each source in turn, while the workers have room. */
static void take_in(struct run *run)
{
	size_t idle = 0;
	while (idle < run->feeder_count && may_take_in(run)) {
		struct feeder *feeder = &run->feeders[run->next_feeder++ % run->feeder_count];
		idle = feeder_step(feeder) ? 0 : idle + 1;
	}
}

static void on_booked(struct feeder_owner *owner)
{
	struct run *run = (struct run *)owner;
	commit_when_due(run);
	show_progress(run);
	take_in(run);
}

static bool has_ended(const struct run *run)
{
	for (size_t i = 0; i < run->feeder_count; i++)
		if (!run->feeders[i].has_ended)
			return false;
	return true;
}

/* What is not watched is looked at again. */
static void look_again(struct run *run)
{
	struct err err;
	const int64_t now = clock_mono_ms();
	if (!run->owner.stays || run->asked_to_stop || run->is_broken)
		return;
	for (size_t i = 0; i < run->feeder_count; i++)
		if (feeder_look_again(&run->feeders[i], now, &err))
			log_error("source %s: %s", run->feeders[i].source->name, err.text);
}

static void on_tick(uv_timer_t *timer)
{
	struct run *run = timer->data;
	struct err err;
	commit_when_due(run);
	release_embargoes(run);
	tend_log(run);
	if (run->sinks && sinks_failure(run->sinks, &err))
		break_off(run, &err);
	look_again(run);
	take_in(run);
	const bool is_over = run->asked_to_stop || run->wants_reload ||
	                     (run->options->is_once && (has_ended(run) || is_stuck(run)));
	if (is_over && !pool_in_flight(run->owner.pool))
		uv_stop(&run->loop);
}

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
	uv_close((uv_handle_t *)&run->tick, NULL);
	for (int i = 0; i < SIGNALS; i++)
		uv_close((uv_handle_t *)&run->signals[i], NULL);
}

/* --- parts */

static int open_feeders(struct run *run, struct err *err)
{
	run->feeders = mem_zero(run->config->source_count, sizeof *run->feeders);
	for (size_t i = 0; i < run->config->source_count; i++) {
		const struct config_source *source = &run->config->sources[i];
		if (source->is_paused)
			continue;
		if (feeder_open(&run->feeders[run->feeder_count], source, &run->owner, err))
			return err_prefix(err, "source %s: ", source->name);
		run->feeder_count++;
	}
	return 0;
}

/* --- dead letters instead of what the sources hold */

static void open_letters_of(struct run *run, const struct config_source *source)
{
	int64_t *numbers = mem_zero(run->options->letter_count + 1, sizeof *numbers);
	size_t count = 0;
	for (size_t i = 0; i < run->options->letter_count; i++)
		if (str_eq(str_c(run->options->letters[i].source), str_c(source->name)))
			numbers[count++] = run->options->letters[i].number;
	if (count)
		feeder_open_letters(&run->feeders[run->feeder_count++], source, &run->owner, numbers, count);
	free(numbers);
}

static bool has_source(const struct config *config, const char *name)
{
	for (size_t i = 0; i < config->source_count; i++)
		if (str_eq(str_c(config->sources[i].name), str_c(name)))
			return true;
	return false;
}

static int redeliver(struct run *run, const struct run_letter *letter, struct err *err)
{
	if (!letter->source[0])
		return desk_dead_redeliver(run->owner.desk, letter->number, err);
	if (has_source(run->config, letter->source))
		return 0;
	return err_set(err, EXIT_WRONG_USE,
	               "dead letter %" PRId64 " is of source %s, which %s does not have any more",
	               letter->number, letter->source, run->config->path);
}

static int open_letters(struct run *run, struct err *err)
{
	run->feeders = mem_zero(run->config->source_count, sizeof *run->feeders);
	for (size_t i = 0; i < run->options->letter_count; i++)
		if (redeliver(run, &run->options->letters[i], err))
			return -1;
	if (desk_commit(run->owner.desk, err))
		return -1;
	sinks_announce(run->sinks);
	for (size_t i = 0; i < run->config->source_count; i++)
		open_letters_of(run, &run->config->sources[i]);
	return 0;
}

static void close_feeders(struct run *run)
{
	run->past = sum_up(run);
	for (size_t i = 0; i < run->feeder_count; i++)
		feeder_close(&run->feeders[i]);
	free(run->feeders);
	run->feeders = NULL;
	run->feeder_count = 0;
}

static int open_pool(struct run *run, struct config *config, struct pool **out, struct err *err)
{
	const struct pool_options options = {
		.workers = config->workers,
		.time_limit_ms = config->time_limit_ms,
		.memory_limit = config->memory_limit,
		.output_limit = config->output_limit,
		.recycle_after = config->recycle_after,
		.plugin_dirs = config->plugins,
		.parser_options = config_parser_options(config),
	};
	return pool_new(&run->loop, &options, out, err);
}

static int open_desk(struct run *run, struct err *err)
{
	const struct desk_options options = {
		.state = run->config->state,
		.ledger_keep_ms = run->config->ledger_keep_ms,
		.log_limit = run->config->log_limit,
		.log_keep_ms = run->config->log_keep_ms,
		.dead_keep_ms = run->config->dead_keep_ms,
	};
	return desk_open(&options, &run->owner.desk, err);
}

static int open_parts(struct run *run, struct err *err)
{
	if (!run->options->is_dry && open_desk(run, err))
		return -1;
	if (open_pool(run, run->config, &run->owner.pool, err))
		return -1;
	if (run->owner.desk && sinks_new(&run->loop, run->owner.desk, run->config, &run->sinks, err))
		return -1;
	return run->options->letters ? open_letters(run, err) : open_feeders(run, err);
}

static void close_parts(struct run *run)
{
	if (run->owner.pool)
		pool_free(run->owner.pool);
	close_feeders(run);
	if (run->sinks)
		sinks_free(run->sinks);
	uv_run(&run->loop, UV_RUN_DEFAULT);
	desk_close(run->owner.desk);
	config_free(run->config);
	uv_loop_close(&run->loop);
}

/* --- the end */

/* Gives the sinks time to take what is committed; the tick wakes the loop. */
static void drain(struct run *run, int64_t most_ms)
{
	const int64_t since = clock_mono_ms();
	struct err err;
	while (run->sinks && !run->is_broken && run->asked_to_stop < 2 && clock_mono_ms() - since < most_ms &&
	       !sinks_are_drained(run->sinks, clock_mono_ms() - since)) {
		uv_run(&run->loop, UV_RUN_ONCE);
		if (sinks_failure(run->sinks, &err))
			break_off(run, &err);
	}
}

/* --- SIGHUP */

/* Everything in flight is finished and committed: the parts are made anew around the same desk. What the new
 * configuration cannot have is refused before anything of the old one goes. */

static bool is_acceptable(const struct run *run, const struct config *config)
{
	if (str_eq(str_c(config->state), str_c(run->config->state)))
		return true;
	log_error("%s names another state folder, %s: that needs a new start", config->path, config->state);
	return false;
}

/* The old sinks get the time to take what is there: what comes then is for their successors. */
static int replace_parts(struct run *run, struct config *config, struct pool *pool, struct err *err)
{
	drain(run, RELOAD_DRAIN_MS);
	close_feeders(run);
	sinks_free(run->sinks);
	run->sinks = NULL;
	pool_free(run->owner.pool);
	run->owner.pool = pool;
	config_free(run->config);
	run->config = config;
	return sinks_new(&run->loop, run->owner.desk, config, &run->sinks, err) || open_feeders(run, err);
}

static void read_anew(struct run *run)
{
	struct err err = { 0 };
	struct pool *pool = NULL;
	struct config *config = config_load_or_say(run->config->path);
	if (!config || !is_acceptable(run, config) || open_pool(run, config, &pool, &err)) {
		log_error("the configuration stays as it was%s%s", err.text[0] ? ": " : "", err.text);
		config_free(config);
	} else if (replace_parts(run, config, pool, &err)) {
		break_off(run, &err);
	} else {
		log_info("%s read anew: sources: %zu, sinks: %zu", config->path, config->source_count,
		         config->sink_count);
	}
}

/* The tick rests meanwhile: it would look at parts that are half gone. */
static void reload(struct run *run)
{
	run->wants_reload = false;
	uv_timer_stop(&run->tick);
	read_anew(run);
	uv_timer_start(&run->tick, on_tick, 0, TICK_MS);
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

static enum exit_status judge(const struct run *run)
{
	if (run->is_broken) {
		log_error("%s", run->failure.text);
		return run->failure.status;
	}
	const struct feeder_counts all = sum_up(run);
	report_counts(run, &all);
	const bool has_lag = report_lag(run);
	if (pool_in_flight(run->owner.pool))
		log_warning("%zu documents were in flight; they are taken in again the next time",
		            pool_in_flight(run->owner.pool));
	if (is_stuck(run))
		log_error("intake has stopped early: the record log is full; mend the sink that is behind, "
		          "or raise log_limit");
	if (run->is_interrupted || run->asked_to_stop > 1)
		return EXIT_INTERRUPTED;
	const uint64_t lost = all.failed + all.rejected + all.unreadable;
	if (lost && !all.records && lost >= all.documents + all.unreadable)
		return EXIT_NOTHING;
	return lost || has_lag ? EXIT_PARTLY : EXIT_ALL_WELL;
}

static void work(struct run *run)
{
	uv_timer_start(&run->tick, on_tick, 0, TICK_MS);
	for (;;) {
		uv_run(&run->loop, UV_RUN_DEFAULT);
		commit(run);
		if (!run->wants_reload || run->asked_to_stop || run->is_broken || !run->owner.desk)
			break;
		reload(run);
	}
	if (!run->is_broken && run->asked_to_stop < 2)
		drain(run, INT64_MAX); /* each sink has a limit of its own */
}

enum exit_status run_main(const struct run_options *options)
{
	struct err err;
	struct run *run = mem_zero(1, sizeof *run);
	run->options = options;
	run->owner = (struct feeder_owner){ .loop = &run->loop,
		                            .stays = !options->is_once && !options->is_dry,
		                            .booked = on_booked,
		                            .broken = on_broken };
	run->config = config_load_or_say(options->config);
	if (!run->config) {
		free(run);
		return EXIT_WRONG_USE;
	}
	signal(SIGPIPE, SIG_IGN); /* a sink that is gone is told of by its process */
	uv_loop_init(&run->loop);
	start_handles(run);
	log_info("configuration %s, state %s", run->config->path, run->config->state);
	enum exit_status status;
	if (open_parts(run, &err)) {
		log_error("%s", err.text);
		status = err.status;
	} else {
		progress_begin(&run->progress, 0);
		work(run);
		progress_end(&run->progress);
		status = judge(run);
	}
	stop_handles(run);
	close_parts(run);
	free(run);
	return status;
}
