/* SPDX-License-Identifier: MIT */
#include "core/control/socket.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#define NAME "control.sock"

/* A socket's name has 107 bytes at most; a folder whose path leaves no room for it goes by its descriptor. */
static int name_socket(const char *folder, struct sockaddr_un *out, int *out_folder)
{
	const size_t size = sizeof out->sun_path;
	*out = (struct sockaddr_un){ .sun_family = AF_UNIX };
	*out_folder = open(folder, O_PATH | O_DIRECTORY | O_CLOEXEC);
	if (*out_folder < 0)
		return -1;
	if ((size_t)snprintf(out->sun_path, size, "%s/" NAME, folder) >= size)
		snprintf(out->sun_path, size, "/proc/self/fd/%d/" NAME, *out_folder);
	return 0;
}

static int new_socket(void)
{
	return socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
}

/* Whatever is no socket is not ours. */
static int remove_stale(int folder)
{
	struct stat info;
	if (fstatat(folder, NAME, &info, AT_SYMLINK_NOFOLLOW))
		return errno == ENOENT ? 0 : -1;
	if (!S_ISSOCK(info.st_mode)) {
		errno = EEXIST;
		return -1;
	}
	return unlinkat(folder, NAME, 0);
}

/* The mode is set before there is a name: at no time may anybody else connect. */
static int bind_socket(int folder, const struct sockaddr_un *name)
{
	const int fd = new_socket();
	if (fd < 0)
		return -1;
	if (!remove_stale(folder) && !fchmod(fd, S_IRUSR | S_IWUSR) &&
	    !bind(fd, (const struct sockaddr *)name, sizeof *name))
		return fd;
	const int saved = errno;
	close(fd);
	errno = saved;
	return -1;
}

int control_socket_bind(const char *folder, struct err *err)
{
	struct sockaddr_un name;
	int dir = -1;
	const int fd = name_socket(folder, &name, &dir) ? -1 : bind_socket(dir, &name);
	if (fd < 0)
		err_errno(err, EXIT_STATE, "%s/" NAME, folder);
	if (dir >= 0)
		close(dir);
	return fd;
}

void control_socket_remove(const char *folder)
{
	const int dir = open(folder, O_PATH | O_DIRECTORY | O_CLOEXEC);
	if (dir < 0)
		return;
	remove_stale(dir);
	close(dir);
}

/* Not waiting where too many do: that is told like nobody there. */
static int connect_socket(const struct sockaddr_un *name)
{
	const int fd = new_socket();
	if (fd < 0)
		return -1;
	fcntl(fd, F_SETFL, O_NONBLOCK);
	const bool is_connected = !connect(fd, (const struct sockaddr *)name, sizeof *name);
	const int saved = errno;
	if (is_connected) {
		fcntl(fd, F_SETFL, 0);
		return fd;
	}
	close(fd);
	errno = saved;
	return -1;
}

int control_socket_connect(const char *folder)
{
	struct sockaddr_un name;
	int dir = -1;
	const int fd = name_socket(folder, &name, &dir) ? -1 : connect_socket(&name);
	const int saved = errno;
	if (dir >= 0)
		close(dir);
	errno = saved;
	return fd;
}

struct control_peer control_socket_peer(int fd)
{
	struct ucred peer = { 0 };
	socklen_t size = sizeof peer;
	if (getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &size))
		return (struct control_peer){ 0 };
	return (struct control_peer){ .pid = peer.pid,
		                      .uid = (long)peer.uid,
		                      .is_trusted = peer.uid == geteuid() || !peer.uid };
}
