/* SPDX-License-Identifier: MIT
 * One rule, and the rules of one field, key by key. */
#include <string.h>

#include "file_parts.h"

enum { NAME_MOST = 60 };

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
	const char *missing = !tells(form, "YyFD")      ? "year (%Y)"
	                      : !tells(form, "deFDj")   ? "day (%d)"
	                      : !tells(form, "mbBhFDj") ? "month (%m)"
	                                                : NULL;
	if (missing)
		yaml_fault(yaml, value, "this form of a date has no %s", missing);
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
	r->rule->select = read_css(yaml, value, r->reading->from);
	r->ways++;
}

static void key_xpath(struct yaml *yaml, const struct yaml_value *value, void *into)
{
	struct rule_reading *r = into;
	r->rule->select = read_xpath(yaml, value);
	r->ways++;
}

static void key_value(struct yaml *yaml, const struct yaml_value *value, void *into)
{
	struct rule_reading *r = into;
	r->rule->constant = yaml_text(yaml, value);
	r->ways++;
}

const char *read_attribute(struct yaml *yaml, const struct yaml_value *value)
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
	r->rule->what = read_attribute(yaml, value);
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

void read_field(struct yaml *yaml, const struct field_name *name, const struct yaml_value *value,
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
