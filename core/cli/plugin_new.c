/* SPDX-License-Identifier: MIT
 * wiredesk plugin new: a folder to begin with. What is there already is never touched. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/cli/plugin_parts.h"

enum { FILE_MOST = 1 << 20, NAME_MOST = 63 };

static bool is_name(struct str name)
{
	for (size_t i = 0; i < name.len; i++) {
		const char c = name.ptr[i];
		const bool is_plain = ascii_is_digit(c) || (c >= 'a' && c <= 'z');
		if (!is_plain && (!i || !strchr("._-", c)))
			return false;
	}
	return name.len && name.len <= NAME_MOST;
}

static void fill_in(const char *text, const char *name, struct buf *out)
{
	struct str rest = str_c(text);
	for (size_t at; (at = str_find(rest, STR("@NAME@"))) != STR_NONE;) {
		buf_add(out, str_slice(rest, 0, at));
		buf_adds(out, name);
		rest = str_from(rest, at + 6);
	}
	buf_add(out, rest);
}

static int write_file(const char *path, struct str text, struct err *err)
{
	const int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	if (fd < 0)
		return err_errno(err, EXIT_STATE, "%s", path);
	const bool is_written = write(fd, text.ptr, text.len) == (ssize_t)text.len;
	return close(fd) || !is_written ? err_errno(err, EXIT_STATE, "%s", path) : 0;
}

static int make_folders(char *path, struct err *err)
{
	for (char *slash = path; (slash = strchr(slash, '/')); slash++) {
		*slash = '\0';
		const int failed = mkdir(path, 0777) && errno != EEXIST;
		if (failed)
			err_errno(err, EXIT_STATE, "%s", path);
		*slash = '/';
		if (failed)
			return -1;
	}
	return 0;
}

static int write_template(const struct plugin_template *file, const char *name, struct err *err)
{
	struct buf path, text;
	buf_init(&path, PATH_MAX);
	buf_init(&text, FILE_MOST);
	buf_printf(&path, "%s/", name);
	fill_in(file->path, name, &path);
	fill_in(file->text, name, &text);
	const int failed = make_folders(path.ptr, err) || write_file(path.ptr, buf_str(&text), err);
	if (!failed)
		printf("%s\n", path.ptr);
	buf_done(&path);
	buf_done(&text);
	return failed ? -1 : 0;
}

static int write_all(const struct plugin_kind *kind, const char *name)
{
	struct err err;
	struct buf next;
	if (mkdir(name, 0777)) {
		if (errno == EEXIST)
			err_set(&err, EXIT_WRONG_USE, "%s is there already; it stays as it is", name);
		else
			err_errno(&err, EXIT_STATE, "%s", name);
		return cli_failed(&err);
	}
	for (const struct plugin_template *file = kind->files; file->path; file++)
		if (write_template(file, name, &err))
			return cli_failed(&err);
	buf_init(&next, FILE_MOST);
	fill_in(kind->next, name, &next);
	printf("\n%s\n", next.ptr);
	buf_done(&next);
	return EXIT_ALL_WELL;
}

int plugin_new(struct plugin_call *call)
{
	const char *name = call->words[1];
	if (!is_name(str_c(name)))
		return cli_wrong_use(
			"plugin",
			"\"%s\" is no name: lower-case letters, digits, '.', '_' and '-', at most %d", name,
			NAME_MOST);
	for (const struct plugin_kind *kind = plugin_kinds; kind->name; kind++)
		if (str_eq(str_c(kind->name), str_c(call->words[0])))
			return write_all(kind, name);
	return cli_wrong_use("plugin", "\"%s\" is no kind of plugin: parser, sink or rules", call->words[0]);
}
