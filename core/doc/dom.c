/* SPDX-License-Identifier: MIT
 * Names match as they are written: an element without a prefix is found without one although a default
 * namespace holds for it (`//entry` finds Atom's), one with a prefix by that prefix. namespace-uri() still
 * tells the truth. */
#include "core/doc/dom.h"

#include <jansson.h>
#include <libxml/HTMLparser.h>
#include <libxml/HTMLtree.h>
#include <libxml/hash.h>
#include <libxml/parserInternals.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>
#include <stdlib.h>

#include "core/base/hash.h"
#include "core/base/mem.h"
#include "core/doc/build.h"

enum {
	MAX_XML_DEPTH = 256,
	MAX_EXPANSION = 1 << 20, /* bytes that references to a document's own entities may come to */
	MAX_EXPRESSIONS = 256    /* compiled ones that a process keeps */
};

struct dom {
	enum dom_kind kind;
	struct arena *arena;
	xmlDoc *doc;
	xmlXPathContext *xpath;
	xmlHashTable *prefixes; /* of the document: to the xmlNs that it was bound to first; NULL: none */
	xmlNode *open;          /* while it is built: the innermost open element */
	bool is_recovered;
};

struct dom_node {
	xmlNode *node; /* or an xmlAttr, whose beginning is the same */
	struct dom *dom;
	const struct dom_node *next; /* match */
};

static struct str text_of(const xmlChar *text)
{
	return str_c((const char *)text);
}

static const xmlChar *xml_text(const char *text)
{
	return (const xmlChar *)text;
}

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
	xmlMemSetup(free, mem_alloc, mem_resize, mem_dup);
	xmlInitParser();
	xmlSetGenericErrorFunc(NULL, print_nothing);
	xmlSetStructuredErrorFunc(NULL, ignore_error);
	xmlSetExternalEntityLoader(refuse_external);
	json_object_seed(0); /* reads /dev/urandom, which a sandbox would not let it */
}

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

/* ---- Names */

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

/* Makes names match as they are written. Declarations of the whole document are seen before undeclared
 * prefixes only as far as they stand before them, which is as good as a document deserves that has both. */
static void settle_names(struct dom *dom)
{
	const xmlNode *root = xmlDocGetRootElement(dom->doc);
	for (xmlNode *node = xmlDocGetRootElement(dom->doc); node; node = next_node(node, root))
		if (node->type == XML_ELEMENT_NODE)
			settle_element(dom, node);
}

/* ---- XML: the document's own entities, within bounds, and no others */

struct xml_state {
	xmlHashTable *sizes; /* of entities, fully expanded, plus one */
	size_t expanded;
	const char *refusal; /* why reading was stopped */
	bool has_errors;
};

/* After an error libxml2 leaves out every entity that follows, &amp; too. So errors are booked here and
 * forgotten there, with every piece of the document. */
static xmlParserCtxt *forgive(void *self)
{
	xmlParserCtxt *ctxt = self;
	struct xml_state *state = ctxt->_private;
	state->has_errors |= !ctxt->wellFormed || !ctxt->nsWellFormed;
	ctxt->wellFormed = ctxt->nsWellFormed = 1;
	return ctxt;
}

static void add_characters(void *self, const xmlChar *text, int len)
{
	xmlSAX2Characters(forgive(self), text, len);
}

static void stop(xmlParserCtxt *ctxt, const char *why)
{
	struct xml_state *state = ctxt->_private;
	if (!state->refusal)
		state->refusal = why;
	xmlStopParser(ctxt);
}

static size_t entity_size(const struct xml_state *state, const xmlChar *name)
{
	return (size_t)(uintptr_t)xmlHashLookup(state->sizes, name);
}

/* What a declared value comes to. An entity that is not declared yet counts as too much: that is how an
 * attack hides its size. */
