/* SPDX-License-Identifier: MIT
 * Dates a second, by form. */
#include <stdio.h>

#include "core/base/clock.h"
#include "core/normalize/normalize.h"

enum { ROUNDS = 200000 };

struct row {
	const char *name, *text, *timezone;
};

static const struct row rows[] = {
	{ "RFC 3339", "2026-11-22T07:45:10+01:00", NULL },
	{ "RFC 822", "Sun, 22 Nov 2026 07:45:10 +0100", NULL },
	{ "RFC 3339, no zone, source's zone", "2026-07-22T07:45:10", "Europe/Paris" },
	{ "basic form", "20261122T074510+0100", NULL },
	{ "English prose", "November 22, 2026 at 7:45 AM EST", NULL },
	{ "numeric", "22.11.2026, 07:45 Uhr", "Europe/Berlin" },
	{ "Vietnamese", "Chủ nhật, 22 tháng 11 năm 2026, 07:45", "Asia/Ho_Chi_Minh" },
	{ "refused", "nothing of the kind", NULL },
};

static double rate(const struct row *row)
{
	const struct date_hint hint = { .timezone = row->timezone };
	struct date date;
	const int64_t start = clock_mono_ms();
	for (int i = 0; i < ROUNDS; i++)
		date_parse(str_c(row->text), &hint, &date, NULL);
	const int64_t ms = clock_mono_ms() - start;
	return (double)ROUNDS * 1000 / (double)(ms ? ms : 1);
}

int main(void)
{
	const int64_t start = clock_mono_ms();
	date_setup();
	printf("%-34s %9lld ms\n", "set-up", (long long)(clock_mono_ms() - start));
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		printf("%-34s %9.0f dates a second\n", rows[i].name, rate(&rows[i]));
	return 0;
}
