#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# run.sh [COUNT]: generated stories through `run --once` into both sinks, with one worker and with two. Says documents a
# second, the peak memory of the processes after a tenth and after all, and whether records and ledger add up.
set -euo pipefail
cd "$(dirname "$0")/../.."
count=${1:-100000}
cmake --preset release >/dev/null
cmake --build --preset release >/dev/null
cmake --build --preset release --target generate_stories bench_pool >/dev/null 2>&1 || true
build=$PWD/build/release
wiredesk=$build/wiredesk
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
"$build/tests/e2e/generate_stories" in "$count" 42

peaks() { # PID LABEL: the largest resident size of the host, and of the processes below it, in KiB
	local kib children=0 all next=$1
	all=
	while [ -n "$next" ]; do
		next=$(for p in $next; do pgrep -P "$p" || true; done)
		all="$all $next"
	done
	for child in $all; do
		kib=$(awk '/^VmHWM/ { print $2 }' "/proc/$child/status" 2>/dev/null || true)
		[ "${kib:-0}" -gt "$children" ] && children=$kib
	done
	echo "$2: host $(awk '/^VmHWM/ { print $2 }' "/proc/$1/status" 2>/dev/null || true) KiB, largest child $children KiB"
}

for workers in 1 2; do
	cat >"w$workers.yaml" <<Y
state: s$workers
workers: $workers
sources:
  desk: { folder: in, recursive: yes, parser: wire_text }
sinks:
  database: { sink: sqlite, options: { path: s$workers/news.db } }
  lines: { sink: jsonl, options: { path: s$workers/news.jsonl } }
drain: 30min
Y
	begun=$(date +%s%N)
	"$wiredesk" run --once -c "w$workers.yaml" 2>"w$workers.log" &
	pid=$!
	reached=0
	last=
	while kill -0 $pid 2>/dev/null; do
		lines=$({ cat "s$workers/news.jsonl" 2>/dev/null || true; } | wc -l)
		if [ $reached = 0 ] && [ "$lines" -ge $((count / 10)) ]; then
			reached=1
			peaks $pid "$workers workers, after $lines records"
		fi
		now=$(peaks $pid "$workers workers, at the end")
		[[ $now == *"host "[0-9]* ]] && last=$now
		sleep 0.5
	done
	wait $pid
	elapsed=$((($(date +%s%N) - begun) / 1000000))
	echo "$last"
	echo "$workers workers: $count documents in $elapsed ms: $((count * 1000 / elapsed)) a second, sinks drained"
	echo "lines: $(wc -l <"s$workers/news.jsonl"), articles: $(sqlite3 "s$workers/news.db" 'SELECT count(*) FROM articles')," \
		"ledger: $(sqlite3 "s$workers/state/state.db" "SELECT count(*) || ' ' || state FROM documents GROUP BY state" 2>/dev/null ||
			sqlite3 "s$workers/state.db" "SELECT count(*) || ' ' || state FROM documents GROUP BY state")"
done

begun=$(date +%s%N)
"$wiredesk" -q parse -j 1 --parser wire_text -r in >/dev/null
echo "parse, one worker, no state and sinks: $((count * 1000 / (($(date +%s%N) - begun) / 1000000))) documents a second"
