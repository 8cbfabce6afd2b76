/* SPDX-License-Identifier: MIT
 * What was gathered of an item (or of the feed, or of the source that an entry was copied from) before anything is
 * decided: a slot for each element that counts, holding the first text that is not blank. The order in which slots are
 * asked is policy, and stands in item.c and channel.c. */
#ifndef PLUGINS_PARSERS_FEED_ENTRY_H
#define PLUGINS_PARSERS_FEED_ENTRY_H
#include "../common/xml_scan.h"

enum slot {
	S_NONE,
	/* addresses and names */
	S_ORIGLINK,
	S_LINK,
	S_ATOM_LINK,
	S_GUID,
	S_ATOM_ID,
	S_DC_IDENTIFIER,
	S_ABOUT,
	S_CONTENT_SRC,
	S_COMMENTS,
	S_REPLIES,
	S_REPLIES_FEED,
	S_SELF,
	S_HUB,
	S_MOVED,
	S_NEXT,
	/* texts */
	S_TITLE,
	S_DC_TITLE,
	S_ATOM_TITLE,
	S_MEDIA_TITLE,
	S_ITUNES_TITLE,
	S_DESCRIPTION,
	S_EXCERPT,
	S_ATOM_SUMMARY,
	S_DC_DESCRIPTION,
	S_ITUNES_SUMMARY,
	S_MEDIA_DESCRIPTION,
	S_ITUNES_SUBTITLE,
	S_ENCODED,
	S_XHTML_BODY,
	S_ATOM_CONTENT,
	S_FULLITEM,
	S_RIGHTS,
	S_LICENSE,
	S_LANGUAGE,
	S_DC_LANGUAGE,
	S_XML_LANG, /* in force on the feed itself */
	S_SOURCE_TITLE,
	S_SOURCE_URL,
	/* times */
	S_PUBDATE,
	S_PUBLISHED,
	S_DCTERMS_ISSUED,
	S_DC_DATE,
	S_ISSUED,
	S_DCTERMS_CREATED,
	S_CREATED,
	S_POST_DATE,
	S_BUILD_DATE,
	S_UPDATED,
	S_DCTERMS_MODIFIED,
	S_MODIFIED,
	S_POST_MODIFIED,
	S_EXPIRES,
	S_VALID,
	/* of a feed alone */
	S_IMAGE,
	S_ITUNES_IMAGE,
	S_DURATION,
	S_ICON,
	S_TTL,
	S_PERIOD,
	S_FREQUENCY,
	/* of a WordPress export alone */
	S_POST_TYPE,
	S_POST_STATUS,
	SLOTS
};

enum form {
	FORM_LITERAL, /* one line: an address, a date, a name */
	FORM_TEXT,    /* characters are what they are */
	FORM_UNTYPED, /* HTML where it looks like it */
	FORM_HTML
};

/* A text in the entry's buffer, ended by NUL there; base and lang are such texts too, 0 where there is none. */
struct span {
	size_t at, len;
};

struct value {
	struct span text;
	size_t base, lang;
	enum form form;
	bool has_lang; /* it stands at or within the entry; "" ends what is inherited */
};

enum person_kind { PERSON_ATOM, PERSON_DC, PERSON_RSS, PERSON_ITUNES, PERSON_CREDIT, PERSON_KINDS };

struct person {
	enum person_kind kind;
	size_t name, email, url, base; /* 0: none */
};

struct category {
	size_t term, scheme, label; /* label 0 where it is the term */
};

struct medium {
	size_t url, type, medium, bytes, width, height, duration, title, caption, credit, base;
	unsigned group; /* alternatives of one thing share it; 0: alone */
	bool is_thumbnail, is_default, is_lead;
};

struct entry {
	struct xml_buffer text; /* begins with a NUL, so that 0 is nothing */
	struct value slots[SLOTS];
	struct person *persons;
	size_t person_count, person_cap;
	struct category *categories;
	size_t category_count, category_cap;
	struct medium *media;
	size_t medium_count, medium_cap;
	unsigned groups;
	int link_rank; /* of what stands in S_LINK or S_ATOM_LINK, the smaller the better */
	bool has_permalink, is_permalink, is_truncated;
};

void entry_clear(struct entry *entry);
void entry_done(struct entry *entry);
/* Copies a text into the buffer and gives its place; 0 for NULL and for what is blank. */
size_t entry_keep(struct entry *entry, const char *text);
size_t entry_keep_bytes(struct entry *entry, struct wd_bytes text);
const char *entry_text(const struct entry *entry, size_t place); /* NULL for 0 */
/* What stands in the slot, or NULL. */
const char *entry_get(const struct entry *entry, enum slot slot);
/* Fills a slot that is empty. */
void entry_put(struct entry *entry, enum slot slot, const char *text, enum form form);
struct person *entry_add_person(struct entry *entry, enum person_kind kind);
struct category *entry_add_category(struct entry *entry);
struct medium *entry_add_medium(struct entry *entry);
/* The first slot of the list (ended by S_NONE) that is filled, or NULL. */
const struct value *entry_first(const struct entry *entry, const enum slot *order);

/* person.c: "mail (Name)", "Name <mail>" and the other forms of a line to a person. */
void person_read(struct entry *entry, struct person *person, struct wd_bytes line);

#endif
