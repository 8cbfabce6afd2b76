/* SPDX-License-Identifier: MIT */
#include "choose.h"

#include <ctype.h>
#include <strings.h>

#include "../common/lines.h"
#include "meta.h"

enum { LIST_MOST = 40, AUTHORS_MOST = 20, AUTHOR_RUNES_MOST = 60, TITLE_LEAST = 12 };

static struct claim *first_by(const struct evidence *e, enum wd_field field, const char *rule)
{
	size_t place = 0;
	for (struct claim *c; (c = evidence_next(e, field, &place));)
		if (!strcmp(c->rule, rule))
			return c;
	return NULL;
}

/* White space folded, on the job's memory. */
static const char *folded(const struct evidence *e, const char *text)
{
	char *out = (char *)(uintptr_t)wd_print(e->page->job, "%s", text), *to = out;
	bool is_pending = false;
	entities_decode(out);
	for (const char *at = out; *at;) {
		const size_t blank = (unsigned char)*at <= ' ' ? 1 : !strncmp(at, "\xC2\xA0", 2) ? 2 : 0;
		if (blank) {
			is_pending = to > out;
			at += blank;
			continue;
		}
		if (is_pending)
			*to++ = ' ';
		is_pending = false;
		*to++ = *at++;
	}
	*to = 0;
	return out;
}

/* --- titles */

/* Equal but for case, punctuation and blanks. */
static bool says_the_same(const char *a, const char *b)
{
	uint32_t one, other;
	do {
		do
			one = rune_lower(rune_next(&a));
		while (one && !rune_is_letter(one) && !rune_is_digit(one));
		do
			other = rune_lower(rune_next(&b));
		while (other && !rune_is_letter(other) && !rune_is_digit(other));
	} while (one && one == other);
	return one == other;
}

static const char *const separators[] = { " | ", " - ", " – ", " — ", " · ", " • ", " » ", " :: ", " / ", "｜", "|", "ㅣ", "：" };

/* The last separator in the text that has something before it and at most so many bytes behind it, or NULL. */
static const char *last_separator(const char *text, size_t behind_most)
{
	const char *last = NULL;
	for (size_t i = 0; i < sizeof separators / sizeof *separators; i++)
		for (const char *at = text; (at = strstr(at, separators[i])); at++)
			if (at > text && (!last || at > last) && strlen(at) - strlen(separators[i]) <= behind_most)
				last = at;
	return last;
}

/* Letters and digits alone, small: how names are compared with addresses. */
static void squeeze(const char *text, char *out, size_t room)
{
	size_t length = 0;
	for (; *text && length + 5 < room;) {
		const uint32_t c = rune_lower(rune_next(&text));
		if (rune_is_letter(c) || rune_is_digit(c))
			length += rune_put(c, out + length);
	}
	out[length] = 0;
}

static const char *publisher_of(const struct evidence *e)
{
	const uint32_t publisher = e->article ? json_get(&e->json, e->article, "publisher") : 0;
	return publisher ? json_text(&e->json, json_get(&e->json, json_entries(&e->json, publisher), "name")) : NULL;
}

/* Whether it is what the site calls itself, or is called by its address. */
static bool is_site_name(const struct evidence *e, const char *name)
{
	static const char *const names[] = { "og:site_name", "application-name", "apple-mobile-web-app-title", "twitter:site" };
	char own[200], other[400];
	const char *publisher = publisher_of(e), *canonical = meta_link(e->page, "canonical"), *url = canonical ? canonical : meta_find(e->page, "og:url");
	squeeze(name, own, sizeof own);
	if (strlen(own) < 2)
		return false;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const char *site = meta_find(e->page, names[i]);
		squeeze(site ? site : "", other, sizeof other);
		if (*other && (strstr(own, other) || strstr(other, own)))
			return true;
	}
	squeeze(publisher ? publisher : "", other, sizeof other);
	if (*other && (strstr(own, other) || strstr(other, own)))
		return true;
	const char *host = url ? strstr(url, "://") : NULL;
	if (!host)
		return false;
	squeeze(wd_print(e->page->job, "%.*s", (int)strcspn(host + 3, "/?#"), host + 3), other, sizeof other);
	return strlen(own) >= 3 && strstr(other, own);
}

