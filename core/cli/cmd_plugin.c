/* SPDX-License-Identifier: MIT
 * wiredesk plugin list, describe: what there is, and what a plugin says of itself. Each is loaded in a child: one that
 * dies of it is said to. The tasks of plugin authors are in plugin_*.c. */
#include <stdio.h>
#include <stdlib.h>

#include "core/base/log.h"
#include "core/cli/cli.h"
#include "core/cli/commands.h"
#include "core/cli/plugin_parts.h"
#include "core/plugin/facts.h"
#include "core/plugin/options.h"
#include "core/plugin/registry.h"

static const char *kind_name(enum wd_kind kind)
{
	return kind == WD_KIND_PARSER ? "parser" : "sink";
}

static int list(const char *dirs, struct arena *arena, bool is_json)
{
	static const char *const columns[] = { "name", "kind", "version", "summary", "path", NULL };
	struct registry *registry = registry_new(dirs);
	struct answer *answer = answer_new(columns, is_json);
	enum exit_status status = EXIT_ALL_WELL;
	for (size_t i = 0; i < registry_count(registry); i++) {
		const struct plugin_facts *facts;
		struct err err;
		if (plugin_facts_read(dirs, registry_name(registry, i), arena, &facts, &err)) {
			log_error("%s", err.text);
			status = EXIT_PARTLY;
			continue;
		}
		answer_row(answer, (const char *const[]){ facts->name, kind_name(facts->kind), facts->version,
		                                          facts->summary, facts->path });
	}
	answer_end(answer);
	registry_free(registry);
	return status;
}

static void describe_options(const struct wd_opt *table, bool is_json)
{
	static const char *const columns[] = { "option", "type", "default", "limits", "help", NULL };
	struct answer *answer = answer_new(columns, is_json);
	for (const struct wd_opt *o = table; o && o->name; o++)
		answer_row(answer, (const char *const[]){ o->name, option_type_name(o->type),
		                                          o->flags & WD_OPT_REQUIRED ? "(required)" : o->def,
		                                          o->limits, o->help });
	answer_end(answer);
}

static int describe(const char *dirs, const char *name, struct arena *arena, bool is_json)
{
	const struct plugin_facts *facts;
	struct err err;
	if (plugin_facts_read(dirs, name, arena, &facts, &err)) {
		err.status = EXIT_WRONG_USE;
		return cli_failed(&err);
	}
	if (!is_json) {
		printf("%s %s: %s\n", facts->name, facts->version, facts->summary);
		printf("%s, API %u, %s\n", kind_name(facts->kind), (unsigned)facts->api, facts->path);
		if (facts->kind == WD_KIND_PARSER)
			printf("%s\n", facts->has_probe ? "has a probe: `auto` may choose it"
			                                : "no probe: `auto` never chooses it");
		putchar('\n');
	}
	describe_options(facts->options, is_json);
	return EXIT_ALL_WELL;
}

static int run_list(struct plugin_call *call)
{
	return list(call->dirs, call->arena, call->is_json);
}

static int run_describe(struct plugin_call *call)
{
	return describe(call->dirs, call->words[0], call->arena, call->is_json);
}

static const struct task {
	const char *name;
	int words;
	const char *takes;
	int (*run)(struct plugin_call *call);
} tasks[] = {
	{ "list", 0, "nothing more", run_list },
	{ "describe", 1, "a plugin's name", run_describe },
	{ "try", 2, "a plugin (NAME, NAME.so, NAME.c or RULES.yaml) and a page, or -", plugin_try },
	{ "test", 1, "a plugin's name or its folder", plugin_test },
	{ "new", 2, "parser, sink or rules, and a name", plugin_new },
};

static int run_task(const char *name, struct plugin_call *call)
{
	for (size_t i = 0; i < sizeof tasks / sizeof *tasks; i++) {
		if (!str_eq(str_c(name), str_c(tasks[i].name)))
			continue;
		if (call->count != tasks[i].words)
			return cli_wrong_use("plugin", "\"plugin %s\" takes %s", name, tasks[i].takes);
		return tasks[i].run(call);
	}
	return cli_wrong_use("plugin", "say list, describe, try, test or new");
}

int cmd_plugin(int argc, char **argv)
{
	struct plugin_call call = { 0 };
	const struct cli_option options[] = {
		{ "json", 0, CLI_FLAG, &call.is_json, NULL, "JSON lines, also on a terminal" },
		{ "plugins", 0, CLI_TEXT, &call.dirs, "DIRS", "more folders to search, parted by ':'" },
		{ "update", 'u', CLI_FLAG, &call.is_update, NULL, "test: write the expected side anew" },
		{ "option", 0, CLI_REPEATED, &call.options, "NAME=VALUE", "try: an option of the parser" },
		PARSE_FACT_OPTIONS(&call.facts),
	};
	const struct cli_usage usage = {
		"plugin list | describe NAME | try NAME|NAME.so|NAME.c|RULES.yaml PAGE|- |\n"
		"                       test [-u] NAME|FOLDER | new parser|sink|rules NAME",
		"Lists the plugins there are; says what one is, and its options; shows what one, or each rule of a\n"
		"rule file, finds on a page; runs the cases of one; writes a folder to begin a new one with.",
		options, sizeof options / sizeof *options
	};
	const int count = cli_parse(argc, argv, &usage);
	struct arena arena;
	int status = cli_status(count);
	arena_init(&arena);
	call.arena = &arena;
	call.count = count - 1;
	call.words = argv + 2;
	if (count >= 0)
		status = run_task(count ? argv[1] : "", &call);
	arena_done(&arena);
	free(call.options.at);
	free(call.facts.headers.at);
	return status;
}
