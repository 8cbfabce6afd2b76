# SPDX-License-Identifier: MIT
"""Written before it was run: long feeds as the systems that make them write them, and every field of every item.

An item is invented once; each template below writes it as one system does, and says which fields that must give. What a
template does not name must be absent."""
import datetime
from html import escape

PERSONS = ["Mirela Costin", "Jürgen Öhm", "Nguyễn Thị Hà", "O'Neill, Pat", "山田 太郎", "Ines Álvarez-Rey"]
TITLES = ["Ferry returns & queues grow", "“Quay” – what's next?", "1 < 2: a lesson", "Café über naïve", "R&D beats Q&A", "港のニュース", "100 % of ‘users’ said no",
          "Ρύθμιση του λιμανιού", "😀 A harbour smiles", "C++ and C# meet", "Паром вернулся", "العبارة تعود", "Plain words", "A (bracketed) thought", "It's 5 o'clock — somewhere…"]
TAGS = ["Transport", "R&D", "Überfahrt", "café", "news", "港", "Port of call", "C++"]
FIELDS = ("title", "url", "guid", "summary", "body", "authors", "keywords", "subjects", "published_at", "updated_at", "comments_url", "copyright", "language", "media",
          "origin", "expires_at", "license")
CET = datetime.timezone(datetime.timedelta(hours=1))
DAYS, MONTHS = "Mon Tue Wed Thu Fri Sat Sun".split(), "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


class Item:
    def __init__(self, n, host, titles=TITLES):
        self.n, self.host = n, host
        self.title = titles[n % len(titles)] + (f" ({n})" if n >= len(titles) else "")
        self.slug = f"story-{n}"
        self.url = f"https://{host}/2026/11/{self.slug}/"
        self.author = PERSONS[n % len(PERSONS)]
        self.mail = f"desk{n}@{host}"
        self.tags = [TAGS[n % 8], TAGS[(n + 3) % 8]] if n % 4 else [TAGS[n % 8]]
        self.date = datetime.datetime(2026, 11, 22, 7, 45, 10, tzinfo=CET) - datetime.timedelta(hours=7 * n, minutes=n)
        self.changed = self.date + datetime.timedelta(hours=2)
        self.image = f"https://{host}/media/{n}.jpg"
        self.lead = f"Lead of {n}: what’s “new” & why it matters."
        self.paragraphs = [f"First of {n}, with a ", f"Second of {n}: 3 < 4 & 5 > 4.", f"Third of {n}."]

    def html(self):
        """The body as markup, and the text that it shows."""
        p = self.paragraphs
        forms = [
            f'<p>{escape(p[0], False)}<a href="{self.url}more">link</a>.</p>\n<p>{escape(p[1], False)}</p>',
            f'<p><strong>{escape(p[0], False)}</strong>word.</p>\n<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n<p>{escape(p[1], False)}</p>',
            f'<h2>Head &amp; tail</h2><p>{escape(p[0], False)}<em>word</em>.</p><blockquote><p>{escape(p[2], False)}</p></blockquote>',
            f'<p><img src="{self.image}" alt="x" /></p><p>{escape(p[0], False)}word.</p><p>{escape(p[2], False)}</p>',
        ]
        texts = [
            f"{p[0]}link.\n\n{p[1]}", f"{p[0]}word.\n\none\n\ntwo\n\n{p[1]}", f"Head & tail\n\n{p[0]}word.\n\n{p[2]}", f"{p[0]}word.\n\n{p[2]}",
        ]
        return forms[self.n % 4], texts[self.n % 4]

    def rfc822(self, when=None, zone=None):
        d = when or self.date
        return f"{DAYS[d.weekday()]}, {d.day:02} {MONTHS[d.month - 1]} {d:%Y %H:%M:%S} {zone or d.strftime('%z')}"

    def gmt(self, zone="GMT", when=None):
        return self.rfc822((when or self.date).astimezone(datetime.timezone.utc), zone)

    def iso(self, when=None):
        return (when or self.date).isoformat()

    def zulu(self, when=None):
        return (when or self.date).astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def x(text):
    return escape(text, False)


def cdata(text):
    return "<![CDATA[" + text.replace("]]>", "]]]]><![CDATA[>") + "]]>"


ROWS = []
ANY = object()  # not to be judged


def system(name, count=12, encoding=None, titles=TITLES, host="desk.example", **options):
    """Each system gives the document of its items, and what is expected of the feed and of each of them."""
    def add(make):
        items = [Item(n, host, titles) for n in range(count)]
        document, feed, fields = make(items)
        wanted = {"count": count, "feed.wellformed": True, **{f"feed.{key}": value for key, value in feed.items()}}
        for item in items:
            given = fields(item)
            assert not set(given) - set(FIELDS), set(given) - set(FIELDS)
            wanted.update({f"{item.n}.{field}": given.get(field) for field in FIELDS})
        ROWS.append((name, document.encode(encoding) if encoding else document, wanted, options))
        return make
    return add


def name(person):
    return [{"name": person}]


def picture(url, **more):
    return {"url": url, "medium": "image", "role": "lead", **more}


def rss_head(namespaces, inner):
    return f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" {namespaces}><channel>{inner}'


CONTENT, DC = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"', 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
ATOM, MEDIA, ITUNES = 'xmlns:atom="http://www.w3.org/2005/Atom"', 'xmlns:media="http://search.yahoo.com/mrss/"', 'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'


@system("WordPress, rss2", 10)
def _(items):
    head = rss_head(f'{CONTENT} xmlns:wfw="http://wellformedweb.org/CommentAPI/" {DC} {ATOM} xmlns:sy="http://purl.org/rss/1.0/modules/syndication/" xmlns:slash="http://purl.org/rss/1.0/modules/slash/"', """
<title>Harbour &#038; Quay</title>
	<atom:link href="https://desk.example/feed/" rel="self" type="application/rss+xml" />
	<link>https://desk.example/</link>
	<description>News of the quay</description>
	<lastBuildDate>Sun, 22 Nov 2026 09:00:00 +0000</lastBuildDate>
	<language>en-US</language>
	<sy:updatePeriod>
	hourly	</sy:updatePeriod>
	<sy:updateFrequency>
	1	</sy:updateFrequency>
	<generator>https://wordpress.org/?v=6.6</generator>
<image><url>https://desk.example/icon-32.png</url><title>Harbour &#038; Quay</title><link>https://desk.example/</link><width>32</width><height>32</height></image>
<site xmlns="com-wordpress:feed-additions:1">12345</site>""")
    out = [head]
    for i in items:
        tags = "".join(f"\t\t<category>{cdata(x(t))}</category>\n" for t in i.tags)
        out.append(f"""<item><title>{x(i.title).replace("&amp;", "&#038;").replace("'", "&#8217;")}</title>
		<link>{i.url}</link>
					<comments>{i.url}#respond</comments>
		<dc:creator>{cdata(i.author)}</dc:creator>
		<pubDate>{i.gmt("+0000")}</pubDate>
{tags}		<guid isPermaLink="false">https://desk.example/?p={i.n}</guid>
					<description>{cdata("<p>" + x(i.lead) + " [&#8230;]</p>" + chr(10) + '<p>The post <a href="' + i.url + '">x</a> appeared first.</p>')}</description>
										<content:encoded>{cdata(i.html()[0])}</content:encoded>
					<wfw:commentRss>{i.url}feed/</wfw:commentRss>
			<slash:comments>{i.n}</slash:comments>
			<post-id xmlns="com-wordpress:feed-additions:1">{i.n}</post-id></item>""")
    feed = {"title": "Harbour & Quay", "url": "https://desk.example/", "self_url": "https://desk.example/feed/", "summary": "News of the quay", "language": "en-US", "updated_at": "2026-11-22T09:00:00Z",
            "image": "https://desk.example/icon-32.png", "update_period": 3600}
    return "\n".join(out) + "</channel></rss>", feed, lambda i: {
        "title": i.title.replace("'", "’"), "url": i.url, "guid": f"https://desk.example/?p={i.n}", "summary": f"{i.lead} […]\n\nThe post x appeared first.", "body": i.html()[1], "authors": name(i.author),
        "keywords": i.tags, "published_at": i.zulu(), "comments_url": i.url + "#respond", "language": "en-US"}


@system("WordPress, atom", 10)
def _(items):
    out = ['<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom" xmlns:thr="http://purl.org/syndication/thread/1.0" xml:lang="de-DE"><title type="text">Kai</title><subtitle type="text">Vom Hafen</subtitle>'
           '<updated>2026-11-22T09:00:00Z</updated><link rel="alternate" type="text/html" href="https://desk.example" /><id>https://desk.example/feed/atom/</id><link rel="self" type="application/atom+xml" href="https://desk.example/feed/atom/" />'
           '<generator uri="https://wordpress.org/" version="6.6">WordPress</generator>']
    for i in items:
        tags = "".join(f'<category scheme="https://desk.example" term="{escape(t)}" />' for t in i.tags)
        out.append(f"""<entry><author><name>{x(i.author)}</name><uri>https://desk.example/~{i.n}</uri></author><title type="html">{cdata(x(i.title))}</title><link rel="alternate" type="text/html" href="{i.url}" />
<id>https://desk.example/?p={i.n}</id><updated>{i.zulu(i.changed)}</updated><published>{i.zulu()}</published>{tags}<summary type="html">{cdata(x(i.lead))}</summary>
<content type="html" xml:base="{i.url}">{cdata(i.html()[0])}</content><link rel="replies" type="text/html" href="{i.url}#comments" thr:count="{i.n}" /><link rel="replies" type="application/atom+xml" href="{i.url}feed/atom/" thr:count="0" /><thr:total>{i.n}</thr:total></entry>""")
    return "".join(out) + "</feed>", {"title": "Kai", "summary": "Vom Hafen", "language": "de-DE", "url": "https://desk.example/", "self_url": "https://desk.example/feed/atom/"}, lambda i: {
        "title": i.title, "url": i.url, "guid": f"https://desk.example/?p={i.n}", "summary": i.lead, "body": i.html()[1], "authors": [{"name": i.author, "url": f"https://desk.example/~{i.n}"}], "keywords": i.tags,
        "subjects": [{"scheme": "https://desk.example", "code": t} for t in i.tags], "published_at": i.zulu(), "updated_at": i.zulu(i.changed), "comments_url": i.url + "#comments", "language": "de-DE"}


@system("WordPress, rdf", 10)
def _(items):
    out = ['<?xml version="1.0" encoding="UTF-8"?><rdf:RDF xmlns="http://purl.org/rss/1.0/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" ' + f'{DC} xmlns:sy="http://purl.org/rss/1.0/modules/syndication/" xmlns:admin="http://webns.net/mvcb/" {CONTENT}>'
           '<channel rdf:about="https://desk.example"><title>Quay</title><link>https://desk.example</link><description>D</description><dc:date>2026-11-22T09:00:00Z</dc:date><sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>'
           '<admin:generatorAgent rdf:resource="https://wordpress.org/?v=6.6" /><items><rdf:Seq>' + "".join(f'<rdf:li rdf:resource="{i.url}"/>' for i in items) + "</rdf:Seq></items></channel>"]
    for i in items:
        out.append(f'<item rdf:about="{i.url}"><title>{x(i.title)}</title><link>{i.url}</link><dc:creator>{cdata(i.author)}</dc:creator><dc:date>{i.zulu()}</dc:date>' + "".join(f"<dc:subject>{cdata(t)}</dc:subject>" for t in i.tags)
                   + f"<description>{cdata(x(i.lead))}</description><content:encoded>{cdata(i.html()[0])}</content:encoded></item>")
    return "".join(out) + "</rdf:RDF>", {"format": "rss10", "title": "Quay", "update_period": 43200}, lambda i: {
        "title": i.title, "url": i.url, "guid": i.url, "summary": i.lead, "body": i.html()[1], "authors": name(i.author), "keywords": i.tags, "published_at": i.zulu()}


