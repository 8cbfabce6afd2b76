/* SPDX-License-Identifier: MIT
 * How much room text takes on a terminal: East Asian wide characters take two columns, combining ones none. */
#ifndef CORE_BASE_COLUMNS_H
#define CORE_BASE_COLUMNS_H
#include "core/base/str.h"

unsigned columns_of(struct str text);
/* The beginning of text that fits. */
struct str columns_cut(struct str text, unsigned most);
/* Columns of the terminal that standard output is; otherwise where it is none. */
unsigned columns_of_terminal(unsigned otherwise);

#endif
