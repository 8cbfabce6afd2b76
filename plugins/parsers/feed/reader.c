/* SPDX-License-Identifier: MIT
 * Events of the XML reader to elements in their places. */
#include "reader.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static long read_characters(void *self, void *into, size_t size)
{
	struct reader *reader = self;
	return wd_characters(reader->job, into, size);
}

static bool is_web(const char *address)
{
	return !strncasecmp(address, "http:", 5) || !strncasecmp(address, "https:", 6);
}

/* Content-Location against the document's address, or that alone. */
static void set_base(struct reader *reader)
{
	const char *location = wd_header(reader->job, "Content-Location");
	const char *base = reader->doc->base ? reader->doc->base : "";
	if (!location || wd_resolve(reader->job, location, NULL, reader->base, sizeof reader->base) <= 0 ||
	    !is_web(reader->base))
		snprintf(reader->base, sizeof reader->base, "%s",
		         strlen(base) < sizeof reader->base ? base : "");
}

void reader_init(struct reader *reader, wd_job *job, const struct wd_doc *doc,
                 const struct feed_options *options)
{
	memset(reader, 0, sizeof *reader);
	reader->job = job;
	reader->doc = doc;
	reader->options = options;
	xml_init(&reader->xml, read_characters, reader);
	entry_clear(&reader->feed);
	entry_clear(&reader->item);
	entry_clear(&reader->source);
	xml_buffer_add(&reader->scope_text, "", 1);
	reader->current = &reader->feed;
	set_base(reader);
}

void reader_done(struct reader *reader)
{
	xml_done(&reader->xml);
	entry_done(&reader->feed);
	entry_done(&reader->item);
	entry_done(&reader->source);
	free(reader->scope_text.ptr);
	free(reader->loose.ptr);
	free(reader->scratch.ptr);
	free(reader->login_text.ptr);
	free(reader->logins);
}

struct level *reader_level(struct reader *reader)
{
	return &reader->levels[reader->xml.depth];
}

const char *reader_scope(const struct reader *reader, size_t place)
{
	return place ? reader->scope_text.ptr + place : NULL;
}

size_t reader_keep_base(struct reader *reader)
{
	return entry_keep(reader->current, reader_scope(reader, reader_level(reader)->base));
}

/* --- base and language in force */

static size_t keep_scope(struct reader *reader, const char *text)
{
	const size_t place = reader->scope_text.len;
	xml_buffer_add(&reader->scope_text, text, strlen(text));
	xml_buffer_add(&reader->scope_text, "", 1);
	return place;
}

/* "http:///host/" is meant as "http://host/". */
static const char *without_third_slash(const char *base, char *room, size_t size)
{
	const size_t scheme = strncasecmp(base, "http:///", 8) == 0    ? 5
	                      : strncasecmp(base, "https:///", 9) == 0 ? 6
	                                                               : 0;
	if (!scheme)
		return base;
	snprintf(room, size, "%.*s%s", (int)scheme, base, base + scheme + 1);
	return room;
}

/* A base that is no address of the web is not heeded. */
static void take_base(struct reader *reader, struct level *level, const char *base)
{
	char absolute[4096], room[4096];
	const char *outer = level->base ? reader_scope(reader, level->base) : reader->base;
	base = without_third_slash(base, room, sizeof room);
	if (wd_resolve(reader->job, base, *outer ? outer : NULL, absolute, sizeof absolute) <= 0)
		return;
	if (is_web(absolute))
		level->base = keep_scope(reader, absolute);
}

/* The root, or the channel within it. */
static bool is_feed_itself(const struct reader *reader)
{
	return reader->xml.depth == 1 || (reader->xml.depth == 2 && bytes_are(reader->xml.local, "channel"));
}

static struct level *enter_level(struct reader *reader)
{
	struct level *level = reader_level(reader);
	const struct level *parent = level - 1;
	const char *base, *lang;
	*level = (struct level){ .base = parent->base, .lang = parent->lang, .has_lang = parent->has_lang };
	level->scope_length = reader->scope_text.len;
	if (!reader->xml.attribute_count)
		return level;
	if ((base = xml_attribute(&reader->xml, NS_XML, "base")))
		take_base(reader, level, base);
	if ((lang = xml_attribute(&reader->xml, NS_XML, "lang"))) {
		level->lang = keep_scope(reader, lang);
		level->has_lang = true;
		if (is_feed_itself(reader))
			entry_put(&reader->feed, S_XML_LANG, lang, FORM_LITERAL);
	}
	return level;
}

