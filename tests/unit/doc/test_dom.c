/* SPDX-License-Identifier: MIT */
#include "unit/check_main.h"

#include <stdio.h>

#include "core/base/clock.h"
#include "core/doc/dom.h"

static struct arena arena;
static struct err err;

static struct dom *parse(const char *text, enum dom_kind kind)
{
	struct dom *dom = NULL;
	dom_setup();
	ck_assert_msg(!dom_parse(str_c(text), kind, &arena, &dom, &err), "%s", err.text);
	return dom;
}

static const char *text(struct dom *dom, const char *xpath)
{
	return dom_text(dom, dom_root(dom), xpath, &err);
}

/* A text of n pieces on the arena, for documents that mean harm. */
static const char *repeat(const char *before, const char *piece, size_t n, const char *after)
{
	struct buf b;
	buf_init(&b, 64 << 20);
	buf_adds(&b, before);
	for (size_t i = 0; i < n; i++)
		buf_adds(&b, piece);
	buf_adds(&b, after);
	const char *text_of_all = arena_str(&arena, buf_str(&b)).ptr;
	buf_done(&b);
	return text_of_all;
}

START_TEST(html_is_always_read)
{
	struct dom *dom = parse("<meta charset=windows-1252><h1> A\xC2\xA0\n title "
	                        "\xE2\x82\xAC</h1><p>one<p>two<a href='/x?a&amp;b'>x</a>",
	                        DOM_HTML);
	ck_assert_str_eq(text(dom, "//h1"), "A title \xE2\x82\xAC");
	ck_assert_str_eq(text(dom, "//a/@href"), "/x?a&b");
	ck_assert_str_eq(text(dom, "count(//p)"), "2");
	ck_assert_ptr_null(text(dom, "//h2"));
	const struct dom_node *p = dom_find(dom, dom_root(dom), "//p", &err);
	ck_assert_str_eq(dom_text(dom, p, ".", &err), "one");
	p = dom_next(p);
	ck_assert_str_eq(dom_markup(dom, p, ".", &err), "<p>two<a href=\"/x?a&amp;b\">x</a></p>");
	ck_assert_ptr_null(dom_next(p));
	dom_free(dom);
	dom = parse("", DOM_HTML);
	ck_assert_str_eq(dom_name(dom_root(dom)), "html");
	dom_free(dom);
}
END_TEST

START_TEST(names_match_as_they_are_written)
{
	struct dom *dom = parse(
		"<feed xmlns='http://www.w3.org/2005/Atom' xmlns:dc='urn:dc' xml:lang='vi'><entry>"
		"<dc:date>today</dc:date><title type='html'>t</title><media:x>m</media:x></entry></feed>",
		DOM_XML);
	ck_assert_str_eq(text(dom, "//entry/title/@type"), "html");
	ck_assert_str_eq(text(dom, "entry/dc:date"), "today");
	ck_assert_str_eq(text(dom, "//*[local-name()='title']"), "t");
	ck_assert_str_eq(text(dom, "namespace-uri(//entry)"), "http://www.w3.org/2005/Atom");
	ck_assert_str_eq(text(dom, "//*[namespace-uri()='urn:dc']"), "today");
	ck_assert_str_eq(text(dom, "//media:x"), "m");
	ck_assert_str_eq(text(dom, "/feed/@xml:lang"), "vi");
	err.text[0] = '\0';
	ck_assert_ptr_null(text(dom, "//nitf:p"));
	ck_assert_str_eq(err.text, "");
	ck_assert(dom_is_recovered(dom));
	dom_free(dom);
	dom = parse("<p>x <dc:date>d</dc:date><svg xlink:href='u'/>", DOM_HTML);
	ck_assert_str_eq(text(dom, "//@xlink:href"), "u");
	dom_free(dom);
}
END_TEST

