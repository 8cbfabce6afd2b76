/* SPDX-License-Identifier: MIT
 * Which element in which place means what. Sorted by place, namespace and name, as element_find() looks them up. Names
 * are in lower case: in RSS they are compared without case. Atom 0.3's namespace counts as Atom's, those of RSS 0.90 and
 * 1.0 as none. */
#include <stdlib.h>
#include <string.h>

#include "reader.h"

#define TEXT(place_, ns_, name_, slot_, collect_)                                                            \
	{                                                                                                    \
		.name = (name_), .slot = (slot_), .place = (place_), .ns = (ns_), .inside = IN_TEXT,         \
		.collect = COLLECT_##collect_                                                                \
	}
#define CALL(place_, ns_, name_, open_, slot_, inside_, collect_)                                            \
	{                                                                                                    \
		.name = (name_), .open = (open_), .slot = (slot_), .place = (place_), .ns = (ns_),           \
		.inside = (inside_), .collect = COLLECT_##collect_                                           \
	}
#define INTO(place_, ns_, name_, inside_)                                                                    \
	{                                                                                                    \
		.name = (name_), .place = (place_), .ns = (ns_), .inside = (inside_)                         \
	}

static struct element elements[] = {
	/* --- roots of RSS and RDF, and what stands beside the channel */
	INTO(IN_ROOT, NS_NONE, "channel", IN_CHANNEL),
	INTO(IN_ROOT, NS_NONE, "image", IN_IMAGE),
	CALL(IN_ROOT, NS_NONE, "item", reader_begin_item, 0, IN_ITEM, NOTHING),

	/* --- the channel of RSS */
	TEXT(IN_CHANNEL, NS_NONE, "abstract", S_DESCRIPTION, HTML), /* of CDF, as in items */
	CALL(IN_CHANNEL, NS_NONE, "category", open_category, 0, IN_TEXT, LOOSE),
	TEXT(IN_CHANNEL, NS_NONE, "copyright", S_RIGHTS, UNTYPED),
	TEXT(IN_CHANNEL, NS_NONE, "description", S_DESCRIPTION, HTML),
	INTO(IN_CHANNEL, NS_NONE, "image", IN_IMAGE),
	CALL(IN_CHANNEL, NS_NONE, "item", reader_begin_item, 0, IN_ITEM, NOTHING),
	TEXT(IN_CHANNEL, NS_NONE, "language", S_LANGUAGE, LITERAL),
	TEXT(IN_CHANNEL, NS_NONE, "lastbuilddate", S_BUILD_DATE, LITERAL),
	CALL(IN_CHANNEL, NS_NONE, "link", open_rss_link, S_LINK, IN_TEXT, LITERAL),
	CALL(IN_CHANNEL, NS_NONE, "managingeditor", open_person, PERSON_RSS, IN_PERSON, LOOSE),
	TEXT(IN_CHANNEL, NS_NONE, "pubdate", S_PUBDATE, LITERAL),
	INTO(IN_CHANNEL, NS_NONE, "skipdays", IN_DAYS),
	INTO(IN_CHANNEL, NS_NONE, "skiphours", IN_HOURS),
	TEXT(IN_CHANNEL, NS_NONE, "tagline", S_DESCRIPTION, HTML),
	TEXT(IN_CHANNEL, NS_NONE, "title", S_TITLE, UNTYPED),
	TEXT(IN_CHANNEL, NS_NONE, "ttl", S_TTL, LITERAL),
	TEXT(IN_HOURS, NS_NONE, "hour", 0, LOOSE),
	TEXT(IN_DAYS, NS_NONE, "day", 0, LOOSE),
	TEXT(IN_IMAGE, NS_NONE, "url", S_IMAGE, LITERAL),
	INTO(IN_CHANNEL, NS_WP, "author", IN_WP_AUTHOR),
	INTO(IN_CHANNEL, NS_WP, "wp_author", IN_WP_AUTHOR),
	TEXT(IN_WP_AUTHOR, NS_WP, "author_display_name", 1, LOOSE),
	TEXT(IN_WP_AUTHOR, NS_WP, "author_login", 0, LOOSE),

