/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/article/article.h"
#include "core/base/clock.h"
#include "core/base/crash.h"
#include "core/base/hash.h"
#include "core/base/mem.h"
#include "core/desk/desk_parts.h"
#include "core/desk/links.h"

enum { DAY_MS = 24 * 3600 * 1000 };

/* --- opening */

static void take_defaults(struct desk_options *o)
{
	if (!o->ledger_keep_ms)
		o->ledger_keep_ms = 90 * (int64_t)DAY_MS;
	if (!o->log_limit)
		o->log_limit = (int64_t)1 << 30;
	if (!o->segment_size) /* the log shrinks by whole segments: a small one needs small ones */
		o->segment_size = o->log_limit / 8 < 64 << 20 ? o->log_limit / 8 : 64 << 20;
}

static int make_folders(const char *path, struct err *err)
{
	char *copy = mem_dup(path);
	for (char *slash = strchr(copy + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		mkdir(copy, 0777);
		*slash = '/';
	}
	const bool has_failed = mkdir(copy, 0777) && errno != EEXIST;
	free(copy);
	return has_failed ? err_errno(err, EXIT_STATE, "the state folder %s", path) : 0;
}

static int read_end(struct desk *desk, uint64_t *out_epoch, struct err *err)
{
	sqlite3_stmt *row;
	if (store_run(desk->store, &row, err, "SELECT epoch, end FROM log", "") != 1)
		return -1;
	*out_epoch = (uint64_t)sqlite3_column_int64(row, 0);
	desk->committed = sqlite3_column_int64(row, 1);
	store_end(row);
	return 0;
}

static int open_log(struct desk *desk, struct err *err)
{
	uint64_t epoch;
	if (read_end(desk, &epoch, err) ||
	    recordlog_open(desk->log_dir, desk->committed, desk->options.segment_size, &desk->log, err))
		return -1;
	if (!epoch)
		return store_do(desk->store, err, "UPDATE log SET epoch = ?1", "i",
		                (int64_t)recordlog_epoch(desk->log));
	if (epoch != recordlog_epoch(desk->log))
		return err_set(err, EXIT_STATE,
		               "%s has epoch %016" PRIx64
		               ", the state belongs to the log of epoch %016" PRIx64
		               ": they are of different state folders; restore both from one backup",
		               desk->log_dir, recordlog_epoch(desk->log), epoch);
	return 0;
}

static int find_next_release(struct desk *desk, struct err *err)
{
	sqlite3_stmt *row;
	desk->next_release_ms = INT64_MAX;
	const int got =
		store_run(desk->store, &row, err, "SELECT release FROM held ORDER BY release LIMIT 1", "");
	if (got == 1) {
		desk->next_release_ms = sqlite3_column_int64(row, 0);
		store_end(row);
	}
	return got < 0 ? -1 : 0;
}

static int open_writer(struct desk *desk, struct err *err)
{
	if (make_folders(desk->folder, err) || desk_lock(desk, err))
		return -1;
	char *path = mem_printf("%s/state.db", desk->folder);
	int result = store_open(path, false, &desk->store, err);
	free(path);
	if (!result)
		result = open_log(desk, err);
	if (!result)
		result = desk_carry_out_moves(desk, err);
	if (!result)
		result = desk_sweep_dead(desk, err);
	return result ? -1 : find_next_release(desk, err);
}

static int open_reader(struct desk *desk, struct err *err)
{
	uint64_t epoch;
	char *path = mem_printf("%s/state.db", desk->folder);
	int result = access(path, F_OK) ? err_set(err, EXIT_STATE,
	                                          "%s: there is no state yet; wiredesk run makes it", path)
	                                : store_open(path, true, &desk->store, err);
	free(path);
	return result ? -1 : read_end(desk, &epoch, err);
}

int desk_open(const struct desk_options *options, struct desk **out, struct err *err)
{
	struct desk *desk = mem_zero(1, sizeof *desk);
	desk->options = *options;
	desk->lock_fd = -1;
	desk->folder = mem_dup(options->state);
	desk->log_dir = mem_printf("%s/log", options->state);
	take_defaults(&desk->options);
	if (options->is_reader ? open_reader(desk, err) : open_writer(desk, err)) {
		desk_close(desk);
		return -1;
	}
	*out = desk;
	return 0;
}

void desk_close(struct desk *desk)
{
	if (!desk)
		return;
	if (desk->store)
		store_rollback(desk->store);
	recordlog_close(desk->log);
	store_close(desk->store);
	if (desk->lock_fd >= 0)
		close(desk->lock_fd);
	desk_free_yields(desk);
	vec_done(&desk->dropped);
	free(desk->looked_at[0]);
	free(desk->looked_at[1]);
	free(desk->log_dir);
	free(desk->folder);
	free(desk);
}

/* --- a document */

static const char *const state_names[] = {
	[OUTCOME_DONE] = "done", [OUTCOME_REJECTED] = "rejected", [OUTCOME_FAILED] = "failed"
};

static int book_line(struct desk *desk, const struct document *doc, const struct outcome *outcome,
                     const struct sha256 *sha256, const struct booking *b, uint64_t links, struct err *err)
{
	const int64_t now = clock_wall_ms();
	const bool is_unchanged =
		outcome->state == OUTCOME_DONE && b->known && !b->created && !b->updated && !b->held && !links;
	if (is_unchanged) {
		desk->counts.unchanged++;
		return store_do(desk->store, err,
		                "INSERT INTO unchanged VALUES (?1, ?2, 1) ON CONFLICT (source, day) DO "
		                "UPDATE SET count = count + 1",
		                "ti", doc->source, now / DAY_MS);
	}
	desk->counts.done += outcome->state == OUTCOME_DONE;
	desk->counts.rejected += outcome->state == OUTCOME_REJECTED;
	desk->counts.failed += outcome->state == OUTCOME_FAILED;
	return store_do(desk->store, err,
	                "INSERT INTO documents (source, name, sha256, state, reason, parser, created, "
	                "updated, known, held, at)"
	                " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
	                "ttbtttiiiii", doc->source, document_name(doc),
	                str_n((const char *)sha256->bytes, SHA256_SIZE), state_names[outcome->state],
	                outcome->reason, outcome->parser, (int64_t)b->created, (int64_t)b->updated,
	                (int64_t)b->known, (int64_t)b->held, now);
}

void desk_count(struct desk *desk, const struct booking *b)
{
	desk->counts.records += b->created + b->updated + b->known + b->held;
	desk->counts.created += b->created;
	desk->counts.updated += b->updated;
	desk->counts.duplicates += b->known;
	desk->counts.held += b->held;
}

/* A document that was followed to has the item's identity before all of its own. */
static struct record as_item(const struct record *record, const struct desk_linked *linked)
{
	struct record copy = *record;
	struct record_head *head = &copy.head;
	if (!linked->has_key)
		return copy;
	if (head->key_count < RECORD_KEYS)
		head->key_count++;
	memmove(head->keys + 1, head->keys, (head->key_count - 1) * sizeof *head->keys);
	head->keys[0] = linked->key;
	return copy;
}

static void note_dates(const struct record_head *head, struct desk_booked *out)
{
	if (head->published_ms == RECORD_NO_TIME)
		return;
	if (out->time_count < DESK_TIMES)
		out->times_ms[out->time_count++] = head->published_ms;
	if (!out->oldest_ms || head->published_ms < out->oldest_ms)
		out->oldest_ms = head->published_ms;
	if (head->published_ms > out->newest_ms)
		out->newest_ms = head->published_ms;
}

/* The link that leads to the page of a record, or NULL: links stand in the order of their records. */
static const struct record_link *link_of(const struct outcome *outcome, size_t record, size_t *next)
{
	while (*next < outcome->link_count && outcome->links[*next].record < (int64_t)record)
		(*next)++;
	const bool is_its = *next < outcome->link_count && outcome->links[*next].record == (int64_t)record;
	return is_its ? &outcome->links[*next] : NULL;
}

/* A record whose page is to be fetched waits for it, in the link's row. */
static int book_records(struct desk *desk, const struct desk_source *source, const struct desk_linking *from,
                        struct booking *booking, struct desk_booked *out, struct err *err)
{
	const struct outcome *outcome = from->outcome;
	size_t next = 0;
	for (size_t i = 0; i < outcome->record_count; i++) {
		const struct record *record = &outcome->records[i];
		const struct record_link *link = link_of(outcome, i, &next);
		bool is_new = false;
		note_dates(&record->head, out);
		if (link) {
			if (desk_plan_link(desk, source, from, link, &is_new, err))
				return -1;
			booking->known += !is_new;
			out->links += is_new;
			continue;
		}
		const struct record own = !i && booking->linked ? as_item(record, booking->linked) : *record;
		if (desk_book_record(desk, source, from->doc, from->sha256, &own, booking, err))
			return -1;
	}
	return 0;
}

static int book_links(struct desk *desk, const struct desk_source *source, const struct desk_linking *from,
                      struct desk_booked *out, struct err *err)
{
	bool is_new;
	for (size_t i = 0; i < from->outcome->link_count && from->depth <= LINK_DEPTH_MOST; i++) {
		if (from->outcome->links[i].record >= 0)
			continue;
		if (desk_plan_link(desk, source, from, &from->outcome->links[i], &is_new, err))
			return -1;
		out->links += is_new;
	}
	return 0;
}

static int book_contents(struct desk *desk, const struct desk_source *source, const struct desk_linking *from,
                         struct booking *booking, struct desk_booked *out, struct err *err)
{
	if (book_records(desk, source, from, booking, out, err) || book_links(desk, source, from, out, err))
		return -1;
	out->items += from->outcome->record_count;
	out->known = booking->known;
	return 0;
}

static int let_go_of_file(struct desk *desk, const struct desk_source *source, bool is_done,
                          const struct desk_file *file, struct err *err)
{
	if (file->letter && desk_dead_let_go(desk, file->letter, err) < 0)
		return -1;
	return file->path && desk_book_file(desk, source, is_done, file, err) ? -1 : 0;
}

/* A document in which the source's own parser found too little counts as an article with what it found, often nothing. */
static int note_what_is_missed(struct desk *desk, const struct desk_source *source, const struct document *doc,
                              const struct outcome *outcome, struct err *err)
{
	if (doc->stands_in_for)
		return desk_note_yield(desk, source->name, doc->stands_in_for, doc->stands_in_version, doc->its_filled,
		                       doc->its_words, err);
	if (outcome->state != OUTCOME_REJECTED || !outcome->parser)
		return 0;
	return desk_note_yield(desk, source->name, outcome->parser, outcome->parser_version, 0, 0, err);
}

/* A document of which records are booked, but not itself. */
struct desk_begun {
	struct booking booking;
	struct desk_booked booked;
};

void desk_begun_free(struct desk_begun *begun)
{
	if (!begun)
		return;
	map_done(&begun->booking.guids);
	free(begun);
}

int desk_book_part(struct desk *desk, const struct desk_source *source, const struct document *doc,
                   const struct record *records, size_t count, struct desk_begun **begun, struct err *err)
{
	if (store_begin(desk->store, err))
		return -1;
	if (!*begun)
		*begun = mem_zero(1, sizeof **begun);
	struct booking *booking = &(*begun)->booking;
	const struct outcome part = { .state = OUTCOME_DONE, .records = records, .record_count = count };
	const struct desk_linking from = { .doc = doc, .sha256 = doc->sha256, .outcome = &part };
	booking->outcome = &part;
	booking->has_guids = false;
	desk->has_changes = true;
	const int result = book_contents(desk, source, &from, booking, &(*begun)->booked, err);
	desk_note_guids(booking, source->was ? source->was : source->name);
	booking->outcome = NULL;
	return result;
}

static int book_document(struct desk *desk, const struct desk_source *source, const struct document *doc,
                         const struct outcome *outcome, const struct desk_file *file, struct desk_begun *begun,
                         struct err *err)
{
	const struct sha256 sha256 = document_hash(doc);
	const bool is_done = outcome->state == OUTCOME_DONE;
	struct desk_linked linked = { 0 };
	struct booking *booking = &begun->booking;
	struct desk_booked *out = &begun->booked;
	if (store_begin(desk->store, err))
		return -1;
	booking->outcome = outcome;
	booking->has_guids = false;
	if (file && file->link) {
		if (desk_link_identity(desk, file->link, &linked, err))
			return -1;
		booking->linked = &linked;
	}
	const struct desk_linking from = { doc, &sha256, outcome, linked.depth };
	if (is_done ? book_contents(desk, source, &from, booking, out, err)
	            : desk_bury_document(desk, doc, outcome, file ? file->link : 0, err))
		return -1;
	if (note_what_is_missed(desk, source, doc, outcome, err) ||
	    book_line(desk, doc, outcome, &sha256, booking, out->links, err))
		return -1;
	if (desk_book_arrivals(desk, source->name, &booking->arrivals, err) ||
	    desk_book_document(desk, source->name, is_done ? NULL : outcome->reason, err))
		return -1;
	if (file && let_go_of_file(desk, source, is_done, file, err))
		return -1;
	desk->counts.documents++;
	desk_count(desk, booking);
	desk->open_count++;
	return 0;
}

int desk_book(struct desk *desk, const struct desk_source *source, const struct document *doc,
              const struct outcome *outcome, const struct desk_file *file, struct desk_begun *begun,
              struct desk_booked *out, struct err *err)
{
	struct desk_begun whole = { .booked = { 0 } };
	struct desk_begun *all = begun ? begun : &whole;
	const int result = book_document(desk, source, doc, outcome, file, all, err);
	*out = all->booked;
	map_done(&whole.booking.guids);
	return result;
}

/* --- commits */

int desk_commit(struct desk *desk, struct err *err)
{
	if (!store_is_open(desk->store))
		return 0;
	const int64_t end = recordlog_end(desk->log);
	int result = recordlog_sync(desk->log, err);
	if (!result)
		result = desk_save_yields(desk, err);
	if (!result && end != desk->committed)
		result = store_do(desk->store, err, "UPDATE log SET end = ?1", "i", end);
	crash_point("before-commit");
	if (!result)
		result = store_commit(desk->store, err);
	if (result) {
		store_rollback(desk->store);
		return -1;
	}
	crash_point("after-commit");
	desk->committed = end;
	desk->open_count = 0;
	desk->has_changes = false;
	desk_remove_dropped(desk);
	if (!desk->has_moves)
		return 0;
	desk->has_moves = false;
	return desk_carry_out_moves(desk, err);
}

size_t desk_open_count(const struct desk *desk)
{
	return desk->open_count + desk->has_changes;
}

size_t desk_open_bytes(const struct desk *desk)
{
	return recordlog_pending(desk->log);
}

/* --- embargoes */

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
	return desk_commit(desk, err) || find_next_release(desk, err) ? -1 : 0;
}

