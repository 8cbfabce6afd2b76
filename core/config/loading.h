/* SPDX-License-Identifier: MIT
 * Parts of reading a configuration: fetching.c, sources.c and sinks.c fill what config.c has opened. */
#ifndef CORE_CONFIG_LOADING_H
#define CORE_CONFIG_LOADING_H
#include "core/base/vec.h"
#include "core/config/schema.h"
#include "core/plugin/facts.h"

/* A plugin that was asked for, once each: facts, or why there are none. */
struct loading_plugin {
	const char *name, *refusal;
	const struct plugin_facts *facts;
};

struct loading {
	struct schema schema;
	VEC(struct tree_node *) files; /* the main file first, then what it includes */
	VEC(struct loading_plugin) plugins;
};

/* The facts of a plugin of that kind, or NULL: a fault at the node. */
const struct plugin_facts *loading_plugin(struct loading *loading, const struct tree_node *node,
                                          const char *name, enum wd_kind kind);
/* A name as sources, groups and sinks have it: [a-z0-9][a-z0-9._-]{0,63}; otherwise a fault. */
void loading_check_name(struct loading *loading, const struct tree_node *key, const char *what);
/* Calls back for each entry of a map ("sources") of all files; entries of one name twice are faults. */
typedef void loading_entry(struct loading *loading, const struct tree_node *key,
                           const struct tree_node *value, void *self);
void loading_each(struct loading *loading, const char *map, const char *what, loading_entry *entry,
                  void *self);
/* Fills a struct of a map of the main file by its table; a map that is not there has its defaults. */
void loading_map(struct loading *loading, const char *key, const struct wd_opt *table, void *into);
/* The value of one entry of such a map, or NULL. */
const struct tree_node *loading_find(struct loading *loading, const char *map, const char *name);
/* The folder, or the nearest above it that is there, can be written to; otherwise a fault at the node. */
void loading_check_writable(struct loading *loading, const struct tree_node *node, const char *path,
                            const char *what);
/* A text that stands in a header of each request is one line; otherwise a fault at the node, which may be NULL. */
void loading_check_header(struct loading *loading, const struct tree_node *node, const char *key);

void loading_fetch(struct loading *loading);
void loading_sources(struct loading *loading);
void loading_sinks(struct loading *loading);

#endif
