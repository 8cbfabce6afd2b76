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

# Nothing says what it is: only the bytes do.
NATIVE = {
    "ru": "Паром вернулся в гавань после ремонта, и очереди снова растут. Капитан сообщил, что рейсы будут выполняться по прежнему расписанию. Жители острова ждали этого дня почти три недели. Власти обещают построить новый причал до конца года, но точных сроков пока никто не называет. Цены на билеты останутся прежними.",
    "uk": "Пором повернувся в гавань після ремонту, і черги знову зростають. Капітан повідомив, що рейси виконуватимуться за попереднім розкладом. Мешканці острова чекали на цей день майже три тижні. Влада обіцяє збудувати новий причал до кінця року, але точних термінів поки ніхто не називає.",
    "el": "Το πλοίο επέστρεψε στο λιμάνι μετά την επισκευή και οι ουρές μεγαλώνουν ξανά. Ο καπετάνιος ανακοίνωσε ότι τα δρομολόγια θα γίνονται με το παλιό πρόγραμμα. Οι κάτοικοι του νησιού περίμεναν αυτή την ημέρα σχεδόν τρεις εβδομάδες.",
    "he": "המעבורת חזרה לנמל אחרי התיקון והתורים שוב מתארכים. הקברניט הודיע כי ההפלגות ייערכו לפי לוח הזמנים הקודם. תושבי האי חיכו ליום הזה כמעט שלושה שבועות. הרשויות מבטיחות לבנות רציף חדש עד סוף השנה.",
    "ar": "عادت العبارة إلى الميناء بعد الإصلاح وتزايدت الطوابير مرة أخرى. أعلن القبطان أن الرحلات ستتم وفق الجدول السابق. انتظر سكان الجزيرة هذا اليوم قرابة ثلاثة أسابيع. تعد السلطات ببناء رصيف جديد قبل نهاية العام.",
    "th": "เรือข้ามฟากกลับมาที่ท่าเรือหลังจากการซ่อมแซม และแถวก็ยาวขึ้นอีกครั้ง กัปตันแจ้งว่าเที่ยวเรือจะเป็นไปตามตารางเวลาเดิม ชาวเกาะรอวันนี้มาเกือบสามสัปดาห์แล้ว ทางการสัญญาว่าจะสร้างท่าเรือใหม่ภายในสิ้นปีนี้",
    "tr": "Feribot onarımın ardından limana döndü ve kuyruklar yeniden uzuyor. Kaptan, seferlerin eski tarifeye göre yapılacağını bildirdi. Ada sakinleri bu günü neredeyse üç haftadır bekliyordu. Yetkililer yıl sonuna kadar yeni bir iskele yapmaya söz veriyor, ışıklar ve çocuklar şimdi.",
    "cs": "Trajekt se po opravě vrátil do přístavu a fronty opět rostou. Kapitán oznámil, že plavby budou probíhat podle původního jízdního řádu. Obyvatelé ostrova čekali na tento den téměř tři týdny. Úřady slibují, že do konce roku postaví nové molo, žádné přesné termíny však nikdo neříká.",
    "pl": "Prom wrócił do portu po remoncie i kolejki znów rosną. Kapitan poinformował, że rejsy będą się odbywać według dotychczasowego rozkładu. Mieszkańcy wyspy czekali na ten dzień prawie trzy tygodnie. Władze obiecują zbudować nową przystań do końca roku, żadnych dokładnych terminów nikt jednak nie podaje.",
    "fr": "Le ferry est revenu au port après la réparation et les files d’attente s’allongent à nouveau. Le capitaine a annoncé que les traversées se feraient selon l’ancien horaire. Les habitants de l’île ont attendu ce jour près de trois semaines, déjà très fâchés à l’été.",
    "de": "Die Fähre ist nach der Reparatur in den Hafen zurückgekehrt, und die Schlangen wachsen wieder. Der Kapitän teilte mit, daß die Fahrten nach dem früheren Fahrplan stattfänden. Die Bewohner der Insel warteten fast drei Wochen auf diesen Tag.",
    "ja": "フェリーは修理を終えて港に戻り、行列が再び伸びている。船長によると、運航は以前の時刻表どおりに行われるという。島の住民はこの日を三週間近く待っていた。当局は年末までに新しい桟橋を建設すると約束しているが、正確な時期は誰も明らかにしていない。",
    "zh": "渡轮维修后返回港口，排队的人又多了起来。船长表示，航班将按照原来的时间表运行。岛上居民等了这一天将近三个星期。当局承诺年底前修建新码头，但没有人说出确切的时间。票价将保持不变。",
    "zht": "渡輪維修後返回港口，排隊的人又多了起來。船長表示，航班將按照原來的時間表運行。島上居民等了這一天將近三個星期。當局承諾年底前修建新碼頭，但沒有人說出確切的時間。票價將保持不變。",
    "ko": "여객선이 수리를 마치고 항구로 돌아오자 줄이 다시 길어지고 있다. 선장은 운항이 이전 시간표대로 이루어질 것이라고 밝혔다. 섬 주민들은 이날을 거의 삼 주 동안 기다렸다. 당국은 연말까지 새 부두를 짓겠다고 약속했지만 정확한 시기는 아무도 말하지 않는다.",
    "bg": "Фериботът се върна в пристанището след ремонта и опашките отново растат. Капитанът съобщи, че курсовете ще се изпълняват по предишното разписание. Жителите на острова чакаха този ден почти три седмици.",
    "hu": "A komp a javítás után visszatért a kikötőbe, és a sorok ismét nőnek. A kapitány közölte, hogy a járatok a korábbi menetrend szerint közlekednek. A sziget lakói csaknem három hete vártak erre a napra, őszintén örülnek.",
    "ro": "Feribotul s-a întors în port după reparaţie şi cozile cresc din nou. Căpitanul a anunţat că cursele se vor desfăşura după orarul anterior. Locuitorii insulei au aşteptat această zi aproape trei săptămâni.",
}
for language, sets in {"ru": ["cp1251", "koi8-r"], "uk": ["cp1251", "koi8-u"], "bg": ["cp1251"], "el": ["cp1253", "iso8859-7"], "he": ["cp1255", "iso8859-8"], "ar": ["cp1256"], "th": ["tis-620"], "tr": ["cp1254"], "cs": ["cp1250", "iso8859-2"], "pl": ["cp1250", "iso8859-2"], "hu": ["cp1250", "iso8859-2"], "ro": ["cp1250", "iso8859-2"], "fr": ["cp1252"], "de": ["cp1252", "iso8859-1"], "ja": ["shift_jis", "euc-jp", "iso-2022-jp"], "zh": ["gb2312", "gbk"], "zht": ["big5"], "ko": ["euc-kr"]}.items():
    for name in sets:
        text = NATIVE[language].replace("’", "'") if name.startswith("iso8859") else NATIVE[language]
        text = text.encode(name, "replace").decode(name)
        ROWS.append((f"undeclared {language} in {name}", f"<rss version='2.0'><channel><title>F</title><item><title>T</title><description>{text}</description></item></channel></rss>".encode(name),
                     {"0.summary": text, "feed.wellformed": False}))
