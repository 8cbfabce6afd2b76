/* SPDX-License-Identifier: MIT */
#include "core/base/map.h"

#include <stdlib.h>

#include "core/base/hash.h"
#include "core/base/mem.h"

enum { FIRST_CAP = 16 };

/* The key's slot, or the free one where it would stand. */
static struct map_slot *slot_of(struct map_slot *slots, size_t cap, const char *key)
{
	size_t place = (size_t)hash_64(str_c(key)) & (cap - 1);
	while (slots[place].key && strcmp(slots[place].key, key) != 0)
		place = (place + 1) & (cap - 1);
	return &slots[place];
}

static void grow(struct map *map)
{
	const size_t cap = map->cap ? 2 * map->cap : FIRST_CAP;
	struct map_slot *slots = mem_zero(cap, sizeof *slots);
	for (size_t i = 0; i < map->cap; i++)
		if (map->slots[i].key)
			*slot_of(slots, cap, map->slots[i].key) = map->slots[i];
	free(map->slots);
	map->slots = slots;
	map->cap = cap;
}

void **map_at(struct map *map, const char *key)
{
	if (4 * (map->count + 1) > 3 * map->cap)
		grow(map);
	struct map_slot *slot = slot_of(map->slots, map->cap, key);
	if (!slot->key) {
		slot->key = mem_dup(key);
		map->count++;
	}
	return &slot->value;
}

void *map_get(const struct map *map, const char *key)
{
	return map->cap ? slot_of(map->slots, map->cap, key)->value : NULL;
}

void map_done(struct map *map)
{
	for (size_t i = 0; i < map->cap; i++)
		free(map->slots[i].key);
	free(map->slots);
	*map = (struct map){ 0 };
}
