/* SPDX-License-Identifier: MIT */
#include "core/doc/dom.h"

#include <jansson.h>
#include <libxml/HTMLparser.h>
#include <libxml/HTMLtree.h>
#include <stdlib.h>

#include "core/base/mem.h"
#include "core/doc/build.h"
#include "core/doc/dom_parts.h"

struct dom_node {
	xmlNode *node; /* or an xmlAttr, whose beginning is the same */
	struct dom *dom;
	const struct dom_node *next; /* match */
};

static void print_nothing(void *self, const char *fmt, ...)
{
	(void)self, (void)fmt;
}

/* Errors are read from the contexts that they belong to; nothing is printed. */
static void ignore_error(void *self, xmlErrorPtr error)
{
	(void)self, (void)error;
}

static xmlParserInput *refuse_external(const char *url, const char *id, xmlParserCtxt *ctxt)
{
	(void)url, (void)id, (void)ctxt;
	return NULL;
}

void dom_setup(void)
{
	dom_memory_setup();
	xmlInitParser();
	xmlSetGenericErrorFunc(NULL, print_nothing);
	xmlSetStructuredErrorFunc(NULL, ignore_error);
	xmlSetExternalEntityLoader(refuse_external);
	json_object_seed(0); /* reads /dev/urandom, which a sandbox would not let it */
}

struct dom *dom_make(enum dom_kind kind, struct arena *arena)
{
	struct dom *dom = mem_zero(1, sizeof *dom);
	dom->kind = kind;
	dom->arena = arena;
	return dom;
}

static void parse_html(struct dom *dom, struct str text)
{
	const int options = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
	                    HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC | (int)XML_PARSE_HUGE |
	                    (int)XML_PARSE_BIG_LINES;
	struct buf stripped;
	buf_init(&stripped, text.len + 1);
	(void)buf_room(&stripped, text.len);
	dom->is_recovered = dom_strip_html(text, &stripped);
	dom->is_on_arena = dom_memory_begin(dom->arena);
	htmlParserCtxt *ctxt = htmlNewParserCtxt();
	dom->doc = htmlCtxtReadMemory(ctxt, stripped.ptr, (int)stripped.len, NULL, "UTF-8", options);
	htmlFreeParserCtxt(ctxt);
	if (!dom->doc)
		dom->doc = htmlNewDocNoDtD(NULL, NULL);
	if (!xmlDocGetRootElement(dom->doc))
		xmlDocSetRootElement(dom->doc, xmlNewDocNode(dom->doc, NULL, xml_text("html"), NULL));
	dom_settle_names(dom);
	dom_memory_end();
	buf_done(&stripped);
}

int dom_parse(struct str text, enum dom_kind kind, struct arena *arena, struct dom **out, struct err *err)
{
	if (text.len > INT32_MAX)
		return err_set(err, EXIT_PARTLY, "the document is larger than 2 GiB");
	struct dom *dom = NULL;
	switch (kind) {
	case DOM_TEXT:
		dom = plain_parse(text, arena);
		break;
	case DOM_JSON:
		if (json_parse(text, arena, &dom, err))
			return -1;
		break;
	case DOM_HTML:
		dom = dom_make(kind, arena);
		parse_html(dom, text);
		break;
	case DOM_XML:
		dom = dom_make(kind, arena);
		if (dom_read_xml(dom, text, err)) {
			dom_free(dom);
			return -1;
		}
		dom_settle_names(dom);
		break;
	}
	dom_prepare_xpath(dom);
	*out = dom;
	return 0;
}

void dom_free(struct dom *dom)
{
	if (!dom)
		return;
	xmlXPathFreeContext(dom->xpath);
	if (!dom->is_on_arena) {
		xmlHashFree(dom->prefixes, NULL);
		xmlFreeDoc(dom->doc);
	}
	free(dom);
}

bool dom_is_recovered(const struct dom *dom)
{
	return dom->is_recovered;
}

static struct dom_node *wrap(struct dom *dom, xmlNode *node)
{
	struct dom_node *wrapped = arena_alloc(dom->arena, sizeof *wrapped);
	*wrapped = (struct dom_node){ .node = node, .dom = dom };
	return wrapped;
}

/* What is come to by steps has no next match, so that one handle a node is enough. */
static const struct dom_node *step_to(struct dom *dom, xmlNode *node)
{
	if (node && !node->_private)
		node->_private = wrap(dom, node);
	return node ? node->_private : NULL;
}

const struct dom_node *dom_root(struct dom *dom)
{
	return step_to(dom, xmlDocGetRootElement(dom->doc));
}

const struct dom_node *dom_child(const struct dom_node *node)
{
	return node && node->node->type == XML_ELEMENT_NODE ? step_to(node->dom, node->node->children) : NULL;
}

const struct dom_node *dom_sibling(const struct dom_node *node)
{
	return node && !dom_is_attribute(node) ? step_to(node->dom, node->node->next) : NULL;
}

const struct dom_node *dom_parent(const struct dom_node *node)
{
	xmlNode *parent = node ? node->node->parent : NULL;
	return parent && parent->type == XML_ELEMENT_NODE ? step_to(node->dom, parent) : NULL;
}

