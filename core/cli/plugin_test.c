/* SPDX-License-Identifier: MIT
 * wiredesk plugin test: each document of a plugin's cases must give the records beside it. What is volatile, or the host's,
 * is not compared. */
#include <errno.h>
#include <jansson.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "core/base/hash.h"
#include "core/base/log.h"
#include "core/cli/json_compare.h"
#include "core/cli/parser_choice.h"
#include "core/cli/plugin_cases.h"
#include "core/cli/workbench.h"
#include "core/plugin/facts.h"
#include "core/plugin/registry.h"

enum { OUTPUT_MOST = 1 << 30 };

/* 2026-03-07T12:00:00Z: dates without a year are read next to it, whatever the time of the file. */
#define WRITTEN_MS INT64_C(1772884800000)

/* Of a case, or the host's to write. */
static const char *const volatile_members[] = { "schema",       "id",       "seq",
	                                        "content_hash", "sort_at",  "first_seen_at",
	                                        "fetched_at",   "document", "source",
	                                        "revision" };

struct testing {
	struct plugin_call *call;
	struct plugin_cases cases;
	struct parser_choice compiled; /* folder NULL: nothing was */
	struct workbench *bench;
	bool has_probe;
};

/* What a document gave. */
struct result {
	json_t *records;
	char *failure; /* it gave no answer: why */
};

/* --- documents to records */

static json_t *stable(const struct document *doc, const struct record *record)
{
	struct buf line;
	buf_init(&line, OUTPUT_MOST);
	const struct sha256 sha256 = hash_sha256(doc->body);
	parse_print_record(doc, &sha256, record, &line);
	json_t *object = json_loadb(line.ptr, line.len, 0, NULL);
	buf_done(&line);
	for (size_t i = 0; i < sizeof volatile_members / sizeof *volatile_members; i++)
		json_object_del(object, volatile_members[i]);
	return object;
}

/* A document that the parser refuses gives no record: that may be what is expected. */
static void on_done(void *self, struct document *doc, const struct outcome *outcome)
{
	struct result *result = self;
	for (size_t i = 0; i < outcome->record_count; i++)
		json_array_append_new(result->records, stable(doc, &outcome->records[i]));
	if (outcome->state == OUTCOME_FAILED)
		result->failure = mem_dup(outcome->reason);
	else if (outcome->state == OUTCOME_REJECTED)
		log_info("%s: %s", document_name(doc), outcome->reason);
}

static bool has_own_options(const struct plugin_case *one)
{
	return one->rules || one->options.count;
}

static int parse(struct testing *testing, const struct plugin_case *one, const char *parser,
                 struct result *out, struct err *err)
{
	const struct parse_input input = { .path = one->path,
		                           .source = has_own_options(one) ? one->path : NULL };
	struct parse_facts facts = one->facts;
	struct document *doc;
	facts.parser = parser;
	*out = (struct result){ 0 };
	if (parse_input_read(&input, &facts, &doc, err))
		return -1;
	doc->fetched_ms = WRITTEN_MS;
	out->records = json_array();
	workbench_parse(testing->bench, doc, on_done, out);
	document_free(doc);
	return 0;
}

static void result_done(struct result *result)
{
	json_decref(result->records);
	free(result->failure);
}

static const char *parser_of(const struct testing *testing, const struct plugin_case *one)
{
	return one->rules ? "rules" : testing->cases.name;
}

/* --- one case */

static int write_expected(const char *path, const json_t *records, struct err *err)
{
	FILE *out = fopen(path, "we");
	if (!out)
		return err_errno(err, EXIT_STATE, "%s", path);
	const bool is_written = !json_dumpf(records, out, JSON_INDENT(1)) && fputc('\n', out) != EOF;
	return fclose(out) || !is_written ? err_errno(err, EXIT_STATE, "%s", path) : 0;
}

static bool is_as_expected(const struct plugin_case *one, const struct result *result)
{
	json_error_t fault;
	struct buf out;
	json_t *expected = json_load_file(one->expected, 0, &fault);
	if (!expected) {
		printf("%s: %s: %s (wiredesk plugin test -u writes it)\n", one->path, one->expected,
		       fault.text);
		return false;
	}
	buf_init(&out, OUTPUT_MOST);
	const bool is_equal = !json_compare(result->records, expected, &out);
	if (!is_equal)
		printf("%s: %s", one->path, out.ptr);
	buf_done(&out);
	json_decref(expected);
	return is_equal;
}

static bool is_chosen_by_auto(struct testing *testing, const struct plugin_case *one, const json_t *expected)
{
	struct result result;
	struct err err;
	size_t i;
	json_t *record;
	if (one->rules || one->is_not_auto || !testing->has_probe)
		return true;
	if (parse(testing, one, "auto", &result, &err)) {
		log_error("%s", err.text);
		return false;
	}
	bool is_chosen = json_array_size(result.records) == json_array_size(expected);
	if (!is_chosen)
		printf("%s: with auto it gives %zu records and not %zu (--no-auto in its .options lets it)\n", one->path,
		       json_array_size(result.records), json_array_size(expected));
	json_array_foreach(result.records, i, record)
	{
		const char *name =
			json_string_value(json_object_get(json_object_get(record, "parser"), "name"));
		is_chosen = is_chosen && name && !strcmp(name, testing->cases.name);
		if (!is_chosen)
			printf("%s: auto chooses %s (--no-auto in its .options lets it)\n", one->path,
			       name ? name : "nobody");
	}
	result_done(&result);
	return is_chosen;
}

