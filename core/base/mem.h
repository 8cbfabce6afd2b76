/* SPDX-License-Identifier: MIT
 * Memory that cannot run out in silence. There is nothing sensible that a host or a worker could do half-way
 * through an allocation that fails: both are made to be killed at any moment, so they end here, in order. */
#ifndef CORE_BASE_MEM_H
#define CORE_BASE_MEM_H
#include <stddef.h>

/* Status of a process that ran out of memory; the pool reads it as "memory" for a worker, an operator as "state,
 * disk" trouble (4) for the host. */
enum { MEM_EXIT_HOST = 4, MEM_EXIT_CHILD = 86 };

/* What is let go is wanted again a moment later: a document, its records, a batch. Giving it back to the system each time
 * would have the system clear its pages as often. Called once, at the start. */
void mem_setup(void);

/* What happens when memory is out: the default prints a line and leaves with MEM_EXIT_HOST. A child sets its own. */
void mem_set_exit(int status);

/* Like malloc, calloc, realloc, strdup and strndup, but they do not fail. Free the result with free(). */
void *mem_alloc(size_t size) __attribute__((malloc, returns_nonnull));
void *mem_zero(size_t count, size_t size) __attribute__((malloc, returns_nonnull));
void *mem_resize(void *old, size_t size) __attribute__((returns_nonnull));
char *mem_dup(const char *text) __attribute__((returns_nonnull, nonnull));
char *mem_dup_n(const char *ptr, size_t len) __attribute__((returns_nonnull));
char *mem_printf(const char *fmt, ...) __attribute__((format(printf, 1, 2), returns_nonnull));

#endif
