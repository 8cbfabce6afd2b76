# SPDX-License-Identifier: MIT
"""Written before it was run: character sets, said and unsaid, and those that contradict each other."""
ROWS = []
TEXTS = {
    "windows-1250": "Žluťoučký kůň příšerně úpěl ďábelské ódy", "iso-8859-2": "Žluťoučký kůň příšerně úpěl ďábelské ódy", "windows-1251": "Паром вернулся в гавань",
    "koi8-r": "Паром вернулся в гавань", "iso-8859-5": "Паром вернулся в гавань", "windows-1252": "Café – “naïve” façade", "iso-8859-15": "Œuvre à 5 €",
    "windows-1253": "Το πλοίο επέστρεψε στο λιμάνι", "iso-8859-7": "Το πλοίο επέστρεψε στο λιμάνι", "windows-1254": "İstanbul'da ışıklar söndü", "iso-8859-9": "İstanbul'da ışıklar söndü",
    "windows-1255": "המעבורת חזרה לנמל", "windows-1256": "عادت العبارة إلى الميناء", "windows-1257": "Keltas grįžo į uostą", "windows-874": "เรือกลับมาแล้ว", "tis-620": "เรือกลับมาแล้ว",
    "shift_jis": "フェリーが港に戻った", "euc-jp": "フェリーが港に戻った", "iso-2022-jp": "フェリーが港に戻った", "gb2312": "渡轮返回港口", "gbk": "渡轮返回港口", "gb18030": "渡轮返回港口",
    "big5": "渡輪返回港口", "euc-kr": "여객선이 항구로 돌아왔다", "koi8-u": "Пором повернувся у гавань", "macintosh": "Café naïf", "ibm866": "Паром вернулся",
    "cp437": "Café ½ ñ", "IBM850": "Café Ñandú", "cp852": "Žluťoučký kůň", "ibm-855": "Паром", "cp857": "İstanbul ışık", "cp737": "Το λιμάνι", "cp775": "Keltas grįžo", "865": "Færgen Øst",
    "cp1125": "Пором їде", "cp862": "שלום", "mac_greek": "Το λιμάνι", "mac-turkish": "İstanbul ışık", "mac_latin2": "Žluťoučký kůň", "hp-roman8": "Café ñ", "iso8859_2": "Žluťoučký kůň",
    "utf-8": "Café 渡轮 Паром", "utf-16": "Café 渡轮 Паром", "utf-16le": "Café 渡轮 Паром", "utf-16be": "Café 渡轮 Паром", "windows-1258": "Café cầu",
}
PYTHON = {"windows-874": "cp874", "macintosh": "mac_roman", "windows-1258": "cp1258", "IBM850": "cp850", "ibm-855": "cp855", "865": "cp865"}
AS = {"gb2312": "gb18030", "gbk": "gb18030"}


def document(text, declared=None):
    head = f'<?xml version="1.0" encoding="{declared}"?>' if declared else '<?xml version="1.0"?>'
    return f"{head}<rss version=\"2.0\"><channel><title>F</title><item><title>{text}</title><link>https://a.example/1</link></item></channel></rss>"


import unicodedata

for name, text in TEXTS.items():
    codec = PYTHON.get(name, name)
    try:
        text.encode(codec)
    except UnicodeEncodeError:
        text = unicodedata.normalize("NFC", text).replace("ầ", "â")
    want = {"0.title": text}
    if name != "utf-16":  # python adds a mark of its own
        ROWS.append((f"declared {name}", document(text, name).encode(codec), want))
        ROWS.append((f"header {name}", document(text).encode(codec), want, {"type": f"application/xml; charset={name}"}))
        ROWS.append((f"header {name} quoted, upper case", document(text).encode(codec), want, {"type": f'text/xml;charset="{name.upper()}"'}))
    else:
        ROWS.append((f"declared {name} with mark", document(text, name).encode(codec), want))
