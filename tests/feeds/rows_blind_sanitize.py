# SPDX-License-Identifier: MIT
"""Written before it was run: attacks and what is left of them, in every text of every dialect that holds HTML."""
from make import atom, atom03, rdf, rss

# What is tried, and what must not and what must be left.
ATTACKS = {
    "script": ("a<script>alert(1)</script>b", ["script", "alert"], ["ab"]),
    "script in upper case": ("a<SCRIPT SRC=https://e.example/x.js></SCRIPT>b", ["SCRIPT", "script", "x.js"], ["ab"]),
    "script never closed": ("a<script>alert(1)", ["script", "alert"], ["a"]),
    "script with a blank in its end": ("a<script>alert(1)</script >b", ["script", "alert"], ["ab"]),
    "script in a script": ("a<scr<script>ipt>alert(1)</scr</script>ipt>b", ["<script", "<scr"], ["a"]),
    "style element": ("a<style>p{color:red}</style>b", ["style", "color"], ["ab"]),
    "style attribute": ('<p style="background:url(javascript:x)">t</p>', ["style", "javascript"], ["<p>t</p>"]),
    "onclick": ('<a href="https://a.example/" onclick="x()">t</a>', ["onclick", "x()"], ['<a href="https://a.example/">t</a>']),
    "onerror": ('<img src="https://a.example/p.png" onerror="x()">', ["onerror", "x()"], ['src="https://a.example/p.png"']),
    "onload after a slash": ('<img/onload=x() src="https://a.example/p.png">', ["onload", "x()"], ['src="https://a.example/p.png"']),
    "OnMouseOver": ("<b OnMouseOver='x()'>t</b>", ["ouse", "x()"], ["<b>t</b>"]),
    "javascript": ('<a href="javascript:alert(1)">t</a>', ["javascript", "alert"], ["t"]),
    "JaVaScRiPt": ('<a href="JaVaScRiPt:alert(1)">t</a>', ["alert"], ["t"]),
    "javascript with a tab": ('<a href="java\tscript:alert(1)">t</a>', ["alert"], ["t"]),
    "javascript by numbers": ('<a href="&#106;avascript&#58;alert(1)">t</a>', ["alert"], ["t"]),
    "javascript by long numbers": ('<a href="&#0000106avascript:alert(1)">t</a>', ["alert"], ["t"]),
    "javascript with &Tab;": ('<a href="jav&Tab;ascript&colon;alert(1)">t</a>', ["alert"], ["t"]),
    "javascript behind a blank": ('<a href=" &#14; javascript:alert(1)">t</a>', ["alert"], ["t"]),
    "vbscript": ('<a href="vbscript:msgbox(1)">t</a>', ["msgbox"], ["t"]),
    "data of html": ('<a href="data:text/html;base64,PHNjcmlwdD4=">t</a>', ["data:"], ["t"]),
    "data of an image": ('<img src="data:image/png;base64,iVBORw0KGgo=" alt="t">', [], ["data:image/png;base64,iVBORw0KGgo="]),
    "data of svg": ('<img src="data:image/svg+xml;base64,PHN2Zz4=" alt="t">', ["data:"], []),
    "feed scheme": ('<a href="feed:javascript:alert(1)">t</a>', ["alert"], ["t"]),
    "iframe": ('a<iframe src="https://e.example/">inner</iframe>b', ["iframe", "e.example"], ["a", "b"]),
    "object": ('<object data="https://e.example/x.swf">inner</object>', ["object", "x.swf"], ["inner"]),
    "embed": ('a<embed src="https://e.example/x.swf">b', ["embed", "x.swf"], ["ab"]),
    "applet": ("<applet code=X>inner</applet>", ["applet", "code"], ["inner"]),
    "meta": ('a<meta http-equiv="refresh" content="0;url=https://e.example/">b', ["meta", "refresh"], ["ab"]),
    "link": ('a<link rel="stylesheet" href="https://e.example/x.css">b', ["<link", "x.css"], ["ab"]),
    "base": ('<base href="https://e.example/"><a href="p">t</a>', ["base", "e.example"], ["t"]),
    "form": ('<form action="https://e.example/"><input name="x" value="v">t<button>go</button></form>', ["form", "input", "button", "e.example"], ["t"]),
    "select": ("<select><option>one</select>t", ["select", "option"], ["t"]),
    "textarea": ("<textarea>one</textarea>t", ["textarea"], ["t"]),
    "svg": ('<svg onload="x()"><a xlink:href="javascript:x()">t</a></svg>', ["svg", "onload", "javascript"], []),
    "math": ('<math><mi xlink:href="javascript:x()">t</mi></math>', ["math", "javascript"], []),
    "noscript": ("<noscript><p>t</p></noscript>", ["noscript"], ["t"]),
    "template": ("a<template><b>hidden</b></template>b", ["template", "hidden"], ["ab"]),
    "unknown element": ("<blink>t</blink> <o:p>u</o:p>", ["blink", "o:p"], ["t", "u"]),
    "comment": ("a<!-- <b>hidden</b> -->b", ["hidden", "<!--"], ["ab"]),
    "conditional comment": ("a<!--[if gte mso 9]><xml>hidden</xml><![endif]-->b", ["hidden", "mso"], ["ab"]),
    "processing instruction": ("a<?php echo 1 ?>b", ["php", "echo"], ["a", "b"]),
    "cdata in html": ("a<![CDATA[x]]>b", ["CDATA"], ["a", "b"]),
    "doctype": ("<!DOCTYPE html><p>t</p>", ["DOCTYPE"], ["<p>t</p>"]),
    "class and id": ('<p class="c" id="i" data-x="y">t</p>', ["class", "data-x"], ["t"]),
    "title with a tag": ('<a href="https://a.example/" title="&lt;script&gt;">t</a>', ["<script"], ["t"]),
    "quotation marks in a title": ("""<a href="https://a.example/" title='say "x"'>t</a>""", ['title="say "'], ["t"]),
    "table": ('<table><tr><td colspan="2" background="x.png">t</td></tr></table>', ["background"], ['<td colspan="2">t</td>']),
    "srcset with javascript": ('<img src="https://a.example/p.png" srcset="javascript:x() 1x">', ["javascript"], ['src="https://a.example/p.png"']),
    "poster with javascript": ('<video poster="javascript:x()" src="https://a.example/v.mp4">t</video>', ["javascript"], ["v.mp4"]),
    "cite with javascript": ('<blockquote cite="javascript:x()">t</blockquote>', ["javascript"], ["<blockquote>t</blockquote>"]),
    "tag never closed": ("t<b", ["<b<", "<b&"], ["t"]),
    "attribute never closed": ('t<a href="https://a.example/', ["<a href"], ["t"]),
    "less than": ("1 < 2", ["< 2"], ["1 &lt; 2"]),
    "stray end tags": ("</div></b>t</p>", ["</div>", "</b>"], ["t"]),
    "crossed tags": ("<b>x<i>y</b>z</i>", [], ["<b>x<i>y</i></b>"]),
    "frameset": ('<frameset><frame src="https://e.example/"></frameset>t', ["frame"], []),
    "server side": ("a<% x %>b", ["<%"], ["a"]),
    "body with onload": ('<body onload="x()"><p>t</p></body>', ["onload", "<body"], ["<p>t</p>"]),
    "html whole": ("<html><head><title>hidden</title></head><body><p>t</p></body></html>", ["<html", "<head", "hidden"], ["<p>t</p>"]),
    "marquee": ("<marquee onstart=x()>t</marquee>", ["marquee", "onstart"], ["t"]),
    "NUL in a scheme": ('<a href="java\\0script:alert(1)">t</a>'.replace("\\0", "&#0;"), ["javascript:"], ["t"]),
    "ruby": ("<ruby>漢<rt>kan</rt></ruby>", [], ["<ruby>", "漢", "kan"]),
    "details": ("<figure><img src='https://a.example/p.png'><figcaption>t</figcaption></figure>", [], ["<figure>", "<figcaption>t</figcaption>"]),
}


