/* SPDX-License-Identifier: MIT */
#include "unit/check_main.h"

#include "core/normalize/normalize.h"

static const struct {
	const char *text, *url, *user, *password; /* NULL: there is none */
} parted[] = {
	{ "https://reader:sesame@h.example/feed?a=b#c", "https://h.example/feed?a=b#c", "reader", "sesame" },
	{ "https://reader@h.example/", "https://h.example/", "reader", "" },
	{ "https://:sesame@h.example", "https://h.example", "", "sesame" },
	{ "https://@h.example/", "https://h.example/", "", "" },
	{ "https://a:b:c@h.example/", "https://h.example/", "a", "b:c" },
	{ "https://a@b:c@d@h.example/", "https://h.example/", "a@b", "c@d" },
	{ "https://a%40b:%25%3A%zz%4@h.example:8080/", "https://h.example:8080/", "a@b", "%:%zz%4" },
	{ "https://a:b@[::1]/", "https://[::1]/", "a", "b" },
	{ "https:\\\\a:b@h.example\\x", "https:\\\\h.example\\x", "a", "b" },
	{ "https:/a:b@h.example", "https:/h.example", "a", "b" },
	{ "ftp://a:b@h.example/x", "ftp://h.example/x", "a", "b" },
	{ "https://h.example/a@b", "https://h.example/a@b", NULL, NULL },
	{ "https://h.example?a@b", "https://h.example?a@b", NULL, NULL },
	{ "https://h.example#a@b", "https://h.example#a@b", NULL, NULL },
	{ "https://h.example", "https://h.example", NULL, NULL },
	{ "mailto:desk@h.example", "mailto:desk@h.example", NULL, NULL },
	{ "no address @ all", "no address @ all", NULL, NULL },
	{ "://a:b@", "://", "a", "b" },
	{ "", "", NULL, NULL },
};

START_TEST(name_and_password_are_taken_out)
{
	struct arena arena;
	arena_init(&arena);
	for (size_t i = 0; i < sizeof parted / sizeof *parted; i++) {
		const struct url_parted parts = url_part(str_c(parted[i].text), &arena);
		ck_assert_str_eq(parts.url, parted[i].url);
		ck_assert_pstr_eq(parts.user, parted[i].user);
		ck_assert_pstr_eq(parts.password, parted[i].password);
	}
	arena_done(&arena);
}
END_TEST

START_TEST(they_are_dropped_in_place)
{
	for (size_t i = 0; i < sizeof parted / sizeof *parted; i++) {
		struct buf url;
		buf_init(&url, 1 << 10);
		buf_adds(&url, parted[i].text);
		url_drop_user(&url);
		ck_assert_msg(str_eq(buf_str(&url), str_c(parted[i].url)), "%s: %.*s", parted[i].text,
		              STR_ARG(buf_str(&url)));
		buf_done(&url);
	}
}
END_TEST

START_TEST(what_may_be_a_password_is_in_no_message)
{
	static const char *const shown[][2] = {
		{ "https://reader:sesame@h.example/", "https://h.example/" },
		{ "https://reader:se#same@h.example/f", "https://reader:*******@h.example/f" },
		{ "https://reader:se/sa?me@h.example", "https://reader:********@h.example" },
		{ "https://reader:s:e/s@me@h.example", "https://reader:********@h.example" },
		{ "https:reader:sesame@h.example", "https:*************@h.example" },
		{ "reader:sesame@h.example:3128", "reader:******@h.example:3128" },
		{ "reader:se://same@h.example:3128", "reader:*********@h.example:3128" },
		{ "https://h.example:81/f", "https://h.example:81/f" },
		{ "https://h.example/a@b", "https://h.example/a@b" },
		{ "desk@h.example", "desk@h.example" },
		{ "a:@", "a:@" },
		{ ":@", ":@" },
		{ "@:", "@:" },
		{ ":", ":" },
		{ "", "" },
	};
	struct arena arena;
	arena_init(&arena);
	for (size_t i = 0; i < sizeof shown / sizeof *shown; i++)
		ck_assert_str_eq(url_for_message(str_c(shown[i][0]), &arena), shown[i][1]);
	arena_done(&arena);
}
END_TEST

TEST_MAIN("url_user", name_and_password_are_taken_out, they_are_dropped_in_place,
          what_may_be_a_password_is_in_no_message)
