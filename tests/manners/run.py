#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""run.py [--check] [-k PATTERN] [-v] FILE...: wiredesk's manners towards servers, case by case. README.md has the rest.

WIREDESK is the program. With --check the cases are only read, and their scripts with them: nothing runs."""
import argparse
import asyncio
import fcntl
import json
import multiprocessing
import os
import re
import resource
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "server"))
# pylint: disable=wrong-import-position
from body import addressed
from case import BEGIN, CaseError, cases_of
from check import CHECKS, Seen, complaints
from script import Script
import server

TIME_OUT = 120
AT_ONCE = 2 * os.cpu_count()  # most of a case is waiting
ALONE = "WIREDESK_MANNERS_ALONE"
PUBLIC = "11.22.33.44"  # of a network of the case's own, with no way out of it


class TestServer:
    """The server of the tests, in a child of ours."""

    def __init__(self, tree, folder, certificates):
        self.log = os.path.join(folder, "requests.log")
        ports_file = os.path.join(folder, "ports.json")
        parent = os.getpid()
        self.pid = os.fork()
        if not self.pid:
            serve_in_child(tree, certificates, self.log, ports_file, parent)
        while not os.path.exists(ports_file):
            if os.waitpid(self.pid, os.WNOHANG)[0]:
                raise RuntimeError("the test server did not start")
            time.sleep(0.01)
        with open(ports_file, encoding="utf-8") as file:
            self.ports = json.load(file)
        self.offset = 0

    def events(self):
        """What was logged since the last call."""
        with open(self.log, encoding="utf-8") as file:
            file.seek(self.offset)
            lines = file.readlines()
            self.offset = file.tell()
        return [json.loads(line) for line in lines]

    def stop(self):
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)


def serve_in_child(tree, certificates, log, ports_file, parent):
    try:
        server.end_with_parent(parent)
        asyncio.run(server.run(Script(tree, "server"), certificates, log,
                               lambda ports: server.write_ports(ports_file, ports)))
    finally:
        os._exit(1)


def configuration(case, run, test_server):
    """The whole of wiredesk.yaml, as JSON, which is YAML too."""
    hosts = [name for name in case.tree.get("server") or {} if name.endswith(".test")]
    address = PUBLIC if case.is_public else "127.0.0.1"
    resolve = [f"{name}:{test_server.ports[scheme]}:{address}" for name in hosts for scheme in ("http", "https")]
    fetch = {"resolve": resolve, "allow_private": not case.is_public, "ca_file": test_server.ports["ca"], "pace": "0s",
             **case.fetch, **(run.tree.get("fetch") or {})}
    sources = case.read_sources(run.tree["sources"]) if "sources" in run.tree else case.sources
    whole = {"state": "state", "contact": "desk@a.test", "workers": 1, "fetch": fetch,
             "defaults": {"parser": "feed", "every": "15min", **case.defaults}, "sources": sources,
             "sinks": {"lines": {"sink": "jsonl", "options": {"path": "out.jsonl"}}}, **case.config}
    return addressed(json.dumps(texts(whole), indent=1), test_server.ports)


def texts(value):
    """Scalars as wiredesk.yaml has them: text, whatever YAML made of them here."""
    if isinstance(value, dict):
        return {key: texts(one) for key, one in value.items() if one is not None}
    if isinstance(value, list):
        return [texts(one) for one in value]
    return {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)


class Place:
    """The folder where a case runs, and what was read of its output so far."""

    def __init__(self, folder):
        self.folder, self.records_read = folder, 0

    def wiredesk(self, now, *words):
        environment = {**os.environ, "WIREDESK_NOW": str(now), "NO_COLOR": "1"}
        return subprocess.run([os.environ["WIREDESK"], *words], cwd=self.folder, env=environment, capture_output=True,
                              text=True, errors="replace", check=False, timeout=TIME_OUT)

    def new_records(self):
        path = os.path.join(self.folder, "out.jsonl")
        if not os.path.exists(path):
            return []
        with open(path, encoding="utf-8") as file:
            file.seek(self.records_read)
            lines = file.readlines()
            self.records_read = file.tell()
        return [json.loads(line) for line in lines]


def run_once(case, run, place, test_server):
    with open(os.path.join(place.folder, "wiredesk.yaml"), "w", encoding="utf-8") as file:
        file.write(configuration(case, run, test_server))
    now = BEGIN + run.at
    begun = time.monotonic()
    done = place.wiredesk(now, "run", "--once")
    took = time.monotonic() - begun
    if done.returncode == 2 or done.returncode < 0:
        raise CaseError(f"{run.where}: exit status {done.returncode}: {done.stderr.strip()}")
    time.sleep(0.02)  # for the server to see that connections are closed
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024

    def ask(*words):
        return place.wiredesk(now, *words).stdout
    return Seen(done.returncode, done.stderr, place.new_records(), test_server.events(), took, memory, ask)


def together(all_seen):
    return Seen(records=[one for seen in all_seen for one in seen.records],
                events=[one for seen in all_seen for one in seen.events], told="".join(one.told for one in all_seen),
                took=sum(one.took for one in all_seen), ask=all_seen[-1].ask)


def faults_of(case, certificates):
    """All complaints about a case."""
    found, all_seen = [], []
    with tempfile.TemporaryDirectory() as folder:
        tree = dict(case.tree.get("server") or {})
        if case.is_public:
            tree["listen"] = [PUBLIC, "127.0.0.1", "127.0.0.2"]
        test_server = TestServer(tree, folder, certificates)
        place = Place(folder)
        try:
            for index, run in enumerate(case.runs, 1):
                seen = run_once(case, run, place, test_server)
                all_seen.append(seen)
                complained = list(complaints(seen, run.expect))
                found += [f"run {index}, at {run.tree.get('at', 0)}: {one}" for one in complained]
                if complained:
                    found.append(f"    it said: {seen.told.strip()[-500:]}")
        finally:
            test_server.stop()
    return found + [f"in all: {one}" for one in complaints(together(all_seen), case.in_all)]


def faults_alone(case, path):
    """The same in a network of its own, where public addresses can be given out; None where that is not allowed."""
    done = subprocess.run(["unshare", "--net", "--map-root-user", sys.executable, os.path.abspath(__file__), path,
                           "-k", f"^{re.escape(case.name)}$"], env={**os.environ, ALONE: "1"}, capture_output=True,
                          text=True, check=False, timeout=TIME_OUT)
    if done.returncode == 1 and done.stderr.startswith("unshare:"):
        return None
    return [] if done.returncode == 0 else [done.stdout + done.stderr]


def give_addresses():
    """Brings loopback up and gives it a public address too."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
        for name, address in (("lo", "127.0.0.1"), ("lo:1", PUBLIC)):
            request = struct.pack("16sH2s4s8x", name.encode(), socket.AF_INET, b"", socket.inet_aton(address))
            fcntl.ioctl(control, 0x8916, request)  # SIOCSIFADDR
            fcntl.ioctl(control, 0x8914, struct.pack("16sH14x", name.encode(), 0x41))  # SIOCSIFFLAGS: up, running


