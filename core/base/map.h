/* SPDX-License-Identifier: MIT
 * A table by name: strings to pointers, which stay the caller's.
 *
 *	struct map hosts = { 0 };
 *	*map_at(&hosts, "a.example") = host;
 *	for (size_t i = 0; i < hosts.cap; i++)
 *		if (hosts.slots[i].key) use(hosts.slots[i].value);
 *	map_done(&hosts); */
#ifndef CORE_BASE_MAP_H
#define CORE_BASE_MAP_H
#include "core/base/str.h"

struct map_slot {
	char *key; /* NULL: free */
	void *value;
};

struct map {
	struct map_slot *slots;
	size_t count, cap; /* cap is a power of two, or 0 */
};

/* The value's place; NULL stands there at first. Valid until the next call with a new key. */
void **map_at(struct map *map, const char *key);
void *map_get(const struct map *map, const char *key); /* NULL: none */
void map_done(struct map *map);                        /* the keys, not the values */

#endif
