/* SPDX-License-Identifier: MIT
 * Words, and bare numbers whose meaning their place gives them. */
#include "core/normalize/date_reader.h"

static bool is_of_language(const struct name *name, const char *tag)
{
	const size_t len = strlen(name->language);
	return len && !strncmp(name->language, tag, len) &&
	       (tag[len] == '\0' || tag[len] == '-' || tag[len] == '_');
}

/* Does another word of the text belong to that language? */
static bool is_text_language(const struct reader *r, const char *language)
{
	static const enum name_kind kinds[] = { NAME_WEEKDAY, NAME_CLOCK, NAME_NOISE };
	for (size_t i = 0; i < r->text->count; i++)
		for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
			const struct found found = date_named(r, i, kinds[k]);
			for (size_t n = 0; n < found.count; n++)
				if (!strcmp(found.names[n].language, language))
					return true;
		}
	return false;
}

static int value_of_language(const struct found *found, const char *tag)
{
	for (size_t i = 0; tag && i < found->count; i++)
		if (is_of_language(&found->names[i], tag))
			return found->names[i].value;
	return 0;
}

/* The value that all the names have, or those of the text's other words: "listopada 2026 r." is Polish. */
static int common_value(const struct reader *r, const struct found *found, bool is_of_text)
{
	int common = 0;
	for (size_t i = 0; i < found->count; i++) {
		const struct name *name = &found->names[i];
		if (is_of_text && !is_text_language(r, name->language))
			continue;
		if (common && name->value != common)
			return 0;
		common = name->value;
	}
	return common;
}

/* Polish puts no dot behind a day, of those that share names with it all others do: "22. listopada" is Croatian. */
static int value_by_dot(const struct reader *r, const struct found *found)
{
	const bool is_dotted = r->at && is_mark(r, r->at - 1, '.');
	int common = 0;
	for (size_t i = 0; i < found->count; i++) {
		const struct name *name = &found->names[i];
		if (!strcmp(name->language, "pl") == is_dotted)
			continue;
		if (common && name->value != common)
			return 0;
		common = name->value;
	}
	return common;
}

/* What a name means: in the hint's language, in English, in all that have it, in the text's. 0 where that is open. */
static int agreed_value(const struct reader *r, const struct found *found)
{
	int v = value_of_language(found, r->hint->language);
	v = v ? v : value_of_language(found, "en");
	v = v ? v : common_value(r, found, false);
	v = v ? v : common_value(r, found, true);
	return v ? v : value_by_dot(r, found);
}

enum verdict date_rule_month(struct reader *r)
{
	const size_t i = r->at;
	const struct found found = date_named(r, i, NAME_MONTH);
	const bool is_weekday = date_named(r, i, NAME_WEEKDAY).tokens > 0;
	if (!found.tokens || (is_weekday && (r->month_at != i || r->is_numeric)))
		return NO_MATCH;
	const int month = agreed_value(r, &found);
	if (!month)
		return date_refuse(r, "languages differ on which month that is, and none is told");
	r->at = i + found.tokens;
	r->is_thai = !strcmp(found.names[0].language, "th");
	return date_set_month(r, month);
}

/* "tháng 11", "Th11"; "Th 9 Nov" is a Thursday. */
enum verdict date_rule_month_number(struct reader *r)
{
	const size_t used = date_named(r, r->at, NAME_MONTH_NO).tokens;
	const bool is_weekday = is_word(r, r->at, "th") && !is_glued(r, r->at + 1);
	if (!used || is_weekday || !is_number(r, r->at + used, 1, 2))
		return NO_MATCH;
	const int month = value(r, r->at + used);
	r->at += used + 1;
	return date_set_month(r, month);
}

bool date_is_counted_weekday(const struct reader *r, size_t i)
{
	return (is_word(r, i, "thu") || is_word(r, i, "t")) && is_number(r, i + 1, 1, 1) &&
	       value(r, i + 1) >= 2 && value(r, i + 1) <= 7 &&
	       (is_mark(r, i + 2, ',') || is_mark(r, i + 2, '-')) && is_number(r, i + 3, 1, 2) &&
	       (mark_at(r, i + 4) || date_named(r, i + 4, NAME_MONTH_NO).tokens);
}

enum verdict date_rule_weekday(struct reader *r)
{
	if (date_is_counted_weekday(r, r->at)) {
		r->at += 2;
		return MATCHED;
	}
	const size_t used = date_named(r, r->at, NAME_WEEKDAY).tokens;
	r->at += used;
	return used ? MATCHED : NO_MATCH;
}

