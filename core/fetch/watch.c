/* SPDX-License-Identifier: MIT
 * libcurl's multi interface on the loop: it says which sockets and which time to watch, and is told what happened. */
#include <stdlib.h>

#include "core/base/mem.h"
#include "core/fetch/fetch_parts.h"

/* A socket of libcurl's. */
struct watch {
	uv_poll_t poll;
	struct fetch *fetch;
	curl_socket_t socket;
};

static void read_messages(struct fetch *fetch)
{
	CURLMsg *message;
	int left;
	while ((message = curl_multi_info_read(fetch->multi, &left))) {
		struct fetch_transfer *transfer;
		if (message->msg != CURLMSG_DONE)
			continue;
		curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &transfer);
		fetch_on_exchanged(transfer, message->data.result);
	}
}

static void on_socket_event(uv_poll_t *poll, int status, int events)
{
	struct watch *watch = poll->data;
	struct fetch *fetch = watch->fetch;
	int running, flags = status < 0 ? CURL_CSELECT_ERR : 0;
	flags |= events & UV_READABLE ? CURL_CSELECT_IN : 0;
	flags |= events & UV_WRITABLE ? CURL_CSELECT_OUT : 0;
	curl_multi_socket_action(fetch->multi, watch->socket, flags, &running);
	read_messages(fetch);
}

static void on_time(uv_timer_t *timer)
{
	struct fetch *fetch = timer->data;
	int running;
	curl_multi_socket_action(fetch->multi, CURL_SOCKET_TIMEOUT, 0, &running);
	read_messages(fetch);
}

static void on_closed(uv_handle_t *handle)
{
	struct watch *watch = handle->data;
	watch->fetch->handles--;
	free(watch);
}

static struct watch *watch_new(struct fetch *fetch, curl_socket_t socket)
{
	struct watch *watch = mem_zero(1, sizeof *watch);
	watch->fetch = fetch;
	watch->socket = socket;
	uv_poll_init_socket(fetch->loop, &watch->poll, socket);
	watch->poll.data = watch;
	fetch->handles++;
	curl_multi_assign(fetch->multi, socket, watch);
	return watch;
}

static int on_socket(CURL *easy, curl_socket_t socket, int what, void *self, void *own)
{
	struct fetch *fetch = self;
	struct watch *watch = own;
	(void)easy;
	if (what == CURL_POLL_REMOVE) {
		if (watch) {
			uv_poll_stop(&watch->poll);
			uv_close((uv_handle_t *)&watch->poll, on_closed);
			curl_multi_assign(fetch->multi, socket, NULL);
		}
		return 0;
	}
	if (!watch)
		watch = watch_new(fetch, socket);
	uv_poll_start(&watch->poll,
	              (what & CURL_POLL_IN ? UV_READABLE : 0) | (what & CURL_POLL_OUT ? UV_WRITABLE : 0),
	              on_socket_event);
	return 0;
}

static int on_timer(CURLM *multi, long ms, void *self)
{
	struct fetch *fetch = self;
	(void)multi;
	if (ms < 0)
		uv_timer_stop(&fetch->curl_timer);
	else
		uv_timer_start(&fetch->curl_timer, on_time, (uint64_t)ms, 0);
	return 0;
}

/* Those that never began are answered here, so that nobody is called back from within fetch_start(). */
static void on_kick(uv_timer_t *timer)
{
	struct fetch *fetch = timer->data;
	while (fetch->stillborn.count) {
		struct fetch_transfer *transfer = fetch->stillborn.at[--fetch->stillborn.count];
		fetch_on_exchanged(transfer, CURLE_FAILED_INIT);
	}
}

void fetch_kick(struct fetch *fetch)
{
	uv_timer_start(&fetch->kick, on_kick, 0, 0);
}

static void on_own_closed(uv_handle_t *handle)
{
	struct fetch *fetch = handle->data;
	fetch->handles--;
}

int fetch_watch(struct fetch *fetch, struct err *err)
{
	fetch->multi = curl_multi_init();
	if (!fetch->multi)
		return err_set(err, EXIT_STATE, "libcurl cannot be started");
	curl_multi_setopt(fetch->multi, CURLMOPT_SOCKETFUNCTION, on_socket);
	curl_multi_setopt(fetch->multi, CURLMOPT_SOCKETDATA, fetch);
	curl_multi_setopt(fetch->multi, CURLMOPT_TIMERFUNCTION, on_timer);
	curl_multi_setopt(fetch->multi, CURLMOPT_TIMERDATA, fetch);
	curl_multi_setopt(fetch->multi, CURLMOPT_MAXCONNECTS, (long)fetch->options.connections);
	uv_timer_init(fetch->loop, &fetch->curl_timer);
	uv_timer_init(fetch->loop, &fetch->pace_timer);
	uv_timer_init(fetch->loop, &fetch->kick);
	fetch->curl_timer.data = fetch->pace_timer.data = fetch->kick.data = fetch;
	fetch->handles = 3;
	return 0;
}

void fetch_unwatch(struct fetch *fetch)
{
	if (!fetch->multi)
		return;
	curl_multi_cleanup(fetch->multi); /* takes its sockets back */
	uv_close((uv_handle_t *)&fetch->curl_timer, on_own_closed);
	uv_close((uv_handle_t *)&fetch->pace_timer, on_own_closed);
	uv_close((uv_handle_t *)&fetch->kick, on_own_closed);
	while (fetch->handles)
		uv_run(fetch->loop, UV_RUN_ONCE);
}
