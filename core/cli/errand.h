/* SPDX-License-Identifier: MIT
 * What a command does to a state folder: by itself, under the lock, where no other process has that; else the host that has
 * it is asked to do it. Either way it ends with the same words and the same status. */
#ifndef CORE_CLI_ERRAND_H
#define CORE_CLI_ERRAND_H
#include "core/cli/state.h"
#include "core/control/change.h"

/* The folder that the options name, and the configuration it is named in (NULL: the folder itself was named). */
struct place {
	struct config *config;
	const char *folder;
};
/* Gives the exit status; all that is wrong has been said. */
int place_find(const struct state_options *options, struct place *out);
void place_done(struct place *place);

enum { ERRAND_HELD = -1 };
struct errand {
	struct control_call call; /* of a host */
	int (*alone)(void *self); /* gives the exit status, or ERRAND_HELD: another process was faster */
	void *self;
	int64_t patience_ms; /* how long a host is asked again while it says that it is not yet done; 0: as for all */
};
int errand_run(const char *folder, const struct errand *errand);

/* One that is a change of the state and nothing else. */
int errand_change(const struct place *place, const struct control_call *call, change_run *change);

#endif
