/* SPDX-License-Identifier: MIT
 * wiredesk init: a commented configuration that passes `check`, and the folder that it reads. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/log.h"
#include "core/cli/cli.h"
#include "core/cli/commands.h"

static const char first_configuration[] =
	"# wiredesk.yaml - where documents come from and where records go. wiredesk.yaml(5) explains every "
        "key;\n"
	"# \"wiredesk check\" says whether the file is right, \"wiredesk run --once\" does one pass.\n"
	"\n"
	"state: state            # state.db, the record log and dead letters; one running host a folder\n"
	"#contact: desk@example.org\n"
	"\n"
	"defaults:\n"
	"  timezone: UTC         # of dates that name no zone\n"
	"\n"
	"#groups:                # keys that several sources share\n"
	"#  vn: { timezone: Asia/Ho_Chi_Minh }\n"
	"\n"
	"sources:\n"
	"  inbox:\n"
	"    folder: inbox       # drop documents here: plain text, HTML, also .gz\n"
	"    parser: auto        # or one of \"wiredesk plugin list\"\n"
	"    #done: inbox/done   # finished files are moved there; without it they stay\n"
	"    #failed: inbox/failed\n"
	"  #harbour:            # a feed; it needs \"contact\" above, \"wiredesk source add URL\" writes such lines\n"
	"  #  urls: [\"https://harbour.example/feed\"]\n"
	"  #  parser: feed\n"
	"  #  follow: article    # an item becomes the page that it points to\n"
	"  #  every: adaptive    # the rule; or 15min, or cron: \"*/5 6-22 * * *\"\n"
	"\n"
	"sinks:\n"
	"  database:             # \"wiredesk search WORD…\" looks here\n"
	"    sink: sqlite\n"
	"    options: { path: news.db }\n"
	"  lines:\n"
	"    sink: jsonl\n"
	"    options: { path: \"out/%Y-%m-%d.jsonl\" }\n"
	"    #route: { sources: [inbox] }\n";

static int write_first(const char *path, struct err *err)
{
	const int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	if (fd < 0 && errno == EEXIST)
		return err_set(err, EXIT_WRONG_USE, "%s is there already; it stays as it is", path);
	if (fd < 0)
		return err_errno(err, EXIT_STATE, "%s", path);
	const size_t length = sizeof first_configuration - 1;
	const bool is_written = write(fd, first_configuration, length) == (ssize_t)length;
	return close(fd) || !is_written ? err_errno(err, EXIT_STATE, "%s", path) : 0;
}

int cmd_init(int argc, char **argv)
{
	bool is_shown = false;
	struct err err;
	const struct cli_option options[] = {
		{ "print", 'p', CLI_FLAG, &is_shown, NULL, "write it to standard output and make nothing" },
	};
	const struct cli_usage usage = {
		"init [OPTION…]",
		"Writes wiredesk.yaml, a commented first configuration, and makes the folder inbox "
		"beside it. Overwrites\nnothing.",
		options, sizeof options / sizeof *options
	};
	const int count = cli_parse(argc, argv, &usage);
	if (count < 0)
		return cli_status(count);
	if (count)
		return cli_wrong_use("init", "\"%s\" is not an option", argv[1]);
	if (is_shown)
		return fputs(first_configuration, stdout) < 0 || fflush(stdout) ? EXIT_STATE : EXIT_ALL_WELL;
	if (write_first("wiredesk.yaml", &err))
		return cli_failed(&err);
	if (mkdir("inbox", 0777) && errno != EEXIST) {
		err_errno(&err, EXIT_STATE, "the folder inbox");
		return cli_failed(&err);
	}
	log_info("wrote wiredesk.yaml and the folder inbox; drop documents there, then: wiredesk run --once");
	return EXIT_ALL_WELL;
}
