/* SPDX-License-Identifier: MIT
 * Dead letters: documents and records that nobody could take, kept with the reason. The bytes lie in dead/NUMBER, the
 * facts in the state; the bytes are synced before the commit. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <jansson.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/clock.h"
#include "core/base/crash.h"
#include "core/base/mem.h"
#include "core/desk/desk_parts.h"

static int write_synced(const char *path, struct str bytes)
{
	const int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	bool is_fine = fd >= 0;
	while (is_fine && bytes.len) {
		const ssize_t n = write(fd, bytes.ptr, bytes.len);
		is_fine = n > 0;
		bytes = str_from(bytes, is_fine ? (size_t)n : 0);
	}
	is_fine = is_fine && !fsync(fd);
	if (fd >= 0)
		close(fd);
	return is_fine ? 0 : -1;
}

static int sync_folder(const char *path)
{
	const int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	const int result = fd < 0 ? -1 : fsync(fd);
	if (fd >= 0)
		close(fd);
	return result;
}

static int keep_bytes(struct desk *desk, int64_t number, struct str bytes, struct err *err)
{
	char *folder = mem_printf("%s/dead", desk->folder), *path = mem_printf("%s/%" PRId64, folder, number);
	int result = 0;
	mkdir(folder, 0777);
	if (write_synced(path, bytes) || sync_folder(folder))
		result = err_errno(err, EXIT_STATE, "%s", path);
	crash_point("dead-written");
	free(path);
	free(folder);
	return result;
}

int desk_bury_document(struct desk *desk, const struct document *doc, const struct outcome *outcome, int64_t link,
                       struct err *err)
{
	if (store_do(desk->store, err,
	             "INSERT INTO dead (source, name, parser, reason, bytes, at, timezone, url, media_type, "
	             "role, context, feed_url, link) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
	             "ttttiitttttti", doc->source, document_name(doc), outcome->parser,
	             outcome->reason ? outcome->reason : "", (int64_t)doc->body.len, clock_wall_ms(),
	             doc->timezone, doc->url, doc->media_type, doc->role, doc->context, doc->feed_url, link))
		return -1;
	return keep_bytes(desk, store_last_number(desk->store), doc->body, err);
}

int desk_sink_reject(struct desk *desk, const char *sink, int64_t seq, struct str record_json,
                     const char *reason, struct err *err)
{
	char *name = mem_printf("record %" PRId64, seq);
	const bool was_open = store_is_open(desk->store);
	int result = store_begin(desk->store, err);
	if (!result)
		result = store_do(desk->store, err,
		                  "INSERT INTO dead (source, sink, name, reason, bytes, at) VALUES ('', ?1, "
		                  "?2, ?3, ?4, ?5)",
		                  "tttii", sink, name, reason ? reason : "", (int64_t)record_json.len,
		                  clock_wall_ms());
	free(name);
	if (!result)
		result = keep_bytes(desk, store_last_number(desk->store), record_json, err);
	if (!result)
		result = desk_sink_acknowledge(desk, sink, seq, err);
	if (!result && !was_open)
		result = store_commit(desk->store, err);
	return result;
}

/* --- back to life */

static char *path_of(const struct desk *desk, int64_t letter)
{
	return mem_printf("%s/dead/%" PRId64, desk->folder, letter);
}

static int no_such_letter(int64_t letter, struct err *err)
{
	return err_set(err, EXIT_WRONG_USE,
	               "there is no dead letter %" PRId64 "; \"wiredesk dead list\" shows them", letter);
}

static int read_bytes(const struct desk *desk, int64_t letter, struct str *out, struct err *err)
{
	char *path = path_of(desk, letter);
	struct stat info;
	const int fd = open(path, O_RDONLY | O_CLOEXEC);
	int result = fd < 0 || fstat(fd, &info) ? err_errno(err, EXIT_NOTHING, "%s", path) : 0;
	char *bytes = NULL;
	size_t length = 0;
	if (!result) {
		bytes = mem_alloc((size_t)info.st_size + 1);
		for (ssize_t n; length < (size_t)info.st_size &&
		                (n = read(fd, bytes + length, (size_t)info.st_size - length)) > 0;)
			length += (size_t)n;
		bytes[length] = '\0';
		if (length < (size_t)info.st_size)
			result = err_set(err, EXIT_NOTHING, "%s: only %zu of its %lld bytes can be read", path,
			                 length, (long long)info.st_size);
	}
	if (fd >= 0)
		close(fd);
	free(path);
	if (result)
		free(bytes);
	else
		*out = str_n(bytes, length);
	return result;
}

static const char *column(sqlite3_stmt *row, int at)
{
	return (const char *)sqlite3_column_text(row, at);
}

int desk_dead_document(struct desk *desk, int64_t letter, struct document **out, int64_t *out_link, struct err *err)
{
	sqlite3_stmt *row;
	struct str body;
	const int got = store_run(
		desk->store, &row, err,
		"SELECT source, name, timezone, url, media_type, at, role, context, feed_url, link FROM dead WHERE number = ?1 AND "
		"sink IS NULL",
		"i", letter);
	if (got != 1)
		return got ? -1 : no_such_letter(letter, err);
	struct document *doc = document_new();
	doc->source = document_keep(doc, column(row, 0));
	doc->url = document_keep(doc, column(row, 3));
	if (!doc->url)
		doc->path = document_keep(doc, column(row, 1));
	doc->timezone = document_keep(doc, column(row, 2));
	doc->media_type = document_keep(doc, column(row, 4));
	doc->fetched_ms = sqlite3_column_int64(row, 5);
	doc->role = document_keep(doc, column(row, 6));
	doc->context = document_keep(doc, column(row, 7));
	doc->feed_url = document_keep(doc, column(row, 8));
	*out_link = sqlite3_column_int64(row, 9);
	store_end(row);
	if (read_bytes(desk, letter, &body, err)) {
		document_free(doc);
		return -1;
	}
	document_take_body(doc, (char *)(uintptr_t)body.ptr, body.len);
	*out = doc;
	return 0;
}

