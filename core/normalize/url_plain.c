/* SPDX-License-Identifier: MIT
 * Most addresses come out of the standard's parser as they went in. This tells which, in one pass over their bytes, and
 * leaves whatever could need the parser (escapes, dot segments, ports, names that are not ASCII) to it. */
#include "core/normalize/url_parts.h"

/* Bytes that are written as they are in host, path, query and fragment. */
static bool is_plain(char c)
{
#define ALNUM_8(c) [c] = 1, [(c) + 1] = 1, [(c) + 2] = 1, [(c) + 3] = 1, [(c) + 4] = 1, [(c) + 5] = 1, [(c) + 6] = 1, [(c) + 7] = 1
#define LETTERS(c) ALNUM_8(c), ALNUM_8((c) + 8), ALNUM_8((c) + 16), [(c) + 24] = 1, [(c) + 25] = 1
	static const bool plain[0x100] = {
		LETTERS('a'), LETTERS('A'), ALNUM_8('0'), ['8'] = 1, ['9'] = 1,
		['-'] = 1, ['.'] = 1, ['_'] = 1, ['~'] = 1, ['!'] = 1, ['$'] = 1, ['&'] = 1,
		['('] = 1, [')'] = 1, ['*'] = 1, ['+'] = 1, [','] = 1, [';'] = 1, ['='] = 1,
		[':'] = 1, ['@'] = 1, ['/'] = 1, ['%'] = 1, ['?'] = 1,
	};
#undef ALNUM_8
#undef LETTERS
	return plain[(unsigned char)c];
}

/* From a slash on: nothing to escape, and no segment of dots. */
static bool is_plain_path(struct str s)
{
	for (size_t i = 0; i < s.len; i++) {
		const char c = s.ptr[i], next = i + 1 < s.len ? s.ptr[i + 1] : '\0';
		if (c == '#') { /* in a fragment */
			for (i++; i < s.len; i++)
				if (!is_plain(s.ptr[i]))
					return false;
			return true;
		}
		if (!is_plain(c) || (c == '/' && (next == '.' || next == '%')))
			return false;
	}
	return true;
}

/* A name in lower case whose last label is no number; gives its length. */
static size_t plain_host(struct str s)
{
	size_t label = 0, i = 0;
	bool has_hyphen = false;
	for (; i < s.len && s.ptr[i] != '/'; i++) {
		const char c = s.ptr[i];
		has_hyphen |= c == '-';
		if (!(c >= 'a' && c <= 'z') && !ascii_is_digit(c) && c != '-' && c != '.')
			return 0;
		label = c == '.' ? i + 1 : label;
	}
	const struct str host = str_slice(s, 0, i);
	const bool is_name = label < i && host.ptr[label] >= 'a' && host.ptr[label] <= 'z';
	const bool is_international = has_hyphen && str_find(host, STR("xn--")) != STR_NONE;
	return i < s.len && is_name && i < URL_HOST_LONGEST && !is_international ? i : 0;
}

/* Length of "https://host", 0 where it is not plain. */
static size_t plain_origin(struct str s)
{
	const size_t scheme = str_starts(s, STR("https://")) ? 8 : str_starts(s, STR("http://")) ? 7 : 0;
	const size_t host = scheme ? plain_host(str_from(s, scheme)) : 0;
	return host ? scheme + host : 0;
}

bool url_resolve_plain(struct str text, struct str base, struct buf *out)
{
	const bool is_path = text.len && text.ptr[0] == '/' && !(text.len > 1 && text.ptr[1] == '/');
	const size_t origin = plain_origin(is_path ? base : text);
	if (!origin || !is_plain_path(is_path ? text : str_from(text, origin)))
		return false;
	if (is_path)
		buf_add(out, str_slice(base, 0, origin));
	buf_add(out, text);
	return true;
}

/* Without escapes, which have one form among several, and without a fragment, which may be kept. */
bool url_canonical_plain(struct str absolute, struct buf *out)
{
	const size_t origin = plain_origin(absolute);
	const struct str path = str_from(absolute, origin);
	if (!origin || !is_plain_path(path) || str_chr(path, '%') != STR_NONE || str_chr(path, '#') != STR_NONE)
		return false;
	const size_t query = str_chr(path, '?');
	buf_add(out, str_slice(absolute, 0, origin));
	buf_add(out, str_slice(path, 0, query));
	if (query != STR_NONE)
		url_add_query(str_from(path, query + 1), out);
	return true;
}
