/* SPDX-License-Identifier: MIT */
#include "meta.h"

#include <strings.h>

static bool is_named(const wd_node *node, const char *name)
{
	static const char *const attributes[] = { "property", "name", "itemprop", "http-equiv" };
	for (size_t i = 0; i < sizeof attributes / sizeof *attributes; i++) {
		const char *value = wd_attribute(node, attributes[i]);
		if (value && !strcasecmp(value, name))
			return true;
	}
	return false;
}

const char *meta_next(const struct page *page, const char *name, size_t *place)
{
	while (*place < page->metas.count) {
		const wd_node *node = page->metas.at[(*place)++];
		const char *content = wd_attribute(node, "content");
		if (content && content[strspn(content, " \t\r\n")] && is_named(node, name))
			return content;
	}
	return NULL;
}

const char *meta_find(const struct page *page, const char *name)
{
	size_t place = 0;
	return meta_next(page, name, &place);
}

const char *meta_any(const struct page *page, const char *const *names)
{
	const char *found = NULL;
	for (; *names && !found; names++)
		found = meta_find(page, *names);
	return found;
}

static bool has_word(const char *words, const char *word)
{
	const size_t length = strlen(word);
	for (const char *at = words; (at = strcasestr(at, word)); at += length)
		if ((at == words || at[-1] == ' ') && (!at[length] || at[length] == ' '))
			return true;
	return false;
}

const char *meta_link(const struct page *page, const char *rel)
{
	for (size_t i = 0; i < page->metas.count; i++) {
		const char *words = wd_attribute(page->metas.at[i], "rel");
		const char *href = wd_attribute(page->metas.at[i], "href");
		if (words && href && *href && has_word(words, rel))
			return href;
	}
	return NULL;
}

const char *meta_title(const struct page *page)
{
	static const char *const names[] = { "og:title", "twitter:title", NULL };
	const char *title = meta_any(page, names);
	return title ? title : page->title ? wd_text(page->job, page->title, ".") : NULL;
}

const char *meta_summary(const struct page *page)
{
	static const char *const names[] = { "og:description", "description", "twitter:description", NULL };
	return meta_any(page, names);
}
