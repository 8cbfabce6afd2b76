/* SPDX-License-Identifier: MIT
 * wiredesk source add: an address to the YAML of a source. A feed is taken as it is; of a page, the feed that it names. */
#include <inttypes.h>
#include <jansson.h>
#include <stdlib.h>

#include "core/article/outcome.h"
#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/cli/put_out.h"
#include "core/cli/source_parts.h"
#include "core/config/opml.h"
#include "core/fetch/fetch.h"
#include "core/intake/web.h"
#include "core/normalize/normalize.h"
#include "core/worker/pool.h"

enum { YAML_MOST = 1 << 20, URL_MOST = 1 << 16, KEYS_MOST = 3 };

static const char accepted[] = "application/atom+xml, application/rss+xml, application/feed+json, "
			       "application/rdf+xml;q=0.9, application/xml;q=0.8, text/html;q=0.7, */*;q=0.1";
static const char discover[] =
	"discover"; /* the role in which the parser feed gives the feeds that a page names */

struct adding {
	struct source_call *call;
	struct config *config; /* NULL: there is none */
	char *user_agent;
	uv_loop_t loop;
	struct fetch *fetch;
	struct pool *pool;
	struct opml opml; /* of the one source */
	struct url_parted address; /* that was named */
	/* What is being waited for. */
	bool is_done;
	struct document *doc;
	struct outcome *outcome;
	const char *moved; /* the address has moved there for good; NULL: not */
	struct err err;
};

/* What is there can be read by these. */
static const char *const parsers[] = { "feed", "sitemap" };

/* --- fetching and parsing, one thing at a time */

static void wait_for(struct adding *adding)
{
	adding->is_done = false;
	while (!adding->is_done && uv_run(&adding->loop, UV_RUN_ONCE) >= 0)
		;
}

static void on_answer(void *self, struct fetch_answer *answer)
{
	struct adding *adding = self;
	adding->is_done = true;
	adding->moved = answer->moved ? arena_dup(&adding->opml.arena, answer->moved) : NULL;
	if (answer->trouble)
		err_set(&adding->err, EXIT_NOTHING, "%s%s", answer->message,
		        answer->trouble == FETCH_PRIVATE ? "; here --allow-private does" : "");
	else if (answer->status / 100 != 2)
		err_set(&adding->err, EXIT_NOTHING, "the server answers with status %d", answer->status);
	else
		adding->doc = fetch_document(answer, answer->url, clock_wall_ms());
}

/* A name and password are for the origin that they were named with. */
static bool is_of_named_host(const struct adding *adding, const char *url)
{
	struct buf named, other;
	buf_init(&named, URL_MOST);
	buf_init(&other, URL_MOST);
	const bool is_same = !fetch_origin(adding->address.url, &named) && !fetch_origin(url, &other) &&
	                     str_eq(buf_str(&named), buf_str(&other));
	buf_done(&named);
	buf_done(&other);
	return is_same;
}

static int fetch_now(struct adding *adding, const char *url, struct err *err)
{
	const bool is_ours = is_of_named_host(adding, url);
	document_free(adding->doc);
	adding->doc = NULL;
	fetch_start(adding->fetch, &(struct fetch_request){ .url = url,
	                                                    .accept = accepted,
	                                                    .user = is_ours ? adding->address.user : NULL,
	                                                    .password = is_ours ? adding->address.password : NULL,
	                                                    .done = on_answer,
	                                                    .self = adding });
	wait_for(adding);
	*err = adding->err;
	return adding->doc ? 0 : err_prefix(err, "%s: ", url);
}

static void on_parsed(void *self, struct document *doc, const struct outcome *outcome)
{
	struct adding *adding = self;
	(void)doc;
	adding->is_done = true;
	adding->outcome = outcome_copy(outcome);
}

/* What a parser makes of the document that was fetched. */
static const struct outcome *parse_now(struct adding *adding, const char *parser, const char *role)
{
	struct document *doc = adding->doc;
	outcome_free(adding->outcome);
	doc->feed_url = doc->url;
	doc->parser = parser;
	doc->role = role;
	doc->follows = role != NULL;
	pool_submit(adding->pool, doc, on_parsed, adding);
	wait_for(adding);
	return adding->outcome;
}

/* --- what to take */

static const char *title_of(struct arena *arena, const char *object)
{
	json_t *json = object ? json_loads(object, 0, NULL) : NULL;
	const char *title = json_string_value(json_object_get(json, "title"));
	const char *kept = title && *title ? arena_dup(arena, title) : NULL;
	json_decref(json);
	return kept;
}

