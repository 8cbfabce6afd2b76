/* SPDX-License-Identifier: MIT */
#include "unit/check_main.h"

#include "core/normalize/normalize.h"

enum { OUT_MOST = 1 << 20 };

static const struct {
	const char *text, *base, *expected; /* NULL: refused */
} resolved[] = {
	/* RFC 3986, section 5.4, with an http base */
	{ "g", "http://a/b/c/d;p?q", "http://a/b/c/g" },
	{ "./g", "http://a/b/c/d;p?q", "http://a/b/c/g" },
	{ "g/", "http://a/b/c/d;p?q", "http://a/b/c/g/" },
	{ "/g", "http://a/b/c/d;p?q", "http://a/g" },
	{ "//g", "http://a/b/c/d;p?q", "http://g/" },
	{ "?y", "http://a/b/c/d;p?q", "http://a/b/c/d;p?y" },
	{ "g?y", "http://a/b/c/d;p?q", "http://a/b/c/g?y" },
	{ "#s", "http://a/b/c/d;p?q", "http://a/b/c/d;p?q#s" },
	{ "g#s", "http://a/b/c/d;p?q", "http://a/b/c/g#s" },
	{ "g?y#s", "http://a/b/c/d;p?q", "http://a/b/c/g?y#s" },
	{ ";x", "http://a/b/c/d;p?q", "http://a/b/c/;x" },
	{ "g;x", "http://a/b/c/d;p?q", "http://a/b/c/g;x" },
	{ "", "http://a/b/c/d;p?q#f", "http://a/b/c/d;p?q" },
	{ ".", "http://a/b/c/d;p?q", "http://a/b/c/" },
	{ "./", "http://a/b/c/d;p?q", "http://a/b/c/" },
	{ "..", "http://a/b/c/d;p?q", "http://a/b/" },
	{ "../", "http://a/b/c/d;p?q", "http://a/b/" },
	{ "../g", "http://a/b/c/d;p?q", "http://a/b/g" },
	{ "../..", "http://a/b/c/d;p?q", "http://a/" },
	{ "../../../g", "http://a/b/c/d;p?q", "http://a/g" },
	{ "/./g", "http://a/b/c/d;p?q", "http://a/g" },
	{ "/../g", "http://a/b/c/d;p?q", "http://a/g" },
	{ "g.", "http://a/b/c/d;p?q", "http://a/b/c/g." },
	{ "..g", "http://a/b/c/d;p?q", "http://a/b/c/..g" },
	{ "./../g", "http://a/b/c/d;p?q", "http://a/b/g" },
	{ "g/./h", "http://a/b/c/d;p?q", "http://a/b/c/g/h" },
	{ "g/../h", "http://a/b/c/d;p?q", "http://a/b/c/h" },
	{ "g;x=1/../y", "http://a/b/c/d;p?q", "http://a/b/c/y" },
	{ "g?y/../x", "http://a/b/c/d;p?q", "http://a/b/c/g?y/../x" },
	{ "g#s/../x", "http://a/b/c/d;p?q", "http://a/b/c/g#s/../x" },
	/* the living standard: white space, slashes, schemes */
	{ "  http://h/  ", "", "http://h/" },
	{ "ht\ntp://a\tb/\r", "", "http://ab/" },
	{ "HTTP://EXAMPLE.com", "", "http://example.com/" },
	{ "http:\\\\h\\a\\b", "", "http://h/a/b" },
	{ "http:////h/a", "", "http://h/a" },
	{ "http:h/a", "", "http://h/a" },
	{ "http:foo", "http://a/b/c", "http://a/b/foo" },
	{ "http:/foo", "http://a/b/c", "http://a/foo" },
	{ "http:?q", "http://a/b/c?x", "http://a/b/c?q" },
	{ "http:foo", "https://a/b/c", "http://foo/" },
	{ "\\\\h\\p", "https://x/", "https://h/p" },
	{ "/\\h/p", "https://x/", "https://h/p" },
	{ "///h/p", "https://x/", "https://h/p" },
	{ "\\a", "https://x/y/z", "https://x/a" },
	{ "x", "", NULL },
	{ "/x", "", NULL },
	{ "", "", NULL },
	{ "//x", "", NULL },
	{ "http://", "", NULL },
	{ "http://?q", "", NULL },
	{ "https://#f", "", NULL },
	{ "http://user@/", "", NULL },
	{ "http://:80/", "", NULL },
	{ "x", "mailto:a@b.example", NULL },
	{ "a:b", "http://h/", "a:b" },
	{ ":a", "http://h/x/y", "http://h/x/:a" },
	{ "1a:b", "http://h/", "http://h/1a:b" },
	/* dot segments, also escaped */
	{ "http://h/a/%2e%2e/b", "", "http://h/b" },
	{ "http://h/a/.%2E/b", "", "http://h/b" },
	{ "http://h/a/%2e/b", "", "http://h/a/b" },
	{ "http://h/a/b/%2E.", "", "http://h/a/" },
	{ "http://h/a/...", "", "http://h/a/..." },
	{ "http://h/a//../b", "", "http://h/a/b" },
	{ "http://h/a/b/../..", "", "http://h/" },
	{ "/..//x", "http://a/b", "http://a//x" },
	{ "http://h/a%2fb", "", "http://h/a%2fb" },
	/* ports */
	{ "http://h:80/", "", "http://h/" },
	{ "https://h:443/", "", "https://h/" },
	{ "http://h:443/", "", "http://h:443/" },
	{ "http://h:/", "", "http://h/" },
	{ "http://h:0/", "", "http://h:0/" },
	{ "http://h:00000000000008080/", "", "http://h:8080/" },
	{ "http://h:65535/", "", "http://h:65535/" },
	{ "http://h:65536/", "", NULL },
	{ "http://h:8a/", "", NULL },
	{ "http://h: 80/", "", NULL },
	{ "ftp://h:21/a", "", "ftp://h/a" },
	{ "g", "http://h:8080/a/b", "http://h:8080/a/g" },
	/* credentials */
	{ "http://u:p@h/", "", "http://u:p@h/" },
	{ "http://u@h/", "", "http://u@h/" },
	{ "http://u:@h/", "", "http://u@h/" },
	{ "http://@h/", "", "http://h/" },
	{ "http://a@b@h/", "", "http://a%40b@h/" },
	{ "http://u:p:q@h/", "", "http://u:p%3Aq@h/" },
	{ "g", "http://u:p@h/a/", "http://u:p@h/a/g" },
	/* escapes */
	{ "http://h/a b?c d#e f", "", "http://h/a%20b?c%20d#e%20f" },
	{ "http://h/\"<>`{}^", "", "http://h/%22%3C%3E%60%7B%7D%5E" },
	{ "http://h/?\"<>'`{}", "", "http://h/?%22%3C%3E%27`{}" },
	{ "http://h/#\"<>`{}'#", "", "http://h/#%22%3C%3E%60{}'#" },
	{ "http://h/%zz%2", "", "http://h/%zz%2" },
	{ "http://h/ä?ö#ü", "", "http://h/%C3%A4?%C3%B6#%C3%BC" },
	{ "http://h/[a]|~!$&()*+,;=@:", "", "http://h/[a]|~!$&()*+,;=@:" },
	{ "http://h?a=1", "", "http://h/?a=1" },
	{ "http://h#a", "", "http://h/#a" },
	{ "http://h/?", "", "http://h/?" },
	{ "http://h/#", "", "http://h/#" },
	/* IPv4 */
	{ "http://127.0.0.1/", "", "http://127.0.0.1/" },
	{ "http://127.1/", "", "http://127.0.0.1/" },
	{ "http://0x7f.1/", "", "http://127.0.0.1/" },
	{ "http://0X7F000001/", "", "http://127.0.0.1/" },
	{ "http://017700000001/", "", "http://127.0.0.1/" },
	{ "http://2130706433/", "", "http://127.0.0.1/" },
	{ "http://1.2.3/", "", "http://1.2.0.3/" },
	{ "http://1.2.3.4./", "", "http://1.2.3.4/" },
	{ "http://%31%2e2.3.4/", "", "http://1.2.3.4/" },
	{ "http://１.２.３.４/", "", "http://1.2.3.4/" },
	{ "http://256.1.1.1/", "", NULL },
	{ "http://1.2.3.4.5/", "", NULL },
	{ "http://1.2.3.08/", "", NULL },
	{ "http://1.2.3.0x/", "", "http://1.2.3.0/" },
	{ "http://4294967296/", "", NULL },
	{ "http://a.1/", "", NULL },
	{ "http://1..2/", "", NULL },
	{ "http://1.2.3.4a/", "", "http://1.2.3.4a/" },
	/* IPv6 */
	{ "http://[::1]/", "", "http://[::1]/" },
	{ "http://[1:0::]:80/", "", "http://[1::]/" },
	{ "http://[0:0:0:0:0:0:0:1]/", "", "http://[::1]/" },
	{ "http://[2001:DB8:0:0:1:0:0:1]/", "", "http://[2001:db8::1:0:0:1]/" },
	{ "http://[1:2:0:0:5:0:0:0]/", "", "http://[1:2:0:0:5::]/" },
	{ "http://[1:2:3:4:5:6:0:8]/", "", "http://[1:2:3:4:5:6:0:8]/" },
	{ "http://[::ffff:1.2.3.4]/", "", "http://[::ffff:102:304]/" },
	{ "http://[::1.2.3]/", "", NULL },
	{ "http://[::1.2.3.4.5]/", "", NULL },
	{ "http://[::01.2.3.4]/", "", NULL },
	{ "http://[1:2:3:4:5:6:7]/", "", NULL },
	{ "http://[1:2:3:4:5:6:7:8:9]/", "", NULL },
	{ "http://[1::2::3]/", "", NULL },
	{ "http://[:1]/", "", NULL },
	{ "http://[1:]/", "", NULL },
	{ "http://[12345::]/", "", NULL },
	{ "http://[::g]/", "", NULL },
	{ "http://[::1/", "", NULL },
	{ "http://[::1]x/", "", NULL },
	{ "http://[]/", "", NULL },
	/* names */
	{ "http://bücher.example/", "", "http://xn--bcher-kva.example/" },
	{ "http://BÜCHER.example/", "", "http://xn--bcher-kva.example/" },
	{ "http://faß.example/", "", "http://xn--fa-hia.example/" },
	{ "http://xn--bcher-kva.example/", "", "http://xn--bcher-kva.example/" },
	{ "http://b%C3%BCcher.example/", "", "http://xn--bcher-kva.example/" },
	{ "http://ｅｘａｍｐｌｅ.example/", "", "http://example.example/" },
	{ "http://a。b/", "", "http://a.b/" },
	{ "http://a\xC2\xAD"
	  "b/",
	  "", "http://ab/" },
	{ "http://báo.example/tin", "", "http://xn--bo-mia.example/tin" },
	{ "http://a_b.example/", "", "http://a_b.example/" },
	{ "http://-a-.example./", "", "http://-a-.example./" },
	{ "http://xn--a.de/", "", NULL },
	{ "http://a b/", "", NULL },
	{ "http://a%20b/", "", NULL },
	{ "http://a<b/", "", NULL },
	{ "http://a^b/", "", NULL },
	{ "http://a|b/", "", NULL },
	{ "http://a%/", "", NULL },
	{ "http://a%00b/", "", NULL },
	{ "http://\xC2\xAD/", "", NULL },
	/* other schemes */
	{ "mailto:Desk@Example.org", "", "mailto:Desk@Example.org" },
	{ "TAG:desk.example,2026:1", "http://h/", "tag:desk.example,2026:1" },
	{ "urn:newsml:xpa.example:b1", "", "urn:newsml:xpa.example:b1" },
	{ "javascript:alert(1)", "http://h/", "javascript:alert(1)" },
	{ "file:///a/../b", "", "file:///b" },
	{ "file://localhost/a", "", "file:///a" },
	{ "file:a", "file:///x/y", "file:///x/a" },
	{ "file:///C|/x/../..", "", "file:///C:/" },
};