	/* --- an item of RSS */
	TEXT(IN_ITEM, NS_NONE, "abstract", S_DESCRIPTION, HTML),
	CALL(IN_ITEM, NS_NONE, "author", open_person, PERSON_RSS, IN_PERSON, LOOSE),
	CALL(IN_ITEM, NS_NONE, "category", open_category, 0, IN_TEXT, LOOSE),
	TEXT(IN_ITEM, NS_NONE, "comments", S_COMMENTS, LITERAL),
	TEXT(IN_ITEM, NS_NONE, "description", S_DESCRIPTION, HTML),
	CALL(IN_ITEM, NS_NONE, "enclosure", open_enclosure, 0, IN_ITEM, NOTHING), /* where it was not closed */
	TEXT(IN_ITEM, NS_NONE, "expirationdate", S_EXPIRES, LITERAL),
	TEXT(IN_ITEM, NS_NONE, "fullitem", S_FULLITEM, HTML),
	CALL(IN_ITEM, NS_NONE, "guid", open_guid, S_GUID, IN_TEXT, LITERAL),
	CALL(IN_ITEM, NS_NONE, "item", reader_begin_item, 0, IN_ITEM, NOTHING),
	CALL(IN_ITEM, NS_NONE, "link", open_rss_link, S_LINK, IN_TEXT, LITERAL),
	TEXT(IN_ITEM, NS_NONE, "pubdate", S_PUBDATE, LITERAL),
	CALL(IN_ITEM, NS_NONE, "source", open_source, S_SOURCE_TITLE, IN_TEXT, UNTYPED),
	TEXT(IN_ITEM, NS_NONE, "title", S_TITLE, UNTYPED),
	/* of Atom, by those who forgot its namespace */
	TEXT(IN_ITEM, NS_NONE, "date", S_DC_DATE, LITERAL),
	TEXT(IN_ITEM, NS_NONE, "id", S_ATOM_ID, LITERAL),
	TEXT(IN_ITEM, NS_NONE, "modified", S_MODIFIED, LITERAL),
	TEXT(IN_ITEM, NS_NONE, "published", S_PUBLISHED, LITERAL),
	TEXT(IN_ITEM, NS_NONE, "summary", S_ATOM_SUMMARY, HTML),
	TEXT(IN_ITEM, NS_NONE, "updated", S_UPDATED, LITERAL),
	TEXT(IN_ITEM, NS_ATOM, "title", S_ATOM_TITLE, CONSTRUCT),
	TEXT(IN_ITEM, NS_WP, "post_date_gmt", S_POST_DATE, LITERAL),
	TEXT(IN_ITEM, NS_WP, "post_modified_gmt", S_POST_MODIFIED, LITERAL),
	TEXT(IN_ITEM, NS_WP, "post_type", S_POST_TYPE, LITERAL),
	TEXT(IN_ITEM, NS_WP, "status", S_POST_STATUS, LITERAL),

	/* --- an Atom feed, and the source of an entry */
	CALL(IN_FEED, NS_ATOM, "author", open_person, PERSON_ATOM, IN_PERSON, LOOSE),
	TEXT(IN_FEED, NS_ATOM, "copyright", S_RIGHTS, CONSTRUCT),
	CALL(IN_FEED, NS_ATOM, "entry", reader_begin_item, 0, IN_ENTRY, NOTHING),
	TEXT(IN_FEED, NS_ATOM, "icon", S_ICON, LITERAL),
	TEXT(IN_FEED, NS_ATOM, "id", S_ATOM_ID, LITERAL),
	TEXT(IN_FEED, NS_ATOM, "logo", S_IMAGE, LITERAL),
	TEXT(IN_FEED, NS_ATOM, "modified", S_UPDATED, LITERAL),
	TEXT(IN_FEED, NS_ATOM, "rights", S_RIGHTS, CONSTRUCT),
	TEXT(IN_FEED, NS_ATOM, "subtitle", S_DESCRIPTION, CONSTRUCT),
	TEXT(IN_FEED, NS_ATOM, "tagline", S_DESCRIPTION, CONSTRUCT),
	TEXT(IN_FEED, NS_ATOM, "title", S_TITLE, CONSTRUCT),
	TEXT(IN_FEED, NS_ATOM, "updated", S_UPDATED, LITERAL),
	CALL(IN_SOURCE, NS_ATOM, "author", open_person, PERSON_ATOM, IN_PERSON, LOOSE),
	TEXT(IN_SOURCE, NS_ATOM, "id", S_ATOM_ID, LITERAL),
	CALL(IN_SOURCE, NS_ATOM, "link", open_atom_link, S_ATOM_LINK, IN_TEXT, LITERAL),
	TEXT(IN_SOURCE, NS_ATOM, "title", S_TITLE, CONSTRUCT),

