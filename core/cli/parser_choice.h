/* SPDX-License-Identifier: MIT
 * Which parser a command is to use, as its user names it: a plugin (with options), or a file that becomes one:
 * RULES.yaml is the plugin `rules` with that file, NAME.so a plugin outside the folders, NAME.c one that is compiled
 * first (with $CC, else cc, in a folder that goes with the choice). */
#ifndef CORE_CLI_PARSER_CHOICE_H
#define CORE_CLI_PARSER_CHOICE_H
#include "core/base/arena.h"
#include "core/base/err.h"
#include "core/cli/cli.h"

struct parser_choice {
	struct arena arena;
	const char *parser;  /* what documents name */
	const char *options; /* for pool_options.parser_options, or NULL */
	char *folder;        /* of what was compiled; NULL: nothing was */
};

/* options: NAME=VALUE, a name twice makes a list. -1: no such file, it does not compile, an option without "=". */
int parser_choice_open(const char *named, const struct cli_list *options, struct parser_choice *out,
                       struct err *err);
void parser_choice_close(struct parser_choice *choice); /* also where opening failed */

/* The folder goes before all others in which plugins are looked for, for this process and its children. */
void parser_choice_search(const char *folder);
/* Compiles all .c files named (ended by NULL) to FOLDER/NAME.so. -1: the compiler's own messages are out already. */
int parser_choice_compile(const char *const *sources, const char *folder, const char *name, struct err *err);

#endif
