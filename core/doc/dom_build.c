/* SPDX-License-Identifier: MIT */
#include "core/doc/build.h"
#include "core/doc/dom_parts.h"

struct dom *dom_new(enum dom_kind kind, struct arena *arena, const char *root)
{
	struct dom *dom = dom_make(kind, arena);
	dom->doc = xmlNewDoc(xml_text("1.0"));
	dom->open = xmlNewDocNode(dom->doc, NULL, xml_text(root), NULL);
	xmlDocSetRootElement(dom->doc, dom->open);
	return dom;
}

void dom_open(struct dom *dom, const char *name)
{
	dom->open = xmlAddChild(dom->open, xmlNewDocNode(dom->doc, NULL, xml_text(name), NULL));
}

/* Without control characters, ended by NUL. */
static struct str clean(struct dom *dom, struct str text)
{
	struct str copy = arena_str(dom->arena, text);
	char *const to = (char *)(uintptr_t)copy.ptr;
	size_t len = 0;
	for (size_t i = 0; i < copy.len; i++)
		if ((unsigned char)to[i] >= ' ' || to[i] == '\t' || to[i] == '\n')
			to[len++] = to[i];
	to[len] = '\0';
	return str_n(to, len);
}

void dom_set(struct dom *dom, const char *name, struct str value)
{
	xmlNewProp(dom->open, xml_text(name), xml_text(clean(dom, value).ptr));
}

void dom_add(struct dom *dom, struct str text)
{
	const struct str cleaned = clean(dom, text);
	if (cleaned.len)
		xmlAddChild(dom->open, xmlNewDocTextLen(dom->doc, xml_text(cleaned.ptr), (int)cleaned.len));
}

void dom_close(struct dom *dom)
{
	dom->open = dom->open->parent;
}