static int take(struct adding *adding, const char *url, const char *parser, struct err *err)
{
	const struct outcome *outcome = adding->outcome;
	struct arena *arena = &adding->opml.arena;
	const size_t items = outcome->record_count + outcome->link_count;
	if (!items && !adding->call->is_forced)
		return err_set(err, EXIT_NOTHING,
		               "%s: it is a feed, and there is no item in it; --force takes it all the same",
		               url);
	struct opml_pair *keys = arena_zero(arena, KEYS_MOST * sizeof *keys);
	const bool has_user = adding->address.user && is_of_named_host(adding, url);
	keys[0] = (struct opml_pair){ "parser", parser };
	keys[1] = (struct opml_pair){ "user", adding->address.user };
	keys[2] = (struct opml_pair){ "password", adding->address.password };
	vec_add(&adding->opml.feeds, ((struct opml_feed){ .title = title_of(arena, outcome->feed),
	                                                  .url = arena_dup(arena, url),
	                                                  .keys = keys,
	                                                  .key_count = has_user ? KEYS_MOST : 1 }));
	log_info("%s: %zu items", url, items);
	return 0;
}

/* 1: taken, 0: it is none of what the parsers read, -1. */
static int take_feed(struct adding *adding, const char *url, struct err *err)
{
	for (size_t i = 0; i < sizeof parsers / sizeof *parsers; i++)
		if (parse_now(adding, parsers[i], NULL)->state == OUTCOME_DONE)
			return take(adding, adding->moved ? adding->moved : url, parsers[i], err) ? -1 : 1;
	return 0;
}

/* --- a page's feeds */

static void tell_choices(struct adding *adding, const char *url, int64_t pick)
{
	const struct outcome *outcome = adding->outcome;
	if (outcome->link_count == 1)
		return;
	log_info("%s names %zu feeds; --pick N takes another one:", url, outcome->link_count);
	for (size_t i = 0; i < outcome->link_count; i++) {
		const char *title = title_of(&adding->opml.arena, outcome->links[i].context);
		log_info("%c %zu  %s%s%s", (int64_t)i + 1 == pick ? '>' : ' ', i + 1, outcome->links[i].url,
		         title ? "  " : "", title ? title : "");
	}
}

/* The address of the feed that is to be taken; NULL: there is none. */
static const char *pick_feed(struct adding *adding, const char *url, struct err *err)
{
	const int64_t pick = adding->call->pick ? adding->call->pick : 1;
	const struct outcome *outcome = parse_now(adding, parsers[0], discover);
	if (outcome->state != OUTCOME_DONE || !outcome->link_count) {
		err_set(err, EXIT_NOTHING,
		        "%s: no feed, and it names none. To follow the page itself, write a source with the "
		        "parser rules and a rule file (wiredesk-rules(7)), and \"follow: article\" for its "
		        "articles",
		        url);
		return NULL;
	}
	tell_choices(adding, url, pick);
	if (pick <= (int64_t)outcome->link_count)
		return arena_dup(&adding->opml.arena, outcome->links[pick - 1].url);
	err_set(err, EXIT_WRONG_USE, "--pick %" PRId64 ": %s names only %zu", pick, url, outcome->link_count);
	return NULL;
}

static int find(struct adding *adding, const char *url, struct err *err)
{
	if (fetch_now(adding, url, err))
		return -1;
	const int got = take_feed(adding, url, err);
	if (got)
		return got < 0 ? -1 : 0;
	const char *feed = pick_feed(adding, url, err);
	if (!feed || fetch_now(adding, feed, err))
		return -1;
	const int got_named = take_feed(adding, feed, err);
	if (!got_named)
		return err_set(err, EXIT_NOTHING, "%s, which %s names as a feed: %s", feed, url,
		               adding->outcome->reason);
	return got_named < 0 ? -1 : 0;
}

/* --- its name, and out */

static bool is_taken(void *self, const char *name)
{
	const struct adding *adding = self;
	return adding->config && config_source_named(adding->config, name);
}

static void name_source(struct adding *adding)
{
	const struct source_call *call = adding->call;
	struct opml_feed *feed = &adding->opml.feeds.at[0];
	feed->source =
		call->name ? call->name
			   : opml_make_name(&adding->opml.arena, feed->title, feed->url, is_taken, adding);
	feed->group = call->group;
	if (call->group && !(adding->config && config_has_group(adding->config, call->group)))
		feed->folder = call->group;
}