static bool run_case(struct testing *testing, const struct plugin_case *one)
{
	struct result result;
	struct err err;
	if (parse(testing, one, parser_of(testing, one), &result, &err)) {
		log_error("%s", err.text);
		return false;
	}
	bool is_fine = !result.failure;
	if (result.failure) {
		printf("%s: %s\n", one->path, result.failure);
	} else if (testing->call->is_update) {
		is_fine = !write_expected(one->expected, result.records, &err);
		if (!is_fine)
			log_error("%s", err.text);
	} else {
		is_fine = is_as_expected(one, &result) && is_chosen_by_auto(testing, one, result.records);
	}
	result_done(&result);
	return is_fine;
}

static int run_cases(struct testing *testing)
{
	size_t fine = 0;
	for (size_t i = 0; i < testing->cases.all.count; i++)
		fine += run_case(testing, &testing->cases.all.at[i]);
	printf("%s: %zu of %zu cases%s\n", testing->cases.name, fine, testing->cases.all.count,
	       testing->call->is_update ? " written; read the difference before you keep it" : "");
	if (!testing->cases.all.count) {
		log_warning("there is no document in %s, nor in its folder cases", testing->cases.folder);
		return EXIT_NOTHING;
	}
	return fine == testing->cases.all.count ? EXIT_ALL_WELL : EXIT_PARTLY;
}

/* --- the plugin that the cases are for */

static bool is_registered(const char *dirs, const char *name)
{
	struct registry *registry = registry_new(dirs);
	bool is_there = false;
	for (size_t i = 0; i < registry_count(registry); i++)
		is_there |= !strcmp(registry_name(registry, i), name);
	registry_free(registry);
	return is_there;
}

/* Built by wiredesk_plugin() or by hand, in the plugin's own folder. */
static bool find_built(struct testing *testing)
{
	static const char *const places[] = { "build/plugins", "build", "." };
	struct plugin_cases *cases = &testing->cases;
	char full[PATH_MAX];
	for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
		const char *folder = arena_printf(&cases->arena, "%s/%s", cases->folder, places[i]);
		if (access(arena_printf(&cases->arena, "%s/%s.so", folder, cases->name), R_OK))
			continue;
		if (realpath(folder, full))
			parser_choice_search(full);
		return true;
	}
	return false;
}

static int find_plugin(struct testing *testing, struct err *err)
{
	struct plugin_cases *cases = &testing->cases;
	if (find_built(testing) || is_registered(testing->call->dirs, cases->name))
		return 0;
	const char *source = arena_printf(&cases->arena, "%s/%s.c", cases->folder, cases->name);
	if (!access(source, R_OK))
		return parser_choice_open(source, NULL, &testing->compiled, err);
	return err_set(err, EXIT_WRONG_USE,
	               "there is neither a plugin %s nor %s nor %s/%s.yaml to try the cases with",
	               cases->name, source, cases->folder, cases->name);
}

static bool needs_plugin(const struct plugin_cases *cases)
{
	for (size_t i = 0; i < cases->all.count; i++)
		if (!cases->all.at[i].rules)
			return true;
	return false;
}

static int look_at_plugin(struct testing *testing, struct err *err)
{
	const struct plugin_facts *facts;
	if (!needs_plugin(&testing->cases))
		return 0;
	if (find_plugin(testing, err) ||
	    plugin_facts_read(testing->call->dirs, testing->cases.name, &testing->cases.arena, &facts, err))
		return -1;
	testing->has_probe = facts->has_probe;
	if (facts->kind == WD_KIND_PARSER)
		return 0;
	return err_set(err, EXIT_WRONG_USE, "%s is a sink; cases are for parsers", facts->name);
}

/* --- options: a case's own hang on its path, as if that were a source */

static int add_entry(const struct testing *testing, const struct plugin_case *one, json_t *all,
                     struct err *err)
{
	struct parser_choice choice;
	if (parser_choice_open(one->rules ? one->rules : testing->cases.name, &one->options, &choice, err)) {
		parser_choice_close(&choice);
		return -1;
	}
	json_t *entry = json_loads(choice.options, 0, NULL);
	json_object_set(all, one->path, json_object_get(entry, ""));
	json_decref(entry);
	parser_choice_close(&choice);
	return 0;
}

static char *options_of_all(const struct testing *testing, struct err *err)
{
	json_t *all = json_object();
	char *text = NULL;
	int failed = 0;
	for (size_t i = 0; i < testing->cases.all.count && !failed; i++)
		if (has_own_options(&testing->cases.all.at[i]))
			failed = add_entry(testing, &testing->cases.all.at[i], all, err);
	if (!failed)
		text = json_dumps(all, JSON_COMPACT);
	json_decref(all);
	return text;
}

static int open_bench(struct testing *testing, struct err *err)
{
	char *options = options_of_all(testing, err);
	if (!options)
		return -1;
	const int failed = workbench_open(
		&(struct pool_options){ .plugin_dirs = testing->call->dirs, .parser_options = options },
		&testing->bench, err);
	free(options);
	return failed;
}

int plugin_test(struct plugin_call *call)
{
	struct testing testing = { .call = call };
	struct err err;
	int status;
	arena_init(&testing.compiled.arena);
	if (plugin_cases_read(call->words[0], &testing.cases, &err) || look_at_plugin(&testing, &err) ||
	    open_bench(&testing, &err))
		status = cli_failed(&err);
	else
		status = run_cases(&testing);
	workbench_close(testing.bench);
	parser_choice_close(&testing.compiled);
	plugin_cases_done(&testing.cases);
	return status;
}
