/* SPDX-License-Identifier: MIT
 * Documents as trees of nodes, and XPath over them; libxml2 is known to dom*.c alone. Plain text and JSON become the
 * same kind of tree. Nodes and strings hang on the arena given, the tree on the dom.
 *
 * Names match as they are written: `//entry` finds an entry that a default namespace holds for, `dc:date` one with
 * that prefix, whatever it is bound to (HTML's elements lose theirs). A prefix that the document does not use matches
 * nothing. */
#ifndef CORE_DOC_DOM_H
#define CORE_DOC_DOM_H
#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/err.h"

struct dom;
struct dom_node; /* what wd_node is */

enum dom_kind { DOM_HTML, DOM_XML, DOM_TEXT, DOM_JSON };

void dom_setup(void); /* once a process, before a sandbox closes */
/* text: valid UTF-8 (see charset.h). HTML is always read; XML with errors is read in recovery mode (is_recovered),
 * HTML with more tags than pages have loses those at its end (is_recovered, too). */
int dom_parse(struct str text, enum dom_kind kind, struct arena *arena, struct dom **out, struct err *err);
void dom_free(struct dom *dom);
bool dom_is_recovered(const struct dom *dom);
const struct dom_node *dom_root(struct dom *dom);
/* A bad expression: NULL, and err (may be NULL) names it. */
const struct dom_node *dom_find(struct dom *dom, const struct dom_node *from, const char *xpath,
                                struct err *err);
const struct dom_node *dom_next(const struct dom_node *node);
struct dom *dom_of(const struct dom_node *node);
/* Steps; NULL behind the last. The same node is the same pointer each time. */
const struct dom_node *dom_child(const struct dom_node *node);
const struct dom_node *dom_sibling(const struct dom_node *node);
const struct dom_node *dom_parent(const struct dom_node *node);
bool dom_is_attribute(const struct dom_node *node);
const char *dom_content(const struct dom_node *node); /* of a text node; NULL for others */
const char *dom_name(const struct dom_node *node);
const char *dom_text(struct dom *dom, const struct dom_node *from, const char *xpath,
                     struct err *err); /* folded, trimmed; NULL if empty */
const char *dom_markup(struct dom *dom, const struct dom_node *from, const char *xpath, struct err *err);
/* The markup of from without what xpath matches below it; the tree is whole again when it returns. */
const char *dom_markup_without(struct dom *dom, const struct dom_node *from, const char *xpath, struct err *err);
/* Whether an expression compiles, without a document. -1: err says what is wrong, *out_at at which byte. */
int dom_check_xpath(const char *xpath, size_t *out_at, struct err *err);
int dom_line(const struct dom_node *node); /* in the source, 0 unknown */
/* dom_path.c: a simple XPath of the node ("/html/body/p[2]/@class"), on the arena given. */
const char *dom_path(const struct dom_node *node, struct arena *arena);

/* A walk over elements and text in document order, for normalize/html.c, which must not know libxml2 either. */
struct dom_visitor {
	void (*open)(void *self, const char *name, const struct dom_node *node); /* node: until it returns */
	void (*close)(void *self, const char *name);
	void (*text)(void *self, struct str text);
	void *self;
};
void dom_walk(const struct dom_node *root, const struct dom_visitor *visitor);
struct str dom_attribute(const struct dom_node *node,
                         const char *name); /* ptr NULL where absent; lives as the dom */
/* Calls back for each attribute of an element. */
void dom_attributes(const struct dom_node *node, void (*each)(void *self, const char *name, struct str value),
                    void *self);

#endif
