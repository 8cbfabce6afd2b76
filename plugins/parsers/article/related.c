/* SPDX-License-Identifier: MIT */
#include "related.h"

enum {
	RELATED_MOST = 20,
	WORDS_LEAST = 4,
	WORDS_MOST = 30,
	SUMMARY_LEAST = 8,
	SUMMARY_MOST = 60,
	TEASER_MOST = 5, /* blocks */
	BEHIND_MOST = 80 /* blocks */
};

/* The link that a block is all of, or NULL. */
static const wd_node *link_of(const struct page *page, const struct passage *b)
{
	enum { LEVELS_MOST = 8 };
	const uint32_t words = block_words(b);
	uint32_t element = b->inner;
	if (words < WORDS_LEAST || words > WORDS_MOST || b->link_runes * 10 < b->runes * 9)
		return NULL;
	for (int level = 0; element && page->elements.at[element].tag != TAG_A && level < LEVELS_MOST;
	     level++)
		element = page->elements.at[element].parent;
	return page->elements.at[element].tag == TAG_A ? page->elements.at[element].node : NULL;
}

static size_t host_length(const char *host)
{
	return strcspn(host, "/:?#");
}

/* Whether two addresses' hosts end in the same two labels, as "www.quay.example" and "sport.quay.example" do. */
static bool is_same_site(const char *a, const char *b)
{
	a = strstr(a, "//") + 2;
	b = strstr(b, "//") + 2;
	size_t own = host_length(a), other = host_length(b), dots = 0;
	while (own && other && (a[own - 1] | 32) == (b[other - 1] | 32)) {
		dots += a[--own] == '.';
		other--;
		if (dots == 2)
			return true;
	}
	return dots && (!own || a[own - 1] == '.') && (!other || b[other - 1] == '.');
}

/* An address of the same site that is longer than a section's: "/2026/road", "/the-road-has-to-wait". */
static bool is_story_link(const char *href, const char *url)
{
	if (!href || !strncmp(href, "javascript:", 11) || !strncmp(href, "mailto:", 7) ||
	    !strncmp(href, "tel:", 4))
		return false;
	const char *host = strstr(href, "//"), *path = host ? strchr(host + 2, '/') : href;
	if (host && url && strstr(url, "//") && !is_same_site(href, url))
		return false;
	if (!path || *path == '#')
		return false;
	const size_t length = strcspn(path, "#");
	const char *sign = strpbrk(path + (*path == '/'), "/-_0123456789");
	return length >= 6 && sign && sign < path + length - 1;
}

/* The sentence below a teaser's headline, in the same box; NULL without. */
static const char *summary_of(const struct page *page, const bool *is_chosen, size_t title)
{
	if (title + 1 >= page->blocks.count || is_chosen[title + 1])
		return NULL;
	const struct passage *b = &page->blocks.at[title + 1];
	const struct element *box = &page->elements.at[block_element(page, &page->blocks.at[title])->parent];
	const uint32_t words = block_words(b);
	const bool is_in_box = b->element < box->end && box->end_block - box->first_block <= TEASER_MOST;
	return is_in_box && !b->link_runes && words >= SUMMARY_LEAST && words <= SUMMARY_MOST
	               ? block_text(page, title + 1)
	               : NULL;
}

static bool is_listed(const char *const *hrefs, size_t count, const char *href)
{
	for (size_t i = 0; i < count; i++)
		if (!strcmp(hrefs[i], href))
			return true;
	return false;
}

void related_add(const struct page *page, const bool *is_chosen, const char *url, wd_object *article)
{
	const uint32_t apart = IN_NAV | IN_FOOTER | IN_COMMENT | IN_FORM;
	const char *hrefs[RELATED_MOST];
	size_t first = page->blocks.count, last = 0, count = 0;
	for (size_t i = 0; i < page->blocks.count; i++)
		if (is_chosen[i]) {
			first = i < first ? i : first;
			last = i;
		}
	for (size_t i = first; i < page->blocks.count && i < last + BEHIND_MOST && count < RELATED_MOST;
	     i++) {
		const struct passage *b = &page->blocks.at[i];
		const bool is_apart = is_chosen[i] || (block_element(page, b)->within & apart);
		const wd_node *link = is_apart ? NULL : link_of(page, b);
		const char *href = link ? wd_attribute(link, "href") : NULL;
		if (!is_story_link(href, url) || is_listed(hrefs, count, href) || (url && !strcmp(href, url)))
			continue;
		hrefs[count++] = href;
		wd_object *related = wd_add(article, WD_RELATED);
		wd_set(related, WD_URL, href);
		wd_set(related, WD_TITLE, block_text(page, i));
		wd_set(related, WD_SUMMARY, summary_of(page, is_chosen, i));
	}
}
