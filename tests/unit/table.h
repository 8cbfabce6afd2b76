/* SPDX-License-Identifier: MIT
 * Tests as data: a row a line, cells parted by tabs, "#" begins a comment. */
#ifndef TESTS_UNIT_TABLE_H
#define TESTS_UNIT_TABLE_H
#include <check.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/base/str.h"

enum { TABLE_CELLS = 8 };

static inline int table_hex(char c)
{
	return ascii_is_digit(c) ? c - '0' : ascii_lower(c) - 'a' + 10;
}

/* \t, \n, \r, \xNN and \\ stand for bytes; out has room for the cell. */
static inline struct str table_unescape(struct str cell, char *out)
{
	size_t len = 0;
	for (size_t i = 0; i < cell.len; i++) {
		const char next = cell.ptr[i] == '\\' ? cell.ptr[++i] : '\0';
		switch (next) {
		case 't':
			out[len++] = '\t';
			break;
		case 'n':
			out[len++] = '\n';
			break;
		case 'r':
			out[len++] = '\r';
			break;
		case 'x':
			out[len++] = (char)(table_hex(cell.ptr[i + 1]) << 4 | table_hex(cell.ptr[i + 2]));
			i += 2;
			break;
		default:
			out[len++] = cell.ptr[i];
		}
	}
	return str_n(out, len);
}

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
