/* SPDX-License-Identifier: MIT
 * From claims to the article's fields: which claim is believed, and why. */
#ifndef ARTICLE_CHOOSE_H
#define ARTICLE_CHOOSE_H
#include "evidence.h"

/* Sets the fields of the article; the claims taken are marked. */
void choose_fields(struct evidence *evidence, wd_object *article);
/* The title that choose_fields() sets, folded; NULL where the page has none. */
const char *choose_title(struct evidence *evidence);

#endif
