/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <libdeflate.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/crash.h"
#include "core/deliver/recordlog_parts.h"

enum {
	WRITE_SIZE = 256 << 10, /* written once there is so much: what was just made is still in the processor's cache */
	BUFFER_KEPT = 4 << 20
};

struct recordlog {
	char *dir;
	int fd;
	uint64_t epoch;
	int64_t end, segment_size;
	struct buf pending; /* appended, not written */
	size_t begun_at;    /* where the record that is being made begins in pending */
	size_t group_bytes; /* written since the last sync */
	bool has_group;     /* something was appended since */
	segment_list segments;
	bool has_failed;
};

static int sync_folder(const char *path)
{
	const int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	const int result = fd < 0 ? -1 : fsync(fd);
	if (fd >= 0)
		close(fd);
	return result;
}

static int write_all(int fd, const char *ptr, size_t length)
{
	while (length) {
		const ssize_t n = write(fd, ptr, length);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return -1;
		ptr += n;
		length -= (size_t)n;
	}
	return 0;
}

/* --- segments */

static int begin_segment(struct recordlog *log, int64_t first_seq, struct err *err)
{
	char path[RECORDLOG_PATH];
	struct segment_header header = { .epoch = log->epoch, .first_seq = first_seq };
	segment_header_seal(&header);
	segment_path(log->dir, first_seq, path);
	const int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	if (fd < 0 || write_all(fd, (const char *)&header, sizeof header) || fsync(fd) ||
	    sync_folder(log->dir)) {
		err_errno(err, EXIT_STATE, "%s", path);
		if (fd >= 0)
			close(fd);
		unlink(path);
		return -1;
	}
	if (log->fd >= 0)
		close(log->fd);
	log->fd = fd;
	vec_add(&log->segments, ((struct segment){ first_seq, sizeof header }));
	return 0;
}

/* Where the frame with end_seq ends in the last segment that holds any of what is committed. */
static int find_end(const char *dir, int64_t first_seq, int64_t end_seq, int64_t *out_bytes,
                    int64_t *out_last, struct err *err)
{
	struct frames frames;
	struct frame_header header;
	struct str rest;
	frames_init(&frames, dir);
	const int result = frames_open(&frames, first_seq, err);
	*out_bytes = frames.at;
	*out_last = first_seq - 1;
	/* What is torn or uncommitted is to be cut. */
	while (!result && frames_next(&frames, &header, &rest, NULL) == 1 && header.seq <= end_seq) {
		*out_bytes = frames.at;
		*out_last = header.seq;
	}
	frames_done(&frames);
	return result;
}

static int refuse_ends(const char *dir, int64_t last, int64_t end_seq, struct err *err)
{
	return err_set(err, EXIT_STATE,
	               "%s ends at record %" PRId64 ", the state says %" PRId64
	               ": one of them is from another time; restore both from the same backup",
	               dir, last, end_seq);
}

/* How many groups begin behind a place in a segment. A torn frame ends the count: nothing whole stands behind it. */
static int count_groups(const char *dir, int64_t first_seq, int64_t from, size_t *out_count, struct err *err)
{
	struct frames frames;
	struct frame_header header;
	struct str rest;
	frames_init(&frames, dir);
	const int result = frames_open(&frames, first_seq, err);
	if (from > frames.at)
		frames.at = from;
	while (!result && frames_next(&frames, &header, &rest, NULL) == 1)
		*out_count += header.begins_group;
	frames_done(&frames);
	return result;
}

/* Behind the state's end there is the group whose commit a crash has cut off, at most: more is of a newer state. */
static int check_tail(struct recordlog *log, size_t keep, int64_t bytes, int64_t end_seq, struct err *err)
{
	size_t groups = 0;
	for (size_t i = keep - 1; i < log->segments.count; i++)
		if (count_groups(log->dir, log->segments.at[i].first_seq, i == keep - 1 ? bytes : 0, &groups,
		                 err))
			return -1;
	if (groups <= 1)
		return 0;
	return err_set(err, EXIT_STATE,
	               "%s holds %zu commits behind record %" PRId64
	               ", where the state ends: the state is older than the log; restore both from "
	               "the same backup",
	               log->dir, groups, end_seq);
}

