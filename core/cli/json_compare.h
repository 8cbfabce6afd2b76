/* SPDX-License-Identifier: MIT
 * Two JSON values side by side: each place where they part, with both sides. */
#ifndef CORE_CLI_JSON_COMPARE_H
#define CORE_CLI_JSON_COMPARE_H
#include <jansson.h>

#include "core/base/buf.h"

/* Appends a paragraph for each difference ("/0/title", expected, got); gives how many there are. */
size_t json_compare(json_t *got, json_t *expected, struct buf *out);

#endif
