/* SPDX-License-Identifier: MIT */
#include "unit/check_main.h"

#include "core/normalize/normalize.h"

struct row {
	const char *markup, *wanted;
};

#define CHECK_ALL(check, rows)                                                                               \
	for (size_t row_ = 0; row_ < sizeof(rows) / sizeof *(rows); row_++)                                  \
	check(rows[row_].markup, rows[row_].wanted)

static void expect_text(const char *markup, const char *wanted)
{
	struct buf out;
	buf_init(&out, 1 << 20);
	html_to_text(str_c(markup), &out);
	ck_assert_msg(str_eq(buf_str(&out), str_c(wanted)), "%s gave [%s], not [%s]", markup,
	              buf_str(&out).ptr, wanted);
	buf_done(&out);
}

START_TEST(text_is_what_a_reader_sees)
{
	static const struct row rows[] = {
		{ "<p>One <b>two</b>.</p><p>Three.</p>", "One two.\n\nThree." },
		{ "a<br><br>b<script>x()</script>", "a\n\nb" },
		{ "a<br> <br />b", "a\n\nb" },
		{ "a<br>&nbsp;<br>b", "a\n\nb" },
		{ "a<br/>b", "a\nb" },
		{ "<ul><li>a</li><li>b</li></ul>tail", "a\n\nb\n\ntail" },
		{ "  one\n   two  ", "one two" },
		{ "<pre>\n  if (x)\n    y();\n</pre>", "  if (x)\n    y();" },
		{ "<p>a</p><p>&nbsp;</p><p>b</p>", "a\n\nb" },
		{ "<table><tr><td>1<td>2<tr><td>3</table>", "1 2\n\n3" },
		{ "<center>a</center><center>b</center>", "a\n\nb" },
		{ "<div>a</div>b<div>c</div>", "a\n\nb\n\nc" },
		{ "<style>p { x }</style>a<template>b</template><title>c</title>", "a" },
		{ "<head><title>t</title></head><body>a</body>", "a" },
		{ "<head><title>t</title><p>a", "a" },
		{ "<noscript>a</noscript><iframe>b</iframe><button>c</button>", "abc" },
		{ "<textarea>a <b> &amp; c</textarea>", "a <b> & c" },
		{ "a<wbr>b<o:p>c</o:p>", "abc" },
		{ "a<hr>b", "a\n\nb" },
		{ "a</p>b", "a\n\nb" },
		{ "<script>if (a < b) document.write('</p>')</script >x", "x" },
		{ "<script>x", "" },
		{ "1 < 2 and x<y", "1 < 2 and x<y" },
		{ "cut off in a <a href=\"http://exam", "cut off in a" },
		{ "not closed <a href=\"b>c</a> d", "not closed c d" },
		{ "a<!-- b -->c<!-->d<!--->e<!-- f --!>g<!h>i<?j?>k</>l</ m>n", "acdegikln" },
		{ "a<!-- b", "a" },
		{ "<![CDATA[<p>a</p>]]>b", "a\n\nb" },
		{ "<![CDATA[a", "a" },
		{ "", "" },
		{ "<", "<" },
		{ "</", "</" },
	};
	CHECK_ALL(expect_text, rows);
}
END_TEST

START_TEST(references_are_resolved)
{
	static const struct row rows[] = {
		{ "AT&T &amp; Q&A", "AT&T & Q&A" },
		{ "&eacute;&Eacute;&hellip;&#8217;&#x2019;&#X2019;", "éÉ…’’’" },
		{ "&copy2026 &notit; &notin; &amplt;", "©2026 ¬it; ∉ &lt;" },
		{ "&#146;&#x80;&#133;", "’€…" },
		{ "a\xC2\x92s \xC2\x93q\xC2\x94 \xC2\xAB", "a’s “q” «" },
		{ "a&#129;b&#1;c", "abc" },
		{ "&#0;&#xD800;&#x110000;&#99999999999;", "\uFFFD\uFFFD\uFFFD\uFFFD" },
		{ "&#65 &#x41 &#; &#x; &; & &bogus; &bogus", "A A &#; &#x; &; & &bogus; &bogus" },
		{ "&NotEqualTilde;", "≂̸" },
		{ "&CounterClockwiseContourIntegral;", "∳" },
		{ "&amp;lt;", "&lt;" },
		{ "&ampx&l", "&x&l" },
	};
	CHECK_ALL(expect_text, rows);
}
END_TEST

static void expect_clean(const char *markup, const char *wanted)
{
	struct buf out;
	buf_init(&out, 1 << 20);
	html_sanitize(str_c(markup), STR("https://desk.example/a/"), &out);
	ck_assert_msg(str_eq(buf_str(&out), str_c(wanted)), "%s gave [%s], not [%s]", markup,
	              buf_str(&out).ptr, wanted);
	buf_done(&out);
}