def escaped(html):
    return html.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


PLACES = {
    "rss description": (lambda html: rss(f"<title>T</title><description>{escaped(html)}</description>"), "summary_html"),
    "rss content": (lambda html: rss(f"<title>T</title><content:encoded><![CDATA[{html.replace(']]>', ']]]]><![CDATA[>')}]]></content:encoded>"), "body_html"),
    "atom content": (lambda html: atom(f'<id>x:1</id><title>T</title><content type="html">{escaped(html)}</content>'), "body_html"),
    "atom summary": (lambda html: atom(f'<id>x:1</id><title>T</title><summary type="html">{escaped(html)}</summary>'), "summary_html"),
    "rdf": (lambda html: rdf(f"<title>T</title><link>https://a.example/</link><description>{escaped(html)}</description>"), "summary_html"),
    "atom 0.3": (lambda html: atom03(f'<id>x:1</id><title>T</title><content type="text/html" mode="escaped">{escaped(html)}</content>'), "body_html"),
}
ROWS = []
for number, (what, (html, lacks, has)) in enumerate(ATTACKS.items()):
    for turn, (place, (document, field)) in enumerate(PLACES.items()):
        if turn < 2 or (number + turn) % 2:
            ROWS.append((f"{place}, {what}", document(html), {f"0.{field} lacks": lacks, f"0.{field} has": has}))

