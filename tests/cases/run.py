#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""run.py [-u] PARSER FOLDER: each document X.txt, X.html … of the folder, parsed, must give what X.expected.json says.

X.options holds more words for `wiredesk parse` (shell quoting); the word --no-auto there says that the parser need not
be chosen by `auto`. With -u the expected side is written anew: read the difference before you commit it. What is
volatile, or the host's, is not compared."""
import json
import os
import shlex
import shutil
import subprocess
import sys
import tempfile

VOLATILE = ("schema", "id", "seq", "content_hash", "sort_at", "first_seen_at", "fetched_at", "document", "source",
            "revision")

WRITTEN = 1772884800  # 2026-03-07T12:00:00Z


def words_of(path):
    options = os.path.splitext(path)[0] + ".options"
    if not os.path.exists(options):
        return []
    with open(options, encoding="utf-8") as file:
        return shlex.split(file.read())


def parse(parser, path):
    """A copy with a fixed time: dates without a year are read next to it."""
    words = [w for w in words_of(path) if w != "--no-auto"]
    with tempfile.TemporaryDirectory() as folder:
        copied = shutil.copy(path, folder)
        os.utime(copied, (WRITTEN, WRITTEN))
        return run(parser, words, copied)


def run(parser, words, path):
    done = subprocess.run([os.environ["WIREDESK"], "-q", "parse", "--parser", parser, "-o", "json", *words, path],
                          capture_output=True, check=False)
    if done.returncode not in (0, 3):
        sys.exit(f"{path}: status {done.returncode}: {done.stderr.decode()}")
    return json.loads(done.stdout or b"[]")


def stable(record):
    return {key: value for key, value in record.items() if key not in VOLATILE}


def differences(got, expected, place=""):
    if isinstance(got, dict) and isinstance(expected, dict):
        for key in sorted(set(got) | set(expected)):
            yield from differences(got.get(key), expected.get(key), f"{place}/{key}")
    elif isinstance(got, list) and isinstance(expected, list) and len(got) == len(expected):
        for i, (one, other) in enumerate(zip(got, expected)):
            yield from differences(one, other, f"{place}/{i}")
    elif got != expected:
        yield (f"{place}\n    expected: {json.dumps(expected, ensure_ascii=False)[:400]}\n"
               f"    got:      {json.dumps(got, ensure_ascii=False)[:400]}")


def check(parser, path, is_update):
    expected_path = os.path.splitext(path)[0] + ".expected.json"
    records = parse(parser, path)
    got = [stable(record) for record in records]
    if is_update:
        with open(expected_path, "w", encoding="utf-8") as file:
            json.dump(got, file, ensure_ascii=False, indent=1)
            file.write("\n")
        return True
    with open(expected_path, encoding="utf-8") as file:
        found = list(differences(got, json.load(file)))
    if "--no-auto" not in words_of(path):
        chosen = [record["parser"]["name"] for record in parse("auto", path)]
        if chosen != [parser] * len(records):
            found.append(f"auto chooses {chosen or 'nobody'}")
    for difference in found:
        print(f"{path}: {difference}")
    return not found


def main():
    is_update = sys.argv[1] == "-u"
    parser, folder = sys.argv[1 + is_update:]
    paths = sorted(os.path.join(folder, name) for name in os.listdir(folder)
                   if not name.endswith((".expected.json", ".options")))
    fine = [check(parser, path, is_update) for path in paths]
    print(f"{parser}: {sum(fine)} of {len(fine)} cases")
    return 0 if fine and all(fine) else 1


sys.exit(main())
