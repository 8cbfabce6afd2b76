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
	HOSTS_ENOUGH = 20000,
	ROBOTS_READ = ROBOTS_MOST + (64 << 10), /* more than is kept, so that what is cut are lines behind the end */
	ROBOTS_REDIRECTS = 5,                   /* RFC 9309, 2.3.1.2: at least */
	TOO_MANY = 429,
	BUSY = 503,
	NOT_THERE = 404
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
	free(host->trouble);
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

/* --- what is known of it */

/* Nobody is held for more than a day: a time further away is of a clock that has been set back since. 0: not held. */
static int64_t held_until(const struct web_host *host)
{
	const int64_t left = host->kept.held_ms - clock_wall_ms();
	return left > 0 && left <= HINT_MOST_MS ? host->kept.held_ms : 0;
}

/* RFC 9309, 2.3.1.3: 4xx is as if there were none. But whoever says that there are too many requests has not said that. */
static bool is_reachable(const struct web_host *host)
{
	const int64_t status = host->kept.robots_status;
	return status / 100 == 2 || (status / 100 == 4 && status != TOO_MANY);
}

/* An answer of the server's own counts for a day; that it was not to be had, until it is asked again: in an hour, or when the
 * time is over that it asked for. */
static bool is_fresh(const struct web_host *host)
{
	const int64_t now = clock_wall_ms(), age = now - host->kept.robots_at_ms;
	if (is_reachable(host))
		return host->is_known && age >= 0 && age < DAY_MS;
	const bool was_held = host->kept.held_ms > host->kept.robots_at_ms && host->kept.held_ms <= now;
	return host->is_known && age >= 0 && age < UNREACHABLE_MS && !was_held;
}

/* --- the table of hosts */

/* Nothing of it is under way, and the state has what binds us: Retry-After and robots.txt are saved as they come, and a host
 * that is met again is read from there. A pace (and Crawl-delay) that is not over is kept by the fetcher's own queue of that
 * host. In a dry run there is no state: then what still binds is kept here, however many hosts that makes. */
static bool may_be_forgotten(const struct web_host *host)
{
	const bool is_idle = !host->is_asked && !host->is_answering && !host->waiting.count;
	const bool binds = held_until(host) || is_fresh(host);
	return is_idle && (host->web->options.desk || !binds);
}

