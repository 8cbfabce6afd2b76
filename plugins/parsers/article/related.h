/* SPDX-License-Identifier: MIT
 * Other stories that the page leads to from beside or below its own. */
#ifndef ARTICLE_RELATED_H
#define ARTICLE_RELATED_H
#include "page.h"

/* url: the document's, or NULL where it is not known: links to other sites are left out. */
void related_add(const struct page *page, const bool *is_chosen, const char *url, wd_object *article);

#endif
