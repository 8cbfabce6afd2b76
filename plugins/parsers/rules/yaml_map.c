/* SPDX-License-Identifier: MIT
 * Maps read by tables of keys, and scalars as what they are asked for. */
#include <stdlib.h>
#include <string.h>

#include "yaml.h"

enum { NAME_MOST = 40, DISTANCE_MOST = 4 };

/* --- maps by tables */

static unsigned least_of(unsigned a, unsigned b, unsigned c)
{
	const unsigned least = a < b ? a : b;
	return least < c ? least : c;
}

unsigned name_distance(const char *a, const char *b)
{
	unsigned row[NAME_MOST + 1];
	const size_t length = strlen(b);
	if (length > NAME_MOST || strlen(a) > NAME_MOST)
		return DISTANCE_MOST;
	for (size_t j = 0; j <= length; j++)
		row[j] = (unsigned)j;
	for (size_t i = 1; a[i - 1]; i++) {
		unsigned corner = row[0];
		row[0] = (unsigned)i;
		for (size_t j = 1; j <= length; j++) {
			const unsigned above = row[j];
			row[j] = least_of(above + 1, row[j - 1] + 1, corner + (a[i - 1] != b[j - 1]));
			corner = above;
		}
	}
	return row[length] < DISTANCE_MOST ? row[length] : DISTANCE_MOST;
}

static const struct yaml_key *find_key(const struct yaml_key *keys, const char *name)
{
	for (; keys->name; keys++)
		if (!strcmp(keys->name, name))
			return keys;
	return NULL;
}

static const char *nearest_name(const struct yaml_key *keys, const struct yaml_other *other, const char *name)
{
	unsigned least = strlen(name) < 4 ? 2 : DISTANCE_MOST; /* further away is another word */
	const char *nearest = NULL, *others;
	for (; keys->name; keys++) {
		const unsigned distance = name_distance(name, keys->name);
		if (distance < least) {
			least = distance;
			nearest = keys->name;
		}
	}
	others = other && other->nearest ? other->nearest(name, &least) : NULL;
	return others ? others : nearest;
}

static const char *all_names(const struct yaml_key *keys, struct pool *pool)
{
	struct text out = { .pool = pool };
	for (; keys->name; keys++)
		text_print(&out, "%s%s", out.length ? ", " : "", keys->name);
	return text_get(&out);
}

static void tell_unknown(struct yaml *yaml, const struct yaml_value *key, const struct yaml_key *keys,
                         const struct yaml_other *other)
{
	const char *nearest = nearest_name(keys, other, key->text);
	if (nearest)
		yaml_fault(yaml, key, "there is no key \"%s\" here; did you mean %s?", key->text, nearest);
	else
		yaml_fault(yaml, key, "there is no key \"%s\" here; there are %s%s", key->text,
		           all_names(keys, yaml_pool(yaml)),
		           other ? ", and the names of wiredesk-rules(7)" : "");
}

void yaml_read_map(struct yaml *yaml, const struct yaml_value *map, const struct yaml_key *keys,
                   const struct yaml_other *other, void *into)
{
	struct yaml_value key, value;
	void *cursor = NULL;
	if (map->kind != YAML_MAP) {
		yaml_fault(yaml, map, "it must be a map, with keys such as %s",
		           all_names(keys, yaml_pool(yaml)));
		return;
	}
	while (yaml_next(yaml, map, &cursor, &key, &value)) {
		const struct yaml_key *known = find_key(keys, key.text);
		if (known)
			known->read(yaml, &value, into);
		else if (!other || !other->read(yaml, &key, &value, into))
			tell_unknown(yaml, &key, keys, other);
	}
}

/* --- scalars */

const char *yaml_text(struct yaml *yaml, const struct yaml_value *value)
{
	if (value->kind == YAML_SCALAR && *value->text)
		return value->text;
	yaml_fault(yaml, value,
	           value->kind == YAML_SCALAR ? "there is no value here"
	                                      : "a single text must stand here, no list or map");
	return NULL;
}

bool yaml_bool(struct yaml *yaml, const struct yaml_value *value)
{
	static const struct {
		const char *name;
		bool value;
	} words[] = { { "yes", true }, { "true", true },   { "on", true },
		      { "no", false }, { "false", false }, { "off", false } };
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (value->kind == YAML_SCALAR && !strcmp(value->text, words[i].name))
			return words[i].value;
	yaml_fault(yaml, value, "it must be yes or no");
	return false;
}

long yaml_number(struct yaml *yaml, const struct yaml_value *value, long least, long most)
{
	char *end = NULL;
	const long number = strtol(value->text, &end, 10);
	if (value->kind == YAML_SCALAR && *value->text && !*end && number >= least && number <= most)
		return number;
	yaml_fault(yaml, value, "it must be a whole number from %ld to %ld", least, most);
	return least;
}
