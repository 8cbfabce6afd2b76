/* SPDX-License-Identifier: MIT */
#include "core/deliver/recordlog.h"

#include <dirent.h>
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
#include "core/base/vec.h"

enum {
	FORMAT = 1,
	FRAME_MOST = 80 << 20,
	WRITE_SIZE = 256 << 10, /* written once there is so much: what was just made is still in the processor's cache */
	BUFFER_KEPT = 4 << 20,
	NAME_LENGTH = 24,
	PATH_LENGTH = 4096
};

/* Numbers are as this machine has them: a log does not travel. */
struct segment_header {
	char magic[8]; /* "wdlog\n\0\0" */
	uint32_t format, crc;
	uint64_t epoch;
	int64_t first_seq;
};

static const char magic[8] = "wdlog\n";

struct frame_header {
	uint32_t length; /* of all behind crc */
	uint32_t crc;    /* of all behind it */
	int64_t seq, logged_at_ms, revision;
	char id[27];
	uint8_t status, page_class, source_length, addressee_length; /* names follow, then the line */
	uint8_t begins_group; /* the first of what was written at once */
};

enum { FRAME_PREFIX = 2 * sizeof(uint32_t) };

struct segment {
	int64_t first_seq, bytes;
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
	VEC(struct segment) segments;
	bool has_failed;
};

/* --- files */

static void segment_path(const char *dir, int64_t first_seq, char out[PATH_LENGTH])
{
	snprintf(out, PATH_LENGTH, "%s/%020" PRId64 ".log", dir, first_seq);
}

static int compare_segments(const void *a, const void *b)
{
	const struct segment *x = a, *y = b;
	return (x->first_seq > y->first_seq) - (x->first_seq < y->first_seq);
}

typedef VEC(struct segment) segment_list;

static int list_segments(const char *path, segment_list *out)
{
	DIR *dir = opendir(path);
	if (!dir)
		return -1;
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
	return 0;
}

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

static uint32_t header_crc(const struct segment_header *header)
{
	struct segment_header copy = *header;
	copy.crc = 0;
	return libdeflate_crc32(0, &copy, sizeof copy);
}

static bool is_header(const struct segment_header *header, int64_t first_seq)
{
	return !memcmp(header->magic, magic, sizeof magic) && header->format == FORMAT &&
	       header->crc == header_crc(header) && header->first_seq == first_seq;
}

/* --- reading */

struct recordlog_reader {
	char *dir;
	int fd;
	int64_t first_seq, at, seq; /* of the open segment; place in it; last seq that was read */
	struct buf frame;
	char *source, *addressee;
};

static int damaged(const struct recordlog_reader *r, const char *what, struct err *err)
{
	return err_set(err, EXIT_STATE,
	               "%s/%020" PRId64 ".log: byte %" PRId64 ": %s; restore the folder from a backup",
	               r->dir, r->first_seq, r->at, what);
}

static void close_segment(struct recordlog_reader *r)
{
	if (r->fd >= 0)
		close(r->fd);
	r->fd = -1;
}

static int open_segment(struct recordlog_reader *r, int64_t first_seq, struct err *err)
{
	char path[PATH_LENGTH];
	struct segment_header header;
	close_segment(r);
	segment_path(r->dir, first_seq, path);
	r->fd = open(path, O_RDONLY | O_CLOEXEC);
	if (r->fd < 0)
		return err_errno(err, EXIT_STATE, "%s", path);
	r->first_seq = first_seq;
	r->at = 0;
	if (pread(r->fd, &header, sizeof header, 0) != sizeof header || !is_header(&header, first_seq))
		return damaged(r, "no header of a segment", err);
	r->at = sizeof header;
	return 0;
}

/* The last segment that begins at or before seq, else the first one; 0 where there is none. */
static int64_t segment_of(const char *dir, int64_t seq)
{
	segment_list list = { 0 };
	list_segments(dir, &list);
	int64_t found = list.count ? list.at[0].first_seq : 0;
	for (size_t i = 0; i < list.count && list.at[i].first_seq <= seq; i++)
		found = list.at[i].first_seq;
	vec_done(&list);
	return found;
}

int64_t recordlog_reader_first(const char *dir)
{
	return segment_of(dir, 0);
}

int recordlog_reader_open(const char *dir, int64_t after_seq, struct recordlog_reader **out, struct err *err)
{
	struct recordlog_reader *r = mem_zero(1, sizeof *r);
	r->dir = mem_dup(dir);
	r->fd = -1;
	r->seq = after_seq;
	buf_init(&r->frame, FRAME_MOST);
	const int64_t first = segment_of(dir, after_seq + 1);
	if (first && open_segment(r, first, err)) {
		recordlog_reader_close(r);
		return -1;
	}
	*out = r;
	return 0;
}

void recordlog_reader_close(struct recordlog_reader *r)
{
	if (!r)
		return;
	close_segment(r);
	buf_done(&r->frame);
	free(r->source);
	free(r->addressee);
	free(r->dir);
	free(r);
}

/* Reads the frame at r->at: 1, 0 at the end of the file (or a frame that is not whole yet), -1 on damage. */
static int read_frame(struct recordlog_reader *r, struct frame_header *header, struct err *err)
{
	const ssize_t n = pread(r->fd, header, sizeof *header, r->at);
	if (n < 0)
		return err_errno(err, EXIT_STATE, "%s", r->dir);
	if (n < (ssize_t)sizeof *header)
		return 0;
	if (header->length < sizeof *header - FRAME_PREFIX || header->length > FRAME_MOST)
		return damaged(r, "a frame of impossible length", err);
	buf_clear(&r->frame);
	char *room = buf_room(&r->frame, header->length);
	const ssize_t body = pread(r->fd, room, header->length, r->at + FRAME_PREFIX);
	if (body < (ssize_t)header->length)
		return body < 0 ? err_errno(err, EXIT_STATE, "%s", r->dir) : 0;
	r->frame.len = header->length;
	r->frame.ptr[r->frame.len] = '\0';
	if (libdeflate_crc32(0, r->frame.ptr, r->frame.len) != header->crc)
		return damaged(r, "a frame whose checksum is wrong", err);
	return 1;
}

