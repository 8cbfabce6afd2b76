/* SPDX-License-Identifier: MIT
 * wiredesk explain: why a record says what it says. The record is found in the log, its document read again from where it
 * came, and its parser asked to explain itself. */
#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "core/article/identity.h"
#include "core/base/clock.h"
#include "core/base/columns.h"
#include "core/base/hash.h"
#include "core/base/log.h"
#include "core/base/mem.h"
#include "core/cli/commands.h"
#include "core/cli/explain.h"
#include "core/cli/state.h"
#include "core/cli/workbench.h"
#include "core/config/config.h"
#include "core/deliver/recordlog.h"
#include "core/desk/desk.h"
#include "core/fetch/fetch.h"
#include "core/intake/intake.h"
#include "core/intake/web.h"

enum { COLUMNS = 110, OUTPUT_MOST = 64 << 20 };

struct explaining {
	const char *wanted; /* an id or an address */
	struct config *config;
	bool is_json;
	json_t *record;
	struct document *doc;
	struct err err;
	bool is_answered, is_explained;
};

static const char *text_of(const json_t *object, const char *key)
{
	return json_string_value(json_object_get(object, key));
}

/* --- the record */

static bool is_wanted(const json_t *record, const char *wanted)
{
	static const char *const keys[] = { "id", "url", "canonical_url", "guid" };
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		const char *value = text_of(record, keys[i]);
		if (value && str_eq(str_c(value), str_c(wanted)))
			return true;
	}
	const char *url = text_of(json_object_get(record, "document"), "url");
	return url && str_eq(str_c(url), str_c(wanted));
}

static void look_at(struct explaining *self, const struct recordlog_entry *entry)
{
	if (str_find(entry->json, str_c(self->wanted)) == STR_NONE) /* most of them, without reading them */
		return;
	json_t *record = json_loadb(entry->json.ptr, entry->json.len, 0, NULL);
	if (record && is_wanted(record, self->wanted)) {
		json_decref(self->record);
		self->record = json_incref(record);
	}
	json_decref(record);
}

/* The latest revision that the log still has. */
static int find_record(struct explaining *self, struct desk *desk, struct err *err)
{
	struct recordlog_reader *reader;
	struct recordlog_entry entry;
	int got;
	if (recordlog_reader_open(desk_log_dir(desk), 0, &reader, err))
		return -1;
	while ((got = recordlog_reader_next(reader, desk_log_end(desk), &entry, err)) == 1)
		look_at(self, &entry);
	recordlog_reader_close(reader);
	if (got < 0)
		return -1;
	if (self->record)
		return 0;
	return err_set(err, EXIT_NOTHING,
	               "no record of %s is in the log; \"wiredesk search\" finds ids, and \"log\" under \"keep\" says how long "
	               "records stay there",
	               self->wanted);
}

/* --- its document */

static void on_answer(void *opaque, struct fetch_answer *answer)
{
	struct explaining *self = opaque;
	self->is_answered = true;
	if (answer->trouble)
		err_set(&self->err, EXIT_NOTHING, "%s", answer->message);
	else if (answer->status / 100 != 2)
		err_set(&self->err, EXIT_NOTHING, "the server answers with status %d", answer->status);
	else
		self->doc = fetch_document(answer, text_of(json_object_get(self->record, "document"), "url"), clock_wall_ms());
}

/* As its source asks for it; a page that was followed is asked for as nobody. */
static struct config_login login_for(const struct explaining *self, const char *url)
{
	const struct config_source *source = config_source_named(self->config, text_of(self->record, "source"));
	const struct config_url *configured = source ? config_url_at(source, url) : NULL;
	return configured ? config_login_for(source, configured) : (struct config_login){ 0 };
}

static int fetch_again(struct explaining *self, const char *url, struct err *err)
{
	uv_loop_t loop;
	struct fetch *fetch;
	char *user_agent = web_user_agent(self->config);
	const struct fetch_options options = web_fetch_options(self->config, user_agent);
	const struct config_login login = login_for(self, url);
	uv_loop_init(&loop);
	int result = fetch_new(&loop, &options, &fetch, err);
	if (!result) {
		fetch_start(fetch, &(struct fetch_request){ .url = url,
		                                           .user = login.user,
		                                           .password = login.password,
		                                           .done = on_answer,
		                                           .self = self });
		while (!self->is_answered && uv_run(&loop, UV_RUN_ONCE) >= 0)
			;
		fetch_free(fetch);
		*err = self->err;
		result = self->doc ? 0 : err_prefix(err, "%s: ", url);
	}
	uv_run(&loop, UV_RUN_DEFAULT);
	uv_loop_close(&loop);
	free(user_agent);
	return result;
}

static int read_again(struct explaining *self, struct err *err)
{
	const json_t *document = json_object_get(self->record, "document");
	const char *path = text_of(document, "path"), *url = text_of(document, "url");
	if (path)
		return intake_read_file(path, &self->doc, NULL, err);
	if (url)
		return fetch_again(self, url, err);
	return err_set(err, EXIT_NOTHING, "the record came from standard input: there is nothing to read again");
}

