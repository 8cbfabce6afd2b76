/* SPDX-License-Identifier: MIT
 * Elements of HTML as numbers, and what each means to a reader of text. */
#ifndef ARTICLE_TAGS_H
#define ARTICLE_TAGS_H
#include <stdint.h>

enum tag {
	TAG_OTHER,
	TAG_A,
	TAG_ARTICLE,
	TAG_ASIDE,
	TAG_BLOCKQUOTE,
	TAG_BODY,
	TAG_BR,
	TAG_CODE,
	TAG_DD,
	TAG_DIV,
	TAG_DL,
	TAG_DT,
	TAG_EM,
	TAG_FIGCAPTION,
	TAG_FIGURE,
	TAG_FOOTER,
	TAG_FORM,
	TAG_H1,
	TAG_H2,
	TAG_H3,
	TAG_H4,
	TAG_H5,
	TAG_H6,
	TAG_HEADER,
	TAG_HR,
	TAG_IFRAME,
	TAG_IMG,
	TAG_LI,
	TAG_LINK,
	TAG_MAIN,
	TAG_META,
	TAG_NAV,
	TAG_OL,
	TAG_P,
	TAG_PRE,
	TAG_SCRIPT,
	TAG_SECTION,
	TAG_SPAN,
	TAG_STRONG,
	TAG_SUB,
	TAG_SUP,
	TAG_TABLE,
	TAG_TBODY,
	TAG_TD,
	TAG_TH,
	TAG_TIME,
	TAG_TITLE,
	TAG_TR,
	TAG_UL,
	TAG_VIDEO,
	TAGS
};

enum {
	TAG_ENDS_LINE = 1, /* begins and ends a line of text */
	TAG_SILENT = 2,    /* nothing in it is read */
	TAG_MARKS = 4,     /* kept in the body's markup, within a line */
	TAG_MUTES = 8,     /* its own text is not read; a part of the page that has come to lie in it is */
	TAG_SPEAKS = 16    /* what is such a part */
};

struct tag_row {
	const char *name;
	uint8_t tag, flags;
};

/* Never NULL: an unknown name gives a row of TAG_OTHER within a line. */
const struct tag_row *tag_find(const char *name);

#endif
