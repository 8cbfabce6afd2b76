/* SPDX-License-Identifier: MIT
 * What sources fetch: addresses that are polled when they are due, and pages that are followed. One web for a run: it owns
 * the fetcher, knows the hosts, and starts no more than there is room for. Each source takes its documents from it.
 *
 * web.c starts what is due; web_poll.c and web_page.c say what an answer means for an address and for a followed page;
 * web_host.c knows which hosts want to be left alone for a while, web_robots.c what their robots.txt says, web_way.c where
 * redirects have led. */
#ifndef CORE_INTAKE_WEB_H
#define CORE_INTAKE_WEB_H
#include <uv.h>

#include "core/config/config.h"
#include "core/desk/desk.h"
#include "core/doc/document.h"
#include "core/fetch/fetch.h"

struct web;
struct web_source;
struct web_ticket; /* of a document that came from the web: given back when it is booked */

struct web_options {
	uv_loop_t *loop;
	struct desk *desk; /* NULL in a dry run: everything is due, nothing is kept, no link followed */
	const struct config *config;
	bool stays; /* first polls are spread over their interval */
	/* State trouble: the run must end. */
	void (*broken)(void *self, const struct err *err);
	/* Something was booked without a document: unchanged, failed. */
	void (*booked)(void *self);
	void *self;
};

/* Who asks, for free(); and how the configuration wants things fetched. Both must outlive the fetcher. */
char *web_user_agent(const struct config *config);
struct fetch_options web_fetch_options(const struct config *config, const char *user_agent);

int web_new(const struct web_options *options, struct web **out, struct err *err);
void web_free(struct web *web); /* after its sources; NULL is allowed */
/* Starts what is due, as far as there is room. Cheap when nothing is. */
void web_step(struct web *web);
int64_t web_next_ms(const struct web *web);  /* wall clock: when something is due next; INT64_MAX: never */
size_t web_in_flight(const struct web *web); /* requests */
uint64_t web_answers(const struct web *web); /* so far: progress */

typedef void web_wake(void *self);
/* is_forced: its addresses are due whatever the schedule says. -1: state trouble. */
int web_source_open(struct web *web, const struct config_source *source, bool is_forced, web_wake *wake,
                    void *self, struct web_source **out, struct err *err);
void web_source_close(struct web_source *source); /* what is in flight is given up; NULL is allowed */

/* Asks nothing more, and gives up what is under way; documents that have come are still to be taken. Nobody is woken. */
void web_source_pause(struct web_source *source);
void web_source_resume(struct web_source *source);
/* Its addresses are due now, once, whatever the schedule says; but hosts that asked to be left alone are. */
struct web_asked {
	size_t now, busy, held; /* addresses: asked now; under way in any case; of hosts that are left alone, until: */
	int64_t held_until_ms;  /* the first of them */
};
struct web_asked web_source_ask(struct web_source *source);
bool web_source_is_wanted(const struct web_source *source); /* asked for so, and an address has not answered yet */

/* Answers that brought no document since the source was opened. */
struct web_counts {
	uint64_t unchanged, failed;
};
struct web_counts web_source_counts(const struct web_source *source);

enum web_next { WEB_DOCUMENT, WEB_WAIT, WEB_END /* nothing is due, nothing on its way */ };
/* WEB_DOCUMENT: *out is the caller's, and the ticket must come back with web_booked(). file: for desk_book(). */
enum web_next web_source_take(struct web_source *source, struct document **out,
                              struct web_ticket **out_ticket, struct desk_file *file);
/* The document is in the open transaction, or (booked NULL, in a dry run) only parsed. -1: state trouble. */
int web_booked(struct web_ticket *ticket, const struct document *doc, const struct outcome *outcome,
               const struct desk_booked *booked, struct err *err);
void web_give_up(struct web_ticket *ticket); /* it never was booked: as if it had not come */

#endif
