# SPDX-License-Identifier: MIT
"""Written before it was run: each element that dates an item or a feed, and the order among them."""
from make import atom, atom03, channel, rdf, rss

ROWS = []
FORMS = {
    "Sun, 22 Nov 2026 07:45:10 +0100": "2026-11-22T06:45:10Z", "Sun, 22 Nov 2026 07:45:10 GMT": "2026-11-22T07:45:10Z", "22 Nov 26 07:45 EST": "2026-11-22T12:45:00Z",
    "2026-11-22T07:45:10Z": "2026-11-22T07:45:10Z", "2026-11-22T07:45:10.123+01:00": "2026-11-22T06:45:10Z", "2026-11-22T07:45-05:00": "2026-11-22T12:45:00Z", "2026-11-22 07:45:10": "2026-11-22T07:45:10Z",
    "2026-11-22": "2026-11-22", "20261122T074510Z": "2026-11-22T07:45:10Z", "Sun Nov 22 07:45:10 2026": "2026-11-22T07:45:10Z", "Sun, 22 Nov 2026 07:45:10 PDT": "2026-11-22T14:45:10Z",
    "Son, 22 Nov 2026 07:45:10 +0100": "2026-11-22T06:45:10Z", "22 нояб. 2026 07:45:10 +0300": "2026-11-22T04:45:10Z", "dim., 22 nov. 2026 07:45:10 +0100": "2026-11-22T06:45:10Z",
    "1795333510": "2026-11-22T06:25:10Z", "November 22, 2026 7:45 AM": "2026-11-22T07:45:00Z", " \n Sun, 22 Nov 2026 07:45:10 GMT\n": "2026-11-22T07:45:10Z",
    "yesterday": None, "": None, "0000-00-00T00:00:00Z": None, "Wed, 30 Nov -0001 00:00:00 +0000": None, "2026-11": None, "2026-02-30T00:00:00Z": None,
}
import datetime

