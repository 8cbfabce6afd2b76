/* SPDX-License-Identifier: MIT */
#include "core/cli/put_out.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

static int write_all(int fd, struct str text)
{
	while (text.len) {
		const ssize_t n = write(fd, text.ptr, text.len);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return -1;
		text = str_from(text, (size_t)n);
	}
	return 0;
}

/* A file that is there belongs to somebody: it is never written over. */
static int write_new(const char *path, struct str text, mode_t mode, struct err *err)
{
	const int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
	if (fd < 0 && errno == EEXIST)
		return err_set(err, EXIT_WRONG_USE,
		               "%s is there already; it stays as it is: name another file", path);
	if (fd < 0)
		return err_errno(err, EXIT_STATE, "%s", path);
	const int result = write_all(fd, text) ? err_errno(err, EXIT_STATE, "%s", path) : 0;
	return close(fd) && !result ? err_errno(err, EXIT_STATE, "%s", path) : result;
}

int put_out(const char *path, struct str text, bool is_secret, struct err *err)
{
	if (path)
		return write_new(path, text, is_secret ? 0600 : 0666, err);
	return write_all(STDOUT_FILENO, text) ? err_errno(err, EXIT_STATE, "standard output") : 0;
}
