/* SPDX-License-Identifier: MIT
 * What a feed says of itself. */
#include <stdlib.h>
#include <string.h>

#include "reader.h"

static const struct {
	enum wd_field field;
	enum slot order[6];
} rows[] = {
	{ WD_TITLE, { S_TITLE, S_DC_TITLE, S_ATOM_TITLE, S_ITUNES_TITLE } },
	{ WD_URL, { S_LINK, S_ATOM_LINK } },
	{ WD_SELF_URL, { S_SELF } },
	{ WD_HUB_URL, { S_HUB } },
	{ WD_NEXT_URL, { S_NEXT } },
	{ WD_MOVED_TO, { S_MOVED } },
	{ WD_LANGUAGE, { S_LANGUAGE, S_DC_LANGUAGE } },
	{ WD_SUMMARY, { S_DESCRIPTION, S_DC_DESCRIPTION, S_ITUNES_SUMMARY, S_ITUNES_SUBTITLE } },
	{ WD_IMAGE, { S_IMAGE, S_ITUNES_IMAGE, S_ICON } },
	{ WD_COPYRIGHT, { S_RIGHTS } },
	{ WD_UPDATED, { S_UPDATED, S_BUILD_DATE, S_PUBDATE, S_DC_DATE, S_DCTERMS_MODIFIED } },
};

static void use_base(wd_object *object, const struct emission *emission, const char *base)
{
	base = base ? base : emission->base;
	wd_set(object, WD_BASE, base ? base : "");
}

static void set_row(wd_object *object, const struct emission *emission, const struct entry *feed,
                    enum wd_field field, const enum slot *order)
{
	const struct value *value = entry_first(feed, order);
	if (!value)
		return;
	const char *text = entry_text(feed, value->text.at);
	const bool is_markup = value->form == FORM_UNTYPED && text_is_markup(bytes_of(text, value->text.len));
	use_base(object, emission, entry_text(feed, value->base));
	set_line(object, field, text, is_markup ? FORM_HTML : value->form, emission->scratch);
}

/* xml:lang of the feed stands behind its own elements. */
static void set_language(wd_object *object, wd_job *job, const struct entry *feed)
{
	if (wd_get(object, WD_LANGUAGE))
		return;
	if (entry_get(feed, S_XML_LANG)) {
		wd_set(object, WD_LANGUAGE, entry_get(feed, S_XML_LANG));
		return;
	}
	const char *told = wd_header(job, "Content-Language");
	wd_set(object, WD_LANGUAGE, told && !strchr(told, ',') ? told : NULL);
}

static void add_author(wd_object *object, const struct emission *emission, const struct entry *feed,
                       const struct person *person)
{
	wd_object *author = wd_add(object, WD_AUTHORS);
	wd_set(author, WD_NAME, entry_text(feed, person->name));
	wd_set(author, WD_EMAIL, entry_text(feed, person->email));
	if (!person->url)
		return;
	use_base(object, emission, entry_text(feed, person->base));
	wd_set(author, WD_URL, entry_text(feed, person->url));
}

static void set_authors(wd_object *object, const struct emission *emission, const struct entry *feed)
{
	for (enum person_kind kind = PERSON_ATOM; kind < PERSON_KINDS; kind++) {
		bool has_any = false;
		for (size_t i = 0; i < feed->person_count; i++) {
			if (feed->persons[i].kind != kind)
				continue;
			add_author(object, emission, feed, &feed->persons[i]);
			has_any = true;
		}
		if (has_any)
			return;
	}
}

/* --- how often it changes */

static void set_period(wd_object *object, wd_job *job, const struct entry *feed)
{
	static const struct {
		const char *name;
		long seconds;
	} periods[] = { { "hourly", 3600 },
		        { "daily", 86400 },
		        { "weekly", 7 * 86400 },
		        { "monthly", 30 * 86400 },
		        { "yearly", 365 * 86400 } };
	const char *period = entry_get(feed, S_PERIOD), *frequency = entry_get(feed, S_FREQUENCY);
	const long times = frequency ? strtol(frequency, NULL, 10) : 1;
	if (!period && !frequency)
		return;
	for (size_t i = 0; i < sizeof periods / sizeof *periods; i++)
		if (!strcasecmp(period ? period : "daily", periods[i].name) && times > 0)
			wd_set(object, WD_UPDATE_PERIOD, wd_print(job, "%ld", periods[i].seconds / times));
}

void channel_skips(wd_job *job, uint32_t hours, unsigned days)
{
	static const char *const names[] = { "monday", "tuesday",  "wednesday", "thursday",
		                             "friday", "saturday", "sunday" };
	for (unsigned hour = 0; hour < 24; hour++)
		if (hours >> hour & 1)
			wd_set(wd_feed(job), WD_SKIP_HOUR, wd_print(job, "%u", hour));
	for (unsigned day = 0; day < 7; day++)
		if (days >> day & 1)
			wd_set(wd_feed(job), WD_SKIP_DAY, names[day]);
}

static void set_ttl(wd_object *object, const struct entry *feed)
{
	const char *ttl = entry_get(feed, S_TTL);
	if (ttl && strtol(ttl, NULL, 10) > 0)
		wd_set(object, WD_TTL, ttl);
}

void channel_emit(const struct emission *emission, struct entry *feed, const char *format, bool is_wellformed)
{
	wd_object *object = wd_feed(emission->job);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		set_row(object, emission, feed, rows[i].field, rows[i].order);
	link_header_take(emission->job, emission->base, object);
	set_language(object, emission->job, feed);
	set_authors(object, emission, feed);
	set_ttl(object, feed);
	set_period(object, emission->job, feed);
	wd_set(object, WD_FORMAT, format);
	wd_set(object, WD_ENCODING, emission->doc->charset);
	wd_set(object, WD_WELLFORMED, is_wellformed ? "true" : "false");
}
