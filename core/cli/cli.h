/* SPDX-License-Identifier: MIT
 * What all commands share: the table of commands, options from tables, answers as a table or as JSON lines.
 */
#ifndef CORE_CLI_CLI_H
#define CORE_CLI_CLI_H
#include <stdbool.h>
#include <stdint.h>

#include "core/base/buf.h"
#include "core/base/err.h"

/* A command gets its own words (argv[0] is its name) and gives the exit status. */
typedef int cli_run(int argc, char **argv);

struct cli_command {
	const char *name;
	cli_run *run;
	const char *summary;
};

/* The words behind the program's name: global options, then a command. */
int cli_main(int argc, char **argv);

/* An option of a command and the variable that it fills. */
enum cli_option_type {
	CLI_FLAG /* bool */,
	CLI_TEXT /* const char * */,
	CLI_COUNT /* int64_t, 0 or more */,
	CLI_REPEATED /* cli_list */
};

struct cli_list {
	const char **at;
	int count;
};

struct cli_option {
	const char *name; /* without the dashes */
	char letter;      /* 0: none */
	enum cli_option_type type;
	void *target;
	const char *value; /* what its argument is called in the help */
	const char *help;
};

struct cli_usage {
	const char *synopsis;    /* "parse [OPTION…] FILE…" */
	const char *description; /* a paragraph */
	const struct cli_option *options;
	int option_count;
};

/* Reads options, in any order among the arguments; "--" ends them. Gives the number of arguments left, moved
 * to the front of argv + 1, or -1 - STATUS where the command is to end (help was asked for: 0; wrong use: 2,
 * said). */
int cli_parse(int argc, char **argv, const struct cli_usage *usage);
/* The same STATUS, from a negative result of cli_parse. */
#define cli_status(result) (-1 - (result))

/* Says what is wrong with the use of a command and how to learn more; gives EXIT_WRONG_USE. */
int cli_wrong_use(const char *command, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* Logs an error and gives its status. */
int cli_failed(const struct err *err);

/* A command's answer: rows with named columns, aligned on a terminal, JSON lines otherwise or when asked for.
 * A NULL value is absent: "-" in a table, no member in JSON. A column whose name ends in '#' holds numbers.
 */
struct answer;
struct answer *answer_new(const char *const *columns, bool is_json);
void answer_row(struct answer *answer, const char *const *values);
/* Writes what is left and frees. */
void answer_end(struct answer *answer);

#endif
