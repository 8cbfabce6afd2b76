/* SPDX-License-Identifier: MIT
 * From YAML to rules, as wiredesk-rules(7) says: file_page.c reads a kind of page, file_rule.c a rule, file_select.c where
 * it looks. */
#include <stdlib.h>
#include <string.h>

#include "file_parts.h"

static void key_pages(struct yaml *yaml, const struct yaml_value *value, void *into)
{
	struct rule_file *file = into;
	file->pages = pool_zero(yaml_pool(yaml), (yaml_count(value) + 1) * sizeof *file->pages);
	yaml_each(yaml, value, read_page, file);
	if (!file->page_count)
		yaml_fault(yaml, value, "there is no page here");
}

static void read_root(struct yaml *yaml, const struct yaml_value *root, struct rule_file *file)
{
	static const struct yaml_key keys[] = { { "pages", key_pages }, { NULL, NULL } };
	if (root->kind == YAML_MAP && yaml_get(yaml, root, "pages").node) {
		yaml_read_map(yaml, root, keys, NULL, file);
		return;
	}
	file->pages = pool_zero(yaml_pool(yaml), 2 * sizeof *file->pages);
	read_page(yaml, root, file);
}

locale_t rule_file_characters(const struct rule_file *file)
{
	return uselocale(file->characters);
}

static size_t read_file(wd_job *job, const char *path, struct rule_file *file)
{
	struct yaml_value root;
	struct yaml *yaml = yaml_open(job, path, &file->pool, &root);
	if (!yaml)
		return 1;
	read_root(yaml, &root, file);
	return yaml_close(yaml);
}

struct rule_file *rule_file_open(wd_job *job, const char *path)
{
	struct rule_file *file = calloc(1, sizeof *file);
	if (!file)
		abort();
	file->path = pool_text(&file->pool, path, strlen(path));
	file->characters = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
	const locale_t before = rule_file_characters(file);
	const size_t faults = read_file(job, path, file);
	uselocale(before);
	if (!faults)
		return file;
	rule_file_close(file);
	return NULL;
}

void rule_file_close(struct rule_file *file)
{
	if (!file)
		return;
	for (struct pattern *pattern = file->patterns; pattern; pattern = pattern->next)
		regfree(&pattern->compiled);
	if (file->characters)
		freelocale(file->characters);
	pool_done(&file->pool);
	free(file);
}
