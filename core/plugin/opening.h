/* SPDX-License-Identifier: MIT
 * Opening a plugin to see whether it takes its options: what `check` does in a child. */
#ifndef CORE_PLUGIN_OPENING_H
#define CORE_PLUGIN_OPENING_H
#include "core/plugin/runtime.h"

/* Loads the parser, opens it with options (a JSON object) and closes it again; what it has to say goes to messages. 0 also
 * where it has nothing to open. -1: it refuses, err says why. */
int plugin_try_open(const char *dirs, const char *name, const char *options,
                    const struct runtime_sink *messages, struct err *err);

#endif
