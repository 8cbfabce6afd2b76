/* SPDX-License-Identifier: MIT
 * A rule file as it is used: what file.c has read and page.c carries out. Everything hangs on the file's pool. */
#ifndef RULES_RULES_H
#define RULES_RULES_H
#include <locale.h>
#include <regex.h>
#include <wiredesk/plugin.h>

#include "pool.h"

/* A regular expression (POSIX, extended) and the group of it that is wanted. */
struct pattern {
	struct pattern *next; /* of the file: to be freed */
	const char *written;
	size_t group;
	regex_t compiled;
};

/* Where to look, as XPath. */
struct selector {
	const char *written; /* as the file has it, for messages */
	const char *xpath;
};

/* One way to a field's value. */
struct rule {
	const char *name;       /* "title[2]": what explanations call it */
	int line;               /* in the file */
	struct selector select; /* xpath NULL: the node itself */
	const char *constant;   /* is the value; NULL: it is looked for */
	const char *what;       /* XPath of the text at the node: "." or "@content" */
	bool is_attribute;
	bool is_computed;        /* the XPath gives a text and no node: concat(…) */
	struct pattern *match;   /* the text must match; NULL: any text */
	const char *form, *zone; /* of a date; NULL: as the host reads it */
	const char *join;        /* all matches, with this between them, are one value; NULL: not so */
	const char *split;       /* each part between these is a value; NULL: not so */
	bool is_all;             /* every match is a value */
};

/* The ways to one field, the best first. */
struct field_rules {
	const char *name;
	enum wd_field field;
	enum wd_field markup; /* set instead, where a rule gives a node and not a text; 0: none */
	bool is_list;
	struct rule *rules;
	size_t count;
};

/* Objects within the article: media, related, authors. */
struct part_rules {
	const char *name;
	enum wd_part part;
	struct selector each; /* xpath NULL: there is one, made of the page */
	struct field_rules *fields;
	size_t count;
};

struct follow_rule {
	const char *name; /* "follow[1]" */
	struct selector select;
	const char *what; /* XPath of the address at the node */
	struct pattern *match;
	const char *role;
	long most;
};

/* When a page is of this kind; what is NULL or empty is no condition. */
struct when {
	struct pattern *url;
	struct selector has, lacks;
	const char *role;
};

/* A kind of page. */
struct page_rules {
	const char *name;
	struct when when;
	const char *remove; /* XPath of what is dropped from the body, below it; or NULL */
	const char **required;
	size_t required_count;
	struct field_rules *fields;
	size_t field_count;
	struct part_rules *parts;
	size_t part_count;
	struct follow_rule *follows;
	size_t follow_count;
};

struct rule_file {
	struct pool pool;
	const char *path;
	locale_t characters; /* in which regular expressions see characters and not bytes; 0: there is none */
	struct pattern *patterns;
	struct page_rules *pages;
	size_t page_count;
};

/* Until it is given back, regular expressions see UTF-8: locale_t before = rule_file_characters(file); … uselocale(before) */
locale_t rule_file_characters(const struct rule_file *file);

/* file.c: reads and checks all of it. NULL: every fault has been told (wd_log), and wd_fail() called. */
struct rule_file *rule_file_open(wd_job *job, const char *path);
void rule_file_close(struct rule_file *file);

/* fields.c: what a name in a rule file means. */
struct field_name {
	const char *name;
	enum wd_field field;
	bool is_list;
	enum wd_field markup;
};
struct part_name {
	const char *name;
	enum wd_part part;
	bool is_single;
	const struct field_name *fields; /* ended by a row without a name */
};
extern const struct field_name article_fields[]; /* the same */
extern const struct part_name part_names[];
const struct field_name *field_find(const struct field_name *names, const char *name); /* or NULL */
const struct part_name *part_find(const char *name);
/* The name that is less than *least changes away, which is then what it is; NULL where there is none. */
const char *field_nearest(const struct field_name *names, const char *name, unsigned *least);
const char *name_nearest(const char *name, unsigned *least); /* of an article's fields and parts */

/* page.c */
enum wd_verdict rules_parse(wd_job *job, const struct wd_doc *doc, const struct rule_file *file);

/* value.c: from what a rule found to what is set. NULL: the text does not match. */
const char *rule_value(wd_job *job, const struct rule *rule, const char *text);
bool pattern_matches(const struct pattern *pattern, const char *text);
const char *pattern_take(wd_job *job, const struct pattern *pattern, const char *text);

#endif