static const struct {
	const char *text, *expected;
} canonical[] = {
	{ "HTTPS://Harbour.EXAMPLE:443/2026/11/ferry?utm_source=rss",
	  "https://harbour.example/2026/11/ferry" },
	{ "http://h", "http://h/" },
	{ "http://u:p@h:/", "http://h/" },
	{ "http://h/a?utm_source=x&id=1&UTM_Medium=y&fbclid=z", "http://h/a?id=1" },
	{ "http://h/a?id=1&gclid=2", "http://h/a?id=1" },
	{ "http://h/a?b=2&a=1", "http://h/a?b=2&a=1" },
	{ "http://h/a?utm=1&utmost=2&at=3&ns=4", "http://h/a?utm=1&utmost=2&at=3&ns=4" },
	{ "http://h/a?at_medium=1&at_campaign=2&ns_source=3&x=4", "http://h/a?x=4" },
	{ "http://h/a?dclid=1&gbraid=1&wbraid=1&msclkid=1&twclid=1&igshid=1&mc_cid=1&mc_eid=1&yclid=1",
	  "http://h/a" },
	{ "http://h/a?_hsenc=1&_hsmi=1&mkt_tok=1&wt_mc=1&wt_zmc=1&xtor=1&cmpid=1&ref_src=1&ocid=1&ftag=1",
	  "http://h/a" },
	{ "http://h/a?fbclid", "http://h/a" },
	{ "http://h/a?xfbclid=1", "http://h/a?xfbclid=1" },
	{ "http://h/a?utm%5Fsource=1&b", "http://h/a?b" },
	{ "http://h/a?x=utm_source", "http://h/a?x=utm_source" },
	{ "http://h/a?", "http://h/a" },
	{ "http://h/a#part", "http://h/a" },
	{ "http://h/a#!/story/1", "http://h/a#!/story/1" },
	{ "http://h/a/", "http://h/a/" },
	{ "http://www.h.example/", "http://www.h.example/" },
	{ "http://h/%7euser/%41%2d%c3%a9%2f", "http://h/~user/A-%C3%A9%2F" },
	{ "http://h/a/./b/../c", "http://h/a/c" },
	{ "http://h/%zz", "http://h/%25zz" },
	{ "http://bücher.example/ä", "http://xn--bcher-kva.example/%C3%A4" },
	{ "  http://h/a  ", "http://h/a" },
	{ "tag:desk.example,2026:1", "tag:desk.example,2026:1" },
};

