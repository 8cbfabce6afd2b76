/* SPDX-License-Identifier: MIT */
#include "core/worker/document_frame.h"

#include <fcntl.h>
#include <stddef.h>
#include <sys/mman.h>
#include <unistd.h>

#include "core/base/mem.h"

/* The texts of a document, in the order in which they are sent. */
static const size_t texts[] = {
	offsetof(struct document, id),         offsetof(struct document, source),
	offsetof(struct document, url),        offsetof(struct document, final_url),
	offsetof(struct document, feed_url),   offsetof(struct document, path),
	offsetof(struct document, media_type), offsetof(struct document, charset),
	offsetof(struct document, role),       offsetof(struct document, context),
	offsetof(struct document, timezone),   offsetof(struct document, parser),
	offsetof(struct document, language),   offsetof(struct document, stands_in_for),
};

enum { TEXTS = sizeof texts / sizeof *texts, HEADERS_MOST = 1000 };

static const char **text_at(struct document *doc, size_t i)
{
	return (const char **)(void *)((char *)doc + texts[i]);
}

static int body_in_memory(struct str body)
{
	const int fd = memfd_create("document", MFD_CLOEXEC | MFD_ALLOW_SEALING);
	if (fd < 0)
		return -2;
	for (struct str rest = body; rest.len;) {
		const ssize_t n = write(fd, rest.ptr, rest.len);
		if (n <= 0) {
			close(fd);
			return -2;
		}
		rest = str_from(rest, (size_t)n);
	}
	fcntl(fd, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE | F_SEAL_SEAL);
	return fd;
}

void document_to_frame(const struct document *doc, struct buf *out, int *out_fd)
{
	struct frame_writer w;
	struct document copy = *doc;
	const bool is_inline = doc->body.len <= BODY_INLINE_MOST;
	frame_begin(&w, out, FRAME_DOCUMENT);
	for (size_t i = 0; i < TEXTS; i++)
		frame_add_text(&w, *text_at(&copy, i));
	frame_add_int(&w, doc->fetched_ms);
	frame_add_int(&w, doc->follows);
	frame_add_int(&w, (int64_t)doc->header_count);
	for (size_t i = 0; i < doc->header_count; i++) {
		frame_add_text(&w, doc->headers[i].name);
		frame_add_text(&w, doc->headers[i].value);
	}
	frame_add_int(&w, (int64_t)doc->body.len);
	frame_add_str(&w, is_inline ? doc->body : (struct str){ NULL, 0 });
	frame_end(&w);
	*out_fd = is_inline      ? -1
	          : doc->fd >= 0 ? fcntl(doc->fd, F_DUPFD_CLOEXEC, 0)
	                         : body_in_memory(doc->body);
}

static void read_headers(struct document *doc, struct frame_reader *frame)
{
	const int64_t count = frame_read_int(frame);
	if (count < 0 || count > HEADERS_MOST) {
		frame->is_bad = true;
		return;
	}
	struct document_header *headers = arena_zero(&doc->arena, ((size_t)count + 1) * sizeof *headers);
	for (int64_t i = 0; i < count; i++) {
		headers[i].name = frame_read_text(frame);
		headers[i].value = frame_read_text(frame);
		frame->is_bad |= !headers[i].name || !headers[i].value;
	}
	doc->headers = headers;
	doc->header_count = (size_t)count;
}

static void read_body(struct document *doc, struct frame_reader *frame, int fd)
{
	const int64_t length = frame_read_int(frame);
	const struct str body = frame_read_str(frame);
	if (body.ptr) {
		char *copy = mem_dup_n(body.ptr, body.len);
		document_take_body(doc, copy, body.len);
		return;
	}
	void *mapped = fd >= 0 && length > 0 ? mmap(NULL, (size_t)length, PROT_READ, MAP_PRIVATE, fd, 0)
	                                     : MAP_FAILED;
	if (mapped == MAP_FAILED) {
		frame->is_bad = true;
		return;
	}
	doc->body = str_n(mapped, (size_t)length);
	doc->is_mapped = true;
}

struct document *document_from_frame(struct frame_reader *frame, int fd)
{
	struct document *doc = document_new();
	for (size_t i = 0; i < TEXTS; i++)
		*text_at(doc, i) = frame_read_text(frame);
	doc->fetched_ms = frame_read_int(frame);
	doc->follows = frame_read_int(frame);
	read_headers(doc, frame);
	read_body(doc, frame, fd);
	if (fd >= 0)
		close(fd);
	if (!frame->is_bad && doc->source && doc->parser && doc->timezone)
		return doc;
	document_free(doc);
	return NULL;
}