/* Idle ones go, one by one. As many again may come before the next round, which is a look at all of them. */
static void forget_hosts(struct web *web)
{
	struct map kept = { 0 };
	for (size_t i = 0; i < web->hosts.cap; i++) {
		struct web_host *host = web->hosts.slots[i].value;
		if (host && may_be_forgotten(host))
			free_host(host);
		else if (host)
			*map_at(&kept, host->origin) = host;
	}
	map_done(&web->hosts);
	web->hosts = kept;
	web->hosts_enough = 2 * kept.count > HOSTS_ENOUGH ? 2 * kept.count : HOSTS_ENOUGH;
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

/* Only here hosts are forgotten: who looks at one that is known loses none that he has in hand. */
static struct web_host *add_host(struct web *web, const char *origin)
{
	if (web->hosts.count >= (web->hosts_enough ? web->hosts_enough : HOSTS_ENOUGH))
		forget_hosts(web);
	struct web_host *host = make_host(web, origin);
	*map_at(&web->hosts, origin) = host;
	return host;
}

static struct web_host *host_named(struct web *web, const char *name)
{
	struct web_host *host = map_get(&web->hosts, name);
	return host ? host : add_host(web, name);
}

struct web_host *web_host_of(struct web *web, const char *url)
{
	struct buf origin;
	struct web_host *host = NULL;
	buf_init(&origin, ORIGIN_MOST);
	if (!fetch_origin(url, &origin))
		host = host_named(web, origin.ptr);
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

/* A machine that wants to be left alone means all of it, whatever the scheme and port: "//NAME" in the table. */
static struct web_host *place_of(struct web *web, const char *url)
{
	const struct str name = fetch_host_part(str_c(url));
	struct buf key;
	buf_init(&key, ORIGIN_MOST);
	buf_adds(&key, "//");
	buf_add(&key, name);
	struct web_host *place = name.len ? host_named(web, key.ptr) : NULL;
	buf_done(&key);
	return place;
}

int64_t web_host_held_ms(struct web *web, const char *url)
{
	const struct web_host *host = place_of(web, url);
	return host ? held_until(host) : 0;
}

void web_host_hold(struct web *web, const char *url, int64_t until_ms)
{
	struct web_host *host = place_of(web, url);
	if (!host || until_ms <= held_until(host))
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

/* What an answer comes to. Redirects without end are as no file (RFC 9309, 2.3.1.2), and where nothing may be fetched anyway,
 * the fetcher says so of the page itself. 0: it is not to be had. */
static int status_of(const struct fetch_answer *answer)
{
	if (!answer->trouble)
		return answer->status;
	return answer->trouble == FETCH_REDIRECTS || answer->trouble == FETCH_PRIVATE ? NOT_THERE : 0;
}

/* The last line of what was cut may be half a rule, which says something else. */
static struct str whole_lines(const struct fetch_answer *answer)
{
	struct str text = answer->body;
	while (answer->is_cut && text.len && !strchr("\r\n", text.ptr[text.len - 1]))
		text.len--;
	return str_slice(text, 0, ROBOTS_MOST);
}

static void keep_file(struct web_host *host, const struct fetch_answer *answer)
{
	const struct str text = answer->trouble ? STR("") : whole_lines(answer);
	free(host->kept.robots);
	host->kept.robots_len = text.len;
	host->kept.robots = mem_dup_n(text.ptr ? text.ptr : "", text.len);
	host->kept.unreachable_since_ms = 0;
}

/* How long it has not been to be had counts from the first time. */
static void keep_answer(struct web_host *host, const struct fetch_answer *answer)
{
	const bool was_unreachable = host->kept.robots_at_ms && !is_reachable(host);
	host->kept.robots_status = status_of(answer);
	host->kept.robots_at_ms = clock_wall_ms();
	free(host->trouble);
	host->trouble = answer->trouble ? mem_dup(answer->message) : NULL;
	if (is_reachable(host))
		keep_file(host, answer);
	else if (!was_unreachable)
		host->kept.unreachable_since_ms = host->kept.robots_at_ms;
}

/* As with any address of a host (RFC 9110, 10.2.3). Of robots.txt it is kept, too, for then it is asked for again. */
static void heed_retry_after(struct web_host *host, const struct fetch_answer *answer)
{
	const char *retry = fetch_header(answer, "Retry-After");
	const bool is_meant = retry && (answer->status == TOO_MANY || answer->status == BUSY);
	host->kept.held_ms = is_meant ? hint_retry_at_ms(str_c(retry), clock_wall_ms()) : 0;
	if (host->kept.held_ms)
		web_host_hold(host->web, answer->url, host->kept.held_ms);
}

/* One may end another that waits, or wait anew. */
static void answer_all(struct web_host *host)
{
	for (size_t left = host->waiting.count; left && host->waiting.count; left--) {
		struct web_asker *asker = host->waiting.at[0];
		vec_remove(&host->waiting, 0);
		asker->host = NULL;
		asker->go_on(asker);
	}
}

static void on_robots(void *self, struct fetch_answer *answer)
{
	struct web_host *host = self;
	struct web *web = host->web;
	host->is_asked = false;
	host->is_answering = true;
	if (answer->trouble != FETCH_HELD) { /* then it was not asked at all */
		web->answers++;
		keep_answer(host, answer);
		heed_retry_after(host, answer);
		if (answer->trouble != FETCH_PRIVATE) /* which is the configuration's word, not the host's */
			save(web, host);
		read_rules(host);
	}
	answer_all(host);
	host->is_answering = false;
}

static void ask(struct web_host *host)
{
	char *url = mem_printf("%s/robots.txt", host->origin);
	host->is_asked = true;
	fetch_start(host->web->fetch, &(struct fetch_request){ .url = url,
	                                                       .accept = "text/plain, */*;q=0.1",
	                                                       .body_enough = ROBOTS_READ,
	                                                       .redirects = ROBOTS_REDIRECTS,
	                                                       .done = on_robots,
	                                                       .self = host });
	free(url);
}

static const char *say_unreachable(const struct web_host *host, struct arena *arena)
{
	if (!host->kept.robots_status)
		return arena_printf(arena, "%s/robots.txt cannot be had%s%s%s: until it can, nothing there may be fetched",
		                    host->origin, host->trouble ? " (" : "", host->trouble ? host->trouble : "",
		                    host->trouble ? ")" : "");
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
