# SPDX-License-Identifier: MIT
"""Items that have one element and nothing else: each comes out with what it says."""
from make import atom, atom03, channel, rdf, rss

ELEMENTS = [
    ("<title>t</title>", "0.title", "t"), ("<link>http://e.example/1</link>", "0.url", "http://e.example/1"), ("<description>d</description>", "0.summary", "d"),
    ("<guid>g</guid>", "0.guid", "g"), ("<guid>http://e.example/g</guid>", "0.url", "http://e.example/g"), ("<author>Ana Vega</author>", "0.authors.0.name", "Ana Vega"),
    ("<category>c</category>", "0.keywords", ["c"]), ("<comments>http://e.example/c</comments>", "0.comments_url", "http://e.example/c"),
    ("<enclosure url='http://e.example/a.mp3'/>", "0.media.0.url", "http://e.example/a.mp3"), ("<pubDate>Thu, 05 Mar 2026 10:00:00 GMT</pubDate>", "0.published_at", "2026-03-05T10:00:00Z"),
    ("<source url='http://o.example/f'>o</source>", "0.origin.title", "o"), ("<expirationDate>Thu, 05 Mar 2026 10:00:00 GMT</expirationDate>", "0.expires_at", "2026-03-05T10:00:00Z"),
    ("<dc:creator>Ana Vega</dc:creator>", "0.authors.0.name", "Ana Vega"), ("<dc:subject>c</dc:subject>", "0.keywords", ["c"]), ("<dc:date>2026-03-05T10:00:00Z</dc:date>", "0.published_at", "2026-03-05T10:00:00Z"),
    ("<dc:description>d</dc:description>", "0.summary", "d"), ("<dc:title>t</dc:title>", "0.title", "t"), ("<dc:rights>r</dc:rights>", "0.copyright", "r"), ("<dc:language>fr</dc:language>", "0.language", "fr"),
    ("<dcterms:issued>2026-03-05T10:00:00Z</dcterms:issued>", "0.published_at", "2026-03-05T10:00:00Z"), ("<dcterms:modified>2026-03-05T10:00:00Z</dcterms:modified>", "0.updated_at", "2026-03-05T10:00:00Z"),
    ("<dcterms:created>2026-03-05T10:00:00Z</dcterms:created>", "0.published_at", "2026-03-05T10:00:00Z"), ("<dc:author>Ana Vega</dc:author>", "0.authors.0.name", "Ana Vega"),
    ("<content:encoded>b</content:encoded>", "0.body", "b"), ("<xhtml:body>b</xhtml:body>", "0.body", "b"), ("<fullitem>b</fullitem>", "0.body", "b"), ("<itunes:author>Ana Vega</itunes:author>", "0.authors.0.name", "Ana Vega"),
    ("<itunes:summary>d</itunes:summary>", "0.summary", "d"), ("<itunes:subtitle>d</itunes:subtitle>", "0.summary", "d"), ("<itunes:keywords>a, b</itunes:keywords>", "0.keywords", ["a", "b"]),
    ("<itunes:image href='http://e.example/i.png'/>", "0.media.0.url", "http://e.example/i.png"), ("<media:content url='http://e.example/i.png'/>", "0.media.0.url", "http://e.example/i.png"),
    ("<media:thumbnail url='http://e.example/i.png'/>", "0.media.0.url", "http://e.example/i.png"), ("<media:title>t</media:title>", "0.title", "t"), ("<media:keywords>a</media:keywords>", "0.keywords", ["a"]),
    ("<feedburner:origLink>http://e.example/o</feedburner:origLink>", "0.url", "http://e.example/o"), ("<atom:link href='http://e.example/o'/>", "0.url", "http://e.example/o"),
    ("<atom:id>tag:1</atom:id>", "0.guid", "tag:1"), ("<atom:summary>s</atom:summary>", "0.summary", "s"), ("<dc:identifier>i</dc:identifier>", "0.guid", "i"),
]
OF_ATOM = [
    ("<title>t</title>", "0.title", "t"), ("<id>tag:1</id>", "0.guid", "tag:1"), ("<link href='http://e.example/1'/>", "0.url", "http://e.example/1"), ("<summary>d</summary>", "0.summary", "d"), ("<content>b</content>", "0.body", "b"),
    ("<author><name>Ana Vega</name></author>", "0.authors.0.name", "Ana Vega"), ("<author><email>a@e.example</email></author>", "0.authors.0.email", "a@e.example"), ("<author><uri>http://e.example/a</uri></author>", "0.authors.0.url", "http://e.example/a"),
    ("<category term='c'/>", "0.keywords", ["c"]), ("<published>2026-03-05T10:00:00Z</published>", "0.published_at", "2026-03-05T10:00:00Z"), ("<updated>2026-03-05T10:00:00Z</updated>", "0.updated_at", "2026-03-05T10:00:00Z"),
    ("<issued>2026-03-05T10:00:00Z</issued>", "0.published_at", "2026-03-05T10:00:00Z"), ("<modified>2026-03-05T10:00:00Z</modified>", "0.updated_at", "2026-03-05T10:00:00Z"), ("<created>2026-03-05T10:00:00Z</created>", "0.published_at", "2026-03-05T10:00:00Z"),
    ("<rights>r</rights>", "0.copyright", "r"), ("<source><title>o</title></source>", "0.origin.title", "o"), ("<link rel='enclosure' href='http://e.example/a.mp3'/>", "0.media.0.url", "http://e.example/a.mp3"), ("<link rel='replies' href='http://e.example/c'/>", "0.comments_url", "http://e.example/c"),
]
PEOPLE = [("<managingEditor>me@e.example (Ana Vega)</managingEditor>", "Ana Vega", "me@e.example"), ("<dc:creator>me@e.example (Ana Vega)</dc:creator>", "Ana Vega", "me@e.example"), ("<itunes:author>Ana Vega</itunes:author>", "Ana Vega", None), ("<dc:author>Ana Vega</dc:author>", "Ana Vega", None)]
ROWS = [(f"rss {element}", rss(element), {path: value, "count": 1}) for element, path, value in ELEMENTS]
ROWS += [(f"rdf {element}", rdf(element), {path: value, "count": 1}) for element, path, value in ELEMENTS if element.startswith(("<dc:", "<title", "<link", "<description")) and "identifier" not in element]
ROWS += [(f"atom10 {element}", atom(element), {path: value, "count": 1}) for element, path, value in OF_ATOM]
ROWS += [(f"atom03 {element}", atom03(element), {path: value, "count": 1}) for element, path, value in OF_ATOM if not element.startswith(("<published", "<updated", "<rights", "<source"))]
ROWS += [(f"feed {element}", channel(element), {"feed.authors.0.name": name, "feed.authors.0.email": mail, "count": 0}) for element, name, mail in PEOPLE]
ROWS += [
    ("feed author of atom", atom("<title>t</title>", feed="<author><name>Ana Vega</name><email>a@e.example</email><uri>/ana</uri></author>"), {"feed.authors": [{"name": "Ana Vega", "email": "a@e.example", "url": "https://host.example/ana"}]}),
    ("feed author uri with base", atom("<title>t</title>", feed="<author><name>Ana Vega</name><uri>ana</uri></author>", attributes="xml:base='http://b.example/x/'"), {"feed.authors.0.url": "http://b.example/x/ana"}),
    ("nothing", rss(""), {"count": 0}),
    ("nothing but blanks", rss("<title> </title><link/>"), {"count": 0}),
]