START_TEST(markup_is_harmless)
{
	static const struct row rows[] = {
		{ "<p onclick=\"x()\">a <a href=\"b?x=1&y\">b</a></p>",
		  "<p>a <a href=\"https://desk.example/a/b?x=1&amp;y\">b</a></p>" },
		{ "<p><a href=\" java\nscript:x()\">a</a><style>b</style><font>c</font></p>",
		  "<p><a>a</a>c</p>" },
		{ "<a href=\"&#106;avascript&colon;x()\">a</a>", "<a>a</a>" },
		{ "<a href='vbscript:x'>a</a><a href=\"data:text/html,x\">b</a>", "<a>a</a><a>b</a>" },
		{ "<img src=data:image/png;base64,AAAA><img src=data:image/svg+xml,x>", "<img><img>" },
		{ "<a href=mailto:a@b.example>m</a><a href=tel:1>t</a>",
		  "<a href=\"mailto:a@b.example\">m</a><a href=\"tel:1\">t</a>" },
		{ "<svg><script>x</script><text>a</text></svg><math><mi>b</mi></math>", "ab" },
		{ "<img src=x onerror=x()>", "<img src=\"https://desk.example/a/x\">" },
		{ "<img/src=x/onerror=x()>", "<img src=\"https://desk.example/a/x/onerror=x()\">" },
		{ "<p style=\"x\" class=y id=z lang=de>a</p>", "<p lang=\"de\">a</p>" },
		{ "<P LANG='d\"e'>a</P>", "<p lang=\"d&quot;e\">a</p>" },
		{ "<a title=\"<&gt;&amp;&quot;\">a</a>", "<a title=\"&lt;&gt;&amp;&quot;\">a</a>" },
		{ "<a title=a title=b>a</a>", "<a title=\"a\">a</a>" },
		{ "<a href=\"?a=1&copy=2&lt;=3&amp;d\">a</a>",
		  "<a href=\"https://desk.example/a/?a=1&amp;copy=2%3C=3&amp;d\">a</a>" },
		{ "<a title=\"?a=1&copy=2&copy;&copy\">a</a>", "<a title=\"?a=1&amp;copy=2©©\">a</a>" },
		{ "<a href=\" \n/b c \">a</a>", "<a href=\"https://desk.example/b%20c\">a</a>" },
		{ "<a href=#x>a</a>", "<a href=\"https://desk.example/a/#x\">a</a>" },
		{ "<a href=\"http://[\">a</a>", "<a>a</a>" },
		{ "<img srcset=\"a.jpg 1x, /b.jpg 2x,c.jpg\" alt>",
		  "<img srcset=\"https://desk.example/a/a.jpg 1x, https://desk.example/b.jpg 2x, "
		  "https://desk.example/a/c.jpg\" alt=\"\">" },
		{ "<img srcset=\"a,b.jpg 640w, javascript:x 2x\">",
		  "<img srcset=\"https://desk.example/a/a,b.jpg 640w\">" },
		{ "<video controls poster=p.jpg><source src=v.mp4 type=video/mp4></video>",
		  "<video controls=\"\" poster=\"https://desk.example/a/p.jpg\">"
		  "<source src=\"https://desk.example/a/v.mp4\" type=\"video/mp4\"></video>" },
		{ "<script src=x></script><object>a</object><embed src=x><iframe src=x></iframe>", "a" },
		{ "<form><input value=x><select><option>a</select><button>b</button></form>", "ab" },
		{ "a & b < c > d \"e\"", "a &amp; b &lt; c &gt; d \"e\"" },
		{ "<textarea></p><script></textarea>", "&lt;/p&gt;&lt;script&gt;" },
		{ "a\x01z", "az" },
	};
	CHECK_ALL(expect_clean, rows);
}
END_TEST

