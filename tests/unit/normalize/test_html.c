/* SPDX-License-Identifier: MIT */
#include "unit/check_main.h"

#include "core/normalize/normalize.h"

static void expect_text(const char *markup, const char *wanted)
{
	struct buf out;
	buf_init(&out, 1 << 20);
	html_to_text(str_c(markup), &out);
	ck_assert_str_eq(buf_str(&out).ptr, wanted);
	buf_done(&out);
}

START_TEST(text_is_what_a_reader_sees)
{
	expect_text("<p>One <b>two</b>.</p><p>Three.</p>", "One two.\n\nThree.");
	expect_text("a<br><br>b<script>x()</script>", "a\n\nb");
	expect_text("<ul><li>a</li><li>b</li></ul>tail", "a\n\nb\n\ntail");
}
END_TEST

static void expect_clean(const char *markup, const char *wanted)
{
	struct buf out;
	buf_init(&out, 1 << 20);
	html_sanitize(str_c(markup), STR("https://desk.example/a/"), &out);
	ck_assert_str_eq(buf_str(&out).ptr, wanted);
	buf_done(&out);
}

START_TEST(markup_is_harmless)
{
	expect_clean("<p onclick=\"x()\">a <a href=\"b?x=1&y\">b</a></p>",
	             "<p>a <a href=\"https://desk.example/a/b?x=1&amp;y\">b</a></p>");
	expect_clean("<p><a href=\" java\nscript:x()\">a</a><style>b</style><font>c</font></p>",
	             "<p><a>a</a>c</p>");
	expect_clean("<p>open <b>left", "<p>open <b>left</b></p>");
}
END_TEST

START_TEST(deep_markup_is_read)
{
	struct buf deep, out;
	buf_init(&deep, 1 << 20);
	buf_init(&out, 1 << 22);
	for (int i = 0; i < 50000; i++)
		buf_adds(&deep, "<div>");
	buf_adds(&deep, "end");
	html_to_text(buf_str(&deep), &out);
	ck_assert_str_eq(out.ptr, "end");
	buf_done(&deep);
	buf_done(&out);
}
END_TEST

START_TEST(a_byline_names_authors)
{
	static const struct {
		const char *byline, *first, *second;
	} rows[] = {
		{ "By Jane Roe and John Poe, Staff Writers", "Jane Roe", "John Poe" },
		{ "Von Carla Poe, dpa", "Carla Poe", NULL },
		{ "By The Associated Press", NULL, NULL },
		{ "Par Anne Roche et Luc Pré", "Anne Roche", "Luc Pré" },
		{ "By Jane Roe in HARBOR CITY", "Jane Roe", NULL },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct arena arena;
		arena_init(&arena);
		struct article *article = article_new(&arena);
		byline_to_authors(str_c(rows[i].byline), article);
		const struct object *first = article->parts, *second = first ? first->next : NULL;
		ck_assert_msg(!first == !rows[i].first, "%s", rows[i].byline);
		ck_assert_msg(!second == !rows[i].second, "%s", rows[i].byline);
		if (first)
			ck_assert_str_eq(object_get(first, WD_NAME).ptr, rows[i].first);
		if (second)
			ck_assert_str_eq(object_get(second, WD_NAME).ptr, rows[i].second);
		arena_done(&arena);
	}
}
END_TEST

TEST_MAIN("html", text_is_what_a_reader_sees, markup_is_harmless, deep_markup_is_read, a_byline_names_authors)
