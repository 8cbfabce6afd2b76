/* SPDX-License-Identifier: MIT
 * Elements that say something by attributes, and those whose text is a list, a person or a word of a closed set. */
#include <stdlib.h>
#include <string.h>

#include "reader.h"

static const char *attribute(const struct reader *reader, const char *name)
{
	return xml_attribute(&reader->xml, NS_NONE, name);
}

static void put_address(struct reader *reader, enum slot slot, const char *address)
{
	struct value *value = &reader->current->slots[slot];
	if (value->text.at || !address)
		return;
	entry_put(reader->current, slot, address, FORM_LITERAL);
	value->base = reader_keep_base(reader);
}

/* --- links */

/* Better ones first: a page for people, then one that may be, then anything. */
enum { RANK_HTML = 1, RANK_XHTML, RANK_UNSAID, RANK_OTHER };

static int rank_of(const char *type)
{
	const struct wd_bytes kind = bytes_trim(bytes_of(type ? type : "", type ? strcspn(type, ";") : 0));
	if (bytes_are(kind, "text/html"))
		return RANK_HTML;
	if (bytes_are(kind, "application/xhtml+xml"))
		return RANK_XHTML;
	return kind.len ? RANK_OTHER : RANK_UNSAID;
}

static void take_alternate(struct reader *reader, const char *address)
{
	struct entry *entry = reader->current;
	const int rank = rank_of(attribute(reader, "type"));
	if (!*address || (entry->link_rank && entry->link_rank <= rank))
		return;
	entry->slots[S_ATOM_LINK] = (struct value){ 0 };
	put_address(reader, S_ATOM_LINK, address);
	entry->link_rank = rank;
}

static void take_enclosure(struct reader *reader, const char *address)
{
	struct entry *entry = reader->current;
	if (entry != &reader->item)
		return;
	const size_t base = reader_keep_base(reader), url = entry_keep(entry, address);
	const size_t type = entry_keep(entry, attribute(reader, "type"));
	const size_t bytes = entry_keep(entry, attribute(reader, "length"));
	const size_t title = entry_keep(entry, attribute(reader, "title"));
	struct medium *medium = entry_add_medium(entry);
	*medium = (struct medium){ .url = url, .type = type, .bytes = bytes, .title = title, .base = base };
}

static const struct {
	const char *rel;
	enum slot slot;
} rels[] = { { "self", S_SELF },
	     { "hub", S_HUB },
	     { "next", S_NEXT },
	     { "license", S_LICENSE } };

void open_atom_link(struct reader *reader, const struct element *element)
{
	static const char registry[] = "http://www.iana.org/assignments/relation/";
	const char *href = attribute(reader, "href"), *given = attribute(reader, "rel");
	struct wd_bytes rel = bytes_trim(bytes_of(given ? given : "", given ? strlen(given) : 0));
	(void)element;
	if (bytes_start(rel, registry))
		rel = bytes_of(rel.ptr + sizeof registry - 1, rel.len - sizeof registry + 1);
	const bool is_alternate = !rel.len || bytes_are(rel, "alternate");
	reader->field.is_dropped |= href != NULL || !is_alternate;
	if (!href)
		return;
	if (is_alternate)
		take_alternate(reader, href);
	else if (bytes_are(rel, "enclosure"))
		take_enclosure(reader, href);
	else if (bytes_are(rel, "replies")) /* comments as a feed where there is no page of them */
		put_address(reader, rank_of(attribute(reader, "type")) == RANK_OTHER ? S_REPLIES_FEED : S_REPLIES, href);
	for (size_t i = 0; i < sizeof rels / sizeof *rels; i++)
		if (bytes_are(rel, rels[i].rel))
			put_address(reader, rels[i].slot, href);
}

/* <link>text</link>, or <link href="..."/> by those who think of Atom. */
void open_rss_link(struct reader *reader, const struct element *element)
{
	const char *href = attribute(reader, "href"), *rel = attribute(reader, "rel");
	(void)element;
	if (!href)
		return;
	if (rel && strcasecmp(rel, "alternate")) {
		open_atom_link(reader, element);
		return;
	}
	put_address(reader, S_LINK, href);
	reader->field.is_dropped |= reader->current->slots[S_LINK].text.at != 0;
}

void open_guid(struct reader *reader, const struct element *element)
{
	const char *said = attribute(reader, "ispermalink");
	const struct wd_bytes word = bytes_trim(bytes_of(said ? said : "", said ? strlen(said) : 0));
	(void)element;
	if (reader->field.is_dropped)
		return;
	reader->item.has_permalink = true;
	reader->item.is_permalink = !bytes_are(word, "false");
}