@system("Drupal 7", 14)
def _(items):
    out = [f'<?xml version="1.0" encoding="utf-8" ?><rss version="2.0" xml:base="https://desk.example/rss.xml" {DC} xmlns:og="http://ogp.me/ns#" xmlns:foaf="http://xmlns.com/foaf/0.1/" xmlns:sioc="http://rdfs.org/sioc/ns#"><channel><title>Quay</title><link>https://desk.example/rss.xml</link><description></description><language>en</language><atom:link href="https://desk.example/rss.xml" rel="self" {ATOM}/>']
    for i in items:
        body = f'<div class="field field-name-body"><div class="field-items"><div class="field-item even" property="content:encoded">{i.html()[0]}</div></div></div><div class="links"><a href="/node/{i.n}">Read</a></div>'
        out.append(f"<item><title>{x(i.title)}</title><link>{i.url}</link><description>{x(body)}</description><pubDate>{i.gmt('+0000')}</pubDate><dc:creator>{x(i.author)}</dc:creator><guid isPermaLink=\"false\">{i.n} at https://desk.example</guid><comments>{i.url}#comments</comments>"
                   + "".join(f'<category domain="https://desk.example/taxonomy/term/{k}">{x(t)}</category>' for k, t in enumerate(i.tags)) + "</item>")
    return "\n".join(out) + "</channel></rss>", {"summary": None, "self_url": "https://desk.example/rss.xml"}, lambda i: {
        "title": i.title, "url": i.url, "guid": f"{i.n} at https://desk.example", "summary": i.html()[1] + "\n\nRead", "body": i.html()[1] + "\n\nRead", "authors": name(i.author), "keywords": i.tags,
        "subjects": [{"scheme": f"https://desk.example/taxonomy/term/{k}", "code": t} for k, t in enumerate(i.tags)], "published_at": i.zulu(), "comments_url": i.url + "#comments", "language": "en"}


@system("Joomla", 10)
def _(items):
    out = ['<?xml version="1.0" encoding="utf-8"?><!-- generator="Joomla! - Open Source Content Management" -->' + f'<rss version="2.0" {ATOM}><channel><title>Quay</title><description>{cdata("All the news")}</description><link>https://desk.example/</link><lastBuildDate>Sun, 22 Nov 2026 09:00:00 +0000</lastBuildDate><generator>Joomla! - Open Source Content Management</generator><atom:link rel="self" type="application/rss+xml" href="https://desk.example/?format=feed&amp;type=rss"/><language>en-gb</language><managingEditor>desk@desk.example (Quay)</managingEditor>']
    for i in items:
        out.append(f"<item><title>{x(i.title)}</title><link>{i.url}</link><guid isPermaLink=\"true\">{i.url}</guid><description>{cdata(i.html()[0])}</description><author>{i.mail} ({x(i.author)})</author><category>{x(i.tags[0])}</category><pubDate>{i.rfc822()}</pubDate></item>")
    return "".join(out) + "</channel></rss>", {"language": "en-GB", "self_url": "https://desk.example/?format=feed&type=rss", "authors": [{"name": "Quay", "email": "desk@desk.example"}]}, lambda i: {
        "title": i.title, "url": i.url, "guid": i.url, "summary": i.html()[1], "body": i.html()[1], "authors": [{"name": i.author, "email": i.mail}], "keywords": i.tags[:1], "published_at": i.zulu(), "language": "en-GB"}


@system("Blogger, atom", 25)
def _(items):
    out = ["<?xml version='1.0' encoding='UTF-8'?><?xml-stylesheet href=\"https://www.blogger.example/styles/atom.css\" type=\"text/css\"?><feed xmlns='http://www.w3.org/2005/Atom' xmlns:openSearch='http://a9.com/-/spec/opensearchrss/1.0/' xmlns:blogger='http://schemas.google.com/blogger/2008' xmlns:georss='http://www.georss.org/georss' xmlns:gd=\"http://schemas.google.com/g/2005\" xmlns:thr='http://purl.org/syndication/thread/1.0'><id>tag:blogger.com,1999:blog-77</id><updated>2026-11-22T09:00:00.123-08:00</updated><category term=\"news\"/><title type='text'>Quay</title><subtitle type='html'>On &lt;i&gt;the&lt;/i&gt; quay</subtitle><link rel='http://schemas.google.com/g/2005#feed' type='application/atom+xml' href='https://desk.example/feeds/posts/default'/><link rel='self' type='application/atom+xml' href='https://www.blogger.example/feeds/77/posts/default'/><link rel='alternate' type='text/html' href='https://desk.example/'/><link rel='hub' href='https://hub.example/'/><link rel='next' type='application/atom+xml' href='https://www.blogger.example/feeds/77/posts/default?start-index=26&amp;max-results=25'/><author><name>Owner</name><uri>http://www.blogger.example/profile/1</uri><email>noreply@blogger.example</email><gd:image rel='x' width='16' height='16' src='https://img.example/b16.gif'/></author><generator version='7.00' uri='http://www.blogger.com'>Blogger</generator><openSearch:totalResults>80</openSearch:totalResults><openSearch:startIndex>1</openSearch:startIndex>"]
    for i in items:
        out.append(f"<entry><id>tag:blogger.com,1999:blog-77.post-{i.n}</id><published>{i.iso()}</published><updated>{i.iso(i.changed)}</updated>" + "".join(f"<category scheme=\"http://www.blogger.com/atom/ns#\" term=\"{escape(t)}\"/>" for t in i.tags)
                   + f"<title type='text'>{x(i.title)}</title><content type='html'>{x(i.html()[0])}</content><link rel='replies' type='application/atom+xml' href='{i.url}comments/default' title='Post Comments'/><link rel='replies' type='text/html' href='{i.url}#comment-form' title='1 Comments'/><link rel='edit' type='application/atom+xml' href='https://www.blogger.example/feeds/77/posts/default/{i.n}'/><link rel='self' type='application/atom+xml' href='https://www.blogger.example/feeds/77/posts/default/{i.n}'/><link rel='alternate' type='text/html' href='{i.url}' title='{escape(i.title)}'/><author><name>{x(i.author)}</name><uri>http://www.blogger.example/profile/{i.n}</uri><email>noreply@blogger.example</email><gd:image rel='x' width='16' height='16' src='https://img.example/b16.gif'/></author><media:thumbnail xmlns:media=\"http://search.yahoo.com/mrss/\" url=\"{i.image}\" height=\"72\" width=\"72\"/><thr:total>1</thr:total></entry>")
    return "".join(out) + "</feed>", {"title": "Quay", "summary": "On the quay", "hub_url": "https://hub.example/", "next_url": "https://www.blogger.example/feeds/77/posts/default?start-index=26&max-results=25", "updated_at": "2026-11-22T17:00:00Z", "authors": [{"name": "Owner", "email": "noreply@blogger.example", "url": "http://www.blogger.example/profile/1"}]}, lambda i: {
        "title": i.title, "url": i.url, "guid": f"tag:blogger.com,1999:blog-77.post-{i.n}", "body": i.html()[1], "authors": [{"name": i.author, "email": "noreply@blogger.example", "url": f"http://www.blogger.example/profile/{i.n}"}], "keywords": i.tags,
        "subjects": [{"scheme": "http://www.blogger.com/atom/ns#", "code": t} for t in i.tags], "published_at": i.zulu(), "updated_at": i.zulu(i.changed), "comments_url": i.url + "#comment-form", "media": [picture(i.image, width=72, height=72)]}


@system("FeedBurner over Blogger, rss", 15)
def _(items):
    out = ['<?xml version="1.0" encoding="UTF-8" standalone="no"?><?xml-stylesheet href="http://www.blogger.example/styles/atom.css" type="text/css"?><rss ' + f'{ITUNES} xmlns:openSearch="http://a9.com/-/spec/opensearchrss/1.0/" xmlns:blogger="http://schemas.google.com/blogger/2008" xmlns:gd="http://schemas.google.com/g/2005" xmlns:thr="http://purl.org/syndication/thread/1.0" {ATOM} xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0" version="2.0"><channel><title>Quay</title><description/><managingEditor>noreply@blogger.example (Owner)</managingEditor><pubDate>Sun, 22 Nov 2026 09:00:00 -0800</pubDate><generator>Blogger</generator><link>https://desk.example/</link><atom10:link xmlns:atom10="http://www.w3.org/2005/Atom" rel="self" type="application/rss+xml" href="https://feeds.example/quay"/><feedburner:info uri="quay"/><atom10:link xmlns:atom10="http://www.w3.org/2005/Atom" rel="hub" href="https://hub.example/"/><itunes:explicit>no</itunes:explicit><itunes:subtitle/>']
    for i in items:
        out.append(f'<item><title>{x(i.title)}</title><link>https://feeds.example/~r/quay/~3/{i.n}/{i.slug}</link>' + "".join(f'<category>{x(t)}</category>' for t in i.tags) + f'<author>noreply@blogger.example ({x(i.author)})</author><pubDate>{i.rfc822()}</pubDate><atom:updated>{i.iso(i.changed)}</atom:updated><guid isPermaLink="false">tag:blogger.com,1999:blog-77.post-{i.n}</guid><description>{x(i.html()[0])}&lt;img src="https://feeds.example/~r/quay/~4/{i.n}" height="1" width="1" alt=""/&gt;</description><thr:total xmlns:thr="http://purl.org/syndication/thread/1.0">0</thr:total><feedburner:origLink>{i.url}</feedburner:origLink></item>')
    return "".join(out) + "</channel></rss>", {"self_url": "https://feeds.example/quay", "hub_url": "https://hub.example/", "summary": None}, lambda i: {
        "title": i.title, "url": i.url, "guid": f"tag:blogger.com,1999:blog-77.post-{i.n}", "summary": i.html()[1], "body": i.html()[1], "authors": [{"name": i.author, "email": "noreply@blogger.example"}], "keywords": i.tags, "published_at": i.zulu(), "updated_at": i.zulu(i.changed)}


@system("Medium", 10)
def _(items):
    out = [rss_head(f'{DC} {CONTENT} {ATOM} xmlns:cc="http://cyber.law.harvard.edu/rss/creativeCommonsRssModule.html"', f"<title>{cdata('Stories by Quay on Medium')}</title><description>{cdata('Stories by Quay')}</description><link>https://medium.example/@quay?source=rss-1</link><image><url>https://cdn.example/fit/1.jpg</url><title>Stories</title><link>https://medium.example/@quay?source=rss-1</link></image><generator>Medium</generator><lastBuildDate>Sun, 22 Nov 2026 09:00:00 GMT</lastBuildDate><atom:link href=\"https://medium.example/@quay/feed\" rel=\"self\" type=\"application/rss+xml\"/><webMaster>{cdata('yourfriends@medium.example')}</webMaster><atom:link href=\"http://medium.superfeedr.example\" rel=\"hub\"/>")]
    for i in items:
        out.append(f'<item><title>{cdata(i.title)}</title><link>{i.url}?source=rss-1------2</link><guid isPermaLink="false">https://medium.example/p/{i.n:012x}</guid>' + "".join(f"<category>{cdata(t)}</category>" for t in i.tags) + f'<dc:creator>{cdata(i.author)}</dc:creator><pubDate>{i.gmt()}</pubDate><atom:updated>{i.zulu(i.changed)[:-1]}.123Z</atom:updated><cc:license>http://creativecommons.org/licenses/by/4.0/</cc:license><content:encoded>{cdata(i.html()[0] + "<img src=" + chr(34) + "https://medium.example/_/stat?event=post.clientViewed" + chr(34) + " width=1 height=1 alt=" + chr(34) * 2 + ">")}</content:encoded></item>')
    return "".join(out) + "</channel></rss>", {"title": "Stories by Quay on Medium", "image": "https://cdn.example/fit/1.jpg"}, lambda i: {
        "title": i.title, "url": i.url + "?source=rss-1------2", "guid": f"https://medium.example/p/{i.n:012x}", "body": i.html()[1], "authors": name(i.author), "keywords": i.tags, "published_at": i.zulu(), "updated_at": i.zulu(i.changed), "license": "http://creativecommons.org/licenses/by/4.0/"}


