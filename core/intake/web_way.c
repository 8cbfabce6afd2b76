/* SPDX-License-Identifier: MIT
 * The way of a request that is redirected. Each step is a request of its own: the fetcher, which would go on by itself,
 * knows neither robots.txt nor who asked to be left alone. */
#include "core/intake/web_parts.h"

void web_way_done(struct web_way *way)
{
	vec_done(&way->hops);
	arena_done(&way->arena);
	*way = (struct web_way){ 0 };
}

static bool was_visited(const struct web_way *way, const char *url)
{
	for (size_t i = 0; i < way->hops.count; i++)
		if (str_eq(str_c(way->hops.at[i]), str_c(url)))
			return true;
	return false;
}

const char *web_way_further(struct web_way *way, const char *from, const struct fetch_answer *answer,
                            struct fetch_answer *out_ring)
{
	const bool is_permanent = answer->status == 301 || answer->status == 308;
	const char *to = arena_dup(&way->arena, answer->elsewhere);
	vec_add(&way->hops, arena_dup(&way->arena, from));
	way->spent_ms += answer->took_ms;
	way->is_passing |= !is_permanent;
	if (!way->is_passing)
		way->moved = to;
	if (!was_visited(way, to))
		return to;
	*out_ring = (struct fetch_answer){
		.trouble = FETCH_REDIRECTS,
		.message = arena_printf(&way->arena, "its redirects lead in a ring, back to %s", to),
		.url = from,
	};
	return NULL;
}

const char *web_way_say(const struct web_way *way, struct arena *arena, const struct fetch_answer *answer)
{
	const char *what = web_say(arena, answer);
	return way->hops.count ? arena_printf(arena, "it leads to %s: %s", answer->url, what) : what;
}