START_TEST(xml_is_read_in_what_it_is_not_in_what_it_says)
{
	struct dom *dom = parse("\n <?xml version='1.0' encoding='UTF-16'?><a>\xC3\xA9 &eacute; &amp; "
	                        "&hellip;<![CDATA[<b>]]></a>",
	                        DOM_XML);
	ck_assert_str_eq(text(dom, "/a"), "\xC3\xA9 \xC3\xA9 & \xE2\x80\xA6<b>");
	ck_assert(dom_is_recovered(dom));
	dom_free(dom);
	dom = parse("<?xml version='1.0' encoding='ISO-8859-1'?><a b='&#233;'>\xC3\xA9</a>", DOM_XML);
	ck_assert_str_eq(text(dom, "/a/@b"), "\xC3\xA9");
	ck_assert_str_eq(text(dom, "/a"), "\xC3\xA9");
	ck_assert(!dom_is_recovered(dom));
	dom_free(dom);
	dom = parse("<rss><item><title>A & B</title><link>u</link></item><item><title>C</title></rss>",
	            DOM_XML);
	ck_assert(dom_is_recovered(dom));
	ck_assert_str_eq(text(dom, "count(//item)"), "2");
	ck_assert_str_eq(text(dom, "//title"), "A & B");
	dom_free(dom);
	dom = parse("<a><b>x</c> &amp;&lt; ?p=1&q=2&&copy;&unknown;<![CDATA[&eacute;&]]>&amp;</b></a>",
	            DOM_XML);
	ck_assert_str_eq(text(dom, "/a"), "x &< ?p=1&q=2&\xC2\xA9&unknown;&eacute;&&");
	dom_free(dom);
	struct dom *none = NULL;
	ck_assert(!dom_parse(STR("<a>x\0y\x01<b>z</b></a>"), DOM_XML, &arena, &none, &err));
	ck_assert_str_eq(text(none, "/a"), "x yz");
	dom_free(none);
	none = NULL;
	ck_assert(dom_parse(STR("no markup at all"), DOM_XML, &arena, &none, &err));
	ck_assert_ptr_null(none);
	ck_assert_msg(strstr(err.text, "line 1") != NULL, "%s", err.text);
}
END_TEST

START_TEST(own_entities_are_expanded_within_bounds)
{
	struct dom *dom =
		parse("<!DOCTYPE a [<!ENTITY who 'Jane &#38;amp; John'><!ENTITY all '&who;, all'>"
	              "<!ENTITY file SYSTEM 'file:///etc/hostname'>]><a b='&all;'>&all;|&file;|</a>",
	              DOM_XML);
	ck_assert_str_eq(text(dom, "/a"), "Jane & John, all||");
	ck_assert_str_eq(text(dom, "/a/@b"), "Jane & John, all");
	dom_free(dom);
}
END_TEST

START_TEST(hostile_xml_is_refused_quickly)
{
	struct buf b;
	buf_init(&b, 1 << 20);
	buf_adds(&b, "<!DOCTYPE a [<!ENTITY e0 'lol'>");
	for (int i = 1; i < 30; i++)
		buf_printf(&b, "<!ENTITY e%d '&e%d;&e%d;&e%d;&e%d;&e%d;'>", i, i - 1, i - 1, i - 1, i - 1,
		           i - 1);
	buf_adds(&b, "]><a>&e29;</a>");
	const char *wide = repeat("<!DOCTYPE a [<!ENTITY e '", "0123456789", 10000, "'>]><a>");
	const char *again = repeat(wide, "&e;", 100000, "</a>");
	const char *backwards = repeat(
		"<!DOCTYPE a [<!ENTITY a '&b;&b;&b;&b;&b;&b;&b;&b;'><!ENTITY b '&c;&c;&c;&c;&c;&c;&c;&c;'>"
		"<!ENTITY c '&d;&d;&d;&d;&d;&d;&d;&d;'><!ENTITY d '",
		"0123456789", 1000, "'>]><a>&a;&a;&a;&a;&a;&a;&a;</a>");
	const char *deep = repeat("", "<a>", 100000, "");
	const char *const hostile[] = { b.ptr, again, backwards, deep };
	const char *const says[] = { "1 MiB", "1 MiB", "1 MiB", "256 levels" };
	dom_setup();
	for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++) {
		struct dom *dom = NULL;
		const int64_t start = clock_mono_ms();
		ck_assert_msg(dom_parse(str_c(hostile[i]), DOM_XML, &arena, &dom, &err), "case %zu", i);
		ck_assert_msg(strstr(err.text, says[i]) != NULL, "%s", err.text);
		ck_assert_int_lt(clock_mono_ms() - start, 2000);
	}
	buf_done(&b);
}
END_TEST

struct counts {
	size_t opened, closed, text;
};

static void count_open(void *self, const char *name, const struct dom_node *node)
{
	(void)name, (void)node;
	((struct counts *)self)->opened++;
}

static void count_close(void *self, const char *name)
{
	(void)name;
	((struct counts *)self)->closed++;
}

static void count_text(void *self, struct str s)
{
	((struct counts *)self)->text += s.len;
}

