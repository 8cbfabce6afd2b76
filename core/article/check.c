/* SPDX-License-Identifier: MIT
 * A worker is not believed: its members of a record are read once, without allocating, before they are copied. */
#include <stdio.h>

#include "core/article/article.h"
#include "core/article/fields.h"
#include "core/article/json_run.h"

enum { DEPTH_MOST = 8, OBJECT_DEPTH_MOST = 16, KEYS_MOST = 128 };

struct scan {
	const unsigned char *at, *begin, *end;
	unsigned depth, depth_most;
	const char *fault;
};

static bool fault(struct scan *s, const char *text)
{
	if (!s->fault)
		s->fault = text;
	return false;
}

static bool take(struct scan *s, unsigned char c)
{
	if (s->at == s->end || *s->at != c)
		return false;
	s->at++;
	return true;
}

static bool take_hex(struct scan *s)
{
	for (int i = 0; i < 4; i++, s->at++) {
		const unsigned char c = s->at < s->end ? *s->at : 0;
		if (!ascii_is_digit((char)c) && !((c | 32) >= 'a' && (c | 32) <= 'f'))
			return fault(s, "a bad \\u escape");
	}
	return true;
}

static bool take_escape(struct scan *s)
{
	if (s->at == s->end)
		return fault(s, "the text ends in a string");
	const unsigned char c = *s->at++;
	static const bool is_escape[256] = { ['"'] = true, ['\\'] = true, ['/'] = true, ['b'] = true,
		                             ['f'] = true, ['n'] = true,  ['r'] = true, ['t'] = true };
	if (c == 'u')
		return take_hex(s);
	return is_escape[c] || fault(s, "a bad escape");
}

/* RFC 3629, as a few comparisons: the second byte decides overlong forms, surrogates and the upper end. */
static bool take_sequence(struct scan *s)
{
	const unsigned char c = *s->at;
	const size_t length = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : 2;
	if (c < 0xC2 || c > 0xF4 || (size_t)(s->end - s->at) < length)
		return fault(s, "bytes that are no UTF-8");
	const unsigned char second = s->at[1];
	if ((c == 0xE0 && second < 0xA0) || (c == 0xED && second > 0x9F) || (c == 0xF0 && second < 0x90) ||
	    (c == 0xF4 && second > 0x8F))
		return fault(s, "bytes that are no UTF-8");
	for (size_t i = 1; i < length; i++)
		if ((s->at[i] & 0xC0) != 0x80)
			return fault(s, "bytes that are no UTF-8");
	s->at += length;
	return true;
}

/* A run of them: where one character is not ASCII, the next often is not either. */
static bool take_sequences(struct scan *s)
{
	do
		if (!take_sequence(s))
			return false;
	while (s->at < s->end && *s->at >= 0x80);
	return true;
}

static bool take_string(struct scan *s, struct str *out)
{
	if (!take(s, '"'))
		return fault(s, "no string where one must stand");
	const unsigned char *begin = s->at;
	for (;;) {
		s->at += json_plain_end(str_n((const char *)s->at, (size_t)(s->end - s->at)), 0);
		if (s->at == s->end)
			return fault(s, "the text ends in a string");
		const unsigned char c = *s->at;
		if (c == '"')
			break;
		if (c < 0x20)
			return fault(s, "a control character in a string");
		if (c >= 0x80) {
			if (!take_sequences(s))
				return false;
			continue;
		}
		s->at++;
		if (c == '\\' && !take_escape(s))
			return false;
	}
	if (out)
		*out = str_n((const char *)begin, (size_t)(s->at - begin));
	s->at++;
	return true;
}

static bool take_word(struct scan *s, struct str word)
{
	if ((size_t)(s->end - s->at) < word.len || memcmp(s->at, word.ptr, word.len) != 0)
		return fault(s, "an unknown word");
	s->at += word.len;
	return true;
}

static bool take_digits(struct scan *s)
{
	const unsigned char *begin = s->at;
	while (s->at < s->end && ascii_is_digit((char)*s->at))
		s->at++;
	return s->at > begin || fault(s, "a bad number");
}

static bool take_number(struct scan *s)
{
	take(s, '-');
	if (take(s, '0') ? false : !take_digits(s))
		return false;
	if (take(s, '.') && !take_digits(s))
		return false;
	if (take(s, 'e') || take(s, 'E')) {
		if (!take(s, '+'))
			take(s, '-');
		return take_digits(s);
	}
	return true;
}

static bool take_value(struct scan *s);

static bool take_member(struct scan *s)
{
	return take_string(s, NULL) && (take(s, ':') || fault(s, "no colon behind a key")) && take_value(s);
}

static bool take_list(struct scan *s, unsigned char close, bool (*item)(struct scan *s))
{
	s->at++;
	if (++s->depth > s->depth_most)
		return fault(s, "nested too deeply");
	if (!take(s, close)) {
		do
			if (!item(s))
				return false;
		while (take(s, ','));
		if (!take(s, close))
			return fault(s, "an object or array does not end");
	}
	s->depth--;
	return true;
}

static bool take_value(struct scan *s)
{
	switch (s->at < s->end ? *s->at : 0) {
	case '{':
		return take_list(s, '}', take_member);
	case '[':
		return take_list(s, ']', take_value);
	case '"':
		return take_string(s, NULL);
	case 't':
		return take_word(s, STR("true"));
	case 'f':
		return take_word(s, STR("false"));
	case 'n':
		return take_word(s, STR("null"));
	default:
		return take_number(s);
	}
}

static int refuse(const struct scan *s, struct err *err)
{
	return err_set(err, EXIT_PARTLY, "byte %zu: %s", (size_t)(s->at - s->begin),
	               s->fault ? s->fault : "more than one value");
}

static struct scan scan_of(struct str json, unsigned depth_most)
{
	const unsigned char *p = (const unsigned char *)json.ptr;
	return (struct scan){ .at = p, .begin = p, .end = p + json.len, .depth_most = depth_most };
}

/* A top-level key is known, the worker's to write, and has not stood before. */
static bool take_key(struct scan *s, uint64_t seen[KEYS_MOST / 64])
{
	struct str key;
	if (!take_string(s, &key))
		return false;
	const struct field *field = fields_find(OBJECT_ARTICLE, key);
	if (!field)
		return fault(s, "an unknown member");
	if (field->owner != OWNER_WORKER)
		return fault(s, "a member that only the host may write");
	const size_t place = (size_t)(field - fields_of(OBJECT_ARTICLE));
	if (seen[place / 64] >> (place % 64) & 1)
		return fault(s, "a member that stands twice");
	seen[place / 64] |= (uint64_t)1 << (place % 64);
	return true;
}

int record_check(struct str json, struct err *err)
{
	struct scan s = scan_of(json, DEPTH_MOST);
	uint64_t seen[KEYS_MOST / 64] = { 0 };
	bool is_fine = true;
	if (!json.len)
		return 0;
	do
		is_fine = take_key(&s, seen) && (take(&s, ':') || fault(&s, "no colon behind a key")) &&
		          take_value(&s);
	while (is_fine && take(&s, ','));
	return is_fine && s.at == s.end ? 0 : refuse(&s, err);
}

int record_check_object(struct str json, struct err *err)
{
	struct scan s = scan_of(json, OBJECT_DEPTH_MOST);
	return take_value(&s) && s.at == s.end ? 0 : refuse(&s, err);
}
