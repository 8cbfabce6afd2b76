/* SPDX-License-Identifier: MIT
 * What commands change in a state folder: done by themselves while they have its lock, or by the host that has it. The
 * caller commits, also after a failure where others have work in the same transaction. */
#ifndef CORE_CONTROL_CHANGE_H
#define CORE_CONTROL_CHANGE_H
#include "core/config/config.h"
#include "core/control/message.h"
#include "core/desk/desk.h"

struct change {
	struct desk *desk;
	const struct config *config; /* NULL: none is at hand; then no words are names of sources */
	const struct control_call *call;
	struct control_answer *answer; /* what is said */
};

/* -1: nothing, or not all of it, was done. */
typedef int change_run(const struct change *change, struct err *err);
change_run change_source_pause, change_source_resume; /* names of sources */
change_run change_sink_rewind;                        /* a sink, and the record behind which to begin */
change_run change_sink_forget;                        /* a sink */
change_run change_dead_drop;                          /* numbers of dead letters */

/* All words are names of sources of the configuration. */
int change_check_sources(const struct change *change, struct err *err);
/* All words are numbers of dead letters: these, in order, each once; to be freed. */
int change_find_letters(const struct change *change, struct desk_letter **out, size_t *out_count,
                        struct err *err);

#endif
