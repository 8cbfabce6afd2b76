/* SPDX-License-Identifier: MIT
 * The desk: where an outcome becomes records with identity and revision, booked in the ledger and appended to the
 * record log, all in one commit. Owns the state folder (state.db, log/, dead/, lock).
 *
 * Order of a commit: append to the log, sync it; then state, ledger and the log's new end in one SQLite transaction;
 * then the moves to done/ and failed/; then the sinks are told the new end. */
#ifndef CORE_DESK_DESK_H
#define CORE_DESK_DESK_H
#include "core/article/record.h"
#include "core/base/err.h"
#include "core/doc/document.h"

struct desk;
struct desk_begun;

struct desk_options {
	const char *state;      /* folder; made if missing */
	int64_t ledger_keep_ms; /* 0: 90 days */
	int64_t log_limit;      /* bytes of the record log; 0: 1 GiB */
	int64_t segment_size;   /* 0: 64 MiB */
	int64_t log_keep_ms;    /* segments that every sink has passed are kept this long; 0: not */
	int64_t dead_keep_ms;   /* 0: for ever */
	int64_t lock_wait_ms;   /* for a process that has the lock and is alive; 0: it is not waited for */
	bool is_reader;         /* no lock, nothing written: for status, ledger, dead list */
};

/* Takes the lock, migrates, cuts an uncommitted tail, carries out moves left over. -1 with EXIT_STATE: another host
 * (its pid is named), newer format, log shorter than the state says, disk full. */
int desk_open(const struct desk_options *options, struct desk **out, struct err *err);
void desk_close(struct desk *desk);
/* The process that has the lock of a state folder; 0: nobody has; -1: one that has not said who it is. */
long desk_holder(const char *state);

/* What a source says of its documents at the desk. */
struct desk_source {
	const char *name, *was;    /* was: the name it had, whose identities it keeps; or NULL */
	const char *done, *failed; /* folders that finished files are moved to; NULL: stay */
	bool pass_embargo;
};

/* Has this file been taken in before, unchanged (path, inode, size and mtime)? Then it is not read again. */
bool desk_knows_file(struct desk *desk, const char *source, const char *path, int64_t size, int64_t mtime_ms,
                     uint64_t inode);

struct desk_counts {
	uint64_t documents, done, unchanged, rejected, failed;
	uint64_t records, created, updated, duplicates, held;
};

/* Books one finished document into the open group; the group is committed by desk_commit. -1: state trouble; the host
 * must stop (4). file facts (size, mtime, inode) are in `file`, NULL for others. */
struct desk_file {
	const char *path;
	int64_t size, mtime_ms;
	uint64_t inode;
	int64_t letter; /* it was a dead letter of this number, which goes now; then there is no path. 0: none */
	int64_t link;   /* the page of this link, whose item gives it its identity; then there is no path. 0: none */
};
/* What a document gave. */
enum { DESK_TIMES = 32 };
struct desk_booked {
	uint64_t items, known;    /* all that it held; of those that said nothing new */
	int64_t oldest_ms, newest_ms; /* publication of its items; 0: no dates */
	int64_t times_ms[DESK_TIMES]; /* of the first of its items that have one */
	size_t time_count;
	uint64_t links;           /* to be followed that were not known */
};
/* begun: what of it is booked already, by desk_book_part; or NULL. */
int desk_book(struct desk *desk, const struct desk_source *source, const struct document *doc,
              const struct outcome *outcome, const struct desk_file *file, struct desk_begun *begun,
              struct desk_booked *out, struct err *err);

/* Records of a long document that is still being read: they are committed with the group, and are known when it has to be
 * read again. What is known of an address under a guid of a later part counts as that of another document. Not for the page of a link, nor where its items are followed; its hash must have been made. *begun is NULL
 * at the first part, and the caller's to free when the document is booked, or given up. */
int desk_book_part(struct desk *desk, const struct desk_source *source, const struct document *doc,
                   const struct record *records, size_t count, struct desk_begun **begun, struct err *err);
void desk_begun_free(struct desk_begun *begun); /* NULL is allowed */
/* Ends the group: durable when it returns 0. Cheap when nothing is open. */
int desk_commit(struct desk *desk, struct err *err);
size_t desk_open_count(const struct desk *desk); /* documents booked, not committed; other changes count as one */
size_t desk_open_bytes(const struct desk *desk); /* of their records */

int desk_release_held(struct desk *desk, int64_t now_ms, struct err *err); /* embargoes that have ended */
int64_t desk_next_release_ms(struct desk *desk);                           /* or INT64_MAX */

int64_t desk_log_end(const struct desk *desk); /* seq of the last committed record; 0: none */
uint64_t desk_log_epoch(const struct desk *desk);
const char *desk_log_dir(const struct desk *desk);
bool desk_log_is_full(const struct desk *desk);     /* intake pauses */
unsigned desk_log_percent(const struct desk *desk); /* of its limit */

/* Does the record lack a title or body that its parser finds in nearly all articles of this source? */
bool desk_expects_more(struct desk *desk, const char *source, const struct record_head *head);
size_t desk_drift_count(const struct desk *desk); /* parsers seen to drift, of those that were at work since desk_open */

/* Cursors of sinks, and their rejects; one transaction each. */
int desk_sink_cursor(
	struct desk *desk, const char *sink, int64_t *out_seq,
	struct err *
		err); /* a new sink starts at 0 or, where the log's beginning is gone, at its first segment */
int desk_sink_acknowledge(struct desk *desk, const char *sink, int64_t seq, struct err *err);
int desk_sink_reject(struct desk *desk, const char *sink, int64_t seq, struct str record_json,
                     const char *reason, struct err *err);
int desk_forget_segments(struct desk *desk, struct err *err); /* those that every cursor has passed */
/* Leaves out for a sink what it has not taken up to seq, and books how many that were. */
int desk_sink_skip(struct desk *desk, const char *sink, int64_t seq, struct err *err);
/* The next delivery begins behind seq, whatever the sink itself says of where it stands. -1: no such sink; its log is
 * gone; past the end. */
int desk_sink_rewind(struct desk *desk, const char *sink, int64_t seq, struct err *err);
/* Was it rewound and has not acknowledged anything since? */
bool desk_sink_is_rewound(struct desk *desk, const char *sink);
/* Forgets a sink that is not configured any more: it holds the log no longer. -1: no such sink. */
int desk_sink_forget(struct desk *desk, const char *sink, struct err *err);

/* A dead letter without its bytes. -1 and EXIT_WRONG_USE: there is none, or this is no number of one. */
struct desk_letter {
	int64_t number;
	char source[65]; /* whose document it is; empty: a record that a sink refused */
};
int desk_dead_find(struct desk *desk, const char *number, struct desk_letter *out, struct err *err);

/* Dead letters. A document comes back as it was, with source and facts, and the link whose page it is (0: none); -1: there is none of that number, or its
 * bytes are gone. A record goes to the end of the log, addressed to the sink that refused it; durable at the next
 * commit, as dropping is. */
int desk_dead_document(struct desk *desk, int64_t letter, struct document **out, int64_t *out_link, struct err *err);
int desk_dead_redeliver(struct desk *desk, int64_t letter, struct err *err);
int desk_dead_drop(struct desk *desk, int64_t letter, struct err *err);

void desk_get_counts(const struct desk *desk, struct desk_counts *out); /* since desk_open */

#endif
