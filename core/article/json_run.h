/* SPDX-License-Identifier: MIT
 * The bytes of a JSON string that stand for themselves, sixteen at a time: what writer and checker spend their time on. */
#ifndef CORE_ARTICLE_JSON_RUN_H
#define CORE_ARTICLE_JSON_RUN_H
#include "core/base/span.h"

/* How many bytes from p on are printable ASCII other than " and \. */
static inline size_t json_plain_run(const unsigned char *p, const unsigned char *end)
{
	const unsigned char *const begin = p;
	for (; end - p >= SPAN; p += SPAN) {
		const span_bytes bytes = span_load((const char *)p);
		const span_bytes odd =
			(span_bytes)((bytes < 0x20) | (bytes >= 0x7F) | (bytes == '"') | (bytes == '\\'));
		if (span_any(odd))
			break;
	}
	while (p < end && *p >= 0x20 && *p < 0x7F && *p != '"' && *p != '\\')
		p++;
	return (size_t)(p - begin);
}

#endif
