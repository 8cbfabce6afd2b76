#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""generate_feeds.py FOLDER MIB [SEED] [ONE]: feeds of RSS and Atom by turns, 20 to 200 entries each with their whole text, MIB
in all; with ONE a single feed of that size."""
import os
import random
import sys

WORDS = """harbour ferry council budget river bridge winter school library market train station festival museum police court
minister village county report committee company workers union strike agreement energy water storm flood island coast fishing
season market price growth export import hospital doctors patients study university research students teachers city centre
traffic cycling tram council’s années façade über straße región niños""".split()
NAMES = ["Mirela Costin", "Jonas Petrauskas", "Aoife Brennan", "Tomás Ferreira", "Yuki Arano", "Lena Østergård"]
SECTIONS = ["Transport", "Politics", "Culture", "Economy", "Science", "Sport"]


def sentence(rng):
    words = rng.choices(WORDS, k=rng.randint(8, 22))
    return " ".join(words).capitalize() + "."


def paragraphs(rng, count):
    out = []
    for i in range(count):
        text = " ".join(sentence(rng) for _ in range(rng.randint(2, 5)))
        if i % 3 == 1:
            text += f' <a href="/2026/{rng.randint(1, 12)}/{rng.choice(WORDS)}?a=1&amp;b={i}">{rng.choice(WORDS)}</a> &mdash; <em>{rng.choice(WORDS)}</em>.'
        if i % 5 == 4:
            text += f' <img src="/img/{rng.randint(1, 9999)}.jpg" alt="{rng.choice(WORDS)}" width="640" height="360"/>'
        out.append(f"<p>{text}</p>")
    return "\n".join(out)


def escape(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def facts(rng, number):
    return {"n": number, "title": escape(sentence(rng)[:-1]), "name": rng.choice(NAMES), "section": rng.choice(SECTIONS),
            "day": rng.randint(1, 28), "hour": rng.randint(0, 23), "minute": rng.randint(0, 59),
            "summary": escape("<p>" + sentence(rng) + " &amp; more</p>"), "body": paragraphs(rng, rng.randint(4, 14))}


def rss_item(rng, number):
    f = facts(rng, number)
    body = f"<![CDATA[{f['body']}]]>" if number % 2 else escape(f["body"])
    return (f"<item><title>{f['title']}</title><link>https://harbour.example/2026/{f['n']}?utm_source=rss&amp;x=1</link>"
            f"<guid isPermaLink=\"false\">hd-{f['n']}</guid><pubDate>{f['day']:02} Nov 2026 {f['hour']:02}:{f['minute']:02}:00 +0100</pubDate>"
            f"<dc:creator>{f['name']}</dc:creator><category>{f['section']}</category><description>{f['summary']}</description>"
            f"<content:encoded>{body}</content:encoded><enclosure url=\"https://cdn.harbour.example/{f['n']}.jpg\" length=\"4711\" "
            "type=\"image/jpeg\"/></item>\n")


def atom_entry(rng, number):
    f = facts(rng, number)
    if number % 3 == 0:
        body = f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{f["body"].replace("&mdash;", "&#8212;")}</div></content>'
    else:
        body = f'<content type="html">{escape(f["body"])}</content>'
    return (f"<entry><title>{f['title']}</title><link rel=\"alternate\" type=\"text/html\" href=\"https://quay.example/2026/{f['n']}\"/>"
            f"<id>tag:quay.example,2026:{f['n']}</id><published>2026-11-{f['day']:02}T{f['hour']:02}:{f['minute']:02}:00+01:00</published>"
            f"<updated>2026-11-{f['day']:02}T{f['hour']:02}:{f['minute']:02}:30+01:00</updated><author><name>{f['name']}</name></author>"
            f"<category term=\"{f['section']}\"/><summary type=\"html\">{f['summary']}</summary>{body}</entry>\n")


RSS = ('<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
       'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Harbour Desk</title><link>https://harbour.example/</link>'
       "<description>Quay news</description><language>en</language>\n", rss_item, "</channel></rss>\n")
ATOM = ('<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Quay</title>'
        '<link href="https://quay.example/"/><id>tag:quay.example,2026:feed</id><updated>2026-11-22T00:00:00Z</updated>\n',
        atom_entry, "</feed>\n")


def write(path, kind, rng, number, is_full):
    begin, entry, end = kind
    with open(path, "w", encoding="utf-8") as file:
        size = file.write(begin)
        count = 0
        while not is_full(count, size):
            number += 1
            count += 1
            size += file.write(entry(rng, number))
        file.write(end)
    return number


def main():
    folder, most = sys.argv[1], int(float(sys.argv[2]) * 2**20)
    rng = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 42)
    os.makedirs(folder, exist_ok=True)
    if len(sys.argv) > 4:
        write(os.path.join(folder, "one.xml"), RSS, rng, 0, lambda count, size: size >= most)
        return
    number = total = 0
    for i in range(10**6):
        if total >= most:
            break
        entries = rng.randint(20, 200)
        path = os.path.join(folder, f"{i:05}.xml")
        number = write(path, ATOM if i % 2 else RSS, rng, number, lambda count, size, entries=entries: count >= entries)
        total += os.path.getsize(path)


main()
