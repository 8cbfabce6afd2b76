/* SPDX-License-Identifier: MIT
 * A week of 500 feeds: requests and missed items of adaptive polling against fixed intervals. */
#include <stdio.h>
#include <string.h>

#include "tests/bench/feed_world.h"

enum { FEEDS = 500 };

#define START_MS (2912 * 7 * DUE_DAY_MS)
#define END_MS   (START_MS + 7 * DUE_DAY_MS)

static const struct {
	const char *name;
	struct due_policy policy;
} schedules[] = {
	{ "every 15 min", { .kind = DUE_EVERY, .every_ms = 15 * DUE_MINUTE_MS, DUE_DEFAULTS } },
	{ "every 60 min", { .kind = DUE_EVERY, .every_ms = 60 * DUE_MINUTE_MS, DUE_DEFAULTS } },
	{ "adaptive", { .kind = DUE_ADAPTIVE, DUE_DEFAULTS } },
};

static void print_row(const char *schedule, const char *rhythm, const struct world_result *r)
{
	printf("%-14s %-8s %8lld requests %8lld items %7lld missed %7lld avoidable %7.1f min until seen\n",
	       schedule, rhythm, (long long)r->requests, (long long)r->items, (long long)r->missed,
	       (long long)r->avoidable,
	       (double)r->delay_ms / (double)DUE_MINUTE_MS /
	               (double)(r->items > r->missed ? r->items - r->missed : 1));
}

static struct world_result run(const struct world_feed *feeds, const struct due_policy *policy,
                               const char *rhythm)
{
	struct world_result sum = { 0 };
	for (size_t i = 0; i < FEEDS; i++)
		if (!rhythm || !strcmp(rhythm, feeds[i].rhythm)) {
			const struct world_result one = world_run(&feeds[i], policy, START_MS, END_MS, i);
			world_add(&sum, &one);
		}
	return sum;
}

int main(void)
{
	struct world_feed *feeds = world_new(FEEDS, START_MS, END_MS, 1);
	for (size_t i = 0; i < sizeof schedules / sizeof *schedules; i++) {
		struct world_result sum;
		for (size_t k = 0; k < sizeof world_kinds / sizeof *world_kinds; k++) {
			sum = run(feeds, &schedules[i].policy, world_kinds[k].name);
			print_row(schedules[i].name, world_kinds[k].name, &sum);
		}
		sum = run(feeds, &schedules[i].policy, NULL);
		print_row(schedules[i].name, "all", &sum);
	}
	world_free(feeds, FEEDS);
	return 0;
}
