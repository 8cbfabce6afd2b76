#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# month.sh [DAYS] [FEEDS]: so many simulated days of so many feeds, polled every 15 minutes; prints requests, wall time and
# the largest resident size of host and children. WIREDESK names the program (build/release/wiredesk).
set -euo pipefail
top=$(cd "$(dirname "$0")/../.." && pwd)
days=${1:-30} feeds=${2:-20}
program=$(realpath "${WIREDESK:-$top/build/release/wiredesk}")
work=$(mktemp -d)
trap 'kill "$server" 2>/dev/null; rm -rf "$work"' EXIT
cd "$work"
printf 'a.test:\n  "/feed/*": {feed: {items: 20}, etag: "\\"x\\""}\n' >script.yaml
/usr/bin/python3 "$top/tests/server/server.py" script.yaml --port-file ports --log requests.log &
server=$!
until [ -s ports ]; do sleep 0.1; done
port=$(sed 's/.*"http": \([0-9]*\).*/\1/' ports)
{
	printf 'state: state\ncontact: desk@example.org\nworkers: 1\n'
	printf 'fetch: { allow_private: yes, pace: 0, resolve: ["a.test:%s:127.0.0.1"] }\n' "$port"
	printf 'defaults: { parser: feed, every: 15min }\nsources:\n'
	for i in $(seq "$feeds"); do printf '  s%d: { urls: ["http://a.test:%s/feed/%d"] }\n' "$i" "$port" "$i"; done
	printf 'sinks: { lines: { sink: jsonl, options: { path: out.jsonl } } }\n'
} >wiredesk.yaml
WIREDESK_NOW="1772884800+$((days * 86400))" python3 - "$program" run -c wiredesk.yaml <<'P'
import resource, subprocess, sys, time
begun = time.monotonic()
subprocess.run(sys.argv[1:], check=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(f"{time.monotonic() - begun:.1f} s, CPU {used.ru_utime + used.ru_stime:.1f} s, largest process {used.ru_maxrss} KiB")
P
echo "$days days, $feeds feeds, $(grep -c '"request"' requests.log) requests"
