# SPDX-License-Identifier: MIT
import json


def feed(items, version="https://jsonfeed.org/version/1.1", **more):
    return json.dumps({"version": version, "title": "J", **more, "items": items})


HEAD = '{"version":"https://jsonfeed.org/version/1","items":['
ROWS = [
    ("json 1.1", feed([{"id": "1", "title": "T", "content_html": "<p>a</p>"}]), {"feed.format": "json11", "feed.title": "J", "feed.wellformed": True, "0.guid": "1", "0.body": "a", "0.body_html": "<p>a</p>"}),
    ("json 1.0", feed([{"id": "1", "content_text": "a <b> c\n\nd"}], "https://jsonfeed.org/version/1", author={"name": "F"}),
     {"feed.format": "json1", "0.body": "a <b> c\n\nd", "0.authors": [{"name": "F"}], "feed.authors": [{"name": "F"}]}),
    ("json feed", feed([], home_page_url="https://j.example/", feed_url="https://j.example/f.json", description="D", language="de-de", icon="/i.png", expired=True, next_url="/f2",
                       hubs=[{"type": "WebSub", "url": "https://h.example/"}], authors=[{"name": "A"}]),
     {"feed.url": "https://j.example/", "feed.self_url": "https://j.example/f.json", "feed.summary": "D", "feed.language": "de-DE", "feed.image": "https://j.example/i.png",
      "feed.expired": True, "feed.next_url": "https://j.example/f2", "feed.hub_url": "https://h.example/", "feed.authors": [{"name": "A"}]}),
    ("json item", feed([{"id": 17, "url": "/u", "external_url": "http://e.example/", "title": "T & <b>", "summary": "S <i>", "image": "/i.jpg", "date_published": "2026-11-22T08:00:00+01:00",
                         "date_modified": "2026-11-22T09:00:00Z", "authors": [{"name": "A", "url": "http://a.example/"}], "tags": ["x", "y", 3], "language": "fr",
                         "attachments": [{"url": "/a.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 12, "title": "At", "duration_in_seconds": 60.5}]}], feed_url="http://j.example/d/f.json"),
     {"0.guid": "17", "0.url": "http://j.example/u", "0.title": "T & <b>", "0.summary": "S <i>", "0.published_at": "2026-11-22T07:00:00Z", "0.updated_at": "2026-11-22T09:00:00Z",
      "0.authors": [{"name": "A", "url": "http://a.example/"}], "0.keywords": ["x", "y", "3"], "0.language": "fr",
      "0.media.0": {"url": "http://j.example/a.mp3", "media_type": "audio/mpeg", "medium": "audio", "title": "At", "bytes": 12, "duration": 60}, "0.media.1.url": "http://j.example/i.jpg", "0.media.1.role": "lead"}),
    ("json external url", feed([{"id": "1", "title": "T", "external_url": "http://e.example/"}]), {"0.url": "http://e.example/"}),
    ("json without id", feed([{"url": "http://u.example/", "title": "T"}]), {"0.guid": "http://u.example/"}),
    ("json html before text", feed([{"id": "1", "content_text": "t", "content_html": "<p>h</p>"}]), {"0.body": "h"}),
    ("json wrong types", feed([{"id": "1", "title": 5, "authors": {"name": "A"}, "tags": "x", "attachments": {"url": "/a"}, "url": ["no"], "summary": None}]),
     {"0.title": "5", "0.authors": [{"name": "A"}], "0.keywords": ["x"], "0.media.0.url": "https://host.example/a", "0.url": None}),
    ("json items as object", feed({"id": "1", "title": "T"}), {"0.title": "T"}),
    ("json items of other types", feed([1, None, "x", {"id": "1", "title": "T"}]), {"count": 1, "0.title": "T"}),
    ("json feed behind items", json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "title": "T"}], "authors": [{"name": "A"}], "language": "da"}),
     {"0.authors": [{"name": "A"}], "0.language": "da"}),
    ("json escapes", '{"version":"https:\\/\\/jsonfeed.org\\/version\\/1","items":[{"id":"1","title":"\\u00e9 \\ud83d\\ude00 \\ud83d"}]}', {"0.title": "é 😀 \ufffd"}),
    ("json bom", b"\xef\xbb\xbf" + feed([{"id": "1", "title": "é"}]).encode(), {"0.title": "é", "feed.wellformed": True}),
    ("json utf-16", feed([{"id": "1", "title": "\u00e9"}]).encode("utf-16"), {"0.title": "é"}),
    ("json cut", feed([{"id": "1", "title": "A"}, {"id": "2", "title": "B"}, {"id": "3"}])[:-5], {"count": 2, "feed.wellformed": False, "defects": ["truncated"]}),
    ("json cut in an item", feed([{"id": "1", "title": "A"}, {"id": "2", "title": "B", "content_html": "<p>long text"}])[:-12], {"count": 2, "1.title": "B", "1.warnings": ["truncated"]}),
    ("json junk behind", feed([{"id": "1", "title": "A"}]) + " x", {"count": 1, "feed.wellformed": False, "defects": ["junk_after"]}),
    ("other json", '{"a": 1}', {"count": 0, "defects": ["not_a_feed"]}),
    ("json authors too many, then none",
     '{"version":"https://jsonfeed.org/version/1","items":[{"id":"1","title":"A","authors":[' + ",".join(f'"N{i}"' for i in range(2100)) + '],"authors":[""],"authors":[{}]}]}',
     {"count": 1, "0.title": "A", "0.authors.0.name": "N0"}),
    ("json brace too many", HEAD + '{"id":"1","title":"A"}},{"id":"2","title":"B"}]}', {"count": 2, "0.title": "A", "1.title": "B", "defects": ["bad_json"]}),
    ("json semicolon for a comma", HEAD + '{"id":"1","title":"A"};{"id":"2","title":"B"}]}', {"count": 2, "0.title": "A", "1.title": "B", "defects": ["bad_json"]}),
    ("json items that begin with another key, behind a broken one", HEAD + '{"url":"/1","id":"1","title":"A"},{"url":"/2",;},{"url":"/3","id":"3","title":"C"}]}', {"count": 3, "2.title": "C", "defects": ["bad_json"]}),
    ("json object within a broken item", HEAD + '{"id":"1","title":"A"},{"id":"2","title":"B",;"authors":[ {"id":"7","name":"N"}],"_x": {"id":"8"}},{"id":"3","title":"C"}]}',
     {"count": 3, "1.guid": "2", "2.guid": "3", "defects": ["bad_json"]}),
    ("json title behind a broken item", HEAD + '{"id":"1","title":"A"}},{"id":"2","title":"B"}],"title":"J","authors":[{"name":"N"}]}',
     {"count": 2, "feed.title": "J", "feed.authors": [{"name": "N"}], "feed.wellformed": False, "defects": ["bad_json"]}),
    ("json comma before the first", HEAD + ',{"id":"1","title":"A"}]}', {"0.title": "A", "defects": ["bad_json"]}),
    ("json comma forgotten", HEAD + '{"id":"1" "title":"A"} {"id":"2","tags":[],"authors":[{"name":"N"}]}]}', {"count": 2, "0.title": "A", "defects": ["bad_json"]}),
    ("json empty lists", HEAD + '{"id":"1","title":"A","tags":[],"authors":[{}],"attachments":[{"url":"/a"}]},{"id":"2"}],"hubs":[],"title":"J"}', {"count": 2, "feed.wellformed": True}),
    ("json comma too many", '{"version":"https://jsonfeed.org/version/1","items":[{"id":"1","title":"A",},],}', {"0.title": "A"}),
]
