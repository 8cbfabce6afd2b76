/* SPDX-License-Identifier: MIT
 * What a block classifier looks at, a number each. The first model sees those of the page, the second also what the
 * first one said of the block's neighbours and containers. Program and trainer share this file: a change of the
 * list needs new tables (train/). */
#ifndef ARTICLE_FEATURES_H
#define ARTICLE_FEATURES_H
#include "page.h"

#define FEATURES_OF_LEVEL(X, n)                                                                              \
	X(LEVEL##n##_BLOCKS)                                                                                 \
	X(LEVEL##n##_SHARE) X(LEVEL##n##_LINKS) X(LEVEL##n##_SENTENCES) X(LEVEL##n##_LENGTH)                 \
		X(LEVEL##n##_PLACE) X(LEVEL##n##_LEAST) X(LEVEL##n##_MOST) X(LEVEL##n##_LONG)
#define FEATURES_OF_NEIGHBOUR(X, n) X(n##_WORDS) X(n##_LINKS) X(n##_ENDS) X(n##_TAG) X(n##_ALIKE)

#define FEATURES(X)                                                                                          \
	/* its letters */                                                                                    \
	X(WORDS)                                                                                             \
	X(RUNES) X(LINK_SHARE) X(LINKS) X(LETTER_SHARE) X(UPPER_SHARE) X(DIGIT_SHARE) X(COMMAS) X(SENTENCES) \
		X(CAPITALS) X(SIGNS) X(WORD_LENGTH) X(ENDS) X(BEGINS) X(STRONG_SHARE) X(BEHIND_BREAK)        \
			X(BEFORE_BREAK) /* its words */                                                      \
		X(WORD_LEAST) X(WORD_MOST) X(WORD_MEAN) X(WORD_OPENS) X(TITLE_SHARE) X(TITLE_COVER)          \
			X(SUMMARY_SHARE) X(SUMMARY_COVER) X(COMMON_SHARE) X(COPIES) /* its elements */       \
		X(TAG) X(INNER_TAG) X(PARENT_TAG) X(DEPTH) X(NAV) X(ASIDE) X(FOOTER) X(HEADER) X(FORM)       \
			X(FIGURE) X(TABLE) X(LIST) X(QUOTE) X(ARTICLE) X(MAIN) X(BODY) X(HIDDEN) X(CAPTION)  \
				X(HEADING) X(PRE) X(COMMENT) X(BUTTON) X(TIME) X(ITEM) X(MARK_LEAST)         \
					X(MARK_MOST) X(PARENT_LEAST) X(PARENT_MOST) X(AROUND_LEAST)          \
						X(AROUND_MOST) X(INNER_LEAST)                                \
							X(INNER_MOST) /* what looks alike */                 \
		X(ALIKE) X(ALIKE_LENGTH) X(ALIKE_LINKS) X(ALIKE_SENTENCES)                                   \
			X(ALIKE_SHARE) /* what it stands in: ever wider containers */                        \
		FEATURES_OF_LEVEL(X, 1) FEATURES_OF_LEVEL(X, 2) FEATURES_OF_LEVEL(X, 3)                      \
			FEATURES_OF_LEVEL(X, 4) /* the densest container, and the page's own claims */       \
		X(DENSE_STEPS) X(DENSE_PLACE) X(DENSE_BEFORE) X(DENSE_BEHIND) X(DENSE_SHARE) X(HAS_BODY)     \
			X(HAS_ARTICLE) X(IN_LONGEST_ARTICLE) /* its neighbours */                            \
		FEATURES_OF_NEIGHBOUR(X, BEFORE2) FEATURES_OF_NEIGHBOUR(X, BEFORE1)                          \
			FEATURES_OF_NEIGHBOUR(X, NEXT1) FEATURES_OF_NEIGHBOUR(X, NEXT2) X(STEPS_BEFORE)      \
				X(STEPS_NEXT) /* where it stands */                                          \
		X(PLACE) X(WORDS_BEFORE) X(FROM_TITLE) X(WORDS_FROM_TITLE) X(UNDER) X(UNDER_LEAST)           \
			X(UNDER_MEAN) X(UNDER_TAG) X(UNDER_STEPS) /* the page */                             \
		X(PAGE_WORDS) X(PAGE_BLOCKS) X(PAGE_LINKS) X(PAGE_LONGEST) X(PAGE_LONG)

#define FEATURES_OF_FIRST(X)                                                                                 \
	X(SURE)                                                                                              \
	X(SURE_BEFORE1) X(SURE_BEFORE2) X(SURE_BEFORE3) X(SURE_NEXT1) X(SURE_NEXT2) X(SURE_NEXT3)            \
		X(SURE_NEAR) X(SURE_AROUND) X(SURE_ALIKE) X(SURE_LEVEL1) X(SURE_LEVEL2) X(SURE_LEVEL3)       \
			X(SURE_LEVEL4) X(SURE_ABOVE) X(SURE_BELOW) X(SURE_MOST) X(SURE_UNDER)                \
				X(SURE_SECTION) X(SURE_RUN) X(SURE_WORDS) X(SURE_HERE_LEVEL)                 \
					X(SURE_PEAK_BEFORE) X(SURE_PEAK_BEHIND)

#define FEATURE_NUMBER(name) FEATURE_##name,
enum feature {
	FEATURES(FEATURE_NUMBER) FEATURES_FIRST,
	FEATURE_BEFORE_FIRST = FEATURES_FIRST - 1,
	FEATURES_OF_FIRST(FEATURE_NUMBER) FEATURES_ALL
};

/* What belongs to a page while its features are made; the memory is kept from page to page. */
struct sums { /* over all blocks before a block */
	uint32_t words, runes, link_runes, sentence_words, long_words;
	float sure, sure_words;
};

struct analysis {
	struct page *page;
	VECTOR(struct sums) sums; /* one more than blocks */
	VECTOR(uint32_t) wider;   /* of an element: the nearest around it that has more blocks */
	VECTOR(float) density;    /* of an element */
	VECTOR(uint32_t) path;    /* of a block: hash of what it and its elements look like */
	VECTOR(uint32_t) under;   /* of a block: the heading before it, itself where there is none */
	VECTOR(float) rows;       /* FEATURES_ALL a block */
	uint32_t dense, longest_article,
		title; /* elements; title: the block of the headline, or blocks.count */
	bool has_body;
};

/* title, summary: as the page's head has them, or NULL. */
void features_make(struct analysis *a, struct page *page, const char *title, const char *summary);
/* Adds those of the second model; sure: what the first one said of each block. */
void features_add_sure(struct analysis *a, const float *sure);
void features_done(struct analysis *a);
const char *feature_name(enum feature feature);

static inline float *features_row(const struct analysis *a, size_t block)
{
	return a->rows.at + block * FEATURES_ALL;
}

#endif
