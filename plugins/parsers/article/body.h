/* SPDX-License-Identifier: MIT
 * The chosen blocks as the article's body: blocks in order, and markup with the pictures between them. */
#ifndef ARTICLE_BODY_H
#define ARTICLE_BODY_H
#include "page.h"

struct body {
	VECTOR(char) markup, text;
};

/* Sets blocks, body_html, media; is_chosen: of each block. */
void body_write(struct body *body, const struct page *page, const bool *is_chosen, wd_object *article);
/* The text of JSON-LD's articleBody, paragraphs parted by line feeds, as body. */
void body_write_text(struct body *body, const char *text, wd_object *article);
void body_done(struct body *body);

#endif
