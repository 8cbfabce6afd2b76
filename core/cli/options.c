/* SPDX-License-Identifier: MIT */
#include "core/cli/cli.h"

#include <getopt.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/base/log.h"
#include "core/base/mem.h"

enum { MOST_OPTIONS = 40, FIRST_LONG_ONLY = 256 };

static void print_help(const struct cli_usage *usage)
{
	printf("Usage: wiredesk %s\n\n%s\n\nOptions:\n", usage->synopsis, usage->description);
	for (int i = 0; i < usage->option_count; i++) {
		const struct cli_option *o = &usage->options[i];
		char left[80];
		snprintf(left, sizeof left, "%c%c%s --%s%s%s", o->letter ? '-' : ' ',
		         o->letter ? o->letter : ' ', o->letter ? "," : " ", o->name, o->value ? " " : "",
		         o->value ? o->value : "");
		printf("  %-30s %s\n", left, o->help);
	}
	printf("  %-30s %s\n", "-h, --help", "show this");
}

static int fill(const struct cli_option *option, const char *text)
{
	switch (option->type) {
	case CLI_FLAG:
		*(bool *)option->target = true;
		return 0;
	case CLI_TEXT:
		*(const char **)option->target = text;
		return 0;
	case CLI_COUNT:
		if (str_to_int(str_c(text), option->target) && *(int64_t *)option->target >= 0)
			return 0;
		log_error("--%s takes a whole number, not \"%s\"", option->name, text);
		return -1;
	case CLI_REPEATED: {
		struct cli_list *list = option->target;
		list->at = mem_resize(list->at, sizeof *list->at * (size_t)(list->count + 1));
		list->at[list->count++] = text;
		return 0;
	}
	}
	return -1;
}

static void build_tables(const struct cli_usage *usage, struct option *longs, char *shorts)
{
	size_t at = 0;
	for (int i = 0; i < usage->option_count; i++) {
		const struct cli_option *o = &usage->options[i];
		const bool takes_value = o->type != CLI_FLAG;
		longs[i] = (struct option){ o->name, takes_value ? required_argument : no_argument, NULL,
			                    FIRST_LONG_ONLY + i };
		if (!o->letter)
			continue;
		shorts[at++] = o->letter;
		if (takes_value)
			shorts[at++] = ':';
	}
	longs[usage->option_count] = (struct option){ "help", no_argument, NULL, 'h' };
	shorts[at++] = 'h';
	shorts[at] = '\0';
}

static const struct cli_option *option_of(const struct cli_usage *usage, int c)
{
	if (c >= FIRST_LONG_ONLY)
		return &usage->options[c - FIRST_LONG_ONLY];
	for (int i = 0; i < usage->option_count; i++)
		if (usage->options[i].letter == c)
			return &usage->options[i];
	return NULL;
}

int cli_parse(int argc, char **argv, const struct cli_usage *usage)
{
	struct option longs[MOST_OPTIONS + 2] = { 0 };
	char shorts[2 * MOST_OPTIONS + 2];
	build_tables(usage, longs, shorts);
	optind = 0;
	int c;
	while ((c = getopt_long(argc, argv, shorts, longs, NULL)) != -1) {
		if (c == 'h') {
			print_help(usage);
			return -1 - EXIT_ALL_WELL;
		}
		const struct cli_option *option = option_of(usage, c);
		if (!option || fill(option, optarg)) {
			fprintf(stderr, "Try \"wiredesk %s --help\".\n", argv[0]);
			return -1 - EXIT_WRONG_USE;
		}
	}
	const int left = argc - optind;
	memmove(argv + 1, argv + optind, sizeof *argv * (size_t)left);
	argv[1 + left] = NULL;
	return left;
}

int cli_wrong_use(const char *command, const char *fmt, ...)
{
	va_list args;
	va_start(args, fmt);
	log_addv(LOG_ERROR, fmt, args);
	va_end(args);
	fprintf(stderr, "Try \"wiredesk %s%s--help\".\n", command, *command ? " " : "");
	return EXIT_WRONG_USE;
}

int cli_failed(const struct err *err)
{
	log_error("%s", err->text);
	return err->status;
}
