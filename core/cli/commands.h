/* SPDX-License-Identifier: MIT
 * The commands: a row here and a file cmd_NAME.c each. */
#ifndef CORE_CLI_COMMANDS_H
#define CORE_CLI_COMMANDS_H

#define COMMANDS(X) X(help, "what a command does")

#define COMMAND(name, summary) int cmd_##name(int argc, char **argv);
COMMANDS(COMMAND)
COMMANDS_TO_COME(COMMAND)
#undef COMMAND

#endif
