/* SPDX-License-Identifier: MIT
 * wiredesk status: the state in a few lines. */
#include "core/cli/commands.h"
#include "core/cli/state.h"

int cmd_status(int argc, char **argv)
{
	static const char *const columns[] = { "item", "value", NULL };
	struct state_options state = { 0 };
	const struct cli_option options[] = { STATE_OPTIONS(state) };
	const struct cli_usage usage = {
		"status [OPTION…]",
		"Says whether the host runs, how much there is and what waits. Works beside a running "
		"host.",
		options, sizeof options / sizeof *options
	};
	const int count = cli_parse(argc, argv, &usage);
	if (count < 0)
		return cli_status(count);
	if (count)
		return cli_wrong_use("status", "\"%s\" is not an option", argv[1]);
	return state_answer(&state, report_status, NULL, columns);
}
