/* SPDX-License-Identifier: MIT
 * Dates of an article: read, judged, written as RFC 3339. */
#include "core/article/explain.h"
#include "core/normalize/stage.h"

#define HOUR_MS INT64_C(3600000)
#define YEAR_1990_MS INT64_C(631152000000)

static struct date_hint hint_of(const struct stage *stage)
{
	const struct str own = object_get(&stage->article->self, WD_LANGUAGE);
	const char *language = own.len ? own.ptr : stage->context->language;
	return (struct date_hint){
		.timezone = stage->context->timezone,
		.language = language,
		.is_month_first = language && !strcmp(language, "en-US"),
		.now_ms = stage->context->fetched_ms,
	};
}

/* The field's text as a date; a text that cannot be read goes, with a warning. */
static bool read_time(struct stage *stage, struct object *object, enum wd_field field, struct date *out)
{
	const struct str text = object_get(object, field);
	const struct date_hint hint = hint_of(stage);
	char formatted[DATE_TEXT];
	if (!text.len)
		return false;
	if (date_parse(text, &hint, out, NULL)) {
		article_warn(stage->article, "date_unreadable");
		object_unset(object, field);
		return false;
	}
	date_format(out, formatted);
	object_set(object, field, str_c(formatted));
	return true;
}

static int64_t read_instant(struct stage *stage, enum wd_field field)
{
	struct date date;
	return read_time(stage, &stage->article->self, field, &date) ? date.wall_ms : RECORD_NO_TIME;
}

static const char *precision_name(enum date_precision precision)
{
	switch (precision) {
	case DATE_DAY: return "day";
	case DATE_MINUTE: return "minute";
	default: return "second";
	}
}

/* A date that cannot be right stays in the record, but nothing is sorted by it. */
static int64_t believed(struct stage *stage, int64_t published_ms)
{
	const int64_t fetched_ms = stage->context->fetched_ms;
	if (fetched_ms > 0 && published_ms > fetched_ms + 24 * HOUR_MS) {
		article_warn(stage->article, "date_future");
		return RECORD_NO_TIME;
	}
	if (published_ms < YEAR_1990_MS) {
		article_warn(stage->article, "date_past");
		return RECORD_NO_TIME;
	}
	return published_ms;
}

void stage_times(struct stage *stage)
{
	struct article *article = stage->article;
	const struct str text = object_get(&article->self, WD_PUBLISHED);
	struct date date;
	if (text.len) {
		text_clean_line(str_slice(text, 0, 300), stage_scratch(stage));
		article->published_text = stage_kept(stage).ptr;
	}
	if (read_time(stage, &article->self, WD_PUBLISHED, &date)) {
		article->published_precision = precision_name(date.precision);
		article->published_ms = believed(stage, date.wall_ms);
		article_explain(&article->self, WD_PUBLISHED,
		                &(struct explanation){ .rule = date.has_zone ? "host: read, zone as written"
		                                                             : "host: read in the source's zone",
		                                       .value = object_get(&article->self, WD_PUBLISHED),
		                                       .is_chosen = true });
	}
	article->updated_ms = read_instant(stage, WD_UPDATED);
	article->embargo_ms = read_instant(stage, WD_EMBARGO);
	article->expires_ms = read_instant(stage, WD_EXPIRES);
}

static struct object *dateline_of(struct article *article)
{
	for (struct object *part = article->parts; part; part = part->next)
		if (part->kind == OBJECT_DATELINE)
			return part;
	return NULL;
}

/* A dateline has a day; its year is the one nearest to the publication. */
void stage_dateline(struct stage *stage)
{
	struct object *dateline = dateline_of(stage->article);
	const struct str text = dateline ? object_get(dateline, WD_DATE) : STR("");
	struct date_hint hint = hint_of(stage);
	struct date date;
	char day[DATE_TEXT];
	if (stage->article->published_ms != RECORD_NO_TIME)
		hint.now_ms = stage->article->published_ms;
	if (!text.len)
		return;
	if (date_parse(text, &hint, &date, NULL)) {
		object_unset(dateline, WD_DATE);
		return;
	}
	date.precision = DATE_DAY;
	date_format(&date, day);
	object_set(dateline, WD_DATE, str_c(day));
}
