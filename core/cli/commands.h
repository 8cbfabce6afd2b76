/* SPDX-License-Identifier: MIT
 * The commands: a row here and a file cmd_NAME.c each. */
#ifndef CORE_CLI_COMMANDS_H
#define CORE_CLI_COMMANDS_H

#define COMMANDS(X) \
	X(help, "what a command does")
/* Written, and waiting for a module that they stand on. */
#define COMMANDS_TO_COME(X) \
	X(run, "") X(parse, "") X(plugin, "") X(search, "") X(inspect, "") X(check, "") X(config, "") X(init, "") \
	X(sink, "") X(dead, "") X(ledger, "") X(status, "")

#define COMMAND(name, summary) int cmd_##name(int argc, char **argv);
COMMANDS(COMMAND)
COMMANDS_TO_COME(COMMAND)
#undef COMMAND

#endif
