/* SPDX-License-Identifier: MIT
 * Dates a second, by form; and over a mix: the dates of a file as tests/unit/normalize/dates.tsv.
 *
 *	bench_dates [FILE] */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "core/base/mem.h"
#include "core/normalize/normalize.h"

enum { ROUNDS = 200000, MIX_MOST = 2000, MIX_ROUNDS = 500 };

/* Of this process: what others do at the same time does not count. */
static double cpu_ms(void)
{
	return (double)clock() * 1000 / CLOCKS_PER_SEC;
}

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
	const double start = cpu_ms();
	for (int i = 0; i < ROUNDS; i++)
		date_parse(str_c(row->text), &hint, &date, NULL);
	const double ms = cpu_ms() - start;
	return ROUNDS * 1000 / (ms > 0 ? ms : 1);
}

/* Over all the file's dates that are taken, one after the other. */
static int measure_mix(const char *path)
{
	char line[1024];
	struct str texts[MIX_MOST];
	size_t count = 0;
	struct date date;
	FILE *file = fopen(path, "r");
	if (!file)
		return perror(path), EXIT_FAILURE;
	while (count < MIX_MOST && fgets(line, sizeof line, file)) {
		const char *text = strrchr(line, '\t');
		if (text && line[0] != '#' && strncmp(line, "refused", 7) != 0)
			texts[count++] = str_c(mem_dup_n(text + 1, strcspn(text + 1, "\n")));
	}
	fclose(file);
	const double start = cpu_ms();
	for (int round = 0; round < MIX_ROUNDS; round++)
		for (size_t i = 0; i < count; i++)
			date_parse(texts[i], NULL, &date, NULL);
	const double ms = cpu_ms() - start;
	printf("%-34s %9.0f dates a second\n", "mix", (double)count * MIX_ROUNDS * 1000 / (ms > 0 ? ms : 1));
	for (size_t i = 0; i < count; i++)
		free((void *)(uintptr_t)texts[i].ptr);
	return EXIT_SUCCESS;
}

int main(int argc, char **argv)
{
	const double start = cpu_ms();
	date_setup();
	printf("%-34s %9.0f ms\n", "set-up", cpu_ms() - start);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		printf("%-34s %9.0f dates a second\n", rows[i].name, rate(&rows[i]));
	return argc > 1 ? measure_mix(argv[1]) : EXIT_SUCCESS;
}
