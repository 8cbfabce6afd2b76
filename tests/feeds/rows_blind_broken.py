# SPDX-License-Identifier: MIT
"""Written before it was run: every accident, with a whole item before and after it."""
ONE = "<item><title>One</title><link>https://a.example/1</link><description>First</description></item>"
THREE = "<item><title>Three</title><link>https://a.example/3</link><description>Last</description></item>"
H, F = "<?xml version='1.0'?><rss version='2.0'><channel><title>F</title>", "</channel></rss>"
AH, AF = '<feed xmlns="http://www.w3.org/2005/Atom"><title>F</title>', "</feed>"
A1 = '<entry><id>x:1</id><title>One</title><link href="https://a.example/1"/></entry>'
A3 = '<entry><id>x:3</id><title>Three</title><link href="https://a.example/3"/></entry>'
BOTH = {"0.title": "One", "0.url": "https://a.example/1", "2.title": "Three", "2.url": "https://a.example/3", "count": 3, "feed.wellformed": False}
ROWS = []
# What stands between the two, and what must be read of it.
MIDDLE = {
    "bare ampersand": ("<item><title>A & B</title><link>https://a.example/2</link></item>", {"1.title": "A & B"}),
    "reference of html": ("<item><title>Caf&eacute;&nbsp;x</title></item>", {"1.title": "Café x"}),
    "unknown reference": ("<item><title>A &bogus; B</title></item>", {"1.title": "A &bogus; B"}),
    "control character": ("<item><title>A\x08B\x1f</title></item>", {"1.title": "AB"}),
    "NUL": ("<item><title>A\0B</title></item>", {"1.title": "AB"}),
    "invalid reference": ("<item><title>A&#2;B&#xFFFF;</title></item>", {"1.title has": ["AB"]}),
    "less than in a text": ("<item><title>1 < 2</title><link>https://a.example/2</link></item>", {"1.title": "1 < 2", "1.url": "https://a.example/2"}),
    "unclosed tag in a text": ("<item><title>T</title><description>A <b>bold text</description><link>https://a.example/2</link></item>", {"1.summary": "A bold text", "1.url": "https://a.example/2"}),
    "unclosed break": ("<item><title>T</title><description>A<br>B</description><link>https://a.example/2</link></item>", {"1.url": "https://a.example/2", "1.summary has": ["A", "B"]}),
    "overlapping tags": ("<item><title>T</title><description><b>A <i>B</b> C</i></description><link>https://a.example/2</link></item>", {"1.summary": "A B C", "1.url": "https://a.example/2"}),
    "stray end tag": ("<item><title>T</title></p><description>D</b></description><link>https://a.example/2</link></item>", {"1.url": "https://a.example/2", "1.summary": "D"}),
    "unclosed title": ("<item><title>T<link>https://a.example/2</link></item>", {"1.title": "T", "1.url": "https://a.example/2"}),
    "unclosed link": ("<item><title>T</title><link>https://a.example/2<description>D</description></item>", {"1.title": "T", "1.url": "https://a.example/2", "1.summary": "D"}),
    "unclosed description": ("<item><title>T</title><link>https://a.example/2</link><description>D</item>", {"1.title": "T", "1.summary": "D"}),
    "attribute without quotes": ("<item><title>T</title><enclosure url=https://a.example/a.mp3 length=12 type=audio/mpeg /></item>", {"1.media.0.url": "https://a.example/a.mp3"}),
    "attribute twice": ("<item><title>T</title><enclosure url='https://a.example/a.mp3' url='https://a.example/b.mp3' type='audio/mpeg'/></item>", {"1.media.0.media_type": "audio/mpeg"}),
    "attribute without value": ("<item><title>T</title><guid isPermaLink>https://a.example/2</guid></item>", {"1.guid": "https://a.example/2"}),
    "attribute with less than": ("<item><title>T</title><enclosure url='https://a.example/?a<b' type='audio/mpeg'/></item>", {"1.title": "T"}),
    "no blank between attributes": ("<item><title>T</title><enclosure url='https://a.example/a.mp3'type='audio/mpeg'length='1'/></item>", {"1.media.0.url": "https://a.example/a.mp3"}),
    "undeclared prefix": ("<item><title>T</title><dc:creator>N</dc:creator><content:encoded>C</content:encoded></item>", {"1.authors": [{"name": "N"}], "1.body": "C"}),
    "unknown undeclared prefix": ("<item><title>T</title><zz:title>N</zz:title></item>", {"1.title": "T"}),
    "end of cdata in a text": ("<item><title>A ]]> B</title></item>", {"1.title": "A ]]> B"}),
    "cdata in cdata": ("<item><title>T</title><description><![CDATA[A <![CDATA[B]]> C]]></description><link>https://a.example/2</link></item>", {"1.title": "T", "1.url": "https://a.example/2", "1.summary has": ["A", "B"]}),
    "wrong case of a name": ("<Item><Title>T</Title><LINK>https://a.example/2</LINK><pubdate>Sun, 22 Nov 2026 07:45:10 GMT</pubdate></Item>", {"1.title": "T", "1.url": "https://a.example/2", "1.published_at": "2026-11-22T07:45:10Z"}),
    "wrong case of an end tag": ("<item><title>T</Title><link>https://a.example/2</link></item>", {"1.title": "T", "1.url": "https://a.example/2"}),
    "comment with two dashes": ("<item><!-- a -- b --><title>T</title></item>", {"1.title": "T"}),
    "empty tag name": ("<item><title>A <> B</title></item>", {"1.title": "A <> B"}),
    "description not closed before a link": ("<item><title>T</title><description>D<link>https://a.example/2</link></item>", {"1.url": "https://a.example/2", "1.summary": "D"}),
    "description not closed before a title": ("<item><description>D<title>T</title><link>https://a.example/2</link></item>", {"1.title": "T", "1.url": "https://a.example/2", "1.summary": "D"}),
    "description not closed before the rest": ("<item><title>T</title><description>D<author>a@a.example (A)</author><category>K</category><source url='https://o.example/'>O</source><link>https://a.example/2</link></item>",
                                               {"1.url": "https://a.example/2", "1.summary": "D", "1.keywords": ["K"], "1.origin.title": "O", "1.authors.0.name": "A"}),
    "description and tag in it not closed": ("<item><title>T</title><description>D <b>b<link>https://a.example/2</link></item>", {"1.url": "https://a.example/2", "1.summary": "D b"}),
    "title not closed before all": ("<item><title>T<description>D<link>https://a.example/2<guid isPermaLink='false'>g<category>K</item>", {"1.title": "T", "1.summary": "D", "1.url": "https://a.example/2", "1.guid": "g", "1.keywords": ["K"]}),
    "link not closed before a module": ("<item><title>T</title><link>https://a.example/2<slash:comments>12</slash:comments></item>", {"1.url": "https://a.example/2"}),
    "link not closed before what nobody knows": ("<item><title>T</title><link>https://a.example/2<zz:x>12</zz:x></item>", {"1.url": "https://a.example/2"}),
    "description not closed before a module": ("<item><title>T</title><description>D<slash:comments>12</slash:comments></item>", {"1.summary": "D"}),
    "comment without an end": ("<item><title>T</title><description>A <!-- B</description><link>https://a.example/2</link></item>", {"1.summary": "A B", "1.url": "https://a.example/2"}),
    "comment without an end in a tag": ("<item><title>T</title><enclosure url='https://a.example/a.mp3' <!--/><link>https://a.example/2</link></item>", {"1.url": "https://a.example/2"}),
    "instruction without an end": ("<item><title>T <?php x</title><link>https://a.example/2</link></item>", {"1.title has": ["T"], "1.url": "https://a.example/2"}),
    "cdata without an end": ("<item><title><![CDATA[T</title><link>https://a.example/2</link><description><![CDATA[<p>D</p>]]></description></item>", {"1.title": "T", "1.url": "https://a.example/2", "1.summary": "D"}),
    "cdata of markup without an end": ("<item><title>T</title><description><![CDATA[<p>D <b>b</b></p></description><link>https://a.example/2</link></item>", {"1.url": "https://a.example/2", "1.summary": "D b"}),
    "cdata that ends in half": ("<item><title><![CDATA[T]]</title><link><![CDATA[https://a.example/2]></link><description><![CDATA[D]]></description></item>", {"1.title has": ["T"], "1.summary": "D"}),
    "cdata that names its own end tag": ("<item><title>T</title><description><![CDATA[<p>A</description> B</p>]]></description><link>https://a.example/2</link><zz:x/></item>", {"1.summary": "A B", "1.url": "https://a.example/2"}),
    "enclosure not closed": ("<item><title>T</title><enclosure url='https://a.example/a.mp3' type='audio/mpeg'><guid isPermaLink='false'>g</guid><link>https://a.example/2</link></item>", {"1.guid": "g", "1.url": "https://a.example/2", "1.media.0.url": "https://a.example/a.mp3"}),
    "media:content not closed": ("<item><title>T</title><media:content url='https://a.example/a.jpg' medium='image'><guid isPermaLink='false'>g</guid><link>https://a.example/2</link></item>", {"1.guid": "g", "1.url": "https://a.example/2", "1.media.0.url": "https://a.example/a.jpg"}),
    "two media not closed": ("<item><title>T</title><media:thumbnail url='https://a.example/t.jpg'><media:content url='https://a.example/a.jpg' medium='image'><description>D</description></item>", {"1.summary": "D", "1.media.1.url": "https://a.example/a.jpg"}),
    "itunes:image not closed": ("<item><title>T</title><itunes:image href='https://a.example/t.jpg'><description>D</description></item>", {"1.summary": "D", "1.media.0.url": "https://a.example/t.jpg"}),
    "itunes:category not closed": ("<item><title>T</title><itunes:category text='K'><description>D</description></item>", {"1.summary": "D", "1.keywords": ["K"]}),
    "atom:link not closed": ("<item><title>T</title><atom:link rel='replies' href='https://a.example/c'><description>D</description></item>", {"1.summary": "D", "1.comments_url": "https://a.example/c"}),
    "media:group not closed": ("<item><title>T</title><media:group><media:content url='https://a.example/a.jpg' medium='image'/><description>D</description></item>", {"1.summary": "D", "1.media.0.url": "https://a.example/a.jpg"}),
    "unknown element not closed": ("<item><title>T</title><zz:thing><description>D</description><link>https://a.example/2</link></item>", {"1.title": "T"}),
    "author not closed": ("<item><title>T</title><author>a@a.example (A)<description>D</description></item>", {"1.summary": "D", "1.authors": [{"name": "A", "email": "a@a.example"}]}),
    "category not closed": ("<item><title>T</title><category>K<category>L<description>D</description></item>", {"1.summary": "D", "1.keywords": ["K", "L"]}),
    "guid not closed": ("<item><title>T</title><guid isPermaLink='false'>g<pubDate>Sun, 22 Nov 2026 07:45:10 GMT</pubDate></item>", {"1.guid": "g", "1.published_at": "2026-11-22T07:45:10Z"}),
    "pubDate not closed": ("<item><title>T</title><pubDate>Sun, 22 Nov 2026 07:45:10 GMT<link>https://a.example/2</link></item>", {"1.url": "https://a.example/2", "1.published_at": "2026-11-22T07:45:10Z"}),
    "content:encoded not closed": ("<item><title>T</title><content:encoded>&lt;p&gt;C&lt;/p&gt;<pubDate>Sun, 22 Nov 2026 07:45:10 GMT</pubDate></item>", {"1.body": "C", "1.published_at": "2026-11-22T07:45:10Z"}),
    "end tags in the wrong order": ("<item><title>T<link>https://a.example/2</title></link><description>D</description></item>", {"1.title": "T", "1.url": "https://a.example/2", "1.summary": "D"}),
    "slash in the wrong place": ("<item><title>T<title/><link>https://a.example/2</link></item>", {"1.title": "T", "1.url": "https://a.example/2"}),
    "doubled end tag": ("<item><title>T</title></title><link>https://a.example/2</link></link></item></item>", {"1.title": "T", "1.url": "https://a.example/2"}),
    "blank in a tag": ("<item>< title>T</title><link>https://a.example/2</link ></item >", {"1.url": "https://a.example/2"}),
    "blank in an end tag": ("<item><title>T</ title><link>https://a.example/2</link></item>", {"1.title has": ["T"], "1.url": "https://a.example/2"}),
    "cdata not closed before the end tag": ("<item><title><![CDATA[T]></title><link>https://a.example/2</link></item>", {"0.title": "One"}),
    "cdata in lower case": ("<item><title><![cdata[T]]></title><link>https://a.example/2</link></item>", {"1.url": "https://a.example/2"}),
    "blank in cdata": ("<item><title><! [CDATA[T]]></title><link>https://a.example/2</link></item>", {"1.url": "https://a.example/2"}),
    "php warning": ("<br />\n<b>Warning</b>:  foo() in <b>/x.php</b> on line <b>12</b><br />\n<item><title>T</title></item>", {"1.title": "T"}),
    "item not closed": ("<item><title>T</title><link>https://a.example/2</link>", {"1.title": "T", "1.url": "https://a.example/2"}),
    "stray cdata": ("<![CDATA[stray]]> text <item><title>T</title></item> < ", {"1.title": "T"}),
    "processing instruction xml within": ("<?xml version='1.0'?><item><title>T</title></item>", {"1.title": "T"}),
    "doctype within": ("<!DOCTYPE html><item><title>T</title></item>", {"1.title": "T"}),
    "quotes of a word processor": ("<item><title>T</title><enclosure url=“https://a.example/a.mp3” type='audio/mpeg'/></item>", {"1.title": "T"}),
    "bad utf-8": (b"<item><title>Caf\xe9 x</title></item>", {"1.title has": ["Caf"]}),
    "cut character": (b"<item><title>A\xe2\x82 B</title></item>", {"1.title has": ["A", "B"]}),
    "surrogates in utf-8": (b"<item><title>A\xed\xa0\x80B</title></item>", {"1.title has": ["A", "B"]}),
    "html whole in a description": ("<item><title>T</title><description><html><head><title>H</title><link href='x'/></head><body><p>B</p></body></html></description></item>", {"1.title": "T", "1.url": None}),
    "script naked": ("<item><title>T</title><description>a<script>if (a < b && c) { x('</p>') }</script>b</description><link>https://a.example/2</link></item>", {"1.title": "T", "1.url": "https://a.example/2"}),
    "table naked and unclosed": ("<item><title>T</title><description><table><tr><td>A<td>B</table></description><link>https://a.example/2</link></item>", {"1.summary": "A B", "1.url": "https://a.example/2"}),
    "image naked and unclosed": ("<item><title>T</title><description><img src='https://a.example/p.png'>D</description><link>https://a.example/2</link></item>", {"1.summary": "D", "1.summary_html has": ["p.png"], "1.url": "https://a.example/2"}),
}
WELLFORMED = {"html whole in a description", "unknown reference"}
for what, (middle, wanted) in MIDDLE.items():
    document = (H + ONE).encode() + (middle if isinstance(middle, bytes) else middle.encode()) + (THREE + F).encode()
    both = dict(BOTH)
    if what in ("html whole in a description", "wrong case of a name", "processing instruction xml within", "stray cdata"):
        del both["feed.wellformed"]
    if what in ("php warning", "cdata not closed before the end tag", "cdata in lower case"):
        del both["feed.wellformed"]
    if what == "cdata not closed before the end tag":  # it goes on to whatever ends it
        both = {}
    ROWS.append((f"between items: {what}", document, {**both, **wanted}))
