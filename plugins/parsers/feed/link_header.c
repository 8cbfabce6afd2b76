/* SPDX-License-Identifier: MIT
 * What the response's Link header says of the feed (RFC 8288): its hub and its own address, where the feed says neither.
 *     Link: <https://hub.example/>; rel="hub", <https://site.example/feed>; rel=self */
#include <string.h>

#include "reader.h"

struct link {
	struct wd_bytes address, parameters;
};

/* How far the stop, or the end, is: what is quoted is no stop. */
static size_t length_to(struct wd_bytes s, char stop)
{
	size_t i = 0;
	for (bool is_quoted = false; i < s.len && (is_quoted || s.ptr[i] != stop); i++) {
		is_quoted ^= s.ptr[i] == '"';
		i += s.ptr[i] == '\\' && i + 1 < s.len;
	}
	return i;
}

static const char *next_link(const char *text, struct link *out)
{
	const char *begin = strchr(text, '<'), *end = begin ? strchr(begin, '>') : NULL;
	if (!end)
		return NULL;
	const struct wd_bytes rest = bytes_of(end + 1, strlen(end + 1));
	out->address = bytes_of(begin + 1, (size_t)(end - begin) - 1);
	out->parameters = bytes_of(rest.ptr, length_to(rest, ','));
	return out->parameters.ptr + out->parameters.len;
}

static struct wd_bytes take_parameter(struct wd_bytes *rest)
{
	const size_t length = length_to(*rest, ';'), taken = length + (length < rest->len);
	const struct wd_bytes parameter = bytes_trim(bytes_of(rest->ptr, length));
	*rest = bytes_of(rest->ptr + taken, rest->len - taken);
	return parameter;
}

static struct wd_bytes take_until(struct wd_bytes *rest, const char *stops)
{
	size_t i = 0;
	while (i < rest->len && !strchr(stops, rest->ptr[i]))
		i++;
	const struct wd_bytes word = bytes_trim(bytes_of(rest->ptr, i));
	*rest = bytes_of(rest->ptr + i, rest->len - i);
	while (rest->len && strchr(stops, rest->ptr[0]))
		*rest = bytes_of(rest->ptr + 1, rest->len - 1);
	return word;
}

/* rel=hub, rel="alternate hub"; with an anchor it is a link of something else. */
static bool has_rel(struct wd_bytes parameters, const char *rel)
{
	bool is_found = false;
	while (parameters.len) {
		struct wd_bytes value = take_parameter(&parameters);
		const struct wd_bytes name = take_until(&value, "= \t");
		if (bytes_are(name, "anchor"))
			return false;
		while (bytes_are(name, "rel") && value.len)
			is_found |= bytes_are(take_until(&value, "\" \t"), rel);
	}
	return is_found;
}

void link_header_take(wd_job *job, const char *base, wd_object *feed)
{
	static const struct {
		enum wd_field field;
		const char *rel;
	} rows[] = { { WD_HUB_URL, "hub" }, { WD_SELF_URL, "self" } };
	const char *text = wd_header(job, "Link");
	struct link link;
	wd_set(feed, WD_BASE, base ? base : "");
	while (text && (text = next_link(text, &link)) != NULL)
		for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
			if (!wd_get(feed, rows[i].field) && has_rel(link.parameters, rows[i].rel))
				wd_set(feed, rows[i].field,
				       wd_print(job, "%.*s", (int)link.address.len, link.address.ptr));
}
