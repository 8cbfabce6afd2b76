/* SPDX-License-Identifier: MIT
 * Which blocks are the body. Several ways of choosing make a candidate each; the one with the highest F1 that the
 * classifier lets expect is taken. */
#ifndef ARTICLE_JUDGE_H
#define ARTICLE_JUDGE_H
#include "features.h"

/* sure: of each block. is_chosen: room for as many. Gives the F1 to be expected, 0 where nothing is chosen. */
float judge_choose(const struct page *page, const float *sure, bool *is_chosen);

#endif
