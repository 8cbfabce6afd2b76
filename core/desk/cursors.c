/* SPDX-License-Identifier: MIT
 * How far each sink has got. */
#include <inttypes.h>

#include "core/base/crash.h"
#include "core/desk/desk_parts.h"

int desk_sink_cursor(struct desk *desk, const char *sink, int64_t *out_seq, struct err *err)
{
	sqlite3_stmt *row;
	const int got =
		store_run(desk->store, &row, err, "SELECT seq FROM cursors WHERE sink = ?1", "t", sink);
	if (got < 0)
		return -1;
	if (got) {
		*out_seq = sqlite3_column_int64(row, 0);
		store_end(row);
		return 0;
	}
	const int64_t first = recordlog_reader_first(desk->log_dir);
	*out_seq = first > 0 ? first - 1 : 0;
	return store_do(desk->store, err, "INSERT INTO cursors (sink, seq) VALUES (?1, ?2)", "ti", sink,
	                *out_seq);
}

int desk_sink_acknowledge(struct desk *desk, const char *sink, int64_t seq, struct err *err)
{
	const int result =
		store_do(desk->store, err, "UPDATE cursors SET seq = ?2, rewound = 0 WHERE sink = ?1", "ti",
	                 sink, seq);
	crash_point("ack");
	return result;
}

int desk_sink_skip(struct desk *desk, const char *sink, int64_t seq, struct err *err)
{
	return store_do(
		desk->store, err,
		"UPDATE cursors SET skipped = skipped + ?2 - seq, seq = ?2 WHERE sink = ?1 AND seq < ?2",
		"ti", sink, seq);
}

static int no_such_sink(const char *sink, struct err *err)
{
	return err_set(err, EXIT_WRONG_USE,
	               "the state knows no sink %s; \"wiredesk sink list\" shows those it knows", sink);
}

static int knows_sink(struct desk *desk, const char *sink, struct err *err)
{
	sqlite3_stmt *row;
	const int got = store_run(desk->store, &row, err, "SELECT 1 FROM cursors WHERE sink = ?1", "t", sink);
	if (got == 1)
		store_end(row);
	return got;
}

int desk_sink_rewind(struct desk *desk, const char *sink, int64_t seq, struct err *err)
{
	const int got = knows_sink(desk, sink, err);
	const int64_t first = recordlog_reader_first(desk->log_dir), least = first > 0 ? first - 1 : 0;
	if (got != 1)
		return got ? -1 : no_such_sink(sink, err);
	if (seq < least || seq > desk->committed)
		return err_set(err, EXIT_WRONG_USE,
		               "sink %s cannot begin behind record %" PRId64
		               ": the log holds records %" PRId64 " to %" PRId64,
		               sink, seq, least + 1, desk->committed);
	return store_do(desk->store, err, "UPDATE cursors SET seq = ?2, rewound = 1 WHERE sink = ?1", "ti",
	                sink, seq);
}

bool desk_sink_is_rewound(struct desk *desk, const char *sink)
{
	sqlite3_stmt *row;
	struct err err;
	const int got = store_run(desk->store, &row, &err,
	                          "SELECT 1 FROM cursors WHERE sink = ?1 AND rewound", "t", sink);
	if (got == 1)
		store_end(row);
	return got == 1;
}

int desk_sink_forget(struct desk *desk, const char *sink, struct err *err)
{
	const int got = knows_sink(desk, sink, err);
	if (got != 1)
		return got ? -1 : no_such_sink(sink, err);
	return store_do(desk->store, err, "DELETE FROM cursors WHERE sink = ?1", "t", sink);
}