/* A bar parts nothing but a site's name from a title; dashes and dots stand in titles as well. */
static bool is_bar(const char *separator)
{
	return strchr(" ", *separator) ? separator[1] == '|' : *separator == '|' || !strncmp(separator, "｜", 3) || !strncmp(separator, "ㅣ", 3);
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
		if (own >= TITLE_LEAST && own < length && !strncmp(title, others[i], own) && separator_length(title + own))
			return own;
	}
	for (;;) { /* "Title - Section - Site" */
		const char *part = wd_print(e->page->job, "%.*s", (int)length, title), *last = last_separator(part, SITE_MOST);
		if (!last || last - part < TITLE_LEAST || !(is_bar(last) || is_site_name(e, last + separator_length(last))))
			return length;
		length = (size_t)(last - part);
	}
}

struct titles { /* NULL where the page has none */
	const char *data, *og, *head, *cut_og, *cut_head, *heading;
	struct claim *heading_claim;
};

/* Of several <h1> the one that another claim knows, else the first. */
static struct claim *pick_heading(const struct evidence *e, const struct titles *t)
{
	struct claim *first = NULL;
	size_t place = 0;
	for (struct claim *c; (c = evidence_next(e, WD_TITLE, &place));) {
		if (strcmp(c->rule, "h1"))
			continue;
		const char *text = folded(e, c->value);
		first = first ? first : c;
		if ((t->data && says_the_same(text, t->data)) || (t->og && !strncasecmp(t->og, text, strlen(text))) ||
		    (t->head && strlen(text) >= TITLE_LEAST && strcasestr(t->head, text)))
			return c;
	}
	return first;
}

static const char *cut(const struct evidence *e, const char *title, const char *const *others)
{
	const size_t length = title ? length_without_site(e, title, others) : 0;
	return !title ? NULL : title[length] ? folded(e, wd_print(e->page->job, "%.*s", (int)length, title)) : title;
}

static const char *value_by(const struct evidence *e, enum wd_field field, const char *rule)
{
	const char *value = evidence_by(e, field, rule);
	return value ? folded(e, value) : NULL;
}

static struct titles gather_titles(const struct evidence *e)
{
	struct titles t = { .data = value_by(e, WD_TITLE, "jsonld.headline"),
		            .og = value_by(e, WD_TITLE, "meta.og:title"),
		            .head = value_by(e, WD_TITLE, "title") };
	t.heading_claim = pick_heading(e, &t);
	t.heading = t.heading_claim ? folded(e, t.heading_claim->value) : NULL;
	const char *others[4] = { NULL };
	size_t count = 0;
	if (t.heading)
		others[count++] = t.heading;
	if (t.data)
		others[count++] = t.data;
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
	return a && b && says_the_same(a, b);
}

/* The page's own headline as editors wrote it. <title> is written for search engines: og:title that differs from an
 * agreed rest was written by hand for readers; one that only repeats <title> was not. */
