/* SPDX-License-Identifier: MIT
 * Inside html*.c. Markup passes through once: tokens (html_token.c) are balanced on a stack of open elements
 * (html_read.c) and go to the two writers, sanitized markup (html_clean.c) and blocks of text (html_blocks.c). What is
 * known of elements is a table (html_elements.c). Nothing is allocated for a token. */
#ifndef CORE_NORMALIZE_HTML_PARTS_H
#define CORE_NORMALIZE_HTML_PARTS_H
#include "core/normalize/normalize.h"

/* --- elements --- */

enum html_flag {
	HTML_ALLOWED = 1,   /* stands in sanitized markup; of others only the text does */
	HTML_BLOCK = 2,     /* ends a line of text */
	HTML_VOID = 4,      /* has no end tag */
	HTML_HIDDEN = 8,    /* goes with what is in it */
	HTML_RAW = 16,      /* no tags in it */
	HTML_RAW_TEXT = 32, /* no tags in it, but references */
	HTML_FORMAT = 64    /* a start tag of it in a line of text is markup and no talk of markup */
};

/* Elements that end one another where their end tags are left out. */
enum html_group {
	GROUP_PARAGRAPH = 1,
	GROUP_ITEM = 2,
	GROUP_TERM = 4,
	GROUP_CELL = 8,
	GROUP_ROW = 16,
	GROUP_ROWS = 32,
	GROUP_TABLE = 64,
	GROUP_OPTION = 128,
	GROUP_RUBY = 256,
	GROUP_HEADING = 512,
	GROUP_LINK = 1024,
	GROUP_LIST = 2048,
	GROUP_HEAD = 4096
};

struct html_element {
	const char *name;
	uint8_t len;
	uint8_t flags;   /* enum html_flag */
	uint8_t block;   /* enum wd_block that its text becomes; 0: what the element around it becomes */
	uint16_t group;  /* enum html_group that it belongs to */
	uint16_t ends;   /* groups that its start tag ends ... */
	uint16_t within; /* ... up to the nearest open element of these */
};

enum { HTML_ELEMENTS_MOST = 192 };
const struct html_element *html_element(struct str name); /* any case; NULL: unknown */
unsigned html_element_number(const struct html_element *element);

/* --- character references --- */

enum html_place {
	HTML_IN_TEXT,
	HTML_IN_ATTRIBUTE,
	HTML_IN_URL /* nothing is a reference there without its semicolon */
};

enum { HTML_REFERENCE = 8 };
/* The reference that begins at at, as UTF-8; gives its length in the source, 0 where there is none. */
size_t html_reference(struct str s, size_t at, enum html_place place, char out[HTML_REFERENCE],
                      unsigned *out_len);
/* s with its references and C1 characters (which mean windows-1252) resolved: s itself, or in scratch. */
struct str html_decode(struct str s, enum html_place place, struct buf *scratch);

/* --- tokens --- */

enum html_token_kind { HTML_TEXT, HTML_START, HTML_END };
enum { HTML_ATTRIBUTES = 48 }; /* of one tag; those behind them are not seen */

struct html_attribute {
	struct str name, value; /* as they stand in the source */
};

struct html_token {
	enum html_token_kind kind;
	const struct html_element *element; /* of a tag; NULL: unknown */
	struct str text;                    /* as it stands in the source */
	bool is_raw;                        /* text without references */
	bool is_empty;                      /* <tag/>: as XHTML has it, its end too */
	size_t attribute_count;
	struct html_attribute attributes[HTML_ATTRIBUTES];
};

struct html_tokens {
	struct str in;
	size_t at;
	size_t tags_end;  /* behind the last ">": no tag ends later */
	size_t cdata_end; /* of the section that at is in, STR_NONE: there is none in what is left */
	const struct html_element *raw; /* open, and holds no tags */
};

void html_tokens_init(struct html_tokens *tokens, struct str markup);
bool html_next(struct html_tokens *tokens, struct html_token *out); /* false at the end */

/* --- the writers --- */

struct html_clean {
	struct buf *out;
	struct str base, page;
	struct buf value, url; /* scratch */
	bool keeps_pictures;   /* as data */
};
void html_clean_begin(struct html_clean *c);
void html_clean_end(struct html_clean *c);
void html_clean_open(struct html_clean *c, const struct html_token *token);
void html_clean_close(struct html_clean *c, const struct html_element *element);
void html_clean_text(struct html_clean *c, struct str text); /* decoded */

struct html_blocks {
	struct article *article; /* gets blocks, or ... */
	struct buf *out;         /* ... text parted by empty lines */
	struct buf line, clean;  /* what has come since the last block; scratch */
	enum wd_block kind;      /* of line */
};
void html_blocks_begin(struct html_blocks *b);
void html_blocks_end(struct html_blocks *b);
/* A tag, where text in it or around it (whichever is over) is of that kind. */
void html_blocks_tag(struct html_blocks *b, const struct html_element *element);
void html_blocks_text(struct html_blocks *b, enum wd_block kind, struct str text); /* decoded */

#endif
