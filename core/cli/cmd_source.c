/* SPDX-License-Identifier: MIT
 * wiredesk source: what there is to do with sources, a file source_*.c each. */
#include "core/cli/commands.h"
#include "core/cli/source_parts.h"

enum { ANY = 1 << 20 };

static const struct task {
	const char *name;
	int least, most;
	const char *takes;
	int (*run)(struct source_call *call);
} tasks[] = {
	{ "list", 0, ANY, "names of sources; without one it lists all", source_list },
	{ "health", 0, ANY, "names of sources; without one it looks at all", source_health },
	{ "pause", 1, ANY, "names of sources", source_pause },
	{ "resume", 1, ANY, "names of sources", source_resume },
	{ "run", 1, ANY, "names of sources", source_run },
	{ "add", 1, 1, "an address", source_add },
	{ "import", 1, 1, "a file, or \"-\"", source_import },
	{ "export", 0, 0, "nothing more", source_export },
};

static int run_task(const char *name, struct source_call *call)
{
	for (size_t i = 0; i < sizeof tasks / sizeof *tasks; i++) {
		if (!str_eq(str_c(name), str_c(tasks[i].name)))
			continue;
		if (call->count < tasks[i].least || call->count > tasks[i].most)
			return cli_wrong_use("source", "\"source %s\" takes %s", name, tasks[i].takes);
		return tasks[i].run(call);
	}
	return cli_wrong_use("source", "say list, health, pause, resume, run, add, import or export");
}

int cmd_source(int argc, char **argv)
{
	struct source_call call = { 0 };
	const struct cli_option options[] = {
		{ "config", 'c', CLI_TEXT, &call.config, "FILE", "the configuration (the rule: as for run)" },
		{ "json", 0, CLI_FLAG, &call.is_json, NULL, "list, health: JSON lines, also on a terminal" },
		{ "output", 'o', CLI_TEXT, &call.out, "FILE",
		  "add, import, export: write to this file, which must not be there yet" },
		{ "name", 0, CLI_TEXT, &call.name, "NAME",
		  "add: the source's name (the rule: of its title)" },
		{ "group", 'g', CLI_TEXT, &call.group, "GROUP", "add: the group whose keys it has" },
		{ "pick", 0, CLI_COUNT, &call.pick, "N",
		  "add: of the feeds that a page names, the Nth (the rule: the first)" },
		{ "force", 0, CLI_FLAG, &call.is_forced, NULL, "add: also a feed that holds no item now" },
		{ "allow-private", 0, CLI_FLAG, &call.allow_private, NULL,
		  "add: also addresses of loopback, private and link-local networks" },
	};
	const struct cli_usage usage = {
		"source list [NAME…] | health [NAME…] | pause NAME… | resume NAME… | run NAME… |\n"
		"                       add URL | import FILE.opml | export",
		"list shows where each source stands and when it is asked next; health gives each a verdict, "
		"and the\n"
		"exit status 1 where one is not well. pause leaves sources out of runs until resume; run "
		"makes one\n"
		"pass over some now, whatever their schedule, also over those that were gone. add fetches an "
		"address\n"
		"and prints the YAML of a source for it, or for the feed that the page there names. import "
		"makes YAML\n"
		"of a subscription list, for a file that the configuration includes (folders become groups); "
		"export\n"
		"writes the configuration's addresses as OPML 2.0. No file that is there is changed. Where a "
		"host runs,\n"
		"it does what pause, resume and run ask for, without a stop.",
		options, sizeof options / sizeof *options
	};
	const int count = cli_parse(argc, argv, &usage);
	if (count < 0)
		return cli_status(count);
	call.count = count ? count - 1 : 0;
	call.words = argv + 2;
	return run_task(count ? argv[1] : "", &call);
}
