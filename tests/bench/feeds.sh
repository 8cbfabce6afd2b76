#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# feeds.sh [MIB]: the parser feed on generated feeds, on one core: its fields alone, whole records with one worker, Debian's
# sfeed on the same files where it is installed; then one feed of half the size, with the peak memory of host and worker.
set -euo pipefail
cd "$(dirname "$0")/../.."
mib=${1:-200}
cmake --preset release >/dev/null
cmake --build --preset release >/dev/null
cmake --build --preset release --target bench_feed >/dev/null
build=$PWD/build/release
tests=$PWD/tests/bench
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 "$tests/generate_feeds.py" many "$mib" 42
python3 "$tests/generate_feeds.py" one $((mib / 2)) 7 one
bytes=$(cat many/*.xml | wc -c)
core=$(($(nproc) - 1))

rate() { # LABEL USER-SECONDS
	awk -v label="$1" -v bytes="$bytes" -v seconds="$2" 'BEGIN { printf "%-44s %8.1f MB/s (%.2f s of processor)\n", label, bytes / 1e6 / seconds, seconds }'
}

cpu() { # COMMAND...: seconds of user and system time of all that it starts, also of what is not waited for
	perf stat -x, -e task-clock -o clock taskset -c $core "$@" >/dev/null
	awk -F, '/task-clock/ { print $1 / 1000 }' clock
}

if [ "$(id -u)" = 0 ] && ! command -v sfeed >/dev/null; then
	apt-get install -y sfeed >/dev/null 2>&1 || true
fi
rate "fields alone" "$(cpu "$build/tests/bench/bench_feed" many/*.xml)"
rate "records (parse, host and one worker)" "$(cpu "$build/wiredesk" -q parse -j 1 --parser feed --url https://harbour.example/f.xml many/*.xml)"
if command -v sfeed >/dev/null; then
	rate "sfeed" "$(cpu sh -c 'for f in many/*.xml; do sfeed https://harbour.example/ <"$f"; done')"
fi

below() { # PID: it and all that it has started
	local p
	echo "$1"
	for p in $(pgrep -P "$1" || true); do below "$p"; done
}

"$build/wiredesk" -q parse -j 1 --time-limit 300 --parser feed --url https://harbour.example/f.xml one/one.xml >/dev/null &
pid=$!
declare -A peak
while kill -0 $pid 2>/dev/null; do
	for p in $(below $pid); do
		read -r name kib < <(awk '/^Name/ { n = $2 } /^VmHWM/ { h = $2 } END { print n, h }' "/proc/$p/status" 2>/dev/null || true) || true
		[ -n "${kib:-}" ] && [ "$kib" -gt "${peak[$name]:-0}" ] && peak[$name]=$kib
	done
	sleep 0.05
done
wait $pid
for name in "${!peak[@]}"; do
	echo "one feed of $((mib / 2)) MiB, peak of $name: ${peak[$name]} KiB"
done
