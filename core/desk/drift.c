/* SPDX-License-Identifier: MIT
 * Yields of parsers, by source, parser and version: read when they are first needed, written with the commit. */
#include <stdio.h>
#include <stdlib.h>

#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/base/mem.h"
#include "core/desk/desk_parts.h"
#include "core/desk/polls.h"

enum { KEY_MOST = 4 * RECORD_NAME };

/* "SOURCE PARSER VERSION": another version has a history of its own. */
static void key_of(char *out, const char *source, const char *parser, const char *version)
{
	snprintf(out, KEY_MOST, "%s %s %s", source, parser, version ? version : "");
}

static int read_yield(struct desk *desk, const char *key, struct yield *out, struct err *err)
{
	sqlite3_stmt *row;
	const int got = store_run(desk->store, &row, err, "SELECT data FROM yields WHERE key = ?1", "t", key);
	if (got != 1)
		return got;
	if (sqlite3_column_bytes(row, 0) == (int)sizeof *out) /* another version's has another size: it begins anew */
		memcpy(out, sqlite3_column_blob(row, 0), sizeof *out);
	store_end(row);
	return 0;
}

static struct desk_yield *yield_of(struct desk *desk, const char *source, const char *parser, const char *version,
                                   struct err *err)
{
	char key[KEY_MOST];
	key_of(key, source, parser, version);
	void **place = map_at(&desk->yields, key);
	if (!*place) {
		struct desk_yield *yield = mem_zero(1, sizeof *yield);
		*place = yield;
		if (read_yield(desk, key, &yield->yield, err))
			return NULL;
	}
	return *place;
}

static int tell(struct desk *desk, const char *source, const char *parser, unsigned field, bool is_lost, struct err *err)
{
	const char *name = yield_name(field);
	if (is_lost)
		log_error("source %s: drift: parser %s hardly finds %s any more, or much less of it than it used to; has the "
		          "layout changed?",
		          source, parser, name);
	else
		log_info("source %s: parser %s finds %s again", source, parser, name);
	return desk_book_event(desk, source, NULL, is_lost ? "drift" : "drift_over", err,
	                       is_lost ? "parser %s hardly finds %s any more" : "parser %s finds %s again", parser, name);
}

static int tell_changes(struct desk *desk, const char *source, const char *parser, uint32_t before, uint32_t after,
                        struct err *err)
{
	for (unsigned f = 0; f <= YIELD_LENGTH; f++) {
		const uint32_t bit = UINT32_C(1) << f;
		if ((before ^ after) & bit && tell(desk, source, parser, f, after & bit, err))
			return -1;
	}
	return 0;
}

int desk_note_yield(struct desk *desk, const char *source, const char *parser, const char *version, uint32_t filled,
                    uint32_t words, struct err *err)
{
	struct desk_yield *yield = yield_of(desk, source, parser, version, err);
	if (!yield)
		return -1;
	const uint32_t before = yield->yield.drifts;
	yield_add(&yield->yield, filled, words);
	yield->is_changed = true;
	return tell_changes(desk, source, parser, before, yield->yield.drifts, err);
}

bool desk_expects_more(struct desk *desk, const char *source, const struct record_head *head)
{
	struct err err;
	const struct desk_yield *yield = yield_of(desk, source, head->parser, head->parser_version, &err);
	if (!yield)
		return false;
	const uint32_t title = UINT32_C(1) << RECORD_HAS_TITLE, body = UINT32_C(1) << RECORD_HAS_BODY;
	return (!(head->filled & title) && yield_expects(&yield->yield, RECORD_HAS_TITLE)) ||
	       (!(head->filled & body) && yield_expects(&yield->yield, RECORD_HAS_BODY));
}

static int save(struct desk *desk, const char *key, const struct desk_yield *yield, struct err *err)
{
	return store_do(desk->store, err,
	                "INSERT OR REPLACE INTO yields VALUES (?1, substr(?1, 1, instr(?1, ' ') - 1), ?2, ?3, ?4)", "tiib",
	                key, (int64_t)yield->yield.drifts, clock_wall_ms(),
	                str_n((const char *)&yield->yield, sizeof yield->yield));
}

int desk_save_yields(struct desk *desk, struct err *err)
{
	for (size_t i = 0; i < desk->yields.cap; i++) {
		struct desk_yield *yield = desk->yields.slots[i].value;
		if (!yield || !yield->is_changed)
			continue;
		if (save(desk, desk->yields.slots[i].key, yield, err))
			return -1;
		yield->is_changed = false;
	}
	return 0;
}

size_t desk_drift_count(const struct desk *desk)
{
	size_t count = 0;
	for (size_t i = 0; i < desk->yields.cap; i++) {
		const struct desk_yield *yield = desk->yields.slots[i].value;
		count += yield && yield->yield.drifts;
	}
	return count;
}

void desk_free_yields(struct desk *desk)
{
	for (size_t i = 0; i < desk->yields.cap; i++)
		free(desk->yields.slots[i].value);
	map_done(&desk->yields);
}
