/* SPDX-License-Identifier: MIT
 * Sixteen bytes looked at together: how text is passed over that holds nothing of what is sought, as most does not.
 *
 *	while (end - p >= LANES && !lanes_any(lanes_at(p) == '&'))
 *		p += LANES;
 */
#ifndef PLUGINS_PARSERS_XML_LANES_H
#define PLUGINS_PARSERS_XML_LANES_H
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

typedef unsigned char lanes __attribute__((vector_size(16)));
enum { LANES = sizeof(lanes) };

static inline lanes lanes_at(const char *p)
{
	lanes bytes;
	memcpy(&bytes, p, sizeof bytes);
	return bytes;
}

/* Whether a comparison, or several joined by |, holds for one of them. */
static inline bool lanes_any(lanes found)
{
	uint64_t halves[2];
	memcpy(halves, &found, sizeof halves);
	return (halves[0] | halves[1]) != 0;
}

#endif
