/* SPDX-License-Identifier: MIT
 * A kind of page: its conditions, links, fields and parts. */
#include <string.h>

#include "file_parts.h"

enum { FOLLOW_MOST = 10000, FOLLOW_RULE = 200 };

/* --- parts */

struct part_reading {
	struct reading *reading;
	const struct part_name *name;
	struct part_rules *part;
};

static void key_each(struct yaml *yaml, const struct yaml_value *value, void *into)
{
	(void)yaml, (void)value, (void)into; /* read before all others */
}

static const struct yaml_key part_keys[] = { { "each", key_each }, { NULL, NULL } };

static bool read_part_field(struct yaml *yaml, const struct yaml_value *key, const struct yaml_value *value,
                            void *into)
{
	struct part_reading *p = into;
	const struct field_name *name = field_find(p->name->fields, key->text);
	if (!name) {
		unsigned least = strlen(key->text) < 4 ? 2 : 4;
		const char *nearest = field_nearest(p->name->fields, key->text, &least);
		yaml_fault(yaml, key, "%s has no \"%s\"%s%s%s", p->name->name, key->text,
		           nearest ? "; did you mean " : "", nearest ? nearest : "", nearest ? "?" : "");
		return true;
	}
	struct field_rules *field = &p->part->fields[p->part->count++];
	read_field(yaml, name, value, p->reading, field);
	field->name = pool_print(yaml_pool(yaml), "%s.%s", p->name->name, name->name);
	for (size_t i = 0; i < field->count; i++)
		field->rules[i].name =
			pool_print(yaml_pool(yaml), "%s.%s", p->name->name, field->rules[i].name);
	return true;
}

static void read_one_part(struct yaml *yaml, const struct yaml_value *value, void *into)
{
	struct part_reading *p = into;
	struct page_rules *page = p->reading->page;
	const struct yaml_other other = { read_part_field, NULL };
	const struct yaml_value each = yaml_get(yaml, value, "each");
	p->part = &page->parts[page->part_count++];
	*p->part = (struct part_rules){ .name = p->name->name, .part = p->name->part };
	p->part->fields = pool_zero(yaml_pool(yaml), (yaml_count(value) + 1) * sizeof *p->part->fields);
	if (each.node)
		read_only_selector(yaml, &each, &p->part->each, CSS_DOCUMENT);
	if (each.node && p->name->is_single)
		yaml_fault(yaml, &each, "%s stands once in a record: there is no each", p->name->name);
	p->reading->from = each.node ? CSS_BELOW : CSS_DOCUMENT;
	yaml_read_map(yaml, value, part_keys, &other, p);
	p->reading->from = CSS_DOCUMENT;
}

/* The array of a page's parts grows by what is read of one name. */
static void make_room_for_parts(struct yaml *yaml, struct page_rules *page, size_t more)
{
	struct part_rules *grown = pool_zero(yaml_pool(yaml), (page->part_count + more) * sizeof *grown);
	if (page->part_count)
		memcpy(grown, page->parts, page->part_count * sizeof *grown);
	page->parts = grown;
}

/* --- links to follow */

static void key_role(struct yaml *yaml, const struct yaml_value *value, void *into)
{
	((struct follow_rule *)into)->role = yaml_text(yaml, value);
}

static void key_most(struct yaml *yaml, const struct yaml_value *value, void *into)
{
	((struct follow_rule *)into)->most = yaml_number(yaml, value, 1, FOLLOW_MOST);
}

static void key_follow_css(struct yaml *yaml, const struct yaml_value *value, void *into)
{
	((struct follow_rule *)into)->select = read_css(yaml, value, CSS_DOCUMENT);
}

static void key_follow_xpath(struct yaml *yaml, const struct yaml_value *value, void *into)
{
	((struct follow_rule *)into)->select = read_xpath(yaml, value);
}

static void key_follow_attr(struct yaml *yaml, const struct yaml_value *value, void *into)
{
	((struct follow_rule *)into)->what = read_attribute(yaml, value);
}

static void key_follow_match(struct yaml *yaml, const struct yaml_value *value, void *into)
{
	(void)yaml, (void)value, (void)into; /* needs the file: see read_follow() */
}

static const struct yaml_key follow_keys[] = {
	{ "css", key_follow_css },
	{ "xpath", key_follow_xpath },
	{ "attr", key_follow_attr },
	{ "match", key_follow_match },
	{ "role", key_role },
	{ "most", key_most },
	{ NULL, NULL },
};

static void read_follow(struct yaml *yaml, const struct yaml_value *value, void *into)
{
	struct reading *reading = into;
	struct page_rules *page = reading->page;
	struct follow_rule *follow = &page->follows[page->follow_count++];
	*follow = (struct follow_rule){ .most = FOLLOW_RULE };
	follow->name = pool_print(yaml_pool(yaml), "follow[%zu]", page->follow_count);
	if (value->kind == YAML_MAP) {
		const struct yaml_value match = yaml_get(yaml, value, "match");
		yaml_read_map(yaml, value, follow_keys, NULL, follow);
		if (match.node)
			follow->match = read_pattern(yaml, &match, reading->file, false);
		if (!yaml_get(yaml, value, "css").node == !yaml_get(yaml, value, "xpath").node)
			yaml_fault(yaml, value, "follow needs one selector of links: css or xpath");
	} else if (yaml_text(yaml, value)) {
		follow->select = read_selector(yaml, value, CSS_DOCUMENT);
	}
}

static void key_follow(struct yaml *yaml, const struct yaml_value *value, void *into)
{
	struct page_rules *page = ((struct reading *)into)->page;
	const size_t most = value->kind == YAML_LIST ? yaml_count(value) : 1;
	page->follows = pool_zero(yaml_pool(yaml), (most + 1) * sizeof *page->follows);
	yaml_each(yaml, value, read_follow, into);
}

