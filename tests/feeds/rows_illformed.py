# SPDX-License-Identifier: MIT
"""Documents that no strict parser takes."""
from make import atom, rss

T = "<title>t</title>"
BASE = '<rss version="2.0"><channel><title>C</title><item><title>one</title><link>http://e.example/1</link></item>%s<item><title>two</title><link>http://e.example/2</link></item></channel></rss>'
FULL = {"0.title": "one", "0.url": "http://e.example/1", "feed.title": "C"}
BOTH = {**FULL, "1.title": "two", "1.url": "http://e.example/2", "count": 2}
ROWS = []
for name, junk in [("php warning", "<br />\n<b>Warning</b>: x() in <b>/y.php</b> on line <b>3</b><br />\n"), ("blank lines", "\n\n  "), ("comment", "<!-- x -->"), ("text", "junk text "), ("mark and blanks", "\ufeff\n \ufeff"), ("instruction", "<?xml-stylesheet href='x'?>"), ("doctype", "<!DOCTYPE rss SYSTEM 'http://d.example/x.dtd'>")]:
    ROWS.append((f"before: {name}", junk + BASE % "", BOTH))
    ROWS.append((f"before declaration: {name}", junk + '<?xml version="1.0"?>' + BASE % "", BOTH))
for name, junk in [("text", "junk"), ("script", "<script>x()</script>"), ("comment", "<!-- x"), ("second document", BASE % ""), ("html", "</body></html>"), ("nul", "\0\0\0"), ("lt", "<")]:
    ROWS.append((f"after: {name}", BASE % "" + junk, BOTH))
for name, junk in [("bare amp", "<title>a & b</title>"), ("nbsp", "<title>a&nbsp;b</title>"), ("lt", "<title>a < b</title>"), ("unclosed b", "<description><b>x</description>"), ("unclosed p", "<description><p>x<p>y</description>"),
                   ("overlap", "<description><b><i>x</b></i></description>"), ("no end", "<description>x"), ("bad attribute", "<enclosure url=http://e.example/a.mp3>"), ("cdata end", "<title>x ]]> y</title>"), ("nested cdata", "<title><![CDATA[x <![CDATA[y]]> z]]></title>"),
                   ("control", "<title>a\x08\x0cb</title>"), ("reference 0", "<title>a&#0;&#1;b</title>"), ("undeclared prefix", "<x:y>z</x:y>"), ("duplicate attribute", "<enclosure url='a' url='b'/>"), ("end only", "</b></i>"), ("wrong end", "<title>x</titel>"),
                   ("attribute without value", "<guid isPermaLink>g</guid>"), ("bad comment", "<!-- a -- b -->"), ("lone <", "< >"), ("unclosed cdata in item", "<title>x</title><pubDate>x</pubdate>"), ("number tag", "<1x>a</1x>"), ("wrong case end", "<title>x</Title>")]:
    extra = {**FULL, "2.title": "two", "2.url": "http://e.example/2", "count": 3}
    ROWS.append((f"in the item between: {name}", BASE % f"<item>{junk}<guid>g</guid></item>", extra))
