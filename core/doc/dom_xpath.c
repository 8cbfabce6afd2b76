/* SPDX-License-Identifier: MIT
 * Expressions. Plugins ask the same ones of every document, so that compiled ones are kept. */
#include <libxml/xpathInternals.h>
#include <stdlib.h>

#include "core/base/hash.h"
#include "core/base/mem.h"
#include "core/doc/dom_parts.h"

enum { MAX_EXPRESSIONS = 256 }; /* compiled ones that a process keeps */

struct expression {
	char *text;
	xmlXPathCompExpr *compiled;
	char *prefixes; /* one after the other, each ended by NUL, and an empty one */
};

static struct expression expressions[MAX_EXPRESSIONS];

static bool is_name_byte(char c)
{
	return ascii_is_alpha(c) || ascii_is_digit(c) || c == '_' || c == '-' || c == '.' ||
	       (unsigned char)c >= 0x80;
}

/* The prefix that ends before text[colon], len 0 where the colon is an axis's. */
static struct str prefix_before(struct str text, size_t colon)
{
	size_t start = colon;
	if ((colon + 1 < text.len && text.ptr[colon + 1] == ':') || (colon && text.ptr[colon - 1] == ':'))
		return str_n(text.ptr, 0);
	while (start && is_name_byte(text.ptr[start - 1]))
		start--;
	return str_slice(text, start, colon);
}

static char *find_prefixes(struct str text)
{
	struct buf out;
	buf_init(&out, text.len + 2);
	char quote = '\0';
	for (size_t i = 0; i < text.len; i++) {
		const char c = text.ptr[i];
		if (quote) {
			quote = c == quote ? '\0' : quote;
		} else if (c == '"' || c == '\'') {
			quote = c;
		} else if (c == ':') {
			const struct str prefix = prefix_before(text, i);
			buf_add(&out, prefix);
			if (prefix.len)
				buf_addc(&out, '\0');
		}
	}
	buf_addc(&out, '\0');
	return out.ptr;
}

static const struct expression *compile(const char *xpath, struct err *err)
{
	const struct str text = str_c(xpath);
	struct expression *slot = &expressions[hash_64(text) % MAX_EXPRESSIONS];
	if (slot->text && !strcmp(slot->text, xpath))
		return slot;
	xmlResetLastError();
	xmlXPathCompExpr *compiled = xmlXPathCompile(xml_text(xpath));
	if (!compiled) {
		const xmlError *error = xmlGetLastError();
		const struct str message =
			str_trim(str_c(error && error->message ? error->message : "not understood"));
		err_set(err, EXIT_WRONG_USE, "XPath %s: %.*s (character %d)", xpath, STR_ARG(message),
		        error ? error->int1 + 1 : 1);
		return NULL;
	}
	xmlXPathFreeCompExpr(slot->compiled);
	free(slot->text);
	free(slot->prefixes);
	*slot = (struct expression){ mem_dup(xpath), compiled, find_prefixes(text) };
	return slot;
}

int dom_check_xpath(const char *xpath, size_t *out_at, struct err *err)
{
	xmlResetLastError();
	xmlXPathCompExpr *compiled = xmlXPathCompile(xml_text(xpath));
	if (compiled) {
		xmlXPathFreeCompExpr(compiled);
		return 0;
	}
	const xmlError *error = xmlGetLastError();
	const struct str message = str_trim(str_c(error && error->message ? error->message : "not understood"));
	*out_at = error && error->int1 > 0 ? (size_t)error->int1 : 0;
	return err_set(err, EXIT_WRONG_USE, "%.*s", STR_ARG(message));
}

/* Each prefix of the expression means what it means at the node, else what the document first means by it.
 * One that the document does not use matches nothing. */
static void register_prefixes(struct dom *dom, const struct expression *e, xmlNode *from)
{
	for (const char *prefix = e->prefixes; *prefix; prefix += strlen(prefix) + 1) {
		const xmlNs *ns =
			from->type == XML_ELEMENT_NODE ? xmlSearchNs(dom->doc, from, xml_text(prefix)) : NULL;
		if (!ns && dom->prefixes)
			ns = xmlHashLookup(dom->prefixes, xml_text(prefix));
		xmlXPathRegisterNs(dom->xpath, xml_text(prefix),
		                   ns && ns->href ? ns->href : xml_text("urn:wiredesk:unused"));
	}
}

xmlXPathObject *dom_evaluate(struct dom *dom, xmlNode *from, const char *xpath, struct err *err)
{
	const struct expression *e = compile(xpath, err);
	if (!e)
		return NULL;
	register_prefixes(dom, e, from);
	xmlResetError(&dom->xpath->lastError);
	dom->xpath->node = from;
	xmlXPathObject *result = xmlXPathCompiledEval(e->compiled, dom->xpath);
	if (!result) {
		const char *why = dom->xpath->lastError.message;
		const struct str message = str_trim(str_c(why ? why : "it cannot be evaluated"));
		err_set(err, EXIT_WRONG_USE, "XPath %s: %.*s", xpath, STR_ARG(message));
	}
	return result;
}

/* namespace-uri() for elements whose default namespace dom_settle_names() took away. */
static void namespace_uri(xmlXPathParserContext *ctxt, int count)
{
	xmlNode *node = ctxt->context->node;
	if (count == 1) {
		if (!ctxt->value || ctxt->value->type != XPATH_NODESET)
			XP_ERROR(XPATH_INVALID_TYPE);
		xmlXPathObject *set = valuePop(ctxt);
		node = xmlXPathNodeSetIsEmpty(set->nodesetval) ? NULL : set->nodesetval->nodeTab[0];
		xmlXPathFreeObject(set);
	}
	const xmlNs *ns = NULL;
	if (node && (node->type == XML_ELEMENT_NODE || node->type == XML_ATTRIBUTE_NODE))
		ns = node->ns || node->type == XML_ATTRIBUTE_NODE ? node->ns
		                                                  : xmlSearchNs(node->doc, node, NULL);
	valuePush(ctxt, xmlXPathNewCString(ns && ns->href ? (const char *)ns->href : ""));
}

static void ignore_error(void *self, xmlErrorPtr error)
{
	(void)self, (void)error;
}

void dom_prepare_xpath(struct dom *dom)
{
	xmlXPathOrderDocElems(dom->doc); /* sorting matches by place is quadratic without */
	dom->xpath = xmlXPathNewContext(dom->doc);
	dom->xpath->error = ignore_error;
	xmlXPathRegisterFunc(dom->xpath, xml_text("namespace-uri"), NULL); /* it is there already */
	xmlXPathRegisterFunc(dom->xpath, xml_text("namespace-uri"), namespace_uri);
}
