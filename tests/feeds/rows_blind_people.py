# SPDX-License-Identifier: MIT
"""Written before it was run: who wrote it, in every form and place."""
from make import atom, atom03, channel, rdf, rss

ROWS = []
FORMS = {
    "mirela@a.example (Mirela Costin)": {"name": "Mirela Costin", "email": "mirela@a.example"}, "Mirela Costin <mirela@a.example>": {"name": "Mirela Costin", "email": "mirela@a.example"},
    "Mirela Costin (mirela@a.example)": {"name": "Mirela Costin", "email": "mirela@a.example"}, "mirela@a.example": {"email": "mirela@a.example"}, "Mirela Costin": {"name": "Mirela Costin"},
    "mailto:mirela@a.example": {"email": "mirela@a.example"}, "Mirela Costin (freelance)": {"name": "Mirela Costin (freelance)"}, "mirela@a.museum (M. C.)": {"name": "M. C.", "email": "mirela@a.museum"},
    "\"Costin, Mirela\" <mirela@a.example>": {"name": "Costin, Mirela", "email": "mirela@a.example"}, "  Mirela\n Costin  ": {"name": "Mirela Costin"}, "mirela.costin+desk@mail.a.example ( Mirela )": {"name": "Mirela", "email": "mirela.costin+desk@mail.a.example"},
    "Мирела Костин": {"name": "Мирела Костин"}, "@mirela": {"name": "@mirela"}, "O'Neill & Sons": {"name": "O'Neill & Sons"}, "mirela@a.photography": {"email": "mirela@a.photography"},
}
for form, person in FORMS.items():
    text = form.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    ROWS += [
        (f"author {form}", rss(f"<title>T</title><author>{text}</author>"), {"0.authors": [person]}),
        (f"dc:creator {form}", rss(f"<title>T</title><dc:creator>{text}</dc:creator>"), {"0.authors": [person]}),
        (f"dc:creator of rdf {form}", rdf(f"<title>T</title><dc:creator>{text}</dc:creator>"), {"0.authors": [person]}),
    ]
