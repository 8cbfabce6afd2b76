/* SPDX-License-Identifier: MIT
 * How good a choice of blocks is against the expected text: F1 over shingles of so many words. */
#ifndef ARTICLE_TRAIN_SCORE_H
#define ARTICLE_TRAIN_SCORE_H
#include "corpus.h"

struct score {
	double precision, recall, f1;
};

struct score score_choice(const struct sample *sample, const bool *is_chosen, size_t shingle);

#endif
