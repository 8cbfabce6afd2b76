# SPDX-License-Identifier: MIT
"""Sitemaps of news, with all that is wrong with them."""
import gzip

PARSER = "sitemap"
NEWS = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'


def urlset(inner, attributes='xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'):
    return f'<?xml version="1.0" encoding="UTF-8"?><urlset {attributes} {NEWS}>{inner}</urlset>'


def news(inner="", loc="https://host.example/1", title="Quay", beside=""):
    return f"<url><loc>{loc}</loc>{beside}<news:news><news:title>{title}</news:title>{inner}</news:news></url>"


ONE = {"0.url": "https://host.example/1", "0.title": "Quay", "count": 1, "feed.format": "sitemap"}
ROWS = [
    ("plain", urlset(news()), {**ONE, "feed.wellformed": True}),
    ("publication", urlset(news("<news:publication><news:name>Harbour &amp; Sea</news:name><news:language>de</news:language></news:publication>")), {**ONE, "0.origin.title": "Harbour & Sea", "0.language": "de"}),
    ("chinese", urlset(news("<news:publication><news:language>zh-cn</news:language></news:publication>")), {**ONE, "0.language": "zh-CN"}),
    ("date", urlset(news("<news:publication_date>2026-03-05T10:00:00+01:00</news:publication_date>")), {**ONE, "0.published_at": "2026-03-05T09:00:00Z"}),
    ("day", urlset(news("<news:publication_date>2026-03-05</news:publication_date>")), {**ONE, "0.published_at": "2026-03-05", "0.published_precision": "day"}),
    ("minute", urlset(news("<news:publication_date>2026-03-05T10:00Z</news:publication_date>")), {**ONE, "0.published_at": "2026-03-05T10:00:00Z"}),
    ("date is none", urlset(news("<news:publication_date>soon</news:publication_date>")), {**ONE, "0.published_at": None}),
    ("lastmod", urlset(news(beside="<lastmod>2026-03-05T10:00:00Z</lastmod>")), {**ONE, "0.updated_at": "2026-03-05T10:00:00Z"}),
    ("keywords", urlset(news("<news:keywords>ports, sea ,,Ports</news:keywords>")), {**ONE, "0.keywords": ["ports", "sea"]}),
    ("genres", urlset(news("<news:genres>Blog, Opinion</news:genres>")), {**ONE, "0.genres": ["Blog", "Opinion"]}),
    ("image", urlset(news(beside="<image:image><image:loc>https://host.example/i.jpg</image:loc><image:title>No</image:title></image:image>")), {**ONE, "0.media.0.url": "https://host.example/i.jpg", "0.media.0.role": "lead"}),
    ("title amp", urlset(news(title="A &amp; B")), {"0.title": "A & B"}),
    ("title cdata", urlset(news(title="<![CDATA[A & B]]>")), {"0.title": "A & B"}),
    ("title numbered", urlset(news(title="It&#8217;s")), {"0.title": "It’s"}),
    ("title bare amp", urlset(news(title="A & B")), {"0.title": "A & B", "feed.wellformed": False}),
    ("loc amp", urlset(news(loc="https://host.example/?a=1&amp;b=2")), {"0.url": "https://host.example/?a=1&b=2"}),
    ("loc blanks", urlset(news(loc="\n  https://host.example/1\n")), ONE),
    ("loc cdata", urlset(news(loc="<![CDATA[https://host.example/?a=1&b=2]]>")), {"0.url": "https://host.example/?a=1&b=2"}),
    ("loc relative", urlset(news(loc="/1")), ONE),
    ("two", urlset(news() + news(loc="https://host.example/2", title="Sea")), {"0.title": "Quay", "1.title": "Sea", "count": 2}),
    ("plain urls are no articles", urlset("<url><loc>https://host.example/1</loc></url>"), {"count": 0}),
    ("mixed", urlset("<url><loc>https://host.example/0</loc></url>" + news()), ONE),
    ("no namespace", urlset(news(), attributes=""), ONE),
    ("old namespace", urlset(news(), attributes='xmlns="http://www.google.com/schemas/sitemap/0.84"'), ONE),
    ("secure namespace", urlset(news(), attributes='xmlns="https://www.sitemaps.org/schemas/sitemap/0.9"'), ONE),
    ("prefix", f'<s:urlset xmlns:s="http://www.sitemaps.org/schemas/sitemap/0.9" {NEWS}><s:url><s:loc>https://host.example/1</s:loc><news:news><news:title>Quay</news:title></news:news></s:url></s:urlset>', ONE),
    ("other prefix for news", urlset(news()).replace("news:", "n:").replace("xmlns:news", "xmlns:n"), ONE),
    ("undeclared news", urlset(news()).replace(' xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"', ""), {**ONE, "feed.wellformed": False}),
    ("style sheet and comment", urlset(news()).replace("<urlset", '<?xml-stylesheet href="x.xsl"?><!-- x --><urlset'), ONE),
    ("blank before", "\n " + urlset(news()), ONE),
    ("mark before", "\ufeff" + urlset(news()), ONE),
    ("warning before", "<br /><b>Warning</b>: x<br />" + urlset(news()), ONE),
    ("junk behind", urlset(news()) + "<script>x</script>", ONE),
    ("cut", urlset(news() + "<url><loc>https://host.example/2</loc><news:ne").replace("</urlset>", ""), {**ONE, "feed.wellformed": False}),
    ("url never closed", urlset(news().replace("</url>", "") + news(loc="https://host.example/2", title="Sea")), {"0.title": "Quay", "1.title": "Sea", "count": 2}),
    ("title after unknown", urlset(news("<news:stock_tickers>X:Y</news:stock_tickers>")), ONE),
    ("latin", urlset(news(title="Café")).replace("UTF-8", "iso-8859-1").encode("latin1"), {"0.title": "Café"}),
    ("gzip", gzip.compress(urlset(news()).encode()), ONE),
    ("gzip in two members", gzip.compress(urlset(news()).encode()[:100]) + gzip.compress(urlset(news()).encode()[100:]), ONE),
    ("gzip without its end", gzip.compress(urlset(news()).encode())[:-8], ONE),
    ("an image too many says nothing of the last", urlset(news(beside="".join(f"<image:image><image:loc>https://host.example/{i}.jpg</image:loc>{'<image:title>of 101</image:title>' if i == 101 else ''}</image:image>" for i in range(1, 103)))),
     {"0.media.99.url": "https://host.example/100.jpg", "0.media.99.title": None, "0.media.100": None}),
    ("index", '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>https://host.example/a.xml</loc><lastmod>2026-03-05</lastmod></sitemap></sitemapindex>', {"count": 0, "feed.format": "sitemapindex"}),
    ("empty", urlset(""), {"count": 0, "feed.format": "sitemap"}),
    ("page", "<html><body>x</body></html>", {"count": 0, "defects": ["not_a_sitemap"]}),
    ("feed", '<rss version="2.0"><channel><item><title>t</title></item></channel></rss>', {"count": 0, "defects": ["not_a_sitemap"]}),
]
