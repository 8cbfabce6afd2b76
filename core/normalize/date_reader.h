/* SPDX-License-Identifier: MIT
 * Inside the grammar of dates: the reader that the rules share. A rule looks at the token r->at; it takes it and what
 * belongs to it (MATCHED), leaves it to the next rule (NO_MATCH), or knows that this is no date (REFUSED, r->err is
 * filled in). The rules are listed in their order in date_read.c. */
#ifndef CORE_NORMALIZE_DATE_READER_H
#define CORE_NORMALIZE_DATE_READER_H
#include "core/normalize/date_parts.h"

enum { NAME_TOKENS = 5 };

/* What the table of names has for the words from a token on: runs[0] for that word, runs[1] for it and the next, ... */
struct lookup {
	uint32_t kinds; /* of all runs */
	uint8_t count;
	struct name_set runs[NAME_TOKENS];
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
	bool is_thai;                 /* by its month: years may count from Buddha's */
	const struct lookup *lookups; /* by token */
};

enum verdict { NO_MATCH, MATCHED, REFUSED };

static inline const struct token *peek(const struct reader *r, size_t i)
{
	return &r->text->tokens[i < r->text->count ? i : r->text->count];
}

static inline bool is_number(const struct reader *r, size_t i, unsigned least, unsigned most)
{
	const struct token *t = peek(r, i);
	return t->kind == TOKEN_NUMBER && t->len >= least && t->len <= most;
}

static inline bool is_mark(const struct reader *r, size_t i, char c)
{
	const struct token *t = peek(r, i);
	return t->kind == TOKEN_MARK && t->value == c;
}

static inline bool is_word(const struct reader *r, size_t i, const char *word)
{
	return peek(r, i)->kind == TOKEN_WORD && str_eq(date_text_slice(r->text, i, i), str_c(word));
}

static inline bool is_glued(const struct reader *r, size_t i)
{
	return peek(r, i)->is_glued;
}

static inline int value(const struct reader *r, size_t i)
{
	const int64_t v = peek(r, i)->value;
	return v > 999999999 ? 999999999 : (int)v;
}

static inline bool has_date(const struct date_fields *f)
{
	return f->year != FIELD_NONE && f->month != FIELD_NONE && f->day != FIELD_NONE;
}

static inline bool is_numeric_date(const struct reader *r, size_t i, char mark)
{
	return is_number(r, i, 1, 2) && is_mark(r, i + 1, mark) && is_number(r, i + 2, 1, 2) &&
	       is_mark(r, i + 3, mark) && (is_number(r, i + 4, 2, 2) || is_number(r, i + 4, 4, 4));
}

static inline int year_at(const struct reader *r, size_t i)
{
	return peek(r, i)->len == 2 ? date_year_full(value(r, i)) : value(r, i);
}

static inline size_t fraction_end(const struct reader *r, size_t i)
{
	const bool is_fraction = (is_mark(r, i, '.') || is_mark(r, i, ',')) && is_glued(r, i) &&
	                         is_glued(r, i + 1) && is_number(r, i + 1, 1, DATE_DIGITS);
	return is_fraction ? i + 2 : i;
}

static inline char mark_at(const struct reader *r, size_t i)
{
	static const char marks[] = "-/.";
	for (size_t k = 0; k < 3; k++)
		if (is_mark(r, i, marks[k]))
			return marks[k];
	return '\0';
}

/* Names: the longest run of words from a token on that is a name of that kind. */
struct found {
	const struct name *names;
	size_t count;  /* of that kind */
	size_t tokens; /* 0: none */
};
struct found date_find_named(const struct lookup *lookup, enum name_kind kind);

static inline struct found date_named(const struct reader *r, size_t i, enum name_kind kind)
{
	const struct lookup *lookup = &r->lookups[i < r->text->count ? i : r->text->count];
	return lookup->kinds >> kind & 1 ? date_find_named(lookup, kind) : (struct found){ 0 };
}

enum verdict date_refuse(struct reader *r, const char *why);
/* Setting fields: a second, different value is a contradiction. */
enum verdict date_set_month(struct reader *r, int month);
enum verdict date_set(struct reader *r, int year, int month, int day);  /* year may be FIELD_NONE */
void date_set_time(struct reader *r, int hour, int minute, int second); /* up to r->at */

/* date_rule_zone.c. "+0100", "-5", "+01:00:00" from the sign at i on; gives the tokens taken. */
size_t date_read_offset(const struct reader *r, size_t i, int *out_s);
enum verdict date_take_offset(struct reader *r, size_t i);
void date_set_zone(struct reader *r, const struct date_zone *zone, size_t end);

/* date_rule_form.c. What a language says of 04/05. */
enum day_order date_language_order(const char *tag);

/* date_rule_word.c. "Thứ 3," and "T3," are Tuesday. */
bool date_is_counted_weekday(const struct reader *r, size_t i);

enum verdict date_rule_zone(struct reader *r);
enum verdict date_rule_brackets(struct reader *r);
enum verdict date_rule_wire_group(struct reader *r);
enum verdict date_rule_anpa(struct reader *r);
enum verdict date_rule_kyodo(struct reader *r);
enum verdict date_rule_epoch(struct reader *r);
enum verdict date_rule_epoch_call(struct reader *r);
enum verdict date_rule_compact(struct reader *r);
enum verdict date_rule_week(struct reader *r);
enum verdict date_rule_ordinal(struct reader *r);
enum verdict date_rule_year_first(struct reader *r);
enum verdict date_rule_numeric(struct reader *r);
enum verdict date_rule_numeric_yearless(struct reader *r);
enum verdict date_rule_numeric_blanks(struct reader *r);
enum verdict date_rule_time(struct reader *r);
enum verdict date_rule_time_dotted(struct reader *r);
enum verdict date_rule_time_by_signs(struct reader *r);
enum verdict date_rule_time_digits(struct reader *r);
enum verdict date_rule_time_hour(struct reader *r);
enum verdict date_rule_time_by_name(struct reader *r);
enum verdict date_rule_half(struct reader *r);
enum verdict date_rule_half_letter(struct reader *r);
enum verdict date_rule_month(struct reader *r);
enum verdict date_rule_month_number(struct reader *r);
enum verdict date_rule_weekday(struct reader *r);
enum verdict date_rule_noise(struct reader *r);
enum verdict date_rule_monotonic(struct reader *r);
enum verdict date_rule_reading_time(struct reader *r);
enum verdict date_rule_signed_number(struct reader *r);
enum verdict date_rule_number(struct reader *r);
enum verdict date_rule_mark(struct reader *r);
enum verdict date_rule_strange_word(struct reader *r);

#endif