static const struct {
	const char *url, *expected;
} domains[] = {
	{ "https://www.news.example.co.uk/a", "example.co.uk" },
	{ "http://user:p@A.Example.COM:8080/a@b", "Example.COM" },
	{ "https://example.com", "example.com" },
	{ "https://a.b.com.vn?x", "b.com.vn" },
	{ "http://desk.github.io/", "desk.github.io" },
	{ "http://127.0.0.1:80/", "127.0.0.1" },
	{ "http://[::1]:80/", "[::1]" },
	{ "http://localhost/", "localhost" },
	{ "mailto:a@example.com", "" },
	{ "nonsense", "" },
	{ "http://", "" },
	{ "", "" },
};

START_TEST(references_are_resolved)
{
	for (size_t i = 0; i < sizeof resolved / sizeof *resolved; i++) {
		struct buf out;
		struct err err = { 0 };
		buf_init(&out, OUT_MOST);
		const int result = url_resolve(str_c(resolved[i].text), str_c(resolved[i].base), &out, &err);
		const char *got = result ? NULL : out.ptr;
		if (!resolved[i].expected)
			ck_assert_msg(result == -1 && err.text[0] && !out.len, "\"%s\" gave %s",
			              resolved[i].text, got);
		else
			ck_assert_msg(got && !strcmp(got, resolved[i].expected),
			              "\"%s\" gave %s (%s), not %s", resolved[i].text, got ? got : "nothing",
			              err.text, resolved[i].expected);
		buf_done(&out);
	}
}
END_TEST

