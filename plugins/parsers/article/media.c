/* SPDX-License-Identifier: MIT */
#include "media.h"

enum { SIDE_LEAST = 80, LEVELS_MOST = 12, FIGURE_MOST = 200 /* elements */ };

static bool is_picture_address(const char *url)
{
	return url && *url && strncmp(url, "data:", 5) && strncmp(url, "blob:", 5) && !strstr(url, "pixel") &&
	       !strstr(url, "spacer") && !strstr(url, "blank.gif") && !strstr(url, "placeholder") &&
	       !strstr(url, ".svg");
}

/* The last of "a.jpg 320w, b.jpg 640w": sets are written in rising order. Commas in an address have no blank behind. */
static const char *last_of_set(wd_job *job, const char *set)
{
	const char *last = set;
	if (!set)
		return NULL;
	for (const char *at = set; (at = strstr(at, ", ")); at++)
		last = at + 1;
	last += strspn(last, " \t\r\n");
	return wd_print(job, "%.*s", (int)strcspn(last, " \t\r\n"), last);
}

static const char *address_of(const struct page *page, const wd_node *node)
{
	static const char *const attributes[] = { "data-src", "data-original", "data-lazy-src", "data-lazy",
		                                  "data-url", "data-hi-res",   "data-full-src", "src" };
	static const char *const sets[] = { "data-srcset", "srcset" };
	for (size_t i = 0; i < sizeof attributes / sizeof *attributes; i++) {
		const char *url = wd_attribute(node, attributes[i]);
		if (is_picture_address(url))
			return url;
	}
	for (size_t i = 0; i < sizeof sets / sizeof *sets; i++) {
		const char *url = last_of_set(page->job, wd_attribute(node, sets[i]));
		if (is_picture_address(url))
			return url;
	}
	return NULL;
}

static bool is_small(const char *side)
{
	return side && *side >= '0' && *side <= '9' && !strchr(side, '%') && atoi(side) < SIDE_LEAST;
}

static const char *caption_of(const struct page *page, uint32_t element)
{
	uint32_t figure = element;
	for (int level = 0; figure && page->elements.at[figure].tag != TAG_FIGURE && level < LEVELS_MOST;
	     level++)
		figure = page->elements.at[figure].parent;
	if (page->elements.at[figure].tag != TAG_FIGURE)
		return NULL;
	for (uint32_t i = figure; i < page->elements.at[figure].end && i < figure + FIGURE_MOST; i++)
		if (page->elements.at[i].tag == TAG_FIGCAPTION)
			return wd_text(page->job, page->elements.at[i].node, ".");
	return NULL;
}

static const char *number(const char *text)
{
	return text && *text && !text[strspn(text, "0123456789")] ? text : NULL;
}

bool media_read(const struct page *page, uint32_t element, struct picture *out)
{
	const struct element *e = &page->elements.at[element];
	const char *width = wd_attribute(e->node, "width"), *height = wd_attribute(e->node, "height");
	const char *alt = wd_attribute(e->node, "alt");
	if ((e->within & (IN_NAV | IN_ASIDE | IN_FOOTER | IN_COMMENT)) || is_small(width) || is_small(height))
		return false;
	*out = (struct picture){ .url = address_of(page, e->node),
		                 .alt = alt && *alt ? alt : NULL,
		                 .width = number(width),
		                 .height = number(height) };
	if (out->url)
		out->caption = caption_of(page, element);
	return out->url != NULL;
}

void media_add(wd_object *article, const struct picture *picture)
{
	wd_object *media = wd_add(article, WD_MEDIA);
	wd_set(media, WD_URL, picture->url);
	wd_set(media, WD_MEDIUM, "image");
	wd_set(media, WD_ALT, picture->alt);
	wd_set(media, WD_CAPTION, picture->caption);
	wd_set(media, WD_WIDTH, picture->width);
	wd_set(media, WD_HEIGHT, picture->height);
}
