/* SPDX-License-Identifier: MIT
 * wiredesk check: the configuration through the run's own loader. */
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/log.h"
#include "core/cli/check_parts.h"
#include "core/cli/cli.h"
#include "core/cli/commands.h"
#include "core/config/config.h"
#include "core/deliver/sink_child.h"

enum { CONNECT_SECONDS = 30 };

/* In a child: a sink's library may hang or die. Says itself what is wrong. */
static void connect_in_child(const struct config_sink *sink, const char *plugins)
{
	struct err err = { 0 };
	alarm(CONNECT_SECONDS);
	if (sink_try_open(sink, plugins, &err)) {
		log_error("%s: sink %s: %s", sink->place, sink->name, err.text);
		_exit(EXIT_WRONG_USE);
	}
	_exit(EXIT_ALL_WELL);
}

static bool connects(const struct config_sink *sink, const char *plugins)
{
	int status = 0;
	fflush(NULL);
	const pid_t pid = fork();
	if (pid < 0) {
		log_error("sink %s cannot be tried: the system does not fork", sink->name);
		return false;
	}
	if (!pid)
		connect_in_child(sink, plugins);
	waitpid(pid, &status, 0);
	if (WIFSIGNALED(status) && WTERMSIG(status) == SIGALRM)
		log_error("%s: sink %s has not opened after %d s", sink->place, sink->name, CONNECT_SECONDS);
	else if (WIFSIGNALED(status))
		log_error("%s: sink %s: its plugin %s is killed by SIG%s", sink->place, sink->name,
		          sink->plugin, sigabbrev_np(WTERMSIG(status)));
	return !status;
}

static int connect_all(const struct config *config)
{
	size_t failed = 0;
	for (size_t i = 0; i < config->sink_count; i++)
		failed += !connects(&config->sinks[i], config->plugins);
	return failed ? EXIT_WRONG_USE : EXIT_ALL_WELL;
}

int cmd_check(int argc, char **argv)
{
	const char *path = NULL;
	bool must_connect = false;
	const struct cli_option options[] = {
		{ "config", 'c', CLI_TEXT, &path, "FILE", "the configuration (the rule: as for run)" },
		{ "connect", 0, CLI_FLAG, &must_connect, NULL, "open each sink's target, too" },
	};
	const struct cli_usage usage = {
		"check [OPTION…]",
		"Reads the configuration as \"run\" would and says all that is wrong with it, with "
		"file, line and the\nway out. Status 0 when all is well, else 2.",
		options, sizeof options / sizeof *options
	};
	const int count = cli_parse(argc, argv, &usage);
	if (count < 0)
		return cli_status(count);
	if (count)
		return cli_wrong_use("check", "\"%s\" is not an option; name a file with -c", argv[1]);
	struct config_report report = { 0 };
	struct config *config = NULL;
	int status = EXIT_WRONG_USE;
	if (config_load(path, &config, &report)) {
		config_report_print(&report);
		config_report_print_notes(&report);
		log_error("%zu %s", report.count, report.count == 1 ? "thing is wrong" : "things are wrong");
	} else {
		config_report_print_notes(&report);
		status = check_parsers(config);
		if (must_connect && connect_all(config))
			status = EXIT_WRONG_USE;
	}
	if (!status)
		log_info("%s is fine: sources: %zu, sinks: %zu", config->path, config->source_count,
		         config->sink_count);
	config_free(config);
	config_report_free(&report);
	return status;
}
