/* SPDX-License-Identifier: MIT
 * wiredesk dead list, show, retry, drop: what nobody could take. */
#include <inttypes.h>
#include <stdio.h>

#include "core/base/vec.h"
#include "core/cli/commands.h"
#include "core/cli/errand.h"
#include "core/run/run.h"

struct dead_command {
	struct state_options state;
	struct report_filter filter;
	bool is_all;
};

typedef VEC(struct desk_letter) letters;

static const char *const columns[] = { "letter#", "source", "sink",   "document", "parser",
	                               "bytes#",  "at",     "reason", NULL };

static int list(const struct dead_command *command, int count, char **words)
{
	(void)words;
	if (count)
		return cli_wrong_use("dead", "list takes no names; narrow it with --source or --sink");
	return state_answer(&command->state, report_dead, &command->filter, columns);
}

/* --- which letters */

static void add_letter(void *self, const char *const *values)
{
	letters *all = self;
	struct desk_letter letter = { 0 };
	str_to_int(str_c(values[0]), &letter.number);
	if (!values[2])
		snprintf(letter.source, sizeof letter.source, "%s", values[1]);
	vec_add(all, letter);
}

static int add_named(struct desk *desk, const char *word, letters *all, struct err *err)
{
	struct desk_letter letter;
	if (desk_dead_find(desk, word, &letter, err))
		return -1;
	vec_add(all, letter);
	return 0;
}

/* The letters that are named, or with --all those that the filter leaves. Gives the exit status. */
static int gather(const struct dead_command *command, int count, char **words, letters *all)
{
	struct err err;
	int status = EXIT_ALL_WELL;
	if (!count == !command->is_all)
		return cli_wrong_use("dead", "name letters by their numbers, or say --all");
	struct desk *desk = state_open(&command->state, true, &status);
	if (!desk)
		return status;
	if (command->is_all && report_dead(desk, &command->filter, add_letter, all, &err))
		status = cli_failed(&err);
	for (int i = 0; i < count && !status; i++)
		if (add_named(desk, words[i], all, &err))
			status = cli_failed(&err);
	desk_close(desk);
	return status;
}

/* --- what is done with them */

static int show(const struct dead_command *command, int count, char **words)
{
	letters all = { 0 };
	struct err err;
	int status = gather(command, count, words, &all);
	struct desk *desk = status ? NULL : state_open(&command->state, true, &status);
	for (size_t i = 0; desk && i < all.count && !status; i++)
		if (report_dead_bytes(desk, all.at[i].number, stdout, &err))
			status = cli_failed(&err);
	desk_close(desk);
	vec_done(&all);
	return fflush(stdout) ? EXIT_STATE : status;
}

/* As words of a call; on the arena. */
static struct control_call call_of(const char *verb, const letters *all, struct arena *arena)
{
	const char **words = arena_alloc(arena, (all->count + 1) * sizeof *words);
	for (size_t i = 0; i < all->count; i++)
		words[i] = arena_printf(arena, "%" PRId64, all->at[i].number);
	return (struct control_call){ verb, words, all->count };
}

struct retrying {
	const struct dead_command *command;
	letters all;
};

static int retry_alone(void *opaque)
{
	const struct retrying *self = opaque;
	return (int)run_main(&(struct run_options){ .config = self->command->state.config,
	                                            .is_once = true,
	                                            .letters = self->all.at,
	                                            .letter_count = self->all.count });
}

/* What is done with all that were gathered, or the exit status of having none. */
typedef int with_letters(const struct place *place, const struct control_call *call, struct retrying *self);

static int retry_them(const struct place *place, const struct control_call *call, struct retrying *self)
{
	const struct errand errand = { .call = *call, .alone = retry_alone, .self = self };
	return call->count ? errand_run(place->folder, &errand) : EXIT_ALL_WELL;
}

static int drop_them(const struct place *place, const struct control_call *call, struct retrying *self)
{
	(void)self;
	return errand_change(place, call, change_dead_drop);
}

static int do_with(const struct dead_command *command, int count, char **words, const char *verb, with_letters *what)
{
	struct retrying self = { .command = command };
	struct place place = { 0 };
	struct arena arena;
	arena_init(&arena);
	int status = gather(command, count, words, &self.all);
	if (!status)
		status = place_find(&command->state, &place);
	if (!status) {
		const struct control_call call = call_of(verb, &self.all, &arena);
		status = what(&place, &call, &self);
	}
	place_done(&place);
	vec_done(&self.all);
	arena_done(&arena);
	return status;
}

static int retry(const struct dead_command *command, int count, char **words)
{
	return do_with(command, count, words, "dead retry", retry_them);
}

static int drop(const struct dead_command *command, int count, char **words)
{
	return do_with(command, count, words, "dead drop", drop_them);
}

static const struct {
	const char *name;
	int (*run)(const struct dead_command *command, int count, char **words);
} verbs[] = { { "list", list }, { "show", show }, { "retry", retry }, { "drop", drop } };

int cmd_dead(int argc, char **argv)
{
	struct dead_command command = { 0 };
	const struct cli_option options[] = {
		STATE_OPTIONS(command.state),
		{ "all", 'a', CLI_FLAG, &command.is_all, NULL,
		  "all letters, or those that the next two leave" },
		{ "source", 's', CLI_TEXT, &command.filter.source, "NAME", "only documents of this source" },
		{ "sink", 0, CLI_TEXT, &command.filter.sink, "NAME", "only records that this sink refused" },
	};
	const struct cli_usage usage = {
		"dead list | show NUMBER… | retry NUMBER… | drop NUMBER…",
		"Documents that failed or were rejected, and records that a sink refused, with the "
		"reason. \"show\" writes\nthe bytes to standard output; \"retry\" parses a document "
		"again, with the parser as it is now, and sends a\nrecord to its sink again; \"drop\" "
		"lets go. Where a host runs, it does these two, without a stop.",
		options, sizeof options / sizeof *options
	};
	const int count = cli_parse(argc, argv, &usage);
	if (count < 0)
		return cli_status(count);
	for (size_t i = 0; count && i < sizeof verbs / sizeof *verbs; i++)
		if (str_eq(str_c(argv[1]), str_c(verbs[i].name)))
			return verbs[i].run(&command, count - 1, argv + 2);
	return cli_wrong_use("dead", "say \"list\", \"show\", \"retry\" or \"drop\"");
}