@system("Substack", 20)
def _(items):
    out = [rss_head(f'{DC} {CONTENT} {ATOM} {ITUNES} xmlns:googleplay="http://www.google.com/schemas/play-podcasts/1.0"', f"<title>{cdata('Quay Letter')}</title><description>{cdata('A letter')}</description><link>https://desk.example</link><image><url>https://cdn.example/l.png</url><title>Quay Letter</title><link>https://desk.example</link></image><generator>Substack</generator><lastBuildDate>Sun, 22 Nov 2026 09:00:00 GMT</lastBuildDate><atom:link href=\"https://desk.example/feed\" rel=\"self\" type=\"application/rss+xml\"/><copyright>{cdata('Quay')}</copyright><language>{cdata('en')}</language><webMaster>{cdata('q@substack.example')}</webMaster><itunes:owner><itunes:email>{cdata('q@substack.example')}</itunes:email><itunes:name>{cdata('Quay')}</itunes:name></itunes:owner><itunes:author>{cdata('Quay')}</itunes:author><googleplay:owner>{cdata('q@substack.example')}</googleplay:owner><googleplay:author>{cdata('Quay')}</googleplay:author><itunes:block>{cdata('Yes')}</itunes:block>")]
    for i in items:
        out.append(f'<item><title>{cdata(i.title)}</title><description>{cdata(i.lead)}</description><link>https://desk.example/p/{i.slug}</link><guid isPermaLink="false">https://desk.example/p/{i.slug}</guid><dc:creator>{cdata(i.author)}</dc:creator><pubDate>{i.gmt()}</pubDate><enclosure url="{i.image}" length="0" type="image/jpeg"/><content:encoded>{cdata(i.html()[0])}</content:encoded></item>')
    return "".join(out) + "</channel></rss>", {"title": "Quay Letter", "copyright": "Quay", "language": "en"}, lambda i: {
        "title": i.title, "url": f"https://desk.example/p/{i.slug}", "guid": f"https://desk.example/p/{i.slug}", "summary": i.lead, "body": i.html()[1], "authors": name(i.author), "published_at": i.zulu(), "language": "en", "media": [picture(i.image, media_type="image/jpeg")]}


@system("Ghost", 15)
def _(items):
    out = [rss_head(f'{DC} {CONTENT} {ATOM} {MEDIA}', f"<title>{cdata('Quay')}</title><description>{cdata('Thoughts')}</description><link>https://desk.example/</link><image><url>https://desk.example/favicon.png</url><title>Quay</title><link>https://desk.example/</link></image><generator>Ghost 5.80</generator><lastBuildDate>Sun, 22 Nov 2026 09:00:00 GMT</lastBuildDate><atom:link href=\"https://desk.example/rss/\" rel=\"self\" type=\"application/rss+xml\"/><ttl>60</ttl>")]
    for i in items:
        out.append(f'<item><title>{cdata(i.title)}</title><description>{cdata(i.lead)}</description><link>{i.url}</link><guid isPermaLink="false">{i.n:024x}</guid>' + "".join(f"<category>{cdata(t)}</category>" for t in i.tags) + f'<dc:creator>{cdata(i.author)}</dc:creator><pubDate>{i.gmt()}</pubDate><media:content url="{i.image}" medium="image"/><content:encoded>{cdata("<img src=" + chr(34) + i.image + chr(34) + " alt=" + chr(34) + "a" + chr(34) + ">" + i.html()[0])}</content:encoded></item>')
    return "".join(out) + "</channel></rss>", {"ttl": 60, "image": "https://desk.example/favicon.png"}, lambda i: {
        "title": i.title, "url": i.url, "guid": f"{i.n:024x}", "summary": i.lead, "body": i.html()[1], "authors": name(i.author), "keywords": i.tags, "published_at": i.zulu(), "media": [picture(i.image)]}


@system("Hugo", 30)
def _(items):
    out = ['<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n' + f'<rss version="2.0" {ATOM}>\n  <channel>\n    <title>Quay</title>\n    <link>https://desk.example/</link>\n    <description>Recent content on Quay</description>\n    <generator>Hugo</generator>\n    <language>en-us</language>\n    <copyright>CC BY</copyright>\n    <lastBuildDate>Sun, 22 Nov 2026 00:00:00 +0000</lastBuildDate>\n    <atom:link href="https://desk.example/index.xml" rel="self" type="application/rss+xml" />']
    for i in items:
        out.append(f"    <item>\n      <title>{escape(i.title).replace('&#x27;', '&#39;').replace('&quot;', '&#34;')}</title>\n      <link>{i.url}</link>\n      <pubDate>{i.rfc822()}</pubDate>\n      <guid>{i.url}</guid>\n      <description>{escape(i.html()[0]).replace('&quot;', '&#34;').replace('&#x27;', '&#39;').replace(chr(10), '&#xA;')}</description>\n    </item>")
    return "\n".join(out) + "\n  </channel>\n</rss>\n", {"language": "en-US", "copyright": "CC BY", "self_url": "https://desk.example/index.xml"}, lambda i: {
        "title": i.title, "url": i.url, "guid": i.url, "summary": i.html()[1], "body": i.html()[1], "published_at": i.zulu(), "language": "en-US"}


@system("Jekyll", 10)
def _(items):
    out = ['<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><generator uri="https://jekyllrb.com/" version="4.3">Jekyll</generator><link href="https://desk.example/feed.xml" rel="self" type="application/atom+xml" /><link href="https://desk.example/" rel="alternate" type="text/html" hreflang="en" /><updated>2026-11-22T09:00:00+00:00</updated><id>https://desk.example/feed.xml</id><title type="html">Quay</title><subtitle>A quay.</subtitle><author><name>Owner</name><email>o@desk.example</email></author>']
    for i in items:
        tags = "".join(f'<category term="{escape(t)}" />' for t in i.tags)
        author = f"<author><name>{x(i.author)}</name></author>" if i.n % 2 else ""
        out.append(f'<entry><title type="html">{x(x(i.title))}</title><link href="{i.url}" rel="alternate" type="text/html" title="{escape(i.title)}" /><published>{i.iso()}</published><updated>{i.iso(i.changed)}</updated><id>https://desk.example/2026/{i.slug}</id><content type="html" xml:base="{i.url}">{cdata(i.html()[0])}</content>{author}{tags}<summary type="html">{cdata(x(i.lead))}</summary><media:thumbnail {MEDIA} url="{i.image}" /><media:content medium="image" url="{i.image}" {MEDIA} /></entry>')
    return "".join(out) + "</feed>", {"title": "Quay", "language": "en", "summary": "A quay."}, lambda i: {
        "title": i.title, "url": i.url, "guid": f"https://desk.example/2026/{i.slug}", "summary": i.lead, "body": i.html()[1], "authors": name(i.author) if i.n % 2 else [{"name": "Owner", "email": "o@desk.example"}], "keywords": i.tags, "published_at": i.zulu(), "updated_at": i.zulu(i.changed), "language": "en",
        "media": [picture(i.image)]}


@system("YouTube", 15)
def _(items):
    out = [f'<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns:yt="http://www.youtube.com/xml/schemas/2015" {MEDIA} xmlns="http://www.w3.org/2005/Atom">\n <link rel="self" href="http://video.example/feeds/videos.xml?channel_id=UC1"/>\n <id>yt:channel:1</id>\n <yt:channelId>1</yt:channelId>\n <title>Quay TV</title>\n <link rel="alternate" href="https://video.example/channel/UC1"/>\n <author>\n  <name>Quay TV</name>\n  <uri>https://video.example/channel/UC1</uri>\n </author>\n <published>2020-01-01T00:00:00+00:00</published>']
    for i in items:
        out.append(f' <entry>\n  <id>yt:video:v{i.n}</id>\n  <yt:videoId>v{i.n}</yt:videoId>\n  <yt:channelId>UC1</yt:channelId>\n  <title>{x(i.title)}</title>\n  <link rel="alternate" href="https://video.example/watch?v=v{i.n}"/>\n  <author>\n   <name>Quay TV</name>\n   <uri>https://video.example/channel/UC1</uri>\n  </author>\n  <published>{i.iso()}</published>\n  <updated>{i.iso(i.changed)}</updated>\n  <media:group>\n   <media:title>{x(i.title)}</media:title>\n   <media:content url="https://video.example/v/v{i.n}?version=3" type="application/x-shockwave-flash" width="640" height="390"/>\n   <media:thumbnail url="{i.image}" width="480" height="360"/>\n   <media:description>{x(i.lead)}</media:description>\n   <media:community>\n    <media:starRating count="2" average="5.00" min="1" max="5"/>\n    <media:statistics views="{i.n}"/>\n   </media:community>\n  </media:group>\n </entry>')
    return "\n".join(out) + "</feed>", {"title": "Quay TV", "url": "https://video.example/channel/UC1"}, lambda i: {
        "title": i.title, "url": f"https://video.example/watch?v=v{i.n}", "guid": f"yt:video:v{i.n}", "authors": [{"name": "Quay TV", "url": "https://video.example/channel/UC1"}], "published_at": i.zulu(), "updated_at": i.zulu(i.changed),
        "media": [{"url": f"https://video.example/v/v{i.n}?version=3", "media_type": "application/x-shockwave-flash", "title": i.title, "caption": i.lead, "width": 640, "height": 390}, picture(i.image, width=480, height=360)]}


@system("Reddit", 25)
def _(items):
    out = [f'<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom" {MEDIA}><category term="quay" label="r/quay"/><updated>2026-11-22T09:00:00+00:00</updated><icon>https://img.example/icon.png/</icon><id>/r/quay/.rss</id><link rel="self" href="https://forum.example/r/quay/.rss" type="application/atom+xml" /><link rel="alternate" href="https://forum.example/r/quay/" type="text/html" /><subtitle>Of quays</subtitle><title>quay</title>']
    for i in items:
        body = f'<table> <tr><td> <a href="{i.url}"> <img src="{i.image}" alt="t" title="t" /> </a> </td><td> &#32; submitted by &#32; <a href="https://forum.example/user/u{i.n}"> /u/u{i.n} </a> <br/> <span><a href="{i.url}">[link]</a></span> &#32; <span><a href="https://forum.example/r/quay/comments/{i.n}/">[comments]</a></span> </td></tr></table>' if i.n % 2 else f'<!-- SC_OFF --><div class="md"><p>{x(i.lead)}</p> </div><!-- SC_ON -->'
        out.append(f'<entry><author><name>/u/u{i.n}</name><uri>https://forum.example/user/u{i.n}</uri></author><category term="quay" label="r/quay"/><content type="html">{escape(body)}</content><id>t3_{i.n:x}</id>' + (f'<media:thumbnail url="{i.image}" />' if i.n % 2 else "") + f'<link href="https://forum.example/r/quay/comments/{i.n}/" /><updated>{i.iso(i.changed)}</updated><published>{i.iso()}</published><title>{x(i.title)}</title></entry>')
    return "".join(out) + "</feed>", {"title": "quay", "image": "https://img.example/icon.png/"}, lambda i: {
        "title": i.title, "url": f"https://forum.example/r/quay/comments/{i.n}/", "guid": f"t3_{i.n:x}", "body": i.lead if i.n % 2 == 0 else f"submitted by /u/u{i.n}\n[link] [comments]", "authors": [{"name": f"/u/u{i.n}", "url": f"https://forum.example/user/u{i.n}"}],
        "keywords": ["quay"], "subjects": [{"code": "quay", "name": "r/quay"}], "published_at": i.zulu(), "updated_at": i.zulu(i.changed), "media": [picture(i.image)] if i.n % 2 else None}


