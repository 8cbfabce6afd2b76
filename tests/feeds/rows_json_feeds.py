# SPDX-License-Identifier: MIT
"""JSON feeds, right and wrong."""
import json


def feed(item, version="https://jsonfeed.org/version/1.1", **members):
    return json.dumps({"version": version, "title": "J", **members, "items": [item]})


def i(**members):
    return {"id": "1", "title": "t", **members}


ROWS = [
    ("format 1.1", feed(i()), {"feed.format": "json11", "feed.title": "J", "0.guid": "1", "0.title": "t"}),
    ("format 1", feed(i(), version="https://jsonfeed.org/version/1"), {"feed.format": "json1"}),
    ("feed", feed(i(), home_page_url="https://j.example/", feed_url="https://j.example/f.json", description="d", language="en", icon="https://j.example/i.png", hubs=[{"type": "WebSub", "url": "https://hub.example/"}], authors=[{"name": "Ana Vega", "url": "https://j.example/ana"}]), {"feed.url": "https://j.example/", "feed.self_url": "https://j.example/f.json", "feed.summary": "d", "feed.language": "en", "feed.image": "https://j.example/i.png", "feed.hub_url": "https://hub.example/", "0.authors": [{"name": "Ana Vega", "url": "https://j.example/ana"}], "0.language": "en"}),
    ("expired", feed(i(), expired=True), {"feed.expired": True}),
    ("expired false", feed(i(), expired=False), {"feed.expired": None}),
    ("id number", feed(i(id=17)), {"0.guid": "17"}),
    ("id float", feed(i(id=17.5)), {"0.guid": "17.5"}),
    ("id missing", feed({"url": "https://j.example/1", "title": "t"}), {"0.guid": "https://j.example/1", "0.url": "https://j.example/1"}),
    ("url", feed(i(url="https://j.example/1", external_url="https://o.example/")), {"0.url": "https://j.example/1"}),
    ("external", feed(i(external_url="https://o.example/")), {"0.url": "https://o.example/"}),
    ("relative to feed_url", feed(i(url="1"), feed_url="https://j.example/d/f.json"), {"0.url": "https://j.example/d/1"}),
    ("relative to fetch", feed(i(url="1")), {"0.url": "https://host.example/1"}),
    ("html", feed(i(content_html="<p>x <b>y</b></p>")), {"0.body": "x y", "0.body_html": "<p>x <b>y</b></p>", "0.extraction": "feed"}),
    ("html relative", feed(i(content_html="<a href='q'>x</a>"), feed_url="https://j.example/d/f.json"), {"0.body_html has": ['href="https://j.example/d/q"']}),
    ("html unsafe", feed(i(content_html="<p onclick='evil()'>x<script>evil()</script></p>")), {"0.body_html": "<p>x</p>"}),
    ("text", feed(i(content_text="1 < 2 & <b>3</b>")), {"0.body": "1 < 2 & <b>3</b>"}),
    ("html before text", feed(i(content_text="t", content_html="<p>h</p>")), {"0.body": "h"}),
    ("summary", feed(i(summary="a <b> &amp; c")), {"0.summary": "a <b> &amp; c"}),
    ("title literal", feed(i(title="a <b> &amp; c")), {"0.title": "a <b> &amp; c"}),
    ("image", feed(i(image="https://j.example/i.png", banner_image="https://j.example/b.png")), {"0.media.0.url": "https://j.example/i.png", "0.media.0.role": "lead"}),
    ("banner", feed(i(banner_image="https://j.example/b.png")), {"0.media.0.url": "https://j.example/b.png"}),
    ("dates", feed(i(date_published="2026-03-05T10:00:00+01:00", date_modified="2026-03-06T10:00:00Z")), {"0.published_at": "2026-03-05T09:00:00Z", "0.updated_at": "2026-03-06T10:00:00Z"}),
    ("authors", feed(i(authors=[{"name": "A B"}, {"name": "C D", "url": "https://j.example/c"}])), {"0.authors": [{"name": "A B"}, {"name": "C D", "url": "https://j.example/c"}]}),
    ("author 1.0", feed(i(author={"name": "A B"}), version="https://jsonfeed.org/version/1"), {"0.authors": [{"name": "A B"}]}),
    ("author of feed 1.0", feed(i(), version="https://jsonfeed.org/version/1", author={"name": "A B"}), {"0.authors": [{"name": "A B"}], "feed.authors": [{"name": "A B"}]}),
    ("author before feed's", feed(i(authors=[{"name": "A B"}]), authors=[{"name": "C D"}]), {"0.authors": [{"name": "A B"}]}),
    ("author as a string", feed(i(author="A B")), {"0.authors": [{"name": "A B"}]}),
    ("authors as strings", feed(i(authors=["A B", "C D"])), {"0.authors": [{"name": "A B"}, {"name": "C D"}]}),
    ("authors as one object", feed(i(authors={"name": "A B"})), {"0.authors": [{"name": "A B"}]}),
    ("authors null", feed(i(authors=None), authors=[{"name": "C D"}]), {"0.authors": [{"name": "C D"}]}),
    ("tags", feed(i(tags=["a", "b", "A", " ", ""])), {"0.keywords": ["a", "b"]}),
    ("tags as a string", feed(i(tags="a")), {"0.keywords": ["a"]}),
    ("tags with others", feed(i(tags=["a", 1, None, {"x": 1}, "b"])), {"0.keywords has": [] } if False else {"0.keywords.0": "a", "count": 1}),
    ("attachments", feed(i(attachments=[{"url": "https://j.example/a.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 12, "title": "S", "duration_in_seconds": 34}])), {"0.media.0": {"url": "https://j.example/a.mp3", "media_type": "audio/mpeg", "medium": "audio", "title": "S", "bytes": 12, "duration": 34}}),
    ("attachments as one object", feed(i(attachments={"url": "https://j.example/a.mp3"})), {"0.media.0.url": "https://j.example/a.mp3"}),
    ("attachment without url", feed(i(attachments=[{"mime_type": "audio/mpeg"}])), {"0.media": None}),
    ("attachment size string", feed(i(attachments=[{"url": "https://j.example/a.mp3", "size_in_bytes": "12"}])), {"0.media.0.bytes": 12}),
    ("title number", feed(i(title=5)), {"0.title": "5"}),
    ("title null", feed({"id": "1", "title": None, "url": "https://j.example/1"}), {"0.title": None, "count": 1}),
    ("title object", feed({"id": "1", "title": {"x": 1}, "url": "https://j.example/1"}), {"0.title": None, "0.url": "https://j.example/1"}),
    ("items object", '{"version":"https://jsonfeed.org/version/1","items":{"id":"1","title":"t"}}', {"0.title": "t"}),
    ("items missing", '{"version":"https://jsonfeed.org/version/1","title":"J"}', {"count": 0, "feed.title": "J"}),
    ("item not an object", '{"version":"https://jsonfeed.org/version/1","items":[5,"x",null,{"id":"1","title":"t"}]}', {"count": 1, "0.title": "t"}),
    ("version last", '{"title":"J","items":[{"id":"1","title":"t"}],"version":"https://jsonfeed.org/version/1"}', {"0.title": "t", "feed.title": "J"}),
    ("items before the rest", '{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","title":"t"}],"language":"fr","authors":[{"name":"A B"}]}', {"0.language": "fr", "0.authors": [{"name": "A B"}]}),
    ("escapes", '{"version":"https://jsonfeed.org/version/1","items":[{"id":"1","title":"a\\u00e9\\ud83d\\ude00\\n\\"b\\""}]}', {"0.title": 'aé😀 "b"'}),
    ("cut", '{"version":"https://jsonfeed.org/version/1","items":[{"id":"1","title":"t"},{"id":"2","ti', {"0.title": "t", "feed.wellformed": False}),
    ("trailing comma", '{"version":"https://jsonfeed.org/version/1","items":[{"id":"1","title":"t"},]}', {"0.title": "t"}),
    ("not a feed", '{"a":1}', {"count": 0}),
    ("extension", feed(i(_x={"title": "no", "id": "9"})), {"0.title": "t", "0.guid": "1"}),
    ("http version", feed(i(), version="http://jsonfeed.org/version/1"), {"0.title": "t"}),
    ("next", feed(i(), next_url="https://j.example/2"), {"feed.next_url": "https://j.example/2"}),
    ("user_comment", feed(i(), user_comment="x"), {"feed.summary": None}),
    ("blank before", "\n  " + feed(i()), {"0.title": "t"}),
]