ATOM_MIDDLE = {
    "bare ampersand": ('<entry><id>x:2</id><title>A & B</title><link href="https://a.example/?a=1&b=2"/></entry>', {"1.title": "A & B", "1.url": "https://a.example/?a=1&b=2"}),
    "unclosed tag in html": ('<entry><id>x:2</id><title>T</title><content type="html"><p>A <b>b</p></content><link href="https://a.example/2"/></entry>', {"1.url": "https://a.example/2", "1.body": "A b"}),
    "unclosed break in xhtml": ('<entry><id>x:2</id><title>T</title><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">A<br>B</div></content><link href="https://a.example/2"/></entry>', {"1.url": "https://a.example/2", "1.body has": ["A", "B"]}),
    "undeclared prefix in xhtml": ('<entry><id>x:2</id><title>T</title><content type="xhtml"><xhtml:div><xhtml:p>A</xhtml:p></xhtml:div></content></entry>', {"1.body": "A"}),
    "unclosed content of xhtml": ('<entry><id>x:2</id><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">A</div><title>T</title><link href="https://a.example/2"/></entry>', {"1.title": "T", "1.url": "https://a.example/2", "1.body": "A"}),
    "unclosed entry": ('<entry><id>x:2</id><title>T</title>', {"1.title": "T"}),
    "html of no type": ('<entry><id>x:2</id><title>T</title><summary><p>A <b>b</b></p></summary></entry>', {"1.title": "T", "1.summary has": ["A"]}),
}
for what, (middle, wanted) in ATOM_MIDDLE.items():
    both = dict(BOTH)
    if what == "html of no type":
        del both["feed.wellformed"]
    ROWS.append((f"between entries: {what}", AH + A1 + middle + A3 + AF, {**both, **wanted}))
