/* SPDX-License-Identifier: MIT
 * Inside date.c and its neighbours: how a date is read.
 *
 *	bytes -> date_lex.c: folded text and its tokens -> date_read.c: fields -> date.c: an instant
 *
 * date_names.c knows the words of all languages, date_zone.c the time zones. */
#ifndef CORE_NORMALIZE_DATE_PARTS_H
#define CORE_NORMALIZE_DATE_PARTS_H
#include "core/normalize/date_zone.h"
#include "core/normalize/normalize.h"

/* date_lex.c */
enum { DATE_LONGEST = 256, DATE_FOLDED = 1024, DATE_TOKENS = 64, DATE_DIGITS = 18 };

enum token_kind { TOKEN_END, TOKEN_NUMBER, TOKEN_WORD, TOKEN_MARK };

struct token {
	enum token_kind kind;
	bool is_glued; /* nothing between it and the token before */
	bool is_bracketed;
	uint16_t start, len; /* in the folded text */
	int64_t value;       /* of a number; the character of a mark */
};

struct date_text {
	char folded[DATE_FOLDED]; /* lower case, no diacritics, ASCII digits and punctuation, single blanks */
	size_t len;
	struct token tokens[DATE_TOKENS + 1]; /* the last one is TOKEN_END */
	size_t count;
};

/* Folds UTF-8 text into out, at most size bytes; gives the length, or STR_NONE where it does not fit. */
size_t date_fold(struct str text, char *out, size_t size);
/* The bytes of the sign (年, 日, 時, ...) that ends a number at the head of folded text; 0 for none. */
size_t date_unit_length(struct str folded);
int date_lex(struct str text, struct date_text *out, struct err *err);

static inline struct str date_text_slice(const struct date_text *text, size_t first, size_t last)
{
	const struct token *a = &text->tokens[first], *b = &text->tokens[last];
	return str_n(text->folded + a->start, (size_t)(b->start + b->len - a->start));
}

/* date_numerals.c. In place. */
void date_fold_numerals(struct date_text *text);

/* date_names.c */
enum name_kind {
	NAME_MONTH = 1, /* value 1 to 12 */
	NAME_WEEKDAY,
	NAME_AM,
	NAME_PM,
	NAME_YEAR,     /* what stands behind a number: 年, 년 */
	NAME_MONTH_OF, /* behind a month's number: 月 */
	NAME_MONTH_NO, /* before a month's number: "tháng" 11 */
	NAME_DAY,
	NAME_HOUR,
	NAME_MINUTE,
	NAME_SECOND,
	NAME_ORDINAL, /* "nd" of 22nd */
	NAME_CLOCK,   /* a time of day follows: kl., um, ore */
	NAME_NOISE,   /* may stand anywhere: of, de, Uhr */
	NAME_TIME,    /* noon, midnight; value: the hour */
	NAME_ZONE     /* "Eastern Standard Time"; value for zone_numbered() */
};

struct name {
	const char *key;  /* folded */
	char language[8]; /* "" where it belongs to none */
	uint8_t kind, value;
};

/* All that the table has for a folded word or several. */
struct name_set {
	const struct name *first; /* in the order of their kinds */
	uint16_t count;
	uint32_t kinds;     /* a bit for each enum name_kind */
	bool begins_longer; /* names of several words may begin with it */
};
struct name_set date_names_find(struct str folded);

/* date_zone.c */
enum zone_kind { ZONE_NONE, ZONE_OFFSET, ZONE_NAMED };
struct date_zone {
	enum zone_kind kind;
	int32_t offset_s; /* east of Greenwich */
	struct zone *named;
};

enum day_order { ORDER_UNKNOWN, ORDER_DAY_FIRST, ORDER_MONTH_FIRST };

enum day_order zone_day_order(const struct zone *zone);
/* "EST", "mesz", "A". Where a name means several zones, the source's zone decides. */
bool zone_abbreviation(struct str folded, const char *source_zone, struct date_zone *out);
/* Zones that have names of several words; number: an index of zone_names, which end in NULL. */
struct zone_name {
	const char *name;
	const char *zone; /* IANA name, for those that know summer time */
	int16_t minutes;  /* else its offset */
};
extern const struct zone_name zone_names[];
struct date_zone zone_numbered(unsigned number);
bool zone_letter(char letter, struct date_zone *out); /* military */

/* date_read.c */
enum { FIELD_NONE = -1 };
struct date_fields {
	int year, month, day;     /* FIELD_NONE where not told */
	int hour, minute, second; /* second FIELD_NONE: precision minute; hour: precision day */
	struct date_zone zone;
	bool is_epoch;
	int64_t epoch_ms;
};

int date_read(const struct date_text *text, const struct date_hint *hint, struct date_fields *out,
              struct err *err);

/* date.c */
int date_year_full(int two_digits);

#endif
