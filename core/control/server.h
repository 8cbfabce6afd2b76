/* SPDX-License-Identifier: MIT
 * The host's side of the control socket. Calls are taken in whenever the loop runs, and answered when the host says that it
 * is at a place where it can: so nothing of it is ever half-way when a command changes it.
 *
 *	control_open(loop, folder, &control, &err);
 *	control_serve(control, carry_out, self);	now and then
 *	control_close(control);				then the loop is run once more
 *
 * Whoever connects can cost no more than a place among CONTROL_CLIENTS for CONTROL_PATIENCE_MS, and gives it up sooner
 * where it is wanted by another. */
#ifndef CORE_CONTROL_SERVER_H
#define CORE_CONTROL_SERVER_H
#include <uv.h>

#include "core/control/message.h"
#include "core/control/socket.h"

enum {
	CONTROL_CLIENTS = 32,
	CONTROL_PATIENCE_MS = 5000 /* for a call to come, and for an answer to be taken */
};

struct control;

/* The folder's lock must be held. -1: there can be no socket there. */
int control_open(uv_loop_t *loop, const char *folder, struct control **out, struct err *err);
/* Does what is asked and says how it went; the answer is empty when it is called. */
typedef void control_handler(void *self, const struct control_call *call, const struct control_peer *by,
                             struct control_answer *answer);
void control_serve(struct control *control, control_handler *handler, void *self);
/* Who has asked is told that nothing was done; the socket goes. NULL is allowed. */
void control_close(struct control *control);

#endif
