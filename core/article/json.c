/* SPDX-License-Identifier: MIT
 * Records out: append-only, in the order of the field table. */
#include <inttypes.h>
#include <jansson.h>

#include "core/article/article.h"
#include "core/article/fields.h"
#include "core/article/json_run.h"
#include "core/base/clock.h"
#include "core/base/hash.h"
#include "core/doc/utf8.h"

/* --- strings */

/* Behind what can be copied as it is from at on: printing ASCII and well-formed UTF-8. */
static size_t plain_end(struct str s, size_t at)
{
	for (unsigned length = 1; length; at += length) {
		uint32_t code;
		at = json_plain_end(s, at);
		if (at == s.len)
			break;
		length = (unsigned char)s.ptr[at] < 0x80 ? 0 : utf8_read(s, at, &code);
	}
	return at;
}

static void add_escaped(struct buf *out, unsigned char c)
{
	switch (c) {
	case '"':
		buf_add(out, STR("\\\""));
		break;
	case '\\':
		buf_add(out, STR("\\\\"));
		break;
	case '\n':
		buf_add(out, STR("\\n"));
		break;
	case '\t':
		buf_add(out, STR("\\t"));
		break;
	default: /* other control characters have no place in a record */
		break;
	}
}

static void add_characters(struct buf *out, struct str s)
{
	for (size_t at = 0; at < s.len;) {
		const size_t end = plain_end(s, at);
		buf_add_n(out, s.ptr + at, end - at);
		at = end;
		if (at == s.len)
			break;
		if ((unsigned char)s.ptr[at] < 0x80)
			add_escaped(out, (unsigned char)s.ptr[at]);
		else
			buf_add(out, STR("\xEF\xBF\xBD"));
		at++;
	}
}

void json_add_string(struct buf *out, struct str s)
{
	buf_addc(out, '"');
	add_characters(out, s);
	buf_addc(out, '"');
}

/* --- members */

/* What was written before, as it stands in the output. */
struct written {
	size_t at, len;
};

struct writer {
	struct buf *out;
	bool has_member;
	struct written *texts; /* of the blocks, where the body has them already */
};

static void begin_member(struct writer *w, const char *key)
{
	if (w->has_member)
		buf_addc(w->out, ',');
	w->has_member = true;
	buf_addc(w->out, '"');
	buf_adds(w->out, key);
	buf_add(w->out, STR("\":"));
}

static void put_string(struct writer *w, const char *key, struct str text)
{
	if (!text.len)
		return;
	begin_member(w, key);
	json_add_string(w->out, text);
}

static void put_text(struct writer *w, const char *key, const char *text)
{
	put_string(w, key, str_c(text));
}

static void put_integer(struct writer *w, const char *key, int64_t value)
{
	begin_member(w, key);
	buf_add_int(w->out, value);
}

static void put_time(struct writer *w, const char *key, int64_t wall_ms)
{
	char text[CLOCK_TEXT];
	if (wall_ms == RECORD_NO_TIME)
		return;
	clock_format(wall_ms, text);
	put_text(w, key, text);
}

/* A number as a plugin gave it ("640", "12.7"): whole, or left out. */
static bool read_integer(struct str text, int64_t *out)
{
	const size_t point = str_chr(text, '.');
	return str_to_int(str_trim(str_slice(text, 0, point)), out);
}

static void put_values(struct writer *w, const struct field *field, const struct value *value)
{
	const size_t start = w->out->len;
	const bool had_member = w->has_member;
	int64_t number;
	size_t count = 0;
	begin_member(w, field->key);
	buf_addc(w->out, '[');
	for (; value; value = value_next(value)) {
		if (!value->text.len ||
		    (field->type == FIELD_INTEGERS && !read_integer(value->text, &number)))
			continue;
		if (count++)
			buf_addc(w->out, ',');
		if (field->type == FIELD_INTEGERS)
			buf_add_int(w->out, number);
		else
			json_add_string(w->out, value->text);
	}
	buf_addc(w->out, ']');
	if (count)
		return;
	buf_cut(w->out, start);
	w->has_member = had_member;
}

