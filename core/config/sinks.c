/* SPDX-License-Identifier: MIT
 * Sinks of a configuration: plugin, options, route. */
#include <libgen.h>
#include <stdlib.h>

#include "core/base/mem.h"
#include "core/config/loading.h"

struct keys {
	const char *sink;
	int64_t drain;
	bool skip;
};

static const struct wd_opt sink_keys[] = {
	{ "sink", WD_OPT_STR, WD_OPT_REQUIRED, offsetof(struct keys, sink), NULL, NULL,
	  "the sink plugin, such as jsonl" },
	WD_DURATION_MS(struct keys, drain, NULL, "0..1d", "how long a run that ends waits for it"),
	WD_BOOL(struct keys, skip, "no",
	        "when the log is full, leave out what it has not taken, and book it"),
	SCHEMA_ELSEWHERE(options, "of the plugin"),
	SCHEMA_ELSEWHERE(route, "which records it gets"),
	WD_OPT_END
};

struct route {
	const char *const *sources, *const *groups, *const *classes, *const *statuses;
};

static const struct wd_opt route_keys[] = {
	WD_LIST(struct route, sources, NULL, "only records of these sources"),
	WD_LIST(struct route, groups, NULL, "only records of these groups' sources"),
	WD_LIST(struct route, classes, NULL, "only pages of these classes"),
	WD_LIST(struct route, statuses, NULL, "only records of these statuses"), WD_OPT_END
};

typedef VEC(struct config_sink) sinks;

/* --- route */

static bool is_among(const char *name, const char *choices)
{
	struct str rest = str_c(choices), choice;
	while (str_next(&rest, ' ', &choice))
		if (str_eq(choice, str_c(name)))
			return true;
	return false;
}

static void check_choices(struct loading *loading, const struct tree_node *route, const char *key,
                          const char *const *names, const char *choices)
{
	for (; names && *names; names++)
		if (!is_among(*names, choices))
			report_at(loading->schema.report, tree_get(route, key), "%s has \"%s\"; there are %s",
			          key, *names, choices);
}

static void check_known(struct loading *loading, const struct tree_node *route, const char *key,
                        const char *const *names, const char *what)
{
	for (; names && *names; names++)
		if (!loading_find(loading, key, *names))
			report_at(loading->schema.report, tree_get(route, key),
			          "the route names %s \"%s\", which there is not", what, *names);
}

static void read_route(struct loading *loading, const struct tree_node *key, const struct tree_node *map,
                       struct config_sink *out)
{
	struct route route = { 0 };
	const struct tree_node *node = tree_get(map, "route");
	const struct schema_scope scope = { .maps = { node }, .owner = key, .what = "a route" };
	if (!node)
		return;
	if (node->kind != TREE_MAP)
		report_at(loading->schema.report, node,
		          "route must be a map of sources, groups, classes, statuses");
	schema_check_names(&loading->schema, node, route_keys, "a route");
	schema_show(&loading->schema, "route", NULL, NULL);
	loading->schema.depth++;
	schema_fill(&loading->schema, route_keys, &scope, &route);
	loading->schema.depth--;
	check_known(loading, node, "sources", route.sources, "source");
	check_known(loading, node, "groups", route.groups, "group");
	check_choices(loading, node, "classes", route.classes,
	              "article live list media teaser consent challenge login error notice");
	check_choices(loading, node, "statuses", route.statuses, "usable withheld canceled");
	out->route_sources = route.sources;
	out->route_groups = route.groups;
	out->route_classes = route.classes;
	out->route_statuses = route.statuses;
}

/* --- options */

/* A file that the plugin is to write: the part of its path before anything that is filled in later. */
static void check_path(struct loading *loading, const struct tree_node *node, const char *path,
                       const char *what)
{
	char *fixed = mem_dup(path);
	char *hole = strchr(fixed, '%');
	if (hole)
		hole[1] = '\0';
	loading_check_writable(loading, node, dirname(fixed), what);
	free(fixed);
}

static void check_paths(struct loading *loading, const struct wd_opt *table, const struct tree_node *options,
                        const json_t *values)
{
	for (const struct wd_opt *o = table; o && o->name; o++) {
		const char *path = json_string_value(json_object_get(values, o->name));
		if (o->type == WD_OPT_PATH && path)
			check_path(loading, tree_get(options, o->name), path,
			           "the folder of the sink's file");
	}
}

static void read_options(struct loading *loading, const struct tree_node *key, const struct tree_node *map,
                         struct config_sink *out)
{
	struct schema *schema = &loading->schema;
	const struct tree_node *options = tree_get(map, "options"), *named = tree_get(map, "sink");
	out->options = "{}";
	const struct plugin_facts *facts =
		out->plugin ? loading_plugin(loading, named ? named : key, out->plugin, WD_KIND_SINK) : NULL;
	if (!facts)
		return;
	if (options && options->kind != TREE_MAP && !options->is_empty)
		report_at(schema->report, options, "options must be a map of the sink's options");
	const struct schema_scope scope = { .maps = { options },
		                            .owner = options ? tree_key(map, "options") : key,
		                            .what = arena_printf(&schema->config->arena, "options of sink %s",
		                                                 out->name) };
	schema_check_names(schema, options, facts->options,
	                   arena_printf(&schema->config->arena, "sink plugin %s", out->plugin));
	schema_show(schema, "options", NULL, NULL);
	schema->depth++;
	json_t *values = schema_to_json(schema, facts->options, &scope);
	schema->depth--;
	check_paths(loading, facts->options, options, values);
	char *text = json_dumps(values, JSON_COMPACT);
	out->options = arena_dup(&schema->config->arena, text);
	free(text);
	json_decref(values);
}

/* --- one sink, and all */

static void read_sink(struct loading *loading, const struct tree_node *key, const struct tree_node *map,
                      void *all)
{
	struct schema *schema = &loading->schema;
	struct keys keys = { .drain = schema->config->drain_ms };
	struct config_sink sink = { .name = key->text.ptr, .place = tree_place(key, &schema->config->arena) };
	const struct schema_scope scope = { .maps = { map },
		                            .owner = key,
		                            .what = arena_printf(&schema->config->arena, "sink %s",
		                                                 sink.name) };
	schema_check_names(schema, map, sink_keys, "a sink");
	schema_show(schema, sink.name, NULL, sink.place);
	schema->depth++;
	schema_fill(schema, sink_keys, &scope, &keys);
	sink.plugin = keys.sink;
	sink.may_skip = keys.skip;
	sink.drain_ms = keys.drain;
	read_options(loading, key, map, &sink);
	read_route(loading, key, map, &sink);
	schema->depth--;
	vec_add((sinks *)all, sink);
}

void loading_sinks(struct loading *loading)
{
	struct config *config = loading->schema.config;
	sinks all = { 0 };
	schema_show(&loading->schema, "sinks", NULL, NULL);
	loading->schema.depth++;
	loading_each(loading, "sinks", "sink", read_sink, &all);
	loading->schema.depth--;
	if (!all.count && !loading->schema.report->count)
		report_at(
			loading->schema.report, loading->files.at[0],
			"there are no sinks, so records would go nowhere; write one under the key \"sinks\"");
	struct config_sink *kept = arena_alloc(&config->arena, (all.count + 1) * sizeof *kept);
	if (all.count)
		memcpy(kept, all.at, all.count * sizeof *kept);
	config->sinks = kept;
	config->sink_count = all.count;
	vec_done(&all);
}
