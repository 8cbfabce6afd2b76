/* SPDX-License-Identifier: MIT
 * A command's side of the control socket. */
#ifndef CORE_CONTROL_CLIENT_H
#define CORE_CONTROL_CLIENT_H
#include "core/control/message.h"

enum control_result {
	CONTROL_ANSWERED,
	CONTROL_AGAIN,  /* nobody listens, or nothing was done; what the host said to it is in the answer */
	CONTROL_SILENT, /* it was asked and has not answered: what it was asked may be done or not */
	CONTROL_FAILED  /* it cannot be asked so, or its answer is none: err */
};

/* Asks the host that has the folder, and waits so long for its answer (CONTROL_ANSWERED, CONTROL_AGAIN), which is the
 * caller's. */
enum control_result control_ask(const char *folder, const struct control_call *call, int patience_ms,
                                struct control_answer *out, struct err *err);

#endif
