/* SPDX-License-Identifier: MIT
 * wiredesk run: the main job. */
#include "core/cli/cli.h"
#include "core/cli/commands.h"
#include "core/run/run.h"

int cmd_run(int argc, char **argv)
{
	struct run_options run = { 0 };
	const struct cli_option options[] = {
		{ "config", 'c', CLI_TEXT, &run.config, "FILE",
		  "the configuration (the rule: ./wiredesk.yaml, then the usual places)" },
		{ "once", '1', CLI_FLAG, &run.is_once, NULL,
		  "one pass over all sources, wait for the sinks, end" },
		{ "dry-run", 'n', CLI_FLAG, &run.is_dry, NULL,
		  "parse everything once, write nothing, say what would come out" },
	};
	const struct cli_usage usage = { "run [OPTION…]",
		                         "Takes in what the sources of the configuration hold and delivers "
		                         "it to the sinks. Without --once it\n"
		                         "stays and watches folders. SIGTERM finishes what is in flight, a "
		                         "second one stops at once; SIGHUP\n"
		                         "reads the configuration anew.",
		                         options, sizeof options / sizeof *options };
	const int count = cli_parse(argc, argv, &usage);
	if (count < 0)
		return cli_status(count);
	if (count)
		return cli_wrong_use("run", "\"%s\" is not an option", argv[1]);
	run.is_once |= run.is_dry;
	return (int)run_main(&run);
}