START_TEST(canonical_form_is_one)
{
	for (size_t i = 0; i < sizeof canonical / sizeof *canonical; i++) {
		struct buf out;
		buf_init(&out, OUT_MOST);
		ck_assert_int_eq(url_canonical(str_c(canonical[i].text), &out, NULL), 0);
		ck_assert_msg(!strcmp(out.ptr, canonical[i].expected), "\"%s\" gave %s, not %s",
		              canonical[i].text, out.ptr, canonical[i].expected);
		buf_done(&out);
	}
}
END_TEST

START_TEST(domains_are_registrable)
{
	for (size_t i = 0; i < sizeof domains / sizeof *domains; i++) {
		const struct str got = url_domain(str_c(domains[i].url));
		ck_assert_msg(str_eq(got, str_c(domains[i].expected)), "\"%s\" gave %.*s", domains[i].url,
		              STR_ARG(got));
	}
}
END_TEST

START_TEST(http_is_told_from_others)
{
	ck_assert(url_is_http(STR("http://h/")));
	ck_assert(url_is_http(STR("HTTPS://h/")));
	ck_assert(!url_is_http(STR("ftp://h/")));
	ck_assert(!url_is_http(STR("httpx://h/")));
	ck_assert(!url_is_http(STR("")));
}
END_TEST

START_TEST(a_nul_is_a_character_like_another)
{
	struct buf out;
	buf_init(&out, OUT_MOST);
	ck_assert_int_eq(url_resolve(STR("a\0b:c"), STR("http://h/"), &out, NULL), 0);
	ck_assert_str_eq(out.ptr, "http://h/a%00b:c");
	buf_clear(&out);
	ck_assert_int_eq(url_resolve(STR("http://a\0b/"), STR(""), &out, NULL), -1);
	buf_done(&out);
}
END_TEST

START_TEST(length_has_a_bound)
{
	static char text[100000];
	struct buf out;
	buf_init(&out, OUT_MOST);
	memset(text, 'a', sizeof text);
	memcpy(text, "http://h/", 9);
	ck_assert_int_eq(url_resolve(str_n(text, sizeof text), STR(""), &out, NULL), -1);
	ck_assert_int_eq(url_resolve(str_n(text, 60000), STR(""), &out, NULL), 0);
	ck_assert_uint_eq(out.len, 60000);
	memcpy(text, "http://aa", 9);
	buf_clear(&out);
	ck_assert_int_eq(url_resolve(str_n(text, 60000), STR(""), &out, NULL), -1);
	buf_done(&out);
}
END_TEST

TEST_MAIN("url", references_are_resolved, canonical_form_is_one, domains_are_registrable,
          http_is_told_from_others, length_has_a_bound, a_nul_is_a_character_like_another)
