/* SPDX-License-Identifier: MIT
 * The headline among <h1>, og:title, JSON-LD and <title>, which rarely agree. */
#include "choose_parts.h"

#include <strings.h>

#include "../common/lines.h"
#include "words.h"

enum { TITLE_LEAST = 12, TITLE_WORDS_MOST = 64, LOGOS_MOST = 8 };

static const char *const separators[] = { " | ", " - ",  " – ", " — ", " · ", " • ", " » ", " › ",
	                                  " « ", " :: ", " / ", "｜",  "|",   "ㅣ",  "：" };

/* The last separator in the text that has something before it and at most so many bytes behind it, or NULL. */
static const char *last_separator(const char *text, size_t behind_most)
{
	const char *last = NULL;
	for (size_t i = 0; i < sizeof separators / sizeof *separators; i++)
		for (const char *at = text; (at = strstr(at, separators[i])); at++)
			if (at > text && (!last || at > last) &&
			    strlen(at) - strlen(separators[i]) <= behind_most)
				last = at;
	return last;
}

/* A bar parts nothing but a site's name from a title; dashes and dots stand in titles as well. */
static bool is_bar(const char *separator)
{
	return strchr(" ", *separator)
	               ? separator[1] == '|'
	               : *separator == '|' || !strncmp(separator, "｜", 3) || !strncmp(separator, "ㅣ", 3);
}

static size_t separator_length(const char *at)
{
	size_t longest = 0;
	for (size_t i = 0; i < sizeof separators / sizeof *separators; i++)
		if (text_starts(at, separators[i]) > longest)
			longest = strlen(separators[i]);
	return longest;
}

/* How long a title is without the site's name at its end: where another claim ends, or the site's name begins. */
static size_t length_without_site(const struct evidence *e, const char *title, const char *const *others)
{
	enum { SITE_MOST = 48 };
	size_t length = strlen(title);
	for (size_t i = 0; others[i]; i++) {
		const size_t own = strlen(others[i]);
		if (own >= TITLE_LEAST && own < length && !strncmp(title, others[i], own) &&
		    (separator_length(title + own) || title[own] == '-')) /* "Title-Section" */
			return own;
	}
	for (;;) { /* "Title - Section - Site" */
		const char *part = wd_print(e->page->job, "%.*s", (int)length, title),
			   *last = last_separator(part, SITE_MOST);
		if (!last || last - part < TITLE_LEAST ||
		    !(is_bar(last) || choose_is_site(e, last + separator_length(last))))
			return length;
		length = (size_t)(last - part);
	}
}

/* Where a title begins behind the site's name: "Site » Title". */
static const char *behind_site(const struct evidence *e, const char *title)
{
	for (;;) {
		const char *at = title;
		while (*at && !separator_length(at))
			at++;
		const char *rest = at + separator_length(at);
		if (!*at || at == title || strlen(rest) < TITLE_LEAST ||
		    !choose_is_site(e, wd_print(e->page->job, "%.*s", (int)(at - title), title)))
			return title;
		title = rest;
	}
}

struct titles { /* NULL where the page has none */
	const char *data, *og, *head, *cut_og, *cut_head, *heading;
	struct claim *heading_claim;
};

/* Leads to the front page, as the site's logo does. */
static bool is_home_link(const char *href)
{
	const char *host = href ? strstr(href, "://") : NULL, *path = host ? strchr(host + 3, '/') : href;
	return href && (!path || !path[0] || !strcmp(path, "/"));
}

/* Some pages put the site's name into <h1>, with a link home. */
static bool is_logo(const struct evidence *e, const struct claim *heading)
{
	const wd_node *link = wd_find(e->page->job, heading->where, "(.//a | ancestor::a)[@href][1]");
	return link && is_home_link(wd_attribute(link, "href"));
}

/* Of several <h1> the one that another claim knows best, else the first; logos are none. */
static struct claim *pick_heading(const struct evidence *e, const struct titles *t)
{
	struct claim *first = NULL, *known = NULL;
	size_t place = 0, known_length = 0, count = 0;
	for (struct claim *c; (c = evidence_next(e, WD_TITLE, &place));) {
		if (strcmp(c->rule, "h1") || (count++ < LOGOS_MOST && is_logo(e, c)))
			continue;
		const char *text = claim_folded(e, c->value);
		const size_t length = strlen(text);
		first = first ? first : c;
		if ((t->data && choose_same(text, t->data)) || (t->og && choose_same(text, t->og)))
			return c;
		if (length > known_length &&
		    ((t->og && !strncasecmp(t->og, text, length)) ||
		     (t->head && length >= TITLE_LEAST && strcasestr(t->head, text)))) {
			known = c;
			known_length = length;
		}
	}
	return known ? known : first;
}

static const char *cut(const struct evidence *e, const char *title, const char *const *others)
{
	const size_t length = title ? length_without_site(e, title, others) : 0;
	if (!title)
		return NULL;
	if (title[length])
		title = claim_folded(e, wd_print(e->page->job, "%.*s", (int)length, title));
	return behind_site(e, title);
}

