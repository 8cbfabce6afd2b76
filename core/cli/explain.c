/* SPDX-License-Identifier: MIT */
#include "core/cli/explain.h"

#include <jansson.h>
#include <stdio.h>

#include "core/base/columns.h"

enum { FIELD_MOST = 22, RULE_MOST = 34, LINE_COLUMNS = 6, GAPS = 8, VALUE_LEAST = 20 };

struct table {
	unsigned field, rule, value; /* columns */
	bool has_color;
	struct buf *out;
};

static struct str text_of(const json_t *row, const char *key)
{
	return str_c(json_string_value(json_object_get(row, key)));
}

static unsigned larger(unsigned a, unsigned b, unsigned most)
{
	const unsigned larger = a > b ? a : b;
	return larger < most ? larger : most;
}

static void measure(struct table *table, json_t *all, unsigned columns)
{
	const char *field;
	json_t *rows, *row;
	size_t i;
	table->field = sizeof "field" - 1;
	table->rule = sizeof "rule" - 1;
	json_object_foreach(all, field, rows)
	{
		table->field = larger(table->field, columns_of(str_c(field)), FIELD_MOST);
		json_array_foreach(rows, i, row) table->rule =
			larger(table->rule, columns_of(text_of(row, "rule")), RULE_MOST);
	}
	const unsigned used = table->field + table->rule + LINE_COLUMNS + GAPS;
	table->value = columns > used + VALUE_LEAST ? columns - used : VALUE_LEAST;
}

static void add_cell(struct buf *out, struct str text, unsigned width)
{
	text = columns_cut(text, width);
	buf_add(out, text);
	buf_printf(out, "%*s", (int)(width - columns_of(text)) + 2, "");
}

/* On one line, with an ellipsis where it is cut. */
static void add_value(const struct table *table, struct str value)
{
	struct buf line;
	buf_init(&line, value.len + 1);
	for (size_t i = 0; i < value.len; i++)
		buf_addc(&line, (unsigned char)value.ptr[i] < ' ' ? ' ' : value.ptr[i]);
	const bool is_cut = columns_of(buf_str(&line)) > table->value;
	buf_add(table->out, columns_cut(buf_str(&line), table->value - is_cut));
	buf_adds(table->out, is_cut ? "…" : "");
	buf_done(&line);
}

static void print_row(const struct table *table, const char *field, const json_t *row)
{
	char line[24] = "";
	const json_int_t number = json_integer_value(json_object_get(row, "line"));
	const bool is_chosen = json_is_true(json_object_get(row, "chosen")),
		   is_dim = !is_chosen && table->has_color;
	const json_t *value = json_object_get(row, "value");
	if (number)
		snprintf(line, sizeof line, "%" JSON_INTEGER_FORMAT, number);
	add_cell(table->out, str_c(field), table->field);
	buf_adds(table->out, is_dim ? "\033[2m" : "");
	buf_adds(table->out, is_chosen ? "> " : "  ");
	add_cell(table->out, text_of(row, "rule"), table->rule);
	buf_printf(table->out, "%*s  ", LINE_COLUMNS, line);
	if (value)
		add_value(table, str_c(json_string_value(value)));
	else
		buf_adds(table->out, "(nothing)");
	buf_adds(table->out, is_dim ? "\033[0m\n" : "\n");
}

void explain_print(struct str json, unsigned columns, bool has_color, struct buf *out)
{
	struct table table = { .has_color = has_color, .out = out };
	json_t *all = json_loadb(json.ptr, json.len, 0, NULL), *rows, *row;
	const char *field;
	size_t i;
	measure(&table, all, columns);
	if (json_object_size(all)) {
		add_cell(out, STR("field"), table.field + 2);
		add_cell(out, STR("rule"), table.rule);
		buf_printf(out, "%*s  value\n", LINE_COLUMNS, "line");
	}
	json_object_foreach(all, field, rows) json_array_foreach(rows, i, row)
		print_row(&table, i ? "" : field, row);
	json_decref(all);
}
