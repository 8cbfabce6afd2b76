/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

#include "core/base/clock.h"
#include "core/base/mem.h"
#include "core/desk/desk_parts.h"

enum { ORPHANS_MS = 5000, STEP_NS = 20 * 1000 * 1000 };

static long read_pid(int fd)
{
	char text[32] = "";
	const ssize_t n = pread(fd, text, sizeof text - 1, 0);
	return n > 0 ? strtol(text, NULL, 10) : 0;
}

/* The lock is inherited by the host's children and falls with the last of them. Where the host itself is gone, they
 * are about to end: worth waiting for. One that is alive gets the patience of whoever wants the lock. */
static int wait_for_lock(int fd, int64_t patience_ms)
{
	const int64_t since = clock_mono_ms();
	while (flock(fd, LOCK_EX | LOCK_NB)) {
		const long pid = read_pid(fd);
		const bool is_alive = pid > 0 && (!kill((pid_t)pid, 0) || errno == EPERM);
		if (clock_mono_ms() - since >= (is_alive ? patience_ms : ORPHANS_MS))
			return -1;
		nanosleep(&(struct timespec){ .tv_nsec = STEP_NS }, NULL);
	}
	return 0;
}

long desk_holder(const char *state)
{
	char *path = mem_printf("%s/lock", state);
	const int fd = open(path, O_RDONLY | O_CLOEXEC);
	free(path);
	const bool is_held = fd >= 0 && flock(fd, LOCK_SH | LOCK_NB);
	const long pid = is_held ? read_pid(fd) : 0;
	if (fd >= 0)
		close(fd);
	return is_held && pid <= 0 ? -1 : pid;
}

int desk_lock(struct desk *desk, struct err *err)
{
	char *path = mem_printf("%s/lock", desk->folder), pid[32];
	const int fd = open(path, O_RDWR | O_CREAT, 0666);
	int result = fd < 0 ? err_errno(err, EXIT_STATE, "%s", path) : 0;
	if (!result && wait_for_lock(fd, desk->options.lock_wait_ms))
		result = err_set(err, EXIT_STATE, "%s: another wiredesk, process %ld, has this state folder",
		                 path, read_pid(fd));
	if (!result) {
		const int length = snprintf(pid, sizeof pid, "%ld\n", (long)getpid());
		if (ftruncate(fd, 0) || pwrite(fd, pid, (size_t)length, 0) != length)
			result = err_errno(err, EXIT_STATE, "%s", path);
	}
	free(path);
	if (result && fd >= 0)
		close(fd);
	if (!result)
		desk->lock_fd = fd;
	return result;
}
