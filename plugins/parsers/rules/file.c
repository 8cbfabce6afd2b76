/* SPDX-License-Identifier: MIT
 * From YAML to rules: what wiredesk-rules(7) says, key by key. */
#include <stdlib.h>
#include <string.h>

#include "css.h"
#include "rules.h"
#include "yaml.h"

enum { FOLLOW_MOST = 10000, FOLLOW_RULE = 200, NAME_MOST = 60 };

/* The file and the kind of page that is being read, known to all readers of keys. */
struct reading {
	struct rule_file *file;
	struct page_rules *page;
	enum css_from from; /* where selectors go on from */
};

/* --- selectors */

static const char *check_xpath(struct yaml *yaml, const struct yaml_value *at, const char *xpath)
{
	size_t where = 0;
	const char *fault = wd_xpath_fault(yaml_job(yaml), xpath, &where);
	if (!fault)
		return xpath;
	yaml_fault_in(yaml, at, where, pool_print(yaml_pool(yaml), "XPath: %s", fault));
	return NULL;
}

static struct selector from_xpath(struct yaml *yaml, const struct yaml_value *value)
{
	const char *text = yaml_text(yaml, value);
	return (struct selector){ text, text ? check_xpath(yaml, value, text) : NULL };
}

static struct selector from_css(struct yaml *yaml, const struct yaml_value *value, enum css_from from)
{
	struct css_fault fault;
	const char *text = yaml_text(yaml, value);
	if (!text)
		return (struct selector){ 0 };
	const char *xpath = css_to_xpath(text, from, yaml_pool(yaml), &fault);
	if (!xpath)
		yaml_fault_in(yaml, value, fault.at, pool_print(yaml_pool(yaml), "CSS: %s", fault.text));
	return (struct selector){ text, xpath ? check_xpath(yaml, value, xpath) : NULL };
}

/* A selector without a key: XPath shows itself by its beginning. */
static struct selector read_selector(struct yaml *yaml, const struct yaml_value *value, enum css_from from)
{
	const char *text = value->text;
	const bool is_xpath =
		*text == '/' || *text == '(' || !strncmp(text, "./", 2) || !strncmp(text, "..", 2);
	return is_xpath ? from_xpath(yaml, value) : from_css(yaml, value, from);
}

static void read_only_selector(struct yaml *yaml, const struct yaml_value *value, struct selector *into,
                               enum css_from from)
{
	if (value->kind == YAML_MAP) {
		const struct yaml_value css = yaml_get(yaml, value, "css"),
					xpath = yaml_get(yaml, value, "xpath");
		if (yaml_count(value) != 1 || (!css.node && !xpath.node))
			yaml_fault(yaml, value,
			           "here stands a selector: css: … or xpath: …, and nothing else");
		else
			*into = css.node ? from_css(yaml, &css, from) : from_xpath(yaml, &xpath);
	} else if (yaml_text(yaml, value)) {
		*into = read_selector(yaml, value, from);
	}
}

/* --- patterns */

static struct pattern *read_pattern(struct yaml *yaml, const struct yaml_value *value, struct rule_file *file,
                                    bool is_caseless)
{
	const char *text = yaml_text(yaml, value);
	char why[200];
	if (!text)
		return NULL;
	struct pattern *pattern = pool_zero(yaml_pool(yaml), sizeof *pattern);
	const int code = regcomp(&pattern->compiled, text, REG_EXTENDED | (is_caseless ? REG_ICASE : 0));
	if (code) {
		regerror(code, &pattern->compiled, why, sizeof why);
		yaml_fault(yaml, value,
		           "regular expression: %s (POSIX extended: \\d is [0-9], there is no (?…))", why);
		return NULL;
	}
	pattern->written = text;
	pattern->group = pattern->compiled.re_nsub ? 1 : 0;
	pattern->next = file->patterns;
	file->patterns = pattern;
	return pattern;
}

/* --- dates */

