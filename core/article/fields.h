/* SPDX-License-Identifier: MIT
 * The record wiredesk/1: one table, a row a field. From it come the order of a record's members, the JSON Schema, what
 * a plugin may set on which object, and what a worker may write. */
#ifndef CORE_ARTICLE_FIELDS_H
#define CORE_ARTICLE_FIELDS_H
#include "core/article/article.h"

enum field_type {
	FIELD_STRING,
	FIELD_INTEGER,
	FIELD_TRUE,    /* stands only when true */
	FIELD_BOOLEAN,
	FIELD_INSTANT, /* YYYY-MM-DDTHH:MM:SSZ */
	FIELD_MOMENT,  /* an instant, or YYYY-MM-DD where only the day is known */
	FIELD_DATE,    /* YYYY-MM-DD */
	FIELD_STRINGS,
	FIELD_INTEGERS,
	FIELD_OBJECT,
	FIELD_OBJECTS
};

enum field_owner { OWNER_WORKER, OWNER_HOST };

/* Objects that plugins do not make stand behind those that they do. */
enum {
	OBJECT_BLOCK = OBJECT_FEED + 1,
	OBJECT_PARSER,
	OBJECT_FOUND_BY,
	OBJECT_STORY,
	OBJECT_DOCUMENT,
	OBJECT_KINDS
};