enum verdict date_rule_noise(struct reader *r)
{
	if (is_word(r, r->at, "t") && is_number(r, r->at + 1, 1, 6) && has_date(r->f)) {
		r->at++;
		return MATCHED;
	}
	const size_t clock = date_named(r, r->at, NAME_CLOCK).tokens,
		     noise = date_named(r, r->at, NAME_NOISE).tokens;
	const size_t hour = r->f->hour != FIELD_NONE ? date_named(r, r->at, NAME_HOUR).tokens : 0;
	const size_t used = clock > noise ? clock : noise > hour ? noise : hour;
	if (!used)
		return NO_MATCH;
	r->at += used;
	if (hour)
		r->time_end = r->at;
	if (clock) {
		while (is_mark(r, r->at, '.') || is_mark(r, r->at, ':'))
			r->at++;
		if (r->f->hour == FIELD_NONE)
			r->time_end = r->at;
	}
	return MATCHED;
}

/* " m=+0.000012": what Go prints of its monotonic clock, last. */
enum verdict date_rule_monotonic(struct reader *r)
{
	const size_t i = r->at;
	if (r->f->hour == FIELD_NONE || !is_word(r, i, "m") || !is_mark(r, i + 1, '=') ||
	    (!is_mark(r, i + 2, '+') && !is_mark(r, i + 2, '-')) || !is_number(r, i + 3, 1, DATE_DIGITS))
		return NO_MATCH;
	r->at = fraction_end(r, i + 4);
	return MATCHED;
}

/* "· 3 min read", "Lesezeit: 3 Minuten": what magazines put behind the date. */
static const char *const reading[] = { "read",    "reading", "lesezeit", "lesedauer", "lecture",
	                               "lectura", "leitura", "lettura",  "leestijd",  "lastid" };

static bool is_reading_word(const struct reader *r, size_t i)
{
	for (size_t k = 0; k < sizeof reading / sizeof *reading; k++)
		if (is_word(r, i, reading[k]))
			return true;
	return false;
}

/* Takes "3 min", or gives i itself. */
static size_t minutes_end(const struct reader *r, size_t i)
{
	const size_t unit = is_number(r, i, 1, 2) ? date_named(r, i + 1, NAME_MINUTE).tokens : 0;
	return unit ? i + 1 + unit : i;
}

/* "3 min read", "3 min. de lecture" */
static size_t reading_behind_end(const struct reader *r, size_t i)
{
	size_t end = minutes_end(r, i);
	if (end == i)
		return i;
	end += is_mark(r, end, '.');
	end += date_named(r, end, NAME_NOISE).tokens;
	return is_reading_word(r, end) ? end + 1 : i;
}

/* "Lesezeit: 3 Minuten", "Reading time 3 min" */
static size_t reading_before_end(const struct reader *r, size_t i)
{
	if (!is_reading_word(r, i))
		return i;
	size_t start = i + 1;
	start += date_named(r, start, NAME_NOISE).tokens;
	start += is_mark(r, start, ':');
	const size_t end = minutes_end(r, start);
	return end > start ? end : i;
}

enum verdict date_rule_reading_time(struct reader *r)
{
	const size_t i = r->at;
	if (!has_date(r->f))
		return NO_MATCH;
	r->at = is_number(r, i, 1, 2) ? reading_behind_end(r, i) : reading_before_end(r, i);
	return r->at > i ? MATCHED : NO_MATCH;
}

/* ---- bare numbers ---- */

/* The year before the first of an era that the word before the number names; 0: none does. */
static int era_before(const struct reader *r, size_t i)
{
	static const struct {
		const char *name;
		int before;
	} eras[] = { { "民國", 1911 }, { "民国", 1911 }, { "令和", 2018 }, { "平成", 1988 } };
	for (size_t k = 0; i && k < sizeof eras / sizeof *eras; k++)
		if (is_word(r, i - 1, eras[k].name))
			return eras[k].before;
	return 0;
}

