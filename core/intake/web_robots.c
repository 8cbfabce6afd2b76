/* SPDX-License-Identifier: MIT
 * The robots.txt of a host (RFC 9309): fetched when the first page needs it, good for a day, and what it means for a page. */
#include <inttypes.h>
#include <stdlib.h>

#include "core/base/clock.h"
#include "core/intake/web_parts.h"
#include "core/schedule/hint.h"

enum {
	DAY_MS = 24 * 3600 * 1000,
	UNREACHABLE_MS = 3600 * 1000, /* one that cannot be had is asked for again so soon */
	ROBOTS_READ = ROBOTS_MOST +
	              (64 << 10), /* more than is kept, so that what is cut are lines behind the end */
	ROBOTS_REDIRECTS = 5,     /* 2.3.1.2: at least */
	WAITING_ENOUGH = 4,       /* for one: they all come to its host's queue together */
	TOO_MANY = 429,
	BUSY = 503,
	NOT_THERE = 404
};
static const char left_alone[] = "its host asked to be left alone for a while";
static const int64_t given_up_after_ms = 30 * (int64_t)DAY_MS; /* 2.3.1.4: then as if there were none */

/* Whom its lines name: what the User-Agent begins with, or has behind "compatible;" as those have that begin
 * like a browser. */
static struct str product_token(const struct web *web)
{
	static const struct str behind = { "compatible;", 11 };
	struct str text = str_c(web->user_agent);
	const size_t at = str_find_nocase(text, behind);
	text = str_trim(at == STR_NONE ? text : str_from(text, at + behind.len));
	const struct str token = robots_token(text);
	return token.len ? token : STR("wiredesk");
}

/* --- what is known of it */

void web_robots_read(struct web_host *host)
{
	robots_free(host->robots);
	host->robots = NULL;
	host->is_known = host->kept.robots_at_ms != 0;
	if (host->kept.robots_status / 100 == 2)
		host->robots = robots_parse(str_n(host->kept.robots, host->kept.robots_len),
		                            product_token(host->web));
}

/* 2.3.1.3: 4xx is as if there were none. But whoever says that there are too many requests has not said that. */
static bool is_reachable(const struct web_host *host)
{
	const int64_t status = host->kept.robots_status;
	return status / 100 == 2 || (status / 100 == 4 && status != TOO_MANY);
}

/* An answer of the server's own counts for a day; that it was not to be had, for an hour, or longer where it
 * asked for more. */
static int64_t ask_again_ms(const struct web_host *host)
{
	const int64_t held = host->kept.held_ms;
	const int64_t again = host->kept.robots_at_ms + (is_reachable(host) ? DAY_MS : UNREACHABLE_MS);
	return held > again && !is_reachable(host) ? held : again;
}

bool web_robots_is_fresh(const struct web_host *host)
{
	const int64_t now = clock_wall_ms();
	return host->is_known && host->kept.robots_at_ms <= now && now < ask_again_ms(host);
}

int64_t web_robots_pace_ms(struct web *web, const char *url)
{
	const struct web_host *host = web_host_of(web, url);
	return host && host->robots ? robots_delay_ms(host->robots) : 0;
}

/* --- its answer */

/* What an answer comes to. Redirects without end are as no file (2.3.1.2), and where nothing may be fetched
 * anyway, the fetcher says so of the page itself. 0: it is not to be had. */
static int status_of(const struct fetch_answer *answer)
{
	if (!answer->trouble)
		return answer->status;
	return answer->trouble == FETCH_REDIRECTS || answer->trouble == FETCH_PRIVATE ? NOT_THERE : 0;
}

static bool ends_line(struct str text)
{
	return str_ends(text, STR("\n")) || str_ends(text, STR("\r"));
}

/* The last line of what was cut may be half a rule, which says something else. Lines are those of the
 * characters: in UTF-16 the bytes of a line's end stand in others, too. */
static struct str whole_lines(const struct fetch_answer *answer, struct arena *arena)
{
	struct str text = robots_text(answer->body, arena);
	while (answer->is_cut && text.len && !ends_line(text))
		text.len--;
	return str_slice(text, 0, ROBOTS_MOST);
}

static void keep_file(struct web_host *host, const struct fetch_answer *answer)
{
	struct arena arena;
	arena_init(&arena);
	const struct str text = answer->trouble ? STR("") : whole_lines(answer, &arena);
	free(host->kept.robots);
	host->kept.robots_len = text.len;
	host->kept.robots = mem_dup_n(text.ptr ? text.ptr : "", text.len);
	host->kept.unreachable_since_ms = 0;
	arena_done(&arena);
}

static char *say_trouble(const struct web_host *host, const struct fetch_answer *answer)
{
	struct arena arena;
	arena_init(&arena);
	char *said = mem_dup(web_way_say(&host->way, &arena, answer));
	arena_done(&arena);
	return said;
}

