/* SPDX-License-Identifier: MIT
 * A rule's pattern against path and query: from the start, '*' is any run, '$' at the end anchors. */
#include "core/schedule/robots_parts.h"

static bool is_hex(char c)
{
	return ascii_is_digit(c) || (ascii_lower(c) >= 'a' && ascii_lower(c) <= 'f');
}

static char hex_upper(char c)
{
	return c >= 'a' && c <= 'f' ? (char)(c - 32) : c;
}

static bool is_escape(struct str s)
{
	return s.len >= 3 && s.ptr[0] == '%' && is_hex(s.ptr[1]) && is_hex(s.ptr[2]);
}

static size_t write_escape(char *out, char high, char low)
{
	out[0] = '%';
	out[1] = hex_upper(high);
	out[2] = hex_upper(low);
	return 3;
}

struct str robots_normalize_pattern(struct str pattern, struct arena *arena)
{
	static const char digits[] = "0123456789ABCDEF";
	char *out = arena_alloc(arena, pattern.len * 3 + 1);
	size_t len = 0;
	for (size_t i = 0; i < pattern.len; i++) {
		const unsigned char c = (unsigned char)pattern.ptr[i];
		if (is_escape(str_from(pattern, i))) {
			len += write_escape(out + len, pattern.ptr[i + 1], pattern.ptr[i + 2]);
			i += 2;
		} else if (c > 0x7F) {
			len += write_escape(out + len, digits[c >> 4], digits[c & 15]);
		} else {
			out[len++] = (char)c;
		}
	}
	return str_n(out, len);
}

static size_t find_path_start(struct str s)
{
	size_t i = 0;
	while (i < s.len && s.ptr[i] != '/' && s.ptr[i] != '?' && s.ptr[i] != ';')
		i++;
	return i;
}

/* Where the host begins: behind "//" or "scheme://". An address without a scheme begins with its host. */
static size_t find_host(struct str url)
{
	const size_t start = str_starts(url, STR("//")) ? 2 : 0;
	const struct str rest = str_from(url, start);
	const size_t scheme = str_find(rest, STR("://"));
	return scheme == STR_NONE || find_path_start(rest) < scheme ? start : start + scheme + 3;
}

struct str robots_path(struct str url, struct arena *arena)
{
	const struct str bare = str_slice(url, 0, str_chr(url, '#'));
	const struct str behind = str_from(bare, find_host(bare));
	const struct str path = str_from(behind, find_path_start(behind));
	const bool has_slash = str_starts(path, STR("/"));
	char *out = arena_alloc(arena, path.len + 1);
	size_t len = 0;
	if (!has_slash)
		out[len++] = '/';
	for (size_t i = 0; i < path.len; i++)
		if (is_escape(str_from(path, i))) {
			len += write_escape(out + len, path.ptr[i + 1], path.ptr[i + 2]);
			i += 2;
		} else {
			out[len++] = path.ptr[i];
		}
	return str_n(out, len);
}

/* The pieces between stars are looked for from left to right, each at its first place: what a later place
 * would allow the earlier one does too, so nothing is ever tried again. The last piece of an anchored pattern
 * must end the path. */
bool robots_match(struct str path, struct str pattern)
{
	const bool is_anchored = str_ends(pattern, STR("$"));
	struct str rest = str_slice(pattern, 0, pattern.len - is_anchored), piece;
	bool is_first = true;
	while (str_next(&rest, '*', &piece)) {
		const bool is_last = !rest.ptr;
		size_t at = is_first ? 0 : str_find(path, piece);
		if (is_last && is_anchored && !is_first)
			at = path.len >= piece.len ? path.len - piece.len : 0;
		if (at == STR_NONE || !str_starts(str_from(path, at), piece))
			return false;
		path = str_from(path, at + piece.len);
		is_first = false;
	}
	return !is_anchored || !path.len;
}
