/* SPDX-License-Identifier: MIT
 * Selectors and regular expressions of a rule file. */
#include <string.h>

#include "file_parts.h"

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

struct selector read_xpath(struct yaml *yaml, const struct yaml_value *value)
{
	const char *text = yaml_text(yaml, value);
	return (struct selector){ text, text ? check_xpath(yaml, value, text) : NULL };
}

struct selector read_css(struct yaml *yaml, const struct yaml_value *value, enum css_from from)
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
struct selector read_selector(struct yaml *yaml, const struct yaml_value *value, enum css_from from)
{
	const char *text = value->text;
	const bool is_xpath =
		*text == '/' || *text == '(' || !strncmp(text, "./", 2) || !strncmp(text, "..", 2);
	return is_xpath ? read_xpath(yaml, value) : read_css(yaml, value, from);
}

void read_only_selector(struct yaml *yaml, const struct yaml_value *value, struct selector *into,
                        enum css_from from)
{
	if (value->kind == YAML_MAP) {
		const struct yaml_value css = yaml_get(yaml, value, "css"),
					xpath = yaml_get(yaml, value, "xpath");
		if (yaml_count(value) != 1 || (!css.node && !xpath.node))
			yaml_fault(yaml, value,
			           "here stands a selector: css: … or xpath: …, and nothing else");
		else
			*into = css.node ? read_css(yaml, &css, from) : read_xpath(yaml, &xpath);
	} else if (yaml_text(yaml, value)) {
		*into = read_selector(yaml, value, from);
	}
}

/* --- patterns */

struct pattern *read_pattern(struct yaml *yaml, const struct yaml_value *value, struct rule_file *file,
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
