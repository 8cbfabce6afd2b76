/* SPDX-License-Identifier: MIT
 * Records under embargo: rows of the state until their time has come, then records of the log. */
#include "core/article/article.h"
#include "core/base/clock.h"
#include "core/desk/desk_parts.h"

/* An article's revisions go out together, so the last of their times counts. */
int desk_find_next_release(struct desk *desk, struct err *err)
{
	sqlite3_stmt *row;
	desk->next_release_ms = INT64_MAX;
	const int got =
		store_run(desk->store, &row, err,
	                  "SELECT max(release) FROM held GROUP BY id ORDER BY max(release) LIMIT 1", "");
	if (got == 1) {
		desk->next_release_ms = sqlite3_column_int64(row, 0);
		store_end(row);
	}
	return got < 0 ? -1 : 0;
}

static int release_one(struct desk *desk, sqlite3_stmt *row, struct err *err)
{
	struct recordlog_entry entry = {
		.logged_at_ms = clock_wall_ms(),
		.revision = sqlite3_column_int64(row, 1),
		.source = (const char *)sqlite3_column_text(row, 2),
		.status = (uint8_t)sqlite3_column_int(row, 3),
		.page_class = (uint8_t)sqlite3_column_int(row, 4),
	};
	const struct str line = { sqlite3_column_blob(row, 5), (size_t)sqlite3_column_bytes(row, 5) };
	memcpy(entry.id, sqlite3_column_text(row, 0), sizeof entry.id - 1);
	struct buf *out = recordlog_begin(desk->log, &entry);
	record_add_seq(line, entry.seq, out);
	return recordlog_finish(desk->log, &entry, err);
}

/* An article's later revisions wait behind the first: all that is held of it goes out together, in order. */
int desk_release_held(struct desk *desk, int64_t now_ms, struct err *err)
{
	sqlite3_stmt *row;
	if (store_begin(desk->store, err))
		return -1;
	int got = store_run(desk->store, &row, err,
	                    "SELECT id, revision, source, status, class, line FROM held AS h WHERE"
	                    " (SELECT max(release) FROM held WHERE id = h.id) <= ?1 ORDER BY number",
	                    "i", now_ms);
	for (; got == 1; got = store_next(desk->store, row, err))
		if (release_one(desk, row, err)) {
			store_end(row);
			return -1;
		}
	if (got < 0 || store_do(desk->store, err,
	                        "DELETE FROM held WHERE id IN (SELECT id FROM held GROUP BY id HAVING "
	                        "max(release) <= ?1)",
	                        "i", now_ms))
		return -1;
	return desk_commit(desk, err) || desk_find_next_release(desk, err) ? -1 : 0;
}

int64_t desk_next_release_ms(struct desk *desk)
{
	return desk->next_release_ms;
}

