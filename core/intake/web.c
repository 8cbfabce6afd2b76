/* SPDX-License-Identifier: MIT */
#include "core/intake/web.h"

#include <inttypes.h>
#include <stdlib.h>

#include "core/base/clock.h"
#include "core/base/hash.h"
#include "core/base/log.h"
#include "core/intake/web_parts.h"

enum { PAGES_LOOK_AGAIN_MS = 60 * 1000 };

/* --- the web */

char *web_user_agent(const struct config *config)
{
	if (config->fetch.user_agent)
		return mem_dup(config->fetch.user_agent);
	if (!config->contact)
		return mem_dup("wiredesk/" WIREDESK_VERSION);
	const char *scheme = strchr(config->contact, '@') && !strchr(config->contact, ':') ? "mailto:" : "";
	return mem_printf("wiredesk/" WIREDESK_VERSION " (+%s%s)", scheme, config->contact);
}

struct fetch_options web_fetch_options(const struct config *config, const char *user_agent)
{
	const struct config_fetch *c = &config->fetch;
	return (struct fetch_options){
		.user_agent = user_agent,
		.connections = (unsigned)c->connections,
		.per_host = (unsigned)c->per_host,
		.pace_ms = c->pace_ms,
		.connect_ms = c->connect_ms,
		.total_ms = c->total_ms,
		.stall_ms = c->stall_ms,
		.body_limit = c->body_limit,
		.header_limit = c->header_limit,
		.redirects = (unsigned)c->redirects,
		.allow_private = c->allow_private,
		.allow_downgrade = c->allow_downgrade,
		.ca_file = c->ca_file,
		.proxy = c->proxy,
		.resolve = c->resolve,
	};
}

int web_new(const struct web_options *options, struct web **out, struct err *err)
{
	struct web *web = mem_zero(1, sizeof *web);
	web->options = *options;
	web->user_agent = web_user_agent(options->config);
	web->next_ms = INT64_MAX;
	const struct fetch_options fetch = web_fetch_options(options->config, web->user_agent);
	if (fetch_new(options->loop, &fetch, &web->fetch, err)) {
		web_free(web);
		return -1;
	}
	*out = web;
	return 0;
}

void web_free(struct web *web)
{
	if (!web)
		return;
	fetch_free(web->fetch);
	web_hosts_free(web);
	vec_done(&web->sources);
	vec_done(&web->dues);
	free(web->user_agent);
	free(web);
}

void web_break(struct web *web, const struct err *err)
{
	web->options.broken(web->options.self, err);
}

void web_due_at(struct web_source *source, int64_t at_ms)
{
	struct web *web = source->web;
	if (at_ms < web->dues.at[source->place])
		web->dues.at[source->place] = at_ms;
	if (at_ms < web->next_ms)
		web->next_ms = at_ms;
}

int64_t web_next_ms(const struct web *web)
{
	return web->next_ms;
}

size_t web_in_flight(const struct web *web)
{
	return fetch_in_flight(web->fetch);
}

uint64_t web_answers(const struct web *web)
{
	return web->answers;
}

/* --- a source */

static uint64_t hash_of_plan(const struct due_policy *policy)
{
	const struct cron none = { 0 }, *cron = policy->cron ? policy->cron : &none;
	const int64_t numbers[] = { policy->kind,
		                    policy->every_ms,
		                    policy->min_ms,
		                    policy->max_ms,
		                    policy->ignores_hints,
		                    (int64_t)cron->minutes,
		                    cron->hours,
		                    cron->days,
		                    cron->months,
		                    cron->weekdays,
		                    (int64_t)hash_64(str_c(policy->timezone)) };
	return hash_64(str_n((const char *)numbers, sizeof numbers));
}

/* A schedule that was changed counts from now; an address never seen is asked at once by a run that does not stay. What
 * comes of it is kept, or else a run each few minutes would put the time off again and again. */
