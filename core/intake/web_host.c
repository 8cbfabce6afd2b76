/* SPDX-License-Identifier: MIT
 * The table of hosts, and which of them are to be left alone for a while (Retry-After). */
#include <stdlib.h>

#include "core/base/clock.h"
#include "core/intake/web_parts.h"
#include "core/schedule/hint.h"

enum { HOSTS_ENOUGH = 20000 };

static void free_host(struct web_host *host)
{
	if (!host)
		return;
	robots_free(host->robots);
	free(host->kept.robots);
	free(host->trouble);
	vec_done(&host->waiting);
	web_way_done(&host->way);
	free(host->origin);
	free(host);
}

void web_hosts_free(struct web *web)
{
	for (size_t i = 0; i < web->hosts.cap; i++)
		free_host(web->hosts.slots[i].value);
	map_done(&web->hosts);
}

/* Nobody is held for more than a day: a time further away is of a clock that has been set back since. 0: not
 * held. */
static int64_t held_until(const struct web_host *host)
{
	const int64_t left = host->kept.held_ms - clock_wall_ms();
	return left > 0 && left <= HINT_MOST_MS ? host->kept.held_ms : 0;
}

/* --- the table of hosts */

/* Nothing of it is under way, and the state has what binds us: Retry-After and robots.txt are saved as they
 * come, and a host that is met again is read from there. A pace (and Crawl-delay) that is not over is kept by
 * the fetcher's own queue of that host. In a dry run there is no state: then what still binds is kept here,
 * however many hosts that makes. */
static bool may_be_forgotten(const struct web_host *host)
{
	const bool is_idle = !host->is_asked && !host->is_answering && !host->waiting.count;
	const bool binds = held_until(host) || web_robots_is_fresh(host);
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

static struct web_host *make_host(struct web *web, const char *origin)
{
	struct err err;
	struct web_host *host = mem_zero(1, sizeof *host);
	host->web = web;
	host->origin = mem_dup(origin);
	if (web->options.desk && desk_host_load(web->options.desk, origin, &host->kept, &err))
		web_break(web, &err);
	web_robots_read(host);
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

void web_host_save(const struct web_host *host)
{
	struct err err;
	struct web *web = host->web;
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

/* "Retry-After: 0", or a date gone by, holds nobody. */
void web_host_hold(struct web *web, const char *url, int64_t until_ms)
{
	struct web_host *host = place_of(web, url);
	if (!host || until_ms <= clock_wall_ms() || until_ms <= held_until(host))
		return;
	host->kept.held_ms = until_ms;
	web_host_save(host);
	fetch_hold(web->fetch, url);
}
