/* SPDX-License-Identifier: MIT
 * One exchange with a server: what libcurl is told, and what comes in, within its limits. */
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "core/base/clock.h"
#include "core/fetch/fetch_parts.h"

enum {
	STALL_BYTES = 100,    /* a second */
	EXPECTED_MOST = 1 << 20,
	BUFFER_SIZE = 1 << 16 /* of one read; with libcurl's 16 KiB a feed of 500 KB takes half as long again */
};

/* --- what comes in */

/* What is told to come is made room for at once, as far as it is not told by somebody who wants us to. */
static void expect(struct fetch_transfer *transfer)
{
	curl_off_t length = 0;
	curl_easy_getinfo(transfer->easy, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &length);
	if (length > 0 && length <= EXPECTED_MOST && (size_t)length <= transfer->body.max)
		buf_room(&transfer->body, (size_t)length);
}

static size_t on_body(char *bytes, size_t one, size_t count, void *self)
{
	struct fetch_transfer *transfer = self;
	if (!transfer->body.len)
		expect(transfer);
	const struct str piece = str_n(bytes, one * count);
	const bool is_over = piece.len > transfer->body.max - transfer->body.len;
	transfer->has_enough = is_over && transfer->request.body_enough;
	transfer->is_too_large = is_over && !transfer->has_enough;
	if (!transfer->is_too_large)
		buf_add(&transfer->body, str_slice(piece, 0, transfer->body.max - transfer->body.len));
	return is_over ? 0 : count;
}

/* Each answer on the way (100, or a proxy's) begins with a status line: the last one's headers stay. */
static void take_header(struct fetch_transfer *transfer, struct str line)
{
	const size_t colon = str_chr(line, ':');
	if (str_starts(line, STR("HTTP/"))) {
		transfer->headers.count = 0;
		return;
	}
	if (colon == STR_NONE)
		return;
	/* One copy for both: each ends where the other's white space, or the colon, stood. */
	char *copy = (char *)(uintptr_t)arena_str(&transfer->arena, line).ptr;
	const struct str name = str_trim(str_n(copy, colon)), value = str_trim(str_n(copy + colon + 1, line.len - colon - 1));
	copy[name.ptr - copy + (ptrdiff_t)name.len] = copy[value.ptr - copy + (ptrdiff_t)value.len] = '\0';
	vec_add(&transfer->headers, ((struct document_header){ name.ptr, value.ptr }));
}

static size_t on_header(char *bytes, size_t one, size_t count, void *self)
{
	struct fetch_transfer *transfer = self;
	transfer->header_bytes += one * count;
	if (transfer->header_bytes > (size_t)transfer->fetch->options.header_limit) {
		transfer->has_many_headers = true;
		return 0;
	}
	take_header(transfer, str_n(bytes, one * count));
	return count;
}

/* The address that is really connected to is looked at, whatever a name said before. With a proxy that is the
 * proxy's. */
static curl_socket_t on_open_socket(void *self, curlsocktype purpose, struct curl_sockaddr *address)
{
	struct fetch_transfer *transfer = self;
	const struct fetch_options *options = &transfer->fetch->options;
	(void)purpose;
	if (!options->allow_private && !options->proxy && !fetch_is_public(&address->addr)) {
		transfer->is_private = true;
		return CURL_SOCKET_BAD;
	}
	const curl_socket_t opened = socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
	if (opened >= 0)
		fetch_on_open_socket(transfer->fetch, opened);
	return opened;
}

/* --- what libcurl is told */

/* libcurl reads the list and neither changes nor frees it. */
static struct curl_slist **add_line(struct fetch_transfer *transfer, struct curl_slist **last, struct str name, const char *value)
{
	if (!value)
		return last;
	const size_t size = strlen(value) + 1;
	char *text = arena_alloc(&transfer->arena, name.len + size);
	memcpy(text, name.ptr, name.len);
	memcpy(text + name.len, value, size);
	*last = arena_alloc(&transfer->arena, sizeof **last);
	**last = (struct curl_slist){ .data = text };
	return &(*last)->next;
}

/* Credentials are for one origin; never for where a redirect leads. */
static bool may_send_password(const struct fetch_transfer *transfer)
{
	const struct fetch_request *request = &transfer->request;
	return request->user && str_eq(fetch_origin_part(str_c(request->url)), fetch_origin_part(str_c(transfer->url)));
}

/* Validators are for one address. A handle has been used for another request before: what that set is set again. */
static void set_request(struct fetch_transfer *transfer)
{
	const struct fetch_request *request = &transfer->request;
	const char *validated = request->validated ? request->validated : request->url;
	const bool has_password = may_send_password(transfer);
	CURL *easy = transfer->easy;
	struct curl_slist **last = &transfer->lines;
	last = add_line(transfer, last, STR("Accept: "), request->accept ? request->accept : "*/*");
	if (str_eq(str_c(validated), str_c(transfer->url))) {
		last = add_line(transfer, last, STR("If-None-Match: "), request->etag);
		add_line(transfer, last, STR("If-Modified-Since: "), request->modified);
	}
	curl_easy_setopt(easy, CURLOPT_HTTPHEADER, transfer->lines);
	curl_easy_setopt(easy, CURLOPT_USERNAME, has_password ? request->user : NULL);
	curl_easy_setopt(easy, CURLOPT_PASSWORD,
	                 !has_password       ? NULL
	                 : request->password ? request->password
	                                     : "");
	curl_easy_setopt(easy, CURLOPT_PRIVATE, transfer);
	curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, transfer->error);
	curl_easy_setopt(easy, CURLOPT_WRITEDATA, transfer);
	curl_easy_setopt(easy, CURLOPT_HEADERDATA, transfer);
	curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, transfer);
}

