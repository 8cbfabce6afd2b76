/* SPDX-License-Identifier: MIT */
#include "core/intake/intake.h"

#include <errno.h>
#include <glob.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/mem.h"
#include "core/intake/folder.h"

struct intake {
	const struct config_source *source;
	struct desk *desk;
	intake_wake *wake;
	void *self;
	struct folder_watch *watch;
	folder_paths paths; /* to be taken in: from next on */
	size_t next;
	VEC(int64_t) letters; /* to be taken in instead: from next on */
	bool is_waiting, has_read_stdin;
};

static void on_found(void *opaque, const char *path)
{
	struct intake *intake = opaque;
	vec_add(&intake->paths, mem_dup(path));
	if (!intake->is_waiting)
		return;
	intake->is_waiting = false;
	folder_watch_set_idle(intake->watch, false);
	intake->wake(intake->self);
}

static bool is_gone(const char *path)
{
	return access(path, F_OK) && errno == ENOENT;
}

static int list_folder(struct intake *intake, uv_loop_t *loop, struct err *err)
{
	const struct config_source *source = intake->source;
	if (!loop || !source->is_watched)
		return folder_scan(source, source->folder, &intake->paths, err);
	/* Watched before it is scanned: what comes between is told of twice, and known the second time. */
	if (folder_watch_open(source, loop, on_found, intake, &intake->watch, err))
		return -1;
	folder_paths there = { 0 };
	const int result = folder_scan(source, source->folder, &there, err);
	for (size_t i = 0; i < there.count; i++) {
		folder_watch_consider(intake->watch, there.at[i]);
		free(there.at[i]);
	}
	vec_done(&there);
	return is_gone(source->folder) ? 0 : result; /* the watch waits until it comes back */
}

static int list_files(struct intake *intake, struct err *err)
{
	for (const char *const *pattern = intake->source->files; pattern && *pattern; pattern++) {
		glob_t found;
		const int code = glob(*pattern, GLOB_ERR, NULL, &found);
		if (code == GLOB_NOMATCH)
			continue;
		if (code)
			return err_errno(err, EXIT_PARTLY, "%s", *pattern);
		for (size_t i = 0; i < found.gl_pathc; i++)
			vec_add(&intake->paths, mem_dup(found.gl_pathv[i]));
		globfree(&found);
	}
	return 0;
}

int intake_new(const struct config_source *source, uv_loop_t *loop, struct desk *desk, intake_wake *wake,
               void *self, struct intake **out, struct err *err)
{
	struct intake *intake = mem_zero(1, sizeof *intake);
	int result = 0;
	intake->source = source;
	intake->desk = desk;
	intake->wake = wake;
	intake->self = self;
	if (source->intake == CONFIG_FOLDER)
		result = list_folder(intake, loop, err);
	else if (source->intake == CONFIG_FILES)
		result = list_files(intake, err);
	else if (source->intake == CONFIG_URLS)
		result = err_set(err, EXIT_WRONG_USE,
		                 "fetching over http is not in this version; use folder, files or stdin");
	if (result) {
		intake_free(intake);
		return -1;
	}
	*out = intake;
	return 0;
}

struct intake *intake_new_letters(const struct config_source *source, struct desk *desk,
                                  const int64_t *letters, size_t count)
{
	struct intake *intake = mem_zero(1, sizeof *intake);
	intake->source = source;
	intake->desk = desk;
	intake_add_letters(intake, letters, count);
	return intake;
}

void intake_add_letters(struct intake *intake, const int64_t *letters, size_t count)
{
	for (size_t i = 0; i < count; i++)
		vec_add(&intake->letters, letters[i]);
}

size_t intake_letters(const struct intake *intake, const int64_t **out)
{
	if (!intake || !intake->letters.count)
		return 0;
	*out = intake->letters.at + intake->next;
	return intake->letters.count - intake->next;
}

void intake_free(struct intake *intake)
{
	if (!intake)
		return;
	folder_watch_close(intake->watch);
	vec_done(&intake->letters);
	for (size_t i = intake->next; i < intake->paths.count; i++)
		free(intake->paths.at[i]);
	vec_done(&intake->paths);
	free(intake);
}

static bool is_known(struct intake *intake, const char *path)
{
	struct stat info;
	if (!intake->desk || stat(path, &info))
		return false;
	const int64_t mtime_ms = (int64_t)info.st_mtim.tv_sec * 1000 + info.st_mtim.tv_nsec / 1000000;
	return desk_knows_file(intake->desk, intake->source->name, path, info.st_size, mtime_ms, info.st_ino);
}

/* The next path that is not known; the caller's, or NULL. What was taken makes room when all of it is gone. */
static char *next_path(struct intake *intake)
{
	while (intake->next < intake->paths.count) {
		char *path = intake->paths.at[intake->next++];
		if (!is_known(intake, path))
			return path;
		free(path);
	}
	intake->next = intake->paths.count = 0;
	return NULL;
}

static enum intake_next take_stdin(struct intake *intake, struct document **out, struct err *err)
{
	if (intake->has_read_stdin)
		return INTAKE_END;
	intake->has_read_stdin = true;
	return intake_read_fd(STDIN_FILENO, NULL, out, err) ? INTAKE_FAILED : INTAKE_DOCUMENT;
}

static enum intake_next take_letter(struct intake *intake, struct document **out, struct desk_file *file,
                                    struct err *err)
{
	if (intake->next == intake->letters.count)
		return INTAKE_END;
	file->letter = intake->letters.at[intake->next++];
	return desk_dead_document(intake->desk, file->letter, out, &file->link, err) ? INTAKE_FAILED : INTAKE_DOCUMENT;
}

enum intake_next intake_take(struct intake *intake, struct document **out, struct desk_file *file,
                             struct err *err)
{
	*file = (struct desk_file){ 0 };
	if (intake->letters.count)
		return take_letter(intake, out, file, err);
	if (intake->source->intake == CONFIG_STDIN)
		return take_stdin(intake, out, err);
	for (char *path; (path = next_path(intake));) {
		const int result = intake_read_file(path, out, file, err);
		const bool has_vanished = result && is_gone(path);
		free(path);
		if (!has_vanished)
			return result ? INTAKE_FAILED : INTAKE_DOCUMENT;
	}
	intake->is_waiting = intake->watch != NULL;
	if (intake->watch)
		folder_watch_set_idle(intake->watch, true);
	return intake->watch ? INTAKE_WAIT : INTAKE_END;
}
