/* SPDX-License-Identifier: MIT
 * The only file that knows libfyaml. */
#include "core/config/tree.h"

#include <errno.h>
#include <libfyaml.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "core/base/buf.h"
#include "core/config/report.h"

enum { FILE_MOST = 64 << 20, VALUE_MOST = 1 << 20, DEPTH_MOST = 32 };

struct reading {
	struct arena *arena;
	struct config_report *report;
	const struct tree_file *file;
};

/* --- ${VAR} */

static void report_variable(struct reading *reading, const struct tree_node *node, struct str inside)
{
	report_at(reading->report, node,
	          "the environment has no variable %.*s; set it, or give a default: ${%.*s:-…}",
	          STR_ARG(inside), STR_ARG(inside));
}

static void add_variable(struct reading *reading, const struct tree_node *node, struct str inside,
                         struct buf *out)
{
	const size_t colon = str_find(inside, STR(":-"));
	const struct str name = colon == STR_NONE ? inside : str_slice(inside, 0, colon);
	const char *value = getenv(arena_str(reading->arena, name).ptr);
	if (value && (*value || colon == STR_NONE))
		buf_adds(out, value);
	else if (colon != STR_NONE)
		buf_add(out, str_from(inside, colon + 2));
	else
		report_variable(reading, node, inside);
}

static void fill_in(struct reading *reading, struct tree_node *node)
{
	struct buf out;
	struct str rest = node->text;
	if (str_find(rest, STR("${")) == STR_NONE)
		return;
	buf_init(&out, VALUE_MOST);
	for (size_t at; (at = str_find(rest, STR("${"))) != STR_NONE;) {
		const bool is_quoted = at && rest.ptr[at - 1] == '$';
		buf_add(&out, str_slice(rest, 0, is_quoted ? at - 1 : at));
		rest = str_from(rest, at);
		const size_t end = str_chr(rest, '}');
		if (is_quoted || end == STR_NONE) {
			buf_adds(&out, "${");
			rest = str_from(rest, 2);
			continue;
		}
		add_variable(reading, node, str_slice(rest, 2, end), &out);
		rest = str_from(rest, end + 1);
	}
	buf_add(&out, rest);
	node->text = arena_str(reading->arena, buf_str(&out));
	buf_done(&out);
}

/* --- from libfyaml's tree to ours */

static struct tree_node *copy(struct reading *reading, struct fy_node *from, const struct tree_node *at,
                              unsigned depth);

static struct tree_node *new_node(struct reading *reading, enum tree_kind kind, const struct tree_node *at)
{
	struct tree_node *node = arena_zero(reading->arena, sizeof *node);
	node->kind = kind;
	node->file = reading->file;
	node->line = at ? at->line : 1;
	node->column = at ? at->column : 1;
	return node;
}

static struct tree_node *copy_scalar(struct reading *reading, struct fy_node *from,
                                     const struct tree_node *at)
{
	struct tree_node *node = new_node(reading, TREE_SCALAR, at);
	struct fy_token *token = fy_node_get_scalar_token(from);
	const struct fy_mark *mark = token ? fy_token_start_mark(token) : NULL;
	size_t length = 0;
	const char *text = fy_node_get_scalar(from, &length);
	node->text = arena_str(reading->arena, str_n(text ? text : "", length));
	node->is_empty = !length && (!token || fy_token_scalar_style(token) == FYSS_PLAIN);
	if (mark && length) {
		node->line = mark->line + 1;
		node->column = mark->column + 1;
	}
	return node;
}

static struct tree_node *copy_list(struct reading *reading, struct fy_node *from, const struct tree_node *at,
                                   unsigned depth)
{
	struct tree_node *node = new_node(reading, TREE_LIST, at);
	void *cursor = NULL;
	node->items = arena_zero(reading->arena,
	                         (size_t)(fy_node_sequence_item_count(from) + 1) * sizeof *node->items);
	for (struct fy_node *item; (item = fy_node_sequence_iterate(from, &cursor));)
		node->items[node->count++] = copy(reading, item, at, depth + 1);
	return node;
}