/* Conversions of strptime(3) that make a date, and what they tell. */
static bool tells(const char *form, const char *conversions)
{
	for (const char *c = form; (c = strchr(c, '%')); c += 2) {
		if (strchr(conversions, c[1]))
			return c[1] != '\0';
		if (!c[1])
			return false;
	}
	return false;
}

static void read_form(struct yaml *yaml, const struct yaml_value *value, void *into)
{
	struct rule *rule = into;
	const char *form = yaml_text(yaml, value);
	if (!form)
		return;
	for (const char *c = form; (c = strchr(c, '%')); c += 2)
		if (!c[1] || !strchr("YymbBhdejHIMSpTRFDzaAnt%", c[1])) {
			yaml_fault_in(
				yaml, value, (size_t)(c - form),
				"a date is made of %Y %y %m %b %d %e %j %F %H %I %M %S %p %T %R %z %a %A");
			return;
		}
	if (!tells(form, "YyFD") || !tells(form, "deFDj"))
		yaml_fault(yaml, value, "this form of a date has no %s",
		           tells(form, "YyFD") ? "day (%d)" : "year (%Y)");
	rule->form = form;
}

/* An unknown zone reads like UTC, also in a year when every place had a time of its own. */
static bool is_zone(wd_job *job, const char *zone)
{
	static const char *const same[] = { "UTC", "GMT", "Etc/UTC", "Etc/GMT", "+00:00" };
	for (size_t i = 0; i < sizeof same / sizeof *same; i++)
		if (!strcmp(zone, same[i]))
			return true;
	const char *read = wd_date(job, wd_print(job, "1850-01-01T00:00:00 %s", zone));
	return read && strcmp(read, "1850-01-01T00:00:00Z") != 0;
}

static void read_zone(struct yaml *yaml, const struct yaml_value *value, void *into)
{
	struct rule *rule = into;
	const char *zone = yaml_text(yaml, value);
	if (zone && !is_zone(yaml_job(yaml), zone))
		yaml_fault(yaml, value, "nobody knows the zone \"%s\"; write Europe/Berlin or +07:00", zone);
	rule->zone = zone;
}

static void read_date(struct yaml *yaml, const struct yaml_value *value, void *into)
{
	static const struct yaml_key keys[] = { { "form", read_form },
		                                { "zone", read_zone },
		                                { NULL, NULL } };
	if (value->kind == YAML_SCALAR)
		read_form(yaml, value, into);
	else
		yaml_read_map(yaml, value, keys, NULL, into);
}

/* --- one rule */

struct rule_reading {
	struct reading *reading;
	struct field_rules *field;
	struct rule *rule;
	struct yaml_value match, group;
	bool is_caseless;
	unsigned ways; /* of css, xpath, value */
};

static void key_css(struct yaml *yaml, const struct yaml_value *value, void *into)
{
	struct rule_reading *r = into;
	r->rule->select = from_css(yaml, value, r->reading->from);
	r->ways++;
}

static void key_xpath(struct yaml *yaml, const struct yaml_value *value, void *into)
{
	struct rule_reading *r = into;
	r->rule->select = from_xpath(yaml, value);
	r->ways++;
}

static void key_value(struct yaml *yaml, const struct yaml_value *value, void *into)
{
	struct rule_reading *r = into;
	r->rule->constant = yaml_text(yaml, value);
	r->ways++;
}

static const char *attribute_path(struct yaml *yaml, const struct yaml_value *value)
{
	const char *name = yaml_text(yaml, value);
	if (!name)
		return NULL;
	char *lower = pool_text(yaml_pool(yaml), name, strlen(name));
	for (char *c = lower; *c; c++)
		*c = *c >= 'A' && *c <= 'Z' ? (char)(*c + 32) : *c;
	return pool_print(yaml_pool(yaml), "@*[name()=%s]", xpath_literal(lower, yaml_pool(yaml)));
}

static void key_attr(struct yaml *yaml, const struct yaml_value *value, void *into)
{
	struct rule_reading *r = into;
	r->rule->what = attribute_path(yaml, value);
	r->rule->is_attribute = true;
}

static void key_match(struct yaml *yaml, const struct yaml_value *value, void *into)
{
	(void)yaml;
	((struct rule_reading *)into)->match = *value;
}

