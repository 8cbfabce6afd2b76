/* SPDX-License-Identifier: MIT */
#include "unit/check_main.h"

#include <jansson.h>

#include "core/article/article.h"
#include "core/article/fields.h"
#include "core/base/hash.h"

static struct arena arena;

static struct article *filled(void)
{
	arena_init(&arena);
	struct article *a = article_new(&arena);
	object_set(&a->self, WD_TITLE, STR("Bridge \"shut\""));
	object_set(&a->self, WD_TITLE, STR("Bridge \"closed\""));
	object_set(&a->self, WD_KEYWORD, STR("bridge"));
	object_set(&a->self, WD_KEYWORD, STR("harbour"));
	object_set(&a->self, WD_AUTHOR, STR("Jane Roe"));
	object_set(&a->self, WD_URGENCY, STR("3"));
	object_set(&a->self, WD_ACCESS, STR("sometimes"));
	struct object *author = object_add(&a->self, OBJECT_AUTHOR);
	object_set(author, WD_NAME, STR("John Poe"));
	object_set(author, WD_EMAIL, STR("poe@desk.example"));
	struct object *media = object_add(&a->self, OBJECT_MEDIA);
	object_set(media, WD_CAPTION, STR("The bridge\x01, shut \xFF."));
	object_set(media, WD_WIDTH, STR("640.0"));
	object_set(media, WD_HEIGHT, STR("tall"));
	struct object *reference = object_add(&a->self, OBJECT_REFERENCE);
	object_set(reference, WD_PARAGRAPH, STR("0"));
	object_set(reference, WD_PARAGRAPH, STR("2"));
	object_add(&a->self, OBJECT_RELATED); /* nothing in it: not written */
	article_block(a, WD_PARAGRAPH_BLOCK, STR("One."));
	article_block(a, WD_HEADING, STR("Two"));
	return a;
}

static json_t *written(const struct article *article)
{
	struct buf members, line;
	struct err err = { 0 };
	const struct sha256 hash = hash_sha256(STR("document"));
	buf_init(&members, 1 << 20);
	buf_init(&line, 1 << 20);
	article_to_json(article, &members);
	ck_assert_msg(!record_check(buf_str(&members), &err), "%s: %s", err.text, members.ptr);
	record_write(&(struct record_envelope){ .id = "x",
	                                        .revision = 1,
	                                        .change = "new",
	                                        .source = "desk",
	                                        .parser = "p",
	                                        .parser_version = "1",
	                                        .extraction = "parser",
	                                        .status = "usable",
	                                        .fetched_ms = 0,
	                                        .first_seen_ms = RECORD_NO_TIME,
	                                        .sort_ms = 0,
	                                        .sha256 = &hash,
	                                        .bytes = 8 },
	             buf_str(&members), &line);
	json_t *record = json_loadb(line.ptr, line.len, JSON_REJECT_DUPLICATES, NULL);
	ck_assert_msg(record != NULL, "%s", line.ptr);
	buf_done(&members);
	buf_done(&line);
	return record;
}

START_TEST(a_record_says_what_was_set)
{
	json_t *record = written(filled());
	ck_assert_str_eq(json_string_value(json_object_get(record, "title")), "Bridge \"closed\"");
	ck_assert_uint_eq(json_array_size(json_object_get(record, "keywords")), 2);
	ck_assert_int_eq(json_integer_value(json_object_get(record, "urgency")), 3);
	ck_assert_ptr_null(json_object_get(record, "access"));
	ck_assert_ptr_null(json_object_get(record, "related"));
	ck_assert_ptr_null(json_object_get(record, "seq"));
	json_t *authors = json_object_get(record, "authors");
	ck_assert_uint_eq(json_array_size(authors), 2);
	ck_assert_str_eq(json_string_value(json_object_get(json_array_get(authors, 1), "email")),
	                 "poe@desk.example");
	json_t *media = json_array_get(json_object_get(record, "media"), 0);
	ck_assert_str_eq(json_string_value(json_object_get(media, "caption")),
	                 "The bridge, shut \xEF\xBF\xBD.");
	ck_assert_int_eq(json_integer_value(json_object_get(media, "width")), 640);
	ck_assert_ptr_null(json_object_get(media, "height"));
	json_t *places =
		json_object_get(json_array_get(json_object_get(record, "references"), 0), "paragraphs");
	ck_assert_int_eq(json_integer_value(json_array_get(places, 1)), 2);
	ck_assert_str_eq(json_string_value(json_object_get(record, "body")), "One.\n\nTwo");
	ck_assert_str_eq(json_string_value(json_object_get(json_object_get(record, "page"), "class")),
	                 "article");
	json_decref(record);
	arena_done(&arena);
}
END_TEST

