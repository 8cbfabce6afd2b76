/* SPDX-License-Identifier: MIT
 * Time zones: abbreviations by table, IANA names by ICU. A zone keeps the stretches of time whose offset it
 * has looked up, so that ICU is asked once for a summer. */
#include <stdlib.h>
#include <strings.h>
#include <unicode/ucal.h>
#include <unicode/uenum.h>

#include "core/base/vec.h"
#include "core/normalize/date_parts.h"

enum { STRETCHES = 4, DAY_MS = 86400000, ABBREVIATION_MOST = 4 };

struct stretch {
	int64_t from_ms, to_ms; /* UTC; to_ms is not in it */
	int64_t offset_ms;
};

struct zone {
	char id[48];
	enum day_order order;
	UCalendar *calendar; /* opened at first use */
	struct stretch stretches[STRETCHES];
	size_t next; /* place of the stretch to be replaced */
};

static VEC(struct zone) zones;

struct region {
	const char *code; /* NULL: all zones */
	enum day_order order;
};

/* How people of a zone write 04/05: for the regions named, for all others day first. Later rows win. */
static const struct region regions[] = {
	{ NULL, ORDER_DAY_FIRST }, { "001", ORDER_UNKNOWN }, { "US", ORDER_MONTH_FIRST },
	{ "CA", ORDER_UNKNOWN },   { "PH", ORDER_UNKNOWN },  { "JP", ORDER_UNKNOWN },
	{ "KR", ORDER_UNKNOWN },   { "CN", ORDER_UNKNOWN },  { "TW", ORDER_UNKNOWN },
};

static int compare_zones(const void *a, const void *b)
{
	const struct zone *x = a, *y = b;
	return strcasecmp(x->id, y->id);
}

static struct zone *find(const char *id)
{
	struct zone key = { 0 };
	if (strlen(id) >= sizeof key.id)
		return NULL;
	strcpy(key.id, id);
	return zones.count ? bsearch(&key, zones.at, zones.count, sizeof key, compare_zones) : NULL;
}

static void add_or_mark(const struct region *region, const char *id)
{
	struct zone zone = { .order = region->order };
	if (region->code) {
		struct zone *known = find(id);
		if (known)
			known->order = region->order;
		return;
	}
	if (strlen(id) >= sizeof zone.id)
		return;
	strcpy(zone.id, id);
	vec_add(&zones, zone);
}

static void take_region(const struct region *region)
{
	UErrorCode code = U_ZERO_ERROR;
	UEnumeration *ids = ucal_openTimeZoneIDEnumeration(UCAL_ZONE_TYPE_ANY, region->code, NULL, &code);
	const char *id;
	while (U_SUCCESS(code) && (id = uenum_next(ids, NULL, &code)))
		add_or_mark(region, id);
	uenum_close(ids);
}

static void build(void)
{
	for (size_t i = 0; i < sizeof regions / sizeof *regions; i++) {
		take_region(&regions[i]);
		if (!regions[i].code)
			qsort(zones.at, zones.count, sizeof *zones.at, compare_zones);
	}
}

struct zone *zone_find(struct str name)
{
	static struct zone *last;
	char id[48];
	if (last && str_eq_nocase(name, str_c(last->id)))
		return last;
	if (!name.len || name.len >= sizeof id)
		return NULL;
	memcpy(id, name.ptr, name.len);
	id[name.len] = '\0';
	if (!zones.count)
		build();
	struct zone *zone = find(id);
	if (zone)
		last = zone;
	return zone;
}

enum day_order zone_day_order(const struct zone *zone)
{
	return zone->order;
}

static UCalendar *zone_calendar(struct zone *zone)
{
	if (zone->calendar)
		return zone->calendar;
	UChar id[sizeof zone->id];
	int32_t len = 0;
	while (zone->id[len]) {
		id[len] = (UChar)zone->id[len];
		len++;
	}
	UErrorCode code = U_ZERO_ERROR;
	zone->calendar = ucal_open(id, len, "en", UCAL_GREGORIAN, &code);
	return U_SUCCESS(code) ? zone->calendar : NULL;
}

