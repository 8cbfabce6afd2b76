/* SPDX-License-Identifier: MIT
 * Tests as data: a row a line, cells parted by tabs, "#" begins a comment. */
#ifndef TESTS_UNIT_TABLE_H
#define TESTS_UNIT_TABLE_H
#include <check.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/base/str.h"

enum { TABLE_CELLS = 8 };

/* Calls back for each row; cells that a line lacks are empty. Gives how many rows there were. */
static inline size_t table_check(const char *path, size_t cell_count,
                                 void (*check)(const struct str cells[], size_t line))
{
	char *text = NULL;
	size_t cap = 0, line = 0, rows = 0;
	FILE *file = fopen(path, "r");
	ck_assert_msg(file != NULL, "%s cannot be read", path);
	for (ssize_t len; (len = getline(&text, &cap, file)) > 0;) {
		struct str rest = str_n(text, (size_t)len - (text[len - 1] == '\n')), cells[TABLE_CELLS];
		line++;
		if (!rest.len || rest.ptr[0] == '#')
			continue;
		for (size_t i = 0; i < cell_count; i++)
			if (!str_next(&rest, '\t', &cells[i]))
				cells[i] = STR("");
		check(cells, line);
		rows++;
	}
	free(text);
	fclose(file);
	return rows;
}

#endif
