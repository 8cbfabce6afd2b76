#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Clients of the control socket that behave badly: control_client.py SOCKET WAY. Prints what it was answered, if anything."""
import socket
import sys
import time


def connect(path):
    client = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    client.settimeout(20)
    client.connect(path)
    return client


def answer(client):
    """What comes until the other end closes."""
    said = b""
    try:
        while piece := client.recv(65536):
            said += piece
    except (ConnectionError, TimeoutError):
        pass
    return said.decode()


def say(path, text):
    client = connect(path)
    try:
        client.sendall(text)
    except ConnectionError:
        pass
    return answer(client)


def crowd(path, count=100, seconds=3):
    """Connected, and silent."""
    clients = []
    while len(clients) < count:
        try:
            clients.append(connect(path))
        except BlockingIOError:
            time.sleep(0.01)
    print("connected", flush=True)
    time.sleep(seconds)


def slowly(path):
    """A call that comes byte by byte and never ends."""
    client = connect(path)
    began = time.monotonic()
    try:
        while time.monotonic() - began < 20:
            client.sendall(b" ")
            time.sleep(0.1)
    except ConnectionError:
        pass
    return f"closed after {time.monotonic() - began:.0f}"


def leave(path, text):
    """Asks and is gone before it is answered."""
    client = connect(path)
    try:
        client.sendall(text)
    except ConnectionError:
        pass
    client.close()
    return "gone"


PAUSE = b'{"verb": "source pause", "words": ["slow"]}\n'
WAYS = {
    "garbage": lambda path: say(path, b"\x00\xff{]\r\n\n"),
    "nothing": lambda path: say(path, b"\n"),
    "list": lambda path: say(path, b'["source pause", "slow"]\n'),
    "more": lambda path: say(path, b'{"verb": "source pause", "words": ["slow"], "force": true}\n'),
    "numbers": lambda path: say(path, b'{"verb": "source pause", "words": [1]}\n'),
    "unknown": lambda path: say(path, b'{"verb": "open sesame", "words": []}\n'),
    "few": lambda path: say(path, b'{"verb": "sink rewind", "words": ["lines"]}\n'),
    "twice": lambda path: say(path, b'{"verb": "sink drain", "words": ["0"]}\n{"verb": "source pause", "words": ["fast"]}\n'),
    "deep": lambda path: say(path, b"[" * 100000 + b"\n"),
    "endless": lambda path: say(path, b"x" * (8 << 20)),
    "half": lambda path: say(path, b'{"verb": "source pause", "wor'),
    "slowly": slowly,
    "crowd": crowd,
    "leave": lambda path: leave(path, PAUSE),
}
if __name__ == "__main__":
    print(WAYS[sys.argv[2]](sys.argv[1]) or "")