/* From now on offset_ms holds until the next transition, and has held since the last one. */
static struct stretch look_up(struct zone *zone, int64_t utc_ms)
{
	struct stretch s = { .from_ms = INT64_MIN, .to_ms = INT64_MAX };
	UCalendar *calendar = zone_calendar(zone);
	UErrorCode code = U_ZERO_ERROR;
	if (!calendar)
		return s;
	ucal_setMillis(calendar, (UDate)utc_ms, &code);
	s.offset_ms = (int64_t)ucal_get(calendar, UCAL_ZONE_OFFSET, &code) +
	              ucal_get(calendar, UCAL_DST_OFFSET, &code);
	UDate at;
	if (ucal_getTimeZoneTransitionDate(calendar, UCAL_TZ_TRANSITION_PREVIOUS_INCLUSIVE, &at, &code))
		s.from_ms = (int64_t)at;
	if (ucal_getTimeZoneTransitionDate(calendar, UCAL_TZ_TRANSITION_NEXT, &at, &code))
		s.to_ms = (int64_t)at;
	return s;
}

static int64_t offset_at(struct zone *zone, int64_t utc_ms)
{
	for (size_t i = 0; i < STRETCHES; i++)
		if (utc_ms >= zone->stretches[i].from_ms && utc_ms < zone->stretches[i].to_ms)
			return zone->stretches[i].offset_ms;
	struct stretch *place = &zone->stretches[zone->next++ % STRETCHES];
	*place = look_up(zone, utc_ms);
	return place->offset_ms;
}

int64_t zone_to_utc(struct zone *zone, int64_t local_ms)
{
	const int64_t before = offset_at(zone, local_ms - DAY_MS), after = offset_at(zone, local_ms + DAY_MS);
	if (before == after || offset_at(zone, local_ms - before) == before)
		return local_ms - before;
	if (offset_at(zone, local_ms - after) == after)
		return local_ms - after;
	return local_ms - before;
}

int64_t zone_to_local(struct zone *zone, int64_t utc_ms)
{
	return utc_ms + offset_at(zone, utc_ms);
}

#define HOURS(h, m) ((h)*60 + ((h) < 0 ? -(m) : (m)))

/* Sorted by name. With a name in zone: that zone's rules at the date, for "eastern time" is summer time in
 * summer. */
