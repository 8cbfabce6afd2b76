/* SPDX-License-Identifier: MIT
 * XML as it comes, read as a stream: a pull reader that never gives up. What a strict parser would have refused is read
 * the way it was meant, and the first such fault is remembered. Nothing is fetched, nothing recurses, and memory is
 * bounded by one tag, the names of the open elements and the 1 MiB in which the end of a comment or section is looked for.
 *
 *	struct xml_scan xml;
 *	xml_init(&xml, read, self);
 *	for (enum xml_event event; (event = xml_next(&xml)) != XML_END;)
 *		if (event == XML_OPEN && xml.ns == NS_ATOM) use(xml.local, xml_attribute(&xml, NS_NONE, "href"));
 *	if (xml.fault) wd_defect(job, xml.fault, ...);
 *	xml_done(&xml);
 *
 * Input is UTF-8; slices hold until the next call of xml_next(). */
#ifndef PLUGINS_PARSERS_XML_SCAN_H
#define PLUGINS_PARSERS_XML_SCAN_H
#include <wiredesk/plugin.h>

#include "xml_names.h"

enum xml_event {
	XML_END,   /* of the input */
	XML_OPEN,  /* ns, prefix, local, depth, attributes; an empty element closes with the next event */
	XML_CLOSE, /* ns, prefix, local, depth */
	XML_TEXT   /* text: a piece, references replaced; several may follow one another */
};

enum {
	XML_DEPTH_MOST = 256,
	XML_ATTRIBUTES_MOST = 256,
	XML_TAG_MOST = 1 << 20,
	XML_EXPANSION_MOST = 1 << 20
};

/* Bytes into into: how many, 0 at the end, -1 on failure (which is the end too). */
typedef long xml_read(void *self, void *into, size_t size);

struct xml_attribute {
	enum xml_ns ns;
	struct wd_bytes prefix, local;
	struct wd_bytes value; /* references replaced; ptr ends in NUL */
	struct wd_bytes raw;   /* as written, without quotes */
};

struct xml_buffer {
	char *ptr;
	size_t len, cap;
};

struct xml_open { /* an element that is open; its name lies in names */
	size_t name;
	uint32_t prefix_len, len; /* len with the prefix and its colon */
	uint32_t bindings;        /* how many there were before it */
	enum xml_ns ns;
};

struct xml_binding {
	size_t prefix; /* in names_of_bindings */
	uint32_t len;
	enum xml_ns ns;
};

struct xml_entity {
	size_t name, value; /* in entity_text, each ended by NUL */
};

/* What is looked through for its end before it is skipped or read: it may have none. */
enum xml_span { XML_COMMENT, XML_INSTRUCTION, XML_CDATA, XML_SPANS };
struct xml_ahead {
	uint64_t at; /* counted as gone: there is no end before it */
	bool is_end; /* but there is one at it */
};

struct xml_scan {
	/* of the last event */
	struct wd_bytes text;
	enum xml_ns ns;
	struct wd_bytes prefix, local;
	unsigned depth; /* the root's is 1 */
	struct xml_attribute *attributes;
	size_t attribute_count;

	/* of the document so far */
	const char *fault; /* code of the first thing that a strict parser refuses, or NULL */
	bool is_netscape;  /* the DOCTYPE is that of RSS 0.91 by Netscape */
	bool is_truncated; /* at XML_END: the input ended within an element or a tag */
	bool has_root, has_root_ended;

	/* the reader's own */
	xml_read *read;
	void *self;
	struct xml_buffer window; /* from at on is not read yet */
	size_t at;
	size_t markup_at;    /* the next '<' of the window, where it is behind at: it was searched for already */
	size_t reference_at; /* the next '&' before that, the same way */
	uint64_t gone;    /* bytes that the window has left behind */
	struct xml_ahead ahead[XML_SPANS];
	uint64_t close_at;  /* counted as gone: an end tag of what was open at a section without an end; 0: none */
	bool is_at_end, is_empty_element, is_in_cdata, is_close_given;
	bool is_doctype_open; /* there is an outer DTD, which is never read */
	bool is_doctype_torn; /* there was one without an end */
	unsigned closes_due, depth_over;
	struct xml_open *open;
	struct xml_buffer names, values, names_of_bindings, entity_text;
	struct xml_binding *bindings;
	size_t binding_count, binding_cap;
	struct xml_entity *entities;
	size_t entity_count, entity_cap, expanded;
	char rune[8];
};

void xml_init(struct xml_scan *xml, xml_read *read, void *self);
void xml_done(struct xml_scan *xml);
enum xml_event xml_next(struct xml_scan *xml);
/* The value of an attribute of the element just opened, by name without case, or NULL. */
const char *xml_attribute(const struct xml_scan *xml, enum xml_ns ns, const char *local);
/* The element just opened cannot stand where it does: those above depth are taken for closed, without events, and it
 * stands at depth now. */
void xml_lift(struct xml_scan *xml, unsigned depth);
/* Takes the unknown default namespace of the root, whose element is open now, for none. */
void xml_adopt(struct xml_scan *xml);
/* Remembers a fault, if it is the first. */
void xml_blame(struct xml_scan *xml, const char *code);
/* Appends bytes; a NUL stands behind them. */
void xml_buffer_add(struct xml_buffer *b, const char *ptr, size_t len);

#endif
