/* SPDX-License-Identifier: MIT
 * What the document that linked here said of the article: it fills what the page lacks, and is kept as evidence where the
 * two contradict each other. The page itself comes first: it is nearer to the article. */
#include <stdlib.h>

#include "core/article/explain.h"
#include "core/normalize/stage.h"

static const int64_t day_ms = 24 * 3600 * 1000;

/* Filled where the page has nothing; the guid is the item's in any case. */
static const enum wd_field filled[] = {
	WD_URL,       WD_TITLE,     WD_SUBTITLE, WD_SUMMARY, WD_PUBLISHED, WD_UPDATED, WD_EMBARGO,
	WD_EXPIRES,   WD_LANGUAGE,  WD_SECTION,  WD_KEYWORD, WD_COPYRIGHT, WD_CREDIT,  WD_AGENCY,
	WD_COMMENTS_URL,
};
static const enum object_kind filled_parts[] = { OBJECT_AUTHOR, OBJECT_MEDIA, OBJECT_SUBJECT, OBJECT_ORIGIN };

static bool has_part(const struct article *article, enum object_kind kind)
{
	for (const struct object *part = article->parts; part; part = part->next)
		if (part->kind == kind)
			return true;
	return false;
}

static void tell(struct stage *stage, enum wd_field field, struct str value, bool is_chosen)
{
	article_explain(&stage->article->self, field,
	                &(struct explanation){ .rule = "context: what linked here", .value = value, .is_chosen = is_chosen });
}

static void copy_values(const struct object *from, struct object *to, enum wd_field field)
{
	for (const struct value *value = object_values(from, field); value; value = value_next(value))
		object_set(to, field, value->text);
}

static void copy_part(const struct object *from, struct article *article)
{
	struct object *to = object_add(&article->self, from->kind);
	for (const struct value *value = from->first; value; value = value->next)
		object_set(to, value->field, value->text);
}

static void fill_field(struct stage *stage, const struct object *said, enum wd_field field)
{
	struct object *self = &stage->article->self;
	const struct str value = object_get(said, field);
	const bool is_lacking = !object_get(self, field).len;
	if (!value.len)
		return;
	tell(stage, field, value, is_lacking);
	if (is_lacking)
		copy_values(said, self, field);
}

/* Authors by name or as parts: either will do. */
static bool has_authors(const struct article *article)
{
	return object_get(&article->self, WD_AUTHOR).len || object_get(&article->self, WD_BYLINE).len ||
	       has_part(article, OBJECT_AUTHOR);
}

static bool lacks_part(const struct article *article, enum object_kind kind)
{
	if (kind == OBJECT_AUTHOR)
		return !has_authors(article);
	if (kind == OBJECT_MEDIA && object_get(&article->self, WD_IMAGE).len)
		return false;
	return !has_part(article, kind);
}

static void fill_parts(struct stage *stage, const struct object *said)
{
	for (size_t i = 0; i < sizeof filled_parts / sizeof *filled_parts; i++) {
		if (!lacks_part(stage->article, filled_parts[i]))
			continue;
		for (const struct object *part = said->article->parts; part; part = part->next)
			if (part->kind == filled_parts[i])
				copy_part(part, stage->article);
	}
}

static bool date_of(const struct stage *stage, struct str text, struct date *out)
{
	const struct date_hint hint = { .timezone = stage->context->timezone, .now_ms = stage->context->fetched_ms };
	return text.len && !date_parse(text, &hint, out, NULL);
}

/* Dates more than a day apart: one of the two is of another version, or wrong. */
static bool contradicts_date(const struct stage *stage, const struct object *said)
{
	struct date own, other;
	return date_of(stage, object_get(&stage->article->self, WD_PUBLISHED), &own) &&
	       date_of(stage, object_get(said, WD_PUBLISHED), &other) && llabs(own.wall_ms - other.wall_ms) > day_ms;
}

static bool shares_a_word(struct str a, struct str b)
{
	struct str rest = a, word;
	while (str_next(&rest, ' ', &word))
		if (word.len > 3 && str_find_nocase(b, word) != STR_NONE)
			return true;
	return false;
}

/* Headlines are often shortened for one of the two; titles without a word in common are of two articles. */
static bool contradicts_title(const struct stage *stage, const struct object *said)
{
	const struct str own = object_get(&stage->article->self, WD_TITLE), other = object_get(said, WD_TITLE);
	return own.len && other.len && !str_eq_nocase(own, other) && !shares_a_word(other, own) &&
	       str_find_nocase(own, other) == STR_NONE;
}

void stage_context(struct stage *stage)
{
	const struct object *said = stage->context->said;
	struct object *self = &stage->article->self;
	if (!said)
		return;
	if (contradicts_date(stage, said) || contradicts_title(stage, said))
		article_warn(stage->article, "feed_contradicts_page");
	if (object_get(said, WD_GUID).len)
		object_set(self, WD_GUID, object_get(said, WD_GUID));
	for (size_t i = 0; i < sizeof filled / sizeof *filled; i++)
		fill_field(stage, said, filled[i]);
	if (!has_authors(stage->article))
		copy_values(said, self, WD_AUTHOR);
	fill_parts(stage, said);
}
