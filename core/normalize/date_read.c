/* SPDX-License-Identifier: MIT
 * The grammar of dates: a table of rules, tried in order at each token. A rule that knows a whole form (ISO,
 * numeric, wire groups) takes it at once; month words and bare numbers fill what is still missing, in
 * whatever order they come, because that is how prose differs from language to language. */
#include "core/normalize/date_parts.h"

#include <stdlib.h>

enum { NAME_TOKENS = 5 };

/* What the table of names has for n words from a token on; looked up once. */
struct lookup {
	const struct name *first;
	uint16_t count;
	bool is_known;
};

struct reader {
	const struct date_text *text;
	const struct date_hint *hint;
	struct date_fields *f;
	struct err *err;
	size_t at;
	size_t month_at;      /* the word that is the month, where several could be; STR_NONE for none */
	size_t time_end;      /* behind the time of day and what belongs to it */
	enum name_kind half;  /* NAME_AM, NAME_PM, or 0 */
	enum day_order order; /* as the text's own language has it */
	bool has_strange_word, is_numeric, is_zone_by_name;
	struct lookup (*lookups)[NAME_TOKENS]; /* by token */
};

enum verdict { NO_MATCH, MATCHED, REFUSED };

static const struct token *peek(const struct reader *r, size_t i)
{
	return &r->text->tokens[i < r->text->count ? i : r->text->count];
}

static bool is_number(const struct reader *r, size_t i, unsigned least, unsigned most)
{
	const struct token *t = peek(r, i);
	return t->kind == TOKEN_NUMBER && t->len >= least && t->len <= most;
}

static bool is_mark(const struct reader *r, size_t i, char c)
{
	const struct token *t = peek(r, i);
	return t->kind == TOKEN_MARK && t->value == c;
}

static bool is_word(const struct reader *r, size_t i, const char *word)
{
	return peek(r, i)->kind == TOKEN_WORD && str_eq(date_text_slice(r->text, i, i), str_c(word));
}

static bool is_glued(const struct reader *r, size_t i)
{
	return peek(r, i)->is_glued;
}

static int value(const struct reader *r, size_t i)
{
	const int64_t v = peek(r, i)->value;
	return v > 999999999 ? 999999999 : (int)v;
}

static enum verdict refuse(struct reader *r, const char *why)
{
	err_set(r->err, EXIT_NOTHING, "%s", why);
	return REFUSED;
}

static bool has_date(const struct date_fields *f)
{
	return f->year != FIELD_NONE && f->month != FIELD_NONE && f->day != FIELD_NONE;
}

/* Names: the longest run of words from i on that is a name of that kind. */
struct found {
	const struct name *names;
	size_t count;  /* of that kind */
	size_t tokens; /* 0: none */
};

static struct lookup look_up(const struct reader *r, size_t i, size_t n)
{
	struct lookup *l = &r->lookups[i][n - 1];
	if (!l->is_known) {
		l->count = (uint16_t)date_names_find(date_text_slice(r->text, i, i + n - 1), &l->first);
		l->is_known = true;
	}
	return *l;
}

static struct found named(const struct reader *r, size_t i, enum name_kind kind)
{
	if (peek(r, i)->kind != TOKEN_WORD)
		return (struct found){ 0 };
	for (size_t n = NAME_TOKENS; n > 0; n--) {
		if (i + n > r->text->count || peek(r, i + n - 1)->kind != TOKEN_WORD)
			continue;
		const struct lookup all = look_up(r, i, n);
		struct found found = { .tokens = n };
		for (size_t k = 0; k < all.count; k++)
			if (all.first[k].kind == kind && !found.count++)
				found.names = &all.first[k];
		if (found.count)
			return found;
	}
	return (struct found){ 0 };
}

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
			const struct found found = named(r, i, kinds[k]);
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

/* What a name means: in the hint's language, in English, in all that have it, in the text's. 0 where that is
 * open. */
static int agreed_value(const struct reader *r, const struct found *found)
{
	int v = value_of_language(found, r->hint->language);
	v = v ? v : value_of_language(found, "en");
	v = v ? v : common_value(r, found, false);
	return v ? v : common_value(r, found, true);
}

/* Setting fields: a second, different value is a contradiction. */
static enum verdict set_month(struct reader *r, int month)
{
	if (r->f->month != FIELD_NONE && r->f->month != month)
		return refuse(r, "there are two months");
	r->f->month = month;
	return MATCHED;
}

