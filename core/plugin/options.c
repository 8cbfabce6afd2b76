/* SPDX-License-Identifier: MIT */
#include "core/plugin/options.h"

#include <inttypes.h>
#include <limits.h>
#include <stdio.h>

struct unit {
	const char *name;
	int64_t factor;
};

static const struct unit duration_units[] = {
	{ "ms", 1 },
	{ "s", 1000 },
	{ "min", 60 * 1000 },
	{ "h", 3600 * 1000 },
	{ "d", 24 * 3600 * 1000 },
	{ "w", 7 * 24 * 3600 * 1000 },
	{ NULL, 0 },
};

static const struct unit size_units[] = {
	{ "", 1 },
	{ "B", 1 },
	{ "kB", 1000 },
	{ "KB", 1000 },
	{ "MB", 1000 * 1000 },
	{ "GB", 1000 * 1000 * 1000 },
	{ "TB", INT64_C(1000) * 1000 * 1000 * 1000 },
	{ "KiB", 1 << 10 },
	{ "MiB", 1 << 20 },
	{ "GiB", 1 << 30 },
	{ "TiB", INT64_C(1) << 40 },
	{ NULL, 0 },
};

/* Takes "15min" off the front of *rest and adds it to *sum. */
static bool take_quantity(struct str *rest, const struct unit *units, int64_t *sum)
{
	size_t digits = 0, end;
	while (digits < rest->len && ascii_is_digit(rest->ptr[digits]))
		digits++;
	for (end = digits; end < rest->len && ascii_is_alpha(rest->ptr[end]);)
		end++;
	const struct str name = str_slice(*rest, digits, end);
	int64_t n;
	if (!str_to_int(str_slice(*rest, 0, digits), &n))
		return false;
	while (units->name && !str_eq(str_c(units->name), name))
		units++;
	*rest = str_from(*rest, end);
	return units->name && !__builtin_mul_overflow(n, units->factor, &n) &&
	       !__builtin_add_overflow(*sum, n, sum);
}

bool option_parse_duration(struct str text, int64_t *out_ms)
{
	int64_t sum = 0;
	if (str_eq(text, STR("0"))) {
		*out_ms = 0;
		return true;
	}
	if (!text.len)
		return false;
	while (text.len)
		if (!take_quantity(&text, duration_units, &sum))
			return false;
	*out_ms = sum;
	return true;
}

bool option_parse_size(struct str text, int64_t *out_bytes)
{
	int64_t sum = 0;
	if (!take_quantity(&text, size_units, &sum) || text.len)
		return false;
	*out_bytes = sum;
	return true;
}

static bool parse_bool(struct str text, bool *out)
{
	static const struct {
		const char *name;
		bool truth;
	} names[] = { { "true", true }, { "false", false }, { "yes", true },
		      { "no", false },  { "on", true },     { "off", false } };
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_eq(text, str_c(names[i].name))) {
			*out = names[i].truth;
			return true;
		}
	return false;
}

static int wrong(const struct wd_opt *opt, struct str text, const char *way_out, struct err *err)
{
	return err_set(err, EXIT_WRONG_USE, "%s is \"%.*s\", %s", opt->name, STR_ARG(text), way_out);
}

/* "1..500", "1..", "..500" */
static int check_range(const struct wd_opt *opt, struct str text, int64_t n,
		       bool (*parse)(struct str, int64_t *), struct err *err)
{
	if (!opt->limits)
		return 0;
	const struct str limits = str_c(opt->limits);
	const size_t dots = str_find(limits, STR(".."));
	if (dots == STR_NONE)
		return 0;
	const struct str least = str_slice(limits, 0, dots), most = str_from(limits, dots + 2);
	int64_t bound;
	if (least.len && parse(least, &bound) && n < bound)
		return err_set(err, EXIT_WRONG_USE, "%s is %.*s, the least is %.*s", opt->name, STR_ARG(text),
			       STR_ARG(least));
	if (most.len && parse(most, &bound) && n > bound)
		return err_set(err, EXIT_WRONG_USE, "%s is %.*s, the most is %.*s", opt->name, STR_ARG(text),
			       STR_ARG(most));
	return 0;
}

static int read_text(const struct wd_opt *opt, struct str text, union option_value *out, struct err *err)
{
	(void)opt, (void)err;
	out->text = text;
	return 0;
}

static int read_number(const struct wd_opt *opt, struct str text, bool (*parse)(struct str, int64_t *),
		       const char *way_out, union option_value *out, struct err *err)
{
	int64_t n;
	if (!parse(text, &n))
		return wrong(opt, text, way_out, err);
	if (check_range(opt, text, n, parse, err))
		return -1;
	out->number = n;
	return 0;
}

static int read_int(const struct wd_opt *opt, struct str text, union option_value *out, struct err *err)
{
	return read_number(opt, text, str_to_int, "it must be a whole number", out, err);
}

static int read_duration(const struct wd_opt *opt, struct str text, union option_value *out, struct err *err)
{
	return read_number(opt, text, option_parse_duration,
			   "it must be a duration: a number with ms, s, min, h, d or w, as in 15min", out,
			   err);
}

