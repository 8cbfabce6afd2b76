/* SPDX-License-Identifier: MIT
 * Memory that goes at once: what belongs to one document hangs on its arena. */
#ifndef CORE_BASE_ARENA_H
#define CORE_BASE_ARENA_H
#include "core/base/str.h"

struct arena_block;
struct arena {
	struct arena_block *block;
	size_t used; /* bytes handed out since the last reset */
};

void arena_init(struct arena *a);
void arena_done(struct arena *a);
void arena_reset(struct arena *a); /* keeps the first block */
/* Zeroed, aligned for any type; never fails (see mem.h); lives until reset or done. */
void *arena_zero(struct arena *a, size_t size) __attribute__((returns_nonnull));
/* Not zeroed. */
void *arena_alloc(struct arena *a, size_t size) __attribute__((returns_nonnull));
/* Copies, ended by NUL behind len. */
struct str arena_str(struct arena *a, struct str s);
char *arena_dup(struct arena *a, const char *text);
char *arena_printf(struct arena *a, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
char *arena_vprintf(struct arena *a, const char *fmt, __builtin_va_list args) __attribute__((format(printf, 2, 0)));

#endif
