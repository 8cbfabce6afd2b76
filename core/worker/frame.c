/* SPDX-License-Identifier: MIT */
#include "core/worker/frame.h"

#include <errno.h>
#include <sys/socket.h>
#include <unistd.h>

void frame_begin(struct frame_writer *w, struct buf *out, enum frame_type type)
{
	const struct frame_header header = { .type = (uint32_t)type };
	*w = (struct frame_writer){ out, out->len };
	buf_add_n(out, &header, sizeof header);
}

void frame_end(struct frame_writer *w)
{
	const uint32_t length = (uint32_t)(w->out->len - w->start - sizeof(struct frame_header));
	if (w->out->is_over)
		buf_cut(w->out, w->start); /* the writer sees is_over */
	else
		memcpy(w->out->ptr + w->start, &length, sizeof length);
}

void frame_add_bytes(struct frame_writer *w, const void *bytes, size_t length)
{
	buf_add_n(w->out, bytes, length);
}

void frame_add_int(struct frame_writer *w, int64_t value)
{
	buf_add_n(w->out, &value, sizeof value);
}

/* Length, bytes, NUL; the length of NULL is ~0. */
void frame_add_str(struct frame_writer *w, struct str text)
{
	const uint32_t length = text.ptr ? (uint32_t)text.len : UINT32_MAX;
	buf_add_n(w->out, &length, sizeof length);
	if (text.ptr) {
		buf_add(w->out, text);
		buf_addc(w->out, '\0');
	}
}

void frame_add_text(struct frame_writer *w, const char *text)
{
	frame_add_str(w, text ? str_c(text) : (struct str){ NULL, 0 });
}

void frame_read_bytes(struct frame_reader *r, void *out, size_t length)
{
	if (r->is_bad || r->rest.len < length) {
		r->is_bad = true;
		memset(out, 0, length);
		return;
	}
	memcpy(out, r->rest.ptr, length);
	r->rest = str_from(r->rest, length);
}

int64_t frame_read_int(struct frame_reader *r)
{
	int64_t value;
	frame_read_bytes(r, &value, sizeof value);
	return value;
}

struct str frame_read_str(struct frame_reader *r)
{
	uint32_t length;
	frame_read_bytes(r, &length, sizeof length);
	if (r->is_bad || length == UINT32_MAX)
		return (struct str){ NULL, 0 };
	if (r->rest.len <= length || r->rest.ptr[length] != '\0') {
		r->is_bad = true;
		return (struct str){ NULL, 0 };
	}
	const struct str text = str_slice(r->rest, 0, length);
	r->rest = str_from(r->rest, (size_t)length + 1);
	return text;
}

/* A text with a NUL inside is not one. */
const char *frame_read_text(struct frame_reader *r)
{
	const struct str text = frame_read_str(r);
	if (text.ptr && memchr(text.ptr, '\0', text.len))
		r->is_bad = true;
	return r->is_bad ? NULL : text.ptr;
}

bool frame_next(struct str *bytes, size_t most, enum frame_type *out_type, struct frame_reader *out,
                bool *out_is_bad)
{
	struct frame_header header;
	if (bytes->len < sizeof header)
		return false;
	memcpy(&header, bytes->ptr, sizeof header);
	if (header.length > most) {
		*out_is_bad = true;
		return false;
	}
	if (bytes->len - sizeof header < header.length)
		return false;
	*out_type = (enum frame_type)header.type;
	*out = (struct frame_reader){ .rest = str_slice(*bytes, sizeof header,
		                                        sizeof header + header.length) };
	*bytes = str_from(*bytes, sizeof header + header.length);
	return true;
}

static ssize_t send_with(int socket, struct str bytes, int fd)
{
	struct iovec part = { .iov_base = (void *)(uintptr_t)bytes.ptr, .iov_len = bytes.len };
	_Alignas(struct cmsghdr) char control[CMSG_SPACE(sizeof fd)] = { 0 };
	struct msghdr message = { .msg_iov = &part, .msg_iovlen = 1 };
	if (fd >= 0) {
		message.msg_control = control;
		message.msg_controllen = sizeof control;
		struct cmsghdr *c = CMSG_FIRSTHDR(&message);
		c->cmsg_level = SOL_SOCKET;
		c->cmsg_type = SCM_RIGHTS;
		c->cmsg_len = CMSG_LEN(sizeof fd);
		memcpy(CMSG_DATA(c), &fd, sizeof fd);
	}
	return sendmsg(socket, &message, MSG_NOSIGNAL);
}

int frame_send(int socket, struct str bytes, int fd)
{
	while (bytes.len) {
		const ssize_t n = send_with(socket, bytes, fd);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return -1;
		fd = -1; /* goes with the first bytes */
		bytes = str_from(bytes, (size_t)n);
	}
	return 0;
}

static ssize_t receive_with(int socket, void *into, size_t length, int *out_fd)
{
	struct iovec part = { .iov_base = into, .iov_len = length };
	_Alignas(struct cmsghdr) char control[CMSG_SPACE(sizeof(int))];
	struct msghdr message = {
		.msg_iov = &part, .msg_iovlen = 1, .msg_control = control, .msg_controllen = sizeof control
	};
	ssize_t n;
	do
		n = recvmsg(socket, &message, MSG_CMSG_CLOEXEC);
	while (n < 0 && errno == EINTR);
	struct cmsghdr *c = n > 0 ? CMSG_FIRSTHDR(&message) : NULL;
	if (c && c->cmsg_level == SOL_SOCKET && c->cmsg_type == SCM_RIGHTS && *out_fd < 0)
		memcpy(out_fd, CMSG_DATA(c), sizeof *out_fd);
	return n;
}

static int receive_all(int socket, char *into, size_t length, int *out_fd)
{
	for (size_t at = 0; at < length;) {
		const ssize_t n = receive_with(socket, into + at, length - at, out_fd);
		if (n <= 0)
			return at || n < 0 ? -1 : 0;
		at += (size_t)n;
	}
	return 1;
}

int frame_receive(int socket, struct buf *into, enum frame_type *out_type, struct frame_reader *out,
                  int *out_fd)
{
	struct frame_header header;
	*out_fd = -1;
	const int got = receive_all(socket, (char *)&header, sizeof header, out_fd);
	if (got != 1)
		return got;
	buf_clear(into);
	char *room = buf_room(into, header.length);
	if (!room || (header.length && receive_all(socket, room, header.length, out_fd) != 1))
		return -1;
	into->len = header.length;
	*out_type = (enum frame_type)header.type;
	*out = (struct frame_reader){ .rest = buf_str(into) };
	return 1;
}
