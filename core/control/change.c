/* SPDX-License-Identifier: MIT */
#include "core/control/change.h"

#include <inttypes.h>

#include "core/desk/sources.h"

/* --- sources */

int change_check_sources(const struct change *change, struct err *err)
{
	const struct control_call *call = change->call;
	for (size_t i = 0; i < call->count; i++)
		if (!config_source_named(change->config, call->words[i]))
			return err_set(
				err, EXIT_WRONG_USE,
				"%s has no source %s; one that was added is known to a host that runs after "
				"it was told to read anew (SIGHUP)",
				change->config->path, call->words[i]);
	return 0;
}

static void say_paused(const struct change *change, const char *name, bool is_paused)
{
	const struct config_source *source = config_source_named(change->config, name);
	if (is_paused)
		control_say(change->answer, LOG_INFO, "source %s is paused: runs leave it out", name);
	else if (source->is_paused)
		control_say(change->answer, LOG_WARNING,
		            "%s: source %s is paused in the configuration, too; it stays so until that is "
		            "changed",
		            source->place, name);
	else
		control_say(change->answer, LOG_INFO, "source %s is not paused any more", name);
}

static int set_paused(const struct change *change, bool is_paused, struct err *err)
{
	const struct control_call *call = change->call;
	if (change_check_sources(change, err))
		return -1;
	for (size_t i = 0; i < call->count; i++) {
		if (desk_source_pause(change->desk, call->words[i], is_paused, err))
			return -1;
		say_paused(change, call->words[i], is_paused);
	}
	return 0;
}

int change_source_pause(const struct change *change, struct err *err)
{
	return set_paused(change, true, err);
}

int change_source_resume(const struct change *change, struct err *err)
{
	return set_paused(change, false, err);
}

/* --- sinks */

int change_sink_rewind(const struct change *change, struct err *err)
{
	const char *sink = change->call->words[0], *to = change->call->words[1];
	int64_t seq;
	if (!str_to_int(str_c(to), &seq) || seq < 0)
		return err_set(
			err, EXIT_WRONG_USE,
			"\"%s\" is no place in the log: it is the last record that is not sent again, or 0",
			to);
	if (desk_sink_rewind(change->desk, sink, seq, err))
		return -1;
	control_say(change->answer, LOG_INFO, "sink %s begins again behind record %" PRId64, sink, seq);
	return 0;
}

int change_sink_forget(const struct change *change, struct err *err)
{
	const char *sink = change->call->words[0];
	if (desk_sink_forget(change->desk, sink, err))
		return -1;
	control_say(change->answer, LOG_INFO, "sink %s is forgotten%s", sink,
	            change->config && config_sink_named(change->config, sink)
	                    ? "; it is configured, so it begins anew where it itself stands, or else with what the "
	                      "log holds; \"wiredesk sink rewind\" sends it again what it has"
	                    : "");
	return 0;
}

/* --- dead letters */

static int by_number(const void *one, const void *other)
{
	const struct desk_letter *a = one, *b = other;
	return (a->number > b->number) - (a->number < b->number);
}

static size_t leave_each_once(struct desk_letter *letters, size_t count)
{
	size_t kept = 0;
	qsort(letters, count, sizeof *letters, by_number);
	for (size_t i = 0; i < count; i++)
		if (!kept || letters[i].number != letters[kept - 1].number)
			letters[kept++] = letters[i];
	return kept;
}

int change_find_letters(const struct change *change, struct desk_letter **out, size_t *out_count,
                        struct err *err)
{
	const struct control_call *call = change->call;
	struct desk_letter *letters = mem_zero(call->count + 1, sizeof *letters);
	for (size_t i = 0; i < call->count; i++)
		if (desk_dead_find(change->desk, call->words[i], &letters[i], err)) {
			free(letters);
			return -1;
		}
	*out_count = leave_each_once(letters, call->count);
	*out = letters;
	return 0;
}

int change_dead_drop(const struct change *change, struct err *err)
{
	struct desk_letter *letters;
	size_t count;
	int result = change_find_letters(change, &letters, &count, err);
	if (result)
		return -1;
	for (size_t i = 0; i < count && !result; i++)
		result = desk_dead_drop(change->desk, letters[i].number, err);
	free(letters);
	if (!result)
		control_say(change->answer, LOG_INFO, "dropped: %zu", count);
	return result;
}
