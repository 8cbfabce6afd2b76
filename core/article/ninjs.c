/* SPDX-License-Identifier: MIT
 * A record as ninjs 3.1 (IPTC; JSON Schema draft 2020-12). That schema refuses unknown properties at every level, so
 * only what it knows is written; what is empty is left out. */
#include <jansson.h>
#include <stdlib.h>

#include "core/article/article.h"

/* The tag URI (RFC 4151) of an article is made of its id. */
#define TAG    "tag:wiredesk.invalid,2026:"
#define SCHEMA "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json"

static const char *text_of(json_t *record, const char *key)
{
	return json_string_value(json_object_get(record, key));
}

static void put(json_t *out, const char *key, const char *text)
{
	if (text && *text)
		json_object_set_new(out, key, json_string(text));
}

static void put_array(json_t *out, const char *key, json_t *array)
{
	if (json_array_size(array))
		json_object_set(out, key, array);
	json_decref(array);
}

static void add_text(json_t *array, const char *role, const char *type, const char *value)
{
	if (value && *value)
		json_array_append_new(array, json_pack("{s:s, s:s, s:s}", "role", role, "contentType", type,
		                                       "value", value));
}

static void add_alt(json_t *array, const char *role, const char *value)
{
	if (value)
		json_array_append_new(array, json_pack("{s:s, s:s}", "role", role, "value", value));
}

static void put_standard(json_t *out, json_t *record)
{
	json_t *uri = json_sprintf(TAG "%s", text_of(record, "id"));
	json_object_set_new(out, "uri", uri);
	json_object_set_new(
		out, "standard",
		json_pack("{s:s, s:s, s:s}", "name", "ninjs", "version", "3.1", "schema", SCHEMA));
	put(out, "type", "text");
	if (json_is_false(json_object_get(json_object_get(record, "page"), "complete")))
		put(out, "representationType", "partial");
	put(out, "profile", text_of(record, "schema"));
	json_object_set_new(out, "version",
	                    json_sprintf("%" JSON_INTEGER_FORMAT,
	                                 json_integer_value(json_object_get(record, "revision"))));
}

/* The schema knows instants, no days. */
static const char *instant(json_t *record, const char *key)
{
	const char *text = text_of(record, key);
	return text && strlen(text) > 10 ? text : NULL;
}

static void put_facts(json_t *out, json_t *record)
{
	const json_int_t urgency = json_integer_value(json_object_get(record, "urgency"));
	const char *updated = instant(record, "updated_at"), *agency = text_of(record, "agency");
	put(out, "firstCreated", instant(record, "published_at"));
	put(out, "versionCreated", updated ? updated : instant(record, "published_at"));
	put(out, "embargoedUntil", instant(record, "embargo_until"));
	put(out, "pubStatus", text_of(record, "status"));
	if (urgency >= 1 && urgency <= 9)
		json_object_set_new(out, "urgency", json_integer(urgency));
	put(out, "language", text_of(record, "language"));
	put(out, "slugline", text_of(record, "slugline"));
	put(out, "edNote", text_of(record, "ednote"));
	put(out, "by", text_of(record, "byline"));
	put(out, "located", text_of(json_object_get(record, "dateline"), "place"));
	put(out, "copyrightHolder", agency ? agency : text_of(record, "credit"));
	put(out, "copyrightNotice", text_of(record, "copyright"));
	put(out, "usageTerms", text_of(record, "usage_terms"));
}

static void put_texts(json_t *out, json_t *record)
{
	json_t *headlines = json_array(), *descriptions = json_array(), *bodies = json_array();
	add_text(headlines, "main", "text/plain", text_of(record, "title"));
	add_text(headlines, "subtitle", "text/plain", text_of(record, "subtitle"));
	add_text(descriptions, "summary", "text/plain", text_of(record, "summary"));
	add_text(bodies, "main", "text/plain", text_of(record, "body"));
	if (json_array_size(bodies) && json_object_get(record, "word_count"))
		json_object_set(json_array_get(bodies, 0), "wordCount",
		                json_object_get(record, "word_count"));
	add_text(bodies, "main", "text/html", text_of(record, "body_html"));
	put_array(out, "headlines", headlines);
	put_array(out, "descriptions", descriptions);
	put_array(out, "bodies", bodies);
}

static void put_subjects(json_t *out, json_t *record)
{
	json_t *subjects = json_array(), *item;
	size_t i;
	json_array_foreach(json_object_get(record, "subjects"), i, item)
	{
		const char *name = text_of(item, "name"), *scheme = text_of(item, "scheme"),
			   *code = text_of(item, "code");
		json_t *subject = json_object();
		put(subject, "name", name ? name : code);
		if (scheme && code)
			json_object_set_new(subject, "literal", json_sprintf("%s:%s", scheme, code));
		json_array_append_new(subjects, subject);
	}
	json_array_foreach(json_object_get(record, "keywords"), i, item)
		json_array_append_new(subjects, json_pack("{s:O, s:s}", "name", item, "rel", "keyword"));
	put_array(out, "subjects", subjects);
}

