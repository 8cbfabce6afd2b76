# SPDX-License-Identifier: MIT
"""Text constructs of Atom: each element that is one, in each type and mode."""
import base64

from make import atom, atom03

T = "<title>t</title>"
B64 = base64.b64encode(b"Harbour <i>news</i>").decode()
B64_LINES = B64[:10] + "\n" + B64[10:]
MARKUP = "Harbour <i>news</i>"
ESCAPED = "Harbour &lt;i&gt;news&lt;/i&gt;"
PLAIN = "Harbour news"

# type and mode, what stands in the element, what it means as plain text
TEN = [
    ("none", "", "Harbour news", PLAIN),
    ("text", 'type="text"', "Harbour news", PLAIN),
    ("text brackets", 'type="text"', "History of the &lt;blink&gt; tag", "History of the <blink> tag"),
    ("none brackets", "", "1 &lt; 2 &amp;amp; 3", "1 < 2 &amp; 3"),
    ("html escaped", 'type="html"', ESCAPED, PLAIN),
    ("html cdata", 'type="html"', f"<![CDATA[{MARKUP}]]>", PLAIN),
    ("html twice", 'type="html"', "a &amp;lt; b", "a < b"),
    ("html reference", 'type="html"', "caf&amp;eacute; &amp;#8212; x", "café — x"),
    ("xhtml", 'type="xhtml"', f'<div xmlns="http://www.w3.org/1999/xhtml">{MARKUP}</div>', PLAIN),
    ("xhtml prefixed", 'type="xhtml"', '<h:div xmlns:h="http://www.w3.org/1999/xhtml">Harbour <h:i>news</h:i></h:div>', PLAIN),
    ("xhtml lt", 'type="xhtml"', '<div xmlns="http://www.w3.org/1999/xhtml">1 &lt; 2 &amp;amp; <b>3</b></div>', "1 < 2 &amp; 3"),
    ("html spaces", 'type="html"', f"\n   {ESCAPED}\n  ", PLAIN),
    ("HTML in capitals", 'type="HTML"', ESCAPED, PLAIN),
]
THREE = [
    ("none", "", "Harbour news", PLAIN),
    ("text/plain", 'type="text/plain"', "Harbour news", PLAIN),
    ("text/plain escaped", 'type="text/plain" mode="escaped"', "Harbour news", PLAIN),
    ("text/html escaped", 'type="text/html" mode="escaped"', ESCAPED, PLAIN),
    ("text/html cdata", 'type="text/html" mode="escaped"', f"<![CDATA[{MARKUP}]]>", PLAIN),
    ("text/html base64", 'type="text/html" mode="base64"', B64, PLAIN),
    ("text/html base64 lines", 'type="text/html" mode="base64"', f"\n{B64_LINES}\n", PLAIN),
    ("text/html xml", 'type="text/html" mode="xml"', MARKUP, PLAIN),
    ("xhtml naked", 'type="application/xhtml+xml"', MARKUP, PLAIN),
    ("xhtml div", 'type="application/xhtml+xml"', f'<div xmlns="http://www.w3.org/1999/xhtml">{MARKUP}</div>', PLAIN),
    ("xhtml mode xml", 'type="application/xhtml+xml" mode="xml"', f'<div xmlns="http://www.w3.org/1999/xhtml">{MARKUP}</div>', PLAIN),
    ("xhtml escaped", 'type="application/xhtml+xml" mode="escaped"', ESCAPED, PLAIN),
    ("plain that holds tags", 'type="text/plain" mode="escaped"', "&lt;p&gt;Harbour &lt;b&gt;news&lt;/b&gt;&lt;/p&gt;", PLAIN),
]
ENTRY = [("title", "0.title"), ("summary", "0.summary"), ("content", "0.body")]
FEED10 = [("title", "feed.title"), ("subtitle", "feed.summary"), ("rights", "feed.copyright")]
FEED03 = [("title", "feed.title"), ("tagline", "feed.summary"), ("copyright", "feed.copyright")]

ROWS = []
for what, attributes, inside, plain in TEN:
    for element, path in [*ENTRY, ("rights", "0.copyright")]:
        title = "" if element == "title" else T
        ROWS.append((f"atom10 entry {element} {what}", atom(f"{title}<{element} {attributes}>{inside}</{element}>"), {path: plain}))
    for element, path in FEED10:
        ROWS.append((f"atom10 feed {element} {what}", atom(T, feed=f"<{element} {attributes}>{inside}</{element}>"), {path: plain}))
for what, attributes, inside, plain in THREE:
    for element, path in ENTRY:
        title = "" if element == "title" else T
        ROWS.append((f"atom03 entry {element} {what}", atom03(f"{title}<{element} {attributes}>{inside}</{element}>"), {path: plain}))
    for element, path in FEED03:
        ROWS.append((f"atom03 feed {element} {what}", atom03(T, feed=f"<{element} {attributes}>{inside}</{element}>"), {path: plain}))