static void put_value(struct writer *w, const struct field *field, const struct value *value)
{
	int64_t number;
	switch (field->type) {
	case FIELD_STRINGS:
	case FIELD_INTEGERS:
		put_values(w, field, value);
		return;
	case FIELD_INTEGER:
		if (read_integer(value->text, &number))
			put_integer(w, field->key, number);
		return;
	case FIELD_BOOLEAN:
		begin_member(w, field->key);
		buf_adds(w->out, str_eq(value->text, STR("true")) ? "true" : "false");
		return;
	default:
		if (field_allows(field, value->text))
			put_string(w, field->key, value->text);
	}
}

/* The members that a plugin's values give, in the table's order. */
static void put_object_members(struct writer *w, const struct object *object)
{
	for (const struct field *f = fields_of(object->kind); f && f->object == (int)object->kind; f++) {
		const struct value *value = f->set_by ? object_values(object, f->set_by) : NULL;
		if (value)
			put_value(w, f, value);
	}
}

static bool put_part(struct buf *out, const struct object *part)
{
	const size_t start = out->len;
	struct writer inner = { .out = out };
	buf_addc(out, '{');
	put_object_members(&inner, part);
	buf_addc(out, '}');
	if (!inner.has_member)
		buf_cut(out, start);
	return inner.has_member;
}

static const struct object *next_part(const struct object *part, int kind)
{
	while (part && (int)part->kind != kind)
		part = part->next;
	return part;
}

/* Authors that were given by name alone come before those with more to say of them. */
static size_t put_names(struct buf *out, const struct value *name)
{
	size_t count = 0;
	for (; name; name = value_next(name)) {
		if (!name->text.len)
			continue;
		buf_adds(out, count++ ? ",{\"name\":" : "{\"name\":");
		json_add_string(out, name->text);
		buf_addc(out, '}');
	}
	return count;
}

static size_t put_all_parts(struct buf *out, const struct object *part, int kind, size_t count, size_t most)
{
	for (part = next_part(part, kind); part && count < most; part = next_part(part->next, kind)) {
		const size_t before = out->len;
		if (count)
			buf_addc(out, ',');
		if (put_part(out, part))
			count++;
		else
			buf_cut(out, before);
	}
	return count;
}

static void put_parts(struct writer *w, const struct field *field, const struct article *article)
{
	const size_t start = w->out->len;
	const bool had_member = w->has_member, is_list = field->type == FIELD_OBJECTS;
	const struct value *names =
		field->set_by == WD_AUTHOR ? object_values(&article->self, WD_AUTHOR) : NULL;
	if (!names && !next_part(article->parts, field->part))
		return;
	begin_member(w, field->key);
	if (is_list)
		buf_addc(w->out, '[');
	size_t count = put_names(w->out, names);
	count = put_all_parts(w->out, article->parts, field->part, count, is_list ? SIZE_MAX : 1);
	if (is_list)
		buf_addc(w->out, ']');
	if (count)
		return;
	buf_cut(w->out, start);
	w->has_member = had_member;
}

/* --- an article */

static const char *const block_names[] = {
	[WD_PARAGRAPH_BLOCK] = "paragraph",
	[WD_HEADING] = "heading",
	[WD_LIST_ITEM] = "list_item",
	[WD_QUOTE] = "quote",
	[WD_TABLE] = "table",
	[WD_CODE_BLOCK] = "code",
};

static void put_body(struct writer *w, const struct article *article)
{
	if (!article->block_count)
		return;
	w->texts = arena_alloc(article->arena, article->block_count * sizeof *w->texts);
	begin_member(w, "body");
	buf_addc(w->out, '"');
	for (size_t i = 0; i < article->block_count; i++) {
		if (i)
			buf_add(w->out, STR("\\n\\n"));
		const size_t at = w->out->len;
		add_characters(w->out, article->blocks[i].text);
		w->texts[i] = (struct written){ at, w->out->len - at };
	}
	buf_addc(w->out, '"');
}

static void add_again(struct buf *out, struct written what)
{
	if (!buf_room(out, what.len)) /* which may move what was written */
		return;
	memcpy(out->ptr + out->len, out->ptr + what.at, what.len);
	out->len += what.len;
}

