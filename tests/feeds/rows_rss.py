# SPDX-License-Identifier: MIT
from make import NS, channel, rdf, rss

T = "<title>T</title>"

ROWS = [
    ("Link header: what is quoted", rss("<title>T</title>"), {"feed.hub_url": "https://h.example/"},
     {"headers": {"Link": '<https://a.example/>; title="a; rel=hub, <b>", <https://h.example/>; title="a; b"; rel="alternate hub"'}}),
    ("Link header: of another resource", rss("<title>T</title>"), {"feed.hub_url": "https://h.example/"},
     {"headers": {"Link": '<https://a.example/>; rel=hub; anchor="https://x.example/", <https://h.example/>; rel=hub'}}),
    # which dialect
    ("version 0.91", rss(T, attributes='version="0.91"'), {"feed.format": "rss091u"}),
    ("version 0.91 netscape", '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" '
     '"http://my.netscape.com/publish/formats/rss-0.91.dtd">' + rss(T, attributes='version="0.91"'),
     {"feed.format": "rss091n", "feed.wellformed": True}),
    ("version 0.92", rss(T, attributes='version="0.92"'), {"feed.format": "rss092"}),
    ("version 0.93", rss(T, attributes='version="0.93"'), {"feed.format": "rss093"}),
    ("version 0.94", rss(T, attributes='version="0.94"'), {"feed.format": "rss094"}),
    ("version 2.0.1", rss(T, attributes='version="2.0.1"'), {"feed.format": "rss20"}),
    ("version 2.1", rss(T, attributes='version="2.1"'), {"feed.format": "rss20"}),
    ("version missing", rss(T, attributes=''), {"feed.format": "rss", "0.title": "T"}),
    ("rdf 1.0", rdf(T), {"feed.format": "rss10", "0.title": "T", "0.guid": "https://host.example/1",
                         "0.url": "https://host.example/1"}),
    ("rdf 0.90", '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
     'xmlns="http://my.netscape.com/rdf/simple/0.9/"><channel><title>C</title></channel><item><title>T</title>'
     '<link>http://x.example/</link></item></rdf:RDF>',
     {"feed.format": "rss090", "feed.title": "C", "0.title": "T", "0.url": "http://x.example/"}),
    ("channel as root", "<channel><title>C</title><item><title>T</title></item></channel>",
     {"feed.format": "rss", "feed.title": "C", "0.title": "T"}),
    ("cdf", '<?XML VERSION="1.0"?><CHANNEL HREF="http://c.example/" LASTMOD="2026-11-22T07:00:00Z"><TITLE>C</TITLE><ABSTRACT>A</ABSTRACT>'
     '<ITEM HREF="http://c.example/1" LASTMOD="2026-11-21T07:00:00Z"><TITLE>T</TITLE><ABSTRACT>S</ABSTRACT></ITEM></CHANNEL>',
     {"feed.format": "cdf", "feed.url": "http://c.example/", "feed.title": "C", "feed.summary": "A", "feed.updated_at": "2026-11-22T07:00:00Z",
      "0.url": "http://c.example/1", "0.title": "T", "0.summary": "S", "0.published_at": "2026-11-21T07:00:00Z"}),
    # channel
    ("channel", channel("<title>Ch &amp; Co</title><link>http://c.example/</link><description>D &lt;b&gt;d&lt;/b&gt;"
     "</description><language>en_gb</language><copyright>(c) C</copyright><lastBuildDate>Sun, 22 Nov 2026 07:45:00 GMT"
     "</lastBuildDate><ttl>60</ttl><managingEditor>ed@c.example (Ed Itor)</managingEditor>"
     "<image><title>I</title><url>http://c.example/i.png</url><link>http://other.example/</link></image>"
     "<textInput><title>S</title><description>SD</description><name>q</name><link>http://c.example/q</link></textInput>"
     "<skipHours><hour>0</hour><hour>24</hour><hour>7</hour></skipHours><skipDays><day>Saturday</day></skipDays>"),
     {"feed.title": "Ch & Co", "feed.url": "http://c.example/", "feed.summary": "D d", "feed.language": "en-GB",
      "feed.copyright": "(c) C", "feed.updated_at": "2026-11-22T07:45:00Z", "feed.ttl": 60,
      "feed.image": "http://c.example/i.png", "feed.authors": [{"name": "Ed Itor", "email": "ed@c.example"}], "feed.skip_hours": [0, 7],
      "feed.skip_days": ["saturday"], "count": 0}),
    ("image before link does not leak", channel("<image><title>I</title><link>http://i.example/</link><url>/i.png</url>"
     "</image><title>C</title><link>/c</link>"),
     {"feed.title": "C", "feed.url": "https://host.example/c", "feed.image": "https://host.example/i.png"}),
    ("channel of rdf with image beside", rdf(T, "<title>C</title>", "<image><title>I</title><url>http://i.example/i.gif"
     "</url></image><textinput><title>S</title></textinput>"),
     {"feed.title": "C", "feed.image": "http://i.example/i.gif", "count": 1}),
    ("self and hub", channel('<atom:link rel="self" href="http://c.example/f"/><atom:link rel="hub" href="http://h.example/"/>'
     '<link>http://c.example/</link>'),
     {"feed.self_url": "http://c.example/f", "feed.hub_url": "http://h.example/", "feed.url": "http://c.example/"}),
    ("update period", channel("<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>"),
     {"feed.update_period": 1800}),
    ("dc in channel", channel("<dc:title>C</dc:title><dc:language>fr</dc:language><dc:rights>R</dc:rights>"
     "<dc:creator>Jane</dc:creator><dc:date>2026-11-22</dc:date><dc:description>D</dc:description>"),
     {"feed.title": "C", "feed.language": "fr", "feed.copyright": "R", "feed.authors": [{"name": "Jane"}],
      "feed.updated_at": "2026-11-22", "feed.summary": "D"}),
    ("itunes in channel", channel('<itunes:image href="/art.jpg"/><itunes:summary>S</itunes:summary>'
     '<itunes:author>A</itunes:author><itunes:new-feed-url>http://new.example/f</itunes:new-feed-url>'
     '<itunes:owner><itunes:name>O</itunes:name><itunes:email>o@x.example</itunes:email></itunes:owner>'),
     {"feed.image": "https://host.example/art.jpg", "feed.summary": "S", "feed.authors": [{"name": "A"}],
      "feed.moved_to": "http://new.example/f"}),
    ("channel metadata after items", rss(T) .replace("</channel>", "<title>Late</title></channel>"),
     {"feed.title": "Late", "0.title": "T"}),
    ("channel categories are not inherited", rss(T, "<category>C</category>"), {"0.keywords": None}),
    # item, core
    ("link", rss("<link>\n http://x.example/a?b=1&amp;c=2 \n</link>" + T), {"0.url": "http://x.example/a?b=1&c=2"}),
    ("link relative", rss("<link>/a</link>" + T), {"0.url": "https://host.example/a"}),
    ("link with href", rss('<link href="http://x.example/a"/>' + T), {"0.url": "http://x.example/a"}),
    ("first link that is not blank", rss("<link> </link><link>http://x.example/2</link>" + T), {"0.url": "http://x.example/2"}),
    ("guid permalink", rss("<guid>http://x.example/g</guid>" + T),
     {"0.guid": "http://x.example/g", "0.url": "http://x.example/g", "0.guid_is_permalink": True}),
    ("guid no permalink", rss('<guid isPermaLink="false">http://x.example/g</guid>' + T),
     {"0.guid": "http://x.example/g", "0.url": None, "0.guid_is_permalink": False}),
    ("guid not a url", rss("<guid>abc</guid>" + T), {"0.guid": "abc", "0.url": None}),
    ("guid before link", rss("<guid>http://x.example/g</guid><link>http://x.example/l</link>" + T), {"0.url": "http://x.example/l"}),
    ("origLink", rss("<link>http://p.example/l</link><feedburner:origLink>http://x.example/o</feedburner:origLink>" + T),
     {"0.url": "http://x.example/o"}),
    ("comments", rss("<comments>http://x.example/c</comments>" + T), {"0.comments_url": "http://x.example/c"}),
    ("source", rss('<source url="http://s.example/f">Source &amp; Co</source>' + T),
     {"0.origin": {"title": "Source & Co", "url": "http://s.example/f"}, "0.title": "T"}),
    ("enclosures", rss('<enclosure url="/a.mp3" length="12" type="audio/mpeg"/><enclosure url="b.pdf" type="application/pdf"/>' + T),
     {"0.media.0": {"url": "https://host.example/a.mp3", "media_type": "audio/mpeg", "medium": "audio", "bytes": 12},
      "0.media.1.url": "https://host.example/b.pdf", "0.media.1.media_type": "application/pdf"}),
    ("pubDate", rss("<pubDate>Sun, 22 Nov 2026 07:45:10 +0100</pubDate>" + T), {"0.published_at": "2026-11-22T06:45:10Z"}),
    ("expirationDate", rss("<expirationDate>Sun, 22 Nov 2026 07:45:10 GMT</expirationDate>" + T),
     {"0.expires_at": "2026-11-22T07:45:10Z"}),
    ("categories", rss('<category domain="http://d.example">A</category><category> b </category><category>a</category>'
     '<category/>' + T), {"0.keywords": ["A", "b"], "0.subjects": [{"scheme": "http://d.example", "code": "A"}]}),
    ("author forms", "".join(["<rss version='2.0'><channel>"] + [f"<item><title>T{i}</title><author>{a}</author></item>" for i, a in enumerate([
        "jane@x.example (Jane Roe)", "Jane Roe &lt;jane@x.example&gt;", "Jane Roe (jane@x.example)", "mailto:jane@x.example",
        "jane@x.example", "Jane Roe", "Jane Roe (freelance)", "jane@x.photography (Jane)"])] + ["</channel></rss>"]),
     {"0.authors": [{"name": "Jane Roe", "email": "jane@x.example"}],
      "1.authors": [{"name": "Jane Roe", "email": "jane@x.example"}],
      "2.authors": [{"name": "Jane Roe", "email": "jane@x.example"}], "3.authors": [{"email": "jane@x.example"}],
      "4.authors": [{"email": "jane@x.example"}], "5.authors": [{"name": "Jane Roe"}],
      "6.authors": [{"name": "Jane Roe (freelance)"}], "7.authors": [{"name": "Jane", "email": "jane@x.photography"}]}),
    ("managingEditor is no author", rss(T, "<managingEditor>e@x.example</managingEditor>"), {"0.authors": None}),
    # titles
    ("title literal", rss("<title>1 &lt; 2</title>"), {"0.title": "1 < 2"}),
    ("title ampersand", rss("<title>AT&amp;T</title>"), {"0.title": "AT&T"}),
    ("title comparison", rss("<title>if a &lt; b then c &gt; d</title>"), {"0.title": "if a < b then c > d"}),
    ("title tags", rss("<title>A &lt;b&gt;bold&lt;/b&gt; one</title>"), {"0.title": "A bold one"}),
    ("title double reference", rss("<title>Caf&amp;eacute; &amp;#8217;s &amp;amp; x</title>"), {"0.title": "Café ’s & x"}),
    ("title cdata", rss("<title><![CDATA[AT&T & <i>co</i>]]></title>"), {"0.title": "AT&T & co"}),
    ("title naked markup", rss("<title>A <b>bold</b> one</title>"), {"0.title": "A bold one"}),
    ("title lines", rss("<title>\n A\n  b </title>"), {"0.title": "A b"}),
    ("title unknown tag", rss("<title>use &lt;foo&gt; here</title>"), {"0.title": "use <foo> here"}),
    ("title missing", rss("<description>D</description>"), {"0.title": None}),
    ("title order", rss("<media:title>M</media:title><dc:title>D</dc:title>"), {"0.title": "D"}),
    ("title of atom", rss("<atom:title>A</atom:title><media:title>M</media:title>"), {"0.title": "A"}),
    ("title of media", rss("<itunes:title>I</itunes:title><media:title>M</media:title>"), {"0.title": "M"}),
    ("title core wins", rss("<dc:title>D</dc:title><title>C</title>"), {"0.title": "C"}),
    ("foreign title", '<rss version="2.0" xmlns:x="http://x.example/ns"><channel><item><x:title>No</x:title><title>Yes</title>'
     '<x:link>http://no.example/</x:link></item></channel></rss>', {"0.title": "Yes", "0.url": None}),
    ("repeated title", rss("<title> </title><title>One</title><title>Two</title>"), {"0.title": "One"}),
    # summary and body
    ("description alone", rss(T + "<description>Some &lt;i&gt;text&lt;/i&gt;</description>"),
     {"0.summary": "Some text", "0.body": "Some text", "0.extraction": "summary"}),
    ("content beside description", rss(T + "<description>S</description><content:encoded>&lt;p&gt;B&lt;/p&gt;</content:encoded>"),
     {"0.summary": "S", "0.body": "B", "0.extraction": "feed", "0.body_html": "<p>B</p>"}),
    ("content alone", rss(T + "<content:encoded>B</content:encoded>"), {"0.summary": None, "0.body": "B"}),
    ("xhtml body", rss(T + "<xhtml:body><xhtml:p>A &lt; b</xhtml:p></xhtml:body>"), {"0.body": "A < b"}),
    ("default xhtml body", rss(T + '<body xmlns="http://www.w3.org/1999/xhtml"><p>A</p><p>B</p></body>'), {"0.body": "A\n\nB"}),
    ("atom content in rss", rss(T + '<atom:content type="html">&lt;p&gt;x&lt;/p&gt;</atom:content>'), {"0.body": "x"}),
    ("fullitem", rss(T + "<description>S</description><fullitem>F</fullitem>"), {"0.summary": "S", "0.body": "F"}),
    ("summary order", rss(T + "<itunes:subtitle>Sub</itunes:subtitle><itunes:summary>Sum</itunes:summary>"), {"0.summary": "Sum"}),
    ("dc description", rss(T + "<dc:description>D</dc:description><media:description>M</media:description>"), {"0.summary": "D"}),
    ("excerpt", rss(T + "<excerpt:encoded>E</excerpt:encoded><content:encoded>C</content:encoded>"), {"0.summary": "E", "0.body": "C"}),
    ("naked markup", rss(T + "<description>A <p>b <a href='/x'>c</a></p></description>"),
     {"0.summary": "A\n\nb c", "0.wellformed": None, "feed.wellformed": True}),
    ("escaped link is absolute", rss(T + '<description>&lt;p>&lt;a href="x/y">z&lt;/a>&lt;/p></description>'),
     {"0.summary_html": '<p><a href="https://host.example/x/y">z</a></p>'}),
    ("description literal amp", rss(T + "<description>AT&amp;T &amp;amp; B &amp;lt;x&amp;gt;</description>"), {"0.summary": "AT&T & B <x>"}),
    # dates
    ("dc date", rss(T + "<dc:date>2026-11-22T07:45:00Z</dc:date>"), {"0.published_at": "2026-11-22T07:45:00Z"}),
    ("pubDate before dc", rss(T + "<dc:date>2020-11-22T07:45:00Z</dc:date><pubDate>Sun, 22 Nov 2026 07:45:00 GMT</pubDate>"),
     {"0.published_at": "2026-11-22T07:45:00Z"}),
    ("bad pubDate, good dc", rss(T + "<pubDate>soon</pubDate><dc:date>2026-11-22T07:45:00Z</dc:date>"), {"0.published_at": "2026-11-22T07:45:00Z"}),
    ("dcterms", rss(T + "<dcterms:created>2026-11-20</dcterms:created><dcterms:issued>2026-11-21</dcterms:issued>"
     "<dcterms:modified>2026-11-22T01:00:00Z</dcterms:modified>"),
     {"0.published_at": "2026-11-21", "0.updated_at": "2026-11-22T01:00:00Z"}),
    ("atom dates in rss", rss(T + "<atom:published>2026-11-21T00:00:00Z</atom:published><atom:updated>2026-11-22T00:00:00Z</atom:updated>"),
     {"0.published_at": "2026-11-21T00:00:00Z", "0.updated_at": "2026-11-22T00:00:00Z"}),
    ("dcterms valid", rss(T + "<dcterms:valid>start=2026-11-01; end=2026-11-22</dcterms:valid>"), {"0.expires_at": "2026-11-22"}),
    # modules
    ("dc creators", rss(T + "<dc:creator>A B</dc:creator><dc:creator>C D</dc:creator><author>x@y.example</author>"),
     {"0.authors": [{"name": "A B"}, {"name": "C D"}]}),
    ("atom author in rss", rss(T + "<dc:creator>D</dc:creator><atom:author><atom:name>A</atom:name></atom:author>"), {"0.authors": [{"name": "A"}]}),
    ("itunes author", rss(T + "<itunes:author>I</itunes:author>"), {"0.authors": [{"name": "I"}]}),
    ("media credit", rss(T + '<media:credit role="photographer">P</media:credit><media:credit role="author">A</media:credit>'), {"0.authors": [{"name": "A"}]}),
    ("author with parts", rss(T + "<author><name>N</name><email>n@x.example</email></author>"), {"0.authors": [{"name": "N", "email": "n@x.example"}]}),
    ("tags of all kinds", rss(T + '<category>A</category><dc:subject>B</dc:subject><itunes:keywords>c, d ,,A</itunes:keywords>'
     '<itunes:category text="E"><itunes:category text="F"/></itunes:category><media:keywords>g,h</media:keywords><media:category>i</media:category>'),
     {"0.keywords": ["A", "B", "c", "d", "E", "F", "g", "h", "i"]}),
    ("dc identifier", rss(T + "<dc:identifier>id-1</dc:identifier>"), {"0.guid": "id-1"}),
    ("dc language and rights", rss(T + "<dc:language>pt_br</dc:language><dc:rights>R &amp;copy; x</dc:rights>"), {"0.language": "pt-BR", "0.copyright": "R © x"}),
    ("media content", rss(T + '<media:content url="/v.mp4" type="video/mp4" fileSize="99" width="640" height="360" duration="12" medium="video">'
     '<media:title>VT</media:title><media:description>VD</media:description><media:credit>VC</media:credit><media:thumbnail url="/t.jpg" width="75"/></media:content>'),
     {"0.media.0": {"url": "https://host.example/v.mp4", "media_type": "video/mp4", "medium": "video", "title": "VT", "caption": "VD", "credit": "VC",
                    "width": 640, "height": 360, "bytes": 99, "duration": 12},
      "0.media.1": {"url": "https://host.example/t.jpg", "medium": "image", "role": "lead", "width": 75}, "0.title": "T", "0.summary": None}),
    ("media group", rss(T + '<media:group><media:content url="/a.jpg" medium="image"/><media:content url="/b.jpg" medium="image" isDefault="true"/>'
     '<media:title>G</media:title></media:group>'),
     {"0.media.0.title": "G", "0.media.1.role": "lead", "0.media.0.role": None}),
    ("thumbnail beside a picture", rss(T + '<media:thumbnail url="/t.jpg"/><media:content url="/p.jpg" medium="image"/>'),
     {"0.media.1.role": "lead", "0.media.0.role": None}),
    ("thumbnails: the wider", rss(T + '<media:thumbnail url="/t.jpg" width="50"/><media:thumbnail url="/u.jpg" width="100"/>'), {"0.media.1.role": "lead"}),
    ("same address twice", rss(T + '<enclosure url="/a.mp3" length="5" type="audio/mpeg"/><media:content url="/a.mp3" duration="9"/>'),
     {"0.media": [{"url": "https://host.example/a.mp3", "media_type": "audio/mpeg", "medium": "audio", "bytes": 5, "duration": 9}]}),
    ("media without slash", rss(T).replace("mrss/", "mrss").replace("</item>", '<media:content url="/a.jpg" medium="image"/></item>'), {"0.media.0.url": "https://host.example/a.jpg"}),
    ("itunes image", rss(T + '<itunes:image href="/i.jpg"/>'), {"0.media.0": {"url": "https://host.example/i.jpg", "medium": "image", "role": "lead"}}),
    ("itunes duration", rss(T + '<enclosure url="/a.mp3" type="audio/mpeg"/><itunes:duration>1:02:03</itunes:duration>'), {"0.media.0.duration": 3723}),
    ("origEnclosureLink", rss(T + '<enclosure url="http://p.example/a.mp3"/><feedburner:origEnclosureLink>http://o.example/a.mp3</feedburner:origEnclosureLink>'),
     {"0.media.0.url": "http://o.example/a.mp3"}),
    ("thumbnail alone", rss(T + '<media:thumbnail url="/t.jpg" width="75" height="50"/>'),
     {"0.media": [{"url": "https://host.example/t.jpg", "medium": "image", "role": "lead", "width": 75, "height": 50}]}),
    # namespaces
    ("prefixes of one's own", '<rss version="2.0" xmlns:d="http://purl.org/dc/elements/1.1/" xmlns:c="http://purl.org/rss/1.0/modules/content/">'
     '<channel><item><title>T</title><d:creator>A</d:creator><c:encoded>B</c:encoded></item></channel></rss>', {"0.authors": [{"name": "A"}], "0.body": "B"}),
    ("userland namespace", '<rss version="2.0" xmlns="http://backend.userland.com/rss2"><channel><title>C</title><item><title>T</title></item></channel></rss>',
     {"feed.title": "C", "0.title": "T"}),
    ("prefixed core", '<r:rss version="2.0" xmlns:r="http://blogs.law.harvard.edu/tech/rss"><r:channel><r:item><r:title>T</r:title></r:item></r:channel></r:rss>', {"0.title": "T"}),
    ("rss in 1.0's namespace", '<rss version="2.0" xmlns="http://purl.org/rss/1.0/"><channel><item><title>T</title></item></channel></rss>', {"0.title": "T"}),
    ("unknown default namespace", '<rss version="2.0" xmlns="http://x.example/ns"><channel><item><title>T</title></item></channel></rss>', {"0.title": "T"}),
    ("dc old", '<rss version="2.0" xmlns:dc="http://purl.org/dc/"><channel><item><title>T</title><dc:creator>A</dc:creator></item></channel></rss>', {"0.authors": [{"name": "A"}]}),
    ("itunes of any case", '<rss version="2.0" xmlns:i="http://www.iTunes.com/DTDs/Podcast-1.0.dtd"><channel><item><title>T</title><i:author>A</i:author></item></channel></rss>', {"0.authors": [{"name": "A"}]}),
    ("wrong case", "<RSS VERSION='2.0'><Channel><TITLE>C</TITLE><Item><Title>T</Title><PubDate>2026-11-22T00:00:00Z</PubDate></Item></Channel></RSS>",
     {"feed.title": "C", "0.title": "T", "0.published_at": "2026-11-22T00:00:00Z"}),
    ("items beside the channel", "<rss version='2.0'><channel><title>C</title></channel><item><title>T</title></item></rss>", {"0.title": "T", "feed.title": "C"}),
    # rdf
    ("rdf with dc", rdf("<title>T</title><link>/l</link><dc:creator>A</dc:creator><dc:date>2026-11-22T07:00:00+01:00</dc:date><dc:subject>S</dc:subject>"),
     {"0.url": "https://host.example/l", "0.guid": "https://host.example/1", "0.authors": [{"name": "A"}],
      "0.published_at": "2026-11-22T06:00:00Z", "0.keywords": ["S"]}),
    # WordPress export
    ("wxr", channel("<wp:author><wp:author_login>jr</wp:author_login><wp:author_display_name>Jane Roe</wp:author_display_name></wp:author>"
     "<item><title>P</title><dc:creator>jr</dc:creator><pubDate>Mon, 30 Nov -0001 00:00:00 +0000</pubDate><wp:post_date_gmt>2026-11-22 07:00:00</wp:post_date_gmt>"
     "<wp:post_type>post</wp:post_type><wp:status>publish</wp:status><content:encoded>&lt;!-- wp:paragraph -->&lt;p>B&lt;/p>&lt;!-- /wp:paragraph --></content:encoded>"
     "<wp:comment><wp:comment_content>no</wp:comment_content></wp:comment></item>"
     "<item><title>D</title><wp:post_type>post</wp:post_type><wp:status>draft</wp:status></item>"
     "<item><title>A</title><wp:post_type>attachment</wp:post_type><wp:status>inherit</wp:status></item>"
     "<item><title>Q</title><wp:post_type>page</wp:post_type><wp:status>publish</wp:status></item>"),
     {"count": 1, "0.title": "P", "0.authors": [{"name": "Jane Roe"}], "0.published_at": "2026-11-22T07:00:00Z", "0.body": "B"}),
    ("wxr zero date", rss(T + "<wp:post_date_gmt>0000-00-00 00:00:00</wp:post_date_gmt><pubDate>Sun, 22 Nov 2026 07:45:00 GMT</pubDate>"), {"0.published_at": "2026-11-22T07:45:00Z"}),
]
