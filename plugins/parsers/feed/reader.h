/* SPDX-License-Identifier: MIT
 * The reader of feeds in XML, between its files: reader.c (events to elements), elements.c (the table: which element in
 * which place means what), collect.c (text of an element), links.c and media.c (elements that speak by attributes),
 * item.c and channel.c (what is gathered to what is emitted). */
#ifndef PLUGINS_PARSERS_FEED_READER_H
#define PLUGINS_PARSERS_FEED_READER_H
#include "entry.h"

struct feed_options {
	int64_t max_items;
	bool pages;
};

enum dialect {
	DIALECT_UNKNOWN,
	DIALECT_RSS,
	DIALECT_RDF,
	DIALECT_ATOM03,
	DIALECT_ATOM,
	DIALECT_CDF,
	DIALECT_JSON
};

/* Where an element stands: what its children are looked up by. */
enum place {
	IN_NOTHING, /* an element that is of no use, with all that is in it */
	IN_TEXT,    /* one whose text is collected */
	IN_ROOT,
	IN_CHANNEL,
	IN_ITEM,
	IN_FEED,
	IN_ENTRY,
	IN_SOURCE, /* of an entry that was copied from elsewhere */
	IN_PERSON,
	IN_IMAGE,
	IN_HOURS,
	IN_DAYS,
	IN_MEDIA,
	IN_WP_AUTHOR,
	IN_ANY_ITEM, /* what items and entries have in common: modules */
	IN_ANY_FEED
};

struct reader;
struct element {
	const char *name;                                                   /* lower case */
	void (*open)(struct reader *reader, const struct element *element); /* may be NULL */
	uint16_t slot; /* what its text goes to: enum slot, or a member of a person or medium */
	uint8_t place, ns, inside;
	uint8_t collect; /* enum collect */
};
const struct element *element_find(enum place place, enum xml_ns ns, struct wd_bytes local);

enum collect {
	COLLECT_NOTHING,
	COLLECT_LITERAL,
	COLLECT_UNTYPED,
	COLLECT_HTML,
	COLLECT_CONSTRUCT, /* of Atom: type and mode say it */
	COLLECT_LOOSE      /* aside, for who closes the element */
};

/* Of an open element. */
struct level {
	const struct element *element; /* NULL: unknown */
	enum place inside;
	size_t base, lang;   /* in scope_text; 0: none */
	size_t scope_length; /* of scope_text before it */
	bool has_lang;       /* it, or one above it within the entry, has xml:lang */
};

/* An element whose text is being collected. */
struct field {
	const struct element *element; /* NULL: none */
	unsigned depth;
	enum form form;
	bool is_inline; /* its children are the content, and its characters are no markup */
	bool is_foreign; /* a document of another kind, which may hold anything, also entries */
	bool is_base64, has_children, is_dropped;
	unsigned passed;    /* depth of a child that is passed over, 0: none is */
	bool has_text;      /* anything but blanks, so far */
	bool is_in_wrapper; /* the div that is no content itself is open */
	size_t at;          /* where its text begins in the buffer */
	size_t base, lang;  /* in scope_text */
	bool has_lang;
};

struct login { /* of a WordPress export: a login and who it is */
	size_t login, name;
};

struct reader {
	wd_job *job;
	const struct wd_doc *doc;
	const struct feed_options *options;
	struct xml_scan xml;
	enum dialect dialect;
	const char *format;
	struct level levels[XML_DEPTH_MOST + 1]; /* by depth; 0 is outside */
	struct xml_buffer scope_text;            /* xml:base and xml:lang in force */
	struct entry feed, item, source;
	struct entry *current;
	unsigned item_depth;       /* 0: not in one */
	struct field field, outer; /* outer: a person's, while a part of it is collected */
	struct xml_buffer loose, scratch;
	unsigned medium_depth, group_depth;
	size_t first_of_group, of_group[3]; /* title, caption, credit of all in a group */
	struct xml_buffer login_text;
	struct login *logins;
	size_t login_count, login_cap;
	uint32_t hours;
	uint8_t days;
	int64_t items;
	bool has_ended, is_cdf;
	enum xml_ns own_ns; /* of the root of RSS */
	char base[4096];    /* of the document: Content-Location over its address; "" where unknown */
};

