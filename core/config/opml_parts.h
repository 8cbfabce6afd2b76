/* SPDX-License-Identifier: MIT
 * Inside opml.c and its neighbours. */
#ifndef CORE_CONFIG_OPML_PARTS_H
#define CORE_CONFIG_OPML_PARTS_H
#include "core/config/opml.h"

enum { OPML_NAME_MOST = 64 };

/* Keys of a source that an outline may carry under our prefix. */
extern const char *const opml_keys[];
extern const size_t opml_key_count;

/* opml_names.c: gives every feed the names of its source and group, so that they are names and each of its own. */
void opml_name_all(struct opml *opml);

/* Whether two feeds are addresses of one source. */
bool opml_is_same_source(const struct opml_feed *a, const struct opml_feed *b);

#endif
