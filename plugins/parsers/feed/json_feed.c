/* SPDX-License-Identifier: MIT
 * JSON Feed 1.0 and 1.1. The document is read twice: what the feed says of itself may stand behind its items, and where one
 * of these is broken only the second time gets there. Wrong types are taken as what can be made of them, and a document
 * that is cut gives the items that are whole. */
#include <stdlib.h>
#include <string.h>

#include "json_scan.h"
#include "reader.h"

enum { DOCUMENT_MOST = 64 << 20 };

struct reading {
	wd_job *job;
	const struct wd_doc *doc;
	const struct feed_options *options;
	struct json_scan json;
	struct xml_buffer key, text;
	struct xml_buffer first_key; /* of the first item that was whole: how the next ones probably begin */
	struct entry feed, item, nothing;
	struct entry *entry; /* that is being read */
	bool is_expired, is_version_1_1, is_feed, is_second;
	int64_t items;
};

struct member {
	const char *name;
	void (*read)(struct reading *reading, const struct member *member);
	enum slot slot;
	enum form form;
};

static bool take_text(struct reading *r)
{
	return json_text(&r->json, &r->text);
}

static void read_text(struct reading *r, const struct member *member)
{
	if (take_text(r))
		entry_put(r->entry, member->slot, r->text.ptr, member->form);
}

static const struct member *find(const struct member *members, const struct xml_buffer *key)
{
	for (; members->name; members++)
		if (!strcmp(members->name, key->ptr))
			return members;
	return NULL;
}

/* The members of an object; anything else is skipped. */
static void read_object(struct reading *r, const struct member *members)
{
	if (!json_enter(&r->json, '{')) {
		json_skip(&r->json);
		return;
	}
	while (json_key(&r->json, &r->key)) {
		const struct member *member = find(members, &r->key);
		if (member && member->read)
			member->read(r, member);
		else
			json_skip(&r->json);
	}
}

/* Each entry of an array; a value that is none counts as an array of itself. */
static void read_each(struct reading *r, void (*read)(struct reading *r))
{
	if (!json_enter(&r->json, '[')) {
		read(r);
		return;
	}
	while (json_entry(&r->json))
		read(r);
}

/* --- people, keywords, attachments */

static struct person *last_person(struct reading *r)
{
	return &r->entry->persons[r->entry->person_count - 1];
}

static void read_person_name(struct reading *r, const struct member *member)
{
	(void)member;
	if (!take_text(r))
		return;
	const size_t place = entry_keep(r->entry, r->text.ptr);
	last_person(r)->name = place;
}

static void read_person_url(struct reading *r, const struct member *member)
{
	(void)member;
	if (!take_text(r))
		return;
	const bool is_mail = !strncasecmp(r->text.ptr, "mailto:", 7);
	const size_t place = entry_keep(r->entry, r->text.ptr + (is_mail ? 7 : 0));
	if (is_mail)
		last_person(r)->email = place;
	else
		last_person(r)->url = place;
}

static const struct member person_members[] = { { .name = "name", .read = read_person_name },
	                                        { .name = "url", .read = read_person_url },
	                                        { 0 } };

static void read_person(struct reading *r)
{
	struct person *person = entry_add_person(r->entry, PERSON_ATOM);
	if (json_kind(&r->json) == '"' && take_text(r))
		person_read(r->entry, person, bytes_of(r->text.ptr, r->text.len));
	else
		read_object(r, person_members);
	person = last_person(r);
	if (!person->name && !person->url && !person->email)
		r->entry->person_count--;
}

/* "author" of 1.0, where "authors" of 1.1 do not say it. */
static void read_author(struct reading *r, const struct member *member)
{
	(void)member;
	if (r->entry->person_count)
		json_skip(&r->json);
	else
		read_each(r, read_person);
}

static void read_authors(struct reading *r, const struct member *member)
{
	struct entry *entry = r->entry;
	const size_t before = entry->person_count;
	(void)member;
	read_each(r, read_person);
	if (entry->person_count <= before) /* fewer where the list was full, and the last place was given again */
		return;
	entry->person_count -= before;
	memmove(entry->persons, entry->persons + before, entry->person_count * sizeof *entry->persons);
}

static void read_tag(struct reading *r)
{
	if (!take_text(r))
		return;
	const size_t place = entry_keep(r->entry, r->text.ptr);
	if (place)
		entry_add_category(r->entry)->term = place;
}

static void read_tags(struct reading *r, const struct member *member)
{
	(void)member;
	read_each(r, read_tag);
}

static void read_of_medium(struct reading *r, const struct member *member)
{
	if (!take_text(r))
		return;
	const size_t place = entry_keep(r->entry, r->text.ptr);
	struct medium *medium = &r->entry->media[r->entry->medium_count - 1];
	memcpy((char *)medium + member->slot, &place, sizeof place);
}