bool dom_is_attribute(const struct dom_node *node)
{
	return node && node->node->type == XML_ATTRIBUTE_NODE;
}

const char *dom_content(const struct dom_node *node)
{
	const bool is_text =
		node && (node->node->type == XML_TEXT_NODE || node->node->type == XML_CDATA_SECTION_NODE);
	return is_text ? (const char *)node->node->content : NULL;
}

/* Not the namespace axis: its nodes go with the result. Not the document: it is no node of ours. */
static bool is_usable(const xmlNode *node)
{
	return node->type != XML_NAMESPACE_DECL && node->type != XML_DOCUMENT_NODE &&
	       node->type != XML_HTML_DOCUMENT_NODE;
}

static const struct dom_node *chain(struct dom *dom, const xmlNodeSet *set)
{
	struct dom_node *first = NULL;
	for (int i = set ? set->nodeNr : 0; i-- > 0;) {
		if (!is_usable(set->nodeTab[i]))
			continue;
		struct dom_node *node = wrap(dom, set->nodeTab[i]);
		node->next = first;
		first = node;
	}
	return first;
}

const struct dom_node *dom_find(struct dom *dom, const struct dom_node *from, const char *xpath,
                                struct err *err)
{
	if (!from || !xpath)
		return NULL;
	xmlXPathObject *result = dom_evaluate(dom, from->node, xpath, err);
	if (!result)
		return NULL;
	const struct dom_node *first = NULL;
	if (result->type == XPATH_NODESET)
		first = chain(dom, result->nodesetval);
	else
		err_set(err, EXIT_WRONG_USE, "XPath %s: it gives a value, not nodes; ask for its text",
		        xpath);
	xmlXPathFreeObject(result);
	return first;
}

struct dom *dom_of(const struct dom_node *node)
{
	return node->dom;
}

const struct dom_node *dom_next(const struct dom_node *node)
{
	return node ? node->next : NULL;
}

const char *dom_name(const struct dom_node *node)
{
	const bool is_named =
		node && (node->node->type == XML_ELEMENT_NODE || node->node->type == XML_ATTRIBUTE_NODE);
	return is_named ? (const char *)node->node->name : NULL;
}

int dom_line(const struct dom_node *node)
{
	if (!node)
		return 0;
	const xmlNode *element = node->node->type == XML_ATTRIBUTE_NODE ? node->node->parent : node->node;
	const long line = xmlGetLineNo(element);
	return line > 0 ? (int)line : 0;
}

/* Length of the white space that text begins with, a no-break space included. */
static size_t space_at(struct str text)
{
	if (text.len && ascii_is_space(text.ptr[0]))
		return 1;
	return text.len > 1 && !memcmp(text.ptr, "\xC2\xA0", 2) ? 2 : 0;
}

/* Folded and trimmed; NULL where nothing is left. */
static const char *fold(struct arena *arena, struct str text)
{
	char *out = arena_alloc(arena, text.len + 1);
	size_t len = 0;
	bool is_pending = false;
	while (text.len) {
		const size_t space = space_at(text);
		if (space) {
			is_pending = len > 0;
			text = str_from(text, space);
			continue;
		}
		if (is_pending)
			out[len++] = ' ';
		is_pending = false;
		out[len++] = text.ptr[0];
		text = str_from(text, 1);
	}
	out[len] = '\0';
	return len ? out : NULL;
}

/* Text that is a single piece, as nearly all is, without a copy; NULL where there are more. */
static const char *single_text(const xmlNode *node)
{
	if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE)
		return (const char *)node->content;
	if (node->type != XML_ELEMENT_NODE && node->type != XML_ATTRIBUTE_NODE)
		return NULL;
	if (!node->children)
		return "";
	return node->children->next || node->children->type != XML_TEXT_NODE
	               ? NULL
	               : (const char *)node->children->content;
}

static const char *node_text(struct dom *dom, const xmlNode *node)
{
	const char *single = single_text(node);
	if (single)
		return fold(dom->arena, str_c(single));
	xmlChar *content = xmlNodeGetContent(node);
	const char *text = fold(dom->arena, text_of(content));
	xmlFree(content);
	return text;
}

static xmlNode *first_usable(const xmlNodeSet *set)
{
	for (int i = 0; set && i < set->nodeNr; i++)
		if (is_usable(set->nodeTab[i]))
			return set->nodeTab[i];
	return NULL;
}

static const char *result_text(struct dom *dom, xmlXPathObject *result)
{
	if (result->type == XPATH_NODESET) {
		const xmlNode *node = first_usable(result->nodesetval);
		return node ? node_text(dom, node) : NULL;
	}
	xmlChar *value = xmlXPathCastToString(result);
	const char *text = fold(dom->arena, text_of(value));
	xmlFree(value);
	return text;
}

const char *dom_text(struct dom *dom, const struct dom_node *from, const char *xpath, struct err *err)
{
	if (!from || !xpath)
		return NULL;
	if (!strcmp(xpath, "."))
		return node_text(dom, from->node);
	xmlXPathObject *result = dom_evaluate(dom, from->node, xpath, err);
	if (!result)
		return NULL;
	const char *text = result_text(dom, result);
	xmlXPathFreeObject(result);
	return text;
}

