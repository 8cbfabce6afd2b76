/* SPDX-License-Identifier: MIT
 * Whole forms of dates: those of the wires, ISO 8601, epochs, numbers parted by marks. */
#include "core/normalize/date_reader.h"

/* ---- forms of the wires ---- */

/* "101430 GMT Mar 26": day, hour, minute. */
enum verdict date_rule_wire_group(struct reader *r)
{
	const size_t start = r->at;
	if (!is_number(r, start, 6, 6) || r->f->day != FIELD_NONE)
		return NO_MATCH;
	struct date_zone zone = { 0 };
	size_t i = start + 1;
	if (!date_named(r, i, NAME_MONTH).tokens && peek(r, i)->kind == TOKEN_WORD) {
		const struct str word = date_text_slice(r->text, i, i);
		if (!zone_abbreviation(word, r->hint->timezone, &zone) &&
		    !(word.len == 1 && zone_letter(word.ptr[0], &zone)))
			return NO_MATCH;
		i++;
	}
	if (!date_named(r, i, NAME_MONTH).tokens)
		return NO_MATCH;
	const int digits = value(r, start);
	r->f->day = digits / 10000;
	r->at = i;
	date_set_time(r, digits / 100 % 100, digits % 100, FIELD_NONE);
	if (zone.kind != ZONE_NONE)
		date_set_zone(r, &zone, i);
	return MATCHED;
}

/* "XP-WF-03-02-26": month, day, year. */
enum verdict date_rule_anpa(struct reader *r)
{
	if (r->at || peek(r, 0)->kind != TOKEN_WORD || !is_mark(r, 1, '-') || !is_word(r, 2, "wf") ||
	    !is_mark(r, 3, '-') || !is_numeric_date(r, 4, '-'))
		return NO_MATCH;
	r->at = 9;
	return date_set(r, year_at(r, 8), value(r, 4), value(r, 6));
}

/* "KWS-21:37-09-12-25": time, day, month, year in Tokyo; without the letters, in the source's zone. */
enum verdict date_rule_kyodo(struct reader *r)
{
	const bool is_signed = r->at == 0 && peek(r, 0)->kind == TOKEN_WORD && is_mark(r, 1, '-');
	const size_t i = is_signed ? 2 : r->at;
	if (r->f->hour != FIELD_NONE || !is_number(r, i, 1, 2) || !is_mark(r, i + 1, ':') ||
	    !is_number(r, i + 2, 2, 2) || !is_mark(r, i + 3, '-') || !is_glued(r, i + 4) ||
	    !is_numeric_date(r, i + 4, '-'))
		return NO_MATCH;
	if (is_signed && is_word(r, 0, "kws"))
		r->f->zone = (struct date_zone){ .kind = ZONE_NAMED, .named = zone_find(STR("Asia/Tokyo")) };
	r->at = i + 9;
	date_set_time(r, value(r, i), value(r, i + 2), FIELD_NONE);
	return date_set(r, year_at(r, i + 8), value(r, i + 6), value(r, i + 4));
}

/* ---- ISO 8601 and epochs ---- */

static bool is_alone(const struct reader *r, size_t end)
{
	return r->at == 0 && end == r->text->count;
}

static enum verdict set_epoch(struct reader *r, int64_t ms)
{
	r->f->is_epoch = true;
	r->f->epoch_ms = ms;
	r->at = r->text->count;
	return MATCHED;
}

/* Seconds, milliseconds, microseconds by their digits; only between 2001 and 2038, for the numbers of telephones and
 * credit cards have as many. -1 for no epoch. */
static int64_t epoch_ms(const struct token *t)
{
	const int64_t least_ms = INT64_C(1000000000000), most_ms = INT64_C(2147483647999);
	const int64_t v = t->value;
	const int64_t ms = t->len == 10 ? v * 1000 : t->len == 13 ? v : t->len == 16 ? v / 1000 : -1;
	return ms >= least_ms && ms <= most_ms ? ms : -1;
}

