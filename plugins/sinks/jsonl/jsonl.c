/* SPDX-License-Identifier: MIT
 * Records as lines of files, a JSON object each. A batch is all there or not at all: see journal.h. */
#include <wiredesk/plugin.h>

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>
#include <zlib.h>

#include "journal.h"

struct options {
	const char *path;
	const char *format;
	bool gzip;
	int64_t rotate_size;
	int64_t rotate_every;
};

static const struct wd_opt options[] = {
	WD_PATH_REQUIRED(struct options, path,
			 "the file: strftime(3) conversions (in UTC) and %{source} are filled in"),
	WD_CHOICE(struct options, format, "jsonl", "jsonl|ninjs", "what is written for a record"),
	WD_BOOL(struct options, gzip, "no",
		"compress; .gz is added to the path, each batch is a gzip member"),
	WD_SIZE(struct options, rotate_size, "0", "0..1TB",
		"begin a new file (NAME.1, NAME.2, …) from this size on; 0: never"),
	WD_DURATION_MS(struct options, rotate_every, "0s", "0s..366d",
		       "begin a new file (NAME-20261122T080000) this often; 0: never"),
	WD_OPT_END
};

/* The part of a batch that goes to one file: pieces of it as they lie in memory, or packed. */
struct output {
	char *path;
	struct iovec *pieces;
	size_t count, cap;
	char *packed;  /* NULL: not compressed */
	size_t length; /* of all pieces, or packed */
};

struct lines {
	const struct options *options;
	struct journal journal;
	struct output outputs[JOURNAL_FILES];
	unsigned count;
};

/* --- paths */

static void put_source(FILE *out, const char **at, const char *source)
{
	static const char name[] = "%{source}";
	fputs(source, out);
	*at += sizeof name - 1;
}

static void put_time(FILE *out, const char **at, const struct tm *tm)
{
	const char conversion[3] = { '%', (*at)[1], '\0' };
	char text[128];
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral" /* the conversion is the user's */
	if (strftime(text, sizeof text, conversion, tm))
		fputs(text, out);
#pragma GCC diagnostic pop
	*at += conversion[1] ? 2 : 1;
}

static void put_template(FILE *out, const char *template, const struct tm *tm, const char *source)
{
	for (const char *at = template; *at;) {
		if (!strncmp(at, "%{source}", 9))
			put_source(out, &at, source);
		else if (*at == '%')
			put_time(out, &at, tm);
		else
			putc(*at++, out);
	}
}

/* Where the name's ending begins: ".jsonl" of "out/news.jsonl", the end where it has none. */
static size_t stem_length(const char *path)
{
	const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path, *dot = strrchr(name, '.');
	return dot && dot != name ? (size_t)(dot - path) : strlen(path);
}

/* The last file of "NAME", "NAME.1", "NAME.2", … that still has room. */
static const char *number_path(wd_job *job, const struct options *o, const char *path, const char *ending)
{
	const size_t stem = stem_length(path);
	const char *full = wd_print(job, "%s%s", path, ending);
	for (int number = 1; o->rotate_size > 0; number++) {
		struct stat info;
		if (stat(full, &info) || info.st_size < o->rotate_size)
			break;
		full = wd_print(job, "%.*s.%d%s%s", (int)stem, path, number, path + stem, ending);
	}
	return full;
}

/* Made of the record's own time, so that what is written again goes to the same file. */
static const char *path_of(wd_job *job, const struct options *o, const struct wd_record *record)
{
	char *text = NULL;
	size_t length = 0;
	FILE *out = open_memstream(&text, &length);
	if (!out)
		return NULL;
	const time_t when = (time_t)record->logged_at;
	struct tm tm;
	gmtime_r(&when, &tm);
	put_template(out, o->path, &tm, record->source);
	fclose(out);
	const char *path = wd_print(job, "%s", text);
	free(text);
	if (o->rotate_every >= 1000) {
		const time_t period = (time_t)(o->rotate_every / 1000), start = when - when % period;
		char stamp[32];
		gmtime_r(&start, &tm);
		strftime(stamp, sizeof stamp, "-%Y%m%dT%H%M%S", &tm);
		const size_t stem = stem_length(path);
		path = wd_print(job, "%.*s%s%s", (int)stem, path, stamp, path + stem);
	}
	return number_path(job, o, path, o->gzip ? ".gz" : "");
}

