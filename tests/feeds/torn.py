#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What is broken in one place harms nothing elsewhere: good feeds are cut, lose bytes and get stray ones; the items that the
damage does not touch come out as they do of the whole feed."""
import json
import os
import random
import re
import subprocess
import sys
import tempfile

from make import NS, atom, atom03

STRAY = [b"&", b"<", b"]]>", b"\0", b"<b>", b"</b>", b"<![CDATA[x]]>", b"&nbsp;", b"<!-- x -->", b"<!--", b"<?", b"\xff"]
PIECES = [
    "<title>Ferry {n} &amp; quay</title>", "<link>https://host.example/{n}</link>", "<description><![CDATA[<p>Text <b>{n}</b></p>]]></description>", "<guid isPermaLink='false'>g-{n}</guid>",
    "<pubDate>Thu, 05 Mar 2026 10:00:0{n} GMT</pubDate>", "<dc:creator>Ana Vega</dc:creator>", "<category>ports</category>", "<enclosure url='https://host.example/{n}.mp3' length='12' type='audio/mpeg'/>",
    "<content:encoded>&lt;p&gt;Long {n}&lt;/p&gt;</content:encoded>", "<media:content url='https://host.example/{n}.jpg' medium='image'><media:title>m</media:title></media:content>",
]
OF_ATOM = [
    "<title type='html'>Ferry {n} &amp;amp; quay</title>", "<link href='https://host.example/{n}'/>", "<id>tag:host.example,2026:{n}</id>", "<updated>2026-03-05T10:00:0{n}Z</updated>",
    "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>Text <b>{n}</b></p></div></content>", "<summary>Short {n}</summary>", "<author><name>Ana Vega</name></author>", "<category term='ports'/>",
]


def items(dice, pieces, name):
    out = []
    for n in range(1, 5):
        chosen = pieces[:2] + [piece for piece in pieces[2:] if dice.random() < 0.7]
        out.append(f"<{name}>" + dice.choice(["", "\n", "\n  "]).join(chosen).format(n=n) + f"</{name}>")
    return dice.choice(["", "\n"]).join(out)


def good(seed):
    """A whole feed, and what an item's element is called in it."""
    dice = random.Random(seed)
    kind = seed % 3
    if kind == 0:
        return (f'<?xml version="1.0"?><rss version="2.0" {NS}><channel><title>C</title><language>en</language>{items(dice, PIECES, "item")}</channel></rss>').encode(), "item"
    if kind == 1:
        return (f'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" {NS}><channel><title>C</title></channel>{items(dice, PIECES, "item")}</rdf:RDF>').encode(), "item"
    make = atom if seed % 2 else atom03
    entries = items(dice, OF_ATOM, "entry")
    whole = make("@", feed="<title>C</title>").replace("<entry>@</entry>", entries)
    return whole.encode(), "entry"


def spans(text, name):
    return [(found.start(), found.end()) for found in re.finditer(f"<{name}>.*?</{name}>".encode(), text, re.S)]


def in_border(text, name, at):
    """In what nothing can stand for: the beginning of an item, or the end of a CDATA section."""
    tag = f"<{name}>".encode()
    begin = text.rfind(tag, 0, at + len(tag))
    return 0 <= at - begin < len(tag) or b"]]>" in text[max(0, at - 2):at + 3]


def damaged(seed, text, name):
    """(document, places of the items that must be as they were, what was done)."""
    places = spans(text, name)
    dice = random.Random(seed * 7919)
    for cut in range(0, len(text), 7):
        yield text[:cut], [i for i, (_, end) in enumerate(places) if end <= cut], f"cut at {cut}"
    for at in range(places[0][0], places[-1][1], 50):
        if in_border(text, name, at):
            continue
        touched = [i for i, (begin, end) in enumerate(places) if begin <= at < end]
        sound = [i for i in range(len(places)) if all(abs(i - t) > 1 for t in touched)]
        yield text[:at] + text[at + 1:], sound, f"without byte {at}"
    for stray in STRAY:
        for begin, end in places:
            inner = [found.start() for found in re.finditer(rb"<(title|link|category|summary)[ >]", text[begin:end])]
            at = begin + text.index(b">", begin + dice.choice(inner)) + 1
            sound = [i for i, place in enumerate(places) if not place[0] <= at < place[1]]
            yield text[:at] + stray + text[at:], sound, f"{stray!r} at {at}"


def essence(article):
    return {key: value for key, value in article.items() if key not in ("document", "fetched_at", "sort_at", "warnings")}


def main():
    cases = []
    for seed in range(30):
        text, name = good(seed)
        cases.append((seed, text, None, "whole"))
        cases += [(seed, *case) for case in damaged(seed, text, name)]
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "list"), "w", encoding="utf-8") as file:
            for number, case in enumerate(cases):
                path = os.path.join(folder, str(number))
                with open(path, "wb") as out:
                    out.write(case[1])
                os.utime(path, (1795500000, 1795500000))
                file.write(json.dumps({"path": path, "url": "https://host.example/feed.xml"}) + "\n")
        done = subprocess.run([os.environ["WIREDESK"], "-q", "parse", "--parser", "feed", "-o", "documents", "--list",
                               os.path.join(folder, "list")], capture_output=True, check=False)
    answers = [json.loads(line) for line in done.stdout.decode().splitlines()]
    if len(answers) != len(cases):
        sys.exit(f"{len(cases)} documents, {len(answers)} answers: {done.stderr.decode()[-2000:]}")
    failures = checks = 0
    for (seed, text, sound, what), answer in zip(cases, answers):
        articles = [essence(article) for article in answer["articles"]]
        if "died" in str(answer.get("error")) or "signal" in str(answer.get("error")):
            sys.exit(f"feed {seed}, {what}: {answer['error']}")
        if sound is None:
            whole = articles
            continue
        for i in sound:
            checks += 1
            if whole[i] not in articles:
                failures += 1
                if failures < 12:
                    print(f"feed {seed}, {what}: item {i + 1} is not as it was\n    {text[:3000]!r}")
    print(f"{checks - failures} of {checks} items of {len(cases)} documents")
    return 1 if failures or not checks else 0


sys.exit(main())
