/* SPDX-License-Identifier: MIT
 * Options of a plugin: its table checked, values read by it, the plugin's struct filled.
 *
 * Scalars are written as in the configuration. A duration is one or more numbers with a unit: ms, s, min, h,
 * d, w
 * ("15min", "1h30min"); without a unit only 0. A size is a number of bytes or one with a unit: B, the decimal
 * kB (or KB), MB, GB, TB and the binary KiB, MiB, GiB, TiB. A bool is true, false, yes, no, on or off. Limits
 * are "LEAST..MOST", either may be left out, or for a choice its values "a|b|c". */
#ifndef CORE_PLUGIN_OPTIONS_H
#define CORE_PLUGIN_OPTIONS_H
#include <jansson.h>
#include <wiredesk/plugin.h>

#include "core/base/arena.h"
#include "core/base/err.h"

union option_value {
	struct str text; /* str, choice, path, secret: lent from what was read */
	int64_t number;  /* int; duration in milliseconds; size in bytes */
	bool truth;
};

/* Any type but a list. The message names the option, the value and the way out; the caller puts the place in
 * front. */
int option_parse_scalar(const struct wd_opt *opt, struct str text, union option_value *out, struct err *err);
/* Milliseconds, bytes; false on anything else. */
bool option_parse_duration(struct str text, int64_t *out_ms);
bool option_parse_size(struct str text, int64_t *out_bytes);

const char *option_type_name(unsigned type); /* "string", "duration", …; NULL where unknown */
/* The row of that name, or NULL; a table may be NULL. */
const struct wd_opt *options_find(const struct wd_opt *table, struct str name);
/* The nearest name of the table, or NULL where none is near. */
const char *options_nearest(const struct wd_opt *table, struct str name);

/* A table is sound: types known, names given once, members within the struct, defaults that parse. */
int options_check(const struct wd_opt *table, size_t struct_size, struct err *err);

/* A struct of struct_size bytes on the arena, filled from the defaults and from values (a JSON object, NULL
 * for none). A JSON number is taken for an int, a size (bytes) and a duration (milliseconds), a string for
 * every type; a list is an array of strings, or a string for one entry. A list without a value is empty, not
 * NULL. */
int options_fill(const struct wd_opt *table, size_t struct_size, const json_t *values, struct arena *arena,
		 void **out, struct err *err);

#endif