/* The open element stands at depth, whatever was open there. */
static void lift(struct reader *reader, unsigned depth)
{
	reader->scope_text.len = reader->levels[depth].scope_length;
	xml_lift(&reader->xml, depth);
}

/* --- items */

/* CDF has addresses and dates as attributes of channel and item. */
static void take_cdf_attributes(struct reader *reader, struct entry *entry)
{
	if (!reader->is_cdf)
		return;
	entry_put(entry, S_LINK, xml_attribute(&reader->xml, NS_NONE, "href"), FORM_LITERAL);
	entry_put(entry, S_PUBDATE, xml_attribute(&reader->xml, NS_NONE, "lastmod"), FORM_LITERAL);
}

/* With its prefix, with one that is not declared, or without, as the drafts of RDF had it. */
static void take_about(struct reader *reader)
{
	const struct xml_scan *xml = &reader->xml;
	entry_put(&reader->item, S_ABOUT, xml_attribute(xml, NS_RDF, "about"), FORM_LITERAL);
	entry_put(&reader->item, S_ABOUT, xml_attribute(xml, NS_NONE, "rdf:about"), FORM_LITERAL);
	if (reader->dialect == DIALECT_RDF)
		entry_put(&reader->item, S_ABOUT, xml_attribute(xml, NS_NONE, "about"), FORM_LITERAL);
}

void reader_begin_item(struct reader *reader, const struct element *element)
{
	struct level *level = reader_level(reader);
	(void)element;
	entry_clear(&reader->item);
	entry_clear(&reader->source);
	reader->current = &reader->item;
	reader->item_depth = reader->xml.depth;
	take_cdf_attributes(reader, &reader->item);
	level->has_lang = xml_attribute(&reader->xml, NS_XML, "lang") != NULL;
	take_about(reader);
}

/* A login of a WordPress export is no name: the one that the export knows it by is. */
static void name_logins(struct reader *reader)
{
	struct entry *item = &reader->item;
	for (size_t i = 0; i < item->person_count; i++)
		for (size_t k = 0; k < reader->login_count; k++) {
			const struct login *login = &reader->logins[k];
			const char *name = entry_text(item, item->persons[i].name);
			if (name && !strcmp(name, reader->login_text.ptr + login->login)) {
				item->persons[i].name =
					entry_keep(item, reader->login_text.ptr + login->name);
				break;
			}
		}
}

/* Of a WordPress export only what is published, and pages on request. */
static bool is_wanted(const struct reader *reader)
{
	const char *type = entry_get(&reader->item, S_POST_TYPE),
		   *status = entry_get(&reader->item, S_POST_STATUS);
	if (type && strcmp(type, "post") && !(reader->options->pages && !strcmp(type, "page")))
		return false;
	return !status || !strcmp(status, "publish");
}

void reader_end_item(struct reader *reader)
{
	const struct emission emission = { reader->job, reader->doc, *reader->base ? reader->base : NULL,
		                           &reader->scratch };
	if (reader->field.element)
		collect_end(reader, true);
	if (reader->login_count)
		name_logins(reader);
	if (is_wanted(reader) && reader->items++ < reader->options->max_items)
		item_emit(&emission, &reader->item, &reader->feed, &reader->source);
	reader->current = &reader->feed;
	reader->item_depth = reader->medium_depth = reader->group_depth = 0;
}

/* --- elements */

/* The namespace as the table knows it. */
static enum xml_ns plain_ns(const struct reader *reader)
{
	const bool is_atom = reader->dialect == DIALECT_ATOM || reader->dialect == DIALECT_ATOM03;
	switch (reader->xml.ns) {
	case NS_ATOM03:
		return NS_ATOM;
	case NS_RSS10:
	case NS_RSS090:
		return NS_NONE;
	case NS_NONE:
		return is_atom ? NS_ATOM : NS_NONE;
	default:
		return reader->xml.ns == reader->own_ns && !is_atom ? NS_NONE : reader->xml.ns;
	}
}

/* Modules say of a medium what they say of an item, and a title is the medium's in any namespace. */
static bool may_be_of_medium(const struct reader *reader, enum xml_ns own)
{
	const enum xml_ns ns = plain_ns(reader);
	return (ns != own && ns != NS_MEDIA) || bytes_are(reader->xml.local, "title");
}

