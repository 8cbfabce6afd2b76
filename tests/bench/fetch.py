#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""fetch.py [--feeds N] [--mib N] [--keep FOLDER] [--wiredesk PROGRAM]: what it costs to poll a thousand feeds.

A local nginx serves generated feeds; `wiredesk run --once` polls them, first in full, then unchanged (304). Printed are the
processor time of all its processes together, the wall time, and the largest resident size of one of them. nginx's own
time does not count. nginx is installed where it is missing and we may (Debian's nginx-light)."""
import argparse
import json
import os
import resource
import shutil
import socket
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
NGINX = """
worker_processes 1; daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
  access_log off; sendfile on; tcp_nopush on; keepalive_requests 100000; types {{ application/rss+xml xml; }}
  client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
  uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
  server {{ listen 127.0.0.1:{port}; root {folder}/feeds; }}
}}
"""


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def need_nginx():
    if shutil.which("nginx"):
        return
    if os.geteuid():
        sys.exit("fetch.py: there is no nginx; install nginx-light")
    subprocess.run(["apt-get", "install", "-y", "--no-install-recommends", "nginx-light"], check=True, stdout=subprocess.DEVNULL)


def serve(folder, port):
    with open(os.path.join(folder, "nginx.conf"), "w", encoding="utf-8") as file:
        file.write("user root;\n" * (not os.geteuid()) + NGINX.format(folder=folder, port=port))
    server = subprocess.Popen(["nginx", "-c", os.path.join(folder, "nginx.conf")])
    for _ in range(200):
        with socket.socket() as one:
            if not one.connect_ex(("127.0.0.1", port)):
                return server
        time.sleep(0.02)
    sys.exit("fetch.py: nginx does not start; see its error.log")


def generated(folder, mib, count):
    """As many feeds as wanted, of that size in all; the last one takes what is left over."""
    feeds = os.path.join(folder, "feeds")
    if not os.path.isdir(feeds):
        subprocess.run([sys.executable, os.path.join(HERE, "generate_feeds.py"), feeds, str(mib), "7"], check=True,
                       stdout=subprocess.DEVNULL)
    names = sorted(os.listdir(feeds))
    if len(names) < count:
        print(f"{len(names)} feeds, not {count}: {mib} MiB hold no more")
    return names[:count]


def configuration(folder, names, port):
    sources = {f"feed-{i}": {"urls": [f"http://127.0.0.1:{port}/{name}"]} for i, name in enumerate(names)}
    path = os.path.join(folder, "wiredesk.yaml")
    with open(path, "w", encoding="utf-8") as file:
        json.dump({"state": "state", "contact": "desk@example.org", "defaults": {"parser": "feed", "every": "15min"},
                   "fetch": {"allow_private": "yes", "pace": "0s", "per_host": "8"}, "sources": sources,
                   "sinks": {"lines": {"sink": "jsonl", "options": {"path": "out.jsonl"}}}, "log_limit": "4GiB",
                   "drain": "10min"}, file)
    return path


def measured(what, program, path, now):
    begun = time.monotonic()
    command = [program, "-q", "run", "--once", "-c", path]
    # perf counts those too that nobody waits for, as the workers are
    done = subprocess.run(["perf", "stat", "-x,", "-e", "task-clock", *command], stderr=subprocess.PIPE, text=True,
                          env={**os.environ, "WIREDESK_NOW": str(now)})
    clock = [line for line in done.stderr.splitlines() if "task-clock" in line]
    if not clock:
        sys.exit(f"fetch.py: perf stat says nothing of the time: {done.stderr}")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(f"{what}: {float(clock[0].split(',')[0]) / 1000:.2f} s of CPU, {time.monotonic() - begun:.2f} s of wall time, "
          f"largest process {peak // 1024} MiB so far, status {done.returncode}", flush=True)


def main():
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--feeds", type=int, default=1000)
    words.add_argument("--mib", type=int, default=495, help="519 MB")
    words.add_argument("--keep", help="a folder for feeds and state, to be used again")
    words.add_argument("--wiredesk", default=os.environ.get("WIREDESK", "build/release/wiredesk"))
    options = words.parse_args()
    need_nginx()
    with tempfile.TemporaryDirectory() as temporary:
        folder = os.path.abspath(options.keep or temporary)
        os.makedirs(folder, exist_ok=True)
        names, port = generated(folder, options.mib, options.feeds), free_port()
        server = serve(folder, port)
        try:
            for left in ("state", "out.jsonl", ".out.jsonl.wiredesk"):
                shutil.rmtree(os.path.join(folder, left), ignore_errors=True)
                if os.path.exists(os.path.join(folder, left)):
                    os.remove(os.path.join(folder, left))
            path = configuration(folder, names, port)
            now = 1772884800
            measured("full", options.wiredesk, path, now)
            measured("unchanged", options.wiredesk, path, now + 3600)
        finally:
            server.terminate()
            server.wait()
        with open(os.path.join(folder, "out.jsonl"), encoding="utf-8") as file:
            print(f"{len(names)} feeds, {sum(os.path.getsize(os.path.join(folder, 'feeds', n)) for n in names) / 1e6:.0f} MB, "
                  f"{sum(1 for _ in file)} records")


if __name__ == "__main__":
    main()