static int by_text_and_place(const void *left, const void *right)
{
	const struct tree_node *a = *(struct tree_node *const *)left, *b = *(struct tree_node *const *)right;
	const size_t common = a->text.len < b->text.len ? a->text.len : b->text.len;
	const int order = memcmp(a->text.ptr, b->text.ptr, common);
	if (order || a->text.len != b->text.len)
		return order ? order : a->text.len < b->text.len ? -1 : 1;
	return a->line != b->line ? a->line - b->line : a->column - b->column;
}

/* libfyaml's own look takes a second for two thousand keys. */
static void report_twins(struct reading *reading, const struct tree_node *map)
{
	struct tree_node **keys = arena_alloc(reading->arena, (map->count + 1) * sizeof *keys);
	memcpy(keys, map->keys, map->count * sizeof *keys);
	qsort(keys, map->count, sizeof *keys, by_text_and_place);
	for (size_t i = 1; i < map->count; i++)
		if (str_eq(keys[i]->text, keys[i - 1]->text))
			report_at(reading->report, keys[i], "duplicate key \"%.*s\": it stands in line %d already",
			          STR_ARG(keys[i]->text), keys[i - 1]->line);
}

static struct tree_node *copy_map(struct reading *reading, struct fy_node *from, const struct tree_node *at,
                                  unsigned depth)
{
	struct tree_node *node = new_node(reading, TREE_MAP, at);
	const size_t count = (size_t)fy_node_mapping_item_count(from) + 1;
	void *cursor = NULL;
	node->items = arena_zero(reading->arena, count * sizeof *node->items);
	node->keys = arena_zero(reading->arena, count * sizeof *node->keys);
	for (struct fy_node_pair *pair; (pair = fy_node_mapping_iterate(from, &cursor));) {
		struct tree_node *key = copy_scalar(reading, fy_node_pair_key(pair), at);
		node->keys[node->count] = key;
		node->items[node->count++] = copy(reading, fy_node_pair_value(pair), key, depth + 1);
	}
	report_twins(reading, node);
	return node;
}

static struct tree_node *copy(struct reading *reading, struct fy_node *from, const struct tree_node *at,
                              unsigned depth)
{
	if (depth > DEPTH_MOST) {
		report_at(reading->report, at, "nested more than %d deep", DEPTH_MOST);
		return new_node(reading, TREE_SCALAR, at);
	}
	switch (fy_node_get_type(from)) {
	case FYNT_MAPPING:
		return copy_map(reading, from, at, depth);
	case FYNT_SEQUENCE:
		return copy_list(reading, from, at, depth);
	case FYNT_SCALAR:
		break;
	}
	struct tree_node *node = copy_scalar(reading, from, at);
	if (fy_node_is_alias(from))
		report_at(reading->report, node, "*%.*s: nothing is marked &%.*s", STR_ARG(node->text),
		          STR_ARG(node->text));
	fill_in(reading, node);
	return node;
}

/* --- files */

/* libfyaml would print beside what it collects. */
static void be_silent(struct fy_diag *diag, void *user, const char *text, size_t length)
{
	(void)diag;
	(void)user;
	(void)text;
	(void)length;
}

static void report_errors(struct reading *reading, struct fy_diag *diag)
{
	void *cursor = NULL;
	for (const struct fy_diag_error *e; (e = fy_diag_errors_iterate(diag, &cursor));)
		report_in(reading->report, reading->file->path, reading->file->text,
		          e->line > 0 ? e->line : 1, e->column > 0 ? e->column : 1, "%s", e->msg);
}

/* Aliases and merges; only where there is an anchor, for it looks at each pair of keys. */
static int resolve(struct fy_document *document)
{
	void *cursor = NULL;
	return fy_document_anchor_iterate(document, &cursor) ? fy_document_resolve(document) : 0;
}