static const struct abbreviation {
	const char *name;
	int16_t minutes;
	const char *zone;
} abbreviations[] = {
	{ "acdt", HOURS(10, 30), NULL },
	{ "acst", HOURS(9, 30), NULL },
	{ "adt", HOURS(-3, 0), NULL },
	{ "aedt", HOURS(11, 0), NULL },
	{ "aest", HOURS(10, 0), NULL },
	{ "akdt", HOURS(-8, 0), NULL },
	{ "akst", HOURS(-9, 0), NULL },
	{ "art", HOURS(-3, 0), NULL },
	{ "ast", HOURS(-4, 0), NULL },
	{ "awst", HOURS(8, 0), NULL },
	{ "brt", HOURS(-3, 0), NULL },
	{ "bst", HOURS(1, 0), NULL },
	{ "cat", HOURS(2, 0), NULL },
	{ "cdt", HOURS(-5, 0), NULL },
	{ "cest", HOURS(2, 0), NULL },
	{ "cet", HOURS(1, 0), NULL },
	{ "clt", HOURS(-4, 0), NULL },
	{ "cot", HOURS(-5, 0), NULL },
	{ "cst", HOURS(-6, 0), NULL },
	{ "ct", 0, "America/Chicago" },
	{ "eat", HOURS(3, 0), NULL },
	{ "edt", HOURS(-4, 0), NULL },
	{ "eest", HOURS(3, 0), NULL },
	{ "eet", HOURS(2, 0), NULL },
	{ "est", HOURS(-5, 0), NULL },
	{ "et", 0, "America/New_York" },
	{ "gmt", 0, NULL },
	{ "gst", HOURS(4, 0), NULL },
	{ "hadt", HOURS(-9, 0), NULL },
	{ "hast", HOURS(-10, 0), NULL },
	{ "hkt", HOURS(8, 0), NULL },
	{ "hst", HOURS(-10, 0), NULL },
	{ "ict", HOURS(7, 0), NULL },
	{ "idt", HOURS(3, 0), NULL },
	{ "ist", HOURS(1, 0), NULL },
	{ "jst", HOURS(9, 0), NULL },
	{ "kst", HOURS(9, 0), NULL },
	{ "mdt", HOURS(-6, 0), NULL },
	{ "mest", HOURS(2, 0), NULL },
	{ "mesz", HOURS(2, 0), NULL },
	{ "met", HOURS(1, 0), NULL },
	{ "mez", HOURS(1, 0), NULL },
	{ "msk", HOURS(3, 0), NULL },
	{ "mst", HOURS(-7, 0), NULL },
	{ "mt", 0, "America/Denver" },
	{ "myt", HOURS(8, 0), NULL },
	{ "ndt", HOURS(-2, 30), NULL },
	{ "npt", HOURS(5, 45), NULL },
	{ "nst", HOURS(-3, 30), NULL },
	{ "nzdt", HOURS(13, 0), NULL },
	{ "nzst", HOURS(12, 0), NULL },
	{ "pdt", HOURS(-7, 0), NULL },
	{ "pht", HOURS(8, 0), NULL },
	{ "pkt", HOURS(5, 0), NULL },
	{ "pst", HOURS(-8, 0), NULL },
	{ "pt", 0, "America/Los_Angeles" },
	{ "sast", HOURS(2, 0), NULL },
	{ "sgt", HOURS(8, 0), NULL },
	{ "trt", HOURS(3, 0), NULL },
	{ "ut", 0, NULL },
	{ "utc", 0, NULL },
	{ "wat", HOURS(1, 0), NULL },
	{ "west", HOURS(1, 0), NULL },
	{ "wet", 0, NULL },
	{ "wib", HOURS(7, 0), NULL },
	{ "wit", HOURS(9, 0), NULL },
	{ "wita", HOURS(8, 0), NULL },
	{ "z", 0, NULL },
};

/* Where a source's zone gives an abbreviation another meaning than the table above. */
static const struct {
	const char *name, *source_zone;
	int16_t minutes;
} elsewhere[] = {
	{ "ist", "Asia/Kolkata", HOURS(5, 30) },     { "ist", "Asia/Calcutta", HOURS(5, 30) },
	{ "ist", "Asia/Jerusalem", HOURS(2, 0) },    { "cst", "Asia/Shanghai", HOURS(8, 0) },
	{ "cst", "Asia/Taipei", HOURS(8, 0) },       { "bst", "Asia/Dhaka", HOURS(6, 0) },
	{ "ast", "Asia/Riyadh", HOURS(3, 0) },       { "ast", "Asia/Baghdad", HOURS(3, 0) },
	{ "pst", "Asia/Manila", HOURS(8, 0) },       { "sst", "Asia/Singapore", HOURS(8, 0) },
	{ "est", "Australia/Sydney", HOURS(10, 0) }, { "edt", "Australia/Sydney", HOURS(11, 0) },
};

static struct date_zone offset_zone(int minutes)
{
	return (struct date_zone){ .kind = ZONE_OFFSET, .offset_s = minutes * 60 };
}

