#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""The server of the tests, tested with curl(1): each kind of answer of selftest.yaml, and what the log says of it."""
import json
import os
import re
import subprocess
import sys
import tempfile
import time
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
SERVER = os.path.join(HERE, "server.py")
PARTIAL, TIME_OUT, EMPTY, RECEIVED, CERTIFICATE, ENCODING = 18, 28, 52, 56, 60, 61  # exit statuses of curl
HTTP2_STREAM = 92


class Running:
    """A server of ours in a folder of its own."""

    def __init__(self, script):
        self.folder = tempfile.TemporaryDirectory()
        self.log = os.path.join(self.folder.name, "log")
        begun = time.monotonic()
        self.process = subprocess.Popen(
            [SERVER, script, "--log", self.log, "--certs", self.folder.name],
            stdout=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        self.seconds_to_start = time.monotonic() - begun
        self.ports = json.loads(line)

    def curl(self, url, *words):
        """What curl prints, and its status."""
        scheme, host = re.match(r"(https?)://([^/]+)", url).groups()
        url = url.replace(host, f"{host}:{self.ports[scheme]}", 1)
        resolve = [word for port in (self.ports["http"], self.ports["https"])
                   for word in ("--resolve", f"*:{port}:127.0.0.1")]
        done = subprocess.run(["curl", "-sS", "-m", "1", "--cacert", self.ports["ca"], *resolve, *words, url],
                              capture_output=True, check=False, timeout=20)
        return done.stdout.decode("latin-1"), done.returncode

    def events(self):
        with open(self.log, encoding="utf-8") as file:
            return [json.loads(line) for line in file]

    def stop(self):
        self.process.terminate()
        self.process.wait()
        self.process.stdout.close()
        self.folder.cleanup()


CASES = [  # URL, words for curl, what it prints (a pattern), its exit status
    ("http://a.test/plain", ["-i"],
     r"(?s)HTTP/1.1 200 OK\r\n.*X-First: 1\r\nx-SECOND:2\r\nContent-Length: 5\r\n\r\nhello$", 0),
    ("https://a.test/plain", ["-i"], r"(?s)HTTP/2 200.*x-first: 1\r\nx-second: 2\r\n.*hello$", 0),
    ("https://a.test/plain", ["-i", "--http1.1"], r"(?s)HTTP/1.1 200 OK.*hello$", 0),
    ("https://b.test/x", ["-i"], r"(?s)HTTP/1.1 200 OK.*on b$", 0),
    ("http://b.test/x", ["--connect-to", "b.test::127.0.0.2:"], r"on b$", 0),
    ("http://a.test/feed", [], r"(?s)<\?xml.*Story 3.*Story 2.*Story 1.*</rss>\n$", 0),
    ("http://a.test/page", [], r"(?s)<article>.*</html>\n$", 0),
    ("http://a.test/tag", ["-i"], r'(?s)ETag: W/"a, b"\r\nLast-Modified: Sat.*tagged$', 0),
    ("http://a.test/tag", ["-i", "-H", 'If-None-Match: W/"a, b"'],
     r"(?s)HTTP/1.1 304 Not Modified\r\nETag.*\r\n\r\n$", 0),
    ("http://a.test/tag", ["-i", "-H", 'If-None-Match: "a, b"'], r"(?s)HTTP/1.1 200 OK", 0),
    ("http://a.test/tag", ["-i", "-H", "If-Modified-Since: Sat, 07 Mar 2026 12:00:00 GMT"], r"HTTP/1.1 304", 0),
    ("http://a.test/tag", ["-i", "-H", "If-Modified-Since: Sat, 07 Mar 2026 12:00:01 GMT"], r"HTTP/1.1 200", 0),
    ("http://a.test/gzip", ["--compressed"], r"packed$", 0),
    ("http://a.test/deflate", ["--compressed"], r"packed$", 0),
    ("http://a.test/br", ["--compressed"], r"packed$", 0),
    ("http://a.test/zstd", ["--compressed"], r"packed$", 0),
    ("http://a.test/twice", ["--compressed"], r"packed$", 0),
    ("http://a.test/bad-trailer", ["--compressed"], r"abcdef", ENCODING),
    ("http://a.test/half", ["--compressed"], r"", 0),
    ("http://a.test/bomb", ["--range", "0-"], r"\x1f\x8b", TIME_OUT),
    ("http://a.test/latin", ["-i"], r"(?s)charset=koi8-r.*Zo\xeb$", 0),
    ("http://a.test/moved", ["-L"], r"on b$", 0),
    ("http://a.test/ring", ["-L", "--max-redirs", "5"], r"", 47),
    ("http://a.test/slow", ["-w", "%{time_total}"], r"hello0\.[23]", 0),
    ("http://a.test/slow-head", ["-w", "%{time_starttransfer}"], r"hello0\.", 0),
    ("http://a.test/stall-start", [], r"$", TIME_OUT),
    ("http://a.test/stall-head", ["-i"], r"HTTP/1.1", TIME_OUT),
    ("http://a.test/stall", [], r"he$", TIME_OUT),
    ("https://a.test/stall", [], r"he$", TIME_OUT),
    ("http://a.test/cut", [], r"he$", PARTIAL),
    ("https://a.test/cut", [], r"he$", HTTP2_STREAM),
    ("http://a.test/cut-start", [], r"$", EMPTY),
    ("http://a.test/reset", [], r"he$", RECEIVED),
    ("http://a.test/longer", [], r"hello$", PARTIAL),
    ("http://a.test/shorter", [], r"hel$", 0),
    ("http://a.test/to-the-end", ["-i"], r"(?s)Connection: close\r\n\r\nhello$", 0),
    ("http://a.test/chunked", ["-w", "%{size_download}"], r"(?s).*f200000$|.*200000$", 0),
    ("http://a.test/bad-size", [], r"hello$", RECEIVED),
    ("http://a.test/huge-size", [], r"hello$", RECEIVED),
    ("http://a.test/no-end", [], r"hello$", PARTIAL),
    ("http://a.test/endless-headers", [], r"", RECEIVED),
    ("http://a.test/endless-body", ["-o", "/dev/null"], r"", TIME_OUT),
    ("http://a.test/endless-chunks", ["-o", "/dev/null"], r"", TIME_OUT),
    ("http://a.test/large-header", ["-o", "/dev/null"], r"", (RECEIVED, 27)),
    ("http://a.test/ninth", ["--http0.9"], r"hello from the nineties\n$", 0),
    ("http://a.test/gone", ["-i"], r"HTTP/1.1 410 Gone for good\r\n", 0),
    ("http://a.test/any/thing?at=all", [], r"any$", 0),
    ("http://a.test/nowhere", ["-i"], r"HTTP/1.1 404", 0),
    ("https://expired.test/", [], r"$", CERTIFICATE),
    ("https://self.test/", [], r"$", CERTIFICATE),
    ("https://wrong.test/", [], r"$", CERTIFICATE),
    ("https://wrong.test/", ["-k"], r"hello$", 0),
]


class Answers(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Running(os.path.join(HERE, "selftest.yaml"))

    @classmethod
    def tearDownClass(cls):
        cls.server.stop()

    def test_it_starts_fast(self):
        self.assertLess(self.server.seconds_to_start, float(os.environ.get("SERVER_START", "3")))

    def test_kinds_of_answers(self):
        for url, words, pattern, status in CASES:
            with self.subTest(url=url, words=words):
                printed, got = self.server.curl(url, *words)
                self.assertRegex(printed[:300000], "^" + pattern if not pattern.startswith("(?s)") else pattern)
                self.assertIn(got, status if isinstance(status, tuple) else (status,))

    def test_answers_come_in_turn(self):
        printed = [self.server.curl("http://a.test/turns", "-w", "%{http_code}")[0] for _ in range(5)]
        self.assertEqual(printed, ["one200", "two200", "two200", "503", "503"])

    def test_log_has_what_was_asked(self):
        self.server.curl("http://a.test/plain?q=1", "-H", "X-Odd:  Spaces kept? ", "-A", "Someone")
        asked = [one for one in self.server.events() if one.get("path") == "/plain?q=1"][-1]
        self.assertEqual((asked["method"], asked["host"], asked["status"], asked["answer"]), ("GET", "a.test", 200, 1))
        self.assertIn(["User-Agent", "Someone"], asked["headers"])

    def test_connections_are_counted(self):
        url = f"http://b.test:{self.server.ports['http']}"
        self.server.curl("http://b.test/k1", f"{url}/k2", f"{url}/k3")
        used = [one["connection"] for one in self.server.events() if one.get("path", "").startswith("/k")]
        self.assertEqual(used[0], used[1])
        self.assertNotEqual(used[1], used[2])


class Scripts(unittest.TestCase):
    def said_of(self, text):
        with tempfile.NamedTemporaryFile("w", suffix=".yaml") as file:
            file.write(text)
            file.flush()
            done = subprocess.run([SERVER, file.name], capture_output=True, text=True, check=False,
                                  timeout=20)
        self.assertEqual(done.returncode, 1)
        return done.stderr

    def test_faults_are_named(self):
        self.assertIn("a.test /x, answer 2: unknown key 'hedaers': headers?",
                      self.said_of("a.test: {/x: [{status: 200}, {hedaers: 1}]}"))
        self.assertIn("'soon' is no duration", self.said_of("a.test: {/x: {delay: soon}}"))
        self.assertIn("one body too many", self.said_of("a.test: {/x: {text: a, page: b}}"))
        self.assertIn("none of good, expired", self.said_of("a.test: {tls: worn, /x: {}}"))

    def test_it_ends_with_its_parent(self):
        script = os.path.join(HERE, "selftest.yaml")
        with tempfile.TemporaryDirectory() as folder:
            done = subprocess.run(
                ["sh", "-c", f"{SERVER} {script} >ports 2>errors & echo $!; until [ -s ports ]; do sleep 0.05; done"],
                capture_output=True, text=True, check=True, cwd=folder, timeout=20)
        pid = int(done.stdout)
        for _ in range(50):
            if not os.path.exists(f"/proc/{pid}") or zombie(pid):
                return
            time.sleep(0.05)
        self.fail("the server is still there")


def zombie(pid):
    try:
        with open(f"/proc/{pid}/stat", encoding="ascii") as file:
            return file.read().rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True


if __name__ == "__main__":
    sys.exit(unittest.main())