static int plan(struct web_poll *poll, struct err *err)
{
	struct desk *desk = poll->ticket.source->web->options.desk;
	const struct due_policy *policy = &poll->ticket.source->config->due;
	struct due_state *due = &poll->kept.due;
	const struct due_state before = *due;
	const uint64_t random = hash_64(str_c(poll->kept.url)), now_plan = hash_of_plan(policy);
	const int64_t now = clock_wall_ms();
	if (due->standing == DUE_UNSEEN && poll->ticket.source->web->options.stays)
		due_first(policy, due, now, random);
	else if (due->standing != DUE_UNSEEN && poll->kept.plan != now_plan)
		due_replan(policy, due, now, random);
	else if (due->standing != DUE_UNSEEN)
		due_settle(policy, due, now);
	const bool is_changed = poll->kept.plan != now_plan || memcmp(&before, due, sizeof before) != 0;
	poll->kept.plan = now_plan;
	return desk && is_changed && before.standing != DUE_UNSEEN ? desk_poll_save(desk, &poll->kept, err) : 0;
}

static int open_polls(struct web_source *source, bool is_forced, struct err *err)
{
	const struct config_source *config = source->config;
	struct web *web = source->web;
	source->polls = mem_zero(config->url_count, sizeof *source->polls);
	for (size_t i = 0; i < config->url_count; i++) {
		struct web_poll *poll = &source->polls[source->poll_count++];
		poll->ticket.source = source;
		poll->config = &config->urls[i];
		poll->kept = (struct desk_poll){ .source = config->name, .url = poll->config->url };
		poll->is_due = is_forced || !web->options.desk;
		if (web->options.desk &&
		    desk_poll_load(web->options.desk, config->name, poll->config->url, &poll->kept, err))
			return -1;
		if (plan(poll, err))
			return -1;
	}
	return 0;
}

int web_source_open(struct web *web, const struct config_source *config, bool is_forced, web_wake *wake,
                    void *self, struct web_source **out, struct err *err)
{
	struct web_source *source = mem_zero(1, sizeof *source);
	source->web = web;
	source->config = config;
	source->desk_source = (struct desk_source){ .name = config->name,
		                                    .was = config->was,
		                                    .pass_embargo = config->pass_embargo };
	source->wake = wake;
	source->self = self;
	source->last_ready = &source->ready;
	source->place = web->sources.count;
	vec_add(&web->sources, source);
	vec_add(&web->dues, INT64_MAX);
	if (open_polls(source, is_forced, err)) {
		web_source_close(source);
		return -1;
	}
	web_due_at(source, 0);
	*out = source;
	return 0;
}

/* The last one takes its place. */
static void leave_web(struct web_source *source)
{
	struct web *web = source->web;
	const size_t last = web->sources.count - 1;
	web->sources.at[source->place] = web->sources.at[last];
	web->dues.at[source->place] = web->dues.at[last];
	web->sources.at[source->place]->place = source->place;
	web->sources.count = web->dues.count = last;
}

static bool is_full(const struct web *web)
{
	return web->ready >= READY_MOST || web->ready_bytes >= READY_BYTES;
}

static void note_ready(struct web *web, const struct document *doc)
{
	web->ready++;
	web->ready_bytes += doc->body.len;
	fetch_hold_back(web->fetch, is_full(web));
}

static void forget_ready(struct web *web, const struct document *doc)
{
	web->ready--;
	web->ready_bytes -= doc->body.len;
	fetch_hold_back(web->fetch, is_full(web));
}

void web_source_close(struct web_source *source)
{
	if (!source)
		return;
	leave_web(source);
	for (struct web_ticket *ticket = source->ready; ticket; ticket = ticket->next_ready) {
		forget_ready(source->web, ticket->doc);
		document_free(ticket->doc);
	}
	for (size_t i = 0; i < source->poll_count; i++) {
		struct web_poll *poll = &source->polls[i];
		if (poll->transfer)
			fetch_cancel(poll->transfer);
		web_robots_forget(&poll->asker);
		web_facts_done(&poll->facts);
		web_way_done(&poll->way);
		poll_done(&poll->kept);
	}
	while (source->pages.count)
		web_page_free(source->pages.at[0]);
	vec_done(&source->pages);
	free(source->polls);
	free(source);
}

/* --- what is due */

