/* SPDX-License-Identifier: MIT
 * What kind of page it is, whether the text is all there, and why. The codes stand in wiredesk-article(7). */
#ifndef ARTICLE_CLASS_H
#define ARTICLE_CLASS_H
#include "evidence.h"

enum page_class {
	CLASS_ARTICLE,
	CLASS_LIVE,
	CLASS_LIST,
	CLASS_MEDIA,
	CLASS_TEASER,
	CLASS_CONSENT,
	CLASS_CHALLENGE,
	CLASS_LOGIN,
	CLASS_ERROR
};

struct verdict {
	enum page_class class;
	bool is_complete, has_body; /* has_body false: what text there is belongs to no story */
	const char *why[8];
	size_t why_count;
};

struct findings {          /* of those who read the body */
	size_t words;      /* in the body */
	size_t data_words; /* of them, where the body is JSON-LD's */
	float expected;    /* F1 that the judge expects, 0 to 1 */
	const bool *is_chosen;
	const char *url;
};

struct verdict class_judge(const struct evidence *evidence, const struct findings *findings);
void class_set(const struct verdict *verdict, wd_object *article);

#endif
