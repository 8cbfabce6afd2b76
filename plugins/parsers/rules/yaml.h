/* SPDX-License-Identifier: MIT
 * YAML with places: every value knows its line and column, and all that is wrong is gathered before anything is told.
 * Types come from who asks, never from YAML's guesses. libfyaml is known to yaml.c alone;
 * yaml_map.c reads maps by tables of keys. */
#ifndef RULES_YAML_H
#define RULES_YAML_H
#include <stdbool.h>
#include <wiredesk/plugin.h>

#include "pool.h"

struct yaml;
struct fy_node;

enum yaml_kind { YAML_SCALAR, YAML_LIST, YAML_MAP };

struct yaml_value {
	struct fy_node *node; /* NULL: there is no such value */
	enum yaml_kind kind;
	int line, column; /* from 1; of the first character of a text, behind its quote */
	const char *text; /* of a scalar, in the pool; "" for others */
};

/* Reads the file, and gives its root in *out. NULL: the faults have been told. */
struct yaml *yaml_open(wd_job *job, const char *path, struct pool *pool, struct yaml_value *out);
/* Tells all faults (wd_log), sorted by place, with the line and a caret; gives how many there were. Frees all but what is
 * in the pool. */
size_t yaml_close(struct yaml *yaml);

/* Something wrong at a value, or so many bytes behind its first. */
void yaml_fault(struct yaml *yaml, const struct yaml_value *at, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
void yaml_fault_in(struct yaml *yaml, const struct yaml_value *at, size_t offset, const char *text);

/* Of a list or map; anything else has one entry: itself. */
size_t yaml_count(const struct yaml_value *value);
/* Calls back for each entry of a list, or once for anything else. */
void yaml_each(struct yaml *yaml, const struct yaml_value *list,
               void (*each)(struct yaml *, const struct yaml_value *, void *into), void *into);
/* The value of a key, node NULL where there is none. */
struct yaml_value yaml_get(struct yaml *yaml, const struct yaml_value *map, const char *key);

/* The next pair of a map; *cursor is NULL at first. A value that has no place of its own has its key's. */
bool yaml_next(struct yaml *yaml, const struct yaml_value *map, void **cursor, struct yaml_value *out_key,
               struct yaml_value *out_value);

/* A key of a map and what reads its value. */
struct yaml_key {
	const char *name;
	void (*read)(struct yaml *, const struct yaml_value *, void *into);
};
/* Reads a map by a table of keys (ended by a row without a name). A key that is not in the table is given to other, if
 * there is one; what that does not take, either, is a fault. nearest: other's best guess of a name that was meant. */
struct yaml_other {
	bool (*read)(struct yaml *, const struct yaml_value *key, const struct yaml_value *, void *into);
	const char *(*nearest)(const char *name, unsigned *distance);
};
void yaml_read_map(struct yaml *yaml, const struct yaml_value *map, const struct yaml_key *keys,
                   const struct yaml_other *other, void *into);

/* A scalar as text; an empty one, a list or a map is a fault and gives NULL. */
const char *yaml_text(struct yaml *yaml, const struct yaml_value *value);
bool yaml_bool(struct yaml *yaml, const struct yaml_value *value);
long yaml_number(struct yaml *yaml, const struct yaml_value *value, long least, long most);

/* Changes from one name to the other, at most 4: for "did you mean". */
unsigned name_distance(const char *a, const char *b);

struct pool *yaml_pool(struct yaml *yaml);
wd_job *yaml_job(struct yaml *yaml);

#endif
