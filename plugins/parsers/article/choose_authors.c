/* SPDX-License-Identifier: MIT */
#include "choose_parts.h"

#include <strings.h>

#include "../common/lines.h"
#include "meta.h"

enum { AUTHORS_MOST = 20, AUTHOR_RUNES_MOST = 60 };

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
	static const char *const words[] = { "admin",     "administrator", "editor", "editorial",
		                             "redaktion", "redaction",     "staff",  "webmaster",
		                             "newsroom",  "developer",     NULL };
	const char *dot = strrchr(name, '.'), *site = meta_find(e->page, "og:site_name"),
		   *publisher = choose_publisher(e);
	if (dot && dot[1] && strlen(dot) <= 4 && !strchr(dot, ' '))
		return true;
	if (site && (choose_same(name, site) || (strlen(name) > 4 && strcasestr(site, name))))
		return true;
	return (publisher && choose_same(name, publisher)) ||
	       (strlen(name) < 40 && text_has_any(name, words));
}

static bool is_known(const struct names *names, const char *name)
{
	for (size_t i = 0; i < names->count; i++)
		if (choose_same(names->at[i], name))
			return true;
	return false;
}

/* A number by itself is a date's or a count's; "freeman1984" and "BR24" are names. */
static bool has_number(const char *name)
{
	for (const char *at = name; *at; at++)
		if (rune_is_digit((unsigned char)*at) && (at == name || at[-1] == ' '))
			return true;
	return false;
}

/* Where a name ends: "Ann Poe am Samstag", "Ann Poe – Quay Post". */
static size_t name_length(const char *text)
{
	static const char *const behind[] = { " am ", " on ", " – ", " — ", NULL };
	size_t length = strlen(text);
	for (size_t i = 0; behind[i]; i++) {
		const char *at = strstr(text, behind[i]);
		if (at && at > text && (size_t)(at - text) < length)
			length = (size_t)(at - text);
	}
	return length;
}

static void add_name(const struct evidence *e, struct names *names, const char *text, size_t length)
{
	static const char *const closing[] = { " 기자", " 특파원", "記者", NULL };
	const char *name = claim_folded(e, wd_print(e->page->job, "%.*s ", (int)length, text));
	if (text_starts_any(wd_print(e->page->job, "%s ", name), byline_openings) == strlen(name) + 1)
		return;
	name += text_starts_any(name, byline_openings);
	for (size_t i = 0; closing[i]; i++)
		if (text_ends(name, closing[i]))
			name = wd_print(e->page->job, "%.*s", (int)(strlen(name) - strlen(closing[i])), name);
	name += strspn(name, "\"");
	name = wd_print(e->page->job, "%.*s", (int)strcspn(name, "\""), name);
	name = wd_print(e->page->job, "%.*s", (int)name_length(name), name);
	const size_t runes = text_runes(name);
	if (runes < 2 || runes > AUTHOR_RUNES_MOST || is_address(name) || strpbrk(name, "{}<>*:") ||
	    has_number(name) || names->count == AUTHORS_MOST || is_known(names, name))
		return;
	names->at[names->count++] = name;
}

/* "A, B and C" */
static void add_names(const struct evidence *e, struct names *names, const char *text)
{
	static const char *const joints[] = { ", ",    "; ",   " and ", " und ", " et ", " y ", " e ", " og ",
		                              " och ", " en ", " & ",   " i ",   " và ", "、",  ",",   ";",
		                              " | ",   " / ",  " ve ",  "·",     " • ",  " ● " };
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
			add_names(e, &names, claim_folded(e, c->value));
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
void choose_authors(struct evidence *e, wd_object *article)
{
	static const struct {
		const char *rule;
		bool is_first_only; /* the others are of other stories */
	} order[] = { { "jsonld.author", false },
		      { "item.author", false },
		      { "jsonld.creator", false },
		      { "meta.author", false },
		      { "a.author", false },
		      { "meta.article:author", false },
		      { "meta.parsely-author", false },
		      { "meta.sailthru.author", false },
		      { "meta.cXenseParse:author", false },
		      { "meta.byl", false },
		      { "meta.citation_author", false },
		      { "meta.dc.creator", false },
		      { "meta.dcterms.creator", false },
		      { "text.byline", true },
		      { "class.author", true },
		      { "a.address", true } };
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
