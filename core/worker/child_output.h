/* SPDX-License-Identifier: MIT
 * What children write on standard error: a pipe, read to the end always, so that nobody waits for it, and turned into
 * the host's own messages as long as there are not too many. */
#ifndef CORE_WORKER_CHILD_OUTPUT_H
#define CORE_WORKER_CHILD_OUTPUT_H
#include <uv.h>

#include "core/base/err.h"

struct child_output;
/* Writes "parser x", or whose words they may be, into out. */
typedef void child_output_name(void *self, char *out, size_t size);
int child_output_open(uv_loop_t *loop, child_output_name *name, void *self, struct child_output **out,
                      struct err *err);
/* The descriptor that a child gets as its standard error. */
int child_output_end(const struct child_output *output);
/* NULL is allowed. Runs the loop until the pipe is closed. */
void child_output_close(struct child_output *output);

#endif