@system("GitHub, releases", 10)
def _(items):
    out = [f'<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" {MEDIA} xml:lang="en-US">\n  <id>tag:code.example,2008:https://code.example/q/quay/releases</id>\n  <link type="text/html" rel="alternate" href="https://code.example/q/quay/releases"/>\n  <link type="application/atom+xml" rel="self" href="https://code.example/q/quay/releases.atom"/>\n  <title>Release notes from quay</title>\n  <updated>2026-11-22T09:00:00Z</updated>']
    for i in items:
        body = f'<h2>v1.{i.n}</h2>\n<ul>\n<li>Fix <a class="issue-link" href="https://code.example/q/quay/pull/{i.n}">#{i.n}</a> by <a class="user-mention" href="https://code.example/u{i.n}">@u{i.n}</a></li>\n<li>Use <code>&lt;b&gt;</code></li>\n</ul>'
        out.append(f'  <entry>\n    <id>tag:code.example,2008:Repository/77/v1.{i.n}</id>\n    <updated>{i.zulu()}</updated>\n    <link rel="alternate" type="text/html" href="https://code.example/q/quay/releases/tag/v1.{i.n}"/>\n    <title>v1.{i.n}: {x(i.title)}</title>\n    <content type="html">{escape(body)}</content>\n    <author>\n      <name>u{i.n}</name>\n    </author>\n    <media:thumbnail height="30" width="30" url="https://img.example/u/{i.n}?s=60&amp;v=4"/>\n  </entry>')
    return "\n".join(out) + "\n</feed>", {"title": "Release notes from quay", "language": "en-US"}, lambda i: {
        "title": f"v1.{i.n}: {i.title}", "url": f"https://code.example/q/quay/releases/tag/v1.{i.n}", "guid": f"tag:code.example,2008:Repository/77/v1.{i.n}", "body": f"v1.{i.n}\n\nFix #{i.n} by @u{i.n}\n\nUse <b>", "authors": name(f"u{i.n}"), "updated_at": i.zulu(), "language": "en-US", "media": [picture(f"https://img.example/u/{i.n}?s=60&v=4", width=30, height=30)]}


@system("GitHub, commits", 20)
def _(items):
    out = [f'<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" {MEDIA} xml:lang="en-US">\n  <id>tag:code.example,2008:/q/quay/commits/main</id>\n  <link type="text/html" rel="alternate" href="https://code.example/q/quay/commits/main"/>\n  <title>Recent Commits to quay:main</title>\n  <updated>2026-11-22T09:00:00Z</updated>']
    for i in items:
        out.append(f'  <entry>\n    <id>tag:code.example,2008:Grit::Commit/{i.n:040x}</id>\n    <link type="text/html" rel="alternate" href="https://code.example/q/quay/commit/{i.n:040x}"/>\n    <title>\n        {x(i.title)}\n    </title>\n    <updated>{i.zulu()}</updated>\n    <media:thumbnail height="30" width="30" url="https://img.example/u/{i.n}"/>\n    <author>\n      <name>u{i.n}</name>\n      <uri>https://code.example/u{i.n}</uri>\n    </author>\n    <content type="html">\n      &lt;pre style=&#39;white-space:pre-wrap;width:81ex&#39;&gt;{x(x(i.title))}&lt;/pre&gt;\n    </content>\n  </entry>')
    return "\n".join(out) + "\n</feed>", {"title": "Recent Commits to quay:main"}, lambda i: {
        "title": i.title, "url": f"https://code.example/q/quay/commit/{i.n:040x}", "guid": f"tag:code.example,2008:Grit::Commit/{i.n:040x}", "body": i.title, "authors": [{"name": f"u{i.n}", "url": f"https://code.example/u{i.n}"}], "updated_at": i.zulu(), "language": "en-US", "media": [picture(f"https://img.example/u/{i.n}", width=30, height=30)]}


@system("podcast", 20)
def _(items):
    out = [rss_head(f'{ITUNES} {CONTENT} {ATOM} xmlns:podcast="https://podcastindex.org/namespace/1.0" xmlns:psc="http://podlove.org/simple-chapters"', f'<title>Quay Talk</title><link>https://desk.example/</link><language>en-us</language><copyright>© 2026 Quay</copyright><itunes:subtitle>Talk</itunes:subtitle><itunes:author>Quay Radio</itunes:author><itunes:summary>Talks on the quay</itunes:summary><description>Talks on the quay</description><itunes:owner><itunes:name>Quay Radio</itunes:name><itunes:email>q@desk.example</itunes:email></itunes:owner><itunes:image href="https://desk.example/cover.jpg"/><itunes:category text="Society &amp; Culture"><itunes:category text="Places"/></itunes:category><itunes:explicit>false</itunes:explicit><itunes:type>episodic</itunes:type><atom:link href="https://desk.example/pod.xml" rel="self"/><podcast:locked>yes</podcast:locked><podcast:guid>1-2-3</podcast:guid>')]
    for i in items:
        out.append(f'<item><title>{x(i.title)}</title><itunes:title>{x(i.title)}</itunes:title><itunes:author>{x(i.author)}</itunes:author><itunes:subtitle>Short {i.n}</itunes:subtitle><itunes:summary>{cdata(i.lead)}</itunes:summary><description>{cdata(x(i.lead))}</description><content:encoded>{cdata(i.html()[0])}</content:encoded><itunes:image href="{i.image}"/><enclosure url="https://cdn.example/{i.n}.mp3?a=1&amp;b=2" length="{1000 + i.n}" type="audio/mpeg"/><guid isPermaLink="false">pod-{i.n}</guid><link>{i.url}</link><pubDate>{i.gmt()}</pubDate><itunes:duration>{"1:00:%02d" % i.n if i.n % 2 else 3600 + i.n}</itunes:duration><itunes:keywords>{x(", ".join(i.tags))}</itunes:keywords><itunes:episode>{i.n}</itunes:episode><itunes:season>1</itunes:season><itunes:episodeType>full</itunes:episodeType><itunes:explicit>no</itunes:explicit><podcast:transcript url="https://cdn.example/{i.n}.srt" type="application/srt"/><podcast:person role="host">Somebody</podcast:person><psc:chapters version="1.2"><psc:chapter start="00:00:00" title="Intro"/></psc:chapters></item>')
    return "".join(out) + "</channel></rss>", {"title": "Quay Talk", "image": "https://desk.example/cover.jpg", "copyright": "© 2026 Quay", "summary": "Talks on the quay", "language": "en-US", "authors": [{"name": "Quay Radio"}]}, lambda i: {
        "title": i.title, "url": i.url, "guid": f"pod-{i.n}", "summary": i.lead, "body": i.html()[1], "authors": name(i.author), "keywords": i.tags, "published_at": i.zulu(), "language": "en-US",
        "media": [{"url": f"https://cdn.example/{i.n}.mp3?a=1&b=2", "media_type": "audio/mpeg", "medium": "audio", "bytes": 1000 + i.n, "duration": 3600 + i.n}, picture(i.image)]}


@system("MediaWiki, recent changes", 15)
def _(items):
    out = [f'<?xml version="1.0"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">\n<id>https://wiki.example/w/api.php?action=feedrecentchanges&amp;feedformat=atom</id>\n<title>Quay wiki - Recent changes [en]</title>\n<link rel="self" type="application/atom+xml" href="https://wiki.example/w/api.php?action=feedrecentchanges&amp;feedformat=atom"/>\n<link rel="alternate" type="text/html" href="https://wiki.example/wiki/Special:RecentChanges"/>\n<updated>2026-11-22T09:00:00Z</updated>\n<subtitle>Track the most recent changes to the wiki in this feed.</subtitle>\n<generator>MediaWiki 1.41</generator>']
    for i in items:
        diff = f'<p dir="auto">{x(i.lead)}</p>\n<table style="background-color: #fff;" data-mw="interface"><tr><td colspan="2" style="x">← Older revision</td></tr></table>'
        out.append(f'<entry>\n<id>https://wiki.example/w/index.php?title=P{i.n}&amp;diff={i.n}&amp;oldid=1</id>\n<title>{x(i.title)}</title>\n<link rel="alternate" type="text/html" href="https://wiki.example/w/index.php?title=P{i.n}&amp;diff={i.n}&amp;oldid=1"/>\n<updated>{i.zulu()}</updated>\n<summary type="html">{escape(diff)}</summary>\n<author><name>{x(i.author)}</name></author>\n</entry>')
    return "\n".join(out) + "\n</feed>", {"language": "en", "title": "Quay wiki - Recent changes [en]"}, lambda i: {
        "title": i.title, "url": f"https://wiki.example/w/index.php?title=P{i.n}&diff={i.n}&oldid=1", "guid": f"https://wiki.example/w/index.php?title=P{i.n}&diff={i.n}&oldid=1", "summary": f"{i.lead}\n\n← Older revision", "body": f"{i.lead}\n\n← Older revision", "authors": name(i.author), "updated_at": i.zulu(), "language": "en"}


@system("phpBB", 15)
def _(items):
    out = ['<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-gb">\n<link rel="self" type="application/atom+xml" href="https://board.example/feed.php?f=1" />\n\n<title>Quay board</title>\n<subtitle>A board</subtitle>\n<link href="https://board.example/index.php" />\n<updated>2026-11-22T09:00:00+01:00</updated>\n\n<author><name><![CDATA[Quay board]]></name></author>\n<id>https://board.example/feed.php?f=1</id>']
    for i in items:
        text = f"{x(i.lead)}<br /><br />{x(i.paragraphs[2])}<p>Statistics: Posted by <a href=\"https://board.example/memberlist.php?mode=viewprofile&amp;u={i.n}\">{x(i.author)}</a></p><hr />"
        out.append(f'<entry>\n<author><name>{cdata(i.author)}</name></author>\n<updated>{i.iso(i.changed)}</updated>\n\n<published>{i.iso()}</published>\n<id>https://board.example/viewtopic.php?t={i.n}&amp;p={i.n}#p{i.n}</id>\n<link href="https://board.example/viewtopic.php?t={i.n}&amp;p={i.n}#p{i.n}"/>\n<title type="html">{cdata("News • " + x(i.title))}</title>\n\n<category term="News" scheme="https://board.example/viewforum.php?f=1" label="News"/>\n<content type="html" xml:base="https://board.example/viewtopic.php?t={i.n}&amp;p={i.n}#p{i.n}">{cdata(text)}</content>\n</entry>')
    return "\n".join(out) + "\n</feed>", {"title": "Quay board", "language": "en-GB"}, lambda i: {
        "title": "News • " + i.title, "url": f"https://board.example/viewtopic.php?t={i.n}&p={i.n}#p{i.n}", "guid": f"https://board.example/viewtopic.php?t={i.n}&p={i.n}#p{i.n}", "body": f"{i.lead}\n\n{i.paragraphs[2]}\n\nStatistics: Posted by {i.author}", "authors": name(i.author), "keywords": ["News"],
        "subjects": [{"scheme": "https://board.example/viewforum.php?f=1", "code": "News"}], "published_at": i.zulu(), "updated_at": i.zulu(i.changed), "language": "en-GB"}


@system("Tumblr", 20)
def _(items):
    out = [f'<?xml version="1.0" encoding="UTF-8"?><rss {DC} version="2.0"><channel><atom:link rel="hub" href="http://hub.example/" {ATOM}/><description>A blog</description><title>Quay</title><generator>Tumblr (3.0; @quay)</generator><link>https://quay.tumblr.example/</link>']
    for i in items:
        title = f"<title>{x(i.title)}</title>" if i.n % 3 else "<title></title>"
        out.append(f'<item>{title}<description>{x(i.html()[0])}</description><link>https://quay.tumblr.example/post/{i.n}</link><guid>https://quay.tumblr.example/post/{i.n}</guid><pubDate>{i.rfc822()}</pubDate>' + "".join(f"<category>{x(t)}</category>" for t in i.tags) + "</item>")
    return "".join(out) + "</channel></rss>", {"title": "Quay", "hub_url": "http://hub.example/"}, lambda i: {
        **({"title": i.title} if i.n % 3 else {"title": ANY}), "url": f"https://quay.tumblr.example/post/{i.n}", "guid": f"https://quay.tumblr.example/post/{i.n}", "summary": i.html()[1], "body": i.html()[1], "keywords": i.tags, "published_at": i.zulu()}


