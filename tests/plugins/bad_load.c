/* SPDX-License-Identifier: MIT
 * A plugin that crashes while it is loaded. */
#include <signal.h>

__attribute__((constructor)) static void die(void)
{
	signal(SIGSEGV, SIG_DFL);
	raise(SIGSEGV);
}
