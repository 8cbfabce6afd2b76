/* SPDX-License-Identifier: MIT
 * The bytes of a JSON string that stand for themselves: what writer and checker spend their time on. */
#ifndef CORE_ARTICLE_JSON_RUN_H
#define CORE_ARTICLE_JSON_RUN_H
#include "core/base/span.h"

/* As signed numbers the bytes over 7F are negative: one comparison finds them and the controls. */
static inline span_bytes json_is_special(span_bytes bytes)
{
	return (span_bytes)(((span_signed)bytes < ' ') | (bytes == 0x7F) | (bytes == '"') | (bytes == '\\'));
}

/* Behind the printable ASCII other than " and \ from at on. */
static inline size_t json_plain_end(struct str s, size_t at)
{
	return span_find(s, at, json_is_special);
}

#endif
