/* SPDX-License-Identifier: MIT
 * The parts of a run: opened, closed, and made anew when the configuration is read again. */
#include <inttypes.h>
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
	return has_addresses(run->config) ? web_new(&options, &run->owner.web, err) : 0;
}

static bool is_named(const struct run_options *options, const char *source)
{
	for (size_t i = 0; i < options->source_count; i++)
		if (str_eq(str_c(options->sources[i]), str_c(source)))
			return true;
	return false;
}

/* Whoever names a paused source is told; otherwise it is left out in silence. 1: it takes part, 0, or -1. */
static int takes_part(struct run *run, const struct config_source *source, struct err *err)
{
	const bool is_asked_for = is_named(run->options, source->name);
	if (run->options->source_count && !is_asked_for)
		return 0;
	if (source->is_paused)
		return is_asked_for ? err_set(err, EXIT_WRONG_USE,
		                              "%s: it is paused there; take \"paused\" out of the configuration",
		                              source->place)
		                    : 0;
	const int paused = run->owner.desk ? desk_source_is_paused(run->owner.desk, source->name, err) : 0;
	if (paused == 1 && is_asked_for)
		return err_set(err, EXIT_WRONG_USE, "it is paused; \"wiredesk source resume %s\" lets it go on",
		               source->name);
	return paused < 0 ? -1 : !paused;
}

static int open_feeders(struct run *run, struct err *err)
{
	if (open_web(run, err))
		return -1;
	run->feeders = mem_zero(run->config->source_count, sizeof *run->feeders);
	for (size_t i = 0; i < run->config->source_count; i++) {
		const struct config_source *source = &run->config->sources[i];
		const int takes = takes_part(run, source, err);
		if (!takes)
			continue;
		if (takes < 0 || feeder_open(&run->feeders[run->feeder_count], source, &run->owner, err))
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


static int redeliver(struct run *run, const struct run_letter *letter, struct err *err)
{
	if (!letter->source[0])
		return desk_dead_redeliver(run->owner.desk, letter->number, err);
	if (config_source_named(run->config, letter->source))
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
	run->past = run_sum_up(run);
	for (size_t i = 0; i < run->feeder_count; i++)
		feeder_close(&run->feeders[i]);
	free(run->feeders);
	run->feeders = NULL;
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
	return run->options->letters ? open_letters(run, err) : open_feeders(run, err);
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

/* The old sinks get the time to take what is there: what comes then is for their successors. */
static int replace_parts(struct run *run, struct config *config, struct pool *pool, struct err *err)
{
	run_drain(run, RELOAD_DRAIN_MS);
	close_feeders(run);
	run->left_out += sinks_left_out(run->sinks);
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
		run_break_off(run, &err);
	} else {
		log_info("%s read anew: sources: %zu, sinks: %zu", config->path, config->source_count,
		         config->sink_count);
	}
}

/* The tick rests meanwhile: it would look at parts that are half gone. */
void run_reload(struct run *run)
{
	run->wants_reload = false;
	uv_timer_stop(&run->tick);
	read_anew(run);
	run_start_tick(run);
}