static int cut_tail(struct recordlog *log, int64_t end_seq, struct err *err)
{
	char path[RECORDLOG_PATH];
	int64_t bytes, last;
	size_t keep = log->segments.count;
	while (keep > 1 && log->segments.at[keep - 1].first_seq > end_seq + 1)
		keep--;
	struct segment *segment = &log->segments.at[keep - 1];
	if (find_end(log->dir, segment->first_seq, end_seq, &bytes, &last, err))
		return -1;
	if (last < end_seq && !(last == segment->first_seq - 1 && end_seq == last))
		return refuse_ends(log->dir, last, end_seq, err);
	if (check_tail(log, keep, bytes, end_seq, err))
		return -1;
	for (size_t i = keep; i < log->segments.count; i++) {
		segment_path(log->dir, log->segments.at[i].first_seq, path);
		if (unlink(path))
			return err_errno(err, EXIT_STATE, "%s", path);
	}
	const bool has_tail = segment->bytes > bytes || keep < log->segments.count;
	log->segments.count = keep;
	segment_path(log->dir, segment->first_seq, path);
	log->fd = open(path, O_WRONLY | O_APPEND | O_CLOEXEC);
	if (log->fd < 0 || ftruncate(log->fd, bytes) || (has_tail && fsync(log->fd)))
		return err_errno(err, EXIT_STATE, "%s", path);
	segment->bytes = bytes;
	return 0;
}

/* A crash came before a new segment had its header: nothing stands in it. */
static int drop_stillborn(struct recordlog *log, int64_t end_seq, struct err *err)
{
	char path[RECORDLOG_PATH];
	const struct segment *last = log->segments.count ? &log->segments.at[log->segments.count - 1] : NULL;
	if (!last || last->bytes >= (int64_t)sizeof(struct segment_header) || last->first_seq != end_seq + 1)
		return 0;
	segment_path(log->dir, last->first_seq, path);
	log->segments.count--;
	return unlink(path) ? err_errno(err, EXIT_STATE, "%s", path) : 0;
}

static int read_epoch(struct recordlog *log, struct err *err)
{
	char path[RECORDLOG_PATH];
	struct segment_header header = { .epoch = 0 };
	segment_path(log->dir, log->segments.at[0].first_seq, path);
	const int fd = open(path, O_RDONLY | O_CLOEXEC);
	const ssize_t n = fd < 0 ? -1 : read(fd, &header, sizeof header);
	if (fd >= 0)
		close(fd);
	if (n != sizeof header || !segment_header_is(&header, log->segments.at[0].first_seq))
		return err_set(
			err, EXIT_STATE,
			"%s is no segment of a record log, or of another format; restore it from a backup",
			path);
	log->epoch = header.epoch;
	return 0;
}

static int open_existing(struct recordlog *log, int64_t end_seq, struct err *err)
{
	if (read_epoch(log, err) || cut_tail(log, end_seq, err))
		return -1;
	return 0;
}

static int open_new(struct recordlog *log, int64_t end_seq, struct err *err)
{
	if (end_seq > 0)
		return refuse_ends(log->dir, 0, end_seq, err);
	if (getrandom(&log->epoch, sizeof log->epoch, 0) != sizeof log->epoch)
		return err_errno(err, EXIT_STATE, "no random numbers");
	log->epoch &= INT64_MAX; /* so that every database can hold it */
	return begin_segment(log, end_seq + 1, err);
}

int recordlog_open(const char *dir, int64_t end_seq, int64_t segment_size, struct recordlog **out,
                   struct err *err)
{
	if (mkdir(dir, 0777) && errno != EEXIST)
		return err_errno(err, EXIT_STATE, "%s", dir);
	struct recordlog *log = mem_zero(1, sizeof *log);
	log->dir = mem_dup(dir);
	log->fd = -1;
	log->end = end_seq;
	log->segment_size = segment_size;
	buf_init(&log->pending, 2 * RECORDLOG_FRAME_MOST);
	segments_find(dir, &log->segments);
	if (drop_stillborn(log, end_seq, err) ||
	    (log->segments.count ? open_existing(log, end_seq, err) : open_new(log, end_seq, err))) {
		recordlog_close(log);
		return -1;
	}
	*out = log;
	return 0;
}

void recordlog_close(struct recordlog *log)
{
	if (!log)
		return;
	if (log->fd >= 0)
		close(log->fd);
	buf_done(&log->pending);
	vec_done(&log->segments);
	free(log->dir);
	free(log);
}

/* --- appending */

/* Length and checksum are for when the line is there. */
static void add_head(struct buf *out, const struct recordlog_entry *e, bool begins_group)
{
	const size_t source = strlen(e->source), addressee = e->addressee ? strlen(e->addressee) : 0;
	struct frame_header h = { .seq = e->seq,
		                  .logged_at_ms = e->logged_at_ms,
		                  .revision = e->revision,
		                  .status = e->status,
		                  .page_class = e->page_class,
		                  .source_length = (uint8_t)source,
		                  .addressee_length = (uint8_t)addressee,
		                  .begins_group = begins_group };
	memcpy(h.id, e->id, sizeof h.id);
	buf_add_n(out, &h, sizeof h);
	buf_add_n(out, e->source, source);
	buf_add_n(out, e->addressee, addressee);
}

