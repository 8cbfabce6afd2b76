/* SPDX-License-Identifier: MIT */
#include "core/desk/store.h"

#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "core/base/mem.h"

enum { STATEMENTS = 128, BUSY_MS = 5000 };

struct statement {
	const char *sql; /* by address: each literal names its statement */
	sqlite3_stmt *stmt;
};

struct store {
	sqlite3 *db;
	char *path;
	struct statement statements[STATEMENTS];
	bool is_open;
};

/* One numbered step a version: what stands at place N makes version N + 1 of version N. */
static const char *const migrations[] = {
	"CREATE TABLE log (one INTEGER PRIMARY KEY CHECK (one = 1), epoch INTEGER NOT NULL, end INTEGER NOT "
	"NULL);"
	"INSERT INTO log VALUES (1, 0, 0);"
	"CREATE TABLE cursors (sink TEXT PRIMARY KEY, seq INTEGER NOT NULL) WITHOUT ROWID;"
	"CREATE TABLE documents (number INTEGER PRIMARY KEY, source TEXT NOT NULL, name TEXT NOT NULL, "
	"sha256 BLOB NOT NULL,"
	" state TEXT NOT NULL, reason TEXT, parser TEXT, created INTEGER NOT NULL, updated INTEGER NOT NULL,"
	" known INTEGER NOT NULL, held INTEGER NOT NULL, at INTEGER NOT NULL);"
	"CREATE INDEX documents_at ON documents (at);"
	"CREATE TABLE unchanged (source TEXT NOT NULL, day INTEGER NOT NULL, count INTEGER NOT NULL,"
	" PRIMARY KEY (source, day)) WITHOUT ROWID;"
	"CREATE TABLE files (source TEXT NOT NULL, path TEXT NOT NULL, size INTEGER NOT NULL, mtime INTEGER "
	"NOT NULL,"
	" inode INTEGER NOT NULL, PRIMARY KEY (source, path)) WITHOUT ROWID;"
	"CREATE TABLE articles (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, revision INTEGER NOT "
	"NULL,"
	" content_hash BLOB NOT NULL, date_hash BLOB NOT NULL, first_seen INTEGER NOT NULL, version TEXT NOT "
	"NULL,"
	" parser TEXT NOT NULL, signature INTEGER NOT NULL, status INTEGER NOT NULL);"
	"CREATE TABLE keys (source TEXT NOT NULL, kind INTEGER NOT NULL, hash BLOB NOT NULL, article INTEGER "
	"NOT NULL,"
	" PRIMARY KEY (source, kind, hash)) WITHOUT ROWID;"
	"CREATE TABLE held (number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL, revision INTEGER NOT "
	"NULL,"
	" release INTEGER NOT NULL, source TEXT NOT NULL, status INTEGER NOT NULL, class INTEGER NOT NULL,"
	" line BLOB NOT NULL);"
	"CREATE INDEX held_release ON held (release);"
	"CREATE INDEX held_id ON held (id);"
	"CREATE TABLE moves (number INTEGER PRIMARY KEY, source TEXT NOT NULL, path TEXT NOT NULL, folder "
	"TEXT NOT NULL,"
	" size INTEGER NOT NULL, mtime INTEGER NOT NULL, inode INTEGER NOT NULL);"
	"CREATE TABLE dead (number INTEGER PRIMARY KEY AUTOINCREMENT, source TEXT NOT NULL, sink TEXT, name "
	"TEXT NOT NULL,"
	" parser TEXT, reason TEXT NOT NULL, bytes INTEGER NOT NULL, at INTEGER NOT NULL, timezone TEXT, url "
	"TEXT,"
	" media_type TEXT);",
	"ALTER TABLE cursors ADD COLUMN rewound INTEGER NOT NULL DEFAULT 0;"
	"ALTER TABLE cursors ADD COLUMN skipped INTEGER NOT NULL DEFAULT 0;",
	"CREATE TABLE polls (source TEXT NOT NULL, url TEXT NOT NULL, address TEXT, validated TEXT, etag BLOB, "
	"modified BLOB, fingerprint BLOB, body BLOB, moved_to TEXT, moved_count INTEGER NOT NULL, moved_since INTEGER "
	"NOT NULL, not_modified INTEGER NOT NULL, full_at INTEGER NOT NULL, newest INTEGER, gaps INTEGER NOT NULL, items "
	"INTEGER NOT NULL, status INTEGER NOT NULL, error TEXT, schedule BLOB, next INTEGER NOT NULL, last INTEGER NOT "
	"NULL, last_good INTEGER NOT NULL, last_new INTEGER NOT NULL, interval INTEGER NOT NULL, failures INTEGER NOT "
	"NULL, state TEXT NOT NULL, title TEXT, plan INTEGER NOT NULL, PRIMARY KEY (source, url)) WITHOUT ROWID;"
	"CREATE TABLE links (number INTEGER PRIMARY KEY, source TEXT NOT NULL, key BLOB NOT NULL, url TEXT NOT NULL, role "
	"TEXT, context TEXT, feed_url TEXT, found_by TEXT, found_by_version TEXT, item BLOB, head BLOB, json BLOB, "
	"fetched INTEGER NOT NULL, bytes INTEGER NOT NULL, sha256 BLOB, media_type TEXT, depth INTEGER NOT NULL, state "
	"INTEGER NOT NULL, tries INTEGER NOT NULL, not_before INTEGER NOT NULL, at INTEGER NOT NULL, UNIQUE (source, key));"
	"CREATE INDEX links_waiting ON links (source, number) WHERE state = 0;"
	"CREATE TABLE hosts (origin TEXT PRIMARY KEY, held INTEGER NOT NULL, robots_at INTEGER NOT NULL, robots_status "
	"INTEGER NOT NULL, robots BLOB, unreachable INTEGER NOT NULL) WITHOUT ROWID;"
	"CREATE TABLE events (number INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, source TEXT NOT NULL, url "
	"TEXT, kind TEXT NOT NULL, text TEXT NOT NULL);"
	"CREATE INDEX events_at ON events (at);"
	"CREATE TABLE yields (key TEXT PRIMARY KEY, source TEXT NOT NULL, drifts INTEGER NOT NULL, at INTEGER NOT NULL, "
	"data BLOB NOT NULL) WITHOUT ROWID;"
	"CREATE INDEX links_given_up ON links (source) WHERE state = 2;"
	"CREATE TABLE sources (source TEXT PRIMARY KEY, paused INTEGER NOT NULL DEFAULT 0, last_document INTEGER, failures "
	"INTEGER NOT NULL DEFAULT 0, error TEXT, first_record INTEGER, last_record INTEGER, times BLOB) WITHOUT ROWID;"
	"CREATE TABLE hours (source TEXT NOT NULL, hour INTEGER NOT NULL, created INTEGER NOT NULL, updated INTEGER NOT "
	"NULL, PRIMARY KEY (source, hour)) WITHOUT ROWID;"
	"ALTER TABLE dead ADD COLUMN role TEXT;"
	"ALTER TABLE dead ADD COLUMN context TEXT;"
	"ALTER TABLE dead ADD COLUMN feed_url TEXT;"
	"ALTER TABLE dead ADD COLUMN link INTEGER NOT NULL DEFAULT 0;",
};

