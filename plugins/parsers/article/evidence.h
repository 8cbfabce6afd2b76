/* SPDX-License-Identifier: MIT
 * What a page claims of itself: every place that tells a title, a date, an author … is a claim, with the rule that
 * found it. choose.c takes the best; those that lost stay at hand for an explanation. */
#ifndef ARTICLE_EVIDENCE_H
#define ARTICLE_EVIDENCE_H
#include "json.h"
#include "page.h"

struct claim {
	enum wd_field field;
	const char *rule;     /* "jsonld.headline", "meta.og:title", "h1" … */
	const char *value;    /* white space not folded */
	const wd_node *where; /* NULL where it is no node */
	bool is_chosen;
};

struct evidence {
	struct page *page;
	struct json json;
	VECTOR(struct claim) claims;
	uint32_t article;  /* in json: the object that describes the page's article, 0 without */
	const char *types; /* what it says that it is: "NewsArticle" */
	const char *body;  /* articleBody, or NULL */
	const char *url;   /* the document's, or NULL */
};

/* What stands before a name in a byline, in small letters; ends in NULL. */
extern const char *const byline_openings[];

void evidence_gather(struct evidence *evidence, struct page *page, const char *url);
void evidence_done(struct evidence *evidence);
/* The first claim of a field that follows *place (from 0), or NULL. */
struct claim *evidence_next(const struct evidence *evidence, enum wd_field field, size_t *place);
/* The value of the first claim by that rule, or NULL. */
const char *evidence_by(const struct evidence *evidence, enum wd_field field, const char *rule);

#endif
