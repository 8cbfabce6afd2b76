/* SPDX-License-Identifier: MIT
 * One worker for commands that look at a few documents, one after the other: the pool without its queue.
 *
 *	struct workbench *bench;
 *	if (workbench_open(&options, &bench, err)) return -1;
 *	workbench_parse(bench, doc, on_done, self); // on_done has been called when it returns
 *	workbench_close(bench);
 */
#ifndef CORE_CLI_WORKBENCH_H
#define CORE_CLI_WORKBENCH_H
#include "core/worker/pool.h"

struct workbench;
int workbench_open(const struct pool_options *options, struct workbench **out, struct err *err);
void workbench_parse(struct workbench *bench, struct document *doc, pool_done *done, void *self);
void workbench_close(struct workbench *bench); /* NULL is allowed */

#endif
