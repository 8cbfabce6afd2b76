#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""score.py [--half look|check] [--worst N] [--floors FILE] [--records FILE] FOLDER

How well the parser `article` reads the pages of FOLDER: its `expected.jsonl` has an object a line with `id`, `dataset`, `url`,
`page`, `charset`, and what is known of `body`, `title`, `authors`, `published_at`, `present` and `absent`. The pages are other people's and
not in this tree: without the folder this says so and ends with 77.

Bodies: F1 over shingles of four words, the mean over pages, with precision and recall, and F1 by words. Segments: pieces that the
text must have and must not have. Titles must be equal but for white space; dates are instants where the expected ones are, else
days; authors are sets of names. With --half only every other site is looked at: what is tuned by hand must not see the `check` half.
With --floors the figures must not lie below those of a JSON file."""
import argparse
import collections
import datetime
import json
import os
import re
import subprocess
import sys
import tempfile
import zlib

WORD = re.compile(r"\w+")


def shingles(text, size):
    words = WORD.findall(text)
    if len(words) < size:
        return collections.Counter([tuple(words)] if words else [])
    return collections.Counter(zip(*(words[i:] for i in range(size))))


def compare(got, want):
    """Precision, recall and F1 of two bags."""
    both = sum((got & want).values())
    precision = both / sum(got.values()) if got else 0.0
    recall = both / sum(want.values()) if want else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if both else 0.0


def fold(text):
    return " ".join((text or "").replace("\u00a0", " ").split())


def site(entry):
    """The site's name, as well as an address tells it: two labels, three where the last two are short."""
    name = re.sub(r"^[a-z]+::", "", entry["url"])
    host = re.sub(r"^[a-z]+://", "", name).split("/")[0].split("-")[0].lower()
    labels = host.split(".")
    if "://" not in name:
        return ".".join(labels[:2])
    return ".".join(labels[-3:] if len(labels) > 2 and len(labels[-2]) <= 3 else labels[-2:])


def half(entry):
    return "check" if zlib.crc32(b"halves:" + site(entry).encode()) % 2 else "look"


def instant(text):
    padded = re.sub(r"-(\d)(?!\d)", r"-0\1", text[:10]) + text[10:]
    return datetime.datetime.fromisoformat(padded.replace("Z", "+00:00"))


def is_same_date(got, want):
    if not got:
        return False
    if len(want) <= 10:
        return instant(got[:10]) == instant(want) or (len(got) > 10 and abs((instant(got).replace(tzinfo=None)
                                    - instant(want)).total_seconds()) < 36 * 3600)
    moment = instant(want)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=datetime.timezone.utc)
    return len(got) > 10 and abs((instant(got) - moment).total_seconds()) < 60


def names(values):
    return collections.Counter({fold(value).casefold() for value in values if fold(value)})


class Score:
    def __init__(self):
        self.sums = collections.defaultdict(lambda: [0.0, 0])
        self.pages = []

    def add(self, name, value):
        self.sums[name][0] += value
        self.sums[name][1] += 1

    def body(self, entry, text):
        dataset = entry["dataset"]
        precision, recall, f1 = compare(shingles(text, 4), shingles(entry["body"], 4))
        self.add(dataset + ".body", f1)
        self.add(dataset + ".body_precision", precision)
        self.add(dataset + ".body_recall", recall)
        self.add(dataset + ".body_words", compare(shingles(text, 1), shingles(entry["body"], 1))[2])
        self.pages.append((f1, precision, recall, entry["id"]))

    def segments(self, entry, text):
        plain = fold(text)
        lower = entry["dataset"] == "wcxb"
        plain = plain.lower() if lower else plain
        for kind in ("present", "absent"):
            for piece in entry.get(kind) or []:
                piece = fold(piece).lower() if lower else fold(piece)
                name = entry["dataset"] + ".segments_" + kind
                self.add(name, 1.0 if piece in plain else 0.0)

    def page(self, entry, record):
        dataset, text = entry["dataset"], record.get("body") or ""
        if entry.get("body"):
            self.body(entry, text)
        self.segments(entry, text)
        if entry.get("title"):
            title = None if record.get("title_derived") else record.get("title")
            self.add(dataset + ".title", fold(title) == fold(entry["title"]))
        if entry.get("published_at"):
            self.add(dataset + ".date", is_same_date(record.get("published_at"), entry["published_at"]))
        if entry.get("authors"):
            got = names(author.get("name") for author in record.get("authors", []))
            self.add(dataset + ".authors", compare(got, names(entry["authors"]))[2])
        self.add(dataset + ".class_" + record.get("page", {}).get("class", "none"), 1)

    def figures(self):
        out = {}
        for name, (total, count) in sorted(self.sums.items()):
            out[name] = count if ".class_" in name else round(total / count, 4)
        for dataset in {name.split(".")[0] for name in self.sums}:
            good = self.sums.get(dataset + ".segments_present")
            bad = self.sums.get(dataset + ".segments_absent")
            if good and bad:
                out[dataset + ".segments"] = round(2 * good[0] / (good[0] + good[1] + bad[0]), 4)
        return dict(sorted(out.items()))


def entries_of(folder, which):
    with open(os.path.join(folder, "expected.jsonl"), encoding="utf-8") as file:
        entries = [json.loads(line) for line in file]
    return [entry for entry in entries if which in (None, half(entry))]


def parse(folder, entries):
    """The records of all pages, by id."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as todo:
        for entry in entries:
            charset = f"; charset={entry['charset']}" if entry.get("charset") else ""
            row = {"id": entry["id"], "path": os.path.join(folder, entry["page"]), "type": "text/html" + charset}
            if "::" not in entry["url"]:
                row["url"] = entry["url"]
            todo.write(json.dumps(row) + "\n")
        todo.flush()
        command = [os.environ.get("WIREDESK", "wiredesk"), "-q", "parse", "--parser", "article", "-o", "documents", "--list", todo.name]
        done = subprocess.run(command, stdout=subprocess.PIPE, check=False)
    documents = [json.loads(line) for line in done.stdout.splitlines()]
    return {document["id"]: (document.get("articles") or [{}])[0] for document in documents}


def below(figures, path):
    with open(path, encoding="utf-8") as file:
        floors = json.load(file)
    low = {name: (figures.get(name), floor) for name, floor in floors.items() if figures.get(name, 0) < floor}
    for name, (got, floor) in low.items():
        print(f"{name} is {got}, at least {floor} was reached before")
    return low


def main():
    words = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    words.add_argument("folder")
    words.add_argument("--half", choices=("look", "check"))
    words.add_argument("--worst", type=int, default=0)
    words.add_argument("--floors")
    words.add_argument("--records")
    words = words.parse_args()
    folder = os.path.join(os.environ["WIREDESK_SHARED"], "corpus", "extract") if "WIREDESK_SHARED" in os.environ else words.folder
    if not os.path.exists(os.path.join(folder, "expected.jsonl")):
        print(f"{folder} is absent: skipped")
        return 77
    entries, score = entries_of(folder, words.half), Score()
    records = parse(folder, entries)
    for entry in entries:
        score.page(entry, records.get(entry["id"], {}))
    if words.records:
        with open(words.records, "w", encoding="utf-8") as file:
            for key, record in records.items():
                file.write(json.dumps({"id": key, "record": record}, ensure_ascii=False) + "\n")
    for name, value in score.figures().items():
        print(f"{name} {value}")
    for page in sorted(score.pages)[:words.worst]:
        print("%.3f precision %.3f recall %.3f %s" % page)
    return 1 if words.floors and below(score.figures(), words.floors) else 0


sys.exit(main())
