/* SPDX-License-Identifier: MIT
 * The namespaces that feeds use, whatever the document's prefixes: a table of addresses with their variants. */
#ifndef PLUGINS_PARSERS_XML_NAMES_H
#define PLUGINS_PARSERS_XML_NAMES_H
#include <string.h>
#include <wiredesk/plugin.h>

enum xml_ns {
	NS_NONE,    /* no namespace, and the addresses that RSS was given by mistake */
	NS_FOREIGN, /* one that nobody here knows */
	NS_XML,
	NS_ATOM,
	NS_ATOM03,
	NS_RSS10,
	NS_RSS090,
	NS_RDF,
	NS_CONTENT,
	NS_DC,
	NS_DCTERMS,
	NS_MEDIA,
	NS_ITUNES,
	NS_FEEDBURNER,
	NS_SY,
	NS_SLASH,
	NS_CC,
	NS_WFW,
	NS_THREAD,
	NS_SITEMAP,
	NS_NEWS,
	NS_IMAGE,
	NS_VIDEO,
	NS_EXCERPT,
	NS_WP,
	NS_XHTML,
	NS_YANDEX
};

enum xml_ns xml_ns_of_uri(struct wd_bytes uri);
/* Of a prefix that is bound nowhere: what it is known for, else NS_FOREIGN. */
enum xml_ns xml_ns_of_prefix(struct wd_bytes prefix);
/* The code point of a reference that HTML knows by that name (without & and ;), or 0. Names of HTML 4. */
uint32_t xml_html_reference(struct wd_bytes name);

/* ASCII rules; a name of a table is in lower case. */
bool bytes_start(struct wd_bytes bytes, const char *text); /* without case */
struct wd_bytes bytes_trim(struct wd_bytes bytes);

static inline bool bytes_are(struct wd_bytes bytes, const char *text) /* without case */
{
	return bytes.len == strlen(text) && bytes_start(bytes, text);
}

static inline struct wd_bytes bytes_of(const char *ptr, size_t len)
{
	return (struct wd_bytes){ ptr, len };
}

static inline char lower_of(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static inline bool is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

#endif
