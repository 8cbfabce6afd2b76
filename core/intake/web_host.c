/* SPDX-License-Identifier: MIT
 * What a host asks for: its robots.txt (RFC 9309), fetched when the first page needs it and good for a day; and to be left
 * alone for a while (Retry-After), which holds for all that is on it. */
#include <inttypes.h>
#include <stdlib.h>

#include "core/base/clock.h"
#include "core/intake/web_parts.h"
#include "core/schedule/hint.h"

enum {
	DAY_MS = 24 * 3600 * 1000,
	UNREACHABLE_MS = 3600 * 1000, /* a host whose robots.txt cannot be had is asked again so soon */
	HOSTS_MOST = 20000
};
static const int64_t given_up_after_ms =
	30 * (int64_t)DAY_MS; /* RFC 9309, 2.3.1.4: then as if there were none */

#define PRODUCT_TOKEN "wiredesk"

static void free_host(struct web_host *host)
{
	if (!host)
		return;
	robots_free(host->robots);
	free(host->kept.robots);
	vec_done(&host->waiting);
	free(host->origin);
	free(host);
}

void web_hosts_free(struct web *web)
{
	for (size_t i = 0; i < web->hosts.cap; i++)
		free_host(web->hosts.slots[i].value);
	map_done(&web->hosts);
}

static bool is_idle(const struct web_host *host)
{
	return !host->is_asked && !host->is_answering && !host->waiting.count;
}

/* All that is known of them is in the state. */
static void forget_hosts(struct web *web)
{
	for (size_t i = 0; i < web->hosts.cap; i++) {
		struct web_host *host = web->hosts.slots[i].value;
		if (host && !is_idle(host))
			return;
	}
	web_hosts_free(web);
}

static void read_rules(struct web_host *host)
{
	robots_free(host->robots);
	host->robots = NULL;
	host->is_known = host->kept.robots_at_ms != 0;
	if (host->kept.robots_status / 100 == 2)
		host->robots =
			robots_parse(str_n(host->kept.robots, host->kept.robots_len), STR(PRODUCT_TOKEN));
}

static struct web_host *make_host(struct web *web, const char *origin)
{
	struct err err;
	struct web_host *host = mem_zero(1, sizeof *host);
	host->web = web;
	host->origin = mem_dup(origin);
	if (web->options.desk && desk_host_load(web->options.desk, origin, &host->kept, &err))
		web_break(web, &err);
	read_rules(host);
	return host;
}

struct web_host *web_host_of(struct web *web, const char *url)
{
	struct buf origin;
	struct web_host *host = NULL;
	buf_init(&origin, ORIGIN_MOST);
	if (web->hosts.count > HOSTS_MOST)
		forget_hosts(web);
	if (!fetch_origin(url, &origin)) {
		void **place = map_at(&web->hosts, origin.ptr);
		if (!*place)
			*place = make_host(web, origin.ptr);
		host = *place;
	}
	buf_done(&origin);
	return host;
}

static void save(struct web *web, const struct web_host *host)
{
	struct err err;
	if (web->options.desk && desk_host_save(web->options.desk, host->origin, &host->kept, &err))
		web_break(web, &err);
}

/* --- left alone */

/* Nobody is held for more than a day: a time further away is of a clock that has been set back since. */
int64_t web_host_held_ms(struct web *web, const char *url)
{
	const struct web_host *host = web_host_of(web, url);
	const int64_t left = host ? host->kept.held_ms - clock_wall_ms() : 0;
	return left > 0 && left <= HINT_MOST_MS ? host->kept.held_ms : 0;
}

void web_host_hold(struct web *web, const char *url, int64_t until_ms)
{
	struct web_host *host = web_host_of(web, url);
	if (!host || until_ms <= web_host_held_ms(web, url))
		return;
	host->kept.held_ms = until_ms;
	save(web, host);
	fetch_hold(web->fetch, url);
}

/* --- robots.txt */

int64_t web_host_pace_ms(struct web *web, const char *url)
{
	const struct web_host *host = web_host_of(web, url);
	return host && host->robots ? robots_delay_ms(host->robots) : 0;
}

static bool is_reachable(const struct web_host *host)
{
	const int64_t status = host->kept.robots_status;
	return status / 100 == 2 || status / 100 == 4;
}

/* An answer of the server's own counts for a day; that it was not to be had, until it is asked again. */
static bool is_fresh(const struct web_host *host)
{
	const int64_t age = clock_wall_ms() - host->kept.robots_at_ms;
	return host->is_known && age >= 0 && age < (is_reachable(host) ? DAY_MS : UNREACHABLE_MS);
}

