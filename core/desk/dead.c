/* SPDX-License-Identifier: MIT
 * Dead letters: documents and records that nobody could take, kept with the reason. The bytes lie in dead/NUMBER, the
 * facts in the state; the bytes are synced before the commit. */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
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

int desk_bury_document(struct desk *desk, const struct document *doc, const struct outcome *outcome,
                       struct err *err)
{
	if (store_do(desk->store, err,
	             "INSERT INTO dead (source, name, parser, reason, bytes, at, timezone, url, media_type)"
	             " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
	             "ttttiittt", doc->source, document_name(doc), outcome->parser,
	             outcome->reason ? outcome->reason : "", (int64_t)doc->body.len, clock_wall_ms(),
	             doc->timezone, doc->url, doc->media_type))
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
