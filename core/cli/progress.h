/* SPDX-License-Identifier: MIT
 * The line that long work draws on a terminal: documents, rate, failed, time left. None elsewhere. */
#ifndef CORE_CLI_PROGRESS_H
#define CORE_CLI_PROGRESS_H
#include <stdbool.h>
#include <stdint.h>

struct progress {
	int64_t begun_ms, drawn_ms;
	uint64_t total; /* 0: not known */
	uint64_t done, failed;
	bool is_shown;
};

void progress_begin(struct progress *progress, uint64_t total);
void progress_step(struct progress *progress, bool has_failed); /* draws a few times a second at most */
void progress_end(struct progress *progress);                   /* takes the line away */

#endif
