/* SPDX-License-Identifier: MIT
 * What a parser yields for a source: how often each field was filled in its articles, and how long their bodies were, long
 * ago and lately. When lately differs from long ago by more than chance allows, the source has changed, or the parser has:
 * that is drift. No clock, no I/O.
 *
 * What is long ago comes from the articles that have left the window of the latest ones; it stands still during drift, so
 * that the alarm ends only when the fields are found again. */
#ifndef CORE_DESK_YIELD_H
#define CORE_DESK_YIELD_H
#include <stdbool.h>
#include <stdint.h>

#include "core/article/record.h"

enum { YIELD_WINDOW = 16 /* the latest articles */, YIELD_LEAST = 30 /* before the window, to know what is usual */ };

/* Plain numbers: a row of the state. All zero: nothing known yet. */
struct yield {
	uint32_t seen;                         /* articles that have left the window */
	uint32_t lately[RECORD_FILLED_FIELDS]; /* a bit each of the latest articles, the last one lowest */
	uint32_t lately_count;                 /* in the window */
	float usual[RECORD_FILLED_FIELDS];     /* share of articles with the field, before the window */
	float length, spread;                  /* mean and variance of the bodies' log2 of words, before the window */
	uint8_t lengths[YIELD_WINDOW];         /* of the latest bodies, in sixteenths of log2; 0: there was none */
	uint32_t drifts;                       /* a bit for each field, and YIELD_LENGTH: found to drift */
};

enum { YIELD_LENGTH = RECORD_FILLED_FIELDS /* bit of a body's length */ };

/* Takes one more article in: which fields it has (bits of enum record_filled), words of its body. Gives the fields that
 * began to drift with it. */
uint32_t yield_add(struct yield *yield, uint32_t filled, uint32_t words);
/* Should an article have this field, as they go? True from YIELD_LEAST articles on, where 19 in 20 have it. */
bool yield_expects(const struct yield *yield, enum record_filled field);
const char *yield_name(unsigned field); /* "title", …, "length" */

#endif
