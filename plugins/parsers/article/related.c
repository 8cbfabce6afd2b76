/* SPDX-License-Identifier: MIT */
#include "related.h"

enum { RELATED_MOST = 20, WORDS_LEAST = 4, WORDS_MOST = 30, BEHIND_MOST = 80 /* blocks */ };

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

static bool is_story_link(const char *href)
{
	return href && *href && *href != '#' && strncmp(href, "javascript:", 11) &&
	       strncmp(href, "mailto:", 7) && strlen(href) > 12;
}

void related_add(const struct page *page, const bool *is_chosen, wd_object *article)
{
	size_t first = 0, last = 0, count = 0;
	bool has_body = false;
	const wd_node *before = NULL;
	for (size_t i = 0; i < page->blocks.count; i++)
		if (is_chosen[i]) {
			first = has_body ? first : i;
			has_body = true;
			last = i;
		}
	for (size_t i = first;
	     has_body && i < page->blocks.count && i < last + BEHIND_MOST && count < RELATED_MOST; i++) {
		const struct passage *b = &page->blocks.at[i];
		const uint32_t apart = IN_NAV | IN_FOOTER | IN_COMMENT;
		const wd_node *link =
			is_chosen[i] || (block_element(page, b)->within & apart) ? NULL : link_of(page, b);
		const char *href = link && link != before ? wd_attribute(link, "href") : NULL;
		if (!is_story_link(href))
			continue;
		before = link;
		wd_object *related = wd_add(article, WD_RELATED);
		wd_set(related, WD_URL, href);
		wd_set(related, WD_TITLE, block_text(page, i));
		count++;
	}
}
