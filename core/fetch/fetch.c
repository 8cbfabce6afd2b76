/* SPDX-License-Identifier: MIT */
#include "core/fetch/fetch.h"

#include <inttypes.h>
#include <stdlib.h>
#include <unistd.h>

#include "core/base/clock.h"
#include "core/base/gzip.h"
#include "core/fetch/fetch_parts.h"
#include "core/normalize/normalize.h"

enum { HEADERS_USUAL = 16 };

/* --- the fetcher */

static void take_defaults(struct fetch_options *o)
{
	const struct fetch_options rule = {
		.user_agent = "wiredesk/" WIREDESK_VERSION,
		.connections = 64,
		.per_host = 2,
		.connect_ms = 10 * 1000,
		.total_ms = 30 * 1000,
		.stall_ms = 15 * 1000,
		.body_limit = 20 << 20,
		.header_limit = 64 << 10,
		.redirects = 5,
	};
#define TAKE(member) o->member = o->member ? o->member : rule.member
	TAKE(user_agent);
	TAKE(connections);
	TAKE(per_host);
	TAKE(connect_ms);
	TAKE(total_ms);
	TAKE(stall_ms);
	TAKE(body_limit);
	TAKE(header_limit);
	TAKE(redirects);
#undef TAKE
}

int fetch_new(uv_loop_t *loop, const struct fetch_options *options, struct fetch **out, struct err *err)
{
	if (options->ca_file && access(options->ca_file, R_OK))
		return err_errno(err, EXIT_WRONG_USE, "%s, the certificates that are trusted",
		                 options->ca_file);
	curl_global_init(CURL_GLOBAL_DEFAULT);
	struct fetch *fetch = mem_zero(1, sizeof *fetch);
	fetch->loop = loop;
	fetch->options = *options;
	take_defaults(&fetch->options);
	for (const char *const *line = options->resolve; line && *line; line++)
		fetch->resolve = curl_slist_append(fetch->resolve, *line);
	if (fetch_watch(fetch, err)) {
		free(fetch);
		return -1;
	}
	*out = fetch;
	return 0;
}

/* --- transfers */

static void leave_list(struct fetch_transfer *transfer)
{
	struct fetch *fetch = transfer->fetch;
	if (transfer->next)
		transfer->next->previous = transfer->previous;
	if (transfer->previous)
		transfer->previous->next = transfer->next;
	else
		fetch->all = transfer->next;
	fetch->count--;
}

static void free_transfer(struct fetch_transfer *transfer)
{
	buf_done(&transfer->body);
	vec_done(&transfer->headers);
	vec_done(&transfer->visited);
	arena_done(&transfer->arena);
	free(transfer);
}

/* It has left the list. Its memory is for the next one, as long as there are not more of them than
 * connections. */
static void let_go(struct fetch_transfer *transfer)
{
	struct fetch *fetch = transfer->fetch;
	if (fetch->is_closing || fetch->spare_count >= fetch->options.connections) {
		free_transfer(transfer);
		return;
	}
	buf_done(&transfer->body);
	memset(transfer, 0, offsetof(struct fetch_transfer, arena));
	arena_reset(&transfer->arena);
	transfer->headers.count = transfer->visited.count = 0;
	transfer->next = fetch->spare;
	fetch->spare = transfer;
	fetch->spare_count++;
}

static struct fetch_transfer *take_spare(struct fetch *fetch)
{
	struct fetch_transfer *transfer = fetch->spare;
	if (transfer) {
		fetch->spare = transfer->next;
		fetch->spare_count--;
	} else {
		transfer = mem_zero(1, sizeof *transfer);
		arena_init(&transfer->arena);
		vec_reserve(&transfer->headers, HEADERS_USUAL);
	}
	return transfer;
}

static struct fetch_transfer *add_transfer(struct fetch *fetch)
{
	struct fetch_transfer *transfer = take_spare(fetch);
	transfer->fetch = fetch;
	transfer->next = fetch->all;
	if (fetch->all)
		fetch->all->previous = transfer;
	fetch->all = transfer;
	fetch->count++;
	return transfer;
}

/* --- the end of it */

static void free_all(struct fetch *fetch)
{
	fetch->is_closing = true;
	while (fetch->all) {
		struct fetch_transfer *transfer = fetch->all;
		fetch_transfer_end(transfer);
		leave_list(transfer);
		free_transfer(transfer);
	}
	while (fetch->spare)
		free_transfer(take_spare(fetch));
}

void fetch_free(struct fetch *fetch)
{
	if (!fetch)
		return;
	free_all(fetch);
	for (size_t i = 0; i < fetch->idle.count; i++)
		curl_easy_cleanup(fetch->idle.at[i]);
	vec_done(&fetch->idle);
	fetch_unwatch(fetch);
	fetch_hosts_free(fetch);
	vec_done(&fetch->stillborn);
	curl_slist_free_all(fetch->resolve);
	free(fetch);
	curl_global_cleanup();
}

