/* SPDX-License-Identifier: MIT
 * One document on its way in: the bytes, and what is known of them from outside. Made by an intake or the fetcher,
 * given to the pool, booked by the desk. */
#ifndef CORE_DOC_DOCUMENT_H
#define CORE_DOC_DOCUMENT_H
#include "core/base/arena.h"
#include "core/base/hash.h"

struct document_header {
	const char *name, *value;
};

/* Strings are UTF-8, hang on the document's arena, and are NULL where unknown. */
struct document {
	struct arena arena;
	const char *id;         /* of a list's entry (`parse --list`) */
	const char *source;     /* configured name; "cli" without one */
	const char *url;        /* as requested */
	const char *final_url;  /* after redirects */
	const char *feed_url;   /* of the feed whose item it is */
	const char *path;       /* as given, when read from a file */
	const char *media_type; /* lower case, without parameters */
	const char *charset;    /* told from outside: wins over what the document declares */
	const char *role;       /* as followed */
	const char *context;    /* one JSON object: what the document that linked here said of it */
	const char *timezone;   /* IANA name */
	const char *language;   /* BCP 47: of articles that do not say theirs */
	const char *parser;     /* plugin's name, or "auto" */
	const char *stands_in_for, *stands_in_version; /* the parser that found too little, which parser now stands in for */
	uint32_t its_filled, its_words;                /* what that did find: bits of enum record_filled, words of a body */
	const struct document_header *headers;
	size_t header_count;
	int64_t fetched_ms;     /* a file's is its mtime */
	struct str body;        /* heap memory owned by the document, or mapped (is_mapped) */
	int64_t told_bytes;     /* length of the body where only that is known of it any more; 0: body.len */
	bool is_mapped;
	const struct sha256 *sha256; /* of the body, where it has been made; else NULL */
	int fd;                 /* of the file that body is mapped from, the document's; -1: none */
	bool follows;           /* pages of its items are wanted (wd_follow) */
	bool is_alone;          /* set by the pool on the second try */
};

struct document *document_new(void); /* body empty, parser "auto", timezone "UTC", source "cli" */
void document_free(struct document *doc); /* NULL is allowed */
/* Takes heap memory over, made by malloc. */
void document_take_body(struct document *doc, char *ptr, size_t len);
/* Maps a file of so many bytes as the body; takes a descriptor of its own. -1: errno. */
int document_map(struct document *doc, int fd, size_t len);
/* Of the body; a mapped one is read from its file, so that it needs no memory. */
struct sha256 document_hash(const struct document *doc);
void document_keep_hash(struct document *doc); /* so that it is made once */
void document_set_hash(struct document *doc, const struct sha256 *sha256); /* made already; is copied */
/* Copies a string onto the arena; NULL stays NULL. */
const char *document_keep(struct document *doc, const char *text);
/* A Content-Type, "text/html; charset=iso-8859-2": sets media_type, and charset where none is told yet. */
void document_take_type(struct document *doc, const char *type);
/* "https://…", else the path, else the id, else "standard input": what messages call it. */
const char *document_name(const struct document *doc);

#endif
