/* SPDX-License-Identifier: MIT
 * wiredesk sink list, rewind, forget, drain: how far each sink has got. */
#include <inttypes.h>
#include <stdio.h>

#include "core/cli/commands.h"
#include "core/cli/errand.h"
#include "core/run/run.h"

struct sink_command {
	struct state_options state;
	const char *to;
	int count;
	char **names;
};

static int list(struct sink_command *command)
{
	static const char *const columns[] = { "sink", "taken#", "end#", "waiting#", "skipped#", NULL };
	return state_answer(&command->state, report_sinks, NULL, columns);
}

static int change(const struct sink_command *command, const struct control_call *call, change_run *what)
{
	struct place place;
	int status = place_find(&command->state, &place);
	if (!status)
		status = errand_change(&place, call, what);
	place_done(&place);
	return status;
}

static int rewind_sink(struct sink_command *command)
{
	const char *const words[] = { command->names[0], command->to };
	int64_t seq;
	if (!command->to || !str_to_int(str_c(command->to), &seq) || seq < 0)
		return cli_wrong_use(
			"sink", "rewind needs --to and the record behind which to begin; 0 is the beginning");
	return change(command, &(struct control_call){ "sink rewind", words, 2 }, change_sink_rewind);
}

static int forget(struct sink_command *command)
{
	const char *const words[] = { command->names[0] };
	return change(command, &(struct control_call){ "sink forget", words, 1 }, change_sink_forget);
}

/* --- drain */

static int drain_alone(void *self)
{
	const struct sink_command *command = self;
	return (int)run_main(&(struct run_options){ .config = command->state.config,
	                                            .is_once = true,
	                                            .is_drain = true,
	                                            .sinks = (const char *const *)command->names,
	                                            .sink_count = (size_t)command->count });
}

/* What the most patient of them gets. */
static int64_t patience_ms(const struct config *config, const struct sink_command *command)
{
	int64_t most = 1;
	for (int i = 0; i < command->count; i++) {
		const int64_t own = config_sink_named(config, command->names[i])->drain_ms;
		most = own > most ? own : most;
	}
	for (size_t i = 0; !command->count && i < config->sink_count; i++)
		most = config->sinks[i].drain_ms > most ? config->sinks[i].drain_ms : most;
	return most;
}

/* Up to where the log goes now: more may come all the time. */
static int find_end(const struct place *place, int64_t *out)
{
	struct desk *desk;
	struct err err;
	if (desk_open(&(struct desk_options){ .state = place->folder, .is_reader = true }, &desk, &err))
		return cli_failed(&err);
	*out = desk_log_end(desk);
	desk_close(desk);
	return EXIT_ALL_WELL;
}

static int drain_to_end(const struct place *place, struct sink_command *command)
{
	char seq[24];
	int64_t end;
	const size_t count = (size_t)command->count;
	const int status = find_end(place, &end);
	if (status)
		return status;
	snprintf(seq, sizeof seq, "%" PRId64, end);
	const char **words = mem_zero(count + 1, sizeof *words);
	words[0] = seq;
	for (size_t i = 0; i < count; i++)
		words[i + 1] = command->names[i];
	const struct errand errand = { .call = { "sink drain", words, count + 1 },
		                       .alone = drain_alone,
		                       .self = command,
		                       .patience_ms = patience_ms(place->config, command) };
	const int result = errand_run(place->folder, &errand);
	free(words);
	return result;
}

static int drain(struct sink_command *command)
{
	struct place place;
	int status = EXIT_ALL_WELL;
	if (command->state.folder)
		return cli_wrong_use("sink",
		                     "drain needs a configuration (-c): that says what the sinks are");
	status = place_find(&command->state, &place);
	for (int i = 0; i < command->count && !status; i++)
		if (!config_sink_named(place.config, command->names[i]))
			status = cli_wrong_use("sink", "%s has no sink %s", place.config->path,
			                       command->names[i]);
	if (!status)
		status = drain_to_end(&place, command);
	place_done(&place);
	return status;
}

/* --- the command */

static const struct task {
	const char *name;
	int least, most;
	const char *takes;
	int (*run)(struct sink_command *command);
} tasks[] = {
	{ "list", 0, 0, "no name", list },
	{ "rewind", 1, 1, "the name of a sink", rewind_sink },
	{ "forget", 1, 1, "the name of a sink", forget },
	{ "drain", 0, 1 << 20, "names of sinks; without one it waits for all", drain },
};

static int run_task(const char *name, struct sink_command *command)
{
	for (size_t i = 0; i < sizeof tasks / sizeof *tasks; i++) {
		if (!str_eq(str_c(name), str_c(tasks[i].name)))
			continue;
		if (command->count < tasks[i].least || command->count > tasks[i].most)
			return cli_wrong_use("sink", "\"sink %s\" takes %s", name, tasks[i].takes);
		return tasks[i].run(command);
	}
	return cli_wrong_use("sink", "say list, rewind, forget or drain");
}

int cmd_sink(int argc, char **argv)
{
	struct sink_command command = { 0 };
	const struct cli_option options[] = {
		STATE_OPTIONS(command.state),
		{ "to", 0, CLI_TEXT, &command.to, "SEQ", "rewind: the last record that is not sent again" },
	};
	const struct cli_usage usage = {
		"sink list | rewind NAME --to SEQ | forget NAME | drain [NAME…]",
		"Lists how far each sink has got; lets one begin again from an earlier record (what is "
		"still in the log:\nsee keep.log); forgets one that is not configured any more, so "
		"that it holds the log no longer; waits\nuntil sinks have taken all that is in the log now, "
		"for as long as their \"drain\" says, and says which\nhave not (status 1). Where a host "
		"runs, "
		"it does these, without a stop.",
		options, sizeof options / sizeof *options
	};
	const int count = cli_parse(argc, argv, &usage);
	if (count < 0)
		return cli_status(count);
	command.count = count ? count - 1 : 0;
	command.names = argv + 2;
	return run_task(count ? argv[1] : "", &command);
}
