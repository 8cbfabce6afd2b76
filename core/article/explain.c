/* SPDX-License-Identifier: MIT */
#include "core/article/explain.h"

#include <stdio.h>

#include "core/article/fields.h"

enum { EXPLANATIONS_MOST = 1000, VALUE_MOST = 1000, RULE_MOST = 200, PATH_MOST = 500 };

static const char parsers_own[] = "set by the parser";

/* At most so many bytes, and no half character. */
static struct str cut(struct str text, size_t most)
{
	if (text.len <= most)
		return text;
	while (most && ((unsigned char)text.ptr[most] & 0xC0) == 0x80)
		most--;
	return str_slice(text, 0, most);
}

static const char *keep(struct arena *arena, const char *text, size_t most)
{
	return text ? arena_str(arena, cut(str_c(text), most)).ptr : NULL;
}

void article_explain(struct object *object, enum wd_field field, const struct explanation *why)
{
	struct article *article = object->article;
	if (!article->is_explained || article->explanation_count == EXPLANATIONS_MOST)
		return;
	struct explanation *kept = arena_alloc(article->arena, sizeof *kept);
	*kept = (struct explanation){ .object = object,
		                      .field = field,
		                      .rule = keep(article->arena, why->rule, RULE_MOST),
		                      .line = why->line,
		                      .path = keep(article->arena, why->path, PATH_MOST),
		                      .is_chosen = why->is_chosen };
	if (why->value.ptr)
		kept->value = arena_str(article->arena, cut(why->value, VALUE_MOST));
	*(article->last_explanation ? &article->last_explanation->next : &article->explanations) = kept;
	article->last_explanation = kept;
	article->explanation_count++;
}

/* The body's markup and its text are one thing to explain. */
static bool is_explained(const struct object *object, enum wd_field field)
{
	const enum wd_field also = field == WD_BODY_HTML ? WD_BODY : field;
	for (const struct explanation *e = object->article->explanations; e; e = e->next)
		if (e->object == object && (e->field == field || e->field == also) && e->is_chosen)
			return true;
	return false;
}

/* All values of a field before any of them counts as explained. */
static void explain_values(struct object *object)
{
	for (const struct value *value = object->first; value; value = value->next) {
		if (value != object_values(object, value->field) || is_explained(object, value->field))
			continue;
		for (const struct value *v = value; v; v = value_next(v))
			article_explain(object, v->field,
			                &(struct explanation){
						.rule = parsers_own, .value = v->text, .is_chosen = true });
	}
}

void article_explain_rest(struct article *article)
{
	if (!article->is_explained)
		return;
	explain_values(&article->self);
	for (struct object *part = article->parts; part; part = part->next)
		explain_values(part);
	if (article->block_count && !is_explained(&article->self, WD_BODY))
		article_explain(&article->self, WD_BODY,
		                &(struct explanation){ .rule = parsers_own,
		                                       .value = article->blocks[0].text,
		                                       .is_chosen = true });
}

/* --- as JSON */

static void add_text(struct buf *out, const char *name, struct str text)
{
	buf_printf(out, ",\"%s\":", name);
	json_add_string(out, text);
}

static void write_one(const struct explanation *e, struct buf *out)
{
	buf_adds(out, "{\"rule\":");
	json_add_string(out, str_c(e->rule));
	if (e->line)
		buf_printf(out, ",\"line\":%d", e->line);
	if (e->path)
		add_text(out, "path", str_c(e->path));
	if (e->value.ptr)
		add_text(out, "value", e->value);
	buf_printf(out, ",\"chosen\":%s}", e->is_chosen ? "true" : "false");
}

/* The explanations of one field of all objects of a kind; prefix: "media." */
static void write_field(const struct article *article, const struct field *field, const char *prefix,
                        struct buf *out)
{
	bool has_begun = false;
	for (const struct explanation *e = article->explanations; e; e = e->next) {
		if ((int)e->object->kind != field->object || e->field != field->set_by)
			continue;
		if (has_begun)
			buf_addc(out, ',');
		else
			buf_printf(out, "%s\"%s%s\":[", out->ptr[out->len - 1] == '{' ? "" : ",", prefix,
			           field->key);
		has_begun = true;
		write_one(e, out);
	}
	if (has_begun)
		buf_addc(out, ']');
}

static void write_part(const struct article *article, const struct field *owner, struct buf *out)
{
	char prefix[64];
	snprintf(prefix, sizeof prefix, "%s.", owner->key);
	for (const struct field *f = fields_of(owner->part); f && f->object == owner->part; f++)
		if (f->set_by)
			write_field(article, f, prefix, out);
}

void article_explanations(const struct article *article, struct buf *out)
{
	buf_addc(out, '{');
	for (const struct field *f = fields_of(OBJECT_ARTICLE); f && f->object == OBJECT_ARTICLE; f++) {
		if (f->set_by)
			write_field(article, f, "", out);
		if (f->part)
			write_part(article, f, out);
	}
	buf_addc(out, '}');
}
