/* SPDX-License-Identifier: MIT */
#include "choose.h"

#include <strings.h>

#include "../common/lines.h"
#include "choose_parts.h"
#include "meta.h"

enum { LIST_MOST = 40, SITE_MOST = 60 /* bytes: longer ones are the page's title in the wrong place */ };

struct claim *claim_by(const struct evidence *e, enum wd_field field, const char *rule)
{
	size_t place = 0;
	for (struct claim *c; (c = evidence_next(e, field, &place));)
		if (!strcmp(c->rule, rule))
			return c;
	return NULL;
}

/* White space folded, on the job's memory. */
const char *claim_folded(const struct evidence *e, const char *text)
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

const char *claim_value(const struct evidence *e, enum wd_field field, const char *rule)
{
	const char *value = evidence_by(e, field, rule);
	return value ? claim_folded(e, value) : NULL;
}

/* --- names of sites */

/* Equal but for case, punctuation and blanks. */
bool choose_same(const char *a, const char *b)
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

const char *choose_publisher(const struct evidence *e)
{
	const uint32_t publisher = e->article ? json_get(&e->json, e->article, "publisher") : 0;
	return publisher ? json_text(&e->json, json_get(&e->json, json_entries(&e->json, publisher), "name"))
	                 : NULL;
}

/* Whether it is what the site calls itself, or is called by its address. */
bool choose_is_site(const struct evidence *e, const char *name)
{
	static const char *const names[] = { "og:site_name", "application-name", "apple-mobile-web-app-title",
		                             "twitter:site" };
	char own[200], other[400];
	const char *publisher = choose_publisher(e), *canonical = meta_link(e->page, "canonical"),
		   *og_url = meta_find(e->page, "og:url"),
		   *url = canonical && strstr(canonical, "://") ? canonical
	                  : og_url                              ? og_url
	                                                        : e->url;
	squeeze(name, own, sizeof own);
	if (strlen(own) < 2)
		return false;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const char *site = meta_find(e->page, names[i]);
		squeeze(site && strlen(site) <= SITE_MOST ? site : "", other, sizeof other);
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

/* --- fields */

static const char *choose_first(struct evidence *e, enum wd_field field)
{
	size_t place = 0;
	struct claim *claim = evidence_next(e, field, &place);
	if (!claim)
		return NULL;
	claim->is_chosen = true;
	return claim_folded(e, claim->value);
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
		char *rest = (char *)(uintptr_t)claim_folded(e, c->value);
		for (char *part;
		     (part = strsep(&rest, field == WD_KEYWORD ? ",;" : "\n")) && count < LIST_MOST; count++)
			wd_set(article, field, claim_folded(e, part));
	}
}

static const char *choose_access(struct evidence *e)
{
	const char *is_free = choose_first(e, WD_ACCESS);
	return !is_free                        ? NULL
	       : !strcasecmp(is_free, "false") ? "paid"
	       : !strcasecmp(is_free, "true")  ? "free"
	                                       : NULL;
}

/* "en_GB" is written "en-GB" in BCP 47. */
static const char *choose_language(struct evidence *e)
{
	static const char *const rules[] = { "html.lang", "jsonld.inLanguage", "meta.og:locale",
		                             "meta.content-language" };
	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
		struct claim *claim = claim_by(e, WD_LANGUAGE, rules[i]);
		if (!claim || strlen(claim->value) > 12)
			continue;
		claim->is_chosen = true;
		char *tag = (char *)(uintptr_t)claim_folded(e, claim->value);
		for (char *at = tag; *at; at++)
			if (*at == '_')
				*at = '-';
		return tag;
	}
	return NULL;
}

static const char *choose_summary(struct evidence *e)
{
	static const char *const rules[] = { "jsonld.description", "meta.og:description", "meta.description",
		                             "meta.twitter:description" };
	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
		struct claim *claim = claim_by(e, WD_SUMMARY, rules[i]);
		const char *text = claim ? claim_folded(e, claim->value) : "";
		if (!*text)
			continue;
		claim->is_chosen = true;
		return text;
	}
	return NULL;
}

static const char *choose_image(struct evidence *e)
{
	size_t place = 0;
	for (struct claim *c; (c = evidence_next(e, WD_IMAGE, &place));)
		if (!strncmp(c->value, "http", 4) || c->value[0] == '/') {
			c->is_chosen = true;
			return claim_folded(e, c->value);
		}
	return NULL;
}

void choose_fields(struct evidence *e, wd_object *article)
{
	wd_set(article, WD_SUMMARY, choose_summary(e));
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
