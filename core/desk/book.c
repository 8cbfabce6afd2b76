/* SPDX-License-Identifier: MIT
 * Identity and revision: which article a record is of, and whether it says anything new of it. */
#include <stdio.h>

#include "core/article/article.h"
#include "core/article/identity.h"
#include "core/base/clock.h"
#include "core/base/hash.h"
#include "core/desk/desk_parts.h"

/* What is known of an article. */
struct known {
	int64_t number, revision, first_seen_ms;
	char id[27], version[RECORD_NAME], parser[2 * RECORD_NAME];
	uint8_t content_hash[RECORD_HASH], date_hash[sizeof((struct record_head *)0)->date_hash];
	enum record_status status;
};

enum { LINE_MOST = 80 << 20 };

enum verdict { SAYS_NOTHING_NEW, IS_NEW, IS_UPDATE, RENEWS_IN_SILENCE };

static struct str bytes_of(const uint8_t *bytes, size_t length)
{
	return str_n((const char *)bytes, length);
}

static void copy_column(sqlite3_stmt *row, int column, void *out, size_t size)
{
	const size_t length = (size_t)sqlite3_column_bytes(row, column);
	if (length)
		memcpy(out, sqlite3_column_blob(row, column), length < size ? length : size);
}

static void read_known(sqlite3_stmt *row, struct known *out)
{
	*out = (struct known){ .number = sqlite3_column_int64(row, 0),
		               .revision = sqlite3_column_int64(row, 2),
		               .first_seen_ms = sqlite3_column_int64(row, 5),
		               .status = (enum record_status)sqlite3_column_int(row, 8) };
	copy_column(row, 1, out->id, sizeof out->id - 1);
	copy_column(row, 3, out->content_hash, sizeof out->content_hash);
	copy_column(row, 4, out->date_hash, sizeof out->date_hash);
	copy_column(row, 6, out->version, sizeof out->version - 1);
	copy_column(row, 7, out->parser, sizeof out->parser - 1);
}

static int find_by_key(struct desk *desk, const char *owner, const struct record_key *key, struct known *out,
                       struct err *err)
{
	sqlite3_stmt *row;
	const int got = store_run(desk->store, &row, err,
	                          "SELECT number, id, revision, content_hash, date_hash, first_seen, "
	                          "version, parser, status"
	                          " FROM keys JOIN articles ON number = article WHERE source = ?1 "
	                          "AND kind = ?2 AND hash = ?3",
	                          "tib", owner, (int64_t)key->kind, bytes_of(key->hash, RECORD_HASH));
	if (got == 1) {
		read_known(row, out);
		store_end(row);
	}
	return got;
}

static bool is_guid(const struct record_key *key)
{
	return key->kind == RECORD_KEY_GUID || key->kind == RECORD_KEY_FEED_GUID;
}

void desk_note_guids(struct booking *booking, const char *owner)
{
	char id[27];
	const struct outcome *outcome = booking->outcome;
	for (size_t i = 0; !booking->has_guids && outcome && i < outcome->record_count; i++) {
		const struct record_key *key = &outcome->records[i].head.keys[0];
		if (!is_guid(key))
			continue;
		identity_id(owner, key, id);
		*map_at(&booking->guids, id) = booking;
	}
	booking->has_guids = true;
}

/* An address that is known under another guid is the same article, unless that guid stands in this document too: there are
 * feeds whose items all link to one page. The id tells which guid an article began with. */
static bool is_of_another(struct booking *booking, const char *owner, const char *known_id)
{
	desk_note_guids(booking, owner);
	return map_get(&booking->guids, known_id) != NULL;
}

/* Keys stand in the order of their precedence: the first that is known decides, there is no vote. A title and a date are
 * no key for what has a guid or an address. */
static int find_known(struct desk *desk, const char *owner, const struct record_head *head, struct booking *booking,
                      struct known *out, struct err *err)
{
	for (uint32_t i = 0; i < head->key_count; i++) {
		const struct record_key *key = &head->keys[i];
		if (i && key->kind == RECORD_KEY_TITLE)
			return 0;
		const int got = find_by_key(desk, owner, key, out, err);
		const bool is_other = got == 1 && i && is_guid(&head->keys[0]) && is_of_another(booking, owner, out->id);
		if (got && !is_other)
			return got < 0 ? -1 : (int)i + 1;
	}
	return 0;
}

#define INSERT_KEYS "INSERT OR IGNORE INTO keys VALUES (?1, ?3, ?4, ?2)"