static enum verdict set_date(struct reader *r, int year, int month, int day)
{
	if (r->f->day != FIELD_NONE || (r->f->year != FIELD_NONE && year != FIELD_NONE))
		return refuse(r, "there are two dates");
	if (year != FIELD_NONE)
		r->f->year = year;
	r->f->day = day;
	return set_month(r, month);
}

static void set_time(struct reader *r, int hour, int minute, int second)
{
	r->f->hour = hour;
	r->f->minute = minute;
	r->f->second = second;
	r->time_end = r->at;
}

/* ---- zones ---- */

/* "+0100", "-5", "+01:00:00" from the sign at i on; gives the tokens taken. */
static size_t read_offset(const struct reader *r, size_t i, int *out_s)
{
	const int sign = is_mark(r, i, '+') ? 1 : is_mark(r, i, '-') ? -1 : 0;
	if (!sign || !is_number(r, i + 1, 1, 4) || (sign < 0 && !is_glued(r, i + 1)))
		return 0;
	const int n = value(r, i + 1);
	const bool is_long = is_number(r, i + 1, 3, 4);
	int hours = is_long ? n / 100 : n, minutes = is_long ? n % 100 : 0;
	size_t used = 2;
	if (!is_long && is_mark(r, i + 2, ':') && is_number(r, i + 3, 2, 2)) {
		minutes = value(r, i + 3);
		used = 4;
		if (is_mark(r, i + 4, ':') && is_number(r, i + 5, 2, 2))
			used = 6;
	}
	*out_s = minutes > 59 || hours > 14 ? INT32_MAX : sign * (hours * 3600 + minutes * 60);
	return used;
}

/* The number behind a hyphen that begins another date or time: "21:37-09-12-25". */
static bool is_other_form(const struct reader *r, size_t i)
{
	return (is_mark(r, i, '-') || is_mark(r, i, '/') || is_mark(r, i, '.')) &&
	       is_number(r, i + 1, 1, 4) && is_glued(r, i + 1);
}

static enum verdict take_offset(struct reader *r, size_t i)
{
	int offset = 0;
	const size_t used = read_offset(r, i, &offset);
	if (!used || is_other_form(r, i + used))
		return NO_MATCH;
	if (offset == INT32_MAX)
		return refuse(r, "no zone is so far from Greenwich");
	if (r->f->zone.kind == ZONE_NONE || r->is_zone_by_name)
		r->f->zone = (struct date_zone){ .kind = ZONE_OFFSET, .offset_s = offset };
	r->is_zone_by_name = false;
	r->at = i + used;
	return MATCHED;
}

static void set_zone(struct reader *r, const struct date_zone *zone, size_t end)
{
	if (r->f->zone.kind == ZONE_NONE) {
		r->f->zone = *zone;
		r->is_zone_by_name = true;
	}
	r->at = end;
}

/* "Europe/Paris", "America/Argentina/Buenos_Aires", "Etc/GMT+5". */
static bool take_iana(struct reader *r, size_t i)
{
	if (peek(r, i)->kind != TOKEN_WORD || !is_mark(r, i + 1, '/'))
		return false;
	for (size_t n = 7; n >= 3; n--) {
		if (i + n > r->text->count)
			continue;
		struct zone *zone = zone_find(date_text_slice(r->text, i, i + n - 1));
		if (!zone)
			continue;
		set_zone(r, &(struct date_zone){ .kind = ZONE_NAMED, .named = zone }, i + n);
		return true;
	}
	return false;
}

static enum verdict take_zone_name(struct reader *r, size_t i)
{
	struct date_zone zone;
	if (peek(r, i)->kind != TOKEN_WORD)
		return NO_MATCH;
	if (take_iana(r, i))
		return MATCHED;
	const struct str word = date_text_slice(r->text, i, i);
	const bool is_last = peek(r, i + 1)->kind == TOKEN_END || peek(r, i + 1)->is_bracketed;
	if (!zone_abbreviation(word, r->hint->timezone, &zone) &&
	    !(word.len == 1 && is_last && !named(r, i, NAME_HOUR).tokens && !is_word(r, i, "u") &&
	      zone_letter(word.ptr[0], &zone)))
		return NO_MATCH;
	set_zone(r, &zone, i + 1);
	return take_offset(r, r->at) == REFUSED ? REFUSED : MATCHED; /* "GMT+2" */
}

