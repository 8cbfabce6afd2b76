/* SPDX-License-Identifier: MIT
 * Names from titles: [a-z0-9][a-z0-9._-]{0,63}, in Latin letters whatever the script. */
#include <unicode/ustring.h>
#include <unicode/utrans.h>

#include "core/base/map.h"
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

/* Names of one kind that have been given so far. */
struct given {
	struct map taken;
	struct map numbers; /* the last one tried behind a name */
};

struct naming {
	struct opml *opml;
	struct given sources, groups;
	struct map siblings; /* sources by name and folder, as opml_source_key() has them */
	struct map folders;  /* the names of their groups */
	struct buf key;
};

static void given_done(struct given *given)
{
	map_done(&given->taken);
	map_done(&given->numbers);
}

/* The name itself, or with a number that makes it one of its own. */
static const char *give(struct given *given, struct arena *arena, const char *name)
{
	const char *start = arena_printf(arena, "%.*s", NUMBERED_MOST, name), *wanted = arena_dup(arena, name);
	void **number = map_at(&given->numbers, start);
	uintptr_t n = *number ? (uintptr_t)*number : 1;
	while (map_get(&given->taken, wanted))
		wanted = arena_printf(arena, "%s-%zu", start, (size_t)++n);
	*number = (void *)n;
	*map_at(&given->taken, wanted) = given;
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

static const char *key_of(struct naming *naming, const struct opml_feed *feed)
{
	buf_clear(&naming->key);
	return opml_source_key(feed, &naming->key) ? naming->key.ptr : NULL;
}

/* A feed before this one may name the same source, as we write it for sources with several addresses. */
static bool has_sibling(struct naming *naming, const struct opml_feed *feed)
{
	const char *key = key_of(naming, feed);
	return key && map_get(&naming->siblings, key);
}

static void name_source(struct naming *naming, struct opml_feed *feed)
{
	char name[OPML_NAME_MOST + 1];
	if (has_sibling(naming, feed))
		return;
	to_name(str_c(feed->source ? feed->source : feed->title), name, OPML_NAME_MOST);
	if (!*name)
		to_name(host_of(feed->url), name, OPML_NAME_MOST);
	feed->source = give(&naming->sources, &naming->opml->arena, *name ? name : "feed");
	*map_at(&naming->siblings, key_of(naming, feed)) = feed;
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

/* Folders of one name that are not the same folder get numbers. */
static void name_group(struct naming *naming, struct opml_feed *feed)
{
	if (!feed->folder)
		return;
	void **group = map_at(&naming->folders, feed->folder);
	if (!*group)
		*group = (void *)(uintptr_t)give(&naming->groups, &naming->opml->arena,
		                                 folder_name(naming->opml, feed->folder));
	feed->group = *group;
}

void opml_name_all(struct opml *opml)
{
	struct naming naming = { .opml = opml };
	buf_init(&naming.key, OPML_KEY_MOST);
	for (size_t i = 0; i < opml->feeds.count; i++) {
		name_group(&naming, &opml->feeds.at[i]);
		name_source(&naming, &opml->feeds.at[i]);
	}
	given_done(&naming.sources);
	given_done(&naming.groups);
	map_done(&naming.siblings);
	map_done(&naming.folders);
	buf_done(&naming.key);
}
