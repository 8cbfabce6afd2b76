/* SPDX-License-Identifier: MIT
 * An address that is polled: asked with the validators that it gave (RFC 9110, 13; ETag and Last-Modified byte for byte),
 * and what its answer means for the next time. Nothing that it says is kept before its document is booked. */
#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/base/clock.h"
#include "core/base/hash.h"
#include "core/base/log.h"
#include "core/intake/web_parts.h"
#include "core/schedule/hint.h"

enum {
	MOVED_POLLS = 3,         /* a permanent redirect is believed after so many in a row … */
	NOT_MODIFIED_POLLS = 50, /* so many 304 in a row, and it is asked once without validators … */
	VALIDATORS_LIE = -1      /* in not_modified: they are not used any more */
};
static const int64_t moved_ms = 7 * (int64_t)86400000;        /* … or so long */
static const int64_t not_modified_ms = 7 * (int64_t)86400000; /* … or so long after the last body */

static const char accepted[] = "application/atom+xml, application/rss+xml, application/feed+json, "
			       "application/rdf+xml;q=0.9, application/xml;q=0.8, text/xml;q=0.8, */*;q=0.1";

/* --- asking */

static const char *address_of(const struct web_poll *poll)
{
	return poll->kept.address ? poll->kept.address : poll->kept.url;
}

/* Servers that say 304 for ever are found out: now and then one that does is asked at once as if for the first time. */
static bool is_suspicious(const struct desk_poll *kept, int64_t now)
{
	return kept->not_modified >= NOT_MODIFIED_POLLS ||
	       (kept->not_modified > 0 && now - kept->full_at >= not_modified_ms);
}

static bool may_send_validators(const struct web_poll *poll)
{
	const struct desk_poll *kept = &poll->kept;
	return kept->fingerprint == poll->ticket.source->config->fingerprint &&
	       kept->not_modified != VALIDATORS_LIE && !poll->is_on_trial;
}

static void on_answer(void *self, struct fetch_answer *answer);

/* A password is for the origin that it was configured for, not for where that has moved or leads to. */
static bool may_send_password(const struct web_poll *poll)
{
	struct buf configured, asked;
	buf_init(&configured, ORIGIN_MOST);
	buf_init(&asked, ORIGIN_MOST);
	const bool is_same = !fetch_origin(poll->kept.url, &configured) &&
	                     !fetch_origin(poll->asker.url, &asked) &&
	                     str_eq(buf_str(&configured), buf_str(&asked));
	buf_done(&configured);
	buf_done(&asked);
	return is_same;
}

/* Somebody subscribed to a feed: robots.txt is asked only where the configuration says so, and then where it
 * leads, too. */
static bool asks_robots(const struct web_poll *poll)
{
	return poll->ticket.source->config->robots == CONFIG_ROBOTS_ALL;
}

static void ask(struct web_poll *poll)
{
	struct web_source *source = poll->ticket.source;
	const struct desk_poll *kept = &poll->kept;
	const bool is_known_there = may_send_password(poll);
	const struct config_login login = config_login_for(source->config, poll->config);
	poll->was_sent_validators = may_send_validators(poll) && (kept->etag || kept->modified);
	const struct fetch_request request = {
		.url = poll->asker.url,
		.accept = accepted,
		.validated = kept->validated,
		.etag = poll->was_sent_validators ? kept->etag : NULL,
		.modified = poll->was_sent_validators ? kept->modified : NULL,
		.user = is_known_there ? login.user : NULL,
		.password = is_known_there ? login.password : NULL,
		.pace_ms = asks_robots(poll) ? web_robots_pace_ms(source->web, poll->asker.url) : 0,
		.hops = (unsigned)poll->way.hops.count,
		.spent_ms = poll->way.spent_ms,
		.stops_at_redirects = true,
		.done = on_answer,
		.self = poll,
	};
	poll->transfer = fetch_start(source->web->fetch, &request);
}

int64_t web_poll_held_ms(const struct web_poll *poll)
{
	return web_host_held_ms(poll->ticket.source->web, address_of(poll));
}

bool web_poll_is_crowded(const struct web_poll *poll)
{
	struct web *web = poll->ticket.source->web;
	return fetch_is_crowded(web->fetch, address_of(poll)) ||
	       (asks_robots(poll) && web_robots_is_crowded(web, address_of(poll)));
}

/* A host that wants to be left alone is, with all that is on it; where the poll leads to it, too. */
static bool is_held(struct web_poll *poll)
{
	const int64_t until = web_host_held_ms(poll->ticket.source->web, poll->asker.url);
	if (until)
		poll->kept.due.next_ms = until;
	return until != 0;
}

