/* SPDX-License-Identifier: MIT
 * The bytes of a JSON string that stand for themselves, eight at a time: what writer and checker spend their time on. */
#ifndef CORE_ARTICLE_JSON_RUN_H
#define CORE_ARTICLE_JSON_RUN_H
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Each byte's top bit is set where the byte is 0; also for some behind such a one, never before it. */
static inline uint64_t json_zeros(uint64_t word)
{
	return (word - UINT64_C(0x0101010101010101)) & ~word;
}

/* How many bytes from p on are printable ASCII other than " and \. */
static inline size_t json_plain_run(const unsigned char *p, const unsigned char *end)
{
	const uint64_t each = UINT64_C(0x0101010101010101), tops = each << 7;
	const unsigned char *const begin = p;
	for (uint64_t word; (size_t)(end - p) >= sizeof word; p += sizeof word) {
		memcpy(&word, p, sizeof word);
		const uint64_t odd = word | ((word - each * 0x20) & ~word) | json_zeros(word ^ each * '"') |
		                     json_zeros(word ^ each * '\\') | json_zeros(word ^ each * 0x7F);
		if (odd & tops)
			break;
	}
	while (p < end && *p >= 0x20 && *p < 0x7F && *p != '"' && *p != '\\')
		p++;
	return (size_t)(p - begin);
}

#endif