START_TEST(deep_html_costs_no_stack)
{
	const char *deep = repeat("<body>", "<div>", 100000, "core");
	const int64_t start = clock_mono_ms();
	struct dom *dom = parse(deep, DOM_HTML);
	struct counts counts = { 0 };
	dom_walk(dom_root(dom), &(struct dom_visitor){ count_open, count_close, count_text, &counts });
	ck_assert_uint_eq(counts.opened, counts.closed);
	ck_assert_uint_eq(counts.text, 4);
	ck_assert_str_eq(text(dom, "//body"), "core");
	ck_assert_ptr_nonnull(dom_markup(dom, dom_root(dom), "//body", &err));
	ck_assert_ptr_nonnull(dom_find(dom, dom_root(dom), "//div", &err));
	dom_free(dom);
	ck_assert_int_lt(clock_mono_ms() - start, 20000);
}
END_TEST

START_TEST(long_text_is_kept)
{
	const char *text_node = repeat("<r><t>", "0123456789", 1100000, "</t></r>");
	struct dom *dom = parse(text_node, DOM_XML);
	ck_assert_uint_eq(strlen(text(dom, "/r/t")), 11000000);
	dom_free(dom);
	dom = parse(text_node, DOM_HTML);
	ck_assert_uint_eq(strlen(text(dom, "//t")), 11000000);
	dom_free(dom);
}
END_TEST

START_TEST(bad_expressions_are_named)
{
	struct dom *dom = parse("<a><b/></a>", DOM_XML);
	ck_assert_ptr_null(dom_find(dom, dom_root(dom), "//a[", &err));
	ck_assert_msg(strstr(err.text, "XPath //a[: ") != NULL, "%s", err.text);
	ck_assert_ptr_null(dom_find(dom, dom_root(dom), "nothing()", &err));
	ck_assert_msg(strstr(err.text, "XPath nothing(): ") != NULL, "%s", err.text);
	ck_assert_ptr_null(dom_find(dom, dom_root(dom), "count(//b)", &err));
	ck_assert_ptr_null(dom_find(dom, NULL, "//b", &err));
	ck_assert_ptr_null(dom_find(dom, dom_root(dom), "namespace::*", &err));
	ck_assert_ptr_null(dom_text(dom, dom_root(dom), NULL, &err));
	for (int i = 0; i < 2000; i++) { /* more than the cache holds */
		char xpath[32];
		snprintf(xpath, sizeof xpath, "//b[%d]", i);
		ck_assert_int_eq(dom_find(dom, dom_root(dom), xpath, &err) != NULL, i == 1);
	}
	dom_free(dom);
}
END_TEST

static void join(void *self, const char *name, struct str value)
{
	buf_printf(self, "%s=%.*s ", name, STR_ARG(value));
}

START_TEST(what_is_no_text_is_not_read)
{
	struct dom *dom = parse("<style>p{}\n</style><script>if (a<b) '</p>'\n</script><SCRIPT type='application/ld+json'>{\"a\":1}</SCRIPT>"
	                        "<!-- <p>not</p>\n--><p title='<script>'>one<svg><path d='M0'/></svg> two</p>\n<p data-x=\"<!--\">three</p>",
	                        DOM_HTML);
	ck_assert_str_eq(text(dom, "count(//style | //comment() | //path)"), "0");
	ck_assert_str_eq(text(dom, "//script"), "{\"a\":1}");
	ck_assert_str_eq(text(dom, "count(//p)"), "2");
	ck_assert_str_eq(text(dom, "//p[1]"), "one two");
	ck_assert_str_eq(text(dom, "//p[1]/@title"), "<script>");
	ck_assert_str_eq(text(dom, "//p[2]"), "three");
	ck_assert_int_eq(dom_line(dom_find(dom, dom_root(dom), "//p[2]", &err)), 5);
	dom_free(dom);
}
END_TEST

START_TEST(what_never_ends_is_taken_as_it_is)
{
	struct dom *dom = parse("<p>one</p><svg><g><p>two</p>", DOM_HTML);
	ck_assert_str_eq(text(dom, "count(//p)"), "2");
	dom_free(dom);
	dom = parse("<p>one</p><script>var a = '<p>two</p>';", DOM_HTML);
	ck_assert_str_eq(text(dom, "count(//p)"), "1");
	dom_free(dom);
	dom = parse("<p>one</p><a href=\"x>two</a><p>three</p>", DOM_HTML);
	ck_assert_str_eq(text(dom, "//p[1]"), "one");
	dom_free(dom);
}
END_TEST

/* Looking for an end again and again would take minutes. */
START_TEST(what_never_ends_is_looked_for_once)
{
	struct dom *dom = parse(repeat("<p>one</p>", "<svg>", 200000, ""), DOM_HTML);
	ck_assert_str_eq(text(dom, "//p[1]"), "one");
	dom_free(dom);
	dom = parse(repeat("<p>one</p><a ", "' ", 500000, "><p>two</p>"), DOM_HTML);
	ck_assert_str_eq(text(dom, "//p[1]"), "one");
	dom_free(dom);
	dom = parse(repeat("<p>one</p><a ", "b=\"c\" ", 8000, repeat("", "/", 4000000, "><p>two</p>")), DOM_HTML);
	ck_assert_str_eq(text(dom, "//p[1]"), "one");
	dom_free(dom);
}
END_TEST

