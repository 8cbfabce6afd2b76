/* SPDX-License-Identifier: MIT */
#include "entry.h"

#include <stdlib.h>
#include <string.h>

enum { LIST_MOST = 2000 /* of persons, categories, media of one item; what comes behind is not kept */ };

void entry_clear(struct entry *entry)
{
	entry->text.len = 0;
	xml_buffer_add(&entry->text, "", 1);
	memset(entry->slots, 0, sizeof entry->slots);
	entry->person_count = entry->category_count = entry->medium_count = 0;
	entry->groups = 0;
	entry->link_rank = 0;
	entry->has_permalink = entry->is_permalink = entry->is_truncated = false;
}

void entry_done(struct entry *entry)
{
	free(entry->text.ptr);
	free(entry->persons);
	free(entry->categories);
	free(entry->media);
}

size_t entry_keep_bytes(struct entry *entry, struct wd_bytes text)
{
	text = bytes_trim(text);
	if (!text.len)
		return 0;
	const size_t place = entry->text.len;
	xml_buffer_add(&entry->text, text.ptr, text.len);
	xml_buffer_add(&entry->text, "", 1);
	return place;
}

size_t entry_keep(struct entry *entry, const char *text)
{
	return text ? entry_keep_bytes(entry, bytes_of(text, strlen(text))) : 0;
}

const char *entry_text(const struct entry *entry, size_t place)
{
	return place ? entry->text.ptr + place : NULL;
}

const char *entry_get(const struct entry *entry, enum slot slot)
{
	return entry_text(entry, entry->slots[slot].text.at);
}

void entry_put(struct entry *entry, enum slot slot, const char *text, enum form form)
{
	struct value *value = &entry->slots[slot];
	if (value->text.at)
		return;
	value->text.at = entry_keep(entry, text);
	value->text.len = value->text.at ? strlen(entry->text.ptr + value->text.at) : 0;
	value->form = form;
}

const struct value *entry_first(const struct entry *entry, const enum slot *order)
{
	for (; *order; order++)
		if (entry->slots[*order].text.at)
			return &entry->slots[*order];
	return NULL;
}

/* Room for one more. Where there are too many the last place is given again, and who takes it off leaves one fewer than
 * there were. */
static void *add(void *list, size_t size, size_t *count, size_t *cap, void **out)
{
	if (*count == *cap && *cap < LIST_MOST) {
		*cap = *cap ? *cap * 2 : 8;
		list = realloc(list, *cap * size);
		if (!list)
			abort();
	}
	if (*count < *cap)
		++*count;
	*out = (char *)list + (*count - 1) * size;
	memset(*out, 0, size);
	return list;
}

struct person *entry_add_person(struct entry *entry, enum person_kind kind)
{
	void *person;
	entry->persons = add(entry->persons, sizeof *entry->persons, &entry->person_count, &entry->person_cap,
	                     &person);
	((struct person *)person)->kind = kind;
	return person;
}

struct category *entry_add_category(struct entry *entry)
{
	void *category;
	entry->categories = add(entry->categories, sizeof *entry->categories, &entry->category_count,
	                        &entry->category_cap, &category);
	return category;
}

struct medium *entry_add_medium(struct entry *entry)
{
	void *medium;
	entry->media =
		add(entry->media, sizeof *entry->media, &entry->medium_count, &entry->medium_cap, &medium);
	return medium;
}