START_TEST(every_field_that_is_always_there_stands)
{
	json_t *record = written(filled());
	for (const struct field *f = fields_of(OBJECT_ARTICLE); f->object == OBJECT_ARTICLE; f++)
		if (f->is_always)
			ck_assert_msg(json_object_get(record, f->key) != NULL, "%s", f->key);
	json_decref(record);
	arena_done(&arena);
}
END_TEST

START_TEST(errors_are_sticky)
{
	arena_init(&arena);
	struct article *a = article_new(&arena);
	object_set(object_add(&a->self, OBJECT_DATELINE), WD_KEYWORD, STR("no"));
	ck_assert_ptr_nonnull(a->error);
	const char *first = a->error;
	article_fail(a, "later");
	ck_assert_ptr_eq(a->error, first);
	ck_assert_ptr_eq(object_add(&a->self, OBJECT_DATELINE), object_add(&a->self, OBJECT_DATELINE));
	arena_done(&arena);
}
END_TEST

START_TEST(values_are_taken_back)
{
	struct article *a = filled();
	object_unset(&a->self, WD_KEYWORD);
	ck_assert_ptr_null(object_values(&a->self, WD_KEYWORD));
	object_set(&a->self, WD_KEYWORD, STR("again"));
	ck_assert_str_eq(object_get(&a->self, WD_KEYWORD).ptr, "again");
	article_warn(a, "date_future");
	article_warn(a, "date_future");
	ck_assert_ptr_null(value_next(object_values(&a->self, WD_WARNING)));
	arena_done(&arena);
}
END_TEST

START_TEST(a_context_comes_back)
{
	struct buf json;
	struct err err;
	buf_init(&json, 1 << 20);
	object_to_json(&filled()->self, &json);
	ck_assert_msg(!record_check_object(buf_str(&json), &err), "%s", json.ptr);
	struct article *copy = article_new(&arena);
	ck_assert_int_eq(article_from_json(copy, buf_str(&json), &err), 0);
	ck_assert_str_eq(object_get(&copy->self, WD_TITLE).ptr, "Bridge \"closed\"");
	ck_assert_int_eq(article_from_json(copy, STR("[1]"), &err), -1);
	buf_done(&json);
	arena_done(&arena);
}
END_TEST

START_TEST(what_a_worker_must_not_write_is_refused)
{
	static const struct {
		const char *json, *why;
	} rows[] = {
		{ "\"title\":\"a\",\"title\":\"b\"", "twice" },
		{ "\"id\":\"a\"", "only the host" },
		{ "\"titel\":\"a\"", "unknown member" },
		{ "\"title\":\"a\nb\"", "control" },
		{ "\"title\":\"\xC0\xAF\"", "UTF-8" },
		{ "\"title\":\"\xED\xA0\x80\"", "UTF-8" },
		{ "\"title\":\"a\"}", "more than one" },
		{ "\"title\":\"a", "ends in a string" },
		{ "\"title\":[[[[[[[[[1]]]]]]]]]", "deeply" },
		{ "\"title\":01", "more than one" },
		{ "\"title\":nul", "word" },
		{ "\"title\":\"\\x\"", "escape" },
		{ "\"title\"", "colon" },
		{ "\"title\":1,", "string" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct err err = { 0 };
		ck_assert_msg(record_check(str_c(rows[i].json), &err) == -1, "%s", rows[i].json);
		ck_assert_msg(strstr(err.text, rows[i].why) != NULL, "%s: %s", rows[i].json, err.text);
	}
	struct err err;
	ck_assert_int_eq(record_check(STR("\"title\":\"\xC3\xA9\\u00e9\",\"urgency\":-1.5e3,\"media\":[{}],"
	                                  "\"page\":{\"x\":null}"),
	                              &err),
	                 0);
}
END_TEST

TEST_MAIN("article", a_record_says_what_was_set, every_field_that_is_always_there_stands, errors_are_sticky,
          values_are_taken_back, a_context_comes_back, what_a_worker_must_not_write_is_refused)
