/* SPDX-License-Identifier: MIT */
#include "core/desk/sources.h"

#include "core/base/clock.h"
#include "core/desk/desk_parts.h"

enum { HOUR_MS = 3600 * 1000, DAY_HOURS = 24, HOURS_KEPT = 2 * DAY_HOURS };

/* --- written with the documents */

void desk_note_arrival(struct arrivals *arrivals, const struct record_head *head, bool is_new)
{
	const int64_t now = clock_wall_ms(), said = is_new ? head->published_ms : head->updated_ms;
	arrivals->created += is_new;
	arrivals->updated += !is_new;
	rhythm_add(&arrivals->rhythm, said == RECORD_NO_TIME || said > now ? now : said);
}

static void read_rhythm(sqlite3_stmt *row, int column, struct rhythm *out)
{
	const size_t count = (size_t)sqlite3_column_bytes(row, column) / sizeof *out->times_ms;
	if (!count || count > RHYTHM_TIMES)
		return;
	memcpy(out->times_ms, sqlite3_column_blob(row, column), count * sizeof *out->times_ms);
	out->count = count;
}

static int merge_rhythm(struct desk *desk, const char *source, struct rhythm *rhythm, struct err *err)
{
	sqlite3_stmt *row;
	struct rhythm before = { 0 };
	const int got =
		store_run(desk->store, &row, err, "SELECT times FROM sources WHERE source = ?1", "t", source);
	if (got < 0)
		return -1;
	if (got) {
		read_rhythm(row, 0, &before);
		store_end(row);
	}
	for (size_t i = 0; i < before.count; i++)
		rhythm_add(rhythm, before.times_ms[i]);
	return 0;
}

static int keep_records(struct desk *desk, const char *source, struct arrivals *arrivals, int64_t now,
                        struct err *err)
{
	struct rhythm *rhythm = &arrivals->rhythm;
	if (merge_rhythm(desk, source, rhythm, err))
		return -1;
	const struct str times =
		str_n((const char *)rhythm->times_ms, rhythm->count * sizeof *rhythm->times_ms);
	if (store_do(desk->store, err,
	             "INSERT INTO sources (source, first_record, last_record, times) VALUES (?1, ?2, ?2, ?3) "
	             "ON CONFLICT (source) DO UPDATE SET first_record = coalesce(first_record, ?2), "
	             "last_record = ?2, times = ?3",
	             "tib", source, now, times))
		return -1;
	return store_do(desk->store, err,
	                "INSERT INTO hours VALUES (?1, ?2, ?3, ?4) ON CONFLICT (source, hour) DO UPDATE SET "
	                "created = created + ?3, updated = updated + ?4",
	                "tiii", source, now / HOUR_MS, arrivals->created, arrivals->updated);
}

int desk_book_arrivals(struct desk *desk, const char *source, struct arrivals *arrivals, struct err *err)
{
	return arrivals->rhythm.count ? keep_records(desk, source, arrivals, clock_wall_ms(), err) : 0;
}

int desk_book_document(struct desk *desk, const char *source, const char *error, struct err *err)
{
	return store_do(
		desk->store, err,
		"INSERT INTO sources (source, last_document, failures, error) VALUES (?1, ?2, ?3 IS NOT "
		"NULL, ?3) ON CONFLICT (source) DO UPDATE SET last_document = ?2, error = ?3, failures = "
		"CASE WHEN ?3 IS NULL THEN 0 ELSE failures + 1 END",
		"tit", source, clock_wall_ms(), error);
}

int desk_forget_hours(struct desk *desk, int64_t now_ms, struct err *err)
{
	return store_do(desk->store, err, "DELETE FROM hours WHERE hour < ?1", "i",
	                now_ms / HOUR_MS - HOURS_KEPT);
}

/* --- paused */

int desk_source_pause(struct desk *desk, const char *source, bool is_paused, struct err *err)
{
	if (store_begin(desk->store, err))
		return -1;
	desk->has_changes = true;
	return store_do(desk->store, err,
	                "INSERT INTO sources (source, paused) VALUES (?1, ?2) ON CONFLICT (source) DO UPDATE "
	                "SET paused = ?2",
	                "ti", source, (int64_t)is_paused);
}

int desk_source_is_paused(struct desk *desk, const char *source, struct err *err)
{
	sqlite3_stmt *row;
	const int got = store_run(desk->store, &row, err,
	                          "SELECT 1 FROM sources WHERE source = ?1 AND paused", "t", source);
	if (got == 1)
		store_end(row);
	return got;
}

/* --- read */

static int load_source(struct desk *desk, const char *source, struct arena *arena, struct desk_standing *out,
                       struct err *err)
{
	sqlite3_stmt *row;
	const int got = store_run(desk->store, &row, err,
	                          "SELECT paused, last_document, failures, error, first_record, last_record, "
	                          "times FROM sources WHERE source = ?1",
	                          "t", source);
	if (got != 1)
		return got;
	const char *error = (const char *)sqlite3_column_text(row, 3);
	out->is_paused = sqlite3_column_int(row, 0);
	out->document_ms = sqlite3_column_int64(row, 1);
	out->failures = sqlite3_column_int64(row, 2);
	out->error = error ? arena_dup(arena, error) : NULL;
	read_rhythm(row, 6, &out->rhythm);
	out->rhythm.first_ms = sqlite3_column_int64(row, 4);
	out->rhythm.last_ms = sqlite3_column_int64(row, 5);
	store_end(row);
	return 0;
}

int desk_standing_load(struct desk *desk, const struct desk_source *source, int64_t now_ms,
                       struct arena *arena, struct desk_standing *out, struct err *err)
{
	sqlite3_stmt *row;
	*out = (struct desk_standing){ 0 };
	if (load_source(desk, source->name, arena, out, err))
		return -1;
	const int got = store_run(
		desk->store, &row, err,
		"SELECT (SELECT coalesce(sum(created), 0) FROM hours WHERE source = ?1 AND hour > ?3),"
		" (SELECT count(*) FROM links WHERE source = ?2 AND state = 0),"
		" (SELECT count(*) FROM links WHERE source = ?2 AND state = 2),"
		" (SELECT count(*) FROM yields WHERE key >= ?1 || ' ' AND key < ?1 || '!' AND drifts <> 0 AND at > "
		"(SELECT max(at) FROM yields WHERE key >= ?1 || ' ' AND key < ?1 || '!') - ?4)",
		"ttii", source->name, source->was ? source->was : source->name, now_ms / HOUR_MS - DAY_HOURS,
		DAY_HOURS * (int64_t)HOUR_MS);
	if (got != 1)
		return -1;
	out->created = sqlite3_column_int64(row, 0);
	out->pages_waiting = sqlite3_column_int64(row, 1);
	out->pages_given_up = sqlite3_column_int64(row, 2);
	out->drifts = sqlite3_column_int64(row, 3);
	store_end(row);
	return 0;
}
