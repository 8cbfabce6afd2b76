# SPDX-License-Identifier: MIT
"""HTTP/1: requests read, answers written byte by byte as the script wants them, right or wrong."""
import asyncio
import itertools
import socket
import struct

from reply import NO_BODY, reply_to
from script import Answer

HEAD_LIMIT = 1 << 16
SLICE = 1 << 16


class Request:
    def __init__(self, method, target, version, headers):
        self.method, self.target, self.version, self.headers = method, target, version, headers

    def header(self, name):
        return next((value for key, value in self.headers if key.lower() == name), None)

    def host_name(self):
        return (self.header("host") or "").rpartition(":")[0] or self.header("host") or ""


async def read_request(reader):
    """None at the end of the connection, or where what comes is no request."""
    try:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    except (asyncio.IncompleteReadError, asyncio.LimitOverrunError):
        return None
    first, *lines = head[:-4].split("\r\n")
    words = first.split(" ")
    if len(words) != 3:
        return None
    headers = [tuple(part.strip(" ") for part in line.split(":", 1)) for line in lines if ":" in line]
    request = Request(*words, headers)
    await reader.readexactly(int(request.header("content-length") or 0))
    return request


class End(Exception):
    """The script wants the connection to end here."""


class Sender:
    """Counts what is sent, and does at its places what the answer wants done there."""

    def __init__(self, reader, writer, answer):
        self.reader, self.writer, self.answer = reader, writer, answer
        self.sent = self.body_sent = 0

    async def write(self, data):
        self.writer.write(data)
        await self.writer.drain()
        self.sent += len(data)

    async def paced(self, data, pace, piece):
        if not pace:
            return await self.write(data)
        for start in range(0, len(data), piece):
            await self.write(data[start:start + piece])
            await asyncio.sleep(pace)

    async def at(self, place):
        """Stalls, ends or resets the connection where the script says so."""
        if self.answer.stall == place:
            await self.reader.read()  # until the client has enough of waiting
            raise End
        if self.answer.reset == place:
            reset_on_close(self.writer)
            raise End
        if self.answer.cut == place:
            raise End

    async def head(self, data):
        await self.at("start")
        half = len(data) // 2
        await self.paced(data[:half], self.answer.head_pace, 1)
        await self.at("head")
        await self.paced(data[half:], self.answer.head_pace, 1)

    async def body(self, data, frame=lambda part: part):
        """Sends a piece of the body, parted at the places where something is to happen."""
        answer = self.answer
        places = sorted({one for one in (answer.stall, answer.cut, answer.reset) if isinstance(one, int)})
        for place in [*places, None]:
            part = data if place is None else data[:max(place - self.body_sent, 0)]
            if part:
                await self.paced(frame(part), self.answer.body_pace, self.answer.piece)
            self.body_sent, data = self.body_sent + len(part), data[len(part):]
            if place == self.body_sent:
                await self.at(place)


def reset_on_close(writer):
    """Closing then sends RST instead of FIN."""
    writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


def is_chunked(answer, reply):
    return bool(answer.chunked) or answer.endless == "chunks" or (reply.body.total is None and answer.length is None)


def framing(answer, reply):
    """The header lines that say where the body ends."""
    if reply.status in NO_BODY:
        return []
    if is_chunked(answer, reply):
        return ["Transfer-Encoding: chunked"]
    if answer.length == "none" or answer.endless == "body":
        return ["Connection: close"]
    told = answer.length
    if told is None or isinstance(told, str):
        told = max(reply.body.total + int(told or 0), 0)
    return [f"Content-Length: {told}"]


def is_last(answer):
    """Whether nobody can tell where this answer ends but by the end of its connection."""
    return answer.close or answer.length is not None or answer.chunked not in (None, "well")


def chunk(data):
    return b"%x\r\n%b\r\n" % (len(data), data)


CHUNK_ENDS = {"well": b"0\r\n\r\n", "bad-size": b"zz\r\nno size\r\n0\r\n\r\n", "huge-size": b"7fffffffffffffffff\r\n",
              "no-end": b"", "bad-end": b"0\r\nno trailer\r\n"}


async def send_chunked(sender, pieces, how):
    for piece in pieces:
        for start in range(0, len(piece), SLICE):
            await sender.body(piece[start:start + SLICE], chunk)
    await sender.write(CHUNK_ENDS[how])


ENDLESS = {  # what comes again and again, %d counting
    "headers": b"X-More-%d: and so on, and on\r\n", "informational": b"HTTP/1.1 102 Processing\r\nX-Count: %d\r\n\r\n",
    "body": b"<!-- %d and on -->\n", "chunks": b"12\r\n<!-- %08d -->\n\r\n"}


async def send_endless(sender, what):
    for count in itertools.count():
        await sender.paced(ENDLESS[what] % count, sender.answer.body_pace, 1 << 20)


def head_of(answer, reply):
    closing = ["Connection: close"] if answer.close else []
    lines = [f"HTTP/1.1 {reply.status} {reply.reason}", *reply.lines, *framing(answer, reply), *closing]
    return "".join(f"{line}\r\n" for line in lines).encode("utf-8")


async def send_body(sender, reply):
    answer = sender.answer
    await sender.at(0)
    if answer.endless == "chunks":
        await send_endless(sender, "chunks")
    if is_chunked(answer, reply):
        await send_chunked(sender, reply.body.pieces, answer.chunked or "well")
        return
    for piece in reply.body.pieces:
        await sender.body(piece)
    if answer.endless == "body":
        await send_endless(sender, "body")


async def send_reply(sender, reply, has_body):
    if sender.answer.endless == "informational":
        await send_endless(sender, "informational")
    head = head_of(sender.answer, reply)
    if sender.answer.endless == "headers":
        await sender.head(head)
        await send_endless(sender, "headers")
    await sender.head(head + b"\r\n")
    if has_body:
        await send_body(sender, reply)


async def answer_request(request, reader, writer, server, connection):
    """Whether the connection goes on."""
    host, answer, number = server.answer_to(request)
    server.log.request(connection, request, number, answer)
    connection.requests += 1
    sender = Sender(reader, writer, answer or Answer())
    is_whole = False
    try:
        await asyncio.sleep(sender.answer.delay)
        if sender.answer.raw is not None:
            await sender.write(sender.answer.raw.encode("latin-1"))
            raise End
        reply = reply_to(request, answer, server.ports)
        await send_reply(sender, reply, request.method != "HEAD" and reply.status not in NO_BODY)
        is_whole = True
    finally:
        server.log.sent(connection, sender.sent, is_whole)
    return not is_last(sender.answer) and not (host and host.requests and connection.requests >= host.requests)


async def serve(reader, writer, server, connection):
    try:
        while True:
            request = await read_request(reader)
            if not request or not await answer_request(request, reader, writer, server, connection):
                return
    except End:
        return
