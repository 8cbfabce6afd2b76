/* SPDX-License-Identifier: MIT
 * The commands: a row here and a file cmd_NAME.c each. */
#ifndef CORE_CLI_COMMANDS_H
#define CORE_CLI_COMMANDS_H

#define COMMANDS(X) \
	X(parse, "documents to records, without a configuration") \
	X(inspect, "what the normalizer makes of a date, an address, a file, a text") \
	X(plugin, "the plugins there are, and what one says of itself") \
	X(help, "what a command does")
/* Written, and waiting for the configuration that they stand on. */
#define COMMANDS_TO_COME(X) X(run, "") X(search, "")

#define COMMAND(name, summary) int cmd_##name(int argc, char **argv);
COMMANDS(COMMAND)
COMMANDS_TO_COME(COMMAND)
#undef COMMAND

#endif
