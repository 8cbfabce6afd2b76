# SPDX-License-Identifier: MIT
"""Written before it was run: sitemaps of news, of everything, and their index."""
PARSER = "sitemap"
S, N = "http://www.sitemaps.org/schemas/sitemap/0.9", "http://www.google.com/schemas/sitemap-news/0.9"


def news(inner, loc="https://a.example/1", more=""):
    return (f'<urlset xmlns="{S}" xmlns:news="{N}" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1" xmlns:video="http://www.google.com/schemas/sitemap-video/1.1">'
            f"<url><loc>{loc}</loc><news:news>{inner}</news:news>{more}</url></urlset>")


P = "<news:publication><news:name>N Times</news:name><news:language>de</news:language></news:publication>"
ROWS = [
    ("whole", news(f"{P}<news:publication_date>2026-11-22T08:00:00+01:00</news:publication_date><news:title>Titel &amp; mehr</news:title><news:keywords>Hafen, Fähre ,</news:keywords>", "https://a.example/1?a=1&amp;b=2", "<lastmod>2026-11-22T09:00:00+01:00</lastmod><image:image><image:loc>https://a.example/i.jpg</image:loc></image:image>"),
     {"0.url": "https://a.example/1?a=1&b=2", "0.title": "Titel & mehr", "0.published_at": "2026-11-22T07:00:00Z", "0.updated_at": "2026-11-22T08:00:00Z", "0.origin.title": "N Times", "0.language": "de", "0.keywords": ["Hafen", "Fähre"], "0.media.0.url": "https://a.example/i.jpg", "feed.format": "sitemap"}),
    ("day", news(f"{P}<news:publication_date>2026-11-22</news:publication_date><news:title>T</news:title>"), {"0.published_at": "2026-11-22", "0.published_precision": "day"}),
    ("minute", news(f"{P}<news:publication_date>2026-11-22T08:00Z</news:publication_date><news:title>T</news:title>"), {"0.published_at": "2026-11-22T08:00:00Z"}),
    ("zh-cn", news("<news:publication><news:name>N</news:name><news:language>zh-cn</news:language></news:publication><news:title>T</news:title>"), {"0.language": "zh-CN"}),
    ("white space in loc", news(f"{P}<news:title>T</news:title>", "\n   https://a.example/1  \n"), {"0.url": "https://a.example/1"}),
    ("cdata", news(f"{P}<news:title><![CDATA[A & B]]></news:title>", "<![CDATA[https://a.example/1?a=1&b=2]]>"), {"0.url": "https://a.example/1?a=1&b=2", "0.title": "A & B"}),
    ("bare ampersand", news(f"{P}<news:title>A & B</news:title>", "https://a.example/1?a=1&b=2"), {"0.url": "https://a.example/1?a=1&b=2", "0.title": "A & B"}),
    ("title of the image is not the article's", news(f"{P}<news:title>T</news:title>", more="<image:image><image:loc>https://a.example/i.jpg</image:loc><image:title>I</image:title><image:caption>C</image:caption></image:image>"), {"0.title": "T", "0.media.0.url": "https://a.example/i.jpg"}),
    ("two images", news(f"{P}<news:title>T</news:title>", more="".join(f"<image:image><image:loc>https://a.example/{n}.jpg</image:loc></image:image>" for n in "ij")), {"0.media.0.url": "https://a.example/i.jpg", "0.media.1.url": "https://a.example/j.jpg"}),
    ("image before news", f'<urlset xmlns="{S}" xmlns:n="{N}" xmlns:i="http://www.google.com/schemas/sitemap-image/1.1"><url><i:image><i:loc>https://a.example/i.jpg</i:loc></i:image><loc>https://a.example/1</loc><n:news><n:title>T</n:title></n:news></url></urlset>', {"0.url": "https://a.example/1", "0.title": "T"}),
    ("other prefixes", f'<s:urlset xmlns:s="{S}" xmlns:n="{N}"><s:url><s:loc>https://a.example/1</s:loc><n:news><n:title>T</n:title></n:news></s:url></s:urlset>', {"0.url": "https://a.example/1", "0.title": "T"}),
    ("old namespace", f'<urlset xmlns="http://www.google.com/schemas/sitemap/0.84" xmlns:news="{N}"><url><loc>https://a.example/1</loc><news:news><news:title>T</news:title></news:news></url></urlset>', {"0.title": "T"}),
    ("undeclared prefix", f'<urlset xmlns="{S}"><url><loc>https://a.example/1</loc><news:news><news:title>T</news:title></news:news></url></urlset>', {"0.title": "T"}),
    ("plain url is no article", f'<urlset xmlns="{S}"><url><loc>https://a.example/1</loc><lastmod>2026-11-22</lastmod></url></urlset>', {"count": 0}),
    ("cut", f'<urlset xmlns="{S}" xmlns:news="{N}"><url><loc>https://a.example/1</loc><news:news><news:title>One</news:title></news:news></url><url><loc>https://a.ex', {"count": 1, "0.title": "One"}),
    ("index is no article", f'<sitemapindex xmlns="{S}"><sitemap><loc>https://a.example/s1.xml</loc><lastmod>2026-11-22</lastmod></sitemap></sitemapindex>', {"count": 0, "feed.format": "sitemapindex"}),
    ("two", f'<urlset xmlns="{S}" xmlns:news="{N}">' + "".join(f"<url><loc>https://a.example/{n}</loc><news:news>{P}<news:title>T{n}</news:title></news:news></url>" for n in (1, 2)) + "</urlset>", {"count": 2, "1.title": "T2", "1.origin.title": "N Times"}),
    ("title in html", news(f"{P}<news:title>Caf&amp;eacute; &amp;#8217;s</news:title>"), {"0.title": "Café ’s"}),
    ("genres and access", news(f"{P}<news:access>Subscription</news:access><news:genres>PressRelease, Blog</news:genres><news:title>T</news:title><news:stock_tickers>NASDAQ:A</news:stock_tickers>"), {"0.title": "T", "0.keywords": None}),
    ("empty", f'<urlset xmlns="{S}"></urlset>', {"count": 0, "feed.format": "sitemap"}),
    ("gzipped", __import__("gzip").compress(news(f"{P}<news:title>T</news:title>").encode()), {"0.title": "T"}),
]