@system("a ministry of 2004", 12, host="gov.example")
def _(items):
    out = ['<?xml version="1.0" encoding="utf-8" ?>\r\n<rss version="0.92">\r\n<channel>\r\n<title>Ministry of Harbours</title>\r\n<link>https://gov.example/</link>\r\n<description>Releases</description>\r\n<language>en-gb</language>\r\n<copyright>Crown</copyright>\r\n<docs>http://backend.userland.com/rss092</docs>\r\n<lastBuildDate>22 Nov 2026 09:00:00 GMT</lastBuildDate>']
    for i in items:
        out.append(f"<item>\r\n<title>{x(i.title)}</title>\r\n<link>https://gov.example/news/article.aspx?id={i.n}&amp;lang=en</link>\r\n<description>{x(i.lead)}</description>\r\n<pubDate>{i.date.astimezone(datetime.timezone.utc):%d %b %Y %H:%M} GMT</pubDate>\r\n</item>")
    return "\r\n".join(out) + "\r\n</channel>\r\n</rss>", {"format": "rss092", "copyright": "Crown"}, lambda i: {
        "title": i.title, "url": f"https://gov.example/news/article.aspx?id={i.n}&lang=en", "summary": i.lead, "body": i.lead, "published_at": i.zulu()[:17] + "00Z", "language": "en-GB"}


@system("a press agency", 30)
def _(items):
    out = [rss_head(f'{DC} {MEDIA} {CONTENT} xmlns:dcterms="http://purl.org/dc/terms/"', "<title>Agency</title><link>https://agency.example/</link><description>World</description><language>fr-fr</language><ttl>5</ttl><dc:rights>© Agency</dc:rights>")]
    for i in items:
        out.append(f'<item><guid isPermaLink="false">urn:newsml:agency.example:20261122:{i.n}:1</guid><title>{x(i.title)}</title><link>{i.url}</link><description>{x(i.lead)}</description><dc:creator>{x(i.author)}</dc:creator><dc:date>{i.iso()}</dc:date><dcterms:modified>{i.iso(i.changed)}</dcterms:modified>' + "".join(f"<dc:subject>{x(t)}</dc:subject>" for t in i.tags)
                   + f'<media:group><media:content url="{i.image}" type="image/jpeg" medium="image" width="1024" height="683" isDefault="true"><media:credit role="photographer">Foto {i.n}</media:credit><media:description type="plain">Picture {i.n}</media:description><media:title>Pic {i.n}</media:title></media:content><media:content url="{i.image}?w=320" type="image/jpeg" medium="image" width="320" height="213"/></media:group><dc:rights>© Agency {i.n}</dc:rights></item>')
    return "".join(out) + "</channel></rss>", {"ttl": 5, "copyright": "© Agency", "language": "fr-FR"}, lambda i: {
        "title": i.title, "url": i.url, "guid": f"urn:newsml:agency.example:20261122:{i.n}:1", "summary": i.lead, "body": i.lead, "authors": name(i.author), "keywords": i.tags, "published_at": i.zulu(), "updated_at": i.zulu(i.changed), "copyright": f"© Agency {i.n}", "language": "fr-FR",
        "media": [picture(i.image, media_type="image/jpeg", title=f"Pic {i.n}", caption=f"Picture {i.n}", credit=f"Foto {i.n}", width=1024, height=683), {"url": i.image + "?w=320", "media_type": "image/jpeg", "medium": "image", "width": 320, "height": 213}]}


def japanese(encoding):
    @system(f"a Japanese paper, rdf in {encoding}", 20, encoding, ["港に船が戻る", "「港」の新しい計画", "天気：晴れ", "経済ニュース", "東京と大阪"])
    def _(items):
        out = [f'<?xml version="1.0" encoding="{encoding}"?>\n<rdf:RDF xmlns="http://purl.org/rss/1.0/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" {DC} {CONTENT} xml:lang="ja">\n<channel rdf:about="https://jp.example/index.rdf">\n<title>港新聞</title>\n<link>https://jp.example/</link>\n<description>港のニュース</description>\n<dc:language>ja</dc:language>\n<dc:date>2026-11-22T18:00:00+09:00</dc:date>\n<items><rdf:Seq>' + "".join(f'<rdf:li rdf:resource="https://jp.example/n/{i.n}.html" />' for i in items) + '</rdf:Seq></items>\n<image rdf:resource="https://jp.example/logo.gif" />\n</channel>\n<image rdf:about="https://jp.example/logo.gif"><title>ロゴ</title><url>https://jp.example/logo.gif</url><link>https://jp.example/logo</link></image>']
        for i in items:
            out.append(f'<item rdf:about="https://jp.example/n/{i.n}.html">\n<title>{x(i.title)}</title>\n<link>https://jp.example/n/{i.n}.html</link>\n<description>{cdata("概要 " + str(i.n))}</description>\n<dc:creator>山田 太郎</dc:creator>\n<dc:subject>社会</dc:subject>\n<dc:date>{i.date.astimezone(datetime.timezone(datetime.timedelta(hours=9))).isoformat()}</dc:date>\n<content:encoded>{cdata("<p>本文" + str(i.n) + "です。</p><p>二つ目。</p>")}</content:encoded>\n</item>')
        return "\n".join(out) + "\n</rdf:RDF>", {"title": "港新聞", "language": "ja", "image": "https://jp.example/logo.gif", "url": "https://jp.example/"}, lambda i: {
            "title": i.title, "url": f"https://jp.example/n/{i.n}.html", "guid": f"https://jp.example/n/{i.n}.html", "summary": f"概要 {i.n}", "body": f"本文{i.n}です。\n\n二つ目。", "authors": name("山田 太郎"), "keywords": ["社会"], "published_at": i.zulu(), "language": "ja"}


for one in ("EUC-JP", "Shift_JIS", "UTF-8"):
    japanese(one)


@system("a Russian portal for Yandex", 15, "windows-1251", ["Паром вернулся", "«Порт» — новости", "Погода на завтра"])
def _(items):
    out = ['<?xml version="1.0" encoding="windows-1251"?>\n<rss xmlns:yandex="http://news.yandex.ru" ' + f'{MEDIA} version="2.0">\n<channel>\n<title>Порт-Инфо</title>\n<link>https://ru.example/</link>\n<description>Новости порта</description>\n<language>ru</language>\n<yandex:logo>https://ru.example/logo.png</yandex:logo>\n<yandex:logo type="square">https://ru.example/sq.png</yandex:logo>']
    for i in items:
        out.append(f'<item>\n<title>{x(i.title)}</title>\n<link>https://ru.example/news/{i.n}/</link>\n<pdalink>https://m.ru.example/news/{i.n}/</pdalink>\n<description>Кратко {i.n}</description>\n<author>Иван Петров</author>\n<category>Общество</category>\n<enclosure url="https://ru.example/i/{i.n}.jpg" type="image/jpeg"/>\n<pubDate>{i.rfc822(i.date.astimezone(datetime.timezone(datetime.timedelta(hours=3))))}</pubDate>\n<yandex:genre>message</yandex:genre>\n<yandex:full-text>Полный текст {i.n}. Он длинный.</yandex:full-text>\n</item>')
    return "\n".join(out) + "\n</channel>\n</rss>", {"title": "Порт-Инфо", "language": "ru"}, lambda i: {
        "title": i.title, "url": f"https://ru.example/news/{i.n}/", "summary": f"Кратко {i.n}", "body": f"Полный текст {i.n}. Он длинный.", "authors": name("Иван Петров"), "keywords": ["Общество"], "published_at": i.zulu(), "language": "ru",
        "media": [picture(f"https://ru.example/i/{i.n}.jpg", media_type="image/jpeg")]}


@system("a Chinese board, gb2312", 20, "gb2312", ["渡轮返回港口", "“港口”新计划", "天气预报"])
def _(items):
    out = ['<?xml version="1.0" encoding="gb2312"?>\n<rss version="2.0">\n  <channel>\n    <title>港口论坛</title>\n    <link>https://cn.example/forum-1-1.html</link>\n    <description>Latest 20 threads of 新闻</description>\n    <copyright>Copyright(C) 港口论坛</copyright>\n    <generator>Discuz! Board</generator>\n    <lastBuildDate>Sun, 22 Nov 2026 17:00:00 +0800</lastBuildDate>\n    <ttl>60</ttl>\n    <image>\n      <url>https://cn.example/logo.gif</url>\n      <title>港口论坛</title>\n      <link>https://cn.example/</link>\n    </image>']
    for i in items:
        out.append(f'    <item>\n      <title>{x(i.title)}</title>\n      <link>https://cn.example/thread-{i.n}-1-1.html</link>\n      <description><![CDATA[内容{i.n} &nbsp; 很长]]></description>\n      <category>新闻</category>\n      <author>用户{i.n}</author>\n      <pubDate>{i.rfc822(i.date.astimezone(datetime.timezone(datetime.timedelta(hours=8))))}</pubDate>\n    </item>')
    return "\n".join(out) + "\n  </channel>\n</rss>", {"title": "港口论坛", "ttl": 60}, lambda i: {
        "title": i.title, "url": f"https://cn.example/thread-{i.n}-1-1.html", "summary": f"内容{i.n} 很长", "body": f"内容{i.n} 很长", "authors": name(f"用户{i.n}"), "keywords": ["新闻"], "published_at": i.zulu()}


@system("an Arabic paper, windows-1256", 15, "windows-1256", ["العبارة تعود", "أخبار الميناء", "الطقس غدا"])
def _(items):
    out = ['<?xml version="1.0" encoding="windows-1256"?><rss version="2.0" ' + f'{MEDIA}><channel><title>أخبار</title><link>https://ar.example/</link><description>أخبار الميناء</description><language>ar-eg</language>']
    for i in items:
        out.append(f'<item><title>{cdata(i.title)}</title><link>{cdata("https://ar.example/?id=" + str(i.n) + "&cat=2")}</link><description>{cdata("<p dir=rtl>ملخص " + str(i.n) + "</p>")}</description><pubDate>{i.rfc822()}</pubDate><guid>https://ar.example/?id={i.n}&amp;cat=2</guid><media:thumbnail url="{i.image}"/></item>')
    return "".join(out) + "</channel></rss>", {"title": "أخبار", "language": "ar-EG"}, lambda i: {
        "title": i.title, "url": f"https://ar.example/?id={i.n}&cat=2", "guid": f"https://ar.example/?id={i.n}&cat=2", "summary": f"ملخص {i.n}", "body": f"ملخص {i.n}", "published_at": i.zulu(), "language": "ar-EG", "media": [picture(i.image)]}


@system("Movable Type of 2003, rdf", 15)
def _(items):
    out = ['<?xml version="1.0" encoding="utf-8"?>\n<rdf:RDF\n  xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"\n  ' + f'{DC}\n  xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"\n  xmlns:admin="http://webns.net/mvcb/"\n  xmlns:cc="http://web.resource.org/cc/"\n  xmlns="http://purl.org/rss/1.0/">\n<channel rdf:about="https://desk.example/">\n<title>Quay</title>\n<link>https://desk.example/</link>\n<description></description>\n<dc:language>en-us</dc:language>\n<dc:creator>o@desk.example</dc:creator>\n<dc:date>2026-11-22T09:00:00+01:00</dc:date>\n<admin:generatorAgent rdf:resource="http://www.movabletype.org/?v=2.64" />\n<cc:license rdf:resource="http://creativecommons.org/licenses/by-nc/1.0" />\n<items>\n<rdf:Seq>' + "".join(f'<rdf:li rdf:resource="{i.url}" />\n' for i in items) + "</rdf:Seq>\n</items>\n</channel>"]
    for i in items:
        out.append(f'<item rdf:about="{i.url}">\n<title>{x(i.title)}</title>\n<link>{i.url}</link>\n<description>{x(i.lead)}</description>\n<dc:subject>{x(i.tags[0])}</dc:subject>\n<dc:creator>{x(i.author)}</dc:creator>\n<dc:date>{i.iso()}</dc:date>\n</item>')
    return "\n".join(out) + "\n<cc:License rdf:about=\"http://creativecommons.org/licenses/by-nc/1.0\"><cc:permits rdf:resource=\"http://web.resource.org/cc/Reproduction\"/></cc:License></rdf:RDF>", {"language": "en-US", "updated_at": "2026-11-22T08:00:00Z"}, lambda i: {
        "title": i.title, "url": i.url, "guid": i.url, "summary": i.lead, "body": i.lead, "authors": name(i.author), "keywords": i.tags[:1], "published_at": i.zulu(), "language": "en-US"}


