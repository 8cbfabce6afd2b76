/* SPDX-License-Identifier: MIT
 * Links to follow: rows in the transaction of the document that gave them (wiredesk.yaml(5), "follow"). A link stands for
 * the item that it belongs to: the page takes the item's identity, and if the page cannot be had, what the feed itself said
 * of the item goes out in its place. A row stays when it is done: it tells the next poll that the item is known. */
#ifndef CORE_DESK_LINKS_H
#define CORE_DESK_LINKS_H
#include "core/desk/desk.h"

/* One that waits. Its strings hang on the arena given to desk_link_next(). */
struct desk_link {
	int64_t number;
	const char *url, *role, *context, *feed_url;
	int64_t tries, depth;
};

enum { LINK_DEPTH_MOST = 4 /* links of links of links … */ };

/* The first of a source that waits behind that number and may be tried at that time: 1 and *out, 0: none, -1. */
int desk_link_next(struct desk *desk, const struct desk_source *source, int64_t behind, int64_t now_ms,
                   struct arena *arena, struct desk_link *out, struct err *err);
/* When the next one that waits may be tried; INT64_MAX: none waits. */
int desk_link_due(struct desk *desk, const struct desk_source *source, int64_t *out_ms, struct err *err);

/* The page was had (desk_book has booked it). */
int desk_link_finish(struct desk *desk, int64_t number, struct err *err);
/* It was not: what the feed said goes out now, and it is tried again at that time; 0: never. */
int desk_link_postpone(struct desk *desk, const struct desk_source *source, int64_t number, int64_t again_ms,
                       struct err *err);
/* The same without counting it as a try; news does not wait for long until its host may be asked again. */
int desk_link_hold(struct desk *desk, const struct desk_source *source, int64_t number, int64_t again_ms,
                   struct err *err);

#endif