N = "<author><name>{}</name></author>"
ROWS += [
    ("whole", atom("<id>x:1</id><title>T</title><author><name>M C</name><email>m@a.example</email><uri>https://m.example/</uri></author>"), {"0.authors": [{"name": "M C", "email": "m@a.example", "url": "https://m.example/"}]}),
    ("members in another order", atom("<id>x:1</id><title>T</title><author><uri>https://m.example/</uri><email> m@a.example </email><name>\n M C </name></author>"), {"0.authors": [{"name": "M C", "email": "m@a.example", "url": "https://m.example/"}]}),
    ("two", atom(f"<id>x:1</id><title>T</title>{N.format('A')}{N.format('B')}"), {"0.authors": [{"name": "A"}, {"name": "B"}]}),
    ("feed's", atom("<id>x:1</id><title>T</title>", N.format("F")), {"0.authors": [{"name": "F"}], "feed.authors": [{"name": "F"}]}),
    ("entry's beats the feed's", atom(f"<id>x:1</id><title>T</title>{N.format('E')}", N.format("F")), {"0.authors": [{"name": "E"}]}),
    ("source's beats the feed's", atom(f"<id>x:1</id><title>T</title><source>{N.format('S')}<title>O</title></source>", N.format("F")), {"0.authors": [{"name": "S"}], "0.title": "T", "0.origin.title": "O"}),
    ("entry's beats the source's", atom(f"<id>x:1</id><title>T</title><source>{N.format('S')}</source>{N.format('E')}"), {"0.authors": [{"name": "E"}]}),
    ("contributor is no author", atom("<id>x:1</id><title>T</title><contributor><name>C</name></contributor>", N.format("F")), {"0.authors has": [{"name": "F"}]}),
    ("author in plain text", atom("<id>x:1</id><title>T</title><author>Mirela Costin</author>"), {"0.authors": [{"name": "Mirela Costin"}]}),
    ("mail as name", atom("<id>x:1</id><title>T</title><author><name>m@a.example</name></author>"), {"count": 1, "0.authors.1": None}),
    ("empty author", atom("<id>x:1</id><title>T</title><author><name/></author>"), {"0.authors": None}),
    ("empty author gives way to the feed's", atom("<id>x:1</id><title>T</title><author><name> </name></author>", N.format("F")), {"0.authors": [{"name": "F"}]}),
    ("the same twice", atom(f"<id>x:1</id><title>T</title>{N.format('A')}{N.format('A')}"), {"0.authors": [{"name": "A"}, {"name": "A"}]}),
    ("0.3 with url", atom03("<id>x:1</id><title>T</title><author><name>A</name><url>https://m.example/</url></author>"), {"0.authors": [{"name": "A", "url": "https://m.example/"}]}),
    ("0.3 with homepage", atom03("<id>x:1</id><title>T</title><author><name>A</name><homepage>https://m.example/</homepage></author>"), {"0.authors": [{"name": "A", "url": "https://m.example/"}]}),
    ("0.3 feed's", atom03("<id>x:1</id><title>T</title>", N.format("F")), {"0.authors": [{"name": "F"}]}),
    ("author in html", atom("<id>x:1</id><title>T</title><author><name>&lt;b&gt;A&lt;/b&gt;</name></author>"), {"count": 1}),
    ("managingEditor is none of the article's", rss("<title>T</title>", "<managingEditor>e@a.example (Ed)</managingEditor><webMaster>w@a.example</webMaster>"), {"0.authors": None}),
    ("managingEditor is the feed's", rss("<title>T</title>", "<managingEditor>e@a.example (Ed)</managingEditor>"), {"feed.authors": [{"name": "Ed", "email": "e@a.example"}]}),
    ("dc:creator of the channel", rss("<title>T</title>", "<dc:creator>Ed</dc:creator>"), {"feed.authors": [{"name": "Ed"}]}),
    ("itunes:author", rss("<title>T</title><itunes:author>Mirela</itunes:author>"), {"0.authors": [{"name": "Mirela"}]}),
    ("itunes:author of the channel", rss("<title>T</title>", "<itunes:author>Show</itunes:author>"), {"feed.authors has": [{"name": "Show"}]}),
    ("dc:creator before author", rss("<title>T</title><author>a@a.example (A)</author><dc:creator>D</dc:creator>"), {"0.authors.0.name": "D"}),
    ("author before itunes:author", rss("<title>T</title><itunes:author>I</itunes:author><author>a@a.example (A)</author>"), {"0.authors.0.name": "A"}),
    ("atom:author before dc:creator", rss("<title>T</title><dc:creator>D</dc:creator><atom:author><atom:name>A</atom:name></atom:author>"), {"0.authors.0.name": "A"}),
    ("media:credit of an author", rss('<title>T</title><media:credit role="author">M</media:credit>'), {"0.authors": [{"name": "M"}]}),
    ("media:credit of a photographer", rss('<title>T</title><media:credit role="photographer">M</media:credit>'), {"0.authors": None}),
    ("two dc:creators", rss("<title>T</title><dc:creator>A</dc:creator><dc:creator>B</dc:creator>"), {"0.authors": [{"name": "A"}, {"name": "B"}]}),
    ("dc:creator in cdata", rss("<title>T</title><dc:creator><![CDATA[René & Co]]></dc:creator>"), {"0.authors": [{"name": "René & Co"}]}),
    ("blank dc:creator", rss("<title>T</title><dc:creator> </dc:creator><author>m@a.example (A)</author>"), {"0.authors": [{"name": "A", "email": "m@a.example"}]}),
    ("dc:creator of old dc", '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.0/"><channel><item><title>T</title><dc:creator>A</dc:creator></item></channel></rss>', {"0.authors": [{"name": "A"}]}),
    ("author with name in rss", rss("<title>T</title><author><name>A</name><email>a@a.example</email></author>"), {"0.authors": [{"name": "A", "email": "a@a.example"}]}),
    ("json author", '{"version":"https://jsonfeed.org/version/1","title":"F","author":{"name":"F"},"items":[{"id":"1","title":"T","author":{"name":"A","url":"https://m.example/","avatar":"https://m.example/a.png"}},{"id":"2","title":"U"}]}',
     {"0.authors": [{"name": "A", "url": "https://m.example/"}], "1.authors": [{"name": "F"}]}),
    ("json authors", '{"version":"https://jsonfeed.org/version/1.1","title":"F","authors":[{"name":"F"}],"items":[{"id":"1","title":"T","authors":[{"name":"A"},{"url":"https://m.example/"}]},{"id":"2","title":"U","authors":[]}]}',
     {"0.authors": [{"name": "A"}, {"url": "https://m.example/"}], "1.authors": [{"name": "F"}]}),
    ("json author as text", '{"version":"https://jsonfeed.org/version/1","title":"F","items":[{"id":"1","title":"T","author":"Mirela"}]}', {"0.authors": [{"name": "Mirela"}]}),
    ("json authors as an object", '{"version":"https://jsonfeed.org/version/1","title":"F","items":[{"id":"1","title":"T","authors":{"name":"Mirela"}}]}', {"0.authors": [{"name": "Mirela"}]}),
    ("json authors before author", '{"version":"https://jsonfeed.org/version/1.1","title":"F","items":[{"id":"1","title":"T","author":{"name":"Old"},"authors":[{"name":"New"}]}]}', {"0.authors": [{"name": "New"}]}),
    ("author of another namespace", rss('<title>T</title><q:author xmlns:q="urn:q">Q</q:author>'), {"0.authors": None}),
]
