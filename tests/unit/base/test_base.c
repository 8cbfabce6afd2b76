/* SPDX-License-Identifier: MIT */
#include "unit/check_main.h"

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/clock.h"
#include "core/base/err.h"
#include "core/base/hash.h"
#include "core/base/vec.h"

#include <errno.h>

START_TEST(buffer_stops_at_its_bound)
{
	struct buf b;
	buf_init(&b, 5);
	buf_adds(&b, "abc");
	buf_adds(&b, "def");
	ck_assert(b.is_over);
	ck_assert_str_eq(b.ptr, "abc");
	buf_printf(&b, "%d", 42);
	ck_assert_str_eq(b.ptr, "abc42");
	buf_done(&b);
}
END_TEST

START_TEST(buffer_writes_numbers)
{
	struct buf b;
	buf_init(&b, 100);
	buf_add_int(&b, 0);
	buf_addc(&b, ' ');
	buf_add_int(&b, INT64_MAX);
	buf_addc(&b, ' ');
	buf_add_int(&b, INT64_MIN);
	ck_assert_str_eq(b.ptr, "0 9223372036854775807 -9223372036854775808");
	buf_done(&b);
}
END_TEST

START_TEST(arena_keeps_what_it_gave)
{
	struct arena a;
	arena_init(&a);
	char *first = arena_printf(&a, "%s-%d", "desk", 7);
	char *large = arena_zero(&a, 1 << 20);
	char *last = arena_dup(&a, "end");
	ck_assert_str_eq(first, "desk-7");
	ck_assert_int_eq(large[(1 << 20) - 1], 0);
	ck_assert_str_eq(last, "end");
	arena_reset(&a);
	ck_assert_uint_eq(a.used, 0);
	arena_done(&a);
}
END_TEST

START_TEST(strings_are_cut_and_compared)
{
	struct str rest = STR("a,b,,c"), part;
	size_t count = 0;
	while (str_next(&rest, ',', &part))
		count++;
	ck_assert_uint_eq(count, 4);
	ck_assert(str_eq(str_trim(STR("  x y\t\n")), STR("x y")));
	ck_assert_uint_eq(str_find_nocase(STR("Content-Type"), STR("TYPE")), 8);
	int64_t n = 7;
	ck_assert(!str_to_int(STR("9223372036854775808"), &n));
	ck_assert_int_eq(n, 7);
	ck_assert(str_to_int(STR("-9223372036854775808"), &n));
	ck_assert_int_eq(n, INT64_MIN);
	ck_assert_uint_eq(str_distance(STR("timezon"), STR("timezone")), 1);
}
END_TEST

START_TEST(hashes_are_the_standard_ones)
{
	char hex[SHA256_HEX], id[27];
	const struct sha256 abc = hash_sha256(STR("abc")); /* FIPS 180-4, example B.1 */
	hash_hex(abc.bytes, sizeof abc.bytes, hex);
	ck_assert_str_eq(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	hash_id26(&abc, id);
	ck_assert_str_eq(id, "xj4bnp4pahh6uqkbidpf3lrceo");
	const struct str one[] = { STR("ab"), STR("c") }, other[] = { STR("a"), STR("bc") };
	const struct sha256 x = hash_sha256_parts(one, 2), y = hash_sha256_parts(other, 2);
	ck_assert(memcmp(&x, &y, sizeof x) != 0);
}
END_TEST

START_TEST(errors_say_what_and_why)
{
	struct err err;
	errno = ENOENT;
	ck_assert_int_eq(err_errno(&err, EXIT_STATE, "%s", "state.db"), -1);
	ck_assert_str_eq(err.text, "state.db: No such file or directory");
	err_prefix(&err, "opening %s: ", "state");
	ck_assert_str_eq(err.text, "opening state: state.db: No such file or directory");
	ck_assert_int_eq(err.status, EXIT_STATE);
}
END_TEST

START_TEST(times_are_written_in_utc)
{
	char text[CLOCK_TEXT];
	clock_format(1772443800000, text);
	ck_assert_str_eq(text, "2026-03-02T09:30:00Z");
	clock_format(-1, text);
	ck_assert_str_eq(text, "1969-12-31T23:59:59Z");
	clock_format(INT64_C(253402300799999), text);
	ck_assert_str_eq(text, "9999-12-31T23:59:59Z");
}
END_TEST

START_TEST(vectors_grow_and_shrink)
{
	VEC(int) v = { 0 };
	for (int i = 0; i < 100; i++)
		vec_add(&v, i);
	vec_remove(&v, 50);
	ck_assert_uint_eq(v.count, 99);
	ck_assert_int_eq(v.at[50], 51);
	vec_done(&v);
}
END_TEST

TEST_MAIN("base", buffer_stops_at_its_bound, buffer_writes_numbers, arena_keeps_what_it_gave, strings_are_cut_and_compared,
          hashes_are_the_standard_ones, errors_say_what_and_why, times_are_written_in_utc, vectors_grow_and_shrink)
