/* SPDX-License-Identifier: MIT
 * Zones within a date: by offset, by abbreviation, by IANA name, in brackets. */
#include "core/normalize/date_reader.h"

size_t date_read_offset(const struct reader *r, size_t i, int *out_s)
{
	const int sign = is_mark(r, i, '+') ? 1 : is_mark(r, i, '-') ? -1 : 0;
	if (!sign || !is_number(r, i + 1, 1, 4) || (sign < 0 && !is_glued(r, i + 1)))
		return 0;
	const int n = value(r, i + 1);
	const bool is_long = is_number(r, i + 1, 3, 4);
	int hours = is_long ? n / 100 : n, minutes = is_long ? n % 100 : 0;
	size_t used = 2;
	const bool is_parted = is_mark(r, i + 2, ':') || is_mark(r, i + 2, '\''); /* of PDF: +01'00' */
	if (!is_long && is_parted && is_number(r, i + 3, 2, 2)) {
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

enum verdict date_take_offset(struct reader *r, size_t i)
{
	int offset = 0;
	const size_t used = date_read_offset(r, i, &offset);
	if (!used || is_other_form(r, i + used))
		return NO_MATCH;
	if (offset == INT32_MAX)
		return date_refuse(r, "no zone is so far from Greenwich");
	if (r->f->zone.kind == ZONE_NONE || r->is_zone_by_name)
		r->f->zone = (struct date_zone){ .kind = ZONE_OFFSET, .offset_s = offset };
	r->is_zone_by_name = false;
	r->at = i + used;
	return MATCHED;
}

void date_set_zone(struct reader *r, const struct date_zone *zone, size_t end)
{
	if (r->f->zone.kind == ZONE_NONE) {
		r->f->zone = *zone;
		r->is_zone_by_name = true;
	}
	r->at = end;
}

/* "Europe/Paris", "America/Argentina/Buenos_Aires", "Etc/GMT+5", "EST5EDT". */
static bool take_iana(struct reader *r, size_t i)
{
	const bool is_posix = is_number(r, i + 1, 1, 1) && is_glued(r, i + 1) && is_glued(r, i + 2) &&
	                      peek(r, i + 2)->kind == TOKEN_WORD;
	if (peek(r, i)->kind != TOKEN_WORD || (!is_mark(r, i + 1, '/') && !is_posix))
		return false;
	for (size_t n = 7; n >= 3; n--) {
		if (i + n > r->text->count)
			continue;
		struct zone *zone = zone_find(date_text_slice(r->text, i, i + n - 1));
		if (!zone)
			continue;
		date_set_zone(r, &(struct date_zone){ .kind = ZONE_NAMED, .named = zone }, i + n);
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
	const struct found named =
		r->f->hour != FIELD_NONE ? date_named(r, i, NAME_ZONE) : (struct found){ 0 };
	if (named.tokens) {
		zone = zone_numbered(named.names->value);
		date_set_zone(r, &zone, i + named.tokens);
		return MATCHED;
	}
	const struct str word = date_text_slice(r->text, i, i);
	const bool is_last = r->f->hour != FIELD_NONE &&
	                     (peek(r, i + 1)->kind == TOKEN_END || peek(r, i + 1)->is_bracketed);
	if (!zone_abbreviation(word, r->hint->timezone, &zone) &&
	    !(word.len == 1 && is_last && !date_named(r, i, NAME_HOUR).tokens && !is_word(r, i, "u") &&
	      zone_letter(word.ptr[0], &zone)))
		return NO_MATCH;
	date_set_zone(r, &zone, i + 1);
	return date_take_offset(r, r->at) == REFUSED ? REFUSED : MATCHED; /* "GMT+2" */
}

enum verdict date_rule_zone(struct reader *r)
{
	if (r->f->hour == FIELD_NONE && !has_date(r->f))
		return NO_MATCH;
	const enum verdict by_name = take_zone_name(r, r->at);
	if (by_name)
		return by_name;
	const bool is_sign_next = is_mark(r, r->at + 1, '+') || is_mark(r, r->at + 1, '-');
	const size_t sign =
		is_sign_next && (is_mark(r, r->at, ':') || is_mark(r, r->at, '-')) ? r->at + 1 : r->at;
	/* A date alone has a zone only in XML's form: 2026-11-22-05:00; 2026-11-22-05:00:00 is a time. */
	if (r->f->hour == FIELD_NONE &&
	    !(is_glued(r, sign) && is_mark(r, sign + 2, ':') && !is_mark(r, sign + 4, ':')))
		return NO_MATCH;
	return date_take_offset(r, sign);
}

/* "[07:45]" behind a date is no comment. */
static bool is_time_in_brackets(const struct reader *r)
{
	const size_t i = r->at + 1;
	const size_t end = is_mark(r, i + 3, ':') && is_number(r, i + 4, 2, 2) ? i + 5 : i + 3;
	return r->f->hour == FIELD_NONE && has_date(r->f) && is_number(r, i, 1, 2) &&
	       is_mark(r, i + 1, ':') && is_number(r, i + 2, 2, 2) &&
	       (is_mark(r, end, ')') || is_mark(r, end, ']'));
}

static bool opens_bracket(const struct reader *r, size_t i)
{
	return is_mark(r, i, '(') || is_mark(r, i, '[');
}

/* Comments and tags; but a zone or the time may stand in brackets. */
enum verdict date_rule_brackets(struct reader *r)
{
	if (!peek(r, r->at)->is_bracketed)
		return NO_MATCH;
	const size_t inner = r->at + 1;
	if (is_time_in_brackets(r)) {
		r->at = inner;
		return date_rule_time(r);
	}
	if (!is_mark(r, r->at, '<') && r->f->zone.kind == ZONE_NONE &&
	    (take_zone_name(r, inner) == REFUSED || date_take_offset(r, inner) == REFUSED))
		return REFUSED;
	while (peek(r, r->at)->is_bracketed && (r->at < inner || !opens_bracket(r, r->at)))
		r->at++;
	r->time_end = r->at;
	return MATCHED;
}
