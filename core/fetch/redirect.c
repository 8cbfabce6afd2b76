/* SPDX-License-Identifier: MIT
 * Redirects, followed here and not by libcurl: each hop waits for its host's turn, and none leads where it may not. */
#include "core/fetch/fetch_parts.h"
#include "core/normalize/normalize.h"

enum { URL_MOST = 1 << 16 };

static bool was_visited(const struct fetch_transfer *transfer, const char *url)
{
	for (size_t i = 0; i < transfer->visited.count; i++)
		if (str_eq(str_c(transfer->visited.at[i]), str_c(url)))
			return true;
	return str_eq(str_c(transfer->url), str_c(url));
}

/* Without fragment, and without a name and password, which a redirect has no business to give. */
static const char *without_secrets(struct fetch_transfer *transfer, struct str url)
{
	return url_part(str_slice(url, 0, str_chr(url, '#')), &transfer->arena).url;
}

static const char *redirect_target(struct fetch_transfer *transfer, struct err *err)
{
	const struct fetch_answer view = { .headers = transfer->headers.at,
		                           .header_count = transfer->headers.count };
	const char *location = fetch_header(&view, "Location");
	struct buf url;
	if (!location)
		return NULL;
	buf_init(&url, URL_MOST);
	const int failed = url_resolve(str_c(location), str_c(transfer->url), &url, err);
	const char *kept = failed ? NULL : without_secrets(transfer, buf_str(&url));
	buf_done(&url);
	return kept;
}

static void answer_elsewhere(struct fetch_transfer *transfer, int status, const char *target)
{
	struct fetch_answer a = { .status = status, .elsewhere = target };
	fetch_answer_now(transfer, &a);
}

static bool is_downgrade(const struct fetch_transfer *transfer, const char *target)
{
	return str_starts(str_c(transfer->url), STR("https:")) && str_starts(str_c(target), STR("http:")) &&
	       !transfer->fetch->options.allow_downgrade;
}

static unsigned redirects_most(const struct fetch_transfer *transfer)
{
	const unsigned rule = transfer->fetch->options.redirects, own = transfer->request.redirects;
	return own > rule ? own : rule;
}

void fetch_redirect(struct fetch_transfer *transfer, int status)
{
	struct err err = { .text = "it names no address to go to" };
	const unsigned most = redirects_most(transfer);
	const char *target = redirect_target(transfer, &err);
	if (!target)
		fetch_answer_trouble(transfer, FETCH_REDIRECTS, "redirect %d: %s", status, err.text);
	else if (!url_is_http(str_c(target)))
		fetch_answer_trouble(transfer, FETCH_REDIRECTS, "it redirects to %s, which is no http address",
		               target);
	else if (is_downgrade(transfer, target))
		fetch_answer_trouble(
			transfer, FETCH_DOWNGRADE,
			"it redirects to %s without TLS; \"allow_downgrade: yes\" under \"fetch\" allows it",
			target);
	else if (was_visited(transfer, target))
		fetch_answer_trouble(transfer, FETCH_REDIRECTS, "its redirects lead in a ring, back to %s", target);
	else if (transfer->request.hops + transfer->visited.count >= most)
		fetch_answer_trouble(transfer, FETCH_REDIRECTS, "more than %u redirects in a row", most);
	else if (transfer->request.stops_at_redirects)
		answer_elsewhere(transfer, status, target);
	else {
		transfer->has_moved_for_good &= status == 301 || status == 308;
		if (transfer->has_moved_for_good)
			transfer->moved = target;
		vec_add(&transfer->visited, transfer->url);
		fetch_queue(transfer, target);
	}
}
