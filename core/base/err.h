/* SPDX-License-Identifier: MIT
 * What went wrong, where and why, on its way to the one who ends its journey: the last parameter of a function
 * that can fail. Functions return 0, or -1 with the error filled in; results stay untouched on failure. */
#ifndef CORE_BASE_ERR_H
#define CORE_BASE_ERR_H
#include <stdarg.h>

/* Classes of errors are the exit statuses of wiredesk(1). */
enum exit_status {
	EXIT_ALL_WELL = 0,
	EXIT_PARTLY = 1,     /* some inputs or sources gave nothing */
	EXIT_WRONG_USE = 2,  /* wrong use or configuration */
	EXIT_NOTHING = 3,    /* nothing usable came out */
	EXIT_STATE = 4,      /* state, disk or lock */
	EXIT_INTERRUPTED = 130
};

struct err {
	enum exit_status status; /* what the program should end with if nobody can do better */
	char text[1024];         /* names the file, line or URL and the way out; no line feed at the end */
};

/* Fills err (which may be NULL) and gives -1, to be returned. */
int err_set(struct err *err, enum exit_status status, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
int err_setv(struct err *err, enum exit_status status, const char *fmt, va_list args)
	__attribute__((format(printf, 3, 0)));
/* The same with ": " and the text of errno behind it. */
int err_errno(struct err *err, enum exit_status status, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
/* Puts context in front of a text that is there already; gives -1. */
int err_prefix(struct err *err, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

#endif
