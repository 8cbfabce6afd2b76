/* SPDX-License-Identifier: MIT */
#include "core/config/config.h"

#include <errno.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/buf.h"
#include "core/base/mem.h"
#include "core/config/loading.h"

/* --- keys of the host */

struct top {
	const char *state, *contact;
	const char *const *plugins;
	int64_t workers, drain, log_limit;
};

static const struct wd_opt top_keys[] = {
	WD_PATH(struct top, state, "state", "folder for state.db, the record log and dead letters"),
	WD_STR(struct top, contact, NULL,
	       "who may be asked about this program's requests: an e-mail or web address"),
	WD_LIST(struct top, plugins, NULL, "folders searched for plugins before the installed one"),
	SCHEMA_ELSEWHERE(include, "further files with groups, sources and sinks; patterns are filled in"),
	WD_INT(struct top, workers, "0", "0..256", "worker processes; 0: as many as processors"),
	WD_DURATION_MS(struct top, drain, "30s", "0..1d", "how long a run that ends waits for its sinks"),
	WD_SIZE(struct top, log_limit, "1GiB", "1MiB..", "of the record log; over it intake pauses"),
	SCHEMA_ELSEWHERE(fetch, "how addresses are fetched: limits, pace, what is allowed"),
	SCHEMA_ELSEWHERE(limits, "of one document: time, memory, output; recycle"),
	SCHEMA_ELSEWHERE(keep, "how long ledger, log and dead letters are kept"),
	SCHEMA_ELSEWHERE(defaults, "keys that every source has"),
	SCHEMA_ELSEWHERE(groups, "keys that the sources of a group have"),
	SCHEMA_ELSEWHERE(sources, "where documents come from"),
	SCHEMA_ELSEWHERE(sinks, "where records go"),
	WD_OPT_END
};

static const struct wd_opt included_keys[] = { SCHEMA_ELSEWHERE(groups, NULL),
	                                       SCHEMA_ELSEWHERE(sources, NULL), SCHEMA_ELSEWHERE(sinks, NULL),
	                                       WD_OPT_END };

struct limits {
	int64_t time, memory, output, recycle;
};

static const struct wd_opt limit_keys[] = {
	WD_DURATION_MS(struct limits, time, "10s", "10ms..1h", "a parser may take for one document"),
	WD_SIZE(struct limits, memory, "512MiB", "32MiB..1TB", "a worker may have"),
	WD_SIZE(struct limits, output, "64MiB", "64KiB..64MiB", "of records one document may give"),
	WD_INT(struct limits, recycle, "1000", "1..1000000000",
	       "documents that a worker serves before it is renewed"),
	WD_OPT_END
};

struct keep {
	int64_t ledger, log, dead;
};

static const struct wd_opt keep_keys[] = {
	WD_DURATION_MS(struct keep, ledger, "90d", "1h..", "entries of the ledger"),
	WD_DURATION_MS(struct keep, log, "0", "0..", "segments of the record log that every sink has passed"),
	WD_DURATION_MS(struct keep, dead, "0", "0..", "dead letters; 0: until they are dropped"), WD_OPT_END
};

/* --- plugins */

static struct loading_plugin look_at(struct loading *loading, const char *name)
{
	struct arena *arena = &loading->schema.config->arena;
	struct err err;
	struct loading_plugin plugin = { .name = arena_dup(arena, name) };
	if (plugin_facts_read(loading->schema.config->plugins, name, arena, &plugin.facts, &err))
		plugin.refusal = arena_dup(arena, err.text);
	return plugin;
}

static const struct loading_plugin *find_plugin(struct loading *loading, const char *name)
{
	for (size_t i = 0; i < loading->plugins.count; i++)
		if (str_eq(str_c(loading->plugins.at[i].name), str_c(name)))
			return &loading->plugins.at[i];
	vec_add(&loading->plugins, look_at(loading, name));
	return &loading->plugins.at[loading->plugins.count - 1];
}

const struct plugin_facts *loading_plugin(struct loading *loading, const struct tree_node *node,
                                          const char *name, enum wd_kind kind)
{
	static const char *const kinds[] = { [WD_KIND_PARSER] = "parser", [WD_KIND_SINK] = "sink" };
	const struct loading_plugin *plugin = find_plugin(loading, name);
	if (plugin->refusal)
		report_at(loading->schema.report, node, "%s", plugin->refusal);
	else if (plugin->facts->kind != kind)
		report_at(loading->schema.report, node, "plugin %s is a %s, not a %s", name,
		          kinds[plugin->facts->kind], kinds[kind]);
	else
		return plugin->facts;
	return NULL;
}

