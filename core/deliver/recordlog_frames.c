/* SPDX-License-Identifier: MIT */
#include <dirent.h>
#include <fcntl.h>
#include <inttypes.h>
#include <libdeflate.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/deliver/recordlog_parts.h"

enum { NAME_LENGTH = 24, READ_SIZE = 256 << 10 /* at least so much at once: some twenty records */ };

/* --- segments */

static const char magic[8] = "wdlog\n";

static uint32_t crc_of(const struct segment_header *header)
{
	struct segment_header copy = *header;
	copy.crc = 0;
	return libdeflate_crc32(0, &copy, sizeof copy);
}

void segment_header_seal(struct segment_header *header)
{
	memcpy(header->magic, magic, sizeof magic);
	header->format = RECORDLOG_FORMAT;
	header->crc = crc_of(header);
}

bool segment_header_is(const struct segment_header *header, int64_t first_seq)
{
	return !memcmp(header->magic, magic, sizeof magic) && header->format == RECORDLOG_FORMAT &&
	       header->crc == crc_of(header) && header->first_seq == first_seq;
}

void segment_path(const char *dir, int64_t first_seq, char out[RECORDLOG_PATH])
{
	snprintf(out, RECORDLOG_PATH, "%s/%020" PRId64 ".log", dir, first_seq);
}

static int compare_segments(const void *a, const void *b)
{
	const struct segment *x = a, *y = b;
	return (x->first_seq > y->first_seq) - (x->first_seq < y->first_seq);
}

void segments_find(const char *path, segment_list *out)
{
	DIR *dir = opendir(path);
	if (!dir)
		return;
	for (struct dirent *entry; (entry = readdir(dir));) {
		int64_t first;
		struct stat info;
		const struct str name = str_c(entry->d_name);
		if (name.len != NAME_LENGTH || !str_ends(name, STR(".log")) ||
		    !str_to_int(str_slice(name, 0, 20), &first))
			continue;
		if (!fstatat(dirfd(dir), entry->d_name, &info, 0))
			vec_add(out, ((struct segment){ first, info.st_size }));
	}
	closedir(dir);
	if (out->count)
		qsort(out->at, out->count, sizeof *out->at, compare_segments);
}

/* --- frames */

void frames_init(struct frames *frames, const char *dir)
{
	*frames = (struct frames){ .dir = dir, .fd = -1 };
	buf_init(&frames->ahead, RECORDLOG_FRAME_MOST + READ_SIZE);
}

void frames_done(struct frames *frames)
{
	if (frames->fd >= 0)
		close(frames->fd);
	buf_done(&frames->ahead);
	frames->fd = -1;
}

static int damaged(const struct frames *frames, const char *what, struct err *err)
{
	return err_set(err, EXIT_STATE,
	               "%s/%020" PRId64 ".log: byte %" PRId64 ": %s; restore the folder from a backup",
	               frames->dir, frames->first_seq, frames->at, what);
}

int frames_open(struct frames *frames, int64_t first_seq, struct err *err)
{
	char path[RECORDLOG_PATH];
	struct segment_header header;
	if (frames->fd >= 0)
		close(frames->fd);
	segment_path(frames->dir, first_seq, path);
	frames->fd = open(path, O_RDONLY | O_CLOEXEC);
	if (frames->fd < 0)
		return err_errno(err, EXIT_STATE, "%s", path);
	frames->first_seq = first_seq;
	frames->at = 0;
	buf_clear(&frames->ahead);
	if (pread(frames->fd, &header, sizeof header, 0) != sizeof header || !segment_header_is(&header, first_seq))
		return damaged(frames, "no header of a segment", err);
	frames->at = sizeof header;
	return 0;
}

/* So many bytes from at on: 1, 0 where the file has not so many, -1. */
static int read_ahead(struct frames *frames, size_t length, struct str *out, struct err *err)
{
	const size_t most = length > READ_SIZE ? length : READ_SIZE;
	size_t place = (size_t)(frames->at - frames->ahead_at);
	if (frames->at < frames->ahead_at || place > frames->ahead.len || frames->ahead.len - place < length) {
		buf_clear(&frames->ahead);
		const ssize_t n = pread(frames->fd, buf_room(&frames->ahead, most), most, frames->at);
		if (n < 0)
			return err_errno(err, EXIT_STATE, "%s", frames->dir);
		frames->ahead.len = (size_t)n;
		frames->ahead_at = frames->at;
		place = 0;
	}
	*out = str_slice(buf_str(&frames->ahead), place, place + length);
	return out->len == length;
}

int frames_next(struct frames *frames, struct frame_header *out_header, struct str *out_rest, struct err *err)
{
	struct str bytes;
	int got = read_ahead(frames, sizeof *out_header, &bytes, err);
	if (got != 1)
		return got;
	memcpy(out_header, bytes.ptr, sizeof *out_header);
	if (out_header->length < sizeof *out_header - FRAME_PREFIX || out_header->length > RECORDLOG_FRAME_MOST)
		return damaged(frames, "a frame of impossible length", err);
	got = read_ahead(frames, FRAME_PREFIX + out_header->length, &bytes, err);
	if (got != 1)
		return got;
	if (libdeflate_crc32(0, bytes.ptr + FRAME_PREFIX, out_header->length) != out_header->crc)
		return damaged(frames, "a frame whose checksum is wrong", err);
	*out_rest = str_from(bytes, sizeof *out_header);
	frames->at += (int64_t)bytes.len;
	return 1;
}