/* 1795333510, @1795333510, 1795333510123, 1795333510.5 */
enum verdict date_rule_epoch(struct reader *r)
{
	const size_t i = r->at;
	const bool has_fraction = is_mark(r, i + 1, '.') && is_number(r, i + 2, 1, DATE_DIGITS);
	const bool is_first = i == 0 || (i == 1 && is_mark(r, 0, '@'));
	if (!is_first || i + (has_fraction ? 3 : 1) != r->text->count)
		return NO_MATCH;
	const int64_t ms = epoch_ms(peek(r, i));
	return ms < 0 ? NO_MATCH : set_epoch(r, ms);
}

/* "/Date(1795333510000+0100)/" of .NET, "new Date(1795333510000)": milliseconds, whatever the offset. */
enum verdict date_rule_epoch_call(struct reader *r)
{
	const size_t i = r->at + 2;
	int offset = 0;
	if (!is_word(r, r->at, "date") || !is_mark(r, i - 1, '(') || !is_number(r, i, 9, 14))
		return NO_MATCH;
	const size_t end = i + 1 + date_read_offset(r, i + 1, &offset);
	return is_mark(r, end, ')') ? set_epoch(r, peek(r, i)->value) : NO_MATCH;
}

/* The digits of a time in a basic form; none where they are the zero time that NITF puts for "no time": with
 * an offset in digits behind it. */
static enum verdict take_basic_time(struct reader *r, int64_t digits, bool has_seconds, size_t end)
{
	int offset = 0;
	r->at = fraction_end(r, end);
	if (!digits && has_seconds && date_read_offset(r, r->at, &offset)) {
		r->time_end = r->at;
		return date_take_offset(r, r->at);
	}
	const int hhmm = (int)(has_seconds ? digits / 100 : digits);
	date_set_time(r, hhmm / 100, hhmm % 100, has_seconds ? (int)(digits % 100) : FIELD_NONE);
	return MATCHED;
}

enum verdict date_rule_compact(struct reader *r)
{
	const size_t i = r->at, len = peek(r, i)->len;
	if (peek(r, i)->kind != TOKEN_NUMBER || (len != 8 && len != 12 && len != 14))
		return NO_MATCH;
	const int64_t all = peek(r, i)->value;
	const int64_t time_base = len == 14 ? 1000000 : len == 12 ? 10000 : 1;
	const int day = (int)(all / time_base);
	r->at = i + 1;
	if (date_set(r, day / 10000, day / 100 % 100, day % 100) == REFUSED)
		return REFUSED;
	if (len != 8)
		return take_basic_time(r, all % time_base, len == 14, i + 1);
	const size_t time =
		is_word(r, i + 1, "t") || is_mark(r, i + 1, '_') || is_mark(r, i + 1, '-') ? i + 2 : i + 1;
	if (is_number(r, time, 6, 6) || is_number(r, time, 4, 4))
		return take_basic_time(r, peek(r, time)->value, peek(r, time)->len == 6, time + 1);
	return MATCHED;
}

/* Day 1 of week 1 is the Monday of the week that has 4 January in it. */
static enum verdict set_week_date(struct reader *r, int year, int week, int weekday)
{
	const int64_t fourth = date_days(year, 1, 4);
	const int64_t monday = fourth - ((fourth + 3) % 7 + 7) % 7;
	const int64_t next_fourth = date_days(year + 1, 1, 4);
	const int64_t end = next_fourth - ((next_fourth + 3) % 7 + 7) % 7;
	const int64_t day = monday + (int64_t)(week - 1) * 7 + weekday - 1;
	if (week < 1 || weekday < 1 || weekday > 7 || day >= end)
		return date_refuse(r, "there is no such week or day of it");
	int y, m, d;
	date_civil(day, &y, &m, &d);
	return date_set(r, y, m, d);
}

