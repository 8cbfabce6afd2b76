/* SPDX-License-Identifier: MIT
 * UTF-8 read and written code point by code point. */
#ifndef CORE_DOC_UTF8_H
#define CORE_DOC_UTF8_H
#include "core/base/span.h"

static inline bool utf8_is_tail(char c)
{
	return ((unsigned char)c & 0xC0) == 0x80;
}

/* Length of the well-formed sequence at at (Unicode's table 3-7: no overlong forms, surrogates or values over
 * 10FFFF), its code point in *out; 0 where there is none. Each length on its own: that is twice as fast as a loop. */
static inline unsigned utf8_read(struct str s, size_t at, uint32_t *out)
{
	const char *p = s.ptr + at;
	const size_t left = s.len - at;
	const uint32_t first = (unsigned char)p[0];
	if (first < 0x80) {
		*out = first;
		return 1;
	}
	if (first < 0xC2 || first > 0xF4 || left < 2 || !utf8_is_tail(p[1]))
		return 0;
	uint32_t code = first << 6 | (p[1] & 0x3F);
	if (first < 0xE0) {
		*out = code & 0x7FF;
		return 2;
	}
	if (left < 3 || !utf8_is_tail(p[2]))
		return 0;
	code = code << 6 | (p[2] & 0x3F);
	if (first < 0xF0) {
		*out = code &= 0xFFFF;
		return code < 0x800 || (code >= 0xD800 && code <= 0xDFFF) ? 0 : 3;
	}
	if (left < 4 || !utf8_is_tail(p[3]))
		return 0;
	*out = code = (code << 6 | (p[3] & 0x3F)) & 0x1FFFFF;
	return code < 0x10000 || code > 0x10FFFF ? 0 : 4;
}

static inline bool utf8_is_valid(struct str s)
{
	uint32_t code;
	for (size_t at = 0, n; at < s.len; at += n)
		if (!(n = utf8_read(s, at, &code)))
			return false;
	return true;
}

/* Writes code (a scalar value) and gives its length, at most 4. */
static inline unsigned utf8_write(uint32_t code, char *out)
{
	if (code < 0x80) {
		out[0] = (char)code;
		return 1;
	}
	const unsigned len = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
	for (unsigned i = len - 1; i; i--) {
		out[i] = (char)(0x80 | (code & 0x3F));
		code >>= 6;
	}
	out[0] = (char)((0xF00u >> len & 0xFF) | code);
	return len;
}

static inline span_bytes utf8_is_high(span_bytes bytes)
{
	return (span_bytes)(bytes >= 0x80);
}

/* How many of the bytes from at on are ASCII. */
static inline size_t utf8_ascii_run(struct str s, size_t at)
{
	return span_find(s, at, utf8_is_high) - at;
}

#endif
