/* SPDX-License-Identifier: MIT
 * What an article is known by, and what tells one version of it from the next. */
#include <stdlib.h>

#include "core/base/hash.h"
#include "core/base/vec.h"
#include "core/normalize/stage.h"

typedef VEC(struct str) parts_t;
enum { PARTS_FEW = 32 }; /* besides the blocks, in most articles */

/* --- content -------------------------------------------------------------------------------------------------- */

/* White space is no content; a text that is clean has nothing to fold but its line feeds. */
static struct str folded(struct stage *stage, struct str text)
{
	if (str_chr(text, '\n') == STR_NONE)
		return text;
	text_clean_line(text, stage_scratch(stage));
	return stage_kept(stage);
}

static void add_values(parts_t *parts, const struct object *object, enum wd_field field)
{
	for (const struct value *value = object_values(object, field); value; value = value_next(value))
		vec_add(parts, value->text);
	vec_add(parts, STR("")); /* parts one field from the next */
}

static struct str canonical(struct stage *stage, struct str url)
{
	return url_canonical(url, stage_scratch(stage), NULL) ? url : stage_kept(stage);
}

static void add_media(parts_t *parts, struct stage *stage)
{
	for (const struct object *part = stage->article->parts; part; part = part->next) {
		if (part->kind == OBJECT_MEDIA)
			vec_add(parts, canonical(stage, object_get(part, WD_URL)));
		if (part->kind == OBJECT_AUTHOR)
			vec_add(parts, object_get(part, WD_NAME));
	}
}

static void hash_content(struct stage *stage)
{
	static const enum wd_field fields[] = { WD_SUBTITLE, WD_CANONICAL_URL, WD_SUMMARY, WD_PUBLISHED, WD_AUTHOR,
		                                WD_SECTION,  WD_KEYWORD,       WD_STATUS };
	const struct article *article = stage->article;
	parts_t parts = { 0 };
	vec_reserve(&parts, article->block_count + PARTS_FEW);
	vec_add(&parts, article->is_title_derived ? STR("") : object_get(&article->self, WD_TITLE));
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		add_values(&parts, &article->self, fields[i]);
	for (size_t i = 0; i < article->block_count; i++)
		vec_add(&parts, folded(stage, article->blocks[i].text));
	vec_add(&parts, STR(""));
	add_media(&parts, stage);
	hash_128_parts(parts.at, parts.count, stage->head->content_hash);
	vec_done(&parts);
}

static void hash_date(struct stage *stage)
{
	static const enum wd_field fields[] = { WD_PUBLISHED, WD_UPDATED, WD_SOURCE_VERSION };
	const struct article *article = stage->article;
	parts_t parts = { 0 };
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		vec_add(&parts, object_get(&article->self, fields[i]));
	vec_add(&parts, article->is_title_derived ? STR("") : object_get(&article->self, WD_TITLE));
	uint8_t hash[HASH_128_SIZE];
	hash_128_parts(parts.at, parts.count, hash);
	memcpy(stage->head->date_hash, hash, sizeof stage->head->date_hash);
	vec_done(&parts);
}

void stage_hashes(struct stage *stage)
{
	hash_content(stage);
	hash_date(stage);
}

/* --- identity ------------------------------------------------------------------------------------------------- */

static bool is_hex_run(struct str s, size_t at, size_t len)
{
	for (size_t i = at; i < at + len; i++)
		if (i >= s.len || !(ascii_is_digit(s.ptr[i]) || (ascii_lower(s.ptr[i]) >= 'a' && ascii_lower(s.ptr[i]) <= 'f')))
			return false;
	return true;
}

static bool is_uuid(struct str s)
{
	return s.len == 36 && is_hex_run(s, 0, 8) && s.ptr[8] == '-' && is_hex_run(s, 9, 4) && s.ptr[13] == '-' &&
	       is_hex_run(s, 14, 4) && s.ptr[18] == '-' && is_hex_run(s, 19, 4) && s.ptr[23] == '-' && is_hex_run(s, 24, 12);
}

/* Schemes whose names are made to be unique: any with "//" behind it, and those two without. */
static bool is_global(struct str guid)
{
	if (str_starts_nocase(guid, STR("urn:")) || str_starts_nocase(guid, STR("tag:")) || is_uuid(guid))
		return true;
	const size_t colon = str_find(guid, STR("://"));
	if (colon == STR_NONE || !colon || !ascii_is_alpha(guid.ptr[0]))
		return false;
	for (size_t i = 0; i < colon; i++)
		if (!ascii_is_alpha(guid.ptr[i]) && !ascii_is_digit(guid.ptr[i]) && !strchr("+-.", guid.ptr[i]))
			return false;
	return str_from(guid, colon + 3).len > 0;
}

static void add_key(struct record_head *head, enum record_key_kind kind, const struct str *parts, size_t count)
{
	if (head->key_count == RECORD_KEYS)
		return;
	struct record_key *key = &head->keys[head->key_count++];
	const struct sha256 hash = hash_sha256_parts(parts, count);
	key->kind = (uint8_t)kind;
	memcpy(key->hash, hash.bytes, sizeof key->hash);
}

/* Title and date; a title alone names too many things, so the body stands for the date that is not there. */
static void add_title_key(struct stage *stage)
{
	const struct article *article = stage->article;
	const struct object *self = &article->self;
	const struct str title = article->is_title_derived ? STR("") : object_get(self, WD_TITLE);
	const struct str published = object_get(self, WD_PUBLISHED);
	if (title.len || published.len) {
		const struct str parts[] = { title, published };
		if (title.len)
			add_key(stage->head, RECORD_KEY_TITLE, parts, 2);
		if (title.len)
			return;
	}
	const struct str line = folded(stage, stage_text(stage));
	const struct str parts[] = { STR("body"), published, line };
	if (line.len)
		add_key(stage->head, RECORD_KEY_TITLE, parts, 3);
}

void stage_keys(struct stage *stage)
{
	const struct object *self = &stage->article->self;
	const struct str guid = object_get(self, WD_GUID), url = object_get(self, WD_CANONICAL_URL);
	const struct str feed[] = { str_c(stage->context->feed_url), guid };
	if (guid.len && is_global(guid))
		add_key(stage->head, RECORD_KEY_GUID, &guid, 1);
	else if (guid.len)
		add_key(stage->head, RECORD_KEY_FEED_GUID, feed, 2);
	if (url.len)
		add_key(stage->head, RECORD_KEY_URL, &url, 1);
	add_title_key(stage);
	if (stage->head->key_count)
		return;
	/* media alone: known by their addresses */
	for (const struct object *part = stage->article->parts; part; part = part->next)
		if (part->kind == OBJECT_MEDIA && object_get(part, WD_URL).len) {
			const struct str media[] = { STR("media"), object_get(part, WD_URL) };
			add_key(stage->head, RECORD_KEY_TITLE, media, 2);
			return;
		}
	/* an item of a feed may have none of all that: then it is what it says */
	const struct str content[] = { STR("content"), str_n((const char *)stage->head->content_hash,
		                                             sizeof stage->head->content_hash) };
	add_key(stage->head, RECORD_KEY_TITLE, content, 2);
}
