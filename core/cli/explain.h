/* SPDX-License-Identifier: MIT
 * The explanation of a record (core/article/explain.h) as a table for people: what each rule found, where, and which
 * one won. */
#ifndef CORE_CLI_EXPLAIN_H
#define CORE_CLI_EXPLAIN_H
#include "core/base/buf.h"

/* json: as record.explain. Values are cut to what fits in so many columns; losers are dimmed where there is colour, and
 * come without the mark ">" of the winner in any case. */
void explain_print(struct str json, unsigned columns, bool has_color, struct buf *out);

#endif
