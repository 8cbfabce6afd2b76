/* SPDX-License-Identifier: MIT
 * Pictures of the story, lazy ones too, with their captions. */
#ifndef ARTICLE_MEDIA_H
#define ARTICLE_MEDIA_H
#include "page.h"

struct picture {
	const char *url, *alt, *caption, *credit, *width, *height;
};

/* element: an <img>. False where it is no picture that a reader would miss. */
bool media_read(const struct page *page, uint32_t element, struct picture *out);
/* The page's own picture, as its data names it in another size, is this one: it is the lead then; so is the first without. */
void media_add(wd_object *article, const struct picture *picture);

#endif
