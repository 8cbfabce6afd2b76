# SPDX-License-Identifier: MIT
"""Markup that may not come through, in every element that holds markup."""
import html

from make import atom, rss

T = "<title>t</title>"
GONE = [  # whatever is in them goes too
    ("script", '<script type="text/javascript">evil()</script>'), ("script upper", "<SCRIPT>evil()</SCRIPT>"), ("style", "<style>evil{}</style>"),
    ("script blank", "<script >evil()</script >"), ("comment", "<!-- evil -->"), ("conditional", "<!--[if gte IE 4]><script>evil()</script><![endif]-->"),
    ("comment unusual end", "<!-- evil --!>"), ("template", "<template>evil</template>"), ("script in script", "<script><!--\nevil()//--></script>"),
    ("instruction", "<?php evil() ?>"), ("doctype", "<!DOCTYPE evil>"),
]
TAGS = ["applet", "embed", "object", "iframe", "frame", "frameset", "meta", "link", "base", "form", "input", "button", "select", "textarea", "noscript", "svg", "math", "blink", "marquee", "layer", "xml", "bgsound", "title", "body", "html", "head"]
EVENTS = ["onabort", "onblur", "onchange", "onclick", "ondblclick", "onerror", "onfocus", "onkeydown", "onkeypress", "onkeyup", "onload", "onmousedown", "onmouseout", "onmouseover", "onmouseup", "onreset", "onresize", "onsubmit", "onunload", "ONCLICK", "onpointerrawupdate"]
ADDRESSES = [
    "javascript:evil()", "JaVaScRiPt:evil()", "java\tscript:evil()", "java\nscript:evil()", "java&#10;script:evil()", "java&#x09;script:evil()", " &#14; javascript:evil()",
    "&#106;avascript:evil()", "&#x6A;avascript:evil()", "&#0000106avascript:evil()", "vbscript:evil()", "livescript:evil()", "data:text/html,evil()", "data:text/html;base64,ZXZpbA==evil",
    "java&Tab;script:evil()", "javascript&colon;evil()", "\x01javascript:evil()", "feed:javascript:evil()", "about:evil", "mocha:evil()", "view-source:evil", "data:image/svg+xml,evil", "jav&#x0A;ascript:evil();", "java\x00script:evil()",
]


def each(name, markup, want):
    """In a feed of either kind, escaped, in CDATA and, for Atom, as html."""
    escaped = html.escape(markup, quote=False)
    for path, document in [
            ("0.summary_html", rss(T + f"<description>{escaped}</description>")),
            ("0.body_html", rss(T + f"<content:encoded><![CDATA[{markup}]]></content:encoded>")),
            ("0.body_html", atom(T + f'<content type="html">{escaped}</content>'))]:
        yield (f"{name} {path}", document.replace("\x00", ""), {f"{path} {how}": parts for how, parts in want.items()})


ROWS = []
for name, markup in GONE:
    ROWS += each(name, f"<p>safe{markup} description</p>", {"has": ["safe", "description"], "lacks": ["evil", "<!"]})
for tag in TAGS:
    ROWS += each(tag, f'<p>safe</p><{tag} src="http://evil.example/" onload="evil()">inner</{tag}><p>after</p>', {"has": ["safe", "after"], "lacks": [f"<{tag}", "evil"]})
for event in EVENTS:
    ROWS += each(event, f'<img src="http://e.example/a.png" {event}="evil()">', {"has": ["http://e.example/a.png"], "lacks": ["evil", event.lower()]})
for address in ADDRESSES:
    ROWS += each(f"href {address!r}", f'<a href="{address}">text</a>', {"has": ["text"], "lacks": ["evil"]})
    ROWS += each(f"src {address!r}", f'<p>safe<img src="{address}" alt="a"></p>', {"has": ["safe"], "lacks": ["evil"]})
for markup, name in [('<p style="color:red">safe</p>', "style"), ('<p class="evil" id="evil">safe</p>', "class"), ("<p style=width:expression(evil())>safe</p>", "style unquoted"),
                     ("<p/onclick=evil()>safe</p>", "slash"), ("<p onclick = evil()>safe</p>", "blanks around ="), ("<a href=javascript:evil()>safe</a>", "unquoted"),
                     ("<a href='javascript:evil()'>safe</a>", "single quotes"), ("<p data-evil='1'>safe</p>", "data-"), ('<p background="evil">safe</p>', "background"),
                     ('<img src="x" dynsrc="javascript:evil()" lowsrc="evil" longdesc="evil">safe', "dynsrc"), ('<a xlink:href="javascript:evil()">safe</a>', "xlink"),
                     ('<p formaction="evil">safe</p>', "formaction"), ('<table background="javascript:evil()"><tr><td>safe</td></tr></table>', "table"),
                     ('<video poster="javascript:evil()">safe</video>', "poster"), ('<blockquote cite="javascript:evil()">safe</blockquote>', "cite"),
                     ('<img srcset="javascript:evil() 1x">safe', "srcset"), ("<a href=\"x\"onclick=\"evil()\">safe</a>", "no blank between"),
                     ("<svg><script>evil()</script></svg>safe", "svg script"), ("<math><mi xlink:href='evil'>x</mi></math>safe", "math"),
                     ("<<script>evil()</script>safe", "two brackets"), ("<scr<script>evil()</script>ipt>safe", "script in a name"), ("<p>safe<script>evil()", "open script"),
                     ("<img src='x' alt='\"><script>evil()</script>'>safe", "markup in an attribute")]:
    lacks = ["<script", "javascript"] if name in ("markup in an attribute", "script in a name") else ["evil"]
    ROWS += each(name, markup, {"has": ["safe"], "lacks": lacks})
