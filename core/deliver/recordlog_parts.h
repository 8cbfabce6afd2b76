/* SPDX-License-Identifier: MIT
 * The record log as it lies in its folder: what writer and reader know of segments and frames. */
#ifndef CORE_DELIVER_RECORDLOG_PARTS_H
#define CORE_DELIVER_RECORDLOG_PARTS_H
#include "core/base/vec.h"
#include "core/deliver/recordlog.h"

enum { RECORDLOG_FORMAT = 1, RECORDLOG_FRAME_MOST = 80 << 20, RECORDLOG_PATH = 4096 };

/* Numbers are as this machine has them: a log does not travel. */
struct segment_header {
	char magic[8];
	uint32_t format, crc;
	uint64_t epoch;
	int64_t first_seq;
};
void segment_header_seal(struct segment_header *header); /* magic, format, checksum */
bool segment_header_is(const struct segment_header *header, int64_t first_seq);

struct frame_header {
	uint32_t length; /* of all behind crc */
	uint32_t crc;    /* of all behind it */
	int64_t seq, logged_at_ms, revision;
	char id[27];
	uint8_t status, page_class, source_length, addressee_length; /* names follow, then the line */
	uint8_t begins_group; /* the first of what was committed at once */
};
enum { FRAME_PREFIX = 2 * sizeof(uint32_t) };

struct segment {
	int64_t first_seq, bytes;
};
typedef VEC(struct segment) segment_list;

void segment_path(const char *dir, int64_t first_seq, char out[RECORDLOG_PATH]);
void segments_find(const char *dir, segment_list *out); /* the first one first; none where there is no folder */

/* The frames of one segment, in order. */
struct frames {
	const char *dir; /* the caller's */
	int fd;
	int64_t first_seq, at; /* of the segment; place of the next frame */
	struct buf ahead;      /* what was read of the file, from ahead_at on */
	int64_t ahead_at;
};
void frames_init(struct frames *frames, const char *dir);
void frames_done(struct frames *frames);
int frames_open(struct frames *frames, int64_t first_seq, struct err *err); /* another segment: at its first frame */
/* 1 and the frame: its header, and what follows that, which lives until the next call; it is passed then. 0 at the end of
 * the file, or at a frame that is not whole yet; -1 on damage, naming file and place. */
int frames_next(struct frames *frames, struct frame_header *out_header, struct str *out_rest, struct err *err);

#endif