static void make_folders(wd_job *job, const char *path)
{
	for (const char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/'))
		mkdir(wd_print(job, "%.*s", (int)(slash - path), path), 0777);
}

/* Beside the output, in the last folder whose name is fixed. */
static const char *journal_path(wd_job *job, const char *template)
{
	const char *percent = strchr(template, '%'), *end = percent ? percent : template + strlen(template);
	while (end > template && end[-1] != '/')
		end--;
	char *name = strdup(end);
	for (char *c = name; c && *c; c++)
		if (*c == '/')
			*c = '_';
	const char *path =
		wd_print(job, "%.*s.%s.wiredesk", (int)(end - template), template, name ? name : "");
	free(name);
	return path;
}

/* --- what a batch that did not end left behind */

static bool cut_back(wd_job *job, const struct journal_file *f)
{
	struct stat info;
	if (stat(f->path, &info))
		return errno == ENOENT ? true : (wd_fail(job, "%s: %s", f->path, strerror(errno)), false);
	if (info.st_size <= f->size)
		return true;
	if (f->inode && info.st_ino != f->inode) /* moved away and made anew by somebody: not ours to cut */
		return true;
	if (info.st_size > f->size + f->planned) {
		wd_fail(job,
			"%s: %lld bytes at its end are not wiredesk's; move them elsewhere, then cut the "
			"file to %lld bytes",
			f->path, (long long)(info.st_size - f->size), (long long)f->size);
		return false;
	}
	const int fd = open(f->path, O_WRONLY | O_CLOEXEC);
	const bool is_cut = fd >= 0 && !ftruncate(fd, f->size) && !fsync(fd);
	if (!is_cut)
		wd_fail(job, "%s: cannot cut what a crash left: %s", f->path, strerror(errno));
	if (fd >= 0)
		close(fd);
	return is_cut;
}

static bool undo(wd_job *job, struct journal *journal)
{
	if (!journal->count)
		return true;
	for (unsigned i = 0; i < journal->count; i++)
		if (!cut_back(job, &journal->files[i]))
			return false;
	journal_clear_files(journal);
	if (!journal_write(journal))
		return true;
	wd_fail(job, "%s: %s", journal->path, strerror(errno));
	return false;
}

/* --- a batch */

static void clear_outputs(struct lines *self)
{
	for (unsigned i = 0; i < self->count; i++) {
		free(self->outputs[i].pieces);
		free(self->outputs[i].packed);
		free(self->outputs[i].path);
	}
	self->count = 0;
}

static struct output *output_for(struct lines *self, const char *path)
{
	for (unsigned i = 0; i < self->count; i++)
		if (!strcmp(self->outputs[i].path, path))
			return &self->outputs[i];
	if (self->count == JOURNAL_FILES)
		return NULL;
	struct output *o = &self->outputs[self->count++];
	*o = (struct output){ .path = strdup(path) };
	return o;
}

/* Lends a line, which has no line feed of its own. */
static bool add_line(struct output *o, struct wd_bytes line)
{
	static char line_feed[] = "\n";
	if (o->count + 2 > o->cap) {
		const size_t cap = o->cap ? 2 * o->cap : 64;
		struct iovec *pieces = realloc(o->pieces, cap * sizeof *pieces);
		if (!pieces)
			return false;
		o->pieces = pieces;
		o->cap = cap;
	}
	o->pieces[o->count++] = (struct iovec){ (void *)(uintptr_t)line.ptr, line.len };
	o->pieces[o->count++] = (struct iovec){ line_feed, 1 };
	o->length += line.len + 1;
	return true;
}

static struct wd_bytes line_of(wd_job *job, const struct lines *self, const struct wd_record *record)
{
	if (strcmp(self->options->format, "ninjs") != 0)
		return record->json;
	const char *text = wd_form(job, record, "ninjs");
	return (struct wd_bytes){ text, text ? strlen(text) : 0 };
}

/* How many records were laid out: all, or as many as touch at most JOURNAL_FILES files. */
static size_t lay_out(wd_job *job, struct lines *self, const struct wd_batch *batch)
{
	for (size_t i = 0; i < batch->count; i++) {
		const struct wd_record *record = &batch->records[i];
		const char *path = path_of(job, self->options, record);
		struct output *o = path ? output_for(self, path) : NULL;
		if (!o)
			return i;
		const struct wd_bytes line = line_of(job, self, record);
		if (line.ptr && !add_line(o, line))
			return i;
	}
	return batch->count;
}

static bool compress_output(struct output *o)
{
	z_stream z = { 0 };
	if (deflateInit2(&z, Z_DEFAULT_COMPRESSION, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK)
		return false;
	const uLong room = deflateBound(&z, (uLong)o->length);
	o->packed = malloc(room);
	z.next_out = (Bytef *)o->packed;
	z.avail_out = (uInt)room;
	bool is_fine = o->packed != NULL;
	for (size_t i = 0; is_fine && i < o->count; i++) {
		z.next_in = o->pieces[i].iov_base;
		z.avail_in = (uInt)o->pieces[i].iov_len;
		is_fine = deflate(&z, Z_NO_FLUSH) == Z_OK;
	}
	is_fine = is_fine && deflate(&z, Z_FINISH) == Z_STREAM_END;
	o->length = z.total_out;
	deflateEnd(&z);
	return is_fine;
}

static bool finish_outputs(struct lines *self)
{
	for (unsigned i = 0; i < self->count; i++)
		if (self->options->gzip && !compress_output(&self->outputs[i]))
			return false;
	return true;
}

/* A file that does not end a line was torn by somebody else: our lines must not be glued to it. */
static bool ends_a_line(const char *path, int64_t size)
{
	char last = '\n';
	const int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd >= 0) {
		if (pread(fd, &last, 1, size - 1) != 1)
			last = '\n';
		close(fd);
	}
	return last == '\n';
}

static bool plan(wd_job *job, struct lines *self)
{
	journal_clear_files(&self->journal);
	for (unsigned i = 0; i < self->count; i++) {
		const struct output *o = &self->outputs[i];
		make_folders(job, o->path);
		struct stat info = { 0 };
		if (stat(o->path, &info) && errno != ENOENT) {
			wd_fail(job, "%s: %s", o->path, strerror(errno));
			return false;
		}
		if (info.st_size > 0 && !self->options->gzip && !ends_a_line(o->path, info.st_size)) {
			wd_fail(job,
				"%s: its last line is not whole and not wiredesk's; mend or move the file",
				o->path);
			return false;
		}
		self->journal.files[self->journal.count++] =
			(struct journal_file){ .path = strdup(o->path),
					       .inode = info.st_ino,
					       .size = info.st_size,
					       .planned = (int64_t)o->length };
	}
	if (!journal_write(&self->journal))
		return true;
	wd_fail(job, "%s: %s", self->journal.path, strerror(errno));
	return false;
}

static bool sync_folder(wd_job *job, const char *path)
{
	char *copy = strdup(path);
	const int fd = copy ? open(dirname(copy), O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
	const bool is_synced = fd >= 0 && !fsync(fd);
	if (!is_synced)
		wd_fail(job, "the folder of %s: %s", path, strerror(errno));
	if (fd >= 0)
		close(fd);
	free(copy);
	return is_synced;
}

/* Uses the pieces up. */
static bool write_pieces(int fd, struct iovec *piece, size_t count)
{
	enum { AT_ONCE = 1024 /* the least IOV_MAX that Linux ever had */ };
	while (count) {
		ssize_t n = writev(fd, piece, count < AT_ONCE ? (int)count : AT_ONCE);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		for (; count && (size_t)n >= piece->iov_len; piece++, count--)
			n -= (ssize_t)piece->iov_len;
		if (count) {
			piece->iov_base = (char *)piece->iov_base + n;
			piece->iov_len -= (size_t)n;
		}
	}
	return true;
}

static bool append(wd_job *job, const struct output *o, bool is_new)
{
	const int fd = open(o->path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0666);
	struct iovec packed = { o->packed, o->length };
	const bool is_written = fd >= 0 &&
	                        (o->packed ? write_pieces(fd, &packed, 1) : write_pieces(fd, o->pieces, o->count)) &&
	                        !fdatasync(fd);
	if (!is_written)
		wd_fail(job, "%s: %s", o->path, strerror(errno));
	if (fd >= 0)
		close(fd);
	return is_written && (!is_new || sync_folder(job, o->path));
}

static bool append_all(wd_job *job, struct lines *self)
{
	for (unsigned i = 0; i < self->count; i++)
		if (!append(job, &self->outputs[i], self->journal.files[i].size == 0))
			return false;
	return true;
}

/* The batch stands: the journal says so, and forgets how to undo it. While it cannot say so, the batch is
 * undone. */
static bool settle(wd_job *job, struct lines *self, const struct wd_batch *batch, size_t taken)
{
	struct journal *journal = &self->journal;
	struct journal settled = *journal;
	settled.count = 0;
	settled.epoch = batch->epoch;
	settled.seq = taken == batch->count ? batch->last_seq : batch->records[taken - 1].seq;
	if (journal_write(&settled)) {
		journal->fd = settled.fd;
		wd_fail(job, "%s: %s", journal->path, strerror(errno));
		return false;
	}
	journal_clear_files(journal);
	settled.count = 0;
	*journal = settled;
	return true;
}

static enum wd_verdict write_batch(wd_job *job, const struct wd_batch *batch, void *opaque)
{
	struct lines *self = opaque;
	clear_outputs(self);
	if (!undo(job, &self->journal)) /* of a try that failed half-way */
		return WD_RETRY;
	const size_t taken = lay_out(job, self, batch);
	if (!taken && batch->count)
		return wd_fail(job, "out of memory"), WD_RETRY;
	if (!finish_outputs(self) || !plan(job, self) || !append_all(job, self) ||
	    !settle(job, self, batch, taken))
		return WD_RETRY;
	clear_outputs(self);
	if (taken == batch->count)
		return WD_OK;
	wd_taken(job, taken);
	return WD_RETRY;
}

static enum wd_verdict tell_position(wd_job *job, struct wd_position *out, void *opaque)
{
	const struct lines *self = opaque;
	(void)job;
	out->epoch = self->journal.epoch;
	out->seq = self->journal.seq;
	return WD_OK;
}

static void close_lines(void *opaque)
{
	struct lines *self = opaque;
	if (!self)
		return;
	clear_outputs(self);
	journal_close(&self->journal);
	free(self);
}

static void *open_lines(wd_job *job, const void *opts)
{
	const struct options *o = opts;
	if (strpbrk(o->path, "\t\n"))
		return wd_fail(job, "path holds a tab or line feed: \"%s\"", o->path), NULL;
	struct lines *self = calloc(1, sizeof *self);
	if (!self)
		return wd_fail(job, "out of memory"), NULL;
	self->options = o;
	self->journal.fd = -1;
	const char *path = journal_path(job, o->path);
	make_folders(job, path);
	if (journal_open(&self->journal, path)) {
		if (errno == EWOULDBLOCK)
			wd_fail(job, "%s: another sink writes there; give each a path of its own", path);
		else
			wd_fail(job, "%s: %s", path, strerror(errno));
	} else if (undo(job, &self->journal)) {
		return self;
	}
	close_lines(self);
	return NULL;
}

WD_SINK(.name = "jsonl", .version = "1.0", .summary = "records as lines of files, a JSON object each",
	.options = options, .options_size = sizeof(struct options), .open = open_lines, .close = close_lines,
	.write = write_batch, .position = tell_position);
