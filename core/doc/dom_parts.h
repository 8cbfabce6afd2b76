/* SPDX-License-Identifier: MIT
 * What the files of dom share; they alone know libxml2. */
#ifndef CORE_DOC_DOM_PARTS_H
#define CORE_DOC_DOM_PARTS_H
#include <libxml/hash.h>
#include <libxml/tree.h>
#include <libxml/xpath.h>

#include "core/doc/dom.h"

struct dom {
	enum dom_kind kind;
	struct arena *arena;
	xmlDoc *doc;
	xmlXPathContext *xpath;
	xmlHashTable *prefixes; /* of the document: to the xmlNs that it was bound to first; NULL: none */
	xmlNode *open;          /* while it is built: the innermost open element */
	bool is_recovered, is_on_arena; /* is_on_arena: doc's memory is the arena's */
};

static inline struct str text_of(const xmlChar *text)
{
	return str_c((const char *)text);
}

static inline const xmlChar *xml_text(const char *text)
{
	return (const xmlChar *)text;
}

/* dom.c */
struct dom *dom_make(enum dom_kind kind, struct arena *arena);

/* dom_html.c: the text without scripts, styles and comments; true where it had too many tags, and some of them went. */
bool dom_strip_html(struct str text, struct buf *out);

/* dom_memory.c: between begin and end, libxml2's memory comes off the arena, and lives as that does; false where
 * dom_setup() was not called, and all is the heap's. */
void dom_memory_setup(void);
bool dom_memory_begin(struct arena *arena);
void dom_memory_end(void);

/* dom_xml.c: fills in doc and is_recovered. */
int dom_read_xml(struct dom *dom, struct str text, struct err *err);

/* dom_names.c: makes names match as they are written (see dom.h). */
void dom_settle_names(struct dom *dom);

/* dom_xpath.c */
void dom_prepare_xpath(struct dom *dom);
xmlXPathObject *dom_evaluate(struct dom *dom, xmlNode *from, const char *xpath,
                             struct err *err); /* NULL: err */

#endif