static void tell_change(const struct explaining *self)
{
	char now[SHA256_HEX];
	const struct sha256 sha256 = hash_sha256(self->doc->body);
	const char *then = text_of(json_object_get(self->record, "document"), "sha256");
	hash_hex(sha256.bytes, SHA256_SIZE, now);
	if (then && strcmp(then, now) != 0)
		log_warning("%s has changed since the record was made: this explains what it says now",
		            document_name(self->doc));
}

/* --- the explanation */

static void describe(struct explaining *self)
{
	struct document *doc = self->doc;
	const char *name = text_of(self->record, "source"), *extraction = text_of(self->record, "extraction");
	const struct config_source *source = config_source_named(self->config, name);
	doc->source = document_keep(doc, name);
	doc->parser = document_keep(doc, text_of(json_object_get(self->record, "parser"), "name"));
	doc->feed_url = document_keep(doc, text_of(json_object_get(self->record, "document"), "feed_url"));
	if (json_object_get(self->record, "found_by"))
		doc->role = "page";
	if (extraction && str_eq(str_c(extraction), STR("fallback")))
		doc->stands_in_for = "";
	if (source && source->timezone)
		doc->timezone = document_keep(doc, source->timezone);
	if (source && source->charset)
		doc->charset = document_keep(doc, source->charset);
}

static void print(const struct explaining *self, struct str explanation)
{
	struct buf out;
	buf_init(&out, OUTPUT_MOST);
	if (self->is_json) {
		buf_add(&out, explanation);
		buf_addc(&out, '\n');
	} else {
		const char *title = text_of(self->record, "title");
		buf_printf(&out, "%s  revision %" JSON_INTEGER_FORMAT "  %s\n", text_of(self->record, "id"),
		           json_integer_value(json_object_get(self->record, "revision")), title ? title : "");
		explain_print(explanation, columns_of_terminal(COLUMNS), isatty(STDOUT_FILENO) && !getenv("NO_COLOR"), &out);
	}
	fwrite(out.ptr, 1, out.len, stdout);
	buf_done(&out);
}

/* Of a feed's many records the one that was asked for, by its identity; a page's only one is it under any. */
static const struct record *choose(const struct explaining *self, const struct outcome *outcome)
{
	char id[27];
	const struct config_source *source = config_source_named(self->config, text_of(self->record, "source"));
	const char *owner = source && source->was ? source->was : text_of(self->record, "source");
	for (size_t i = 0; i < outcome->record_count; i++) {
		identity_id(owner, &outcome->records[i].head.keys[0], id);
		if (str_eq(str_c(id), str_c(text_of(self->record, "id"))))
			return &outcome->records[i];
	}
	return outcome->record_count == 1 ? &outcome->records[0] : NULL;
}

static void on_parsed(void *opaque, struct document *doc, const struct outcome *outcome)
{
	struct explaining *self = opaque;
	const struct record *record = choose(self, outcome);
	if (!record) {
		log_error("%s: %s", document_name(doc),
		          outcome->reason         ? outcome->reason
		          : outcome->record_count ? "it has other articles now, and this one no more"
		                                  : "there is no article in it any more");
		return;
	}
	self->is_explained = true;
	print(self, record->explain);
}

static int explain(struct explaining *self, struct desk *desk, struct err *err)
{
	struct workbench *bench;
	const struct pool_options options = { .plugin_dirs = self->config->plugins,
		                              .parser_options = config_parser_options(self->config),
		                              .want_explain = true };
	if (find_record(self, desk, err) || read_again(self, err))
		return -1;
	describe(self);
	tell_change(self);
	if (workbench_open(&options, &bench, err))
		return -1;
	workbench_parse(bench, self->doc, on_parsed, self);
	workbench_close(bench);
	return 0;
}

static int run(struct explaining *self, const char *config)
{
	struct err err;
	struct desk *desk = NULL;
	self->config = config_load_or_say(config);
	if (!self->config)
		return EXIT_WRONG_USE;
	int status = EXIT_ALL_WELL;
	if (desk_open(&(struct desk_options){ .state = self->config->state, .is_reader = true }, &desk, &err) ||
	    explain(self, desk, &err))
		status = cli_failed(&err);
	else if (!self->is_explained)
		status = EXIT_NOTHING;
	desk_close(desk);
	document_free(self->doc);
	json_decref(self->record);
	config_free(self->config);
	return status;
}

int cmd_explain(int argc, char **argv)
{
	const char *config = NULL;
	struct explaining self = { 0 };
	const struct cli_option options[] = {
		{ "config", 'c', CLI_TEXT, &config, "FILE", "the configuration that names the state folder" },
		{ "json", 0, CLI_FLAG, &self.is_json, NULL, "one JSON object, also on a terminal" },
	};
	const struct cli_usage usage = {
		"explain [OPTION…] ID | URL",
		"Why a record says what it says: for each field the rule that found it, the place in the document, and\n"
		"what other rules found. The document is read again from where it came; a change since is told.",
		options, sizeof options / sizeof *options
	};
	const int count = cli_parse(argc, argv, &usage);
	if (count < 0)
		return cli_status(count);
	if (count != 1)
		return cli_wrong_use("explain", "name one record, by its id or its address");
	self.wanted = argv[1];
	self.is_json |= !isatty(STDOUT_FILENO);
	return run(&self, config);
}
