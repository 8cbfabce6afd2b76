/* SPDX-License-Identifier: MIT */
#include "core/control/server.h"

#include <sys/socket.h>
#include <unistd.h>

#include "core/control/socket.h"

enum { PIECE = 4096, BACKLOG = 128, CLOSE_MS = 500 };

/* What a client is told for whom nothing was done. */
static const struct control_answer come_again = { .is_again = true };

struct client {
	struct control *control;
	uv_pipe_t pipe;
	uv_timer_t timer;
	uv_write_t writing;
	struct buf asked, answer;
	enum { CLIENT_ASKING, CLIENT_WAITING, CLIENT_ANSWERED } state;
	unsigned handles; /* not closed yet */
};

struct control {
	uv_loop_t *loop;
	char *folder;
	uv_pipe_t pipe;
	VEC(struct client *) clients; /* the oldest first; those that are closing are not in it */
	size_t open_handles;          /* its own, and one for each client until that is freed */
};

/* --- the end of a client, and of all */

static void let_go(struct control *control)
{
	if (--control->open_handles)
		return;
	vec_done(&control->clients);
	free(control->folder);
	free(control);
}

static void on_client_closed(uv_handle_t *handle)
{
	struct client *client = handle->data;
	if (--client->handles)
		return;
	buf_done(&client->asked);
	buf_done(&client->answer);
	let_go(client->control);
	free(client);
}

static void close_client(struct client *client)
{
	struct control *control = client->control;
	for (size_t i = 0; i < control->clients.count; i++) {
		if (control->clients.at[i] != client)
			continue;
		vec_remove(&control->clients, i);
		uv_close((uv_handle_t *)&client->pipe, on_client_closed);
		uv_close((uv_handle_t *)&client->timer, on_client_closed);
		return;
	}
}

static void on_too_long(uv_timer_t *timer)
{
	close_client(timer->data);
}

/* --- answers */

static void on_written(uv_write_t *request, int status)
{
	(void)status; /* one that is gone has had its answer */
	close_client(request->data);
}

static void answer_client(struct client *client, const struct control_answer *answer)
{
	client->state = CLIENT_ANSWERED;
	uv_read_stop((uv_stream_t *)&client->pipe);
	control_answer_write(answer, &client->answer);
	const uv_buf_t bytes = uv_buf_init(client->answer.ptr, (unsigned)client->answer.len);
	client->writing.data = client;
	uv_timer_start(&client->timer, on_too_long, CONTROL_PATIENCE_MS, 0);
	if (uv_write(&client->writing, (uv_stream_t *)&client->pipe, &bytes, 1, on_written))
		close_client(client);
}

static void refuse(struct client *client, const struct err *err)
{
	struct control_answer answer = { 0 };
	control_fail(&answer, err);
	answer_client(client, &answer);
	control_answer_done(&answer);
}

/* --- calls */

static void on_room(uv_handle_t *handle, size_t wanted, uv_buf_t *out)
{
	struct client *client = handle->data;
	(void)wanted;
	char *room = buf_room(&client->asked, PIECE);
	*out = uv_buf_init(room, room ? PIECE : 0);
}

static void refuse_length(struct client *client)
{
	struct err err;
	err_set(&err, EXIT_WRONG_USE, "a call has %d bytes at most, on one line", CONTROL_LINE_MOST);
	refuse(client, &err);
}

static void on_heard(uv_stream_t *stream, ssize_t length, const uv_buf_t *bytes)
{
	struct client *client = stream->data;
	if (length == UV_ENOBUFS)
		refuse_length(client);
	else if (length < 0)
		close_client(client);
	if (length <= 0)
		return;
	client->asked.len += (size_t)length;
	const size_t end = str_chr(str_n(bytes->base, (size_t)length), '\n');
	if (end == STR_NONE)
		return;
	client->asked.len -= (size_t)length - end; /* what stands behind the line is no matter */
	client->state = CLIENT_WAITING;
	uv_read_stop(stream);
	uv_timer_stop(&client->timer);
}

static struct control_peer peer_of(const struct client *client)
{
	uv_os_fd_t fd;
	if (uv_fileno((const uv_handle_t *)&client->pipe, &fd))
		return (struct control_peer){ 0 };
	return control_socket_peer(fd);
}

