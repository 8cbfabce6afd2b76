# SPDX-License-Identifier: MIT
"""Documents under 1 MiB that would take minutes, were what has no end looked for anew wherever something seems to begin."""
from make import rss


def torn(piece, most=1000000):
    return f"<rss version='2.0'><channel><title>C</title><item><title>A</title></item>{piece * ((most - 100) // len(piece))}"


# The first of these closes what every section stands in, far behind it.
CDATA = torn("<![CDATA[", 900000) + "</channel></rss>"
DEEP = "<rss version='2.0'><channel><title>C</title><item><title>A</title></item>" + "<x>" * 240 + "<![CDATA[</y>" * 70000 + "</x>"

READ = {"feed.title": "C", "0.title": "A"}

ROWS = [
    ("comments without an end", torn("<!--"), {**READ, "defects": ["bad_comment"]}),
    ("instructions without an end", torn("<?"), {**READ, "defects": ["bad_tag"]}),
    ("instructions that end as tags", torn("<?x>"), {**READ, "defects": ["bad_tag"]}),
    ("declarations before blanks", torn("<?xml ", 500000) + " " * 500000, {**READ, "defects": ["junk_after"]}),
    ("sections without an end", CDATA, {**READ, "defects": ["bad_tag"]}),
    ("sections without an end, deep", DEEP, {**READ, "defects": ["bad_tag"]}),
    ("objects before blanks", '{"version":"https://jsonfeed.org/version/1","title":"C","items":[{"id":"1","title":"A"},{"id":"2","title":x' + "{" * 400000 + " " * 500000,
     {"0.title": "A", "feed.title": "C", "defects": ["truncated"]}),
    ("unknown elements behind blanks", rss("<title>A</title><link>" + " " * 400000 + "<x/>" * 100000), {"0.title": "A"}),
    ("controls in a text", rss("<title>A</title><description>" + "\1" * 900000 + "</description>"), {"0.title": "A", "defects": ["control_character"]}),
    ("controls in a section", rss("<title>A</title><description><![CDATA[" + "\1" * 1100000), {"0.title": "A", "defects": ["control_character"]}),
    ("controls in an attribute", rss("<title>A</title><description><a b='" + "a\1" * 400000 + "'/></description>"), {"0.title": "A", "defects": ["control_character"]}),
    ("torn comment before 2 MiB", rss("<title>A</title>").replace("<item>", "<!-- <item>") + " " * 2000000 + "-->", {"count": 1, "0.title": "A", "defects": ["bad_comment"]}),
    ("torn instruction before 2 MiB", rss("<title>A</title>").replace("<item>", "<? <item>") + " " * 2000000 + "?>", {"count": 1, "0.title": "A", "defects": ["bad_tag"]}),
    ("long comment", rss("<title>A</title>").replace("<item>", "<!--" + "<p> " * 250000 + "--><item>"), {"count": 1, "0.title": "A", "feed.wellformed": True}),
    ("doctypes without an end", torn("<!DOCTYPE [>"), {**READ, "defects": ["bad_doctype"]}),
]
