/* SPDX-License-Identifier: MIT */
#include "core/run/notify.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "core/base/clock.h"

enum { STATUS_EVERY_MS = 5000 };

static int connect_to(const char *path)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	const size_t length = strlen(path);
	if (!length || length >= sizeof address.sun_path || (path[0] != '/' && path[0] != '@'))
		return -1;
	memcpy(address.sun_path, path, length);
	if (path[0] == '@') /* Linux's abstract names */
		address.sun_path[0] = '\0';
	const int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	const socklen_t size = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + length);
	if (fd >= 0 && !connect(fd, (struct sockaddr *)&address, size))
		return fd;
	if (fd >= 0)
		close(fd);
	return -1;
}

static int64_t read_watchdog(void)
{
	const char *usec = getenv("WATCHDOG_USEC"), *pid = getenv("WATCHDOG_PID");
	if (!usec || (pid && strtol(pid, NULL, 10) != (long)getpid()))
		return 0;
	return strtoll(usec, NULL, 10) / 1000;
}

void notify_open(struct notify *notify)
{
	const char *path = getenv("NOTIFY_SOCKET");
	*notify = (struct notify){ .socket = path ? connect_to(path) : -1 };
	if (notify->socket >= 0)
		notify->watchdog_ms = read_watchdog();
	unsetenv("NOTIFY_SOCKET");
	unsetenv("WATCHDOG_USEC");
	unsetenv("WATCHDOG_PID");
}

void notify_close(struct notify *notify)
{
	if (notify->socket >= 0)
		close(notify->socket);
	notify->socket = -1;
}

void notify_say(struct notify *notify, const char *fmt, ...)
{
	char text[512];
	va_list args;
	if (notify->socket < 0)
		return;
	va_start(args, fmt);
	const int length = vsnprintf(text, sizeof text, fmt, args);
	va_end(args);
	const size_t size = length < (int)sizeof text ? (size_t)length : sizeof text - 1;
	send(notify->socket, text, size, MSG_NOSIGNAL | MSG_DONTWAIT); /* a manager that is gone is no trouble of ours */
}

void notify_watchdog(struct notify *notify, bool is_moving)
{
	const int64_t now = clock_mono_ms();
	if (!notify->watchdog_ms || !is_moving || now - notify->heard_ms < notify->watchdog_ms / 2)
		return;
	notify->heard_ms = now;
	notify_say(notify, "WATCHDOG=1");
}

bool notify_wants_status(struct notify *notify)
{
	const int64_t now = clock_mono_ms();
	if (notify->socket < 0 || (notify->said_ms && now - notify->said_ms < STATUS_EVERY_MS))
		return false;
	notify->said_ms = now;
	return true;
}
