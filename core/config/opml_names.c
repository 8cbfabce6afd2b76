/* SPDX-License-Identifier: MIT
 * Names from titles: [a-z0-9][a-z0-9._-]{0,63}, in Latin letters whatever the script. */
#include <unicode/ustring.h>
#include <unicode/utrans.h>

#include "core/base/mem.h"
#include "core/config/opml_parts.h"
#include "core/normalize/normalize.h"

enum { TITLE_MOST = 256, LATIN_MOST = 1024, LATIN_BYTES = 3 * LATIN_MOST };

/* A name before "-2", which leaves room for it. */
enum { NUMBERED_MOST = OPML_NAME_MOST - 8 };

/* NULL where ICU's data has no such rules: then only ASCII is kept. */
static UTransliterator *latin(void)
{
	static const UChar id[] = u"Any-Latin; Latin-ASCII; Lower";
	static UTransliterator *rules;
	static bool is_tried;
	UErrorCode code = U_ZERO_ERROR;
	if (!is_tried)
		rules = utrans_openU(id, -1, UTRANS_FORWARD, NULL, 0, NULL, &code);
	is_tried = true;
	return U_SUCCESS(code) ? rules : NULL;
}

/* As much of text as fits, in lower-case ASCII where that is possible. */
static void transliterate(struct str text, char *out, int32_t size)
{
	UChar wide[LATIN_MOST];
	int32_t len = 0, limit;
	UErrorCode code = U_ZERO_ERROR;
	u_strFromUTF8WithSub(wide, TITLE_MOST, &len, text.ptr, (int32_t)text.len, 0xFFFD, NULL, &code);
	limit = len;
	code = U_ZERO_ERROR;
	if (latin())
		utrans_transUChars(latin(), wide, &len, LATIN_MOST, 0, &limit, &code);
	code = U_ZERO_ERROR;
	u_strToUTF8WithSub(out, size - 1, &len, wide, limit, '?', NULL, &code);
	out[U_SUCCESS(code) ? len : 0] = '\0';
}

static bool is_ascii(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if ((unsigned char)text.ptr[i] > 0x7F)
			return false;
	return true;
}

/* out has room for LATIN_BYTES. ICU is asked for what is not ASCII only: it is slow. */
static void to_latin(struct str text, char *out)
{
	text = str_slice(text, 0, TITLE_MOST);
	if (!is_ascii(text)) {
		transliterate(text, out, LATIN_BYTES);
		return;
	}
	memcpy(out, text.ptr, text.len);
	out[text.len] = '\0';
}

static bool is_name_char(char c)
{
	return (c >= 'a' && c <= 'z') || ascii_is_digit(c) || c == '.' || c == '_';
}

/* What is between letters and digits becomes one "-"; none at the ends. */
static void to_name(struct str text, char *out, size_t most)
{
	char ascii[LATIN_BYTES];
	size_t len = 0;
	to_latin(text, ascii);
	for (const char *p = ascii; *p && len < most; p++) {
		const char c = ascii_lower(*p);
		if (*p == '\'')
			continue;
		if (is_name_char(c) && (len || (c != '.' && c != '_')))
			out[len++] = c;
		else if (len && out[len - 1] != '-')
			out[len++] = '-';
	}
	while (len && !ascii_is_digit(out[len - 1]) && !ascii_is_alpha(out[len - 1]))
		len--;
	out[len] = '\0';
}

/* The host without "www.": what a title in signs alone comes to. */
static struct str host_of(const char *url)
{
	struct str rest = str_c(url), host;
	const struct str user = url_user(rest);
	const size_t scheme = str_find(rest, STR("://"));
	if (scheme != STR_NONE)
		rest = str_from(rest, scheme + 3 + user.len);
	str_next(&rest, '/', &host);
	return str_starts_nocase(host, STR("www.")) ? str_from(host, 4) : host;
}

static bool is_free(const struct opml *opml, size_t before, const char *name)
{
	for (size_t i = 0; i < before; i++)
		if (!strcmp(opml->feeds.at[i].source, name))
			return false;
	return true;
}

/* Those before that begin alike: the first number that is worth a try. */
static int count_namesakes(const struct opml *opml, size_t before, const char *name)
{
	const struct str start = str_slice(str_c(name), 0, NUMBERED_MOST);
	int count = 0;
	for (size_t i = 0; i < before; i++)
		count += str_starts(str_c(opml->feeds.at[i].source), start);
	return count;
}

