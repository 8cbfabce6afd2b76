/* SPDX-License-Identifier: MIT
 * The child of a sink: the program in its third role. It blocks as the sink's library likes; the host only ever waits
 * for what it says.
 *
 * Host and child say to each other one JSON object a line, on a socket that is descriptor 3 of the child:
 *
 *	host:  {"start": {name, plugin, plugins, options, log, epoch, cursor, sources, statuses, classes}}
 *	       {"from": SEQ}                   begin behind this record
 *	       {"end": SEQ}                    the log may be read up to here
 *	       {"alone": true}                 one record a batch: to find the one at which the sink dies
 *	child: {"ready": SEQ, "epoch": EPOCH}  open; where the sink itself stands (0: it cannot tell, or the beginning)
 *	       {"refused": TEXT, "wrong_use": BOOL}
 *	       {"took": SEQ}                   durable up to here
 *	       {"retry": TEXT, "took": SEQ}    not now; the host says {"again": true} when it is time
 *	       {"reject": TEXT, "seq": SEQ}    never this one
 *	       {"broken": TEXT}                the log is damaged
 *
 * The end of the socket ends the child. */
#ifndef CORE_DELIVER_SINK_CHILD_H
#define CORE_DELIVER_SINK_CHILD_H
#include "core/base/err.h"
#include "core/config/config.h"

enum { SINK_CHILD_SOCKET = 3 };

/* Opens the sink's target in this process and closes it again: for `check --connect`. */
int sink_try_open(const struct config_sink *sink, const char *plugin_dirs, struct err *err);

#endif