/* What a document is by its root, which is looked for in the first ROOT_WITHIN bytes: junk may stand before it. */
enum { ROOT_WITHIN = 4096 };
enum root_kind { ROOT_EMPTY, ROOT_UNKNOWN, ROOT_FEED, ROOT_HTML, ROOT_SITEMAP };

/* reader.c */
enum root_kind reader_find_root(struct reader *reader);
void reader_run(struct reader *reader); /* to the document's end: items are emitted as they end */
void reader_init(struct reader *reader, wd_job *job, const struct wd_doc *doc,
                 const struct feed_options *options);
void reader_done(struct reader *reader);
void reader_begin_item(struct reader *reader, const struct element *element);
void reader_end_item(struct reader *reader);
struct level *reader_level(struct reader *reader); /* of the element just opened or about to close */
const char *reader_scope(const struct reader *reader, size_t place); /* NULL for 0 */
/* The base in force at the element just opened, copied into the current entry; 0 for the document's. */
size_t reader_keep_base(struct reader *reader);

/* collect.c */
void collect_begin(struct reader *reader, const struct element *element);
void collect_from_here(struct reader *reader);
void collect_text(struct reader *reader, struct wd_bytes text);
void collect_open(struct reader *reader);  /* a child of the element that is collected */
void collect_pass(struct reader *reader);  /* the same, but one that is left out with all that is in it */
void collect_close(struct reader *reader); /* either */
void collect_end(struct reader *reader, bool is_cut);
/* Characters as markup that shows them; lives until the next one. */
const char *text_escaped(const char *text, struct xml_buffer *scratch);
bool text_is_markup(struct wd_bytes text); /* has tags or references that HTML knows */

/* The functions of the table, by file. links.c */
void open_atom_link(struct reader *reader, const struct element *element);
void open_rss_link(struct reader *reader, const struct element *element);
void open_guid(struct reader *reader, const struct element *element);
void open_category(struct reader *reader, const struct element *element);
void open_source(struct reader *reader, const struct element *element);
void open_content(struct reader *reader, const struct element *element);
void open_resource(struct reader *reader, const struct element *element);
void open_href_image(struct reader *reader, const struct element *element);
void open_person(struct reader *reader, const struct element *element);
void open_atom_source(struct reader *reader, const struct element *element);
void close_loose(struct reader *reader, const struct element *element); /* what was collected aside */
/* media.c */
void open_enclosure(struct reader *reader, const struct element *element);
void open_media_content(struct reader *reader, const struct element *element);
void open_media_group(struct reader *reader, const struct element *element);
void open_thumbnail(struct reader *reader, const struct element *element);
void open_player(struct reader *reader, const struct element *element);
void close_media(struct reader *reader); /* called as an element closes */
void media_put(struct reader *reader, const struct element *element, struct wd_bytes text);
void media_finish(struct entry *entry);

/* item.c, channel.c: what is emitted */
struct emission {
	wd_job *job;
	const struct wd_doc *doc;
	const char *base; /* of the document; NULL where unknown */
	struct xml_buffer *scratch;
};
void set_line(wd_object *object, enum wd_field field, const char *text, enum form form,
              struct xml_buffer *scratch);
void item_emit(const struct emission *emission, struct entry *item, const struct entry *feed,
               const struct entry *source);
void channel_emit(const struct emission *emission, struct entry *feed, const char *format,
                  bool is_wellformed);
/* link_header.c */
void link_header_take(wd_job *job, const char *base, wd_object *feed);
void channel_skips(wd_job *job, uint32_t hours, unsigned days); /* bits: hours from 0, days from monday */

/* json_feed.c, discover.c: the other documents */
enum wd_verdict json_feed_parse(wd_job *job, const struct wd_doc *doc, const struct feed_options *options);
enum wd_verdict discover_feeds(wd_job *job, const struct wd_doc *doc);

#endif
