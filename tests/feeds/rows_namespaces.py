# SPDX-License-Identifier: MIT
"""Prefixes mean nothing, namespaces everything; and which of several elements counts."""
from make import atom, rss

T = "<title>t</title>"


def bare(attributes, item, root=""):
    return f'<rss version="2.0" {attributes} {root}><channel><title>C</title><item>{item}</item></channel></rss>'


DC = ["http://purl.org/dc/elements/1.1/", "http://purl.org/dc/elements/1.0/", "http://purl.org/dc/"]
MEDIA = ["http://search.yahoo.com/mrss/", "http://search.yahoo.com/mrss", "http://tools.search.yahoo.com/mrss/", "http://www.rssboard.org/media-rss"]
ITUNES = ["http://www.itunes.com/dtds/podcast-1.0.dtd", "http://www.itunes.com/DTDs/Podcast-1.0.dtd", "http://www.itunes.com/DTDs/PodCast-1.0.dtd", "http://example.com/DTDs/PodCast-1.0.dtd", "http://www.itunes.com/dtds/PODCAST-1.0.dtd"]
ROWS = []
for uri in DC:
    for p in ("dc", "q", "media"):
        ROWS.append((f"{uri} as {p}", bare(f'xmlns:{p}="{uri}"', f"{T}<{p}:creator>Ana Vega</{p}:creator><{p}:date>2026-03-05T10:00:00Z</{p}:date><{p}:subject>s</{p}:subject>"), {"0.authors": [{"name": "Ana Vega"}], "0.published_at": "2026-03-05T10:00:00Z", "0.keywords": ["s"]}))
for uri in MEDIA:
    for p in ("media", "m"):
        ROWS.append((f"{uri} as {p}", bare(f'xmlns:{p}="{uri}"', f'{T}<{p}:content url="http://e.example/a.jpg" medium="image"/><{p}:keywords>a, b</{p}:keywords>'), {"0.media.0.url": "http://e.example/a.jpg", "0.keywords": ["a", "b"]}))
for uri in ITUNES:
    for p in ("itunes", "i"):
        ROWS.append((f"{uri} as {p}", bare(f'xmlns:{p}="{uri}"', f"{T}<{p}:author>Ana Vega</{p}:author><{p}:summary>s</{p}:summary>"), {"0.authors": [{"name": "Ana Vega"}], "0.summary": "s"}))
for uri, element, path in [
        ("http://purl.org/rss/1.0/modules/content/", "<p:encoded>x</p:encoded>", "0.body"),
        ("http://purl.org/dc/terms/", "<p:issued>2026-03-05T10:00:00Z</p:issued>", "0.published_at"),
        ("http://www.w3.org/1999/xhtml", "<p:body>x</p:body>", "0.body"),
        ("http://rssnamespace.org/feedburner/ext/1.0", "<p:origLink>http://e.example/o</p:origLink>", "0.url"),
        ("http://wordpress.org/export/1.2/excerpt/", "<p:encoded>x</p:encoded>", "0.summary"),
        ("http://wordpress.org/export/1.0/excerpt/", "<p:encoded>x</p:encoded>", "0.summary"),
        ("http://www.w3.org/2005/Atom", "<p:summary>x</p:summary>", "0.summary"),
        ("http://unknown.example/", "<p:encoded>x</p:encoded>", None),
        ("http://unknown.example/", "<p:description>x</p:description>", None)]:
    value = {"0.published_at": "2026-03-05T10:00:00Z", "0.url": "http://e.example/o"}.get(path, "x")
    ROWS.append((f"{uri} prefix p {element[:12]}", bare(f'xmlns:p="{uri}"', T + element), {path: value} if path else {"0.body": None, "0.summary": None}))

for prefix, element, expected in [
        ("dc", "<dc:creator>Ana Vega</dc:creator>", {"0.authors": [{"name": "Ana Vega"}]}),
        ("media", '<media:content url="http://e.example/a.jpg"/>', {"0.media.0.url": "http://e.example/a.jpg"}),
        ("content", "<content:encoded>x</content:encoded>", {"0.body": "x"}),
        ("itunes", "<itunes:author>Ana Vega</itunes:author>", {"0.authors": [{"name": "Ana Vega"}]}),
        ("atom", '<atom:link href="http://e.example/a"/>', {"0.url": "http://e.example/a"}),
        ("dcterms", "<dcterms:issued>2026-03-05T10:00:00Z</dcterms:issued>", {"0.published_at": "2026-03-05T10:00:00Z"}),
        ("feedburner", "<feedburner:origLink>http://e.example/o</feedburner:origLink>", {"0.url": "http://e.example/o"}),
        ("xhtml", "<xhtml:body><p>x</p></xhtml:body>", {"0.body": "x"}),
        ("excerpt", "<excerpt:encoded>x</excerpt:encoded>", {"0.summary": "x"})]:
    ROWS.append((f"undeclared {prefix}", f'<rss version="2.0"><channel><item>{T}{element}</item></channel></rss>', {**expected, "feed.wellformed": False, "defects": ["undeclared_prefix"]}))

