/* SPDX-License-Identifier: MIT
 * Names match as they are written: an element without a prefix is found without one although a default namespace
 * holds for it (`//entry` finds Atom's), one with a prefix by that prefix. */
#include "core/doc/dom_parts.h"

/* A walk in document order without recursion: the next node behind this one, not below `top`'s end. */
static xmlNode *next_behind(xmlNode *node, const xmlNode *top)
{
	while (node != top && !node->next)
		node = node->parent;
	return node == top ? NULL : node->next;
}

static xmlNode *next_node(xmlNode *node, const xmlNode *top)
{
	if (node->type == XML_ELEMENT_NODE && node->children)
		return node->children;
	return next_behind(node, top);
}

static xmlHashTable *prefix_table(struct dom *dom)
{
	if (!dom->prefixes)
		dom->prefixes = xmlHashCreate(16);
	return dom->prefixes;
}

/* The namespace of a prefix that the document uses without having declared it. */
static xmlNs *undeclared(struct dom *dom, const char *prefix)
{
	xmlNs *ns = xmlHashLookup(prefix_table(dom), xml_text(prefix));
	if (ns)
		return ns;
	const char *href = arena_printf(dom->arena, "urn:wiredesk:undeclared:%s", prefix);
	ns = xmlNewNs(xmlDocGetRootElement(dom->doc), xml_text(href), xml_text(prefix));
	if (ns)
		xmlHashAddEntry(dom->prefixes, xml_text(prefix), ns);
	return ns;
}

/* libxml2 leaves "dc:date" as a whole where nobody declared dc. */
static void split_name(struct dom *dom, xmlNode *node)
{
	const struct str name = text_of(node->name);
	const size_t colon = str_chr(name, ':');
	if (colon == STR_NONE || colon == 0 || colon + 1 == name.len)
		return;
	const char *prefix = arena_str(dom->arena, str_slice(name, 0, colon)).ptr;
	const char *local = arena_dup(dom->arena, name.ptr + colon + 1);
	const bool is_xml = str_eq(str_c(prefix), STR("xml"));
	node->ns = is_xml ? xmlSearchNs(dom->doc, node->parent, xml_text("xml")) : undeclared(dom, prefix);
	xmlNodeSetName(node, xml_text(local));
}

static void settle_element(struct dom *dom, xmlNode *node)
{
	for (xmlNs *ns = node->nsDef; ns; ns = ns->next)
		if (ns->prefix)
			xmlHashAddEntry(prefix_table(dom), ns->prefix, ns); /* the first one stays */
	if (node->ns && !node->ns->prefix)
		node->ns = NULL;
	if (!node->ns)
		split_name(dom, node);
	for (xmlAttr *attr = node->properties; attr; attr = attr->next)
		if (!attr->ns)
			split_name(dom, (xmlNode *)attr);
}

/* Declarations of the whole document are seen before undeclared
 * prefixes only as far as they stand before them, which is as good as a document deserves that has both. */
void dom_settle_names(struct dom *dom)
{
	const xmlNode *root = xmlDocGetRootElement(dom->doc);
	for (xmlNode *node = xmlDocGetRootElement(dom->doc); node; node = next_node(node, root))
		if (node->type == XML_ELEMENT_NODE)
			settle_element(dom, node);
}
