/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "core/base/clock.h"
#include "core/normalize/date_parts.h"

enum { DAY_S = 86400, YEAR_LEAST = 1800, YEAR_MOST = 2200 };

/* Days and dates, after Howard Hinnant's "chrono-compatible low-level date algorithms". */
int64_t date_days(int year, int month, int day)
{
	const int y = year - (month <= 2);
	const int era = (y >= 0 ? y : y - 399) / 400;
	const int of_era = y - era * 400;
	const int of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
	return (int64_t)era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

void date_civil(int64_t days, int *year, int *month, int *day)
{
	const int64_t z = days + 719468;
	const int64_t era = (z >= 0 ? z : z - 146096) / 146097;
	const int of_era = (int)(z - era * 146097);
	const int y = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	const int of_year = of_era - (365 * y + y / 4 - y / 100);
	const int m = (5 * of_year + 2) / 153;
	*day = of_year - (153 * m + 2) / 5 + 1;
	*month = m < 10 ? m + 3 : m - 9;
	*year = (int)(y + era * 400) + (*month <= 2);
}

int date_month_length(int year, int month)
{
	static const uint8_t lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	const bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
	return month == 2 && is_leap ? 29 : lengths[month - 1];
}

int date_year_full(int two_digits)
{
	return two_digits + (two_digits <= 68 ? 2000 : 1900);
}

static bool is_real(const struct date_fields *f)
{
	if (f->year < YEAR_LEAST || f->year > YEAR_MOST || f->month < 1 || f->month > 12 || f->day < 1 ||
	    f->day > date_month_length(f->year, f->month))
		return false;
	if (f->hour == FIELD_NONE)
		return true;
	const int second = f->second == FIELD_NONE ? 0 : f->second;
	if (f->hour == 24)
		return f->minute == 0 && second == 0;
	return f->hour >= 0 && f->hour < 24 && f->minute >= 0 && f->minute < 60 && second >= 0 &&
	       second <= 60;
}

static int64_t floor_div(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

static void set_local_date(struct date *out, int64_t local_ms)
{
	date_civil(floor_div(local_ms, (int64_t)DAY_S * 1000), &out->year, &out->month, &out->day);
}

static int finish_epoch(const struct date_fields *f, struct date *out, struct err *err)
{
	struct date d = { .wall_ms = f->epoch_ms, .precision = DATE_SECOND, .has_zone = true };
	set_local_date(&d, d.wall_ms);
	if (d.year < YEAR_LEAST || d.year > YEAR_MOST)
		return err_set(err, EXIT_NOTHING, "year %d is not one of a news date", d.year);
	*out = d;
	return 0;
}

static int to_utc(const struct date_zone *zone, const struct date_hint *hint, int64_t local_ms, int64_t *out,
                  struct err *err)
{
	if (zone->kind == ZONE_OFFSET) {
		*out = local_ms - (int64_t)zone->offset_s * 1000;
		return 0;
	}
	struct zone *named = zone->kind == ZONE_NAMED ? zone->named : NULL;
	if (!named && (!hint->timezone || !strcmp(hint->timezone, "UTC"))) {
		*out = local_ms;
		return 0;
	}
	if (!named)
		named = zone_find(str_c(hint->timezone));
	if (!named)
		return err_set(err, EXIT_WRONG_USE, "%s is not the name of a time zone", hint->timezone);
	*out = zone_to_utc(named, local_ms);
	return 0;
}

static int finish(const struct date_fields *f, const struct date_hint *hint, struct date *out,
                  struct err *err)
{
	if (f->is_epoch)
		return finish_epoch(f, out, err);
	if (!is_real(f))
		return err_set(err, EXIT_NOTHING, "there is no such day or time");
	if (f->year == 1900 && f->month == 1 && f->day == 1)
		return err_set(err, EXIT_NOTHING, "1 January 1900 is what programs write for no date");
	struct date d = { .has_zone = f->zone.kind != ZONE_NONE };
	d.precision = f->hour == FIELD_NONE ? DATE_DAY : f->second == FIELD_NONE ? DATE_MINUTE : DATE_SECOND;
	int64_t local_s = date_days(f->year, f->month, f->day) * DAY_S;
	if (d.precision != DATE_DAY)
		local_s += f->hour * 3600 + f->minute * 60 + (f->second == FIELD_NONE ? 0 : f->second);
	set_local_date(&d, local_s * 1000);
	if (to_utc(&f->zone, hint, local_s * 1000, &d.wall_ms, err))
		return -1;
	*out = d;
	return 0;
}

/* The fast way for what nine in ten dates look like: RFC 3339 and RFC 822 as they are in the book. Whatever
 * is not is left to the grammar, so these only ever say yes or "not I". */
struct scan {
	const char *at, *end;
};

static bool scan_digits(struct scan *s, int least, int most, int *out)
{
	int n = 0, value = 0;
	while (n < most && s->at + n < s->end && ascii_is_digit(s->at[n]))
		value = value * 10 + s->at[n++] - '0';
	if (n < least)
		return false;
	s->at += n;
	*out = value;
	return true;
}

static bool scan_char(struct scan *s, char c)
{
	if (s->at == s->end || *s->at != c)
		return false;
	s->at++;
	return true;
}

static bool scan_offset(struct scan *s, struct date_zone *zone)
{
	const char sign = s->at < s->end ? *s->at : '\0';
	int hours, minutes;
	if ((sign != '+' && sign != '-') || s->end - s->at < 5)
		return false;
	s->at++;
	if (!scan_digits(s, 2, 2, &hours))
		return false;
	scan_char(s, ':');
	if (!scan_digits(s, 2, 2, &minutes) || hours > 14 || minutes > 59)
		return false;
	const int offset = hours * 3600 + minutes * 60;
	*zone = (struct date_zone){ .kind = ZONE_OFFSET, .offset_s = sign == '-' ? -offset : offset };
	return true;
}

static bool scan_zone(struct scan *s, struct date_zone *zone)
{
	if (scan_offset(s, zone))
		return true;
	const struct str rest = str_n(s->at, (size_t)(s->end - s->at));
	if (!str_eq(rest, STR("Z")) && !str_eq(rest, STR("GMT")) && !str_eq(rest, STR("UTC")))
		return false;
	s->at = s->end;
	*zone = (struct date_zone){ .kind = ZONE_OFFSET };
	return true;
}

static bool scan_seconds(struct scan *s, int *second)
{
	if (!scan_char(s, ':'))
		return true;
	if (!scan_digits(s, 2, 2, second))
		return false;
	if (scan_char(s, '.'))
		while (s->at < s->end && ascii_is_digit(*s->at))
			s->at++;
	return true;
}

static bool scan_rfc3339(struct scan s, struct date_fields *f)
{
	if (!scan_digits(&s, 4, 4, &f->year) || !scan_char(&s, '-') || !scan_digits(&s, 2, 2, &f->month) ||
	    !scan_char(&s, '-') || !scan_digits(&s, 2, 2, &f->day))
		return false;
	if (s.at == s.end)
		return true;
	if (!scan_char(&s, 'T') && !scan_char(&s, ' '))
		return false;
	if (!scan_digits(&s, 2, 2, &f->hour) || !scan_char(&s, ':') || !scan_digits(&s, 2, 2, &f->minute) ||
	    !scan_seconds(&s, &f->second))
		return false;
	if (s.at < s.end && !scan_zone(&s, &f->zone))
		return false;
	return s.at == s.end;
}

static bool scan_month(struct scan *s, int *month)
{
	static const char names[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
	if (s->end - s->at < 3)
		return false;
	for (int i = 0; i < 12; i++)
		if (!memcmp(s->at, names + (size_t)i * 3, 3)) {
			*month = i + 1;
			s->at += 3;
			return true;
		}
	return false;
}

static bool scan_rfc822(struct scan s, struct date_fields *f)
{
	if (s.end - s.at > 5 && s.at[3] == ',' && s.at[4] == ' ')
		s.at += 5;
	if (!scan_digits(&s, 1, 2, &f->day) || !scan_char(&s, ' ') || !scan_month(&s, &f->month) ||
	    !scan_char(&s, ' ') || !scan_digits(&s, 4, 4, &f->year) || !scan_char(&s, ' ') ||
	    !scan_digits(&s, 2, 2, &f->hour) || !scan_char(&s, ':') || !scan_digits(&s, 2, 2, &f->minute) ||
	    !scan_seconds(&s, &f->second))
		return false;
	return scan_char(&s, ' ') && scan_zone(&s, &f->zone) && s.at == s.end;
}

static struct date_fields no_fields(void)
{
	return (struct date_fields){ .year = FIELD_NONE,
		                     .month = FIELD_NONE,
		                     .day = FIELD_NONE,
		                     .hour = FIELD_NONE,
		                     .minute = FIELD_NONE,
		                     .second = FIELD_NONE };
}

static bool read_fast(struct str text, struct date_fields *out)
{
	const struct scan s = { text.ptr, text.ptr + text.len };
	*out = no_fields();
	if (scan_rfc3339(s, out))
		return true;
	*out = no_fields();
	return scan_rfc822(s, out);
}

int date_parse(struct str text, const struct date_hint *hint, struct date *out, struct err *err)
{
	static const struct date_hint none = { 0 };
	struct date_fields fields;
	struct date_text tokens;
	text = str_trim(text);
	hint = hint ? hint : &none;
	if (!read_fast(text, &fields)) {
		fields = no_fields();
		if (date_lex(text, &tokens, err) || date_read(&tokens, hint, &fields, err))
			return -1;
	}
	return finish(&fields, hint, out, err);
}

void date_format(const struct date *date, char out[DATE_TEXT])
{
	if (date->precision == DATE_DAY)
		snprintf(out, DATE_TEXT, "%04u-%02u-%02u", (unsigned)date->year % 10000,
		         (unsigned)date->month % 100, (unsigned)date->day % 100);
	else
		clock_format(date->wall_ms, out);
}

void date_setup(void)
{
	date_names_find(STR("setup"));
	zone_find(STR("Etc/UTC"));
}

bool date_is_timezone(const char *name)
{
	return zone_find(str_c(name)) != NULL;
}
