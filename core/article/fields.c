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

const struct field *fields_of(int object)
{
	for (const struct field *f = fields; f->key; f++)
		if (f->object == object)
			return f;
	return NULL;
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
	for (const struct field *f = fields_of(object); f && f->object == object; f++)
		if (f->set_by == field)
			return f;
	return NULL;
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
