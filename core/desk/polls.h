/* SPDX-License-Identifier: MIT
 * What the state keeps of addresses that are polled, of the hosts that they are on, and of what happened there. All that
 * is written belongs to the open transaction: it is durable, with the document's records, at the next desk_commit(). */
#ifndef CORE_DESK_POLLS_H
#define CORE_DESK_POLLS_H
#include "core/base/hash.h"
#include "core/desk/desk.h"
#include "core/schedule/due.h"

/* One address of a source: where it is now, what it said last, when it is asked again. Strings are heap memory, NULL where
 * unknown; poll_set() replaces one, poll_done() frees them. Times are milliseconds since the epoch, 0 where there is none. */
struct desk_poll {
	const char *source, *url; /* as configured: its name for ever; the caller's, not freed */
	char *address;            /* that permanent redirects have moved it to */
	char *validated;          /* the address that the validators are of */
	char *etag, *modified;    /* byte for byte as they were given */
	uint64_t fingerprint;     /* of parser and configuration: the validators count for no other */
	struct sha256 body;       /* of the last body that was read */
	bool has_body;
	char *moved_to; /* where permanent redirects led the last moved_count polls in a row */
	int64_t moved_count, moved_since;
	int64_t not_modified; /* answers 304 in a row */
	int64_t full_at;      /* the last answer with a body */
	int64_t newest;       /* publication of the newest item known */
	int64_t gaps;         /* polls that came too late: items may have been missed */
	int64_t items;        /* of the last body */
	int64_t status;       /* of the last answer; 0: there was none */
	char *error;          /* why the last poll failed */
	char *title;          /* that the feed gives itself */
	uint64_t plan; /* of the schedule that due was made by */
	struct due_state due;
};

void poll_set(char **member, const char *value); /* NULL: unknown */
void poll_done(struct desk_poll *poll);
/* What is known of source and url; a new one otherwise (due.next_ms 0). */
int desk_poll_load(struct desk *desk, const char *source, const char *url, struct desk_poll *out,
                   struct err *err);
int desk_poll_save(struct desk *desk, const struct desk_poll *poll, struct err *err);

/* A poll that brought nothing new is counted by source and day, one that failed is a line in the ledger. */
int desk_book_unchanged(struct desk *desk, const char *source, struct err *err);
int desk_book_failure(struct desk *desk, const char *source, const char *name, const char *reason,
                      struct err *err);

/* What happened to a source: gap, moved, gone, dead, … */
int desk_book_event(struct desk *desk, const char *source, const char *url, const char *kind, struct err *err,
                    const char *fmt, ...) __attribute__((format(printf, 6, 7)));

/* A host: how long it asked to be left alone, and its robots.txt. */
struct desk_host {
	int64_t held_ms;              /* until then */
	int64_t robots_at_ms;         /* fetched; 0: never */
	int64_t robots_status;        /* of the answer; 0: there was none */
	int64_t unreachable_since_ms; /* that it has not been to be had; 0: it was */
	char *robots;                 /* its text, for free(); NULL: none */
	size_t robots_len;
};
int desk_host_load(struct desk *desk, const char *origin, struct desk_host *out, struct err *err);
int desk_host_save(struct desk *desk, const char *origin, const struct desk_host *host, struct err *err);

#endif