static const char *node_markup(struct dom *dom, xmlNode *node)
{
	xmlBuffer *buffer = xmlBufferCreate();
	xmlBufferSetAllocationScheme(
		buffer, XML_BUFFER_ALLOC_DOUBLEIT); /* else it grows by a little, each time anew */
	if (node->type == XML_ATTRIBUTE_NODE)
		node = node->children;
	if (node && dom->kind == DOM_HTML)
		htmlNodeDump(buffer, dom->doc, node);
	else if (node)
		xmlNodeDump(buffer, dom->doc, node, 0, 0);
	const int len = xmlBufferLength(buffer);
	const char *markup = len ? arena_str(dom->arena, text_of(xmlBufferContent(buffer))).ptr : NULL;
	xmlBufferFree(buffer);
	return markup;
}

const char *dom_markup(struct dom *dom, const struct dom_node *from, const char *xpath, struct err *err)
{
	if (!from || !xpath)
		return NULL;
	xmlXPathObject *result = dom_evaluate(dom, from->node, xpath, err);
	if (!result)
		return NULL;
	xmlNode *node = result->type == XPATH_NODESET ? first_usable(result->nodesetval) : NULL;
	const char *markup = node ? node_markup(dom, node) : NULL;
	xmlXPathFreeObject(result);
	return markup;
}

static void visit(struct dom *dom, xmlNode *node, const struct dom_visitor *visitor)
{
	if (node->type == XML_ELEMENT_NODE) {
		const struct dom_node wrapped = { .node = node, .dom = dom };
		visitor->open(visitor->self, (const char *)node->name, &wrapped);
	} else if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) {
		visitor->text(visitor->self, text_of(node->content));
	}
}

static void leave(const xmlNode *node, const struct dom_visitor *visitor)
{
	if (node->type == XML_ELEMENT_NODE)
		visitor->close(visitor->self, (const char *)node->name);
}

void dom_walk(const struct dom_node *root, const struct dom_visitor *visitor)
{
	if (!root)
		return;
	const xmlNode *top = root->node;
	for (xmlNode *node = root->node; node;) {
		visit(root->dom, node, visitor);
		if (node->type == XML_ELEMENT_NODE && node->children) {
			node = node->children;
			continue;
		}
		leave(node, visitor);
		while (node != top && !node->next) {
			node = node->parent;
			leave(node, visitor);
		}
		node = node == top ? NULL : node->next;
	}
}

static struct str attribute_text(const struct dom_node *element, const xmlAttr *attr)
{
	const char *single = single_text((const xmlNode *)attr);
	if (single)
		return str_c(single);
	xmlChar *content = xmlNodeGetContent((const xmlNode *)attr);
	const struct str text = arena_str(element->dom->arena, text_of(content));
	xmlFree(content);
	return text;
}

struct str dom_attribute(const struct dom_node *node, const char *name)
{
	const xmlAttr *attr = node && node->node->type == XML_ELEMENT_NODE ? node->node->properties : NULL;
	for (; attr; attr = attr->next)
		if (!strcmp((const char *)attr->name, name))
			return attribute_text(node, attr);
	return (struct str){ NULL, 0 };
}

void dom_attributes(const struct dom_node *node, void (*each)(void *self, const char *name, struct str value),
                    void *self)
{
	const xmlAttr *attr = node && node->node->type == XML_ELEMENT_NODE ? node->node->properties : NULL;
	for (; attr; attr = attr->next)
		each(self, (const char *)attr->name, attribute_text(node, attr));
}

/* Takes a node out of the tree, which keeps the place in its own links: put back in the opposite order. */
static void take_out(xmlNode *node)
{
	*(node->prev ? &node->prev->next : &node->parent->children) = node->next;
	*(node->next ? &node->next->prev : &node->parent->last) = node->prev;
}

static void put_back(xmlNode *node)
{
	*(node->prev ? &node->prev->next : &node->parent->children) = node;
	*(node->next ? &node->next->prev : &node->parent->last) = node;
}

static bool can_be_out(const xmlNode *node, const xmlNode *top)
{
	return is_usable(node) && node->type != XML_ATTRIBUTE_NODE && node != top && node->parent;
}

const char *dom_markup_without(struct dom *dom, const struct dom_node *from, const char *xpath, struct err *err)
{
	if (!from || !xpath)
		return NULL;
	xmlXPathObject *result = dom_evaluate(dom, from->node, xpath, err);
	if (!result)
		return NULL;
	const xmlNodeSet *set = result->type == XPATH_NODESET ? result->nodesetval : NULL;
	const int count = set ? set->nodeNr : 0;
	for (int i = 0; i < count; i++)
		if (can_be_out(set->nodeTab[i], from->node))
			take_out(set->nodeTab[i]);
	const char *markup = node_markup(dom, from->node);
	for (int i = count; i-- > 0;)
		if (can_be_out(set->nodeTab[i], from->node))
			put_back(set->nodeTab[i]);
	xmlXPathFreeObject(result);
	return markup;
}
