/* SPDX-License-Identifier: MIT
 * The program in its second role: the zygote that loads parser plugins and forks workers, and the workers. */
#ifndef CORE_WORKER_CHILD_H
#define CORE_WORKER_CHILD_H
#include <stdint.h>

#include "core/plugin/runtime.h"

enum { ZYGOTE_SOCKET = 3 };

/* What a worker may have; the host checks time and output. */
struct sandbox_limits {
	int64_t memory; /* bytes of data (RLIMIT_DATA) */
};

struct child_settings {
	struct sandbox_limits limits;
	bool wants_explanations;
};

/* `wiredesk --worker-zygote`, with its control socket as descriptor ZYGOTE_SOCKET. Gives the exit status. */
int zygote_main(void);
/* A worker's life: documents in, records out, until the end of its socket. Does not return. */
_Noreturn void child_main(int socket, struct runtime *runtime, const struct child_settings *settings);
/* Rights dropped for good, before the first document is read. */
void sandbox_enter(const struct sandbox_limits *limits);

#endif
