/* SPDX-License-Identifier: MIT */
#include "core/intake/folder.h"

#include <dirent.h>
#include <errno.h>
#include <fnmatch.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "core/base/str.h"

enum { DEPTH_MOST = 64 };

bool folder_takes(const struct config_source *source, const char *name)
{
	static const char *const temporary[] = { ".part",       ".tmp", ".temp", ".filepart",
		                                 ".crdownload", ".swp", "~" };
	const struct str text = str_c(name);
	if (name[0] == '.')
		return false;
	for (size_t i = 0; i < sizeof temporary / sizeof *temporary; i++)
		if (str_ends_nocase(text, str_c(temporary[i])))
			return false;
	if (!source->patterns)
		return true;
	for (const char *const *pattern = source->patterns; *pattern; pattern++)
		if (!fnmatch(*pattern, name, 0))
			return true;
	return false;
}

static int is_visible(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

/* A folder of the source's own, for what is finished, is not taken in again. */
static bool is_own(const struct config_source *source, const char *path)
{
	return (source->done && str_eq(str_c(path), str_c(source->done))) ||
	       (source->failed && str_eq(str_c(path), str_c(source->failed)));
}

static int scan(const struct config_source *source, const char *path, unsigned depth, folder_paths *out,
                struct err *err)
{
	struct dirent **entries;
	const int count = scandir(path, &entries, is_visible, alphasort);
	if (count < 0)
		return errno == ENOENT && depth ? 0 : err_errno(err, EXIT_PARTLY, "%s", path);
	int result = 0;
	for (int i = 0; i < count; i++) {
		char *child = mem_printf("%s/%s", path, entries[i]->d_name);
		struct stat info;
		const bool is_there = !result && !lstat(child, &info);
		if (is_there && S_ISDIR(info.st_mode) && source->is_recursive && depth < DEPTH_MOST &&
		    !is_own(source, child))
			result = scan(source, child, depth + 1, out, err);
		else if (is_there && !S_ISDIR(info.st_mode) && folder_takes(source, entries[i]->d_name)) {
			vec_add(out, child);
			child = NULL;
		}
		free(child);
		free(entries[i]);
	}
	free(entries);
	return result;
}

int folder_scan(const struct config_source *source, const char *path, folder_paths *out, struct err *err)
{
	return scan(source, path, 0, out, err);
}
