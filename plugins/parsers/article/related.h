/* SPDX-License-Identifier: MIT
 * Other stories that the page leads to from beside or below its own. */
#ifndef ARTICLE_RELATED_H
#define ARTICLE_RELATED_H
#include "page.h"

void related_add(const struct page *page, const bool *is_chosen, wd_object *article);

#endif
