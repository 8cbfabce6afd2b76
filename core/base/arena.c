/* SPDX-License-Identifier: MIT */
#include "core/base/arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/base/mem.h"

enum { BLOCK_SIZE = 64 * 1024, ALIGNMENT = 16 };

struct arena_block {
	struct arena_block *older;
	size_t used, size;
	_Alignas(ALIGNMENT) char bytes[];
};

void arena_init(struct arena *a)
{
	*a = (struct arena){ 0 };
}

static void free_older(struct arena_block *block)
{
	while (block) {
		struct arena_block *older = block->older;
		free(block);
		block = older;
	}
}

void arena_done(struct arena *a)
{
	free_older(a->block);
	*a = (struct arena){ 0 };
}

void arena_reset(struct arena *a)
{
	if (!a->block)
		return;
	struct arena_block *keep = a->block->size == BLOCK_SIZE ? a->block : NULL;
	free_older(keep ? keep->older : a->block);
	if (keep) {
		keep->older = NULL;
		keep->used = 0;
	}
	*a = (struct arena){ .block = keep };
}

static struct arena_block *block_new(struct arena *a, size_t least)
{
	const size_t size = least > BLOCK_SIZE ? least : BLOCK_SIZE;
	struct arena_block *block = mem_alloc(sizeof *block + size);
	*block = (struct arena_block){ .size = size };
	if (a->block && size != BLOCK_SIZE) { /* a large one goes behind: the current one still has room */
		block->older = a->block->older;
		a->block->older = block;
	} else {
		block->older = a->block;
		a->block = block;
	}
	return block;
}

void *arena_alloc(struct arena *a, size_t size)
{
	size = (size + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
	struct arena_block *block = a->block;
	if (!block || block->size - block->used < size)
		block = block_new(a, size);
	void *at = block->bytes + block->used;
	block->used += size;
	a->used += size;
	return at;
}

void *arena_zero(struct arena *a, size_t size)
{
	return memset(arena_alloc(a, size), 0, size);
}

struct str arena_str(struct arena *a, struct str s)
{
	char *copy = arena_alloc(a, s.len + 1);
	if (s.len)
		memcpy(copy, s.ptr, s.len);
	copy[s.len] = '\0';
	return (struct str){ copy, s.len };
}

char *arena_dup(struct arena *a, const char *text)
{
	const size_t size = strlen(text) + 1;
	return memcpy(arena_alloc(a, size), text, size);
}

char *arena_vprintf(struct arena *a, const char *fmt, va_list args)
{
	va_list again;
	va_copy(again, args);
	const int n = vsnprintf(NULL, 0, fmt, args);
	char *text = arena_alloc(a, (size_t)(n < 0 ? 0 : n) + 1);
	text[0] = '\0';
	if (n > 0)
		vsnprintf(text, (size_t)n + 1, fmt, again);
	va_end(again);
	return text;
}

char *arena_printf(struct arena *a, const char *fmt, ...)
{
	va_list args;
	va_start(args, fmt);
	char *text = arena_vprintf(a, fmt, args);
	va_end(args);
	return text;
}
