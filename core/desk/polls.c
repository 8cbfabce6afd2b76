/* SPDX-License-Identifier: MIT */
#include "core/desk/polls.h"

#include <stdio.h>
#include <stdlib.h>

#include "core/base/clock.h"
#include "core/base/mem.h"
#include "core/desk/desk_parts.h"

enum { DAY_MS = 24 * 3600 * 1000, TEXT_MOST = 2000 };

/* --- a poll */

void poll_set(char **member, const char *value)
{
	char *const old = *member;
	*member = value ? mem_dup(value) : NULL;
	free(old);
}

void poll_done(struct desk_poll *poll)
{
	free(poll->address);
	free(poll->validated);
	free(poll->etag);
	free(poll->modified);
	free(poll->moved_to);
	free(poll->error);
	free(poll->title);
}

static char *text_of(sqlite3_stmt *row, int column)
{
	const void *bytes = sqlite3_column_blob(row, column);
	return bytes ? mem_dup_n(bytes, (size_t)sqlite3_column_bytes(row, column)) : NULL;
}

/* An older version's schedule is shorter, and what it lacks is zero; a newer one's begins anew. */
static void read_schedule(sqlite3_stmt *row, int column, struct due_state *out)
{
	const void *bytes = sqlite3_column_blob(row, column);
	const size_t size = (size_t)sqlite3_column_bytes(row, column);
	if (bytes && size <= sizeof *out)
		memcpy(out, bytes, size);
}

static void read_poll(sqlite3_stmt *row, struct desk_poll *out)
{
	out->address = text_of(row, 0);
	out->validated = text_of(row, 1);
	out->etag = text_of(row, 2);
	out->modified = text_of(row, 3);
	out->fingerprint = (uint64_t)sqlite3_column_int64(row, 4);
	out->has_body = sqlite3_column_bytes(row, 5) == SHA256_SIZE;
	if (out->has_body)
		memcpy(out->body.bytes, sqlite3_column_blob(row, 5), SHA256_SIZE);
	out->moved_to = text_of(row, 6);
	out->moved_count = sqlite3_column_int64(row, 7);
	out->moved_since = sqlite3_column_int64(row, 8);
	out->not_modified = sqlite3_column_int64(row, 9);
	out->full_at = sqlite3_column_int64(row, 10);
	out->newest = sqlite3_column_int64(row, 11);
	out->gaps = sqlite3_column_int64(row, 12);
	out->items = sqlite3_column_int64(row, 13);
	out->status = sqlite3_column_int64(row, 14);
	out->error = text_of(row, 15);
	read_schedule(row, 16, &out->due);
	out->title = text_of(row, 17);
	out->plan = (uint64_t)sqlite3_column_int64(row, 18);
}

int desk_poll_load(struct desk *desk, const char *source, const char *url, struct desk_poll *out,
                   struct err *err)
{
	sqlite3_stmt *row;
	const int got =
		store_run(desk->store, &row, err,
	                  "SELECT address, validated, etag, modified, fingerprint, body, moved_to, "
	                  "moved_count, moved_since, not_modified, full_at, newest, gaps, items, status, "
	                  "error, schedule, title, plan FROM polls WHERE source = ?1 AND url = ?2",
	                  "tt", source, url);
	if (got < 0)
		return -1;
	*out = (struct desk_poll){ .source = source, .url = url };
	if (got) {
		read_poll(row, out);
		store_end(row);
	}
	return 0;
}

static struct str bytes_or_null(const char *text)
{
	return text ? str_c(text) : str_n(NULL, 0);
}