	/* --- an Atom entry */
	TEXT(IN_ENTRY, NS_ATOM, "copyright", S_RIGHTS, CONSTRUCT),
	CALL(IN_ENTRY, NS_ATOM, "entry", reader_begin_item, 0, IN_ENTRY, NOTHING),
	TEXT(IN_ENTRY, NS_ATOM, "issued", S_ISSUED, LITERAL),
	TEXT(IN_ENTRY, NS_ATOM, "modified", S_MODIFIED, LITERAL),
	TEXT(IN_ENTRY, NS_ATOM, "title", S_TITLE, CONSTRUCT),

	/* --- people */
	TEXT(IN_PERSON, NS_NONE, "email", 1, LOOSE),
	TEXT(IN_PERSON, NS_NONE, "homepage", 2, LOOSE),
	TEXT(IN_PERSON, NS_NONE, "name", 0, LOOSE),
	TEXT(IN_PERSON, NS_NONE, "uri", 2, LOOSE),
	TEXT(IN_PERSON, NS_NONE, "url", 2, LOOSE),
	TEXT(IN_PERSON, NS_ATOM, "email", 1, LOOSE),
	TEXT(IN_PERSON, NS_ATOM, "homepage", 2, LOOSE),
	TEXT(IN_PERSON, NS_ATOM, "name", 0, LOOSE),
	TEXT(IN_PERSON, NS_ATOM, "uri", 2, LOOSE),
	TEXT(IN_PERSON, NS_ATOM, "url", 2, LOOSE),
	TEXT(IN_PERSON, NS_ITUNES, "email", 1, LOOSE),
	TEXT(IN_PERSON, NS_ITUNES, "name", 0, LOOSE),

