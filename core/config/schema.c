/* SPDX-License-Identifier: MIT */
#include "core/config/schema.h"

#include <errno.h>
#include <stdio.h>

#include "core/base/buf.h"
#include "core/base/mem.h"
#include "core/normalize/normalize.h"
#include "core/plugin/options.h"

enum { SECRET_MOST = 64 * 1024 };

/* --- scopes */

struct tree_node *schema_find(const struct schema_scope *scope, const char *key)
{
	for (int i = 0; i < SCHEMA_MAPS_MOST; i++) {
		struct tree_node *node = tree_get(scope->maps[i], key);
		if (node)
			return node;
	}
	return NULL;
}

int schema_distance(const struct schema_scope *scope, const char *key)
{
	int i = 0;
	while (i < SCHEMA_MAPS_MOST && !tree_get(scope->maps[i], key))
		i++;
	return i;
}

struct schema_scope schema_within(const struct schema_scope *scope, const char *key)
{
	struct schema_scope inner = { .owner = scope->owner, .what = scope->what };
	for (int i = 0; i < SCHEMA_MAPS_MOST; i++)
		inner.maps[i] = tree_get(scope->maps[i], key);
	return inner;
}

/* --- lines for `config show` */

void schema_show(struct schema *schema, const char *key, const char *value, const char *place)
{
	struct config *config = schema->config;
	if (config->line_count == config->line_cap) {
		config->line_cap = config->line_cap ? config->line_cap * 2 : 64;
		config->lines = mem_resize(config->lines, config->line_cap * sizeof *config->lines);
	}
	config->lines[config->line_count++] = (struct config_line){
		.depth = schema->depth,
		.key = arena_dup(&config->arena, key),
		.value = value ? arena_dup(&config->arena, value) : NULL,
		.place = place,
	};
}

static void show_value(struct schema *schema, const struct wd_opt *opt, const struct tree_node *node,
                       const char *value)
{
	schema_show(schema, opt->name, opt->type == WD_OPT_SECRET ? "(hidden)" : value,
	            node ? tree_place(node, &schema->config->arena) : "the rule");
}

/* --- names */

static bool is_file_of_secret(const struct wd_opt *table, struct str key)
{
	if (!str_ends(key, STR("_file")))
		return false;
	const struct wd_opt *opt = options_find(table, str_slice(key, 0, key.len - 5));
	return opt && opt->type == WD_OPT_SECRET;
}

void schema_check_names(struct schema *schema, const struct tree_node *map, const struct wd_opt *table,
                        const char *what)
{
	for (size_t i = 0; map && map->kind == TREE_MAP && i < map->count; i++) {
		const struct tree_node *key = map->keys[i];
		if (options_find(table, key->text) || is_file_of_secret(table, key->text))
			continue;
		const char *nearest = options_nearest(table, key->text);
		if (nearest)
			report_at(schema->report, key, "%s has no key \"%.*s\"; did you mean \"%s\"?", what,
			          STR_ARG(key->text), nearest);
		else
			report_at(schema->report, key,
			          "%s has no key \"%.*s\"; wiredesk.yaml(5) lists those it has", what,
			          STR_ARG(key->text));
	}
}

/* --- values */

const char *schema_path(struct schema *schema, const struct tree_node *node, struct str path)
{
	if (path.len && path.ptr[0] == '/')
		return arena_str(&schema->config->arena, path).ptr;
	while (str_starts(path, STR("./")))
		path = str_from(path, 2);
	const struct str folder = str_c(node->file->folder);
	return arena_printf(&schema->config->arena, "%.*s%s%.*s", STR_ARG(folder),
	                    str_eq(folder, STR("/")) ? "" : "/", STR_ARG(path));
}

static bool is_scalar(struct schema *schema, const struct wd_opt *opt, const struct tree_node *node)
{
	if (node->kind != TREE_SCALAR)
		report_at(schema->report, node, "%s must be a %s, not a %s", opt->name,
		          option_type_name(opt->type), node->kind == TREE_LIST ? "list" : "map");
	else if (node->is_empty)
		report_at(schema->report, node, "%s has no value; write one, or leave the key out",
		          opt->name);
	else
		return true;
	return false;
}