@system("Movable Type of 2004, atom 0.3", 15)
def _(items):
    out = ['<?xml version="1.0" encoding="utf-8"?>\n<feed version="0.3" xmlns="http://purl.org/atom/ns#" ' + f'{DC} xml:lang="en">\n<title>Quay</title>\n<link rel="alternate" type="text/html" href="https://desk.example/" />\n<modified>2026-11-22T09:00:00Z</modified>\n<tagline>On the quay</tagline>\n<id>tag:desk.example,2026:1</id>\n<generator url="http://www.movabletype.org/" version="3.1">Movable Type</generator>\n<copyright>Copyright (c) 2026, Quay</copyright>']
    for i in items:
        out.append(f'<entry>\n<title>{x(i.title)}</title>\n<link rel="alternate" type="text/html" href="{i.url}" />\n<modified>{i.zulu(i.changed)}</modified>\n<issued>{i.iso()}</issued>\n<id>tag:desk.example,2026:1.{i.n}</id>\n<created>{i.zulu()}</created>\n<summary type="text/plain">{x(i.lead)}</summary>\n<author>\n<name>{x(i.author)}</name>\n<url>https://desk.example/~{i.n}</url>\n<email>{i.mail}</email>\n</author>\n<dc:subject>{x(i.tags[0])}</dc:subject>\n<content type="text/html" mode="escaped" xml:lang="en" xml:base="https://desk.example/">\n{cdata(i.html()[0])}\n</content>\n</entry>')
    return "\n".join(out) + "\n</feed>", {"format": "atom03", "summary": "On the quay", "copyright": "Copyright (c) 2026, Quay", "updated_at": "2026-11-22T09:00:00Z"}, lambda i: {
        "title": i.title, "url": i.url, "guid": f"tag:desk.example,2026:1.{i.n}", "summary": i.lead, "body": i.html()[1], "authors": [{"name": i.author, "email": i.mail, "url": f"https://desk.example/~{i.n}"}], "keywords": i.tags[:1], "published_at": i.zulu(), "updated_at": i.zulu(i.changed), "language": "en"}


@system("Radio UserLand, 0.92 without titles", 15)
def _(items):
    out = ['<?xml version="1.0"?>\n<!-- RSS generated by Radio UserLand v8.0.8 -->\n<rss version="2.0" xmlns:blogChannel="http://backend.userland.com/blogChannelModule">\n<channel><title>Quay</title><link>http://radio.example/0001/</link><description>D</description><copyright>Copyright 2026 O</copyright><language>en-us</language><managingEditor>o@desk.example</managingEditor><webMaster>o@desk.example</webMaster><skipHours><hour>3</hour><hour>4</hour></skipHours><cloud domain="radio.example" port="80" path="/RPC2" registerProcedure="r" protocol="xml-rpc"/><ttl>60</ttl><blogChannel:blogRoll>http://radio.example/o.opml</blogChannel:blogRoll>']
    for i in items:
        out.append(f'<item><description>{x(x(i.lead))} &lt;a href="{i.url}"&gt;#&lt;/a&gt;</description><guid>http://radio.example/2026/11/22.html#a{i.n}</guid><pubDate>{i.gmt()}</pubDate><comments>http://radio.example/comments?p={i.n}&amp;u=1</comments><source url="https://other.example/rss.xml">Other {i.n}</source><category domain="http://dmoz.example/x">{x(i.tags[0])}</category></item>')
    return "".join(out) + "</channel></rss>", {"authors": [{"email": "o@desk.example"}]}, lambda i: {
        "title": ANY, "url": f"http://radio.example/2026/11/22.html#a{i.n}", "guid": f"http://radio.example/2026/11/22.html#a{i.n}", "summary": f"{i.lead} #", "body": f"{i.lead} #", "keywords": i.tags[:1], "subjects": [{"scheme": "http://dmoz.example/x", "code": i.tags[0]}], "published_at": i.zulu(),
        "comments_url": f"http://radio.example/comments?p={i.n}&u=1", "origin": {"title": f"Other {i.n}", "url": "https://other.example/rss.xml"}, "language": "en-US"}


@system("Slashdot's kind, rdf", 15)
def _(items):
    out = [f'<?xml version="1.0" encoding="UTF-8"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:slash="http://purl.org/rss/1.0/modules/slash/" {DC} xmlns:syn="http://purl.org/rss/1.0/modules/syndication/" xmlns:admin="http://webns.net/mvcb/" xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"><channel rdf:about="https://desk.example/"><title>Slash</title><link>https://desk.example/</link><description>News</description><dc:language>en-us</dc:language><dc:rights>Copyright 2026</dc:rights><dc:date>2026-11-22T09:00:00+00:00</dc:date><dc:publisher>P</dc:publisher><dc:creator>help@desk.example</dc:creator><dc:subject>Technology</dc:subject><syn:updateBase>1970-01-01T00:00+00:00</syn:updateBase><syn:updateFrequency>1</syn:updateFrequency><syn:updatePeriod>hourly</syn:updatePeriod><image rdf:resource="https://img.example/t.gif"/><textinput rdf:resource="https://desk.example/search.pl"/></channel><image rdf:about="https://img.example/t.gif"><title>Slash</title><url>https://img.example/t.gif</url><link>https://desk.example/</link></image>']
    for i in items:
        out.append(f'<item rdf:about="{i.url}?utm_source=rss1.0mainlinkanon&amp;utm_medium=feed"><title>{x(i.title)}</title><link>{i.url}?utm_source=rss1.0mainlinkanon&amp;utm_medium=feed</link><description>{x(x(i.lead))}&lt;p&gt;&lt;a href="{i.url}"&gt;Read more&lt;/a&gt; of this story.&lt;/p&gt;</description><dc:creator>{x(i.author)}</dc:creator><dc:date>{i.iso()}</dc:date><dc:subject>{x(i.tags[0])}</dc:subject><slash:department>from-the-x</slash:department><slash:section>news</slash:section><slash:comments>{i.n}</slash:comments><slash:hit_parade>1,1,0,0</slash:hit_parade></item>')
    out.append('<textinput rdf:about="https://desk.example/search.pl"><title>Search</title><description>Search stories</description><name>query</name><link>https://desk.example/search.pl</link></textinput></rdf:RDF>')
    return "".join(out), {"title": "Slash", "summary": "News", "copyright": "Copyright 2026", "image": "https://img.example/t.gif"}, lambda i: {
        "title": i.title, "url": f"{i.url}?utm_source=rss1.0mainlinkanon&utm_medium=feed", "guid": f"{i.url}?utm_source=rss1.0mainlinkanon&utm_medium=feed", "summary": f"{i.lead}\n\nRead more of this story.", "body": f"{i.lead}\n\nRead more of this story.", "authors": name(i.author), "keywords": i.tags[:1], "published_at": i.zulu(), "language": "en-US"}


@system("Discourse", 20)
def _(items):
    out = [rss_head(f'xmlns:discourse="http://www.discourse.org/" {ATOM} {DC}', f'<title>Quay talk - Latest topics</title><link>https://talk.example/latest</link><description>Latest topics</description><lastBuildDate>Sun, 22 Nov 2026 09:00:00 +0000</lastBuildDate><atom:link href="https://talk.example/latest.rss" rel="self" type="application/rss+xml" />')]
    for i in items:
        out.append(f'<item><title>{x(i.title)}</title><dc:creator>{cdata("@u" + str(i.n) + " " + i.author)}</dc:creator><category>{x(i.tags[0])}</category><description>{cdata(chr(10) + "            <blockquote>" + chr(10) + "<p>" + x(i.lead) + "</p>" + chr(10) + "            </blockquote>" + chr(10) + "            <p><small>2 posts</small></p>")}</description><link>https://talk.example/t/{i.slug}/{i.n}</link><pubDate>{i.gmt("+0000")}</pubDate><discourse:topicPinned>No</discourse:topicPinned><discourse:topicClosed>No</discourse:topicClosed><guid isPermaLink="false">talk.example-topic-{i.n}</guid><source url="https://talk.example/t/{i.slug}/{i.n}.rss">{x(i.title)}</source></item>')
    return "".join(out) + "</channel></rss>", {"title": "Quay talk - Latest topics"}, lambda i: {
        "title": i.title, "url": f"https://talk.example/t/{i.slug}/{i.n}", "guid": f"talk.example-topic-{i.n}", "summary": f"{i.lead}\n\n2 posts", "body": f"{i.lead}\n\n2 posts", "authors": name(f"@u{i.n} {i.author}"), "keywords": i.tags[:1], "published_at": i.zulu(), "origin": {"title": i.title, "url": f"https://talk.example/t/{i.slug}/{i.n}.rss"}}


@system("a broadcaster", 30)
def _(items):
    out = ['<?xml version="1.0" encoding="UTF-8"?>\n<?xml-stylesheet title="XSL_formatting" type="text/xsl" href="/shared/nolsol.xsl"?>\n<rss ' + f'{DC} {CONTENT} {ATOM} version="2.0" {MEDIA}><channel><title>{cdata("Quay News")}</title><description>{cdata("Quay News - World")}</description><link>https://tv.example/news/world</link><image><url>https://tv.example/n.gif</url><title>Quay News</title><link>https://tv.example/news/world</link></image><generator>RSS for Node</generator><lastBuildDate>Sun, 22 Nov 2026 09:00:00 GMT</lastBuildDate><atom:link href="https://feeds.example/news/world/rss.xml" rel="self" type="application/rss+xml"/><copyright>{cdata("Copyright: Quay, see https://tv.example/terms")}</copyright><language>{cdata("en-gb")}</language><ttl>15</ttl>']
    for i in items:
        out.append(f'<item><title>{cdata(i.title)}</title><description>{cdata(i.lead)}</description><link>https://tv.example/news/articles/c{i.n}?at_medium=RSS&amp;at_campaign=rss</link><guid isPermaLink="false">https://tv.example/news/articles/c{i.n}#{i.n % 3}</guid><pubDate>{i.gmt()}</pubDate><media:thumbnail width="240" height="135" url="{i.image}"/></item>')
    return "".join(out) + "</channel></rss>", {"title": "Quay News", "ttl": 15, "language": "en-GB", "copyright": "Copyright: Quay, see https://tv.example/terms"}, lambda i: {
        "title": i.title, "url": f"https://tv.example/news/articles/c{i.n}?at_medium=RSS&at_campaign=rss", "guid": f"https://tv.example/news/articles/c{i.n}#{i.n % 3}", "summary": i.lead, "body": i.lead, "published_at": i.zulu(), "language": "en-GB", "media": [picture(i.image, width=240, height=135)]}


@system("Mastodon", 20)
def _(items):
    out = [rss_head(f'xmlns:webfeeds="http://webfeeds.org/rss/1.0" {MEDIA}', '<title>Quay</title><description>Public posts from @quay@social.example</description><link>https://social.example/@quay</link><image><url>https://social.example/a.png</url><title>Quay</title><link>https://social.example/@quay</link></image><lastBuildDate>Sun, 22 Nov 2026 09:00:00 +0000</lastBuildDate><webfeeds:icon>https://social.example/a.png</webfeeds:icon><generator>Mastodon v4.2</generator>')]
    for i in items:
        html = f'<p>{x(i.lead)} <a href="https://social.example/tags/x" class="mention hashtag" rel="tag">#<span>x</span></a></p>'
        out.append(f'<item><guid isPermaLink="true">https://social.example/@quay/{i.n}</guid><link>https://social.example/@quay/{i.n}</link><pubDate>{i.gmt("+0000")}</pubDate><description>{escape(html)}</description>' + (f'<media:content url="{i.image}" type="image/jpeg" fileSize="1234" medium="image"><media:rating scheme="urn:simple">nonadult</media:rating><media:description type="plain">Alt {i.n}</media:description></media:content>' if i.n % 2 else "") + "".join(f"<category>{x(t)}</category>" for t in i.tags) + "</item>")
    return "".join(out) + "</channel></rss>", {"title": "Quay"}, lambda i: {
        "title": ANY, "url": f"https://social.example/@quay/{i.n}", "guid": f"https://social.example/@quay/{i.n}", "summary": f"{i.lead} #x", "body": f"{i.lead} #x", "keywords": i.tags, "published_at": i.zulu(), "media": [picture(i.image, media_type="image/jpeg", caption=f"Alt {i.n}", bytes=1234)] if i.n % 2 else None}


