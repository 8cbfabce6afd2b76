/* SPDX-License-Identifier: MIT
 * Bytes to a document: whole files, gzip unpacked, the media type by looking. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/buf.h"
#include "core/base/clock.h"
#include "core/base/gzip.h"
#include "core/base/mem.h"
#include "core/intake/intake.h"

enum { CHUNK = 256 * 1024, SNIFFED = 512, MAP_LEAST = 8 << 20 };

static int read_all(int fd, size_t guess, struct buf *out, struct err *err, const char *name)
{
	for (;;) {
		char *room = buf_room(out, guess > out->len ? guess - out->len + 1 : CHUNK);
		if (!room)
			room = buf_room(out, 1);
		if (!room)
			return err_set(err, EXIT_PARTLY, "%s has more than %d MiB; that is no document", name,
			               INTAKE_BODY_MOST >> 20);
		const ssize_t n = read(fd, room, out->cap - out->len - 1);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return err_errno(err, EXIT_PARTLY, "%s", name);
		if (!n)
			return 0;
		out->len += (size_t)n;
		if (out->len > out->max)
			return err_set(err, EXIT_PARTLY, "%s has more than %d MiB; that is no document", name,
			               INTAKE_BODY_MOST >> 20);
	}
}

static int unpack(struct str packed, struct buf *out, struct err *err, const char *name)
{
	if (gzip_unpack(packed, out))
		return err_set(err, EXIT_PARTLY, "%s: damaged gzip", name);
	if (out->is_over)
		return err_set(err, EXIT_PARTLY, "%s unpacks to more than %d MiB; that is no document", name,
		               INTAKE_BODY_MOST >> 20);
	return 0;
}

/* By the first bytes alone: a file's name says too little, and what it says is often wrong. */
static const char *sniff(struct str text)
{
	static const struct {
		const char *start, *type;
	} rows[] = {
		{ "<?xml", "application/xml" }, { "<!doctype html", "text/html" },
		{ "<html", "text/html" },       { "<head", "text/html" },
		{ "<body", "text/html" },       { "<!--", "text/html" },
		{ "<", "application/xml" },     { "{", "application/json" },
		{ "[{", "application/json" },
	};
	if (str_starts(text, STR("\xEF\xBB\xBF")))
		text = str_from(text, 3);
	text = str_trim(str_slice(text, 0, SNIFFED));
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (str_starts_nocase(text, str_c(rows[i].start)))
			return rows[i].type;
	return "text/plain";
}

/* An XML declaration before an HTML page is common. */
static const char *media_type(struct str text)
{
	const char *type = sniff(text);
	const struct str head = str_slice(text, 0, SNIFFED);
	if (str_eq(str_c(type), STR("application/xml")) && str_find_nocase(head, STR("<html")) != STR_NONE)
		return "text/html";
	return type;
}

/* A long file is not read here: it is mapped, and its descriptor handed on. gzip must be unpacked. */
static bool is_to_map(int fd, const struct stat *info)
{
	char head[16];
	if (!S_ISREG(info->st_mode) || info->st_size < MAP_LEAST || lseek(fd, 0, SEEK_CUR))
		return false;
	const ssize_t n = pread(fd, head, sizeof head, 0);
	return n == (ssize_t)sizeof head && !gzip_is(str_n(head, sizeof head));
}

static int map_file(int fd, const struct stat *info, struct document *doc, struct err *err, const char *name)
{
	if (info->st_size > INTAKE_MAP_MOST)
		return err_set(err, EXIT_PARTLY, "%s has more than %d GiB; that is no document", name,
		               (int)(INTAKE_MAP_MOST >> 30));
	return document_map(doc, fd, (size_t)info->st_size) ? err_errno(err, EXIT_PARTLY, "%s", name) : 0;
}

static int read_whole(int fd, const struct stat *info, struct document *doc, struct err *err, const char *name)
{
	struct buf bytes, plain;
	buf_init(&bytes, INTAKE_BODY_MOST);
	buf_init(&plain, INTAKE_BODY_MOST);
	int result = read_all(fd, S_ISREG(info->st_mode) ? (size_t)info->st_size : 0, &bytes, err, name);
	if (!result && gzip_is(buf_str(&bytes))) {
		result = unpack(buf_str(&bytes), &plain, err, name);
		buf_done(&bytes);
		bytes = plain;
		plain = (struct buf){ 0 };
	}
	if (result) {
		buf_done(&bytes);
		buf_done(&plain);
		return -1;
	}
	if (bytes.ptr)
		bytes.ptr[bytes.len] = '\0';
	else
		bytes.ptr = mem_dup("");
	document_take_body(doc, bytes.ptr, bytes.len);
	return 0;
}

int intake_read_fd(int fd, const char *path, struct document **out, struct err *err)
{
	const char *name = path ? path : "standard input";
	struct stat info = { 0 };
	fstat(fd, &info);
	struct document *doc = document_new();
	if (is_to_map(fd, &info) ? map_file(fd, &info, doc, err, name) : read_whole(fd, &info, doc, err, name)) {
		document_free(doc);
		return -1;
	}
	doc->path = document_keep(doc, path);
	doc->fetched_ms = S_ISREG(info.st_mode)
	                          ? (int64_t)info.st_mtim.tv_sec * 1000 + info.st_mtim.tv_nsec / 1000000
	                          : clock_wall_ms();
	doc->media_type = document_keep(doc, media_type(doc->body));
	*out = doc;
	return 0;
}

int intake_read_file(const char *path, struct document **out, struct desk_file *file, struct err *err)
{
	struct stat info;
	const int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	if (fd < 0 || fstat(fd, &info)) {
		if (fd >= 0)
			close(fd);
		return err_errno(err, EXIT_PARTLY, "%s", path);
	}
	if (!S_ISREG(info.st_mode)) {
		close(fd);
		return err_set(err, EXIT_PARTLY, "%s is no regular file", path);
	}
	const int result = intake_read_fd(fd, path, out, err);
	close(fd);
	if (!result && file)
		*file = (struct desk_file){ .path = (*out)->path,
			                    .size = info.st_size,
			                    .mtime_ms = (*out)->fetched_ms,
			                    .inode = info.st_ino };
	return result;
}