static size_t expanded_size(const struct xml_state *state, struct str value)
{
	size_t size = value.len;
	for (size_t at; size <= MAX_EXPANSION && (at = str_chr(value, '&')) != STR_NONE;) {
		value = str_from(value, at + 1);
		const size_t end = str_chr(value, ';');
		char name[64] = "";
		if (end == STR_NONE || end >= sizeof name || value.ptr[0] == '#')
			continue;
		memcpy(name, value.ptr, end);
		if (!xmlGetPredefinedEntity(xml_text(name)))
			size += xmlHashLookup(state->sizes, xml_text(name))
			                ? entity_size(state, xml_text(name))
			                : MAX_EXPANSION;
	}
	return size;
}

static void declare_entity(void *self, const xmlChar *name, int type, const xmlChar *public_id,
                           const xmlChar *system_id, xmlChar *content)
{
	xmlParserCtxt *ctxt = self;
	struct xml_state *state = ctxt->_private;
	if (type != XML_INTERNAL_GENERAL_ENTITY)
		return; /* nothing from outside, no parameter entities */
	const size_t size = expanded_size(state, text_of(content));
	if (size > MAX_EXPANSION) {
		stop(ctxt, "its entities come to more than 1 MiB of text");
		return;
	}
	if (xmlHashAddEntry(state->sizes, name, (void *)(uintptr_t)size) ==
	    0) /* the first declaration counts */
		xmlSAX2EntityDecl(ctxt, name, type, public_id, system_id, content);
}

static xmlEntity *get_entity(void *self, const xmlChar *name)
{
	xmlParserCtxt *ctxt = self;
	struct xml_state *state = ctxt->_private;
	xmlEntity *entity = xmlSAX2GetEntity(ctxt, name);
	if (entity && entity->etype == XML_INTERNAL_GENERAL_ENTITY)
		state->expanded += entity_size(state, name);
	if (state->expanded <= MAX_EXPANSION)
		return entity;
	stop(ctxt, "its entities come to more than 1 MiB of text");
	return NULL;
}

static void start_element(void *self, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
                          int ns_count, const xmlChar **namespaces, int attribute_count, int default_count,
                          const xmlChar **attributes)
{
	xmlParserCtxt *ctxt = forgive(self);
	if (ctxt->nodeNr >= MAX_XML_DEPTH) {
		stop(ctxt, "it is nested over 256 levels deep");
		return;
	}
	xmlSAX2StartElementNs(ctxt, name, prefix, uri, ns_count, namespaces, attribute_count, default_count,
	                      attributes);
}

static void add_character(struct buf *out, unsigned code)
{
	xmlChar bytes[8];
	const int len = xmlCopyChar(0, bytes, (int)code);
	buf_add_n(out, bytes, (size_t)len);
}

/* What the ampersand that text begins with should have been: a reference of XML stays (0 is given), a
 * character's name of HTML becomes the character, all else was meant as it stands. Gives how many bytes were
 * replaced. */
static size_t mend_reference(struct str text, struct buf *out)
{
	char name[16] = "";
	size_t end = 1;
	while (end < text.len &&
	       (ascii_is_alpha(text.ptr[end]) || ascii_is_digit(text.ptr[end]) || text.ptr[end] == '#'))
		end++;
	const bool is_ended = end > 1 && end < text.len && text.ptr[end] == ';';
	if (is_ended && end < sizeof name)
		memcpy(name, text.ptr + 1, end - 1);
	if (name[0] == '#' || (name[0] && xmlGetPredefinedEntity(xml_text(name))))
		return 0;
	const htmlEntityDesc *entity = name[0] ? htmlEntityLookup(xml_text(name)) : NULL;
	if (entity)
		add_character(out, entity->value);
	else
		buf_adds(out, "&amp;");
	return entity ? end + 1 : 1;
}

/* Where the next CDATA section begins and ends, in which an ampersand is nothing else; the text's end if
 * none. */
struct section {
	size_t start, end;
};

static struct section next_section(struct str text, size_t from)
{
	const size_t start = str_find(str_from(text, from), STR("<![CDATA["));
	if (start == STR_NONE)
		return (struct section){ text.len, text.len };
	const size_t len = str_find(str_from(text, from + start), STR("]]>"));
	return (struct section){ from + start, len == STR_NONE ? text.len : from + start + len };
}

/* Feeds use HTML's names of characters without a DTD that declares them, and bare ampersands: libxml2 would
 * drop either. True where out holds the mended text. */
