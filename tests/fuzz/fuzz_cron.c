/* SPDX-License-Identifier: MIT
 * A schedule: no crash; what is taken has a next time, which comes later, on a whole minute, and in less than
 * 41 years. / */
#include <stdlib.h>

#include "core/schedule/cron.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const zones[] = { NULL, "Europe/Paris", "Australia/Lord_Howe" };
	static const int64_t starts[] = { INT64_C(1774745999999), INT64_C(1792888200000), 0 };
	struct cron cron;
	if (cron_parse(str_n((const char *)data, size), &cron, NULL))
		return 0;
	for (size_t i = 0; i < sizeof zones / sizeof *zones; i++) {
		int64_t now_ms = starts[i];
		for (int n = 0; n < 4; n++) {
			const int64_t next_ms = cron_next(&cron, zones[i], now_ms);
			if (next_ms <= now_ms || next_ms % 60000 ||
			    next_ms - now_ms > INT64_C(41) * 366 * 86400000)
				abort();
			now_ms = next_ms;
		}
	}
	return 0;
}