/* --- a handle: what holds for all requests is told it once */

/* A body that announces more is not begun; 0: it is. */
static void set_announced_limit(CURL *easy, int64_t limit)
{
	curl_easy_setopt(easy, CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)limit);
}

static void set_limits(CURL *easy, const struct fetch_options *o)
{
	curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, (long)o->connect_ms);
	curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, (long)STALL_BYTES);
	curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, (long)((o->stall_ms + 999) / 1000));
	set_announced_limit(easy, o->body_limit);
}

static void set_calls(CURL *easy, struct fetch *fetch)
{
	curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_body);
	curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, on_header);
	curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, on_open_socket);
	curl_easy_setopt(easy, CURLOPT_CLOSESOCKETFUNCTION, fetch_on_close_socket);
	curl_easy_setopt(easy, CURLOPT_CLOSESOCKETDATA, fetch);
}

/* No cookies, no redirects, no .netrc, no proxy but the one configured: libcurl does what we say and no more. */
static void set_manner(CURL *easy, const struct fetch *fetch)
{
	const struct fetch_options *o = &fetch->options;
	curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
	curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
	curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_2TLS);
	curl_easy_setopt(easy, CURLOPT_PIPEWAIT, 1L);
	curl_easy_setopt(easy, CURLOPT_BUFFERSIZE, (long)BUFFER_SIZE);
	curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "");
	curl_easy_setopt(easy, CURLOPT_HTTPAUTH, CURLAUTH_BASIC);
	curl_easy_setopt(easy, CURLOPT_USERAGENT, o->user_agent);
	curl_easy_setopt(easy, CURLOPT_PROXY, o->proxy ? o->proxy : "");
	curl_easy_setopt(easy, CURLOPT_NOPROXY, ""); /* or else the environment is asked */
	if (o->ca_file)
		curl_easy_setopt(easy, CURLOPT_CAINFO, o->ca_file);
	if (fetch->resolve)
		curl_easy_setopt(easy, CURLOPT_RESOLVE, fetch->resolve);
}

static CURL *take_handle(struct fetch *fetch)
{
	if (fetch->idle.count)
		return fetch->idle.at[--fetch->idle.count];
	CURL *easy = curl_easy_init();
	if (!easy)
		return NULL;
	set_manner(easy, fetch);
	set_limits(easy, &fetch->options);
	set_calls(easy, fetch);
	return easy;
}

/* What stands in an address can be told where a proxy connects, too. */
static bool is_private_behind_proxy(const struct fetch_transfer *transfer)
{
	const struct fetch_options *options = &transfer->fetch->options;
	if (!options->proxy || options->allow_private)
		return false;
	const enum fetch_host_kind kind = fetch_host_kind(str_c(transfer->host->name));
	return kind == FETCH_LOCAL_HOST || kind == FETCH_PRIVATE_ADDRESS;
}

static void forget_exchange(struct fetch_transfer *transfer)
{
	transfer->error[0] = '\0';
	transfer->headers.count = transfer->header_bytes = 0;
	buf_clear(&transfer->body);
	transfer->is_private = transfer->is_too_large = transfer->has_many_headers = transfer->has_enough = false;
}

/* The total time is that of the exchanges: what a redirect waits for its host's turn is none of the servers' doing. */
int fetch_transfer_begin(struct fetch_transfer *transfer)
{
	const int64_t left = transfer->fetch->options.total_ms - transfer->request.spent_ms - transfer->spent_ms;
	forget_exchange(transfer);
	transfer->begun_ms = clock_mono_ms();
	transfer->is_private = is_private_behind_proxy(transfer);
	transfer->easy = transfer->is_private ? NULL : take_handle(transfer->fetch);
	if (!transfer->easy)
		return -1;
	set_request(transfer);
	if (transfer->request.body_enough)
		set_announced_limit(transfer->easy, 0);
	curl_easy_setopt(transfer->easy, CURLOPT_TIMEOUT_MS, (long)(left > 0 ? left : 1));
	if (curl_easy_setopt(transfer->easy, CURLOPT_URL, transfer->url))
		return -1;
	return curl_multi_add_handle(transfer->fetch->multi, transfer->easy) ? -1 : 0;
}

void fetch_transfer_end(struct fetch_transfer *transfer)
{
	struct fetch *fetch = transfer->fetch;
	if (transfer->easy) {
		transfer->spent_ms += clock_mono_ms() - transfer->begun_ms;
		curl_multi_remove_handle(fetch->multi, transfer->easy);
		if (transfer->request.body_enough)
			set_announced_limit(transfer->easy, fetch->options.body_limit);
		vec_add(&fetch->idle, transfer->easy);
	}
	transfer->easy = NULL;
	transfer->lines = NULL;
}