static void put_blocks(struct writer *w, const struct article *article)
{
	if (!article->block_count)
		return;
	begin_member(w, "blocks");
	for (size_t i = 0; i < article->block_count; i++) {
		const struct block *block = &article->blocks[i];
		buf_adds(w->out, i ? ",{\"type\":\"" : "[{\"type\":\"");
		buf_adds(w->out, block_names[block->type]);
		buf_adds(w->out, "\",\"text\":\"");
		add_again(w->out, w->texts[i]); /* the body stands before the blocks */
		buf_adds(w->out, "\"}");
	}
	buf_addc(w->out, ']');
}

static void put_page(struct writer *w, const struct article *article)
{
	const struct object *page = next_part(article->parts, OBJECT_PAGE);
	const struct str class = page ? object_get(page, WD_CLASS) : STR("");
	const struct str complete = page ? object_get(page, WD_COMPLETE) : STR("");
	begin_member(w, "page");
	struct writer inner = { .out = w->out };
	buf_addc(w->out, '{');
	put_string(&inner, "class", class.len ? class : STR("article"));
	begin_member(&inner, "complete");
	buf_adds(w->out, str_eq(complete, STR("false")) ? "false" : "true");
	if (page && object_values(page, WD_WHY))
		put_values(&inner, fields_find(OBJECT_PAGE, STR("why")), object_values(page, WD_WHY));
	buf_addc(w->out, '}');
}

/* What does not stand in a value of its own. */
static void put_title_derived(struct writer *w, const struct article *article)
{
	if (!article->is_title_derived)
		return;
	begin_member(w, "title_derived");
	buf_add(w->out, STR("true"));
}

static void put_precision(struct writer *w, const struct article *article)
{
	put_text(w, "published_precision", article->published_precision);
}

static void put_published_text(struct writer *w, const struct article *article)
{
	put_text(w, "published_text", article->published_text);
}

static void put_word_count(struct writer *w, const struct article *article)
{
	if (article->word_count)
		put_integer(w, "word_count", article->word_count);
}

static const struct {
	const char *key;
	void (*put)(struct writer *w, const struct article *article);
} special_members[] = {
	{ "body", put_body },
	{ "blocks", put_blocks },
	{ "title_derived", put_title_derived },
	{ "published_precision", put_precision },
	{ "published_text", put_published_text },
	{ "word_count", put_word_count },
	{ "page", put_page },
};

static bool put_special(struct writer *w, const struct field *field, const struct article *article)
{
	for (size_t i = 0; i < sizeof special_members / sizeof *special_members; i++)
		if (field->key[0] == special_members[i].key[0] && !strcmp(field->key, special_members[i].key)) {
			special_members[i].put(w, article);
			return true;
		}
	return false;
}

void article_to_json(const struct article *article, struct buf *out)
{
	struct writer w = { .out = out };
	for (const struct field *f = fields_of(OBJECT_ARTICLE); f->object == OBJECT_ARTICLE; f++) {
		if (f->owner == OWNER_HOST || put_special(&w, f, article))
			continue;
		if (f->type == FIELD_OBJECT || f->type == FIELD_OBJECTS) {
			put_parts(&w, f, article);
			continue;
		}
		const struct value *value = object_values(&article->self, f->set_by);
		if (value)
			put_value(&w, f, value);
	}
}

/* --- objects on their own: a feed, what a link says of its target */

void object_to_json(const struct object *object, struct buf *out)
{
	struct writer w = { .out = out };
	buf_addc(out, '{');
	put_object_members(&w, object);
	if (object->kind == OBJECT_ARTICLE)
		put_body(&w, object->article);
	if (object->kind == OBJECT_ARTICLE || object->kind == OBJECT_FEED) {
		for (const struct field *f = fields_of(object->kind); f->object == (int)object->kind; f++)
			if (f->part)
				put_parts(&w, f, object->article);
	}
	buf_addc(out, '}');
}