#define MEDIUM(name_, member_)                                                                               \
	{                                                                                                    \
		.name = (name_), .read = read_of_medium, .slot = (enum slot)offsetof(struct medium, member_) \
	}
static const struct member medium_members[] = { MEDIUM("url", url),
	                                        MEDIUM("mime_type", type),
	                                        MEDIUM("title", title),
	                                        MEDIUM("size_in_bytes", bytes),
	                                        MEDIUM("duration_in_seconds", duration),
	                                        { 0 } };

static void read_attachment(struct reading *r)
{
	if (json_kind(&r->json) != '{') {
		json_skip(&r->json);
		return;
	}
	entry_add_medium(r->entry);
	read_object(r, medium_members);
	if (!r->entry->media[r->entry->medium_count - 1].url)
		r->entry->medium_count--;
}

static void read_attachments(struct reading *r, const struct member *member)
{
	(void)member;
	read_each(r, read_attachment);
}

/* --- items */

static const struct member item_members[] = {
	{ "id", read_text, S_GUID, FORM_LITERAL },
	{ "url", read_text, S_LINK, FORM_LITERAL },
	{ "external_url", read_text, S_ABOUT, FORM_LITERAL },
	{ "title", read_text, S_TITLE, FORM_TEXT },
	{ "content_html", read_text, S_ENCODED, FORM_HTML },
	{ "content_text", read_text, S_ATOM_CONTENT, FORM_TEXT },
	{ "summary", read_text, S_DESCRIPTION, FORM_TEXT },
	{ "image", read_text, S_ITUNES_IMAGE, FORM_LITERAL },
	{ "banner_image", read_text, S_ICON, FORM_LITERAL },
	{ "date_published", read_text, S_PUBLISHED, FORM_LITERAL },
	{ "date_modified", read_text, S_UPDATED, FORM_LITERAL },
	{ "language", read_text, S_LANGUAGE, FORM_LITERAL },
	{ .name = "authors", .read = read_authors },
	{ .name = "author", .read = read_author },
	{ .name = "tags", .read = read_tags },
	{ .name = "attachments", .read = read_attachments },
	{ 0 },
};

static struct emission emission_of(struct reading *r)
{
	const char *base = entry_get(&r->feed, S_SELF);
	return (struct emission){ r->job, r->doc, base && !strncasecmp(base, "http", 4) ? base : r->doc->base,
		                  &r->key };
}

static bool has_content(const struct entry *item)
{
	static const enum slot slots[] = { S_GUID,    S_LINK,         S_ABOUT,       S_TITLE,
		                           S_ENCODED, S_ATOM_CONTENT, S_DESCRIPTION, S_NONE };
	return entry_first(item, slots) || item->medium_count;
}

static void note_first_key(struct reading *r, const char *begin)
{
	struct json_scan item = { .at = begin, .end = r->json.end };
	if (!r->first_key.len && json_enter(&item, '{'))
		json_key(&item, &r->first_key);
}

static void read_item(struct reading *r)
{
	if (json_kind(&r->json) != '{' || r->items >= r->options->max_items) {
		json_skip(&r->json);
		return;
	}
	const char *begin = r->json.at;
	entry_clear(&r->item);
	r->entry = &r->item;
	read_object(r, item_members);
	r->entry = &r->feed;
	struct entry *item = &r->item;
	item->is_truncated = r->json.is_bad;
	if (!item->is_truncated)
		note_first_key(r, begin);
	if (item->is_truncated ? !entry_get(item, S_TITLE) && !entry_get(item, S_LINK) : !has_content(item))
		return;
	if (!item->slots[S_GUID].text.at)
		item->slots[S_GUID] = item->slots[S_LINK];
	if (!item->slots[S_ITUNES_IMAGE].text.at)
		item->slots[S_ITUNES_IMAGE] = item->slots[S_ICON];
	const struct emission emission = emission_of(r);
	r->items++;
	item_emit(&emission, item, &r->feed, &r->nothing);
}

/* What is wrong in an item, or between two, ends what stands before it; reading goes on at the next. */
static void read_items(struct reading *r, const struct member *member)
{
	(void)member;
	if (!json_enter(&r->json, '[')) {
		read_item(r);
		return;
	}
	while (json_entry(&r->json) || json_resume(&r->json, r->first_key.len ? r->first_key.ptr : "id"))
		read_item(r);
}

/* --- the feed */

static void read_version(struct reading *r, const struct member *member)
{
	(void)member;
	if (!take_text(r))
		return;
	r->is_feed = strstr(r->text.ptr, "jsonfeed.org/version/1") != NULL;
	r->is_version_1_1 = strstr(r->text.ptr, "version/1.1") != NULL;
}

