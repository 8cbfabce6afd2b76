/* SPDX-License-Identifier: MIT
 * Trees made by hand, node after node, for what is neither HTML nor XML (plain.c, json.c), from the root down:
 *
 *	dom_open(dom, "line");
 *	dom_set(dom, "n", STR("1"));
 *	dom_add(dom, STR("text"));
 *	dom_close(dom);
 */
#ifndef CORE_DOC_BUILD_H
#define CORE_DOC_BUILD_H
#include "core/doc/dom.h"

struct dom *dom_new(enum dom_kind kind, struct arena *arena, const char *root); /* the root is open */
void dom_open(struct dom *dom, const char *name);
void dom_set(struct dom *dom, const char *name, struct str value);
void dom_add(struct dom *dom, struct str text); /* control characters but tab and line feed are left out */
void dom_close(struct dom *dom);

struct dom *plain_parse(struct str text, struct arena *arena);
int json_parse(struct str text, struct arena *arena, struct dom **out, struct err *err);

#endif
