/* SPDX-License-Identifier: MIT
 * Time zones and the calendar: from local time to UTC and back. */
#ifndef CORE_NORMALIZE_DATE_ZONE_H
#define CORE_NORMALIZE_DATE_ZONE_H
#include "core/base/str.h"

struct zone; /* an IANA zone; lives as long as the process */

struct zone *zone_find(struct str name); /* any case; NULL where it is unknown */
/* A local time that does not exist is moved forward by the gap, of one that is there twice the first is
 * taken. */
int64_t zone_to_utc(struct zone *zone, int64_t local_ms);
int64_t zone_to_local(struct zone *zone, int64_t utc_ms);

int64_t date_days(int year, int month, int day); /* since 1970-01-01, proleptic Gregorian */
void date_civil(int64_t days, int *year, int *month, int *day);
int date_month_length(int year, int month);

#endif