static void add_named(json_t *array, const char *name, const char *rel)
{
	if (name && *name)
		json_array_append_new(array, json_pack("{s:s, s:s}", "name", name, "rel", rel));
}

static void put_names(json_t *out, json_t *record)
{
	json_t *people = json_array(), *organisations = json_array(), *places = json_array(),
	       *sources = json_array();
	json_t *genres = json_array(), *item;
	size_t i;
	json_array_foreach(json_object_get(record, "authors"), i, item)
		add_named(people, text_of(item, "name"), "author");
	add_named(organisations, text_of(record, "agency"), "agency");
	add_named(places, text_of(json_object_get(record, "dateline"), "place"), "dateline");
	json_array_append_new(sources, json_pack("{s:s}", "name", text_of(record, "source")));
	json_array_foreach(json_object_get(record, "genres"), i, item)
		json_array_append_new(genres, json_pack("{s:O}", "name", item));
	put_array(out, "people", people);
	put_array(out, "organisations", organisations);
	put_array(out, "places", places);
	put_array(out, "infoSources", sources);
	put_array(out, "genres", genres);
}

static const char *media_kind(json_t *media)
{
	const char *medium = text_of(media, "medium");
	if (medium && (!strcmp(medium, "video") || !strcmp(medium, "audio")))
		return medium;
	return "picture";
}

static json_t *association(json_t *record, const char *kind, size_t number)
{
	return json_pack("{s:o, s:o}", "name", json_sprintf("%s-%zu", kind, number + 1), "uri",
	                 json_sprintf(TAG "%s:%s-%zu", text_of(record, "id"), kind, number + 1));
}

static void put_rendition(json_t *out, json_t *media)
{
	if (!text_of(media, "url"))
		return;
	json_t *rendition = json_pack("{s:s, s:s}", "name", "original", "href", text_of(media, "url"));
	put(rendition, "contentType", text_of(media, "media_type"));
	if (json_object_get(media, "width"))
		json_object_set(rendition, "width", json_object_get(media, "width"));
	if (json_object_get(media, "height"))
		json_object_set(rendition, "height", json_object_get(media, "height"));
	put_array(out, "renditions", json_pack("[o]", rendition));
}

static void add_stories(json_t *array, json_t *record, const char *key)
{
	json_t *item;
	size_t i;
	json_array_foreach(json_object_get(record, key), i, item)
	{
		const char *title = text_of(item, "title");
		json_t *story = association(record, key, i), *headlines = json_array(), *alts = json_array();
		put(story, "type", "text");
		add_text(headlines, "main", "text/plain", title ? title : text_of(item, "summary"));
		add_alt(alts, "url", text_of(item, "url"));
		add_alt(alts, "guid", text_of(item, "guid"));
		put_array(story, "headlines", headlines);
		put_array(story, "altIds", alts);
		json_array_append_new(array, story);
	}
}

static void put_associations(json_t *out, json_t *record)
{
	json_t *associations = json_array(), *item;
	size_t i;
	json_array_foreach(json_object_get(record, "media"), i, item)
	{
		json_t *media = association(record, "media", i), *descriptions = json_array();
		put(media, "type", media_kind(item));
		add_text(descriptions, "caption", "text/plain", text_of(item, "caption"));
		put_array(media, "descriptions", descriptions);
		put_rendition(media, item);
		json_array_append_new(associations, media);
	}
	add_stories(associations, record, "references");
	add_stories(associations, record, "related");
	put_array(out, "associations", associations);
}

static void put_alt_ids(json_t *out, json_t *record)
{
	json_t *alts = json_array();
	add_alt(alts, "guid", text_of(record, "guid"));
	add_alt(alts, "url", text_of(record, "url"));
	add_alt(alts, "canonical", text_of(record, "canonical_url"));
	put_array(out, "altIds", alts);
}

int record_to_ninjs(struct str json, struct buf *out, struct err *err)
{
	static void (*const parts[])(json_t *, json_t *) = { put_standard, put_facts, put_texts,
		                                             put_subjects, put_names, put_associations,
		                                             put_alt_ids };
	json_error_t fault;
	json_t *record = json_loadb(json.ptr, json.len, 0, &fault);
	if (!text_of(record, "id")) {
		json_decref(record);
		return err_set(err, EXIT_PARTLY, "no record: column %d: %s", fault.column, fault.text);
	}
	json_t *ninjs = json_object();
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		parts[i](ninjs, record);
	char *line = json_dumps(ninjs, JSON_COMPACT);
	buf_adds(out, line ? line : "");
	free(line);
	json_decref(ninjs);
	json_decref(record);
	return 0;
}
