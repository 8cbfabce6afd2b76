/* SPDX-License-Identifier: MIT
 * wiredesk plugin list, describe: what there is, and what a plugin says of itself. Each is loaded in a child: one that
 * dies of it is said to. */
#include <stdio.h>

#include "core/base/log.h"
#include "core/cli/cli.h"
#include "core/cli/commands.h"
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

int cmd_plugin(int argc, char **argv)
{
	bool is_json = false;
	const char *dirs = NULL;
	const struct cli_option options[] = {
		{ "json", 0, CLI_FLAG, &is_json, NULL, "JSON lines, also on a terminal" },
		{ "plugins", 0, CLI_TEXT, &dirs, "DIRS", "more folders to search, parted by ':'" },
	};
	const struct cli_usage usage = {
		"plugin list | describe NAME",
		"Lists the plugins there are, or says what one is, what it needs and its options.", options,
		sizeof options / sizeof *options
	};
	const int count = cli_parse(argc, argv, &usage);
	if (count < 0)
		return cli_status(count);
	const struct str what = str_c(count ? argv[1] : NULL);
	struct arena arena;
	int status;
	arena_init(&arena);
	if (count == 1 && str_eq(what, STR("list")))
		status = list(dirs, &arena, is_json);
	else if (count == 2 && str_eq(what, STR("describe")))
		status = describe(dirs, argv[2], &arena, is_json);
	else
		status = cli_wrong_use("plugin", "say \"list\", or \"describe\" and a name");
	arena_done(&arena);
	return status;
}
