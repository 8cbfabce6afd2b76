/* SPDX-License-Identifier: MIT
 * A document on its way to a worker, and the end of its outcome on the way back. */
#ifndef CORE_WORKER_DOCUMENT_FRAME_H
#define CORE_WORKER_DOCUMENT_FRAME_H
#include "core/doc/document.h"
#include "core/worker/frame.h"

enum { BODY_INLINE_MOST = 256 * 1024 };

/* Appends the frame. A larger body is not in it: *out_fd is then a read-only descriptor of it, the caller's to close;
 * -1 otherwise, -2 where none could be made. */
void document_to_frame(const struct document *doc, struct buf *out, int *out_fd);
/* The other side; the body lies in the frame, or is mapped from fd. NULL: the frame is bad. */
struct document *document_from_frame(struct frame_reader *frame, int fd);

#endif
