/* SPDX-License-Identifier: MIT
 * Datelines: [PLACE[, REGION][, DATE]] (AGENCY) DASH text, all parts but one optional. */
#include <strings.h>

#include "wire.h"

enum { BEFORE_MOST = 60, PLACE_WORDS = 6, SCAN_MOST = 240 };

static const char months[] =
	" january jan januar janvier janv januari janeiro jänner enero ene gennaio gen february feb februar "
	"février févr "
	"februari fevereiro febrero febbraio march mar mars märz mrz marzo maart marts março april apr avril "
	"avr abril abr "
	"aprile may mai mayo mei maj maggio mag maio june jun juni juin junio giugno giu junho july jul juli "
	"juillet juil "
	"julio luglio lug julho august aug août aout agosto ago augusti augustus september sept sep "
	"septembre septiembre "
	"set settembre setembro october oct oktober okt octobre octubre ottobre ott outubro november nov "
	"novembre "
	"noviembre novembro december dec dezember dez décembre déc diciembre dic dicembre dezembro tháng "
	"января февраля марта апреля мая июня июля августа сентября октября ноября декабря янв фев апр июн "
	"июл авг сен окт "
	"ноя дек січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня "
	"stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia "
	"ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık "
	"monday tuesday wednesday thursday friday saturday sunday de del ";

static bool is_month_word(const char *word, size_t len)
{
	char folded[32] = " ";
	size_t at = 1;
	const char *next = word;

	if (!len || len > sizeof folded - 4)
		return false;
	while (next < word + len)
		at += rune_put(rune_lower(rune_next(&next)), folded + at);
	memcpy(folded + at, " ", 2);
	return strstr(months, folded);
}

/* Whether all of text is a date: numbers and names of months, or 31/07. */
static bool is_date(const char *text)
{
	size_t numbers = 0, names = 0;

	while (*text) {
		const size_t len = strcspn(text, " ,.");
		if (len && rune_is_digit((unsigned char)*text)) {
			if (len > 10)
				return false;
			numbers++;
			names += strcspn(text, "/-") < len;
		} else if (is_month_word(text, len)) {
			names++;
		} else if (len) {
			return false;
		}
		text += len + (text[len] != 0);
	}
	return numbers && numbers <= 2 && names;
}

/* Parts "PLACE, DATE" in out->place and out->date. */
static void split_date(wd_job *job, const char *segment, struct dateline *out)
{
	const char *at = segment;
	while (at && *at && !is_date(at)) {
		at = strchr(at, ' ');
		at += at != NULL;
	}
	size_t len = at && *at ? (size_t)(at - segment) : strlen(segment);
	if (at && *at)
		out->date = wd_print(job, "%.*s", (int)(strlen(at) - text_ends(at, ".")), at);
	while (len && strchr(" ,.:", segment[len - 1]) && !(segment[len - 1] == '.' && !out->date))
		len--;
	if (len)
		out->place = wd_print(job, "%.*s", (int)len, segment);
}

/* In capitals up to the first comma: at least three letters, at most six words. */
static bool is_place_in_capitals(const char *place)
{
	size_t letters = 0, words = 1;

	for (uint32_t c; (c = rune_next(&place)) && c != ',';) {
		if (rune_is_digit(c) || rune_is_in(c, "\"“”()!?:;*"))
			return false;
		if (rune_is_letter(c) && !rune_is_upper(c))
			return false;
		letters += rune_is_letter(c);
		words += c == ' ';
	}
	return letters >= 3 && words <= PLACE_WORDS;
}

/* Begins with a capital or digit, is short, and has no run of small words like a sentence's. */
static bool may_stand_before(const char *segment)
{
	const char *at = segment;
	const uint32_t first = rune_next(&at);
	size_t run = 0;

	if (!*segment)
		return true;
	if (text_runes(segment) > BEFORE_MOST || !(rune_is_upper(first) || rune_is_digit(first)))
		return false;
	for (bool begins = true; *segment; begins = *segment++ == ' ') {
		const char *word = segment;
		const uint32_t c = begins ? rune_next(&word) : 0;
		if (begins && rune_is_letter(c))
			run = rune_is_upper(c) ? 0 : run + 1;
		if (run > 3)
			return false;
	}
	return true;
}

/* The length of the dash at the front, its blanks included, or 0. */
static size_t dash(const char *text, bool is_slashed)
{
	static const char *const dashes[] = { " -- ", " - ", " — ", " – ", " _ ", ".- ", ".-",
		                              " = ",  "— ",  "– ",  " —",  " –",  "-- ", NULL };
	for (size_t i = 0; dashes[i]; i++)
		if (text_starts(text, dashes[i]))
			return strlen(dashes[i]);
	if (!strcmp(text, " -") || !strcmp(text, " ="))
		return 2;
	return is_slashed ? text_starts(text, ": ") + text_starts(text, ". ") : 0;
}

