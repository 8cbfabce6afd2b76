/* SPDX-License-Identifier: MIT
 * The table of commands, and the options that stand before one. */
#include "core/cli/cli.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "core/base/log.h"
#include "core/cli/commands.h"

/* In the order of the help: the main job first. */
static const struct cli_command commands[] = {
#define COMMAND(name, summary) { #name, cmd_##name, summary },
	COMMANDS(COMMAND)
#undef COMMAND
};

enum { COMMAND_COUNT = sizeof commands / sizeof *commands };

static const struct cli_command *find_command(const char *name)
{
	for (int i = 0; i < COMMAND_COUNT; i++)
		if (str_eq(str_c(name), str_c(commands[i].name)))
			return &commands[i];
	return NULL;
}

static const char *nearest_command(const char *name)
{
	const char *nearest = NULL;
	unsigned least = 4;
	for (int i = 0; i < COMMAND_COUNT; i++) {
		const unsigned distance = str_distance(str_c(name), str_c(commands[i].name));
		if (distance < least) {
			least = distance;
			nearest = commands[i].name;
		}
	}
	return nearest;
}

static int print_help(void)
{
	puts("Usage: wiredesk [-q | -v] [--log-format json] COMMAND [WORD…]\n\n"
	     "Takes in news documents through parser plugins, hands out one clean kind of "
	     "record.\n\nCommands:");
	for (int i = 0; i < COMMAND_COUNT; i++)
		printf("  %-10s %s\n", commands[i].name, commands[i].summary);
	puts("\n\"wiredesk COMMAND --help\" says what a command takes; wiredesk(1) says it all.");
	return EXIT_ALL_WELL;
}

static int print_first_steps(void)
{
	puts("wiredesk " WIREDESK_VERSION " - news ingestion with parser and sink plugins\n\n"
	     "Three things to type first:\n"
	     "  wiredesk fetch -o text URL   see what a feed or a page gives\n"
	     "  wiredesk source add URL      see how it becomes a source\n"
	     "  wiredesk init                write a configuration to begin with\n\n"
	     "wiredesk --help lists all commands.");
	return EXIT_ALL_WELL;
}

int cmd_help(int argc, char **argv)
{
	if (argc < 2 || str_eq(str_c(argv[1]), STR("--help")) || str_eq(str_c(argv[1]), STR("-h")))
		return print_help();
	const struct cli_command *command = find_command(argv[1]);
	if (!command)
		return cli_wrong_use("help", "there is no command \"%s\"", argv[1]);
	char help[] = "--help";
	char *words[] = { argv[1], help, NULL };
	return command->run(2, words);
}

/* Options before the command; gives the place of the command's name, or -1 - STATUS. */
static int parse_globals(int argc, char **argv)
{
	struct log_options log = { .level = LOG_INFO,
		                   .has_color = isatty(STDERR_FILENO) && !getenv("NO_COLOR") };
	int i = 1;
	for (; i < argc && argv[i][0] == '-'; i++) {
		const struct str word = str_c(argv[i]);
		if (str_eq(word, STR("--version"))) {
			puts("wiredesk " WIREDESK_VERSION);
			return -1 - EXIT_ALL_WELL;
		}
		if (str_eq(word, STR("--help")) || str_eq(word, STR("-h")))
			return -1 - print_help();
		if (str_eq(word, STR("-q")) || str_eq(word, STR("--quiet")))
			log.level = LOG_WARNING;
		else if (str_eq(word, STR("-v")) || str_eq(word, STR("--verbose")))
			log.level = LOG_DEBUG;
		else if (str_eq(word, STR("--log-format")) && i + 1 < argc)
			log.is_json = str_eq(str_c(argv[++i]), STR("json"));
		else
			return -1 - cli_wrong_use("", "there is no option \"%s\" before a command", argv[i]);
	}
	log_setup(&log);
	return i;
}

int cli_main(int argc, char **argv)
{
	const int at = parse_globals(argc, argv);
	if (at < 0)
		return -1 - at;
	if (at == argc)
		return print_first_steps();
	const struct cli_command *command = find_command(argv[at]);
	if (command)
		return command->run(argc - at, argv + at);
	const char *nearest = nearest_command(argv[at]);
	if (nearest)
		return cli_wrong_use("help", "there is no command \"%s\"; did you mean \"%s\"?", argv[at],
		                     nearest);
	return cli_wrong_use("help", "there is no command \"%s\"", argv[at]);
}
