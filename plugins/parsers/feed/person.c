/* SPDX-License-Identifier: MIT
 * A line that names a person: "mail (Name)", "Name <mail>", "Name (mail)", "mailto:mail", a mail alone, a name alone.
 * Brackets that hold no mail belong to the name: "Jane Roe (freelance)". */
#include <string.h>

#include "entry.h"

static bool is_mail(struct wd_bytes s)
{
	const char *at = s.len ? memchr(s.ptr, '@', s.len) : NULL;
	if (!at || at == s.ptr || at == s.ptr + s.len - 1 ||
	    memchr(at + 1, '@', (size_t)(s.ptr + s.len - at) - 1))
		return false;
	for (size_t i = 0; i < s.len; i++)
		if (is_blank(s.ptr[i]) || memchr("<>()[],;:\"", s.ptr[i], 10))
			return false;
	return true;
}

static struct wd_bytes without_scheme(struct wd_bytes s)
{
	s = bytes_trim(s);
	return bytes_start(s, "mailto:") ? bytes_of(s.ptr + 7, s.len - 7) : s;
}

static struct wd_bytes without_quotes(struct wd_bytes s)
{
	s = bytes_trim(s);
	if (s.len > 1 && s.ptr[0] == '"' && s.ptr[s.len - 1] == '"')
		return bytes_of(s.ptr + 1, s.len - 2);
	return s;
}

/* "outside open inside close": both parts, where something of that form stands in the line. */
static bool split(struct wd_bytes line, char open, char close, struct wd_bytes *out_outside,
                  struct wd_bytes *out_inside)
{
	const char *begin = memchr(line.ptr, open, line.len);
	const char *end = begin ? memrchr(begin, close, (size_t)(line.ptr + line.len - begin)) : NULL;
	if (!end)
		return false;
	*out_inside = without_scheme(bytes_of(begin + 1, (size_t)(end - begin) - 1));
	*out_outside = bytes_trim(bytes_of(line.ptr, (size_t)(begin - line.ptr)));
	if (!out_outside->len)
		*out_outside = bytes_trim(bytes_of(end + 1, (size_t)(line.ptr + line.len - end) - 1));
	return true;
}

static struct wd_bytes without_joints(struct wd_bytes s)
{
	while (s.len && memchr(" \t\r\n,;:-", s.ptr[0], 9))
		s = bytes_of(s.ptr + 1, s.len - 1);
	while (s.len && memchr(" \t\r\n,;:-", s.ptr[s.len - 1], 9))
		s.len--;
	return s;
}

/* "mail - Name", "Name, mail": a mail first or last in a line, between blanks. */
static bool split_at_mail(struct wd_bytes line, struct wd_bytes *out_name, struct wd_bytes *out_mail)
{
	size_t first = 0, last = line.len;
	while (first < line.len && !is_blank(line.ptr[first]))
		first++;
	while (last && !is_blank(line.ptr[last - 1]))
		last--;
	const struct wd_bytes head = without_joints(without_scheme(bytes_of(line.ptr, first))),
			      tail = without_joints(
				      without_scheme(bytes_of(line.ptr + last, line.len - last)));
	const bool is_first = is_mail(head);
	*out_mail = is_first ? head : tail;
	*out_name = without_joints(is_first ? bytes_of(line.ptr + first, line.len - first)
	                                    : bytes_of(line.ptr, last));
	return is_mail(*out_mail) && !memchr(out_name->ptr, '@', out_name->len);
}

static void set(struct entry *entry, struct person *person, struct wd_bytes name, struct wd_bytes mail)
{
	if (!person->name)
		person->name = entry_keep_bytes(entry, without_quotes(name));
	if (!person->email)
		person->email = entry_keep_bytes(entry, mail);
}

void person_read(struct entry *entry, struct person *person, struct wd_bytes line)
{
	const struct wd_bytes none = { "", 0 };
	struct wd_bytes outside, inside;
	line = bytes_trim(line);
	if (!line.len)
		return;
	if (split(line, '<', '>', &outside, &inside) && is_mail(inside)) {
		set(entry, person, outside, inside);
	} else if (split(line, '(', ')', &outside, &inside) && is_mail(inside)) {
		set(entry, person, outside, inside);
	} else if (split(line, '(', ')', &outside, &inside) && is_mail(without_scheme(outside))) {
		set(entry, person, inside, without_scheme(outside));
	} else if (is_mail(without_scheme(line))) {
		set(entry, person, none, without_scheme(line));
	} else if (split_at_mail(line, &outside, &inside)) {
		set(entry, person, outside, inside);
	} else {
		set(entry, person, line, none);
	}
}
