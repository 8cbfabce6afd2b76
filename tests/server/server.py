#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""server.py SCRIPT [--port N] [--tls-port N] [--port-file F] [--log FILE] [--certs FOLDER]

A web server for tests, on loopback only: it says what SCRIPT says, right or wrong, and logs what it was asked.
README.md says how to write a script. It ends with the process that started it."""
import argparse
import asyncio
import contextlib
import ctypes
import itertools
import json
import os
import signal
import sys
import tempfile
import time

import certs
import http1
import http2
from script import Script, ScriptError

PR_SET_PDEATHSIG = 1


class Log:
    """A JSON object a line: `open`, `request`, `sent`, `close`. Times are of the monotonic clock, in seconds."""

    def __init__(self, file):
        self.file = file

    def line(self, event, connection, **more):
        if self.file:
            json.dump({"event": event, "time": round(time.monotonic(), 6), "connection": connection.number, **more},
                      self.file, ensure_ascii=False)
            self.file.write("\n")
            self.file.flush()

    def open(self, connection):
        self.line("open", connection, to=connection.address, tls=connection.tls)

    def request(self, connection, request, number, answer):
        self.line("request", connection, version=request.version, method=request.method, host=request.host_name(),
                  path=request.target, headers=request.headers, answer=number, status=answer.status if answer else 404)

    def sent(self, connection, count, is_whole):
        self.line("sent", connection, bytes=count, whole=is_whole)

    def close(self, connection):
        self.line("close", connection, requests=connection.requests)


class Connection:
    def __init__(self, number, address, tls):
        self.number, self.address, self.tls, self.requests = number, address, tls, 0


class Server:
    def __init__(self, script, log):
        self.script, self.log = script, log
        self.ports = {"http": 0, "https": 0}
        self.numbers = itertools.count(1)

    def answer_to(self, request):
        """The host, the answer and its number; None, None and 0 where the script has nothing to say."""
        host = self.script.host(request.host_name())
        answer, number = host.next_answer(request.target) if host else (None, 0)
        return host, answer, number

    async def connected(self, reader, writer):
        tls = writer.get_extra_info("ssl_object")
        protocol = (tls.selected_alpn_protocol() or "http/1.1") if tls else None
        connection = Connection(next(self.numbers), writer.get_extra_info("sockname")[0], protocol)
        self.log.open(connection)
        try:
            await (http2 if protocol == "h2" else http1).serve(reader, writer, self, connection)
        except (ConnectionError, asyncio.IncompleteReadError, TimeoutError):
            pass  # the client went away, which is its right
        finally:
            self.log.close(connection)
            with contextlib.suppress(Exception):
                writer.close()

    async def listen(self, scheme, port, tls=None):
        """On every address of the script, on one port."""
        servers = []
        for address in self.script.listen:
            servers.append(await asyncio.start_server(self.connected, address, port, ssl=tls, backlog=1024))
            port = servers[0].sockets[0].getsockname()[1]
        self.ports[scheme] = port
        return servers


def end_with_parent(parent):
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        sys.exit("the process that started the server is gone")


def write_ports(path, ports):
    """Whole or not at all: whoever waits for the file must not read half of it."""
    with open(path + ".part", "w", encoding="utf-8") as file:
        json.dump(ports, file)
    os.replace(path + ".part", path)


async def run(script, folder, log, ready, ports=(0, 0)):
    """Serves for ever; ready() is called with the ports. The certificates lie in the folder."""
    with open(log, "w", encoding="utf-8") if log else contextlib.nullcontext() as file:
        server = Server(script, Log(file))
        listening = await server.listen("http", ports[0])
        listening += await server.listen("https", ports[1], certs.contexts(folder, script))
        ready({**server.ports, "ca": os.path.join(folder, "ca.pem")})
        await asyncio.gather(*(one.serve_forever() for one in listening))


def main():
    parent = os.getppid()
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("script")
    words.add_argument("--port", type=int, default=0)
    words.add_argument("--tls-port", type=int, default=0)
    words.add_argument("--port-file")
    words.add_argument("--log")
    words.add_argument("--certs", help="folder for certificates (ca.pem is the authority); else a temporary one")
    options = words.parse_args()
    end_with_parent(parent)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))

    def ready(ports):
        if options.port_file:
            write_ports(options.port_file, ports)
        print(json.dumps(ports), flush=True)

    try:
        script = Script.load(options.script)
        with tempfile.TemporaryDirectory() as folder:
            asyncio.run(run(script, os.path.abspath(options.certs or folder), options.log, ready,
                            (options.port, options.tls_port)))
    except (ScriptError, OSError, RuntimeError) as error:
        sys.exit(f"server.py: {error}")
    except KeyboardInterrupt:
        pass


if __name__ == "__main__":
    main()
