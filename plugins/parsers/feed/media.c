/* SPDX-License-Identifier: MIT
 * Enclosures, and the media module: contents, groups of alternatives, thumbnails. */
#include <stdlib.h>
#include <string.h>

#include "reader.h"

static const struct {
	const char *attribute;
	size_t member;
} members[] = {
	{ "url", offsetof(struct medium, url) },       { "type", offsetof(struct medium, type) },
	{ "medium", offsetof(struct medium, medium) }, { "width", offsetof(struct medium, width) },
	{ "height", offsetof(struct medium, height) }, { "filesize", offsetof(struct medium, bytes) },
	{ "length", offsetof(struct medium, bytes) },  { "duration", offsetof(struct medium, duration) },
};

/* A medium of what the attributes say, or NULL where they name nothing. */
static struct medium *add_medium(struct reader *reader)
{
	struct entry *entry = reader->current;
	struct medium medium = { .base = reader_keep_base(reader) };
	for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
		size_t *member = (size_t *)(void *)((char *)&medium + members[i].member);
		if (!*member)
			*member =
				entry_keep(entry, xml_attribute(&reader->xml, NS_NONE, members[i].attribute));
	}
	if (!medium.url && !medium.type && !medium.medium)
		return NULL;
	struct medium *added = entry_add_medium(entry);
	*added = medium;
	return added;
}

void open_enclosure(struct reader *reader, const struct element *element)
{
	struct medium *medium = add_medium(reader);
	(void)element;
	if (!medium) /* href and src are not unheard of */
		return;
	if (!medium->url)
		reader->current->medium_count--;
}

void open_media_content(struct reader *reader, const struct element *element)
{
	const char *is_default = xml_attribute(&reader->xml, NS_NONE, "isdefault");
	struct medium *medium = add_medium(reader);
	(void)element;
	reader->medium_depth = medium ? reader->xml.depth : 0;
	if (!medium)
		return;
	medium->is_default = is_default && !strcasecmp(is_default, "true");
	medium->group = reader->group_depth ? reader->current->groups : 0;
}

void open_media_group(struct reader *reader, const struct element *element)
{
	(void)element;
	reader->group_depth = reader->xml.depth;
	reader->current->groups++;
	reader->first_of_group = reader->current->medium_count;
}

void open_thumbnail(struct reader *reader, const struct element *element)
{
	struct medium *medium = add_medium(reader);
	(void)element;
	reader->field.is_dropped = medium != NULL;
	if (!medium) { /* its address may be its text */
		medium = entry_add_medium(reader->current);
		*medium = (struct medium){ .base = reader_keep_base(reader) };
	}
	medium->is_thumbnail = true;
	medium->group = reader->group_depth ? reader->current->groups : 0;
}

/* A page that plays it stands for a file that is not named. */
void open_player(struct reader *reader, const struct element *element)
{
	struct entry *entry = reader->current;
	const char *url = xml_attribute(&reader->xml, NS_NONE, "url");
	(void)element;
	if (!url)
		return;
	const size_t place = entry_keep(entry, url), base = reader_keep_base(reader);
	if (!entry->medium_count)
		*entry_add_medium(entry) = (struct medium){ .base = base };
	struct medium *last = &entry->media[entry->medium_count - 1];
	if (!last->url)
		last->url = place;
}

static size_t *member_of(struct medium *medium, unsigned slot)
{
	size_t *all[] = { &medium->title, &medium->caption, &medium->credit };
	return all[slot];
}

/* Of the medium that is open, or of all in the group so far and to come. */
void media_put(struct reader *reader, const struct element *element, struct wd_bytes text)
{
	struct entry *entry = reader->current;
	const size_t place = entry_keep_bytes(entry, text);
	if (!place)
		return;
	if (reader->medium_depth && entry->medium_count) {
		size_t last = entry->medium_count - 1;
		while (last && entry->media[last].is_thumbnail)
			last--;
		size_t *member = member_of(&entry->media[last], element->slot);
		*member = *member ? *member : place;
		return;
	}
	if (!reader->of_group[element->slot])
		reader->of_group[element->slot] = place;
}

