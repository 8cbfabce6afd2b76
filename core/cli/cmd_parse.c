/* SPDX-License-Identifier: MIT
 * wiredesk parse: documents to records on standard output, with workers like a run, in the order of the
 * input. */
#include <stdio.h>
#include <stdlib.h>

#include "core/base/log.h"
#include "core/base/vec.h"
#include "core/cli/commands.h"
#include "core/cli/parse.h"
#include "core/cli/parser_choice.h"
#include "core/cli/progress.h"
#include "core/worker/pool.h"

enum { OUTPUT_MOST = 1 << 30, WINDOW = 256 /* documents that may wait for one before them */ };

/* An answer that waits until those before it are written. */
struct slot {
	struct parsing *parsing;
	const struct parse_input *input;
	struct buf text;
	bool is_done;
};

struct parsing {
	struct pool *pool;
	struct parse_facts facts;
	enum parse_format format;
	struct parse_inputs inputs;
	struct progress progress;
	struct slot slots[WINDOW];
	size_t next, written;  /* inputs submitted, inputs whose answer is out */
	size_t empty, records; /* inputs that gave nothing; all records */
	bool has_begun, has_output_failed;
};

static void write_text(struct parsing *self, struct buf *text)
{
	if (self->format == PARSE_JSON && text->len && !self->has_begun)
		text->ptr[0] = '['; /* the first comma of all */
	self->has_begun |= text->len > 0;
	if (fwrite(text->ptr, 1, text->len, stdout) != text->len)
		self->has_output_failed = true;
}

static void write_answers(struct parsing *self)
{
	while (self->written < self->next && self->slots[self->written % WINDOW].is_done) {
		struct slot *slot = &self->slots[self->written % WINDOW];
		write_text(self, &slot->text);
		buf_done(&slot->text);
		self->written++;
	}
}

/* The records of a long document go out as they come, where it is its turn. */
static bool on_chunk(void *opaque, struct document *doc, const struct record *records, size_t count)
{
	struct slot *slot = opaque;
	struct parsing *self = slot->parsing;
	if (self->format == PARSE_DOCUMENTS || slot != &self->slots[self->written % WINDOW])
		return false;
	if (!doc->sha256)
		document_keep_hash(doc);
	const struct outcome part = { .state = OUTCOME_DONE, .records = records, .record_count = count };
	parse_print(self->format, slot->input, doc, &part, &slot->text);
	write_text(self, &slot->text);
	buf_done(&slot->text);
	buf_init(&slot->text, OUTPUT_MOST);
	return true;
}

static void finish(struct slot *slot, const struct document *doc, const struct outcome *outcome)
{
	struct parsing *self = slot->parsing;
	const size_t count = outcome->record_count + outcome->given_count;
	parse_print(self->format, slot->input, doc, outcome, &slot->text);
	if (outcome->state != OUTCOME_DONE)
		log_error("%s: %s", doc ? document_name(doc) : slot->input->path, outcome->reason);
	else if (!count)
		log_warning("%s: no article in it (parser %s)", document_name(doc),
		            outcome->parser ? outcome->parser : "none");
	self->records += count;
	self->empty += count == 0;
	slot->is_done = true;
	progress_step(&self->progress, count == 0);
	write_answers(self);
}

static void submit_more(struct parsing *self);

static void on_done(void *opaque, struct document *doc, const struct outcome *outcome)
{
	struct slot *slot = opaque;
	finish(slot, doc, outcome);
	document_free(doc);
	submit_more(slot->parsing);
}

static void submit_more(struct parsing *self)
{
	while (self->next < self->inputs.count && self->next - self->written < WINDOW &&
	       pool_has_room(self->pool)) {
		struct slot *slot = &self->slots[self->next % WINDOW];
		*slot = (struct slot){ .parsing = self, .input = &self->inputs.at[self->next++] };
		buf_init(&slot->text, OUTPUT_MOST);
		struct document *doc;
		struct err err;
		if (parse_input_read(slot->input, &self->facts, &doc, &err))
			finish(slot, NULL, &(struct outcome){ .state = OUTCOME_FAILED, .reason = err.text });
		else
			pool_submit(self->pool, doc, on_done, slot);
	}
}

static int parse_all(struct parsing *self, const struct pool_options *options)
{
	struct err err;
	uv_loop_t loop;
	uv_loop_init(&loop);
	if (pool_new(&loop, options, &self->pool, &err)) {
		uv_run(&loop, UV_RUN_DEFAULT);
		uv_loop_close(&loop);
		return cli_failed(&err);
	}
	progress_begin(&self->progress, self->inputs.count);
	submit_more(self);
	while (pool_in_flight(self->pool) && uv_run(&loop, UV_RUN_ONCE) >= 0)
		;
	progress_end(&self->progress);
	if (self->format == PARSE_JSON)
		fputs(self->has_begun ? "]\n" : "[]\n", stdout);
	pool_free(self->pool);
	uv_loop_close(&loop);
	if (fflush(stdout) || self->has_output_failed) {
		log_error("standard output cannot be written; is its reader gone?");
		return EXIT_STATE;
	}
	if (!self->records)
		return EXIT_NOTHING;
	return self->empty ? EXIT_PARTLY : EXIT_ALL_WELL;
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
		                                      .chunk = on_chunk, .want_everything = self->format == PARSE_DOCUMENTS });
	parse_inputs_done(&self->inputs);
	parser_choice_close(&choice);
	free(parser_options.at);
	free(self->facts.headers.at);
	free(self);
	return status;
}