static void serve(struct client *client, control_handler *handler, void *self)
{
	struct arena arena;
	struct control_call call;
	struct control_answer answer = { 0 };
	struct err err;
	arena_init(&arena);
	if (control_call_read(buf_str(&client->asked), &arena, &call, &err)) {
		control_fail(&answer, &err);
	} else {
		const struct control_peer peer = peer_of(client);
		handler(self, &call, &peer, &answer);
	}
	answer_client(client, &answer);
	control_answer_done(&answer);
	arena_done(&arena);
}

static struct client *first_in(const struct control *control, int state)
{
	for (size_t i = 0; i < control->clients.count; i++)
		if ((int)control->clients.at[i]->state == state)
			return control->clients.at[i];
	return NULL;
}

void control_serve(struct control *control, control_handler *handler, void *self)
{
	struct client *client;
	while (control && (client = first_in(control, CLIENT_WAITING)))
		serve(client, handler, self);
}

/* --- who comes */

/* Who has connected and said nothing gives way, the oldest first; who has asked does not. */
static void make_room(struct control *control)
{
	if (control->clients.count > CONTROL_CLIENTS)
		answer_client(first_in(control, CLIENT_ASKING), &come_again);
}

static struct client *add_client(struct control *control)
{
	struct client *client = mem_zero(1, sizeof *client);
	client->control = control;
	client->handles = 2;
	buf_init(&client->asked, CONTROL_LINE_MOST + PIECE);
	buf_init(&client->answer, CONTROL_LINE_MOST);
	uv_pipe_init(control->loop, &client->pipe, 0);
	uv_timer_init(control->loop, &client->timer);
	client->pipe.data = client->timer.data = client;
	vec_add(&control->clients, client);
	control->open_handles++;
	return client;
}

/* Who is not is told so. */
static bool is_trusted(struct client *client)
{
	const struct control_peer peer = peer_of(client);
	struct err err;
	if (peer.is_trusted)
		return true;
	err_set(&err, EXIT_STATE,
	        "process %ld of user %ld may not give orders here: only the host's user and root may",
	        peer.pid, peer.uid);
	log_warning("%s", err.text);
	refuse(client, &err);
	return false;
}

static void on_connection(uv_stream_t *listener, int status)
{
	struct control *control = listener->data;
	if (status < 0)
		return;
	struct client *client = add_client(control);
	if (uv_accept(listener, (uv_stream_t *)&client->pipe)) {
		close_client(client);
	} else if (is_trusted(client)) {
		uv_timer_start(&client->timer, on_too_long, CONTROL_PATIENCE_MS, 0);
		uv_read_start((uv_stream_t *)&client->pipe, on_room, on_heard);
		make_room(control); /* if need be, it is the one */
	}
}

/* --- the whole */

static void on_closed(uv_handle_t *handle)
{
	let_go(handle->data);
}

int control_open(uv_loop_t *loop, const char *folder, struct control **out, struct err *err)
{
	const int fd = control_socket_bind(folder, err);
	if (fd < 0)
		return -1;
	struct control *control = mem_zero(1, sizeof *control);
	control->loop = loop;
	control->folder = mem_dup(folder);
	control->open_handles = 1;
	uv_pipe_init(loop, &control->pipe, 0);
	control->pipe.data = control;
	int code = uv_pipe_open(&control->pipe, fd);
	if (code)
		close(fd);
	else
		code = uv_listen((uv_stream_t *)&control->pipe, BACKLOG, on_connection);
	if (!code) {
		*out = control;
		return 0;
	}
	control_close(control);
	return err_set(err, EXIT_STATE, "%s/control.sock: %s", folder, uv_strerror(code));
}

/* Those that have connected and were not yet heard are told, too. */
static void turn_away(struct control *control)
{
	struct buf line;
	uv_os_fd_t fd;
	buf_init(&line, PIECE);
	control_answer_write(&come_again, &line);
	for (int client; !uv_fileno((uv_handle_t *)&control->pipe, &fd) &&
	                 (client = accept4(fd, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK)) >= 0;) {
		send(client, line.ptr, line.len, MSG_NOSIGNAL);
		close(client);
	}
	buf_done(&line);
}

void control_close(struct control *control)
{
	if (!control)
		return;
	control_socket_remove(control->folder);
	turn_away(control);
	uv_close((uv_handle_t *)&control->pipe, on_closed);
	for (size_t i = control->clients.count; i-- > 0;) {
		struct client *client = control->clients.at[i];
		if (client->state != CLIENT_ANSWERED)
			answer_client(client, &come_again);
		uv_timer_start(&client->timer, on_too_long, CLOSE_MS, 0);
	}
}
