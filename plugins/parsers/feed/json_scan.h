/* SPDX-License-Identifier: MIT
 * JSON in memory, read value by value without a tree, and as far as it goes: what is cut or wrong ends what it stands in.
 *
 *	struct json_scan json = { .at = text, .end = text + length };
 *	if (json_enter(&json, '{'))
 *		while (json_key(&json, &key))
 *			if (is_known(key)) read(&json); else json_skip(&json); */
#ifndef PLUGINS_PARSERS_FEED_JSON_SCAN_H
#define PLUGINS_PARSERS_FEED_JSON_SCAN_H
#include "../common/xml_scan.h"

struct json_scan {
	const char *at, *end, *bad_at;
	bool is_bad; /* it is no JSON from here on */
	bool is_first; /* nothing of what was entered is read yet */
	bool is_odd; /* something was not as JSON has it, but what is meant was plain, or reading went on behind it */
};

/* '{', '[', '"', '0' for a number, 't', 'f', 'n'; '\0' where there is no value. */
char json_kind(struct json_scan *json);
/* Into an object or array; false, with nothing read, where it is none. */
bool json_enter(struct json_scan *json, char kind);
/* The next key of the object that was entered, its value standing next; false at the object's end, which is left. */
bool json_key(struct json_scan *json, struct xml_buffer *out);
/* Whether one more entry of the array that was entered stands next; false at its end, which is left. */
bool json_entry(struct json_scan *json);
void json_skip(struct json_scan *json);
/* A string, or a number as it is written; false, with the value skipped, for anything else. */
bool json_text(struct json_scan *json, struct xml_buffer *out);
/* Where reading failed: goes on at the next object behind that whose first key is the one given, and which is no member
 * nor a list's first entry. false where there is none. */
bool json_resume(struct json_scan *json, const char *first_key);
/* true or false; false, with the value skipped, for anything else. */
bool json_bool(struct json_scan *json, bool *out);

#endif
