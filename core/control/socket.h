/* SPDX-License-Identifier: MIT
 * control.sock in a state folder: a stream socket that only its owner may use. Who has the folder's lock owns it. */
#ifndef CORE_CONTROL_SOCKET_H
#define CORE_CONTROL_SOCKET_H
#include <stdbool.h>

#include "core/base/err.h"

/* Bound, not yet listening. What a host that is dead has left there is replaced: the caller has the lock. -1: the
 * folder's file system has no sockets, or something else bears the name. */
int control_socket_bind(const char *folder, struct err *err);
void control_socket_remove(const char *folder);
/* Connected and blocking; -1 with errno: nobody listens there. */
int control_socket_connect(const char *folder);

/* The process at the other end: its id, and whether it is of this process's user or of root. */
struct control_peer {
	long pid, uid;
	bool is_trusted;
};
struct control_peer control_socket_peer(int fd);

#endif