ROWS += [
    ("title amp", rss("<title>a & b</title>"), {"0.title": "a & b", "feed.wellformed": False, "defects": ["bare_ampersand"]}),
    ("title eacute", rss("<title>caf&eacute;</title>"), {"0.title": "café", "defects": ["undeclared_entity"]}),
    ("title bogus", rss("<title>a &bogus; b</title>"), {"0.title": "a &bogus; b"}),
    ("description nbsp", rss(T + "<description>a&nbsp;b</description>"), {"0.summary": "a b"}),
    ("title controls", rss("<title>a\x08b</title>"), {"0.title": "ab", "defects": ["control_character"]}),
    ("link amp lt", rss(T + "<link>http://e.example/?a=1&lt=2</link>"), {"0.url": "http://e.example/?a=1&lt=2"}),
    ("guid amp", rss(T + "<guid>http://e.example/?a=1&reg=2</guid>"), {"0.guid": "http://e.example/?a=1&reg=2"}),
    ("entity of document", '<!DOCTYPE rss [<!ENTITY co "Harbour">]><rss version="2.0"><channel><item><title>&co; news</title></item></channel></rss>', {"0.title": "Harbour news", "feed.wellformed": True}),
    ("entity with reference", '<!DOCTYPE rss [<!ENTITY co "A &#38; B">]><rss version="2.0"><channel><item><title>&co;</title></item></channel></rss>', {"0.title": "A & B"}),
    ("external entity", '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel><item><title>a&x;b</title></item></channel></rss>', {"0.title": "ab"}),
    ("entity bomb", '<!DOCTYPE rss [<!ENTITY a "x"><!ENTITY b "&a;&a;&a;"><!ENTITY c "&b;&b;&b;">]><rss version="2.0"><channel><item><title>t&c;</title></item></channel></rss>', {"count": 1, "0.title has": ["t"]}),
    ("public dtd", '<!DOCTYPE rss PUBLIC "-//X//Y" "http://d.example/x.dtd"><rss version="2.0"><channel><item><title>t</title></item></channel></rss>', {"0.title": "t", "defects": []}),
    ("parameter entity", '<!DOCTYPE rss [<!ENTITY % p SYSTEM "http://d.example/x"> %p;]><rss version="2.0"><channel><item><title>t</title></item></channel></rss>', {"0.title": "t"}),
    ("cut in title", '<rss version="2.0"><channel><item><title>one</title></item><item><title>two a', {"0.title": "one", "feed.wellformed": False}),
    ("cut in cdata", '<rss version="2.0"><channel><item><title>one</title></item><item><title>two</title><description><![CDATA[abc', {"0.title": "one", "1.title": "two", "1.warnings": ["truncated"]}),
    ("cut in a tag", '<rss version="2.0"><channel><item><title>one</title></item><item><title>two</title><desc', {"0.title": "one", "1.title": "two"}),
    ("cut in an empty item", '<rss version="2.0"><channel><item><title>one</title></item><item><desc', {"count": 1}),
    ("cut in an attribute", '<rss version="2.0"><channel><item><title>one</title></item><item><title>two</title><enclosure url="http', {"0.title": "one", "1.title": "two", "1.media": None}),
    ("cut atom", '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>one</title></entry><entry><title>two</title><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>x', {"0.title": "one", "1.title": "two"}),
    ("empty", "", {"count": 0}),
    ("blank", " \n", {"count": 0}),
    ("html page", "<html><head><title>No</title></head><body><p>x</p></body></html>", {"count": 0}),
    ("html page with links", '<!DOCTYPE html><html><head><link rel="alternate" type="application/rss+xml" href="/f"></head></html>', {"count": 0}),
    ("text", "just text", {"count": 0}),
    ("other xml", "<catalog><item><title>x</title></item></catalog>", {"count": 0}),
    ("item without end before item", BASE.replace("</item>%s", "%s", 1) % "", BOTH),
    ("items never closed", '<rss version="2.0"><channel><item><title>one</title><item><title>two</title></channel></rss>', {"0.title": "one", "1.title": "two"}),
    ("channel never closed", '<rss version="2.0"><channel><title>C</title><item><title>one</title></item></rss>', {"0.title": "one", "feed.title": "C"}),
    ("entry never closed", '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>one</title><entry><title>two</title></entry></feed>', {"0.title": "one", "1.title": "two"}),
    ("link in html manner", '<rss version="2.0"><channel><item><title>t</title><link>http://e.example/1<guid>g</guid></item></channel></rss>', {"0.title": "t", "0.url": "http://e.example/1", "0.guid": "g"}),
    ("atom bare amp in href", atom(T + '<link href="http://e.example/?a=1&b=2"/>'), {"0.url": "http://e.example/?a=1&b=2"}),
    ("atom copy in href", atom(T + '<link href="http://e.example/?a=1&copy=2"/>'), {"0.url": "http://e.example/?a=1&copy=2"}),
    ("atom unquoted", atom(T + '<link href=http://e.example/1 rel=alternate />'), {"0.url": "http://e.example/1"}),
    ("atom lt in attribute", atom(T + '<category term="a<b"/>'), {"0.keywords": ["a<b"]}),
    ("atom no namespace", '<feed><title>F</title><entry><title>t</title><link href="http://e.example/1"/></entry></feed>', {"0.title": "t", "0.url": "http://e.example/1", "feed.title": "F"}),
    ("xml 1.1", '<?xml version="1.1"?>' + BASE % "", BOTH),
    ("standalone", '<?xml version="1.0" encoding="utf-8" standalone="yes"?>' + BASE % "", {**BOTH, "feed.wellformed": True}),
    ("crlf", (BASE % "").replace("><", ">\r\n<"), BOTH),
    ("tabs in tags", (BASE % "").replace("<item>", "<item\t\n>"), BOTH),
    ("many attributes", rss(T + "<enclosure " + " ".join(f'a{n}="x"' for n in range(30)) + ' url="http://e.example/a.mp3"/>'), {"0.title": "t", "0.media.0.url": "http://e.example/a.mp3"}),
    ("deep", rss(T + "<description>" + "<b>" * 400 + "x" + "</b>" * 400 + "</description><link>http://e.example/1</link>"), {"0.title": "t", "0.url": "http://e.example/1"}),
    ("long title", rss(f"<title>{'x' * 100000}</title>"), {"count": 1}),
    ("cdata amp", rss("<title><![CDATA[a & b < c]]></title>"), {"0.title": "a & b < c", "feed.wellformed": True}),
    ("cdata pieces", rss("<title>a <![CDATA[b]]> c <![CDATA[d]]></title>"), {"0.title": "a b c d"}),
    ("cdata escaped markup", rss(T + "<description><![CDATA[&lt;b&gt;x&lt;/b&gt;]]></description>"), {"0.summary": "<b>x</b>"}),
    ("cdata empty", rss(T + "<description><![CDATA[]]></description>"), {"0.summary": None}),
    ("cdata brackets", rss("<title><![CDATA[a ]] b]]]]></title>"), {"0.title": "a ]] b]]"}),
    ("cdata lower case", rss("<title><![cdata[a]]></title>"), {"count": 1}),
]
# Each character reference by name in text, and twice escaped in markup.
for name, character in [("amp", "&"), ("lt", "<"), ("gt", ">"), ("quot", '"'), ("apos", "'"), ("#38", "&"), ("#x26", "&"), ("#60", "<"), ("#x3c", "<"), ("#39", "'"), ("#8217", "’"), ("#x2019", "’")]:
    ROWS.append((f"atom text &{name};", atom(f"<title>a &{name}; b</title>"), {"0.title": f"a {character} b", "feed.wellformed": True}))
    ROWS.append((f"rss title &{name};", rss(f"<title>a &{name}; b</title>"), {"0.title": f"a {character} b"}))
    ROWS.append((f"rss title &amp;{name};", rss(f"<title>a &amp;{name}; b</title>"), {"0.title": f"a {character} b"}))
    ROWS.append((f"rss description &amp;{name};", rss(f"{T}<description>a &amp;{name}; b</description>"), {"0.summary": f"a {character} b"}))
    ROWS.append((f"rss cdata &{name};", rss(f"{T}<description><![CDATA[a &{name}; b]]></description>"), {"0.summary": f"a {character} b"}))
    ROWS.append((f"atom html &amp;{name};", atom(f'{T}<content type="html">a &amp;{name}; b</content>'), {"0.body": f"a {character} b"}))
    ROWS.append((f"atom xhtml &{name};", atom(f'{T}<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">a &{name}; b</div></content>'), {"0.body": f"a {character} b"}))
