# SPDX-License-Identifier: MIT
"""HTTP/2 for hosts of the script that say `h2: yes`: many requests on a connection, each answered by a task of its own.

Of the misbehaviour there is what HTTP/2 has a word for: delay, body_pace, and stall, cut and reset (a stream reset) at
their places. What is about bytes on the wire (raw, chunked, length, endless …) belongs to HTTP/1."""
import asyncio

import h2.config
import h2.connection
import h2.events
import h2.exceptions

from http1 import Request
from reply import reply_to
from script import Answer

SLICE = 16000  # below the smallest frame that a client must take
CANCEL = 8


class StreamEnd(Exception):
    """The script wants the stream to end here."""


class Session:
    def __init__(self, reader, writer, server, connection):
        self.reader, self.writer, self.server, self.connection = reader, writer, server, connection
        self.h2 = h2.connection.H2Connection(h2.config.H2Configuration(
            client_side=False, header_encoding="utf-8", validate_outbound_headers=False))
        self.window = asyncio.Condition()
        self.tasks = set()
        self.sent = {}  # stream: bytes of its body

    async def flush(self):
        self.writer.write(self.h2.data_to_send())
        await self.writer.drain()

    async def run(self):
        self.h2.initiate_connection()
        await self.flush()
        try:
            while data := await self.reader.read(1 << 16):
                for event in self.h2.receive_data(data):
                    self.react(event)
                async with self.window:
                    self.window.notify_all()
                await self.flush()
        except h2.exceptions.ProtocolError:
            await self.flush()
        finally:
            for task in self.tasks:
                task.cancel()

    def react(self, event):
        if isinstance(event, h2.events.DataReceived):
            self.h2.acknowledge_received_data(event.flow_controlled_length, event.stream_id)
        elif isinstance(event, h2.events.RequestReceived):
            task = asyncio.ensure_future(self.answer(event.stream_id, request_of(event.headers)))
            self.tasks.add(task)
            task.add_done_callback(self.tasks.discard)

    async def answer(self, stream, request):
        _, answer, number = self.server.answer_to(request)
        self.server.log.request(self.connection, request, number, answer)
        self.connection.requests += 1
        answer, is_whole = answer or Answer(), False
        self.sent[stream] = 0
        try:
            await asyncio.sleep(answer.delay)
            await self.send(stream, answer, reply_to(request, answer, self.server.ports), request)
            is_whole = True
        except StreamEnd:
            self.h2.reset_stream(stream, CANCEL)
            await self.flush()
        except (h2.exceptions.ProtocolError, ConnectionError):
            pass  # the client gave the stream or the connection up
        finally:
            self.server.log.sent(self.connection, self.sent.pop(stream), is_whole)

    async def send(self, stream, answer, reply, request):
        await at(answer, "start")
        await at(answer, "head")
        is_empty = request.method == "HEAD" or reply.body.total == 0
        self.h2.send_headers(stream, header_fields(reply), end_stream=is_empty)
        await self.flush()
        if not is_empty:
            await at(answer, 0)
            await self.send_body(stream, answer, reply.body)

    async def send_body(self, stream, answer, body):
        for piece in body.pieces:
            while piece:
                most = min(await self.room(stream), SLICE, *stops(answer, self.sent[stream]))
                part, piece = piece[:most], piece[most:]
                self.h2.send_data(stream, part)
                await self.flush()
                self.sent[stream] += len(part)
                await at(answer, self.sent[stream])
                await asyncio.sleep(answer.body_pace)
        self.h2.end_stream(stream)
        await self.flush()

    async def room(self, stream):
        """Waits until the client lets us send, and says how much."""
        while (most := self.h2.local_flow_control_window(stream)) <= 0:
            async with self.window:
                await self.window.wait()
        return most


def stops(answer, sent):
    """How far the body may go before something is to happen."""
    pace = [answer.piece] if answer.body_pace else []
    places = [one - sent for one in (answer.stall, answer.cut, answer.reset) if isinstance(one, int) and one > sent]
    return pace + places


async def at(answer, place):
    if answer.stall == place:
        await asyncio.Event().wait()
    if place in (answer.cut, answer.reset):
        raise StreamEnd


def request_of(fields):
    known = dict(fields)
    headers = [("host", known.get(":authority", ""))] + [one for one in fields if not one[0].startswith(":")]
    return Request(known.get(":method"), known.get(":path"), "HTTP/2", headers)


HTTP1_ONLY = ("connection", "keep-alive", "transfer-encoding", "upgrade")


def header_fields(reply):
    lines = [tuple(part.strip() for part in line.split(":", 1)) for line in reply.lines]
    length = [] if reply.body.total is None else [("content-length", str(reply.body.total))]
    return [(":status", str(reply.status)),
            *((name.lower(), value) for name, value in lines if name.lower() not in HTTP1_ONLY), *length]


async def serve(reader, writer, server, connection):
    await Session(reader, writer, server, connection).run()
