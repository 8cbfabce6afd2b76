/* SPDX-License-Identifier: MIT
 * Feeds of one source, or of one group, without a look at all others for each. */
#include <stdlib.h>

#include "core/base/map.h"
#include "core/base/mem.h"
#include "core/config/opml_parts.h"

bool opml_source_key(const struct opml_feed *feed, struct buf *out)
{
	if (!feed->source)
		return false;
	buf_adds(out, feed->source);
	buf_addc(out, '\n'); /* which stands in no name */
	buf_adds(out, feed->folder ? feed->folder : "");
	return true;
}

bool opml_group_key(const struct opml_feed *feed, struct buf *out)
{
	if (!feed->group)
		return false;
	buf_adds(out, feed->group);
	return true;
}

/* Behind the last one of its key, which the map has by its place and one. */
static void append(struct opml_chain *chain, struct map *last, const char *key, size_t place)
{
	void **slot = map_at(last, key);
	const uintptr_t before = (uintptr_t)*slot;
	chain->links[place].is_first = !before;
	chain->first_count += !before;
	if (before)
		chain->links[before - 1].next = place;
	*slot = (void *)(place + 1);
}

void opml_chain_init(struct opml_chain *chain, const struct opml_feed *feeds, size_t count, opml_key *key_of)
{
	struct map last = { 0 };
	struct buf key;
	buf_init(&key, OPML_KEY_MOST);
	*chain = (struct opml_chain){ .links = mem_zero(count + 1, sizeof *chain->links) };
	for (size_t i = 0; i < count; i++) {
		buf_clear(&key);
		chain->links[i].next = OPML_LAST;
		if (key_of(&feeds[i], &key))
			append(chain, &last, key.ptr, i);
	}
	buf_done(&key);
	map_done(&last);
}

void opml_chain_done(struct opml_chain *chain)
{
	free(chain->links);
}

static size_t count_firsts(const struct opml *opml, opml_key *key_of)
{
	struct opml_chain chain;
	opml_chain_init(&chain, opml->feeds.at, opml->feeds.count, key_of);
	const size_t count = chain.first_count;
	opml_chain_done(&chain);
	return count;
}

size_t opml_source_count(const struct opml *opml)
{
	return count_firsts(opml, opml_source_key);
}

size_t opml_group_count(const struct opml *opml)
{
	return count_firsts(opml, opml_group_key);
}
