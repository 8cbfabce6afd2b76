/* SPDX-License-Identifier: MIT
 * What the files of the web share; see web.h. */
#ifndef CORE_INTAKE_WEB_PARTS_H
#define CORE_INTAKE_WEB_PARTS_H
#include "core/base/map.h"
#include "core/base/vec.h"
#include "core/desk/links.h"
#include "core/desk/polls.h"
#include "core/fetch/fetch.h"
#include "core/intake/web.h"
#include "core/schedule/robots.h"

enum {
	PAGES_AT_ONCE = 8, /* of one source */
	READY_MOST = 64,   /* documents that wait for a worker, */
	READY_BYTES = 32 << 20, /* or so much of them: then nothing more is asked for */
	LOOKS_MOST = 16,   /* at sources whose hosts are crowded, in one step */
	LINK_LOOKS_MOST = 64, /* at links of one source, in one step */
	ORIGIN_MOST = 1 << 16
};

struct web_ticket {
	enum { TICKET_POLL, TICKET_PAGE } kind;
	struct web_source *source;
	struct document *doc; /* ready to be taken; NULL otherwise */
	struct web_ticket *next_ready;
};

/* An answer's facts that are kept only when its document was good. */
struct web_facts {
	char *validated, *etag, *modified, *moved;
	struct sha256 body;
	int status;
	int64_t fresh_ms; /* the server's caching hint; 0: none */
	bool is_cut;
};

/* Who waits for a host's robots.txt. */
struct web_asker {
	const char *url;
	struct web_host *host; /* that it waits for; NULL: for none */
	void (*go_on)(struct web_asker *asker);
};

/* All zero: nowhere yet. */
struct web_way {
	struct arena arena;
	VEC(const char *) hops; /* addresses that redirected */
	const char *moved;      /* where permanent redirects alone have led; NULL: nowhere */
	bool is_passing;        /* one has been that was not permanent */
	int64_t spent_ms;       /* for them */
};

struct web_poll {
	struct web_ticket ticket; /* first */
	struct web_asker asker;   /* of this hop */
	struct web_way way;
	const struct config_url *config;
	struct desk_poll kept;
	struct fetch_transfer *transfer;
	bool is_busy;   /* asked, or its document on its way */
	bool is_due;    /* in spite of the schedule: once */
	bool is_wanted; /* by hand: until it has answered */
	bool was_asked; /* in this run */
	bool was_sent_validators, is_on_trial;
	struct web_facts facts;
};

/* A page on its way. */
struct web_page {
	struct web_ticket ticket; /* first */
	struct arena arena;
	struct desk_link link;
	struct web_asker asker; /* of this hop */
	struct web_way way;
	struct fetch_transfer *transfer;
};

struct web_source {
	struct web *web;
	size_t place; /* among the web's */
	const struct config_source *config;
	struct desk_source desk_source;
	struct web_poll *polls;
	size_t poll_count;
	VEC(struct web_page *) pages;
	int64_t last_link;    /* number of the last one looked at in this round */
	int64_t next_link_ms; /* when a link may be tried next; INT64_MAX: none waits */
	struct web_ticket *ready, **last_ready;
	struct web_counts counts;
	bool is_paused;
	web_wake *wake;
	void *self;
};

/* An origin, as far as its robots.txt goes; or a host of any scheme and port ("//NAME"), which may want to be
 * left alone. */
struct web_host {
	struct web *web;
	char *origin;
	struct desk_host kept; /* held_ms: of an origin, when its robots.txt may be asked for again */
	struct robots *robots; /* read; NULL: not yet, or there is none */
	char *trouble;         /* why robots.txt was not to be had, in words; NULL: its status says it, or nobody has asked */
	struct web_way way;        /* of the request for robots.txt */
	bool is_known, is_asked, is_answering;
	VEC(struct web_asker *) waiting;
};

struct web {
	struct web_options options;
	struct fetch *fetch;
	char *user_agent;
	VEC(struct web_source *) sources;
	VEC(int64_t) dues; /* of each of them, when something of it is due; never later than that is */
	size_t turn, ready, ready_bytes;
	struct map hosts;
	size_t hosts_enough; /* over so many, idle ones are forgotten */
	int64_t next_ms;
	uint64_t answers;
	bool is_stepping;
};

/* web.c */
void web_make_ready(struct web_ticket *ticket, struct document *doc);
void web_wake_source(struct web_source *source);
void web_break(struct web *web, const struct err *err);
void web_due_at(struct web_source *source, int64_t at_ms); /* something of it will be due then */
/* A document of an answer: body taken over, headers, type and character set. */
struct document *web_document(struct web_source *source, const char *url, struct fetch_answer *answer);
const char *web_say(struct arena *arena, const struct fetch_answer *answer); /* in words: "HTTP 503", … */

/* web_poll.c */
void web_poll_start(struct web_poll *poll);
bool web_poll_is_crowded(const struct web_poll *poll); /* enough waits for its host already */
int64_t web_poll_held_ms(const struct web_poll *poll); /* until when its host wants to be left alone; 0: it does not */
int web_poll_booked(struct web_poll *poll, const struct document *doc, const struct outcome *outcome,
                    const struct desk_booked *booked, struct err *err);
void web_facts_done(struct web_facts *facts);

/* web_page.c */
int web_pages_start(struct web_source *source, struct err *err);
void web_page_free(struct web_page *page);
int web_page_booked(struct web_page *page, const struct outcome *outcome, struct err *err);

/* web_way.c */
void web_way_done(struct web_way *way);
/* Where an answer leads on from an address, which lives as long as the way; NULL: in a ring, and *out_ring is
 * the answer that this comes to. */
const char *web_way_further(struct web_way *way, const char *from, const struct fetch_answer *answer,
                            struct fetch_answer *out_ring);
/* What went wrong there, in words, and where it has led before. */
const char *web_way_say(const struct web_way *way, struct arena *arena, const struct fetch_answer *answer);

/* web_host.c */
struct web_host *web_host_of(struct web *web, const char *url); /* NULL: no http address, or state trouble */
int64_t web_host_held_ms(struct web *web,
                         const char *url); /* it wants to be left alone until then; 0: no more */
void web_host_hold(struct web *web, const char *url, int64_t until_ms);
void web_host_save(const struct web_host *host); /* what is kept of it, into the state */
void web_hosts_free(struct web *web);

/* web_robots.c */
void web_robots_read(struct web_host *host); /* the rules of what is kept */
bool web_robots_is_fresh(const struct web_host *host); /* it need not be asked for */
enum web_leave { WEB_MAY, WEB_MAY_NOT, WEB_ASKS_FIRST };
/* May it be fetched? WEB_ASKS_FIRST: its go_on() is called later. why: of WEB_MAY_NOT, on the arena. */
enum web_leave web_robots_leave(struct web *web, struct web_asker *asker, struct arena *arena, const char **why,
                              int64_t *out_again_ms);
/* It cannot be had, and need not be asked for again yet: nothing there may be fetched. Whoever waited for its host,
 * which it may have asked to leave alone, would wait again and again. */
bool web_robots_bars(struct web *web, const char *url);
bool web_robots_is_crowded(struct web *web, const char *url); /* enough waits for it already */
void web_robots_forget(struct web_asker *asker); /* it does not wait any more */
int64_t web_robots_pace_ms(struct web *web, const char *url);

#endif
