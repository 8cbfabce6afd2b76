/* SPDX-License-Identifier: MIT
 * A line of robots.txt: "key: value # comment", and what people write in its place. */
#include "core/schedule/robots_parts.h"

/* What the reference keeps of a longer line. */
enum { LINE_MOST = 2083 * 8 - 1 };

/* A key is known by how it begins, as the reference has it. */
static const struct {
	struct str start;
	enum robots_key key;
} keys[] = {
	{ { "user-agent", 10 }, ROBOTS_AGENT },  { { "useragent", 9 }, ROBOTS_AGENT },
	{ { "user agent", 10 }, ROBOTS_AGENT },  { { "allow", 5 }, ROBOTS_ALLOW },
	{ { "disallow", 8 }, ROBOTS_DISALLOW },  { { "dissallow", 9 }, ROBOTS_DISALLOW },
	{ { "dissalow", 8 }, ROBOTS_DISALLOW },  { { "disalow", 7 }, ROBOTS_DISALLOW },
	{ { "diasllow", 8 }, ROBOTS_DISALLOW },  { { "disallaw", 8 }, ROBOTS_DISALLOW },
	{ { "sitemap", 7 }, ROBOTS_SITEMAP },    { { "site-map", 8 }, ROBOTS_SITEMAP },
	{ { "crawl-delay", 11 }, ROBOTS_DELAY }, { { "crawldelay", 10 }, ROBOTS_DELAY },
};

static enum robots_key find_key(struct str name)
{
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		if (str_starts_nocase(name, keys[i].start))
			return keys[i].key;
	return ROBOTS_UNKNOWN;
}

static size_t find_blank(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (s.ptr[i] == ' ' || s.ptr[i] == '\t')
			return i;
	return STR_NONE;
}

/* Where the key ends: at the colon, or where that is forgotten at the only white space. */
static size_t find_separator(struct str line)
{
	const size_t colon = str_chr(line, ':');
	if (colon != STR_NONE)
		return colon;
	const size_t blank = find_blank(line);
	if (blank == STR_NONE || find_blank(str_trim(str_from(line, blank))) != STR_NONE)
		return STR_NONE;
	return blank;
}

static bool read_line(struct str line, struct robots_line *out)
{
	line = str_slice(line, 0, LINE_MOST);
	line = str_slice(line, 0, str_chr(line, '\0'));
	line = str_trim(str_slice(line, 0, str_chr(line, '#')));
	const size_t at = find_separator(line);
	if (at == STR_NONE)
		return false;
	const struct str name = str_trim(str_slice(line, 0, at));
	out->key = find_key(name);
	out->value = str_trim(str_from(line, at + 1));
	out->text = line;
	return name.len > 0;
}

/* Ends at LF, CR or both. */
static struct str take_line(struct robots_reader *reader)
{
	struct str *rest = &reader->rest;
	size_t len = 0;
	while (len < rest->len && rest->ptr[len] != '\n' && rest->ptr[len] != '\r')
		len++;
	const struct str line = str_slice(*rest, 0, len);
	const bool is_pair = str_starts(str_from(*rest, len), STR("\r\n"));
	*rest = str_from(*rest, len + (is_pair ? 2 : 1));
	reader->number++;
	return line;
}

/* A mark of UTF-8 is passed over, also where it is cut short. */
static struct str without_mark(struct str text)
{
	static const char mark[] = "\xEF\xBB\xBF";
	size_t n = 0;
	while (n < 3 && n < text.len && text.ptr[n] == mark[n])
		n++;
	return str_from(text, n);
}

struct robots_reader robots_reader(struct str text)
{
	if (text.len >= ROBOTS_MOST) { /* as much is all that is kept of a longer one */
		text = str_slice(text, 0, ROBOTS_MOST);
		while (text.len && text.ptr[text.len - 1] != '\n' && text.ptr[text.len - 1] != '\r')
			text.len--;
	}
	return (struct robots_reader){ .rest = without_mark(text) };
}

bool robots_next_line(struct robots_reader *reader, struct robots_line *out)
{
	while (reader->rest.len) {
		const struct str line = take_line(reader);
		out->number = reader->number;
		if (read_line(line, out))
			return true;
	}
	return false;
}