WHOLE = {"count": 2, "0.title": "One", "1.title": "Three", "feed.title": "F"}
DOC = H + ONE + THREE + F
for what, document in {
    "white space before": "\n\r\n  " + DOC, "mark and white space": "\ufeff \n" + DOC, "two marks": "\ufeff\ufeff" + DOC, "php warning before": "<br />\n<b>Notice</b>: x in <b>y</b><br />\n" + DOC,
    "words before": "Deprecated: foo() in /x.php on line 3\n" + DOC, "comment before": "<!-- cached -->\n" + DOC, "two declarations": "<?xml version='1.0'?>\n" + DOC, "NULs before": "\0\0" + DOC,
}.items():
    ROWS.append((f"before: {what}", document, {**WHOLE}))
for what, document in {
    "words after": DOC + "\nGenerated in 0.1 s", "comment after": DOC + "<!-- cached -->", "script after": DOC + "<script>track()</script>", "second document": DOC + DOC,
    "html after": DOC + "<html><body><p>x</p></body></html>", "NULs after": DOC + "\0\0\0", "less than after": DOC + "<", "end tags after": DOC + "</rss></div>",
}.items():
    ROWS.append((f"after: {what}", document, {"0.title": "One", "1.title": "Three", "feed.title": "F", **({"count": 2} if what != "second document" else {})}))
