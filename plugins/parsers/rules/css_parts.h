/* SPDX-License-Identifier: MIT
 * What the files of the selector's compiler share: css.c (compounds and combinators), css_attribute.c, css_pseudo.c (what
 * can stand in a compound), css_scan.c (characters). After a fault everything stops where it is. */
#ifndef RULES_CSS_PARTS_H
#define RULES_CSS_PARTS_H
#include "css.h"

struct css {
	const char *start, *at;
	struct pool *pool;
	struct css_fault *fault;
	unsigned depth; /* of brackets with selectors in them */
};

/* "p.lead:first-child": what one element must be. */
struct compound {
	const char *name;       /* NULL: any */
	struct text conditions; /* "[…][…]" */
	char combinator;        /* that stands before it: ' ', '>', '+', '~'; 0: it is the first */
};

/* css_scan.c */
bool css_failed(const struct css *css);
void css_fail_at(struct css *css, const char *at, const char *text); /* the first fault counts */
void css_fail(struct css *css, const char *text);
bool css_is_digit(char c);
bool css_is_name_start(char c);
bool css_is_name_byte(char c);
char css_lower(char c);
bool css_skip_space(struct css *css); /* whether there was any */
bool css_take(struct css *css, char c);
void css_expect(struct css *css, char c); /* a fault where it does not stand */
bool css_begins_name(const char *at);
/* A name with its escapes read, or NULL and a fault that says what is missing. */
char *css_read_name(struct css *css, const char *what);
const char *css_read_lower_name(struct css *css, const char *what);
const char *css_read_string(struct css *css);

/* css_attribute.c: what a step and an attribute are called in XPath, also where XPath could not write the name. */
const char *xpath_node_test(const char *name, struct pool *pool);
const char *xpath_attribute(const char *name, struct pool *pool);
void css_add_attribute(struct css *css, struct text *out); /* behind "[" */
void css_add_class(struct css *css, struct text *out);     /* behind "." */

/* css_pseudo.c */
void css_add_pseudo(struct css *css, struct compound *into); /* behind ":" */

/* css.c: the list in the brackets of :not(), and of :has(). */
const char *css_read_conditions(struct css *css);
const char *css_read_paths(struct css *css);

#endif