size_t fetch_in_flight(const struct fetch *fetch)
{
	return fetch->count;
}

bool fetch_has_room(const struct fetch *fetch)
{
	return fetch->count < 2 * (size_t)fetch->options.connections;
}

/* --- starting */

static const char *keep(struct fetch_transfer *transfer, const char *text)
{
	return text ? arena_dup(&transfer->arena, text) : NULL;
}

static void copy_request(struct fetch_transfer *transfer, const struct fetch_request *request)
{
	struct fetch_request *own = &transfer->request;
	*own = *request;
	own->url = url_part(str_c(request->url), &transfer->arena).url;
	own->accept = keep(transfer, request->accept);
	own->validated = keep(transfer, request->validated);
	own->etag = keep(transfer, request->etag);
	own->modified = keep(transfer, request->modified);
	own->user = keep(transfer, request->user);
	own->password = keep(transfer, request->password);
}

void fetch_queue(struct fetch_transfer *transfer, const char *url)
{
	struct fetch *fetch = transfer->fetch;
	const struct str host = fetch_host_part(str_c(url));
	transfer->url = url;
	transfer->host = NULL;
	if (host.len) {
		transfer->host = fetch_host_of(fetch, host);
		fetch_host_add(transfer->host, transfer);
	} else {
		vec_add(&fetch->stillborn, transfer);
	}
	fetch_hosts_start(fetch);
}

struct fetch_transfer *fetch_start(struct fetch *fetch, const struct fetch_request *request)
{
	struct fetch_transfer *transfer = add_transfer(fetch);
	copy_request(transfer, request);
	buf_init(&transfer->body, request->body_enough ? request->body_enough : (size_t)fetch->options.body_limit);
	transfer->has_moved_for_good = true;
	fetch_queue(transfer, transfer->request.url);
	return transfer;
}

static void leave_host(struct fetch_transfer *transfer)
{
	if (transfer->is_waiting)
		fetch_host_remove(transfer->host, transfer);
	else if (transfer->host) {
		transfer->host->active--;
		transfer->fetch->active--;
	}
	transfer->host = NULL;
}

void fetch_cancel(struct fetch_transfer *transfer)
{
	struct fetch *fetch = transfer->fetch;
	for (size_t i = fetch->stillborn.count; i-- > 0;)
		if (fetch->stillborn.at[i] == transfer)
			vec_remove(&fetch->stillborn, i);
	leave_host(transfer);
	fetch_transfer_end(transfer);
	leave_list(transfer);
	let_go(transfer);
	fetch_hosts_start(fetch);
}

void fetch_hold(struct fetch *fetch, const char *url)
{
	const struct str name = fetch_host_part(str_c(url));
	struct fetch_host *host = name.len ? fetch_host_of(fetch, name) : NULL;
	while (host && host->first) {
		struct fetch_transfer *transfer = host->first;
		fetch_host_remove(host, transfer);
		transfer->host = NULL;
		transfer->is_held = true;
		vec_add(&fetch->stillborn, transfer);
	}
	fetch_kick(fetch);
}

/* --- the answer */

void fetch_answer_now(struct fetch_transfer *transfer, struct fetch_answer *a)
{
	struct fetch *fetch = transfer->fetch;
	a->url = a->url ? a->url : transfer->url;
	a->headers = transfer->headers.at;
	a->header_count = transfer->headers.count;
	a->hops = transfer->request.hops + (unsigned)transfer->visited.count;
	a->took_ms = transfer->spent_ms;
	leave_list(transfer);
	transfer->request.done(transfer->request.self, a);
	free((char *)(uintptr_t)a->body.ptr);
	let_go(transfer);
	fetch_hosts_start(fetch);
}

void fetch_answer_trouble(struct fetch_transfer *transfer, enum fetch_trouble trouble, const char *fmt, ...)
{
	va_list args;
	va_start(args, fmt);
	const char *what = arena_vprintf(&transfer->arena, fmt, args);
	va_end(args);
	struct fetch_answer a = { .trouble = trouble };
	a.message = transfer->visited.count
	                    ? arena_printf(&transfer->arena, "it leads to %s: %s", transfer->url, what)
	                    : what;
	fetch_answer_now(transfer, &a);
}

static void answer_response(struct fetch_transfer *transfer, int status, bool is_cut)
{
	struct fetch_answer a = {
		.status = status,
		.moved = transfer->moved,
		.body = str_n(transfer->body.ptr, transfer->body.len),
		.is_cut = is_cut,
	};
	transfer->body.ptr = NULL; /* the answer's now */
	fetch_answer_now(transfer, &a);
}

/* --- the end of an exchange */