/* --- what is kept */

void web_facts_done(struct web_facts *facts)
{
	free(facts->validated);
	free(facts->etag);
	free(facts->modified);
	free(facts->moved);
	*facts = (struct web_facts){ 0 };
}

static struct str header_of(const struct fetch_answer *answer, const char *name)
{
	return str_c(fetch_header(answer, name));
}

static void note_facts(struct web_poll *poll, const struct fetch_answer *answer)
{
	struct web_facts *facts = &poll->facts;
	web_facts_done(facts);
	poll_set(&facts->validated, answer->url);
	poll_set(&facts->etag, fetch_header(answer, "ETag"));
	poll_set(&facts->modified, fetch_header(answer, "Last-Modified"));
	poll_set(&facts->moved, answer->moved ? answer->moved : poll->way.moved);
	facts->status = answer->status;
	facts->is_cut = answer->is_cut;
	facts->fresh_ms = hint_fresh_ms(header_of(answer, "Cache-Control"), header_of(answer, "Expires"),
	                                header_of(answer, "Date"), clock_wall_ms());
}

static void move_member(char **to, char **from)
{
	free(*to);
	*to = *from;
	*from = NULL;
}

/* On 200 all validators are new, one that is missing is gone; on 304 those that came. */
static void keep_validators(struct web_poll *poll)
{
	struct web_facts *facts = &poll->facts;
	const bool is_whole = facts->status != 304;
	move_member(&poll->kept.validated, &facts->validated);
	if (is_whole || facts->etag)
		move_member(&poll->kept.etag, &facts->etag);
	if (is_whole || facts->modified)
		move_member(&poll->kept.modified, &facts->modified);
	poll->kept.fingerprint = poll->ticket.source->config->fingerprint;
}

static struct desk *desk_of(const struct web_poll *poll)
{
	return poll->ticket.source->web->options.desk;
}

static int tell(struct web_poll *poll, const char *kind, const char *text, struct err *err)
{
	log_warning("source %s: %s: %s", poll->kept.source, poll->kept.url, text);
	return desk_of(poll) ? desk_book_event(desk_of(poll), poll->kept.source, poll->kept.url, kind, err,
	                                       "%s", text)
	                     : 0;
}

/* A permanent redirect is believed when it has been there for a while: then the address is replaced. */
static int keep_move(struct web_poll *poll, struct err *err)
{
	struct desk_poll *kept = &poll->kept;
	const int64_t now = clock_wall_ms();
	char text[300];
	if (!poll->facts.moved) {
		poll_set(&kept->moved_to, NULL);
		kept->moved_count = 0;
		return 0;
	}
	if (!kept->moved_to || !str_eq(str_c(kept->moved_to), str_c(poll->facts.moved))) {
		poll_set(&kept->moved_to, poll->facts.moved);
		kept->moved_count = 0;
		kept->moved_since = now;
	}
	if (++kept->moved_count < MOVED_POLLS && now - kept->moved_since < moved_ms)
		return 0;
	move_member(&kept->address, &kept->moved_to);
	kept->moved_count = 0;
	snprintf(text, sizeof text, "it has moved for good: asked at %.200s from now on", kept->address);
	return tell(poll, "moved", text, err);
}

/* --- the next time */

static enum due_outcome outcome_of(const struct fetch_answer *answer)
{
	return answer->trouble ? DUE_BROKEN : due_outcome_of_status(answer->status);
}

/* Of thousands of polls few are under way: only those keep where they have led. */
static void leave_way(struct web_poll *poll)
{
	web_way_done(&poll->way);
	poll->asker.url = NULL; /* of the way, or of an address that may be replaced */
	poll->is_busy = poll->is_wanted = false;
}

/* The poll is over: when it is asked again follows from how it went. */
static int settle(struct web_poll *poll, const struct due_answer *answer, struct err *err)
{
	struct web_source *source = poll->ticket.source;
	struct desk_poll *kept = &poll->kept;
	const char *before = due_state_name(&kept->due);
	const int64_t now = clock_wall_ms();
	due_after(&source->config->due, &kept->due, answer, now, hash_64(str_c(kept->url)) ^ (uint64_t)now);
	leave_way(poll);
	web_facts_done(&poll->facts);
	web_due_at(source, kept->due.next_ms);
	const char *state = due_state_name(&kept->due);
	if (!str_eq(str_c(before), str_c(state)) && kept->due.next_ms == DUE_NEVER &&
	    tell(poll, state,
	         answer->outcome == DUE_IS_GONE ? "it says that it has ended and is not asked any more; "
	                                          "\"wiredesk source run\" asks it again"
	                                        : "it has not been there for 30 days and is not asked any "
	                                          "more; \"wiredesk source run\" asks it "
	                                          "again",
	         err))
		return -1;
	return desk_of(poll) ? desk_poll_save(desk_of(poll), kept, err) : 0;
}

