/* SPDX-License-Identifier: MIT
 * From labelled pages to hints and two models, and back: what they say of a page that they have not seen. */
#ifndef ARTICLE_TRAIN_LEARN_H
#define ARTICLE_TRAIN_LEARN_H
#include "boost.h"
#include "corpus.h"
#include "learn_hints.h"

struct learnt {
	struct lesson lesson;
	struct grown first, second;
};

/* From the samples that are taken. */
void learn(struct learnt *learnt, const struct sample *samples, size_t count, const bool *is_taken);
/* Fills in sample->sure. */
void learnt_ask(struct learnt *learnt, struct sample *sample);
void learnt_free(struct learnt *learnt);

#endif
