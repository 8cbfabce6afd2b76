/* SPDX-License-Identifier: MIT
 * The state database: opened, migrated, asked. Statements are prepared once and kept; one writer, no locks. */
#ifndef CORE_DESK_STORE_H
#define CORE_DESK_STORE_H
#include <sqlite3.h>

#include "core/base/err.h"
#include "core/base/str.h"

struct store;

/* Makes or migrates it (a copy is made first), refuses a newer format. is_reader: nothing is written. */
int store_open(const char *path, bool is_reader, struct store **out, struct err *err);
void store_close(struct store *store);

/* Binds by the letters of types: i int64_t, t const char * (NULL allowed), b struct str as a blob or NULL where its ptr
 * is NULL, s struct str as text. Steps once: 1 a row (columns by sqlite3_column_*; store_end when done with it), 0 done,
 * -1 failed. sql must be a literal: it names the statement. */
int store_run(struct store *store, sqlite3_stmt **out, struct err *err, const char *sql, const char *types,
              ...);
int store_next(struct store *store, sqlite3_stmt *row, struct err *err);
void store_end(sqlite3_stmt *row);
/* Without a row wanted. */
#define store_do(store, err, sql, ...) store_do_(store, err, sql, __VA_ARGS__)
int store_do_(struct store *store, struct err *err, const char *sql, const char *types, ...);

int store_begin(struct store *store, struct err *err); /* nothing where one is open */
int store_commit(struct store *store, struct err *err);
void store_rollback(struct store *store);
bool store_is_open(const struct store *store); /* a transaction is */
int64_t store_last_number(struct store *store);
int64_t store_changes(struct store *store); /* rows of the last statement */
int store_failed(struct store *store, struct err *err); /* fills err from the database's last error; -1 */

#endif
