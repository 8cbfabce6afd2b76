/* SPDX-License-Identifier: MIT
 * Who may start when: a queue for each host, so many at once, a pace between two starts; hosts take turns. */
#include <stdlib.h>

#include "core/base/clock.h"
#include "core/base/hash.h"
#include "core/fetch/fetch_parts.h"

/* Where the host stands, or belongs. */
static size_t place_of(const struct fetch *fetch, uint64_t hash)
{
	size_t low = 0, high = fetch->hosts.count;
	while (low < high) {
		const size_t middle = low + (high - low) / 2;
		if (fetch->hosts.at[middle]->hash < hash)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void insert(struct fetch *fetch, size_t place, struct fetch_host *host)
{
	vec_add(&fetch->hosts, host);
	for (size_t i = fetch->hosts.count - 1; i > place; i--)
		fetch->hosts.at[i] = fetch->hosts.at[i - 1];
	fetch->hosts.at[place] = host;
}

struct fetch_host *fetch_host_of(struct fetch *fetch, struct str name)
{
	const uint64_t hash = hash_64(name);
	size_t place = place_of(fetch, hash);
	for (; place < fetch->hosts.count && fetch->hosts.at[place]->hash == hash; place++)
		if (str_eq(str_c(fetch->hosts.at[place]->name), name))
			return fetch->hosts.at[place];
	struct fetch_host *host = mem_zero(1, sizeof *host);
	host->name = mem_dup_n(name.ptr, name.len);
	host->hash = hash;
	host->last = &host->first;
	insert(fetch, place, host);
	return host;
}

static void free_host(struct fetch_host *host)
{
	free(host->name);
	free(host);
}

void fetch_hosts_free(struct fetch *fetch)
{
	for (size_t i = 0; i < fetch->hosts.count; i++)
		free_host(fetch->hosts.at[i]);
	vec_done(&fetch->hosts);
}

void fetch_host_add(struct fetch_host *host, struct fetch_transfer *transfer)
{
	transfer->queue_next = NULL;
	transfer->is_waiting = true;
	*host->last = transfer;
	host->last = &transfer->queue_next;
	transfer->fetch->waiting++;
}

void fetch_host_remove(struct fetch_host *host, struct fetch_transfer *transfer)
{
	struct fetch_transfer **at = &host->first;
	while (*at && *at != transfer)
		at = &(*at)->queue_next;
	if (!*at)
		return;
	*at = transfer->queue_next;
	if (!*at)
		host->last = at;
	transfer->is_waiting = false;
	transfer->fetch->waiting--;
}

static void start_first(struct fetch *fetch, struct fetch_host *host, int64_t now)
{
	struct fetch_transfer *transfer = host->first;
	const int64_t own = transfer->request.pace_ms, rule = fetch->options.pace_ms;
	fetch_host_remove(host, transfer);
	host->next_start_ms = now + (own > rule ? own : rule);
	host->active++;
	fetch->active++;
	if (fetch_transfer_begin(transfer))
		vec_add(&fetch->stillborn, transfer);
}

static void on_pace(uv_timer_t *timer)
{
	fetch_hosts_start(timer->data);
}

/* The host's first transfer starts, or *soonest is when it may. */
static bool try_host(struct fetch *fetch, struct fetch_host *host, int64_t now, int64_t *soonest)
{
	if (!host->first || host->active >= fetch->options.per_host)
		return false;
	if (host->next_start_ms > now) {
		if (host->next_start_ms < *soonest)
			*soonest = host->next_start_ms;
		return false;
	}
	start_first(fetch, host, now);
	return true;
}

/* Hosts that nothing waits for, and that need no pause any more. */
static void forget_idle(struct fetch *fetch, int64_t now)
{
	size_t kept = 0;
	for (size_t i = 0; i < fetch->hosts.count; i++) {
		struct fetch_host *host = fetch->hosts.at[i];
		if (!host->first && !host->active && host->next_start_ms <= now)
			free_host(host);
		else
			fetch->hosts.at[kept++] = host;
	}
	fetch->hosts.count = kept;
}

/* Hosts take turns, one transfer each; a whole round without a start ends it. */
void fetch_hosts_start(struct fetch *fetch)
{
	const int64_t now = clock_mono_ms();
	int64_t soonest = INT64_MAX;
	size_t idle = 0;
	while (fetch->waiting && fetch->active < fetch->options.connections && idle < fetch->hosts.count)
		idle = try_host(fetch, fetch->hosts.at[fetch->turn++ % fetch->hosts.count], now, &soonest)
		               ? 0
		               : idle + 1;
	if (fetch->stillborn.count)
		fetch_kick(fetch);
	if (soonest != INT64_MAX)
		uv_timer_start(&fetch->pace_timer, on_pace, (uint64_t)(soonest - now), 0);
	if (!fetch->waiting && fetch->hosts.count > 2 * (fetch->active + 8))
		forget_idle(fetch, now);
}
