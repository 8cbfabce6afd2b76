/* SPDX-License-Identifier: MIT */
#include "media.h"

#include "../common/lines.h"
#include "words.h"

enum { SIDE_LEAST = 80, LEVELS_MOST = 12, FIGURE_MOST = 200 /* elements */, CAPTION_BYTES_MOST = 1000 };

static bool is_picture_address(const char *url)
{
	return url && *url && strncmp(url, "data:", 5) && strncmp(url, "blob:", 5) && !strstr(url, "pixel") &&
	       !strstr(url, "spacer") && !strstr(url, "blank.gif") && !strstr(url, "placeholder") &&
	       !strstr(url, ".svg");
}

/* The widest of "a.jpg 320w, b.jpg 640w", the last of equals. Commas in an address have no blank behind. */
static const char *widest_of_set(wd_job *job, const char *set)
{
	const char *best = NULL;
	size_t length = 0;
	double most = -1;
	while (set && *(set += strspn(set, " ,\t\r\n"))) {
		const size_t own = strcspn(set, " \t\r\n");
		const char *size = set + own + strspn(set + own, " \t\r\n");
		const double wide = *size >= '0' && *size <= '9' ? strtod(size, NULL) : 1;
		if (wide >= most) {
			best = set;
			length = own - (own && set[own - 1] == ',');
			most = wide;
		}
		set = own && set[own - 1] == ',' ? set + own : size + strcspn(size, ",");
	}
	return best ? wd_print(job, "%.*s", (int)length, best) : NULL;
}

static const char *address_of(const struct page *page, const wd_node *node)
{
	static const char *const attributes[] = { "data-src", "data-original", "data-lazy-src", "data-lazy",
		                                  "data-url", "data-hi-res",   "data-full-src", "src" };
	static const char *const sets[] = { "data-srcset", "srcset" };
	for (size_t i = 0; i < sizeof sets / sizeof *sets; i++) {
		const char *url = widest_of_set(page->job, wd_attribute(node, sets[i]));
		if (is_picture_address(url))
			return url;
	}
	for (size_t i = 0; i < sizeof attributes / sizeof *attributes; i++) {
		const char *url = wd_attribute(node, attributes[i]);
		if (is_picture_address(url))
			return url;
	}
	return NULL;
}

static bool is_small(const char *side)
{
	return side && *side >= '0' && *side <= '9' && !strchr(side, '%') && atoi(side) < SIDE_LEAST;
}

/* The figure around a picture, or what a page without <figure> calls its caption's box; 0 without. */
static uint32_t figure_of(const struct page *page, uint32_t element)
{
	const uint32_t caption = word_hash("caption");
	for (int level = 0; element && level < LEVELS_MOST;
	     level++, element = page->elements.at[element].parent) {
		const struct element *e = &page->elements.at[element];
		if (e->tag == TAG_FIGURE || page_has_mark(page, e, &caption, 1))
			return e->end - element <= FIGURE_MOST ? element : 0;
	}
	return 0;
}

/* The text of the first element in a figure that is a <figcaption>, or bears one of the words; NULL without. */
static const char *part_of(const struct page *page, uint32_t figure, bool is_caption, const uint32_t *marks,
                           size_t count)
{
	for (uint32_t i = figure + 1; figure && i < page->elements.at[figure].end; i++) {
		const struct element *e = &page->elements.at[i];
		if ((is_caption && e->tag == TAG_FIGCAPTION) || page_has_mark(page, e, marks, count)) {
			const char *text = wd_text(page->job, e->node, ".");
			if (text && *text && strlen(text) < CAPTION_BYTES_MOST)
				return text;
		}
	}
	return NULL;
}

/* Where in a caption the credit begins: "The wall. Photo: harbour office"; NULL without. *out_name is the credit itself. */
static const char *credit_within(const char *caption, const char **out_name)
{
	static const char *const openings[] = { "photo: ",   "photo by ", "photograph: ", "picture: ",
		                                "image: ",   "foto: ",    "fotos: ",      "bild: ",
		                                "bild © ",   "crédit: ",  "credit: ",     "фото: ",
		                                "zdjęcie: ", "ảnh: ",     "© ",           NULL };
	uint32_t before = ' ';
	for (const char *at = caption; *at; before = rune_next(&at)) {
		const size_t length = rune_is_letter(before) ? 0 : text_starts_any(at, openings);
		if (!length)
			continue;
		*out_name = at + length;
		return at;
	}
	return NULL;
}

static void read_caption(const struct page *page, uint32_t element, struct picture *out)
{
	const uint32_t captions[] = { word_hash("caption") },
		       credits[] = { word_hash("credit"), word_hash("credits"), word_hash("copyright"),
		                     word_hash("photographer") };
	const uint32_t figure = figure_of(page, element);
	out->caption = part_of(page, figure, true, captions, 1);
	out->credit = part_of(page, figure, false, credits, sizeof credits / sizeof *credits);
	const char *name = NULL, *end = out->caption ? credit_within(out->caption, &name) : NULL;
	if (!out->credit)
		out->credit = name;
	else if (!end && out->caption && text_ends(out->caption, out->credit))
		end = out->caption + strlen(out->caption) - strlen(out->credit);
	if (!end)
		return;
	while (end > out->caption && strchr(" ([|/-", end[-1]))
		end--;
	out->caption = end > out->caption
	                       ? wd_print(page->job, "%.*s", (int)(end - out->caption), out->caption)
	                       : NULL;
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
		read_caption(page, element, out);
	return out->url != NULL;
}

/* The name of the file: the same picture in other sizes, from other hosts, often has the same one. */
static struct wd_bytes file_of(const char *url)
{
	const size_t length = strcspn(url, "?#");
	size_t start = length;
	while (start && url[start - 1] != '/')
		start--;
	return (struct wd_bytes){ url + start, length - start };
}

static bool is_same_picture(const char *a, const char *b)
{
	enum { NAME_LEAST = 6 };
	const struct wd_bytes one = file_of(a), other = file_of(b);
	return one.len == other.len && one.len >= NAME_LEAST && !memcmp(one.ptr, other.ptr, one.len);
}

void media_add(wd_object *article, const struct picture *picture)
{
	const char *lead = wd_get(article, WD_IMAGE);
	if (!lead || is_same_picture(lead, picture->url))
		wd_set(article, WD_IMAGE, picture->url); /* the host makes it the lead */
	wd_object *media = wd_add(article, WD_MEDIA);
	wd_set(media, WD_URL, picture->url);
	wd_set(media, WD_MEDIUM, "image");
	wd_set(media, WD_ALT, picture->alt);
	wd_set(media, WD_CAPTION, picture->caption);
	wd_set(media, WD_CREDIT, picture->credit);
	wd_set(media, WD_WIDTH, picture->width);
	wd_set(media, WD_HEIGHT, picture->height);
}
