/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/clock.h"
#include "core/base/crash.h"
#include "core/base/mem.h"
#include "core/desk/desk_parts.h"

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
	return result ? -1 : desk_find_next_release(desk, err);
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
