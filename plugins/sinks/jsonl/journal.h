/* SPDX-License-Identifier: MIT
 * The sink's own memory, a small file beside the output: where it stands, and what a batch that is under way
 * may have added to which files. With it a torn batch is cut back to the byte, and a finished one is never
 * written again.
 *
 * Each entry is one line with a CRC; the last whole one counts. */
#ifndef SINKS_JSONL_JOURNAL_H
#define SINKS_JSONL_JOURNAL_H
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

enum { JOURNAL_FILES = 64 }; /* files that one batch may touch */

struct journal_file {
	char *path;
	ino_t inode;
	int64_t size;    /* before the batch */
	int64_t planned; /* bytes that the batch appends */
};

struct journal {
	char *path;
	int fd;
	int64_t length; /* of the whole entries */
	uint64_t epoch; /* where the sink stands */
	int64_t seq;
	struct journal_file files[JOURNAL_FILES]; /* of the batch under way */
	unsigned count;
};

/* Opens and locks it, reads the last entry. 0, or -1 with errno (EWOULDBLOCK: another sink writes there). */
int journal_open(struct journal *journal, const char *path);
void journal_close(struct journal *journal);
void journal_clear_files(struct journal *journal);
/* Appends an entry with what the struct says and syncs it. 0, or -1 with errno. */
int journal_write(struct journal *journal);

#endif
