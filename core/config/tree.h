/* SPDX-License-Identifier: MIT
 * YAML as a tree with places: what libfyaml reads, copied to an arena, so that every message can name file, line and
 * column. Scalars stay text: their types come from option tables. ${VAR} and ${VAR:-default} in values are filled in
 * ("$${" is a plain "${"). */
#ifndef CORE_CONFIG_TREE_H
#define CORE_CONFIG_TREE_H
#include "core/config/config.h"

struct tree_file {
	const char *path;   /* as it was named: what messages call it */
	const char *folder; /* absolute: what its relative paths stand on */
	const char *text;
};

enum tree_kind { TREE_SCALAR, TREE_LIST, TREE_MAP };

struct tree_node {
	enum tree_kind kind;
	const struct tree_file *file;
	int line, column; /* from 1 */
	struct str text;  /* of a scalar */
	bool is_empty;    /* a plain scalar without text: nothing was written */
	bool is_used;     /* somebody has asked for it */
	size_t count;
	struct tree_node **items; /* of a list; of a map: its values */
	struct tree_node **keys;  /* of a map, scalars; NULL for a list */
};

/* Reads one file. NULL when it cannot be: the faults are in the report. An empty file is an empty map. */
struct tree_node *tree_read(const char *path, struct arena *arena, struct config_report *report);
/* The value of a key; marks it as used. NULL where there is none; map may be NULL. */
struct tree_node *tree_get(const struct tree_node *map, const char *key);
/* The key itself, for the place of a message about it. */
const struct tree_node *tree_key(const struct tree_node *map, const char *key);
/* "wiredesk.yaml:12:3", on the arena. */
const char *tree_place(const struct tree_node *node, struct arena *arena);

#endif
