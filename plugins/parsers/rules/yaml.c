/* SPDX-License-Identifier: MIT */
#include "yaml.h"

#include <errno.h>
#include <libfyaml.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FILE_MOST = 4 << 20, FAULTS_MOST = 40 };

struct fault {
	int line, column;
	const char *text;
};

struct yaml {
	wd_job *job;
	struct pool *pool;
	const char *path;
	char *text; /* of the file */
	struct fy_document *document;
	struct fault faults[FAULTS_MOST];
	size_t fault_count;
};

struct pool *yaml_pool(struct yaml *yaml)
{
	return yaml->pool;
}

wd_job *yaml_job(struct yaml *yaml)
{
	return yaml->job;
}

/* --- faults */

static void add_fault(struct yaml *yaml, int line, int column, const char *text)
{
	if (yaml->fault_count < FAULTS_MOST)
		yaml->faults[yaml->fault_count] = (struct fault){ line, column, text };
	yaml->fault_count++;
}

void yaml_fault(struct yaml *yaml, const struct yaml_value *at, const char *fmt, ...)
{
	char text[1000];
	va_list args;
	va_start(args, fmt);
	vsnprintf(text, sizeof text, fmt, args);
	va_end(args);
	add_fault(yaml, at->line, at->column, pool_text(yaml->pool, text, strlen(text)));
}

/* Columns count characters, not bytes. */
void yaml_fault_in(struct yaml *yaml, const struct yaml_value *at, size_t offset, const char *text)
{
	int column = at->column;
	for (size_t i = 0; i < offset && at->text[i]; i++)
		column += ((unsigned char)at->text[i] & 0xC0) != 0x80;
	add_fault(yaml, at->line, column, text);
}

static int compare_faults(const void *left, const void *right)
{
	const struct fault *a = left, *b = right;
	return a->line != b->line ? (a->line > b->line) - (a->line < b->line)
	                          : (a->column > b->column) - (a->column < b->column);
}

static const char *find_line(const char *text, int line)
{
	while (text && --line > 0) {
		text = strchr(text, '\n');
		text += text != NULL;
	}
	return text;
}

/* The line as it stands, and a caret below the place; tabs stay tabs. */
static const char *excerpt(struct yaml *yaml, const struct fault *fault)
{
	struct text out = { .pool = yaml->pool };
	const char *line = find_line(yaml->text, fault->line);
	if (!line)
		return "";
	const size_t length = strcspn(line, "\n");
	text_print(&out, "\n    %.*s\n    ", (int)length, line);
	int column = 1;
	for (size_t i = 0; i < length && column < fault->column; i++) {
		if (((unsigned char)line[i] & 0xC0) == 0x80)
			continue; /* a further byte of one character */
		text_put(&out, line[i] == '\t' ? "\t" : " ");
		column++;
	}
	text_put(&out, "^");
	return text_get(&out);
}

static void tell_faults(struct yaml *yaml)
{
	const size_t count = yaml->fault_count < FAULTS_MOST ? yaml->fault_count : FAULTS_MOST;
	qsort(yaml->faults, count, sizeof *yaml->faults, compare_faults);
	for (size_t i = 0; i < count; i++) {
		const struct fault *fault = &yaml->faults[i];
		wd_log(yaml->job, WD_LOG_ERROR, "%s:%d:%d: %s%s", yaml->path, fault->line, fault->column,
		       fault->text, excerpt(yaml, fault));
	}
	if (!count)
		return;
	wd_fail(yaml->job, "%s:%d:%d: %s%s", yaml->path, yaml->faults[0].line, yaml->faults[0].column,
	        yaml->faults[0].text,
	        count > 1 ? pool_print(yaml->pool, " (and %zu more faults)", yaml->fault_count - 1) : "");
}

/* --- the file */

static char *read_whole(FILE *in)
{
	char *text = malloc(FILE_MOST + 2);
	if (!text)
		abort();
	const size_t length = fread(text, 1, FILE_MOST + 1, in);
	text[length] = '\0';
	if (!ferror(in) && length <= FILE_MOST)
		return text;
	if (length > FILE_MOST)
		errno = EFBIG;
	free(text);
	return NULL;
}

static bool read_file(struct yaml *yaml)
{
	FILE *in = fopen(yaml->path, "re");
	yaml->text = in ? read_whole(in) : NULL;
	if (!yaml->text)
		wd_fail(yaml->job, "%s: %s", yaml->path, strerror(errno));
	if (in)
		fclose(in);
	return yaml->text != NULL;
}

/* libfyaml would print beside what it collects. */
static void be_silent(struct fy_diag *diag, void *user, const char *text, size_t length)
{
	(void)diag, (void)user, (void)text, (void)length;
}

