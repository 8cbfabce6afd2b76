/* SPDX-License-Identifier: MIT
 * CSS selectors (level 4, what makes sense for a document that lies still) to XPath 1.0:
 *
 *	"article > p:not(.ad), h1" -> "/descendant::article/child::p[not(…)] | /descendant::h1"
 *
 * Names of elements and attributes are lower-cased, as HTML has them. */
#ifndef RULES_CSS_H
#define RULES_CSS_H
#include <stdbool.h>

#include "pool.h"

/* Where it goes on from: the document, or the node that it is asked of. */
enum css_from { CSS_DOCUMENT, CSS_BELOW };

/* What is wrong with a selector, and at which byte. */
struct css_fault {
	const char *text; /* in the pool */
	size_t at;
};

/* The XPath, in the pool, or NULL and the fault. */
const char *css_to_xpath(const char *selector, enum css_from from, struct pool *pool, struct css_fault *out);
/* An XPath literal of any text, quotes in it or not. */
const char *xpath_literal(const char *text, struct pool *pool);

#endif
