/* SPDX-License-Identifier: MIT */
#include "unit/check_main.h"

#include <stdio.h>
#include <uchar.h>

#include "core/base/buf.h"
#include "core/schedule/robots.h"
#include "unit/table.h"

#define HOST "https://n.example"

static bool allows(const char *text, const char *agent, const char *url)
{
	struct robots *robots = robots_parse(str_c(text), str_c(agent));
	const bool result = robots_allows(robots, str_c(url));
	robots_free(robots);
	return result;
}

/* A file, and what its paths come to for agent "desk": "+" allowed, "-" not. */
struct row {
	const char *text;
	const char *paths[8];
};

static void check_rows(const struct row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++)
		for (const char *const *path = rows[i].paths; *path; path++) {
			char url[256];
			snprintf(url, sizeof url, HOST "%s", *path + 1);
			ck_assert_msg(allows(rows[i].text, "desk", url) == (**path == '+'), "%s: %s",
			              rows[i].text, *path);
		}
}

START_TEST(longest_rule_decides)
{
	static const struct row rows[] = {
		{ "user-agent: desk\ndisallow: /a/story.html\nallow: /a/\n",
		  { "-/a/story.html", "+/a/", "+/" } },
		{ "user-agent: desk\nallow: /a/story.html\ndisallow: /a/\n", { "+/a/story.html", "-/a/" } },
		{ "user-agent: desk\ndisallow:\nallow:\n", { "+/a" } },
		{ "user-agent: desk\ndisallow: /\nallow: /\n", { "+/a" } },
		{ "user-agent: desk\ndisallow: /a\nallow: /a/\n", { "-/a", "+/a/" } },
		{ "user-agent: desk\nallow: /story\ndisallow: /*.html\n", { "-/story.html", "+/story" } },
		{ "user-agent: desk\nallow: /a/story.\ndisallow: /*.html\n",
		  { "+/a/story.html", "-/a/y.html" } },
		{ "user-agent: desk\nallow: /$\ndisallow: /\n", { "+/", "-/a", "+" } },
		{ "user-agent: desk\ndisallow: /a/\n", { "-/a/b", "+/A/b" } },
	};
	check_rows(rows, sizeof rows / sizeof *rows);
}
END_TEST

START_TEST(patterns)
{
	static const struct row rows[] = {
		{ "user-agent: *\ndisallow: /\nallow: /boat\n",
		  { "-/bar", "+/boat", "+/boat.html", "+/boat/x", "+/boats?id=1", "-/Boat", "-/?boat" } },
		{ "user-agent: *\ndisallow: /\nallow: /*.php\n",
		  { "+/f.php", "+/a/f.php?x", "+/a/f.php.html", "-/php/", "-/i?php", "-/f.PHP",
		    "+//f.php" } },
		{ "user-agent: *\ndisallow: /\nallow: /*.php$\n",
		  { "+/f.php", "+/a.php/f.php", "-/f.php?x", "-/f.php/", "-/f.php5" } },
		{ "user-agent: *\ndisallow: /\nallow: /boat*.php\n",
		  { "+/boat.php", "+/boats/x.php?y", "-/Boat.php" } },
		{ "user-agent: *\ndisallow: /a$\nallow: /a/b\n", { "-/a", "+/a/b", "+/a/", "+/a/c" } },
		{ "user-agent: *\n# disallow: /\ndisallow: /a#b\nallow: /\n", { "+/b", "-/a" } },
		{ "user-agent: *\ndisallow: /a**b*$\n", { "-/axb", "-/ab/c", "+/a" } },
		{ "user-agent: *\ndisallow: /a$b\n", { "-/a$bc", "+/a" } },
		{ "user-agent: *\ndisallow: *x\n", { "-/ax", "-/x", "+/a" } },
		{ "user-agent: *\ndisallow: a\n", { "+/a" } },
		{ "user-agent: *\ndisallow: /ab*ab$\n", { "+/ab", "-/abab", "+/aba" } },
		{ "user-agent: *\ndisallow: /search\nallow: /search/help$\n",
		  { "+/search/help", "-/search/help?x", "-/searching" } },
		{ "user-agent: *\ndisallow: /\nallow: /d/index.html\n",
		  { "+/d/", "-/d/index.htm", "+/d/index.html", "-/d/x" } },
		{ "user-agent: *\ndisallow: /r\n", { "+/robots.txt", "-/robots.txt?x", "-/r" } },
	};
	check_rows(rows, sizeof rows / sizeof *rows);
}
END_TEST

