# SPDX-License-Identifier: MIT
"""Against which address a relative one stands, and whose language counts."""
from make import NS, atom, atom03, rss

T = "<title>t</title>"
A = '&lt;a href="x"&gt;l&lt;/a&gt;'
X = '<div xmlns="http://www.w3.org/1999/xhtml"><a href="x">l</a></div>'
B = 'xml:base="http://b.example/f/"'
E = 'xml:base="http://e.example/e/"'
HEADERS = {"headers": {"Content-Location": "http://cl.example/c/d"}}


def html(at):
    return {"0.body_html has": [f'href="{at}"']}


ROWS = []
for make, name, kind in ((atom, "10", 'type="html"'), (atom03, "03", 'type="text/html" mode="escaped"')):
    ROWS += [
        (f"{name} fetch url", make(T + f"<content {kind}>{A}</content>"), html("https://host.example/x")),
        (f"{name} content-location", make(T + f"<content {kind}>{A}</content>"), html("http://cl.example/c/x"), HEADERS),
        (f"{name} feed base", make(T + f"<content {kind}>{A}</content>", attributes=B), html("http://b.example/f/x")),
        (f"{name} feed base over header", make(T + f"<content {kind}>{A}</content>", attributes=B), html("http://b.example/f/x"), HEADERS),
        (f"{name} content base", make(T + f"<content {kind} {E}>{A}</content>", attributes=B), html("http://e.example/e/x")),
        (f"{name} content base relative", make(T + f'<content {kind} xml:base="g/">{A}</content>', attributes=B), html("http://b.example/f/g/x")),
        (f"{name} base relative to header", make(T + f'<content {kind} xml:base="g/">{A}</content>'), html("http://cl.example/c/g/x"), HEADERS),
        (f"{name} base absolute path", make(T + f'<content {kind} xml:base="/g/">{A}</content>', attributes=B), html("http://b.example/g/x")),
        (f"{name} base parent", make(T + f'<content {kind} xml:base="../">{A}</content>', attributes=B), html("http://b.example/x")),
        (f"{name} base empty", make(T + f'<content {kind} xml:base="">{A}</content>', attributes=B), html("http://b.example/f/x")),
        (f"{name} sibling base", make(T + f'<summary {kind} {E}>s</summary><content {kind}>{A}</content>', attributes=B), html("http://b.example/f/x")),
        (f"{name} title base does not count", make(f'<title {E}>t</title><content {kind}>{A}</content>', attributes=B), html("http://b.example/f/x")),
        (f"{name} base file scheme ignored", make(T + f'<content {kind} xml:base="file:///c/">{A}</content>', attributes=B), html("http://b.example/f/x")),
        (f"{name} base javascript ignored", make(T + f'<content {kind} xml:base="javascript:x">{A}</content>', attributes=B), html("http://b.example/f/x")),
        (f"{name} base malformed", make(T + f'<content {kind} xml:base="http:///m.example/">{A}</content>', attributes=B), html("http://m.example/x")),
        (f"{name} link", make(T + '<link href="x"/>', attributes=B), {"0.url": "http://b.example/f/x"}),
        (f"{name} link own base", make(T + f'<link href="x" {E}/>', attributes=B), {"0.url": "http://e.example/e/x"}),
        (f"{name} feed link", make(T, feed='<link href="x"/>', attributes=B), {"feed.url": "http://b.example/f/x"}),
        (f"{name} absolute stays", make(T + '<link href="https://z.example/x"/>', attributes=B), {"0.url": "https://z.example/x"}),
        (f"{name} protocol relative", make(T + '<link href="//z.example/x"/>', attributes=B), {"0.url": "http://z.example/x"}),
        (f"{name} query only", make(T + '<link href="?q=1"/>', attributes='xml:base="http://b.example/f/p"'), {"0.url": "http://b.example/f/p?q=1"}),
    ]
