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
 * 10FFFF), its code point in *out; 0 where there is none. */
static inline unsigned utf8_read(struct str s, size_t at, uint32_t *out)
{
	const unsigned char *p = (const unsigned char *)s.ptr + at;
	const size_t left = s.len - at;
	if (p[0] < 0x80) {
		*out = p[0];
		return 1;
	}
	if (p[0] < 0xC2 || p[0] > 0xF4)
		return 0;
	const unsigned len = p[0] < 0xE0 ? 2 : p[0] < 0xF0 ? 3 : 4;
	if (left < len)
		return 0;
	uint32_t code = p[0] & (0x7Fu >> len);
	for (unsigned i = 1; i < len; i++) {
		if ((p[i] & 0xC0) != 0x80)
			return 0;
		code = code << 6 | (p[i] & 0x3F);
	}
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	if (code < least[len] || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF))
		return 0;
	*out = code;
	return len;
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
