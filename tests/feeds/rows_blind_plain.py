# SPDX-License-Identifier: MIT
"""Written before it was run: the plain text of HTML, as a body of blocks and as a line."""
from make import rss

# The markup, the body's blocks as (type, text), and what a title of the same would be.
P, H, L, Q, C = "paragraph", "heading", "list_item", "quote", "code"
HTML = {
    "two paragraphs": ("<p>One</p><p>Two</p>", [(P, "One"), (P, "Two")], "One Two"),
    "no blank between": ("<p>One</p>Two", [(P, "One"), (P, "Two")], "One Two"),
    "text before": ("Zero<p>One</p>", [(P, "Zero"), (P, "One")], "Zero One"),
    "divs": ("<div>One</div><div>Two</div>", [(P, "One"), (P, "Two")], "One Two"),
    "divs in divs": ("<div><div><div>One</div></div>Two</div>", [(P, "One"), (P, "Two")], "One Two"),
    "emphasis joins": ("<p>O<b>n</b>e <i>two</i></p>", [(P, "One two")], "One two"),
    "blank outside of emphasis": ("<p>One<b> two</b> three</p>", [(P, "One two three")], "One two three"),
    "white space folds": ("<p>  One\n\n  two\t three </p>", [(P, "One two three")], "One two three"),
    "no-break space": ("<p>One&nbsp;&nbsp;two</p>", [(P, "One two")], "One two"),
    "empty paragraphs": ("<p></p><p> </p><p>&nbsp;</p><p>One</p>", [(P, "One")], "One"),
    "headings": ("<h1>A</h1><h2>B</h2><p>C</p><h6>D</h6>", [(H, "A"), (H, "B"), (P, "C"), (H, "D")], "A B C D"),
    "list": ("<ul><li>One</li><li>Two</li></ul>", [(L, "One"), (L, "Two")], "One Two"),
    "list without end tags": ("<ul><li>One<li>Two</ul>", [(L, "One"), (L, "Two")], "One Two"),
    "numbered list": ("<ol><li>One</li><li>Two</li></ol>", [(L, "One"), (L, "Two")], "One Two"),
    "paragraphs without end tags": ("<p>One<p>Two", [(P, "One"), (P, "Two")], "One Two"),
    "quote": ("<blockquote>One</blockquote>", [(Q, "One")], "One"),
    "quote with paragraphs": ("<blockquote><p>One</p><p>Two</p></blockquote>", [(Q, "One"), (Q, "Two")], "One Two"),
    "quote within a line": ("<p>He said <q>so</q>.</p>", None, None),
    "code": ("<pre>a\n  b</pre>", [(C, "a\n  b")], "a b"),
    "code in pre": ("<pre><code>a &lt; b\n  c</code></pre>", [(C, "a < b\n  c")], "a < b c"),
    "code within a line": ("<p>use <code>x &amp; y</code></p>", [(P, "use x & y")], "use x & y"),
    "links keep their text": ('<p>See <a href="https://a.example/">this</a>.</p>', [(P, "See this.")], "See this."),
    "image says nothing": ('<p>One <img src="x.png" alt="alt"> two</p>', [(P, "One two")], "One two"),
    "script and style": ("<p>One</p><script>x()</script><style>p{}</style><p>Two</p>", [(P, "One"), (P, "Two")], "One Two"),
    "script within a word": ("<p>O<script>x()</script>ne</p>", [(P, "One")], "One"),
    "comment": ("<p>O<!-- x -->ne</p>", [(P, "One")], "One"),
    "superscript": ("<p>x<sup>2</sup> H<sub>2</sub>O</p>", [(P, "x2 H2O")], "x2 H2O"),
    "references": ("<p>&lt;b&gt; &amp;amp; &eacute; &#8217; &#x1F600; &hellip;</p>", [(P, "<b> &amp; é ’ 😀 …")], None),
    "windows": ("<p>&#145;x&#146; &#150;</p>", [(P, "‘x’ –")], "‘x’ –"),
    "missing semicolon": ("<p>&copy 2026 AT&T &ampx</p>", [(P, "© 2026 AT&T &x")], None),
    "unknown reference": ("<p>&bogus; &;</p>", [(P, "&bogus; &;")], None),
    "section and article": ("<section><h2>A</h2><article><p>B</p></article></section>", [(H, "A"), (P, "B")], "A B"),
    "header and footer": ("<header>A</header><p>B</p><footer>C</footer>", None, "A B C"),
    "rule": ("<p>A</p><hr><p>B</p>", [(P, "A"), (P, "B")], "A B"),
    "span": ("<p><span>A</span><span>B</span></p>", [(P, "AB")], "AB"),
    "font": ("<p><font color=red>A</font> B</p>", [(P, "A B")], "A B"),
    "center": ("<center>A</center>B", [(P, "A"), (P, "B")], "A B"),
    "definition list": ("<dl><dt>A</dt><dd>B</dd></dl>", None, "A B"),
    "time": ('<p><time datetime="2026-11-22">Sunday</time></p>', [(P, "Sunday")], "Sunday"),
    "abbreviation": ('<p><abbr title="x">EU</abbr>s</p>', [(P, "EUs")], "EUs"),
    "noscript": ("<p>A</p><noscript><p>B</p></noscript>", None, None),
    "iframe": ('<p>A</p><iframe src="https://a.example/"></iframe><p>B</p>', [(P, "A"), (P, "B")], "A B"),
    "button": ("<p>A <button>go</button></p>", None, None),
    "soft hyphen": ("<p>Har&shy;bour</p>", [(P, "Harbour")], "Harbour"),
    "zero width space": ("<p>Har&#8203;bour</p>", [(P, "Harbour")], "Harbour"),
    "nested lists": ("<ul><li>A<ul><li>B</li></ul></li><li>C</li></ul>", [(L, "A"), (L, "B"), (L, "C")], "A B C"),
    "list in a paragraph": ("<p>A<ul><li>B</li></ul></p>", [(P, "A"), (L, "B")], "A B"),
    "paragraph in a list": ("<ul><li><p>A</p></li><li><p>B</p></li></ul>", [(L, "A"), (L, "B")], "A B"),
    "text behind a list": ("<ul><li>A</li></ul>B", [(L, "A"), (P, "B")], "A B"),
    "crossed": ("<p>A <b>B <i>C</b> D</i></p>", [(P, "A B C D")], "A B C D"),
    "nested anchors": ('<p><a href="https://a.example/1">A<a href="https://a.example/2">B</a></p>', [(P, "AB")], "AB"),
    "upper case": ("<P>A</P><UL><LI>B</UL>", [(P, "A"), (L, "B")], "A B"),
    "html whole": ("<html><head><title>x</title></head><body><p>A</p></body></html>", [(P, "A")], None),
    "Word": ("<p class=MsoNormal><o:p>&nbsp;</o:p>A<o:p></o:p></p>", [(P, "A")], None),
    "emoji": ("<p>A 👩‍👩‍👧 B</p>", [(P, "A 👩‍👩‍👧 B")], "A 👩‍👩‍👧 B"),
    "rtl": ('<p dir="rtl">שלום <b>עולם</b></p>', [(P, "שלום עולם")], "שלום עולם"),
    "cjk": ("<p>港の<br>ニュース</p>", None, None),
    "only an image": ('<img src="https://a.example/x.png">', [], None),
    "figure": ('<figure><img src="x.png"><figcaption>Cap</figcaption></figure><p>A</p>', None, None),
    "thousand nested": ("<div>" * 1000 + "A" + "</div>" * 1000, [(P, "A")], "A"),
    "less than": ("<p>1 < 2 and 3 > 2</p>", [(P, "1 < 2 and 3 > 2")], None),
    "heart": ("<p>I <3 you</p>", [(P, "I <3 you")], None),
    "generics": ("<p>List<String> x</p>", None, None),
    "break": ("<p>One<br>two<br/>three</p>", None, "One two three"),
    "two breaks": ("One<br><br>Two", [(P, "One"), (P, "Two")], "One Two"),
}
ROWS = []
for what, (html, blocks, line) in HTML.items():
    if blocks is not None:
        wanted = {"0.blocks": [{"type": kind, "text": text} for kind, text in blocks] or None, "0.body": "\n\n".join(text for _, text in blocks) or None}
        ROWS.append((f"body, {what}", rss(f"<title>T</title><content:encoded><![CDATA[{html}]]></content:encoded>"), wanted))
        ROWS.append((f"summary, {what}", rss(f"<title>T</title><description><![CDATA[{html}]]></description>"), {"0.body": "\n\n".join(text for _, text in blocks) or None}))
    if line is not None:
        ROWS.append((f"title, {what}", rss(f"<link>https://a.example/1</link><title><![CDATA[{html}]]></title>"), {"0.title": line}))
