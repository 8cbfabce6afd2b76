/* SPDX-License-Identifier: MIT */
#include "pool.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct pool_block {
	struct pool_block *before;
	_Alignas(max_align_t) char bytes[];
};

void pool_done(struct pool *pool)
{
	while (pool->last) {
		struct pool_block *before = pool->last->before;
		free(pool->last);
		pool->last = before;
	}
}

void *pool_zero(struct pool *pool, size_t size)
{
	struct pool_block *block = calloc(1, sizeof *block + size);
	if (!block)
		abort();
	block->before = pool->last;
	pool->last = block;
	return block->bytes;
}

char *pool_text(struct pool *pool, const char *text, size_t length)
{
	char *copy = pool_zero(pool, length + 1);
	return memcpy(copy, text, length);
}

__attribute__((format(printf, 2, 0))) static char *print(struct pool *pool, const char *fmt, va_list args)
{
	va_list again;
	va_copy(again, args);
	const int length = vsnprintf(NULL, 0, fmt, again);
	va_end(again);
	char *text = pool_zero(pool, (size_t)length + 1);
	vsnprintf(text, (size_t)length + 1, fmt, args);
	return text;
}

char *pool_print(struct pool *pool, const char *fmt, ...)
{
	va_list args;
	va_start(args, fmt);
	char *text = print(pool, fmt, args);
	va_end(args);
	return text;
}

static void make_room(struct text *text, size_t more)
{
	const size_t wanted = text->length + more + 1;
	if (wanted <= text->room)
		return;
	text->room = wanted < 64 ? 128 : 2 * wanted;
	char *grown = pool_zero(text->pool, text->room);
	if (text->length)
		memcpy(grown, text->at, text->length);
	text->at = grown;
}

void text_add(struct text *text, const char *bytes, size_t length)
{
	make_room(text, length);
	memcpy(text->at + text->length, bytes, length);
	text->length += length;
	text->at[text->length] = '\0';
}

void text_put(struct text *text, const char *string)
{
	text_add(text, string, strlen(string));
}

void text_print(struct text *text, const char *fmt, ...)
{
	va_list args;
	va_start(args, fmt);
	text_put(text, print(text->pool, fmt, args));
	va_end(args);
}

const char *text_get(const struct text *text)
{
	return text->at ? text->at : "";
}
