/* SPDX-License-Identifier: MIT
 * JSON as a tree below <json>: a key is the element's name, or <_ name="..."> where it is none in XML. An
 * array repeats the element, an entry each; the entries of an array that has no key (the document, or an
 * entry of another array) are <_> within it. @type tells the type of each. */
#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/doc/build.h"

enum { MAX_DEPTH = 200 };

static bool is_name(struct str key)
{
	if (!key.len || !(ascii_is_alpha(key.ptr[0]) || key.ptr[0] == '_') || str_eq(key, STR("_")))
		return false;
	for (size_t i = 1; i < key.len; i++) {
		const char c = key.ptr[i];
		if (!ascii_is_alpha(c) && !ascii_is_digit(c) && c != '_' && c != '-' && c != '.')
			return false;
	}
	return true;
}

static const char *type_name(const json_t *value)
{
	static const char *const names[] = {
		[JSON_OBJECT] = "object",  [JSON_ARRAY] = "array", [JSON_STRING] = "string",
		[JSON_INTEGER] = "number", [JSON_REAL] = "number", [JSON_TRUE] = "true",
		[JSON_FALSE] = "false",    [JSON_NULL] = "null",
	};
	return names[json_typeof(value)];
}

/* The shortest form that reads back as the same number. */
static void add_real(struct dom *dom, double value)
{
	char text[40];
	int len = 0;
	for (int digits = 15; digits <= 17; digits++) {
		len = snprintf(text, sizeof text, "%.*g", digits, value);
		if (strtod(text, NULL) == value)
			break;
	}
	dom_add(dom, str_n(text, (size_t)len));
}

static void add_integer(struct dom *dom, json_int_t value)
{
	char text[24];
	const int len = snprintf(text, sizeof text, "%" JSON_INTEGER_FORMAT, value);
	dom_add(dom, str_n(text, (size_t)len));
}

static bool add_value(struct dom *dom, const json_t *value, int depth);

static void open_key(struct dom *dom, struct str key)
{
	dom_open(dom, is_name(key) ? key.ptr : "_");
	if (!is_name(key) && key.ptr)
		dom_set(dom, "name", key);
}

static bool add_element(struct dom *dom, struct str key, const json_t *value, int depth)
{
	open_key(dom, key);
	const bool fits = add_value(dom, value, depth);
	dom_close(dom);
	return fits;
}

static bool add_entries(struct dom *dom, struct str key, const json_t *array, int depth)
{
	bool fits = true;
	for (size_t i = 0; fits && i < json_array_size(array); i++)
		fits = add_element(dom, key, json_array_get(array, i), depth);
	return fits;
}

static bool add_members(struct dom *dom, const json_t *object, int depth)
{
	json_t *const o = (json_t *)(uintptr_t)object; /* the iterator's API knows no const */
	bool fits = true;
	for (void *at = json_object_iter(o); fits && at; at = json_object_iter_next(o, at)) {
		const struct str key = str_n(json_object_iter_key(at), json_object_iter_key_len(at));
		const json_t *value = json_object_iter_value(at);
		fits = json_is_array(value) ? depth < MAX_DEPTH && add_entries(dom, key, value, depth + 1)
					    : add_element(dom, key, value, depth);
	}
	return fits;
}

/* The inside of an element that is open; false where the nesting is too deep. */
static bool add_value(struct dom *dom, const json_t *value, int depth)
{
	if (depth >= MAX_DEPTH)
		return false;
	dom_set(dom, "type", str_c(type_name(value)));
	switch (json_typeof(value)) {
	case JSON_OBJECT:
		return add_members(dom, value, depth + 1);
	case JSON_ARRAY:
		return add_entries(dom, str_n(NULL, 0), value, depth + 1);
	case JSON_STRING:
		dom_add(dom, str_n(json_string_value(value), json_string_length(value)));
		return true;
	case JSON_INTEGER:
		add_integer(dom, json_integer_value(value));
		return true;
	case JSON_REAL:
		add_real(dom, json_real_value(value));
		return true;
	default:
		return true;
	}
}

static json_t *load(struct str text, json_error_t *error)
{
	const size_t flags = JSON_DECODE_ANY | JSON_ALLOW_NUL;
	json_t *value = json_loadb(text.ptr, text.len, flags, error);
	if (!value && json_error_code(error) == json_error_numeric_overflow) /* an integer over 64 bits */
		value = json_loadb(text.ptr, text.len, flags | JSON_DECODE_INT_AS_REAL, error);
	return value;
}

int json_parse(struct str text, struct arena *arena, struct dom **out, struct err *err)
{
	json_error_t error;
	json_t *value = load(text, &error);
	if (!value)
		return err_set(err, EXIT_PARTLY, "line %d, column %d: JSON: %s", error.line, error.column,
			       error.text);
	struct dom *dom = dom_new(DOM_JSON, arena, "json");
	const bool fits = add_value(dom, value, 0);
	json_decref(value);
	if (!fits) {
		dom_free(dom);
		return err_set(err, EXIT_PARTLY, "JSON is nested over %d levels deep", MAX_DEPTH);
	}
	*out = dom;
	return 0;
}