static void key_group(struct yaml *yaml, const struct yaml_value *value, void *into)
{
	(void)yaml;
	((struct rule_reading *)into)->group = *value;
}

static void key_ignore_case(struct yaml *yaml, const struct yaml_value *value, void *into)
{
	((struct rule_reading *)into)->is_caseless = yaml_bool(yaml, value);
}

static void key_date(struct yaml *yaml, const struct yaml_value *value, void *into)
{
	read_date(yaml, value, ((struct rule_reading *)into)->rule);
}

/* A blank may stand alone here. */
static const char *glue(struct yaml *yaml, const struct yaml_value *value)
{
	return value->kind == YAML_SCALAR && !*value->text ? "" : yaml_text(yaml, value);
}

static void key_join(struct yaml *yaml, const struct yaml_value *value, void *into)
{
	((struct rule_reading *)into)->rule->join = glue(yaml, value);
}

static void key_split(struct yaml *yaml, const struct yaml_value *value, void *into)
{
	struct rule_reading *r = into;
	r->rule->split = yaml_text(yaml, value);
	if (!r->field->is_list)
		yaml_fault(yaml, value, "%s takes one value: there is nothing to split", r->field->name);
}

static void key_all(struct yaml *yaml, const struct yaml_value *value, void *into)
{
	struct rule_reading *r = into;
	r->rule->is_all = yaml_bool(yaml, value);
	if (r->rule->is_all && !r->field->is_list && !r->field->markup)
		yaml_fault(yaml, value, "%s takes one value; join: \" \" makes one of all matches",
		           r->field->name);
}

static const struct yaml_key rule_keys[] = {
	{ "css", key_css },
	{ "xpath", key_xpath },
	{ "value", key_value },
	{ "attr", key_attr },
	{ "match", key_match },
	{ "group", key_group },
	{ "ignore_case", key_ignore_case },
	{ "date", key_date },
	{ "join", key_join },
	{ "split", key_split },
	{ "all", key_all },
	{ NULL, NULL },
};

static void finish_match(struct yaml *yaml, struct rule_reading *r)
{
	if (r->match.node)
		r->rule->match = read_pattern(yaml, &r->match, r->reading->file, r->is_caseless);
	if (!r->group.node)
		return;
	const long most = r->rule->match ? (long)r->rule->match->compiled.re_nsub : 0;
	if (!r->match.node)
		yaml_fault(yaml, &r->group, "a group of what? match: is missing");
	else if (r->rule->match)
		r->rule->match->group = (size_t)yaml_number(yaml, &r->group, 0, most);
}

/* "normalize-space(//h1)": a function around the whole gives a text; one in the middle does not. */
static bool gives_text(const char *xpath)
{
	static const char *const functions[] = { "concat(",          "normalize-space(",
		                                 "string(",          "substring(",
		                                 "substring-after(", "substring-before(",
		                                 "translate(",       "count(" };
	for (size_t i = 0; xpath && i < sizeof functions / sizeof *functions; i++)
		if (!strncmp(xpath, functions[i], strlen(functions[i])))
			return true;
	return false;
}

/* title[2] h1.headline: enough to find it again. */
static void name_rule(struct yaml *yaml, struct rule_reading *r)
{
	struct field_rules *field = r->field;
	const char *written = r->rule->select.written ? r->rule->select.written
	                      : r->rule->constant     ? "value"
	                                              : "itself";
	r->rule->name =
		pool_print(yaml_pool(yaml), "%s[%zu] %.*s", field->name, field->count, NAME_MOST, written);
}

static void read_rule_map(struct yaml *yaml, const struct yaml_value *value, struct rule_reading *r)
{
	yaml_read_map(yaml, value, rule_keys, NULL, r);
	if (value->kind == YAML_MAP && r->ways > 1)
		yaml_fault(yaml, value, "only one of css, xpath and value can stand in a rule");
	if (value->kind == YAML_MAP && !r->ways && r->reading->from == CSS_DOCUMENT)
		yaml_fault(yaml, value, "css, xpath or value is missing: where is it to look?");
	r->rule->is_computed = gives_text(r->rule->select.xpath);
	finish_match(yaml, r);
}

