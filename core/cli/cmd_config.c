/* SPDX-License-Identifier: MIT
 * wiredesk config show: the configuration as it is understood. */
#include <stdio.h>

#include "core/cli/cli.h"
#include "core/cli/commands.h"
#include "core/config/config.h"

enum { SHOWN_MOST = 1 << 30 };

static int show(const char *path)
{
	struct config *config = config_load_or_say(path);
	struct buf text;
	if (!config)
		return EXIT_WRONG_USE;
	buf_init(&text, SHOWN_MOST);
	config_show(config, &text);
	fwrite(text.ptr, 1, text.len, stdout);
	buf_done(&text);
	config_free(config);
	return fflush(stdout) ? EXIT_STATE : EXIT_ALL_WELL;
}

int cmd_config(int argc, char **argv)
{
	const char *path = NULL;
	bool is_resolved = true;
	const struct cli_option options[] = {
		{ "config", 'c', CLI_TEXT, &path, "FILE", "the configuration (the rule: as for run)" },
		{ "resolved", 0, CLI_FLAG, &is_resolved, NULL,
		  "with includes, groups, defaults and variables filled in (it always is)" },
	};
	const struct cli_usage usage = {
		"config show [OPTION…]",
		"Shows each value that holds and where it is written; what stands nowhere is \"the "
		"rule\". Secrets are\nhidden.",
		options, sizeof options / sizeof *options
	};
	const int count = cli_parse(argc, argv, &usage);
	if (count < 0)
		return cli_status(count);
	if (count != 1 || !str_eq(str_c(argv[1]), STR("show")))
		return cli_wrong_use("config", "say \"config show\"");
	return show(path);
}