static enum verdict rule_zone(struct reader *r)
{
	if (r->f->hour == FIELD_NONE && !has_date(r->f))
		return NO_MATCH;
	const enum verdict by_name = take_zone_name(r, r->at);
	if (by_name)
		return by_name;
	const bool is_sign_next = is_mark(r, r->at + 1, '+') || is_mark(r, r->at + 1, '-');
	const size_t sign =
		is_sign_next && (is_mark(r, r->at, ':') || is_mark(r, r->at, '-')) ? r->at + 1 : r->at;
	/* A date alone has a zone only in XML's form: 2026-11-22-05:00. */
	if (r->f->hour == FIELD_NONE && !(is_glued(r, sign) && is_mark(r, sign + 2, ':')))
		return NO_MATCH;
	return take_offset(r, sign);
}

/* Comments; but a zone may stand in brackets. */
static enum verdict rule_brackets(struct reader *r)
{
	if (!peek(r, r->at)->is_bracketed)
		return NO_MATCH;
	const size_t inner = r->at + 1;
	if (r->f->zone.kind == ZONE_NONE &&
	    (take_zone_name(r, inner) == REFUSED || take_offset(r, inner) == REFUSED))
		return REFUSED;
	while (peek(r, r->at)->is_bracketed)
		r->at++;
	r->time_end = r->at;
	return MATCHED;
}

/* ---- forms of the wires ---- */

/* "101430 GMT Mar 26": day, hour, minute. */
static enum verdict rule_wire_group(struct reader *r)
{
	const size_t start = r->at;
	if (!is_number(r, start, 6, 6) || r->f->day != FIELD_NONE)
		return NO_MATCH;
	struct date_zone zone = { 0 };
	size_t i = start + 1;
	if (!named(r, i, NAME_MONTH).tokens && peek(r, i)->kind == TOKEN_WORD) {
		const struct str word = date_text_slice(r->text, i, i);
		if (!zone_abbreviation(word, r->hint->timezone, &zone) &&
		    !(word.len == 1 && zone_letter(word.ptr[0], &zone)))
			return NO_MATCH;
		i++;
	}
	if (!named(r, i, NAME_MONTH).tokens)
		return NO_MATCH;
	const int digits = value(r, start);
	r->f->day = digits / 10000;
	r->at = i;
	set_time(r, digits / 100 % 100, digits % 100, FIELD_NONE);
	if (zone.kind != ZONE_NONE)
		set_zone(r, &zone, i);
	return MATCHED;
}

static bool is_numeric_date(const struct reader *r, size_t i, char mark)
{
	return is_number(r, i, 1, 2) && is_mark(r, i + 1, mark) && is_number(r, i + 2, 1, 2) &&
	       is_mark(r, i + 3, mark) && (is_number(r, i + 4, 2, 2) || is_number(r, i + 4, 4, 4));
}

static int year_at(const struct reader *r, size_t i)
{
	return peek(r, i)->len == 2 ? date_year_full(value(r, i)) : value(r, i);
}

/* "XP-WF-03-02-26": month, day, year. */
static enum verdict rule_anpa(struct reader *r)
{
	if (r->at || peek(r, 0)->kind != TOKEN_WORD || !is_mark(r, 1, '-') || !is_word(r, 2, "wf") ||
	    !is_mark(r, 3, '-') || !is_numeric_date(r, 4, '-'))
		return NO_MATCH;
	r->at = 9;
	return set_date(r, year_at(r, 8), value(r, 4), value(r, 6));
}

/* "KWS-21:37-09-12-25": time, day, month, year in Tokyo; without the letters, in the source's zone. */
static enum verdict rule_kyodo(struct reader *r)
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
	set_time(r, value(r, i), value(r, i + 2), FIELD_NONE);
	return set_date(r, year_at(r, i + 8), value(r, i + 6), value(r, i + 4));
}

/* ---- ISO 8601 and epochs ---- */

static bool is_alone(const struct reader *r, size_t end)
{
	return r->at == 0 && end == r->text->count;
}

static enum verdict rule_epoch(struct reader *r)
{
	const bool is_seconds = is_number(r, r->at, 10, 10), is_ms = is_number(r, r->at, 13, 13);
	const bool has_fraction = is_mark(r, r->at + 1, '.') && is_number(r, r->at + 2, 1, DATE_DIGITS);
	if ((!is_seconds && !is_ms) || !is_alone(r, r->at + (has_fraction ? 3 : 1)))
		return NO_MATCH;
	r->f->is_epoch = true;
	r->f->epoch_ms = peek(r, r->at)->value * (is_seconds ? 1000 : 1);
	r->at = r->text->count;
	return MATCHED;
}

static size_t fraction_end(const struct reader *r, size_t i)
{
	const bool is_fraction = (is_mark(r, i, '.') || is_mark(r, i, ',')) && is_glued(r, i) &&
	                         is_glued(r, i + 1) && is_number(r, i + 1, 1, DATE_DIGITS);
	return is_fraction ? i + 2 : i;
}

