# SPDX-License-Identifier: MIT
"""A script in memory: hosts, their paths, and the answers that each gives in turn. README.md says how to write one.

Every key of an answer is a field of Answer, which also says how its value is read: what is not a field is an error.
"""
import dataclasses
import difflib
import fnmatch
import os
import re

import yaml


class ScriptError(Exception):
    """What is wrong with a script, and where."""


def as_duration(value):
    """Seconds: '20ms', '2s', '1min', '1h'."""
    found = re.fullmatch(r"(\d+(?:\.\d+)?)(ms|s|min|h|d)", str(value))
    if not found:
        raise ValueError(f"{value!r} is no duration, such as 20ms, 2s or 1min")
    return float(found[1]) * {"ms": 0.001, "s": 1, "min": 60, "h": 3600, "d": 86400}[found[2]]


def as_size(value):
    """Bytes: 1000, '20kB', '20MiB', '1GB'."""
    found = re.fullmatch(r"(\d+)(|kB|MB|GB|KiB|MiB|GiB)", str(value))
    if not found:
        raise ValueError(f"{value!r} is no size, such as 1000, 20kB or 20MiB")
    return int(found[1]) * {"": 1, "kB": 10**3, "MB": 10**6, "GB": 10**9,
                            "KiB": 2**10, "MiB": 2**20, "GiB": 2**30}[found[2]]


def as_number(value):
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError(f"{value!r} is no whole number")
    return value


def as_text(value):
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is no text: put it in quotes")
    return value


def as_flag(value):
    if not isinstance(value, bool):
        raise ValueError(f"{value!r} is neither yes nor no")
    return value


def as_listed(read):
    """A list of such values; one alone stands for a list of one."""
    return lambda value: [read(one) for one in (value if isinstance(value, list) else [value])]


def as_header_line(value):
    if ":" not in as_text(value):
        raise ValueError(f"{value!r} is no header line, such as 'ETag: \"1\"'")
    return value


def as_choice(*words):
    def read(value):
        if value not in words:
            raise ValueError(f"{value!r} is none of {', '.join(words)}")
        return value
    return read


def as_place(value):
    """Where in an answer something happens: 'start', 'head' (half of it is sent), or after N bytes of the body."""
    return value if value in ("start", "head") else as_size(value)


def as_length(value):
    """A Content-Length: a number, '+10' or '-10' of the true one, or 'none': the body ends with the connection."""
    if value == "none" or (isinstance(value, str) and re.fullmatch(r"[+-]\d+", value)):
        return value
    return as_size(value)


def as_generated(value):
    """A number of items, or a map of what the generated document shall hold."""
    return value if isinstance(value, dict) else {"items": as_number(value)}


def option(read, default=None):
    return dataclasses.field(default=default, metadata={"read": read})


@dataclasses.dataclass
class Answer:
    # What is said
    status: int = option(as_number, 200)
    reason: str = option(as_text)
    headers: list = option(as_listed(as_header_line), ())
    type: str = option(as_text)     # of the Content-Type; 'none' leaves it out
    redirect: str = option(as_text) # a Location; with it the status is 302 unless given
    etag: str = option(as_text)
    modified: str = option(as_text)
    header_size: int = option(as_size, 0)  # bytes of a filler header
    # The body: one of these
    text: str = option(as_text)
    hex: bytes = option(bytes.fromhex)
    file: str = option(as_text)
    feed: dict = option(as_generated)
    page: str = option(as_text)
    repeat: str = option(as_text)      # repeated up to `size`
    zeros: int = option(as_size)
    padding: int = option(as_size, 0)  # comment lines before a text, so many bytes of them
    # How it is packed
    size: int = option(as_size)
    charset: str = option(as_text, "utf-8")
    encoding: list = option(as_listed(as_choice("gzip", "deflate", "raw-deflate", "br", "zstd")), ())
    untold: bool = option(as_flag, False)  # no Content-Encoding: a file that is packed itself
    corrupt: str = option(as_choice("trailer", "middle", "cut"))
    length: object = option(as_length)
    chunked: str = option(as_choice("well", "bad-size", "huge-size", "no-end", "bad-end"))
    # How it is sent
    raw: str = option(as_text)         # instead of all the above: these bytes, then the end
    delay: float = option(as_duration, 0)
    head_pace: float = option(as_duration, 0)
    body_pace: float = option(as_duration, 0)
    piece: int = option(as_size, 1)
    stall: object = option(as_place)
    cut: object = option(as_place)
    reset: object = option(as_place)
    endless: str = option(as_choice("headers", "body", "chunks", "informational"))
    close: bool = option(as_flag, False)
    # When it is given
    times: int = option(as_number, 1)
    folder: str = ""                # of the script, for `file`

    BODIES = ("text", "hex", "file", "feed", "page", "repeat", "zeros")