static bool is_busy(const struct web_source *source)
{
	for (size_t i = 0; i < source->poll_count; i++)
		if (source->polls[i].is_busy)
			return true;
	return source->pages.count > 0;
}

static bool has_room(const struct web *web)
{
	return fetch_has_room(web->fetch) && !is_full(web);
}

/* A run that does not stay asks once, and so does one that stays where the schedule is "0"; by hand, again. */
static int64_t poll_due(const struct web_poll *poll)
{
	const struct web_source *source = poll->ticket.source;
	const bool is_once = !source->web->options.stays ||
	                     (source->config->due.kind == DUE_EVERY && !source->config->due.every_ms);
	if (poll->is_busy || (is_once && poll->was_asked && !poll->is_due))
		return INT64_MAX;
	return poll->is_due ? 0 : poll->kept.due.next_ms;
}

/* Those of a host that enough waits for already stay due, or else a slow host with many feeds would take all
 * the room. */
static void start_polls(struct web_source *source, int64_t now)
{
	struct web *web = source->web;
	for (size_t i = 0; i < source->poll_count && has_room(web); i++) {
		struct web_poll *poll = &source->polls[i];
		if (poll_due(poll) <= now && !web_poll_is_crowded(poll))
			web_poll_start(poll);
	}
}

static void start_pages(struct web_source *source, int64_t now)
{
	struct err err;
	if (source->next_link_ms > now || !source->web->options.desk)
		return;
	if (web_pages_start(source, &err))
		web_break(source->web, &err);
}

static int64_t source_due(const struct web_source *source)
{
	if (source->is_paused)
		return INT64_MAX;
	int64_t next = source->web->options.desk ? source->next_link_ms : INT64_MAX;
	for (size_t i = 0; i < source->poll_count; i++)
		if (poll_due(&source->polls[i]) < next)
			next = poll_due(&source->polls[i]);
	return next;
}

/* What was due may have come to nothing, such as where hosts want to be left alone: then its end is not waited for. */
static void start_source(struct web_source *source, int64_t now)
{
	const bool was_due = source_due(source) <= now;
	if (source->is_paused)
		return;
	start_polls(source, now);
	start_pages(source, now);
	if (was_due && !is_busy(source) && source_due(source) > now)
		web_wake_source(source);
}

/* Sources take turns in being first. Of thousands a few are due: the others are not looked at. Where hosts
 * are crowded, theirs stay due, and each answer leads here again. */
static void start_due(struct web *web, int64_t now)
{
	size_t looks = 0;
	for (size_t i = 0; i < web->sources.count && looks < LOOKS_MOST && has_room(web); i++) {
		const size_t place = web->turn++ % web->sources.count;
		if (web->dues.at[place] > now)
			continue;
		start_source(web->sources.at[place], now);
		web->dues.at[place] = source_due(web->sources.at[place]);
		looks += web->dues.at[place] <= now;
	}
}

static int64_t next_due(const struct web *web)
{
	int64_t next = INT64_MAX;
	for (size_t i = 0; i < web->dues.count; i++)
		next = web->dues.at[i] < next ? web->dues.at[i] : next;
	return next;
}

void web_step(struct web *web)
{
	const int64_t now = clock_wall_ms();
	if (web->is_stepping || web->next_ms > now || !has_room(web))
		return;
	web->is_stepping = true;
	start_due(web, now);
	web->next_ms = next_due(web);
	web->is_stepping = false;
}

/* --- by hand */

/* It has asked, or waits for robots.txt; else its document is here, or with a worker. */
static bool is_asking(const struct fetch_transfer *transfer, const struct web_asker *asker)
{
	return transfer || asker->host;
}

static void stop_asking(struct web_poll *poll)
{
	if (poll->transfer)
		fetch_cancel(poll->transfer);
	poll->transfer = NULL;
	web_robots_forget(&poll->asker);
	poll->is_busy = poll->is_wanted = poll->was_asked = false;
}

