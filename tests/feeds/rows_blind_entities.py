# SPDX-License-Identifier: MIT
"""Written before it was run: references, known, unknown, broken and hostile."""
from make import atom, rss

ROWS = []
# As written in XML, and as read in a title.
for text, expected in {
    "&amp;": "&", "&lt;3": "<3", "&gt;": ">", "&quot;": '"', "&apos;s": "'s", "&#39;s": "'s", "&#x27;s": "'s", "&#X27;s": "'s", "&#8217;": "’", "&#x2019;": "’",
    "&eacute;": "é", "&Eacute;": "É", "a&nbsp;b": "a b", "&mdash;": "—", "&hellip;": "…", "&euro;": "€", "&rsquo;": "’", "&copy;": "©", "&trade;": "™", "&szlig;": "ß", "&Omega;": "Ω",
    "&hearts;": "♥", "&rarr;": "→", "&NotEqualTilde;": "≂̸", "&bogus;": "&bogus;", "a & b": "a & b", "AT&T": "AT&T", "a &b c": "a &b c", "x &amp;bogus; y": "x &bogus; y",
    "&amp;amp;": "&", "&amp;lt;b&amp;gt;": "<b>", "&amp;#233;": "é", "&amp;#xE9;": "é", "&#128512;": "😀", "&#x1F600;": "😀", "a&#0;b": "ab", "a&#xD800;b": "ab", "a&#x110000;b": "ab", "a&#1;b": "ab",
    "a&#8;b": "ab", "&#150;": "–", "&#x85;": "…", "&#;x": "&#;x", "&;": "&;", "&": "&", "100% &": "100% &", "R&D": "R&D", "Q&amp;A": "Q&A", "&amp;nbsp;x": "x", "a&#10;b": "a b", "a&#9;b": "a b",
    "&frac12;": "½", "&amp;frac12;": "½", "&laquo;x&raquo;": "«x»", "&ndash;": "–", "&AMP;": "&", "&Amp;": "&Amp;", "می&zwnj;روم": "می\u200cروم", "&amp;zwj;": None,
}.items():
    if expected is not None:
        ROWS.append((f"title {text}", rss(f"<link>https://a.example/1</link><title>T {text}</title>"), {"0.title": f"T {expected}", "0.url": "https://a.example/1"}))
        ROWS.append((f"html of atom {text}", atom(f'<id>x:1</id><title type="html">T {text}</title>'),
                     {"0.title": f"T {expected}"}) if "bogus" not in text and "&amp;lt;" not in text else (f"description {text}", rss(f"<title>T</title><description>D {text}</description>"), {"0.summary": f"D {expected}"}))
DTD = "<!DOCTYPE rss [{}]>"


def with_dtd(dtd, text):
    return DTD.format(dtd) + f"<rss version='2.0'><channel><item><title>{text}</title><link>https://a.example/1</link></item></channel></rss>"


