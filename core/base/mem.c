/* SPDX-License-Identifier: MIT */
#include "core/base/mem.h"

#include <malloc.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void mem_setup(void)
{
	enum { KEPT = 32 << 20 };
	mallopt(M_MMAP_THRESHOLD, KEPT / 2);
	mallopt(M_TRIM_THRESHOLD, KEPT);
}

static int exit_status = MEM_EXIT_HOST;

void mem_set_exit(int status)
{
	exit_status = status;
}

static void *checked(void *ptr)
{
	if (ptr)
		return ptr;
	static const char message[] = "wiredesk: out of memory\n";
	ssize_t ignored = write(STDERR_FILENO, message, sizeof message - 1);
	(void)ignored;
	_exit(exit_status);
}

void *mem_alloc(size_t size)
{
	return checked(malloc(size ? size : 1));
}

void *mem_zero(size_t count, size_t size)
{
	return checked(calloc(count ? count : 1, size ? size : 1));
}

void *mem_resize(void *old, size_t size)
{
	return checked(realloc(old, size ? size : 1));
}

char *mem_dup(const char *text)
{
	return checked(strdup(text));
}

char *mem_dup_n(const char *ptr, size_t len)
{
	char *copy = mem_alloc(len + 1);
	if (len)
		memcpy(copy, ptr, len);
	copy[len] = '\0';
	return copy;
}

char *mem_printf(const char *fmt, ...)
{
	va_list args;
	va_start(args, fmt);
	char *text = NULL;
	const int length = vasprintf(&text, fmt, args);
	va_end(args);
	return checked(length < 0 ? NULL : text);
}