@system("an aggregator of news", 30)
def _(items):
    out = ['<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' + f'<rss version="2.0" {MEDIA}><channel><generator>NFE/5.0</generator><title>quay - News</title><link>https://news.example/search?q=quay&amp;hl=en-US&amp;gl=US&amp;ceid=US:en</link><language>en-US</language><webMaster>w@news.example</webMaster><copyright>2026 N</copyright><lastBuildDate>Sun, 22 Nov 2026 09:00:00 GMT</lastBuildDate><description>News</description>']
    for i in items:
        out.append(f'<item><title>{x(i.title)} - Paper {i.n}</title><link>https://news.example/rss/articles/CBM{i.n}?oc=5</link><guid isPermaLink="false">CBM{i.n}</guid><pubDate>{i.gmt()}</pubDate><description>&lt;a href="https://news.example/rss/articles/CBM{i.n}?oc=5" target="_blank"&gt;{x(x(i.title))}&lt;/a&gt;&amp;nbsp;&amp;nbsp;&lt;font color="#6f6f6f"&gt;Paper {i.n}&lt;/font&gt;</description><source url="https://paper{i.n}.example">Paper {i.n}</source></item>')
    return "".join(out) + "</channel></rss>", {"url": "https://news.example/search?q=quay&hl=en-US&gl=US&ceid=US:en"}, lambda i: {
        "title": f"{i.title} - Paper {i.n}", "url": f"https://news.example/rss/articles/CBM{i.n}?oc=5", "guid": f"CBM{i.n}", "summary": f"{i.title} Paper {i.n}", "body": f"{i.title} Paper {i.n}", "published_at": i.zulu(), "origin": {"title": f"Paper {i.n}", "url": f"https://paper{i.n}.example/"}, "language": "en-US"}


@system("StackExchange", 30)
def _(items):
    out = ['<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom" xmlns:creativeCommons="http://backend.userland.com/creativeCommonsRssModule" xmlns:re="http://purl.org/atompub/rank/1.0"><title type="text">Recent Questions</title><link rel="self" href="https://qa.example/feeds" type="application/atom+xml" /><link rel="alternate" href="https://qa.example/questions" type="text/html" /><subtitle>most recent 30</subtitle><updated>2026-11-22T09:00:00Z</updated><id>https://qa.example/feeds</id><creativeCommons:license>https://creativecommons.org/licenses/by-sa/4.0/rdf</creativeCommons:license>']
    for i in items:
        out.append(f'<entry><id>https://qa.example/q/{i.n}</id><re:rank scheme="https://qa.example">{i.n}</re:rank><title type="text">{x(i.title)}</title>' + "".join(f'<category scheme="https://qa.example/tags" term="{escape(t)}" />' for t in i.tags) + f'<author><name>{x(i.author)}</name><uri>https://qa.example/users/{i.n}</uri></author><link rel="alternate" href="https://qa.example/questions/{i.n}/x" /><published>{i.zulu()}</published><updated>{i.zulu(i.changed)}</updated><summary type="html">\n            {escape(i.html()[0])}\n        </summary></entry>')
    return "".join(out) + "</feed>", {"title": "Recent Questions"}, lambda i: {
        "title": i.title, "url": f"https://qa.example/questions/{i.n}/x", "guid": f"https://qa.example/q/{i.n}", "summary": i.html()[1], "body": i.html()[1], "authors": [{"name": i.author, "url": f"https://qa.example/users/{i.n}"}], "keywords": i.tags, "subjects": [{"scheme": "https://qa.example/tags", "code": t} for t in i.tags], "published_at": i.zulu(), "updated_at": i.zulu(i.changed)}


@system("a planet of blogs", 12)
def _(items):
    out = ['<?xml version="1.0"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xmlns:planet="http://planet.intertwingly.net/" xmlns:indexing="urn:atom-extension:indexing" indexing:index="no"><title>Planet Quay</title><updated>2026-11-22T09:00:00Z</updated><generator uri="http://intertwingly.net/code/venus/">Venus</generator><author><name>Planet</name></author><id>https://planet.example/atom.xml</id><link href="https://planet.example/atom.xml" rel="self" type="application/atom+xml"/><link href="https://planet.example/" rel="alternate"/>']
    for i in items:
        own = f"<author><name>{x(i.author)}</name></author>" if i.n % 3 == 0 else ""
        of_source = f"<author><name>S{i.n}</name><email>s{i.n}@blog.example</email></author>" if i.n % 3 != 2 else ""
        out.append(f'<entry xml:lang="en"><id>tag:blog{i.n}.example,2026:{i.n}</id><link href="{i.url}" rel="alternate" type="text/html"/><title>{x(i.title)}</title><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{i.html()[0]}</div></content><updated>{i.zulu()}</updated>{own}<source><id>https://blog{i.n}.example/</id>{of_source}<link href="https://blog{i.n}.example/" rel="alternate" type="text/html"/><link href="https://blog{i.n}.example/feed" rel="self" type="application/atom+xml"/><subtitle>Sub</subtitle><title>Blog {i.n}</title><updated>2020-01-01T00:00:00Z</updated><rights>R</rights><category term="x"/></source></entry>')
    return "".join(out) + "</feed>", {"title": "Planet Quay"}, lambda i: {
        "title": i.title, "url": i.url, "guid": f"tag:blog{i.n}.example,2026:{i.n}", "body": i.html()[1], "authors": name(i.author) if i.n % 3 == 0 else [{"name": f"S{i.n}", "email": f"s{i.n}@blog.example"}] if i.n % 3 == 1 else name("Planet"), "updated_at": i.zulu(), "origin": {"title": f"Blog {i.n}", "url": f"https://blog{i.n}.example/"}, "language": "en"}


@system("Flickr", 20)
def _(items):
    out = [f'<?xml version="1.0" encoding="utf-8" standalone="yes"?><feed xmlns="http://www.w3.org/2005/Atom" {DC} xmlns:flickr="urn:flickr:user" {MEDIA}><title>Uploads from Quay</title><link rel="self" href="https://photos.example/feeds/1" /><link rel="alternate" type="text/html" href="https://photos.example/quay/"/><id>tag:photos.example,2005:/1</id><icon>https://photos.example/b.jpg</icon><subtitle></subtitle><updated>2026-11-22T09:00:00Z</updated>']
    for i in items:
        out.append(f'<entry><title>{x(i.title)}</title><link rel="alternate" type="text/html" href="https://photos.example/quay/{i.n}/"/><id>tag:photos.example,2005:/photo/{i.n}</id><published>{i.zulu()}</published><updated>{i.zulu(i.changed)}</updated><flickr:date_taken>{i.iso()}</flickr:date_taken><dc:date.Taken>{i.iso()}</dc:date.Taken><content type="html">{escape("<p>" + x(i.lead) + "</p>")}</content><author><name>{x(i.author)}</name><uri>https://photos.example/people/{i.n}/</uri><flickr:nsid>1@N</flickr:nsid><flickr:buddyicon>https://photos.example/b.jpg</flickr:buddyicon></author><link rel="license" type="text/html" href="https://creativecommons.org/licenses/by/2.0/deed.en" /><link rel="enclosure" type="image/jpeg" href="{i.image}" />' + "".join(f'<category term="{escape(t)}" scheme="https://photos.example/tags/" />' for t in i.tags) + "</entry>")
    return "".join(out) + "</feed>", {"summary": None, "image": "https://photos.example/b.jpg"}, lambda i: {
        "title": i.title, "url": f"https://photos.example/quay/{i.n}/", "guid": f"tag:photos.example,2005:/photo/{i.n}", "body": i.lead, "authors": [{"name": i.author, "url": f"https://photos.example/people/{i.n}/"}], "keywords": i.tags, "subjects": [{"scheme": "https://photos.example/tags/", "code": t} for t in i.tags], "published_at": i.zulu(), "updated_at": i.zulu(i.changed),
        "license": "https://creativecommons.org/licenses/by/2.0/deed.en", "media": [picture(i.image, media_type="image/jpeg")]}


@system("a scientific journal, rdf with prism", 20)
def _(items):
    out = [f'<?xml version="1.0" encoding="UTF-8"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/" {DC} {CONTENT} xmlns="http://purl.org/rss/1.0/"><channel rdf:about="https://journal.example/rss"><title>Journal of Quays</title><description>D</description><link>https://journal.example/</link><dc:publisher>Pub</dc:publisher><dc:language>en</dc:language><dc:rights>© 2026 Pub</dc:rights><prism:publicationName>Journal of Quays</prism:publicationName><items><rdf:Seq>' + "".join(f'<rdf:li rdf:resource="{i.url}"/>' for i in items) + "</rdf:Seq></items></channel>"]
    for i in items:
        out.append(f'<item rdf:about="{i.url}"><title>{cdata(i.title)}</title><link>{i.url}</link><content:encoded>{cdata("<p>" + x(i.lead) + "</p>")}</content:encoded><dc:title>{cdata(i.title)}</dc:title><dc:creator>{x(i.author)}</dc:creator><dc:creator>Second {i.n}</dc:creator><dc:identifier>doi:10.1000/q{i.n}</dc:identifier><dc:source>Journal of Quays, Published online: 2026; doi:10.1000/q{i.n}</dc:source><dc:date>{i.date:%Y-%m-%d}</dc:date><prism:publicationName>Journal of Quays</prism:publicationName><prism:doi>10.1000/q{i.n}</prism:doi><prism:url>https://journal.example/x/{i.n}</prism:url></item>')
    return "".join(out) + "</rdf:RDF>", {"copyright": "© 2026 Pub", "language": "en"}, lambda i: {
        "title": i.title, "url": i.url, "guid": i.url, "body": i.lead, "authors": name(i.author) + name(f"Second {i.n}"), "published_at": f"{i.date:%Y-%m-%d}", "language": "en"}


@system("LiveJournal", 25)
def _(items):
    out = ["<?xml version='1.0' encoding='utf-8' ?><!-- If you are running a bot please visit this policy page. --><rss version='2.0' xmlns:lj='http://www.livejournal.org/rss/lj/1.0/' xmlns:media='http://search.yahoo.com/mrss/' xmlns:atom10='http://www.w3.org/2005/Atom'><channel><title>quay</title><link>https://quay.lj.example/</link><description>quay - LiveJournal</description><lastBuildDate>Sun, 22 Nov 2026 09:00:00 GMT</lastBuildDate><generator>LiveJournal / LiveJournal.com</generator><lj:journal>quay</lj:journal><lj:journaltype>personal</lj:journaltype><image><url>https://l-userpic.example/1</url><title>quay</title><link>https://quay.lj.example/</link><width>100</width><height>75</height></image>"]
    for i in items:
        out.append(f"<item><guid isPermaLink='true'>https://quay.lj.example/{i.n}.html</guid><pubDate>{i.gmt()}</pubDate>" + (f"<title>{x(i.title)}</title>" if i.n % 2 else "") + f"<author>quay@lj.example</author><link>https://quay.lj.example/{i.n}.html</link><description>{escape(i.html()[0])}</description><comments>https://quay.lj.example/{i.n}.html?view=comments#comments</comments>" + "".join(f"<category>{x(t)}</category>" for t in i.tags) + f"<lj:security>public</lj:security><lj:poster>quay</lj:poster><lj:posterid>1</lj:posterid><lj:reply-count>{i.n}</lj:reply-count></item>")
    return "".join(out) + "</channel></rss>", {"title": "quay"}, lambda i: {
        "title": i.title if i.n % 2 else ANY, "url": f"https://quay.lj.example/{i.n}.html", "guid": f"https://quay.lj.example/{i.n}.html", "summary": i.html()[1], "body": i.html()[1], "authors": [{"email": "quay@lj.example"}], "keywords": i.tags, "published_at": i.zulu(), "comments_url": f"https://quay.lj.example/{i.n}.html?view=comments#comments"}