/* --- a kind of page */

static void key_name(struct yaml *yaml, const struct yaml_value *value, void *into)
{
	((struct reading *)into)->page->name = yaml_text(yaml, value);
}

static void key_when_url(struct yaml *yaml, const struct yaml_value *value, void *into)
{
	struct reading *reading = into;
	reading->page->when.url = read_pattern(yaml, value, reading->file, false);
}

static void key_when_has(struct yaml *yaml, const struct yaml_value *value, void *into)
{
	read_only_selector(yaml, value, &((struct reading *)into)->page->when.has, CSS_DOCUMENT);
}

static void key_when_lacks(struct yaml *yaml, const struct yaml_value *value, void *into)
{
	read_only_selector(yaml, value, &((struct reading *)into)->page->when.lacks, CSS_DOCUMENT);
}

static void key_when_role(struct yaml *yaml, const struct yaml_value *value, void *into)
{
	((struct reading *)into)->page->when.role = yaml_text(yaml, value);
}

static const struct yaml_key when_keys[] = {
	{ "url", key_when_url },   { "has", key_when_has }, { "lacks", key_when_lacks },
	{ "role", key_when_role }, { NULL, NULL },
};

static void key_when(struct yaml *yaml, const struct yaml_value *value, void *into)
{
	yaml_read_map(yaml, value, when_keys, NULL, into);
}

struct removing {
	struct reading *reading;
	struct text xpath;
};

static void read_removed(struct yaml *yaml, const struct yaml_value *value, void *into)
{
	struct removing *removing = into;
	struct selector selector = { 0 };
	read_only_selector(yaml, value, &selector, CSS_BELOW);
	if (selector.xpath)
		text_print(&removing->xpath, "%s%s", removing->xpath.length ? " | " : "", selector.xpath);
}

static void key_remove(struct yaml *yaml, const struct yaml_value *value, void *into)
{
	struct removing removing = { .reading = into, .xpath = { .pool = yaml_pool(yaml) } };
	yaml_each(yaml, value, read_removed, &removing);
	removing.reading->page->remove = removing.xpath.at;
}

static void read_required(struct yaml *yaml, const struct yaml_value *value, void *into)
{
	struct page_rules *page = into;
	const char *name = yaml_text(yaml, value);
	if (name)
		page->required[page->required_count++] = name;
}

/* Checked when the page's other keys are known. */
static void key_required(struct yaml *yaml, const struct yaml_value *value, void *into)
{
	struct page_rules *page = ((struct reading *)into)->page;
	page->required = pool_zero(yaml_pool(yaml), (yaml_count(value) + 1) * sizeof *page->required);
	yaml_each(yaml, value, read_required, page);
}

static const struct yaml_key page_keys[] = {
	{ "name", key_name },         { "when", key_when },     { "follow", key_follow },
	{ "required", key_required }, { "remove", key_remove }, { NULL, NULL },
};

static bool read_field_or_part(struct yaml *yaml, const struct yaml_value *key,
                               const struct yaml_value *value, void *into)
{
	struct reading *reading = into;
	struct page_rules *page = reading->page;
	struct part_reading part = { .reading = reading, .name = part_find(key->text) };
	const struct field_name *field = field_find(article_fields, key->text);
	if (field)
		read_field(yaml, field, value, reading, &page->fields[page->field_count++]);
	if (part.name) {
		make_room_for_parts(yaml, page, value->kind == YAML_LIST ? yaml_count(value) : 1);
		yaml_each(yaml, value, read_one_part, &part);
	}
	return field || part.name;
}

static bool has_rule(const struct page_rules *page, const char *name)
{
	for (size_t i = 0; i < page->field_count; i++)
		if (!strcmp(page->fields[i].name, name))
			return true;
	for (size_t i = 0; i < page->part_count; i++)
		if (!strcmp(page->parts[i].name, name))
			return true;
	return false;
}

/* Title and body where nothing else is said and the page is more than links to follow. */
static void settle_required(struct yaml *yaml, const struct yaml_value *map, struct page_rules *page)
{
	static const char *rule[] = { "title", "body" };
	const struct yaml_value written = yaml_get(yaml, map, "required");
	const bool gives_articles = page->field_count || page->part_count;
	if (!gives_articles && !page->follow_count)
		yaml_fault(yaml, map, "there is neither a field nor follow here: what is this page for?");
	if (!written.node && gives_articles) {
		page->required = rule;
		page->required_count = sizeof rule / sizeof *rule;
	}
	for (size_t i = 0; i < page->required_count; i++)
		if (!has_rule(page, page->required[i]))
			yaml_fault(yaml, written.node ? &written : map,
			           "there is no rule for %s, which is required; add one, or a list required: "
			           "with the names of those that are",
			           page->required[i]);
}

void read_page(struct yaml *yaml, const struct yaml_value *value, void *into)
{
	static const struct yaml_other other = { read_field_or_part, name_nearest };
	struct rule_file *file = into;
	struct page_rules *page = &file->pages[file->page_count++];
	struct reading reading = { .file = file, .page = page, .from = CSS_DOCUMENT };
	page->name = pool_print(yaml_pool(yaml), "page %zu", file->page_count);
	if (value->kind == YAML_MAP)
		page->fields = pool_zero(yaml_pool(yaml), (yaml_count(value) + 1) * sizeof *page->fields);
	yaml_read_map(yaml, value, page_keys, &other, &reading);
	if (value->kind == YAML_MAP)
		settle_required(yaml, value, page);
}
