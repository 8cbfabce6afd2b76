/* SPDX-License-Identifier: MIT
 * What list and health look at: the configuration, and the state where there is one. */
#include <inttypes.h>
#include <stdlib.h>
#include <unistd.h>

#include "core/base/clock.h"
#include "core/base/hash.h"
#include "core/base/mem.h"
#include "core/cli/source_parts.h"

/* --- opening */

int source_check_names(const struct source_call *call, const struct config *config)
{
	for (int i = 0; i < call->count; i++)
		if (!config_source_named(config, call->words[i]))
			return cli_wrong_use("source", "%s has no source %s", config->path, call->words[i]);
	return EXIT_ALL_WELL;
}

static int open_state(struct source_view *view)
{
	struct err err;
	const struct desk_options options = { .state = view->config->state, .is_reader = true };
	char *path = mem_printf("%s/state.db", view->config->state);
	const bool is_there = !access(path, F_OK);
	free(path);
	return is_there && desk_open(&options, &view->desk, &err) ? cli_failed(&err) : EXIT_ALL_WELL;
}

int source_view_open(const struct source_call *call, struct source_view *out)
{
	*out = (struct source_view){ .config = config_load_or_say(call->config), .now_ms = clock_wall_ms() };
	if (!out->config)
		return EXIT_WRONG_USE;
	int status = source_check_names(call, out->config);
	if (!status)
		status = open_state(out);
	if (status)
		source_view_close(out);
	return status;
}

void source_view_close(struct source_view *view)
{
	desk_close(view->desk);
	config_free(view->config);
	*view = (struct source_view){ 0 };
}

bool source_is_wanted(const struct source_call *call, const struct config_source *source)
{
	for (int i = 0; i < call->count; i++)
		if (str_eq(str_c(call->words[i]), str_c(source->name)))
			return true;
	return !call->count;
}

int source_standing(const struct source_view *view, const struct config_source *source, struct arena *arena,
                    struct desk_standing *out, struct err *err)
{
	const struct desk_source desk_source = { .name = source->name, .was = source->was };
	*out = (struct desk_standing){ 0 };
	if (view->desk && desk_standing_load(view->desk, &desk_source, view->now_ms, arena, out, err))
		return -1;
	out->is_paused |= source->is_paused;
	return 0;
}

int source_poll(const struct source_view *view, const struct config_source *source, size_t place,
                struct desk_poll *out, struct err *err)
{
	const char *url = source->urls[place].url;
	*out = (struct desk_poll){ .source = source->name, .url = url };
	if (view->desk && desk_poll_load(view->desk, source->name, url, out, err))
		return -1;
	if (out->due.standing == DUE_UNSEEN)
		due_first(&source->due, &out->due, view->now_ms, hash_64(str_c(url)));
	else
		due_settle(&source->due, &out->due, view->now_ms);
	return 0;
}

/* --- texts */

static const struct unit {
	int64_t ms;
	const char *name;
} units[] = {
	{ DUE_DAY_MS, "d" }, { DUE_HOUR_MS, "h" }, { DUE_MINUTE_MS, "min" }, { 1000, "s" }, { 1, "ms" }
};

const char *duration_text(struct arena *arena, int64_t ms)
{
	const struct unit *unit = units;
	while (ms % unit->ms)
		unit++;
	return ms ? arena_printf(arena, "%" PRId64 "%s", ms / unit->ms, unit->name) : "0";
}

const char *span_text(struct arena *arena, int64_t ms)
{
	const struct unit *unit = units, *seconds = units + 3;
	while (unit < seconds && ms < unit->ms)
		unit++;
	const int64_t whole = ms / unit->ms, rest = unit < seconds ? ms % unit->ms / unit[1].ms : 0;
	return rest ? arena_printf(arena, "%" PRId64 "%s%" PRId64 "%s", whole, unit->name, rest, unit[1].name)
	            : arena_printf(arena, "%" PRId64 "%s", whole, unit->name);
}

const char *time_text(struct arena *arena, int64_t wall_ms)
{
	char text[CLOCK_TEXT];
	if (wall_ms <= 0)
		return NULL;
	clock_format(wall_ms, text);
	return arena_dup(arena, text);
}

const char *number_text(struct arena *arena, int64_t number)
{
	return arena_printf(arena, "%" PRId64, number);
}

const char *every_text(struct arena *arena, const struct config_source *source)
{
	switch (source->due.kind) {
	case DUE_ADAPTIVE:
		return "adaptive";
	case DUE_EVERY:
		return duration_text(arena, source->due.every_ms);
	default:
		return NULL;
	}
}
