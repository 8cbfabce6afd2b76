/* SPDX-License-Identifier: MIT */
#include "core/desk/yield.h"

#include <math.h>
#include <string.h>

/* One false alarm in a million windows: with eight fields and a thousand articles a day, one in a few months. */
static const double improbable = 1e-6;

static const float expected_share = 0.95F, most_share = 0.98F /* nobody is without a slip */;
static const double least_share = 0.5; /* what half of the articles lack may be gone for long */
static const double steady_share = 0.9;
static const double doubt = 2;
static const float slowness = 1.0F / 200; /* what is usual follows by so much with each article */
static const float shrunk = 2.0F;         /* bits: a quarter of the length … */
static const float deviations = 5.0F;     /* … and so many standard errors */

const char *yield_name(unsigned field)
{
	static const char *const names[] = { [RECORD_HAS_TITLE] = "title",         [RECORD_HAS_SUMMARY] = "summary",
		                             [RECORD_HAS_BODY] = "body",           [RECORD_HAS_AUTHORS] = "authors",
		                             [RECORD_HAS_PUBLISHED] = "published_at", [RECORD_HAS_SECTIONS] = "sections",
		                             [RECORD_HAS_KEYWORDS] = "keywords",   [RECORD_HAS_MEDIA] = "media",
		                             [YIELD_LENGTH] = "length of bodies" };
	return field < sizeof names / sizeof *names ? names[field] : "?";
}

/* At first the mean of all, then one that forgets. */
static void follow(float *mean, float value, uint32_t seen)
{
	const float step = seen < 1 / slowness ? 1.0F / (float)(seen + 1) : slowness;
	*mean += (value - *mean) * step;
}

static void follow_length(struct yield *y, uint8_t length)
{
	if (!length)
		return;
	const float value = (float)length / 16, before = y->length;
	follow(&y->length, value, y->seen);
	follow(&y->spread, (value - before) * (value - y->length), y->seen);
}

/* The oldest article of a full window makes room. */
static void leave_window(struct yield *y)
{
	if (y->lately_count < YIELD_WINDOW) {
		y->lately_count++;
		return;
	}
	if (y->drifts)
		return;
	for (unsigned f = 0; f < RECORD_FILLED_FIELDS; f++)
		follow(&y->usual[f], (float)(y->lately[f] >> (YIELD_WINDOW - 1) & 1), y->seen);
	follow_length(y, y->lengths[YIELD_WINDOW - 1]);
	y->seen++;
}

static uint8_t length_of(uint32_t words)
{
	const double sixteenths = words ? 16 * log2((double)words + 1) : 0;
	return sixteenths > UINT8_MAX ? UINT8_MAX : (uint8_t)sixteenths;
}

static void enter_window(struct yield *y, uint32_t filled, uint32_t words)
{
	for (unsigned f = 0; f < RECORD_FILLED_FIELDS; f++)
		y->lately[f] = (y->lately[f] << 1 | (filled >> f & 1)) & ((UINT32_C(1) << YIELD_WINDOW) - 1);
	memmove(y->lengths + 1, y->lengths, YIELD_WINDOW - 1);
	y->lengths[0] = length_of(words);
}

/* How probable it is that of n articles at most so many have what a share of p has: the binomial distribution's tail. */
static double tail(unsigned n, unsigned most, double p)
{
	double sum = 0, term = pow(1 - p, n);
	for (unsigned k = 0; k <= most; k++) {
		sum += term;
		term *= (double)(n - k) / (k + 1) * p / (1 - p);
	}
	return sum;
}

/* What nearly all articles have is missed when several lack it; what only most have comes and goes by the day of the week,
 * and is missed when none has it any more. Of few articles less is believed. */
static bool is_field_lost(const struct yield *y, unsigned field)
{
	const double believed = (double)y->seen / (y->seen + doubt);
	const double usual = (y->usual[field] < most_share ? y->usual[field] : most_share) * believed;
	const unsigned found = (unsigned)__builtin_popcount(y->lately[field]);
	if (usual < least_share || (usual < steady_share && found))
		return false;
	return found < usual * YIELD_WINDOW && tail(YIELD_WINDOW, found, usual) < improbable;
}

static bool is_body_short(const struct yield *y)
{
	float sum = 0;
	unsigned count = 0;
	for (unsigned i = 0; i < YIELD_WINDOW; i++) {
		sum += (float)y->lengths[i] / 16;
		count += y->lengths[i] != 0;
	}
	if (count < YIELD_WINDOW / 2)
		return false; /* bodies that are missing are another matter */
	const float fall = y->length - sum / (float)count;
	return fall > shrunk && fall > deviations * sqrtf(y->spread / (float)count);
}

/* It is over when the window looks as usual again: more than half of what there was. */
static bool is_found_again(const struct yield *y, unsigned field)
{
	if (field == YIELD_LENGTH)
		return !is_body_short(y);
	return (float)__builtin_popcount(y->lately[field]) > y->usual[field] * YIELD_WINDOW / 2;
}

static bool is_lost(const struct yield *y, unsigned field)
{
	return field == YIELD_LENGTH ? is_body_short(y) : is_field_lost(y, field);
}

uint32_t yield_add(struct yield *y, uint32_t filled, uint32_t words)
{
	const uint32_t before = y->drifts;
	leave_window(y);
	enter_window(y, filled, words);
	if (y->seen < YIELD_LEAST || y->lately_count < YIELD_WINDOW)
		return 0;
	for (unsigned f = 0; f <= YIELD_LENGTH; f++) {
		const uint32_t bit = UINT32_C(1) << f;
		if (before & bit ? is_found_again(y, f) : is_lost(y, f))
			y->drifts ^= bit;
	}
	return y->drifts & ~before;
}

bool yield_expects(const struct yield *y, enum record_filled field)
{
	return y->seen >= YIELD_LEAST && y->usual[field] >= expected_share;
}
