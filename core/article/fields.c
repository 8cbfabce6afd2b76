/* SPDX-License-Identifier: MIT */
#include "core/article/fields.h"

enum { OBJECT_0 = OBJECT_ARTICLE };

#define ROW(object_, key_, type_, owner_, set_by_, always_, values_, part_, help_)                           \
	{ .key = #key_,                                                                                      \
	  .key_len = sizeof #key_ - 1,                                                                       \
	  .values = values_,                                                                                 \
	  .help = help_,                                                                                     \
	  .object = OBJECT_##object_,                                                                        \
	  .part = OBJECT_##part_,                                                                            \
	  .set_by = (enum wd_field)(set_by_),                                                                \
	  .type = FIELD_##type_,                                                                             \
	  .owner = OWNER_##owner_,                                                                           \
	  .is_always = always_ },
const struct field fields[] = { FIELDS(ROW){ .key = NULL, .object = -1 } };
#undef ROW

enum { ROWS = sizeof fields / sizeof *fields, SET_BY_MOST = WD_SKIP_DAY };
_Static_assert(ROWS <= UINT8_MAX, "a row's number is a byte");

/* Numbers of rows, from 1 on: an object's first, and the one that a field sets. Asked for with each value. */
struct places {
	uint8_t first[OBJECT_KINDS], set_by[OBJECT_KINDS][SET_BY_MOST + 1];
};

static void fill(struct places *places)
{
	for (unsigned row = ROWS - 1; row; row--) { /* backwards: the first of several stands */
		const struct field *f = &fields[row - 1];
		places->first[f->object] = (uint8_t)row;
		places->set_by[f->object][f->set_by] = (uint8_t)row;
	}
}

static const struct places *places(void)
{
	static struct places filled;
	if (!filled.first[OBJECT_ARTICLE])
		fill(&filled);
	return &filled;
}

static const struct field *row_of(unsigned place)
{
	return place ? &fields[place - 1] : NULL;
}

const struct field *fields_of(int object)
{
	return object >= 0 && object < OBJECT_KINDS ? row_of(places()->first[object]) : NULL;
}

const struct field *fields_find(int object, struct str key)
{
	for (const struct field *f = fields_of(object); f && f->object == object; f++)
		if (str_eq(str_n(f->key, f->key_len), key))
			return f;
	return NULL;
}

const struct field *fields_set_by(int object, enum wd_field field)
{
	if (object < 0 || object >= OBJECT_KINDS || (unsigned)field > SET_BY_MOST)
		return NULL;
	return row_of(places()->set_by[object][field]);
}

bool field_is_list(const struct field *field)
{
	return field->type == FIELD_STRINGS || field->type == FIELD_INTEGERS || field->type == FIELD_OBJECTS;
}

bool field_allows(const struct field *field, struct str value)
{
	struct str rest = str_c(field->values), one;
	if (!field->values)
		return true;
	while (str_next(&rest, '|', &one))
		if (str_eq(one, value))
			return true;
	return false;
}
