/* SPDX-License-Identifier: MIT
 * Finished files go to done/ and failed/: planned in the transaction that finishes the document, carried out after it,
 * and once more at the next start where a crash came between. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/crash.h"
#include "core/base/log.h"
#include "core/base/mem.h"
#include "core/desk/desk_parts.h"

enum { NAMES_MOST = 1000 };

int desk_plan_move(struct desk *desk, const char *source, const char *folder, const struct desk_file *file,
                   struct err *err)
{
	desk->has_moves = true;
	return store_do(desk->store, err,
	                "INSERT INTO moves (source, path, folder, size, mtime, inode) VALUES (?1, ?2, ?3, "
	                "?4, ?5, ?6)",
	                "tttiii", source, file->path, folder, file->size, file->mtime_ms,
	                (int64_t)file->inode);
}

static bool is_the_same(const char *path, int64_t size, int64_t mtime_ms, int64_t inode)
{
	struct stat info;
	return !lstat(path, &info) && info.st_size == size && (int64_t)info.st_ino == inode &&
	       (int64_t)info.st_mtim.tv_sec * 1000 + info.st_mtim.tv_nsec / 1000000 == mtime_ms;
}

/* Never replaces: a name that is taken gets ".1", ".2" and so on. */
static int move_file(const char *path, const char *folder)
{
	const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
	mkdir(folder, 0777);
	for (int i = 0; i < NAMES_MOST; i++) {
		char *target =
			i ? mem_printf("%s/%s.%d", folder, name, i) : mem_printf("%s/%s", folder, name);
		const int result = renameat2(AT_FDCWD, path, AT_FDCWD, target, RENAME_NOREPLACE);
		free(target);
		if (!result || errno != EEXIST)
			return result;
	}
	return -1;
}

/* A file that changed meanwhile stays: it is a new document. One that cannot be moved is told of, and stays too. */
static void carry_out(sqlite3_stmt *row)
{
	const char *path = (const char *)sqlite3_column_text(row, 1),
		   *folder = (const char *)sqlite3_column_text(row, 2);
	if (!is_the_same(path, sqlite3_column_int64(row, 3), sqlite3_column_int64(row, 4),
	                 sqlite3_column_int64(row, 5)))
		return;
	crash_point("before-move");
	if (move_file(path, folder))
		log_error("%s cannot be moved to %s: %s; it stays and is known", path, folder,
		          errno == EXDEV ? "it is on another file system, choose a folder on the same one"
		                         : strerror(errno));
	crash_point("after-move");
}

int desk_carry_out_moves(struct desk *desk, struct err *err)
{
	sqlite3_stmt *row;
	int got = store_run(desk->store, &row, err,
	                    "SELECT number, path, folder, size, mtime, inode FROM moves ORDER BY number", "");
	const bool has_any = got == 1;
	for (; got == 1; got = store_next(desk->store, row, err))
		carry_out(row);
	if (got < 0 || !has_any)
		return got;
	if (store_begin(desk->store, err) ||
	    store_do(desk->store, err,
	             "DELETE FROM files WHERE (source, path, mtime, inode) IN (SELECT source, path, mtime, "
	             "inode FROM moves)",
	             "") ||
	    store_do(desk->store, err, "DELETE FROM moves", ""))
		return -1;
	return store_commit(desk->store, err);
}
