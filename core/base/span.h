/* SPDX-License-Identifier: MIT
 * Searching text sixteen bytes at a time, in the vectors that gcc and clang have for every processor. */
#ifndef CORE_BASE_SPAN_H
#define CORE_BASE_SPAN_H
#include "core/base/str.h"

typedef unsigned char span_bytes __attribute__((vector_size(16)));
enum { SPAN = sizeof(span_bytes) };

static inline span_bytes span_load(const char *at)
{
	span_bytes bytes;
	memcpy(&bytes, at, sizeof bytes);
	return bytes;
}

/* Whether any byte of what a comparison gave is set. */
static inline bool span_any(span_bytes mask)
{
	uint64_t halves[2];
	memcpy(halves, &mask, sizeof halves);
	return (halves[0] | halves[1]) != 0;
}

#endif
