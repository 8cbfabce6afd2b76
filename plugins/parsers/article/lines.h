/* SPDX-License-Identifier: MIT
 * Lines that are no part of a story whatever their words: what a page's structure alone tells. */
#ifndef ARTICLE_LINES_H
#define ARTICLE_LINES_H
#include "features.h"

/* Takes chosen blocks back, and completes tables. title: of the article, or NULL. */
void lines_mend(const struct page *page, const char *title, bool *is_chosen);

#endif