enum verdict date_rule_signed_number(struct reader *r)
{
	const size_t i = r->at;
	const int era = era_before(r, i);
	const size_t year = date_named(r, i + 1, NAME_YEAR).tokens,
		     month = date_named(r, i + 1, NAME_MONTH_OF).tokens,
		     day = date_named(r, i + 1, NAME_DAY).tokens;
	if (is_number(r, i, era ? 1 : 4, era ? 3 : 4) && year && r->f->year == FIELD_NONE) {
		r->f->year = era + value(r, i);
		r->at = i + 1 + year;
		return MATCHED;
	}
	if (is_number(r, i, 1, 2) && month) {
		r->at = i + 1 + month;
		return date_set_month(r, value(r, i));
	}
	if (is_number(r, i, 1, 2) && day && r->f->day == FIELD_NONE) {
		r->f->day = value(r, i);
		r->at = i + 1 + day;
		return MATCHED;
	}
	return NO_MATCH;
}

/* "07:45:10 0100": a plus that a form's decoding took for a blank. */
static bool is_lost_offset(const struct reader *r, size_t i)
{
	const int hours = value(r, i) / 100, minutes = value(r, i) % 100;
	return is_number(r, i, 4, 4) && has_date(r->f) && r->time_end == i && r->f->zone.kind == ZONE_NONE &&
	       peek(r, i + 1)->kind == TOKEN_END && hours <= 14 && minutes < 60 && minutes % 15 == 0;
}

/* "October 14-16": the last day of several, no year as in "Oct-14-16". */
static bool is_range_end(const struct reader *r, size_t i)
{
	return i >= 3 && is_mark(r, i - 1, '-') && is_number(r, i - 2, 1, 2) && !is_mark(r, i - 3, '-');
}

/* "16 de mayo a 20 de mayo": another day, no year. */
static bool is_day_of_month(const struct reader *r, size_t i)
{
	const size_t noise = date_named(r, i, NAME_NOISE).tokens;
	return date_named(r, i + noise, NAME_MONTH).tokens > 0 &&
	       !date_named(r, i + noise, NAME_WEEKDAY).tokens;
}

enum verdict date_rule_number(struct reader *r)
{
	const size_t i = r->at;
	if (is_number(r, i, 1, 2) && r->f->day == FIELD_NONE) {
		r->f->day = value(r, i);
		r->at = i + 1;
		if (is_glued(r, i + 1))
			r->at += date_named(r, i + 1, NAME_ORDINAL).tokens;
		return MATCHED;
	}
	if (is_lost_offset(r, i)) {
		const int minutes = value(r, i) / 100 * 60 + value(r, i) % 100;
		r->f->zone = (struct date_zone){ .kind = ZONE_OFFSET, .offset_s = minutes * 60 };
		r->at = i + 1;
		return MATCHED;
	}
	const bool is_short = is_number(r, i, 2, 2) && r->f->day != FIELD_NONE && r->f->month != FIELD_NONE &&
	                      !is_range_end(r, i) && !is_day_of_month(r, i + 1);
	if (r->f->year == FIELD_NONE && (is_number(r, i, 4, 4) || is_short)) {
		r->f->year = is_short && r->is_thai ? 2500 + value(r, i) : year_at(r, i);
		r->at = i + 1;
		return MATCHED;
	}
	return NO_MATCH;
}

enum verdict date_rule_mark(struct reader *r)
{
	static const char skipped[] = ",.-|;:'\"_/\\<>*~()[]@!";
	const struct token *t = peek(r, r->at);
	const bool is_address = is_mark(r, r->at, '/') && is_mark(r, r->at + 1, '/');
	if (t->kind != TOKEN_MARK || !strchr(skipped, (int)t->value) || is_address)
		return NO_MATCH;
	const bool is_in_time = r->time_end == r->at;
	r->at++;
	if (is_in_time)
		r->time_end = r->at;
	return MATCHED;
}

/* One word that nobody knows: a weekday of a language that we have not (a letter: "V, 22 nov"), before anything else;
 * or a zone behind the time, which then is the source's. */
enum verdict date_rule_strange_word(struct reader *r)
{
	const struct token *t = peek(r, r->at);
	const bool is_first =
		r->f->day == FIELD_NONE && r->f->month == FIELD_NONE && r->f->hour == FIELD_NONE;
	const bool is_zone = r->f->hour != FIELD_NONE && r->time_end == r->at && t->len >= 3 && t->len <= 5;
	const bool is_long = t->len >= 2 || (r->at == 0 && is_mark(r, 1, ',') && is_number(r, 2, 1, 2));
	if (t->kind != TOKEN_WORD || r->has_strange_word || !is_long || (!is_first && !is_zone))
		return NO_MATCH;
	r->has_strange_word = true;
	r->at++;
	return MATCHED;
}
