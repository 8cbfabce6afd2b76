/* SPDX-License-Identifier: MIT
 * Searching text sixteen bytes at a time, in the vectors that gcc and clang have for every processor.
 *
 *	static span_bytes is_mark(span_bytes bytes)
 *	{
 *		return (span_bytes)((bytes == '.') | (bytes >= 0x80));
 *	}
 *	...
 *	const size_t end = span_find(text, at, is_mark);
 */
#ifndef CORE_BASE_SPAN_H
#define CORE_BASE_SPAN_H
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "core/base/str.h"

typedef unsigned char span_bytes __attribute__((vector_size(16)));
typedef signed char span_signed __attribute__((vector_size(16)));
enum { SPAN = sizeof(span_bytes) };

static inline span_bytes span_load(const char *at)
{
	span_bytes bytes;
	memcpy(&bytes, at, sizeof bytes);
	return bytes;
}

/* The bytes from at on; behind the end of s are zeros. */
static inline span_bytes span_load_up_to(struct str s, size_t at)
{
	span_bytes bytes = { 0 };
	const size_t left = s.len - at;
	if (left >= SPAN)
		return span_load(s.ptr + at);
	memcpy(&bytes, s.ptr + at, left);
	return bytes;
}

/* A bit for each byte of what a comparison gave, the first byte's the lowest. */
static inline unsigned span_bits(span_bytes mask)
{
#ifdef __SSE2__
	return (unsigned)_mm_movemask_epi8((__m128i)mask);
#else
	unsigned bits = 0;
	for (unsigned i = 0; i < SPAN; i++)
		bits |= (mask[i] & 1u) << i;
	return bits;
#endif
}

/* The place of the lowest bit, SPAN where there is none. */
static inline unsigned span_first(unsigned bits)
{
	return (unsigned)__builtin_ctz(bits | 1u << SPAN);
}

enum { SPAN_BITS = 64 };

/* A bit for each of the 64 bytes from at on, the first byte's the lowest: whether is_sought marks it. Behind the end of
 * s are zeros. */
static inline __attribute__((always_inline)) uint64_t span_bits_64(struct str s, size_t at,
                                                                   span_bytes (*is_sought)(span_bytes bytes))
{
	uint64_t bits = 0;
	if (s.len - at < SPAN_BITS) {
		for (unsigned i = 0; at + i < s.len; i += SPAN)
			bits |= (uint64_t)span_bits(is_sought(span_load_up_to(s, at + i))) << i;
		return bits;
	}
	const char *from = s.ptr + at;
	const unsigned low =
		span_bits(is_sought(span_load(from))) | span_bits(is_sought(span_load(from + SPAN))) << SPAN;
	const unsigned high = span_bits(is_sought(span_load(from + 2 * SPAN))) |
	                      span_bits(is_sought(span_load(from + 3 * SPAN))) << SPAN;
	return low | (uint64_t)high << 2 * SPAN;
}

/* The bits from place on; none where place is behind the last. */
static inline uint64_t span_bits_from(unsigned place)
{
	return place < SPAN_BITS ? ~UINT64_C(0) << place : 0;
}

/* Where, from at on, the first byte stands that is_sought marks; s.len where there is none. */
static inline __attribute__((always_inline)) size_t span_find(struct str s, size_t at,
                                                              span_bytes (*is_sought)(span_bytes bytes))
{
	for (; s.len - at >= SPAN; at += SPAN) {
		const unsigned found = span_bits(is_sought(span_load(s.ptr + at)));
		if (found)
			return at + span_first(found);
	}
	const size_t left = s.len - at;
	if (!left)
		return at;
	/* The last bytes are looked at with what stands before them, which is cheaper than a copy. */
	const unsigned found =
		s.len >= SPAN ? span_bits(is_sought(span_load(s.ptr + s.len - SPAN))) >> (SPAN - left)
			      : span_bits(is_sought(span_load_up_to(s, at)));
	const unsigned first = span_first(found);
	return first < left ? at + first : s.len;
}

#endif
