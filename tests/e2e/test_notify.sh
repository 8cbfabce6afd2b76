#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# run as a service: what the manager is told, a reload, the watchdog's sign of life, and the unit file.
. "$(dirname "$0")/lib.sh"

cat >manager.py <<'P'
import os, signal, socket, subprocess, sys, time
listener = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
listener.bind(os.path.abspath("notify.sock"))
listener.settimeout(20)
environment = dict(os.environ, NOTIFY_SOCKET=os.path.abspath("notify.sock"), WATCHDOG_USEC="400000")
child = subprocess.Popen([os.environ["WIREDESK"], "run", "-c", "wiredesk.yaml"], env=environment)
heard = []
def until(word):
    while not any(word in message for message in heard):
        heard.append(listener.recv(4096).decode())
        print(heard[-1].replace("\n", " "), flush=True)
until("READY=1")
until("STATUS=")
until("WATCHDOG=1")
heard.clear()
child.send_signal(signal.SIGHUP)
until("RELOADING=1")
until("READY=1")
child.send_signal(signal.SIGTERM)
until("STOPPING=1")
sys.exit(child.wait(20))
P
mkdir -p in
cat >wiredesk.yaml <<'Y'
state: state
sources: { desk: { folder: in, parser: wire_text } }
sinks: { lines: { sink: jsonl, options: { path: news.jsonl } } }
Y
expect_status 0 timeout 60 python3 manager.py
expect_match out.log "MAINPID="
expect_match out.log "MONOTONIC_USEC="
if command -v systemd-analyze >/dev/null; then
	systemd-analyze verify "$BUILD/wiredesk.service" 2>verify.log || grep -q "is not executable" verify.log || fail "the unit file"
fi
