/* SPDX-License-Identifier: MIT
 * What a service manager is told, as sd_notify(3) has it: READY, STATUS, RELOADING, STOPPING, and WATCHDOG while the work
 * gets on. The protocol is a datagram of lines to the socket that NOTIFY_SOCKET names; without one nothing is said. */
#ifndef CORE_RUN_NOTIFY_H
#define CORE_RUN_NOTIFY_H
#include <stdbool.h>
#include <stdint.h>

struct notify {
	int socket;          /* -1: nobody listens */
	int64_t watchdog_ms; /* how often it must be heard; 0: never */
	int64_t heard_ms, said_ms; /* of the monotonic clock: the last WATCHDOG, the last STATUS */
};

/* Reads NOTIFY_SOCKET, WATCHDOG_USEC and WATCHDOG_PID; children do not inherit them. */
void notify_open(struct notify *notify);
void notify_close(struct notify *notify);
void notify_say(struct notify *notify, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* Twice in the time that the manager waits, as long as is_moving. */
void notify_watchdog(struct notify *notify, bool is_moving);
/* Is it time for another STATUS? At most every few seconds. */
bool notify_wants_status(struct notify *notify);

#endif
