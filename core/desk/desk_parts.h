/* SPDX-License-Identifier: MIT
 * What the files of the desk share: the state folder and the open group. */
#ifndef CORE_DESK_DESK_PARTS_H
#define CORE_DESK_DESK_PARTS_H
#include "core/base/buf.h"
#include "core/base/hash.h"
#include "core/base/map.h"
#include "core/base/vec.h"
#include "core/deliver/recordlog.h"
#include "core/desk/desk.h"
#include "core/desk/sources.h"
#include "core/desk/store.h"
#include "core/desk/yield.h"

struct gone_file {
	char *source, *path;
};

struct desk {
	struct desk_options options;
	char *folder, *log_dir;
	int lock_fd;
	struct store *store;
	struct recordlog *log;
	int64_t committed; /* end of the log */
	size_t open_count;
	bool has_moves;   /* in the open group */
	bool has_changes; /* in the open transaction, but no document */
	int64_t next_release_ms;
	struct desk_counts counts;
	char *looked_at
		[2]; /* source and path up to which files were looked for; NULL: the next look begins anew */
	VEC(struct gone_file) gone;
	VEC(int64_t) dropped; /* dead letters whose bytes go with the commit */
	struct map yields; /* to struct desk_yield, by source, parser and version */
};

/* lock.c: 0, or -1 naming who has it. */
int desk_lock(struct desk *desk, struct err *err);

/* sources.c: records that came, of one document. */
struct arrivals {
	int64_t created, updated;
	struct rhythm rhythm;
};
void desk_note_arrival(struct arrivals *arrivals, const struct record_head *head, bool is_new);
int desk_book_arrivals(struct desk *desk, const char *source, struct arrivals *arrivals, struct err *err);
/* A document came: error is why it gave nothing, or NULL. */
int desk_book_document(struct desk *desk, const char *source, const char *error, struct err *err);
int desk_forget_hours(struct desk *desk, int64_t now_ms, struct err *err);

/* book.c: one record into the open group. */
struct booking {
	uint64_t created, updated, known, held;
	struct arrivals arrivals;
	const struct desk_linked *linked; /* that the document was followed from, or NULL */
	const struct outcome *outcome;    /* that the record is of, or NULL; of a long document a part */
	struct map guids; /* ids of the document's items that have a guid, of earlier parts, and once asked for of this one */
	bool has_guids;   /* of this one */
	bool stands_in; /* what the feed says of an item whose page cannot be had: nothing against a page that was had */
};
void desk_note_guids(struct booking *booking, const char *owner); /* of its outcome */
int desk_book_record(struct desk *desk, const struct desk_source *source, const struct document *doc,
                     const struct sha256 *sha256, const struct record *record, struct booking *booking,
                     struct err *err);
void desk_count(struct desk *desk, const struct booking *booking); /* desk.c */

/* links.c: what a document that was followed takes over from the item that linked to it. */
struct desk_linked {
	bool has_key;
	bool was_stood_in_for; /* what the feed said of the item has gone out: the page is news in any case */
	struct record_key key;
	int64_t depth; /* of links of this document */
	char found_by[RECORD_NAME], found_by_version[RECORD_NAME];
};
int desk_link_identity(struct desk *desk, int64_t number, struct desk_linked *out, struct err *err);

/* A document that links. */
struct desk_linking {
	const struct document *doc;
	const struct sha256 *sha256;
	const struct outcome *outcome;
	int64_t depth;
};
/* A row for a link, unless it is known and the document says nothing new of it. */
int desk_plan_link(struct desk *desk, const struct desk_source *source, const struct desk_linking *from,
                   const struct record_link *link, bool *out_is_new, struct err *err);

/* drift.c */
struct desk_yield {
	struct yield yield;
	bool is_changed;
};
/* A new article of that parser, or a document that it gave nothing for (filled 0): an event where drift begins or ends. */
int desk_note_yield(struct desk *desk, const char *source, const char *parser, const char *version, uint32_t filled,
                    uint32_t words, struct err *err);
int desk_save_yields(struct desk *desk, struct err *err);
void desk_free_yields(struct desk *desk);

/* held.c */
int desk_find_next_release(struct desk *desk, struct err *err);

/* files.c */
int desk_book_file(struct desk *desk, const struct desk_source *source, bool is_done,
                   const struct desk_file *file, struct err *err);
int desk_forget_files(struct desk *desk, struct err *err); /* that are gone */

/* moves.c */
int desk_plan_move(struct desk *desk, const char *source, const char *folder, const struct desk_file *file,
                   struct err *err);
int desk_carry_out_moves(struct desk *desk, struct err *err);

/* dead.c */
int desk_bury_document(struct desk *desk, const struct document *doc, const struct outcome *outcome, int64_t link,
                       struct err *err);
/* 1: it was there; 0: its time was over (keep.dead) while its document was tried again; -1. */
int desk_dead_let_go(struct desk *desk, int64_t letter, struct err *err);
void desk_remove_dropped(struct desk *desk); /* after a commit */
int desk_sweep_dead(struct desk *desk,
                    struct err *err); /* bytes that no letter knows: a crash came between */
int desk_forget_dead(struct desk *desk, int64_t before_ms, struct err *err);

#endif
