/* SPDX-License-Identifier: MIT
 * The JSON Schema of a record, from the field table. Readers ignore what they do not know, so members may be added:
 * the schema says so by not forbidding them. */
#include <jansson.h>
#include <stdlib.h>

#include "core/article/fields.h"

#define INSTANT "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$"
#define DAY     "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
#define MOMENT  "^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}:[0-9]{2}Z)?$"

static json_t *object_schema(int object);

static json_t *object_of(const struct field *field)
{
	return object_schema(field->part);
}

static json_t *string_of(const struct field *field)
{
	(void)field;
	return json_pack("{s:s, s:i}", "type", "string", "minLength", 1);
}

static json_t *number_of(const struct field *field)
{
	(void)field;
	return json_pack("{s:s}", "type", "integer");
}

static json_t *true_of(const struct field *field)
{
	(void)field;
	return json_pack("{s:b}", "const", 1);
}

static json_t *boolean_of(const struct field *field)
{
	(void)field;
	return json_pack("{s:s}", "type", "boolean");
}

static json_t *pattern(const char *text)
{
	return json_pack("{s:s, s:s}", "type", "string", "pattern", text);
}

static json_t *instant_of(const struct field *field)
{
	(void)field;
	return pattern(INSTANT);
}

static json_t *moment_of(const struct field *field)
{
	(void)field;
	return pattern(MOMENT);
}

static json_t *date_of(const struct field *field)
{
	(void)field;
	return pattern(DAY);
}

/* A row a type; is_list: it is an array of what `item` makes. */
static const struct {
	json_t *(*item)(const struct field *field);
	bool is_list;
} types[] = {
	[FIELD_STRING] = { string_of, false },   [FIELD_INTEGER] = { number_of, false },
	[FIELD_TRUE] = { true_of, false },       [FIELD_BOOLEAN] = { boolean_of, false },
	[FIELD_INSTANT] = { instant_of, false }, [FIELD_MOMENT] = { moment_of, false },
	[FIELD_DATE] = { date_of, false },       [FIELD_STRINGS] = { string_of, true },
	[FIELD_INTEGERS] = { number_of, true },  [FIELD_OBJECT] = { object_of, false },
	[FIELD_OBJECTS] = { object_of, true },
};

static json_t *values_of(const struct field *field)
{
	json_t *list = json_array();
	struct str rest = str_c(field->values), value;
	while (str_next(&rest, '|', &value))
		json_array_append_new(list, json_stringn(value.ptr, value.len));
	return list;
}

static json_t *field_schema(const struct field *field)
{
	json_t *schema = types[field->type].item(field);
	if (field->values) {
		json_object_clear(schema);
		json_object_set_new(schema, "enum", values_of(field));
	}
	if (types[field->type].is_list)
		schema = json_pack("{s:s, s:i, s:o}", "type", "array", "minItems", 1, "items", schema);
	json_object_set_new(schema, "description", json_string(field->help));
	return schema;
}

static json_t *object_schema(int object)
{
	json_t *properties = json_object(), *required = json_array();
	for (const struct field *f = fields_of(object); f && f->object == object; f++) {
		json_object_set_new(properties, f->key, field_schema(f));
		if (f->is_always)
			json_array_append_new(required, json_string(f->key));
	}
	json_t *schema = json_pack("{s:s, s:o}", "type", "object", "properties", properties);
	if (json_array_size(required))
		json_object_set(schema, "required", required);
	json_decref(required);
	return schema;
}

void record_schema(struct buf *out)
{
	json_t *schema = json_pack("{s:s, s:s, s:s}", "$schema",
	                           "https://json-schema.org/draft/2020-12/schema", "title", "wiredesk/1",
	                           "description", "An article as wiredesk hands it out: wiredesk-record(5)");
	json_t *record = object_schema(OBJECT_ARTICLE);
	json_object_update(schema, record);
	json_decref(record);
	char *text = json_dumps(schema, JSON_INDENT(1));
	buf_adds(out, text);
	buf_addc(out, '\n');
	free(text);
	json_decref(schema);
}
