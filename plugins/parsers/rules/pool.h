/* SPDX-License-Identifier: MIT
 * Memory of a rule file: given back at once, when the plugin closes; and text that grows. Never fails: a worker
 * without memory is ended by the host, and so is this. */
#ifndef RULES_POOL_H
#define RULES_POOL_H
#include <stddef.h>

struct pool_block;
struct pool {
	struct pool_block *last;
};

void pool_done(struct pool *pool);
void *pool_zero(struct pool *pool, size_t size) __attribute__((returns_nonnull));
char *pool_text(struct pool *pool, const char *text, size_t length) __attribute__((returns_nonnull));
char *pool_print(struct pool *pool, const char *fmt, ...)
	__attribute__((returns_nonnull, format(printf, 2, 3)));

/* Text that grows at its end, in a pool; what it was before stays there until the pool goes. */
struct text {
	struct pool *pool;
	char *at; /* ends in NUL; NULL before anything was added */
	size_t length, room;
};
void text_add(struct text *text, const char *bytes, size_t length);
void text_put(struct text *text, const char *string);
void text_print(struct text *text, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
const char *text_get(const struct text *text); /* "" for nothing */

#endif
