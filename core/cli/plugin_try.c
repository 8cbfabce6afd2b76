/* SPDX-License-Identifier: MIT
 * wiredesk plugin try: what a parser, or each rule of a rule file, finds on one page. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "core/article/article.h"
#include "core/base/hash.h"
#include "core/base/columns.h"
#include "core/base/log.h"
#include "core/cli/explain.h"
#include "core/cli/parser_choice.h"
#include "core/cli/plugin_parts.h"
#include "core/cli/workbench.h"

enum { OUTPUT_MOST = 1 << 30, COLUMNS = 100 };

struct trying {
	const struct parse_input *input;
	bool is_json;
	int status;
};

static void show_explanation(struct str explanation, struct buf *out)
{
	const bool has_color = isatty(STDOUT_FILENO) && !getenv("NO_COLOR");
	explain_print(explanation, columns_of_terminal(COLUMNS), has_color, out);
}

static void show_record(const struct document *doc, const struct record *record, struct buf *out)
{
	struct buf line;
	struct err err;
	struct record plain = *record;
	plain.explain = STR("");
	buf_init(&line, OUTPUT_MOST);
	show_explanation(record->explain, out);
	buf_addc(out, '\n');
	const struct sha256 sha256 = hash_sha256(doc->body);
	parse_print_record(doc, &sha256, &plain, &line);
	if (record_to_text(buf_str(&line), columns_of_terminal(COLUMNS), out, &err))
		log_error("%s", err.text);
	buf_done(&line);
}

static void show_links(const struct outcome *outcome, struct buf *out)
{
	for (size_t i = 0; i < outcome->link_count; i++) {
		const struct record_link *link = &outcome->links[i];
		buf_printf(out, "%s  %s%s%s\n", i ? "" : "follow\n", link->url, link->role ? "  as " : "",
		           link->role ? link->role : "");
	}
}

/* What was refused is explained, too: that is when one looks for the reason. */
static void show(const struct document *doc, const struct outcome *outcome, struct buf *out)
{
	if (outcome->explain)
		show_explanation(str_c(outcome->explain), out);
	for (size_t i = 0; i < outcome->record_count; i++)
		show_record(doc, &outcome->records[i], out);
	show_links(outcome, out);
	if (outcome->defects)
		buf_printf(out, "defects  %s\n", outcome->defects);
}

static void on_done(void *self, struct document *doc, const struct outcome *outcome)
{
	struct trying *trying = self;
	struct buf out;
	buf_init(&out, OUTPUT_MOST);
	if (trying->is_json)
		parse_print(PARSE_DOCUMENTS, trying->input, doc, outcome, &out);
	else
		show(doc, outcome, &out);
	fwrite(out.ptr ? out.ptr : "", 1, out.len, stdout);
	buf_done(&out);
	if (outcome->state != OUTCOME_DONE)
		log_error("%s: %s", document_name(doc), outcome->reason);
	else if (!outcome->record_count && !outcome->link_count)
		log_warning("%s: neither an article nor a link in it", document_name(doc));
	else
		trying->status = EXIT_ALL_WELL;
}

static int try(struct plugin_call *call, const struct parser_choice *choice, const char *path,
               struct err *err)
{
	const struct parse_input input = { .path = path };
	const struct pool_options options = { .plugin_dirs = call->dirs,
		                              .parser_options = choice->options,
		                              .want_explain = true };
	struct trying trying = { .input = &input, .is_json = call->is_json, .status = EXIT_NOTHING };
	struct workbench *bench;
	struct document *doc;
	call->facts.parser = choice->parser;
	if (parse_input_read(&input, &call->facts, &doc, err))
		return cli_failed(err);
	if (workbench_open(&options, &bench, err)) {
		document_free(doc);
		return cli_failed(err);
	}
	workbench_parse(bench, doc, on_done, &trying);
	workbench_close(bench);
	document_free(doc);
	return trying.status;
}

int plugin_try(struct plugin_call *call)
{
	struct parser_choice choice;
	struct err err;
	const int status = parser_choice_open(call->words[0], &call->options, &choice, &err)
	                           ? cli_failed(&err)
	                           : try(call, &choice, call->words[1], &err);
	parser_choice_close(&choice);
	return status;
}