START_TEST(escapes)
{
	static const struct row rows[] = {
		{ "user-agent: *\ndisallow: /\nallow: /a/ツ\n",
		  { "+/a/%E3%83%84", "+/a/%e3%83%84", "-/a/ツ" } },
		{ "user-agent: *\ndisallow: /\nallow: /a/%e3%83%84\n", { "+/a/%E3%83%84" } },
		{ "user-agent: *\ndisallow: /\nallow: /a/%62\n", { "+/a/%62", "-/a/b" } },
		{ "user-agent: *\ndisallow: /a%2fb\n", { "-/a%2Fb", "-/a%2fb", "+/a/b" } },
		{ "user-agent: *\ndisallow: /\nallow: /a?q=http://x?y&z\n", { "+/a?q=http://x?y&z" } },
		{ "user-agent: *\ndisallow: /100%\n", { "-/100%", "-/100%25" } },
	};
	check_rows(rows, sizeof rows / sizeof *rows);
}
END_TEST

START_TEST(groups)
{
	static const char text[] = "allow: /out/\n"
				   "user-agent: Foo\ndisallow: /\nallow: /x/\n"
				   "user-agent: Bar\ndisallow: /\nallow: /y/\n\nallow: /w/\n"
				   "user-agent: Baz\n\nuser-agent: Foo\nallow: /z/\ndisallow: /\n";
	static const struct {
		const char *agent, *path;
		bool is_allowed;
	} rows[] = {
		{ "Foo", "/x/b", true }, { "Foo", "/z/d", true },   { "Foo", "/y/c", false },
		{ "Bar", "/y/c", true }, { "Bar", "/w/a", true },   { "Bar", "/z/d", false },
		{ "Baz", "/z/d", true }, { "Foo", "/out/", false }, { "Bar", "/out/", false },
		{ "BAZ", "/x", false },  { "Fo", "/y", true },      { "Foobar", "/y", true },
		{ "", "/y", true },      { "Foo/1.0", "/y", true },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		ck_assert_msg(allows(text, rows[i].agent, rows[i].path) == rows[i].is_allowed, "%s %s",
		              rows[i].agent, rows[i].path);
}
END_TEST

START_TEST(own_group_before_the_general_one)
{
	static const struct row rows[] = {
		{ "user-agent: *\ndisallow: /x/\nuser-agent: desk\ndisallow: /y/\n", { "+/x/a", "-/y/a" } },
		{ "user-agent: *\nallow: /\nuser-agent: desk\ndisallow: /\n", { "-/a" } },
		{ "user-agent: desk\nuser-agent: *\ndisallow: /x\n", { "-/x", "+/y" } },
		{ "user-agent: desk\n\nuser-agent: *\ndisallow: /\n", { "-/x" } },
		{ "user-agent: *\ndisallow: /a\nuser-agent: other\ndisallow: /b\nuser-agent: * x\ndisallow: "
		  "/c\n",
		  { "-/a", "+/b", "-/c" } },
		{ "user-agent: desk news\ndisallow: /a\n", { "-/a" } },
		{ "user-agent: desk/2.1\ndisallow: /a\n", { "-/a" } },
		{ "user-agent: desktop\ndisallow: /a\n", { "+/a" } },
		{ "user-agent: *desk\ndisallow: /a\n", { "+/a" } },
		{ "user-agent: desk\ndisallow: /a\nuser-agent: *\ndisallow: /\nuser-agent: desk\ndisallow: "
		  "/b\n",
		  { "-/a", "-/b", "+/c" } },
	};
	check_rows(rows, sizeof rows / sizeof *rows);
}
END_TEST

START_TEST(lines_as_they_are_found)
{
	static const struct row rows[] = {
		{ "user-agent desk\ndisallow /\n", { "-/a" } },
		{ "user-agent desk\ndisallow /a b\n", { "+/a" } },
		{ "USERAGENT: desk\nDisAllow \t/\n", { "-/a" } },
		{ "user agent: desk\ndissallow:/a\ndisalow:/b\ndissalow:/c\ndiasllow:/d\ndisallaw:/e\n",
		  { "-/a", "-/b", "-/c", "-/d", "-/e" } },
		{ "foo: desk\nbar: /\n", { "+/a" } },
		{ "user-agent: desk\rdisallow: /a\r\nallow: /a/b\r", { "-/a", "+/a/b" } },
		{ "\xEF\xBB\xBFuser-agent: desk\ndisallow: /\n", { "-/a" } },
		{ "\xEF\xBBuser-agent: desk\ndisallow: /\n", { "-/a" } },
		{ "\xEFuser-agent: desk\ndisallow: /\n", { "-/a" } },
		{ "\xEF\x11\xBFuser-agent: desk\ndisallow: /\n", { "+/a" } },
		{ "user-agent: desk\n\xEF\xBB\xBF"
		  "disallow: /\n",
		  { "+/a" } },
		{ "user-agent: other\nsitemap: /s\nuser-agent: desk\nbuy: x\ndisallow: /\n", { "-/a" } },
		{ "user-agent: other\ncrawl-delay: 3\nuser-agent: desk\ndisallow: /\n", { "-/a" } },
		{ "user-agent: desk\ndisallow: /a", { "-/a" } },
		{ "", { "+/a", "+" } },
	};
	check_rows(rows, sizeof rows / sizeof *rows);
}
END_TEST

START_TEST(addresses)
{
	static const char text[] = "user-agent: desk\ndisallow: /\nallow: /a?b;c\nallow: /?q\nallow: /;p";
	static const struct {
		const char *url;
		bool is_allowed;
	} rows[] = {
		{ "", false },
		{ "n.example", false },
		{ "n.example/a?b;c", true },
		{ "https://n.example/a?b;c#d", true },
		{ "//n.example/a?b;c", true },
		{ "/a?b;c", true },
		{ "https://n.example?q", true },
		{ "https://n.example;p", true },
		{ "https://n.example#/a?b;c", false },
		{ "n.example?q=https://m.example/", true },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		ck_assert_msg(allows(text, "desk", rows[i].url) == rows[i].is_allowed, "%s", rows[i].url);
}
END_TEST

/* A line is cut at the 16663rd byte, and the rule holds as far as it goes. */
static void check_line(const struct str cells[], size_t line)
{
	char text[2048], agent[64], url[256];
	snprintf(agent, sizeof agent, "%.*s", STR_ARG(cells[1]));
	snprintf(url, sizeof url, "%.*s", STR_ARG(cells[2]));
	const struct str file = table_unescape(cells[3], text);
	struct robots *robots = robots_parse(file, str_c(agent));
	ck_assert_msg(robots_allows(robots, str_c(url)) == str_eq(cells[0], STR("+")),
	              "line %zu: %s for %s is not %.*s", line, url, agent, STR_ARG(cells[0]));
	robots_free(robots);
}

START_TEST(decisions_of_a_table)
{
	ck_assert_uint_ge(table_check(TEST_SOURCE_DIR "/tests/unit/schedule/robots.tsv", 4, check_line), 190);
}
END_TEST

START_TEST(long_lines_are_cut)
{
	struct buf text, url;
	buf_init(&text, 1 << 20);
	buf_init(&url, 1 << 20);
	buf_adds(&text, "user-agent: desk\ndisallow: /x/");
	buf_adds(&url, HOST "/x/");
	while (url.len < sizeof HOST - 1 + 16652) {
		buf_addc(&text, 'a');
		buf_addc(&url, 'a');
	}
	buf_adds(&text, "/qux\nallow: /x/b\n");
	buf_adds(&url, "/fux");
	ck_assert(!allows(text.ptr, "desk", url.ptr));
	ck_assert(allows(text.ptr, "desk", HOST "/fux"));
	buf_done(&text);
	buf_done(&url);
}
END_TEST

START_TEST(large_files_are_cut_at_a_line)
{
	struct buf text;
	buf_init(&text, 2 << 20);
	buf_adds(&text, "user-agent: desk\n");
	while (text.len < ROBOTS_MOST - 7)
		buf_addc(&text, '\n');
	buf_adds(&text, "disallow: /a\n");
	ck_assert(allows(text.ptr, "desk", HOST "/a"));
	buf_done(&text);
}
END_TEST

START_TEST(delay_and_sitemaps)
{
	static const char text[] =
		"sitemap: https://n.example/1.xml\nuser-agent: *\ncrawl-delay: 2.5\n"
		"site-map: https://n.example/2.xml\nuser-agent: slow\ncrawl-delay: 900\ndisallow: /x\n"
		"user-agent: odd\ncrawl-delay: soon\n";
	static const struct {
		const char *agent;
		int64_t delay_ms;
	} rows[] = { { "desk", 2500 }, { "slow", 60000 }, { "odd", 0 } };
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct robots *robots = robots_parse(str_c(text), str_c(rows[i].agent));
		ck_assert_int_eq(robots_delay_ms(robots), rows[i].delay_ms);
		ck_assert_uint_eq(robots_sitemap_count(robots), 2);
		ck_assert(str_eq(robots_sitemap(robots, 1), STR("https://n.example/2.xml")));
		robots_free(robots);
	}
}
END_TEST

START_TEST(decision_names_its_line)
{
	struct robots *robots =
		robots_parse(STR("\xEF\xBB\xBF\r\nUser-agent: *\r\n\r\nDisallow: /a # why\r\n"), STR("desk"));
	const struct robots_rule *rule = robots_decide(robots, STR(HOST "/ab"));
	ck_assert_ptr_nonnull(rule);
	ck_assert_uint_eq(rule->line, 4);
	ck_assert(str_eq(rule->text, STR("Disallow: /a")));
	ck_assert_ptr_null(robots_decide(robots, STR(HOST "/b")));
	robots_free(robots);
}
END_TEST

/* "User-agent: *\nDisallow: /ä🚢\n", then what is no character, in UTF-16. */
static const uint16_t units[] = { u'U', u's', u'e', u'r', u'-', u'a', u'g', u'e', u'n', u't', u':', u'*', u'\n', u'd', u'i',
	                          u's', u'a', u'l', u'l', u'o', u'w', u':', u'/', 0xE4, 0xD83D, 0xDEA2, u'\n', 0xD83D,
	                          u'\n', 0xDEA2, u'\n', 0xD83D };

static void check_utf16(bool has_mark, bool is_big)
{
	struct buf text;
	buf_init(&text, 1 << 10);
	if (has_mark)
		buf_add_n(&text, is_big ? "\xFE\xFF" : "\xFF\xFE", 2);
	for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
		buf_addc(&text, (char)(is_big ? units[i] >> 8 : units[i]));
		buf_addc(&text, (char)(is_big ? units[i] : units[i] >> 8));
	}
	for (size_t len = text.len - 10; len <= text.len; len++) { /* also where it is cut */
		struct robots *robots = robots_parse(str_n(text.ptr, len), STR("desk"));
		ck_assert(!robots_allows(robots, STR(HOST "/%C3%A4%F0%9F%9A%A2/x")));
		ck_assert(robots_allows(robots, STR(HOST "/%C3%A4")));
		robots_free(robots);
	}
	buf_done(&text);
}

