/* SPDX-License-Identifier: MIT
 * The parts of a run: opened, closed, and made anew when the configuration is read again. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/base/log.h"
#include "core/base/mem.h"
#include "core/desk/sources.h"
#include "core/run/run_parts.h"

enum { RELOAD_DRAIN_MS = 2000 };

/* --- parts */

static bool has_addresses(const struct config *config)
{
	for (size_t i = 0; i < config->source_count; i++)
		if (config->sources[i].intake == CONFIG_URLS && !config->sources[i].is_paused)
			return true;
	return false;
}

static void on_web_broken(void *self, const struct err *err)
{
	run_break_off(self, err);
}

static void on_web_booked(void *self)
{
	run_on_booked(self);
}

static int open_web(struct run *run, struct err *err)
{
	const struct web_options options = {
		.loop = &run->loop,
		.desk = run->owner.desk,
		.config = run->config,
		.stays = run->owner.stays,
		.broken = on_web_broken,
		.booked = on_web_booked,
		.self = &run->owner,
	};
	const bool has_use = has_addresses(run->config) && !run->options->letters && !run->options->is_drain;
	return has_use ? web_new(&options, &run->owner.web, err) : 0;
}

static bool is_named(const struct run_options *options, const char *source)
{
	for (size_t i = 0; i < options->source_count; i++)
		if (str_eq(str_c(options->sources[i]), str_c(source)))
			return true;
	return false;
}

int run_is_paused(struct run *run, const struct config_source *source, struct err *err)
{
	if (source->is_paused) {
		err_set(err, EXIT_WRONG_USE, "%s: it is paused there; take \"paused\" out of the configuration",
		        source->place);
		return 1;
	}
	const int paused = run->owner.desk ? desk_source_is_paused(run->owner.desk, source->name, err) : 0;
	if (paused == 1)
		err_set(err, EXIT_WRONG_USE, "it is paused; \"wiredesk source resume %s\" lets it go on", source->name);
	return paused;
}

/* Whoever names a paused source is told; otherwise it is left out in silence. 1: it takes part, 0, or -1. */
static int takes_part(struct run *run, const struct config_source *source, struct err *err)
{
	const struct run_options *options = run->options;
	const bool is_asked_for = is_named(options, source->name);
	if (options->is_drain || options->letters || (options->source_count && !is_asked_for))
		return 0;
	const int paused = run_is_paused(run, source, err);
	return paused < 0 || (paused && is_asked_for) ? -1 : !paused;
}

/* Each source has a place of its own, so feeders never move. One that cannot begin is there all the same: where the run
 * goes on, it is tried again. */
static int open_feeder(struct run *run, const struct config_source *source, struct err *err)
{
	struct feeder *feeder = &run->feeders[run->feeder_count];
	const int takes = takes_part(run, source, err);
	run->feeder_count += takes > 0;
	if (takes < 0 || (takes && feeder_open(feeder, source, &run->owner, err)))
		return err_prefix(err, "source %s: ", source->name);
	return 0;
}

static int open_feeders(struct run *run, struct err *err)
{
	if (open_web(run, err))
		return -1;
	run->feeders = mem_zero(run->config->source_count, sizeof *run->feeders);
	for (size_t i = 0; i < run->config->source_count; i++)
		if (open_feeder(run, &run->config->sources[i], err))
			return -1;
	return 0;
}

struct feeder *run_feeder(struct run *run, const char *source)
{
	for (size_t i = 0; i < run->feeder_count; i++)
		if (str_eq(str_c(run->feeders[i].source->name), str_c(source)))
			return &run->feeders[i];
	return NULL;
}

/* Where letters are taken in and nothing else, the next run is the one in which it goes on. */
int run_resume(struct run *run, const struct config_source *source, struct err *err)
{
	struct feeder *feeder = run_feeder(run, source->name);
	if (run->options->letters)
		return 0;
	if (!feeder)
		return open_feeder(run, source, err);
	if (source->is_paused || !feeder_resume(feeder, err))
		return 0;
	return err_prefix(err, "source %s: ", source->name);
}

