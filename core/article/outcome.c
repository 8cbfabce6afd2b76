/* SPDX-License-Identifier: MIT */
#include "core/article/outcome.h"

#include <stdlib.h>

#include "core/base/arena.h"
#include "core/base/mem.h"

struct copy {
	struct outcome outcome; /* first: what the caller holds */
	struct arena arena;
};

static const char *keep(struct arena *arena, const char *text)
{
	return text ? arena_dup(arena, text) : NULL;
}

static const struct record *keep_records(struct arena *arena, const struct outcome *from)
{
	struct record *records = arena_alloc(arena, from->record_count * sizeof *records);
	for (size_t i = 0; i < from->record_count; i++)
		records[i] =
			(struct record){ from->records[i].head, arena_str(arena, from->records[i].json),
			                 arena_str(arena, from->records[i].explain) };
	return records;
}

static const struct record_link *keep_links(struct arena *arena, const struct outcome *from)
{
	struct record_link *links = arena_alloc(arena, from->link_count * sizeof *links);
	for (size_t i = 0; i < from->link_count; i++)
		links[i] = (struct record_link){ keep(arena, from->links[i].url),
			                         keep(arena, from->links[i].role),
			                         keep(arena, from->links[i].context),
			                         from->links[i].record };
	return links;
}

struct outcome *outcome_copy(const struct outcome *outcome)
{
	struct copy *copy = mem_zero(1, sizeof *copy);
	struct arena *arena = &copy->arena;
	arena_init(arena);
	copy->outcome = *outcome;
	copy->outcome.parser = keep(arena, outcome->parser);
	copy->outcome.parser_version = keep(arena, outcome->parser_version);
	copy->outcome.reason = keep(arena, outcome->reason);
	copy->outcome.feed = keep(arena, outcome->feed);
	copy->outcome.defects = keep(arena, outcome->defects);
	copy->outcome.charset = keep(arena, outcome->charset);
	copy->outcome.explain = keep(arena, outcome->explain);
	copy->outcome.records = keep_records(arena, outcome);
	copy->outcome.links = keep_links(arena, outcome);
	return &copy->outcome;
}

void outcome_free(struct outcome *outcome)
{
	struct copy *copy = (struct copy *)outcome;
	if (!copy)
		return;
	arena_done(&copy->arena);
	free(copy);
}
