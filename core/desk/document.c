/* SPDX-License-Identifier: MIT
 * A document at the desk: its records and links into the open group, its line in the ledger, what goes with it. */
#include <stdlib.h>

#include "core/base/clock.h"
#include "core/desk/desk_parts.h"
#include "core/desk/links.h"

enum { DAY_MS = 24 * 3600 * 1000 };

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
	int result = book_contents(desk, source, &from, booking, &(*begun)->booked, err);
	if (!result)
		result = desk_book_arrivals(desk, source->name, &booking->arrivals, err);
	booking->arrivals = (struct arrivals){ 0 };
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