	/* --- modules in items and entries */
	CALL(IN_ANY_ITEM, NS_ATOM, "author", open_person, PERSON_ATOM, IN_PERSON, LOOSE),
	CALL(IN_ANY_ITEM, NS_ATOM, "category", open_category, 1, IN_TEXT, LOOSE),
	CALL(IN_ANY_ITEM, NS_ATOM, "content", open_content, S_ATOM_CONTENT, IN_TEXT, CONSTRUCT),
	TEXT(IN_ANY_ITEM, NS_ATOM, "created", S_CREATED, LITERAL),
	TEXT(IN_ANY_ITEM, NS_ATOM, "id", S_ATOM_ID, LITERAL),
	CALL(IN_ANY_ITEM, NS_ATOM, "link", open_atom_link, S_ATOM_LINK, IN_TEXT, LITERAL),
	TEXT(IN_ANY_ITEM, NS_ATOM, "published", S_PUBLISHED, LITERAL),
	TEXT(IN_ANY_ITEM, NS_ATOM, "rights", S_RIGHTS, CONSTRUCT),
	CALL(IN_ANY_ITEM, NS_ATOM, "source", open_atom_source, 0, IN_SOURCE, NOTHING),
	TEXT(IN_ANY_ITEM, NS_ATOM, "summary", S_ATOM_SUMMARY, CONSTRUCT),
	TEXT(IN_ANY_ITEM, NS_ATOM, "updated", S_UPDATED, LITERAL),
	CALL(IN_ANY_ITEM, NS_CC, "license", open_resource, S_LICENSE, IN_TEXT, LITERAL),
	TEXT(IN_ANY_ITEM, NS_CONTENT, "encoded", S_ENCODED, HTML),
	CALL(IN_ANY_ITEM, NS_DC, "author", open_person, PERSON_DC, IN_PERSON, LOOSE),
	CALL(IN_ANY_ITEM, NS_DC, "creator", open_person, PERSON_DC, IN_PERSON, LOOSE),
	TEXT(IN_ANY_ITEM, NS_DC, "date", S_DC_DATE, LITERAL),
	TEXT(IN_ANY_ITEM, NS_DC, "description", S_DC_DESCRIPTION, HTML),
	TEXT(IN_ANY_ITEM, NS_DC, "identifier", S_DC_IDENTIFIER, LITERAL),
	TEXT(IN_ANY_ITEM, NS_DC, "language", S_DC_LANGUAGE, LITERAL),
	TEXT(IN_ANY_ITEM, NS_DC, "rights", S_RIGHTS, UNTYPED),
	CALL(IN_ANY_ITEM, NS_DC, "subject", open_category, 0, IN_TEXT, LOOSE),
	TEXT(IN_ANY_ITEM, NS_DC, "title", S_DC_TITLE, UNTYPED),
	TEXT(IN_ANY_ITEM, NS_DCTERMS, "created", S_DCTERMS_CREATED, LITERAL),
	CALL(IN_ANY_ITEM, NS_DCTERMS, "creator", open_person, PERSON_DC, IN_PERSON, LOOSE),
	TEXT(IN_ANY_ITEM, NS_DCTERMS, "issued", S_DCTERMS_ISSUED, LITERAL),
	CALL(IN_ANY_ITEM, NS_DCTERMS, "license", open_resource, S_LICENSE, IN_TEXT, LITERAL),
	TEXT(IN_ANY_ITEM, NS_DCTERMS, "modified", S_DCTERMS_MODIFIED, LITERAL),
	TEXT(IN_ANY_ITEM, NS_DCTERMS, "valid", S_VALID, LITERAL),
	TEXT(IN_ANY_ITEM, NS_EXCERPT, "encoded", S_EXCERPT, HTML),
	TEXT(IN_ANY_ITEM, NS_FEEDBURNER, "origenclosurelink", 0, LOOSE),
	TEXT(IN_ANY_ITEM, NS_FEEDBURNER, "origlink", S_ORIGLINK, LITERAL),
	CALL(IN_ANY_ITEM, NS_ITUNES, "author", open_person, PERSON_ITUNES, IN_PERSON, LOOSE),
	CALL(IN_ANY_ITEM, NS_ITUNES, "category", open_category, 2, IN_ANY_ITEM, NOTHING),
	TEXT(IN_ANY_ITEM, NS_ITUNES, "duration", S_DURATION, LITERAL),
	CALL(IN_ANY_ITEM, NS_ITUNES, "image", open_href_image, S_ITUNES_IMAGE, IN_TEXT, LITERAL),
	CALL(IN_ANY_ITEM, NS_ITUNES, "keywords", open_category, 3, IN_TEXT, LOOSE),
	TEXT(IN_ANY_ITEM, NS_ITUNES, "subtitle", S_ITUNES_SUBTITLE, HTML),
	TEXT(IN_ANY_ITEM, NS_ITUNES, "summary", S_ITUNES_SUMMARY, HTML),
	TEXT(IN_ANY_ITEM, NS_ITUNES, "title", S_ITUNES_TITLE, UNTYPED),
	CALL(IN_ANY_ITEM, NS_MEDIA, "category", open_category, 4, IN_TEXT, LOOSE),
	CALL(IN_ANY_ITEM, NS_MEDIA, "content", open_media_content, 0, IN_MEDIA, NOTHING),
	CALL(IN_ANY_ITEM, NS_MEDIA, "credit", open_person, PERSON_CREDIT, IN_PERSON, LOOSE),
	TEXT(IN_ANY_ITEM, NS_MEDIA, "description", S_MEDIA_DESCRIPTION, HTML),
	CALL(IN_ANY_ITEM, NS_MEDIA, "group", open_media_group, 0, IN_MEDIA, NOTHING),
	CALL(IN_ANY_ITEM, NS_MEDIA, "keywords", open_category, 3, IN_TEXT, LOOSE),
	CALL(IN_ANY_ITEM, NS_MEDIA, "player", open_player, 0, IN_NOTHING, NOTHING),
	CALL(IN_ANY_ITEM, NS_MEDIA, "thumbnail", open_thumbnail, 0, IN_TEXT, LOOSE),
	TEXT(IN_ANY_ITEM, NS_MEDIA, "title", S_MEDIA_TITLE, UNTYPED),
	TEXT(IN_ANY_ITEM, NS_XHTML, "body", S_XHTML_BODY, CONSTRUCT),
	TEXT(IN_ANY_ITEM, NS_XHTML, "div", S_XHTML_BODY, CONSTRUCT),
	TEXT(IN_ANY_ITEM, NS_YANDEX, "content", S_FULLITEM, HTML), /* of its Turbo pages */
	TEXT(IN_ANY_ITEM, NS_YANDEX, "full-text", S_FULLITEM, HTML),

