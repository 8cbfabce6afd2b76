/* SPDX-License-Identifier: MIT
 * From what a parser gave to what a record says: a table of steps (stage.c), a file each. Runs in the worker. */
#ifndef CORE_NORMALIZE_NORMALIZE_H
#define CORE_NORMALIZE_NORMALIZE_H
#include "core/article/article.h"
#include "core/doc/document.h"

struct normalize_context {
	const char *base_url, *timezone, *language; /* of the document and source; NULL where unknown */
	const char *charset;
	bool is_charset_repaired;
	int64_t fetched_ms;
	const char *feed_url;
	const struct object *said; /* of the article, by what linked to it or by the configuration; NULL: nothing */
};

/* All steps; afterwards the article can be written, and head is filled but for parser, version and charset. An
 * article with nothing in it (no title, body, summary, media and no status canceled with a guid): -1, err says so. */
int normalize_article(struct article *article, const struct normalize_context *context, struct record_head *head, struct err *err);

/* The object of a feed: lines, addresses, date and language as they are in records. */
void normalize_feed(struct object *feed, const struct normalize_context *context);

/* date.c: any form of a date. text may have words around it that the forms allow. */
enum date_precision { DATE_DAY = 1, DATE_MINUTE, DATE_SECOND };
struct date {
	int64_t wall_ms;               /* UTC; a day: its start in the zone */
	enum date_precision precision;
	int year, month, day;          /* of the local date */
	bool has_zone;                 /* the text named one */
};
struct date_hint {
	const char *timezone;   /* IANA; NULL: UTC */
	const char *language;   /* BCP 47, or NULL */
	bool is_month_first;    /* 04/05/2026 is 5 April */
	bool is_day_first;
	int64_t now_ms;         /* for dates without a year: the nearest; 0: refuse them */
};
int date_parse(struct str text, const struct date_hint *hint, struct date *out, struct err *err);
enum { DATE_TEXT = 24 };
void date_format(const struct date *date, char out[DATE_TEXT]); /* RFC 3339, or YYYY-MM-DD for a day */
void date_setup(void);                        /* builds the tables of names and zones, which the first use would */
bool date_is_timezone(const char *name);      /* an IANA name, any case */

/* url.c: RFC 3986 and the living standard's parsing for http; IDN to ASCII. Results are appended to out. */
int url_resolve(struct str text, struct str base, struct buf *out, struct err *err); /* absolute; base may be empty */
int url_canonical(struct str absolute, struct buf *out, struct err *err);            /* tracking and fragment out */
bool url_is_http(struct str url);
void url_setup(void); /* opens ICU's tables of international names, which the first one would */
/* Registrable domain (public suffix list) of the URL's host, as a part of url; the host itself where it has none (an
 * address, localhost), len 0 where there is no host. */
struct str url_domain(struct str url);

/* url_user.c: "NAME:PASSWORD@" as it stands in an address; len 0 where there is none. */
struct str url_user(struct str url);
void url_drop_user(struct buf *url); /* an address without it; nothing else is changed */
/* An address in parts, on the arena: url is without them; name and password without escapes, NULL where there are none. */
struct url_parted {
	const char *url, *user, *password;
};
struct url_parted url_part(struct str url, struct arena *arena);
/* For messages about what may be no address: stars, byte for byte, for all that its writer may have meant as a
 * password, as in "https://reader:se#cret@host/". */
void url_hide_password(char *text, size_t len);
/* A copy without what url_part() finds; what else may be a password is hidden. */
const char *url_for_message(struct str text, struct arena *arena);

/* text.c */
void text_clean_line(struct str in, struct buf *out);  /* one line: NFC, white space folded, invisible and control characters out */
void text_clean_body(struct str in, struct buf *out);  /* line feeds kept, lines trimmed */
void text_clean_marked(struct str in, struct buf *out); /* the same, but of ASCII nothing ends a line: U+2028 does */
uint32_t text_words(struct str text, const char *language); /* by ICU's word boundaries */
/* What a C1 control (0x80 to 0x9F) means where it stands in a text: windows-1252's character; 0: nothing. */
uint32_t text_c1(uint32_t code);
/* UTF-8 that was taken for windows-1252 and written as UTF-8 once more: true, and the text as it was in out, where every
 * run of its characters over U+007F reads so. */
bool text_repair(struct str in, struct buf *out);
bool text_is_placeholder(struct str text);              /* "NONE", "null", "-", "No-Data-Available", … */
/* Where the first sentence of text ends (bytes), abbreviations, initials and ordinals do not end one. */
size_t text_sentence(struct str text, const char *language);
uint64_t text_signature(struct str text);               /* simhash over word shingles; 0 under 8 words */

/* html_read.c: markup of any quality, read once for all that is wanted of it. Blocks and text are clean as of
 * text_clean_body(); markup is sanitized: allowed elements and attributes, absolute addresses, balanced. */
struct html_outputs {
	struct buf *markup;      /* NULL: not wanted, as for the others */
	struct str base, page;   /* for markup's addresses; page for those of one place in it ("#x"); may be empty */
	struct article *article; /* gets blocks behind those it has */
	struct buf *text;        /* without article: blocks parted by empty lines */
	bool keeps_pictures;     /* that stand in the markup as data */
};
void html_read(struct str markup, const struct html_outputs *outputs);
void html_to_text(struct str markup, struct buf *out);
void html_sanitize(struct str markup, struct str base, struct buf *out);
void html_to_blocks(struct str markup, struct article *article);
/* html_line.c: whether a text that may be either is markup: it has tags that people write in a line, or references
 * ("AT&amp;T"); "AT&T", "1 < 2" and "if a < b then c > d" are not. */
bool html_is_markup(struct str text);

/* byline.c: "By Jane Roe and John Poe, Staff Writers" to authors. */
void byline_to_authors(struct str byline, struct article *article);

/* language.c */
void language_setup(void);                                /* opens what a sandbox would not let it open later */
/* Canonical BCP 47 of a tag as given ("EN_us" to "en-US"), or false. */
bool language_canonical(struct str tag, char *out, size_t size);
/* Detected language of a text, or NULL where it is too short or unclear; static memory. */
const char *language_detect(struct str text);

#endif
