/* SPDX-License-Identifier: MIT
 * Transfers over http and https, through libcurl's multi interface on the host's loop: per-host queues with a pace,
 * redirects followed here and not by libcurl, limits of time and size, no address that is not public.
 *
 *	struct fetch *fetch;
 *	if (fetch_new(loop, &options, &fetch, &err)) return -1;
 *	fetch_start(fetch, &(struct fetch_request){ .url = url, .done = on_done, .self = self });
 *	uv_run(loop, UV_RUN_DEFAULT);
 *	fetch_free(fetch);
 *
 * What HTTP says is followed as RFC 9110 and 9111 have it; the host's own answers to it (back-off, robots.txt, what is
 * kept) are made by the caller. */
#ifndef CORE_FETCH_FETCH_H
#define CORE_FETCH_FETCH_H
#include <uv.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/doc/document.h"

struct fetch;
struct fetch_transfer;

/* 0 stands for the rule. Strings must live as long as the fetcher. */
struct fetch_options {
	const char *user_agent;     /* whole; NULL: wiredesk/VERSION */
	unsigned connections;       /* transfers at once, of all hosts; 64 */
	unsigned per_host;          /* of one host, whatever the scheme and port; 2 */
	int64_t pace_ms;            /* between the starts of two transfers of one host; 0: none */
	int64_t connect_ms;         /* name, connection and TLS; 10 s */
	int64_t total_ms;           /* a request with all its redirects, without what they wait for their turn; 30 s */
	int64_t stall_ms;           /* under 100 bytes a second; 15 s */
	int64_t body_limit;         /* bytes, decompressed; 20 MiB */
	int64_t header_limit;       /* bytes of the headers of one answer; 64 KiB */
	unsigned redirects;         /* in a row; 5 */
	bool allow_private;         /* addresses of loopback, private, link-local and metadata networks */
	bool allow_downgrade;       /* redirects from https to http */
	const char *ca_file;        /* certificates that are trusted; NULL: the system's */
	const char *proxy;          /* URL of one; NULL: none, whatever the environment says */
	const char *const *resolve; /* "HOST:PORT:ADDRESS" as libcurl reads it; NULL-terminated, or NULL */
};

/* -1: a CA file that cannot be read. */
int fetch_new(uv_loop_t *loop, const struct fetch_options *options, struct fetch **out, struct err *err);
/* Ends all transfers without calling back. Runs the loop until its handles are closed. NULL is allowed. */
void fetch_free(struct fetch *fetch);

enum fetch_trouble {
	FETCH_OK,      /* an answer, of whatever status */
	FETCH_BAD_URL, /* no http or https address */
	FETCH_PRIVATE, /* its address is none of the public network's */
	FETCH_NO_HOST, /* the name is not known */
	FETCH_NO_CONNECTION,
	FETCH_TLS, /* certificate or handshake */
	FETCH_TIMEOUT,
	FETCH_TOO_LARGE, /* body or headers */
	FETCH_REDIRECTS, /* too many, in a ring, to nowhere */
	FETCH_DOWNGRADE, /* a redirect from https to http */
	FETCH_HELD, /* its host is to be left alone: see fetch_hold() */
	FETCH_BROKEN /* no HTTP, or a connection that ended before the headers did */
};

/* What came of a request; lives until the callback returns. */
struct fetch_answer {
	enum fetch_trouble trouble;
	const char *message; /* for trouble: what is wrong, where redirects have led, and the way out where there is one */
	int status;
	const char *url; /* that the answer is from, after redirects */
	const char *
		moved; /* as far as permanent redirects alone (301, 308) lead from the address asked for; or NULL */
	const char *elsewhere; /* of a redirect that was not followed: see stops_at_redirects; or NULL */
	const struct document_header *headers; /* bytes as they came; without white space around the value */
	size_t header_count;
	struct str body; /* decompressed; see fetch_take_body */
	bool is_cut;     /* the body ended early, or what is compressed is broken: what there is was read */
	unsigned hops;   /* redirects followed */
	int64_t took_ms; /* its exchanges, without what redirects waited for their turn */
};

/* The first value of a header, by name without case; or NULL. */
const char *fetch_header(const struct fetch_answer *answer, const char *name);
/* Takes the body over: memory for free(), empty afterwards. */
char *fetch_take_body(struct fetch_answer *answer, size_t *out_len);

/* The answer as a document: body taken over, headers, type and character set. url: as requested. */
struct document *fetch_document(struct fetch_answer *answer, const char *url, int64_t now_ms);

typedef void fetch_done(void *self, struct fetch_answer *answer);

struct fetch_request {
	const char *url;       /* a name and password in it are neither sent nor told: see user */
	const char *accept;    /* NULL: anything */
	const char *validated; /* the address that etag and modified are of: sent to no other; NULL: url */
	const char *etag, *modified; /* as they were given; NULL: none */
	const char *user, *password; /* of url's origin: sent to no other */
	int64_t pace_ms;             /* more than the host's rule, for this one; 0: no more */
	size_t body_enough;          /* a body is read so far, whatever the limit is, and cut; 0: it is trouble over the limit */
	unsigned redirects;          /* so many are followed where the rule is fewer */
	unsigned hops;               /* that led here already */
	int64_t spent_ms;            /* of the total time, for them */
	bool stops_at_redirects;     /* they are told of, not followed */
	fetch_done *done;
	void *self;
};

/* Always calls back once, later, from the loop; unless cancelled. Copies the request. */
struct fetch_transfer *fetch_start(struct fetch *fetch, const struct fetch_request *request);
void fetch_cancel(struct fetch_transfer *transfer);

/* The host of url asked to be left alone: what waits for it and has not begun is answered with FETCH_HELD. Later requests
 * are the caller's to hold back. */
void fetch_hold(struct fetch *fetch, const char *url);

size_t fetch_in_flight(const struct fetch *fetch);     /* started and not done, those that wait for their host too */
/* While it is held back no request begins; what runs goes on. Whoever has more answers than they can take holds it. */
void fetch_hold_back(struct fetch *fetch, bool is_held_back);
bool fetch_has_room(const struct fetch *fetch); /* false while enough waits to keep all connections busy */

/* What is known of a host before anybody looks it up. An IPv6 address comes without brackets. */
enum fetch_host_kind { FETCH_NAMED_HOST, FETCH_LOCAL_HOST, FETCH_PUBLIC_ADDRESS, FETCH_PRIVATE_ADDRESS };
enum fetch_host_kind fetch_host_kind(struct str host);

/* As much waits for the host of url as it can take at once: others should have their turn. */
bool fetch_is_crowded(const struct fetch *fetch, const char *url);

/* "http://host:port" of an address, the port only where it is not the scheme's, no dot behind the name: what is asked
 * for robots.txt, and what Retry-After holds for. Appended to out; -1 where url is no http address. */
int fetch_origin(const char *url, struct buf *out);
/* The name or address of the host, as a part of url, without brackets and without a dot behind it: whose connections
 * and pace are counted, whatever the scheme and port. len 0 where url is no http address. */
struct str fetch_host_part(struct str url);

#endif