/* --- dead letters */

static int by_source(const void *one, const void *other)
{
	const struct desk_letter *a = one, *b = other;
	const int order = strcmp(a->source, b->source);
	return order ? order : (a->number > b->number) - (a->number < b->number);
}

/* Behind those of one source, which begin at first. */
static size_t end_of_group(const struct desk_letter *letters, size_t count, size_t first)
{
	size_t end = first + 1;
	while (end < count && !strcmp(letters[end].source, letters[first].source))
		end++;
	return end;
}

/* All are of this source; the feeder of one that is paused takes in nothing else. */
static void add_group(struct run *run, const struct config_source *source, const struct desk_letter *letters,
                      size_t count)
{
	int64_t *numbers = mem_zero(count, sizeof *numbers);
	for (size_t i = 0; i < count; i++)
		numbers[i] = letters[i].number;
	struct feeder *feeder = run_feeder(run, source->name);
	if (!feeder) {
		feeder = &run->feeders[run->feeder_count++];
		feeder_open_paused(feeder, source, &run->owner);
	}
	feeder_add_letters(feeder, numbers, count);
	free(numbers);
}

/* Those of a source stand together. */
static void add_letters(struct run *run, const struct desk_letter *letters, size_t count)
{
	for (size_t first = 0, end; first < count; first = end) {
		const struct config_source *source = config_source_named(run->config, letters[first].source);
		end = end_of_group(letters, count, first);
		if (source)
			add_group(run, source, letters + first, end - first);
	}
}

static int check_letters(const struct run *run, const struct desk_letter *letters, size_t count, struct err *err)
{
	for (size_t first = 0; first < count; first = end_of_group(letters, count, first))
		if (letters[first].source[0] && !config_source_named(run->config, letters[first].source))
			return err_set(err, EXIT_WRONG_USE,
			               "dead letter %" PRId64
			               " is of source %s, which %s does not have any more",
			               letters[first].number, letters[first].source, run->config->path);
	return 0;
}

/* Those whose bytes are gone are told of. -1: state trouble. */
static int redeliver(struct run *run, const struct desk_letter *letters, size_t count, struct control_answer *answer,
                     struct err *err)
{
	size_t lost = 0;
	for (size_t i = 0; i < count; i++) {
		if (letters[i].source[0])
			continue;
		if (!desk_dead_redeliver(run->owner.desk, letters[i].number, err)) {
			run->past.records++;
			continue;
		}
		if (err->status == EXIT_STATE)
			return -1;
		control_fail(answer, err);
		lost++;
	}
	run->past.unreadable += lost;
	if (lost && lost < count)
		answer->status = EXIT_PARTLY;
	return 0;
}

static int retry_sorted(struct run *run, const struct desk_letter *letters, size_t count,
                        struct control_answer *answer, struct err *err)
{
	if (check_letters(run, letters, count, err) || redeliver(run, letters, count, answer, err) ||
	    desk_commit(run->owner.desk, err))
		return -1;
	sinks_announce(run->sinks);
	add_letters(run, letters, count);
	return 0;
}

int run_retry(struct run *run, const struct desk_letter *letters, size_t count, struct control_answer *answer,
              struct err *err)
{
	struct desk_letter *sorted = mem_zero(count + 1, sizeof *sorted);
	memcpy(sorted, letters, count * sizeof *sorted);
	qsort(sorted, count, sizeof *sorted, by_source);
	const int result = retry_sorted(run, sorted, count, answer, err);
	free(sorted);
	return result;
}

static int retry_letters(struct run *run, struct err *err)
{
	struct control_answer answer = { 0 };
	const int result = run_retry(run, run->options->letters, run->options->letter_count, &answer, err);
	control_answer_log(&answer);
	control_answer_done(&answer);
	return result;
}

