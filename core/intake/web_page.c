/* SPDX-License-Identifier: MIT
 * A page that is followed: a row of the state's links, taken when it may be tried, robots.txt asked before each origin that
 * it leads to. The row goes on waiting until its document is booked, so nothing is lost between. */
#include <inttypes.h>
#include <stdlib.h>

#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/intake/web_parts.h"
#include "core/schedule/hint.h"

enum {
	MINUTE_MS = 60 * 1000,
	HOUR_MS = 3600 * 1000,
	BACK_OFF_MOST_MS = 24 * 3600 * 1000,
	TOO_MANY_MS = 15 * MINUTE_MS
};

static const char accepted[] = "text/html, application/xhtml+xml;q=0.9, application/xml;q=0.8, */*;q=0.5";

/* --- taking rows */

/* What came of the next one: LATER, its host is crowded; NONE waits in the rest of this round. */
enum begun { BEGUN_NOW, BEGUN_BEFORE, BEGUN_LATER, BEGUN_NONE };

static bool is_under_way(const struct web_source *source, int64_t number)
{
	for (size_t i = 0; i < source->pages.count; i++)
		if (source->pages.at[i]->link.number == number)
			return true;
	return false;
}

static bool asks_robots(const struct web_source *source)
{
	return source->config->robots != CONFIG_ROBOTS_IGNORE;
}

static void go_on(struct web_page *page);

static void on_robots_known(struct web_asker *asker)
{
	go_on((struct web_page *)((char *)asker - offsetof(struct web_page, asker)));
}

/* It waits with others, for the host or for its robots.txt. */
static bool is_crowded(const struct web_source *source, const char *url)
{
	return fetch_is_crowded(source->web->fetch, url) ||
	       (asks_robots(source) && web_robots_is_crowded(source->web, url));
}

static enum begun begin(struct web_page *page)
{
	struct web_source *source = page->ticket.source;
	if (!is_under_way(source, page->link.number) && is_crowded(source, page->link.url))
		return BEGUN_LATER;
	source->last_link = page->link.number;
	if (is_under_way(source, page->link.number))
		return BEGUN_BEFORE;
	page->asker = (struct web_asker){ .url = page->link.url, .go_on = on_robots_known };
	vec_add(&source->pages, page);
	go_on(page);
	return BEGUN_NOW;
}

static int begin_next(struct web_source *source, enum begun *out, struct err *err)
{
	struct web_page *page = mem_zero(1, sizeof *page);
	arena_init(&page->arena);
	page->ticket = (struct web_ticket){ .kind = TICKET_PAGE, .source = source };
	const int got = desk_link_next(source->web->options.desk, &source->desk_source, source->last_link,
	                               clock_wall_ms(), &page->arena, &page->link, err);
	*out = got == 1 ? begin(page) : BEGUN_NONE;
	if (*out != BEGUN_NOW) {
		arena_done(&page->arena);
		free(page);
	}
	return got < 0 ? -1 : 0;
}

/* As many as may be under way, one after the other, as long as no host is crowded: such a one would take all the room, as
 * with polls. Those of hosts that are held, or forbid it, are over at once: the rest of many is for the next step.
 * A round ends with the last row, the next begins when one may be tried again. */
int web_pages_start(struct web_source *source, struct err *err)
{
	enum begun begun = BEGUN_NOW;
	int left = LINK_LOOKS_MOST;
	while (source->pages.count < PAGES_AT_ONCE && begun < BEGUN_LATER && left-- > 0)
		if (begin_next(source, &begun, err))
			return -1;
	source->next_link_ms = INT64_MAX; /* until one of those under way has ended */
	if (source->pages.count)
		return 0;
	if (begun == BEGUN_NONE) {
		source->last_link = 0;
		return desk_link_due(source->web->options.desk, &source->desk_source, &source->next_link_ms, err);
	}
	source->next_link_ms = 0;
	web_due_at(source, 0);
	return 0;
}

void web_page_free(struct web_page *page)
{
	struct web_source *source = page->ticket.source;
	if (page->transfer)
		fetch_cancel(page->transfer);
	web_robots_forget(&page->asker);
	for (size_t i = 0; i < source->pages.count; i++)
		if (source->pages.at[i] == page)
			vec_remove(&source->pages, i);
	web_way_done(&page->way);
	arena_done(&page->arena);
	free(page);
}

/* There is room for another. */
static void leave(struct web_page *page)
{
	struct web_source *source = page->ticket.source;
	web_page_free(page);
	source->next_link_ms = 0;
	web_due_at(source, 0);
}

/* --- how it ends without a document */

static struct desk *desk_of(const struct web_page *page)
{
	return page->ticket.source->web->options.desk;
}

static void check(struct web_page *page, int result, const struct err *err)
{
	if (result)
		web_break(page->ticket.source->web, err);
}

static void leave_and_tell(struct web_page *page)
{
	struct web_source *source = page->ticket.source;
	leave(page);
	source->web->options.booked(source->web->options.self);
	web_wake_source(source);
}

/* Kinds of trouble: how often a page is tried, and how long after the first time it is tried again; each time it takes twice
 * as long. */
struct patience {
	int tries;
	int64_t first_ms;
};

static struct patience patience_for(const struct fetch_answer *answer)
{
	if (answer->trouble == FETCH_PRIVATE || answer->trouble == FETCH_BAD_URL || answer->status == 410)
		return (struct patience){ 1, 0 };
	if (!answer->trouble && answer->status / 100 == 4)
		return (struct patience){ 4, HOUR_MS };
	return (struct patience){ 8, 10 * MINUTE_MS };
}