/* Media and categories hold nothing of the item's own: where that stands in one, it was not closed. */
static enum place unclosed(const struct reader *reader, enum place place)
{
	const bool is_atom = reader->dialect == DIALECT_ATOM || reader->dialect == DIALECT_ATOM03;
	if (place == IN_MEDIA && may_be_of_medium(reader, is_atom ? NS_ATOM : NS_NONE))
		return IN_NOTHING;
	return place != IN_MEDIA && place != IN_ANY_ITEM ? IN_NOTHING : is_atom ? IN_ENTRY : IN_ITEM;
}

static const struct element *look_up(const struct reader *reader, enum place place)
{
	static const enum place wider[] = { [IN_ITEM] = IN_ANY_ITEM,
		                            [IN_ENTRY] = IN_ANY_ITEM,
		                            [IN_CHANNEL] = IN_ANY_FEED,
		                            [IN_FEED] = IN_ANY_FEED,
		                            [IN_ANY_FEED] = IN_NOTHING };
	const enum xml_ns ns = plain_ns(reader);
	if (place == IN_NOTHING || place == IN_TEXT || ns == NS_FOREIGN)
		return NULL;
	const struct element *element = element_find(place, ns, reader->xml.local);
	if (!element && wider[place])
		element = element_find(wider[place], ns, reader->xml.local);
	return element || !unclosed(reader, place) ? element : look_up(reader, unclosed(reader, place));
}

/* The row of an item's own element, wherever it stands: one that was not closed does not swallow the next. */
static const struct element *item_element(const struct reader *reader)
{
	const bool is_atom = reader->dialect == DIALECT_ATOM || reader->dialect == DIALECT_ATOM03;
	if (!bytes_are(reader->xml.local, is_atom ? "entry" : "item"))
		return NULL;
	return element_find(is_atom ? IN_FEED : IN_CHANNEL, plain_ns(reader), reader->xml.local);
}

/* Names that HTML has too: in markup they are more likely that. */
static bool is_html_name(struct wd_bytes name)
{
	static const char *const names[] = { "title", "link", "source",   "image",  "summary", "content",
		                             "body",  "div",  "category", "author", "name",    "item" };
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (bytes_are(name, names[i]))
			return true;
	return false;
}

static bool has_one_of(const struct reader *reader, const char *one, const char *other)
{
	return xml_attribute(&reader->xml, NS_NONE, one) || xml_attribute(&reader->xml, NS_NONE, other);
}

/* Within a text of markup: what HTML names so stands in other elements of it, or has the attributes that HTML gives it. */
static bool is_of_html(const struct reader *reader)
{
	const struct xml_scan *xml = &reader->xml;
	const bool is_core = xml->ns == NS_NONE || xml->ns == reader->own_ns || plain_ns(reader) == NS_ATOM;
	if (!is_core || !is_html_name(xml->local))
		return false;
	if (bytes_are(xml->local, "source"))
		return has_one_of(reader, "src", "srcset");
	const bool is_within = xml->depth > reader->field.depth + 1;
	return is_within && (!bytes_are(xml->local, "link") || has_one_of(reader, "href", "rel"));
}

/* What no table knows is markup of a text, but behind some text it is not if it is of a module. Addresses, dates and names
 * have no markup at all: they were not closed. */
static bool is_stray_module(const struct reader *reader)
{
	const struct field *field = &reader->field;
	if (!field->has_text)
		return false;
	switch (reader->xml.ns) {
	case NS_NONE:
	case NS_XML:
	case NS_ATOM:
	case NS_ATOM03:
	case NS_RSS10:
	case NS_RSS090:
	case NS_RDF:
	case NS_XHTML:
		return false;
	case NS_FOREIGN:
		return field->form == FORM_LITERAL && field->element->inside != IN_PERSON;
	default:
		return field->element->inside != IN_PERSON;
	}
}

/* Within the markup of an Atom text; its div, once closed, was all of it. */
static bool is_within_inline(const struct reader *reader)
{
	const struct field *field = &reader->field;
	const bool is_over = field->has_children && !field->is_in_wrapper && reader->xml.depth == field->depth + 1;
	return field->is_inline && !is_over;
}

/* An element of the feed within a text that was not closed. */
static bool breaks_text(const struct reader *reader)
{
	const struct field *field = &reader->field;
	const enum place outside = reader->levels[field->depth - 1].inside;
	if (field->is_foreign)
		return false;
	if (item_element(reader))
		return !(field->is_inline && reader->dialect != DIALECT_RSS &&
		         reader->xml.depth > field->depth + 2);
	if (is_within_inline(reader))
		return false;
	const struct element *element = look_up(reader, outside);
	if (!element)
		return field->form == FORM_LITERAL && is_stray_module(reader);
	if (element->ns == NS_XHTML && field->form != FORM_LITERAL)
		return false;
	return field->form != FORM_HTML || field->is_inline || !is_of_html(reader);
}

