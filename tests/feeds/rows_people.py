# SPDX-License-Identifier: MIT
"""Forms of a person's name and mail in one line."""
from make import atom, rss

FORMS = [
    ("me@e.example (Ana Vega)", "Ana Vega", "me@e.example"),
    ("me@e.example(Ana Vega)", "Ana Vega", "me@e.example"),
    ("Ana Vega &lt;me@e.example&gt;", "Ana Vega", "me@e.example"),
    ("Ana Vega (me@e.example)", "Ana Vega", "me@e.example"),
    ("&lt;me@e.example&gt; Ana Vega", "Ana Vega", "me@e.example"),
    ("me@e.example", None, "me@e.example"),
    ("mailto:me@e.example", None, "me@e.example"),
    ("mailto:me@e.example (Ana Vega)", "Ana Vega", "me@e.example"),
    ("Ana Vega", "Ana Vega", None),
    ("\"Ana Vega\" &lt;me@e.example&gt;", "Ana Vega", "me@e.example"),
    ("me+tag@sub.e.museum (Ana Vega)", "Ana Vega", "me+tag@sub.e.museum"),
    ("me@e.photography", None, "me@e.photography"),
    ("Ana Vega (freelance)", "Ana Vega (freelance)", None),
    ("me@e.example (Ana Vega) ", "Ana Vega", "me@e.example"),
    ("me@e.example ()", None, "me@e.example"),
    ("&lt;me@e.example&gt;", None, "me@e.example"),
    ("Ana Vega &lt;mailto:me@e.example&gt;", "Ana Vega", "me@e.example"),
    ("O'Neill, Siobhán (me@e.example)", "O'Neill, Siobhán", "me@e.example"),
    ("<![CDATA[Ana Vega <me@e.example>]]>", "Ana Vega", "me@e.example"),
    ("José Núñez", "José Núñez", None),
    ("me@e.example (Ana Vega (Desk))", "Ana Vega (Desk)", "me@e.example"),
    ("me@e.example - Ana Vega", "Ana Vega", "me@e.example"),
    ("me@e.example Ana Vega", "Ana Vega", "me@e.example"),
    ("Ana Vega me@e.example", "Ana Vega", "me@e.example"),
    ("Ana Vega, me@e.example", "Ana Vega", "me@e.example"),
    ("me_2.x@e-f.example.co (Ana)", "Ana", "me_2.x@e-f.example.co"),
]
ROWS = []
for text, name, mail in FORMS:
    expected = {"0.authors.0.name": name, "0.authors.0.email": mail, "0.authors.1": None}
    ROWS.append((f"author {text}", rss(f"<title>t</title><author>{text}</author>"), expected))
    ROWS.append((f"creator {text}", rss(f"<title>t</title><dc:creator>{text}</dc:creator>"), expected))
ROWS += [
    ("atom name with mail", atom("<title>t</title><author><name>Ana Vega</name><email>me@e.example</email></author>"), {"0.authors": [{"name": "Ana Vega", "email": "me@e.example"}]}),
    ("atom uri relative", atom("<title>t</title><author><name>Ana Vega</name><uri>ana</uri></author>", attributes='xml:base="http://b.example/x/"'), {"0.authors.0.url": "http://b.example/x/ana"}),
    ("atom uri with its own base", atom("<title>t</title><author><name>Ana Vega</name><uri xml:base='http://c.example/'>ana</uri></author>", attributes='xml:base="http://b.example/x/"'), {"0.authors.0.url": "http://c.example/ana"}),
    ("atom name with markup characters", atom("<title>t</title><author><name>A &amp; B Vega</name></author>"), {"0.authors.0.name": "A & B Vega"}),
    ("rss author in elements", rss("<title>t</title><author><name>Ana Vega</name><email>me@e.example</email></author>"), {"0.authors": [{"name": "Ana Vega", "email": "me@e.example"}]}),
    ("html in a name", rss("<title>t</title><dc:creator>&lt;b&gt;Ana Vega&lt;/b&gt;</dc:creator>"), {"0.authors": [{"name": "Ana Vega"}]}),
    ("reference in a name", rss("<title>t</title><dc:creator>Jos&amp;eacute; Vega</dc:creator>"), {"0.authors": [{"name": "José Vega"}]}),
]