ROWS += [
    ("content base64 by type", atom(T + f'<content type="application/octet-stream">{B64}</content>'), {"0.body": PLAIN}),
    ("content text/plain", atom(T + '<content type="text/plain">a &lt;b&gt; c</content>'), {"0.body": "a <b> c"}),
    ("content text/html is html", atom(T + f'<content type="text/html">{ESCAPED}</content>'), {"0.body": PLAIN}),
    ("content application/xhtml+xml", atom(T + f'<content type="application/xhtml+xml"><div xmlns="http://www.w3.org/1999/xhtml">{MARKUP}</div></content>'), {"0.body": PLAIN}),
    ("content image/svg+xml", atom(T + '<content type="image/svg+xml"><svg xmlns="http://www.w3.org/2000/svg"><text>Quay</text></svg></content>'), {"0.body": "Quay"}),
    ("content application/xml", atom(T + '<content type="application/xml"><p>Quay</p></content>'), {"0.body": "Quay"}),
    ("content src", atom(T + '<content src="http://m.example/1.mp3" type="audio/mpeg"/>'), {"0.media.0.url": "http://m.example/1.mp3", "0.media.0.media_type": "audio/mpeg", "0.url": "http://m.example/1.mp3", "0.body": None}),
    ("content src beside link", atom(T + '<link href="http://m.example/p"/><content src="http://m.example/1.mp3" type="audio/mpeg"/>'), {"0.url": "http://m.example/p"}),
    ("content html keeps markup", atom(T + f'<content type="html">{ESCAPED}</content>'), {"0.body_html": MARKUP}),
    ("content xhtml keeps markup", atom(T + f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{MARKUP}</div></content>'), {"0.body_html": MARKUP}),
    ("two contents, first wins", atom(T + '<content>one</content><content>two</content>'), {"0.body": "one"}),
    ("content xhtml with several top elements in div", atom(T + '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>a</p><p>b</p></div></content>'), {"0.body": "a\n\nb", "0.body_html": "<p>a</p><p>b</p>"}),
    ("div inside div stays content", atom(T + '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><div>a</div><div>b</div></div></content>'), {"0.body_html": "<div>a</div><div>b</div>"}),
    ("xhtml without its div", atom(T + '<content type="xhtml"><p xmlns="http://www.w3.org/1999/xhtml">a</p></content>'), {"0.body": "a"}),
    ("xhtml entities kept", atom(T + '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">&lt;b&gt;</div></content>'), {"0.body": "<b>", "0.body_html": "&lt;b&gt;"}),
    ("xhtml br", atom(T + '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">a<br/>b</div></content>'), {"0.body_html has": ["a<br>b"]}),
    ("summary and content apart", atom(T + '<summary>s</summary><content>c</content>'), {"0.summary": "s", "0.body": "c", "0.extraction": "feed"}),
    ("summary alone", atom(T + '<summary>s</summary>'), {"0.summary": "s", "0.body": "s", "0.extraction": "summary"}),
    ("content alone makes no summary", atom(T + '<content>c</content>'), {"0.summary": None, "0.body": "c"}),
    ("empty title is none", atom('<title/><id>tag:x</id><link href="http://x.example/"/>'), {"0.title": None}),
    ("blank title is none", atom('<title>  \n </title><id>tag:x</id>'), {"0.title": None}),
    ("title text with quotes", atom("<title>\"a\" 'b'</title>"), {"0.title": "\"a\" 'b'"}),
    ("title html, one line", atom('<title type="html">a&lt;br/&gt;b</title>'), {"0.title": "a b"}),
    ("title html script", atom('<title type="html">a&lt;script&gt;x()&lt;/script&gt;b</title>'), {"0.title": "ab"}),
    ("title text looks like a tag", atom('<title>&lt;b&gt;x&lt;/b&gt;</title>'), {"0.title": "<b>x</b>"}),
    ("title text reference literal", atom('<title type="text">AT&amp;amp;T</title>'), {"0.title": "AT&amp;T"}),
    ("atom03 content xml without type", atom03(T + '<content><p>a</p></content>'), {"0.body": "a"}),
    ("multipart whose last part is empty", atom03(T + '<content type="multipart/alternative"><content type="text/plain">P</content><content type="text/html" mode="escaped"> </content></content>'), {"0.body": "P"}),
    ("atom03 multipart/alternative", atom03(T + '<content type="multipart/alternative"><content type="text/plain">p</content></content>'), {"count": 1}),
    ("atom03 info", atom03(T, feed='<title>f</title><info type="text/html" mode="escaped">About &lt;b&gt;us&lt;/b&gt;</info>'), {"feed.title": "f", "feed.summary": None}),
    ("atom10 generator is ignored", atom(T, feed='<title>f</title><generator uri="http://g.example/" version="1">Gen</generator>'), {"feed.title": "f", "feed.authors": None}),
]
