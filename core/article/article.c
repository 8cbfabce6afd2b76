/* SPDX-License-Identifier: MIT */
#include "core/article/article.h"

#include <stdarg.h>

#include "core/article/fields.h"

enum { VALUES_MOST = 20000, BLOCKS_MOST = 50000, PARTS_MOST = 10000, TEXT_MOST = 16 << 20 };

struct article *article_new(struct arena *arena)
{
	struct article *article = arena_zero(arena, sizeof *article);
	article->self.kind = OBJECT_ARTICLE;
	article->self.article = article;
	article->arena = arena;
	article->published_ms = article->updated_ms = RECORD_NO_TIME;
	article->embargo_ms = article->expires_ms = RECORD_NO_TIME;
	return article;
}

void article_fail(struct article *article, const char *fmt, ...)
{
	if (article->error)
		return;
	va_list args;
	va_start(args, fmt);
	article->error = arena_vprintf(article->arena, fmt, args);
	va_end(args);
}

static bool stands_once(enum object_kind kind)
{
	return kind == OBJECT_DATELINE || kind == OBJECT_ORIGIN || kind == OBJECT_PAGE || kind == OBJECT_FEED;
}

struct object *object_add(struct object *owner, enum object_kind kind)
{
	struct article *article = owner->article;
	size_t count = 0;
	for (struct object *part = article->parts; part; part = part->next, count++)
		if (part->kind == kind && stands_once(kind))
			return part;
	struct object *part = arena_zero(article->arena, sizeof *part);
	part->kind = kind;
	part->article = article;
	if (count >= PARTS_MOST) { /* given, so that the caller may go on, but not kept */
		article_fail(article, "more than %d media, references and so on in one article", PARTS_MOST);
		return part;
	}
	if (article->last_part)
		article->last_part->next = part;
	else
		article->parts = part;
	article->last_part = part;
	return part;
}

static void append_value(struct object *object, enum wd_field field, struct str text)
{
	struct value *value = arena_zero(object->article->arena, sizeof *value);
	value->field = field;
	value->text = arena_str(object->article->arena, text);
	value->base = object->article->base;
	if (object->last)
		object->last->next = value;
	else
		object->first = value;
	object->last = value;
}

static struct value *find_value(const struct object *object, enum wd_field field)
{
	for (struct value *value = object->first; value; value = value->next)
		if (value->field == field)
			return value;
	return NULL;
}

void object_set(struct object *object, enum wd_field field, struct str text)
{
	const struct field *row = fields_set_by(object->kind, field);
	struct article *article = object->article;
	if (field == WD_BASE) {
		article->base = text.len ? arena_str(article->arena, text).ptr : NULL;
		return;
	}
	if (!row) {
		article_fail(article, "field %d does not belong to that object; see wiredesk-plugin(3)",
		             (int)field);
		return;
	}
	if (text.len > TEXT_MOST) {
		article_fail(article, "%s has %zu bytes, the most is %d", row->key, text.len, TEXT_MOST);
		return;
	}
	struct value *old = field_is_list(row) && field != WD_IMAGE ? NULL : find_value(object, field);
	if (old) {
		old->text = arena_str(article->arena, text);
		old->base = article->base;
		old->is_plain = false;
	} else if (article->value_count++ < VALUES_MOST) {
		append_value(object, field, text);
	} else {
		article_fail(article, "more than %d values in one article", VALUES_MOST);
	}
}

void object_set_plain(struct object *object, enum wd_field field, struct str text)
{
	const uint32_t before = object->article->value_count;
	object_set(object, field, text);
	struct value *value = object->article->value_count > before ? object->last : find_value(object, field);
	if (value && value->field == field)
		value->is_plain = true;
}

struct str object_get(const struct object *object, enum wd_field field)
{
	const struct value *value = find_value(object, field);
	return value ? value->text : (struct str){ "", 0 };
}

void object_unset(struct object *object, enum wd_field field)
{
	struct value **link = &object->first;
	object->last = NULL;
	while (*link) {
		if ((*link)->field == field) {
			*link = (*link)->next;
			continue;
		}
		object->last = *link;
		link = &(*link)->next;
	}
}

const struct value *object_values(const struct object *object, enum wd_field field)
{
	return find_value(object, field);
}

const struct value *value_next(const struct value *value)
{
	const enum wd_field field = value->field;
	do
		value = value->next;
	while (value && value->field != field);
	return value;
}

void article_block(struct article *article, enum wd_block type, struct str text)
{
	if (type < WD_PARAGRAPH_BLOCK || type > WD_CODE_BLOCK) {
		article_fail(article, "there is no block type %d", (int)type);
		return;
	}
	if (article->block_count >= BLOCKS_MOST || text.len > TEXT_MOST) {
		article_fail(article, "more than %d blocks, or one over %d bytes", BLOCKS_MOST, TEXT_MOST);
		return;
	}
	if (article->block_count == article->block_cap) {
		const size_t cap = article->block_cap ? article->block_cap * 2 : 32;
		struct block *blocks = arena_alloc(article->arena, cap * sizeof *blocks);
		if (article->block_count)
			memcpy(blocks, article->blocks, article->block_count * sizeof *blocks);
		article->blocks = blocks;
		article->block_cap = cap;
	}
	article->blocks[article->block_count++] = (struct block){ type, arena_str(article->arena, text) };
}

void article_warn(struct article *article, const char *code)
{
	for (const struct value *v = object_values(&article->self, WD_WARNING); v; v = value_next(v))
		if (str_eq(v->text, str_c(code)))
			return;
	object_set(&article->self, WD_WARNING, str_c(code));
}
