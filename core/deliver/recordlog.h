/* SPDX-License-Identifier: MIT
 * The record log: segment files in a folder, each record a checked frame; appended by the host, read by every sink up
 * to the end that the host announces after its commit.
 *
 * A segment is named by its first seq (20 digits, ".log") and begins with a header: magic, format, epoch, first seq.
 * A frame: length, CRC-32 of all behind it, seq, time, id, revision, addressee (a sink's name, or none), facts that a
 * route asks for (source, status, class), then the JSON line. */
#ifndef CORE_DELIVER_RECORDLOG_H
#define CORE_DELIVER_RECORDLOG_H
#include "core/base/buf.h"
#include "core/base/err.h"

struct recordlog_entry { /* strings live until the next read */
	int64_t seq, logged_at_ms, revision;
	char id[27];
	uint8_t status, page_class; /* enum record_status, enum record_class */
	const char *source;
	const char *addressee; /* only this sink is to take it (`dead retry`), or NULL */
	struct str json;
};

struct recordlog; /* the writer */
/* Makes folder and first segment where missing (epoch from the kernel's random numbers). Cuts what lies behind end_seq
 * where that is one group at most, which a crash has cut off from its commit; refuses where there are more, and where
 * the log ends before end_seq, naming both ends (EXIT_STATE). */
int recordlog_open(const char *dir, int64_t end_seq, int64_t segment_size, struct recordlog **out, struct err *err);
void recordlog_close(struct recordlog *log);
int recordlog_append(struct recordlog *log, struct recordlog_entry *entry,
                     struct err *err); /* sets entry->seq */
/* The same for a line that is yet to be made: it is added to the buffer, which holds earlier ones too, and
 * recordlog_finish (always) ends the record. entry->json is not looked at; names must live until then. */
struct buf *recordlog_begin(struct recordlog *log, struct recordlog_entry *entry);
int recordlog_finish(struct recordlog *log, const struct recordlog_entry *entry, struct err *err);
int recordlog_sync(struct recordlog *log,
                   struct err *err); /* after a failure the host stops: it is never tried again */
int64_t recordlog_end(const struct recordlog *log);
uint64_t recordlog_epoch(const struct recordlog *log);
int64_t recordlog_bytes(const struct recordlog *log);
size_t recordlog_pending(const struct recordlog *log); /* bytes appended since the last recordlog_sync */
/* Drops whole segments that every sink has passed and that were last written before the time, or that are too much: the
 * oldest first until most_bytes are left. */
int recordlog_forget(struct recordlog *log, int64_t passed_seq, int64_t before_ms, int64_t most_bytes,
                     struct err *err);

struct recordlog_reader;
int recordlog_reader_open(const char *dir, int64_t after_seq, struct recordlog_reader **out, struct err *err);
void recordlog_reader_close(struct recordlog_reader *reader);
/* The next entry with seq at most end_seq: 1 and the entry, 0 where there is none yet, -1 on damage (file and place
 * are named). */
int recordlog_reader_next(struct recordlog_reader *reader, int64_t end_seq, struct recordlog_entry *out,
                          struct err *err);
int64_t recordlog_reader_first(const char *dir); /* first seq that is still there; 0: empty */

#endif
