/* SPDX-License-Identifier: MIT
 * Borrowed bytes: a pointer and a length, never owned, not ended by NUL unless the maker says so. */
#ifndef CORE_BASE_STR_H
#define CORE_BASE_STR_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct str {
	const char *ptr;
	size_t len;
};

#define STR(literal) ((struct str){ (literal), sizeof(literal) - 1 })
/* For printf("%.*s", STR_ARG(s)) */
#define STR_ARG(s) (int)(s).len, (s).ptr

static inline struct str str_c(const char *text) /* NULL gives the empty string */
{
	return (struct str){ text ? text : "", text ? strlen(text) : 0 };
}

static inline struct str str_n(const char *ptr, size_t len)
{
	return (struct str){ ptr, len };
}

static inline bool str_eq(struct str a, struct str b)
{
	return a.len == b.len && (!a.len || !memcmp(a.ptr, b.ptr, a.len));
}

static inline struct str str_from(struct str s, size_t start) /* start may lie behind the end */
{
	return start >= s.len ? (struct str){ s.ptr + s.len, 0 } : (struct str){ s.ptr + start, s.len - start };
}

static inline struct str str_slice(struct str s, size_t start, size_t end)
{
	if (end > s.len)
		end = s.len;
	return start >= end ? (struct str){ s.ptr, 0 } : (struct str){ s.ptr + start, end - start };
}

#define STR_NONE ((size_t)-1)

/* ASCII rules throughout; bytes over 7F are left alone. */
bool str_eq_nocase(struct str a, struct str b);
bool str_starts(struct str s, struct str prefix);
bool str_starts_nocase(struct str s, struct str prefix);
bool str_ends(struct str s, struct str suffix);
bool str_ends_nocase(struct str s, struct str suffix);
size_t str_find(struct str s, struct str needle); /* place, or STR_NONE */
size_t str_find_nocase(struct str s, struct str needle);
size_t str_chr(struct str s, char c);
struct str str_trim(struct str s); /* without blanks, tabs, line ends and form feeds around */
/* Takes the part before the next sep off the front of *rest into *out; false when nothing is left. */
bool str_next(struct str *rest, char sep, struct str *out);
bool str_to_int(struct str s, int64_t *out); /* decimal, whole string; false on anything else or overflow */

static inline bool ascii_is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static inline bool ascii_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static inline bool ascii_is_alpha(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static inline char ascii_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

/* Levenshtein distance of two short names, cut at 8: for "did you mean". */
unsigned str_distance(struct str a, struct str b);

#endif
