/* SPDX-License-Identifier: MIT
 * The parts of `wiredesk check` beside the loader's own. */
#ifndef CORE_CLI_CHECK_PARTS_H
#define CORE_CLI_CHECK_PARTS_H
#include "core/config/config.h"

/* Opens the parser of each source as a worker would. Says what is wrong, gives the exit status. */
int check_parsers(const struct config *config);

#endif