static bool mend_references(struct str text, struct buf *out)
{
	size_t copied = 0, found;
	struct section cdata = { 0, 0 };
	for (size_t at = 0; (found = str_chr(str_from(text, at), '&')) != STR_NONE;) {
		at += found;
		if (at >= cdata.end)
			cdata = next_section(text, cdata.end);
		if (at >= cdata.start) {
			at = cdata.end > at ? cdata.end : at;
			continue;
		}
		const size_t before = out->len;
		buf_add(out, str_slice(text, copied, at));
		const size_t len = mend_reference(str_from(text, at), out);
		if (len)
			copied = at + len;
		else
			buf_cut(out, before);
		at += len ? len : 1;
	}
	if (copied)
		buf_add(out, str_from(text, copied));
	return copied > 0;
}

static int xml_refused(xmlParserCtxt *ctxt, const struct xml_state *state, struct err *err)
{
	const xmlError *error = xmlCtxtGetLastError(ctxt);
	if (state->refusal)
		return err_set(err, EXIT_PARTLY, "line %d: XML refused: %s",
		               ctxt->input ? ctxt->input->line : 0, state->refusal);
	const struct str message = error ? str_trim(str_c(error->message)) : STR("there is no element in it");
	return err_set(err, EXIT_PARTLY, "line %d: XML: %.*s", error ? error->line : 1, STR_ARG(message));
}

static int read_xml(struct dom *dom, xmlParserCtxt *ctxt, struct str text, struct err *err)
{
	struct xml_state state = { .sizes = xmlHashCreate(16) };
	const int options = XML_PARSE_RECOVER | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NONET |
	                    XML_PARSE_HUGE | XML_PARSE_NOENT | XML_PARSE_NOCDATA | XML_PARSE_BIG_LINES |
	                    XML_PARSE_IGNORE_ENC;
	ctxt->_private = &state;
	ctxt->sax->entityDecl = declare_entity;
	ctxt->sax->getEntity = get_entity;
	ctxt->sax->startElementNs = start_element;
	ctxt->sax->characters = add_characters;
	dom->doc = xmlCtxtReadMemory(ctxt, text.ptr, (int)text.len, NULL, "UTF-8", options);
	xmlHashFree(state.sizes, NULL);
	if (state.refusal || !dom->doc || !xmlDocGetRootElement(dom->doc))
		return xml_refused(ctxt, &state, err);
	dom->is_recovered |= state.has_errors || !ctxt->wellFormed || !ctxt->nsWellFormed;
	return 0;
}

/* libxml2 takes NUL for the end of the document. */
static struct str without_nul(struct arena *arena, struct str text)
{
	if (!text.len || !memchr(text.ptr, '\0', text.len))
		return text;
	char *copy = arena_alloc(arena, text.len);
	for (size_t i = 0; i < text.len; i++)
		copy[i] = text.ptr[i] ? text.ptr[i] : ' ';
	return str_n(copy, text.len);
}

static int parse_xml(struct dom *dom, struct str text, struct err *err)
{
	struct buf mended;
	buf_init(&mended, text.len * 5);
	const struct str trimmed = str_trim(
		without_nul(dom->arena, text)); /* blanks before <?xml are an error that means nothing */
	const bool has_dtd = str_find(trimmed, STR("<!DOCTYPE")) != STR_NONE;
	const bool has_own = has_dtd && str_find(trimmed, STR("<!ENTITY")) != STR_NONE;
	const bool is_mended = !has_own && mend_references(trimmed, &mended);
	dom->is_recovered =
		trimmed.ptr != text.ptr || (is_mended && !has_dtd); /* not as it should have been */
	xmlParserCtxt *ctxt = xmlNewParserCtxt();
	const int failed = read_xml(dom, ctxt, is_mended ? buf_str(&mended) : trimmed, err);
	xmlFreeParserCtxt(ctxt);
	buf_done(&mended);
	return failed;
}

/* ---- HTML */

