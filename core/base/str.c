/* SPDX-License-Identifier: MIT */
#include "core/base/str.h"

bool str_eq_nocase(struct str a, struct str b)
{
	return a.len == b.len && str_starts_nocase(a, b);
}

bool str_starts(struct str s, struct str prefix)
{
	return s.len >= prefix.len && (!prefix.len || !memcmp(s.ptr, prefix.ptr, prefix.len));
}

bool str_starts_nocase(struct str s, struct str prefix)
{
	if (s.len < prefix.len)
		return false;
	for (size_t i = 0; i < prefix.len; i++)
		if (ascii_lower(s.ptr[i]) != ascii_lower(prefix.ptr[i]))
			return false;
	return true;
}

bool str_ends(struct str s, struct str suffix)
{
	return s.len >= suffix.len && str_eq(str_from(s, s.len - suffix.len), suffix);
}

bool str_ends_nocase(struct str s, struct str suffix)
{
	return s.len >= suffix.len && str_eq_nocase(str_from(s, s.len - suffix.len), suffix);
}

size_t str_find(struct str s, struct str needle)
{
	if (!needle.len)
		return 0;
	const char *at = s.len ? memmem(s.ptr, s.len, needle.ptr, needle.len) : NULL;
	return at ? (size_t)(at - s.ptr) : STR_NONE;
}

size_t str_find_nocase(struct str s, struct str needle)
{
	for (size_t i = 0; i + needle.len <= s.len; i++)
		if (str_starts_nocase(str_from(s, i), needle))
			return i;
	return STR_NONE;
}

size_t str_chr(struct str s, char c)
{
	const char *at = s.len ? memchr(s.ptr, c, s.len) : NULL;
	return at ? (size_t)(at - s.ptr) : STR_NONE;
}

struct str str_trim(struct str s)
{
	while (s.len && ascii_is_space(s.ptr[0])) {
		s.ptr++;
		s.len--;
	}
	while (s.len && ascii_is_space(s.ptr[s.len - 1]))
		s.len--;
	return s;
}

bool str_next(struct str *rest, char sep, struct str *out)
{
	if (!rest->ptr)
		return false;
	const size_t at = str_chr(*rest, sep);
	if (at == STR_NONE) {
		*out = *rest;
		*rest = (struct str){ NULL, 0 };
		return true;
	}
	*out = str_slice(*rest, 0, at);
	*rest = str_from(*rest, at + 1);
	return true;
}

bool str_to_int(struct str s, int64_t *out)
{
	const bool is_negative = s.len && s.ptr[0] == '-';
	size_t i = is_negative || (s.len && s.ptr[0] == '+');
	if (i == s.len)
		return false;
	int64_t value = 0;
	for (; i < s.len; i++) {
		if (!ascii_is_digit(s.ptr[i]))
			return false;
		const int digit = s.ptr[i] - '0';
		if (__builtin_mul_overflow(value, 10, &value) ||
		    __builtin_add_overflow(value, is_negative ? -digit : digit, &value))
			return false;
	}
	*out = value;
	return true;
}

enum { DISTANCE_MOST = 8, DISTANCE_LENGTH = 64 };

static unsigned least(unsigned a, unsigned b, unsigned c)
{
	const unsigned m = a < b ? a : b;
	return m < c ? m : c;
}

unsigned str_distance(struct str a, struct str b)
{
	if (a.len > DISTANCE_LENGTH || b.len > DISTANCE_LENGTH)
		return DISTANCE_MOST;
	unsigned row[DISTANCE_LENGTH + 1];
	for (size_t j = 0; j <= b.len; j++)
		row[j] = (unsigned)j;
	for (size_t i = 1; i <= a.len; i++) {
		unsigned diagonal = row[0];
		row[0] = (unsigned)i;
		for (size_t j = 1; j <= b.len; j++) {
			const unsigned above = row[j];
			row[j] = least(above + 1, row[j - 1] + 1, diagonal + (a.ptr[i - 1] != b.ptr[j - 1]));
			diagonal = above;
		}
	}
	return row[b.len] < DISTANCE_MOST ? row[b.len] : DISTANCE_MOST;
}