const struct zone_name zone_names[] = {
	{ "eastern", "America/New_York", 0 },
	{ "eastern time", "America/New_York", 0 },
	{ "eastern standard time", NULL, HOURS(-5, 0) },
	{ "eastern daylight time", NULL, HOURS(-4, 0) },
	{ "central", "America/Chicago", 0 },
	{ "central time", "America/Chicago", 0 },
	{ "central standard time", NULL, HOURS(-6, 0) },
	{ "central daylight time", NULL, HOURS(-5, 0) },
	{ "mountain", "America/Denver", 0 },
	{ "mountain time", "America/Denver", 0 },
	{ "mountain standard time", NULL, HOURS(-7, 0) },
	{ "mountain daylight time", NULL, HOURS(-6, 0) },
	{ "pacific", "America/Los_Angeles", 0 },
	{ "pacific time", "America/Los_Angeles", 0 },
	{ "pacific standard time", NULL, HOURS(-8, 0) },
	{ "pacific daylight time", NULL, HOURS(-7, 0) },
	{ "greenwich mean time", NULL, 0 },
	{ "coordinated universal time", NULL, 0 },
	{ "british summer time", NULL, HOURS(1, 0) },
	{ "gmt standard time", "Europe/London", 0 },
	{ "gmt daylight time", NULL, HOURS(1, 0) },
	{ "central european time", NULL, HOURS(1, 0) },
	{ "central european standard time", NULL, HOURS(1, 0) },
	{ "central european summer time", NULL, HOURS(2, 0) },
	{ "eastern european time", NULL, HOURS(2, 0) },
	{ "eastern european standard time", NULL, HOURS(2, 0) },
	{ "eastern european summer time", NULL, HOURS(3, 0) },
	{ "western european time", NULL, 0 },
	{ "moscow time", NULL, HOURS(3, 0) },
	{ "moscow standard time", NULL, HOURS(3, 0) },
	{ "мск", NULL, HOURS(3, 0) },
	{ "india standard time", NULL, HOURS(5, 30) },
	{ "indian standard time", NULL, HOURS(5, 30) },
	{ "indochina time", NULL, HOURS(7, 0) },
	{ "china standard time", NULL, HOURS(8, 0) },
	{ "singapore time", NULL, HOURS(8, 0) },
	{ "japan standard time", NULL, HOURS(9, 0) },
	{ "korea standard time", NULL, HOURS(9, 0) },
	{ "australian eastern standard time", NULL, HOURS(10, 0) },
	{ "australian eastern daylight time", NULL, HOURS(11, 0) },
	{ "new zealand standard time", NULL, HOURS(12, 0) },
	{ "new zealand daylight time", NULL, HOURS(13, 0) },
	{ NULL, NULL, 0 },
};

struct date_zone zone_numbered(unsigned number)
{
	const struct zone_name *name = &zone_names[number];
	if (!name->zone)
		return offset_zone(name->minutes);
	return (struct date_zone){ .kind = ZONE_NAMED, .named = zone_find(str_c(name->zone)) };
}

static const struct abbreviation *find_abbreviation(struct str folded)
{
	size_t low = 0, high = sizeof abbreviations / sizeof *abbreviations;
	while (low < high) {
		const size_t middle = (low + high) / 2;
		const char *name = abbreviations[middle].name;
		int order = folded.ptr[0] - name[0];
		order = order ? order : strncmp(folded.ptr, name, folded.len);
		order = order ? order : -(int)(unsigned char)name[folded.len];
		if (!order)
			return &abbreviations[middle];
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

bool zone_abbreviation(struct str folded, const char *source_zone, struct date_zone *out)
{
	if (folded.len > ABBREVIATION_MOST)
		return false;
	for (size_t i = 0; source_zone && i < sizeof elsewhere / sizeof *elsewhere; i++)
		if (str_eq(folded, str_c(elsewhere[i].name)) &&
		    !strcmp(source_zone, elsewhere[i].source_zone)) {
			*out = offset_zone(elsewhere[i].minutes);
			return true;
		}
	const struct abbreviation *a = find_abbreviation(folded);
	if (!a)
		return false;
	*out = a->zone ? (struct date_zone){ .kind = ZONE_NAMED, .named = zone_find(str_c(a->zone)) }
	               : offset_zone(a->minutes);
	return true;
}

bool zone_letter(char letter, struct date_zone *out)
{
	if (!ascii_is_alpha(letter))
		return false;
	int hours = 0; /* z, and j, which means the observer's own */
	if (letter >= 'a' && letter <= 'i')
		hours = letter - 'a' + 1;
	else if (letter >= 'k' && letter <= 'm')
		hours = letter - 'k' + 10;
	else if (letter >= 'n' && letter <= 'y')
		hours = -(letter - 'n' + 1);
	*out = offset_zone(hours * 60);
	return true;
}