XHTML = 'xmlns="http://www.w3.org/1999/xhtml"'


def inline(html):
    return atom(f'<id>x:1</id><title>T</title><content type="xhtml"><div {XHTML}>{html}</div></content>')


ROWS += [
    ("xhtml, script", inline("a<script>alert(1)</script>b"), {"0.body_html": "ab", "0.body": "ab"}),
    ("xhtml, script in cdata", inline("a<script><![CDATA[alert('<b>')]]></script>b"), {"0.body_html": "ab"}),
    ("xhtml, onclick", inline('<p onclick="x()">t</p>'), {"0.body_html": "<p>t</p>"}),
    ("xhtml, javascript", inline('<a href="javascript:x()">t</a>'), {"0.body_html lacks": ["javascript"], "0.body": "t"}),
    ("xhtml, svg", inline('<svg xmlns="http://www.w3.org/2000/svg"><script>x()</script><text>t</text></svg>u'), {"0.body_html lacks": ["svg", "x()"], "0.body_html has": ["u"]}),
    ("xhtml, style", inline("<style>p{}</style>t"), {"0.body_html": "t"}),
    ("xhtml, iframe", inline('<iframe src="https://e.example/"/>t'), {"0.body_html": "t"}),
    ("naked script in rss", rss("<title>T</title><description>a<script>alert(1)</script>b</description>"), {"0.summary_html": "ab", "0.summary": "ab"}),
    ("plain title is no html", atom("<id>x:1</id><title>&lt;script&gt;alert(1)&lt;/script&gt;</title>"), {"0.title": "<script>alert(1)</script>"}),
    ("plain summary shows its tags", atom("<id>x:1</id><title>T</title><summary>&lt;img src=x onerror=y&gt;</summary>"),
     {"0.summary_html": None, "0.summary": "<img src=x onerror=y>"}),
    ("html title with a script", atom('<id>x:1</id><title type="html">a&lt;script&gt;alert(1)&lt;/script&gt;</title>'), {"0.title": "a"}),
    ("dc:description with a script", rss("<title>T</title><dc:description>a&lt;script&gt;x()&lt;/script&gt;</dc:description>"), {"0.summary": "a", "0.summary_html": "a"}),
    ("itunes:summary with a script", rss("<title>T</title><itunes:summary><![CDATA[a<script>x()</script>]]></itunes:summary>"), {"0.summary": "a"}),
    ("subtitle with a script", atom("<id>x:1</id><title>T</title>", '<subtitle type="html">a&lt;script&gt;x()&lt;/script&gt;</subtitle>'), {"feed.summary": "a"}),
    ("link of javascript", rss("<title>T</title><link>javascript:alert(1)</link>"), {"0.url": None}),
    ("link of data", atom('<id>x:1</id><title>T</title><link href="data:text/html,x"/>'), {"0.url": None}),
    ("enclosure of javascript", rss('<title>T</title><enclosure url="javascript:alert(1)" type="audio/mpeg"/>'), {"0.media.0.url": None}),
    ("uri of an author of javascript", atom("<id>x:1</id><title>T</title><author><name>N</name><uri>javascript:x()</uri></author>"), {"0.authors": [{"name": "N"}]}),
    ("comments of javascript", rss("<title>T</title><comments>javascript:x()</comments>"), {"0.comments_url": None}),
    ("title of a channel", rss("<title>T</title>", "<title>F &lt;b onclick='x()'&gt;b&lt;/b&gt;</title>"), {"feed.title": "F b"}),
    ("category", rss("<title>T</title><category>&lt;b&gt;News&lt;/b&gt;</category>"), {"0.keywords": ["News"]}),
]