static void close_feeders(struct run *run)
{
	run->past = run_sum_up(run);
	for (size_t i = 0; i < run->feeder_count; i++)
		feeder_close(&run->feeders[i]);
	free(run->feeders);
	run->feeders = NULL;
	run->owner.awake = NULL;
	run->feeder_count = 0;
	web_free(run->owner.web);
	run->owner.web = NULL;
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
		.chunk = feeder_take_part,
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

int run_open_parts(struct run *run, struct err *err)
{
	if (!run->options->is_dry && open_desk(run, err))
		return -1;
	if (open_pool(run, run->config, &run->owner.pool, err))
		return -1;
	if (run->owner.desk && sinks_new(&run->loop, run->owner.desk, run->config, &run->sinks, err))
		return -1;
	if (open_feeders(run, err) || (run->options->letters && retry_letters(run, err)))
		return -1;
	if (run->owner.desk)
		run_open_control(run);
	return 0;
}

void run_close_parts(struct run *run)
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

typedef VEC(struct desk_letter) desk_letters;

/* Dead letters that are still to be tried again: the new feeders have them, too. */
static void gather_letters(const struct run *run, desk_letters *out)
{
	for (size_t i = 0; i < run->feeder_count; i++) {
		const int64_t *numbers;
		const size_t count = intake_letters(run->feeders[i].letters, &numbers);
		struct desk_letter letter = { 0 };
		snprintf(letter.source, sizeof letter.source, "%s", run->feeders[i].source->name);
		for (size_t j = 0; j < count; j++) {
			letter.number = numbers[j];
			vec_add(out, letter);
		}
	}
}

typedef VEC(char *) names;

/* Sources whose addresses were asked for by hand and have not all answered. */
static void gather_wanted(const struct run *run, names *out)
{
	for (size_t i = 0; i < run->feeder_count; i++)
		if (run->feeders[i].web && web_source_is_wanted(run->feeders[i].web))
			vec_add(out, mem_dup(run->feeders[i].source->name));
}

static void ask_wanted(struct run *run, names *wanted)
{
	for (size_t i = 0; i < wanted->count; i++) {
		struct feeder *feeder = run_feeder(run, wanted->at[i]);
		if (feeder && feeder->web)
			web_source_ask(feeder->web);
		free(wanted->at[i]);
	}
	vec_done(wanted);
}

/* The old sinks get the time to take what is there: what comes then is for their successors. */
static int replace_parts(struct run *run, struct config *config, struct pool *pool, struct err *err)
{
	desk_letters letters = { 0 };
	names wanted = { 0 };
	run_drain(run, RELOAD_DRAIN_MS);
	gather_letters(run, &letters);
	gather_wanted(run, &wanted);
	close_feeders(run);
	run->left_out += sinks_left_out(run->sinks);
	sinks_free(run->sinks);
	run->sinks = NULL;
	pool_free(run->owner.pool);
	run->owner.pool = pool;
	config_free(run->config);
	run->config = config;
	const int result =
		sinks_new(&run->loop, run->owner.desk, config, &run->sinks, err) || open_feeders(run, err);
	if (!result)
		add_letters(run, letters.at, letters.count);
	ask_wanted(run, &wanted);
	vec_done(&letters);
	return result;
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
		run_break_off(run, &err);
	} else {
		log_info("%s read anew: sources: %zu, sinks: %zu", config->path, config->source_count,
		         config->sink_count);
	}
}

/* The tick rests meanwhile: it would look at parts that are half gone. What comes while the sinks are waited for is not
 * taken in: it would be with workers when they go. */
void run_reload(struct run *run)
{
	run->wants_reload = false;
	run->is_reloading = true;
	uv_timer_stop(&run->tick);
	read_anew(run);
	run->is_reloading = false;
	run_start_tick(run);
}