enum { FORMAT = sizeof migrations / sizeof *migrations };

int store_failed(struct store *store, struct err *err)
{
	const int code = sqlite3_errcode(store->db);
	const char *way_out =
		code == SQLITE_FULL || code == SQLITE_IOERR ? "; make room on the disk and start again" : "";
	return err_set(err, EXIT_STATE, "%s: %s%s", store->path, sqlite3_errmsg(store->db), way_out);
}

static int run_text(struct store *store, const char *sql, struct err *err)
{
	return sqlite3_exec(store->db, sql, NULL, NULL, NULL) ? store_failed(store, err) : 0;
}

static int read_format(struct store *store, int *out, struct err *err)
{
	sqlite3_stmt *row;
	if (sqlite3_prepare_v2(store->db, "PRAGMA user_version", -1, &row, NULL))
		return store_failed(store, err);
	const int code = sqlite3_step(row);
	*out = sqlite3_column_int(row, 0);
	sqlite3_finalize(row);
	return code == SQLITE_ROW ? 0 : store_failed(store, err);
}

static int copy_before(struct store *store, int format, struct err *err)
{
	char sql[4200];
	if (!format)
		return 0;
	sqlite3_snprintf(sizeof sql, sql, "VACUUM INTO '%q.format-%d'", store->path, format);
	return run_text(store, sql, err);
}

/* A reader changes nothing: what it cannot read as it is, it refuses. */
static int check_format(struct store *store, int *out, bool is_reader, struct err *err)
{
	int format = 0;
	if (read_format(store, &format, err))
		return -1;
	if (is_reader && format < FORMAT)
		return err_set(err, EXIT_STATE,
		               "%s has format %d, this wiredesk reads %d: its next run brings it up to date",
		               store->path, format, FORMAT);
	if (format > FORMAT)
		return err_set(
			err, EXIT_STATE,
			"%s has format %d, this wiredesk knows %d: run the newer wiredesk that wrote it",
			store->path, format, FORMAT);
	*out = format;
	return 0;
}

static int migrate(struct store *store, struct err *err)
{
	int format = 0;
	if (check_format(store, &format, false, err))
		return -1;
	if (format < FORMAT && copy_before(store, format, err))
		return -1;
	for (; format < FORMAT; format++) {
		char version[48];
		snprintf(version, sizeof version, "PRAGMA user_version = %d", format + 1);
		if (run_text(store, "BEGIN IMMEDIATE", err) || run_text(store, migrations[format], err) ||
		    run_text(store, version, err) || run_text(store, "COMMIT", err))
			return -1;
	}
	return 0;
}

