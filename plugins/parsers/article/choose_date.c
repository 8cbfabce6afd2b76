/* SPDX-License-Identifier: MIT */
#include "../common/lines.h"
#include "choose_parts.h"

enum { TEXT_MOST = 160, TRIES_MOST = 120, NEAR_TITLE = 20 /* blocks */, RANK_MOST = 3, CLAIMS_MOST = 12 };

/* Fuller dates are believed first: an instant with its offset, an instant, a day. */
static int date_rank(const char *value, const char *read)
{
	if (!read)
		return 0;
	if (strlen(read) == 10)
		return 1;
	const char *clock = strchr(value, ':');
	const bool has_offset = clock && (strpbrk(clock, "+Z") || strchr(clock, '-') ||
	                                  strstr(clock, "GMT") || strstr(clock, "UTC"));
	return has_offset ? 3 : 2;
}

static bool has_year(const char *text)
{
	for (; *text; text++)
		if ((!strncmp(text, "20", 2) || !strncmp(text, "19", 2)) &&
		    rune_is_digit((uint32_t)text[2]) && rune_is_digit((uint32_t)text[3]))
			return true;
	return false;
}

/* The longest part of a line, from word to word, that is a date with its year: "By Ann Poe | 6 May 2022, 3 min". */
static const char *date_within(const struct evidence *e, const char *text)
{
	int tries = TRIES_MOST;
	if (strlen(text) > TEXT_MOST || !has_year(text))
		return NULL;
	for (const char *from = text; *from; from += *from == ' ') {
		for (size_t length = strlen(from); length >= 8 && tries--;) {
			const char *part = wd_print(e->page->job, "%.*s", (int)length, from);
			if (has_year(part) && wd_date(e->page->job, part))
				return part;
			while (length && from[length - 1] != ' ' && from[length - 1] != ',')
				length--;
			length -= length > 0;
		}
		from += strcspn(from, " ");
	}
	return NULL;
}

/* Where no claim can be read as it is: parts of those that call themselves dates, then of the lines next to the headline. */
static const char *date_in_page(struct evidence *e)
{
	const struct page *page = e->page;
	const char *found = NULL;
	size_t place = 0, heading = 0, asked = 0;
	for (struct claim *c;
	     !found && asked++ < CLAIMS_MOST && (c = evidence_next(e, WD_PUBLISHED, &place));) {
		found = date_within(e, claim_folded(e, c->value));
		c->is_chosen = found != NULL;
	}
	while (heading < page->blocks.count && block_element(page, &page->blocks.at[heading])->tag != TAG_H1)
		heading++;
	for (size_t i = heading; !found && i < page->blocks.count && i < heading + NEAR_TITLE; i++)
		found = date_within(e, block_text(page, i));
	for (size_t i = heading;
	     !found && heading < page->blocks.count && i > 0 && i + NEAR_TITLE / 2 > heading; i--)
		found = date_within(e, block_text(page, i - 1));
	return found;
}

/* In the order of claims, which is the order of trust; a later claim is taken only where it says more of the same day. */
const char *choose_date(struct evidence *e, enum wd_field field)
{
	struct claim *best = NULL, *claim;
	const char *best_read = NULL;
	int best_rank = 0, asked = 0;
	for (size_t place = 0;
	     best_rank < RANK_MOST && asked < CLAIMS_MOST && (claim = evidence_next(e, field, &place));
	     asked++) {
		const char *value = claim_folded(e, claim->value), *read = wd_date(e->page->job, value);
		const int rank = date_rank(value, read);
		if (!rank || (best && (rank <= best_rank || strncmp(read, best_read, 10))))
			continue;
		best = claim;
		best_read = read;
		best_rank = rank;
	}
	if (!best)
		return field == WD_PUBLISHED ? date_in_page(e) : NULL;
	best->is_chosen = true;
	return claim_folded(e, best->value);
}