/* The digits of a time in a basic form; none where they are the zero time that NITF puts for "no time": with
 * an offset in digits behind it. */
static enum verdict take_basic_time(struct reader *r, int64_t digits, bool has_seconds, size_t end)
{
	int offset = 0;
	r->at = fraction_end(r, end);
	if (!digits && has_seconds && read_offset(r, r->at, &offset)) {
		r->time_end = r->at;
		return take_offset(r, r->at);
	}
	const int hhmm = (int)(has_seconds ? digits / 100 : digits);
	set_time(r, hhmm / 100, hhmm % 100, has_seconds ? (int)(digits % 100) : FIELD_NONE);
	return MATCHED;
}

static enum verdict rule_compact(struct reader *r)
{
	const size_t i = r->at, len = peek(r, i)->len;
	if (peek(r, i)->kind != TOKEN_NUMBER || (len != 8 && len != 12 && len != 14))
		return NO_MATCH;
	const int64_t all = peek(r, i)->value;
	const int64_t time_base = len == 14 ? 1000000 : len == 12 ? 10000 : 1;
	const int day = (int)(all / time_base);
	r->at = i + 1;
	if (set_date(r, day / 10000, day / 100 % 100, day % 100) == REFUSED)
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
		return refuse(r, "there is no such week or day of it");
	int y, m, d;
	date_civil(day, &y, &m, &d);
	return set_date(r, y, m, d);
}

/* 2026-W47-7, 2026W477 */
static enum verdict rule_week(struct reader *r)
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
		return refuse(r, "a week alone is no date");
	r->at = w + 4;
	return set_week_date(r, year, value(r, w + 1), value(r, w + 3));
}

/* 2026-326 */
static enum verdict rule_ordinal(struct reader *r)
{
	const size_t i = r->at;
	if (!is_number(r, i, 4, 4) || !is_mark(r, i + 1, '-') || !is_number(r, i + 2, 3, 3) ||
	    is_mark(r, i + 3, '-'))
		return NO_MATCH;
	const int year = value(r, i), of_year = value(r, i + 2);
	if (of_year < 1 || of_year > (date_month_length(year, 2) == 29 ? 366 : 365))
		return refuse(r, "the year has no such day");
	int y, m, d;
	date_civil(date_days(year, 1, 1) + of_year - 1, &y, &m, &d);
	r->at = i + 3;
	return set_date(r, y, m, d);
}

static char date_mark(const struct reader *r, size_t i)
{
	static const char marks[] = "-/.";
	for (size_t k = 0; k < 3; k++)
		if (is_mark(r, i, marks[k]))
			return marks[k];
	return '\0';
}

/* 2026-11-22, 2026/1/2, 2026. 11. 22., 2026-011-22 */
static enum verdict rule_year_first(struct reader *r)
{
	const size_t i = r->at;
	const char mark = date_mark(r, i + 1);
	const bool is_date = is_number(r, i, 4, 4) && mark && is_number(r, i + 2, 1, 3) &&
	                     is_mark(r, i + 3, mark) && is_number(r, i + 4, 1, 2);
	if (!is_date)
		return NO_MATCH;
	r->at = i + 5;
	return set_date(r, value(r, i), value(r, i + 2), value(r, i + 4));
}

/* ---- numeric dates ---- */

static bool is_english(const char *tag)
{
	return !strncmp(tag, "en", 2) && (tag[2] == '\0' || tag[2] == '-' || tag[2] == '_');
}

/* What a language says of 04/05: English as its region does; those that put the year first say nothing. */
static enum day_order language_order(const char *tag)
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
	const enum day_order by_language = h->language ? language_order(h->language) : ORDER_UNKNOWN;
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
		return refuse(r, "which number is the month? Nothing says whether the day comes first");
	return order == ORDER_DAY_FIRST ? set_date(r, year, b, a) : set_date(r, year, a, b);
}

/* "11-22-26 0145EST": the American wire's order. */
static bool is_wire_time(const struct reader *r, size_t i)
{
	struct date_zone zone;
	return is_number(r, i, 4, 4) && peek(r, i + 1)->kind == TOKEN_WORD && is_glued(r, i + 1) &&
	       zone_abbreviation(date_text_slice(r->text, i + 1, i + 1), NULL, &zone);
}

