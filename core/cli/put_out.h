/* SPDX-License-Identifier: MIT
 * What a command makes, to a file of its own or to standard output. */
#ifndef CORE_CLI_PUT_OUT_H
#define CORE_CLI_PUT_OUT_H
#include <stdbool.h>

#include "core/base/err.h"
#include "core/base/str.h"

/* path NULL: standard output. A file that is there is refused, never written over. One with a secret in it is its owner's
 * alone; any other one is for whom the umask lets. */
int put_out(const char *path, struct str text, bool is_secret, struct err *err);

#endif