ROWS += [
    ("entity of the document", with_dtd('<!ENTITY quay "Harbour Quay">', "At &quay;"), {"0.title": "At Harbour Quay"}),
    ("entity of an entity", with_dtd('<!ENTITY a "Harbour"><!ENTITY b "&a; Quay">', "At &b;"), {"0.title": "At", "defects": ["entity_limit"]}),
    ("entity with a reference of xml", with_dtd('<!ENTITY co "Smith &amp; Sons">', "At &co;"), {"0.title": "At Smith & Sons", "feed.wellformed": True}),
    ("entity with a reference by number", with_dtd('<!ENTITY co "Smith &#38; Sons">', "At &co;"), {"0.title": "At Smith & Sons", "feed.wellformed": True}),
    ("entity of a character", with_dtd('<!ENTITY eacute "&#233;">', "Caf&eacute;"), {"0.title": "Café"}),
    ("entity with markup", with_dtd('<!ENTITY m "&#60;b&#62;x&#60;/b&#62;">', "A &m;"), {"0.url": "https://a.example/1"}),
    ("external entity", with_dtd('<!ENTITY x SYSTEM "file:///etc/hostname">', "A &x; B"), {"0.title": "A B", "0.url": "https://a.example/1"}),
    ("public external entity", with_dtd('<!ENTITY x PUBLIC "-//X//" "https://e.example/x">', "A&x;B"), {"0.title": "AB"}),
    ("parameter entity", with_dtd('<!ENTITY % p SYSTEM "https://e.example/x.dtd"> %p;', "A"), {"0.title": "A", "0.url": "https://a.example/1"}),
    ("bomb", with_dtd('<!ENTITY a "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 16}">' for n in range(9)), "A &j;"), {"0.url": "https://a.example/1", "count": 1}),
    ("entity of itself", with_dtd('<!ENTITY a "&b;"><!ENTITY b "&a;">', "A &a;"), {"0.url": "https://a.example/1", "count": 1}),
    ("doctype of netscape", '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd"><rss version="0.91"><channel><title>F</title><item><title>Caf&eacute;</title><link>https://a.example/1</link></item></channel></rss>',
     {"feed.format": "rss091n", "0.title": "Café"}),
    ("doctype of html", '<!DOCTYPE html><rss version="2.0"><channel><item><title>T</title></item></channel></rss>', {"0.title": "T"}),
    ("reference in a link", rss("<title>T</title><link>https://a.example/?a=1&copy=2&reg=3</link>"), {"0.url": "https://a.example/?a=1&copy=2&reg=3"}),
    ("reference in a link, escaped", rss("<title>T</title><link>https://a.example/?a=1&amp;lt=2</link>"), {"0.url": "https://a.example/?a=1&lt=2"}),
    ("reference in an enclosure", rss('<title>T</title><enclosure url="https://a.example/?a=1&amp;b=2" type="audio/mpeg"/>'), {"0.media.0.url": "https://a.example/?a=1&b=2"}),
    ("bare ampersand in an enclosure", rss('<title>T</title><enclosure url="https://a.example/?a=1&b=2" type="audio/mpeg"/>'), {"0.media.0.url": "https://a.example/?a=1&b=2"}),
    ("bare ampersand in href", atom('<id>x:1</id><title>T</title><link href="https://a.example/?a=1&section=2"/>'), {"0.url": "https://a.example/?a=1&section=2"}),
    ("href in escaped html", rss("<title>T</title><description>&lt;a href=\"https://a.example/?a=1&amp;amp;b=2\"&gt;t&lt;/a&gt;</description>"), {"0.summary_html": '<a href="https://a.example/?a=1&amp;b=2">t</a>'}),
    ("href in escaped html, once", rss("<title>T</title><description>&lt;a href=\"https://a.example/?a=1&amp;copy=2\"&gt;t&lt;/a&gt;</description>"), {"0.summary_html": '<a href="https://a.example/?a=1&amp;copy=2">t</a>'}),
    ("guid with an ampersand", rss("<title>T</title><guid isPermaLink='false'>a&amp;b &lt;1&gt;</guid>"), {"0.guid": "a&b <1>"}),
    ("category with an ampersand", rss("<title>T</title><category>R&amp;D</category><category>Arts &amp;amp; Crafts</category>"), {"0.keywords": ["R&D", "Arts & Crafts"]}),
    ("author with an accent", rss("<title>T</title><dc:creator>Ren&amp;eacute; Q</dc:creator>"), {"0.authors": [{"name": "René Q"}]}),
    ("term with a reference", atom('<id>x:1</id><title>T</title><category term="R&amp;D"/>'), {"0.keywords": ["R&D"]}),
    ("name with a reference", atom("<id>x:1</id><title>T</title><author><name>Ren&#233; &amp; Co</name></author>"), {"0.authors": [{"name": "René & Co"}]}),
    ("missing semicolon of html", rss("<title>T</title><description>&lt;p&gt;&amp;copy 2026 &amp;eacutee&lt;/p&gt;</description>"), {"0.summary": "© 2026 ée"}),
]