def tried(case, path, certificates):
    if case.is_public and ALONE not in os.environ:
        return faults_alone(case, path)
    try:
        return faults_of(case, certificates)
    except (CaseError, RuntimeError, subprocess.TimeoutExpired) as error:
        return [str(error)]


def outcome_of(faults):
    return "skipped (no network of its own)" if faults is None else "FAILED" if faults else "ok"


def tried_in_turn(cases, path, certificates):
    """Each case with its faults, in order. Several are under way at once, each in a process of its own."""
    with multiprocessing.get_context("fork").Pool(AT_ONCE, maxtasksperchild=1) as pool:
        jobs = [pool.apply_async(tried, (case, path, certificates)) for case in cases]
        for case, job in zip(cases, jobs):
            yield case, job.get()


def run_cases(cases, path, is_verbose):
    """How many failed."""
    failed = skipped = 0
    with tempfile.TemporaryDirectory() as certificates:
        for case, faults in tried_in_turn(cases, path, certificates):
            skipped += faults is None
            failed += bool(faults)
            if faults or is_verbose or faults is None:
                print(f"{outcome_of(faults)}: {case.name}", flush=True)
            for fault in faults or ():
                print(f"    {fault}")
    print(f"{os.path.basename(path)}: {len(cases) - failed - skipped} of {len(cases)} cases, {skipped} skipped")
    return failed


def main():
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("files", nargs="+")
    words.add_argument("--check", action="store_true")
    words.add_argument("-k", default="", help="only cases whose name matches")
    words.add_argument("-v", action="store_true", help="name those that pass, too")
    options = words.parse_args()
    if ALONE in os.environ:
        give_addresses()
    failed = count = 0
    for path in options.files:
        cases = [case for case in cases_of(path, CHECKS) if re.search(options.k, case.name)]
        count += len(cases)
        failed += 0 if options.check else run_cases(cases, path, options.v)
    if options.check:
        print(f"{count} cases can be read")
    return 1 if failed or not count else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except CaseError as fault:
        sys.exit(str(fault))
