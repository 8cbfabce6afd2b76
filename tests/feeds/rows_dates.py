# SPDX-License-Identifier: MIT
"""Dates as feeds write them, in each element that holds one."""
from make import atom, rss

GOOD = [
    ("Thu, 01 Jan 2026 19:48:21 GMT", "2026-01-01T19:48:21Z"), ("01 Jan 2026 19:48:21 GMT", "2026-01-01T19:48:21Z"), ("Thu, 01 Jan 26 19:48:21 GMT", "2026-01-01T19:48:21Z"), ("Thu, 01 Jan 2026 19:48 GMT", "2026-01-01T19:48:00Z"),
    ("Thu, 1 Jan 2026 9:48:21 +0100", "2026-01-01T08:48:21Z"), ("Thu, 01 Jan 2026 19:48:21 EST", "2026-01-02T00:48:21Z"), ("Thu, 01 Jan 2026 19:48:21 PST", "2026-01-02T03:48:21Z"), ("Thu, 01 Jan 2026 19:48:21 -0800", "2026-01-02T03:48:21Z"),
    ("Thu, 01 Jan 2026 19:48:21", "2026-01-01T19:48:21Z"), ("Thu Jan  1 19:48:21 2026", "2026-01-01T19:48:21Z"), ("Thu, 01-Jan-2026 19:48:21 GMT", "2026-01-01T19:48:21Z"), ("Thursday, 01-Jan-26 19:48:21 GMT", "2026-01-01T19:48:21Z"),
    ("Fri, 01 Jan 2026 19:48:21 GMT", "2026-01-01T19:48:21Z"), ("Thu, 01 January 2026 19:48:21 GMT", "2026-01-01T19:48:21Z"), ("2026-01-01T19:48:21Z", "2026-01-01T19:48:21Z"), ("2026-01-01T19:48:21+01:00", "2026-01-01T18:48:21Z"),
    ("2026-01-01T19:48:21.45+01:00", "2026-01-01T18:48:21Z"), ("2026-01-01T19:48Z", "2026-01-01T19:48:00Z"), ("2026-01-01T19:48:21+0100", "2026-01-01T18:48:21Z"), ("2026-01-01 19:48:21", "2026-01-01T19:48:21Z"), ("20260101T194821Z", "2026-01-01T19:48:21Z"),
    ("2026-01-01", "2026-01-01"), ("20260101", "2026-01-01"), ("2026-001", "2026-01-01"), ("2026-W01-4", "2026-01-01"), ("01.01.2026 19:48", "2026-01-01T19:48:00Z"), ("2026-01-01T24:00:00Z", "2026-01-02T00:00:00Z"), ("Thu, 31 Dec 2026 23:59:60 GMT", "2027-01-01T00:00:00Z"),
    ("Thu, 01 Jan 2026 19:48:21 Z", "2026-01-01T19:48:21Z"), ("Thu, 01 Jan 2026 19:48:21 UT", "2026-01-01T19:48:21Z"), ("1767296901", "2026-01-01T19:48:21Z"), ("Thu,  01 Jan 2026 19:48:21 GMT", "2026-01-01T19:48:21Z"), ("\n Thu, 01 Jan 2026 19:48:21 GMT \n", "2026-01-01T19:48:21Z"),
    ("2026년 01월 01일 오후 07:48:21", "2026-01-01T19:48:21Z"), ("2026/01/01 19:48:21", "2026-01-01T19:48:21Z"), ("Do, 01 Jan 2026 19:48:21 +0100", "2026-01-01T18:48:21Z"), ("1 janvier 2026 19:48", "2026-01-01T19:48:00Z"), ("Thu, 01 Jan 2026 19:48:21 +0100 (CET)", "2026-01-01T18:48:21Z"),
    ("2026-13-01", None), ("31 Feb 2026", None), ("now", None), ("0000-00-00T00:00:00Z", None), ("2026-01-01T25:00:00Z", None), ("2026-01", None), ("2026", None), ("-", None),
]
ROWS = []
for text, want in GOOD:
    for name, document, path in [
            ("pubDate", rss(f"<title>t</title><pubDate>{text}</pubDate>"), "0.published_at"), ("dc:date", rss(f"<title>t</title><dc:date>{text}</dc:date>"), "0.published_at"),
            ("published", atom(f"<title>t</title><published>{text}</published>"), "0.published_at"), ("updated", atom(f"<title>t</title><updated>{text}</updated>"), "0.updated_at")]:
        if want and len(want) == 10 and path == "0.updated_at":
            continue
        ROWS.append((f"{name} {text.strip()}", document, {path: want}))
ROWS += [
    ("future", rss("<title>t</title><pubDate>Sun, 01 Jan 2090 00:00:00 GMT</pubDate>"), {"0.published_at": "2090-01-01T00:00:00Z", "0.warnings": ["date_future"]}),
    ("past", rss("<title>t</title><pubDate>Fri, 01 Jan 1960 00:00:00 GMT</pubDate>"), {"0.published_at": "1960-01-01T00:00:00Z", "0.warnings": ["date_past"]}),
    ("zone of the source", rss("<title>t</title><pubDate>2026-07-01 12:00:00</pubDate>"), {"0.published_at": "2026-07-01T10:00:00Z"}, {"timezone": "Europe/Berlin"}),
    ("day is not shifted", rss("<title>t</title><pubDate>2026-07-01</pubDate>"), {"0.published_at": "2026-07-01"}, {"timezone": "Asia/Tokyo"}),
    ("bad pubDate, good dc", rss("<title>t</title><pubDate>nonsense</pubDate><dc:date>2026-07-01T00:00:00Z</dc:date>"), {"0.published_at": "2026-07-01T00:00:00Z"}),
]
