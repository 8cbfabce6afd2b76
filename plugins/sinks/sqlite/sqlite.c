/* SPDX-License-Identifier: MIT
 * Records into an SQLite database that users query: the current articles, all revisions, full text, and views
 * as the stable interface. Epoch and position are kept in the same transaction as the rows, so nothing is
 * lost or doubled. */
#include <wiredesk/plugin.h>

#include <errno.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "schema.sql.h"

struct options {
	const char *path;
	int64_t busy;
	bool search;
};

static const struct wd_opt options[] = {
	WD_PATH_REQUIRED(struct options, path, "the database file; made if missing"),
	WD_DURATION_MS(struct options, busy, "5s", "0s..10min",
		       "how long to wait for another writer before trying later"),
	WD_BOOL(struct options, search, "yes", "keep the full-text index for `wiredesk search`"), WD_OPT_END
};

enum statement { REVISION, FORGET, ARTICLE, SET_POSITION, GET_POSITION, INDEX, MARK, STATEMENTS };

static const char *const texts[STATEMENTS] = {
	[REVISION] = insert_revision,  [FORGET] = forget_text,        [ARTICLE] = insert_article,
	[SET_POSITION] = set_position, [GET_POSITION] = get_position, [INDEX] = index_text,
	[MARK] = mark_indexed,
};

struct database {
	sqlite3 *db;
	sqlite3_stmt *statements[STATEMENTS];
	const struct options *options;
};

static void close_database(void *opaque)
{
	struct database *self = opaque;
	if (!self)
		return;
	for (int i = 0; i < STATEMENTS; i++)
		sqlite3_finalize(self->statements[i]);
	sqlite3_close(self->db);
	free(self);
}

/* What can pass by itself is tried again; the rest is the record's fault. */
static bool is_passing(int code)
{
	switch (code & 0xFF) {
	case SQLITE_TOOBIG:
	case SQLITE_CONSTRAINT:
	case SQLITE_MISMATCH:
	case SQLITE_RANGE:
	case SQLITE_ERROR: /* malformed JSON in an expression */
		return false;
	default:
		return true;
	}
}

static int run(struct database *self, const char *sql)
{
	return sqlite3_exec(self->db, sql, NULL, NULL, NULL);
}

static int step(sqlite3_stmt *statement)
{
	const int code = sqlite3_step(statement);
	sqlite3_reset(statement);
	return code == SQLITE_DONE || code == SQLITE_ROW ? SQLITE_OK : code;
}

