/* SPDX-License-Identifier: MIT
 * XML from anywhere: read as far as it goes, the document's own entities within bounds, and no others. */
#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>

#include "core/base/buf.h"
#include "core/doc/dom_parts.h"

enum {
	MAX_DEPTH = 256,
	MAX_EXPANSION = 1 << 20 /* bytes that references to a document's own entities may come to */
};

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
	if (ctxt->nodeNr >= MAX_DEPTH) {
		stop(ctxt, "it is nested over 256 levels deep");
		return;
	}
	xmlSAX2StartElementNs(ctxt, name, prefix, uri, ns_count, namespaces, attribute_count, default_count,
	                      attributes);
}

/* What the ampersand that text begins with should have been, and how many bytes of text that stands for: a reference of
 * XML stays (0 is given), a character's name of HTML becomes the character, all else was meant as it stands. */
static size_t mend_reference(struct str text, char out[8])
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
		out[xmlCopyCharMultiByte((xmlChar *)out, (int)entity->value)] = '\0';
	else
		memcpy(out, "&amp;", sizeof "&amp;");
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
		char mended[8];
		const size_t len = mend_reference(str_from(text, at), mended);
		if (len) {
			buf_add(out, str_slice(text, copied, at));
			buf_adds(out, mended);
			copied = at + len;
		}
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

int dom_read_xml(struct dom *dom, struct str text, struct err *err)
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
