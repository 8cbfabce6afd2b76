/* SPDX-License-Identifier: MIT
 * A table of chains. A host is idle, and may be forgotten, when nothing runs there and its next start lies
 * behind. */
#include "core/schedule/pace.h"

#include <stdlib.h>

#include "core/base/hash.h"
#include "core/base/mem.h"

enum { CHAINS = 1024, SWEEP_LEAST = 64 };

struct host {
	struct host *next;
	int64_t free_at_ms; /* the next request may start */
	int64_t started_ms; /* the last one did; 0: none */
	int64_t gap_ms;
	size_t running;
	size_t len;
	char name[];
};

struct pace {
	struct pace_limits limits;
	size_t count;
	size_t sweep_at; /* the count at which idle hosts are looked for: twice what the last sweep left */
	struct host *chains[CHAINS];
};

struct pace *pace_new(const struct pace_limits *limits)
{
	struct pace *pace = mem_zero(1, sizeof *pace);
	pace->limits = *limits;
	pace->sweep_at = SWEEP_LEAST;
	return pace;
}

static void free_host(struct pace *pace, struct host **place)
{
	struct host *host = *place;
	*place = host->next;
	free(host);
	pace->count--;
}

void pace_free(struct pace *pace)
{
	if (!pace)
		return;
	for (size_t i = 0; i < CHAINS; i++)
		while (pace->chains[i])
			free_host(pace, &pace->chains[i]);
	free(pace);
}

static struct host **find(struct pace *pace, struct str name)
{
	struct host **place = &pace->chains[hash_64(name) % CHAINS];
	while (*place && !str_eq(name, str_n((*place)->name, (*place)->len)))
		place = &(*place)->next;
	return place;
}

/* Forgets idle hosts; gives when the next one will be, PACE_LATER where that is open. */
static int64_t sweep(struct pace *pace, int64_t now_ms)
{
	int64_t room_at_ms = PACE_LATER;
	for (size_t i = 0; i < CHAINS; i++)
		for (struct host **place = &pace->chains[i]; *place;) {
			const struct host *host = *place;
			if (!host->running && host->free_at_ms <= now_ms) {
				free_host(pace, place);
				continue;
			}
			if (!host->running && host->free_at_ms < room_at_ms)
				room_at_ms = host->free_at_ms;
			place = &(*place)->next;
		}
	pace->sweep_at = pace->count * 2 > SWEEP_LEAST ? pace->count * 2 : SWEEP_LEAST;
	return room_at_ms;
}

/* Now, where there is room for another host; else when there will be. */
static int64_t room_for_host(struct pace *pace, int64_t now_ms)
{
	if (pace->count < pace->limits.most_hosts && pace->count < pace->sweep_at)
		return now_ms;
	const int64_t room_at_ms = sweep(pace, now_ms);
	return pace->count < pace->limits.most_hosts ? now_ms : room_at_ms;
}

/* NULL where the table is full of hosts that something is known of. */
static struct host *host_of(struct pace *pace, struct str name, int64_t now_ms)
{
	struct host *host = *find(pace, name);
	if (host)
		return host;
	if (room_for_host(pace, now_ms) > now_ms)
		return NULL;
	host = mem_zero(1, sizeof *host + name.len);
	host->gap_ms = pace->limits.gap_ms;
	host->len = name.len;
	memcpy(host->name, name.ptr, name.len);
	struct host **place = find(pace, name);
	*place = host;
	pace->count++;
	return host;
}

int64_t pace_when(struct pace *pace, struct str host, int64_t now_ms)
{
	const struct host *known = *find(pace, host);
	if (!known)
		return room_for_host(pace, now_ms);
	if (known->running >= pace->limits.parallel)
		return PACE_LATER;
	return known->free_at_ms > now_ms ? known->free_at_ms : now_ms;
}

bool pace_start(struct pace *pace, struct str host, int64_t now_ms)
{
	if (pace_when(pace, host, now_ms) > now_ms)
		return false;
	struct host *known = host_of(pace, host, now_ms);
	known->running++;
	known->started_ms = now_ms;
	known->free_at_ms = now_ms + known->gap_ms;
	return true;
}

void pace_end(struct pace *pace, struct str host)
{
	struct host *known = *find(pace, host);
	if (known && known->running)
		known->running--;
}

static void push_back(struct host *host, int64_t free_at_ms)
{
	if (free_at_ms > host->free_at_ms)
		host->free_at_ms = free_at_ms;
}

void pace_set_delay(struct pace *pace, struct str host, int64_t delay_ms, int64_t now_ms)
{
	struct host *known = host_of(pace, host, now_ms);
	if (!known)
		return;
	known->gap_ms = delay_ms > pace->limits.gap_ms ? delay_ms : pace->limits.gap_ms;
	if (known->started_ms)
		push_back(known, known->started_ms + known->gap_ms);
}

void pace_hold(struct pace *pace, struct str host, int64_t until_ms, int64_t now_ms)
{
	struct host *known = host_of(pace, host, now_ms);
	if (known)
		push_back(known, until_ms);
}

size_t pace_host_count(const struct pace *pace)
{
	return pace->count;
}
