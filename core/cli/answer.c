/* SPDX-License-Identifier: MIT */
#include "core/cli/cli.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "core/article/article.h"
#include "core/base/vec.h"

enum { MOST_COLUMNS = 16, LINE_MOST = 1 << 24 };

struct answer {
	const char *const *columns;
	size_t column_count;
	bool is_json;
	VEC(char *) cells; /* of a table: kept until the end, to know how wide its columns are */
};

struct answer *answer_new(const char *const *columns, bool is_json)
{
	struct answer *answer = mem_zero(1, sizeof *answer);
	answer->columns = columns;
	while (columns[answer->column_count])
		answer->column_count++;
	answer->is_json = is_json || !isatty(STDOUT_FILENO);
	return answer;
}

static struct str column_name(const char *column, bool *is_number)
{
	const struct str name = str_c(column);
	*is_number = str_ends(name, STR("#"));
	return str_slice(name, 0, name.len - *is_number);
}

static void write_json_row(const struct answer *answer, const char *const *values)
{
	struct buf line;
	buf_init(&line, LINE_MOST);
	for (size_t i = 0; i < answer->column_count; i++) {
		if (!values[i])
			continue;
		bool is_number;
		buf_addc(&line, line.len ? ',' : '{');
		json_add_string(&line, column_name(answer->columns[i], &is_number));
		buf_addc(&line, ':');
		if (is_number)
			buf_adds(&line, values[i]);
		else
			json_add_string(&line, str_c(values[i]));
	}
	if (!line.len)
		buf_addc(&line, '{');
	buf_adds(&line, "}\n");
	fwrite(line.ptr, 1, line.len, stdout);
	buf_done(&line);
}

void answer_row(struct answer *answer, const char *const *values)
{
	if (answer->is_json) {
		write_json_row(answer, values);
		return;
	}
	for (size_t i = 0; i < answer->column_count; i++)
		vec_add(&answer->cells, mem_dup(values[i] ? values[i] : "-"));
}

/* Code points: good enough for columns of names, numbers and times. */
static int width_of(const char *text)
{
	int width = 0;
	for (; *text; text++)
		width += (*text & 0xC0) != 0x80;
	return width;
}

static void print_cell(const char *text, int width, bool is_number, bool is_last)
{
	const int pad = width - width_of(text);
	if (is_number)
		printf("%*s%s", pad, "", text);
	else
		printf("%s%*s", text, is_last ? 0 : pad, "");
	fputs(is_last ? "\n" : "  ", stdout);
}

static void write_table(const struct answer *answer)
{
	const size_t columns = answer->column_count;
	int widths[MOST_COLUMNS] = { 0 };
	bool numbers[MOST_COLUMNS];
	struct str names[MOST_COLUMNS];
	for (size_t c = 0; c < columns; c++) {
		names[c] = column_name(answer->columns[c], &numbers[c]);
		widths[c] = (int)names[c].len;
	}
	for (size_t i = 0; i < answer->cells.count; i++)
		if (widths[i % columns] < width_of(answer->cells.at[i]))
			widths[i % columns] = width_of(answer->cells.at[i]);
	for (size_t c = 0; c < columns; c++) {
		char name[64];
		snprintf(name, sizeof name, "%.*s", STR_ARG(names[c]));
		print_cell(name, widths[c], numbers[c], c + 1 == columns);
	}
	for (size_t i = 0; i < answer->cells.count; i++)
		print_cell(answer->cells.at[i], widths[i % columns], numbers[i % columns],
		           (i + 1) % columns == 0);
}

void answer_end(struct answer *answer)
{
	if (!answer->is_json && answer->cells.count)
		write_table(answer);
	for (size_t i = 0; i < answer->cells.count; i++)
		free(answer->cells.at[i]);
	vec_done(&answer->cells);
	free(answer);
	fflush(stdout);
}
