/* SPDX-License-Identifier: MIT
 * The grammar of dates: a table of rules, tried in order at each token. A rule that knows a whole form (ISO, numeric,
 * wire groups) takes it at once; month words and bare numbers fill what is still missing, in whatever order they
 * come, because that is how prose differs from language to language. */
#include <stdlib.h>

#include "core/normalize/date_reader.h"

enum verdict date_refuse(struct reader *r, const char *why)
{
	err_set(r->err, EXIT_NOTHING, "%s", why);
	return REFUSED;
}

/* Behind a word that begins no longer name nothing is looked up; Chinese characters may be parted anywhere. */
static size_t runs_from(struct str word, const struct name_set *alone)
{
	const bool is_wide = (unsigned char)word.ptr[0] >= 0xE3;
	return alone->begins_longer || is_wide ? NAME_TOKENS : 1;
}

static void look_up(const struct date_text *text, size_t i, struct lookup *out)
{
	out->kinds = 0;
	out->count = 0;
	if (text->tokens[i].kind != TOKEN_WORD)
		return;
	size_t most = 1;
	for (size_t last = i; last < text->count && out->count < most; last++) {
		const struct str words = date_text_slice(text, i, last);
		struct name_set *run = &out->runs[out->count++];
		*run = text->tokens[last].kind == TOKEN_WORD ? date_names_find(words)
		                                             : (struct name_set){ 0 };
		out->kinds |= run->kinds;
		most = last == i ? runs_from(words, run) : most;
	}
}

struct found date_find_named(const struct lookup *lookup, enum name_kind kind)
{
	for (size_t n = lookup->count; n > 0; n--) {
		const struct name_set *run = &lookup->runs[n - 1];
		if (!(run->kinds >> kind & 1))
			continue;
		struct found found = { .names = run->first, .tokens = n };
		while (found.names->kind != kind)
			found.names++;
		while (found.names + found.count < run->first + run->count &&
		       found.names[found.count].kind == kind)
			found.count++;
		return found;
	}
	return (struct found){ 0 };
}

enum verdict date_set_month(struct reader *r, int month)
{
	if (r->f->month != FIELD_NONE && r->f->month != month)
		return date_refuse(r, "there are two months");
	r->f->month = month;
	return MATCHED;
}

enum verdict date_set(struct reader *r, int year, int month, int day)
{
	if (r->f->day != FIELD_NONE || (r->f->year != FIELD_NONE && year != FIELD_NONE))
		return date_refuse(r, "there are two dates");
	if (year != FIELD_NONE)
		r->f->year = year;
	r->f->day = day;
	return date_set_month(r, month);
}

void date_set_time(struct reader *r, int hour, int minute, int second)
{
	r->f->hour = hour;
	r->f->minute = minute;
	r->f->second = second;
	r->time_end = r->at;
}

/* The rules for each kind of token; their order is the grammar: whole forms before their parts. */
typedef enum verdict (*const rule)(struct reader *);

static rule number_rules[] = { date_rule_brackets,      date_rule_kyodo,
	                       date_rule_wire_group,    date_rule_epoch,
	                       date_rule_compact,       date_rule_week,
	                       date_rule_ordinal,       date_rule_year_first,
	                       date_rule_time,          date_rule_time_dotted,
	                       date_rule_numeric,       date_rule_numeric_blanks,
	                       date_rule_time_by_signs, date_rule_numeric_yearless,
	                       date_rule_signed_number, date_rule_time_digits,
	                       date_rule_time_hour,     date_rule_reading_time,
	                       date_rule_number,        NULL };
static rule word_rules[] = {
	date_rule_brackets,     date_rule_epoch_call, date_rule_monotonic,    date_rule_anpa,
	date_rule_kyodo,        date_rule_half,       date_rule_half_letter,  date_rule_time_by_name,
	date_rule_zone,         date_rule_month,      date_rule_month_number, date_rule_weekday,
	date_rule_reading_time, date_rule_noise,      date_rule_strange_word, NULL
};
static rule mark_rules[] = { date_rule_brackets, date_rule_zone, date_rule_mark, NULL };
static rule *const rules[] = {
	[TOKEN_NUMBER] = number_rules, [TOKEN_WORD] = word_rules, [TOKEN_MARK] = mark_rules
};

static enum verdict read_one(struct reader *r)
{
	for (rule *next = rules[peek(r, r->at)->kind]; *next; next++) {
		const enum verdict verdict = (*next)(r);
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
		if (!date_named(r, i, NAME_MONTH).tokens)
			continue;
		if (date_named(r, i, NAME_WEEKDAY).tokens)
			perhaps = i;
		else
			sure = i;
	}
	return sure != STR_NONE ? sure : perhaps;
}

static bool has_numeric_date(const struct reader *r)
{
	for (size_t i = 0; i < r->text->count; i++) {
		const char mark = mark_at(r, i + 1);
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
	return found->count ? date_language_order(found->names[0].language) : ORDER_UNKNOWN;
}

static enum day_order text_order(const struct reader *r)
{
	for (size_t i = 0; i < r->text->count; i++) {
		const struct found weekday = date_named(r, i, NAME_WEEKDAY),
				   noise = date_named(r, i, NAME_NOISE);
		const enum day_order order = date_is_counted_weekday(r, i) ? ORDER_DAY_FIRST
		                             : weekday.count               ? name_order(&weekday)
		                             : peek(r, i)->len >= 4        ? name_order(&noise)
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
	enum { BUDDHIST = 543, BUDDHIST_LEAST = 2400 };
	struct date_fields *f = r->f;
	if (r->is_thai && f->year >= BUDDHIST_LEAST)
		f->year -= BUDDHIST;
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
	struct lookup lookups[DATE_TOKENS + 1];
	struct date_text bare;
	for (size_t i = 0; i <= text->count; i++)
		look_up(text, i, &lookups[i]);
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
