# SPDX-License-Identifier: MIT
"""A case as its file has it: what the server says, how wiredesk is configured, what is run when, what must be seen."""
import copy
import difflib
import os
import re

import yaml

from script import Script, ScriptError

BEGIN = 1772884800  # 2026-03-07T12:00:00Z, a Saturday: when the driven clock of a case begins


class CaseError(Exception):
    """What is wrong with a case, and where."""


CASE_KEYS = ("name", "server", "sources", "fetch", "config", "runs", "in_all", "public", "defaults")
RUN_KEYS = ("at", "sources", "fetch", "expect", "repeat", "step")


def seconds(value):
    """Of the driven clock: '20min', '1h30min', '-1d', 0."""
    if value == 0:
        return 0
    found = re.fullmatch(r"(-?)((?:\d+(?:min|s|h|d))+)", str(value))
    if not found:
        raise ValueError(f"{value!r} is no time, such as 20min, 1h30min or -2d")
    units = {"s": 1, "min": 60, "h": 3600, "d": 86400}
    total = sum(int(n) * units[unit] for n, unit in re.findall(r"(\d+)(min|s|h|d)", found[2]))
    return -total if found[1] else total


def known(value, keys, where):
    for key in value:
        if key not in keys:
            near = difflib.get_close_matches(str(key), keys, 1)
            raise CaseError(f"{where}: unknown key '{key}'" + (f": {near[0]}?" if near else ""))


class Run:
    """One start of wiredesk. `at` is its time on the driven clock; `expect` names checks of check.py."""

    def __init__(self, tree, where, checks):
        known(tree, RUN_KEYS, where)
        self.where, self.tree = where, tree
        self.expect = tree.get("expect") or {}
        known(self.expect, checks, f"{where}, expect")
        try:
            self.at = seconds(tree.get("at", 0))
        except ValueError as error:
            raise CaseError(f"{where}: {error}") from None


def expanded(trees):
    """A run with `repeat: N` and `step: TIME` stands for N runs, each so much later than the one before."""
    for tree in trees:
        for index in range(tree.get("repeat", 1)):
            one = copy.deepcopy(tree)
            if index:
                one["at"] = f"{seconds(tree['at']) + index * seconds(tree['step'])}s"
            yield one


class Case:
    def __init__(self, tree, path, checks):
        self.name = tree.get("name", "?")
        where = f"{path}: {self.name}"
        known(tree, CASE_KEYS, where)
        self.tree, self.is_public = tree, bool(tree.get("public"))
        self.fetch, self.config = tree.get("fetch") or {}, tree.get("config") or {}
        self.defaults = tree.get("defaults") or {}
        self.in_all = tree.get("in_all") or {}
        known(self.in_all, checks, f"{where}, in_all")
        self.sources = self.read_sources(tree.get("sources", "http://a.test/feed"))
        try:
            Script(tree.get("server") or {}, where, os.path.dirname(path))
        except ScriptError as error:
            raise CaseError(str(error)) from None
        self.runs = [Run(one, f"{where}, run {index}", checks) for index, one in enumerate(expanded(tree["runs"]), 1)]

    @staticmethod
    def read_sources(value):
        """A URL, or a list of them, stands for one source; a map of names for several."""
        if isinstance(value, dict):
            return {name: one if isinstance(one, dict) else {"urls": one} for name, one in value.items()}
        return {"one": {"urls": value if isinstance(value, list) else [value]}}


def cases_of(path, checks):
    with open(path, encoding="utf-8") as file:
        try:
            trees = yaml.safe_load(file)
        except yaml.YAMLError as error:
            raise CaseError(f"{path}: {error}") from None
    cases = [Case(tree, path, checks) for tree in trees]
    names = [case.name for case in cases]
    for name in names:
        if names.count(name) > 1:
            raise CaseError(f"{path}: there are several cases called '{name}'")
    return cases
