/* SPDX-License-Identifier: MIT
 * The commands: a row here and a file cmd_NAME.c each. */
#ifndef CORE_CLI_COMMANDS_H
#define CORE_CLI_COMMANDS_H

#define COMMANDS(X) \
	X(run, "the main job: takes in, parses, delivers") \
	X(check, "whether the configuration is right") \
	X(config, "the configuration as it is understood") \
	X(init, "a first configuration to begin with") \
	X(fetch, "addresses to records, without a configuration") \
	X(parse, "documents to records, without a configuration") \
	X(inspect, "what the normalizer makes of a date, an address, a file, a text") \
	X(status, "the state in a few lines") \
	X(ledger, "what became of each document") \
	X(dead, "documents and records that nobody could take: list, show, retry, drop") \
	X(source, "list, health, pause, resume, run, add; subscription lists in and out") \
	X(sink, "how far each sink has got; begin again from an earlier place") \
	X(plugin, "the plugins there are; for their authors: try, test, new") \
	X(explain, "why a record says what it says") \
	X(search, "finds articles by their words in an sqlite sink") \
	X(schema, "the JSON Schema of a record") \
	X(help, "what a command does")
#define COMMAND(name, summary) int cmd_##name(int argc, char **argv);
COMMANDS(COMMAND)
#undef COMMAND

#endif