for what, document in {
    "behind an item": H + ONE, "in a tag name": H + ONE + "<ite", "in an end tag": H + ONE[:-4], "behind the channel": H + ONE + "</channel>", "in the white space": H + ONE + "\n ",
    "in an attribute": H + ONE + "<item><enclosure url='htt", "in a comment": H + ONE + "<!-- abc",
}.items():
    ROWS.append((f"cut: {what}", document, {"0.title": "One", "0.url": "https://a.example/1", "count": 1, "feed.title": "F", "feed.wellformed": False}))
ROWS += [
    ("cut: in cdata of an item with a title", H + ONE + "<item><title>Two</title><description><![CDATA[half a te", {"count": 2, "0.title": "One", "1.title": "Two", "1.summary": "half a te"}),
    ("cut: in a description", H + ONE + "<item><title>Two</title><description>half &lt;b&gt;a te", {"count": 2, "1.title": "Two", "1.summary": "half a te"}),
    ("cut: in a description of nothing else", H + ONE + "<item><description>half a te", {"count": 1, "0.title": "One"}),
    ("cut: in the title", H + ONE + "<item><link>https://a.example/2</link><title>Tw", {"count": 2, "1.url": "https://a.example/2"}),
    ("cut: in a reference", H + ONE + "<item><title>Two &am", {"count": 2, "1.title has": ["Two"]}),
    ("cut: atom in content", AH + A1 + '<entry><id>x:2</id><title>Two</title><content type="html">&lt;p&gt;half', {"count": 2, "1.title": "Two", "1.body": "half"}),
    ("cut: atom in xhtml", AH + A1 + '<entry><id>x:2</id><title>Two</title><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>half', {"count": 2, "1.title": "Two", "1.body": "half"}),
    ("cut: atom in an entry of nothing", AH + A1 + "<entry><id>x:", {"count": 1}),
    ("cut: json", '{"version":"https://jsonfeed.org/version/1","title":"F","items":[{"id":"1","title":"One"},{"id":"2","title":"Tw', {"0.title": "One"}),
    ("cut: the declaration", "<?xml version='1.0'", {"count": 0}),
    ("empty", "", {"count": 0}),
    ("white space", " \n ", {"count": 0}),
    ("html page", "<!DOCTYPE html><html><head><title>Login</title></head><body><form></form></body></html>", {"count": 0}),
    ("other xml", "<opml version='2.0'><head><title>x</title></head><body><outline text='y'/></body></opml>", {"count": 0}),
    ("words", "Service unavailable", {"count": 0}),
    ("json that is no feed", '{"error":"not found"}', {"count": 0}),
    ("deep nesting in a body", H + f"<item><title>T</title><description>{'&lt;div&gt;' * 2000}x{'&lt;/div&gt;' * 2000}</description></item>" + ONE + F, {"0.title": "T", "1.title": "One"}),
    ("deep nesting of elements", H + ONE + f"<item><title>T</title>{'<q>' * 5000}x{'</q>' * 5000}</item>" + F, {"0.title": "One"}),
    ("a long attribute", H + f"<item><title>T</title><enclosure url='https://a.example/{'a' * 70000}' type='audio/mpeg'/></item>" + ONE + F, {"0.title": "T", "1.title": "One"}),
    ("a long title", H + f"<item><title>{'word ' * 20000}</title><link>https://a.example/2</link></item>" + ONE + F, {"0.url": "https://a.example/2", "1.title": "One"}),
    ("a thousand attributes", H + f"<item><title>T</title><q {' '.join(f'a{n}=' + chr(34) + '1' + chr(34) for n in range(1000))}/></item>" + ONE + F, {"0.title": "T", "1.title": "One"}),
]
