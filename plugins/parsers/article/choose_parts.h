/* SPDX-License-Identifier: MIT
 * What the files of choose share. */
#ifndef ARTICLE_CHOOSE_PARTS_H
#define ARTICLE_CHOOSE_PARTS_H
#include "choose.h"

/* choose.c */
struct claim *claim_by(const struct evidence *e, enum wd_field field,
                       const char *rule); /* the first, or NULL */
const char *claim_folded(const struct evidence *e,
                         const char *text); /* entities and white space; lives as the job */
const char *claim_value(const struct evidence *e, enum wd_field field, const char *rule);
bool choose_same(const char *a, const char *b); /* equal but for case, punctuation and blanks */
const char *choose_publisher(const struct evidence *e);
bool choose_is_site(const struct evidence *e,
                    const char *name); /* what the site calls itself, or its address */

/* choose_date.c, choose_authors.c */
const char *choose_date(struct evidence *e, enum wd_field field);
void choose_authors(struct evidence *e, wd_object *article);

#endif