static int64_t again_ms(const struct web_page *page, struct patience patience)
{
	if (page->link.tries + 1 >= patience.tries)
		return 0;
	const int64_t pause = patience.first_ms << page->link.tries;
	return clock_wall_ms() + (pause < BACK_OFF_MOST_MS ? pause : BACK_OFF_MOST_MS);
}

static void give_up_for_now(struct web_page *page, const char *why, int64_t again)
{
	struct web_source *source = page->ticket.source;
	struct err err;
	const char *outlook = again ? "; tried again later" : "; not tried again";
	log_warning("source %s, %s: %s%s", source->config->name, page->link.url, why, outlook);
	source->counts.failed++;
	check(page, desk_book_failure(desk_of(page), source->config->name, page->link.url, why, &err), &err);
	check(page, desk_link_postpone(desk_of(page), &source->desk_source, page->link.number, again, &err),
	      &err);
	leave_and_tell(page);
}

/* Its host wants to be left alone: that is no try. */
static void hold(struct web_page *page, int64_t until)
{
	struct err err;
	check(page, desk_link_hold(desk_of(page), &page->ticket.source->desk_source, page->link.number, until, &err), &err);
	leave_and_tell(page);
}

/* --- fetching */

static void make_ready(struct web_page *page, struct fetch_answer *answer)
{
	struct document *doc = web_document(page->ticket.source, page->link.url, answer);
	doc->role = document_keep(doc, page->link.role ? page->link.role : "page");
	doc->feed_url = document_keep(doc, page->link.feed_url);
	doc->context = document_keep(doc, page->link.context);
	web_make_ready(&page->ticket, doc);
}

/* Who says that there are too many requests means those for its other pages, too, and not that they may come at once.
 * 0: the host is not to be held. */
static int64_t held_until(const struct fetch_answer *answer)
{
	const char *retry = fetch_header(answer, "Retry-After");
	const int64_t now = clock_wall_ms();
	const int64_t until = retry && (answer->status == 429 || answer->status == 503) ? hint_retry_at_ms(str_c(retry), now) : 0;
	if (until > now)
		return until;
	return answer->status == 429 ? now + TOO_MANY_MS : 0;
}

static void on_trouble(struct web_page *page, const struct fetch_answer *answer)
{
	const int64_t until = held_until(answer);
	const char *why = web_way_say(&page->way, &page->arena, answer);
	if (until)
		web_host_hold(page->ticket.source->web, answer->url, until);
	int64_t again = again_ms(page, patience_for(answer));
	if (until > again && again)
		again = until;
	give_up_for_now(page, why, again);
}

static void go_elsewhere(struct web_page *page, const struct fetch_answer *answer)
{
	struct fetch_answer ring;
	const char *url = web_way_further(&page->way, page->asker.url, answer, &ring);
	if (!url) {
		on_trouble(page, &ring);
		return;
	}
	page->asker.url = url;
	go_on(page);
}

static void on_answer(void *self, struct fetch_answer *answer)
{
	struct web_page *page = self;
	page->transfer = NULL;
	page->ticket.source->web->answers++;
	if (answer->trouble == FETCH_HELD)
		go_on(page); /* which holds it */
	else if (answer->elsewhere)
		go_elsewhere(page, answer);
	else if (!answer->trouble && answer->status / 100 == 2)
		make_ready(page, answer);
	else
		on_trouble(page, answer);
}

static void fetch_now(struct web_page *page)
{
	struct web_source *source = page->ticket.source;
	page->transfer =
		fetch_start(source->web->fetch,
	                    &(struct fetch_request){ .url = page->asker.url,
	                                             .accept = accepted,
	                                             .pace_ms = web_robots_pace_ms(source->web, page->asker.url),
	                                             .hops = (unsigned)page->way.hops.count,
	                                             .spent_ms = page->way.spent_ms,
	                                             .stops_at_redirects = true,
	                                             .done = on_answer,
	                                             .self = page });
}

static enum web_leave may_fetch(struct web_page *page, const char **why, int64_t *out_again)
{
	struct web_source *source = page->ticket.source;
	if (!asks_robots(source))
		return WEB_MAY;
	return web_robots_leave(source->web, &page->asker, &page->arena, why, out_again);
}

static bool is_barred(const struct web_page *page)
{
	const struct web_source *source = page->ticket.source;
	return asks_robots(source) && web_robots_bars(source->web, page->asker.url);
}

static void go_on(struct web_page *page)
{
	const char *why = NULL;
	int64_t again;
	const int64_t held = web_host_held_ms(page->ticket.source->web, page->asker.url);
	if (held && !is_barred(page)) {
		hold(page, held);
		return;
	}
	switch (may_fetch(page, &why, &again)) {
	case WEB_MAY:
		fetch_now(page);
		break;
	case WEB_MAY_NOT:
		give_up_for_now(page, why, again);
		break;
	case WEB_ASKS_FIRST:
		break;
	}
}

/* --- the document is booked */

/* A page that gave nothing is no page of an article: what the feed said stands in for it. */
static bool gave_something(const struct outcome *outcome)
{
	return outcome->state == OUTCOME_DONE && (outcome->record_count || outcome->link_count);
}

int web_page_booked(struct web_page *page, const struct outcome *outcome, struct err *err)
{
	/* One at which a worker died lies with the dead letters; others may be had later. */
	const struct patience patience = { outcome->state == OUTCOME_FAILED ? 1 : 4, HOUR_MS };
	struct web_source *source = page->ticket.source;
	struct desk *desk = desk_of(page);
	int result = 0;
	if (desk && gave_something(outcome))
		result = desk_link_finish(desk, page->link.number, err);
	else if (desk)
		result = desk_link_postpone(desk, &source->desk_source, page->link.number,
		                            again_ms(page, patience), err);
	leave(page);
	return result;
}