for attribute, tag in [("href", "a"), ("src", "img"), ("cite", "blockquote"), ("cite", "q"), ("cite", "del"), ("cite", "ins"), ("poster", "video"), ("src", "audio"), ("src", "video")]:
    end = "" if tag == "img" else f"x</{tag}>"
    mark = f'<{tag} {attribute}="x/y.z">{end}'.replace("<", "&lt;").replace(">", "&gt;")
    want = {"0.body_html has": [f'{attribute}="http://b.example/f/x/y.z"']}
    ROWS.append((f"{tag} {attribute} in html", atom(T + f'<content type="html">{mark}</content>', attributes=B), want))
    ROWS.append((f"{tag} {attribute} in rss", rss(T + f'<description>{mark}</description>').replace("<rss ", f"<rss {B} "), want))
    ROWS.append((f"{tag} {attribute} in xhtml", atom(T + f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><{tag} {attribute}="x/y.z">{"</" + tag + ">"}</div></content>', attributes=B), want))
ROWS += [
    ("entry base", atom("</entry><entry " + E + ">" + T + f'<content type="html">{A}</content>', attributes=B), {"0.body_html has": ['href="http://e.example/e/x"']}),
    ("entry base for link", atom("</entry><entry " + E + ">" + T + '<link href="x"/>', attributes=B), {"0.url": "http://e.example/e/x"}),
    ("inline base in xhtml", atom(T + f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p {E}><a href="x">l</a></p></div></content>', attributes=B), html("http://e.example/e/x")),
    ("base at the div", atom(T + f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml" {E}><a href="x">l</a></div></content>', attributes=B), html("http://e.example/e/x")),
    ("rss no channel link as base", rss(T + "<description>" + A + "</description>", channel="<link>http://site.example/</link>"), {"0.body_html has": ['href="https://host.example/x"']}),
    ("rss item base", f'<rss version="2.0" {NS}><channel><item {E}>{T}<link>x</link><enclosure url="a.mp3"/></item></channel></rss>', {"0.url": "http://e.example/e/x", "0.media.0.url": "http://e.example/e/a.mp3"}),
    ("rss image base", f'<rss version="2.0" {B}><channel><image><url>i.png</url></image></channel></rss>', {"feed.image": "http://b.example/f/i.png"}),
    ("fragment", rss(T + "<link>http://e.example/1</link><description>&lt;a href=\"#n\"&gt;n&lt;/a&gt;</description>"), {"0.body_html has": ['href="http://e.example/1#n"']}),
    ("mailto stays", rss(T + "<description>&lt;a href=\"mailto:a@e.example\"&gt;n&lt;/a&gt;</description>"), {"0.body_html has": ['href="mailto:a@e.example"']}),
    ("srcset", rss(T + "<description>&lt;img src=\"a.jpg\" srcset=\"b.jpg 1x, c.jpg 2x\"&gt;</description>"), {"0.body_html has": ["https://host.example/b.jpg 1x", "https://host.example/c.jpg 2x"]}),
    ("line break in href", rss(T + "<description>&lt;a href=\"http://e.example/\na\"&gt;n&lt;/a&gt;</description>"), {"0.body_html has": ['href="http://e.example/a"']}),
    ("html copy in href", rss(T + "<description>&lt;a href=\"http://e.example/?a=1&amp;copy=2\"&gt;n&lt;/a&gt;</description>"), {"0.body_html has": ["a=1&amp;copy=2"]}),
    ("spaces in link", rss(T + "<link>http://e.example/a b</link>"), {"0.url": "http://e.example/a%20b"}),
    ("idn link", rss(T + "<link>http://bücher.example/a</link>"), {"0.url has": [".example/a"]}),
    # languages
    ("lang feed", atom(T, attributes='xml:lang="en"'), {"0.language": "en", "feed.language": "en"}),
    ("lang entry over feed", atom("</entry><entry xml:lang='fr'>" + T, attributes='xml:lang="en"'), {"0.language": "en" if False else "fr"}),
    ("lang content over title", atom('<title xml:lang="de">t</title><content xml:lang="fr">x</content>', attributes='xml:lang="en"'), {"0.language": "fr"}),
    ("lang summary over title", atom('<title xml:lang="de">t</title><summary xml:lang="fr">x</summary>'), {"0.language": "fr"}),
    ("lang of title alone", atom('<title xml:lang="de">t</title>'), {"0.language": "de"}),
    ("lang underscore", atom(T, attributes='xml:lang="en_GB"'), {"0.language": "en-GB"}),
    ("lang empty ends", atom('<title>t</title><content xml:lang="">x</content>', attributes='xml:lang="en"'), {"0.language": None}),
    ("lang at the div", atom(T + '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml" xml:lang="fr">x</div></content>', attributes='xml:lang="en"'), {"0.language": "fr"}),
    ("lang header", rss(T), {"0.language": "nl"}, {"headers": {"Content-Language": "nl"}}),
    ("lang header two", rss(T), {"0.language": None}, {"headers": {"Content-Language": "nl, de"}}),
    ("lang header after feed", atom(T, attributes='xml:lang="en"'), {"0.language": "en"}, {"headers": {"Content-Language": "nl"}}),
    ("lang rss root", rss(T, attributes='version="2.0" xml:lang="sv"'), {"0.language": "sv"}),
    ("lang rss item", f'<rss version="2.0"><channel><language>en</language><item xml:lang="fr">{T}</item></channel></rss>', {"0.language": "fr"}),
    ("lang rss description", rss(T + '<description xml:lang="fr">x</description>', channel="<language>en</language>"), {"0.language": "fr"}),
    ("lang upper case", rss(T, channel="<language>EN-us</language>"), {"0.language": "en-US"}),
    ("lang script", rss(T, channel="<language>zh-hant-tw</language>"), {"0.language": "zh-Hant-TW"}),
    ("lang blanks", rss(T, channel="<language> en </language>"), {"0.language": "en"}),
    ("lang json", '{"version":"https://jsonfeed.org/version/1.1","language":"en","items":[{"id":"1","title":"t","language":"fr"},{"id":"2","title":"u"}]}', {"0.language": "fr", "1.language": "en", "feed.language": "en"}),
    ("xml:lang on link is nothing", atom(T + '<link href="http://e.example/" hreflang="fr"/>'), {"0.language": None}),
]
