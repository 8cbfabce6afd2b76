/* SPDX-License-Identifier: MIT
 * What the files share that read a rule file. Each reader tells its faults at their places and goes on. */
#ifndef RULES_FILE_PARTS_H
#define RULES_FILE_PARTS_H
#include "css.h"
#include "rules.h"
#include "yaml.h"

/* The file and the kind of page that is being read, known to all readers of keys. */
struct reading {
	struct rule_file *file;
	struct page_rules *page;
	enum css_from from; /* where selectors go on from */
};

/* file_select.c. What is wrong has no xpath. */
struct selector read_xpath(struct yaml *yaml, const struct yaml_value *value);
struct selector read_css(struct yaml *yaml, const struct yaml_value *value, enum css_from from);
/* A selector without a key: XPath shows itself by its beginning. */
struct selector read_selector(struct yaml *yaml, const struct yaml_value *value, enum css_from from);
/* The same, or a map of the one key css or xpath. */
void read_only_selector(struct yaml *yaml, const struct yaml_value *value, struct selector *into,
                        enum css_from from);
/* NULL: a fault. It hangs on the file. */
struct pattern *read_pattern(struct yaml *yaml, const struct yaml_value *value, struct rule_file *file,
                             bool is_caseless);

/* file_rule.c */
const char *read_attribute(struct yaml *yaml, const struct yaml_value *value); /* XPath of it, or NULL */
void read_field(struct yaml *yaml, const struct field_name *name, const struct yaml_value *value,
                struct reading *reading, struct field_rules *into);

/* file_page.c: appends a page to the file (into). */
void read_page(struct yaml *yaml, const struct yaml_value *value, void *into);

#endif
