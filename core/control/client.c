/* SPDX-License-Identifier: MIT */
#include "core/control/client.h"

#include <errno.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "core/base/clock.h"
#include "core/control/socket.h"

enum { PIECE = 16 * 1024 };

static bool is_ready(int fd, short events, int64_t until_ms)
{
	struct pollfd ready = { .fd = fd, .events = events };
	int code;
	do {
		const int64_t left = until_ms - clock_mono_ms();
		code = poll(&ready, 1, left > 0 ? (int)left : 0);
	} while (code < 0 && errno == EINTR);
	return code > 0;
}

static bool send_line(int fd, struct str line, int64_t until_ms)
{
	while (line.len && is_ready(fd, POLLOUT, until_ms)) {
		const ssize_t n = send(fd, line.ptr, line.len, MSG_NOSIGNAL | MSG_DONTWAIT);
		if (n < 0 && errno != EAGAIN && errno != EINTR)
			break;
		line = str_from(line, n > 0 ? (size_t)n : 0);
	}
	return !line.len;
}

/* Without its line feed; false where the other end has gone, or says nothing, before there is a whole one. */
static bool hear_line(int fd, struct buf *line, int64_t until_ms)
{
	char *room;
	while (is_ready(fd, POLLIN, until_ms) && (room = buf_room(line, PIECE))) {
		const ssize_t n = recv(fd, room, PIECE, MSG_DONTWAIT);
		if (n < 0 && (errno == EAGAIN || errno == EINTR))
			continue;
		if (n <= 0)
			return false;
		line->len += (size_t)n;
		if (room[n - 1] == '\n') {
			line->len--;
			return true;
		}
	}
	return false;
}

/* A call that did not get through was not read either: the other end takes whole lines only, and says why not. */
static enum control_result talk(int fd, struct str call, int64_t until_ms, struct control_answer *out,
                                struct err *err)
{
	struct buf line;
	enum control_result result = CONTROL_ANSWERED;
	buf_init(&line, CONTROL_LINE_MOST + PIECE);
	const bool is_asked = send_line(fd, call, until_ms);
	if (!hear_line(fd, &line, is_asked ? until_ms : 0))
		result = is_asked ? CONTROL_SILENT : CONTROL_AGAIN;
	else if (control_answer_read(buf_str(&line), out, err))
		result = CONTROL_FAILED;
	else if (out->is_again)
		result = CONTROL_AGAIN;
	buf_done(&line);
	return result;
}

/* By errno: nobody listens there, not yet or no more, or more wait there than may; or it is not for this user. */
static enum control_result judge_silence(const char *folder, struct err *err)
{
	if (errno != EACCES && errno != EPERM)
		return CONTROL_AGAIN;
	err_errno(err, EXIT_STATE, "%s/control.sock, which is for the host's user and root", folder);
	return CONTROL_FAILED;
}

enum control_result control_ask(const char *folder, const struct control_call *call, int patience_ms,
                                struct control_answer *out, struct err *err)
{
	const int64_t until_ms = clock_mono_ms() + patience_ms;
	struct buf line;
	enum control_result result = CONTROL_FAILED;
	*out = (struct control_answer){ 0 };
	buf_init(&line, CONTROL_LINE_MOST + PIECE);
	if (!control_call_write(call, &line, err)) {
		const int fd = control_socket_connect(folder);
		result = fd < 0 ? judge_silence(folder, err) : talk(fd, buf_str(&line), until_ms, out, err);
		if (fd >= 0)
			close(fd);
	}
	buf_done(&line);
	return result;
}