/* 2026-W47-7, 2026W477 */
enum verdict date_rule_week(struct reader *r)
{
	const size_t i = r->at, w = is_mark(r, i + 1, '-') ? i + 2 : i + 1;
	if (!is_number(r, i, 4, 4) || !is_word(r, w, "w") || !is_glued(r, w))
		return NO_MATCH;
	const int year = value(r, i);
	if (is_number(r, w + 1, 3, 3)) {
		r->at = w + 2;
		return set_week_date(r, year, value(r, w + 1) / 10, value(r, w + 1) % 10);
	}
	if (!is_number(r, w + 1, 2, 2) || !is_mark(r, w + 2, '-') || !is_number(r, w + 3, 1, 1))
		return date_refuse(r, "a week alone is no date");
	r->at = w + 4;
	return set_week_date(r, year, value(r, w + 1), value(r, w + 3));
}

/* 2026-326, and alone 2026326 */
enum verdict date_rule_ordinal(struct reader *r)
{
	const size_t i = r->at;
	const bool is_basic = is_number(r, i, 7, 7) && is_alone(r, i + 1);
	if (!is_basic && (!is_number(r, i, 4, 4) || !is_mark(r, i + 1, '-') || !is_number(r, i + 2, 3, 3) ||
	                  is_mark(r, i + 3, '-')))
		return NO_MATCH;
	const int year = is_basic ? value(r, i) / 1000 : value(r, i);
	const int of_year = is_basic ? value(r, i) % 1000 : value(r, i + 2);
	if (of_year < 1 || of_year > (date_month_length(year, 2) == 29 ? 366 : 365))
		return date_refuse(r, "the year has no such day");
	int y, m, d;
	date_civil(date_days(year, 1, 1) + of_year - 1, &y, &m, &d);
	r->at = i + (is_basic ? 1 : 3);
	return date_set(r, y, m, d);
}

/* 2026-11-22, 2026/1/2, 2026. 11. 22., 2026-011-22, 2026_11_22; 2026:11:22 of cameras */
enum verdict date_rule_year_first(struct reader *r)
{
	const size_t i = r->at;
	const bool is_other = is_mark(r, i + 1, '_') || (is_mark(r, i + 1, ':') && r->f->day == FIELD_NONE);
	const char mark = is_other ? (char)peek(r, i + 1)->value : mark_at(r, i + 1);
	const bool is_date = is_number(r, i, 4, 4) && mark && is_number(r, i + 2, 1, 3) &&
	                     is_mark(r, i + 3, mark) && is_number(r, i + 4, 1, 2);
	if (!is_date)
		return NO_MATCH;
	r->at = i + 5;
	return date_set(r, value(r, i), value(r, i + 2), value(r, i + 4));
}

/* ---- numeric dates ---- */

static bool is_english(const char *tag)
{
	return !strncmp(tag, "en", 2) && (tag[2] == '\0' || tag[2] == '-' || tag[2] == '_');
}

/* English as its region does; those that put the year first say nothing. */
enum day_order date_language_order(const char *tag)
{
	static const char *const silent[] = { "zh", "ja", "ko", "hu", "lt", "mn" };
	static const char *const unsure[] = { "CA", "PH" };
	const char *region = strpbrk(tag, "-_");
	region = region && strlen(region) == 3 ? region + 1 : NULL;
	if (!is_english(tag)) {
		for (size_t i = 0; i < sizeof silent / sizeof *silent; i++)
			if (!strncmp(tag, silent[i], 2))
				return ORDER_UNKNOWN;
		return ORDER_DAY_FIRST;
	}
	if (!region)
		return ORDER_UNKNOWN;
	for (size_t i = 0; i < sizeof unsure / sizeof *unsure; i++)
		if (!strcmp(region, unsure[i]))
			return ORDER_UNKNOWN;
	return !strcmp(region, "US") ? ORDER_MONTH_FIRST : ORDER_DAY_FIRST;
}

/* Who decides on 04/05/2026, the first that has an opinion: the source's configuration, the language of the
 * text's own words, the source's language unless English, its zone, the region of its English. (The zone
 * comes before "en-US", which is what publishing systems say when nobody told them anything.) */
