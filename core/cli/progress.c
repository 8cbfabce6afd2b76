/* SPDX-License-Identifier: MIT */
#include "core/cli/progress.h"

#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

#include "core/base/clock.h"
#include "core/base/log.h"

enum { FIRST_AFTER_MS = 500, REDRAW_MS = 200 };

void progress_begin(struct progress *progress, uint64_t total)
{
	*progress = (struct progress){ .begun_ms = clock_mono_ms(),
		                       .total = total,
		                       .is_shown = isatty(STDERR_FILENO) };
}

static void draw(const struct progress *p, int64_t elapsed_ms)
{
	char line[160], total[32] = "", left[48] = "";
	const double rate = (double)p->done * 1000.0 / (double)elapsed_ms;
	if (p->total) {
		const uint64_t rest = p->total > p->done ? p->total - p->done : 0;
		const uint64_t seconds = rate > 0 ? (uint64_t)((double)rest / rate) : 0;
		snprintf(total, sizeof total, " of %" PRIu64, p->total);
		snprintf(left, sizeof left, ", %" PRIu64 ":%02u left", seconds / 60,
		         (unsigned)(seconds % 60));
	}
	snprintf(line, sizeof line, "%" PRIu64 "%s documents, %.0f/s, %" PRIu64 " failed%s", p->done, total,
	         rate, p->failed, left);
	log_progress(line);
}

void progress_step(struct progress *progress, bool has_failed)
{
	progress->done++;
	progress->failed += has_failed;
	if (!progress->is_shown)
		return;
	const int64_t now = clock_mono_ms(), elapsed = now - progress->begun_ms;
	if (elapsed < FIRST_AFTER_MS || now - progress->drawn_ms < REDRAW_MS)
		return;
	progress->drawn_ms = now;
	draw(progress, elapsed);
}

void progress_end(struct progress *progress)
{
	if (progress->is_shown)
		log_progress(NULL);
}
