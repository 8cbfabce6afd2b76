/* SPDX-License-Identifier: MIT
 * Of addresses of the web, the parts that manners go by: origin and host. */
#include "core/fetch/fetch_parts.h"
#include "core/normalize/normalize.h"

struct str fetch_origin_part(struct str url)
{
	const struct str scheme_end = STR("://");
	if (!url_is_http(url))
		return str_n(url.ptr, 0);
	size_t end = str_find(url, scheme_end) + scheme_end.len;
	while (end < url.len && !strchr("/?#\\", url.ptr[end]))
		end++;
	return str_slice(url, 0, end);
}

struct str fetch_host_bare(struct str host)
{
	return str_ends(host, STR(".")) ? str_slice(host, 0, host.len - 1) : host;
}

/* With its dot, where it has one. */
static struct str host_written(struct str url)
{
	const struct str origin = fetch_origin_part(url), user = url_user(origin);
	if (!origin.len)
		return origin;
	const struct str place = str_from(origin, str_find(origin, STR("://")) + 3 + user.len);
	return str_starts(place, STR("[")) ? str_slice(place, 1, str_chr(place, ']'))
	                                   : str_slice(place, 0, str_chr(place, ':'));
}

struct str fetch_host_part(struct str url)
{
	return fetch_host_bare(host_written(url));
}

int fetch_origin(const char *url, struct buf *out)
{
	const struct str origin = fetch_origin_part(str_c(url)), host = host_written(str_c(url));
	if (!origin.len)
		return -1;
	const struct str bare = fetch_host_bare(host);
	const size_t scheme = str_find(origin, STR("://")) + 3, user = url_user(origin).len;
	const size_t end = (size_t)(host.ptr - origin.ptr) + bare.len;
	buf_add(out, str_slice(origin, 0, scheme));
	buf_add(out, str_slice(origin, scheme + user, end));
	buf_add(out, str_from(origin, end + host.len - bare.len));
	return 0;
}