static bool read_scalar(struct schema *schema, const struct wd_opt *opt, const struct tree_node *node,
                        union option_value *out)
{
	struct err err;
	if (!is_scalar(schema, opt, node))
		return false;
	if (option_parse_scalar(opt, node->text, out, &err)) {
		report_at(schema->report, node, "%s", err.text);
		return false;
	}
	return true;
}

/* A list, or a scalar for a list of one. NULL-terminated, on the arena. */
static const char *const *read_list(struct schema *schema, const struct wd_opt *opt,
                                    const struct tree_node *node)
{
	const size_t count = node->kind == TREE_LIST ? node->count : 1;
	const char **list = arena_zero(&schema->config->arena, (count + 1) * sizeof *list);
	for (size_t i = 0; i < count; i++) {
		const struct tree_node *item = node->kind == TREE_LIST ? node->items[i] : node;
		if (item->kind != TREE_SCALAR || item->is_empty) {
			report_at(schema->report, item, "%s must be a list of words", opt->name);
			return arena_zero(&schema->config->arena, sizeof *list);
		}
		list[i] = item->text.ptr;
	}
	return list;
}

static const char *join(struct schema *schema, const char *const *list)
{
	struct buf text;
	buf_init(&text, 1 << 20);
	buf_addc(&text, '[');
	for (size_t i = 0; list && list[i]; i++)
		buf_printf(&text, "%s%s", i ? ", " : "", list[i]);
	buf_addc(&text, ']');
	const char *joined = arena_str(&schema->config->arena, buf_str(&text)).ptr;
	buf_done(&text);
	return joined;
}

/* A value as `config show` has it: an address without its password. */
static const char *shown(struct schema *schema, const struct wd_opt *opt, const struct tree_node *node)
{
	if (opt->type == WD_OPT_LIST)
		return join(schema, read_list(schema, opt, node));
	if (opt->type == WD_OPT_PATH)
		return schema_path(schema, node, node->text);
	return url_part(node->text, &schema->config->arena).url;
}

/* What stands in the file beside a secret, without the line's end. */
static const char *read_secret_file(struct schema *schema, const struct tree_node *node)
{
	char text[SECRET_MOST];
	const char *path = schema_path(schema, node, node->text);
	FILE *in = fopen(path, "re");
	const size_t length = in ? fread(text, 1, sizeof text, in) : 0;
	const bool is_fine = in && !ferror(in) && length && length < sizeof text;
	if (in)
		fclose(in);
	if (is_fine)
		return arena_str(&schema->config->arena, str_trim(str_n(text, length))).ptr;
	report_at(schema->report, node, "the secret cannot be read from %s: %s", path,
	          in ? "the file is empty, or no secret's size" : strerror(errno));
	return NULL;
}

/* The file that a secret stands in, under the key with "_file" behind it; NULL: in none. Of the two keys the
 * nearer one counts; both in one map are one too many. */
static const struct tree_node *file_of_secret(struct schema *schema, const struct wd_opt *opt,
                                              const struct schema_scope *scope)
{
	if (opt->type != WD_OPT_SECRET)
		return NULL;
	const char *beside = arena_printf(&schema->config->arena, "%s_file", opt->name);
	const int here = schema_distance(scope, opt->name), there = schema_distance(scope, beside);
	const struct tree_node *file = there <= here ? schema_find(scope, beside) : NULL;
	if (file && here == there)
		report_at(schema->report, file, "%s and %s are both given; leave one out", opt->name, beside);
	return file;
}

/* --- into a struct */

