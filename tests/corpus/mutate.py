#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""mutate.py [--count N] [--seed S] [--limit SECONDS] [--keep DIR] FOLDER...

Breaks the pages of the folders (.html, .html.gz) in N ways and parses them: no worker may die, hang or leak. What happens to a page:
cut, doubled, parts dropped or moved, bytes flipped, another character set claimed, tags unclosed; and pages that mean harm, such as
10 MB of one tag and 100,000 levels. The same seed breaks them the same way. A page that does harm is kept in DIR."""
import argparse
import gzip
import json
import os
import random
import re
import subprocess
import sys
import tempfile

TAGS = [b"<div>", b"<p>", b"<b>", b"<a href=x>", b"<table><tr><td>", b"<ul><li>", b"<h1>", b"<time>", b"<button>", b"<svg>", b"<figure>",
        b"<span class=author>", b"<!--", b"<script>", b"<script type='application/ld+json'>{\"a\":[", b"<blockquote>", b"<meta content=a>",
        b"<br>", b"<select><option>", b"<img src=a.jpg>", b"&amp;", b"<title>", b"<form>", b"<article>"]


def cut(page, dice):
    return page[:dice.randrange(len(page) + 1)]


def double(page, dice):
    start, end = sorted(dice.randrange(len(page) + 1) for _ in range(2))
    return page[:end] + page[start:end] * dice.randint(1, 3) + page[end:]


def drop(page, dice):
    for _ in range(dice.randint(1, 8)):
        start = dice.randrange(len(page) + 1)
        page = page[:start] + page[start + dice.randint(1, 4000):]
    return page


def move(page, dice):
    start, end, to = sorted(dice.randrange(len(page) + 1) for _ in range(3))
    return page[:start] + page[end:to] + page[start:end] + page[to:]


def flip(page, dice):
    out = bytearray(page)
    for _ in range(dice.randint(1, 200) if out else 0):
        out[dice.randrange(len(out))] = dice.randrange(256)
    return bytes(out)


def recode(page, dice):
    name = dice.choice([b"utf-16le", b"shift_jis", b"windows-1251", b"gb18030", b"iso-2022-jp", b"nonsense", b"utf-7"])
    return re.sub(rb"charset=[\"']?[\w-]+", b"charset=" + name, page, count=2)


def unclose(page, dice):
    return re.sub(rb"</(\w+)>", lambda found: found[0] if dice.random() < 0.8 else b"", page)


def nest(page, dice):
    at = dice.randrange(len(page) + 1)
    return page[:at] + dice.choice(TAGS) * dice.randint(10, 3000) + page[at:]


def harm(page, dice):
    tag, kind = dice.choice(TAGS), dice.randrange(4)
    if kind == 0:
        return tag * (10_000_000 // len(tag))
    if kind == 1:
        return b"<html><body>" + (tag + b"some words here, ") * 100_000
    if kind == 2:
        return page + tag * 100_000 + page
    return b"<p>" + b"word " * 2_000_000


MUTATIONS = [cut, double, drop, move, flip, recode, unclose, nest]


def pages_of(folders):
    paths = sorted(os.path.join(folder, name) for folder in folders for name in os.listdir(folder)
                   if name.endswith((".html", ".html.gz")))
    for path in paths:
        with (gzip.open if path.endswith(".gz") else open)(path, "rb") as file:
            yield os.path.basename(path), file.read()


def mutated(pages, count, seed):
    """One in 100 means harm; others are broken one to three times."""
    for number in range(count):
        dice = random.Random(f"{seed}:{number}")
        name, page = pages[dice.randrange(len(pages))]
        ways = [harm] if number % 100 == 99 else [dice.choice(MUTATIONS) for _ in range(dice.randint(1, 3))]
        for way in ways:
            page = way(page, dice)
        yield f"{number}-{'-'.join(way.__name__ for way in ways)}-{name.split('.')[0]}.html", page


def parse(paths, limit):
    """The documents that did harm: their paths and errors."""
    command = [os.environ.get("WIREDESK", "wiredesk"), "-q", "parse", "--parser", "article", "-o", "documents", "--time-limit", str(limit), "--list", "-"]
    todo = "".join(json.dumps({"id": path, "path": path, "url": "https://broken.example/page"}) + "\n" for path in paths)
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as file:
        file.write(todo)
        file.flush()
        command[-1] = file.name
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    documents = {document["id"]: document for document in map(json.loads, done.stdout.splitlines())}
    for path in paths:
        if path not in documents:
            yield path, f"no answer: {done.stderr.decode(errors='replace')[-2000:]}"
        elif re.search(r"signal|time|memory|died|killed|crash", json.dumps(documents[path].get("error") or "")):
            yield path, json.dumps(documents[path]["error"])
    if b"Sanitizer" in done.stderr or b"runtime error" in done.stderr:
        yield paths[0], done.stderr.decode(errors="replace")[-4000:]


def main():
    words = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    words.add_argument("folders", nargs="+")
    words.add_argument("--count", type=int, default=10000)
    words.add_argument("--seed", default="1")
    words.add_argument("--limit", type=int, default=10)
    words.add_argument("--keep")
    words = words.parse_args()
    pages, faults, done = list(pages_of(words.folders)), 0, 0
    with tempfile.TemporaryDirectory() as folder:
        batch = []
        for name, page in mutated(pages, words.count, words.seed):
            batch.append(os.path.join(folder, name))
            with open(batch[-1], "wb") as file:
                file.write(page)
            if len(batch) < 100 and done + len(batch) < words.count:
                continue
            for path, why in parse(batch, words.limit):
                faults += 1
                print(f"{os.path.basename(path)}: {why}")
                if words.keep:
                    os.makedirs(words.keep, exist_ok=True)
                    os.replace(path, os.path.join(words.keep, os.path.basename(path)))
            done += len(batch)
            for path in batch:
                if os.path.exists(path):
                    os.remove(path)
            batch = []
    print(f"{done} broken pages of {len(pages)}: {faults} did harm")
    return 1 if faults or not done else 0


sys.exit(main())
