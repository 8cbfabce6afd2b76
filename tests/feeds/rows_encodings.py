# SPDX-License-Identifier: MIT
"""Character sets: declared, by header, by mark, by pattern, wrong."""
ROWS = []
TEXT = {
    "windows-1252": "Zürich – café", "iso-8859-1": "Zürich café", "iso-8859-2": "Łódź čaj", "windows-1250": "Łódź čaj", "windows-1251": "Новости дня", "koi8-r": "Новости дня",
    "iso-8859-5": "Новости дня", "iso-8859-7": "Νέα της ημέρας", "windows-1253": "Νέα της", "iso-8859-9": "Şişli ığdır", "windows-1254": "Şişli ığdır", "windows-1255": "חדשות היום",
    "iso-8859-8": "חדשות", "windows-1256": "أخبار اليوم", "iso-8859-6": "أخبار", "windows-1257": "Žinios ąčę", "iso-8859-13": "Žinios", "windows-1258": "Tin moi", "iso-8859-15": "prix 5 €",
    "iso-8859-3": "ĉapelo", "iso-8859-4": "ķīlis", "iso-8859-10": "þing", "iso-8859-14": "ŵyr", "shift_jis": "新聞ニュース", "euc-jp": "新聞ニュース", "iso-2022-jp": "新聞ニュース",
    "gb2312": "新闻中心", "gbk": "新闻中心", "gb18030": "新闻中心", "big5": "新聞中心", "euc-kr": "뉴스 속보", "utf-8": "Zürich – 新聞", "koi8-u": "Новини її", "macintosh": "café", "tis-620": "ข่าววันนี้", "ibm866": "Новости",
    "us-ascii": "plain", "cp1252": "Zürich", "latin1": "Zürich", "sjis": "新聞", "ks_c_5601-1987": "뉴스", "x-sjis": "新聞", "windows-31j": "新聞", "windows-874": "ข่าว", "iso-8859-11": "ข่าว", "big5-hkscs": "新聞",
}
PYTHON = {"macintosh": "mac-roman", "ks_c_5601-1987": "euc-kr", "windows-31j": "cp932", "x-sjis": "shift_jis", "sjis": "shift_jis", "windows-874": "cp874", "big5-hkscs": "big5hkscs", "iso-8859-11": "cp874"}


def feed(declared, text):
    line = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    return f'{line}<rss version="2.0"><channel><title>{text}</title><item><title>{text}</title></item></channel></rss>'


for label, text in TEXT.items():
    codec = PYTHON.get(label, label)
    ROWS.append((f"declared {label}", feed(label, text).encode(codec), {"0.title": text, "feed.title": text, "feed.wellformed": True}))
    ROWS.append((f"declared {label.upper()}", feed(label.upper(), text).encode(codec), {"0.title": text}))
    ROWS.append((f"header {label}", feed("", text).encode(codec), {"0.title": text}, {"type": f"application/rss+xml; charset={label}"}))
    ROWS.append((f"header {label}, declared otherwise", feed("iso-8859-1" if "8859" not in label else "koi8-r", text).encode(codec), {"0.title": text}, {"type": f'text/xml; charset="{label}"'}))
W = "Zürich – 新聞"
for codec, mark in [("utf-8", b"\xef\xbb\xbf"), ("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff"), ("utf-32-le", b"\xff\xfe\0\0"), ("utf-32-be", b"\0\0\xfe\xff")]:
    for declared in ("utf-8", "utf-16", "utf-32", "iso-8859-1", "", "bogus"):
        ROWS.append((f"mark {codec}, declared {declared}", mark + feed(declared, W).encode(codec), {"0.title": W}))
    ROWS.append((f"mark {codec} over header", mark + feed("", W).encode(codec), {"0.title": W}, {"type": "text/xml; charset=iso-8859-1"}))
    if codec != "utf-8":
        ROWS.append((f"no mark {codec}", feed("", W).encode(codec), {"0.title": W}))
        ROWS.append((f"no mark {codec}, declared", feed("utf-16" if "16" in codec else "utf-32", W).encode(codec), {"0.title": W}))