static void end_group(struct reader *reader)
{
	struct entry *entry = reader->current;
	for (size_t i = reader->first_of_group; i < entry->medium_count; i++)
		for (unsigned slot = 0; slot < 3; slot++) {
			size_t *member = member_of(&entry->media[i], slot);
			if (!*member && !entry->media[i].is_thumbnail)
				*member = reader->of_group[slot];
		}
	memset(reader->of_group, 0, sizeof reader->of_group);
	reader->group_depth = 0;
}

void close_media(struct reader *reader)
{
	if (reader->medium_depth == reader->xml.depth)
		reader->medium_depth = 0;
	if (reader->group_depth == reader->xml.depth)
		end_group(reader);
}

/* --- all media of an item, when it ends */

static const char *text_of(const struct entry *entry, size_t place)
{
	return place ? entry->text.ptr + place : "";
}

/* The same address twice is one medium: what the first does not say the second may. None is none. */
static void merge(struct medium *into, const struct medium *from)
{
	size_t *const to[] = { &into->type,     &into->medium, &into->bytes,   &into->width, &into->height,
		               &into->duration, &into->title,  &into->caption, &into->credit };
	const size_t with[] = { from->type,     from->medium, from->bytes,   from->width, from->height,
		                from->duration, from->title,  from->caption, from->credit };
	for (size_t i = 0; i < sizeof with / sizeof *with; i++)
		if (!*to[i])
			*to[i] = with[i];
	into->is_default |= from->is_default;
	into->is_thumbnail &= from->is_thumbnail;
}

static void merge_doubles(struct entry *entry)
{
	size_t kept = 0;
	for (size_t i = 0; i < entry->medium_count; i++) {
		size_t same = 0;
		if (!entry->media[i].url)
			continue;
		while (same < kept && strcmp(text_of(entry, entry->media[same].url),
		                             text_of(entry, entry->media[i].url)) != 0)
			same++;
		if (same < kept)
			merge(&entry->media[same], &entry->media[i]);
		else
			entry->media[kept++] = entry->media[i];
	}
	entry->medium_count = kept;
}

/* itunes:duration, wherever it stood: of the file that is played. */
static void set_duration(struct entry *entry)
{
	for (size_t i = 0; i < entry->medium_count; i++) {
		struct medium *medium = &entry->media[i];
		if (medium->is_thumbnail)
			continue;
		if (!medium->duration)
			medium->duration = entry->slots[S_DURATION].text.at;
		return;
	}
}

static bool is_picture(const struct entry *entry, const struct medium *medium)
{
	const char *type = text_of(entry, medium->type), *kind = text_of(entry, medium->medium);
	return medium->is_thumbnail || !strcasecmp(kind, "image") ||
	       (!*kind && !strncasecmp(type, "image/", 6));
}

/* A whole picture before a thumbnail, the one named as default before others, the wider one, the first. */
static bool is_better(const struct entry *entry, const struct medium *one, const struct medium *other)
{
	if (one->is_thumbnail != other->is_thumbnail)
		return other->is_thumbnail;
	if (one->is_default != other->is_default)
		return one->is_default;
	return one->is_thumbnail && atoi(text_of(entry, one->width)) > atoi(text_of(entry, other->width));
}

void media_finish(struct entry *entry)
{
	struct medium *lead = NULL;
	merge_doubles(entry);
	set_duration(entry);
	for (size_t i = 0; i < entry->medium_count; i++) {
		struct medium *medium = &entry->media[i];
		if (is_picture(entry, medium) && (!lead || is_better(entry, medium, lead)))
			lead = medium;
	}
	if (lead)
		lead->is_lead = true;
}