START_TEST(attributes_and_lines)
{
	struct dom *dom = parse("<a>\n<b c='1' d='x &amp; y'/>\n</a>", DOM_XML);
	const struct dom_node *b = dom_find(dom, dom_root(dom), "b", &err);
	struct buf out;
	buf_init(&out, 100);
	dom_attributes(b, join, &out);
	ck_assert_str_eq(out.ptr, "c=1 d=x & y ");
	ck_assert_int_eq(dom_line(b), 2);
	ck_assert_int_eq(dom_line(dom_find(dom, b, "@c", &err)), 2);
	ck_assert(str_eq(dom_attribute(b, "d"), STR("x & y")));
	ck_assert_uint_eq(dom_attribute(b, "e").len, 0);
	buf_done(&out);
	dom_free(dom);
}
END_TEST

START_TEST(plain_text_is_lines_in_paragraphs)
{
	struct dom *dom = parse("\n Title \r\n\tby X\r\n   \r\nBody\fNext page\n\n\x01two", DOM_TEXT);
	ck_assert_str_eq(text(dom, "count(/text/p)"), "4");
	ck_assert_str_eq(text(dom, "/text/p[1]/line[1]/@n"), "2");
	ck_assert_str_eq(text(dom, "/text/p[1]/line[2]/@indent"), "1");
	ck_assert_str_eq(text(dom, "string-length(/text/p[1]/line[1])"), "7");
	ck_assert_str_eq(text(dom, "/text/p[2]/line/@n"), "5");
	ck_assert_str_eq(text(dom, "/text/p[3]/line"), "Next page");
	ck_assert_str_eq(text(dom, "/text/p[3]/line/@n"), "5");
	ck_assert_str_eq(text(dom, "/text/p[4]/line"), "two");
	dom_free(dom);
	dom = parse("", DOM_TEXT);
	ck_assert_ptr_null(text(dom, "/text/p"));
	dom_free(dom);
}
END_TEST

START_TEST(json_is_a_tree)
{
	struct dom *dom =
		parse("{\"a b\":1,\"list\":[\"x\",{\"y\":true},[2]],\"@type\":\"T\",\"n\":null,"
	              "\"big\":12345678901234567890,\"f\":0.1,\"c\":\"a\\u0001\\u0000b\",\"none\":[]}",
	              DOM_JSON);
	ck_assert_str_eq(text(dom, "/json/@type"), "object");
	ck_assert_str_eq(text(dom, "/json/_[@name='a b']"), "1");
	ck_assert_str_eq(text(dom, "count(/json/list)"), "3");
	ck_assert_str_eq(text(dom, "/json/list[2]/y/@type"), "true");
	ck_assert_str_eq(text(dom, "/json/list[3]/@type"), "array");
	ck_assert_str_eq(text(dom, "/json/list[3]/_"), "2");
	ck_assert_str_eq(text(dom, "/json/_[@name='@type']"), "T");
	ck_assert_str_eq(text(dom, "/json/n/@type"), "null");
	ck_assert_str_eq(text(dom, "/json/f"), "0.1");
	ck_assert_str_eq(text(dom, "/json/c"), "ab");
	ck_assert_ptr_nonnull(text(dom, "/json/big"));
	ck_assert_ptr_null(text(dom, "/json/none"));
	dom_free(dom);
	struct dom *none = NULL;
	ck_assert(dom_parse(STR("{\"a\":1,\n \"b\" 2}"), DOM_JSON, &arena, &none, &err));
	ck_assert_msg(strstr(err.text, "line 2, column") != NULL, "%s", err.text);
	const char *deep = repeat("", "[", 300, ""), *whole = repeat(deep, "]", 300, "");
	ck_assert(dom_parse(str_c(whole), DOM_JSON, &arena, &none, &err));
	ck_assert_msg(strstr(err.text, "200") != NULL, "%s", err.text);
}
END_TEST

TEST_MAIN("dom", html_is_always_read, names_match_as_they_are_written,
          xml_is_read_in_what_it_is_not_in_what_it_says, own_entities_are_expanded_within_bounds,
          hostile_xml_is_refused_quickly, deep_html_costs_no_stack, long_text_is_kept,
          bad_expressions_are_named, what_is_no_text_is_not_read, what_never_ends_is_taken_as_it_is,
          what_never_ends_is_looked_for_once, attributes_and_lines, plain_text_is_lines_in_paragraphs, json_is_a_tree)
