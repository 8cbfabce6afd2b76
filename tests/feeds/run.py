#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""run.py [NAME...]: small documents beside what `wiredesk parse --parser feed -o documents` must say of them.

The rows stand in rows_*.py, each (name, document, expectations[, options]). An expectation is a path into the answer:
"0.title" is the title of the first article, "feed.url" a member of the feed, "defects" the codes. None: there is none.
"0.body_html has" and "0.body_html lacks" take the strings that it must and must not hold. -s gives a line a file."""
import glob
import importlib.util
import json
import os
import subprocess
import sys
import tempfile


def load():
    rows = []
    for path in sorted(glob.glob(os.path.join(os.path.dirname(os.path.abspath(__file__)), "rows_*.py"))):
        spec = importlib.util.spec_from_file_location("rows", path)
        module = importlib.util.module_from_spec(spec)
        sys.path.insert(0, os.path.dirname(path))
        spec.loader.exec_module(module)
        name = os.path.basename(path)[5:-3]
        parser = getattr(module, "PARSER", "feed")
        rows += [(f"{name}: {row[0]}", row[1], row[2], row[3] if len(row) > 3 else {}, parser) for row in module.ROWS]
    return rows


def parse(rows, folder, parser):
    with open(os.path.join(folder, "list"), "w", encoding="utf-8") as file:
        for number, row in enumerate(rows):
            path = os.path.join(folder, f"{number:04}")
            document = row[1]
            with open(path, "wb") as out:
                out.write(document if isinstance(document, bytes) else document.encode())
            os.utime(path, (1795500000, 1795500000))
            file.write(json.dumps({"path": path, "id": str(number), "url": "https://host.example/feed.xml", **row[3]}) + "\n")
    done = subprocess.run([os.environ["WIREDESK"], "-q", "parse", "--parser", parser, "-o", "documents", "--list",
                           os.path.join(folder, "list")], capture_output=True, check=False)
    answers = [json.loads(line) for line in done.stdout.decode().splitlines()]
    if len(answers) != len(rows):
        sys.exit(f"{len(rows)} documents, {len(answers)} answers: {done.stderr.decode()}")
    return answers


def look_up(answer, path):
    value = answer
    steps = path.split(".")
    if steps[0] == "defects":
        return [defect["code"] for defect in answer.get("defects", [])]
    if steps[0] == "count":
        return len(answer["articles"])
    if steps[0].isdigit():
        value = answer["articles"]
    for step in steps:
        try:
            value = value[int(step)] if isinstance(value, list) else value.get(step) if isinstance(value, dict) else None
        except IndexError:
            return None
    return value


def holds(answer, path, expected):
    """Whether that is so, and what stands there."""
    path, _, how = path.partition(" ")
    got = look_up(answer, path)
    if path == "0.title" and look_up(answer, "0.title_derived"):
        got = None
    if how:
        return all((part in (got or "")) == (how == "has") for part in expected), got
    return got == expected, got


def main():
    wanted = [word for word in sys.argv[1:] if word != "-s"]
    rows = [row for row in load() if not wanted or any(word in row[0] for word in wanted)]
    rows.sort(key=lambda row: row[4])
    answers = []
    for parser in sorted({row[4] for row in rows}):
        with tempfile.TemporaryDirectory() as folder:
            answers += parse([row for row in rows if row[4] == parser], folder, parser)
    failures = checks = 0
    groups = {}
    for row, answer in zip(rows, answers):
        group = groups.setdefault(row[0].split(":")[0], [0, 0])
        for path, expected in row[2].items():
            checks += 1
            group[1] += 1
            is_so, got = holds(answer, path, expected)
            group[0] += is_so
            if not is_so:
                failures += 1
                print(f"{row[0]}: {path}\n    expected: {expected!r}\n    got:      {got!r}")
    if "-s" in sys.argv:
        for name, (good, of) in groups.items():
            print(f"{name}: {good} of {of}, {100 * good / of:.1f} %")
    print(f"{checks - failures} of {checks} checks of {len(rows)} documents")
    return 1 if failures else 0


sys.exit(main())
