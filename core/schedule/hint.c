/* SPDX-License-Identifier: MIT */
#include "core/schedule/hint.h"

#include "core/normalize/normalize.h"

enum { SECOND_MS = 1000 };

/* Seconds in digits, at most a day of them; -1 where it is no such number. */
static int64_t read_seconds_ms(struct str text)
{
	int64_t seconds = 0;
	if (!text.len)
		return -1;
	for (size_t i = 0; i < text.len; i++) {
		if (!ascii_is_digit(text.ptr[i]))
			return -1;
		if (seconds <= HINT_MOST_MS / SECOND_MS)
			seconds = seconds * 10 + (text.ptr[i] - '0');
	}
	return seconds * SECOND_MS < HINT_MOST_MS ? seconds * SECOND_MS : HINT_MOST_MS;
}

/* A date of HTTP begins with the day's name: a bare number is none, though elsewhere it might pass for one. */
static bool read_date(struct str text, int64_t *out_ms)
{
	struct date date;
	if (!text.len || !ascii_is_alpha(text.ptr[0]) || date_parse(text, NULL, &date, NULL))
		return false;
	*out_ms = date.wall_ms;
	return true;
}

static int64_t clamp(int64_t ms)
{
	if (ms < 0)
		return 0;
	return ms < HINT_MOST_MS ? ms : HINT_MOST_MS;
}

int64_t hint_retry_at_ms(struct str retry_after, int64_t now_ms)
{
	const struct str text = str_trim(retry_after);
	const int64_t wait_ms = read_seconds_ms(text);
	int64_t at_ms;
	if (wait_ms >= 0)
		return now_ms + wait_ms;
	return read_date(text, &at_ms) ? now_ms + clamp(at_ms - now_ms) : 0;
}

static struct str unquote(struct str value)
{
	const bool is_quoted = value.len >= 2 && str_starts(value, STR("\"")) && str_ends(value, STR("\""));
	return is_quoted ? str_slice(value, 1, value.len - 1) : value;
}

/* Takes a directive into *ms; false where it forbids to keep the answer at all. */
static bool take_directive(struct str directive, int64_t *ms)
{
	struct str rest = directive, name;
	str_next(&rest, '=', &name);
	name = str_trim(name);
	if (str_eq_nocase(name, STR("no-store")) || str_eq_nocase(name, STR("no-cache")))
		return false;
	if (rest.ptr && str_eq_nocase(name, STR("max-age")))
		*ms = read_seconds_ms(unquote(str_trim(rest)));
	return true;
}

int64_t hint_fresh_ms(struct str cache_control, struct str expires, struct str date, int64_t now_ms)
{
	int64_t max_age_ms = -1, expires_ms, date_ms;
	struct str directive;
	while (str_next(&cache_control, ',', &directive))
		if (!take_directive(directive, &max_age_ms))
			return 0;
	if (max_age_ms >= 0)
		return max_age_ms;
	if (!read_date(str_trim(expires), &expires_ms))
		return 0;
	return clamp(expires_ms - (read_date(str_trim(date), &date_ms) ? date_ms : now_ms));
}
