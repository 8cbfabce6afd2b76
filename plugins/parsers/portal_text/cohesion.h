/* SPDX-License-Identifier: MIT
 * Which lines of a page belong together: a story keeps to its names and words, its neighbours have others. */
#ifndef PLUGINS_PORTAL_TEXT_COHESION_H
#define PLUGINS_PORTAL_TEXT_COHESION_H
#include "../common/lines.h"

struct cohesion {
	size_t first, end; /* the run of lines that share a subject */
	double *scores; /* of each line: how much it shares with the run; below 0: it names what the run does not know */
};

/* Finds the run; false: out of memory. The caller frees scores. */
bool cohesion_find(const struct lines *lines, struct cohesion *out);

#endif