void web_source_pause(struct web_source *source)
{
	source->is_paused = true;
	for (size_t i = 0; i < source->poll_count; i++)
		if (is_asking(source->polls[i].transfer, &source->polls[i].asker))
			stop_asking(&source->polls[i]);
	for (size_t i = source->pages.count; i-- > 0;)
		if (is_asking(source->pages.at[i]->transfer, &source->pages.at[i]->asker))
			web_page_free(source->pages.at[i]);
}

void web_source_resume(struct web_source *source)
{
	source->is_paused = false;
	source->last_link = source->next_link_ms = 0;
	web_due_at(source, 0);
}

static void ask_now(struct web_poll *poll, struct web_asked *asked)
{
	const int64_t held_ms = poll->is_busy ? 0 : web_poll_held_ms(poll);
	poll->is_due |= !poll->is_busy && !held_ms;
	poll->is_wanted |= !held_ms;
	asked->busy += poll->is_busy;
	asked->held += held_ms != 0;
	asked->now += !poll->is_busy && !held_ms;
	if (held_ms && (!asked->held_until_ms || held_ms < asked->held_until_ms))
		asked->held_until_ms = held_ms;
}

struct web_asked web_source_ask(struct web_source *source)
{
	struct web_asked asked = { 0 };
	for (size_t i = 0; i < source->poll_count; i++)
		ask_now(&source->polls[i], &asked);
	source->next_link_ms = 0;
	web_due_at(source, 0);
	return asked;
}

bool web_source_is_wanted(const struct web_source *source)
{
	for (size_t i = 0; i < source->poll_count; i++)
		if (source->polls[i].is_wanted)
			return true;
	return false;
}

/* --- what has come */

void web_wake_source(struct web_source *source)
{
	source->wake(source->self);
}

void web_make_ready(struct web_ticket *ticket, struct document *doc)
{
	struct web_source *source = ticket->source;
	ticket->doc = doc;
	ticket->next_ready = NULL;
	*source->last_ready = ticket;
	source->last_ready = &ticket->next_ready;
	note_ready(source->web, doc);
	web_wake_source(source);
}

struct web_counts web_source_counts(const struct web_source *source)
{
	return source->counts;
}

enum web_next web_source_take(struct web_source *source, struct document **out,
                              struct web_ticket **out_ticket, struct desk_file *file)
{
	struct web_ticket *ticket = source->ready;
	if (!ticket) {
		const bool is_over = !source->web->options.stays && !is_busy(source) &&
		                     source_due(source) > clock_wall_ms();
		return is_over ? WEB_END : WEB_WAIT;
	}
	source->ready = ticket->next_ready;
	if (!source->ready)
		source->last_ready = &source->ready;
	forget_ready(source->web, ticket->doc);
	*out = ticket->doc;
	*out_ticket = ticket;
	*file = (struct desk_file){ 0 };
	if (ticket->kind == TICKET_PAGE)
		file->link = ((struct web_page *)ticket)->link.number;
	ticket->doc = NULL;
	return WEB_DOCUMENT;
}

int web_booked(struct web_ticket *ticket, const struct document *doc, const struct outcome *outcome,
               const struct desk_booked *booked, struct err *err)
{
	if (ticket->kind == TICKET_PAGE)
		return web_page_booked((struct web_page *)ticket, outcome, err);
	return web_poll_booked((struct web_poll *)ticket, doc, outcome, booked, err);
}

void web_give_up(struct web_ticket *ticket)
{
	struct web_source *source = ticket->source;
	if (ticket->kind == TICKET_PAGE)
		web_page_free((struct web_page *)ticket);
	else
		((struct web_poll *)ticket)->is_busy = ((struct web_poll *)ticket)->is_wanted = false;
	web_due_at(source, source_due(source));
}

/* --- documents */

struct document *web_document(struct web_source *source, const char *url, struct fetch_answer *answer)
{
	struct document *doc = fetch_document(answer, url, clock_wall_ms());
	doc->source = document_keep(doc, source->config->name);
	return doc;
}

const char *web_say(struct arena *arena, const struct fetch_answer *answer)
{
	if (answer->trouble)
		return arena_dup(arena, answer->message);
	return arena_printf(arena, "the server answers with status %d", answer->status);
}