static void store(struct schema *schema, const struct wd_opt *opt, const struct tree_node *node, char *member)
{
	union option_value value;
	const char *text;
	if (opt->type == WD_OPT_LIST) {
		const char *const *list = read_list(schema, opt, node);
		memcpy(member, &list, sizeof list);
		show_value(schema, opt, node, shown(schema, opt, node));
		return;
	}
	if (!read_scalar(schema, opt, node, &value))
		return;
	show_value(schema, opt, node, shown(schema, opt, node));
	switch (opt->type) {
	case WD_OPT_BOOL:
		memcpy(member, &value.truth, sizeof value.truth);
		break;
	case WD_OPT_INT:
	case WD_OPT_DURATION:
	case WD_OPT_SIZE:
		memcpy(member, &value.number, sizeof value.number);
		break;
	default:
		text = opt->type == WD_OPT_PATH ? schema_path(schema, node, value.text) : node->text.ptr;
		memcpy(member, &text, sizeof text);
	}
}

/* The default as written in the table; a path stands on the folder of the owner's file. */
static void store_default(struct schema *schema, const struct wd_opt *opt, const struct schema_scope *scope,
                          char *member)
{
	struct tree_node *node = arena_zero(&schema->config->arena, sizeof *node);
	const size_t lines = schema->config->line_count;
	*node = *scope->owner;
	node->kind = TREE_SCALAR;
	node->text = str_c(opt->def);
	node->is_empty = false;
	store(schema, opt, node, member);
	if (schema->config->line_count > lines)
		schema->config->lines[lines].place = "the rule";
}

static void report_missing(struct schema *schema, const struct wd_opt *opt, const struct schema_scope *scope)
{
	report_at(schema->report, scope->owner, "%s needs the key \"%s\": %s", scope->what, opt->name,
	          opt->help ? opt->help : "it has no default");
}

static bool store_secret_of_file(struct schema *schema, const struct wd_opt *opt, const struct schema_scope *scope,
                                 char *member)
{
	const struct tree_node *file = file_of_secret(schema, opt, scope);
	if (!file)
		return false;
	const char *secret = read_secret_file(schema, file);
	memcpy(member, &secret, sizeof secret);
	show_value(schema, opt, file, "");
	return true;
}

void schema_fill(struct schema *schema, const struct wd_opt *table, const struct schema_scope *scope,
                 void *into)
{
	for (const struct wd_opt *opt = table; opt->name; opt++) {
		if (opt->type == SCHEMA_MAP || store_secret_of_file(schema, opt, scope, (char *)into + opt->offset))
			continue;
		const struct tree_node *node = schema_find(scope, opt->name);
		if (node)
			store(schema, opt, node, (char *)into + opt->offset);
		else if (opt->def)
			store_default(schema, opt, scope, (char *)into + opt->offset);
		else if (opt->flags & WD_OPT_REQUIRED)
			report_missing(schema, opt, scope);
	}
}

/* --- into JSON */

static json_t *list_to_json(struct schema *schema, const struct wd_opt *opt, const struct tree_node *node)
{
	json_t *array = json_array();
	const char *const *list = read_list(schema, opt, node);
	for (; *list; list++)
		json_array_append_new(array, json_string(*list));
	return array;
}

static json_t *value_to_json(struct schema *schema, const struct wd_opt *opt, const struct tree_node *node)
{
	union option_value value;
	if (opt->type == WD_OPT_LIST)
		return list_to_json(schema, opt, node);
	if (!read_scalar(schema, opt, node, &value))
		return NULL;
	if (opt->type == WD_OPT_PATH)
		return json_string(schema_path(schema, node, node->text));
	return json_stringn(node->text.ptr, node->text.len);
}

json_t *schema_to_json(struct schema *schema, const struct wd_opt *table, const struct schema_scope *scope)
{
	json_t *object = json_object();
	for (const struct wd_opt *opt = table; opt && opt->name; opt++) {
		const struct tree_node *file = file_of_secret(schema, opt, scope);
		const struct tree_node *node = file ? file : schema_find(scope, opt->name);
		json_t *value = file   ? json_string(read_secret_file(schema, file))
		                : node ? value_to_json(schema, opt, node)
		                       : NULL;
		if (value) {
			json_object_set_new(object, opt->name, value);
			show_value(schema, opt, node, shown(schema, opt, node));
		} else if (!node && (opt->flags & WD_OPT_REQUIRED)) {
			report_missing(schema, opt, scope);
		} else if (!node && opt->def) {
			show_value(schema, opt, NULL, opt->def);
		}
	}
	return object;
}
