/* SPDX-License-Identifier: MIT */
#include "core/base/crash.h"

#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>

#include "core/base/str.h"

void crash_point(const char *name)
{
	static bool has_looked;
	static struct str wanted;
	static int64_t passes;
	if (!has_looked) {
		struct str rest = str_c(getenv("WIREDESK_CRASH_AT"));
		has_looked = true;
		str_next(&rest, ':', &wanted);
		str_to_int(rest, &passes);
	}
	if (wanted.len && str_eq(wanted, str_c(name)) && --passes == 0)
		raise(SIGKILL);
}
