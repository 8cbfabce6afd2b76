/* SPDX-License-Identifier: MIT */
#include "core/desk/report.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/base/clock.h"
#include "core/base/mem.h"
#include "core/desk/desk_parts.h"

enum { DAY_MS = 24 * 3600 * 1000, LIMIT = 100 };

#define AT(column) "strftime('%Y-%m-%dT%H:%M:%SZ', " column " / 1000, 'unixepoch')"

/* Each row of a query as text; got is what the query's first step gave. */
static int tell(struct desk *desk, sqlite3_stmt *query, int got, report_row *row, void *self, struct err *err)
{
	const char *values[REPORT_COLUMNS];
	for (; got == 1; got = store_next(desk->store, query, err)) {
		for (int i = 0; i < sqlite3_column_count(query); i++)
			values[i] = (const char *)sqlite3_column_text(query, i);
		row(self, values);
	}
	return got;
}

int report_dead(struct desk *desk, const struct report_filter *f, report_row *row, void *self,
                struct err *err)
{
	sqlite3_stmt *query;
	const int got = store_run(
		desk->store, &query, err,
		"SELECT number, nullif(source, ''), sink, name, parser, bytes, " AT(
			"at") ", reason FROM dead"
			      " WHERE (?1 IS NULL OR source = ?1) AND (?2 IS NULL OR sink = ?2) AND at >= ?3"
			      " AND (?4 = 0 OR number = ?4) ORDER BY number LIMIT ?5",
		"ttiii", f->source, f->sink, f->since_ms, f->letter, f->limit ? f->limit : INT64_MAX);
	return tell(desk, query, got, row, self, err);
}

int report_ledger(struct desk *desk, const struct report_filter *f, report_row *row, void *self,
                  struct err *err)
{
	sqlite3_stmt *query;
	const int got = store_run(
		desk->store, &query, err,
		"SELECT " AT("at") ", source, name, state, parser, created, updated, known, held, reason"
				   " FROM documents WHERE (?1 IS NULL OR source = ?1) AND (?2 IS NULL OR "
				   "state = ?2) AND at >= ?3"
				   " ORDER BY number DESC LIMIT ?4",
		"ttii", f->source, f->state, f->since_ms, f->limit ? f->limit : (int64_t)LIMIT);
	return tell(desk, query, got, row, self, err);
}

int report_events(struct desk *desk, const struct report_filter *f, report_row *row, void *self,
                  struct err *err)
{
	sqlite3_stmt *query;
	const int got = store_run(desk->store, &query, err,
	                          "SELECT " AT("at") ", source, url, kind, text FROM events WHERE (?1 IS NULL OR "
	                                             "source = ?1) AND (?2 IS NULL OR kind = ?2) AND at >= ?3 "
	                                             "ORDER BY number DESC LIMIT ?4",
	                          "ttii", f->source, f->state, f->since_ms, f->limit ? f->limit : (int64_t)LIMIT);
	return tell(desk, query, got, row, self, err);
}

int report_sinks(struct desk *desk, const struct report_filter *f, report_row *row, void *self,
                 struct err *err)
{
	(void)f;
	sqlite3_stmt *query;
	const int got =
		store_run(desk->store, &query, err,
	                  "SELECT sink, seq, end, end - seq, skipped FROM cursors, log ORDER BY sink", "");
	return tell(desk, query, got, row, self, err);
}

/* --- the state in a few lines */

static void tell_item(report_row *row, void *self, const char *item, const char *value)
{
	row(self, (const char *const[]){ item, value });
}

static void tell_host(const struct desk *desk, report_row *row, void *self)
{
	char text[64] = "not running";
	const long pid = desk_holder(desk->folder);
	if (pid > 0)
		snprintf(text, sizeof text, "running, process %ld", pid);
	tell_item(row, self, "host", text);
	tell_item(row, self, "state", desk->folder);
}

static int tell_query(struct desk *desk, report_row *row, void *self, struct err *err)
{
	sqlite3_stmt *query;
	const int got = store_run(
		desk->store, &query, err,
		"SELECT 'articles', count(*) FROM articles"
		" UNION ALL SELECT 'records in the log', end FROM log"
		" UNION ALL SELECT 'records under embargo', count(*) FROM held"
		" UNION ALL SELECT 'next release', " AT(
			"min(release)") " FROM held HAVING min(release) IS NOT NULL"
					" UNION ALL SELECT 'dead letters', count(*) FROM dead"
					" UNION ALL SELECT 'files to be moved', count(*) FROM moves"
					" UNION ALL SELECT * FROM (SELECT 'documents ' || state || ', last "
					"day', count(*) FROM documents WHERE at >= ?1"
					"   GROUP BY state ORDER BY state)"
					" UNION ALL SELECT 'documents unchanged, today', sum(count) FROM "
					"unchanged WHERE day = ?2 HAVING sum(count) > 0"
					" UNION ALL SELECT * FROM (SELECT 'last document of ' || source, " AT(
						"max(at)") " FROM documents GROUP BY source"
							   "   ORDER BY source)"
							   " UNION ALL SELECT * FROM (SELECT 'addresses ' || "
							   "state, count(*) FROM polls GROUP BY state ORDER BY "
							   "state)"
							   " UNION ALL SELECT 'paused sources', count(*) FROM "
							   "sources WHERE paused HAVING count(*) > 0"
							   " UNION ALL SELECT 'pages waiting', count(*) FROM "
							   "links WHERE state = 0 HAVING count(*) > 0"
							   " UNION ALL SELECT 'gaps, last day', count(*) FROM "
							   "events WHERE at >= ?1 AND kind = 'gap' HAVING "
							   "count(*) > 0"
							   " UNION ALL SELECT * FROM (SELECT 'waiting for "
							   "sink ' || sink, end - seq FROM cursors, log "
							   "ORDER BY sink)",
		"ii", clock_wall_ms() - DAY_MS, clock_wall_ms() / DAY_MS);
	return tell(desk, query, got, row, self, err);
}

int report_status(struct desk *desk, const struct report_filter *f, report_row *row, void *self,
                  struct err *err)
{
	(void)f;
	tell_host(desk, row, self);
	return tell_query(desk, row, self, err);
}

int report_dead_bytes(struct desk *desk, int64_t letter, void *stream, struct err *err)
{
	char *path = mem_printf("%s/dead/%" PRId64, desk->folder, letter), piece[16384];
	FILE *in = fopen(path, "re");
	int result = in ? 0 : err_errno(err, EXIT_WRONG_USE, "dead letter %" PRId64 ": %s", letter, path);
	for (size_t n; in && (n = fread(piece, 1, sizeof piece, in));)
		fwrite(piece, 1, n, stream);
	if (in && ferror(in))
		result = err_errno(err, EXIT_STATE, "%s", path);
	if (in)
		fclose(in);
	free(path);
	return result;
}