/* How long it has not been to be had counts from the first time. */
static void keep_answer(struct web_host *host, const struct fetch_answer *answer)
{
	const bool was_unreachable = host->kept.robots_at_ms && !is_reachable(host);
	host->kept.robots_status = status_of(answer);
	host->kept.robots_at_ms = clock_wall_ms();
	free(host->trouble);
	host->trouble = answer->trouble ? say_trouble(host, answer) : NULL;
	if (is_reachable(host))
		keep_file(host, answer);
	else if (!was_unreachable)
		host->kept.unreachable_since_ms = host->kept.robots_at_ms;
}

/* As with any address of a host (RFC 9110, 10.2.3). Of robots.txt it is kept, too, for then it is asked for
 * again. */
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

static void take_answer(struct web_host *host, const struct fetch_answer *answer)
{
	keep_answer(host, answer);
	heed_retry_after(host, answer);
	if (answer->trouble != FETCH_PRIVATE) /* which is the configuration's word, not the host's */
		web_host_save(host);
	web_robots_read(host);
}

static void end(struct web_host *host, const struct fetch_answer *answer)
{
	const bool was_asked = answer->trouble != FETCH_HELD || host->way.hops.count;
	host->is_asked = false;
	host->is_answering = true;
	if (was_asked)
		take_answer(host, answer);
	web_way_done(&host->way);
	answer_all(host);
	host->is_answering = false;
}

static void on_robots(void *self, struct fetch_answer *answer);

static void ask_at(struct web_host *host, const char *url)
{
	host->is_asked = true;
	fetch_start(host->web->fetch, &(struct fetch_request){ .url = url,
	                                                       .accept = "text/plain, */*;q=0.1",
	                                                       .body_enough = ROBOTS_READ,
	                                                       .redirects = ROBOTS_REDIRECTS,
	                                                       .hops = (unsigned)host->way.hops.count,
	                                                       .spent_ms = host->way.spent_ms,
	                                                       .stops_at_redirects = true,
	                                                       .done = on_robots,
	                                                       .self = host });
}

/* What lies at a host that wants to be left alone cannot be had for now. */
static void go_elsewhere(struct web_host *host, const struct fetch_answer *answer)
{
	struct fetch_answer ring;
	const char *url = web_way_further(&host->way, answer->url, answer, &ring);
	if (!url)
		end(host, &ring);
	else if (web_host_held_ms(host->web, url))
		end(host, &(struct fetch_answer){ .trouble = FETCH_HELD, .url = url, .message = left_alone });
	else
		ask_at(host, url);
}

static void on_robots(void *self, struct fetch_answer *answer)
{
	struct web_host *host = self;
	host->web->answers += answer->trouble != FETCH_HELD;
	if (answer->elsewhere)
		go_elsewhere(host, answer);
	else
		end(host, answer);
}

static void ask(struct web_host *host)
{
	char *url = mem_printf("%s/robots.txt", host->origin);
	ask_at(host, url);
	free(url);
}

/* --- what it means */

static const char *say_unreachable(const struct web_host *host, struct arena *arena)
{
	if (!host->kept.robots_status)
		return arena_printf(
			arena,
			"%s/robots.txt cannot be had%s%s%s: until it can, nothing there may be fetched",
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

static enum web_leave decide(const struct web_host *host, const char *url, struct arena *arena,
                             const char **why, int64_t *out_again_ms)
{
	if (!is_reachable(host)) {
		if (is_given_up(host))
			return WEB_MAY;
		*out_again_ms = ask_again_ms(host);
		*why = say_unreachable(host, arena);
		return WEB_MAY_NOT;
	}
	const struct robots_rule *rule = host->robots ? robots_decide(host->robots, str_c(url)) : NULL;
	if (!rule || rule->is_allow)
		return WEB_MAY;
	*why = arena_printf(arena,
	                    "%s/robots.txt forbids it (line %zu: %.*s); \"robots: ignore\" does not ask",
	                    host->origin, rule->line, STR_ARG(rule->text));
	return WEB_MAY_NOT;
}

bool web_robots_bars(struct web *web, const char *url)
{
	const struct web_host *host = web_host_of(web, url);
	return host && web_robots_is_fresh(host) && !is_reachable(host) && !is_given_up(host);
}

enum web_leave web_robots_leave(struct web *web, struct web_asker *asker, struct arena *arena,
                                const char **why, int64_t *out_again_ms)
{
	struct web_host *host = web_host_of(web, asker->url);
	*out_again_ms = 0;
	if (!host)
		return WEB_MAY; /* the fetcher says what is wrong with the address */
	if (web_robots_is_fresh(host))
		return decide(host, asker->url, arena, why, out_again_ms);
	vec_add(&host->waiting, asker);
	asker->host = host;
	if (!host->is_asked)
		ask(host);
	return WEB_ASKS_FIRST;
}

bool web_robots_is_crowded(struct web *web, const char *url)
{
	const struct web_host *host = web_host_of(web, url);
	return host && host->waiting.count >= WAITING_ENOUGH;
}

void web_robots_forget(struct web_asker *asker)
{
	for (size_t i = 0; asker->host && i < asker->host->waiting.count; i++)
		if (asker->host->waiting.at[i] == asker)
			vec_remove(&asker->host->waiting, i);
	asker->host = NULL;
}