static bool is_redirect(int status)
{
	return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

/* What libcurl calls it, and what we do. */
static const struct {
	CURLcode code;
	enum fetch_trouble trouble;
} troubles[] = {
	{ CURLE_COULDNT_RESOLVE_HOST, FETCH_NO_HOST },  { CURLE_COULDNT_RESOLVE_PROXY, FETCH_NO_HOST },
	{ CURLE_COULDNT_CONNECT, FETCH_NO_CONNECTION }, { CURLE_OPERATION_TIMEDOUT, FETCH_TIMEOUT },
	{ CURLE_SSL_CONNECT_ERROR, FETCH_TLS },         { CURLE_PEER_FAILED_VERIFICATION, FETCH_TLS },
	{ CURLE_SSL_CACERT_BADFILE, FETCH_TLS },        { CURLE_SSL_ISSUER_ERROR, FETCH_TLS },
	{ CURLE_SSL_CERTPROBLEM, FETCH_TLS },           { CURLE_SSL_CIPHER, FETCH_TLS },
	{ CURLE_FILESIZE_EXCEEDED, FETCH_TOO_LARGE },   { CURLE_URL_MALFORMAT, FETCH_BAD_URL },
	{ CURLE_UNSUPPORTED_PROTOCOL, FETCH_BAD_URL },  { CURLE_FAILED_INIT, FETCH_BAD_URL },
};

static enum fetch_trouble trouble_of(CURLcode code)
{
	for (size_t i = 0; i < sizeof troubles / sizeof *troubles; i++)
		if (troubles[i].code == code)
			return troubles[i].trouble;
	return FETCH_BROKEN;
}

/* A body that ends early is read as far as it goes. */
static bool is_body_cut(const struct fetch_transfer *transfer, CURLcode code, int status)
{
	if (transfer->has_enough)
		return true;
	return status >= 200 && transfer->body.len &&
	       (code == CURLE_PARTIAL_FILE || code == CURLE_BAD_CONTENT_ENCODING ||
	        code == CURLE_RECV_ERROR || code == CURLE_HTTP2_STREAM || code == CURLE_GOT_NOTHING);
}

/* A file that is gzip itself, as sitemaps are: no header says so, its bytes do. False where it is too much,
 * as any body may be, and what there is of it is not enough; one that is none after all stays as it is. */
static bool unpack_body(struct fetch_transfer *transfer)
{
	struct buf plain;
	if (!gzip_is(buf_str(&transfer->body)))
		return true;
	buf_init(&plain, transfer->body.max);
	if (gzip_unpack(buf_str(&transfer->body), &plain)) {
		buf_done(&plain);
		return true;
	}
	buf_done(&transfer->body);
	transfer->body = plain;
	transfer->has_enough |= plain.is_over && transfer->request.body_enough;
	return !plain.is_over || transfer->has_enough;
}

static void fail(struct fetch_transfer *transfer, CURLcode code)
{
	const struct fetch_options *o = &transfer->fetch->options;
	const char *why = transfer->error[0] ? transfer->error : curl_easy_strerror(code);
	if (transfer->is_private)
		fetch_answer_trouble(
			transfer, FETCH_PRIVATE,
			"its address is of a loopback, private or link-local network; \"allow_private: "
			"yes\" under \"fetch\" allows it");
	else if (transfer->is_too_large || code == CURLE_FILESIZE_EXCEEDED)
		fetch_answer_trouble(transfer, FETCH_TOO_LARGE,
		               "the body is larger than %" PRId64
		               " bytes; \"body_limit\" under \"fetch\" raises that",
		               o->body_limit);
	else if (transfer->has_many_headers || code == CURLE_OUT_OF_MEMORY) /* what libcurl says of a line over 100 kB */
		fetch_answer_trouble(transfer, FETCH_TOO_LARGE, "the headers are larger than %" PRId64 " bytes",
		               o->header_limit);
	else
		fetch_answer_trouble(transfer, trouble_of(code), "%s", why);
}

void fetch_on_exchanged(struct fetch_transfer *transfer, CURLcode code)
{
	long status = 0;
	if (transfer->easy)
		curl_easy_getinfo(transfer->easy, CURLINFO_RESPONSE_CODE, &status);
	fetch_transfer_end(transfer);
	const bool is_cut = is_body_cut(transfer, code, (int)status);
	const bool had_host = transfer->host != NULL;
	leave_host(transfer);
	if (transfer->is_held)
		fetch_answer_trouble(transfer, FETCH_HELD, "its host asked to be left alone for a while");
	else if (!had_host)
		fetch_answer_trouble(transfer, FETCH_BAD_URL, "this is no http or https address");
	else if (code && !is_cut)
		fail(transfer, code);
	else if (is_redirect((int)status))
		fetch_redirect(transfer, (int)status);
	else if (!unpack_body(transfer))
		fail(transfer, CURLE_FILESIZE_EXCEEDED);
	else
		answer_response(transfer, (int)status, is_cut || transfer->has_enough);
}
