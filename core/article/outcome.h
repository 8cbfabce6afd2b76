/* SPDX-License-Identifier: MIT
 * Outcomes that must wait: a source's documents are booked in the order in which they came in. */
#ifndef CORE_ARTICLE_OUTCOME_H
#define CORE_ARTICLE_OUTCOME_H
#include "core/article/record.h"

/* A copy with all that it points to; freed with outcome_free (NULL is allowed). */
struct outcome *outcome_copy(const struct outcome *outcome);
void outcome_free(struct outcome *outcome);

#endif