@system("Shopify's blog", 15)
def _(items):
    out = ['<?xml version="1.0" encoding="UTF-8"?>\n<feed xml:lang="en-US" xmlns="http://www.w3.org/2005/Atom">\n  <id>https://shop.example/blogs/news.atom</id>\n  <link rel="alternate" type="text/html" href="https://shop.example/blogs/news"/>\n  <link rel="self" type="application/atom+xml" href="https://shop.example/blogs/news.atom"/>\n  <title>Shop - News</title>\n  <updated>2026-11-22T09:00:00-05:00</updated>\n  <author>\n    <name>Shop</name>\n  </author>']
    for i in items:
        out.append(f'  <entry>\n    <id>https://shop.example/blogs/news/{i.slug}</id>\n    <published>{i.iso()}</published>\n    <updated>{i.iso(i.changed)}</updated>\n    <link rel="alternate" type="text/html" href="https://shop.example/blogs/news/{i.slug}"/>\n    <title>{x(i.title)}</title>\n    <author>\n      <name>{x(i.author)}</name>\n    </author>\n    <summary type="html">\n      {cdata(x(i.lead))}\n    </summary>\n    <content type="html">\n      {cdata(i.html()[0] + "<p>" + chr(10) + "  <a class=" + chr(34) + "read-more" + chr(34) + " href=" + chr(34) + "/blogs/x" + chr(34) + ">More</a>" + chr(10) + "</p>")}\n    </content>\n  </entry>')
    return "\n".join(out) + "\n</feed>", {"title": "Shop - News"}, lambda i: {
        "title": i.title, "url": f"https://shop.example/blogs/news/{i.slug}", "guid": f"https://shop.example/blogs/news/{i.slug}", "summary": i.lead, "body": i.html()[1] + "\n\nMore", "authors": name(i.author), "published_at": i.zulu(), "updated_at": i.zulu(i.changed), "language": "en-US"}


@system("Trac", 15)
def _(items):
    out = [f'<?xml version="1.0"?><rss {DC} version="2.0"><channel><title>Quay: Timeline</title><link>https://trac.example/timeline</link><description>Trac Timeline</description><language>en-US</language><generator>Trac 1.4</generator><image><title>Quay</title><url>https://trac.example/l.png</url><link>https://trac.example/timeline</link></image>']
    for i in items:
        out.append(f'<item><title>{x(i.title)}</title><dc:creator>{x(i.author)}</dc:creator><pubDate>{i.gmt()}</pubDate><link>https://trac.example/ticket/{i.n}#comment:1</link><guid isPermaLink="false">https://trac.example/ticket/{i.n}#comment:1/{i.n}</guid><description>{escape("<p>" + chr(10) + x(i.lead) + chr(10) + "</p>" + chr(10))}</description><category>editedticket</category></item>')
    return "".join(out) + "</channel></rss>", {"title": "Quay: Timeline"}, lambda i: {
        "title": i.title, "url": f"https://trac.example/ticket/{i.n}#comment:1", "guid": f"https://trac.example/ticket/{i.n}#comment:1/{i.n}", "summary": i.lead, "body": i.lead, "authors": name(i.author), "keywords": ["editedticket"], "published_at": i.zulu(), "language": "en-US"}


@system("micro.blog, JSON Feed", 30)
def _(items):
    import json
    document = {"version": "https://jsonfeed.org/version/1", "title": "Quay", "icon": "https://desk.example/i.png", "home_page_url": "https://desk.example/", "feed_url": "https://desk.example/feed.json", "author": {"name": "Owner", "url": "https://desk.example/"}, "_microblog": {"about": "x"}, "items": [
        {"id": i.url, "url": i.url, **({"title": i.title} if i.n % 2 else {}), "content_html": i.html()[0], "summary": i.lead, "date_published": i.iso(), "date_modified": i.iso(i.changed), "tags": i.tags, **({"author": {"name": i.author}} if i.n % 3 == 0 else {})} for i in items]}
    return json.dumps(document, ensure_ascii=False, indent=1), {"format": "json1", "image": "https://desk.example/i.png", "authors": [{"name": "Owner", "url": "https://desk.example/"}]}, lambda i: {
        "title": i.title if i.n % 2 else ANY, "url": i.url, "guid": i.url, "summary": i.lead, "body": i.html()[1], "authors": name(i.author) if i.n % 3 == 0 else [{"name": "Owner", "url": "https://desk.example/"}], "keywords": i.tags, "published_at": i.zulu(), "updated_at": i.zulu(i.changed)}


@system("a podcast in JSON Feed 1.1", 20)
def _(items):
    import json
    document = {"version": "https://jsonfeed.org/version/1.1", "title": "Talk", "language": "en-GB", "home_page_url": "https://desk.example/", "feed_url": "https://desk.example/feed.json", "authors": [{"name": "Owner"}], "items": [
        {"id": i.n, "external_url": i.url, "title": i.title, "content_text": i.lead, "image": i.image, "date_published": i.zulu(), "authors": [{"name": i.author, "url": f"https://desk.example/~{i.n}"}, {"name": "Guest"}], "attachments": [{"url": f"https://cdn.example/{i.n}.m4a", "mime_type": "audio/x-m4a", "title": f"Part {i.n}", "size_in_bytes": 5000 + i.n, "duration_in_seconds": 60 + i.n}]} for i in items]}
    return json.dumps(document), {"format": "json11", "language": "en-GB"}, lambda i: {
        "title": i.title, "url": i.url, "guid": str(i.n), "body": i.lead, "authors": [{"name": i.author, "url": f"https://desk.example/~{i.n}"}, {"name": "Guest"}], "published_at": i.zulu(), "language": "en-GB",
        "media": [{"url": f"https://cdn.example/{i.n}.m4a", "media_type": "audio/x-m4a", "medium": "audio", "title": f"Part {i.n}", "bytes": 5000 + i.n, "duration": 60 + i.n}, picture(i.image)]}


@system("a WordPress export", 10)
def _(items):
    out = [rss_head(f'xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" {CONTENT} xmlns:wfw="http://wellformedweb.org/CommentAPI/" {DC} xmlns:wp="http://wordpress.org/export/1.2/"', "<title>Quay</title><link>https://desk.example</link><description>D</description><pubDate>Sun, 22 Nov 2026 09:00:00 +0000</pubDate><language>en-US</language><wp:wxr_version>1.2</wp:wxr_version><wp:base_site_url>https://desk.example</wp:base_site_url>" + "".join(f"<wp:author><wp:author_id>{i.n}</wp:author_id><wp:author_login>{cdata('login' + str(i.n))}</wp:author_login><wp:author_email>{cdata(i.mail)}</wp:author_email><wp:author_display_name>{cdata(i.author)}</wp:author_display_name></wp:author>" for i in items) + f"<wp:category><wp:term_id>1</wp:term_id><wp:category_nicename>{cdata('news')}</wp:category_nicename><wp:cat_name>{cdata('News')}</wp:cat_name></wp:category><generator>https://wordpress.org/?v=6.6</generator>")]
    rest = "<item><title>Attachment</title><link>https://desk.example/a</link><wp:post_type>attachment</wp:post_type><wp:status>inherit</wp:status></item><item><title>Draft</title><link>https://desk.example/d</link><wp:post_type>post</wp:post_type><wp:status>draft</wp:status></item><item><title>Page</title><link>https://desk.example/p</link><wp:post_type>page</wp:post_type><wp:status>publish</wp:status></item>"
    for i in items:
        utc, changed = (d.astimezone(datetime.timezone.utc).strftime("%Y-%m-%d %H:%M:%S") for d in (i.date, i.changed))
        html = f"<!-- wp:paragraph -->\n{i.html()[0]}\n<!-- /wp:paragraph -->"
        out.append(f'<item><title>{cdata(i.title)}</title><link>{i.url}</link><pubDate>{"Wed, 30 Nov -0001 00:00:00 +0000" if i.n == 3 else i.gmt("+0000")}</pubDate><dc:creator>{cdata("login" + str(i.n))}</dc:creator><guid isPermaLink="false">https://desk.example/?p={i.n}</guid><description></description><content:encoded>{cdata(html)}</content:encoded><excerpt:encoded>{cdata(i.lead if i.n % 2 else "")}</excerpt:encoded><wp:post_id>{i.n}</wp:post_id><wp:post_date>{cdata("2026-01-01 00:00:00")}</wp:post_date><wp:post_date_gmt>{cdata(utc)}</wp:post_date_gmt><wp:post_modified>{cdata("2026-01-01 00:00:00")}</wp:post_modified><wp:post_modified_gmt>{cdata(changed if i.n else "0000-00-00 00:00:00")}</wp:post_modified_gmt><wp:comment_status>{cdata("closed")}</wp:comment_status><wp:post_name>{cdata(i.slug)}</wp:post_name><wp:status>{cdata("publish")}</wp:status><wp:post_type>{cdata("post")}</wp:post_type>'
                   + "".join(f'<category domain="post_tag" nicename="t{k}">{cdata(t)}</category>' for k, t in enumerate(i.tags)) + f'<wp:postmeta><wp:meta_key>{cdata("_x")}</wp:meta_key><wp:meta_value>{cdata("y")}</wp:meta_value></wp:postmeta><wp:comment><wp:comment_id>1</wp:comment_id><wp:comment_author>{cdata("C")}</wp:comment_author><wp:comment_content>{cdata("no content")}</wp:comment_content></wp:comment></item>')
    return "".join(out) + rest + "</channel></rss>", {"title": "Quay"}, lambda i: {
        "title": i.title, "url": i.url, "guid": f"https://desk.example/?p={i.n}", "summary": i.lead if i.n % 2 else None, "body": i.html()[1], "authors": name(i.author), "keywords": i.tags, "subjects": [{"scheme": "post_tag", "code": t} for t in i.tags], "published_at": i.zulu(), "updated_at": i.zulu(i.changed) if i.n else None, "language": "en-US"}


@system("arXiv's kind", 25)
def _(items):
    out = ["<?xml version='1.0' encoding='UTF-8'?>\n<rss xmlns:arxiv=\"http://arxiv.org/schemas/atom\" " + f'{DC} {ATOM} {CONTENT} version="2.0">\n  <channel>\n    <title>cs.Q updates</title>\n    <link>http://rss.papers.example/rss/cs.Q</link>\n    <description>cs.Q updates on the papers</description>\n    <atom:link href="http://rss.papers.example/rss/cs.Q" rel="self" type="application/rss+xml"/>\n    <docs>http://www.rssboard.org/rss-specification</docs>\n    <language>en-us</language>\n    <lastBuildDate>Sun, 22 Nov 2026 05:00:00 +0000</lastBuildDate>\n    <managingEditor>rss-help@papers.example</managingEditor>\n    <pubDate>Sun, 22 Nov 2026 00:00:00 -0500</pubDate>\n    <skipDays>\n      <day>Sunday</day>\n      <day>Saturday</day>\n    </skipDays>']
    for i in items:
        out.append(f'    <item>\n      <title>{x(i.title)}</title>\n      <link>https://papers.example/abs/2611.{i.n:05}</link>\n      <description>Paper:2611.{i.n:05}v1 Announce Type: new \nAbstract: {x(i.lead)}</description>\n      <guid isPermaLink="false">oai:papers.example:2611.{i.n:05}v1</guid>\n      <category>cs.Q</category>\n      <pubDate>{i.rfc822()}</pubDate>\n      <arxiv:announce_type>new</arxiv:announce_type>\n      <dc:rights>http://creativecommons.org/licenses/by/4.0/</dc:rights>\n      <dc:creator>{x(i.author)}, B. Other</dc:creator>\n    </item>')
    return "\n".join(out) + "\n  </channel>\n</rss>", {"title": "cs.Q updates", "skip_days": ["saturday", "sunday"]}, lambda i: {
        "title": i.title, "url": f"https://papers.example/abs/2611.{i.n:05}", "guid": f"oai:papers.example:2611.{i.n:05}v1", "summary": f"Paper:2611.{i.n:05}v1 Announce Type: new Abstract: {i.lead}", "body": f"Paper:2611.{i.n:05}v1 Announce Type: new Abstract: {i.lead}", "authors": ANY, "keywords": ["cs.Q"], "published_at": i.zulu(), "copyright": "http://creativecommons.org/licenses/by/4.0/", "language": "en-US"}


for row in ROWS:
    for path in [path for path, value in row[2].items() if value is ANY]:
        del row[2][path]
