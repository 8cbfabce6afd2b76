/* SPDX-License-Identifier: MIT
 * What the state says, as rows of text: for commands. Works on a desk opened as a reader, beside a running host. */
#ifndef CORE_DESK_REPORT_H
#define CORE_DESK_REPORT_H
#include "core/desk/desk.h"

enum { REPORT_COLUMNS = 12 };
/* Values in the order named below; NULL where there is none; they live until the call returns. Times are RFC 3339. */
typedef void report_row(void *self, const char *const *values);

struct report_filter { /* NULL and 0: no matter */
	const char *source, *sink, *state;
	int64_t since_ms, limit, letter;
};

/* All reports are of one form; where nothing is said of the filter it is no matter.
 *
 * letter, source, sink, document, parser, bytes, at, reason: the oldest first. */
int report_dead(struct desk *desk, const struct report_filter *filter, report_row *row, void *self,
                struct err *err);
/* at, source, document, state, parser, new, updates, known, held, reason: the latest first. */
int report_ledger(struct desk *desk, const struct report_filter *filter, report_row *row, void *self,
                  struct err *err);
/* at, source, url, kind, text: what happened to sources (state: the kind), the latest first. */
int report_events(struct desk *desk, const struct report_filter *filter, report_row *row, void *self,
                  struct err *err);
/* sink, taken, end, waiting, skipped: by name. */
int report_sinks(struct desk *desk, const struct report_filter *filter, report_row *row, void *self,
                 struct err *err);
/* item, value: the state in a few lines. */
int report_status(struct desk *desk, const struct report_filter *filter, report_row *row, void *self,
                  struct err *err);
/* The bytes of a dead letter to a stream; -1: there is none. */
int report_dead_bytes(struct desk *desk, int64_t letter, void *stream, struct err *err);

#endif