/* --- names and entries */

static bool is_name_char(char c)
{
	return (c >= 'a' && c <= 'z') || ascii_is_digit(c) || c == '.' || c == '_' || c == '-';
}

void loading_check_name(struct loading *loading, const struct tree_node *key, const char *what)
{
	const struct str name = key->text;
	bool is_fine =
		name.len && name.len <= 64 && name.ptr[0] != '.' && name.ptr[0] != '_' && name.ptr[0] != '-';
	for (size_t i = 0; is_fine && i < name.len; i++)
		is_fine = is_name_char(name.ptr[i]);
	if (!is_fine)
		report_at(loading->schema.report, key,
		          "\"%.*s\" is no name for a %s: at most 64 of a-z, 0-9, \".\", \"_\" and \"-\", "
		          "beginning "
		          "with a letter or digit",
		          STR_ARG(name), what);
}

static int by_name(const void *left, const void *right)
{
	const struct tree_node *const *a = left, *const *b = right;
	return strcmp((*a)->text.ptr, (*b)->text.ptr);
}

typedef VEC(const struct tree_node *) keys;

/* Of several files: those of one were told of when it was read. */
static void report_twins(struct loading *loading, keys *all, const char *what)
{
	if (all->count)
		qsort(all->at, all->count, sizeof *all->at, by_name);
	for (size_t i = 1; i < all->count; i++)
		if (all->at[i]->file != all->at[i - 1]->file && str_eq(all->at[i]->text, all->at[i - 1]->text))
			report_at(loading->schema.report, all->at[i],
			          "there is a %s \"%.*s\" already, at %s; rename one", what,
			          STR_ARG(all->at[i]->text),
			          tree_place(all->at[i - 1], &loading->schema.config->arena));
}

void loading_each(struct loading *loading, const char *map, const char *what, loading_entry *entry,
                  void *self)
{
	keys all = { 0 };
	for (size_t f = 0; f < loading->files.count; f++) {
		const struct tree_node *node = tree_get(loading->files.at[f], map);
		if (!node || node->is_empty)
			continue;
		if (node->kind != TREE_MAP) {
			report_at(loading->schema.report, node, "%s must be a map of names, each with a %s",
			          map, what);
			continue;
		}
		for (size_t i = 0; i < node->count; i++) {
			loading_check_name(loading, node->keys[i], what);
			vec_add(&all, node->keys[i]);
			if (node->items[i]->kind == TREE_MAP || node->items[i]->is_empty)
				entry(loading, node->keys[i], node->items[i], self);
			else
				report_at(loading->schema.report, node->items[i],
				          "a %s must be a map of keys", what);
		}
	}
	report_twins(loading, &all, what);
	vec_done(&all);
}

const struct tree_node *loading_find(struct loading *loading, const char *map, const char *name)
{
	for (size_t f = 0; f < loading->files.count; f++) {
		const struct tree_node *found = tree_get(tree_get(loading->files.at[f], map), name);
		if (found)
			return found;
	}
	return NULL;
}

void loading_check_writable(struct loading *loading, const struct tree_node *node, const char *path,
                            const char *what)
{
	char *there = mem_dup(path);
	struct stat info;
	while (stat(there, &info) && errno == ENOENT && strrchr(there, '/') > there)
		*strrchr(there, '/') = '\0';
	if (stat(there, &info))
		report_at(loading->schema.report, node, "%s %s cannot be had: %s", what, path,
		          strerror(errno));
	else if (!S_ISDIR(info.st_mode))
		report_at(loading->schema.report, node, "%s %s cannot be made: %s is no folder", what, path,
		          there);
	else if (access(there, W_OK | X_OK))
		report_at(loading->schema.report, node, "%s %s cannot be written: %s: %s", what, path, there,
		          strerror(errno));
	free(there);
}

/* --- the main file */

static struct schema_scope scope_of(const struct tree_node *map, const struct tree_node *owner,
                                    const char *what)
{
	return (struct schema_scope){ .maps = { map }, .owner = owner, .what = what };
}