void open_source(struct reader *reader, const struct element *element)
{
	(void)element;
	put_address(reader, S_SOURCE_URL, attribute(reader, "url"));
}

/* Atom 0.3 may give the same content several times, one element around them all, the plainest first. */
static bool is_multipart(struct reader *reader, const struct element *element)
{
	const struct level *level = reader_level(reader);
	const char *type = attribute(reader, "type");
	if (level[-1].element == element) /* what it says, if anything, takes the place of the part before it */
		reader->field.is_dropped = false;
	return type && !strncasecmp(type, "multipart/", 10);
}

/* Content that is elsewhere: a medium, and a page where there is no better one. */
void open_content(struct reader *reader, const struct element *element)
{
	struct entry *entry = reader->current;
	const char *src = attribute(reader, "src");
	if (is_multipart(reader, element)) {
		reader->field.element = NULL;
		reader_level(reader)->inside = IN_ANY_ITEM;
		return;
	}
	if (!src)
		return;
	reader->field.is_dropped = true;
	put_address(reader, S_CONTENT_SRC, src);
	const size_t base = reader_keep_base(reader), url = entry_keep(entry, src);
	const size_t type = entry_keep(entry, attribute(reader, "type"));
	*entry_add_medium(entry) = (struct medium){ .url = url, .type = type, .base = base };
}

/* An address that is the element's text, or RDF's attribute. */
void open_resource(struct reader *reader, const struct element *element)
{
	const char *resource = xml_attribute(&reader->xml, NS_RDF, "resource");
	if (!resource)
		return;
	put_address(reader, (enum slot)element->slot, resource);
	reader->field.is_dropped = true;
}

void open_href_image(struct reader *reader, const struct element *element)
{
	const char *href = attribute(reader, "href");
	href = href ? href : attribute(reader, "url");
	if (!href)
		return;
	put_address(reader, (enum slot)element->slot, href);
	reader->field.is_dropped = true;
}

void open_atom_source(struct reader *reader, const struct element *element)
{
	(void)element;
	reader->current = &reader->source;
}

/* --- people */

void open_person(struct reader *reader, const struct element *element)
{
	const size_t base = reader_keep_base(reader);
	struct person *person = entry_add_person(reader->current, (enum person_kind)element->slot);
	person->base = base;
	if (element->slot != PERSON_CREDIT)
		return;
	const char *role = attribute(reader, "role");
	if (role && strcasecmp(role, "author")) /* a photographer is no author of the text */
		reader->current->person_count--;
	reader->field.is_dropped = role && strcasecmp(role, "author");
}

static void put_person(struct reader *reader, unsigned member, struct wd_bytes text)
{
	struct entry *entry = reader->current;
	if (!entry->person_count)
		return;
	const size_t place = entry_keep_bytes(entry, text);
	const size_t base = entry_keep(entry, reader_scope(reader, reader->field.base));
	struct person *person = &entry->persons[entry->person_count - 1];
	size_t *members[] = { &person->name, &person->email, &person->url };
	if (*members[member])
		return;
	*members[member] = place;
	if (members[member] == &person->url)
		person->base = base;
}

/* --- keywords */

static void add_term(struct entry *entry, struct wd_bytes term, const char *scheme, const char *label)
{
	size_t place = entry_keep_bytes(entry, term);
	const size_t scheme_place = entry_keep(entry, scheme), label_place = entry_keep(entry, label);
	if (!place)
		place = label_place;
	if (!place)
		return;
	struct category *category = entry_add_category(entry);
	*category = (struct category){ .term = place, .scheme = scheme_place };
	if (label_place && strcmp(entry->text.ptr + label_place, entry->text.ptr + place))
		category->label = label_place;
}

static struct wd_bytes bytes_c(const char *text)
{
	return bytes_of(text ? text : "", text ? strlen(text) : 0);
}

enum category_kind { CATEGORY_RSS, CATEGORY_ATOM, CATEGORY_ITUNES, CATEGORY_LIST, CATEGORY_MEDIA };

/* Attributes are gone when the text ends: scheme and label wait in scratch, each ended by NUL. */
void open_category(struct reader *reader, const struct element *element)
{
	const char *scheme = attribute(reader, element->slot == CATEGORY_RSS ? "domain" : "scheme");
	const char *label = attribute(reader, "label"), *term = attribute(reader, "term");
	if (element->slot == CATEGORY_ITUNES)
		add_term(reader->current, bytes_c(attribute(reader, "text")), NULL, NULL);
	if (element->slot == CATEGORY_ATOM && (term || label)) {
		add_term(reader->current, bytes_c(term), scheme, label);
		reader->field.is_dropped = true;
	}
	reader->scratch.len = 0;
	xml_buffer_add(&reader->scratch, scheme ? scheme : "", scheme ? strlen(scheme) : 0);
	xml_buffer_add(&reader->scratch, "", 1);
	xml_buffer_add(&reader->scratch, label ? label : "", label ? strlen(label) : 0);
	xml_buffer_add(&reader->scratch, "", 1);
}

