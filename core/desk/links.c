/* SPDX-License-Identifier: MIT */
#include "core/desk/links.h"

#include <stdio.h>

#include "core/base/clock.h"
#include "core/desk/desk_parts.h"

enum { WAITS = 0, IS_DONE = 1, IS_GIVEN_UP = 2 };
enum { KEY_SIZE = 1 + RECORD_HASH, LONG_HOLD_MS = 10 * 60 * 1000 };

/* A source that was renamed keeps its links. */
static const char *owner_of(const struct desk_source *source)
{
	return source->was ? source->was : source->name;
}

/* --- planning */

/* What a link is known by: the item's first identity key or, where it belongs to none, its address. */
static void key_of(const struct outcome *outcome, const struct record_link *link, uint8_t out[KEY_SIZE])
{
	if (link->record >= 0) {
		const struct record_key *key = &outcome->records[link->record].head.keys[0];
		out[0] = key->kind;
		memcpy(out + 1, key->hash, RECORD_HASH);
		return;
	}
	const struct str parts[] = { str_c(link->url), str_c(link->role) };
	const struct sha256 hash = hash_sha256_parts(parts, 2);
	out[0] = 0;
	memcpy(out + 1, hash.bytes, RECORD_HASH);
}

/* What the document says of the item: while it says the same, the page is known and not fetched again. */
static struct sha256 said_of(const struct outcome *outcome, const struct record_link *link)
{
	if (link->record < 0)
		return hash_sha256(str_c(link->context));
	const struct record_head *head = &outcome->records[link->record].head;
	return hash_sha256(str_n((const char *)head->content_hash, RECORD_HASH));
}

/* 1: it says the same as before, 0: it is new or says something else, -1. */
static int is_known(struct desk *desk, const char *source, struct str key, struct str said, struct err *err)
{
	sqlite3_stmt *row;
	const int got = store_run(desk->store, &row, err,
	                          "SELECT 1 FROM links WHERE source = ?1 AND key = ?2 AND item = ?3", "tbb",
	                          source, key, said);
	if (got == 1)
		store_end(row);
	return got;
}

/* A link that is there already keeps its number: its page may be on the way. */
static int insert(struct desk *desk, const char *owner, const struct desk_linking *from,
                  const struct record_link *link, struct str key, struct str said, struct err *err)
{
	static const struct record_head no_head;
	const struct document *doc = from->doc;
	const struct record *record = link->record >= 0 ? &from->outcome->records[link->record] : NULL;
	const struct record_head *head = record ? &record->head : &no_head;
	return store_do(desk->store, err,
	                "INSERT INTO links (source, key, url, role, context, feed_url, found_by, "
	                "found_by_version, item, head, json, fetched, bytes, sha256, media_type, depth, "
	                "state, tries, "
	                "not_before, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, "
	                "?14, ?15, ?16, "
	                "0, 0, 0, ?17) ON CONFLICT (source, key) DO UPDATE SET url = excluded.url, role = excluded.role, "
	                "context = excluded.context, feed_url = excluded.feed_url, found_by = excluded.found_by, "
	                "found_by_version = excluded.found_by_version, item = excluded.item, head = excluded.head, "
	                "json = excluded.json, fetched = excluded.fetched, bytes = excluded.bytes, sha256 = "
	                "excluded.sha256, media_type = excluded.media_type, depth = excluded.depth, state = 0, tries = 0, "
	                "not_before = 0, at = excluded.at",
	                "tbttttttbbsiibtii", owner, key, link->url, link->role, link->context, doc->feed_url,
	                from->outcome->parser, head->parser_version, said,
	                record ? str_n((const char *)head, sizeof *head) : str_n(NULL, 0),
	                record ? record->json : str_n(NULL, 0), doc->fetched_ms, (int64_t)doc->body.len,
	                str_n((const char *)from->sha256->bytes, SHA256_SIZE), doc->media_type, from->depth,
	                clock_wall_ms());
}

int desk_plan_link(struct desk *desk, const struct desk_source *source, const struct desk_linking *from,
                   const struct record_link *link, bool *out_is_new, struct err *err)
{
	uint8_t key[KEY_SIZE];
	key_of(from->outcome, link, key);
	const struct str key_bytes = str_n((const char *)key, KEY_SIZE);
	const struct sha256 said = said_of(from->outcome, link);
	const struct str said_bytes = str_n((const char *)said.bytes, SHA256_SIZE);
	const char *owner = owner_of(source);
	const int got = is_known(desk, owner, key_bytes, said_bytes, err);
	*out_is_new = !got;
	if (got)
		return got < 0 ? -1 : 0;
	return insert(desk, owner, from, link, key_bytes, said_bytes, err);
}

/* --- waiting */

static const char *keep(struct arena *arena, sqlite3_stmt *row, int column)
{
	const char *text = (const char *)sqlite3_column_text(row, column);
	return text ? arena_dup(arena, text) : NULL;
}

int desk_link_next(struct desk *desk, const struct desk_source *source, int64_t behind, int64_t now_ms,
                   struct arena *arena, struct desk_link *out, struct err *err)
{
	sqlite3_stmt *row;
	const int got = store_run(
		desk->store, &row, err,
		"SELECT number, url, role, context, feed_url, tries, depth FROM links WHERE source = "
		"?1 AND state = 0 AND number > ?2 AND not_before <= ?3 ORDER BY number LIMIT 1",
		"tii", owner_of(source), behind, now_ms);
	if (got != 1)
		return got;
	*out = (struct desk_link){ .number = sqlite3_column_int64(row, 0),
		                   .url = keep(arena, row, 1),
		                   .role = keep(arena, row, 2),
		                   .context = keep(arena, row, 3),
		                   .feed_url = keep(arena, row, 4),
		                   .tries = sqlite3_column_int64(row, 5),
		                   .depth = sqlite3_column_int64(row, 6) };
	store_end(row);
	return 1;
}

