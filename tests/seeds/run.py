#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""run.py FOLDER: the real documents of the folder "seeds" there, with the parser named and with auto, give the facts
of expected.jsonl. The texts are other people's and not in this tree: without the folder the test is skipped (77)."""
import json
import os
import subprocess
import sys


def parse(parser, path):
    done = subprocess.run([os.environ["WIREDESK"], "-q", "parse", "--parser", parser, "-o", "json", path],
                          capture_output=True, check=True)
    return json.loads(done.stdout)[0]


def headings(record):
    return [block["text"] for block in record.get("blocks", []) if block["type"] == "heading"]


def paragraphs(record, expected):
    """The body's blocks without headings, or with them: as the fact counts."""
    texts = [block["text"] for block in record.get("blocks", [])]
    return len(texts) if len(expected.get("body", [])) == expected["body_paragraphs"] else \
        len(texts) - len(headings(record))


# What a fact of expected.jsonl is in a record.
FACTS = {
    "parser": lambda r, e: r["parser"]["name"],
    "title": lambda r, e: None if r.get("title_derived") else r.get("title"),
    "title_derived": lambda r, e: r.get("title_derived", False),
    "dateline_place": lambda r, e: r.get("dateline", {}).get("place"),
    "dateline_date": lambda r, e: r.get("dateline", {}).get("date"),
    "headings": lambda r, e: headings(r),
    "body": lambda r, e: [block["text"] for block in r.get("blocks", [])],
    "body_paragraphs": paragraphs,
    "media_captions": lambda r, e: [m["caption"] for m in r.get("media", []) if "caption" in m],
    "references": lambda r, e: {f["marker"]: f["paragraphs"] for f in r.get("references", [])},
    "related_count": lambda r, e: len(r.get("related", [])),
    "related": lambda r, e: [next((o for o in e["related"] if begins(t, o)), begin(t)) for t in r.get("related", [])],
}
IGNORED = ("file", "kind")


def begin(teaser):
    return (teaser.get("title") or teaser.get("summary"))[:60]


def begins(teaser, opening):
    return (teaser.get("title") or "").startswith(opening) or (teaser.get("summary") or "").startswith(opening)


def check(expected, record, how):
    faults = 0
    for fact, value in expected.items():
        if fact in IGNORED:
            continue
        got = FACTS[fact](record, expected) if fact in FACTS else record.get(fact)
        if got == value:
            continue
        faults += 1
        print(f"{expected['file']}, {how}: {fact}\n    expected: {json.dumps(value, ensure_ascii=False)[:3000]}\n"
              f"    got:      {json.dumps(got, ensure_ascii=False)[:3000]}")
    return faults


def main():
    folder = os.path.join(os.environ.get("WIREDESK_SHARED") or sys.argv[1], "seeds")
    if not os.path.isdir(folder):
        print(f"{folder} is absent: skipped")
        return 77
    faults = documents = 0
    with open(os.path.join(folder, "expected.jsonl"), encoding="utf-8") as file:
        for line in file:
            expected = json.loads(line)
            path = os.path.join(folder, expected["file"])
            documents += 1
            for parser in (expected["parser"], "auto"):
                faults += check(expected, parse(parser, path), parser)
    print(f"{documents} documents, named and auto: {faults} facts are wrong")
    return 1 if faults or not documents else 0


sys.exit(main())