static void add_terms(struct entry *entry, struct wd_bytes list)
{
	while (list.len) {
		const char *comma = memchr(list.ptr, ',', list.len);
		const size_t length = comma ? (size_t)(comma - list.ptr) : list.len;
		add_term(entry, bytes_of(list.ptr, length), NULL, NULL);
		list = bytes_of(list.ptr + length + (comma != NULL), list.len - length - (comma != NULL));
	}
}

static void close_category(struct reader *reader, const struct element *element, struct wd_bytes text)
{
	const char *scheme = reader->scratch.ptr;
	if (reader->field.is_dropped)
		return;
	if (element->slot == CATEGORY_LIST)
		add_terms(reader->current, text);
	else
		add_term(reader->current, text, scheme, scheme + strlen(scheme) + 1);
}

/* --- hours and days, logins */

static void put_hour(struct reader *reader, struct wd_bytes text)
{
	const int hour = text.len ? atoi(text.ptr) : -1;
	if (text.len && text.ptr[0] >= '0' && text.ptr[0] <= '9' && hour <= 24)
		reader->hours |= UINT32_C(1) << hour % 24;
}

static void put_day(struct reader *reader, struct wd_bytes text)
{
	static const char *const names[] = { "mon", "tue", "wed", "thu", "fri", "sat", "sun" };
	for (unsigned i = 0; i < 7; i++)
		if (bytes_start(text, names[i]))
			reader->days |= (uint8_t)(1u << i);
}

static void put_login(struct reader *reader, const struct element *element, struct wd_bytes text)
{
	struct xml_buffer *b = &reader->login_text;
	const size_t place = b->len;
	xml_buffer_add(b, text.ptr, text.len);
	xml_buffer_add(b, "", 1);
	if (element->slot && reader->login_count) {
		reader->logins[reader->login_count - 1].name = place;
		return;
	}
	if (reader->login_count == reader->login_cap) {
		reader->login_cap = reader->login_cap ? reader->login_cap * 2 : 16;
		reader->logins = realloc(reader->logins, reader->login_cap * sizeof *reader->logins);
		if (!reader->logins)
			abort();
	}
	reader->logins[reader->login_count++] = (struct login){ .login = place, .name = place };
}

/* --- what was collected aside */

static void close_person(struct reader *reader, struct wd_bytes text)
{
	struct entry *entry = reader->current;
	if (reader->field.is_dropped || !entry->person_count)
		return;
	struct person *person = &entry->persons[entry->person_count - 1];
	if (!person->name && !person->email)
		person_read(entry, person, text);
	if (!person->name && !person->email && !person->url)
		entry->person_count--;
}

/* Text that is the address of the medium before it: feedburner's, or that of a thumbnail. */
static void put_of_enclosure(struct reader *reader, const struct element *element, struct wd_bytes text)
{
	struct entry *entry = reader->current;
	const size_t place = entry_keep_bytes(entry, text);
	if (!entry->medium_count || !place)
		return;
	struct medium *last = &entry->media[entry->medium_count - 1];
	const bool is_thumbnail = element->ns == NS_MEDIA;
	if (!is_thumbnail || !last->url)
		last->url = place;
}

void close_loose(struct reader *reader, const struct element *element)
{
	const struct field *field = &reader->field;
	struct wd_bytes text = { "", 0 };
	if (reader->loose.len > field->at)
		text = bytes_trim(bytes_of(reader->loose.ptr + field->at, reader->loose.len - field->at));
	if (element->open == open_person)
		close_person(reader, text);
	else if (element->open == open_category)
		close_category(reader, element, text);
	else if (element->place == IN_PERSON)
		put_person(reader, element->slot, text);
	else if (element->open == open_thumbnail)
		put_of_enclosure(reader, element, text);
	else if (element->place == IN_MEDIA)
		media_put(reader, element, text);
	else if (element->place == IN_HOURS)
		put_hour(reader, text);
	else if (element->place == IN_DAYS)
		put_day(reader, text);
	else if (element->place == IN_WP_AUTHOR)
		put_login(reader, element, text);
	else
		put_of_enclosure(reader, element, text);
}
