/* SPDX-License-Identifier: MIT
 * Option tables over trees: names checked, values read by their type, the nearest of several maps wins. The host's own
 * keys are tables of the same kind as a plugin's options; a row of type SCHEMA_MAP is a key that is read elsewhere. */
#ifndef CORE_CONFIG_SCHEMA_H
#define CORE_CONFIG_SCHEMA_H
#include <jansson.h>
#include <wiredesk/plugin.h>

#include "core/config/report.h"

enum { SCHEMA_MAP = 0, SCHEMA_MAPS_MOST = 3 };
#define SCHEMA_ELSEWHERE(key, help)                                                                          \
	{                                                                                                    \
#key, SCHEMA_MAP, 0, 0, NULL, NULL, help                                                     \
	}

/* Where a value is looked for, nearest first: a source, its group, the defaults. Entries may be NULL. */
struct schema_scope {
	const struct tree_node *maps[SCHEMA_MAPS_MOST];
	const struct tree_node *owner; /* whose place stands for what is missing */
	const char *what;              /* "source wire-drop", "the configuration": for messages */
};

/* Everything that reading a configuration needs. */
struct schema {
	struct config *config; /* gets the lines for `config show`; its arena holds all */
	struct config_report *report;
	int depth; /* of the lines */
};

/* The nearest value that is written, or NULL; it is used then. */
struct tree_node *schema_find(const struct schema_scope *scope, const char *key);
/* How far away that is: 0 in the nearest map, SCHEMA_MAPS_MOST where it is in none. */
int schema_distance(const struct schema_scope *scope, const char *key);
/* The scope of a map within: "options", "route". */
struct schema_scope schema_within(const struct schema_scope *scope, const char *key);
/* Reports keys of one map that the table does not have, with the nearest that it has. */
void schema_check_names(struct schema *schema, const struct tree_node *map, const struct wd_opt *table,
                        const char *what);
/* Fills the table's struct; faults are reported and leave the default. Lists are NULL-terminated, NULL where neither
 * written nor defaulted. Paths come out absolute. */
void schema_fill(struct schema *schema, const struct wd_opt *table, const struct schema_scope *scope,
                 void *into);
/* Values of a plugin's options as a JSON object of strings and lists of strings. New reference. */
json_t *schema_to_json(struct schema *schema, const struct wd_opt *table, const struct schema_scope *scope);
/* An absolute path, relative ones standing on the folder of the node's file. */
const char *schema_path(struct schema *schema, const struct tree_node *node, struct str path);
/* A line for `config show`; place may be NULL. */
void schema_show(struct schema *schema, const char *key, const char *value, const char *place);

#endif
