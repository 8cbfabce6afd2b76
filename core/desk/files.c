/* SPDX-License-Identifier: MIT
 * Files that were taken in: known by path, size, time and inode, so that none is read twice; forgotten when they are gone. */
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "core/base/mem.h"
#include "core/desk/desk_parts.h"

enum { ROWS_A_LOOK = 2000 };

bool desk_knows_file(struct desk *desk, const char *source, const char *path, int64_t size, int64_t mtime_ms,
                     uint64_t inode)
{
	sqlite3_stmt *row;
	struct err err;
	const int got = store_run(desk->store, &row, &err,
	                          "SELECT 1 FROM files WHERE source = ?1 AND path = ?2 AND size = ?3 AND "
	                          "mtime = ?4 AND inode = ?5",
	                          "ttiii", source, path, size, mtime_ms, (int64_t)inode);
	if (got == 1)
		store_end(row);
	return got == 1;
}

int desk_book_file(struct desk *desk, const struct desk_source *source, bool is_done,
                   const struct desk_file *file, struct err *err)
{
	const char *folder = is_done ? source->done : source->failed;
	if (store_do(desk->store, err, "INSERT OR REPLACE INTO files VALUES (?1, ?2, ?3, ?4, ?5)", "ttiii",
	             source->name, file->path, file->size, file->mtime_ms, (int64_t)file->inode))
		return -1;
	return folder ? desk_plan_move(desk, source->name, folder, file, err) : 0;
}

static bool is_gone(const char *path)
{
	return access(path, F_OK) && (errno == ENOENT || errno == ENOTDIR);
}

static void go_on_behind(struct desk *desk, const char *source, const char *path)
{
	char *const old[] = { desk->looked_at[0], desk->looked_at[1] };
	desk->looked_at[0] = source ? mem_dup(source) : NULL;
	desk->looked_at[1] = path ? mem_dup(path) : NULL;
	free(old[0]);
	free(old[1]);
}

/* Marks those of a slice that are gone, and remembers where the next one begins: after the last, at the first again. */
static int look_at_slice(struct desk *desk, bool *out_has_gone, struct err *err)
{
	sqlite3_stmt *row;
	size_t count = 0;
	int got = store_run(desk->store, &row, err,
	                    "SELECT source, path FROM files WHERE (source, path) > (?1, ?2) ORDER BY source, "
	                    "path LIMIT ?3",
	                    "tti", desk->looked_at[0] ? desk->looked_at[0] : "",
	                    desk->looked_at[1] ? desk->looked_at[1] : "", (int64_t)ROWS_A_LOOK);
	for (; got == 1; got = store_next(desk->store, row, err)) {
		const char *source = (const char *)sqlite3_column_text(row, 0),
			   *path = (const char *)sqlite3_column_text(row, 1);
		count++;
		if (is_gone(path)) {
			vec_add(&desk->gone, ((struct gone_file){ mem_dup(source), mem_dup(path) }));
			*out_has_gone = true;
		}
		go_on_behind(desk, source, path);
	}
	if (count < ROWS_A_LOOK)
		go_on_behind(desk, NULL, NULL);
	return got;
}

/* A slice at a time: a large table costs little at once. */
int desk_forget_files(struct desk *desk, struct err *err)
{
	bool has_gone = false;
	const bool was_open = store_is_open(desk->store);
	int result = look_at_slice(desk, &has_gone, err);
	if (!result && has_gone)
		result = store_begin(desk->store, err);
	for (size_t i = 0; i < desk->gone.count; i++) {
		struct gone_file *file = &desk->gone.at[i];
		if (!result)
			result = store_do(desk->store, err,
			                  "DELETE FROM files WHERE source = ?1 AND path = ?2", "tt",
			                  file->source, file->path);
		free(file->source);
		free(file->path);
	}
	vec_done(&desk->gone);
	return !result && has_gone && !was_open ? store_commit(desk->store, err) : result;
}
