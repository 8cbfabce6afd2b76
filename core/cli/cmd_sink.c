/* SPDX-License-Identifier: MIT
 * wiredesk sink list, rewind, forget: how far each sink has got. */
#include <inttypes.h>

#include "core/base/log.h"
#include "core/cli/commands.h"
#include "core/cli/state.h"

struct sink_command {
	struct state_options state;
	const char *to;
};

static int list(const struct sink_command *command)
{
	static const char *const columns[] = { "sink", "taken#", "end#", "waiting#", "skipped#", NULL };
	return state_answer(&command->state, report_sinks, NULL, columns);
}

static int rewind_to(const struct sink_command *command, const char *sink)
{
	struct err err;
	int64_t seq = 0;
	int status = EXIT_ALL_WELL;
	if (!command->to || !str_to_int(str_c(command->to), &seq) || seq < 0)
		return cli_wrong_use(
			"sink", "rewind needs --to and the record behind which to begin; 0 is the beginning");
	struct desk *desk = state_open(&command->state, false, &status);
	if (!desk)
		return status;
	if (desk_sink_rewind(desk, sink, seq, &err))
		status = cli_failed(&err);
	else
		log_info("sink %s begins behind record %" PRId64 " with the next run", sink, seq);
	desk_close(desk);
	return status;
}

static int forget(const struct sink_command *command, const char *sink)
{
	struct err err;
	int status = EXIT_ALL_WELL;
	struct desk *desk = state_open(&command->state, false, &status);
	if (!desk)
		return status;
	if (desk_sink_forget(desk, sink, &err))
		status = cli_failed(&err);
	desk_close(desk);
	return status;
}

int cmd_sink(int argc, char **argv)
{
	struct sink_command command = { 0 };
	const struct cli_option options[] = {
		STATE_OPTIONS(command.state),
		{ "to", 0, CLI_TEXT, &command.to, "SEQ", "rewind: the last record that is not sent again" },
	};
	const struct cli_usage usage = {
		"sink list | rewind NAME --to SEQ | forget NAME",
		"Lists how far each sink has got; lets one begin again from an earlier record (what is "
		"still in the log:\nsee keep.log); or forgets one that is not configured any more, so "
		"that it holds the log no longer.\nThe last two need the host to be stopped.",
		options, sizeof options / sizeof *options
	};
	const int count = cli_parse(argc, argv, &usage);
	if (count < 0)
		return cli_status(count);
	const struct str what = str_c(count ? argv[1] : NULL);
	if (count == 1 && str_eq(what, STR("list")))
		return list(&command);
	if (count == 2 && str_eq(what, STR("rewind")))
		return rewind_to(&command, argv[2]);
	if (count == 2 && str_eq(what, STR("forget")))
		return forget(&command, argv[2]);
	return cli_wrong_use("sink", "say \"list\", or \"rewind\" or \"forget\" and a name");
}
