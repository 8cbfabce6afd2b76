/* SPDX-License-Identifier: MIT
 * How cron's five fields are read. */
#include "core/schedule/cron.h"

enum { FIELDS = 5, MINUTE = 0, HOUR, DAY, MONTH, WEEKDAY };

static const char *const month_names[] = { "jan", "feb", "mar", "apr", "may", "jun", "jul",
	                                   "aug", "sep", "oct", "nov", "dec", NULL };
static const char *const weekday_names[] = { "sun", "mon", "tue", "wed", "thu", "fri", "sat", NULL };

/* In the order of the line. */
static const struct field {
	const char *name;
	int least, most;
	const char *const *names; /* the first one is least */
} fields[FIELDS] = {
	[MINUTE] = { "minute", 0, 59, NULL },
	[HOUR] = { "hour", 0, 23, NULL },
	[DAY] = { "day of month", 1, 31, NULL },
	[MONTH] = { "month", 1, 12, month_names },
	[WEEKDAY] = { "day of week", 0, 7, weekday_names },
};

static const struct {
	struct str name, meaning;
} nicknames[] = {
	{ { "@hourly", 7 }, { "0 * * * *", 9 } },   { { "@daily", 6 }, { "0 0 * * *", 9 } },
	{ { "@midnight", 9 }, { "0 0 * * *", 9 } }, { { "@weekly", 7 }, { "0 0 * * 0", 9 } },
	{ { "@monthly", 8 }, { "0 0 1 * *", 9 } },  { { "@yearly", 7 }, { "0 0 1 1 *", 9 } },
	{ { "@annually", 9 }, { "0 0 1 1 *", 9 } },
};

static int refuse(const struct field *field, struct str part, const char *why, struct err *err)
{
	return err_set(err, EXIT_WRONG_USE, "%s \"%.*s\" %s", field->name, STR_ARG(part), why);
}

static bool read_name(const struct field *field, struct str text, int *out)
{
	for (int i = 0; field->names && field->names[i]; i++)
		if (str_eq_nocase(text, str_c(field->names[i]))) {
			*out = field->least + i;
			return true;
		}
	return false;
}

static int read_value(const struct field *field, struct str text, int *out, struct err *err)
{
	int64_t value;
	if (read_name(field, text, out))
		return 0;
	if (!text.len || !ascii_is_digit(text.ptr[0]) || !str_to_int(text, &value))
		return refuse(field, text, field->names ? "is neither a number nor a name" : "is no number",
		              err);
	if (value < field->least || value > field->most)
		return err_set(err, EXIT_WRONG_USE, "%s is %lld, %d to %d can be", field->name,
		               (long long)value, field->least, field->most);
	*out = (int)value;
	return 0;
}

struct range {
	int first, last, step;
};

/* "*", "a", "a-b". A week may end with Sunday by name. */
static int read_ends(const struct field *field, struct str text, struct range *out, struct err *err)
{
	struct str rest = text, first;
	*out = (struct range){ field->least, field->most, 1 };
	if (str_eq(text, STR("*")))
		return 0;
	str_next(&rest, '-', &first);
	if (read_value(field, first, &out->first, err))
		return -1;
	out->last = out->first;
	if (rest.ptr && read_value(field, rest, &out->last, err))
		return -1;
	if (field == &fields[WEEKDAY] && out->last == 0 && out->first > 0)
		out->last = 7;
	return out->first <= out->last ? 0 : refuse(field, text, "runs backwards: write two ranges", err);
}

/* Ends, and perhaps "/step"; "a/step" goes on to the largest value. */
static int read_range(const struct field *field, struct str text, struct range *out, struct err *err)
{
	struct str rest = text, ends;
	int64_t step;
	str_next(&rest, '/', &ends);
	if (read_ends(field, ends, out, err))
		return -1;
	if (!rest.ptr)
		return 0;
	if (!str_to_int(rest, &step) || step < 1 || step > field->most)
		return refuse(field, text, "has a step that is no number or out of range", err);
	if (str_chr(ends, '-') == STR_NONE)
		out->last = field->most;
	out->step = (int)step;
	return 0;
}

static int read_field(const struct field *field, struct str text, uint64_t *out, struct err *err)
{
	struct str rest = text, part;
	*out = 0;
	while (str_next(&rest, ',', &part)) {
		struct range range;
		if (read_range(field, part, &range, err))
			return -1;
		for (int value = range.first; value <= range.last; value += range.step)
			*out |= UINT64_C(1) << value;
	}
	return 0;
}

static struct str next_word(struct str *rest)
{
	*rest = str_trim(*rest);
	size_t len = 0;
	while (len < rest->len && !ascii_is_space(rest->ptr[len]))
		len++;
	const struct str word = str_slice(*rest, 0, len);
	*rest = str_from(*rest, len);
	return word;
}

static int split(struct str text, struct str out[FIELDS], struct err *err)
{
	struct str rest = text;
	for (int i = 0; i < FIELDS; i++) {
		out[i] = next_word(&rest);
		if (!out[i].len)
			return err_set(err, EXIT_WRONG_USE,
			               "\"%.*s\" has no %s: minute, hour, day of month, month and day of "
			               "week are needed",
			               STR_ARG(text), fields[i].name);
	}
	rest = str_trim(rest);
	return rest.len
	               ? err_set(err, EXIT_WRONG_USE, "\"%.*s\" stands behind the five fields", STR_ARG(rest))
	               : 0;
}

static int expand(struct str *text, struct err *err)
{
	*text = str_trim(*text);
	if (!str_starts(*text, STR("@")))
		return 0;
	for (size_t i = 0; i < sizeof nicknames / sizeof *nicknames; i++)
		if (str_eq_nocase(*text, nicknames[i].name)) {
			*text = nicknames[i].meaning;
			return 0;
		}
	return err_set(err, EXIT_WRONG_USE,
	               "there is no %.*s: @hourly, @daily, @weekly, @monthly and @yearly are",
	               STR_ARG(*text));
}

/* Whether a month that is meant has a day that is. */
static bool has_a_date(const struct cron *cron)
{
	static const int lengths[] = { 0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	for (int month = 1; month <= 12; month++)
		if (cron->months >> month & 1 && cron->days & ((UINT64_C(2) << lengths[month]) - 1))
			return true;
	return false;
}

int cron_parse(struct str text, struct cron *out, struct err *err)
{
	struct str words[FIELDS];
	uint64_t sets[FIELDS];
	if (expand(&text, err) || split(text, words, err))
		return -1;
	for (int i = 0; i < FIELDS; i++)
		if (read_field(&fields[i], words[i], &sets[i], err))
			return -1;
	const struct cron cron = {
		.minutes = sets[MINUTE],
		.hours = (uint32_t)sets[HOUR],
		.days = (uint32_t)sets[DAY],
		.months = (uint32_t)sets[MONTH],
		.weekdays = (uint32_t)((sets[WEEKDAY] | sets[WEEKDAY] >> 7) & 0x7F),
		.is_any_day = str_starts(words[DAY], STR("*")),
		.is_any_weekday = str_starts(words[WEEKDAY], STR("*")),
	};
	const bool needs_date = !cron.is_any_day && cron.is_any_weekday;
	if (needs_date && !has_a_date(&cron))
		return err_set(err, EXIT_WRONG_USE, "\"%.*s\" is a date that no year has", STR_ARG(text));
	*out = cron;
	return 0;
}