int desk_link_due(struct desk *desk, const struct desk_source *source, int64_t *out_ms, struct err *err)
{
	sqlite3_stmt *row;
	if (store_run(desk->store, &row, err,
	              "SELECT coalesce(min(not_before), -1) FROM links WHERE source = ?1 AND state = 0", "t",
	              owner_of(source)) != 1)
		return -1;
	const int64_t due = sqlite3_column_int64(row, 0);
	store_end(row);
	*out_ms = due < 0 ? INT64_MAX : due;
	return 0;
}

/* --- the end of one */

int desk_link_finish(struct desk *desk, int64_t number, struct err *err)
{
	return store_do(
		desk->store, err,
		"UPDATE links SET state = 1, context = NULL, head = NULL, json = NULL WHERE number = ?1", "i",
		number);
}

/* What the feed said of the item, as the document that it was. */
struct stand_in {
	struct document *doc;
	struct sha256 sha256;
	struct record record;
};

static void read_stand_in(sqlite3_stmt *row, const struct desk_source *source, struct stand_in *out)
{
	struct document *doc = document_new();
	doc->source = document_keep(doc, source->name);
	doc->feed_url = document_keep(doc, (const char *)sqlite3_column_text(row, 2));
	doc->url = doc->feed_url;
	doc->fetched_ms = sqlite3_column_int64(row, 3);
	doc->media_type = document_keep(doc, (const char *)sqlite3_column_text(row, 6));
	memcpy(&out->record.head, sqlite3_column_blob(row, 0), sizeof out->record.head);
	memcpy(out->sha256.bytes, sqlite3_column_blob(row, 5), SHA256_SIZE);
	out->record.json = arena_str(
		&doc->arena, str_n(sqlite3_column_blob(row, 1), (size_t)sqlite3_column_bytes(row, 1)));
	doc->told_bytes = sqlite3_column_int64(row, 4);
	out->doc = doc;
}

static bool has_stand_in(sqlite3_stmt *row)
{
	return sqlite3_column_bytes(row, 0) == (int)sizeof(struct record_head) &&
	       sqlite3_column_blob(row, 1) && sqlite3_column_bytes(row, 5) == SHA256_SIZE;
}

/* Once: then the row holds it no more. */
static int send_stand_in(struct desk *desk, const struct desk_source *source, int64_t number, struct err *err)
{
	sqlite3_stmt *row;
	struct stand_in stand_in;
	struct booking booking = { .stands_in = true };
	const int got =
		store_run(desk->store, &row, err,
	                  "SELECT head, json, feed_url, fetched, bytes, sha256, media_type FROM links WHERE "
	                  "number = ?1",
	                  "i", number);
	if (got != 1)
		return got;
	const bool has_one = has_stand_in(row);
	if (has_one)
		read_stand_in(row, source, &stand_in);
	store_end(row);
	if (!has_one)
		return 0;
	const int result = desk_book_record(desk, source, stand_in.doc, &stand_in.sha256, &stand_in.record,
	                                    &booking, err);
	document_free(stand_in.doc);
	desk_count(desk, &booking);
	if (result || desk_book_arrivals(desk, source->name, &booking.arrivals, err))
		return -1;
	return store_do(desk->store, err, "UPDATE links SET head = NULL, json = NULL WHERE number = ?1", "i",
	                number);
}

int desk_link_postpone(struct desk *desk, const struct desk_source *source, int64_t number, int64_t again_ms,
                       struct err *err)
{
	if (store_begin(desk->store, err) || send_stand_in(desk, source, number, err))
		return -1;
	desk->has_changes = true;
	return store_do(desk->store, err,
	                "UPDATE links SET tries = tries + 1, not_before = ?2, state = ?3 WHERE number = ?1",
	                "iii", number, again_ms, (int64_t)(again_ms ? WAITS : IS_GIVEN_UP));
}

int desk_link_hold(struct desk *desk, const struct desk_source *source, int64_t number, int64_t again_ms,
                   struct err *err)
{
	const bool is_long = again_ms - clock_wall_ms() > LONG_HOLD_MS;
	if (store_begin(desk->store, err) || (is_long && send_stand_in(desk, source, number, err)))
		return -1;
	desk->has_changes = true;
	return store_do(desk->store, err, "UPDATE links SET not_before = ?2 WHERE number = ?1", "ii", number,
	                again_ms);
}

/* --- the page of one */

int desk_link_identity(struct desk *desk, int64_t number, struct desk_linked *out, struct err *err)
{
	sqlite3_stmt *row;
	const int got = store_run(
		desk->store, &row, err,
		"SELECT key, depth, found_by, found_by_version, head IS NULL FROM links WHERE number = ?1", "i",
		number);
	if (got < 0)
		return -1;
	*out = (struct desk_linked){ 0 };
	if (!got)
		return 0;
	const uint8_t *key = sqlite3_column_blob(row, 0);
	if (sqlite3_column_bytes(row, 0) == KEY_SIZE && key[0]) {
		out->has_key = true;
		out->was_stood_in_for = sqlite3_column_int(row, 4);
		out->key.kind = key[0];
		memcpy(out->key.hash, key + 1, RECORD_HASH);
	}
	out->depth = sqlite3_column_int64(row, 1) + 1;
	snprintf(out->found_by, sizeof out->found_by, "%s", (const char *)sqlite3_column_text(row, 2));
	snprintf(out->found_by_version, sizeof out->found_by_version, "%s",
	         (const char *)sqlite3_column_text(row, 3));
	store_end(row);
	return 0;
}
