/* SPDX-License-Identifier: MIT
 * Times of day. */
#include "core/normalize/date_reader.h"

/* Behind the seconds: a fraction, or milliseconds as SQL Server parts them, 07:45:10:123. */
static size_t second_end(const struct reader *r, size_t i)
{
	const bool is_ms = is_mark(r, i, ':') && is_glued(r, i + 1) && is_number(r, i + 1, 3, 3);
	return is_ms ? i + 2 : fraction_end(r, i);
}

/* 07:45:10, 7:5:1; in names of files 2026-11-22T07-45-10 */
enum verdict date_rule_time(struct reader *r)
{
	const size_t i = r->at;
	const bool is_file_name = i && (is_word(r, i - 1, "t") || is_mark(r, i - 1, '_')) &&
	                          is_mark(r, i + 1, '-') && is_mark(r, i + 3, '-') && has_date(r->f);
	const char mark = is_file_name ? '-' : ':';
	const bool has_seconds = is_mark(r, i + 3, mark) && is_number(r, i + 4, 1, 2);
	if (r->f->hour != FIELD_NONE || !is_number(r, i, 1, 2) || !is_mark(r, i + 1, mark) ||
	    !is_number(r, i + 2, has_seconds ? 1 : 2, 2))
		return NO_MATCH;
	r->at = has_seconds ? second_end(r, i + 5) : i + 3;
	date_set_time(r, value(r, i), value(r, i + 2), has_seconds ? value(r, i + 4) : FIELD_NONE);
	return MATCHED;
}

static bool is_half(const struct reader *r, size_t i)
{
	return date_named(r, i, NAME_AM).tokens || date_named(r, i, NAME_PM).tokens;
}

/* "07.45", "07.45.10": a time where a date is known already or a word says so. */
enum verdict date_rule_time_dotted(struct reader *r)
{
	const size_t i = r->at;
	if (r->f->hour != FIELD_NONE || !is_number(r, i, 1, 2) || !is_mark(r, i + 1, '.') ||
	    !is_number(r, i + 2, 2, 2) || !is_glued(r, i + 2))
		return NO_MATCH;
	const bool has_seconds = is_mark(r, i + 3, '.') && is_number(r, i + 4, 2, 2) && is_glued(r, i + 4);
	const bool is_oracle = has_seconds && has_date(r->f); /* 22-NOV-26 07.45.10.123456 PM */
	const size_t end = is_oracle ? fraction_end(r, i + 5) : has_seconds ? i + 5 : i + 3;
	if (is_mark(r, end, '.') && is_number(r, end + 1, 1, 4) && is_glued(r, end + 1))
		return NO_MATCH;
	const bool is_told = (r->f->day != FIELD_NONE && r->f->month != FIELD_NONE) || r->time_end == i ||
	                     date_named(r, end, NAME_HOUR).tokens || is_half(r, end) ||
	                     is_numeric_date(r, end, '.');
	if (!is_told)
		return NO_MATCH;
	r->at = end;
	date_set_time(r, value(r, i), value(r, i + 2), has_seconds ? value(r, i + 4) : FIELD_NONE);
	return MATCHED;
}

/* Behind the sign of an hour: is the number at i its minutes, and not the day of what follows? */
static bool is_minutes(const struct reader *r, size_t i)
{
	return is_number(r, i, 1, 2) && (is_glued(r, i) || date_named(r, i + 1, NAME_MINUTE).tokens ||
	                                 peek(r, i + 1)->kind == TOKEN_END);
}

/* 7h45, 18 h 30, 07時45分10秒, 7 giờ 45 phút, 7 PM */
enum verdict date_rule_time_by_signs(struct reader *r)
{
	const size_t i = r->at;
	if (r->f->hour != FIELD_NONE || !is_number(r, i, 1, 2))
		return NO_MATCH;
	if (is_half(r, i + 1)) {
		r->at = i + 1;
		date_set_time(r, value(r, i), 0, FIELD_NONE);
		return MATCHED;
	}
	const size_t hour_tokens = date_named(r, i + 1, NAME_HOUR).tokens;
	if (!hour_tokens)
		return NO_MATCH;
	size_t end = i + 1 + hour_tokens;
	int minute = 0, second = FIELD_NONE;
	if (is_minutes(r, end)) {
		minute = value(r, end);
		end += 1 + date_named(r, end + 1, NAME_MINUTE).tokens;
		if (is_number(r, end, 1, 2) && date_named(r, end + 1, NAME_SECOND).tokens) {
			second = value(r, end);
			end += 2;
		}
	}
	r->at = end;
	date_set_time(r, value(r, i), minute, second);
	return MATCHED;
}

/* "November 22, 2026 0745 GMT": digits behind a whole date. */
enum verdict date_rule_time_digits(struct reader *r)
{
	const size_t i = r->at;
	const bool is_long = is_number(r, i, 6, 6);
	if (r->f->hour != FIELD_NONE || !has_date(r->f) || (!is_number(r, i, 4, 4) && !is_long))
		return NO_MATCH;
	const int digits = value(r, i), hhmm = is_long ? digits / 100 : digits;
	r->at = fraction_end(r, i + 1);
	date_set_time(r, hhmm / 100, hhmm % 100, is_long ? digits % 100 : FIELD_NONE);
	return MATCHED;
}

/* 2026-11-22T07Z */
enum verdict date_rule_time_hour(struct reader *r)
{
	const size_t i = r->at;
	if (r->f->hour != FIELD_NONE || !has_date(r->f) || !i || !is_word(r, i - 1, "t") ||
	    !is_number(r, i, 2, 2) || is_mark(r, i + 1, ':'))
		return NO_MATCH;
	r->at++;
	date_set_time(r, value(r, i), 0, FIELD_NONE);
	return MATCHED;
}

/* noon, midnight */
enum verdict date_rule_time_by_name(struct reader *r)
{
	const struct found found = date_named(r, r->at, NAME_TIME);
	if (!found.tokens || r->f->hour != FIELD_NONE)
		return NO_MATCH;
	r->at += found.tokens;
	date_set_time(r, found.names->value, 0, FIELD_NONE);
	return MATCHED;
}

/* AM and PM stand behind the time, or before it (오후 3:45). */
enum verdict date_rule_half(struct reader *r)
{
	struct found found = date_named(r, r->at, NAME_PM);
	const enum name_kind half = found.tokens ? NAME_PM : NAME_AM;
	if (!found.tokens)
		found = date_named(r, r->at, NAME_AM);
	const size_t end = r->at + found.tokens;
	const bool is_behind = r->f->hour != FIELD_NONE && r->time_end == r->at;
	const bool is_before = is_number(r, end, 1, 2) &&
	                       (is_mark(r, end + 1, ':') || date_named(r, end + 1, NAME_HOUR).tokens);
	if (!found.tokens || r->half || (!is_behind && !is_before))
		return NO_MATCH;
	r->half = half;
	r->at = end;
	r->time_end = r->at;
	return MATCHED;
}

/* "7:45p" */
enum verdict date_rule_half_letter(struct reader *r)
{
	const bool is_pm = is_word(r, r->at, "p");
	if (r->f->hour == FIELD_NONE || r->half || r->time_end != r->at || !is_glued(r, r->at) ||
	    (!is_pm && !is_word(r, r->at, "a")))
		return NO_MATCH;
	r->half = is_pm ? NAME_PM : NAME_AM;
	r->time_end = ++r->at;
	return MATCHED;
}
