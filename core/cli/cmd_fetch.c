/* SPDX-License-Identifier: MIT
 * wiredesk fetch: addresses to records on standard output, without a configuration: fetched once, parsed, in the order of the
 * command line. */
#include <stdlib.h>

#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/base/mem.h"
#include "core/cli/commands.h"
#include "core/cli/parser_choice.h"
#include "core/cli/parsing.h"
#include "core/fetch/fetch.h"
#include "core/normalize/normalize.h"

enum { ADDRESS_MOST = 1 << 16 };

static const char accepted[] = "application/atom+xml, application/rss+xml, application/feed+json, "
                               "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.5";

static void describe(const struct parsing *parsing, struct document *doc)
{
	const struct parse_facts *facts = &parsing->facts;
	doc->feed_url = doc->url;
	if (facts->parser)
		doc->parser = document_keep(doc, facts->parser);
	if (facts->source)
		doc->source = document_keep(doc, facts->source);
	if (facts->timezone)
		doc->timezone = document_keep(doc, facts->timezone);
	if (facts->charset)
		doc->charset = document_keep(doc, facts->charset);
	if (facts->type)
		doc->media_type = document_keep(doc, facts->type);
}

static void on_answer(void *self, struct fetch_answer *answer)
{
	struct parsing_slot *slot = self;
	char why[80];
	if (answer->trouble == FETCH_PRIVATE) {
		parsing_fail(slot, arena_printf(&slot->parsing->inputs.arena, "%s; here --allow-private does", answer->message));
		return;
	}
	if (answer->trouble) {
		parsing_fail(slot, answer->message);
		return;
	}
	if (answer->status / 100 != 2) {
		snprintf(why, sizeof why, "the server answers with status %d", answer->status);
		parsing_fail(slot, why);
		return;
	}
	struct document *doc = fetch_document(answer, slot->input->path, clock_wall_ms());
	if (answer->is_cut)
		log_warning("%s: it ends early; what there is is read", document_name(doc));
	describe(slot->parsing, doc);
	parsing_give(slot, doc);
}

static void begin(struct parsing *parsing, struct parsing_slot *slot)
{
	struct fetch *fetch = parsing->self;
	fetch_start(fetch, &(struct fetch_request){ .url = slot->input->path,
	                                            .accept = accepted,
	                                            .user = slot->input->user,
	                                            .password = slot->input->password,
	                                            .done = on_answer,
	                                            .self = slot });
}

/* As it is asked for; what is no address stays as it is, for the message. */
static struct parse_input address_of(struct arena *arena, const char *word)
{
	struct buf url;
	const char *text = strstr(word, "://") ? word : arena_printf(arena, "https://%s", word);
	buf_init(&url, ADDRESS_MOST);
	const bool is_address = !url_resolve(str_c(text), str_c(NULL), &url, NULL);
	const struct url_parted parts = url_part(is_address ? buf_str(&url) : str_c(text), arena);
	buf_done(&url);
	return (struct parse_input){ .path = parts.url, .user = parts.user, .password = parts.password };
}

static void take_addresses(struct parsing *parsing, int count, char **words)
{
	struct parse_inputs *inputs = &parsing->inputs;
	inputs->at = mem_zero((size_t)count, sizeof *inputs->at);
	inputs->cap = inputs->count = (size_t)count;
	for (int i = 0; i < count; i++)
		inputs->at[i] = address_of(&inputs->arena, words[i]);
}

static int fetch_all(struct parsing *parsing, const struct fetch_options *fetch_options,
                     const struct pool_options *pool_options)
{
	struct err err;
	struct fetch *fetch;
	uv_loop_init(&parsing->loop);
	int status = fetch_new(&parsing->loop, fetch_options, &fetch, &err) ? cli_failed(&err) : EXIT_ALL_WELL;
	if (status == EXIT_ALL_WELL) {
		parsing->self = fetch;
		status = parsing_run(parsing, begin, pool_options);
		fetch_free(fetch);
	}
	uv_run(&parsing->loop, UV_RUN_DEFAULT);
	uv_loop_close(&parsing->loop);
	return status;
}

int cmd_fetch(int argc, char **argv)
{
	const char *format = "jsonl", *parser = NULL;
	bool is_explained = false;
	struct cli_list parser_options = { 0 };
	struct parser_choice choice = { 0 };
	struct fetch_options fetch = { 0 };
	int64_t total = 0;
	struct parsing *self = mem_zero(1, sizeof *self);
	const struct cli_option options[] = {
		{ "parser", 'p', CLI_TEXT, &parser, "NAME",
		  "the parser plugin, or a file that is one; auto (the rule) asks each plugin" },
		{ "option", 0, CLI_REPEATED, &parser_options, "NAME=VALUE", "an option of that parser" },
		{ "source", 0, CLI_TEXT, &self->facts.source, "NAME", "the source's name in the records (the rule: cli)" },
		{ "type", 0, CLI_TEXT, &self->facts.type, "MIME", "media type, whatever the server says" },
		{ "charset", 0, CLI_TEXT, &self->facts.charset, "NAME", "character set, whatever the server says" },
		{ "timezone", 'z', CLI_TEXT, &self->facts.timezone, "ZONE", "zone of dates that name none (the rule: UTC)" },
		{ "output", 'o', CLI_TEXT, &format, "FORMAT", "jsonl (the rule), json, text, ninjs, documents" },
		{ "explain", 0, CLI_FLAG, &is_explained, NULL, "say why each value is what it is" },
		{ "allow-private", 0, CLI_FLAG, &fetch.allow_private, NULL,
		  "also addresses of loopback, private and link-local networks" },
		{ "ca-file", 0, CLI_TEXT, &fetch.ca_file, "FILE", "certificates that are trusted, instead of the system's" },
		{ "proxy", 0, CLI_TEXT, &fetch.proxy, "URL", "a proxy for all requests" },
		{ "user-agent", 0, CLI_TEXT, &fetch.user_agent, "TEXT", "instead of wiredesk/VERSION" },
		{ "time-limit", 0, CLI_COUNT, &total, "SECONDS", "for a request and its redirects (the rule: 30)" },
	};
	const struct cli_usage usage = {
		"fetch [OPTION…] URL…",
		"Fetches each address once and turns it into records on standard output, in the order of the\n"
		"command line. Nothing is kept. An address without a scheme is an https one. NAME:PASSWORD@ before the host\n"
		"is sent to it (Basic) and shown nowhere.",
		options, sizeof options / sizeof *options
	};
	struct err err;
	const int count = cli_parse(argc, argv, &usage);
	int status = EXIT_ALL_WELL;
	fetch.total_ms = total * 1000;
	arena_init(&self->inputs.arena);
	if (count < 0)
		status = cli_status(count);
	else if (!count)
		status = cli_wrong_use("fetch", "no address is named");
	else if (parse_format_named(format, &self->format, &err) ||
	         parser_choice_open(parser, &parser_options, &choice, &err))
		status = cli_failed(&err);
	if (count > 0 && status == EXIT_ALL_WELL) {
		self->facts.parser = choice.parser;
		take_addresses(self, count, argv + 1);
		status = fetch_all(self, &fetch,
		                   &(struct pool_options){ .parser_options = choice.options,
		                                           .want_explain = is_explained,
		                                           .want_everything = self->format == PARSE_DOCUMENTS });
	}
	parse_inputs_done(&self->inputs);
	parser_choice_close(&choice);
	free(parser_options.at);
	free(self);
	return status;
}
