/* SPDX-License-Identifier: MIT
 * What host, zygote and workers say to each other: frames over a socket pair, a length and a type, then values. Both
 * ends are one program on one machine, so numbers are sent as they lie in memory; but the host believes no length and
 * no place that a worker gives.
 *
 *	struct frame_writer w;
 *	frame_begin(&w, &out, FRAME_RECORD);
 *	frame_add_bytes(&w, &head, sizeof head);
 *	frame_add_str(&w, json);
 *	frame_end(&w);
 */
#ifndef CORE_WORKER_FRAME_H
#define CORE_WORKER_FRAME_H
#include "core/base/buf.h"

enum frame_type {
	/* host to zygote */
	FRAME_SETUP = 1, /* settings */
	FRAME_FORK,      /* slot; the worker's socket comes with it */
	FRAME_KILL,      /* pid */
	/* zygote to host */
	FRAME_LOADING, /* name of the plugin that is being loaded */
	FRAME_REFUSED, /* name of one that does not load, why */
	FRAME_READY,   /* names of the parsers */
	FRAME_BROKEN,  /* why it cannot go on */
	FRAME_FORKED,  /* slot, pid */
	FRAME_REAPED,  /* pid, status of waitpid(2), peak resident bytes */
	/* host to worker */
	FRAME_DOCUMENT, /* the document; a descriptor comes with it where the body is large */
	/* worker to host */
	FRAME_PROBING, /* name of the plugin that gets the document now */
	FRAME_RECORD,  /* head, members */
	FRAME_LINK,    /* url, role, context, place of its record */
	FRAME_LOG,     /* level, text */
	FRAME_EXPLAIN, /* JSON object: why the record before says what it says */
	FRAME_DONE     /* the outcome without records and links */
};

struct frame_header {
	uint32_t length; /* of the payload */
	uint32_t type;
};

struct frame_writer {
	struct buf *out;
	size_t start;
};

void frame_begin(struct frame_writer *w, struct buf *out, enum frame_type type);
void frame_end(struct frame_writer *w);
void frame_add_bytes(struct frame_writer *w, const void *bytes, size_t length);
void frame_add_int(struct frame_writer *w, int64_t value);
void frame_add_str(struct frame_writer *w, struct str text);
void frame_add_text(struct frame_writer *w, const char *text); /* NULL stays NULL */

/* Reads what a frame holds; is_bad once something was not there, and then everything reads as zero, NULL, empty. Texts
 * end in NUL and lie in the frame. */
struct frame_reader {
	struct str rest;
	bool is_bad;
};
void frame_read_bytes(struct frame_reader *r, void *out, size_t length);
int64_t frame_read_int(struct frame_reader *r);
struct str frame_read_str(struct frame_reader *r);
const char *frame_read_text(struct frame_reader *r);

/* Takes the first whole frame off the front of *bytes; false where there is none yet. A payload over most: *out_is_bad. */
bool frame_next(struct str *bytes, size_t most, enum frame_type *out_type, struct frame_reader *out,
                bool *out_is_bad);

/* Blocking, for zygote and worker: all of it, with a descriptor where fd >= 0. -1: the other side is gone. */
int frame_send(int socket, struct str bytes, int fd);
/* One frame into buf (cleared before); a descriptor that came with it in *out_fd, else -1. 0 at the end, 1, -1. */
int frame_receive(int socket, struct buf *into, enum frame_type *out_type, struct frame_reader *out,
                  int *out_fd);

#endif
