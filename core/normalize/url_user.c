/* SPDX-License-Identifier: MIT
 * "https://reader:secret@host/": a name and password within an address. They are sent to that host and shown nowhere, so
 * that whoever takes an address in parts them from it first. */
#include "core/normalize/normalize.h"

/* Where the host's part begins: behind the scheme's colon and the slashes, of which people write any number. */
static size_t authority_start(struct str url)
{
	size_t at = str_chr(url, ':');
	if (at == STR_NONE)
		return STR_NONE;
	const size_t slashes = ++at;
	while (at < url.len && (url.ptr[at] == '/' || url.ptr[at] == '\\'))
		at++;
	return at > slashes ? at : STR_NONE;
}

struct str url_user(struct str url)
{
	if (str_chr(url, '@') == STR_NONE) /* nearly all of them */
		return str_n(url.ptr, 0);
	const size_t start = authority_start(url);
	size_t end = start, at = STR_NONE;
	for (; start != STR_NONE && end < url.len && !strchr("/\\?#", url.ptr[end]); end++)
		if (url.ptr[end] == '@')
			at = end;
	return at == STR_NONE ? str_n(url.ptr, 0) : str_slice(url, start, at + 1);
}

void url_drop_user(struct buf *url)
{
	const struct str user = url_user(buf_str(url));
	if (!user.len)
		return;
	const size_t start = (size_t)(user.ptr - url->ptr), behind = start + user.len;
	memmove(url->ptr + start, url->ptr + behind, url->len - behind);
	buf_cut(url, url->len - user.len);
}

static int hex_digit(char c)
{
	if (ascii_is_digit(c))
		return c - '0';
	const char lower = ascii_lower(c);
	return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/* %XX as bytes (RFC 3986, 2.1); anything else as it stands. */
static const char *unescaped(struct arena *arena, struct str text)
{
	char *out = arena_alloc(arena, text.len + 1);
	size_t len = 0;
	for (size_t i = 0; i < text.len; i++) {
		const bool is_long_enough = text.ptr[i] == '%' && i + 2 < text.len;
		const int high = is_long_enough ? hex_digit(text.ptr[i + 1]) : -1;
		const int low = is_long_enough ? hex_digit(text.ptr[i + 2]) : -1;
		const bool is_escape = high >= 0 && low >= 0;
		out[len++] = is_escape ? (char)(high << 4 | low) : text.ptr[i];
		i += is_escape ? 2 : 0;
	}
	out[len] = '\0';
	return out;
}

struct url_parted url_part(struct str url, struct arena *arena)
{
	const struct str user = url_user(url);
	struct str secret = user.len ? str_slice(user, 0, user.len - 1) : user, name;
	if (!user.len)
		return (struct url_parted){ .url = arena_str(arena, url).ptr };
	const struct str before = str_slice(url, 0, (size_t)(user.ptr - url.ptr));
	const struct str behind = str_from(url, before.len + user.len);
	str_next(&secret, ':', &name);
	return (struct url_parted){
		.url = arena_printf(arena, "%.*s%.*s", STR_ARG(before), STR_ARG(behind)),
		.user = unescaped(arena, name),
		.password = unescaped(arena, secret),
	};
}

/* From the first colon behind the scheme to the last "@". What has no slashes behind its first colon may have no
 * scheme. */
void url_hide_password(char *text, size_t len)
{
	const struct str whole = str_n(text, len);
	const size_t scheme = str_chr(whole, ':');
	const bool has_scheme = scheme != STR_NONE && str_starts(str_from(whole, scheme), STR("://"));
	const size_t start = has_scheme ? scheme + 3 : 0;
	size_t colon = start, at = len;
	while (colon < len && text[colon] != ':')
		colon++;
	while (at > colon && text[at - 1] != '@')
		at--;
	if (at > colon + 1)
		memset(text + colon + 1, '*', at - colon - 2);
}

const char *url_for_message(struct str text, struct arena *arena)
{
	const char *url = url_part(text, arena).url;
	char *shown = arena_printf(arena, "%s", url);
	url_hide_password(shown, strlen(shown));
	return shown;
}