static void take_scalar(struct object *object, const struct field *field, json_t *value)
{
	char number[32];
	if (!field->set_by)
		return;
	if (json_is_string(value)) {
		object_set(object, field->set_by, str_n(json_string_value(value), json_string_length(value)));
	} else if (json_is_integer(value)) {
		snprintf(number, sizeof number, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
		object_set(object, field->set_by, str_c(number));
	} else if (json_is_boolean(value)) {
		object_set(object, field->set_by, json_is_true(value) ? STR("true") : STR("false"));
	}
}

static void take_members(struct object *object, json_t *members)
{
	const char *key;
	json_t *value, *item;
	size_t i;
	json_object_foreach(members, key, value)
	{
		const struct field *field = fields_find(object->kind, str_c(key));
		if (!field)
			continue;
		if (field->part && json_is_object(value))
			take_members(object_add(object, (enum object_kind)field->part), value);
		else if (json_is_array(value)) {
			json_array_foreach(value, i, item)
			{
				if (field->part && field->part < OBJECT_FEED && json_is_object(item))
					take_members(object_add(object, (enum object_kind)field->part), item);
				else
					take_scalar(object, field, item);
			}
		} else {
			take_scalar(object, field, value);
		}
	}
}

int article_from_json(struct article *article, struct str json, struct err *err)
{
	json_error_t fault;
	json_t *members = json_loadb(json.ptr, json.len, 0, &fault);
	if (!json_is_object(members)) {
		json_decref(members);
		return err_set(err, EXIT_PARTLY, "the context is no JSON object: column %d: %s", fault.column,
		               fault.text);
	}
	take_members(&article->self, members);
	json_decref(members);
	return 0;
}

/* --- the record's line: the host's members around the worker's */

static void put_plugin(struct writer *w, const char *key, const char *name, const char *version)
{
	if (!name)
		return;
	begin_member(w, key);
	struct writer inner = { .out = w->out };
	buf_addc(w->out, '{');
	put_text(&inner, "name", name);
	put_text(&inner, "version", version);
	buf_addc(w->out, '}');
}

static void put_hex(struct writer *w, const char *key, const uint8_t *bytes, size_t length)
{
	char hex[SHA256_HEX];
	if (!bytes)
		return;
	hash_hex(bytes, length, hex);
	put_text(w, key, hex);
}

static void put_document(struct writer *w, const struct record_envelope *e)
{
	begin_member(w, "document");
	struct writer inner = { .out = w->out };
	buf_addc(w->out, '{');
	put_text(&inner, "url", e->url);
	put_text(&inner, "final_url", e->final_url);
	put_text(&inner, "feed_url", e->feed_url);
	put_text(&inner, "path", e->path);
	put_hex(&inner, "sha256", e->sha256 ? e->sha256->bytes : NULL, SHA256_SIZE);
	put_integer(&inner, "bytes", e->bytes);
	put_text(&inner, "media_type", e->media_type);
	put_text(&inner, "charset", e->charset);
	buf_addc(w->out, '}');
}

void record_write(const struct record_envelope *e, struct str worker_members, struct buf *out)
{
	struct writer w = { .out = out };
	buf_addc(out, '{');
	put_text(&w, "schema", "wiredesk/1");
	put_text(&w, "id", e->id);
	put_integer(&w, "revision", e->revision);
	put_text(&w, "change", e->change);
	if (e->seq > 0)
		put_integer(&w, "seq", e->seq);
	put_hex(&w, "content_hash", e->content_hash, RECORD_HASH);
	put_text(&w, "source", e->source);
	put_plugin(&w, "found_by", e->found_by, e->found_by_version);
	put_plugin(&w, "parser", e->parser, e->parser_version);
	put_text(&w, "extraction", e->extraction);
	put_text(&w, "status", e->status);
	put_time(&w, "fetched_at", e->fetched_ms);
	put_time(&w, "first_seen_at", e->first_seen_ms);
	put_time(&w, "sort_at", e->sort_ms);
	if (worker_members.len) {
		buf_addc(out, ',');
		buf_add(out, worker_members);
	}
	put_document(&w, e);
	buf_addc(out, '}');
}

void record_add_seq(struct str line, int64_t seq, struct buf *out)
{
	const size_t place = str_find(line, STR("\"content_hash\":")); /* what follows seq in the table */
	buf_add(out, str_slice(line, 0, place));
	buf_printf(out, "\"seq\":%" PRId64 ",", seq);
	buf_add(out, str_from(line, place));
}