int64_t desk_next_release_ms(struct desk *desk)
{
	return desk->next_release_ms;
}

/* --- the log and its readers */

int64_t desk_log_end(const struct desk *desk)
{
	return desk->committed;
}

uint64_t desk_log_epoch(const struct desk *desk)
{
	return recordlog_epoch(desk->log);
}

const char *desk_log_dir(const struct desk *desk)
{
	return desk->log_dir;
}

unsigned desk_log_percent(const struct desk *desk)
{
	const int64_t percent = recordlog_bytes(desk->log) / (desk->options.log_limit / 100 + 1);
	return percent > 100 ? 100 : (unsigned)percent;
}

bool desk_log_is_full(const struct desk *desk)
{
	return recordlog_bytes(desk->log) >= desk->options.log_limit;
}

int desk_forget_segments(struct desk *desk, struct err *err)
{
	sqlite3_stmt *row;
	const int64_t now = clock_wall_ms();
	if (store_run(desk->store, &row, err, "SELECT coalesce(min(seq), 0) FROM cursors", "") != 1)
		return -1;
	const int64_t passed = sqlite3_column_int64(row, 0);
	store_end(row);
	if (recordlog_forget(desk->log, passed, now - desk->options.log_keep_ms, desk->options.log_limit / 2,
	                     err) ||
	    store_do(desk->store, err, "DELETE FROM documents WHERE at < ?1", "i",
	             now - desk->options.ledger_keep_ms))
		return -1;
	if (store_do(desk->store, err, "DELETE FROM unchanged WHERE day < ?1", "i",
	             (now - desk->options.ledger_keep_ms) / DAY_MS))
		return -1;
	if (store_do(desk->store, err, "DELETE FROM events WHERE at < ?1", "i", now - desk->options.ledger_keep_ms))
		return -1;
	/* An item that is still in its feed then is followed once more, and found to be known. */
	if (store_do(desk->store, err, "DELETE FROM links WHERE at < ?1 AND state > 0", "i",
	             now - desk->options.ledger_keep_ms))
		return -1;
	if (desk_forget_hours(desk, now, err) || desk_forget_files(desk, err))
		return -1;
	return desk->options.dead_keep_ms ? desk_forget_dead(desk, now - desk->options.dead_keep_ms, err) : 0;
}

void desk_get_counts(const struct desk *desk, struct desk_counts *out)
{
	*out = desk->counts;
}
