/* SPDX-License-Identifier: MIT
 * libcurl's multi interface on the loop: it says which sockets and which time to watch, and is told what happened. */
#include <stdlib.h>
#include <unistd.h>

#include "core/base/mem.h"
#include "core/fetch/fetch_parts.h"

/* A descriptor's watch. libcurl lets go of a socket after each answer and takes it up again for the next: between the two it
 * is watched on, which saves taking it out of the loop and putting it in again; not counted among what keeps the loop going.
 * When the socket is closed, the watch stops and waits for the next one of that number. */
struct fetch_watch {
	uv_poll_t poll;
	struct fetch *fetch;
	curl_socket_t socket;
	int events;   /* of libuv, watched for; 0: none */
	bool is_idle; /* libcurl has let go of it */
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

static void stop(struct fetch_watch *watch)
{
	if (watch->events)
		uv_poll_stop(&watch->poll);
	watch->events = 0;
}

static void on_socket_event(uv_poll_t *poll, int status, int events)
{
	struct fetch_watch *watch = poll->data;
	struct fetch *fetch = watch->fetch;
	int running, flags = 0;
	if (status <
	    0) { /* libuv has stopped it. libcurl sees for itself what is wrong, and asks anew where it can */
		watch->events = 0;
		flags = CURL_CSELECT_IN | CURL_CSELECT_OUT;
	}
	if (watch->is_idle) { /* its server has closed it; libcurl looks for itself before it uses it again */
		stop(watch);
		return;
	}
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

static struct fetch_watch *watch_new(struct fetch *fetch, curl_socket_t socket)
{
	struct fetch_watch *watch = mem_zero(1, sizeof *watch);
	watch->fetch = fetch;
	watch->socket = socket;
	watch->is_idle = true;
	uv_poll_init_socket(fetch->loop, &watch->poll, socket);
	uv_unref((uv_handle_t *)&watch->poll);
	watch->poll.data = watch;
	fetch->handles++;
	return watch;
}

/* NULL: there has been none of that number. */
static struct fetch_watch *watch_at(const struct fetch *fetch, curl_socket_t socket)
{
	return (size_t)socket < fetch->watches.count ? fetch->watches.at[socket] : NULL;
}

static struct fetch_watch *watch_of(struct fetch *fetch, curl_socket_t socket)
{
	while (fetch->watches.count <= (size_t)socket)
		vec_add(&fetch->watches, NULL);
	struct fetch_watch **place = &fetch->watches.at[socket];
	if (!*place)
		*place = watch_new(fetch, socket);
	return *place;
}

static void set_idle(struct fetch_watch *watch, bool is_idle)
{
	watch->is_idle = is_idle;
	if (is_idle)
		uv_unref((uv_handle_t *)&watch->poll);
	else
		uv_ref((uv_handle_t *)&watch->poll);
}

static void watch_for(struct fetch_watch *watch, int what)
{
	const int events = (what & CURL_POLL_IN ? UV_READABLE : 0) | (what & CURL_POLL_OUT ? UV_WRITABLE : 0);
	set_idle(watch, false);
	if (events == watch->events)
		return;
	watch->events = events;
	uv_poll_start(&watch->poll, events, on_socket_event);
}

static int on_socket(CURL *easy, curl_socket_t socket, int what, void *self, void *own)
{
	struct fetch *fetch = self;
	(void)easy, (void)own;
	if (what != CURL_POLL_REMOVE)
		watch_for(watch_of(fetch, socket), what);
	else if (watch_at(fetch, socket))
		set_idle(watch_at(fetch, socket), true);
	return 0;
}

int fetch_on_close_socket(void *self, curl_socket_t socket)
{
	struct fetch_watch *watch = watch_at(self, socket);
	if (watch) {
		stop(watch);
		set_idle(watch, true);
	}
	return close(socket);
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

static void on_watch_closed(uv_handle_t *handle)
{
	struct fetch_watch *watch = handle->data;
	watch->fetch->handles--;
	free(watch);
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
	curl_multi_cleanup(fetch->multi); /* closes its sockets */
	for (size_t i = 0; i < fetch->watches.count; i++)
		if (fetch->watches.at[i])
			uv_close((uv_handle_t *)&fetch->watches.at[i]->poll, on_watch_closed);
	vec_done(&fetch->watches);
	uv_close((uv_handle_t *)&fetch->curl_timer, on_own_closed);
	uv_close((uv_handle_t *)&fetch->pace_timer, on_own_closed);
	uv_close((uv_handle_t *)&fetch->kick, on_own_closed);
	while (fetch->handles)
		uv_run(fetch->loop, UV_RUN_ONCE);
}
