/* SPDX-License-Identifier: MIT
 * The reader of XML, between its files: xml_scan.c (events), xml_tag.c (tags and their names), xml_reference.c
 * (references and the DOCTYPE that declares them). */
#ifndef PLUGINS_PARSERS_XML_PARTS_H
#define PLUGINS_PARSERS_XML_PARTS_H
#include "xml_scan.h"

/* Reads on, moving what is not read yet to the window's front; false at the end. Slices do not hold across it. */
bool xml_more(struct xml_scan *xml);

enum xml_tag_result {
	XML_TAG_READ, /* at stands behind it */
	XML_TAG_NONE, /* no tag: its < is a character */
	XML_TAG_CUT   /* the input ends in it */
};
/* The start tag at at: name, attributes, namespaces declared. */
enum xml_tag_result xml_read_tag(struct xml_scan *xml, bool *out_is_empty);
/* Splits a name at its first colon, and looks the prefix up among what is bound. */
enum xml_ns xml_split_name(struct xml_scan *xml, struct wd_bytes name, bool is_attribute,
                           struct wd_bytes *out_prefix, struct wd_bytes *out_local);

/* What the reference at the front of s stands for: *out is its text, in s, in rune or in the declarations. Gives how
 * many bytes of s it took, at least 1; a & that is none gives itself. */
size_t xml_reference(struct xml_scan *xml, struct wd_bytes s, struct wd_bytes *out);
/* The length of the reference at the front of s, where it is one of the five that need no declaration, which nearly all
 * are; *out is the character. 0: another one, or none. */
size_t xml_predefined(struct wd_bytes s, char *out);
/* Reads the DOCTYPE at at, and what it declares. */
void xml_read_doctype(struct xml_scan *xml);
/* How many bytes of s are there before the first character that XML does not have. */
size_t xml_clean_run(struct wd_bytes s);

#endif
