/* SPDX-License-Identifier: MIT
 * JSON as pages have it: in comments or CDATA, with commas too many, raw line feeds, HTML's entities, several values one
 * after the other, or cut off. What can be read is; nothing is an error.
 *
 *	json_clear(&json);
 *	json_read(&json, text);                       // may be called again; roots are a list
 *	for (uint32_t v = json.first; v; v = json_at(&json, v)->next) use(json_text(&json, json_get(&json, v, "name")));
 */
#ifndef ARTICLE_JSON_H
#define ARTICLE_JSON_H
#include <stdbool.h>
#include <stdint.h>

#include "vector.h"

enum json_kind {
	DATA_NOTHING,
	DATA_OBJECT,
	DATA_ARRAY,
	DATA_STRING,
	DATA_WORD /* number, true, false, null */
};

struct json_value {
	const char *key, *text; /* text: of a string or word */
	uint32_t first, next;   /* values; 0: none */
	uint8_t kind;
};

struct json {
	VECTOR(struct json_value) values; /* [0] is nothing */
	VECTOR(char *) buffers;
	uint32_t first, last; /* roots */
};

void json_clear(struct json *json);
void json_done(struct json *json);
void json_read(struct json *json, const char *text);
uint32_t json_get(const struct json *json, uint32_t object, const char *key); /* 0: not there */
/* The text of a string or word, of an array's first entry, of an object's "@value", "name" or "url"; or NULL. */
const char *json_text(const struct json *json, uint32_t value);
/* HTML's entities to what they stand for, in place. */
void entities_decode(char *text);

static inline const struct json_value *json_at(const struct json *json, uint32_t value)
{
	return &json->values.at[value];
}

/* The first entry of an array, or the value itself: a loop over ->next takes one as well as many. */
static inline uint32_t json_entries(const struct json *json, uint32_t value)
{
	return value && json_at(json, value)->kind == DATA_ARRAY ? json_at(json, value)->first : value;
}

#endif