static void keep_answer(struct web_host *host, struct fetch_answer *answer)
{
	const int64_t now = clock_wall_ms();
	const bool was_unreachable = host->kept.robots_at_ms && !is_reachable(host);
	const int status = answer->trouble ? 0 : answer->status;
	/* How long it has not been to be had counts from the first time. */
	if (status / 100 != 2 && status / 100 != 4) {
		host->kept.robots_status = status;
		host->kept.robots_at_ms = now;
		if (!was_unreachable)
			host->kept.unreachable_since_ms = now;
		return;
	}
	free(host->kept.robots);
	host->kept.robots_status = status;
	host->kept.robots_at_ms = now;
	host->kept.unreachable_since_ms = 0;
	host->kept.robots_len = answer->body.len < ROBOTS_MOST ? answer->body.len : ROBOTS_MOST;
	host->kept.robots = mem_dup_n(answer->body.ptr ? answer->body.ptr : "", host->kept.robots_len);
}

/* One may end another that waits, or wait anew. */
static void answer_all(struct web_host *host)
{
	host->is_answering = true;
	for (size_t left = host->waiting.count; left && host->waiting.count; left--) {
		struct web_asker *asker = host->waiting.at[0];
		vec_remove(&host->waiting, 0);
		asker->host = NULL;
		asker->go_on(asker);
	}
	host->is_answering = false;
}

static void on_robots(void *self, struct fetch_answer *answer)
{
	struct web_host *host = self;
	struct web *web = host->web;
	host->is_asked = false;
	if (answer->trouble != FETCH_HELD) { /* then it was not asked at all */
		web->answers++;
		keep_answer(host, answer);
		save(web, host);
		read_rules(host);
	}
	answer_all(host);
}

static void ask(struct web_host *host)
{
	char *url = mem_printf("%s/robots.txt", host->origin);
	host->is_asked = true;
	fetch_start(host->web->fetch,
	            &(struct fetch_request){
			    .url = url, .accept = "text/plain, */*;q=0.1", .done = on_robots, .self = host });
	free(url);
}

static const char *say_unreachable(const struct web_host *host, struct arena *arena)
{
	if (!host->kept.robots_status)
		return arena_printf(arena, "%s/robots.txt cannot be had: until it can, nothing there may be fetched",
		                    host->origin);
	return arena_printf(arena,
	                    "%s/robots.txt answers with status %" PRId64
	                    ": until it does otherwise, nothing there may be fetched",
	                    host->origin, host->kept.robots_status);
}

static bool is_given_up(const struct web_host *host)
{
	return host->kept.unreachable_since_ms &&
	       clock_wall_ms() - host->kept.unreachable_since_ms > given_up_after_ms;
}

static enum web_leave decide(const struct web_host *host, const char *url, struct arena *arena, const char **why,
                             int64_t *out_again_ms)
{
	if (!is_reachable(host)) {
		if (is_given_up(host))
			return WEB_MAY;
		*out_again_ms = host->kept.robots_at_ms + UNREACHABLE_MS;
		*why = say_unreachable(host, arena);
		return WEB_MAY_NOT;
	}
	const struct robots_rule *rule = host->robots ? robots_decide(host->robots, str_c(url)) : NULL;
	if (!rule || rule->is_allow)
		return WEB_MAY;
	*why = arena_printf(arena, "%s/robots.txt forbids it (line %zu: %.*s); \"robots: ignore\" does not ask",
	                    host->origin, rule->line, STR_ARG(rule->text));
	return WEB_MAY_NOT;
}

enum web_leave web_host_leave(struct web *web, struct web_asker *asker, struct arena *arena, const char **why,
                              int64_t *out_again_ms)
{
	struct web_host *host = web_host_of(web, asker->url);
	*out_again_ms = 0;
	if (!host)
		return WEB_MAY; /* the fetcher says what is wrong with the address */
	if (is_fresh(host))
		return decide(host, asker->url, arena, why, out_again_ms);
	vec_add(&host->waiting, asker);
	asker->host = host;
	if (!host->is_asked)
		ask(host);
	return WEB_ASKS_FIRST;
}

void web_host_forget(struct web_asker *asker)
{
	for (size_t i = 0; asker->host && i < asker->host->waiting.count; i++)
		if (asker->host->waiting.at[i] == asker)
			vec_remove(&asker->host->waiting, i);
	asker->host = NULL;
}