static struct tree_node *parse(struct reading *reading, size_t length)
{
	struct fy_diag_cfg how;
	const size_t faults = reading->report->count;
	fy_diag_cfg_default(&how);
	how.fp = NULL;
	how.output_fn = be_silent;
	struct fy_diag *diag = fy_diag_create(&how);
	fy_diag_set_collect_errors(diag, true);
	const struct fy_parse_cfg config = { .flags = FYPCF_DEFAULT_VERSION_1_2 | FYPCF_ALLOW_DUPLICATE_KEYS,
		                             .diag = diag };
	struct fy_document *document = fy_document_build_from_string(&config, reading->file->text, length);
	struct tree_node *root = NULL;
	if (!document || resolve(document))
		report_errors(reading, diag);
	else if (fy_document_root(document))
		root = copy(reading, fy_document_root(document), new_node(reading, TREE_SCALAR, NULL), 0);
	fy_document_destroy(document);
	fy_diag_destroy(diag);
	if (!root && reading->report->count == faults)
		root = new_node(reading, TREE_MAP, NULL); /* nothing in it, or comments only */
	if (root && root->kind == TREE_SCALAR && root->is_empty)
		root->kind = TREE_MAP;
	if (!root || root->kind == TREE_MAP)
		return root;
	report_in(reading->report, reading->file->path, reading->file->text, 1, 1,
	          "it must be a map: keys such as state, sources and sinks, each followed by a colon");
	return NULL;
}

static char *read_whole(const char *path, struct arena *arena, size_t *out_length)
{
	FILE *in = fopen(path, "re");
	struct buf text;
	char piece[16384];
	if (!in)
		return NULL;
	buf_init(&text, FILE_MOST);
	errno = 0;
	for (size_t n; (n = fread(piece, 1, sizeof piece, in));)
		buf_add_n(&text, piece, n);
	const bool is_fine = !ferror(in) && !text.is_over;
	if (text.is_over)
		errno = EFBIG;
	fclose(in);
	*out_length = text.len;
	char *copied = is_fine ? (char *)(uintptr_t)arena_str(arena, buf_str(&text)).ptr : NULL;
	buf_done(&text);
	return copied;
}

static const char *folder_of(const char *path, struct arena *arena)
{
	char full[PATH_MAX];
	if (!realpath(path, full))
		return "/";
	char *slash = strrchr(full, '/');
	slash[slash == full] = '\0';
	return arena_dup(arena, full);
}

struct tree_node *tree_read(const char *path, struct arena *arena, struct config_report *report)
{
	size_t length;
	struct tree_file *file = arena_zero(arena, sizeof *file);
	struct reading reading = { .arena = arena, .report = report, .file = file };
	file->path = arena_dup(arena, path);
	file->text = read_whole(path, arena, &length);
	if (!file->text) {
		report_in(report, path, NULL, 0, 0, "%s", strerror(errno));
		return NULL;
	}
	file->folder = folder_of(path, arena);
	return parse(&reading, length);
}

/* --- questions */

static size_t find(const struct tree_node *map, const char *key)
{
	for (size_t i = 0; map && map->kind == TREE_MAP && i < map->count; i++)
		if (str_eq(map->keys[i]->text, str_c(key)))
			return i;
	return STR_NONE;
}

struct tree_node *tree_get(const struct tree_node *map, const char *key)
{
	const size_t i = find(map, key);
	if (i == STR_NONE)
		return NULL;
	map->items[i]->is_used = true;
	return map->items[i];
}

const struct tree_node *tree_key(const struct tree_node *map, const char *key)
{
	const size_t i = find(map, key);
	return i == STR_NONE ? map : map->keys[i];
}

const char *tree_place(const struct tree_node *node, struct arena *arena)
{
	return arena_printf(arena, "%s:%d:%d", node->file->path, node->line, node->column);
}
