/* SPDX-License-Identifier: MIT */
#include "core/base/program.h"

#include <limits.h>
#include <stddef.h>
#include <unistd.h>

static const char *named;

void program_set_path(const char *path)
{
	named = path;
}

const char *program_path(void)
{
	static char own[PATH_MAX];
	if (named)
		return named;
	if (!own[0] && readlink("/proc/self/exe", own, sizeof own - 1) < 0)
		return "/proc/self/exe";
	return own;
}