static int read_size(const struct wd_opt *opt, struct str text, union option_value *out, struct err *err)
{
	return read_number(
		opt, text, option_parse_size,
		"it must be a size: a number of bytes, or one with kB, MB, GB, KiB, MiB or GiB, as in 8MB",
		out, err);
}

static int read_bool(const struct wd_opt *opt, struct str text, union option_value *out, struct err *err)
{
	bool truth;
	if (!parse_bool(text, &truth))
		return wrong(opt, text, "it must be true or false", err);
	out->truth = truth;
	return 0;
}

static int read_choice(const struct wd_opt *opt, struct str text, union option_value *out, struct err *err)
{
	struct str rest = str_c(opt->limits), choice;
	while (str_next(&rest, '|', &choice))
		if (str_eq(choice, text)) {
			out->text = text;
			return 0;
		}
	return err_set(err, EXIT_WRONG_USE, "%s is \"%.*s\", it must be one of %s", opt->name, STR_ARG(text),
		       opt->limits ? opt->limits : "none");
}

/* How a value lies in the plugin's struct. */
enum member { MEMBER_TEXT, MEMBER_NUMBER, MEMBER_BOOL, MEMBER_LIST };

static const size_t member_sizes[] = {
	[MEMBER_TEXT] = sizeof(const char *),
	[MEMBER_NUMBER] = sizeof(int64_t),
	[MEMBER_BOOL] = sizeof(bool),
	[MEMBER_LIST] = sizeof(const char *const *),
};

static const struct type {
	const char *name;
	enum member member;
	int (*read)(const struct wd_opt *opt, struct str text, union option_value *out, struct err *err);
} types[] = {
	[WD_OPT_STR] = { "string", MEMBER_TEXT, read_text },
	[WD_OPT_INT] = { "integer", MEMBER_NUMBER, read_int },
	[WD_OPT_BOOL] = { "bool", MEMBER_BOOL, read_bool },
	[WD_OPT_CHOICE] = { "choice", MEMBER_TEXT, read_choice },
	[WD_OPT_DURATION] = { "duration", MEMBER_NUMBER, read_duration },
	[WD_OPT_SIZE] = { "size", MEMBER_NUMBER, read_size },
	[WD_OPT_LIST] = { "list", MEMBER_LIST, NULL },
	[WD_OPT_PATH] = { "path", MEMBER_TEXT, read_text },
	[WD_OPT_SECRET] = { "secret", MEMBER_TEXT, read_text },
};

static const struct type *type_of(unsigned type)
{
	return type < sizeof types / sizeof *types && types[type].name ? &types[type] : NULL;
}

const char *option_type_name(unsigned type)
{
	const struct type *t = type_of(type);
	return t ? t->name : NULL;
}

int option_parse_scalar(const struct wd_opt *opt, struct str text, union option_value *out, struct err *err)
{
	const struct type *type = type_of(opt->type);
	if (!type || !type->read)
		return err_set(err, EXIT_WRONG_USE, "%s must be a list", opt->name);
	return type->read(opt, text, out, err);
}

const struct wd_opt *options_find(const struct wd_opt *table, struct str name)
{
	for (; table && table->name; table++)
		if (str_eq(str_c(table->name), name))
			return table;
	return NULL;
}

const char *options_nearest(const struct wd_opt *table, struct str name)
{
	const char *nearest = NULL;
	unsigned best = name.len < 4 ? 2 : 4; /* further away is another word */
	for (; table && table->name; table++) {
		const unsigned distance = str_distance(str_c(table->name), name);
		if (distance < best) {
			best = distance;
			nearest = table->name;
		}
	}
	return nearest;
}

static int check_row(const struct wd_opt *table, const struct wd_opt *opt, size_t struct_size,
		     struct err *err)
{
	const struct type *type = type_of(opt->type);
	if (!type)
		return err_set(err, EXIT_WRONG_USE, "option %s has the unknown type %u", opt->name,
			       opt->type);
	if (options_find(table, str_c(opt->name)) != opt)
		return err_set(err, EXIT_WRONG_USE, "option %s stands twice in the table", opt->name);
	const size_t size = member_sizes[type->member];
	if (opt->offset > struct_size || struct_size - opt->offset < size || opt->offset % size)
		return err_set(err, EXIT_WRONG_USE,
			       "option %s lies outside the struct of options (is options_size set?)",
			       opt->name);
	union option_value ignored;
	if (opt->def && type->read && type->read(opt, str_c(opt->def), &ignored, err))
		return err_prefix(err, "the default of option ");
	return 0;
}

int options_check(const struct wd_opt *table, size_t struct_size, struct err *err)
{
	for (const struct wd_opt *opt = table; opt && opt->name; opt++)
		if (check_row(table, opt, struct_size, err))
			return -1;
	return 0;
}

