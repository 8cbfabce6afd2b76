/* SPDX-License-Identifier: MIT */
#include "core/cli/json_compare.h"

#include <stdio.h>
#include <stdlib.h>

#include "core/base/columns.h"
#include "core/base/mem.h"

enum { SHOWN_MOST = 400 /* columns */ };

static size_t compare(json_t *got, json_t *expected, const char *place, struct buf *out);

static void add_side(struct buf *out, const char *side, const json_t *value)
{
	char *text = value ? json_dumps(value, JSON_ENCODE_ANY | JSON_COMPACT) : mem_dup("(absent)");
	const struct str shown = columns_cut(str_c(text), SHOWN_MOST);
	buf_printf(out, "    %-9s %.*s%s\n", side, STR_ARG(shown), shown.len < strlen(text) ? "…" : "");
	free(text);
}

static size_t differ(const json_t *got, const json_t *expected, const char *place, struct buf *out)
{
	buf_printf(out, "%s\n", *place ? place : "/");
	add_side(out, "expected:", expected);
	add_side(out, "got:", got);
	return 1;
}

static size_t compare_below(json_t *got, json_t *expected, const char *place, const char *step,
                            struct buf *out)
{
	char *below = mem_printf("%s/%s", place, step);
	const size_t count = compare(got, expected, below, out);
	free(below);
	return count;
}

static size_t compare_objects(json_t *got, json_t *expected, const char *place, struct buf *out)
{
	size_t count = 0;
	const char *key;
	json_t *value;
	json_object_foreach(expected, key, value) count +=
		compare_below(json_object_get(got, key), value, place, key, out);
	json_object_foreach(got, key, value)
	{
		if (!json_object_get(expected, key))
			count += compare_below(value, NULL, place, key, out);
	}
	return count;
}

static size_t compare_arrays(json_t *got, json_t *expected, const char *place, struct buf *out)
{
	size_t count = 0, i;
	json_t *value;
	json_array_foreach(expected, i, value)
	{
		char step[24];
		snprintf(step, sizeof step, "%zu", i);
		count += compare_below(json_array_get(got, i), value, place, step, out);
	}
	return count;
}

static size_t compare(json_t *got, json_t *expected, const char *place, struct buf *out)
{
	if (json_is_object(got) && json_is_object(expected))
		return compare_objects(got, expected, place, out);
	if (json_is_array(got) && json_array_size(got) == json_array_size(expected))
		return compare_arrays(got, expected, place, out);
	return got && expected && json_equal(got, expected) ? 0 : differ(got, expected, place, out);
}

size_t json_compare(json_t *got, json_t *expected, struct buf *out)
{
	return compare(got, expected, "", out);
}