static enum verdict rule_numeric(struct reader *r)
{
	const size_t i = r->at;
	const char mark = date_mark(r, i + 1);
	if (!mark || !is_numeric_date(r, i, mark))
		return NO_MATCH;
	const bool is_wire = mark == '-' && peek(r, i + 4)->len == 2 && is_wire_time(r, i + 5);
	r->at = i + 5;
	return set_numeric(r, year_at(r, i + 4), value(r, i), value(r, i + 2),
	                   mark == '.' ? ORDER_DAY_FIRST
	                   : is_wire   ? ORDER_MONTH_FIRST
	                               : ORDER_UNKNOWN);
}

/* 31/07, 25.11. */
static enum verdict rule_numeric_yearless(struct reader *r)
{
	const size_t i = r->at;
	const char mark = date_mark(r, i + 1);
	if (!mark || r->f->day != FIELD_NONE || !is_number(r, i, 1, 2) || !is_number(r, i + 2, 1, 2) ||
	    !is_glued(r, i + 2))
		return NO_MATCH;
	r->at = i + 3;
	return set_numeric(r, FIELD_NONE, value(r, i), value(r, i + 2),
	                   mark == '.' ? ORDER_DAY_FIRST : ORDER_UNKNOWN);
}

/* ---- times of day ---- */

static enum verdict rule_time(struct reader *r)
{
	const size_t i = r->at;
	if (r->f->hour != FIELD_NONE || !is_number(r, i, 1, 2) || !is_mark(r, i + 1, ':') ||
	    !is_number(r, i + 2, 2, 2))
		return NO_MATCH;
	const bool has_seconds = is_mark(r, i + 3, ':') && is_number(r, i + 4, 1, 2);
	r->at = has_seconds ? fraction_end(r, i + 5) : i + 3;
	set_time(r, value(r, i), value(r, i + 2), has_seconds ? value(r, i + 4) : FIELD_NONE);
	return MATCHED;
}

static bool is_half(const struct reader *r, size_t i)
{
	return named(r, i, NAME_AM).tokens || named(r, i, NAME_PM).tokens;
}

/* "07.45", "07.45.10": a time where a date is known already or a word says so. */
static enum verdict rule_time_dotted(struct reader *r)
{
	const size_t i = r->at;
	if (r->f->hour != FIELD_NONE || !is_number(r, i, 1, 2) || !is_mark(r, i + 1, '.') ||
	    !is_number(r, i + 2, 2, 2) || !is_glued(r, i + 2))
		return NO_MATCH;
	const bool has_seconds = is_mark(r, i + 3, '.') && is_number(r, i + 4, 2, 2) && is_glued(r, i + 4);
	const size_t end = has_seconds ? i + 5 : i + 3;
	if (is_mark(r, end, '.') && is_number(r, end + 1, 1, 4) && is_glued(r, end + 1))
		return NO_MATCH;
	const bool is_told = (r->f->day != FIELD_NONE && r->f->month != FIELD_NONE) || r->time_end == i ||
	                     named(r, end, NAME_HOUR).tokens || is_half(r, end) ||
	                     is_numeric_date(r, end, '.');
	if (!is_told)
		return NO_MATCH;
	r->at = end;
	set_time(r, value(r, i), value(r, i + 2), has_seconds ? value(r, i + 4) : FIELD_NONE);
	return MATCHED;
}

/* Behind the sign of an hour: is the number at i its minutes, and not the day of what follows? */
static bool is_minutes(const struct reader *r, size_t i)
{
	return is_number(r, i, 1, 2) &&
	       (is_glued(r, i) || named(r, i + 1, NAME_MINUTE).tokens || peek(r, i + 1)->kind == TOKEN_END);
}

/* 7h45, 18 h 30, 07時45分10秒, 7 giờ 45 phút, 7 PM */
static enum verdict rule_time_by_signs(struct reader *r)
{
	const size_t i = r->at;
	if (r->f->hour != FIELD_NONE || !is_number(r, i, 1, 2))
		return NO_MATCH;
	if (is_half(r, i + 1)) {
		r->at = i + 1;
		set_time(r, value(r, i), 0, FIELD_NONE);
		return MATCHED;
	}
	const size_t hour_tokens = named(r, i + 1, NAME_HOUR).tokens;
	if (!hour_tokens)
		return NO_MATCH;
	size_t end = i + 1 + hour_tokens;
	int minute = 0, second = FIELD_NONE;
	if (is_minutes(r, end)) {
		minute = value(r, end);
		end += 1 + named(r, end + 1, NAME_MINUTE).tokens;
		if (is_number(r, end, 1, 2) && named(r, end + 1, NAME_SECOND).tokens) {
			second = value(r, end);
			end += 2;
		}
	}
	r->at = end;
	set_time(r, value(r, i), minute, second);
	return MATCHED;
}

