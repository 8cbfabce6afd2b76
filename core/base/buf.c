/* SPDX-License-Identifier: MIT */
#include "core/base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/base/mem.h"

enum { FIRST = 1024 }; /* the most that malloc hands out again without a search */

void buf_init(struct buf *b, size_t max)
{
	*b = (struct buf){ .max = max };
}

void buf_done(struct buf *b)
{
	free(b->ptr);
	*b = (struct buf){ .max = b->max };
}

void buf_clear(struct buf *b)
{
	b->len = 0;
	b->is_over = false;
	if (b->ptr)
		b->ptr[0] = '\0';
}

char *buf_room(struct buf *b, size_t n)
{
	if (n > b->max || b->len > b->max - n) {
		b->is_over = true;
		return NULL;
	}
	if (b->len + n + 1 > b->cap) {
		size_t cap = b->cap ? b->cap * 2 : FIRST;
		if (cap < b->len + n + 1)
			cap = b->len + n + 1;
		b->ptr = mem_resize(b->ptr, cap);
		b->cap = cap;
	}
	return b->ptr + b->len;
}

void buf_add_slowly(struct buf *b, const void *ptr, size_t len)
{
	char *to = buf_room(b, len);
	if (!to)
		return;
	if (len)
		memcpy(to, ptr, len);
	b->len += len;
	b->ptr[b->len] = '\0';
}

void buf_printf(struct buf *b, const char *fmt, ...)
{
	va_list args, again;
	va_start(args, fmt);
	va_copy(again, args);
	const int n = vsnprintf(NULL, 0, fmt, args);
	char *to = n < 0 ? NULL : buf_room(b, (size_t)n);
	if (to) {
		vsnprintf(to, (size_t)n + 1, fmt, again);
		b->len += (size_t)n;
	}
	va_end(again);
	va_end(args);
}

void buf_add_int(struct buf *b, int64_t value)
{
	char digits[24];
	size_t at = sizeof digits;
	uint64_t left = value < 0 ? -(uint64_t)value : (uint64_t)value;
	do
		digits[--at] = (char)('0' + left % 10);
	while (left /= 10);
	if (value < 0)
		digits[--at] = '-';
	buf_add_n(b, digits + at, sizeof digits - at);
}

void buf_cut(struct buf *b, size_t len)
{
	if (len >= b->len)
		return;
	b->len = len;
	b->ptr[len] = '\0';
}
