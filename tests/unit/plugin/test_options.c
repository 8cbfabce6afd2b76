/* SPDX-License-Identifier: MIT */
#include "unit/check_main.h"

#include "core/plugin/options.h"

struct options {
	const char *path, *mode, *password;
	const char *const *tags;
	int64_t links, every, most;
	bool is_open;
};

static const struct wd_opt table[] = { WD_PATH_REQUIRED(struct options, path, "where it goes"),
				       WD_CHOICE(struct options, mode, "never", "never|size|day",
						 "when to start anew"),
				       WD_SECRET(struct options, password, "of the account"),
				       WD_LIST(struct options, tags, "a bc", "names"),
				       WD_INT(struct options, links, "40", "1..500", "most links"),
				       WD_DURATION_MS(struct options, every, "15min", "1s..", "pause"),
				       WD_SIZE(struct options, most, "8MB", "..1GiB", "largest file"),
				       WD_BOOL(struct options, is_open, "yes", "whether"),
				       WD_OPT_END };

static struct arena arena;
static struct err err;

static const struct options *fill(const char *json)
{
	json_t *values = json_loads(json, 0, NULL);
	void *out = NULL;
	const int failed = options_fill(table, sizeof(struct options), values, &arena, &out, &err);
	json_decref(values);
	return failed ? NULL : out;
}

START_TEST(defaults_stand_where_nothing_is_given)
{
	const struct options *o = fill("{\"path\":\"out\"}");
	ck_assert_str_eq(o->path, "out");
	ck_assert_str_eq(o->mode, "never");
	ck_assert_ptr_null(o->password);
	ck_assert_str_eq(o->tags[0], "a");
	ck_assert_str_eq(o->tags[1], "bc");
	ck_assert_ptr_null(o->tags[2]);
	ck_assert_int_eq(o->links, 40);
	ck_assert_int_eq(o->every, 900000);
	ck_assert_int_eq(o->most, 8000000);
	ck_assert(o->is_open);
}
END_TEST

START_TEST(values_come_as_text_or_as_json)
{
	const struct options *o =
		fill("{\"path\":\"p\",\"links\":7,\"every\":1500,\"most\":\"64KiB\",\"is_open\":false,"
		     "\"tags\":[\"x y\"],\"mode\":\"day\",\"password\":\"s\"}");
	ck_assert_int_eq(o->links, 7);
	ck_assert_int_eq(o->every, 1500);
	ck_assert_int_eq(o->most, 65536);
	ck_assert(!o->is_open);
	ck_assert_str_eq(o->tags[0], "x y");
	ck_assert_str_eq(o->mode, "day");
	ck_assert_str_eq(o->password, "s");
	ck_assert_str_eq(fill("{\"path\":\"p\",\"tags\":\"one\"}")->tags[0], "one");
	ck_assert_int_eq(fill("{\"path\":\"p\",\"links\":\"12\"}")->links, 12);
}
END_TEST

START_TEST(messages_name_value_and_way_out)
{
	static const struct {
		const char *json, *text;
	} cases[] = {
		{ "{\"path\":\"p\",\"links\":900}", "links is 900, the most is 500" },
		{ "{\"path\":\"p\",\"every\":\"10ms\"}", "every is 10ms, the least is 1s" },
		{ "{\"path\":\"p\",\"most\":\"2GiB\"}", "most is 2GiB, the most is 1GiB" },
		{ "{\"path\":\"p\",\"mode\":\"hour\"}",
		  "mode is \"hour\", it must be one of never|size|day" },
		{ "{\"path\":\"p\",\"linsk\":1}", "linsk is not an option; did you mean links?" },
		{ "{\"path\":\"p\",\"is_open\":\"perhaps\"}",
		  "is_open is \"perhaps\", it must be true or false" },
		{ "{\"path\":\"p\",\"tags\":[1]}", "tags must be a list of strings" },
		{ "{\"path\":{}}", "path must be a path" },
		{ "{}", "path is missing: where it goes" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		ck_assert_ptr_null(fill(cases[i].json));
		ck_assert_str_eq(err.text, cases[i].text);
	}
}
END_TEST

START_TEST(durations_and_sizes)
{
	static const struct {
		const char *text;
		int64_t ms, bytes; /* -1: refused */
	} cases[] = {
		{ "250ms", 250, -1 },
		{ "10s", 10000, -1 },
		{ "2h", 7200000, -1 },
		{ "1d", 86400000, -1 },
		{ "1w", 604800000, -1 },
		{ "1h30min", 5400000, -1 },
		{ "0", 0, 0 },
		{ "5", -1, 5 },
		{ "1GB", -1, 1000000000 },
		{ "64KiB", -1, 65536 },
		{ "3 MB", -1, -1 },
		{ "-1s", -1, -1 },
		{ "", -1, -1 },
		{ "99999999999w", -1, -1 },
		{ "9999999999TB", -1, -1 },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		int64_t ms = -1, bytes = -1;
		ck_assert_int_eq(option_parse_duration(str_c(cases[i].text), &ms), cases[i].ms >= 0);
		ck_assert_int_eq(option_parse_size(str_c(cases[i].text), &bytes), cases[i].bytes >= 0);
		ck_assert_int_eq(ms, cases[i].ms);
		ck_assert_int_eq(bytes, cases[i].bytes);
	}
}
END_TEST

START_TEST(unsound_tables_are_refused)
{
	const struct wd_opt unknown[] = { { "x", 99, 0, 0, NULL, NULL, NULL }, WD_OPT_END };
	const struct wd_opt outside[] = { { "x", WD_OPT_STR, 0, sizeof(struct options), NULL, NULL, NULL },
					  WD_OPT_END };
	const struct wd_opt twice[] = { table[4], table[4], WD_OPT_END };
	const struct wd_opt bad_default[] = { WD_INT(struct options, links, "900", "1..500", ""),
					      WD_OPT_END };
	ck_assert(!options_check(table, sizeof(struct options), &err));
	ck_assert(options_check(unknown, sizeof(struct options), &err));
	ck_assert(options_check(outside, sizeof(struct options), &err));
	ck_assert(options_check(twice, sizeof(struct options), &err));
	ck_assert(options_check(bad_default, sizeof(struct options), &err));
	ck_assert_str_eq(err.text, "the default of option links is 900, the most is 500");
}
END_TEST

TEST_MAIN("options", defaults_stand_where_nothing_is_given, values_come_as_text_or_as_json,
	  messages_name_value_and_way_out, durations_and_sizes, unsound_tables_are_refused)
