/* SPDX-License-Identifier: MIT
 * wiredesk plugin list, describe: what there is, and what a plugin says of itself. */
#include <stdio.h>

#include "core/base/log.h"
#include "core/cli/cli.h"
#include "core/cli/commands.h"
#include "core/plugin/options.h"
#include "core/plugin/registry.h"

static const char *kind_name(uint32_t kind)
{
	return kind == WD_KIND_PARSER ? "parser" : "sink";
}

static int list(struct registry *registry, bool is_json)
{
	static const char *const columns[] = { "name", "kind", "version", "summary", "path", NULL };
	struct answer *answer = answer_new(columns, is_json);
	enum exit_status status = EXIT_ALL_WELL;
	for (size_t i = 0; i < registry_count(registry); i++) {
		const struct plugin *plugin;
		struct err err;
		if (registry_load(registry, registry_name(registry, i), 0, &plugin, &err)) {
			log_error("%s", err.text);
			status = EXIT_PARTLY;
			continue;
		}
		const struct wd_plugin *p = &plugin->plugin;
		answer_row(answer, (const char *const[]){ plugin->name, kind_name(p->kind), p->version,
		                                          p->summary, plugin->path });
	}
	answer_end(answer);
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

static int describe(struct registry *registry, const char *name, bool is_json)
{
	const struct plugin *plugin;
	struct err err;
	if (registry_load(registry, name, 0, &plugin, &err)) {
		err.status = EXIT_WRONG_USE;
		return cli_failed(&err);
	}
	const struct wd_plugin *p = &plugin->plugin;
	if (!is_json) {
		printf("%s %s: %s\n", plugin->name, p->version, p->summary);
		printf("%s, API %u, %s\n", kind_name(p->kind), (unsigned)p->api, plugin->path);
		if (p->kind == WD_KIND_PARSER)
			printf("%s\n", p->probe ? "has a probe: `auto` may choose it"
			                        : "no probe: `auto` never chooses it");
		putchar('\n');
	}
	describe_options(p->options, is_json);
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
	struct registry *registry = registry_new(dirs);
	int status;
	if (count == 1 && str_eq(what, STR("list")))
		status = list(registry, is_json);
	else if (count == 2 && str_eq(what, STR("describe")))
		status = describe(registry, argv[2], is_json);
	else
		status = cli_wrong_use("plugin", "say \"list\", or \"describe\" and a name");
	registry_free(registry);
	return status;
}