ANSWER_KEYS = {one.name: one.metadata["read"] for one in dataclasses.fields(Answer) if one.metadata}


@dataclasses.dataclass
class Host:
    tls: str = "good"
    h2: bool = False
    requests: int = 0   # that a connection serves; 0: any number
    paths: dict = dataclasses.field(default_factory=dict)
    given: dict = dataclasses.field(default_factory=dict)  # path: answers given so far

    def answers_for(self, target):
        """The key and the answers of a path: as it stands, without its query, or a pattern that it matches."""
        for key in (target, target.partition("?")[0]):
            if key in self.paths:
                return key, self.paths[key]
        for key, answers in self.paths.items():
            if fnmatch.fnmatchcase(target, key):
                return key, answers
        return None, None

    def next_answer(self, target):
        """The next answer and its number from 1; the last one repeats. None for a path that is not in the script."""
        key, answers = self.answers_for(target)
        if not answers:
            return None, 0
        count = self.given[key] = self.given.get(key, 0) + 1
        for index, answer in enumerate(answers, 1):
            count -= answer.times
            if count <= 0:
                break
        return answer, index


HOST_KEYS = {"tls": as_choice("good", "expired", "self-signed", "wrong-name"), "h2": as_flag, "requests": as_number}


def unknown(key, known):
    near = difflib.get_close_matches(str(key), known, 1)
    return f"unknown key '{key}'" + (f": {near[0]}?" if near else f"; known are {', '.join(sorted(known))}")


def read_value(keys, key, value, where):
    if key not in keys:
        raise ScriptError(f"{where}: {unknown(key, keys)}")
    try:
        return keys[key](value)
    except (ValueError, TypeError) as error:
        raise ScriptError(f"{where}: {key}: {error}") from None


def read_answer(value, where, folder):
    if not isinstance(value, dict):
        raise ScriptError(f"{where}: an answer is a map, such as {{status: 404}}")
    answer = Answer(**{key: read_value(ANSWER_KEYS, key, one, where) for key, one in value.items()}, folder=folder)
    bodies = [key for key in Answer.BODIES if key in value]
    if len(bodies) > 1:
        raise ScriptError(f"{where}: {' and '.join(bodies)} are one body too many")
    if answer.redirect and "status" not in value:
        answer.status = 302
    return answer


def read_host(name, value, where, folder):
    if not isinstance(value, dict):
        raise ScriptError(f"{where}: {name} is to be a map of paths")
    host = Host()
    for key, one in value.items():
        here = f"{where}: {name} {key}"
        if not str(key).startswith(("/", "*")):
            setattr(host, key, read_value(HOST_KEYS, key, one, f"{where}: {name}"))
            continue
        answers = one if isinstance(one, list) else [one]
        host.paths[key] = [read_answer(answer, f"{here}, answer {i}", folder) for i, answer in enumerate(answers, 1)]
    return host


class Script:
    """What a script file says. `hosts` maps names (or '*') to Host; `listen` are the addresses."""

    def __init__(self, tree, where, folder="."):
        if not isinstance(tree, dict):
            raise ScriptError(f"{where}: a script is a map of hosts")
        tree = dict(tree)
        self.listen = as_listed(as_text)(tree.pop("listen", "127.0.0.1"))
        self.hosts = {name: read_host(name, value, where, folder) for name, value in tree.items()}

    @classmethod
    def load(cls, path):
        try:
            with open(path, encoding="utf-8") as file:
                return cls(yaml.safe_load(file), path, os.path.dirname(os.path.abspath(path)))
        except (OSError, yaml.YAMLError) as error:
            raise ScriptError(f"{path}: {error}") from None

    def host(self, name):
        """By the name in a request, whose port does not count."""
        name = re.sub(r":\d+$", "", name or "").lower()
        return self.hosts.get(name) or self.hosts.get("*")