static struct titles gather_titles(const struct evidence *e)
{
	struct titles t = { .data = claim_value(e, WD_TITLE, "jsonld.headline"),
		            .og = claim_value(e, WD_TITLE, "meta.og:title"),
		            .head = claim_value(e, WD_TITLE, "title") };
	t.heading_claim = pick_heading(e, &t);
	t.heading = t.heading_claim ? claim_folded(e, t.heading_claim->value) : NULL;
	static const char *const named[] = { "meta.headline", "jsonld.name", "item.headline" };
	const char *others[8] = { NULL };
	size_t count = 0;
	if (t.heading)
		others[count++] = t.heading;
	if (t.data)
		others[count++] = t.data;
	for (size_t i = 0; i < sizeof named / sizeof *named; i++)
		if ((others[count] = claim_value(e, WD_TITLE, named[i])))
			count++;
	t.cut_og = cut(e, t.og, others);
	if (t.og)
		others[count] = t.cut_og;
	t.cut_head = cut(e, t.head, others);
	if (t.data && length_without_site(e, t.data, others) == strlen(t.heading ? t.heading : ""))
		t.data = t.heading;
	return t;
}

static bool agree(const char *a, const char *b)
{
	return a && b && choose_same(a, b);
}

static bool is_capital(const char *text)
{
	size_t capitals = 0;
	for (uint32_t c; (c = rune_next(&text)); capitals += rune_is_upper(c))
		if (rune_is_letter(c) && !rune_is_upper(c))
			return false;
	return capitals > 0;
}

/* Whether half the words of the shorter one are in the other: the same headline, put differently. */
static bool is_akin(const char *a, const char *b)
{
	uint32_t own[TITLE_WORDS_MOST], other[TITLE_WORDS_MOST];
	const size_t own_count = words_of(a, own, TITLE_WORDS_MOST),
		     other_count = words_of(b, other, TITLE_WORDS_MOST);
	size_t both = 0;
	for (size_t i = 0; i < own_count; i++)
		for (size_t k = 0; k < other_count; k++)
			if (own[i] == other[k]) {
				both++;
				break;
			}
	return both * 2 >= (own_count < other_count ? own_count : other_count);
}

/* A heading that says what og:title and <title> say, in words of its own: those were written for search engines. It is
 * none where a kicker or a date stands before og:title, or a date or a source behind. */
static bool is_own_wording(const char *heading, const char *og)
{
	const char *rest = heading + text_starts(heading, og);
	while (*rest == ' ')
		rest++;
	if (strlen(heading) < TITLE_LEAST || text_words(heading) < 3 || is_capital(heading) ||
	    text_ends(heading, og))
		return false;
	return rest == heading ? is_akin(heading, og) : rune_is_letter(rune_next(&rest));
}

/* The page's own headline as editors wrote it. <title> is written for search engines: og:title that differs from an
 * agreed rest was written by hand for readers, unless it only adds to the heading; one that only repeats
 * <title> was not. */
static const char *pick_title(const struct titles *t, const char **rule)
{
	const bool is_og_own = t->og && t->og == t->cut_og && !agree(t->og, t->cut_head) &&
	                       !(t->heading && strcasestr(t->og, t->heading)) && !agree(t->og, t->data);
	*rule = "meta.og:title";
	if (is_og_own && agree(t->heading, t->data) && agree(t->heading, t->cut_head))
		return t->og;
	if (agree(t->cut_og, t->heading) && !agree(t->data, t->heading) &&
	    (!t->data || agree(t->data, t->cut_head))) /* as it was typed: headings are often set anew */
		return t->cut_og;
	*rule = "jsonld.headline";
	if (t->data)
		return t->data;
	*rule = "meta.og:title";
	if (t->og && t->heading && strlen(t->cut_og) >= TITLE_LEAST &&
	    text_ends(t->heading, t->cut_og)) /* behind a kicker */
		return t->cut_og;
	if (t->og && agree(t->cut_og, t->cut_head) && !agree(t->cut_og, t->heading) &&
	    !(t->heading && is_own_wording(t->heading, t->cut_og)))
		return t->cut_og;
	*rule = "h1";
	if (t->heading)
		return t->heading;
	*rule = "meta.og:title";
	if (t->cut_og)
		return t->cut_og;
	*rule = "title";
	return t->cut_head;
}

/* The same words in small letters too, where a claim has them. */
static const char *uncapped(const struct titles *t, const char *title, const char **rule)
{
	if (!is_capital(title))
		return title;
	const bool is_og = agree(t->cut_og, title) && !is_capital(t->cut_og);
	if (!is_og && !(agree(t->cut_head, title) && !is_capital(t->cut_head)))
		return title;
	*rule = is_og ? "meta.og:title" : "title";
	return is_og ? t->cut_og : t->cut_head;
}

const char *choose_title(struct evidence *e)
{
	const char *rule;
	const struct titles titles = gather_titles(e);
	const char *title = pick_title(&titles, &rule);
	title = title ? uncapped(&titles, title, &rule) : NULL;
	struct claim *claim = title ? claim_by(e, WD_TITLE, rule) : NULL;
	if (!title) /* what else there is: a name, a twitter card */
		for (size_t place = 0; !title && (claim = evidence_next(e, WD_TITLE, &place));)
			title = claim_folded(e, claim->value);
	if (claim)
		claim->is_chosen = true;
	return title;
}
