/* SPDX-License-Identifier: MIT
 * What a worker gives up before it reads the first document: new privileges, core files, files of its own, memory
 * beyond its limit. Confinement of system calls and of the file system (seccomp, Landlock) has its place here. */
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include "core/base/mem.h"
#include "core/worker/child.h"

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define HAS_SANITIZER 1
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define HAS_SANITIZER 1
#endif
#ifndef HAS_SANITIZER
#define HAS_SANITIZER 0
#endif

enum { DESCRIPTORS = 64 };

static void limit(__rlimit_resource_t what, rlim_t value)
{
	const struct rlimit both = { value, value };
	setrlimit(what, &both);
}

void sandbox_enter(const struct sandbox_limits *limits)
{
	prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	limit(RLIMIT_CORE, 0);
	limit(RLIMIT_FSIZE, 0);
	limit(RLIMIT_NOFILE, DESCRIPTORS);
	signal(SIGXFSZ, SIG_IGN);
	if (!HAS_SANITIZER) /* its shadow memory counts as data */
		limit(RLIMIT_DATA, (rlim_t)limits->memory);
	mem_set_exit(MEM_EXIT_CHILD);
}