/* An element of a module that no table knows is none of a text's markup, but the text may well go on behind it. */
static bool is_passed_over(const struct reader *reader)
{
	const struct field *field = &reader->field;
	return !field->is_foreign && !is_within_inline(reader) && field->form != FORM_LITERAL &&
	       is_stray_module(reader) && !look_up(reader, reader->levels[field->depth - 1].inside);
}

static bool is_part_of_person(const struct reader *reader)
{
	return reader->field.element && reader->field.element->inside == IN_PERSON &&
	       !reader->outer.element && look_up(reader, IN_PERSON);
}

static void enter(struct reader *reader, const struct element *element)
{
	struct level *level = reader_level(reader);
	level->element = element;
	level->inside = element ? (enum place)element->inside : IN_NOTHING;
	if (!element)
		return;
	if (element->collect != COLLECT_NOTHING) {
		if (reader->field.element)
			reader->outer = reader->field;
		collect_begin(reader, element);
	}
	if (element->open)
		element->open(reader, element);
	if (reader->field.element == element && element->collect != COLLECT_NOTHING)
		collect_from_here(
			reader); /* what its attributes say was put into the buffer before its text */
}

static void end_texts(struct reader *reader, bool is_cut)
{
	while (reader->field.element)
		collect_end(reader, is_cut);
}

static void open_element(struct reader *reader)
{
	enter_level(reader);
	if (is_part_of_person(reader)) {
		enter(reader, look_up(reader, IN_PERSON));
		return;
	}
	if (reader->field.element) {
		if (!breaks_text(reader)) {
			reader_level(reader)->inside = IN_TEXT;
			if (is_passed_over(reader))
				collect_pass(reader);
			else
				collect_open(reader);
			return;
		}
		const unsigned depth = reader->outer.element ? reader->outer.depth : reader->field.depth;
		end_texts(reader, false);
		lift(reader, depth);
		enter_level(reader);
	}
	const struct element *item = item_element(reader);
	if (item && reader->item_depth) {
		const unsigned depth = reader->item_depth;
		reader_end_item(reader);
		lift(reader, depth);
		enter_level(reader);
	}
	const struct level *parent = reader_level(reader) - 1;
	enter(reader, item && parent->inside != IN_SOURCE ? item : look_up(reader, parent->inside));
}

static void close_element(struct reader *reader)
{
	const struct level *level = reader_level(reader);
	const unsigned depth = reader->xml.depth;
	if (reader->field.element && reader->field.depth == depth)
		collect_end(reader, false);
	else if (reader->field.element)
		collect_close(reader);
	close_media(reader);
	if (level->inside == IN_SOURCE && reader->item_depth)
		reader->current = &reader->item;
	if (reader->item_depth == depth)
		reader_end_item(reader);
	reader->scope_text.len = level->scope_length;
	reader->has_ended |= depth == 1;
}

/* The child of the root of RDF tells RSS 0.90 from 1.0. */
static void judge_rdf(struct reader *reader)
{
	if (reader->dialect == DIALECT_RDF && !reader->format && reader->xml.depth == 2)
		reader->format = reader->xml.ns == NS_RSS090 ? "rss090" : "rss10";
}

void reader_run(struct reader *reader)
{
	enum xml_event event;
	while ((event = xml_next(&reader->xml)) != XML_END) {
		if (reader->has_ended) { /* all that is of interest behind the root is whether something stands there */
			if (reader->xml.fault)
				return;
			continue;
		}
		if (event == XML_OPEN) {
			judge_rdf(reader);
			open_element(reader);
		} else if (event == XML_CLOSE) {
			close_element(reader);
		} else if (reader->field.element) {
			collect_text(reader, reader->xml.text);
		}
	}
	if (!reader->item_depth)
		return;
	reader->item.is_truncated = true;
	end_texts(reader, true);
	if (entry_get(&reader->item, S_TITLE) || entry_get(&reader->item, S_LINK) ||
	    entry_get(&reader->item, S_ATOM_LINK))
		reader_end_item(reader);
}

/* --- the root */

static const struct {
	const char *name, *prefix;
	const char *format;
} rss_versions[] = {
	{ "rss", "0.91", "rss091u" }, { "rss", "0.92", "rss092" }, { "rss", "0.93", "rss093" },
	{ "rss", "0.94", "rss094" },  { "rss", "2", "rss20" },
};

