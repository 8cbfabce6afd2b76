# SPDX-License-Identifier: MIT
"""Pages instead of feeds: which feeds they name."""


def page(head, named, not_named=(), body=""):
    document = f"<!DOCTYPE html><html><head><title>P</title>{head}</head><body><p>x</p>{body}</body></html>"
    return document, {"count": 0, "defects": ["not_a_feed"], "error has": ["not_a_feed", *named], "error lacks": list(not_named)}


FEED = 'type="application/rss+xml"'
CASES = {
    "usual": page(f'<link rel="alternate" {FEED} title="F" href="http://e.example/f">', ["http://e.example/f"]),
    "order": page(f'<link href="/f" {FEED} title="F" rel="alternate">', ["https://host.example/f"]),
    "unquoted": page("<link href=/f type=application/rss+xml rel=alternate>", ["https://host.example/f"]),
    "case": page('<LINK HREF="/f" TYPE="APPLICATION/RSS+XML" REL="ALTERNATE">', ["https://host.example/f"]),
    "atom": page('<link rel="alternate" type="application/atom+xml" href="a">', ["https://host.example/a"]),
    "json": page('<link rel="alternate" type="application/feed+json" href="j">', ["https://host.example/j"]),
    "rdf": page('<link rel="alternate" type="application/rdf+xml" href="r">', ["https://host.example/r"]),
    "charset": page('<link rel="alternate" type="application/rss+xml; charset=utf-8" href="r">', ["https://host.example/r"]),
    "words of rel": page(f'<link rel="home alternate" {FEED} href="r">', ["https://host.example/r"]),
    "several": page(f'<link rel="alternate" {FEED} href="a"><link rel="alternate" {FEED} href="b"><link rel="alternate" {FEED} href="ab">', ["/a, https://host.example/b, https://host.example/ab"]),
    "longer one first": page(f'<link rel="alternate" {FEED} href="f/2"><link rel="alternate" {FEED} href="f">', ["/f/2, https://host.example/f"]),
    "twice": page(f'<link rel="alternate" {FEED} href="a"><link rel="alternate" {FEED} href="a">', ["/a"], [","]),
    "base": page(f'<base href="http://b.example/x/"><link rel="alternate" {FEED} href="a">', ["http://b.example/x/a"]),
    "parent": page(f'<link rel="alternate" {FEED} href="../a?x=1&amp;y=2">', ["https://host.example/a?x=1&y=2"]),
    "single quotes": page("<link rel='alternate' type='application/rss+xml' href='a'>", ["https://host.example/a"]),
    "xhtml": page(f'<link rel="alternate" {FEED} href="a" />', ["https://host.example/a"]),
    "rel feed": page('<link rel="feed" href="a">', ["https://host.example/a"]),
    "in the body": page("", ["https://host.example/a"], body=f'<link rel="alternate" {FEED} href="a">'),
    "other language": page('<link rel="alternate" hreflang="de" href="/de">', ["no feed"], ["/de"]),
    "print": page('<link rel="alternate" type="text/html" media="print" href="/p">', ["no feed"], ["/p,"]),
    "style sheet": page('<link rel="alternate stylesheet" type="text/css" href="/s.css">', ["no feed"], ["s.css"]),
    "api": page('<link rel="alternate" type="application/json" href="/wp-json/1">', ["no feed"], ["wp-json"]),
    "no address": page(f'<link rel="alternate" {FEED}>', ["no feed"]),
    "in a comment": page(f'<!-- <link rel="alternate" {FEED} href="a"> -->', ["no feed"]),
    "in a script": page(f"<script>'<link rel=\"alternate\" {FEED} href=\"a\">'</script>", ["no feed"]),
    "visible /feed": page("", ["https://host.example/feed"], body='<a href="/feed">RSS</a>'),
    "visible rss.xml": page("", ["https://host.example/rss.xml"], body='<a href="rss.xml">x</a>'),
    "visible with query": page("", ["https://host.example/feed/?t=1"], body='<a href="/feed/?t=1">x</a>'),
    "visible elsewhere": page("", ["http://o.example/atom.xml"], body='<a href="http://o.example/atom.xml">x</a>'),
    "visible but declared": page(f'<link rel="alternate" {FEED} href="a">', ["https://host.example/a"], ["/feed"], body='<a href="/feed">RSS</a>'),
    "feedback": page("", ["no feed"], ["back"], body='<a href="/feedback">x</a><a href="/newsfeeds.html">y</a>'),
    "nothing is guessed": page("", ["no feed"], ["host.example"]),
}
ROWS = [(name, *case) for name, case in CASES.items()]
