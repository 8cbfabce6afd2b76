/* SPDX-License-Identifier: MIT */
#include "journal.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>
#include <zlib.h>

enum { JOURNAL_MOST = 256 * 1024, LINE_MOST = 512 * 1024 };

/* "EPOCH SEQ COUNT" and for each file "\tINODE SIZE PLANNED PATH", ended by "\tCRC". Paths hold no tab: they
 * are made of the option, which is refused with one. */
static char *print_entry(const struct journal *journal, size_t *out_length)
{
	char *text = NULL;
	FILE *out = open_memstream(&text, out_length);
	if (!out)
		return NULL;
	fprintf(out, "%" PRIu64 " %" PRId64 " %u", journal->epoch, journal->seq, journal->count);
	for (unsigned i = 0; i < journal->count; i++) {
		const struct journal_file *f = &journal->files[i];
		fprintf(out, "\t%ju %" PRId64 " %" PRId64 " %s", (uintmax_t)f->inode, f->size, f->planned,
			f->path);
	}
	fflush(out);
	const uLong crc = crc32(0, (const Bytef *)text, (uInt)*out_length);
	fprintf(out, "\t%08lx\n", crc);
	if (!fclose(out))
		return text;
	free(text);
	return NULL;
}

static bool read_files(struct journal *journal, char *at, unsigned count)
{
	for (unsigned i = 0; i < count; i++) {
		char *field = strchr(at, '\t');
		uintmax_t inode;
		int64_t size, planned;
		int path_at = 0;
		if (!field ||
		    sscanf(field, "\t%ju %" SCNd64 " %" SCNd64 " %n", &inode, &size, &planned, &path_at) != 3)
			return false;
		char *path = field + path_at, *end = strchr(path, '\t');
		journal->files[journal->count++] =
			(struct journal_file){ .path = end ? strndup(path, (size_t)(end - path))
							   : strdup(path),
					       .inode = (ino_t)inode,
					       .size = size,
					       .planned = planned };
		at = path;
	}
	return true;
}

/* One line without its line feed; false where it is torn or damaged. */
static bool read_entry(struct journal *journal, char *line)
{
	char *mark = strrchr(line, '\t');
	if (!mark || strlen(mark + 1) != 8)
		return false;
	*mark = '\0';
	if (strtoul(mark + 1, NULL, 16) != crc32(0, (const Bytef *)line, (uInt)strlen(line)))
		return false;
	unsigned count;
	journal_clear_files(journal);
	if (sscanf(line, "%" SCNu64 " %" SCNd64 " %u", &journal->epoch, &journal->seq, &count) != 3 ||
	    count > JOURNAL_FILES)
		return false;
	return read_files(journal, line, count);
}

static int read_all(struct journal *journal)
{
	FILE *in = fdopen(dup(journal->fd), "r");
	if (!in)
		return -1;
	char *line = NULL;
	size_t size = 0;
	ssize_t length;
	while ((length = getline(&line, &size, in)) > 0 && length < LINE_MOST) {
		if (line[length - 1] != '\n')
			break;
		line[length - 1] = '\0';
		if (!read_entry(journal, line))
			break;
		journal->length += length;
	}
	free(line);
	const bool has_failed = ferror(in);
	fclose(in);
	return has_failed ? -1 : 0;
}

int journal_open(struct journal *journal, const char *path)
{
	*journal = (struct journal){ .path = strdup(path),
				     .fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666) };
	if (!journal->path || journal->fd < 0 || flock(journal->fd, LOCK_EX | LOCK_NB) || read_all(journal)) {
		const int saved = errno;
		journal_close(journal);
		errno = saved;
		return -1;
	}
	return 0;
}

void journal_close(struct journal *journal)
{
	journal_clear_files(journal);
	if (journal->fd >= 0)
		close(journal->fd);
	free(journal->path);
	*journal = (struct journal){ .fd = -1 };
}

void journal_clear_files(struct journal *journal)
{
	for (unsigned i = 0; i < journal->count; i++)
		free(journal->files[i].path);
	journal->count = 0;
}

static int put(int fd, const char *text, size_t length, int64_t at)
{
	while (length) {
		const ssize_t n = pwrite(fd, text, length, at);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return -1;
		text += n;
		at += n;
		length -= (size_t)n;
	}
	return fdatasync(fd);
}

/* A journal that has grown long begins anew: a new file takes the old one's place, so that one of them is
 * whole. */
static int begin_anew(struct journal *journal, const char *entry, size_t length)
{
	char fresh[4096];
	snprintf(fresh, sizeof fresh, "%s.new", journal->path);
	const int fd = open(fresh, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	if (fd < 0)
		return -1;
	if (flock(fd, LOCK_EX | LOCK_NB) || put(fd, entry, length, 0) || rename(fresh, journal->path)) {
		close(fd);
		return -1;
	}
	close(journal->fd);
	journal->fd = fd;
	journal->length = (int64_t)length;
	return 0;
}

int journal_write(struct journal *journal)
{
	size_t length = 0;
	char *entry = print_entry(journal, &length);
	if (!entry)
		return -1;
	int result;
	if (journal->length > JOURNAL_MOST) {
		result = begin_anew(journal, entry, length);
	} else {
		result = put(journal->fd, entry, length, journal->length);
		if (!result)
			journal->length += (int64_t)length;
	}
	free(entry);
	return result;
}