/* The name itself, or with a number that makes it one of its own. */
static const char *make_unique(struct opml *opml, size_t before, const char *name)
{
	const char *wanted = name;
	int n = 1;
	while (!is_free(opml, before, wanted)) {
		n = n == 1 ? 1 + count_namesakes(opml, before, name) : n + 1;
		wanted = arena_printf(&opml->arena, "%.*s-%d", NUMBERED_MOST, name, n);
	}
	return wanted;
}

const char *opml_make_name(struct arena *arena, const char *title, const char *url, opml_is_taken *is_taken,
                           void *self)
{
	char name[OPML_NAME_MOST + 1];
	to_name(str_c(title), name, OPML_NAME_MOST);
	if (!*name)
		to_name(host_of(url), name, OPML_NAME_MOST);
	const char *first = arena_dup(arena, *name ? name : "feed"), *wanted = first;
	for (int n = 2; is_taken(self, wanted); n++)
		wanted = arena_printf(arena, "%.*s-%d", NUMBERED_MOST, first, n);
	return wanted;
}

bool opml_is_name(const char *text)
{
	char name[OPML_NAME_MOST + 1];
	to_name(str_c(text), name, OPML_NAME_MOST);
	return *name && str_eq(str_c(name), str_c(text));
}

bool opml_is_same_source(const struct opml_feed *a, const struct opml_feed *b)
{
	const char *x = a->folder ? a->folder : "", *y = b->folder ? b->folder : "";
	return a->source && b->source && !strcmp(a->source, b->source) && !strcmp(x, y);
}

/* A feed before this one that names the same source, as we write it for sources with several addresses. */
static const struct opml_feed *sibling(const struct opml *opml, size_t place)
{
	const struct opml_feed *feed = &opml->feeds.at[place];
	for (size_t i = 0; i < place; i++)
		if (opml_is_same_source(&opml->feeds.at[i], feed))
			return &opml->feeds.at[i];
	return NULL;
}

static void name_source(struct opml *opml, size_t place)
{
	struct opml_feed *feed = &opml->feeds.at[place];
	char name[OPML_NAME_MOST + 1];
	if (sibling(opml, place))
		return;
	to_name(str_c(feed->source ? feed->source : feed->title), name, OPML_NAME_MOST);
	if (!*name)
		to_name(host_of(feed->url), name, OPML_NAME_MOST);
	feed->source = make_unique(opml, place, arena_dup(&opml->arena, *name ? name : "feed"));
}

/* A folder's name: of its levels, parted by dots. */
static const char *folder_name(struct opml *opml, const char *folder)
{
	char name[OPML_NAME_MOST + 1], level_name[OPML_NAME_MOST + 1];
	struct str rest = str_c(folder), level;
	struct buf joined;
	buf_init(&joined, LATIN_MOST);
	while (str_next(&rest, '/', &level)) {
		to_name(str_trim(level), level_name, OPML_NAME_MOST);
		buf_printf(&joined, "%s%s", joined.len && *level_name ? "." : "", level_name);
	}
	to_name(buf_str(&joined), name, OPML_NAME_MOST);
	buf_done(&joined);
	return arena_dup(&opml->arena, *name ? name : "group");
}

static const struct opml_feed *in_group(const struct opml *opml, size_t before, const char *group)
{
	for (size_t i = 0; i < before; i++)
		if (opml->feeds.at[i].group && !strcmp(opml->feeds.at[i].group, group))
			return &opml->feeds.at[i];
	return NULL;
}

/* Folders of one name that are not the same folder get numbers. */
static void name_group(struct opml *opml, size_t place)
{
	struct opml_feed *feed = &opml->feeds.at[place];
	const struct opml_feed *other;
	if (!feed->folder)
		return;
	const char *name = folder_name(opml, feed->folder), *wanted = name;
	for (int n = 2; (other = in_group(opml, place, wanted)) && strcmp(other->folder, feed->folder); n++)
		wanted = arena_printf(&opml->arena, "%.*s-%d", NUMBERED_MOST, name, n);
	feed->group = wanted;
}

void opml_name_all(struct opml *opml)
{
	for (size_t i = 0; i < opml->feeds.count; i++) {
		name_group(opml, i);
		name_source(opml, i);
	}
}