U = 'xmlns:u="http://u.example/"'
for element, path, mine in [("title", "0.title", "t"), ("link", "0.url", "http://e.example/1"), ("description", "0.summary", "d"), ("guid", "0.guid", "g"), ("author", "0.authors.0.name", "Ana Vega"), ("pubDate", "0.published_at", "2026-03-05T10:00:00Z")]:
    text = "Thu, 05 Mar 2026 10:00:00 GMT" if element == "pubDate" else mine
    other = "Thu, 05 Mar 2020 10:00:00 GMT" if element == "pubDate" else "http://u.example/other"
    extra = "" if element == "title" else T
    ROWS += [
        (f"foreign {element} after", bare(U, f"{extra}<{element}>{text}</{element}><u:{element}>{other}</u:{element}>"), {path: mine}),
        (f"foreign {element} before", bare(U, f"{extra}<u:{element}>{other}</u:{element}><{element}>{text}</{element}>"), {path: mine}),
        (f"foreign {element} alone", bare(U, f"<category>c</category><u:{element}>{other}</u:{element}>" + ("<link>http://e.example/9</link>" if element == "title" else T)), {path: None}),
    ]
PRECEDENCE = [
    ("core title before dc", "<dc:title>dc</dc:title><title>core</title>", "0.title", "core"),
    ("core title before media", "<media:title>m</media:title><title>core</title>", "0.title", "core"),
    ("core title before itunes", "<itunes:title>i</itunes:title><title>core</title>", "0.title", "core"),
    ("dc title before atom", "<atom:title>a</atom:title><dc:title>dc</dc:title>", "0.title", "dc"),
    ("atom title before media", "<media:title>m</media:title><atom:title>a</atom:title>", "0.title", "a"),
    ("media title before itunes", "<itunes:title>i</itunes:title><media:title>m</media:title>", "0.title", "m"),
    ("itunes title alone", "<itunes:title>i</itunes:title>", "0.title", "i"),
    ("title of a medium stays there", "<title>t</title><media:content url='http://e.example/a.jpg'><media:title>m</media:title></media:content>", "0.title", "t"),
    ("media title in content alone", "<link>http://e.example/1</link><media:content url='http://e.example/a.jpg'><media:title>m</media:title></media:content>", "0.title", None),
    ("media title in group alone", "<link>http://e.example/1</link><media:group><media:content url='http://e.example/a.jpg'/><media:title>m</media:title></media:group>", "0.title", None),
    ("origLink", "<title>t</title><link>http://e.example/f</link><feedburner:origLink>http://e.example/o</feedburner:origLink>", "0.url", "http://e.example/o"),
    ("origLink first", "<title>t</title><feedburner:origLink>http://e.example/o</feedburner:origLink><link>http://e.example/f</link>", "0.url", "http://e.example/o"),
    ("origEnclosureLink", "<title>t</title><enclosure url='http://e.example/f.mp3'/><feedburner:origEnclosureLink>http://e.example/o.mp3</feedburner:origEnclosureLink>", "0.media.0.url", "http://e.example/o.mp3"),
    ("description before dc", "<title>t</title><dc:description>dc</dc:description><description>core</description>", "0.summary", "core"),
    ("description before itunes", "<title>t</title><itunes:summary>i</itunes:summary><description>core</description>", "0.summary", "core"),
    ("description before media", "<title>t</title><media:description>m</media:description><description>core</description>", "0.summary", "core"),
    ("excerpt before dc", "<title>t</title><dc:description>dc</dc:description><excerpt:encoded>e</excerpt:encoded>", "0.summary", "e"),
    ("dc before itunes", "<title>t</title><itunes:summary>i</itunes:summary><dc:description>dc</dc:description>", "0.summary", "dc"),
    ("itunes before media", "<title>t</title><media:description>m</media:description><itunes:summary>i</itunes:summary>", "0.summary", "i"),
    ("media before subtitle", "<title>t</title><itunes:subtitle>s</itunes:subtitle><media:description>m</media:description>", "0.summary", "m"),
    ("subtitle alone", "<title>t</title><itunes:subtitle>s</itunes:subtitle>", "0.summary", "s"),
    ("blank description gives way", "<title>t</title><description> </description><dc:description>dc</dc:description>", "0.summary", "dc"),
    ("atom content in rss", "<title>t</title><description>d</description><atom:content type='html'>&lt;p&gt;c&lt;/p&gt;</atom:content>", "0.body", "c"),
    ("encoded before atom content", "<title>t</title><atom:content>c</atom:content><content:encoded>e</content:encoded>", "0.body", "e"),
    ("blank encoded gives way", "<title>t</title><content:encoded> </content:encoded><description>d</description>", "0.body", "d"),
    ("issued before dc date", "<title>t</title><dc:date>2026-03-01T00:00:00Z</dc:date><dcterms:issued>2026-03-02T00:00:00Z</dcterms:issued>", "0.published_at", "2026-03-02T00:00:00Z"),
    ("dc date before created", "<title>t</title><dcterms:created>2026-03-01T00:00:00Z</dcterms:created><dc:date>2026-03-02T00:00:00Z</dc:date>", "0.published_at", "2026-03-02T00:00:00Z"),
    ("pubDate before atom", "<title>t</title><atom:published>2026-03-01T00:00:00Z</atom:published><pubDate>Mon, 02 Mar 2026 00:00:00 GMT</pubDate>", "0.published_at", "2026-03-02T00:00:00Z"),
    ("atom updated before dcterms", "<title>t</title><dcterms:modified>2026-03-01T00:00:00Z</dcterms:modified><atom:updated>2026-03-02T00:00:00Z</atom:updated>", "0.updated_at", "2026-03-02T00:00:00Z"),
    ("creator before itunes", "<title>t</title><itunes:author>I A</itunes:author><dc:creator>Ana Vega</dc:creator>", "0.authors", [{"name": "Ana Vega"}]),
    ("author before itunes", "<title>t</title><itunes:author>I A</itunes:author><author>Ana Vega</author>", "0.authors", [{"name": "Ana Vega"}]),
    ("atom author first", "<title>t</title><dc:creator>D C</dc:creator><atom:author><atom:name>Ana Vega</atom:name></atom:author>", "0.authors", [{"name": "Ana Vega"}]),
    ("credit of an author", "<title>t</title><media:credit role='author'>Ana Vega</media:credit>", "0.authors", [{"name": "Ana Vega"}]),
    ("credit of a photographer", "<title>t</title><media:credit role='photographer'>Ana Vega</media:credit>", "0.authors", None),
    ("tags of all", "<title>t</title><category>a</category><dc:subject>b</dc:subject><itunes:keywords>c, d,,C</itunes:keywords><media:category>e</media:category><media:keywords>f, a</media:keywords>", "0.keywords", ["a", "b", "c", "d", "e", "f"]),
    ("itunes categories", "<title>t</title><itunes:category text='Arts'><itunes:category text='Books'/></itunes:category>", "0.keywords", ["Arts", "Books"]),
    ("comments before replies", "<title>t</title><atom:link rel='replies' href='http://e.example/r'/><comments>http://e.example/c</comments>", "0.comments_url", "http://e.example/c"),
]
ROWS += [(name, rss(item), {path: value}) for name, item, path, value in PRECEDENCE]
ROWS += [
    ("default namespace changes inside", '<rss version="2.0"><channel><item><title>t</title><content xmlns="http://www.w3.org/2005/Atom" type="html">x</content><link>http://e.example/1</link></item></channel></rss>', {"0.body": "x", "0.url": "http://e.example/1"}),
    ("prefix bound twice", '<rss version="2.0" xmlns:x="http://purl.org/dc/elements/1.1/"><channel><item><title>t</title><x:encoded xmlns:x="http://purl.org/rss/1.0/modules/content/">b</x:encoded><x:creator>Ana Vega</x:creator></item></channel></rss>', {"0.body": "b", "0.authors": [{"name": "Ana Vega"}]}),
    ("well-known prefix for something else", '<rss version="2.0" xmlns:dc="http://other.example/"><channel><item><title>t</title><dc:creator>No</dc:creator></item></channel></rss>', {"0.authors": None}),
    ("atom default, rss inside", atom('<title>t</title><title xmlns="">no</title>'), {"0.title": "t"}),
    ("svg title", atom('<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><svg xmlns="http://www.w3.org/2000/svg"><title>S</title></svg></div></content><title>t</title>'), {"0.title": "t"}),
]
