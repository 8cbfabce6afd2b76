/* SPDX-License-Identifier: MIT
 * wiredesk dead list, show, retry, drop: what nobody could take. */
#include <inttypes.h>
#include <stdio.h>

#include "core/base/log.h"
#include "core/base/vec.h"
#include "core/cli/commands.h"
#include "core/cli/state.h"
#include "core/run/run.h"

struct dead_command {
	struct state_options state;
	struct report_filter filter;
	bool is_all;
};

typedef VEC(struct run_letter) letters;

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
	struct run_letter letter = { 0 };
	str_to_int(str_c(values[0]), &letter.number);
	if (!values[2])
		snprintf(letter.source, sizeof letter.source, "%s", values[1]);
	vec_add(all, letter);
}

static int add_named(struct desk *desk, const char *word, letters *all, struct err *err)
{
	struct report_filter filter = { 0 };
	const size_t before = all->count;
	if (!str_to_int(str_c(word), &filter.letter) || filter.letter <= 0)
		return err_set(err, EXIT_WRONG_USE, "\"%s\" is no number of a dead letter", word);
	if (report_dead(desk, &filter, add_letter, all, err))
		return -1;
	return all->count > before
	               ? 0
	               : err_set(err, EXIT_WRONG_USE,
	                         "there is no dead letter %s; \"wiredesk dead list\" shows them", word);
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

static int retry(const struct dead_command *command, int count, char **words)
{
	letters all = { 0 };
	int status = gather(command, count, words, &all);
	if (!status && all.count)
		status = (int)run_main(&(struct run_options){ .config = command->state.config,
		                                              .is_once = true,
		                                              .letters = all.at,
		                                              .letter_count = all.count });
	vec_done(&all);
	return status;
}

static int drop_all(struct desk *desk, const letters *all, struct err *err)
{
	for (size_t i = 0; i < all->count; i++)
		if (desk_dead_drop(desk, all->at[i].number, err))
			return -1;
	return desk_commit(desk, err);
}

static int drop(const struct dead_command *command, int count, char **words)
{
	letters all = { 0 };
	struct err err;
	int status = gather(command, count, words, &all);
	struct desk *desk = status ? NULL : state_open(&command->state, false, &status);
	if (desk && drop_all(desk, &all, &err))
		status = cli_failed(&err);
	else if (desk)
		log_info("dropped: %zu", all.count);
	desk_close(desk);
	vec_done(&all);
	return status;
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
		"lets go. The last two need the host to be stopped.",
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
