/* SPDX-License-Identifier: MIT */
#include "unit/check_main.h"

#include "core/config/opml.h"

static struct opml opml;
static struct buf out;

/* Feeds of a body, lent until the next. */
static void read_body(const char *body)
{
	struct err err;
	struct buf text;
	buf_init(&text, 1 << 25);
	buf_init(&out, 1 << 26);
	buf_printf(&text,
	           "<opml version=\"2.0\" xmlns:wiredesk=\"" OPML_NAMESPACE "\"><body>\n%s</body></opml>",
	           body);
	opml_init(&opml);
	ck_assert_msg(!opml_read(&opml, buf_str(&text), "x.opml", &err), "%s", err.text);
	buf_done(&text);
}

static void done(void)
{
	opml_done(&opml);
	buf_done(&out);
}

START_TEST(outlines_become_yaml)
{
	read_body("<outline text=\"News\"><outline text=\"By the quay\">\n"
	          "<outline type=\"rss\" text=\"Harbour Desk\" "
	          "xmlUrl=\"https://harbour.example/feed?a=1&amp;b\" "
	          "htmlUrl=\"https://harbour.example/\" wiredesk:every=\"15min\" category=\"/a\"/>\n"
	          "</outline>\n<outline TYPE='rss' Title='Pay ${X}' XMLURL=' feed://pay.example/f "
	          "'/></outline>\n");
	opml_to_yaml(&opml, "\"wiredesk source import\" made it of x.opml", &out);
	ck_assert_str_eq(out.ptr, "# A part of a configuration: name this file under the key \"include\".\n"
	                          "# \"wiredesk source import\" made it of x.opml\n"
	                          "groups:\n"
	                          "  news.by-the-quay: {} # News / By the quay\n"
	                          "  news: {} # News\n"
	                          "sources:\n"
	                          "  harbour-desk:\n"
	                          "    title: \"Harbour Desk\"\n"
	                          "    group: \"news.by-the-quay\"\n"
	                          "    urls:\n"
	                          "      - \"https://harbour.example/feed?a=1&b\"\n"
	                          "    every: \"15min\"\n"
	                          "    # category: /a\n"
	                          "    # htmlUrl: https://harbour.example/\n"
	                          "  pay-x:\n"
	                          "    title: \"Pay $${X}\"\n"
	                          "    group: \"news\"\n"
	                          "    urls:\n"
	                          "      - \"http://pay.example/f\"\n");
	done();
}
END_TEST

START_TEST(names_are_names_and_unique)
{
	static const char *const wanted[] = { "tin-tuc-da-nang", "xin-wen", "a.b",
		                              "n.example",       "a.b-2",   "its-9-to-5" };
	read_body("<outline text='Tin tức Đà Nẵng' xmlUrl='https://n.example/1'/>"
	          "<outline text='新闻' xmlUrl='https://n.example/2'/>"
	          "<outline text=' -A.B- ' xmlUrl='https://n.example/3'/>"
	          "<outline text='!?' xmlUrl='https://www.n.example/4'/>"
	          "<outline text='a.b' xmlUrl='https://n.example/5'/>"
	          "<outline text=\"It's 9 to 5\" xmlUrl='https://n.example/6'/>");
	for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
		ck_assert_str_eq(opml.feeds.at[i].source, wanted[i]);
	done();
	struct buf many;
	buf_init(&many, 1 << 20);
	for (int i = 0; i < 1000; i++)
		buf_printf(&many, "<outline text='%s' xmlUrl='https://n.example/%d'/>",
		           "A title that is longer than any name in a configuration of ours may ever be", i);
	read_body(many.ptr);
	ck_assert_uint_eq(opml_source_count(&opml), 1000);
	for (size_t i = 0; i < opml.feeds.count; i++)
		ck_assert_uint_le(strlen(opml.feeds.at[i].source), 64);
	buf_done(&many);
	done();
}
END_TEST

START_TEST(what_is_left_out_is_said)
{
	read_body("<outline type='rss' text='A' xmlUrl='https://a.example/'/>\n"
	          "<outline type='rss' text='B' xmlUrl='https://A.example'/>\n"
	          "<outline type='rss' text='C'/>\n"
	          "<outline type='rss' text='D' xmlUrl='exec:ls'/>\n"
	          "<outline text='empty folder'/>\n"
	          "<outline text='E' htmlUrl='https://e.example/'/>\n");
	static const char *const faults[] = {
		"x.opml:3: xmlUrl \"https://A.example\" stands in line 2 already; left out",
		"x.opml:4: outline \"C\" of type \"rss\" has no xmlUrl; left out",
		"x.opml:5: xmlUrl \"exec:ls\": it is no http or https address; left out",
		"x.opml:7: outline \"E\" of type \"\" has no xmlUrl; left out",
	};
	ck_assert_uint_eq(opml.feeds.count, 1);
	ck_assert_uint_eq(opml.faults.count, sizeof faults / sizeof *faults);
	for (size_t i = 0; i < opml.faults.count; i++)
		ck_assert_str_eq(opml.faults.at[i], faults[i]);
	done();
}
END_TEST