/* "November 22, 2026 0745 GMT": digits behind a whole date. */
static enum verdict rule_time_digits(struct reader *r)
{
	const size_t i = r->at;
	const bool is_long = is_number(r, i, 6, 6);
	if (r->f->hour != FIELD_NONE || !has_date(r->f) || (!is_number(r, i, 4, 4) && !is_long))
		return NO_MATCH;
	const int digits = value(r, i), hhmm = is_long ? digits / 100 : digits;
	r->at = fraction_end(r, i + 1);
	set_time(r, hhmm / 100, hhmm % 100, is_long ? digits % 100 : FIELD_NONE);
	return MATCHED;
}

/* 2026-11-22T07Z */
static enum verdict rule_time_hour(struct reader *r)
{
	const size_t i = r->at;
	if (r->f->hour != FIELD_NONE || !has_date(r->f) || !i || !is_word(r, i - 1, "t") ||
	    !is_number(r, i, 2, 2))
		return NO_MATCH;
	r->at++;
	set_time(r, value(r, i), 0, FIELD_NONE);
	return MATCHED;
}

/* AM and PM stand behind the time, or before it (오후 3:45). */
static enum verdict rule_half(struct reader *r)
{
	struct found found = named(r, r->at, NAME_PM);
	const enum name_kind half = found.tokens ? NAME_PM : NAME_AM;
	if (!found.tokens)
		found = named(r, r->at, NAME_AM);
	const size_t end = r->at + found.tokens;
	const bool is_behind = r->f->hour != FIELD_NONE && r->time_end == r->at;
	const bool is_before =
		is_number(r, end, 1, 2) && (is_mark(r, end + 1, ':') || named(r, end + 1, NAME_HOUR).tokens);
	if (!found.tokens || r->half || (!is_behind && !is_before))
		return NO_MATCH;
	r->half = half;
	r->at = end;
	r->time_end = r->at;
	return MATCHED;
}

/* "7:45p" */
static enum verdict rule_half_letter(struct reader *r)
{
	const bool is_pm = is_word(r, r->at, "p");
	if (r->f->hour == FIELD_NONE || r->half || r->time_end != r->at || !is_glued(r, r->at) ||
	    (!is_pm && !is_word(r, r->at, "a")))
		return NO_MATCH;
	r->half = is_pm ? NAME_PM : NAME_AM;
	r->time_end = ++r->at;
	return MATCHED;
}

/* ---- words ---- */

static enum verdict rule_month(struct reader *r)
{
	const size_t i = r->at;
	const struct found found = named(r, i, NAME_MONTH);
	const bool is_weekday = named(r, i, NAME_WEEKDAY).tokens > 0;
	if (!found.tokens || (is_weekday && (r->month_at != i || r->is_numeric)))
		return NO_MATCH;
	const int month = agreed_value(r, &found);
	if (!month)
		return refuse(r, "languages differ on which month that is, and none is told");
	r->at = i + found.tokens;
	return set_month(r, month);
}

/* "tháng 11" */
static enum verdict rule_month_number(struct reader *r)
{
	const size_t used = named(r, r->at, NAME_MONTH_NO).tokens;
	if (!used || !is_number(r, r->at + used, 1, 2))
		return NO_MATCH;
	const int month = value(r, r->at + used);
	r->at += used + 1;
	return set_month(r, month);
}

/* "Thứ 3," and "T3," are Tuesday. */
static bool is_counted_weekday(const struct reader *r, size_t i)
{
	return (is_word(r, i, "thu") || is_word(r, i, "t")) && is_number(r, i + 1, 1, 1) &&
	       value(r, i + 1) >= 2 && value(r, i + 1) <= 7 &&
	       (is_mark(r, i + 2, ',') || is_mark(r, i + 2, '-')) && is_number(r, i + 3, 1, 2) &&
	       date_mark(r, i + 4);
}

static enum verdict rule_weekday(struct reader *r)
{
	if (is_counted_weekday(r, r->at)) {
		r->at += 2;
		return MATCHED;
	}
	const size_t used = named(r, r->at, NAME_WEEKDAY).tokens;
	r->at += used;
	return used ? MATCHED : NO_MATCH;
}