E8 = "Café 渡轮"
ROWS += [
    ("mark of utf-8 against the declaration", b"\xef\xbb\xbf" + document(E8, "iso-8859-1").encode(), {"0.title": E8, "feed.encoding": "utf-8"}),
    ("mark of utf-8 against the header", b"\xef\xbb\xbf" + document(E8).encode(), {"0.title": E8}, {"type": "text/xml; charset=windows-1251"}),
    ("mark of utf-16le", b"\xff\xfe" + document(E8, "utf-8").encode("utf-16le"), {"0.title": E8}),
    ("mark of utf-16be", b"\xfe\xff" + document(E8, "utf-8").encode("utf-16be"), {"0.title": E8}),
    ("mark of utf-32le", b"\xff\xfe\0\0" + document(E8).encode("utf-32le"), {"0.title": E8}),
    ("mark of utf-32be", b"\0\0\xfe\xff" + document(E8).encode("utf-32be"), {"0.title": E8}),
    ("utf-16le without mark", document(E8, "utf-16").encode("utf-16le"), {"0.title": E8}),
    ("utf-16be without mark", document(E8, "utf-16").encode("utf-16be"), {"0.title": E8}),
    ("utf-32be without mark", document(E8).encode("utf-32be"), {"0.title": E8}),
    ("utf-32le without mark", document(E8).encode("utf-32le"), {"0.title": E8}),
    ("declared utf-16, is utf-8", document(E8, "utf-16").encode(), {"0.title": E8}),
    ("declared utf-16le, is windows-1252", document("Café", "utf-16le").encode("cp1252"), {"0.title": "Café"}),
    ("header beats the declaration", document("Паром", "utf-8").encode("cp1251"), {"0.title": "Паром"}, {"type": "application/xml; charset=windows-1251"}),
    ("header of a single byte, is utf-8", document(E8, "utf-8").encode(), {"0.title": E8}, {"type": "text/xml; charset=iso-8859-1"}),
    ("header of a single byte, undeclared, is utf-8", document(E8).encode(), {"0.title": E8}, {"type": "text/xml; charset=iso-8859-1"}),
    ("header us-ascii, declared utf-8", document(E8, "utf-8").encode(), {"0.title": E8}, {"type": "text/xml; charset=us-ascii"}),
    ("text/xml without charset is not ascii", document(E8, "utf-8").encode(), {"0.title": E8}, {"type": "text/xml"}),
    ("text/xml without charset, declared windows-1251", document("Паром", "windows-1251").encode("cp1251"), {"0.title": "Паром"}, {"type": "text/xml"}),
    ("header with more parameters", document("Паром").encode("cp1251"), {"0.title": "Паром"}, {"type": "text/xml; qs=0.9; charset = 'windows-1251' ; x=y"}),
    ("header with an unknown label", document("Паром", "windows-1251").encode("cp1251"), {"0.title": "Паром"}, {"type": "text/xml; charset=quay-8"}),
    ("declared unknown, is utf-8", document(E8, "quay-8").encode(), {"0.title": E8}),
    ("declared unknown, is windows-1252", document("Café – “déjà”", "quay-8").encode("cp1252"), {"0.title": "Café – “déjà”"}),
    ("declared utf8", document(E8, "utf8").encode(), {"0.title": E8}),
    ("declared UTF_8", document(E8, "UTF_8").encode(), {"0.title": E8}),
    ("declared utf8mb4", document(E8, "utf8mb4").encode(), {"0.title": E8}),
    ("declared unicode", document(E8, "unicode").encode(), {"0.title": E8}),
    ("declared ascii, is windows-1252", document("“Café”", "us-ascii").encode("cp1252"), {"0.title": "“Café”"}),
    ("declared latin1 with quotes of windows", document("“Café” – €5", "ISO-8859-1").encode("cp1252"), {"0.title": "“Café” – €5"}),
    ("declared latin-1, is utf-8", document(E8, "iso-8859-1").encode(), {"0.title has": ["Caf"], "count": 1}),
    ("declared utf-8, is windows-1252", document("Café", "utf-8").encode("cp1252"), {"0.title": "Café", "feed.wellformed": False}),
    ("declared utf-8, one bad byte", document("Café \udc92 x", "utf-8").encode("utf-8", "surrogateescape"), {"0.title has": ["Café"], "0.url": "https://a.example/1", "feed.wellformed": False}),
    ("declared gb2312 with characters of gbk", document("朱镕基", "gb2312").encode("gbk"), {"0.title": "朱镕基"}),
    ("declared shift_jis with characters of windows", document("①㈱", "shift_jis").encode("cp932"), {"0.title": "①㈱"}),
    ("declared euc-kr with characters of windows", document("똠방각하", "euc-kr").encode("cp949"), {"0.title": "똠방각하"}),
    ("declared iso-8859-9", document("ğüşıöç", "iso-8859-9").encode("cp1254"), {"0.title": "ğüşıöç"}),
    ("undeclared windows-1252", document("Café déjà vu à l’été").encode("cp1252"), {"0.title": "Café déjà vu à l’été"}),
    ("undeclared utf-8", document(E8).encode(), {"0.title": E8, "feed.encoding": "utf-8"}),
    ("declaration in single quotes", document("Паром", "windows-1251").replace('"', "'").encode("cp1251"), {"0.title": "Паром"}),
    ("declaration with blanks", document("Паром", "x").replace('encoding="x"', 'encoding = "windows-1251" standalone="yes"').encode("cp1251"), {"0.title": "Паром"}),
    ("declaration behind white space", b"\n\n " + document("Паром", "windows-1251").encode("cp1251"), {"0.title": "Паром", "feed.wellformed": False}),
    ("no declaration, header utf-8", b"<rss version='2.0'><channel><item><title>Caf\xc3\xa9</title></item></channel></rss>", {"0.title": "Café"}, {"type": "application/rss+xml; charset=utf-8"}),
    ("json with a mark", b"\xef\xbb\xbf" + '{"version":"https://jsonfeed.org/version/1","title":"F","items":[{"id":"1","title":"Café"}]}'.encode(), {"0.title": "Café"}),
    ("json in utf-16le", '{"version":"https://jsonfeed.org/version/1","title":"F","items":[{"id":"1","title":"Café"}]}'.encode("utf-16le"), {"0.title": "Café"}),
    ("json in utf-16 with a mark", '{"version":"https://jsonfeed.org/version/1","title":"F","items":[{"id":"1","title":"Café"}]}'.encode("utf-16"), {"0.title": "Café"}),
    ("json in utf-32be", '{"version":"https://jsonfeed.org/version/1","title":"F","items":[{"id":"1","title":"Café"}]}'.encode("utf-32be"), {"0.title": "Café"}),
    ("json said to be latin-1", '{"version":"https://jsonfeed.org/version/1","title":"F","items":[{"id":"1","title":"Café"}]}'.encode(), {"0.title": "Café"}, {"type": "application/json; charset=iso-8859-1"}),
    ("C1 characters", "<rss version='2.0'><channel><item><title>a \x93b\x94</title></item></channel></rss>".encode(), {"0.title": "a “b”"}),
    ("reference to C1", "<rss version='2.0'><channel><item><title>it&#146;s &#x97; ok</title></item></channel></rss>", {"0.title": "it’s — ok"}),
    ("atom in big5", '<?xml version="1.0" encoding="big5"?><feed xmlns="http://www.w3.org/2005/Atom"><entry><id>x:1</id><title>渡輪</title></entry></feed>'.encode("big5"), {"0.title": "渡輪"}),
    ("gzipped", __import__("gzip").compress(document(E8, "utf-8").encode()), {"0.title": E8}),
    ("ebcdic", document("Harbour", "cp037").encode("cp037"), {"count": 0}),
]
