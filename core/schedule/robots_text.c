/* SPDX-License-Identifier: MIT
 * The text of a robots.txt that is UTF-16, as some editors save it: RFC 9309 wants UTF-8, but the rules are meant. */
#include "core/doc/utf8.h"
#include "core/schedule/robots_parts.h"

enum { BEFORE_PAIRS = 0x10000, HIGH = 0xD800, LOW = 0xDC00, BEHIND = 0xE000, UNKNOWN = 0xFFFD };

struct units {
	struct str rest;
	bool is_big; /* the first byte of a unit is its upper half */
};

/* By its mark or, where it has none, by the NULs that each character of ASCII has beside it. */
static bool find_units(struct str bytes, struct units *out)
{
	const unsigned char *b = (const unsigned char *)bytes.ptr;
	if (bytes.len < 4)
		return false;
	const bool has_mark = (b[0] == 0xFF && b[1] == 0xFE) || (b[0] == 0xFE && b[1] == 0xFF);
	const bool is_big = has_mark ? b[0] == 0xFE : !b[0] && b[1] && !b[2] && b[3];
	const bool is_little = has_mark ? b[0] == 0xFF : b[0] && !b[1] && b[2] && !b[3];
	*out = (struct units){ .rest = str_from(bytes, has_mark ? 2 : 0), .is_big = is_big };
	return is_big || is_little;
}

static uint32_t take_unit(struct units *units)
{
	const unsigned char *b = (const unsigned char *)units->rest.ptr;
	units->rest = str_from(units->rest, 2);
	return units->is_big ? (uint32_t)b[0] << 8 | b[1] : (uint32_t)b[1] << 8 | b[0];
}

static uint32_t take_character(struct units *units)
{
	const uint32_t high = take_unit(units);
	if (high < HIGH || high >= BEHIND)
		return high;
	struct units behind = *units;
	const uint32_t low = high < LOW && behind.rest.len > 1 ? take_unit(&behind) : 0;
	if (low < LOW || low >= BEHIND)
		return UNKNOWN;
	*units = behind;
	return BEFORE_PAIRS + ((high - HIGH) << 10) + (low - LOW);
}

struct str robots_text(struct str bytes, struct arena *arena)
{
	struct units units;
	if (!find_units(bytes, &units))
		return bytes;
	char *out = arena_alloc(arena, units.rest.len / 2 * 3 + 1); /* a unit is three bytes at most */
	size_t len = 0;
	while (units.rest.len > 1)
		len += utf8_write(take_character(&units), out + len);
	return str_n(out, len);
}