/* Ids and hashes fall anywhere in their indexes: a group of records touches pages by the thousand. They stay in memory
 * (8 MiB), and go from the write-ahead log into the database after 16 MiB, each page once. */
static const char writer_settings[] = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -8192; "
				      "PRAGMA wal_autocheckpoint = 4096";

int store_open(const char *path, bool is_reader, struct store **out, struct err *err)
{
	struct store *store = mem_zero(1, sizeof *store);
	store->path = mem_dup(path);
	const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | (is_reader ? 0 : SQLITE_OPEN_CREATE);
	int result = sqlite3_open_v2(path, &store->db, flags, NULL) ? store_failed(store, err) : 0;
	if (!result) {
		sqlite3_busy_timeout(store->db, BUSY_MS);
		sqlite3_extended_result_codes(store->db, 0);
		result = run_text(store, is_reader ? "PRAGMA query_only = ON" : writer_settings, err);
	}
	int format = 0;
	if (!result)
		result = is_reader ? check_format(store, &format, true, err) : migrate(store, err);
	if (result) {
		store_close(store);
		return -1;
	}
	*out = store;
	return 0;
}

void store_close(struct store *store)
{
	if (!store)
		return;
	for (size_t i = 0; i < STATEMENTS; i++)
		sqlite3_finalize(store->statements[i].stmt);
	sqlite3_close(store->db);
	free(store->path);
	free(store);
}

static sqlite3_stmt *prepared(struct store *store, const char *sql, struct err *err)
{
	for (size_t i = 0; i < STATEMENTS; i++) {
		struct statement *s = &store->statements[i];
		if (s->sql == sql)
			return s->stmt;
		if (s->sql)
			continue;
		if (sqlite3_prepare_v3(store->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &s->stmt, NULL)) {
			store_failed(store, err);
			return NULL;
		}
		s->sql = sql;
		return s->stmt;
	}
	err_set(err, EXIT_STATE, "more than %d statements", STATEMENTS);
	return NULL;
}

static void bind(sqlite3_stmt *stmt, const char *types, va_list *args)
{
	for (int place = 1; *types; types++, place++) {
		if (*types == 'i') {
			sqlite3_bind_int64(stmt, place, va_arg(*args, int64_t));
		} else if (*types == 't') {
			sqlite3_bind_text(stmt, place, va_arg(*args, const char *), -1, SQLITE_STATIC);
		} else {
			const struct str s = va_arg(*args, struct str);
			if (*types == 's')
				sqlite3_bind_text64(stmt, place, s.ptr, s.len, SQLITE_STATIC, SQLITE_UTF8);
			else
				sqlite3_bind_blob64(stmt, place, s.ptr, s.len, SQLITE_STATIC);
		}
	}
}

int store_next(struct store *store, sqlite3_stmt *row, struct err *err)
{
	const int code = sqlite3_step(row);
	if (code == SQLITE_ROW)
		return 1;
	const int result = code == SQLITE_DONE ? 0 : store_failed(store, err);
	store_end(row);
	return result;
}

void store_end(sqlite3_stmt *row)
{
	sqlite3_reset(row);
	sqlite3_clear_bindings(row);
}

static int run_v(struct store *store, sqlite3_stmt **out, struct err *err, const char *sql, const char *types,
                 va_list *args)
{
	sqlite3_stmt *stmt = prepared(store, sql, err);
	if (!stmt)
		return -1;
	bind(stmt, types, args);
	*out = stmt;
	return store_next(store, stmt, err);
}

int store_run(struct store *store, sqlite3_stmt **out, struct err *err, const char *sql, const char *types,
              ...)
{
	va_list args;
	va_start(args, types);
	const int result = run_v(store, out, err, sql, types, &args);
	va_end(args);
	return result;
}

int store_do_(struct store *store, struct err *err, const char *sql, const char *types, ...)
{
	sqlite3_stmt *row;
	va_list args;
	va_start(args, types);
	const int result = run_v(store, &row, err, sql, types, &args);
	va_end(args);
	if (result > 0)
		store_end(row);
	return result < 0 ? -1 : 0;
}

int store_begin(struct store *store, struct err *err)
{
	if (store->is_open)
		return 0;
	if (store_do(store, err, "BEGIN IMMEDIATE", ""))
		return -1;
	store->is_open = true;
	return 0;
}

int store_commit(struct store *store, struct err *err)
{
	if (!store->is_open)
		return 0;
	if (store_do(store, err, "COMMIT", ""))
		return -1;
	store->is_open = false;
	return 0;
}

void store_rollback(struct store *store)
{
	if (store->is_open)
		sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
	store->is_open = false;
}

bool store_is_open(const struct store *store)
{
	return store->is_open;
}

int64_t store_last_number(struct store *store)
{
	return sqlite3_last_insert_rowid(store->db);
}

int64_t store_changes(struct store *store)
{
	return sqlite3_changes64(store->db);
}