static enum verdict rule_noise(struct reader *r)
{
	if (is_word(r, r->at, "t") && is_number(r, r->at + 1, 1, 6) && has_date(r->f)) {
		r->at++;
		return MATCHED;
	}
	const size_t clock = named(r, r->at, NAME_CLOCK).tokens, noise = named(r, r->at, NAME_NOISE).tokens;
	const size_t hour = r->f->hour != FIELD_NONE ? named(r, r->at, NAME_HOUR).tokens : 0;
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

/* ---- bare numbers ---- */

static enum verdict rule_signed_number(struct reader *r)
{
	const size_t i = r->at;
	const size_t year = named(r, i + 1, NAME_YEAR).tokens, month = named(r, i + 1, NAME_MONTH_OF).tokens,
		     day = named(r, i + 1, NAME_DAY).tokens;
	if (is_number(r, i, 4, 4) && year && r->f->year == FIELD_NONE) {
		r->f->year = value(r, i);
		r->at = i + 1 + year;
		return MATCHED;
	}
	if (is_number(r, i, 1, 2) && month) {
		r->at = i + 1 + month;
		return set_month(r, value(r, i));
	}
	if (is_number(r, i, 1, 2) && day && r->f->day == FIELD_NONE) {
		r->f->day = value(r, i);
		r->at = i + 1 + day;
		return MATCHED;
	}
	return NO_MATCH;
}

static enum verdict rule_number(struct reader *r)
{
	const size_t i = r->at;
	if (is_number(r, i, 1, 2) && r->f->day == FIELD_NONE) {
		r->f->day = value(r, i);
		r->at = i + 1;
		if (is_glued(r, i + 1))
			r->at += named(r, i + 1, NAME_ORDINAL).tokens;
		return MATCHED;
	}
	const bool is_short = is_number(r, i, 2, 2) && r->f->day != FIELD_NONE && r->f->month != FIELD_NONE;
	if (r->f->year == FIELD_NONE && (is_number(r, i, 4, 4) || is_short)) {
		r->f->year = year_at(r, i);
		r->at = i + 1;
		return MATCHED;
	}
	return NO_MATCH;
}

static enum verdict rule_mark(struct reader *r)
{
	static const char skipped[] = ",.-|;:'\"_/<*~()[]";
	const struct token *t = peek(r, r->at);
	if (t->kind != TOKEN_MARK || !strchr(skipped, (int)t->value))
		return NO_MATCH;
	const bool is_in_time = r->time_end == r->at;
	r->at++;
	if (is_in_time)
		r->time_end = r->at;
	return MATCHED;
}

/* One word that nobody knows: a weekday of a language that we have not, before anything else; or a zone
 * behind the time, which then is the source's. */
static enum verdict rule_strange_word(struct reader *r)
{
	const struct token *t = peek(r, r->at);
	const bool is_first =
		r->f->day == FIELD_NONE && r->f->month == FIELD_NONE && r->f->hour == FIELD_NONE;
	const bool is_zone = r->f->hour != FIELD_NONE && r->time_end == r->at && t->len >= 3 && t->len <= 5;
	if (t->kind != TOKEN_WORD || r->has_strange_word || t->len < 2 || (!is_first && !is_zone))
		return NO_MATCH;
	r->has_strange_word = true;
	r->at++;
	return MATCHED;
}

/* The order is the grammar: whole forms before their parts. */
static enum verdict (*const rules[])(struct reader *) = {
	rule_brackets,      rule_anpa,
	rule_kyodo,         rule_wire_group,
	rule_epoch,         rule_compact,
	rule_week,          rule_ordinal,
	rule_year_first,    rule_time,
	rule_time_dotted,   rule_numeric,
	rule_time_by_signs, rule_numeric_yearless,
	rule_half,          rule_half_letter,
	rule_zone,          rule_month,
	rule_month_number,  rule_weekday,
	rule_signed_number, rule_time_digits,
	rule_time_hour,     rule_noise,
	rule_number,        rule_mark,
	rule_strange_word,
};

static enum verdict read_one(struct reader *r)
{
	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
		const enum verdict verdict = rules[i](r);
		if (verdict)
			return verdict;
	}
	const struct str word = date_text_slice(r->text, r->at, r->at);
	err_set(r->err, EXIT_NOTHING, "%.*s is no part of a date here", STR_ARG(word));
	return REFUSED;
}

/* Of several words that could be months ("mar. 3 mar. 2026") the last one is, weekdays least of all. */
static size_t find_month_word(const struct reader *r)
{
	size_t sure = STR_NONE, perhaps = STR_NONE;
	for (size_t i = 0; i < r->text->count; i++) {
		if (!named(r, i, NAME_MONTH).tokens)
			continue;
		if (named(r, i, NAME_WEEKDAY).tokens)
			perhaps = i;
		else
			sure = i;
	}
	return sure != STR_NONE ? sure : perhaps;
}