static int prepare(struct database *self)
{
	int code = run(self, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; BEGIN IMMEDIATE");
	if (code)
		return code;
	code = run(self, schema);
	if (!code)
		code = run(self, "COMMIT");
	for (int i = 0; i < STATEMENTS && !code; i++)
		code = sqlite3_prepare_v3(self->db, texts[i], -1, SQLITE_PREPARE_PERSISTENT,
					  &self->statements[i], NULL);
	return code;
}

/* The folders above the file, as far as they are missing. */
static void make_folders(wd_job *job, const char *path)
{
	for (const char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/'))
		mkdir(wd_print(job, "%.*s", (int)(slash - path), path), 0777);
}

static void *open_database(wd_job *job, const void *opts)
{
	struct database *self = calloc(1, sizeof *self);
	if (!self)
		return wd_fail(job, "out of memory"), NULL;
	self->options = opts;
	const char *path = self->options->path;
	make_folders(job, path);
	int code = sqlite3_open_v2(path, &self->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL);
	if (!code) {
		sqlite3_busy_timeout(self->db, (int)self->options->busy);
		code = prepare(self);
	}
	if (!code)
		return self;
	wd_fail(job, "%s: %s", path, self->db ? sqlite3_errmsg(self->db) : sqlite3_errstr(code));
	close_database(self);
	return NULL;
}

static int put(struct database *self, const struct wd_record *record)
{
	static const enum statement order[] = { REVISION, FORGET, ARTICLE };
	for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
		sqlite3_stmt *s = self->statements[order[i]];
		const int parameters = sqlite3_bind_parameter_count(s);
		sqlite3_bind_text(s, 1, record->id, -1, SQLITE_STATIC);
		sqlite3_bind_int64(s, 2, record->revision);
		if (parameters >= 5) {
			sqlite3_bind_int64(s, 3, record->seq);
			sqlite3_bind_text(s, 4, record->source, -1, SQLITE_STATIC);
			sqlite3_bind_text64(s, 5, record->json.ptr, record->json.len, SQLITE_STATIC,
					    SQLITE_UTF8);
		}
		if (parameters >= 6)
			sqlite3_bind_int64(s, 6, record->logged_at);
		const int code = step(s);
		if (code)
			return code;
	}
	return SQLITE_OK;
}

static int keep_position(struct database *self, uint64_t epoch, int64_t seq)
{
	sqlite3_stmt *s = self->statements[SET_POSITION];
	sqlite3_bind_int64(s, 1, (int64_t)epoch);
	sqlite3_bind_int64(s, 2, seq);
	return step(s);
}

/* Nothing of the batch stays; the host comes again, or sets the one record aside. */
static enum wd_verdict give_up(wd_job *job, struct database *self, int code)
{
	wd_fail(job, "%s: %s", self->options->path, sqlite3_errmsg(self->db));
	run(self, "ROLLBACK");
	return is_passing(code) ? WD_RETRY : WD_REJECT;
}

static enum wd_verdict write_records(wd_job *job, struct database *self, const struct wd_batch *batch,
				     size_t count)
{
	int code = run(self, "BEGIN IMMEDIATE");
	size_t i = 0;
	while (!code && i < count)
		code = put(self, &batch->records[i++]);
	if (code && i && !is_passing(code) &&
	    i > 1) { /* what stands before the bad one is taken; the bad one comes first next time */
		wd_fail(job, "%s: %s", self->options->path, sqlite3_errmsg(self->db));
		run(self, "ROLLBACK");
		const enum wd_verdict verdict = write_records(job, self, batch, i - 1);
		if (verdict == WD_OK)
			wd_taken(job, i - 1);
		return verdict == WD_OK ? WD_REJECT : verdict;
	}
	if (!code)
		code = keep_position(self, batch->epoch,
				     count == batch->count ? batch->last_seq : batch->records[count - 1].seq);
	if (!code)
		code = run(self, "COMMIT");
	return code ? give_up(job, self, code) : WD_OK;
}

static enum wd_verdict write_batch(wd_job *job, const struct wd_batch *batch, void *self)
{
	return write_records(job, self, batch, batch->count);
}

static enum wd_verdict tell_position(wd_job *job, struct wd_position *out, void *opaque)
{
	struct database *self = opaque;
	sqlite3_stmt *s = self->statements[GET_POSITION];
	const int code = sqlite3_step(s);
	if (code == SQLITE_ROW) {
		out->epoch = (uint64_t)sqlite3_column_int64(s, 0);
		out->seq = sqlite3_column_int64(s, 1);
	}
	sqlite3_reset(s);
	if (code == SQLITE_ROW || code == SQLITE_DONE)
		return WD_OK;
	wd_fail(job, "%s: %s", self->options->path, sqlite3_errmsg(self->db));
	return WD_RETRY;
}

/* One piece of the index a call: the host calls again while there is nothing better to do. */
static enum wd_verdict index_behind(wd_job *job, void *opaque)
{
	enum { ROWS_A_PIECE = 500 };
	struct database *self = opaque;
	if (!self->options->search)
		return WD_OK;
	int changes = ROWS_A_PIECE;
	while (changes == ROWS_A_PIECE) {
		int code = run(self, "BEGIN IMMEDIATE");
		for (int i = INDEX; i <= MARK && !code; i++) {
			sqlite3_bind_int(self->statements[i], 1, ROWS_A_PIECE);
			code = step(self->statements[i]);
		}
		changes = sqlite3_changes(self->db);
		if (!code)
			code = run(self, "COMMIT");
		if (code)
			return give_up(job, self, code);
	}
	return WD_OK;
}

WD_SINK(.name = "sqlite", .version = "1.0",
	.summary = "articles, revisions and full text in an SQLite database", .options = options,
	.options_size = sizeof(struct options), .open = open_database, .close = close_database,
	.write = write_batch, .position = tell_position, .flush = index_behind);