int desk_poll_save(struct desk *desk, const struct desk_poll *poll, struct err *err)
{
	const struct due_state *due = &poll->due;
	const struct str body =
		poll->has_body ? str_n((const char *)poll->body.bytes, SHA256_SIZE) : str_n(NULL, 0);
	if (store_begin(desk->store, err))
		return -1;
	desk->has_changes = true;
	return store_do(
		desk->store, err,
		"INSERT OR REPLACE INTO polls (source, url, address, validated, etag, modified, fingerprint, "
		"body, moved_to, moved_count, moved_since, not_modified, full_at, newest, gaps, items, "
	        "status, "
		"error, schedule, next, last, last_good, last_new, interval, failures, state, title, "
	        "plan) "
		"VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, "
	        "?19, "
		"?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28)",
		"ttttbbibtiiiiiiiitbiiiiiitti", poll->source, poll->url, poll->address, poll->validated,
		bytes_or_null(poll->etag), bytes_or_null(poll->modified), (int64_t)poll->fingerprint, body,
		poll->moved_to, poll->moved_count, poll->moved_since, poll->not_modified, poll->full_at,
		poll->newest, poll->gaps, poll->items, poll->status, poll->error,
		str_n((const char *)due, sizeof *due), due->next_ms, due->last_ms, poll->full_at,
		due->last_new_ms, due->interval_ms, (int64_t)due->failures, due_state_name(due),
		poll->title, (int64_t)poll->plan);
}

/* --- the ledger */

int desk_book_unchanged(struct desk *desk, const char *source, struct err *err)
{
	if (store_begin(desk->store, err))
		return -1;
	desk->counts.documents++;
	desk->counts.unchanged++;
	desk->open_count++;
	return store_do(
		desk->store, err,
		"INSERT INTO unchanged VALUES (?1, ?2, 1) ON CONFLICT (source, day) DO UPDATE SET count = "
		"count + 1",
		"ti", source, clock_wall_ms() / DAY_MS);
}

int desk_book_failure(struct desk *desk, const char *source, const char *name, const char *reason,
                      struct err *err)
{
	if (store_begin(desk->store, err))
		return -1;
	desk->counts.documents++;
	desk->counts.failed++;
	desk->open_count++;
	return store_do(desk->store, err,
	                "INSERT INTO documents (source, name, sha256, state, reason, created, updated, "
	                "known, held, at)"
	                " VALUES (?1, ?2, x'', 'failed', ?3, 0, 0, 0, 0, ?4)",
	                "ttti", source, name, reason, clock_wall_ms());
}

int desk_book_event(struct desk *desk, const char *source, const char *url, const char *kind, struct err *err,
                    const char *fmt, ...)
{
	char text[TEXT_MOST];
	va_list args;
	va_start(args, fmt);
	vsnprintf(text, sizeof text, fmt, args);
	va_end(args);
	if (store_begin(desk->store, err))
		return -1;
	desk->has_changes = true;
	return store_do(desk->store, err,
	                "INSERT INTO events (at, source, url, kind, text) VALUES (?1, ?2, ?3, ?4, ?5)",
	                "itttt", clock_wall_ms(), source, url, kind, text);
}

/* --- hosts */

int desk_host_load(struct desk *desk, const char *origin, struct desk_host *out, struct err *err)
{
	sqlite3_stmt *row;
	const int got = store_run(
		desk->store, &row, err,
		"SELECT held, robots_at, robots_status, robots, unreachable FROM hosts WHERE origin = ?1",
		"t", origin);
	if (got < 0)
		return -1;
	*out = (struct desk_host){ 0 };
	if (!got)
		return 0;
	out->held_ms = sqlite3_column_int64(row, 0);
	out->robots_at_ms = sqlite3_column_int64(row, 1);
	out->robots_status = sqlite3_column_int64(row, 2);
	out->robots = text_of(row, 3);
	out->robots_len = (size_t)sqlite3_column_bytes(row, 3);
	out->unreachable_since_ms = sqlite3_column_int64(row, 4);
	store_end(row);
	return 0;
}

int desk_host_save(struct desk *desk, const char *origin, const struct desk_host *host, struct err *err)
{
	if (store_begin(desk->store, err))
		return -1;
	desk->has_changes = true;
	return store_do(desk->store, err, "INSERT OR REPLACE INTO hosts VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
	                "tiiibi", origin, host->held_ms, host->robots_at_ms, host->robots_status,
	                str_n(host->robots, host->robots_len), host->unreachable_since_ms);
}
