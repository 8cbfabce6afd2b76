/* SPDX-License-Identifier: MIT */
#include "core/base/err.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

int err_setv(struct err *err, enum exit_status status, const char *fmt, va_list args)
{
	if (!err)
		return -1;
	err->status = status;
	vsnprintf(err->text, sizeof err->text, fmt, args);
	return -1;
}

int err_set(struct err *err, enum exit_status status, const char *fmt, ...)
{
	va_list args;
	va_start(args, fmt);
	err_setv(err, status, fmt, args);
	va_end(args);
	return -1;
}

int err_errno(struct err *err, enum exit_status status, const char *fmt, ...)
{
	const int saved = errno;
	if (!err)
		return -1;
	va_list args;
	va_start(args, fmt);
	err_setv(err, status, fmt, args);
	va_end(args);
	const size_t len = strlen(err->text);
	const char *way_out = saved == ENOSPC || saved == EDQUOT ? "; make room on the disk and start again" : "";
	snprintf(err->text + len, sizeof err->text - len, ": %s%s", strerror(saved), way_out);
	return -1;
}

int err_prefix(struct err *err, const char *fmt, ...)
{
	if (!err)
		return -1;
	char rest[sizeof err->text];
	memcpy(rest, err->text, sizeof rest);
	va_list args;
	va_start(args, fmt);
	vsnprintf(err->text, sizeof err->text, fmt, args);
	va_end(args);
	const size_t len = strlen(err->text);
	snprintf(err->text + len, sizeof err->text - len, "%.*s", (int)(sizeof rest - len - 1), rest);
	return -1;
}
