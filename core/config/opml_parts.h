/* SPDX-License-Identifier: MIT
 * Inside opml.c and its neighbours. */
#ifndef CORE_CONFIG_OPML_PARTS_H
#define CORE_CONFIG_OPML_PARTS_H
#include "core/config/opml.h"

enum { OPML_NAME_MOST = 64, OPML_KEY_MOST = 1 << 20 };

/* Keys of a source that an outline may carry under our prefix. */
extern const char *const opml_keys[];
extern const size_t opml_key_count;

/* opml_names.c: gives every feed the names of its source and group, so that they are names and each of its own. */
void opml_name_all(struct opml *opml);

/* opml_chain.c: feeds that belong together, each with the next one of its kind. */
#define OPML_LAST ((size_t)-1)

struct opml_chain {
	struct {
		size_t next; /* place of the next one, or OPML_LAST */
		bool is_first;
	} *links; /* one for each feed */
	size_t first_count;
};

/* What those that belong together have in common, appended to out; false: the feed belongs to none. */
typedef bool opml_key(const struct opml_feed *feed, struct buf *out);
bool opml_source_key(const struct opml_feed *feed, struct buf *out); /* its name and folder */
bool opml_group_key(const struct opml_feed *feed, struct buf *out);

void opml_chain_init(struct opml_chain *chain, const struct opml_feed *feeds, size_t count, opml_key *key_of);
void opml_chain_done(struct opml_chain *chain);

#endif