for tag in ["p", "em", "strong", "b", "i", "u", "s", "sub", "sup", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "q", "cite", "code", "pre", "kbd", "samp", "var", "abbr", "time", "figure", "div", "span", "section", "article", "aside", "header", "footer", "ins", "del", "mark", "small"]:
    ROWS.append((f"allowed {tag}", rss(T + f"<description>{html.escape(f'<{tag}>x</{tag}>')}</description>"), {"0.summary_html": f"<{tag}>x</{tag}>"}))
for attribute, tag, value in [("href", "a", "http://e.example/"), ("alt", "img", "x"), ("title", "a", "x"), ("cite", "q", "http://e.example/"), ("datetime", "time", "2026-01-01"), ("width", "img", "1"), ("height", "img", "1"), ("colspan", "td", "2"), ("rowspan", "td", "2"), ("scope", "th", "row"), ("start", "ol", "2"), ("type", "ol", "a"), ("lang", "p", "de"), ("dir", "p", "rtl")]:
    inner = f'<{tag} {attribute}="{value}">x</{tag}>'
    inner = f"<table><tr>{inner}</tr></table>" if tag in ("td", "th") else inner
    ROWS.append((f"allowed {attribute}", rss(T + f"<description>{html.escape(inner, quote=False)}</description>"), {"0.summary_html has": [f'{attribute}="{value}"']}))
ROWS += [
    ("unclosed", rss(T + "<description>&lt;p&gt;&lt;b&gt;x</description>"), {"0.summary_html": "<p><b>x</b></p>"}),
    ("unopened", rss(T + "<description>x&lt;/b&gt;&lt;/p&gt;</description>"), {"0.summary": "x"}),
    ("overlapping", rss(T + "<description>&lt;b&gt;&lt;i&gt;x&lt;/b&gt;&lt;/i&gt;</description>"), {"0.summary_html": "<b><i>x</i></b>"}),
    ("void", rss(T + "<description>a&lt;br/&gt;b&lt;hr /&gt;</description>"), {"0.summary_html": "a<br>b<hr>"}),
    ("unquoted attribute", rss(T + "<description>&lt;img src=a.png width=10&gt;</description>"), {"0.summary_html": '<img src="https://host.example/a.png" width="10">'}),
    ("data image", rss(T + "<description>&lt;img src=\"data:image/png;base64,AAAA\"&gt;x</description>"), {"0.summary_html has": ["data:image/png;base64,AAAA"]}),
    ("tel", rss(T + "<description>&lt;a href=\"tel:+1\"&gt;x&lt;/a&gt;</description>"), {"0.summary_html has": ['href="tel:+1"']}),
    ("ftp", rss(T + "<description>&lt;a href=\"ftp://e.example/\"&gt;x&lt;/a&gt;</description>"), {"0.summary_html has": ['href="ftp://e.example/"']}),
    ("c1 in html", rss(T + "<description>It&amp;#146;s &amp;#150; x</description>"), {"0.summary": "It’s – x"}),
    ("c1 in xml", rss(T + "<description>It&#146;s</description>"), {"0.summary": "It’s"}),
    ("nul reference", rss(T + "<description>a&amp;#0;b</description>"), {"0.summary has": ["a", "b"]}),
    ("surrogate", rss(T + "<description>a&amp;#xD800;b</description>"), {"0.summary has": ["a", "b"]}),
    ("X hexadecimal", rss(T + "<description>&amp;#X41;&amp;#x42;</description>"), {"0.summary": "AB"}),
    ("without semicolon", rss(T + "<description>a&amp;nbsp b &amp;copy c</description>"), {"0.summary": "a b © c"}),
    ("cr and tabs", rss(T + "<description>a\t\n b</description>"), {"0.summary": "a b"}),
    ("object keeps text", rss(T + "<description>&lt;object&gt;fallback&lt;/object&gt;x</description>"), {"0.summary has": ["fallback", "x"]}),
]