static void parse_html(struct dom *dom, struct str text)
{
	const int options = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
	                    HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC | (int)XML_PARSE_HUGE |
	                    (int)XML_PARSE_BIG_LINES;
	htmlParserCtxt *ctxt = htmlNewParserCtxt();
	dom->doc = htmlCtxtReadMemory(ctxt, text.ptr, (int)text.len, NULL, "UTF-8", options);
	htmlFreeParserCtxt(ctxt);
	if (!dom->doc)
		dom->doc = htmlNewDocNoDtD(NULL, NULL);
	if (!xmlDocGetRootElement(dom->doc))
		xmlDocSetRootElement(dom->doc, xmlNewDocNode(dom->doc, NULL, xml_text("html"), NULL));
}

/* ---- Documents */

/* namespace-uri() for elements whose default namespace settle_element() took away. */
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

static void finish(struct dom *dom)
{
	xmlXPathOrderDocElems(dom->doc); /* sorting matches by place is quadratic without */
	dom->xpath = xmlXPathNewContext(dom->doc);
	dom->xpath->error = ignore_error;
	xmlXPathRegisterFunc(dom->xpath, xml_text("namespace-uri"), NULL); /* it is there already */
	xmlXPathRegisterFunc(dom->xpath, xml_text("namespace-uri"), namespace_uri);
}

static struct dom *dom_make(enum dom_kind kind, struct arena *arena)
{
	struct dom *dom = mem_zero(1, sizeof *dom);
	dom->kind = kind;
	dom->arena = arena;
	return dom;
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
		settle_names(dom);
		break;
	case DOM_XML:
		dom = dom_make(kind, arena);
		if (parse_xml(dom, text, err)) {
			dom_free(dom);
			return -1;
		}
		settle_names(dom);
		break;
	}
	finish(dom);
	*out = dom;
	return 0;
}

void dom_free(struct dom *dom)
{
	if (!dom)
		return;
	xmlXPathFreeContext(dom->xpath);
	xmlHashFree(dom->prefixes, NULL);
	xmlFreeDoc(dom->doc);
	free(dom);
}

bool dom_is_recovered(const struct dom *dom)
{
	return dom->is_recovered;
}

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

/* ---- Expressions: plugins ask the same ones of every document, so that compiled ones are kept */

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

static xmlXPathObject *evaluate(struct dom *dom, const struct dom_node *from, const char *xpath,
                                struct err *err)
{
	const struct expression *e = compile(xpath, err);
	if (!e)
		return NULL;
	register_prefixes(dom, e, from->node);
	xmlResetError(&dom->xpath->lastError);
	dom->xpath->node = from->node;
	xmlXPathObject *result = xmlXPathCompiledEval(e->compiled, dom->xpath);
	if (!result) {
		const char *why = dom->xpath->lastError.message;
		const struct str message = str_trim(str_c(why ? why : "it cannot be evaluated"));
		err_set(err, EXIT_WRONG_USE, "XPath %s: %.*s", xpath, STR_ARG(message));
	}
	return result;
}

/* ---- Nodes */

static struct dom_node *wrap(struct dom *dom, xmlNode *node)
{
	struct dom_node *wrapped = arena_zero(dom->arena, sizeof *wrapped);
	wrapped->node = node;
	wrapped->dom = dom;
	return wrapped;
}

const struct dom_node *dom_root(struct dom *dom)
{
	return wrap(dom, xmlDocGetRootElement(dom->doc));
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
	xmlXPathObject *result = evaluate(dom, from, xpath, err);
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
	xmlXPathObject *result = evaluate(dom, from, xpath, err);
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
	xmlXPathObject *result = evaluate(dom, from, xpath, err);
	if (!result)
		return NULL;
	xmlNode *node = result->type == XPATH_NODESET ? first_usable(result->nodesetval) : NULL;
	const char *markup = node ? node_markup(dom, node) : NULL;
	xmlXPathFreeObject(result);
	return markup;
}

/* ---- Walking */

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
	return str_n("", 0);
}

void dom_attributes(const struct dom_node *node, void (*each)(void *self, const char *name, struct str value),
                    void *self)
{
	const xmlAttr *attr = node && node->node->type == XML_ELEMENT_NODE ? node->node->properties : NULL;
	for (; attr; attr = attr->next)
		each(self, (const char *)attr->name, attribute_text(node, attr));
}
