/* SPDX-License-Identifier: MIT
 * What the page's head says of it: <meta> and <link>, by name, whatever the attribute that holds the name. */
#ifndef ARTICLE_META_H
#define ARTICLE_META_H
#include "page.h"

/* The content of the first <meta> of that name, property or itemprop that has any; NULL without. */
const char *meta_find(const struct page *page, const char *name);
/* The next of the same name behind *place, which begins at 0. */
const char *meta_next(const struct page *page, const char *name, size_t *place);
/* The address of the first <link> with that word in its rel, or NULL. */
const char *meta_link(const struct page *page, const char *rel);
/* The first of a NULL-terminated list of names that has content. */
const char *meta_any(const struct page *page, const char *const *names);
/* What the page's head calls the page, and says that it is about; for features_make(). */
const char *meta_title(const struct page *page);
const char *meta_summary(const struct page *page);

#endif