static uint8_t place_in(const char *const *names, size_t count, const char *name)
{
	for (size_t i = 0; name && i < count; i++)
		if (str_eq(str_c(names[i]), str_c(name)))
			return (uint8_t)i;
	return 0;
}

/* The record as it was refused, addressed to who refused it. */
static int append_again(struct desk *desk, const char *sink, struct str line, struct err *err)
{
	static const char *const statuses[] = { "usable", "withheld", "canceled" };
	json_t *record = json_loadb(line.ptr, line.len, 0, NULL);
	const char *id = json_string_value(json_object_get(record, "id"));
	struct recordlog_entry entry = {
		.logged_at_ms = clock_wall_ms(),
		.revision = json_integer_value(json_object_get(record, "revision")),
		.source = json_string_value(json_object_get(record, "source")),
		.status = place_in(statuses, 3, json_string_value(json_object_get(record, "status"))),
		.addressee = sink,
		.json = line,
	};
	int result;
	if (!id || strlen(id) != sizeof entry.id - 1 || !entry.source)
		result = err_set(err, EXIT_NOTHING, "the dead letter is no record");
	else {
		memcpy(entry.id, id, sizeof entry.id);
		result = recordlog_append(desk->log, &entry, err);
	}
	json_decref(record);
	return result;
}

int desk_dead_redeliver(struct desk *desk, int64_t letter, struct err *err)
{
	sqlite3_stmt *row;
	struct str line;
	if (store_begin(desk->store, err))
		return -1;
	const int got =
		store_run(desk->store, &row, err,
	                  "SELECT sink FROM dead WHERE number = ?1 AND sink IS NOT NULL", "i", letter);
	if (got != 1)
		return got ? -1 : no_such_letter(letter, err);
	char *sink = mem_dup(column(row, 0));
	store_end(row);
	int result = read_bytes(desk, letter, &line, err);
	if (!result) {
		result = append_again(desk, sink, line, err);
		free((char *)(uintptr_t)line.ptr);
	}
	free(sink);
	return result ? -1 : desk_dead_drop(desk, letter, err);
}

int desk_dead_find(struct desk *desk, const char *number, struct desk_letter *out, struct err *err)
{
	sqlite3_stmt *row;
	struct desk_letter letter = { 0 };
	if (!str_to_int(str_c(number), &letter.number) || letter.number <= 0)
		return err_set(err, EXIT_WRONG_USE, "\"%s\" is no number of a dead letter", number);
	const int got = store_run(desk->store, &row, err, "SELECT source FROM dead WHERE number = ?1", "i",
	                          letter.number);
	if (got != 1)
		return got ? -1 : no_such_letter(letter.number, err);
	snprintf(letter.source, sizeof letter.source, "%s", column(row, 0));
	store_end(row);
	*out = letter;
	return 0;
}

/* --- letting go */

int desk_dead_let_go(struct desk *desk, int64_t letter, struct err *err)
{
	sqlite3_stmt *row;
	if (store_begin(desk->store, err))
		return -1;
	const int got = store_run(desk->store, &row, err, "DELETE FROM dead WHERE number = ?1 RETURNING 1",
	                          "i", letter);
	if (got != 1)
		return got;
	while (store_next(desk->store, row, err) == 1)
		;
	vec_add(&desk->dropped, letter);
	desk->has_changes = true;
	return 1;
}

int desk_dead_drop(struct desk *desk, int64_t letter, struct err *err)
{
	const int got = desk_dead_let_go(desk, letter, err);
	if (got == 1)
		return 0;
	return got ? -1 : no_such_letter(letter, err);
}

void desk_remove_dropped(struct desk *desk)
{
	for (size_t i = 0; i < desk->dropped.count; i++) {
		char *path = path_of(desk, desk->dropped.at[i]);
		unlink(path); /* one that stays is swept at the next start */
		free(path);
	}
	desk->dropped.count = 0;
}

int desk_forget_dead(struct desk *desk, int64_t before_ms, struct err *err)
{
	sqlite3_stmt *row;
	int got = store_run(desk->store, &row, err, "DELETE FROM dead WHERE at < ?1 RETURNING number", "i",
	                    before_ms);
	for (; got == 1; got = store_next(desk->store, row, err))
		vec_add(&desk->dropped, sqlite3_column_int64(row, 0));
	if (!got && !store_is_open(desk->store))
		desk_remove_dropped(desk);
	return got;
}

static int sweep_one(struct desk *desk, const char *name, struct err *err)
{
	sqlite3_stmt *row;
	int64_t letter;
	if (!str_to_int(str_c(name), &letter))
		return 0;
	const int got =
		store_run(desk->store, &row, err, "SELECT 1 FROM dead WHERE number = ?1", "i", letter);
	if (got == 1)
		store_end(row);
	if (!got) {
		char *path = path_of(desk, letter);
		unlink(path);
		free(path);
	}
	return got < 0 ? -1 : 0;
}

int desk_sweep_dead(struct desk *desk, struct err *err)
{
	char *path = mem_printf("%s/dead", desk->folder);
	DIR *folder = opendir(path);
	int result = 0;
	free(path);
	for (const struct dirent *entry; !result && folder && (entry = readdir(folder));)
		result = sweep_one(desk, entry->d_name, err);
	if (folder)
		closedir(folder);
	return result;
}