static const char *rss_format(const struct reader *reader)
{
	const char *version = xml_attribute(&reader->xml, NS_NONE, "version");
	const struct wd_bytes given =
		bytes_trim(bytes_of(version ? version : "", version ? strlen(version) : 0));
	for (size_t i = 0; i < sizeof rss_versions / sizeof *rss_versions; i++)
		if (bytes_start(given, rss_versions[i].prefix))
			return i == 0 && reader->xml.is_netscape ? "rss091n" : rss_versions[i].format;
	return "rss";
}

static bool is_atom_ns(enum xml_ns ns)
{
	return ns == NS_ATOM || ns == NS_ATOM03;
}

static void root_of_rss(struct reader *reader)
{
	reader->dialect = DIALECT_RSS;
	reader->format = rss_format(reader);
	if (reader->xml.ns == NS_FOREIGN && !reader->xml.prefix.len)
		xml_adopt(&reader->xml);
	reader->own_ns = reader->xml.ns;
	reader->is_cdf = reader->xml.local.len == 7 && !memcmp(reader->xml.local.ptr, "CHANNEL", 7);
	if (reader->is_cdf)
		reader->format = "cdf";
	take_cdf_attributes(reader, &reader->feed);
}

static void root_of_atom(struct reader *reader)
{
	const char *version = xml_attribute(&reader->xml, NS_NONE, "version");
	const bool is_old = reader->xml.ns == NS_ATOM03 ||
	                    (reader->xml.ns != NS_ATOM && version && !strcmp(version, "0.3"));
	reader->dialect = is_old ? DIALECT_ATOM03 : DIALECT_ATOM;
	reader->format = is_old ? "atom03" : "atom10";
	if (reader->xml.ns == NS_FOREIGN && !reader->xml.prefix.len)
		xml_adopt(&reader->xml);
}

static void root_of_rdf(struct reader *reader)
{
	reader->dialect = DIALECT_RDF;
}

static const struct root {
	const char *name;
	enum root_kind kind;
	enum place inside;
	void (*take)(struct reader *reader);
} roots[] = {
	{ "rss", ROOT_FEED, IN_ROOT, root_of_rss },        { "rdf", ROOT_FEED, IN_ROOT, root_of_rdf },
	{ "feed", ROOT_FEED, IN_FEED, root_of_atom },      { "entry", ROOT_FEED, IN_ENTRY, root_of_atom },
	{ "channel", ROOT_FEED, IN_CHANNEL, root_of_rss }, { "html", ROOT_HTML, IN_NOTHING, NULL },
	{ "urlset", ROOT_SITEMAP, IN_NOTHING, NULL },      { "sitemapindex", ROOT_SITEMAP, IN_NOTHING, NULL },
};

/* Names alone do not make a feed: an entry must be Atom's, the root of RDF its own. */
static bool is_root(const struct reader *reader, const struct root *root)
{
	const enum xml_ns ns = reader->xml.ns;
	if (!bytes_are(reader->xml.local, root->name))
		return false;
	if (root->take == root_of_atom)
		return is_atom_ns(ns) || (root->inside == IN_FEED && (ns == NS_NONE || ns == NS_FOREIGN));
	return root->take != root_of_rdf || ns == NS_RDF;
}

static const struct root *find_root(const struct reader *reader)
{
	for (size_t i = 0; i < sizeof roots / sizeof *roots; i++)
		if (is_root(reader, &roots[i]))
			return &roots[i];
	return NULL;
}

static void take_root(struct reader *reader, const struct root *root)
{
	struct xml_scan *xml = &reader->xml;
	if (xml->depth > 1 || (xml->fault && !strcmp(xml->fault, "several_roots"))) {
		xml_lift(xml, 1);
		xml->fault =
			"junk_before"; /* markup in front of it is no root, and no mistake of the feed's own */
	}
	root->take(reader);
	enter_level(reader)->inside = root->inside;
	if (root->inside == IN_ENTRY)
		reader_begin_item(reader, NULL);
}

enum root_kind reader_find_root(struct reader *reader)
{
	struct xml_scan *xml = &reader->xml;
	enum xml_event event;
	while ((event = xml_next(xml)) != XML_END && xml->gone + xml->at <= ROOT_WITHIN) {
		const struct root *root = event == XML_OPEN ? find_root(reader) : NULL;
		if (!root)
			continue;
		if (root->take)
			take_root(reader, root);
		return root->kind;
	}
	return event == XML_END && xml->fault && !strcmp(xml->fault, "empty") ? ROOT_EMPTY : ROOT_UNKNOWN;
}
