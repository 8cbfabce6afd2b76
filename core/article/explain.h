/* SPDX-License-Identifier: MIT
 * Why a record says what it says: for each field the rules that were tried, what each found, and which one won. Gathered
 * only when somebody has asked; a bound on their number and on the length of a value keeps it small.
 *
 *	article->is_explained = true;
 *	article_explain(&article->self, WD_TITLE, &(struct explanation){ .rule = "og:title", .value = STR("…") });
 *	article_explain_rest(article);       // what the parser set without a word
 *	article_explanations(article, &out); // {"title":[{"rule":"og:title","value":"…"}]}
 */
#ifndef CORE_ARTICLE_EXPLAIN_H
#define CORE_ARTICLE_EXPLAIN_H
#include "core/article/article.h"

struct explanation {
	struct explanation *next;
	const struct object *object;
	enum wd_field field;
	const char *rule;
	int line;         /* in the document; 0: unknown */
	const char *path; /* a simple XPath of the node; NULL: none */
	struct str value; /* as found; ptr NULL: the rule found nothing */
	bool is_chosen;
};

/* Copies what it is given; nothing where article->is_explained is not set. */
void article_explain(struct object *object, enum wd_field field, const struct explanation *why);
/* Before normalizing: what is set and not explained is the parser's own doing. */
void article_explain_rest(struct article *article);
/* One JSON object: {FIELD: [{rule, line, path, value, chosen}]}, fields in the order of the record, those of parts as
 * "media.url". */
void article_explanations(const struct article *article, struct buf *out);

#endif