/* X(object, key, type, owner, set by, always, values, part, help) */
#define FIELDS(X) \
	X(ARTICLE, schema, STRING, HOST, 0, true, "wiredesk/1", 0, "the form of this record") \
	X(ARTICLE, id, STRING, HOST, 0, true, NULL, 0, "opaque, never re-used, fixed at first sight") \
	X(ARTICLE, revision, INTEGER, HOST, 0, true, NULL, 0, "from 1") \
	X(ARTICLE, change, STRING, HOST, WD_CHANGE, true, "new|update|correction|retraction|reparsed", 0, \
	  "what this revision is") \
	X(ARTICLE, seq, INTEGER, HOST, 0, false, NULL, 0, "position in the record log") \
	X(ARTICLE, content_hash, STRING, HOST, 0, false, NULL, 0, "hash of what readers see") \
	X(ARTICLE, source, STRING, HOST, 0, true, NULL, 0, "configured name of the source") \
	X(ARTICLE, found_by, OBJECT, HOST, 0, false, NULL, FOUND_BY, "the parser that found it, when it was followed") \
	X(ARTICLE, parser, OBJECT, HOST, 0, true, NULL, PARSER, "the parser that made the body") \
	X(ARTICLE, extraction, STRING, HOST, WD_EXTRACTION, true, "parser|fallback|feed|summary", 0, "how the body was come by") \
	X(ARTICLE, status, STRING, HOST, WD_STATUS, true, "usable|withheld|canceled", 0, "present state") \
	X(ARTICLE, fetched_at, INSTANT, HOST, 0, true, NULL, 0, "when the document was fetched; a file's mtime") \
	X(ARTICLE, first_seen_at, INSTANT, HOST, 0, false, NULL, 0, "when the article was first seen") \
	X(ARTICLE, sort_at, INSTANT, HOST, 0, true, NULL, 0, "to sort by: published, else first seen") \
	X(ARTICLE, story, OBJECT, HOST, 0, false, NULL, STORY, "the story it belongs to, as known at this revision") \
	X(ARTICLE, guid_is_permalink, BOOLEAN, HOST, WD_GUID_IS_PERMALINK, false, NULL, 0, \
	  "the guid is an address; only in parse -o documents") \
	X(ARTICLE, guid, STRING, WORKER, WD_GUID, false, NULL, 0, "the source's own id") \
	X(ARTICLE, url, STRING, WORKER, WD_URL, false, NULL, 0, "the article's address as the source gives it, absolute") \
	X(ARTICLE, canonical_url, STRING, WORKER, WD_CANONICAL_URL, false, NULL, 0, "the address without tracking and fragment") \
	X(ARTICLE, title, STRING, WORKER, WD_TITLE, false, NULL, 0, "headline") \
	X(ARTICLE, title_derived, TRUE, WORKER, 0, false, NULL, 0, "the title is made of the lead's first sentence") \
	X(ARTICLE, subtitle, STRING, WORKER, WD_SUBTITLE, false, NULL, 0, "second headline") \
	X(ARTICLE, slugline, STRING, WORKER, WD_SLUGLINE, false, NULL, 0, "the desk's short name of the story") \
	X(ARTICLE, summary, STRING, WORKER, WD_SUMMARY, false, NULL, 0, "only what the source offers as such") \
	X(ARTICLE, summary_html, STRING, WORKER, WD_SUMMARY_HTML, false, NULL, 0, "the same, sanitized HTML") \
	X(ARTICLE, body, STRING, WORKER, WD_BODY, false, NULL, 0, "the blocks' texts, parted by empty lines") \
	X(ARTICLE, blocks, OBJECTS, WORKER, 0, false, NULL, BLOCK, "the body, block by block") \
	X(ARTICLE, body_html, STRING, WORKER, WD_BODY_HTML, false, NULL, 0, "the body as sanitized HTML") \
	X(ARTICLE, byline, STRING, WORKER, WD_BYLINE, false, NULL, 0, "as printed") \
	X(ARTICLE, authors, OBJECTS, WORKER, WD_AUTHOR, false, NULL, AUTHOR, "who wrote it") \
	X(ARTICLE, agency, STRING, WORKER, WD_AGENCY, false, NULL, 0, "the agency that the copy names as its own") \
	X(ARTICLE, credit, STRING, WORKER, WD_CREDIT, false, NULL, 0, "credit line") \
	X(ARTICLE, copyright, STRING, WORKER, WD_COPYRIGHT, false, NULL, 0, "copyright notice") \
	X(ARTICLE, usage_terms, STRING, WORKER, WD_USAGE_TERMS, false, NULL, 0, "terms of use") \
	X(ARTICLE, license, STRING, WORKER, WD_LICENSE, false, NULL, 0, "licence URL") \
	X(ARTICLE, tdm_reserved, BOOLEAN, WORKER, WD_TDM_RESERVED, false, NULL, 0, "text and data mining is opted out of") \
	X(ARTICLE, access, STRING, WORKER, WD_ACCESS, false, "free|metered|paid", 0, "who may read it") \
	X(ARTICLE, origin, OBJECT, WORKER, 0, false, NULL, ORIGIN, "the feed or outlet that it says it was taken from") \
	X(ARTICLE, dateline, OBJECT, WORKER, 0, false, NULL, DATELINE, "place and date that open the text") \
	X(ARTICLE, published_at, MOMENT, WORKER, WD_PUBLISHED, false, NULL, 0, "first publication") \
	X(ARTICLE, published_precision, STRING, WORKER, 0, false, "day|minute|second", 0, "what was known of it") \
	X(ARTICLE, published_text, STRING, WORKER, 0, false, NULL, 0, "as the document has it") \
	X(ARTICLE, updated_at, MOMENT, WORKER, WD_UPDATED, false, NULL, 0, "last change by the source") \
	X(ARTICLE, embargo_until, MOMENT, WORKER, WD_EMBARGO, false, NULL, 0, "not to be published before") \
	X(ARTICLE, expires_at, MOMENT, WORKER, WD_EXPIRES, false, NULL, 0, "not to be used after") \
	X(ARTICLE, language, STRING, WORKER, WD_LANGUAGE, false, NULL, 0, "BCP 47") \
	X(ARTICLE, translations, OBJECTS, WORKER, 0, false, NULL, TRANSLATION, "the same article in other languages") \
	X(ARTICLE, sections, STRINGS, WORKER, WD_SECTION, false, NULL, 0, "as the source names them") \
	X(ARTICLE, genres, STRINGS, WORKER, WD_GENRE, false, NULL, 0, "as the source names them") \
	X(ARTICLE, keywords, STRINGS, WORKER, WD_KEYWORD, false, NULL, 0, "as the source names them") \
	X(ARTICLE, subjects, OBJECTS, WORKER, 0, false, NULL, SUBJECT, "coded subjects") \
	X(ARTICLE, urgency, INTEGER, WORKER, WD_URGENCY, false, NULL, 0, "1 (most) to 9") \
	X(ARTICLE, source_version, STRING, WORKER, WD_SOURCE_VERSION, false, NULL, 0, "the source's own version") \
	X(ARTICLE, ednote, STRING, WORKER, WD_EDNOTE, false, NULL, 0, "note to editors") \
	X(ARTICLE, media, OBJECTS, WORKER, WD_IMAGE, false, NULL, MEDIA, "pictures, films, sound") \
	X(ARTICLE, references, OBJECTS, WORKER, 0, false, NULL, REFERENCE, "what it cites, replaces, corrects, cancels") \
	X(ARTICLE, related, OBJECTS, WORKER, 0, false, NULL, RELATED, "teasers of other stories on the page") \
	X(ARTICLE, page, OBJECT, WORKER, 0, true, NULL, PAGE, "what kind of page it was") \
	X(ARTICLE, word_count, INTEGER, WORKER, 0, false, NULL, 0, "words of the body") \
	X(ARTICLE, comments_url, STRING, WORKER, WD_COMMENTS_URL, false, NULL, 0, "where readers comment") \
	X(ARTICLE, warnings, STRINGS, WORKER, WD_WARNING, false, NULL, 0, "codes of what was doubtful") \
	X(ARTICLE, document, OBJECT, HOST, 0, true, NULL, DOCUMENT, "the raw material") \
	X(BLOCK, type, STRING, WORKER, 0, true, NULL, 0, "heading, paragraph, list_item, quote, table, code; open list") \
	X(BLOCK, text, STRING, WORKER, 0, true, NULL, 0, "plain text") \
	X(AUTHOR, name, STRING, WORKER, WD_NAME, false, NULL, 0, "as printed") \
	X(AUTHOR, email, STRING, WORKER, WD_EMAIL, false, NULL, 0, "mail address") \
	X(AUTHOR, url, STRING, WORKER, WD_URL, false, NULL, 0, "page of the author") \
	X(AUTHOR, role, STRING, WORKER, WD_ROLE, false, NULL, 0, "job") \
	X(MEDIA, url, STRING, WORKER, WD_URL, false, NULL, 0, "absolute") \
	X(MEDIA, media_type, STRING, WORKER, WD_MEDIA_TYPE, false, NULL, 0, "MIME type") \
	X(MEDIA, medium, STRING, WORKER, WD_MEDIUM, false, NULL, 0, "image, video, audio, document") \
	X(MEDIA, role, STRING, WORKER, WD_ROLE, false, NULL, 0, "lead for the main picture") \
	X(MEDIA, title, STRING, WORKER, WD_TITLE, false, NULL, 0, "title") \
	X(MEDIA, caption, STRING, WORKER, WD_CAPTION, false, NULL, 0, "caption") \
	X(MEDIA, credit, STRING, WORKER, WD_CREDIT, false, NULL, 0, "credit line") \
	X(MEDIA, alt, STRING, WORKER, WD_ALT, false, NULL, 0, "text that stands for it") \
	X(MEDIA, width, INTEGER, WORKER, WD_WIDTH, false, NULL, 0, "pixels") \
	X(MEDIA, height, INTEGER, WORKER, WD_HEIGHT, false, NULL, 0, "pixels") \
	X(MEDIA, bytes, INTEGER, WORKER, WD_BYTES, false, NULL, 0, "size") \
	X(MEDIA, duration, INTEGER, WORKER, WD_DURATION, false, NULL, 0, "seconds") \
	X(REFERENCE, rel, STRING, WORKER, WD_REL, false, "cites|replaces|corrects|cancels", 0, "how it refers") \
	X(REFERENCE, marker, STRING, WORKER, WD_MARKER, false, NULL, 0, "as printed in the text") \
	X(REFERENCE, guid, STRING, WORKER, WD_GUID, false, NULL, 0, "of what it refers to") \
	X(REFERENCE, url, STRING, WORKER, WD_URL, false, NULL, 0, "absolute") \
	X(REFERENCE, title, STRING, WORKER, WD_TITLE, false, NULL, 0, "title") \
	X(REFERENCE, paragraphs, INTEGERS, WORKER, WD_PARAGRAPH, false, NULL, 0, "0-based places in blocks that cite it") \
	X(RELATED, url, STRING, WORKER, WD_URL, false, NULL, 0, "absolute") \
	X(RELATED, title, STRING, WORKER, WD_TITLE, false, NULL, 0, "its headline") \
	X(RELATED, summary, STRING, WORKER, WD_SUMMARY, false, NULL, 0, "its teaser") \
	X(SUBJECT, scheme, STRING, WORKER, WD_SCHEME, false, NULL, 0, "medtop, subj, or the vendor's") \
	X(SUBJECT, code, STRING, WORKER, WD_CODE, false, NULL, 0, "within the scheme") \
	X(SUBJECT, name, STRING, WORKER, WD_NAME, false, NULL, 0, "in words") \
	X(DATELINE, place, STRING, WORKER, WD_PLACE, false, NULL, 0, "as printed") \
	X(DATELINE, date, DATE, WORKER, WD_DATE, false, NULL, 0, "the day") \
	X(DATELINE, text, STRING, WORKER, WD_TEXT, false, NULL, 0, "as printed") \
	X(TRANSLATION, language, STRING, WORKER, WD_LANGUAGE, false, NULL, 0, "BCP 47") \
	X(TRANSLATION, url, STRING, WORKER, WD_URL, false, NULL, 0, "absolute") \
	X(ORIGIN, title, STRING, WORKER, WD_TITLE, false, NULL, 0, "its name") \
	X(ORIGIN, url, STRING, WORKER, WD_URL, false, NULL, 0, "its address") \
	X(PAGE, class, STRING, WORKER, WD_CLASS, true, \
	  "article|live|list|media|teaser|consent|challenge|login|error|notice", 0, "kind of page") \
	X(PAGE, complete, BOOLEAN, WORKER, WD_COMPLETE, true, NULL, 0, "the whole text is there") \
	X(PAGE, why, STRINGS, WORKER, WD_WHY, false, NULL, 0, "codes of the evidence") \
	X(FEED, title, STRING, WORKER, WD_TITLE, false, NULL, 0, "its name") \
	X(FEED, url, STRING, WORKER, WD_URL, false, NULL, 0, "the site") \
	X(FEED, self_url, STRING, WORKER, WD_SELF_URL, false, NULL, 0, "the feed's own address") \
	X(FEED, hub_url, STRING, WORKER, WD_HUB_URL, false, NULL, 0, "WebSub hub") \
	X(FEED, language, STRING, WORKER, WD_LANGUAGE, false, NULL, 0, "BCP 47") \
	X(FEED, summary, STRING, WORKER, WD_SUMMARY, false, NULL, 0, "what it is about") \
	X(FEED, image, STRING, WORKER, WD_IMAGE, false, NULL, 0, "its picture") \
	X(FEED, copyright, STRING, WORKER, WD_COPYRIGHT, false, NULL, 0, "copyright notice") \
	X(FEED, authors, OBJECTS, WORKER, 0, false, NULL, AUTHOR, "who makes it") \
	X(FEED, updated_at, STRING, WORKER, WD_UPDATED, false, NULL, 0, "last change") \
	X(FEED, ttl, INTEGER, WORKER, WD_TTL, false, NULL, 0, "minutes") \
	X(FEED, format, STRING, WORKER, WD_FORMAT, false, NULL, 0, "dialect") \
	X(FEED, encoding, STRING, WORKER, WD_ENCODING, false, NULL, 0, "character set read in") \
	X(FEED, wellformed, BOOLEAN, WORKER, WD_WELLFORMED, false, NULL, 0, "the strict parser had nothing to say") \
	X(FEED, expired, BOOLEAN, WORKER, WD_EXPIRED, false, NULL, 0, "it says that it has ended") \
	X(FEED, next_url, STRING, WORKER, WD_NEXT_URL, false, NULL, 0, "the page with older items") \
	X(FEED, moved_to, STRING, WORKER, WD_MOVED_TO, false, NULL, 0, "where it says that it is now") \
	X(FEED, update_period, INTEGER, WORKER, WD_UPDATE_PERIOD, false, NULL, 0, "seconds between updates") \
	X(FEED, skip_hours, INTEGERS, WORKER, WD_SKIP_HOUR, false, NULL, 0, "0 to 23, GMT") \
	X(FEED, skip_days, STRINGS, WORKER, WD_SKIP_DAY, false, NULL, 0, "monday to sunday, GMT") \
	X(PARSER, name, STRING, HOST, 0, true, NULL, 0, "plugin") \
	X(PARSER, version, STRING, HOST, 0, true, NULL, 0, "its version") \
	X(FOUND_BY, name, STRING, HOST, 0, true, NULL, 0, "plugin") \
	X(FOUND_BY, version, STRING, HOST, 0, true, NULL, 0, "its version") \
	X(STORY, id, STRING, HOST, 0, true, NULL, 0, "of the story") \
	X(STORY, copy_of, STRING, HOST, 0, false, NULL, 0, "id of the article that it copies") \
	X(STORY, similarity, INTEGER, HOST, 0, false, NULL, 0, "percent") \
	X(DOCUMENT, url, STRING, HOST, 0, false, NULL, 0, "as requested") \
	X(DOCUMENT, final_url, STRING, HOST, 0, false, NULL, 0, "after redirects") \
	X(DOCUMENT, feed_url, STRING, HOST, 0, false, NULL, 0, "the feed whose item it is") \
	X(DOCUMENT, path, STRING, HOST, 0, false, NULL, 0, "as given, when read from a file") \
	X(DOCUMENT, sha256, STRING, HOST, 0, true, NULL, 0, "of the bytes") \
	X(DOCUMENT, bytes, INTEGER, HOST, 0, true, NULL, 0, "how many") \
	X(DOCUMENT, media_type, STRING, HOST, 0, false, NULL, 0, "MIME type") \
	X(DOCUMENT, charset, STRING, HOST, 0, false, NULL, 0, "that it was read in") \
	X(DOCUMENT, archive, STRING, HOST, 0, false, NULL, 0, "where it is kept")

struct field {
	const char *key;
	size_t key_len;
	const char *values; /* closed list, parted by '|'; NULL: any */
	const char *help;
	int object;         /* enum object_kind and those above */
	int part;           /* for objects: what they are */
	enum wd_field set_by;
	enum field_type type;
	enum field_owner owner;
	bool is_always;
};

/* In the order of a record's members, ended by a row without a key. The rows of an object stand together. */
extern const struct field fields[];
const struct field *fields_of(int object);                     /* first row; the next ones have the same object */
const struct field *fields_find(int object, struct str key);   /* or NULL */
const struct field *fields_set_by(int object, enum wd_field field);
/* The fields that the host writes of what a plugin sets are values too: status, change. */
bool field_is_list(const struct field *field);
bool field_allows(const struct field *field, struct str value); /* in the closed list, if there is one */

#endif
