/* SPDX-License-Identifier: MIT
 * What a command makes, to a file of its own or to standard output. */
#ifndef CORE_CLI_PUT_OUT_H
#define CORE_CLI_PUT_OUT_H
#include "core/base/err.h"
#include "core/base/str.h"

/* path NULL: standard output. A file that is there is refused, never written over. */
int put_out(const char *path, struct str text, struct err *err);

#endif
