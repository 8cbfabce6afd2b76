# SPDX-License-Identifier: MIT
from make import atom, rdf, rss

T = "<title>T</title>"
I = "<item><title>A</title><link>http://x.example/a</link></item>"


def feed(inner, before="", after=""):
    return f"{before}<rss version='2.0'><channel><title>C</title>{inner}</channel></rss>{after}"


def fault(name, document, code, more=None):
    return (name, document, {"feed.wellformed": False, "defects": [code], **(more or {})})


AB = {"count": 2, "0.title": "A", "1.title": "B"}
B = "<item><title>B</title></item>"

ROWS = [
    fault("blank before the declaration", "\n <?xml version='1.0'?>" + feed(I), "junk_before", {"0.title": "A"}),
    fault("warnings before", "<br />\n<b>Warning</b>: foo() in <b>/x.php</b> on line <b>3</b><br />\n<?xml version='1.0'?>" + feed(I), "junk_before", {"0.title": "A", "feed.title": "C"}),
    fault("text before", "Notice: x\n" + feed(I), "junk_before", {"0.title": "A"}),
    ("comment before", "<?xml version='1.0'?><!-- c --><?pi x?>\n" + feed(I), {"0.title": "A", "feed.wellformed": True}),
    ("comment after", feed(I, after="<!-- cached -->\n"), {"0.title": "A", "feed.wellformed": True}),
    fault("script after", feed(I, after="<script>x()</script>"), "several_roots", {"count": 1}),
    fault("text after", feed(I, after="bye"), "junk_after", {"count": 1}),
    fault("second document", feed(I, after=feed(B)), "several_roots", {"count": 1}),
    fault("cut in a title", feed(I + B)[:-40].rsplit("B<", 1)[0] + "B", "truncated", {"0.title": "A", "count": 1}),
    fault("cut in a text", "<rss version='2.0'><channel>" + I + "<item><title>B</title><description>some tex", "truncated",
          {**AB, "1.warnings": ["truncated"], "1.summary": "some tex", "1.page.complete": False}),
    fault("cut in cdata", "<rss version='2.0'><channel>" + I + "<item><title>B</title><description><![CDATA[<p>some tex", "truncated", {**AB, "1.summary": "some tex"}),
    fault("cut in a tag", "<rss version='2.0'><channel>" + I + "<item><title>B</title><enclosure url='htt", "truncated", {**AB, "1.media": None}),
    fault("cut before anything", "<rss version='2.0'><channel>" + I + "<item><guid>x</guid>", "truncated", {"count": 1}),
    fault("cut behind the last item", "<rss version='2.0'><channel>" + I + B, "truncated", AB),
    fault("cut in a link", "<rss version='2.0'><channel>" + I + "<item><title>B</title><link>http://x.exa", "truncated", {**AB, "1.url": None}),
    fault("bare ampersand", feed("<item><title>A & B</title><link>http://x.example/?a=1&b=2&copy=3</link></item>"), "bare_ampersand",
          {"0.title": "A & B", "0.url": "http://x.example/?a=1&b=2&copy=3"}),
    fault("undeclared references", feed("<item><title>Caf&eacute; &hellip;&nbsp;x</title></item>"), "undeclared_entity", {"0.title": "Café … x"}),
    fault("undeclared in a text of atom", atom("<title>Caf&eacute;</title>"), "undeclared_entity", {"0.title": "Café"}),
    fault("unknown reference", feed("<item><title>A &bogus; B</title></item>"), "undeclared_entity", {"0.title": "A &bogus; B"}),
    fault("control characters", feed("<item><title>A\x01\x0bB</title></item>"), "control_character", {"0.title": "AB"}),
    fault("nul", feed("<item><title>A\0B</title></item>").encode(), "charset", {"0.title": "AB"}),
    fault("bad character reference", feed("<item><title>A&#0;&#xD800;&#1;B</title></item>"), "bad_reference", {"0.title": "AB"}),
    ("references to windows-1252", feed("<item><title>it&#146;s &#150; &#x85;</title></item>"), {"0.title": "it’s – …", "feed.wellformed": True}),
    ("raw controls are windows-1252", feed("<item><title>it\x92s</title></item>"), {"0.title": "it’s"}),
    fault("less-than in text", feed("<item><title>1 < 2</title></item>" + B), "bad_tag", {"count": 2, "0.title": "1 < 2", "1.title": "B"}),
    fault("unclosed tags in a text", feed("<item><title>A</title><description>x <b>y <i>z</description></item>" + B), "mismatched_tag", {**AB, "0.summary": "x y z"}),
    fault("overlapping tags", feed("<item><title>A</title><description>x <b>y <i>z</b></i> w</description></item>" + B), "mismatched_tag", {**AB, "0.summary": "x y z w"}),
    fault("br without an end", feed("<item><title>A</title><description>x <br> y</description></item>" + B), "mismatched_tag", {**AB, "0.summary": "x\ny"}),
    fault("text not closed", feed("<item><description>x <b>y<title>A</title><pubDate>2026-11-22T00:00:00Z</pubDate></item>" + B), "mismatched_tag", {"count": 2, "1.title": "B", "0.published_at": "2026-11-22T00:00:00Z"}),
    fault("title not closed", feed("<item><title>A<link>http://x.example/</link></item>" + B), "mismatched_tag", {**AB, "0.url": "http://x.example/"}),
    fault("item not closed", feed("<item><title>A</title>" + B), "mismatched_tag", AB),
    fault("item and text not closed", feed("<item><title>A</title><description>x <p>y" + B), "mismatched_tag", {**AB, "0.summary": "x\n\ny"}),
    fault("stray end tag", feed("<item><title>A</title></div></p></item>" + B), "mismatched_tag", AB),
    fault("attributes without quotes", feed("<item><title>A</title><enclosure url=http://x.example/a.mp3 length=5 type=audio/mpeg /></item>"), "bad_attribute",
          {"0.media.0.url": "http://x.example/a.mp3", "0.media.0.bytes": 5, "0.media.0.media_type": "audio/mpeg"}),
    fault("attribute twice", feed("<item><title>A</title><enclosure url='/a' url='/b'/></item>"), "duplicate_attribute", {"0.media.0.url": "https://host.example/a"}),
    fault("attribute without value", feed("<item><title>A</title><guid isPermaLink>x</guid></item>"), "bad_attribute", {"0.guid": "x"}),
    fault("quote not closed", feed("<item><title>A</title><description>x <a href=\"/y>z</a></description></item>" + B), "bad_attribute", AB),
    fault("undeclared prefixes", feed("<item><title>A</title><media:content url='/a.jpg' medium='image'/><dc:creator>J</dc:creator><content:encoded>B</content:encoded></item>"), "undeclared_prefix",
          {"0.authors": [{"name": "J"}], "0.body": "B", "0.media.0.url": "https://host.example/a.jpg"}),
    fault("undeclared unknown prefix", feed("<item><title>A</title><foo:title>F</foo:title></item>"), "undeclared_prefix", {"0.title": "A"}),
    fault("end of cdata in text", feed("<item><title>A ]]> b</title></item>"), "cdata_end", {"0.title": "A ]]> b"}),
    fault("nested cdata", feed("<item><title>A</title><description><![CDATA[x <![CDATA[y]]> z]]></description></item>" + B), "cdata_end", {"count": 2, "1.title": "B"}),
    fault("comment with hyphens", feed("<!-- a -- b -->" + I), "bad_comment", {"0.title": "A"}),
    ("internal entity", "<!DOCTYPE rss [<!ENTITY co \"Smith &#38; Sons\"><!ENTITY e '&#233;'>]>" + feed("<item><title>caf&e;</title></item>"), {"0.title": "café", "feed.wellformed": True}),
    fault("entity bomb", "<!DOCTYPE r [<!ENTITY a 'ha'><!ENTITY b '&a;&a;'><!ENTITY c '&b;&b;'>]>" + feed("<item><title>x &c; y</title></item>"), "entity_limit", {"0.title": "x y"}),
    ("external entity", "<!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>" + feed("<item><title>A &x; b</title></item>"), {"0.title": "A b"}),
    ("doctype of another place", "<!DOCTYPE rss SYSTEM 'http://x.example/rss.dtd'>" + feed("<item><title>caf&eacute;</title></item>"), {"0.title": "café", "feed.wellformed": True}),
    fault("several channels' ends", feed(I + "</channel>" + B), "mismatched_tag", {"0.title": "A"}),
    fault("deep", feed("<item><title>A</title><description>" + "<div>" * 400 + "x" + "</div>" * 400 + "</description></item>" + B), "too_deep", AB),
    fault("declaration not closed", "<?xml version='1.0'>" + feed(I), "bad_declaration", {"0.title": "A"}),
    fault("entry not closed", atom("<title>A</title>").replace("</entry>", "<entry><title>B</title></entry>"), "mismatched_tag", AB),
    ("empty", "", {"count": 0, "defects": ["empty"]}),
    ("blank", "  \n ", {"count": 0, "defects": ["empty"]}),
    ("page", "<!DOCTYPE html><html><head><title>P</title><link rel='alternate' type='application/rss+xml' href='/f.xml'></head><body>Log in</body></html>",
     {"count": 0, "defects": ["not_a_feed"], "error": "not_a_feed: a page; the feeds that it names: https://host.example/f.xml"}),
    ("page without a feed", "<html><body>Log in</body></html>", {"count": 0, "defects": ["not_a_feed"]}),
    ("other xml", "<?xml version='1.0'?><newsItem xmlns='http://iptc.org/std/nar/2006-10-01/'><title>T</title></newsItem>", {"count": 0, "defects": ["not_a_feed"]}),
    ("plain text", "Just words", {"count": 0, "defects": ["not_a_feed"]}),
    # encodings
    ("latin1 declared", "<?xml version='1.0' encoding='iso-8859-1'?>".encode() + feed("<item><title>Café “x”</title></item>").encode("cp1252"), {"0.title": "Café “x”", "feed.encoding": "windows-1252", "feed.wellformed": True}),
    ("charset of the header", feed("<item><title>Café</title></item>").encode("cp1252"), {"0.title": "Café", "feed.encoding": "windows-1252"}, {"type": "text/xml; charset=iso-8859-1"}),
    ("text/xml is not ascii", feed("<item><title>Café</title></item>"), {"0.title": "Café", "feed.encoding": "utf-8", "feed.wellformed": True}, {"type": "text/xml"}),
    ("header wrong, bytes utf-8", "<?xml version='1.0' encoding='utf-8'?>" + feed("<item><title>Café</title></item>"), {"0.title": "Café", "feed.encoding": "utf-8"}, {"type": "text/xml; charset=iso-8859-1"}),
    ("utf-16", ("<?xml version='1.0' encoding='utf-16'?>" + feed("<item><title>Café</title></item>")).encode("utf-16"), {"0.title": "Café", "feed.encoding": "utf-16le"}),
    ("utf-16 without a mark", ("<?xml version='1.0' encoding='utf-16'?>" + feed("<item><title>Café</title></item>")).encode("utf-16-be"), {"0.title": "Café", "feed.encoding": "utf-16be"}),
    ("utf-32", feed("<item><title>Café</title></item>").encode("utf-32"), {"0.title": "Café"}),
    ("utf-16 declared, bytes are not", "<?xml version='1.0' encoding='utf-16'?>" + feed("<item><title>Café</title></item>"), {"0.title": "Café", "feed.encoding": "utf-8"}),
    ("bom", b"\xef\xbb\xbf" + feed("<item><title>Café</title></item>").encode(), {"0.title": "Café", "feed.wellformed": True}),
    ("two boms", b"\xef\xbb\xbf\xef\xbb\xbf" + feed("<item><title>Café</title></item>").encode(), {"0.title": "Café"}),
    ("one bad byte", feed("<item><title>Café</title></item><item><title>B@</title></item>").encode().replace(b"@", b"\xe9"), {"0.title": "Café", "1.title": "Bé", "feed.wellformed": False}),
    ("utf-8 declared, latin1", "<?xml version='1.0' encoding='utf-8'?>".encode() + feed("<item><title>Café</title></item>").encode("cp1252"), {"0.title": "Café", "feed.encoding": "windows-1252", "feed.wellformed": False}),
    ("unknown label", "<?xml version='1.0' encoding='klingon'?>" + feed("<item><title>Café</title></item>"), {"0.title": "Café", "feed.encoding": "utf-8"}),
    ("shift_jis", "<?xml version='1.0' encoding='shift_jis'?>".encode() + feed("<item><title>日本語の題</title></item>").encode("shift_jis"), {"0.title": "日本語の題", "feed.encoding": "shift_jis"}),
    ("windows-1251", "<?xml version='1.0' encoding='windows-1251'?>".encode() + feed("<item><title>Привет</title></item>").encode("cp1251"), {"0.title": "Привет", "feed.encoding": "windows-1251"}),
]
