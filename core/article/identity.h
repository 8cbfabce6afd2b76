/* SPDX-License-Identifier: MIT
 * The id of an article at first sight: a hash of its source's name and its first identity key. */
#ifndef CORE_ARTICLE_IDENTITY_H
#define CORE_ARTICLE_IDENTITY_H
#include "core/article/record.h"

/* 26 characters of [a-z2-7] and a NUL; the same for the same source and key, for ever. */
void identity_id(const char *source, const struct record_key *key, char out[27]);

#endif