/* Twice asked is no fault, but seldom meant. */
static void tell_twin(const struct adding *adding)
{
	const struct config *config = adding->config;
	const struct str url = str_c(adding->opml.feeds.at[0].url);
	for (size_t i = 0; config && i < config->source_count; i++)
		for (size_t u = 0; u < config->sources[i].url_count; u++)
			if (str_eq(url, str_c(config->sources[i].urls[u].url)))
				log_warning("%.*s stands in source %s already, at %s", STR_ARG(url),
				            config->sources[i].name, config->sources[i].place);
}

static int write_out(struct adding *adding, struct err *err)
{
	struct buf yaml;
	const char *origin = arena_printf(&adding->opml.arena, "\"wiredesk source add\" made it of %s",
	                                  adding->address.url);
	buf_init(&yaml, YAML_MOST);
	opml_to_yaml(&adding->opml, origin, &yaml);
	const int result = put_out(adding->call->out, buf_str(&yaml), opml_has_secret(&adding->opml), err);
	buf_done(&yaml);
	if (!result && adding->config && !adding->config->contact)
		log_warning(
			"%s: requests must say who can be asked about them; write contact: you@your.example "
			"at the top",
			adding->config->path);
	return result;
}

static int add(struct adding *adding, struct err *err)
{
	const char *word = adding->call->words[0];
	struct arena *arena = &adding->opml.arena;
	const char *url = strstr(word, "://") ? word : arena_printf(arena, "https://%s", word);
	adding->address = url_part(str_c(url), arena);
	if (find(adding, adding->address.url, err))
		return -1;
	name_source(adding);
	tell_twin(adding);
	return write_out(adding, err);
}

/* --- opening */

static int open_parts(struct adding *adding, struct err *err)
{
	struct fetch_options fetch = { 0 };
	const struct pool_options pool = { .workers = 1,
		                           .plugin_dirs = adding->config ? adding->config->plugins : NULL };
	if (adding->config) {
		adding->user_agent = web_user_agent(adding->config);
		fetch = web_fetch_options(adding->config, adding->user_agent);
	}
	fetch.pace_ms = 0;
	fetch.allow_private |= adding->call->allow_private;
	return fetch_new(&adding->loop, &fetch, &adding->fetch, err) ||
	                       pool_new(&adding->loop, &pool, &adding->pool, err)
	               ? -1
	               : 0;
}

static void close_parts(struct adding *adding)
{
	document_free(adding->doc);
	outcome_free(adding->outcome);
	if (adding->pool)
		pool_free(adding->pool);
	fetch_free(adding->fetch);
	uv_run(&adding->loop, UV_RUN_DEFAULT);
	uv_loop_close(&adding->loop);
	free(adding->user_agent);
}

static int work(struct adding *adding)
{
	struct err err;
	opml_init(&adding->opml);
	uv_loop_init(&adding->loop);
	const int result = open_parts(adding, &err) || add(adding, &err);
	close_parts(adding);
	opml_done(&adding->opml);
	return result ? cli_failed(&err) : EXIT_ALL_WELL;
}

static int check_words(const struct source_call *call, const struct config *config)
{
	const char *const names[] = { call->name, call->group };
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (names[i] && !opml_is_name(names[i]))
			return cli_wrong_use(
				"source",
				"\"%s\" is no name: at most 64 of a-z, 0-9, \".\", \"_\" and \"-\", "
				"beginning with a letter or digit",
				names[i]);
	const struct config_source *twin =
		config && call->name ? config_source_named(config, call->name) : NULL;
	if (twin)
		return cli_wrong_use("source", "there is a source %s already, at %s", call->name,
		                     twin->place);
	return EXIT_ALL_WELL;
}

/* Without a configuration, too: but one that is there must be right. */
static int load(struct source_call *call, struct config **out)
{
	struct arena arena;
	arena_init(&arena);
	const bool is_there = call->config || config_usual_place(&arena);
	arena_done(&arena);
	*out = is_there ? config_load_or_say(call->config) : NULL;
	return is_there && !*out ? EXIT_WRONG_USE : EXIT_ALL_WELL;
}

int source_add(struct source_call *call)
{
	struct adding adding = { .call = call };
	int status = load(call, &adding.config);
	if (!status)
		status = check_words(call, adding.config);
	if (!status)
		status = work(&adding);
	config_free(adding.config);
	return status;
}
