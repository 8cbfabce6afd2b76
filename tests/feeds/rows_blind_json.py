# SPDX-License-Identifier: MIT
"""Written before it was run: JSON Feed, right and wrong."""
import json

V1, V11 = "https://jsonfeed.org/version/1", "https://jsonfeed.org/version/1.1"


def feed(*items, **head):
    return json.dumps({"version": V11, "title": "F", **head, "items": list(items)}, ensure_ascii=False)


def item(**members):
    return feed({"id": "1", **members})


ROWS = [
    ("format 1", json.dumps({"version": V1, "title": "F", "items": [{"id": "1", "content_text": "x"}]}), {"feed.format": "json1", "feed.title": "F"}),
    ("format 1.1", item(title="T"), {"feed.format": "json11"}),
    ("format 1 with slash", json.dumps({"version": V1 + "/", "title": "F", "items": [{"id": "1", "title": "T"}]}), {"0.title": "T"}),
    ("version by http", json.dumps({"version": "http://jsonfeed.org/version/1", "title": "F", "items": [{"id": "1", "title": "T"}]}), {"0.title": "T"}),
    ("whole head", feed(home_page_url="https://a.example/", feed_url="https://a.example/f.json", description="D", language="de", icon="https://a.example/i.png", authors=[{"name": "A"}], next_url="https://a.example/f2.json", hubs=[{"type": "WebSub", "url": "https://h.example/"}]),
     {"feed.url": "https://a.example/", "feed.self_url": "https://a.example/f.json", "feed.summary": "D", "feed.language": "de", "feed.image": "https://a.example/i.png", "feed.authors": [{"name": "A"}], "feed.next_url": "https://a.example/f2.json", "feed.hub_url": "https://h.example/", "count": 0}),
    ("expired", feed(expired=True), {"feed.expired": True}),
    ("expired is false", feed(expired=False), {"feed.expired": None}),
    ("id as number", feed({"id": 17, "title": "T"}), {"0.guid": "17"}),
    ("id as fraction", feed({"id": 1.5, "title": "T"}), {"0.guid": "1.5"}),
    ("id as large number", '{"version":"https://jsonfeed.org/version/1","title":"F","items":[{"id":12345678901234567890,"title":"T"}]}', {"0.guid": "12345678901234567890"}),
    ("no id", feed({"url": "https://a.example/1", "title": "T"}), {"0.guid": "https://a.example/1", "0.url": "https://a.example/1"}),
    ("empty id", feed({"id": "", "url": "https://a.example/1", "title": "T"}), {"0.url": "https://a.example/1", "count": 1}),
    ("null id", feed({"id": None, "url": "https://a.example/1", "title": "T"}), {"0.url": "https://a.example/1", "count": 1}),
    ("neither id nor url", feed({"title": "T"}), {"0.title": "T"}),
    ("external_url", item(external_url="https://b.example/1", title="T"), {"0.url": "https://b.example/1"}),
    ("url before external_url", item(external_url="https://b.example/1", url="https://a.example/1"), {"0.url": "https://a.example/1"}),
    ("content_html", item(content_html="<p>A <b>b</b></p>"), {"0.body": "A b", "0.body_html": "<p>A <b>b</b></p>"}),
    ("content_text", item(content_text="1 < 2 & <b>x</b>"), {"0.body": "1 < 2 & <b>x</b>"}),
    ("content_text over lines", item(content_text="One\n\nTwo"), {"0.body": "One\n\nTwo"}),
    ("content_html before content_text", item(content_text="X", content_html="<p>H</p>"), {"0.body": "H"}),
    ("empty content_html", item(content_text="X", content_html=""), {"0.body": "X"}),
    ("summary is plain", item(title="T", summary="1 < 2 & <b>x</b>"), {"0.summary": "1 < 2 & <b>x</b>"}),
    ("summary alone is the body", item(title="T", summary="S"), {"0.summary": "S", "0.body": "S", "0.extraction": "summary"}),
    ("title is plain", item(title="A <b> & &amp; c"), {"0.title": "A <b> & &amp; c"}),
    ("title as number", item(title=42), {"0.title": "42"}),
    ("title as object", item(title={"x": 1}, url="https://a.example/1"), {"0.url": "https://a.example/1", "0.title": None}),
    ("title as null", item(title=None, url="https://a.example/1"), {"0.title": None}),
    ("title as list", item(title=["T"], url="https://a.example/1"), {"0.url": "https://a.example/1", "count": 1}),
    ("tags", item(tags=["a", " b ", "", "A"]), {"0.keywords": ["a", "b"]}),
    ("tags as text", item(title="T", tags="a"), {"0.keywords": ["a"]}),
    ("tags with numbers", item(title="T", tags=["a", 5, None, {"x": 1}]), {"0.keywords": ["a", "5"]}),
    ("image", item(title="T", image="https://a.example/i.jpg"), {"0.media": [{"url": "https://a.example/i.jpg", "medium": "image", "role": "lead"}]}),
    ("banner_image", item(title="T", banner_image="https://a.example/b.jpg"), {"0.media.0.url": "https://a.example/b.jpg"}),
    ("attachment", item(title="T", attachments=[{"url": "https://a.example/a.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 47, "title": "A", "duration_in_seconds": 62}]),
     {"0.media": [{"url": "https://a.example/a.mp3", "media_type": "audio/mpeg", "medium": "audio", "title": "A", "bytes": 47, "duration": 62}]}),
    ("attachments as an object", item(title="T", attachments={"url": "https://a.example/a.mp3", "mime_type": "audio/mpeg"}), {"0.media.0.url": "https://a.example/a.mp3"}),
    ("attachment with wrong types", item(title="T", attachments=[{"url": "https://a.example/a.mp3", "mime_type": 5, "size_in_bytes": "47"}, 7]), {"0.media.0.url": "https://a.example/a.mp3"}),
    ("dates", item(title="T", date_published="2026-11-22T08:00:00+01:00", date_modified="2026-11-22T09:00:00+01:00"), {"0.published_at": "2026-11-22T07:00:00Z", "0.updated_at": "2026-11-22T08:00:00Z"}),
    ("date of nonsense", item(title="T", date_published="soon"), {"0.published_at": None, "0.title": "T"}),
    ("items as an object", '{"version":"https://jsonfeed.org/version/1","title":"F","items":{"id":"1","title":"T"}}', {"0.title": "T"}),
    ("items missing", '{"version":"https://jsonfeed.org/version/1","title":"F"}', {"count": 0, "feed.title": "F"}),
    ("items with nulls", '{"version":"https://jsonfeed.org/version/1","title":"F","items":[null,"x",{"id":"1","title":"T"}]}', {"count": 1, "0.title": "T"}),
    ("members unknown", item(title="T", _x={"deep": [1, 2, {"title": "no"}]}), {"0.title": "T"}),
    ("members after the items", '{"version":"https://jsonfeed.org/version/1","items":[{"id":"1","title":"T"}],"title":"F","language":"de"}', {"feed.title": "F", "0.title": "T"}),
    ("version after the items", '{"title":"F","items":[{"id":"1","title":"T"}],"version":"https://jsonfeed.org/version/1"}', {"0.title": "T"}),
    ("escapes", '{"version":"https:\\/\\/jsonfeed.org\\/version\\/1","title":"F","items":[{"id":"1","title":"Caf\\u00e9 \\ud83d\\ude00 \\"x\\"","url":"https:\\/\\/a.example\\/1"}]}', {"0.title": 'Café 😀 "x"', "0.url": "https://a.example/1"}),
    ("lone surrogate", '{"version":"https://jsonfeed.org/version/1","title":"F","items":[{"id":"1","title":"A\\ud83d B"}]}', {"0.guid": "1"}),
    ("NUL in a text", '{"version":"https://jsonfeed.org/version/1","title":"F","items":[{"id":"1","title":"A\\u0000B"}]}', {"0.guid": "1"}),
    ("comma at the end", '{"version":"https://jsonfeed.org/version/1","title":"F","items":[{"id":"1","title":"T",},]}', {"0.title": "T"}),
    ("comma at the end is a defect", '{"version":"https://jsonfeed.org/version/1","title":"F","items":[{"id":"1","title":"T"},]}', {"0.title": "T", "feed.wellformed": False, "defects": ["bad_json"]}),
    ("escape of what needs none", '{"version":"https://jsonfeed.org/version/1","title":"F","items":[{"id":"1","title":"it\\\'s \\u12"},{"id":"2","title":"U"}]}', {"0.title": "it's u12", "1.title": "U", "feed.wellformed": False}),
    ("a quotation mark in a text", '{"version":"https://jsonfeed.org/version/1","title":"F","items":[{"id":"1","title":"A"},{"id":"2","title":"He said "x" so","url":"https://a.example/2"},{"id":"3","title":"C"}]}',
     {"0.title": "A", "2.title": "C", "count": 3, "feed.wellformed": False, "defects": ["bad_json"]}),
    ("a bracket too many in an item", '{"version":"https://jsonfeed.org/version/1","title":"F","items":[{"id":"1","title":"A","tags":["a"]]},{"id":"2","title":"B"}]}', {"0.title": "A", "1.title": "B", "count": 2, "feed.wellformed": False}),
    ("no commas too many", '{"version":"https://jsonfeed.org/version/1","title":"F","items":[{"id":"1","title":"T"},{"id":"2","tags":["a","b"]}]}', {"1.keywords": ["a", "b"], "feed.wellformed": True}),
    ("tabs in a text", '{"version":"https://jsonfeed.org/version/1","title":"F","items":[{"id":"1","title":"A\tB"}]}', {"0.title": "A B"}),
    ("white space before", ' \n{"version":"https://jsonfeed.org/version/1","title":"F","items":[{"id":"1","title":"T"}]}', {"0.title": "T"}),
    ("member twice", '{"version":"https://jsonfeed.org/version/1","title":"F","items":[{"id":"1","title":"A","title":"B"}]}', {"count": 1}),
    ("author with mail in the url", item(title="T", authors=[{"name": "A", "url": "mailto:a@a.example"}]), {"0.authors.0.name": "A"}),
    ("author's null", item(title="T", author=None), {"0.authors": None}),
    ("as text/html", item(title="T"), {"0.title": "T"}, {"type": "text/html"}),
    ("as application/json", item(title="T"), {"0.title": "T"}, {"type": "application/json"}),
    ("home page relative", feed({"id": "1", "title": "T", "url": "/1"}, home_page_url="/", feed_url="https://a.example/f.json"), {"feed.url": "https://a.example/", "0.url": "https://a.example/1"}),
    ("feed_url of nonsense", feed({"id": "1", "title": "T", "url": "/1"}, feed_url=5), {"0.url": "https://host.example/1"}),
    ("sanitized", item(content_html="a<script>x()</script><a href='javascript:x()'>b</a>"), {"0.body_html lacks": ["script", "x()"], "0.body": "ab"}),
    ("language of an item", item(title="T", language="pt_br"), {"0.language": "pt-BR"}),
    ("content as number", item(title="T", content_text=42), {"0.body": "42"}),
    ("content as null", item(title="T", content_html=None), {"0.body": None}),
    ("true as title", item(title=True, url="https://a.example/1"), {"0.url": "https://a.example/1"}),
    ("url as number", item(title="T", url=5), {"0.title": "T", "count": 1}),
    ("thousand items", feed(*({"id": str(n), "title": f"T{n}"} for n in range(1000))), {"count": 1000, "999.title": "T999"}),
]