static void fill_entry(struct recordlog_reader *r, const struct frame_header *h, struct recordlog_entry *out)
{
	struct str rest = str_from(buf_str(&r->frame), sizeof *h - FRAME_PREFIX);
	free(r->source);
	free(r->addressee);
	r->source = mem_dup_n(rest.ptr, h->source_length);
	rest = str_from(rest, h->source_length);
	r->addressee = h->addressee_length ? mem_dup_n(rest.ptr, h->addressee_length) : NULL;
	rest = str_from(rest, h->addressee_length);
	*out = (struct recordlog_entry){ .seq = h->seq,
		                         .logged_at_ms = h->logged_at_ms,
		                         .revision = h->revision,
		                         .status = h->status,
		                         .page_class = h->page_class,
		                         .source = r->source,
		                         .addressee = r->addressee,
		                         .json = rest };
	memcpy(out->id, h->id, sizeof out->id);
	out->id[sizeof out->id - 1] = '\0';
}

static int next_segment(struct recordlog_reader *r, struct err *err)
{
	const int64_t first = segment_of(r->dir, r->seq + 1);
	if (!first || (r->fd >= 0 && first <= r->first_seq))
		return 0;
	return open_segment(r, first, err) ? -1 : 1;
}

int recordlog_reader_next(struct recordlog_reader *r, int64_t end_seq, struct recordlog_entry *out,
                          struct err *err)
{
	struct frame_header header;
	while (r->seq < end_seq) {
		int got = r->fd >= 0 ? read_frame(r, &header, err) : 0;
		if (!got)
			got = next_segment(r, err);
		else if (got > 0) {
			if (header.seq > end_seq)
				return 0;
			r->at += FRAME_PREFIX + header.length;
			if (header.seq <= r->seq)
				continue;
			r->seq = header.seq;
			fill_entry(r, &header, out);
			return 1;
		}
		if (got < 0)
			return -1;
		if (!got)
			return 0;
	}
	return 0;
}

/* --- writing */

static int begin_segment(struct recordlog *log, int64_t first_seq, struct err *err)
{
	char path[PATH_LENGTH];
	struct segment_header header = { .format = FORMAT, .epoch = log->epoch, .first_seq = first_seq };
	memcpy(header.magic, magic, sizeof magic);
	header.crc = header_crc(&header);
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
	struct recordlog_reader r = { .dir = mem_dup(dir), .fd = -1 };
	struct frame_header header;
	buf_init(&r.frame, FRAME_MOST);
	int result = open_segment(&r, first_seq, err);
	*out_last = first_seq - 1;
	while (!result) {
		const int got = read_frame(&r, &header, NULL);
		if (got != 1 || header.seq > end_seq) /* torn or uncommitted: to be cut */
			break;
		r.at += FRAME_PREFIX + header.length;
		*out_last = header.seq;
	}
	*out_bytes = r.at;
	close_segment(&r);
	buf_done(&r.frame);
	free(r.dir);
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
	struct recordlog_reader r = { .dir = mem_dup(dir), .fd = -1 };
	struct frame_header header;
	buf_init(&r.frame, FRAME_MOST);
	const int result = open_segment(&r, first_seq, err);
	if (from > r.at)
		r.at = from;
	while (!result && read_frame(&r, &header, NULL) == 1) {
		*out_count += header.begins_group;
		r.at += FRAME_PREFIX + header.length;
	}
	close_segment(&r);
	buf_done(&r.frame);
	free(r.dir);
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
	char path[PATH_LENGTH];
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

static int read_epoch(struct recordlog *log, struct err *err)
{
	char path[PATH_LENGTH];
	struct segment_header header = { .epoch = 0 };
	segment_path(log->dir, log->segments.at[0].first_seq, path);
	const int fd = open(path, O_RDONLY | O_CLOEXEC);
	const ssize_t n = fd < 0 ? -1 : read(fd, &header, sizeof header);
	if (fd >= 0)
		close(fd);
	if (n != sizeof header || !is_header(&header, log->segments.at[0].first_seq))
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
	buf_init(&log->pending, 2 * FRAME_MOST);
	segment_list list = { 0 };
	list_segments(dir, &list);
	for (size_t i = 0; i < list.count; i++)
		vec_add(&log->segments, list.at[i]);
	vec_done(&list);
	if (log->segments.count ? open_existing(log, end_seq, err) : open_new(log, end_seq, err)) {
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
	if (log->pending.is_over || frame.len > FRAME_MOST) {
		buf_cut(&log->pending, log->begun_at);
		log->pending.is_over = false;
		return err_set(err, EXIT_STATE, "record %s: more than %d MiB do not fit the log", entry->id, FRAME_MOST >> 20);
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
		char path[PATH_LENGTH];
		segment_path(log->dir, log->segments.at[0].first_seq, path);
		if (!is_older(path, before_ms) && recordlog_bytes(log) <= most_bytes)
			return 0;
		if (unlink(path))
			return err_errno(err, EXIT_STATE, "%s", path);
		vec_remove(&log->segments, 0);
	}
	return 0;
}