static void read_expired(struct reading *r, const struct member *member)
{
	(void)member;
	json_bool(&r->json, &r->is_expired);
}

static void read_hub_url(struct reading *r, const struct member *member)
{
	(void)member;
	if (take_text(r))
		entry_put(&r->feed, S_HUB, r->text.ptr, FORM_LITERAL);
}

static void read_hub(struct reading *r)
{
	static const struct member members[] = { { .name = "url", .read = read_hub_url }, { 0 } };
	read_object(r, members);
}

static void read_hubs(struct reading *r, const struct member *member)
{
	(void)member;
	read_each(r, read_hub);
}

static void pass_items(struct reading *r, const struct member *member)
{
	r->is_feed = true;
	if (r->is_second)
		read_items(r, member);
	else
		json_skip(&r->json);
}

static const struct member feed_members[] = {
	{ .name = "version", .read = read_version },
	{ "title", read_text, S_TITLE, FORM_TEXT },
	{ "home_page_url", read_text, S_LINK, FORM_LITERAL },
	{ "feed_url", read_text, S_SELF, FORM_LITERAL },
	{ "next_url", read_text, S_NEXT, FORM_LITERAL },
	{ "description", read_text, S_DESCRIPTION, FORM_TEXT },
	{ "language", read_text, S_LANGUAGE, FORM_LITERAL },
	{ "icon", read_text, S_IMAGE, FORM_LITERAL },
	{ "favicon", read_text, S_ICON, FORM_LITERAL },
	{ .name = "authors", .read = read_authors },
	{ .name = "author", .read = read_author },
	{ .name = "expired", .read = read_expired },
	{ .name = "hubs", .read = read_hubs },
	{ .name = "items", .read = pass_items },
	{ 0 },
};

static void read_all(struct reading *r, struct wd_bytes text)
{
	r->entry = &r->feed;
	r->json = (struct json_scan){ .at = text.ptr, .end = text.ptr + text.len };
	read_object(r, feed_members);
	if (!r->is_feed)
		return;
	const bool was_odd = r->json.is_odd || r->json.is_bad;
	r->json = (struct json_scan){ .at = text.ptr, .end = text.ptr + text.len, .is_odd = was_odd };
	r->is_second = true;
	read_object(r, feed_members);
}

static bool has_rest(struct json_scan *json)
{
	while (json->at < json->end && is_blank(*json->at))
		json->at++;
	return json->at < json->end;
}

static enum wd_verdict finish(struct reading *r)
{
	if (!r->is_feed) {
		wd_defect(r->job, "not_a_feed", "JSON without the version and the items of a JSON Feed");
		return wd_fail(r->job, "not_a_feed: JSON without the version and the items of a JSON Feed");
	}
	const bool is_cut = r->json.is_bad, has_junk = !is_cut && has_rest(&r->json);
	const struct emission emission = emission_of(r);
	channel_emit(&emission, &r->feed, r->is_version_1_1 ? "json11" : "json1",
	             !is_cut && !has_junk && !r->json.is_odd);
	wd_set(wd_feed(r->job), WD_EXPIRED, r->is_expired ? "true" : NULL);
	if (is_cut)
		wd_defect(r->job, "truncated", "the JSON is cut or broken; what stands before that is read");
	else if (has_junk)
		wd_defect(r->job, "junk_after", "something behind the end of the document");
	else if (r->json.is_odd)
		wd_defect(r->job, "bad_json", "it is not all JSON; what can be told is read");
	return WD_OK;
}

static bool load(wd_job *job, struct xml_buffer *out)
{
	char piece[16384];
	long length = 0;
	while (out->len < DOCUMENT_MOST && (length = wd_characters(job, piece, sizeof piece)) > 0)
		xml_buffer_add(out, piece, (size_t)length);
	return length == 0;
}

enum wd_verdict json_feed_parse(wd_job *job, const struct wd_doc *doc, const struct feed_options *options)
{
	struct reading r = { .job = job, .doc = doc, .options = options };
	struct xml_buffer text = { 0 };
	enum wd_verdict verdict;
	entry_clear(&r.feed);
	entry_clear(&r.item);
	entry_clear(&r.nothing);
	if (load(job, &text)) {
		read_all(&r, bytes_of(text.ptr, text.len));
		verdict = finish(&r);
	} else {
		verdict = wd_fail(job, "a JSON Feed of more than %d MiB is not read", DOCUMENT_MOST >> 20);
	}
	entry_done(&r.feed);
	entry_done(&r.item);
	entry_done(&r.nothing);
	free(r.key.ptr);
	free(r.first_key.ptr);
	free(r.text.ptr);
	free(text.ptr);
	return verdict;
}