/* All at once: a statement costs more than a row. */
static int keep_keys(struct desk *desk, const char *owner, const struct record_head *head, int64_t number,
                     struct err *err)
{
	static const struct {
		const char *sql, *types;
	} by_count[] = {
		{ INSERT_KEYS, "tiib" },
		{ INSERT_KEYS ", (?1, ?5, ?6, ?2)", "tiibib" },
		{ INSERT_KEYS ", (?1, ?5, ?6, ?2), (?1, ?7, ?8, ?2)", "tiibibib" },
		{ INSERT_KEYS ", (?1, ?5, ?6, ?2), (?1, ?7, ?8, ?2), (?1, ?9, ?10, ?2)", "tiibibibib" },
	};
	_Static_assert(sizeof by_count / sizeof *by_count == RECORD_KEYS, "a statement for each number of keys");
	const struct record_key *k = head->keys;
	const uint32_t i = head->key_count - 1;
	return store_do_(desk->store, err, by_count[i].sql, by_count[i].types, owner, number, (int64_t)k[0].kind,
	                 bytes_of(k[0].hash, RECORD_HASH), (int64_t)k[1].kind, bytes_of(k[1].hash, RECORD_HASH),
	                 (int64_t)k[2].kind, bytes_of(k[2].hash, RECORD_HASH), (int64_t)k[3].kind,
	                 bytes_of(k[3].hash, RECORD_HASH));
}

static bool is_older_version(const char *before, const char *now)
{
	int64_t a, b;
	return str_to_int(str_c(before), &a) && str_to_int(str_c(now), &b) && b < a;
}

static bool is_newer_version(const char *before, const char *now)
{
	int64_t a, b;
	return str_to_int(str_c(before), &a) && str_to_int(str_c(now), &b) && b > a;
}

/* Another parser sees the same article otherwise: that is no news, and no reason to take a page back for a feed's few words. */
static enum verdict judge_other_parser(const struct known *known, const struct record_head *head,
                                       const struct booking *booking)
{
	if (booking->stands_in)
		return SAYS_NOTHING_NEW;
	if (booking->linked && booking->linked->was_stood_in_for)
		return IS_UPDATE;
	return memcmp(known->date_hash, head->date_hash, sizeof head->date_hash) ? IS_UPDATE : RENEWS_IN_SILENCE;
}

static enum verdict judge(const struct known *known, const struct record_head *head, const char *parser,
                          const struct booking *booking)
{
	const bool is_same = !memcmp(known->content_hash, head->content_hash, RECORD_HASH) &&
	                     known->status == head->status;
	if (is_same || head->is_truncated || is_older_version(known->version, head->source_version))
		return SAYS_NOTHING_NEW;
	/* A cancel that overtook its story: the late story does not bring it back. */
	if (known->status == RECORD_CANCELED && head->status != RECORD_CANCELED &&
	    !is_newer_version(known->version, head->source_version))
		return SAYS_NOTHING_NEW;
	return str_eq(str_c(known->parser), str_c(parser)) ? IS_UPDATE : judge_other_parser(known, head, booking);
}

static const char *change_name(enum verdict verdict, const struct record_head *head)
{
	if (head->status == RECORD_CANCELED || head->change == RECORD_RETRACTION)
		return "retraction";
	if (head->change == RECORD_CORRECTION)
		return "correction";
	return verdict == IS_NEW ? "new" : "update";
}

static int insert_article(struct desk *desk, const char *owner, const struct record_head *head,
                          const char *parser, struct known *out, struct err *err)
{
	*out = (struct known){ .revision = 1, .first_seen_ms = clock_wall_ms() };
	identity_id(owner, &head->keys[0], out->id);
	if (store_do(desk->store, err,
	             "INSERT INTO articles (id, revision, content_hash, date_hash, first_seen, version, "
	             "parser, signature, status)"
	             " VALUES (?1, 1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
	             "tbbittii", out->id, bytes_of(head->content_hash, RECORD_HASH),
	             bytes_of(head->date_hash, sizeof head->date_hash), out->first_seen_ms,
	             head->source_version, parser, (int64_t)head->signature, (int64_t)head->status))
		return -1;
	out->number = store_last_number(desk->store);
	return 0;
}

static int update_article(struct desk *desk, const struct record_head *head, const char *parser,
                          const struct known *known, struct err *err)
{
	return store_do(desk->store, err,
	                "UPDATE articles SET revision = ?2, content_hash = ?3, date_hash = ?4, version = ?5, "
	                "parser = ?6,"
	                " signature = ?7, status = ?8 WHERE number = ?1",
	                "iibbttii", known->number, known->revision, bytes_of(head->content_hash, RECORD_HASH),
	                bytes_of(head->date_hash, sizeof head->date_hash), head->source_version, parser,
	                (int64_t)head->signature, (int64_t)head->status);
}

/* --- out */

static const char *const status_names[] = { "usable", "withheld", "canceled" };

/* A record that is on its way out. */
struct leaving {
	const struct document *doc;
	const struct sha256 *sha256;
	const struct record *record;
	const struct known *known;
	const struct desk_linked *linked;
	const char *change;
};

static void compose(const struct leaving *l, int64_t seq, struct buf *out)
{
	const struct record_head *head = &l->record->head;
	const struct document *doc = l->doc;
	const struct desk_linked *linked = l->linked;
	const struct record_envelope envelope = {
		.id = l->known->id,
		.revision = l->known->revision,
		.change = l->change,
		.seq = seq,
		.source = doc->source,
		.parser = head->parser,
		.parser_version = head->parser_version,
		.found_by = linked && linked->found_by[0] ? linked->found_by : NULL,
		.found_by_version = linked && linked->found_by[0] ? linked->found_by_version : NULL,
		.extraction = head->extraction,
		.charset = head->charset,
		.content_hash = head->content_hash,
		.status = status_names[head->status],
		.fetched_ms = doc->fetched_ms,
		.first_seen_ms = l->known->first_seen_ms,
		.sort_ms = head->published_ms != RECORD_NO_TIME ? head->published_ms : l->known->first_seen_ms,
		.url = doc->url,
		.final_url = doc->final_url,
		.feed_url = doc->feed_url,
		.path = doc->path,
		.media_type = doc->media_type,
		.sha256 = l->sha256,
		.bytes = doc->told_bytes ? doc->told_bytes : (int64_t)doc->body.len,
	};
	record_write(&envelope, l->record->json, out);
}

