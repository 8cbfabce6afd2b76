/* SPDX-License-Identifier: MIT
 * The parts of `wiredesk plugin`: a file each, called by cmd_plugin.c. */
#ifndef CORE_CLI_PLUGIN_PARTS_H
#define CORE_CLI_PLUGIN_PARTS_H
#include "core/base/arena.h"
#include "core/cli/cli.h"
#include "core/cli/parse.h"

/* What stands on the command line behind "plugin try" and its kin. */
struct plugin_call {
	int count;
	char **words;
	bool is_json, is_update;
	const char *dirs; /* more folders of plugins */
	struct parse_facts facts;
	struct cli_list options; /* of the parser */
	struct arena *arena;
};

/* Each gives the exit status. */
int plugin_try(struct plugin_call *call);
int plugin_test(struct plugin_call *call);
int plugin_new(struct plugin_call *call);

/* The source files of a new plugin; "@NAME@" in path and text is its name. */
struct plugin_template {
	const char *path, *text;
};
struct plugin_kind {
	const char *name;
	const struct plugin_template *files; /* ended by a row without a path */
	const char *next;                    /* what to type then */
};
extern const struct plugin_kind plugin_kinds[]; /* the same */

#endif