ROWS += [
    ("nothing said, utf-8", feed("", W).encode(), {"0.title": W, "feed.encoding": "utf-8"}),
    ("nothing said, windows-1252", feed("", "Zürich – café").encode("cp1252"), {"0.title": "Zürich – café"}),
    ("utf-16 declared, bytes", feed("utf-16", W).encode(), {"0.title": W}),
    ("utf-16 declared, latin bytes", feed("utf-16", "café").encode("cp1252"), {"0.title": "café"}),
    ("utf-8 declared, windows-1252 bytes", feed("utf-8", "It’s café").encode("cp1252"), {"0.title": "It’s café", "feed.wellformed": False}),
    ("utf-8 declared, one bad byte", feed("utf-8", "a XX b").encode().replace(b"XX", b"\xff"), {"0.title has": ["a", "b"], "feed.wellformed": False, "count": 1}),
    ("latin declared, utf-8 bytes, header utf-8", feed("iso-8859-1", W).encode(), {"0.title": W}, {"type": "text/xml; charset=utf-8"}),
    ("header latin, document utf-8", feed("utf-8", W).encode(), {"0.title": W}, {"type": "text/xml; charset=iso-8859-1"}),
    ("header latin, nothing declared, utf-8 bytes", feed("", W).encode(), {"0.title": W}, {"type": "text/xml; charset=iso-8859-1"}),
    ("text/xml is not ascii", feed("", W).encode(), {"0.title": W}, {"type": "text/xml"}),
    ("text/xml, declared latin", feed("iso-8859-1", "café").encode("latin1"), {"0.title": "café"}, {"type": "text/xml"}),
    ("application/xml", feed("iso-8859-1", "café").encode("latin1"), {"0.title": "café"}, {"type": "application/xml"}),
    ("text/plain", feed("iso-8859-1", "café").encode("latin1"), {"0.title": "café"}, {"type": "text/plain"}),
    ("text/html", feed("iso-8859-1", "café").encode("latin1"), {"0.title": "café"}, {"type": "text/html"}),
    ("octet-stream", feed("iso-8859-1", "café").encode("latin1"), {"0.title": "café"}, {"type": "application/octet-stream"}),
    ("header with q", feed("", "café").encode("latin1"), {"0.title": "café"}, {"type": "text/xml; qs=0.9; charset='iso-8859-1'"}),
    ("header blanks", feed("", "Новости").encode("cp1251"), {"0.title": "Новости"}, {"type": "text/xml ; charset = windows-1251"}),
    ("header capitals", feed("", "Новости").encode("cp1251"), {"0.title": "Новости"}, {"type": "TEXT/XML; CHARSET=WINDOWS-1251"}),
    ("header unknown", feed("koi8-r", "Новости").encode("koi8-r"), {"0.title": "Новости"}, {"type": "text/xml; charset=x-bogus"}),
    ("header empty", feed("koi8-r", "Новости").encode("koi8-r"), {"0.title": "Новости"}, {"type": "text/xml; charset="}),
    ("declared unknown", feed("x-bogus", W).encode(), {"0.title": W}),
    ("declared utf8", feed("utf8", W).encode(), {"0.title": W}),
    ("declared utf_8", feed("utf_8", W).encode(), {"0.title": W}),
    ("declared utf8mb4", feed("utf8mb4", W).encode(), {"0.title": W}),
    ("declared unicode", feed("unicode", W).encode(), {"0.title": W}),
    ("declared single quotes", b"<?xml version='1.0' encoding='koi8-r'?>" + feed("", "Новости").encode("koi8-r"), {"0.title": "Новости"}),
    ("declared with blanks", b"<?xml version = '1.0' encoding = 'koi8-r' ?>" + feed("", "Новости").encode("koi8-r"), {"0.title": "Новости"}),
    ("blank before declaration", b"\n " + feed("koi8-r", "Новости").encode("koi8-r"), {"0.title": "Новости"}),
    ("double encoded", feed("utf-8", "caf\u00c3\u00a9 \u00e2\u20ac\u00a6").encode(), {"0.title": "café …"}),
    ("not double encoded", feed("utf-8", "caf\u00c3\u00a9 é").encode(), {"0.title": "caf\u00c3\u00a9 é"}),
    ("c1 raw", feed("utf-8", "It\u0092s").encode(), {"0.title": "It’s"}),
    ("c1 in latin1", feed("iso-8859-1", "x").encode().replace(b">x<", b">It\x92s<"), {"0.title": "It’s"}),
    ("mark within", feed("utf-8", "\ufeffa").encode(), {"0.title": "a"}),
    ("two marks", b"\xef\xbb\xbf\xef\xbb\xbf" + feed("utf-8", "a").encode(), {"0.title": "a"}),
    ("json utf-8 with mark", b'\xef\xbb\xbf{"version":"https://jsonfeed.org/version/1","items":[{"id":"1","title":"\xc3\xa9"}]}', {"0.title": "é"}),
    ("json utf-16", '{"version":"https://jsonfeed.org/version/1","items":[{"id":"1","title":"é"}]}'.encode("utf-16-le"), {"0.title": "é"}),
    ("json, header latin", '{"version":"https://jsonfeed.org/version/1","items":[{"id":"1","title":"é"}]}'.encode(), {"0.title": "é"}, {"type": "application/json; charset=iso-8859-1"}),
    ("ebcdic", feed("", "x").encode("cp037"), {"count": 0}),
    ("astral", feed("utf-8", "a 😀 b").encode(), {"0.title": "a 😀 b"}),
    ("astral reference", feed("utf-8", "&#128512;").encode(), {"0.title": "😀"}),
    ("cesu", feed("utf-8", "XX b").encode().replace(b"XX", b"\xed\xa0\xbd\xed\xb8\x80"), {"count": 1, "0.title has": ["b"]}),
    ("overlong", feed("utf-8", "XX b").encode().replace(b"XX", b"\xc0\xaf"), {"count": 1, "0.title has": ["b"]}),
    ("nfd", feed("utf-8", "cafe\u0301").encode(), {"0.title": "café"}),
]
