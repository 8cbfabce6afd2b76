/* SPDX-License-Identifier: MIT
 * An article being filled in: what stands behind wd_object in a worker. A tree of objects; each has values by field,
 * as the plugin gave them at first, cleaned by the steps of core/normalize/ afterwards, written by core/article/json.c.
 *
 * Everything hangs on the arena given at article_new. Strings are UTF-8 and end in NUL. */
#ifndef CORE_ARTICLE_ARTICLE_H
#define CORE_ARTICLE_ARTICLE_H
#include <wiredesk/plugin.h>

#include "core/article/record.h"
#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/err.h"

enum object_kind { /* behind those of enum wd_part */
	OBJECT_ARTICLE = 0,
	OBJECT_MEDIA = WD_MEDIA,
	OBJECT_REFERENCE = WD_REFERENCE,
	OBJECT_RELATED = WD_RELATED,
	OBJECT_SUBJECT = WD_SUBJECT,
	OBJECT_AUTHOR = WD_AUTHORS,
	OBJECT_DATELINE = WD_DATELINE,
	OBJECT_TRANSLATION = WD_TRANSLATION,
	OBJECT_ORIGIN = WD_ORIGIN,
	OBJECT_PAGE = WD_PAGE,
	OBJECT_FEED
};

struct value {
	struct value *next; /* of the same field, in the order given */
	enum wd_field field;
	struct str text;
	bool is_plain;    /* known to be no markup, whatever it looks like */
	const char *base; /* what it stands against, where it is relative; NULL: the document's */
};

struct block {
	enum wd_block type;
	struct str text;
};

struct object {
	enum object_kind kind;
	struct article *article;
	struct object *next; /* sibling in the article, in the order made */
	struct value *first, *last;
};

struct article {
	struct object self; /* kind OBJECT_ARTICLE; must be first: wd_object is this */
	struct arena *arena;
	struct object *parts, *last_part;
	struct block *blocks;
	size_t block_count, block_cap;
	uint32_t value_count; /* values ever set, of all objects */
	uint32_t emitted;     /* it was the document's so-manieth record, from 1, and no link is of it yet; 0 */
	const char *error;  /* sticky: the first one; NULL while there is none */
	const char *base;   /* of the values set next; NULL: the document's */
	struct wd_job *job; /* the call that it belongs to; NULL outside of one */
	bool is_explained;  /* somebody asks why: see explain.h */
	struct explanation *explanations, *last_explanation;
	size_t explanation_count;

	/* What normalizing fills in beside the values (times: RECORD_NO_TIME where unknown). */
	int64_t published_ms, updated_ms, embargo_ms, expires_ms;
	const char *published_precision; /* "day", "minute", "second"; NULL */
	const char *published_text;
	uint32_t word_count;
	bool is_title_derived;
	uint64_t signature;
	enum record_status status;
	enum record_change change;
	enum record_class page_class;
	const char *extraction;          /* "parser", "feed", "summary", "fallback" */
};

struct article *article_new(struct arena *arena);
struct object *object_add(struct object *owner, enum object_kind kind); /* a part that stands once is given again */
/* A field that does not belong to the object, or too many values: article's error. */
void object_set(struct object *object, enum wd_field field, struct str text); /* list fields append, others replace */
/* The same, of a text that is no markup, whatever it looks like. */
void object_set_plain(struct object *object, enum wd_field field, struct str text);
struct str object_get(const struct object *object, enum wd_field field);      /* first value; len 0 where none */
void object_unset(struct object *object, enum wd_field field);
const struct value *object_values(const struct object *object, enum wd_field field); /* first; next by value_next */
const struct value *value_next(const struct value *value);                           /* of the same field */
void article_block(struct article *article, enum wd_block type, struct str text);
void article_fail(struct article *article, const char *fmt, ...) __attribute__((format(printf, 2, 3))); /* first wins */
void article_warn(struct article *article, const char *code); /* one of warnings, once */

/* The worker's members of a record's line, without braces (see record.h); valid UTF-8, no line feed, stable order. */
void article_to_json(const struct article *article, struct buf *out);
/* An object of values as JSON (feed, context of a link), braces included; and back, for the followed page. */
void object_to_json(const struct object *object, struct buf *out);
int article_from_json(struct article *article, struct str json, struct err *err);

/* Checks a worker's piece without allocating: UTF-8, members known and a worker's to write, no duplicates, depth at
 * most 8, no line feed, balanced. -1: err says what and where. */
int record_check(struct str json, struct err *err);

/* Any one JSON value, such as a feed or a context: well-formed UTF-8 without white space between its parts, depth at
 * most 16. */
int record_check_object(struct str json, struct err *err);

/* The JSON string of s: quotes, escapes, invalid bytes as U+FFFD, control characters but \n and \t left out. */
void json_add_string(struct buf *out, struct str s);

/* What the host writes in front of the worker's members, and document behind them. Absent: NULL or RECORD_NO_TIME. */
struct record_envelope {
	const char *id, *change, *source, *parser, *parser_version, *found_by, *found_by_version, *extraction, *charset;
	int64_t revision, seq, fetched_ms, first_seen_ms, sort_ms;
	const uint8_t *content_hash;
	const char *status;
	/* document */
	const char *url, *final_url, *feed_url, *path, *media_type;
	const struct sha256 *sha256;
	int64_t bytes;
};
void record_write(const struct record_envelope *envelope, struct str worker_members, struct buf *out);

/* A line that record_write made without a seq, with one: for records that waited. */
void record_add_seq(struct str line, int64_t seq, struct buf *out);

/* Other forms of a complete record's line. */
int record_to_ninjs(struct str json, struct buf *out, struct err *err);             /* ninjs 3.1, one line */
int record_to_text(struct str json, unsigned columns, struct buf *out, struct err *err); /* for people */
void record_schema(struct buf *out); /* JSON Schema (draft 2020-12) of a record, from the field table */

#endif