static void read_rule(struct yaml *yaml, const struct yaml_value *value, void *into)
{
	struct rule_reading r = *(struct rule_reading *)into;
	r.rule = &r.field->rules[r.field->count++];
	*r.rule = (struct rule){ .what = ".", .line = value->line };
	if (value->kind == YAML_SCALAR && yaml_text(yaml, value))
		r.rule->select = read_selector(yaml, value, r.reading->from);
	else if (value->kind == YAML_MAP)
		read_rule_map(yaml, value, &r);
	else if (value->kind == YAML_LIST)
		yaml_fault(yaml, value, "a rule is a selector or a map; this is a list in a list");
	name_rule(yaml, &r);
}

static void read_field(struct yaml *yaml, const struct field_name *name, const struct yaml_value *value,
                       struct reading *reading, struct field_rules *into)
{
	struct rule_reading r = { .reading = reading, .field = into };
	*into = (struct field_rules){
		.name = name->name, .field = name->field, .markup = name->markup, .is_list = name->is_list
	};
	const size_t most = value->kind == YAML_LIST ? yaml_count(value) : 1;
	into->rules = pool_zero(yaml_pool(yaml), (most + 1) * sizeof *into->rules);
	yaml_each(yaml, value, read_rule, &r);
	if (!into->count)
		yaml_fault(yaml, value, "there is no rule here");
}

static const struct field_name *find_field(const struct field_name *names, const char *name)
{
	for (; names->name; names++)
		if (!strcmp(names->name, name))
			return names;
	return NULL;
}

static const char *nearest_field(const struct field_name *names, const char *name, unsigned *least)
{
	const char *nearest = NULL;
	for (; names->name; names++) {
		const unsigned distance = name_distance(name, names->name);
		if (distance < *least) {
			*least = distance;
			nearest = names->name;
		}
	}
	return nearest;
}

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
	const struct field_name *name = find_field(p->name->fields, key->text);
	if (!name) {
		unsigned least = 4;
		const char *nearest = nearest_field(p->name->fields, key->text, &least);
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
	((struct follow_rule *)into)->select = from_css(yaml, value, CSS_DOCUMENT);
}

static void key_follow_xpath(struct yaml *yaml, const struct yaml_value *value, void *into)
{
	((struct follow_rule *)into)->select = from_xpath(yaml, value);
}

static void key_follow_attr(struct yaml *yaml, const struct yaml_value *value, void *into)
{
	((struct follow_rule *)into)->what = attribute_path(yaml, value);
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

static const struct part_name *find_part(const char *name)
{
	for (const struct part_name *part = part_names; part->name; part++)
		if (!strcmp(part->name, name))
			return part;
	return NULL;
}

static bool read_field_or_part(struct yaml *yaml, const struct yaml_value *key,
                               const struct yaml_value *value, void *into)
{
	struct reading *reading = into;
	struct page_rules *page = reading->page;
	struct part_reading part = { .reading = reading, .name = find_part(key->text) };
	const struct field_name *field = find_field(article_fields, key->text);
	if (field)
		read_field(yaml, field, value, reading, &page->fields[page->field_count++]);
	if (part.name) {
		make_room_for_parts(yaml, page, value->kind == YAML_LIST ? yaml_count(value) : 1);
		yaml_each(yaml, value, read_one_part, &part);
	}
	return field || part.name;
}

static const char *nearest_field_or_part(const char *name, unsigned *least)
{
	const char *nearest = nearest_field(article_fields, name, least);
	for (const struct part_name *part = part_names; part->name; part++) {
		const unsigned distance = name_distance(name, part->name);
		if (distance < *least) {
			*least = distance;
			nearest = part->name;
		}
	}
	return nearest;
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

static void read_page(struct yaml *yaml, const struct yaml_value *value, void *into)
{
	static const struct yaml_other other = { read_field_or_part, nearest_field_or_part };
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

/* --- the file */

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
