/* SPDX-License-Identifier: MIT
 * A date: no crash; what is taken lies within the years that are believed, and its written form reads as
 * itself. */
#include <stdlib.h>

#include "core/normalize/normalize.h"
#include "fuzz.h"

static void check(const struct date *date)
{
	struct date again;
	char text[DATE_TEXT];
	date_format(date, text);
	if (date->year < 1800 || date->year > 2201)
		abort();
	if (date->precision == DATE_DAY &&
	    (date_parse(str_c(text), NULL, &again, NULL) || again.day != date->day))
		abort();
	if (date->precision == DATE_SECOND && date->year > 1800 && date->year < 2200 &&
	    (date_parse(str_c(text), NULL, &again, NULL) || again.wall_ms / 1000 != date->wall_ms / 1000))
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct date_hint hints[] = {
		{ 0 },
		{ .timezone = "Asia/Ho_Chi_Minh", .language = "vi", .now_ms = INT64_C(1795333510000) },
		{ .timezone = "America/New_York", .language = "en-US", .is_month_first = true },
	};
	for (size_t i = 0; i < sizeof hints / sizeof *hints; i++) {
		struct date date;
		if (!date_parse(str_n((const char *)data, size), &hints[i], &date, NULL))
			check(&date);
	}
	return 0;
}