void loading_map(struct loading *loading, const char *key, const struct wd_opt *table, void *into)
{
	const struct tree_node *root = loading->files.at[0], *map = tree_get(root, key);
	const struct schema_scope scope = scope_of(map, map ? tree_key(root, key) : root, key);
	if (map && map->kind != TREE_MAP && !map->is_empty)
		report_at(loading->schema.report, map, "%s must be a map of keys", key);
	schema_check_names(&loading->schema, map, table, key);
	schema_show(&loading->schema, key, NULL, NULL);
	loading->schema.depth++;
	schema_fill(&loading->schema, table, &scope, into);
	loading->schema.depth--;
}

static const char *join_paths(struct loading *loading, const char *const *folders)
{
	const struct tree_node *node = tree_get(loading->files.at[0], "plugins");
	const char *joined = NULL;
	struct stat info;
	for (; folders && *folders; folders++) {
		const char *path = schema_path(&loading->schema, node, str_c(*folders));
		if (stat(path, &info) || !S_ISDIR(info.st_mode))
			report_at(loading->schema.report, node, "there is no folder %s to find plugins in",
			          path);
		joined = joined ? arena_printf(&loading->schema.config->arena, "%s:%s", joined, path) : path;
	}
	return joined;
}

static void include_one(struct loading *loading, const char *path)
{
	struct tree_node *root = tree_read(path, &loading->schema.config->arena, loading->schema.report);
	if (!root)
		return;
	schema_check_names(&loading->schema, root, included_keys, "an included file");
	vec_add(&loading->files, root);
}

/* Read before all else, and not shown: `config show` has what came of it. */
static void include(struct loading *loading, const struct schema_scope *scope)
{
	static const struct wd_opt table[] = { { "include", WD_OPT_LIST, 0, 0, NULL, NULL, NULL },
		                               WD_OPT_END };
	const struct tree_node *node = tree_get(loading->files.at[0], "include");
	const char *const *patterns = NULL;
	const size_t lines = loading->schema.config->line_count;
	schema_fill(&loading->schema, table, scope, &patterns);
	loading->schema.config->line_count = lines;
	for (; patterns && *patterns; patterns++) {
		glob_t found;
		const char *pattern = schema_path(&loading->schema, node, str_c(*patterns));
		if (!glob(pattern, 0, NULL, &found)) {
			for (size_t i = 0; i < found.gl_pathc; i++)
				include_one(loading, found.gl_pathv[i]);
			globfree(&found);
		} else if (!strpbrk(pattern, "*?[")) {
			report_at(loading->schema.report, node, "there is no file %s to include", pattern);
		}
	}
}

static void read_top(struct loading *loading, struct tree_node *root)
{
	struct config *config = loading->schema.config;
	struct top top = { 0 };
	struct limits limits = { 0 };
	struct keep keep = { 0 };
	const struct schema_scope scope = scope_of(root, root, "the configuration");
	schema_check_names(&loading->schema, root, top_keys, "the configuration");
	schema_fill(&loading->schema, top_keys, &scope, &top);
	loading_map(loading, "limits", limit_keys, &limits);
	loading_map(loading, "keep", keep_keys, &keep);
	loading_fetch(loading);
	loading_check_header(loading, tree_get(root, "contact"), "contact");
	config->state = top.state;
	config->contact = top.contact;
	config->plugins = join_paths(loading, top.plugins);
	config->workers = (unsigned)top.workers;
	config->drain_ms = top.drain;
	config->log_limit = top.log_limit;
	config->time_limit_ms = limits.time;
	config->memory_limit = limits.memory;
	config->output_limit = limits.output;
	config->recycle_after = (unsigned)limits.recycle;
	config->ledger_keep_ms = keep.ledger;
	config->log_keep_ms = keep.log;
	config->dead_keep_ms = keep.dead;
	if (config->state) {
		const struct tree_node *node = tree_get(root, "state");
		loading_check_writable(loading, node ? node : root, config->state, "the state folder");
	}
	include(loading, &scope);
}

/* --- finding it */

const char *config_usual_place(struct arena *arena)
{
	const char *xdg = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
	const char *own = xdg && *xdg ? arena_printf(arena, "%s/wiredesk/wiredesk.yaml", xdg)
	                  : home      ? arena_printf(arena, "%s/.config/wiredesk/wiredesk.yaml", home)
	                              : NULL;
	const char *const places[] = { "wiredesk.yaml", own, "/etc/wiredesk/wiredesk.yaml" };
	for (size_t i = 0; i < sizeof places / sizeof *places; i++)
		if (places[i] && !access(places[i], F_OK))
			return places[i];
	return NULL;
}

