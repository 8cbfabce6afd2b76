/* SPDX-License-Identifier: MIT
 * The cases of a plugin: X.html (or .txt, …) beside X.expected.json, with X.options for words that `wiredesk parse` would
 * get, and X.yaml where a rule file of its own is to read it. They stand in the folder cases/ of the plugin's, or in the
 * plugin's folder itself. */
#ifndef CORE_CLI_PLUGIN_CASES_H
#define CORE_CLI_PLUGIN_CASES_H
#include "core/base/vec.h"
#include "core/cli/plugin_parts.h"

struct plugin_case {
	const char *path, *expected; /* of document and expected side */
	const char *rules;           /* file of rules that reads it; NULL: the plugin does */
	struct parse_facts facts;
	struct cli_list options; /* of the parser */
	bool is_not_auto;        /* the parser need not be chosen by `auto` */
};

struct plugin_cases {
	struct arena arena;
	const char *folder; /* of the plugin */
	const char *name;   /* the plugin's: what its folder is called */
	VEC(struct plugin_case) all;
};

/* named: a folder, or a name that is one in plugins/. -1: there is none, or its options are wrong. */
int plugin_cases_read(const char *named, struct plugin_cases *out, struct err *err);
void plugin_cases_done(struct plugin_cases *cases); /* also where reading failed */

#endif