/* Later revisions wait behind what is held of the same article. */
static int has_held(struct desk *desk, const char *id, struct err *err)
{
	sqlite3_stmt *row;
	if (desk->next_release_ms == INT64_MAX) /* nothing is held */
		return 0;
	const int got =
		store_run(desk->store, &row, err, "SELECT 1 FROM held WHERE id = ?1 LIMIT 1", "t", id);
	if (got == 1)
		store_end(row);
	return got;
}

static int hold(struct desk *desk, const struct leaving *l, struct err *err)
{
	const struct record_head *head = &l->record->head;
	const int64_t release = head->embargo_ms == RECORD_NO_TIME ? 0 : head->embargo_ms;
	struct buf line;
	if (release && release < desk->next_release_ms) /* else it waits behind another */
		desk->next_release_ms = release;
	buf_init(&line, LINE_MOST);
	compose(l, 0, &line);
	const int result =
		line.is_over
			? err_set(err, EXIT_STATE, "%s: a record of more than %d MiB", document_name(l->doc), LINE_MOST >> 20)
			: store_do(desk->store, err,
	                           "INSERT INTO held (id, revision, release, source, status, class, line) VALUES (?1, "
	                           "?2, ?3, ?4, ?5, ?6, ?7)",
	                           "tiitiib", l->known->id, l->known->revision, release, l->doc->source,
	                           (int64_t)head->status, (int64_t)head->page_class, buf_str(&line));
	buf_done(&line);
	return result;
}

static int append(struct desk *desk, const struct leaving *l, int64_t now_ms, struct err *err)
{
	struct recordlog_entry entry = { .logged_at_ms = now_ms,
		                         .revision = l->known->revision,
		                         .status = l->record->head.status,
		                         .page_class = l->record->head.page_class,
		                         .source = l->doc->source };
	memcpy(entry.id, l->known->id, sizeof entry.id);
	struct buf *line = recordlog_begin(desk->log, &entry);
	compose(l, entry.seq, line);
	return recordlog_finish(desk->log, &entry, err);
}

static int send_out(struct desk *desk, const struct desk_source *source, const struct leaving *l, struct booking *booking,
                    struct err *err)
{
	const struct record_head *head = &l->record->head;
	const int64_t now = clock_wall_ms();
	int is_held = head->embargo_ms != RECORD_NO_TIME && head->embargo_ms > now && !source->pass_embargo;
	if (!is_held && (is_held = has_held(desk, l->known->id, err)) < 0)
		return -1;
	if (is_held) {
		booking->held++;
		return hold(desk, l, err);
	}
	booking->created += l->known->revision == 1;
	booking->updated += l->known->revision > 1;
	return append(desk, l, now, err);
}

int desk_book_record(struct desk *desk, const struct desk_source *source, const struct document *doc,
                     const struct sha256 *sha256, const struct record *record, struct booking *booking,
                     struct err *err)
{
	const struct record_head *head = &record->head;
	const char *owner = source->was ? source->was : source->name;
	char parser[2 * RECORD_NAME + 2];
	struct known known;
	snprintf(parser, sizeof parser, "%s %s", head->parser, head->parser_version);
	const int got = find_known(desk, owner, head, booking, &known, err);
	if (got < 0)
		return -1;
	const enum verdict verdict = got ? judge(&known, head, parser, booking) : IS_NEW;
	if (verdict == IS_NEW && insert_article(desk, owner, head, parser, &known, err))
		return -1;
	const bool is_plain_repeat = verdict == SAYS_NOTHING_NEW && got == 1; /* by its first key: the others stand there */
	if (!is_plain_repeat && keep_keys(desk, owner, head, known.number, err))
		return -1;
	if (verdict == SAYS_NOTHING_NEW || verdict == RENEWS_IN_SILENCE) {
		booking->known++;
		return verdict == RENEWS_IN_SILENCE ? update_article(desk, head, parser, &known, err) : 0;
	}
	desk_note_arrival(&booking->arrivals, head, verdict == IS_NEW);
	if (verdict == IS_NEW && !doc->stands_in_for &&
	    desk_note_yield(desk, source->name, head->parser, head->parser_version, head->filled, head->words, err))
		return -1;
	known.revision += verdict == IS_UPDATE;
	if (verdict == IS_UPDATE && update_article(desk, head, parser, &known, err))
		return -1;
	const struct leaving leaving = { doc, sha256, record, &known, booking->linked, change_name(verdict, head) };
	return send_out(desk, source, &leaving, booking, err);
}