static bool has_numeric_date(const struct reader *r)
{
	for (size_t i = 0; i < r->text->count; i++) {
		const char mark = date_mark(r, i + 1);
		if (mark && is_mark(r, i + 3, mark) && is_number(r, i + 2, 1, 2) &&
		    (is_number(r, i, 4, 4) || (is_number(r, i, 1, 2) && is_number(r, i + 4, 4, 4)) ||
		     mark == '/'))
			return true;
	}
	return false;
}

/* How the language of a name orders numbers, where it is not English; short words belong to too many
 * languages. */
static enum day_order name_order(const struct found *found)
{
	for (size_t i = 0; i < found->count; i++)
		if (!strcmp(found->names[i].language, "en") || !found->names[i].language[0])
			return ORDER_UNKNOWN;
	return found->count ? language_order(found->names[0].language) : ORDER_UNKNOWN;
}

static enum day_order text_order(const struct reader *r)
{
	for (size_t i = 0; i < r->text->count; i++) {
		const struct found weekday = named(r, i, NAME_WEEKDAY), noise = named(r, i, NAME_NOISE);
		const enum day_order order = is_counted_weekday(r, i) ? ORDER_DAY_FIRST
		                             : weekday.count          ? name_order(&weekday)
		                             : peek(r, i)->len >= 4   ? name_order(&noise)
		                                                      : ORDER_UNKNOWN;
		if (order)
			return order;
	}
	return ORDER_UNKNOWN;
}

static bool is_all_bracketed(const struct date_text *t)
{
	for (size_t i = 0; i < t->count; i++)
		if (t->tokens[i].kind == TOKEN_NUMBER && !t->tokens[i].is_bracketed)
			return false;
	return true;
}

/* Of the years around now, the one that puts the day nearest to it. */
static int nearest_year(const struct date_fields *f, int64_t now_ms)
{
	int year, month, day, best = FIELD_NONE;
	const int64_t today = now_ms / 86400000;
	int64_t least = INT64_MAX;
	date_civil(today, &year, &month, &day);
	for (int y = year - 8; y <= year + 8; y++) {
		if (f->month < 1 || f->month > 12 || f->day > date_month_length(y, f->month))
			continue;
		const int64_t away = llabs(date_days(y, f->month, f->day) - today);
		if (away < least) {
			least = away;
			best = y;
		}
	}
	return best;
}

static int complete_date(struct reader *r)
{
	struct date_fields *f = r->f;
	if (f->year == FIELD_NONE && f->month == FIELD_NONE && f->day == FIELD_NONE)
		return err_set(r->err, EXIT_NOTHING, "no date in it");
	if (f->day == FIELD_NONE || f->month == FIELD_NONE)
		return err_set(r->err, EXIT_NOTHING, "a month or a year alone is no date");
	if (f->year != FIELD_NONE)
		return 0;
	if (!r->hint->now_ms)
		return err_set(r->err, EXIT_NOTHING, "a date without its year");
	f->year = nearest_year(f, r->hint->now_ms);
	return 0;
}

static int apply_half(struct reader *r)
{
	struct date_fields *f = r->f;
	if (!r->half)
		return 0;
	if (f->hour == FIELD_NONE || (r->half == NAME_AM && f->hour > 12))
		return err_set(r->err, EXIT_NOTHING, "morning or afternoon of no time");
	if (r->half == NAME_PM && f->hour < 12)
		f->hour += 12;
	else if (r->half == NAME_AM && f->hour == 12)
		f->hour = 0;
	return 0;
}

int date_read(const struct date_text *text, const struct date_hint *hint, struct date_fields *out,
              struct err *err)
{
	struct reader r = { .text = text, .hint = hint, .f = out, .err = err, .time_end = STR_NONE };
	struct lookup lookups[DATE_TOKENS + 1][NAME_TOKENS];
	struct date_text bare;
	memset(lookups, 0, (text->count + 1) * sizeof *lookups);
	r.lookups = lookups;
	if (is_all_bracketed(text)) {
		bare = *text;
		for (size_t i = 0; i < bare.count; i++)
			bare.tokens[i].is_bracketed = false;
		r.text = &bare;
	}
	r.month_at = find_month_word(&r);
	r.is_numeric = has_numeric_date(&r);
	r.order = text_order(&r);
	while (r.at < text->count)
		if (read_one(&r) == REFUSED)
			return -1;
	if (out->is_epoch)
		return 0;
	return complete_date(&r) || apply_half(&r) ? -1 : 0;
}
