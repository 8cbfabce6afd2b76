/* SPDX-License-Identifier: MIT
 * From the text that a rule found to the value that is set. */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "rules.h"

enum { GROUPS_MOST = 10 };

bool pattern_matches(const struct pattern *pattern, const char *text)
{
	return text && !regexec(&pattern->compiled, text, 0, NULL, 0);
}

const char *pattern_take(wd_job *job, const struct pattern *pattern, const char *text)
{
	regmatch_t groups[GROUPS_MOST];
	if (!text || regexec(&pattern->compiled, text, GROUPS_MOST, groups, 0))
		return NULL;
	const regmatch_t *group = &groups[pattern->group < GROUPS_MOST ? pattern->group : 0];
	if (group->rm_so < 0 || group->rm_eo == group->rm_so)
		return NULL;
	return wd_print(job, "%.*s", (int)(group->rm_eo - group->rm_so), text + group->rm_so);
}

static bool has_any(const char *form, const char *conversions)
{
	for (const char *c = form; (c = strchr(c, '%')) && c[1]; c += 2)
		if (strchr(conversions, c[1]))
			return true;
	return false;
}

/* "%j" of a year without a month: the day is counted from its first. */
static void settle_day(struct tm *tm, const char *form)
{
	struct tm day = { .tm_year = tm->tm_year, .tm_mday = tm->tm_yday + 1 };
	if (!has_any(form, "j"))
		return;
	timegm(&day);
	tm->tm_mon = day.tm_mon;
	tm->tm_mday = day.tm_mday;
}

static const char *offset_of(wd_job *job, const struct tm *tm)
{
	const long minutes = tm->tm_gmtoff / 60, distance = minutes < 0 ? -minutes : minutes;
	return wd_print(job, "%c%02ld:%02ld", minutes < 0 ? '-' : '+', distance / 60, distance % 60);
}

/* As ISO 8601, which the host reads in one way only; what the form does not tell is not there. */
static const char *read_form(wd_job *job, const struct rule *rule, const char *text)
{
	struct tm tm = { .tm_mday = 1 };
	if (!strptime(text, rule->form, &tm))
		return NULL;
	settle_day(&tm, rule->form);
	const char *day = wd_print(job, "%04d-%02d-%02d", tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday);
	if (!has_any(rule->form, "HIRT"))
		return day;
	const bool has_seconds = has_any(rule->form, "ST");
	const char *zone = has_any(rule->form, "z") ? offset_of(job, &tm) : "";
	if (has_seconds)
		return wd_print(job, "%sT%02d:%02d:%02d%s", day, tm.tm_hour, tm.tm_min, tm.tm_sec, zone);
	return wd_print(job, "%sT%02d:%02d%s", day, tm.tm_hour, tm.tm_min, zone);
}

/* A zone behind the text holds where the text names none itself; where it does not fit (seconds since 1970), it goes. */
static const char *read_date(wd_job *job, const struct rule *rule, const char *text)
{
	if (rule->form)
		text = read_form(job, rule, text);
	if (!text || !rule->zone)
		return text;
	const char *zoned = wd_print(job, "%s %s", text, rule->zone);
	return wd_date(job, zoned) ? zoned : text;
}

const char *rule_value(wd_job *job, const struct rule *rule, const char *text)
{
	if (text && rule->match)
		text = pattern_take(job, rule->match, text);
	return text && (rule->form || rule->zone) ? read_date(job, rule, text) : text;
}
