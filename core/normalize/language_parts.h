/* SPDX-License-Identifier: MIT
 * Inside language*.c. */
#ifndef CORE_NORMALIZE_LANGUAGE_PARTS_H
#define CORE_NORMALIZE_LANGUAGE_PARTS_H
#include "core/normalize/normalize.h"

/* A language of those in Latin letters, by its commonest words; NULL where they do not tell. Static memory. */
const char *language_by_words(struct str sample);

#endif
