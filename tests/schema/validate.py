#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""validate.py SCHEMA < lines of JSON: each must keep to the schema (draft 2020-12). Says which does not, where and why."""
import json
import sys

from jsonschema import Draft202012Validator


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        schema = json.load(file)
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    faults = records = 0
    for number, line in enumerate(sys.stdin.buffer, 1):
        records += 1
        for error in validator.iter_errors(json.loads(line.decode("utf-8"))):
            faults += 1
            place = "/".join(str(step) for step in error.absolute_path)
            print(f"line {number}: {place or 'the record'}: {error.message[:300]}", file=sys.stderr)
    print(f"{records} records, {faults} faults")
    return 1 if faults or not records else 0


sys.exit(main())