static void seal_frame(struct str frame)
{
	const struct str checked = str_from(frame, FRAME_PREFIX);
	const uint32_t prefix[] = { (uint32_t)checked.len, libdeflate_crc32(0, checked.ptr, checked.len) };
	_Static_assert(sizeof prefix == FRAME_PREFIX, "a frame begins with its length and its checksum");
	memcpy((void *)(uintptr_t)frame.ptr, prefix, sizeof prefix);
}

struct buf *recordlog_begin(struct recordlog *log, struct recordlog_entry *entry)
{
	entry->seq = log->end + 1;
	log->begun_at = log->pending.len;
	add_head(&log->pending, entry, !log->has_group);
	return &log->pending;
}

static int64_t first_pending(const struct recordlog *log)
{
	struct frame_header h;
	memcpy(&h, log->pending.ptr, sizeof h);
	return h.seq;
}

/* Whole segments only begin between groups. */
static int make_room(struct recordlog *log, int64_t first_seq, struct err *err)
{
	const struct segment *last = &log->segments.at[log->segments.count - 1];
	return last->bytes < log->segment_size ? 0 : begin_segment(log, first_seq, err);
}

static int refuse_failed(const struct recordlog *log, struct err *err)
{
	return err_set(err, EXIT_STATE, "%s: writing has failed before; start again", log->dir);
}

/* Nothing is promised yet: that comes with recordlog_sync. */
static int write_pending(struct recordlog *log, struct err *err)
{
	if (log->has_failed)
		return refuse_failed(log, err);
	if (!log->pending.len)
		return 0;
	log->has_failed = true;
	if (!log->group_bytes && make_room(log, first_pending(log), err))
		return -1;
	if (write_all(log->fd, log->pending.ptr, log->pending.len))
		return err_errno(err, EXIT_STATE, "%s", log->dir);
	log->has_failed = false;
	log->group_bytes += log->pending.len;
	log->segments.at[log->segments.count - 1].bytes += (int64_t)log->pending.len;
	if (log->pending.cap > BUFFER_KEPT)
		buf_done(&log->pending);
	buf_clear(&log->pending);
	return 0;
}

int recordlog_finish(struct recordlog *log, const struct recordlog_entry *entry, struct err *err)
{
	const struct str frame = str_from(buf_str(&log->pending), log->begun_at);
	if (log->pending.is_over || frame.len > RECORDLOG_FRAME_MOST) {
		buf_cut(&log->pending, log->begun_at);
		log->pending.is_over = false;
		return err_set(err, EXIT_STATE, "record %s: more than %d MiB do not fit the log", entry->id, RECORDLOG_FRAME_MOST >> 20);
	}
	seal_frame(frame);
	log->end++;
	log->has_group = true;
	crash_point("log-append");
	return log->pending.len < WRITE_SIZE ? 0 : write_pending(log, err);
}

int recordlog_append(struct recordlog *log, struct recordlog_entry *entry, struct err *err)
{
	buf_add(recordlog_begin(log, entry), entry->json);
	return recordlog_finish(log, entry, err);
}

int recordlog_sync(struct recordlog *log, struct err *err)
{
	if (write_pending(log, err))
		return -1;
	if (!log->has_group)
		return 0;
	log->has_failed = true;
	if (fdatasync(log->fd))
		return err_errno(err, EXIT_STATE, "%s", log->dir);
	log->has_failed = log->has_group = false;
	log->group_bytes = 0;
	crash_point("log-sync");
	return 0;
}

/* --- the whole */

int64_t recordlog_end(const struct recordlog *log)
{
	return log->end;
}

uint64_t recordlog_epoch(const struct recordlog *log)
{
	return log->epoch;
}

size_t recordlog_pending(const struct recordlog *log)
{
	return log->group_bytes + log->pending.len;
}

int64_t recordlog_bytes(const struct recordlog *log)
{
	int64_t bytes = (int64_t)log->pending.len;
	for (size_t i = 0; i < log->segments.count; i++)
		bytes += log->segments.at[i].bytes;
	return bytes;
}

static bool is_older(const char *path, int64_t before_ms)
{
	struct stat info;
	return !stat(path, &info) && (int64_t)info.st_mtim.tv_sec * 1000 < before_ms;
}

int recordlog_forget(struct recordlog *log, int64_t passed_seq, int64_t before_ms, int64_t most_bytes,
                     struct err *err)
{
	/* The last segment can only go when another one is there. */
	if (!log->has_group && passed_seq >= log->end && make_room(log, log->end + 1, err))
		return -1;
	while (log->segments.count > 1 && log->segments.at[1].first_seq <= passed_seq + 1) {
		char path[RECORDLOG_PATH];
		segment_path(log->dir, log->segments.at[0].first_seq, path);
		if (!is_older(path, before_ms) && recordlog_bytes(log) <= most_bytes)
			return 0;
		if (unlink(path))
			return err_errno(err, EXIT_STATE, "%s", path);
		vec_remove(&log->segments, 0);
	}
	return 0;
}
