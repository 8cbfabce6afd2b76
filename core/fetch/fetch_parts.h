/* SPDX-License-Identifier: MIT
 * What the files of the fetcher share: fetch.c (requests: queued, answered), redirect.c, transfer.c (one exchange through
 * libcurl), host.c (who may start when), watch.c (libcurl's sockets and timer on the loop), guard.c (addresses). */
#ifndef CORE_FETCH_FETCH_PARTS_H
#define CORE_FETCH_FETCH_PARTS_H
#include <curl/curl.h>

#include "core/base/vec.h"
#include "core/fetch/fetch.h"

struct fetch_watch; /* watch.c */

/* Transfers that wait or run at one host. Forgotten when there are none and its pace is over. */
struct fetch_host {
	char *name;
	uint64_t hash;
	struct fetch_transfer *first, **last; /* waiting */
	unsigned active, waiting;
	int64_t next_start_ms; /* of the monotonic clock */
};

struct fetch_transfer {
	struct fetch *fetch;
	struct fetch_host *host;
	struct fetch_transfer *next, *previous; /* of all; next: of the spare ones, too */
	struct fetch_transfer *queue_next;      /* of its host */
	struct fetch_request request;           /* its strings on the arena */
	const char *url;                        /* of this hop */
	const char *moved; /* where permanent redirects alone have led; NULL: nowhere */
	bool is_waiting, has_moved_for_good, is_held;
	int64_t begun_ms; /* the exchange under way */
	int64_t spent_ms; /* on those before */
	/* The exchange under way. */
	CURL *easy;
	struct curl_slist *lines; /* on the arena */
	size_t header_bytes;
	struct buf body;
	bool is_private, is_too_large, has_many_headers, has_enough;
	/* Memory that the next transfer has after this one: first the arena. */
	struct arena arena;
	VEC(struct document_header) headers;
	VEC(const char *) visited; /* addresses that redirected, in order */
	char error[CURL_ERROR_SIZE];
};

struct fetch {
	uv_loop_t *loop;
	struct fetch_options options;
	CURLM *multi;
	struct curl_slist *resolve;
	uv_timer_t curl_timer, pace_timer;
	uv_timer_t kick;  /* transfers that fail before they start call back from the loop, too */
	unsigned handles; /* of the loop, open */
	VEC(struct fetch_watch *) watches; /* of sockets, by their number; NULL: none yet */
	bool is_closing, is_held_back;
	struct fetch_transfer *all, *spare;
	size_t count, active, waiting, spare_count;
	VEC(struct fetch_host *) hosts; /* by hash */
	size_t turn;                    /* the host whose turn it is */
	VEC(CURL *) idle;               /* handles to be used again */
	VEC(struct fetch_transfer *) stillborn;
};

/* host.c */
struct fetch_host *fetch_host_of(struct fetch *fetch, struct str name);
void fetch_host_add(struct fetch_host *host, struct fetch_transfer *transfer);
void fetch_host_remove(struct fetch_host *host, struct fetch_transfer *transfer);
/* Starts what may start now; sets the timer for what may start later. */
void fetch_hosts_start(struct fetch *fetch);
void fetch_hosts_free(struct fetch *fetch);

/* transfer.c */
int fetch_transfer_begin(struct fetch_transfer *transfer); /* -1: libcurl refuses it; its error says why */
void fetch_transfer_end(struct fetch_transfer *transfer);  /* lets go of the handle */

/* fetch.c */
void fetch_on_exchanged(struct fetch_transfer *transfer, CURLcode code); /* an exchange is over */
/* Queues the transfer's next hop, or has it fail soon where its address is none. */
void fetch_queue(struct fetch_transfer *transfer, const char *url);
/* The transfer's end. It is none of those under way any more, so that the callback may start another one in its place. */
void fetch_answer_now(struct fetch_transfer *transfer, struct fetch_answer *answer);
void fetch_answer_trouble(struct fetch_transfer *transfer, enum fetch_trouble trouble, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

/* redirect.c: follows an answer of that status, or says why not. */
void fetch_redirect(struct fetch_transfer *transfer, int status);

/* address.c: the origin of an address that has no user, as a part of it; len 0 where it is no http address. */
struct str fetch_origin_part(struct str url);
struct str fetch_host_bare(struct str host); /* without the dot behind it, if any: "a.example." is "a.example" */

/* watch.c */
int fetch_watch(struct fetch *fetch, struct err *err);
void fetch_kick(struct fetch *fetch); /* answers the stillborn, soon */
void fetch_unwatch(struct fetch *fetch);
void fetch_on_open_socket(struct fetch *fetch, curl_socket_t socket);
int fetch_on_close_socket(void *self, curl_socket_t socket); /* self: the fetcher */

/* guard.c: is this an address of the public network? */
struct sockaddr;
bool fetch_is_public(const struct sockaddr *address);

#endif