FORMS["1795333510"] = datetime.datetime.fromtimestamp(1795333510, datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
ELEMENTS = {
    "pubDate": (lambda d: rss(f"<title>T</title><pubDate>{d}</pubDate>"), "published_at"),
    "dc:date": (lambda d: rss(f"<title>T</title><dc:date>{d}</dc:date>"), "published_at"),
    "dc:date of rdf": (lambda d: rdf(f"<title>T</title><dc:date>{d}</dc:date>"), "published_at"),
    "published": (lambda d: atom(f"<id>x:1</id><title>T</title><published>{d}</published>"), "published_at"),
    "updated": (lambda d: atom(f"<id>x:1</id><title>T</title><updated>{d}</updated>"), "updated_at"),
    "issued of 0.3": (lambda d: atom03(f"<id>x:1</id><title>T</title><issued>{d}</issued>"), "published_at"),
    "modified of 0.3": (lambda d: atom03(f"<id>x:1</id><title>T</title><modified>{d}</modified>"), "updated_at"),
    "dcterms:issued": (lambda d: rss(f"<title>T</title><dcterms:issued>{d}</dcterms:issued>"), "published_at"),
    "dcterms:modified": (lambda d: rss(f"<title>T</title><dcterms:modified>{d}</dcterms:modified>"), "updated_at"),
    "atom:updated in rss": (lambda d: rss(f"<title>T</title><atom:updated>{d}</atom:updated>"), "updated_at"),
}
for number, (form, expected) in enumerate(FORMS.items()):
    for turn, (element, (document, field)) in enumerate(ELEMENTS.items()):
        if turn == 0 or (number + turn) % 3 == 0:
            ROWS.append((f"{element}: {form.strip()}", document(form), {f"0.{field}": expected, "0.title": "T"}))
D = ["Mon, 02 Nov 2026 01:00:00 GMT", "Mon, 02 Nov 2026 02:00:00 GMT", "Mon, 02 Nov 2026 03:00:00 GMT"]
W = ["2026-11-02T01:00:00Z", "2026-11-02T02:00:00Z", "2026-11-02T03:00:00Z"]
ROWS += [
    ("pubDate before dc:date", rss(f"<title>T</title><dc:date>{W[0]}</dc:date><pubDate>{D[1]}</pubDate>"), {"0.published_at": W[1]}),
    ("published before dcterms:issued", rss(f"<title>T</title><dcterms:issued>{W[0]}</dcterms:issued><atom:published>{W[1]}</atom:published>"), {"0.published_at": W[1]}),
    ("dcterms:issued before dc:date", rss(f"<title>T</title><dc:date>{W[0]}</dc:date><dcterms:issued>{W[1]}</dcterms:issued>"), {"0.published_at": W[1]}),
    ("dc:date before dcterms:created", rss(f"<title>T</title><dcterms:created>{W[0]}</dcterms:created><dc:date>{W[1]}</dc:date>"), {"0.published_at": W[1]}),
    ("dcterms:created alone", rss(f"<title>T</title><dcterms:created>{W[0]}</dcterms:created>"), {"0.published_at": W[0]}),
    ("pubDate blank, dc:date", rss(f"<title>T</title><pubDate></pubDate><dc:date>{W[1]}</dc:date>"), {"0.published_at": W[1]}),
    ("pubDate unreadable, dc:date", rss(f"<title>T</title><pubDate>soon</pubDate><dc:date>{W[1]}</dc:date>"), {"0.published_at": W[1]}),
    ("atom:updated before dcterms:modified", rss(f"<title>T</title><dcterms:modified>{W[0]}</dcterms:modified><atom:updated>{W[1]}</atom:updated>"), {"0.updated_at": W[1]}),
    ("created of 0.3 alone", atom03(f"<id>x:1</id><title>T</title><created>{W[0]}</created>"), {"0.published_at": W[0]}),
    ("issued before created", atom03(f"<id>x:1</id><title>T</title><created>{W[0]}</created><issued>{W[1]}</issued><modified>{W[2]}</modified>"), {"0.published_at": W[1], "0.updated_at": W[2]}),
    ("updated alone is not published", atom(f"<id>x:1</id><title>T</title><updated>{W[0]}</updated>"), {"0.published_at": None, "0.updated_at": W[0]}),
    ("two pubDates", rss(f"<title>T</title><pubDate>{D[0]}</pubDate><pubDate>{D[1]}</pubDate>"), {"0.published_at": W[0]}),
    ("channel dates are not the item's", channel(f"<pubDate>{D[0]}</pubDate><lastBuildDate>{D[1]}</lastBuildDate><item><title>T</title></item>"),
     {"0.published_at": None, "0.updated_at": None, "feed.updated_at": W[1]}),
    ("pubDate of a channel", channel(f"<pubDate>{D[0]}</pubDate><item><title>T</title></item>"), {"feed.updated_at": W[0]}),
    ("dc:date of a channel", channel(f"<dc:date>{W[0]}</dc:date><item><title>T</title></item>"), {"feed.updated_at": W[0]}),
    ("updated of a feed", atom("<id>x:1</id><title>T</title>", f"<updated>{W[2]}</updated>"), {"feed.updated_at": W[2], "0.updated_at": None}),
    ("modified of a feed", atom03("<id>x:1</id><title>T</title>", f"<modified>{W[2]}</modified>"), {"feed.updated_at": W[2]}),
    ("the source's dates are not the entry's", atom(f"<id>x:1</id><title>T</title><source><updated>{W[0]}</updated></source><updated>{W[1]}</updated>"), {"0.updated_at": W[1]}),
    ("expirationDate", rss(f"<title>T</title><expirationDate>{D[2]}</expirationDate>"), {"0.expires_at": W[2]}),
    ("dcterms:valid", rss("<title>T</title><dcterms:valid>start=2026-11-01T00:00:00Z; end=2026-11-02T03:00:00Z; scheme=W3C-DTF</dcterms:valid>"), {"0.expires_at": W[2]}),
    ("precision of a day", rss("<title>T</title><pubDate>22 Nov 2026</pubDate>"), {"0.published_at": "2026-11-22", "0.published_precision": "day"}),
    ("precision of a minute", rss("<title>T</title><pubDate>22 Nov 2026 07:45 GMT</pubDate>"), {"0.published_precision": "minute"}),
    ("month alone", rss("<title>T</title><dc:date>2026-11</dc:date>"), {"0.published_at": None, "0.published_text": "2026-11"}),
    ("zone of the source", rss("<title>T</title><pubDate>2026-11-22 07:45:10</pubDate>"), {"0.published_at": "2026-11-22T00:45:10Z"}, {"timezone": "Asia/Ho_Chi_Minh"}),
    ("zone of the text wins", rss(f"<title>T</title><pubDate>{D[0]}</pubDate>"), {"0.published_at": W[0]}, {"timezone": "Asia/Ho_Chi_Minh"}),
    ("a day is not shifted", rss("<title>T</title><pubDate>2026-11-22</pubDate>"), {"0.published_at": "2026-11-22"}, {"timezone": "Asia/Ho_Chi_Minh"}),
    ("far ahead", rss("<title>T</title><pubDate>Sun, 22 Nov 2037 07:45:10 GMT</pubDate>"), {"0.published_at": "2037-11-22T07:45:10Z", "0.warnings has": ["date_future"]}),
    ("long ago", rss("<title>T</title><pubDate>Thu, 01 Jan 1970 00:00:00 GMT</pubDate>"), {"0.published_at": "1970-01-01T00:00:00Z", "0.warnings has": ["date_past"]}),
    ("json dates", '{"version":"https://jsonfeed.org/version/1","title":"F","items":[{"id":"1","date_published":"2026-11-02T02:00:00+01:00","date_modified":"2026-11-02T03:00:00.5Z"}]}',
     {"0.published_at": W[0], "0.updated_at": W[2]}),
    ("json date as a number", '{"version":"https://jsonfeed.org/version/1","title":"F","items":[{"id":"1","title":"T","date_published":1795333510}]}', {"0.title": "T"}),
    ("json date in words", '{"version":"https://jsonfeed.org/version/1","title":"F","items":[{"id":"1","title":"T","date_published":"Mon, 02 Nov 2026 01:00:00 GMT"}]}', {"0.published_at": W[0]}),
    ("date in a time of html", rss("<title>T</title><pubDate>&lt;time datetime='x'&gt;2026-11-02T01:00:00Z&lt;/time&gt;</pubDate>"), {"0.title": "T"}),
]