static enum day_order numeric_order(const struct reader *r)
{
	const struct date_hint *h = r->hint;
	if (h->is_month_first)
		return ORDER_MONTH_FIRST;
	if (h->is_day_first)
		return ORDER_DAY_FIRST;
	if (r->order)
		return r->order;
	const enum day_order by_language = h->language ? date_language_order(h->language) : ORDER_UNKNOWN;
	if (by_language && !is_english(h->language))
		return by_language;
	const struct zone *zone = h->timezone ? zone_find(str_c(h->timezone)) : NULL;
	const enum day_order by_zone = zone ? zone_day_order(zone) : ORDER_UNKNOWN;
	return by_zone ? by_zone : by_language;
}

static enum verdict set_numeric(struct reader *r, int year, int a, int b, enum day_order order)
{
	if (a > 12 || a == b)
		order = ORDER_DAY_FIRST;
	else if (b > 12)
		order = ORDER_MONTH_FIRST;
	else if (!order)
		order = numeric_order(r);
	if (!order)
		return date_refuse(r, "which number is the month? Nothing says whether the day comes first");
	return order == ORDER_DAY_FIRST ? date_set(r, year, b, a) : date_set(r, year, a, b);
}

/* "11-22-26 0145EST": the American wire's order. */
static bool is_wire_time(const struct reader *r, size_t i)
{
	struct date_zone zone;
	return is_number(r, i, 4, 4) && peek(r, i + 1)->kind == TOKEN_WORD && is_glued(r, i + 1) &&
	       zone_abbreviation(date_text_slice(r->text, i + 1, i + 1), NULL, &zone);
}

/* "WordPress 6.2.11": behind a word that nobody knows it is a version. */
static bool is_version(const struct reader *r, size_t i)
{
	return r->has_strange_word && i && peek(r, i - 1)->kind == TOKEN_WORD && !r->lookups[i - 1].kinds &&
	       is_mark(r, i + 1, '.') && peek(r, i + 4)->len == 2;
}

enum verdict date_rule_numeric(struct reader *r)
{
	const size_t i = r->at;
	const char mark = mark_at(r, i + 1);
	const bool is_day_next =
		r->f->year != FIELD_NONE && r->f->month != FIELD_NONE; /* 2026. nov. 22. 14.07 */
	if (!mark || is_day_next || !is_numeric_date(r, i, mark))
		return NO_MATCH;
	if (is_version(r, i))
		return date_refuse(r, "a version, as it seems, and no date");
	const bool is_wire = mark == '-' && peek(r, i + 4)->len == 2 && is_wire_time(r, i + 5);
	r->at = i + 5;
	return set_numeric(r, year_at(r, i + 4), value(r, i), value(r, i + 2),
	                   mark == '.' ? ORDER_DAY_FIRST
	                   : is_wire   ? ORDER_MONTH_FIRST
	                               : ORDER_UNKNOWN);
}

/* 31/07, 25.11. */
enum verdict date_rule_numeric_yearless(struct reader *r)
{
	const size_t i = r->at;
	const char mark = mark_at(r, i + 1);
	if (!mark || r->f->day != FIELD_NONE || r->f->month != FIELD_NONE || !is_number(r, i, 1, 2) ||
	    !is_number(r, i + 2, 1, 2) || !is_glued(r, i + 2))
		return NO_MATCH;
	r->at = i + 3;
	return set_numeric(r, FIELD_NONE, value(r, i), value(r, i + 2),
	                   mark == '.' ? ORDER_DAY_FIRST : ORDER_UNKNOWN);
}

/* "Sun, 22 11 2026": RFC 822 by a program that had no names of months. */
enum verdict date_rule_numeric_blanks(struct reader *r)
{
	const size_t i = r->at;
	const size_t before = i && is_mark(r, i - 1, ',') ? i - 1 : i;
	if (r->f->day != FIELD_NONE || !before || !date_named(r, before - 1, NAME_WEEKDAY).tokens ||
	    !is_number(r, i, 1, 2) || !is_number(r, i + 1, 1, 2) || !is_number(r, i + 2, 4, 4))
		return NO_MATCH;
	r->at = i + 3;
	return set_numeric(r, year_at(r, i + 2), value(r, i), value(r, i + 1), ORDER_DAY_FIRST);
}