static const char *pick_title(const struct titles *t, const char **rule)
{
	const bool is_og_own = t->og && t->og == t->cut_og && !agree(t->og, t->cut_head) && !agree(t->og, t->heading) && !agree(t->og, t->data);
	*rule = "meta.og:title";
	if (is_og_own && agree(t->heading, t->data) && agree(t->heading, t->cut_head))
		return t->og;
	*rule = "jsonld.headline";
	if (t->data)
		return t->data;
	*rule = "meta.og:title";
	if (t->og && t->heading && strlen(t->cut_og) >= TITLE_LEAST && text_ends(t->heading, t->cut_og)) /* behind a kicker */
		return t->cut_og;
	if (t->og && agree(t->cut_og, t->cut_head) && !agree(t->cut_og, t->heading))
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

const char *choose_title(struct evidence *e)
{
	const char *rule;
	const struct titles titles = gather_titles(e);
	const char *title = pick_title(&titles, &rule);
	struct claim *claim = title ? first_by(e, WD_TITLE, rule) : NULL;
	if (!title) /* what else there is: a name, a twitter card */
		for (size_t place = 0; !title && (claim = evidence_next(e, WD_TITLE, &place));)
			title = folded(e, claim->value);
	if (claim)
		claim->is_chosen = true;
	return title;
}

/* --- dates */

/* Fuller dates are believed first: an instant with its offset, an instant, a day. */
static int date_rank(const char *value, const char *read)
{
	if (!read)
		return 0;
	if (strlen(read) == 10)
		return 1;
	const char *clock = strchr(value, ':');
	const bool has_offset = clock && (strpbrk(clock, "+Z") || strchr(clock, '-') || strstr(clock, "GMT") || strstr(clock, "UTC"));
	return has_offset ? 3 : 2;
}

/* In the order of claims, which is the order of trust; a later claim is taken only where it says more of the same day. */
static const char *choose_date(struct evidence *e, enum wd_field field)
{
	struct claim *best = NULL, *claim;
	const char *best_read = NULL;
	int best_rank = 0;
	for (size_t place = 0; (claim = evidence_next(e, field, &place));) {
		const char *value = folded(e, claim->value), *read = wd_date(e->page->job, value);
		const int rank = date_rank(value, read);
		if (!rank || (best && (rank <= best_rank || strncmp(read, best_read, 10))))
			continue;
		best = claim;
		best_read = read;
		best_rank = rank;
	}
	if (!best)
		return NULL;
	best->is_chosen = true;
	return folded(e, best->value);
}

/* --- authors */

struct names {
	const char *at[AUTHORS_MOST];
	size_t count;
};

static bool is_address(const char *text)
{
	return strstr(text, "://") || strchr(text, '@') || strstr(text, "www.") || text[0] == '/';
}

/* The site's own name, or a word for whoever runs it: no author, if the page knows another. */
static bool is_house(const struct evidence *e, const char *name)
{
	static const char *const words[] = { "admin", "administrator", "editor", "editorial", "redaktion", "redaction", "staff",
		                             "webmaster", "newsroom", "developer", NULL };
	const char *dot = strrchr(name, '.'), *site = meta_find(e->page, "og:site_name"), *publisher = publisher_of(e);
	if (dot && dot[1] && strlen(dot) <= 4 && !strchr(dot, ' '))
		return true;
	if (site && (says_the_same(name, site) || (strlen(name) > 4 && strcasestr(site, name))))
		return true;
	return (publisher && says_the_same(name, publisher)) || (strlen(name) < 40 && text_has_any(name, words));
}

static bool is_known(const struct names *names, const char *name)
{
	for (size_t i = 0; i < names->count; i++)
		if (says_the_same(names->at[i], name))
			return true;
	return false;
}

static void add_name(const struct evidence *e, struct names *names, const char *text, size_t length)
{
	static const char *const opening[] = { "by ", "by: ", "von ", "von: ", "par ", "por ", "di ", "door ", "av ", "af ", "oleh ", "text: ",
		                               "autor: ", "author: ", "written by ", "reported by ", "posted by ", "text von ", "автор: ", "tác giả: ", NULL };
	static const char *const closing[] = { " 기자", " 특파원", "記者", NULL };
	const char *name = folded(e, wd_print(e->page->job, "%.*s ", (int)length, text));
	if (text_starts_any(wd_print(e->page->job, "%s ", name), opening) == strlen(name) + 1)
		return;
	name += text_starts_any(name, opening);
	for (size_t i = 0; closing[i]; i++)
		if (text_ends(name, closing[i]))
			name = wd_print(e->page->job, "%.*s", (int)(strlen(name) - strlen(closing[i])), name);
	const size_t runes = text_runes(name);
	if (runes < 2 || runes > AUTHOR_RUNES_MOST || is_address(name) || strpbrk(name, "0123456789{}<>") || names->count == AUTHORS_MOST ||
	    is_known(names, name))
		return;
	names->at[names->count++] = name;
}

/* "A, B and C" */
static void add_names(const struct evidence *e, struct names *names, const char *text)
{
	static const char *const joints[] = { ", ", "; ", " and ", " und ", " et ", " y ", " e ", " og ", " och ", " en ", " & ", " i ", " và ", "、", ",", ";", " | ", " / ", " ve ", "·" };
	const char *start = text;
	for (const char *at = text; *at;) {
		size_t joint = 0;
		for (size_t i = 0; !joint && i < sizeof joints / sizeof *joints; i++)
			joint = text_starts(at, joints[i]);
		if (!joint) {
			at++;
			continue;
		}
		add_name(e, names, start, (size_t)(at - start));
		start = at += joint;
	}
	add_name(e, names, start, strlen(start));
}

static struct names names_by(struct evidence *e, const char *rule, bool is_first_only)
{
	struct names names = { .count = 0 };
	size_t place = 0;
	for (struct claim *c; (c = evidence_next(e, WD_AUTHOR, &place));)
		if (!strcmp(c->rule, rule) && !(is_first_only && names.count)) {
			add_names(e, &names, folded(e, c->value));
			c->is_chosen = true; /* taken back where the rule is not */
		}
	return names;
}

static void forget(struct evidence *e, const char *rule)
{
	size_t place = 0;
	for (struct claim *c; (c = evidence_next(e, WD_AUTHOR, &place));)
		if (!strcmp(c->rule, rule))
			c->is_chosen = false;
}

static bool is_all_house(const struct evidence *e, const struct names *names)
{
	for (size_t i = 0; i < names->count; i++)
		if (!is_house(e, names->at[i]))
			return false;
	return true;
}

/* The first rule that names a person; else the first that names the house. */
static void choose_authors(struct evidence *e, wd_object *article)
{
	static const struct {
		const char *rule;
		bool is_first_only; /* the others are of other stories */
	} order[] = { { "jsonld.author", false },   { "item.author", false },       { "jsonld.creator", false }, { "meta.author", false },
		      { "a.author", false },        { "meta.article:author", false }, { "meta.parsely-author", false }, { "meta.sailthru.author", false }, { "meta.cXenseParse:author", false },
		      { "meta.byl", false },        { "meta.citation_author", false }, { "meta.dc.creator", false },  { "meta.dcterms.creator", false },
		      { "class.author", true },     { "a.address", true } };
	struct names names = { .count = 0 };
	const char *house_rule = NULL;
	for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
		names = names_by(e, order[i].rule, order[i].is_first_only);
		if (names.count && !is_all_house(e, &names))
			break;
		if (names.count && !house_rule && strcmp(order[i].rule, "class.author"))
			house_rule = order[i].rule;
		forget(e, order[i].rule);
		names.count = 0;
	}
	if (!names.count && house_rule)
		names = names_by(e, house_rule, false);
	for (size_t i = 0; i < names.count; i++)
		wd_set(article, WD_AUTHOR, names.at[i]);
}

