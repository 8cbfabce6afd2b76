# SPDX-License-Identifier: MIT
"""Written before it was run: what relative addresses stand against, for each attribute, level and dialect."""
from make import atom, atom03, channel, rdf, rss

ROWS = []
# Addresses in HTML: the attribute as written, and as it must come out.
ATTRIBUTES = {
    "a href": ('<a href="x/y.html">t</a>', 'href="{}x/y.html"'),
    "img src": ('<img src="p.png" alt="t">', 'src="{}p.png"'),
    "img srcset": ('<img src="p.png" srcset="p.png 1x, p2.png 2x">', 'srcset="{0}p.png 1x, {0}p2.png 2x"'),
    "blockquote cite": ('<blockquote cite="q">t</blockquote>', 'cite="{}q"'),
    "q cite": ('<q cite="q">t</q>', 'cite="{}q"'),
    "ins cite": ('<ins cite="why">t</ins>', 'cite="{}why"'),
    "del cite": ('<del cite="why">t</del>', 'cite="{}why"'),
    "video src": ('<video src="v.mp4" controls>t</video>', 'src="{}v.mp4"'),
    "video poster": ('<video src="v.mp4" poster="v.jpg">t</video>', 'poster="{}v.jpg"'),
    "audio src": ('<audio src="a.mp3">t</audio>', 'src="{}a.mp3"'),
    "source src": ('<video><source src="v.webm" type="video/webm"></video>', 'src="{}v.webm"'),
    "source srcset": ('<picture><source srcset="w.webp 480w, x.webp 960w"><img src="p.png"></picture>', 'srcset="{0}w.webp 480w, {0}x.webp 960w"'),
    "track src": ('<video src="v.mp4"><track src="t.vtt"></video>', 'src="{}t.vtt"'),
    "a href with dots": ('<a href="../z">t</a>', 'href="https://b.example/z"'),
    "a href from the root": ('<a href="/z">t</a>', 'href="https://b.example/z"'),
    "a href of the scheme": ('<a href="//c.example/z">t</a>', 'href="https://c.example/z"'),
    "a href of a query": ('<a href="?a=1&amp;copy=2">t</a>', 'href="{}?a=1&amp;copy=2"'),
    "a href absolute": ('<a href="http://d.example/z">t</a>', 'href="http://d.example/z"'),
    "a href with blanks": ('<a href=" x/y.html\n">t</a>', 'href="{}x/y.html"'),
    "mail": ('<a href="mailto:desk@a.example">t</a>', 'href="mailto:desk@a.example"'),
}


def escaped(html):
    return html.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


for what, (html, expected) in ATTRIBUTES.items():
    at_base, at_host = expected.format("https://b.example/d/"), expected.format("https://host.example/").replace("b.example", "host.example")
    base = 'xml:base="https://b.example/d/"'
    at_feed = at_host.replace("/?", "/feed.xml?"), at_base.replace("/?", "/f.xml?")  # a query keeps the name of the file
    ROWS += [
        (f"atom content, {what}", atom(f'<id>x:1</id><title>T</title><content type="html" {base}>{escaped(html)}</content>'), {"0.body_html has": [at_base]}),
        (f"atom summary, base of the entry, {what}", f'<feed xmlns="http://www.w3.org/2005/Atom"><entry {base}><id>x:1</id><title>T</title>'
         f'<summary type="html">{escaped(html)}</summary></entry></feed>', {"0.summary_html has": [at_base]}),
        (f"rss description, base of rss, {what}", rss(f"<title>T</title><description>{escaped(html)}</description>", "", f'version="2.0" {base}'), {"0.summary_html has": [at_base]}),
        (f"rss content, {what}", rss(f"<title>T</title><content:encoded><![CDATA[{html}]]></content:encoded>"), {"0.body_html has": [at_feed[0]]}),
        (f"rss content, Content-Location, {what}", rss(f"<title>T</title><content:encoded><![CDATA[{html}]]></content:encoded>"), {"0.body_html has": [at_feed[1]]},
         {"headers": {"Content-Location": "https://b.example/d/f.xml"}}),
    ]