static void take_errors(struct yaml *yaml, struct fy_diag *diag)
{
	void *cursor = NULL;
	for (const struct fy_diag_error *e; (e = fy_diag_errors_iterate(diag, &cursor));)
		add_fault(yaml, e->line > 0 ? e->line : 1, e->column > 0 ? e->column : 1,
		          pool_text(yaml->pool, e->msg, strlen(e->msg)));
}

static void parse(struct yaml *yaml)
{
	struct fy_diag_cfg how;
	fy_diag_cfg_default(&how);
	how.fp = NULL;
	how.output_fn = be_silent;
	struct fy_diag *diag = fy_diag_create(&how);
	fy_diag_set_collect_errors(diag, true);
	const struct fy_parse_cfg config = { .flags = FYPCF_RESOLVE_DOCUMENT | FYPCF_DEFAULT_VERSION_1_2,
		                             .diag = diag };
	yaml->document = fy_document_build_from_string(&config, yaml->text, strlen(yaml->text));
	if (!yaml->document)
		take_errors(yaml, diag);
	fy_diag_destroy(diag);
}

/* --- values */

/* A map begins where its first key does. */
static struct fy_token *first_key(struct fy_node *map)
{
	void *cursor = NULL;
	struct fy_node_pair *pair = fy_node_mapping_iterate(map, &cursor);
	return pair ? fy_node_get_scalar_token(fy_node_pair_key(pair)) : NULL;
}

static struct yaml_value value_of(struct yaml *yaml, struct fy_node *node, const struct yaml_value *at)
{
	struct yaml_value value = { .node = node, .line = at->line, .column = at->column, .text = "" };
	struct fy_token *token = NULL;
	if (fy_node_get_type(node) == FYNT_MAPPING) {
		value.kind = YAML_MAP;
		token = first_key(node);
	} else if (fy_node_get_type(node) == FYNT_SEQUENCE) {
		value.kind = YAML_LIST;
	} else {
		size_t length = 0;
		const char *text = fy_node_get_scalar(node, &length);
		value.text = pool_text(yaml->pool, text ? text : "", length);
		token = fy_node_get_scalar_token(node);
	}
	const bool has_place = token && (value.kind == YAML_MAP || *value.text);
	const struct fy_mark *mark = has_place ? fy_token_start_mark(token) : NULL;
	if (mark) {
		value.line = mark->line + 1;
		value.column = mark->column + 1;
	}
	return value;
}

struct yaml *yaml_open(wd_job *job, const char *path, struct pool *pool, struct yaml_value *out)
{
	const struct yaml_value start = { .line = 1, .column = 1 };
	struct yaml *yaml = pool_zero(pool, sizeof *yaml);
	*yaml = (struct yaml){ .job = job, .pool = pool, .path = path };
	if (!read_file(yaml))
		return NULL;
	parse(yaml);
	struct fy_node *root = yaml->document ? fy_document_root(yaml->document) : NULL;
	if (!root && !yaml->fault_count) /* empty, or comments only */
		add_fault(yaml, 1, 1, "there is nothing in it");
	if (!root) {
		yaml_close(yaml);
		return NULL;
	}
	*out = value_of(yaml, root, &start);
	return yaml;
}

size_t yaml_close(struct yaml *yaml)
{
	tell_faults(yaml);
	fy_document_destroy(yaml->document);
	free(yaml->text);
	return yaml->fault_count;
}

size_t yaml_count(const struct yaml_value *value)
{
	switch (value->kind) {
	case YAML_LIST:
		return (size_t)fy_node_sequence_item_count(value->node);
	case YAML_MAP:
		return (size_t)fy_node_mapping_item_count(value->node);
	default:
		return 1;
	}
}

void yaml_each(struct yaml *yaml, const struct yaml_value *list,
               void (*each)(struct yaml *, const struct yaml_value *, void *into), void *into)
{
	void *cursor = NULL;
	if (list->kind != YAML_LIST) {
		each(yaml, list, into);
		return;
	}
	for (struct fy_node *item; (item = fy_node_sequence_iterate(list->node, &cursor));) {
		const struct yaml_value value = value_of(yaml, item, list);
		each(yaml, &value, into);
	}
}

/* The place of a value that has none of its own is its key's. */
bool yaml_next(struct yaml *yaml, const struct yaml_value *map, void **cursor, struct yaml_value *out_key,
               struct yaml_value *out_value)
{
	struct fy_node_pair *pair = fy_node_mapping_iterate(map->node, cursor);
	if (!pair)
		return false;
	*out_key = value_of(yaml, fy_node_pair_key(pair), map);
	*out_value = value_of(yaml, fy_node_pair_value(pair), out_key);
	return true;
}

struct yaml_value yaml_get(struct yaml *yaml, const struct yaml_value *map, const char *key)
{
	struct yaml_value name, value;
	void *cursor = NULL;
	while (map->kind == YAML_MAP && yaml_next(yaml, map, &cursor, &name, &value))
		if (!strcmp(name.text, key))
			return value;
	return (struct yaml_value){ .line = map->line, .column = map->column, .text = "" };
}