	/* --- what describes a medium */
	CALL(IN_MEDIA, NS_MEDIA, "category", open_category, 4, IN_TEXT, LOOSE),
	CALL(IN_MEDIA, NS_MEDIA, "content", open_media_content, 0, IN_MEDIA, NOTHING),
	TEXT(IN_MEDIA, NS_MEDIA, "credit", 2, LOOSE),
	TEXT(IN_MEDIA, NS_MEDIA, "description", 1, LOOSE),
	CALL(IN_MEDIA, NS_MEDIA, "keywords", open_category, 3, IN_TEXT, LOOSE),
	CALL(IN_MEDIA, NS_MEDIA, "player", open_player, 0, IN_NOTHING, NOTHING),
	CALL(IN_MEDIA, NS_MEDIA, "thumbnail", open_thumbnail, 0, IN_TEXT, LOOSE),
	TEXT(IN_MEDIA, NS_MEDIA, "title", 0, LOOSE),

	/* --- modules in channels and feeds */
	CALL(IN_ANY_FEED, NS_ATOM, "author", open_person, PERSON_ATOM, IN_PERSON, LOOSE),
	CALL(IN_ANY_FEED, NS_ATOM, "link", open_atom_link, S_ATOM_LINK, IN_TEXT, LITERAL),
	TEXT(IN_ANY_FEED, NS_ATOM, "title", S_ATOM_TITLE, CONSTRUCT),
	TEXT(IN_ANY_FEED, NS_ATOM, "updated", S_UPDATED, LITERAL),
	CALL(IN_ANY_FEED, NS_DC, "author", open_person, PERSON_DC, IN_PERSON, LOOSE),
	CALL(IN_ANY_FEED, NS_DC, "creator", open_person, PERSON_DC, IN_PERSON, LOOSE),
	TEXT(IN_ANY_FEED, NS_DC, "date", S_DC_DATE, LITERAL),
	TEXT(IN_ANY_FEED, NS_DC, "description", S_DC_DESCRIPTION, HTML),
	TEXT(IN_ANY_FEED, NS_DC, "language", S_DC_LANGUAGE, LITERAL),
	TEXT(IN_ANY_FEED, NS_DC, "rights", S_RIGHTS, UNTYPED),
	TEXT(IN_ANY_FEED, NS_DC, "title", S_DC_TITLE, UNTYPED),
	TEXT(IN_ANY_FEED, NS_DCTERMS, "issued", S_DC_DATE, LITERAL),
	TEXT(IN_ANY_FEED, NS_DCTERMS, "modified", S_DCTERMS_MODIFIED, LITERAL),
	CALL(IN_ANY_FEED, NS_ITUNES, "author", open_person, PERSON_ITUNES, IN_PERSON, LOOSE),
	CALL(IN_ANY_FEED, NS_ITUNES, "image", open_href_image, S_ITUNES_IMAGE, IN_TEXT, LITERAL),
	TEXT(IN_ANY_FEED, NS_ITUNES, "new-feed-url", S_MOVED, LITERAL),
	TEXT(IN_ANY_FEED, NS_ITUNES, "subtitle", S_ITUNES_SUBTITLE, HTML),
	TEXT(IN_ANY_FEED, NS_ITUNES, "summary", S_ITUNES_SUMMARY, HTML),
	TEXT(IN_ANY_FEED, NS_ITUNES, "title", S_ITUNES_TITLE, UNTYPED),
	TEXT(IN_ANY_FEED, NS_SY, "updatefrequency", S_FREQUENCY, LITERAL),
	TEXT(IN_ANY_FEED, NS_SY, "updateperiod", S_PERIOD, LITERAL),
};

enum { COUNT = sizeof elements / sizeof *elements, NAME_MOST = 32 };

static int compare_key(unsigned key, const char *name, const struct element *row)
{
	const unsigned other = (unsigned)row->place << 8 | row->ns;
	return key != other ? (key < other ? -1 : 1) : strcmp(name, row->name);
}

static int compare(const void *a, const void *b)
{
	const struct element *one = a;
	return compare_key((unsigned)one->place << 8 | one->ns, one->name, b);
}

const struct element *element_find(enum place place, enum xml_ns ns, struct wd_bytes local)
{
	static bool is_sorted;
	char name[NAME_MOST];
	if (!is_sorted)
		qsort(elements, COUNT, sizeof *elements, compare);
	is_sorted = true;
	if (local.len >= NAME_MOST)
		return NULL;
	for (size_t i = 0; i < local.len; i++)
		name[i] = lower_of(local.ptr[i]);
	name[local.len] = '\0';
	const unsigned key = (unsigned)place << 8 | (unsigned)ns;
	size_t low = 0, high = COUNT;
	while (low < high) {
		const size_t middle = (low + high) / 2;
		const int order = compare_key(key, name, &elements[middle]);
		if (!order)
			return &elements[middle];
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}
