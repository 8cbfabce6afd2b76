/* SPDX-License-Identifier: MIT
 * wiredesk parse: documents to records on standard output, with workers like a run, in the order of the
 * input. */
#include <stdlib.h>

#include "core/base/log.h"
#include "core/base/mem.h"
#include "core/cli/commands.h"
#include "core/cli/parser_choice.h"
#include "core/cli/parsing.h"

static void read_file(struct parsing *parsing, struct parsing_slot *slot)
{
	struct document *doc;
	struct err err;
	if (parse_input_read(slot->input, &parsing->facts, &doc, &err))
		parsing_fail(slot, err.text);
	else
		parsing_give(slot, doc);
}

static int parse_all(struct parsing *parsing, const struct pool_options *options)
{
	uv_loop_init(&parsing->loop);
	const int status = parsing_run(parsing, read_file, options);
	uv_run(&parsing->loop, UV_RUN_DEFAULT);
	uv_loop_close(&parsing->loop);
	return status;
}

static int gather(struct parsing *self, int count, char **paths, const char *list, bool is_recursive)
{
	struct err err;
	if (list && parse_inputs_add_list(&self->inputs, list, &err))
		return cli_failed(&err);
	for (int i = 0; i < count; i++)
		if (parse_inputs_add(&self->inputs, paths[i], is_recursive, &err)) {
			log_error("%s", err.text);
			self->empty++;
		}
	return self->inputs.count ? EXIT_ALL_WELL : EXIT_NOTHING;
}

int cmd_parse(int argc, char **argv)
{
	const char *format = "jsonl", *list = NULL, *parser = NULL;
	struct cli_list parser_options = { 0 };
	struct parser_choice choice = { 0 };
	bool is_recursive = false, is_explained = false;
	int64_t workers = 0, time_limit = 0;
	struct parsing *self = mem_zero(1, sizeof *self);
	const struct cli_option options[] = {
		{ "parser", 'p', CLI_TEXT, &parser, "NAME",
		  "the parser plugin; auto (the rule) asks each plugin; or RULES.yaml, NAME.so, NAME.c" },
		{ "option", 0, CLI_REPEATED, &parser_options, "NAME=VALUE", "an option of the parser" },
		PARSE_FACT_OPTIONS(&self->facts),
		{ "explain", 0, CLI_FLAG, &is_explained, NULL,
		  "for each field which rule found it, where, and what lost" },
		{ "recursive", 'r', CLI_FLAG, &is_recursive, NULL, "take in the files below folders" },
		{ "list", 0, CLI_TEXT, &list, "FILE", "more inputs: a path a line, or a JSON object a line" },
		{ "output", 'o', CLI_TEXT, &format, "FORMAT",
		  "jsonl (the rule), json, text, ninjs, documents" },
		{ "workers", 'j', CLI_COUNT, &workers, "N",
		  "worker processes (the rule: as many as processors)" },
		{ "time-limit", 0, CLI_COUNT, &time_limit, "SECONDS", "for one document (the rule: 10)" },
	};
	const struct cli_usage usage = {
		"parse [OPTION…] FILE… | -",
		"Turns documents into records on standard output, in the order of the input. Files may be\n"
		"compressed with gzip; \"-\" is standard input.",
		options, sizeof options / sizeof *options
	};
	struct err err;
	int status = cli_parse(argc, argv, &usage);
	const int count = status;
	arena_init(&self->inputs.arena);
	if (count < 0)
		status = cli_status(count);
	else if (!count && !list)
		status = cli_wrong_use("parse", "no file is named");
	else if (parse_format_named(format, &self->format, &err))
		status = cli_failed(&err);
	else if (is_explained && self->format == PARSE_NINJS)
		status = cli_wrong_use("parse", "ninjs has no place for --explain; -o jsonl, json, text or documents have");
	else if (parser_choice_open(parser, &parser_options, &choice, &err))
		status = cli_failed(&err);
	else
		status = gather(self, count, argv + 1, list, is_recursive);
	self->facts.parser = choice.parser;
	if (count >= 0 && status == EXIT_ALL_WELL)
		status = parse_all(
			self, &(struct pool_options){ .workers = (unsigned)workers,
		                                      .time_limit_ms = time_limit * 1000,
		                                      .parser_options = choice.options,
		                                      .want_explain = is_explained,
		                                      .want_everything = self->format == PARSE_DOCUMENTS });
	parse_inputs_done(&self->inputs);
	parser_choice_close(&choice);
	free(parser_options.at);
	free(self->facts.headers.at);
	free(self);
	return status;
}