static const char *keep(wd_job *job, const char *from, const char *to)
{
	while (to > from && to[-1] == ' ')
		to--;
	return wd_print(job, "%.*s", (int)(to - from), from);
}

static void take_agency(wd_job *job, struct wd_bytes name, struct dateline *out)
{
	const char *const service = memchr(name.ptr, '/', name.len);
	out->credit = keep(job, name.ptr, name.ptr + name.len);
	out->agency = service ? keep(job, name.ptr, service) : out->credit;
}

/* "(ANSA) - ROME, JUL 11 - text": the place behind the agency. */
static void read_place_behind(wd_job *job, const char *text, struct dateline *out)
{
	const char *const end = strstr(out->rest, " - ");
	struct dateline behind = { 0 };

	if (!end || end - out->rest > BEFORE_MOST)
		return;
	split_date(job, keep(job, out->rest, end), &behind);
	if (!behind.place || !is_place_in_capitals(behind.place))
		return;
	out->place = behind.place;
	out->date = behind.date;
	out->text = keep(job, text, end);
	out->rest = end + 3;
}

/* (a) with an agency in brackets or slashes. */
static bool read_by_agency(wd_job *job, const char *text, struct dateline *out)
{
	for (const char *at = text; *at && at < text + SCAN_MOST; at++) {
		const bool is_slash = *at == '/';
		if (*at != '(' && !(is_slash && (at == text || at[-1] == ' ')))
			continue;
		const size_t len = strcspn(at + 1, is_slash ? "/" : ")");
		const struct wd_bytes name = { at + 1, len };
		const char *const behind = at + 1 + len + 1;
		if (!len || len > 40 || !at[1 + len] || !agency_is_likely(name))
			continue;
		const size_t width = dash(behind, is_slash);
		const char *const before = keep(job, text, at);
		if (!width || !may_stand_before(before))
			continue;
		*out = (struct dateline){ .text = keep(job, text, behind), .rest = behind + width };
		split_date(job, before, out);
		take_agency(job, name, out);
		if (!*before)
			read_place_behind(job, text, out);
		return true;
	}
	return false;
}

/* "HARBOR CITY, March 2 AAP - ": without brackets only known names, and only behind a date. */
static bool read_bare_agency(wd_job *job, const char *segment, struct dateline *out)
{
	const char *const name = strrchr(segment, ' ');
	struct dateline found = { 0 };

	if (!name || !agency_is_known((struct wd_bytes){ name + 1, strlen(name + 1) }))
		return false;
	split_date(job, keep(job, segment, name), &found);
	if (!found.date)
		return false;
	found.agency = found.credit = name + 1;
	*out = found;
	return true;
}

static bool is_label(const char *place)
{
	static const char *const labels[] = {
		"exclusive", "analysis",     "factbox",         "update", "interview", "urgent", "alert",
		"breaking",  "correct",      "refile",          "wrapup", "explainer", "eil",    "urgente",
		"korr",      "berichtigung", "story withdrawn", "kill",   NULL
	};
	return text_starts_any(place, labels);
}

/* (b) without brackets: a place in capitals before a dash, and a sentence behind it. */
static bool read_by_dash(wd_job *job, const char *text, struct dateline *out)
{
	for (const char *at = text; *at && at < text + SCAN_MOST; at++) {
		const size_t width = dash(at, false);
		if (!width)
			continue;
		const char *const segment = keep(job, text, at), *const rest = at + width;
		struct dateline found = { 0 };
		if (text_runes(segment) > BEFORE_MOST || !(is_sentence(rest) || text_runes(rest) > 80))
			return false;
		if (!read_bare_agency(job, segment, &found)) {
			split_date(job, segment, &found);
			if (!found.place || !is_place_in_capitals(found.place) || is_label(found.place))
				return false;
		}
		*out = found;
		out->text = segment;
		out->rest = rest;
		return true;
	}
	return false;
}

bool dateline_read(wd_job *job, const char *text, struct dateline *out)
{
	return read_by_agency(job, text, out) || read_by_dash(job, text, out);
}

bool dateline_read_line(wd_job *job, const char *text, struct dateline *out)
{
	struct dateline found = { .text = text, .rest = "" };

	if (text_runes(text) > BEFORE_MOST || is_label(text))
		return false;
	split_date(job, text, &found);
	if (!found.place || !is_place_in_capitals(found.place))
		return false;
	*out = found;
	return true;
}
