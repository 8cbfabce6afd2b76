/* SPDX-License-Identifier: MIT
 * Hints from labelled pages: for each word, the share of the text under it that is the story's, a mean over sites. A
 * page is shown hints that its own site had no part in, else the models would trust them too much.
 *
 *	struct lesson lesson;
 *	lesson_learn(&lesson, samples, count, is_taken);
 *	struct hints hints = lesson_hints(&lesson, sample->site);     // until the next call
 *	lesson_free(&lesson);
 */
#ifndef ARTICLE_TRAIN_LEARN_HINTS_H
#define ARTICLE_TRAIN_LEARN_HINTS_H
#include "../hints.h"
#include "corpus.h"

struct tally { /* of a word on a site */
	uint32_t word, site;
	float good, all;
};

struct known { /* a word that enough sites have */
	uint32_t word, sites;
	float shares; /* the sum of the sites' */
	struct tally *tallies;
};

struct subject { /* marks, or words */
	VECTOR(struct tally) tallies;
	VECTOR(struct known) known;
	VECTOR(struct hint) hints;
	float prior;
};

struct lesson {
	struct subject marks, words;
};

void lesson_learn(struct lesson *lesson, const struct sample *samples, size_t count, const bool *is_taken);
struct hints lesson_hints(struct lesson *lesson, uint32_t without_site); /* 0: of all sites */
void lesson_free(struct lesson *lesson);

#endif