/* --- answers without a document */

static void end_without_document(struct web_poll *poll, const struct due_answer *answer)
{
	struct web *web = poll->ticket.source->web;
	struct err err;
	if (settle(poll, answer, &err))
		web_break(web, &err);
	web->options.booked(web->options.self);
	web_wake_source(poll->ticket.source);
}

static void book_unchanged(struct web_poll *poll)
{
	struct err err;
	struct desk_poll *kept = &poll->kept;
	struct due_answer due = { .outcome = DUE_UNCHANGED, .fresh_ms = poll->facts.fresh_ms };
	poll->ticket.source->counts.unchanged++;
	kept->status = poll->facts.status;
	poll_set(&kept->error, NULL);
	keep_validators(poll);
	due.has_validators = kept->etag || kept->modified;
	if (desk_of(poll) &&
	    (keep_move(poll, &err) || desk_book_unchanged(desk_of(poll), kept->source, &err)))
		web_break(poll->ticket.source->web, &err);
	end_without_document(poll, &due);
}

/* What it has said just now is what it is tried by: one that has really changed since would have told so. */
static void on_not_modified(struct web_poll *poll)
{
	poll->kept.not_modified++;
	poll->is_on_trial = is_suspicious(&poll->kept, clock_wall_ms());
	if (poll->is_on_trial)
		ask(poll);
	else
		book_unchanged(poll);
}

/* "HTTP 503", and what follows from it. */
static void book_failure(struct web_poll *poll, const char *why, const struct due_answer *due)
{
	struct err err;
	poll_set(&poll->kept.error, why);
	log_error("source %s, %s: %s", poll->kept.source, poll->kept.url, why);
	poll->ticket.source->counts.failed++;
	if (desk_of(poll) && desk_book_failure(desk_of(poll), poll->kept.source, poll->kept.url, why, &err))
		web_break(poll->ticket.source->web, &err);
	end_without_document(poll, due);
}

/* Where it moved to is not there: the address that was configured is asked again. */
static void doubt_move(struct web_poll *poll, enum due_outcome outcome)
{
	if (outcome == DUE_MISSING || outcome == DUE_IS_GONE)
		poll_set(&poll->kept.address, NULL);
}

static void on_failure(struct web_poll *poll, const struct fetch_answer *answer)
{
	struct web *web = poll->ticket.source->web;
	struct arena arena;
	struct due_answer due = { .outcome = outcome_of(answer) };
	arena_init(&arena);
	poll->kept.status = answer->status;
	if (due.outcome == DUE_IS_GONE && poll->kept.address)
		due.outcome = DUE_MISSING;
	doubt_move(poll, due.outcome);
	if (due.outcome == DUE_BUSY)
		due.retry_at_ms = hint_retry_at_ms(header_of(answer, "Retry-After"), clock_wall_ms());
	if (due.retry_at_ms)
		web_host_hold(web, answer->url, due.retry_at_ms);
	book_failure(poll, web_way_say(&poll->way, &arena, answer), &due);
	arena_done(&arena);
}

/* --- the beginning */

static enum web_leave may_ask(struct web_poll *poll, struct arena *arena, const char **why, int64_t *out_again)
{
	if (!asks_robots(poll))
		return WEB_MAY;
	return web_robots_leave(poll->ticket.source->web, &poll->asker, arena, why, out_again);
}

/* A robots.txt that cannot be had is asked for again at a time of its own; one that forbids does so for long. */
static void book_bar(struct web_poll *poll, const char *why, int64_t again)
{
	book_failure(poll, why,
	             &(struct due_answer){ .outcome = again ? DUE_BUSY : DUE_REFUSED, .retry_at_ms = again });
}

static void go_on(struct web_poll *poll)
{
	const char *why = NULL;
	int64_t again = 0;
	struct arena arena;
	arena_init(&arena);
	switch (may_ask(poll, &arena, &why, &again)) {
	case WEB_MAY:
		ask(poll);
		break;
	case WEB_MAY_NOT:
		book_bar(poll, why, again);
		break;
	case WEB_ASKS_FIRST:
		break;
	}
	arena_done(&arena);
}