static void store(const struct wd_opt *opt, const union option_value *value, struct arena *arena, char *into)
{
	switch (type_of(opt->type)->member) {
	case MEMBER_TEXT: {
		const char *copy = arena_str(arena, value->text).ptr;
		memcpy(into + opt->offset, &copy, sizeof copy);
		break;
	}
	case MEMBER_NUMBER:
		memcpy(into + opt->offset, &value->number, sizeof value->number);
		break;
	case MEMBER_BOOL:
		memcpy(into + opt->offset, &value->truth, sizeof value->truth);
		break;
	case MEMBER_LIST:
		break;
	}
}

static int store_scalar(const struct wd_opt *opt, struct str text, struct arena *arena, char *into,
			struct err *err)
{
	union option_value value;
	if (option_parse_scalar(opt, text, &value, err))
		return -1;
	store(opt, &value, arena, into);
	return 0;
}

static void store_list(const struct wd_opt *opt, const char *const *list, char *into)
{
	memcpy(into + opt->offset, &list, sizeof list);
}

/* A default list, parted by blanks. */
static void store_default_list(const struct wd_opt *opt, struct arena *arena, char *into)
{
	struct str rest = str_c(opt->def), part;
	const char **list = arena_zero(arena, (rest.len / 2 + 2) * sizeof *list);
	size_t n = 0;
	while (str_next(&rest, ' ', &part))
		if (part.len)
			list[n++] = arena_str(arena, part).ptr;
	store_list(opt, list, into);
}

static int store_json_list(const struct wd_opt *opt, const json_t *value, struct arena *arena, char *into,
			   struct err *err)
{
	const size_t count = json_is_array(value) ? json_array_size(value) : 1;
	const char **list = arena_zero(arena, (count + 1) * sizeof *list);
	for (size_t i = 0; i < count; i++) {
		const json_t *item = json_is_array(value) ? json_array_get(value, i) : value;
		if (!json_is_string(item))
			return err_set(err, EXIT_WRONG_USE, "%s must be a list of strings", opt->name);
		list[i] = arena_dup(arena, json_string_value(item));
	}
	store_list(opt, list, into);
	return 0;
}

static int store_json_number(const struct wd_opt *opt, int64_t n, struct arena *arena, char *into,
			     struct err *err)
{
	char text[32];
	snprintf(text, sizeof text, "%" PRId64 "%s", n, opt->type == WD_OPT_DURATION ? "ms" : "");
	return store_scalar(opt, str_c(text), arena, into, err);
}

static int store_json(const struct wd_opt *opt, const json_t *value, struct arena *arena, char *into,
		      struct err *err)
{
	if (opt->type == WD_OPT_LIST)
		return store_json_list(opt, value, arena, into, err);
	switch (json_typeof(value)) {
	case JSON_STRING:
		return store_scalar(opt, str_n(json_string_value(value), json_string_length(value)), arena,
				    into, err);
	case JSON_INTEGER:
		return store_json_number(opt, json_integer_value(value), arena, into, err);
	case JSON_TRUE:
		return store_scalar(opt, STR("true"), arena, into, err);
	case JSON_FALSE:
		return store_scalar(opt, STR("false"), arena, into, err);
	default:
		return err_set(err, EXIT_WRONG_USE, "%s must be a %s", opt->name,
			       option_type_name(opt->type));
	}
}

static int fill_one(const struct wd_opt *opt, const json_t *value, struct arena *arena, char *into,
		    struct err *err)
{
	if (value && !json_is_null(value))
		return store_json(opt, value, arena, into, err);
	if (opt->flags & WD_OPT_REQUIRED)
		return err_set(err, EXIT_WRONG_USE, "%s is missing: %s", opt->name,
			       opt->help ? opt->help : "it must be set");
	if (opt->type == WD_OPT_LIST)
		store_default_list(opt, arena, into);
	else if (opt->def)
		return store_scalar(opt, str_c(opt->def), arena, into, err);
	return 0;
}

static int check_names(const struct wd_opt *table, const json_t *values, struct err *err)
{
	for (void *at = json_object_iter((json_t *)(uintptr_t)values); at;
	     at = json_object_iter_next((json_t *)(uintptr_t)values, at)) {
		const struct str name = str_c(json_object_iter_key(at));
		if (options_find(table, name))
			continue;
		const char *nearest = options_nearest(table, name);
		return err_set(err, EXIT_WRONG_USE, "%.*s is not an option%s%s%s", STR_ARG(name),
			       nearest ? "; did you mean " : "", nearest ? nearest : "", nearest ? "?" : "");
	}
	return 0;
}

int options_fill(const struct wd_opt *table, size_t struct_size, const json_t *values, struct arena *arena,
		 void **out, struct err *err)
{
	if (values && !json_is_object(values))
		return err_set(err, EXIT_WRONG_USE, "options must be an object of names and values");
	if (check_names(table, values, err))
		return -1;
	char *into = arena_zero(arena, struct_size ? struct_size : 1);
	for (const struct wd_opt *opt = table; opt && opt->name; opt++)
		if (fill_one(opt, json_object_get(values, opt->name), arena, into, err))
			return -1;
	*out = into;
	return 0;
}
