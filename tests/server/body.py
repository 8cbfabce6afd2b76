# SPDX-License-Identifier: MIT
"""Bodies: what an answer's keys text, feed, page, zeros … come to, encoded as it says."""
import email.utils
import gzip
import html
import os
import re
import zlib

import brotli
import zstandard

NEWEST = 1772884800  # 2026-03-07T12:00:00Z, when the newest item of a generated feed came out unless it is told
NEWEST_NUMBER = 3  # of the item that is published then, where a script does not say: an item keeps its date
BLOCK = 1 << 20


TEST_URL = re.compile(r"\b(https?)://([\w.~-]+:[\w.~-]+@)?([a-z0-9.-]+\.test|127(?:\.\d+){3}|\[::1\])"
                      r"(?::(HTTPS?)\b|(?![\w.:-]))")


class Body:
    """Pieces of bytes, and their sum where it is known before they are made (None: a stream)."""

    def __init__(self, pieces, total, media_type):
        self.pieces, self.total, self.media_type = pieces, total, media_type


def addressed(value, ports):
    """URLs of test hosts and loopback addresses without a port get the server's, also behind NAME:PASSWORD@. The word
    HTTP or HTTPS as a port stands for that one whatever the scheme is."""
    def with_port(found):
        scheme, user, host, port = found.groups()
        return f"{scheme}://{user or ''}{host}:{ports[(port or scheme).lower()]}"
    return re.sub(TEST_URL, with_port, value)


FEED = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/" xmlns:atom="http://www.w3.org/2005/Atom">
<channel><title>Desk of {host}</title><link>http://{host}/</link><description>Invented news</description>
{channel}
{items}</channel></rss>
"""
ITEM = """<item><title>{title}</title><link>http://{host}/story/{number}</link>
<guid isPermaLink="false">{guid}</guid><pubDate>{date}</pubDate>
<description>{summary}</description></item>
"""


def feed_item(number, host, what, newest):
    """Items are numbered from the oldest, so that a later feed with more of them has new ones on top."""
    gap = what.get("gap", 3600)
    date = what["newest"] - (newest - number) * gap if "newest" in what else NEWEST - (NEWEST_NUMBER - number) * gap
    return ITEM.format(
        number=number, host=host, guid=f"story-{number}@{host}",
        title=html.escape(f"{what.get('title', 'Story')} {number}"),
        date=email.utils.formatdate(date, usegmt=True),
        summary=html.escape(what.get("summary", f"What story {number} has to tell, in a sentence of its own.")))


def feed(what, host):
    """RSS with `items` items from number `first` up, newest on top. `channel` is put into it as it stands."""
    first = what.get("first", 1)
    newest = first + what.get("items", 3) - 1
    items = "".join(feed_item(number, host, what, newest) for number in range(newest, first - 1, -1))
    return FEED.format(host=host, channel=what.get("channel", ""), items=items)


PARAGRAPH = ("<p>The council of the harbour met again in the evening, and the record of its sitting fills {n} pages. "
             "Nobody left before the vote on the quay was taken, the clerk wrote, and the quay stays as it is.</p>\n")


def page(title):
    """A page of an article, long enough to be taken for one."""
    return (f'<!DOCTYPE html>\n<html lang="en"><head><title>{html.escape(title)}</title>'
            f"</head>\n<body><article><h1>{html.escape(title)}</h1>\n"
            f'<time datetime="2026-03-07T11:00:00Z">7 March 2026</time>\n'
            f"{''.join(PARAGRAPH.format(n=n) for n in range(2, 10))}</article></body></html>\n")


def zeros(total):
    block = bytes(BLOCK)
    while total > 0:
        yield block[:total]
        total -= BLOCK


def of_file(answer, _):
    with open(os.path.join(answer.folder, answer.file), "rb") as file:
        return file.read()


def of_repeat(answer, _):
    wanted = answer.size or len(answer.repeat)
    return (answer.repeat * (wanted // len(answer.repeat) + 1))[:wanted]


KINDS = {  # key of an answer: its media type, and what makes it of the answer and the host's name
    "text": ("text/plain; charset=utf-8", lambda answer, _: "# and so on\n" * (answer.padding // 12) + answer.text),
    "feed": ("application/rss+xml", lambda answer, host: feed(answer.feed, host)),
    "page": ("text/html; charset=utf-8", lambda answer, _: page(answer.page)),
    "hex": ("application/octet-stream", lambda answer, _: answer.hex),
    "file": ("application/octet-stream", of_file),
    "repeat": ("text/plain", of_repeat),
}


def plain(answer, host, ports):
    """The body before encoding, and its media type."""
    for kind, (media_type, make) in KINDS.items():
        if getattr(answer, kind) is not None:
            made = make(answer, host)
            if isinstance(made, str):
                made = addressed(made, ports).encode(answer.charset, "xmlcharrefreplace")
            return made, media_type
    return b"", None


def raw_deflate(data):
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


WHOLE = {"gzip": lambda data: gzip.compress(data, mtime=0), "deflate": zlib.compress, "raw-deflate": raw_deflate,
         "br": brotli.compress, "zstd": lambda data: zstandard.ZstdCompressor().compress(data)}


class BrotliPacker:
    def __init__(self):
        self.packer = brotli.Compressor(quality=1)
        self.compress, self.flush = self.packer.process, self.packer.finish


STREAM = {"gzip": lambda: zlib.compressobj(1, wbits=31), "deflate": lambda: zlib.compressobj(1),
          "raw-deflate": lambda: zlib.compressobj(1, wbits=-15), "br": BrotliPacker,
          "zstd": lambda: zstandard.ZstdCompressor().compressobj()}


def packed(pieces, encoding):
    packer = STREAM[encoding]()
    for piece in pieces:
        out = packer.compress(piece)
        if out:
            yield out
    yield packer.flush()


def corrupted(data, how):
    """As an encoder would never leave it: its last bytes (checksum and length) wrong, its middle wrong, or its half."""
    if how == "cut":
        return data[:len(data) // 2]
    start = max(len(data) - 8, 0) if how == "trailer" else len(data) // 2
    return data[:start] + bytes(byte ^ 0xFF for byte in data[start:start + 8]) + data[start + 8:]


def stream(answer):
    """A body too large to be made whole: zeros, packed on the way (a decompression bomb)."""
    pieces, total = zeros(answer.zeros), answer.zeros
    for encoding in answer.encoding:
        pieces, total = packed(pieces, encoding), None
    return Body(pieces, total, "application/rss+xml")


def body_of(answer, host, ports):
    if answer.zeros is not None:
        return stream(answer)
    data, media_type = plain(answer, host, ports)
    for encoding in answer.encoding:
        data = WHOLE[encoding](data)
    if answer.corrupt:
        data = corrupted(data, answer.corrupt)
    return Body(iter([data] if data else []), len(data), media_type)


def content_encoding(answer):
    return ", ".join("deflate" if one == "raw-deflate" else one for one in answer.encoding)