static void on_held(struct web_poll *poll);

static bool is_barred(const struct web_poll *poll)
{
	return asks_robots(poll) && web_robots_bars(poll->ticket.source->web, poll->asker.url);
}

/* Or the host has asked to be left alone meanwhile, and it is not known. */
static void on_robots_known(struct web_asker *asker)
{
	struct web_poll *poll = (struct web_poll *)((char *)asker - offsetof(struct web_poll, asker));
	if (web_host_held_ms(poll->ticket.source->web, asker->url) && !is_barred(poll))
		on_held(poll);
	else
		go_on(poll);
}

void web_poll_start(struct web_poll *poll)
{
	const bool was_due = poll->is_due;
	poll->is_due = poll->was_asked = poll->is_on_trial = false;
	web_way_done(&poll->way);
	poll->asker = (struct web_asker){ .url = address_of(poll), .go_on = on_robots_known };
	if (is_held(poll)) {
		poll->is_wanted = false;
		if (was_due)
			log_warning("%s: its host asked to be left alone for a while; not asked now",
			            poll->kept.url);
		return;
	}
	poll->is_busy = poll->was_asked = true;
	go_on(poll);
}

/* --- a document */

static bool is_the_same(const struct web_poll *poll)
{
	return poll->kept.has_body && poll->kept.fingerprint == poll->ticket.source->config->fingerprint &&
	       !memcmp(poll->kept.body.bytes, poll->facts.body.bytes, SHA256_SIZE);
}

/* It was asked without validators, because it had said 304 for so long, just now, too: did it lie? */
static int judge_validators(struct web_poll *poll, bool is_same, struct err *err)
{
	if (poll->kept.not_modified != VALIDATORS_LIE)
		poll->kept.not_modified = 0;
	if (!poll->is_on_trial || is_same)
		return 0;
	poll->kept.not_modified = VALIDATORS_LIE;
	return tell(poll, "validators",
	            "it said \"not modified\" for long although it had changed; its validators are not used "
	            "any more",
	            err);
}

static const char *context_of(const struct web_poll *poll, struct document *doc)
{
	if (!poll->config->section)
		return NULL;
	json_t *context = json_pack("{s:[s]}", "sections", poll->config->section);
	char *text = json_dumps(context, JSON_COMPACT);
	const char *kept = document_keep(doc, text);
	free(text);
	json_decref(context);
	return kept;
}

static void on_body(struct web_poll *poll, struct fetch_answer *answer)
{
	struct err err;
	struct desk_poll *kept = &poll->kept;
	poll->facts.body = hash_sha256(answer->body);
	const bool is_same = is_the_same(poll);
	if (judge_validators(poll, is_same, &err))
		web_break(poll->ticket.source->web, &err);
	kept->full_at = clock_wall_ms();
	if (is_same) {
		book_unchanged(poll);
		return;
	}
	struct document *doc = web_document(poll->ticket.source, kept->url, answer);
	document_set_hash(doc, &poll->facts.body);
	doc->feed_url = doc->url;
	doc->context = context_of(poll, doc);
	web_make_ready(&poll->ticket, doc);
}

/* It was not asked: that is no answer, and no failure. */
static void on_held(struct web_poll *poll)
{
	is_held(poll);
	leave_way(poll);
	poll->was_asked = false;
	web_due_at(poll->ticket.source, poll->kept.due.next_ms);
	web_wake_source(poll->ticket.source);
}

static void go_elsewhere(struct web_poll *poll, const struct fetch_answer *answer)
{
	struct fetch_answer ring;
	const char *url = web_way_further(&poll->way, poll->asker.url, answer, &ring);
	if (!url) {
		on_failure(poll, &ring);
		return;
	}
	poll->asker.url = url;
	on_robots_known(&poll->asker);
}

static void on_answer(void *self, struct fetch_answer *answer)
{
	struct web_poll *poll = self;
	poll->transfer = NULL;
	if (answer->trouble == FETCH_HELD) {
		on_held(poll);
		return;
	}
	poll->ticket.source->web->answers++;
	note_facts(poll, answer);
	if (answer->elsewhere)
		go_elsewhere(poll, answer);
	else if (!answer->trouble && answer->status == 304 && poll->was_sent_validators)
		on_not_modified(poll);
	else if (!answer->trouble && answer->status / 100 == 2)
		on_body(poll, answer);
	else
		on_failure(poll, answer);
}

/* --- the document is booked */