static void load(struct loading *loading, const char *path)
{
	struct config *config = loading->schema.config;
	config->path = path ? arena_dup(&config->arena, path) : config_usual_place(&config->arena);
	if (!config->path) {
		report_in(loading->schema.report, "wiredesk.yaml", NULL, 0, 0,
		          "there is none here, nor in the other usual places; name one with -c, or write a "
		          "first one: "
		          "wiredesk init");
		return;
	}
	struct tree_node *root = tree_read(config->path, &config->arena, loading->schema.report);
	if (!root)
		return;
	vec_add(&loading->files, root);
	read_top(loading, root);
	loading_sources(loading);
	loading_sinks(loading);
}

int config_load(const char *path, struct config **out, struct config_report *report)
{
	struct config *config = mem_zero(1, sizeof *config);
	struct loading loading = { .schema = { .config = config, .report = report } };
	arena_init(&config->arena);
	arena_init(&report->arena);
	load(&loading, path);
	vec_done(&loading.files);
	vec_done(&loading.plugins);
	if (!report->count) {
		*out = config;
		return 0;
	}
	report_sort(report);
	config_free(config);
	return -1;
}

struct config *config_load_or_say(const char *path)
{
	struct config *config = NULL;
	struct config_report report = { 0 };
	if (config_load(path, &config, &report))
		config_report_print(&report);
	config_report_free(&report);
	return config;
}

void config_free(struct config *config)
{
	if (!config)
		return;
	free(config->lines);
	arena_done(&config->arena);
	free(config);
}

/* --- what it is asked for */

const struct config_source *config_source_named(const struct config *config, const char *name)
{
	for (size_t i = 0; i < config->source_count; i++)
		if (str_eq(str_c(config->sources[i].name), str_c(name)))
			return &config->sources[i];
	return NULL;
}

const struct config_sink *config_sink_named(const struct config *config, const char *name)
{
	for (size_t i = 0; i < config->sink_count; i++)
		if (str_eq(str_c(config->sinks[i].name), str_c(name)))
			return &config->sinks[i];
	return NULL;
}

const struct config_url *config_url_at(const struct config_source *source, const char *url)
{
	for (size_t i = 0; i < source->url_count; i++)
		if (str_eq(str_c(source->urls[i].url), str_c(url)))
			return &source->urls[i];
	return NULL;
}

struct config_login config_login_for(const struct config_source *source, const struct config_url *url)
{
	return url->user ? (struct config_login){ url->user, url->password }
	                 : (struct config_login){ source->user, source->password };
}

bool config_has_group(const struct config *config, const char *name)
{
	for (const char *const *group = config->groups; *group; group++)
		if (str_eq(str_c(*group), str_c(name)))
			return true;
	return false;
}

const char *config_parser_options(struct config *config)
{
	json_t *all = json_object();
	for (size_t i = 0; i < config->source_count; i++) {
		const struct config_source *source = &config->sources[i];
		if (str_eq(str_c(source->parser), STR("auto")))
			continue;
		json_object_set_new(all, source->name,
		                    json_pack("{s:s, s:o}", "plugin", source->parser, "options",
		                              json_loads(source->parser_options, 0, NULL)));
	}
	char *text = json_dumps(all, JSON_COMPACT);
	const char *kept = arena_dup(&config->arena, text);
	free(text);
	json_decref(all);
	return kept;
}

/* A YAML double-quoted scalar is a JSON string; what is plainly a word stays as it is. */
static void show_scalar(const char *value, struct buf *out)
{
	const bool is_list = value[0] == '[';
	const bool is_plain =
		*value && !strpbrk(value, ":#{}\"'%@`&*!|>\\\n") && value[0] != '-' && value[0] != '?';
	if (is_plain || is_list) {
		buf_adds(out, value);
		return;
	}
	json_t *string = json_string(value);
	char *text = json_dumps(string, JSON_ENCODE_ANY);
	buf_adds(out, text ? text : "\"\"");
	free(text);
	json_decref(string);
}

void config_show(const struct config *config, struct buf *out)
{
	for (size_t i = 0; i < config->line_count; i++) {
		const struct config_line *line = &config->lines[i];
		buf_printf(out, "%*s%s:", 2 * line->depth, "", line->key);
		if (line->value) {
			buf_addc(out, ' ');
			show_scalar(line->value, out);
		}
		if (line->place)
			buf_printf(out, " # %s", line->place);
		buf_addc(out, '\n');
	}
}