START_TEST(markup_is_balanced)
{
	static const struct row rows[] = {
		{ "<p", "" },
		{ "<p>open <b>left", "<p>open <b>left</b></p>" },
		{ "<p>a<p>b", "<p>a</p><p>b</p>" },
		{ "<p>a<div>b</div>c</p>d", "<p>a</p><div>b</div>cd" },
		{ "<ul><li>a<li>b<ul><li>c</ul><li>d</ul>",
		  "<ul><li>a</li><li>b<ul><li>c</li></ul></li><li>d</li></ul>" },
		{ "<ul><li><p>a<li>b</ul>", "<ul><li><p>a</p></li><li>b</li></ul>" },
		{ "<dl><dt>a<dd>b<dt>c</dl>", "<dl><dt>a</dt><dd>b</dd><dt>c</dt></dl>" },
		{ "<table><thead><tr><th>a<tbody><tr><td>b<td>c<tr><td>d</table>",
		  "<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>b</td><td>c</td></tr><tr><td>d</"
		  "td></tr></tbody>"
		  "</table>" },
		{ "<table><tr><td><table><tr><td>a</table>b<td>c</table>",
		  "<table><tr><td><table><tr><td>a</td></tr></table>b</td><td>c</td></tr></table>" },
		{ "<table><tr><td>a</p>b</div></td></tr></table>", "<table><tr><td>ab</td></tr></table>" },
		{ "<b><i>x</b>y</i>z", "<b><i>x</i></b>yz" },
		{ "<b><p>x</b>y</p>z", "<b><p>xy</p></b>z" },
		{ "<a href=x>a<a href=y>b</a>",
		  "<a href=\"https://desk.example/a/x\">a</a><a href=\"https://desk.example/a/y\">b</a>" },
		{ "a</b></p></div></td>b", "ab" },
		{ "<h2>a</h3>b<h2>c<h2>d", "<h2>a</h2>b<h2>c</h2><h2>d</h2>" },
		{ "<ruby>a<rp>(<rt>b<rp>)</ruby>", "<ruby>a<rp>(</rp><rt>b</rt><rp>)</rp></ruby>" },
		{ "a<br></br>b<hr/>c<img>", "a<br>b<hr>c<img>" },
		{ "<div/>a<a name=x/>b<a name=\"y\"/>c", "<div></div>a<a>b</a><a></a>c" },
		{ "<div><span>a</div>b</span>", "<div><span>a</span></div>b" },
		{ "<blockquote>a<p>b</blockquote>c", "<blockquote>a<p>b</p></blockquote>c" },
	};
	CHECK_ALL(expect_clean, rows);
}
END_TEST

START_TEST(blocks_have_kinds)
{
	struct arena arena;
	static const struct {
		enum wd_block type;
		const char *text;
	} wanted[] = {
		{ WD_HEADING, "H" },
		{ WD_PARAGRAPH_BLOCK, "p one" },
		{ WD_LIST_ITEM, "i" },
		{ WD_LIST_ITEM, "ii" },
		{ WD_QUOTE, "q" },
		{ WD_TABLE, "1 2" },
		{ WD_CODE_BLOCK, "x\n\n  y" },
		{ WD_PARAGRAPH_BLOCK, "end" },
	};
	arena_init(&arena);
	struct article *article = article_new(&arena);
	html_to_blocks(STR("<h1>H</h1><p>p <b>one</b><ul><li>i<li><p>ii</ul><blockquote><p>q</blockquote>"
	                   "<table><tr><td>1<td>2</table><pre>x\n\n  y\n</pre>end"),
	               article);
	ck_assert_uint_eq(article->block_count, sizeof wanted / sizeof *wanted);
	for (size_t i = 0; i < article->block_count; i++) {
		ck_assert_str_eq(article->blocks[i].text.ptr, wanted[i].text);
		ck_assert_uint_eq(article->blocks[i].type, wanted[i].type);
	}
	arena_done(&arena);
}
END_TEST

START_TEST(markup_is_told_from_text)
{
	static const char *const markup[] = { "AT&amp;T",         "it&#8217;s", "caf&eacute;",
		                              "<b>New</b> ferry", "a<br>b",     "a <em>b</em> c",
		                              "<P CLASS='x'>a",   "a</span>",   "&lt;b&gt;" };
	static const char *const text[] = { "1 < 2",
		                            "AT&T",
		                            "if a < b then c > d",
		                            "The <video> element",
		                            "Q&A: fish&chips",
		                            "x<y",
		                            "<3",
		                            "a <roe@desk.example>",
		                            "&bogus; &copy 2026",
		                            "a & b; c",
		                            "<!-- x -->",
		                            "",
		                            "i<b" };
	for (size_t i = 0; i < sizeof markup / sizeof *markup; i++)
		ck_assert_msg(html_is_markup(str_c(markup[i])), "%s", markup[i]);
	for (size_t i = 0; i < sizeof text / sizeof *text; i++)
		ck_assert_msg(!html_is_markup(str_c(text[i])), "%s", text[i]);
}
END_TEST

/* Each would take minutes if a tag cost the length of the text. */
START_TEST(hostile_markup_is_read_in_time)
{
	static const char *const pieces[] = { "<div>",     "<x",       "<b x='",     "<!--x",
		                              "<![CDATA[", "<a>",      "<li>",       "&#",
		                              "\xC2\x92",  "</p>",     "<b><p></b>", "<table><td>",
		                              "<script",   "</script", "<br>",       "<p title=\"" };
	for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
		struct buf markup, out, text;
		buf_init(&markup, 4 << 20);
		buf_init(&out, 64 << 20);
		buf_init(&text, 64 << 20);
		while (markup.len < 1 << 20)
			buf_adds(&markup, pieces[i]);
		html_read(buf_str(&markup), &(struct html_outputs){ .markup = &out, .text = &text });
		buf_done(&markup);
		buf_done(&out);
		buf_done(&text);
	}
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

TEST_MAIN("html", text_is_what_a_reader_sees, references_are_resolved, markup_is_harmless, markup_is_balanced,
          blocks_have_kinds, markup_is_told_from_text, hostile_markup_is_read_in_time, deep_markup_is_read,
          a_byline_names_authors)