START_TEST(depth_has_an_end)
{
	struct buf deep;
	buf_init(&deep, 1 << 20);
	for (int i = 0; i < 100; i++)
		buf_adds(&deep, "<outline text='x'>");
	buf_adds(&deep, "<outline xmlUrl='https://a.example/'/>");
	for (int i = 0; i < 100; i++)
		buf_adds(&deep, "</outline>");
	read_body(deep.ptr);
	ck_assert_uint_eq(opml.feeds.count, 0);
	ck_assert_uint_eq(opml.faults.count, 1);
	buf_done(&deep);
	done();
}
END_TEST

START_TEST(no_opml_is_refused)
{
	static const char *const texts[] = { "", "nothing", "<rss/>", "<opml><body/></opml>" };
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct err err;
		opml_init(&opml);
		ck_assert_int_eq(opml_read(&opml, str_c(texts[i]), "x.opml", &err), -1);
		ck_assert_msg(!strncmp(err.text, "x.opml: ", 8), "%s", err.text);
		opml_done(&opml);
	}
}
END_TEST

/* A look at all others for each would take minutes; the test's own time is its limit. */
START_TEST(many_feeds_take_no_time)
{
	enum { MANY = 20000 };
	struct buf body;
	buf_init(&body, 1 << 24);
	for (int i = 0; i < MANY; i++)
		buf_printf(&body,
		           "<outline text='!%d'><outline text='News' xmlUrl='https://n.example/%d'/></outline>\n"
		           "<outline wiredesk:name='one' text='!' xmlUrl='https://o.example/%d'/>\n",
		           i % 2 ? i : 0, i, i);
	read_body(body.ptr);
	ck_assert_uint_eq(opml.feeds.count, 2 * MANY);
	ck_assert_uint_eq(opml_source_count(&opml), MANY + 1);
	ck_assert_uint_eq(opml_group_count(&opml), MANY / 2 + 1);
	ck_assert_str_eq(opml.feeds.at[2 * MANY - 2].source, "news-20000");
	ck_assert_str_eq(opml.feeds.at[2 * MANY - 1].source, "one");
	opml_to_yaml(&opml, "x", &out);
	buf_clear(&out);
	opml_write(opml.feeds.at, opml.feeds.count, 0, &out);
	buf_done(&body);
	done();
}
END_TEST

/* What we write we read as the same: names, titles, sections, keys, several addresses of one source. */
START_TEST(there_and_back)
{
	static const struct opml_pair keys[] = { { "every", "1h" }, { "timezone", "Asia/Tokyo" } };
	static const struct opml_feed feeds[] = {
		{ .source = "alone", .title = "Alone <&> \"here\"", .url = "https://a.example/?x&y" },
		{ .source = "two",
		  .group = "vn",
		  .title = "Two",
		  .url = "https://b.example/1",
		  .keys = keys,
		  .key_count = 2 },
		{ .source = "two",
		  .group = "vn",
		  .title = "Two, business",
		  .url = "https://b.example/2",
		  .section = "Business",
		  .keys = keys,
		  .key_count = 2 },
		{ .source = "three", .group = "vn", .url = "https://c.example/" },
	};
	struct buf text;
	buf_init(&text, 1 << 20);
	buf_init(&out, 1 << 20);
	opml_write(feeds, 4, INT64_C(1795333510000), &text);
	ck_assert_ptr_nonnull(strstr(text.ptr, "<dateCreated>Sun, 22 Nov 2026 07:45:10 GMT</dateCreated>"));
	opml_init(&opml);
	ck_assert(!opml_read(&opml, buf_str(&text), "x.opml", NULL));
	ck_assert_uint_eq(opml.feeds.count, 4);
	ck_assert_uint_eq(opml_source_count(&opml), 3);
	ck_assert_uint_eq(opml.faults.count, 0);
	for (size_t i = 0; i < 4; i++) {
		ck_assert_str_eq(opml.feeds.at[i].source, feeds[i].source);
		ck_assert_pstr_eq(opml.feeds.at[i].group, feeds[i].group);
		ck_assert_pstr_eq(opml.feeds.at[i].section, feeds[i].section);
		ck_assert_str_eq(opml.feeds.at[i].title, feeds[i].title ? feeds[i].title : feeds[i].source);
		ck_assert_str_eq(opml.feeds.at[i].url, feeds[i].url);
		ck_assert_uint_eq(opml.feeds.at[i].key_count, feeds[i].key_count);
		ck_assert_uint_eq(opml.feeds.at[i].note_count, 0);
	}
	opml_to_yaml(&opml, "\"wiredesk source import\" made it of x.opml", &out);
	ck_assert_ptr_nonnull(strstr(
		out.ptr,
		"  two:\n    title: \"Two\"\n    group: \"vn\"\n    urls:\n"
		"      - \"https://b.example/1\"\n"
		"      - { url: \"https://b.example/2\", section: \"Business\", title: \"Two, business\" }\n"
		"    every: \"1h\"\n    timezone: \"Asia/Tokyo\"\n  three:\n"));
	buf_done(&text);
	done();
}
END_TEST

TEST_MAIN("opml", outlines_become_yaml, names_are_names_and_unique, what_is_left_out_is_said,
          depth_has_an_end, many_feeds_take_no_time, no_opml_is_refused, there_and_back)