START_TEST(utf_16_is_read)
{
	check_utf16(true, true);
	check_utf16(true, false);
	check_utf16(false, true);
	check_utf16(false, false);
	ck_assert(allows("\xFF\xFE", "desk", HOST "/"));
	ck_assert(allows("\xFE", "desk", HOST "/"));
}
END_TEST

/* Patterns that a backtracking matcher would not end with. */
START_TEST(stars_cost_nothing)
{
	struct buf text, url;
	buf_init(&text, 1 << 20);
	buf_init(&url, 1 << 20);
	buf_adds(&text, "user-agent: *\n");
	for (int i = 0; i < 100; i++)
		buf_adds(&text, "disallow: /*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*b$\n");
	buf_adds(&url, HOST "/");
	for (int i = 0; i < 10000; i++)
		buf_addc(&url, 'a');
	ck_assert(allows(text.ptr, "desk", url.ptr));
	buf_done(&text);
	buf_done(&url);
}
END_TEST

TEST_MAIN("robots", longest_rule_decides, patterns, escapes, groups, own_group_before_the_general_one,
          lines_as_they_are_found, addresses, decisions_of_a_table, long_lines_are_cut,
          large_files_are_cut_at_a_line, delay_and_sitemaps, decision_names_its_line,
          utf_16_is_read, stars_cost_nothing)