/* --- the rest */

static const char *choose_first(struct evidence *e, enum wd_field field)
{
	size_t place = 0;
	struct claim *claim = evidence_next(e, field, &place);
	if (!claim)
		return NULL;
	claim->is_chosen = true;
	return folded(e, claim->value);
}

/* Lists come as one value with commas, or as one value each; the first rule that gives any counts. */
static void choose_list(struct evidence *e, enum wd_field field, wd_object *article)
{
	size_t place = 0, count = 0;
	const char *rule = NULL;
	for (struct claim *c; (c = evidence_next(e, field, &place)) && count < LIST_MOST;) {
		if (rule && strcmp(rule, c->rule))
			continue;
		rule = c->rule;
		c->is_chosen = true;
		char *rest = (char *)(uintptr_t)folded(e, c->value);
		for (char *part; (part = strsep(&rest, field == WD_KEYWORD ? ",;" : "\n")) && count < LIST_MOST; count++)
			wd_set(article, field, folded(e, part));
	}
}

static const char *choose_access(struct evidence *e)
{
	const char *is_free = choose_first(e, WD_ACCESS);
	return !is_free ? NULL : !strcasecmp(is_free, "false") ? "paid" : !strcasecmp(is_free, "true") ? "free" : NULL;
}

/* "en_GB" is written "en-GB" in BCP 47. */
static const char *choose_language(struct evidence *e)
{
	static const char *const rules[] = { "html.lang", "jsonld.inLanguage", "meta.og:locale", "meta.content-language" };
	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
		struct claim *claim = first_by(e, WD_LANGUAGE, rules[i]);
		if (!claim || strlen(claim->value) > 12)
			continue;
		claim->is_chosen = true;
		char *tag = (char *)(uintptr_t)folded(e, claim->value);
		for (char *at = tag; *at; at++)
			if (*at == '_')
				*at = '-';
		return tag;
	}
	return NULL;
}

const char *choose_image(const struct evidence *e)
{
	size_t place = 0;
	for (struct claim *c; (c = evidence_next(e, WD_IMAGE, &place));)
		if (!strncmp(c->value, "http", 4) || c->value[0] == '/')
			return folded(e, c->value);
	return NULL;
}

void choose_fields(struct evidence *e, wd_object *article)
{
	static const char *const descriptions[] = { "jsonld.description", "meta.og:description", "meta.description", "meta.twitter:description" };
	for (size_t i = 0; i < sizeof descriptions / sizeof *descriptions; i++)
		if (!wd_get(article, WD_SUMMARY))
			wd_set(article, WD_SUMMARY, value_by(e, WD_SUMMARY, descriptions[i]));
	wd_set(article, WD_TITLE, choose_title(e));
	wd_set(article, WD_SUBTITLE, choose_first(e, WD_SUBTITLE));
	wd_set(article, WD_PUBLISHED, choose_date(e, WD_PUBLISHED));
	wd_set(article, WD_UPDATED, choose_date(e, WD_UPDATED));
	choose_authors(e, article);
	choose_list(e, WD_SECTION, article);
	choose_list(e, WD_KEYWORD, article);
	wd_set(article, WD_LANGUAGE, choose_language(e));
	wd_set(article, WD_ACCESS, choose_access(e));
	wd_set(article, WD_CANONICAL_URL, choose_first(e, WD_CANONICAL_URL));
	wd_set(article, WD_IMAGE, choose_image(e));
}