/* Whoever names a year and more has said nothing that could be waited for. */
static int64_t milliseconds_of(const json_t *feed, const char *key, int64_t unit_ms)
{
	const int64_t number = json_integer_value(json_object_get(feed, key));
	return number > 0 && number <= 366 * DUE_DAY_MS / unit_ms ? number * unit_ms : 0;
}

static const char *const weekdays[] = { "sunday",   "monday", "tuesday", "wednesday",
	                                "thursday", "friday", "saturday" };

/* The number of an hour, or of a day by its name; -1: neither. */
static int64_t bit_of(const json_t *value)
{
	const struct str text = str_c(json_string_value(value));
	int64_t number;
	if (json_is_integer(value))
		return json_integer_value(value);
	for (size_t i = 0; i < sizeof weekdays / sizeof *weekdays; i++)
		if (str_eq_nocase(text, str_c(weekdays[i])))
			return (int64_t)i;
	return str_to_int(text, &number) ? number : -1;
}

static uint32_t bits_of(const json_t *feed, const char *key)
{
	uint32_t bits = 0;
	size_t i;
	json_t *value;
	json_array_foreach(json_object_get(feed, key), i, value)
	{
		const int64_t bit = bit_of(value);
		bits |= bit >= 0 && bit < 32 ? UINT32_C(1) << bit : 0;
	}
	return bits;
}

/* What the feed says of its own rhythm. */
static void take_feed(struct web_poll *poll, const struct outcome *outcome, struct due_answer *due)
{
	json_t *feed = outcome->feed ? json_loads(outcome->feed, 0, NULL) : NULL;
	const char *title = json_string_value(json_object_get(feed, "title"));
	if (title)
		poll_set(&poll->kept.title, title);
	due->ttl_ms = milliseconds_of(feed, "ttl", DUE_MINUTE_MS);
	due->period_ms = milliseconds_of(feed, "update_period", 1000);
	due->skip_hours = bits_of(feed, "skip_hours");
	due->skip_days = bits_of(feed, "skip_days");
	if (json_is_true(json_object_get(feed, "expired")))
		due->outcome = DUE_IS_GONE;
	json_decref(feed);
}

static int note_gap(struct web_poll *poll, const struct desk_booked *booked, struct err *err)
{
	struct desk_poll *kept = &poll->kept;
	const bool is_gap =
		kept->items && booked->items && !booked->known && due_is_gap(booked->oldest_ms, kept->newest);
	if (booked->newest_ms > kept->newest)
		kept->newest = booked->newest_ms;
	kept->items = (int64_t)booked->items;
	if (!is_gap)
		return 0;
	kept->gaps++;
	return tell(poll, "gap",
	            "none of its items was known: some that came in between may have been missed; a smaller "
	            "\"every_max\" asks "
	            "more often",
	            err);
}

/* The transfer says so, or the parser, who sees what a broken gzip stream hides. */
static bool is_cut(const struct web_poll *poll, const struct outcome *outcome)
{
	return poll->facts.is_cut ||
	       (outcome->defects && strstr(outcome->defects, "\"code\":\"truncated\"") != NULL);
}

static int keep_good(struct web_poll *poll, const struct outcome *outcome, const struct desk_booked *booked,
                     struct due_answer *due, struct err *err)
{
	struct desk_poll *kept = &poll->kept;
	poll_set(&kept->error, NULL);
	take_feed(poll, outcome, due);
	due->has_validators = poll->facts.etag || poll->facts.modified;
	kept->has_body = !is_cut(poll, outcome);
	kept->body = poll->facts.body;
	if (kept->has_body)
		keep_validators(poll);
	if (!booked)
		return 0;
	due->items_known = (int64_t)booked->known;
	due->items_new = (int64_t)(booked->items - booked->known);
	due->times_ms = booked->times_ms;
	due->time_count = booked->time_count;
	return keep_move(poll, err) || note_gap(poll, booked, err) ? -1 : 0;
}

int web_poll_booked(struct web_poll *poll, const struct document *doc, const struct outcome *outcome,
                    const struct desk_booked *booked, struct err *err)
{
	(void)doc;
	struct due_answer due = { .outcome = DUE_OK, .fresh_ms = poll->facts.fresh_ms };
	poll->kept.status = poll->facts.status;
	if (outcome->state == OUTCOME_DONE) {
		if (keep_good(poll, outcome, booked, &due, err))
			return -1;
	} else {
		due.outcome = DUE_BROKEN;
		poll_set(&poll->kept.error, outcome->reason);
	}
	if (booked && booked->links) {
		poll->ticket.source->next_link_ms = 0;
		web_due_at(poll->ticket.source, 0);
	}
	return settle(poll, &due, err);
}