B1, B2 = 'xml:base="https://b.example/one/"', 'xml:base="two/"'
ROWS += [
    ("feed, entry and content resolve in turn", f'<feed xmlns="http://www.w3.org/2005/Atom" {B1}><entry {B2}><id>x:1</id><title>T</title><content type="html" xml:base="three/">'
     '&lt;a href="p"&gt;t&lt;/a&gt;</content></entry></feed>', {"0.body_html": '<a href="https://b.example/one/two/three/p">t</a>'}),
    ("link of an entry under its base", f'<feed xmlns="http://www.w3.org/2005/Atom" {B1}><entry {B2}><id>x:1</id><title>T</title><link href="p"/></entry></feed>',
     {"0.url": "https://b.example/one/two/p"}),
    ("link with a base of its own", f'<feed xmlns="http://www.w3.org/2005/Atom" {B1}><entry><id>x:1</id><title>T</title><link xml:base="/three/" href="p"/></entry></feed>',
     {"0.url": "https://b.example/three/p"}),
    ("link without base", atom('<id>x:1</id><title>T</title><link href="p/q"/>'), {"0.url": "https://host.example/p/q"}),
    ("siblings inherit nothing", atom(f'<id>x:1</id><title>T</title><summary type="html" {B1}>s</summary><content type="html">&lt;a href="p"&gt;t&lt;/a&gt;</content>'),
     {"0.body_html": '<a href="https://host.example/p">t</a>'}),
    ("entries inherit nothing of each other", f'<feed xmlns="http://www.w3.org/2005/Atom"><entry {B1}><id>x:1</id><title>T</title><link href="p"/></entry><entry><id>x:2</id><title>U</title><link href="p"/></entry></feed>',
     {"0.url": "https://b.example/one/p", "1.url": "https://host.example/p"}),
    ("id is not resolved", f'<feed xmlns="http://www.w3.org/2005/Atom" {B1}><entry><id>p</id><title>T</title><link href="q"/></entry></feed>', {"0.guid": "p", "0.url": "https://b.example/one/q"}),
    ("base from the root", '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="/d/"><entry><id>x:1</id><title>T</title><link href="p"/></entry></feed>', {"0.url": "https://host.example/d/p"}),
    ("base of another scheme is ignored", '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="file:///d/"><entry><id>x:1</id><title>T</title><link href="p"/></entry></feed>', {"0.url": "https://host.example/p"}),
    ("base of javascript is ignored", '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="javascript:d/"><entry><id>x:1</id><title>T</title><link href="p"/></entry></feed>', {"0.url": "https://host.example/p"}),
    ("base with three slashes", '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="http:///b.example/d/"><entry><id>x:1</id><title>T</title><link href="p"/></entry></feed>', {"0.url": "http://b.example/d/p"}),
    ("empty base", '<feed xmlns="http://www.w3.org/2005/Atom" xml:base=""><entry><id>x:1</id><title>T</title><link href="p"/></entry></feed>', {"0.url": "https://host.example/p"}),
    ("base with a file name", '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://b.example/d/feed.atom"><entry><id>x:1</id><title>T</title><link href="p"/></entry></feed>', {"0.url": "https://b.example/d/p"}),
    ("base without a slash", '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://b.example"><entry><id>x:1</id><title>T</title><link href="p"/></entry></feed>', {"0.url": "https://b.example/p"}),
    ("base on the div of xhtml", atom('<id>x:1</id><title>T</title><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml" xml:base="https://b.example/d/"><a href="p">t</a></div></content>'),
     {"0.body_html": '<a href="https://b.example/d/p">t</a>'}),
    ("base within xhtml", atom(f'<id>x:1</id><title>T</title><content type="xhtml" {B1}><div xmlns="http://www.w3.org/1999/xhtml"><p xml:base="in/"><a href="p">t</a></p><a href="p">u</a></div></content>'),
     {"0.body_html": '<p><a href="https://b.example/one/in/p">t</a></p><a href="https://b.example/one/p">u</a>'}),
    ("base of the feed's title", f'<feed xmlns="http://www.w3.org/2005/Atom" {B1}><link href="."/><link rel="self" href="feed.atom"/><entry><id>x:1</id><title>T</title></entry></feed>',
     {"feed.url": "https://b.example/one/", "feed.self_url": "https://b.example/one/feed.atom"}),
    ("icon and logo", f'<feed xmlns="http://www.w3.org/2005/Atom" {B1}><logo>logo.png</logo><entry><id>x:1</id><title>T</title></entry></feed>', {"feed.image": "https://b.example/one/logo.png"}),
    ("enclosure in atom", f'<feed xmlns="http://www.w3.org/2005/Atom" {B1}><entry><id>x:1</id><title>T</title><link rel="enclosure" href="a.mp3" type="audio/mpeg" length="12"/></entry></feed>',
     {"0.media.0.url": "https://b.example/one/a.mp3", "0.media.0.bytes": 12}),
    ("enclosure in rss", rss('<title>T</title><enclosure url="a.mp3" type="audio/mpeg" length="12"/>'), {"0.media.0.url": "https://host.example/a.mp3"}),
    ("comments in rss", rss("<title>T</title><comments> talk#c </comments>"), {"0.comments_url": "https://host.example/talk#c"}),
    ("replies in atom", f'<feed xmlns="http://www.w3.org/2005/Atom" {B1}><entry><id>x:1</id><title>T</title><link rel="replies" href="talk"/></entry></feed>', {"0.comments_url": "https://b.example/one/talk"}),
    ("uri of an author", f'<feed xmlns="http://www.w3.org/2005/Atom" {B1}><entry><id>x:1</id><title>T</title><author><name>N</name><uri>~n</uri></author></entry></feed>', {"0.authors.0.url": "https://b.example/one/~n"}),
    ("uri with a base of its own", '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>x:1</id><title>T</title><author><name>N</name><uri xml:base="https://b.example/">~n</uri></author></entry></feed>', {"0.authors.0.url": "https://b.example/~n"}),
    ("url of an author, 0.3", '<feed version="0.3" xmlns="http://purl.org/atom/ns#"><entry xml:base="https://b.example/"><id>x:1</id><title>T</title><author><name>N</name><url>~n</url></author></entry></feed>', {"0.authors.0.url": "https://b.example/~n"}),
    ("content@src", f'<feed xmlns="http://www.w3.org/2005/Atom" {B1}><entry><id>x:1</id><title>T</title><content src="v.mp4" type="video/mp4"/></entry></feed>',
     {"0.media.0.url": "https://b.example/one/v.mp4", "0.media.0.media_type": "video/mp4", "0.url": "https://b.example/one/v.mp4"}),
    ("media:content", rss('<title>T</title><media:content url="p.jpg" type="image/jpeg"/>', "", 'version="2.0" xml:base="https://b.example/d/"'), {"0.media.0.url": "https://b.example/d/p.jpg"}),
    ("media:thumbnail", rss('<title>T</title><media:thumbnail url="/p.jpg"/>'), {"0.media.0.url": "https://host.example/p.jpg"}),
    ("itunes:image", rss('<title>T</title><itunes:image href="p.jpg"/>'), {"0.media.0.url": "https://host.example/p.jpg"}),
    ("link in rss, relative", rss("<title>T</title><link>/news/1</link>"), {"0.url": "https://host.example/news/1"}),
    ("link in rss is not against the channel's", rss("<title>T</title><link>1</link>", "<link>https://site.example/news/</link>"), {"0.url": "https://host.example/1", "feed.url": "https://site.example/news/"}),
    ("body in rss is not against the channel's", rss("<title>T</title><description>&lt;a href='1'&gt;t&lt;/a&gt;</description>", "<link>https://site.example/news/</link>"),
     {"0.summary_html": '<a href="https://host.example/1">t</a>'}),
    ("link over lines", rss("<title>T</title><link>\n   https://a.example/news/\n   1.html\n </link>"), {"0.url has": ["https://a.example/news/"]}),
    ("link with a tab", rss("<title>T</title><link>https://a.example/ne\tws\n/1</link>"), {"0.url": "https://a.example/news/1"}),
    ("link in cdata", rss("<title>T</title><link><![CDATA[https://a.example/?a=1&b=2]]></link>"), {"0.url": "https://a.example/?a=1&b=2"}),
    ("link with a reference", rss("<title>T</title><link>https://a.example/?a=1&amp;copy=2</link>"), {"0.url": "https://a.example/?a=1&copy=2"}),
    ("link of the scheme", rss("<title>T</title><link>//a.example/1</link>"), {"0.url": "https://a.example/1"}),
    ("link with a host of another script", rss("<title>T</title><link>http://gäste.example/ü</link>"), {"0.canonical_url": "http://xn--gste-loa.example/%C3%BC"}),
    ("guid against nothing", rss("<title>T</title><guid>/news/1</guid>"), {"0.guid": "/news/1", "0.url": None}),
    ("rdf under a base", '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xml:base="https://b.example/d/"><channel rdf:about="x"><link>.</link></channel><item rdf:about="1"><title>T</title><link>1.html</link></item></rdf:RDF>',
     {"0.url": "https://b.example/d/1.html", "0.guid": "1", "feed.url": "https://b.example/d/"}),
    ("base of an item in rss", '<rss version="2.0"><channel><item xml:base="https://b.example/i/"><title>T</title><link>1</link><description>&lt;img src="p.png"&gt;</description></item><item><title>U</title><link>1</link></item></channel></rss>',
     {"0.url": "https://b.example/i/1", "0.summary_html has": ["https://b.example/i/p.png"], "1.url": "https://host.example/1"}),
    ("base of a description in rss", rss('<title>T</title><link>1</link><description xml:base="https://b.example/i/">&lt;img src="p.png"&gt;</description>'),
     {"0.url": "https://host.example/1", "0.summary_html has": ["https://b.example/i/p.png"]}),
    ("Content-Location", atom('<id>x:1</id><title>T</title><link href="p"/>'), {"0.url": "https://b.example/d/p"}, {"headers": {"Content-Location": "https://b.example/d/feed"}}),
    ("Content-Location is relative", atom('<id>x:1</id><title>T</title><link href="p"/>'), {"0.url": "https://host.example/d/p"}, {"headers": {"content-location": "/d/feed"}}),
    ("xml:base against Content-Location", '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="in/"><entry><id>x:1</id><title>T</title><link href="p"/></entry></feed>',
     {"0.url": "https://b.example/d/in/p"}, {"headers": {"Content-Location": "https://b.example/d/"}}),
    ("Content-Location of another scheme", atom('<id>x:1</id><title>T</title><link href="p"/>'), {"0.url": "https://host.example/p"}, {"headers": {"Content-Location": "mailto:x"}}),
    ("fragment in a body goes to the article", rss("<title>T</title><link>https://a.example/1</link><content:encoded>&lt;a href='#note'&gt;t&lt;/a&gt;</content:encoded>"),
     {"0.body_html": '<a href="https://a.example/1#note">t</a>'}),
    ("fragment in an atom body", atom('<id>x:1</id><title>T</title><link href="https://a.example/1"/><content type="html">&lt;a href="#n"&gt;t&lt;/a&gt;</content>'),
     {"0.body_html": '<a href="https://a.example/1#n">t</a>'}),
    ("fragment in a body before the link", atom('<id>x:1</id><title>T</title><content type="html">&lt;a href="#n"&gt;t&lt;/a&gt;</content><link href="https://a.example/1"/>'),
     {"0.body_html": '<a href="https://a.example/1#n">t</a>'}),
    ("json relative to feed_url", '{"version":"https://jsonfeed.org/version/1","title":"F","feed_url":"https://b.example/d/f.json","items":[{"id":"1","url":"p","content_html":"<img src=\\"q.png\\">","image":"i.png","attachments":[{"url":"a.mp3","mime_type":"audio/mpeg"}]}]}',
     {"0.url": "https://b.example/d/p", "0.body_html has": ["https://b.example/d/q.png"]}),
    ("json relative to the document", '{"version":"https://jsonfeed.org/version/1","title":"F","items":[{"id":"1","url":"p","external_url":"q"}]}', {"0.url": "https://host.example/p"}),
]
