#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Weeks go by on a clock that jumps: feeds that grow and feeds that do not are polled as their schedules say, and the host
# needs no more memory after three weeks than after one day. tests/bench/month.sh does it for a month and more feeds.
. "$(dirname "$0")/lib.sh"
export ASAN_OPTIONS="${ASAN_OPTIONS:-}:quarantine_size_mb=1" # else AddressSanitizer keeps what was freed

cat >script.yaml <<'Y'
a.test:
  "/quiet/*": {feed: {items: 20}, etag: '"q"'}
  /grows: [{feed: 3}, {feed: 4}, {feed: 5}, {feed: 6}, {feed: 7}, {feed: 8}]
Y
/usr/bin/python3 "$TOP/tests/server/server.py" script.yaml --port-file ports --log requests.log &
children+=($!)
wait_for 10 test -s ports
port=$(jq .http ports)

configuration() { # STATE
	cat <<Y
state: $1
contact: desk@example.org
workers: 1
fetch: { allow_private: yes, pace: 0, resolve: ["a.test:$port:127.0.0.1"] }
defaults: { parser: feed, every: 3h }
sources:
  grows: { urls: ["http://a.test:$port/grows"] }
  daily: { urls: ["http://a.test:$port/quiet/0"], cron: "30 6 * * *", timezone: Europe/Paris }
$(for i in 1 2 3 4 5; do echo "  quiet-$i: { urls: [\"http://a.test:$port/quiet/$i\"] }"; done)
sinks: { lines: { sink: jsonl, options: { path: $1.jsonl } } }
Y
}
# simulate NAME DAYS: gives the largest resident size of the host and its children, in KiB.
simulate() {
	configuration "$1" >"$1.yaml"
	WIREDESK_NOW="1772841600+$(($2 * 86400))" python3 - "$WIREDESK" -q run -c "$1.yaml" <<'P' 2>"$1.log" || fail "simulating $1"
import resource, subprocess, sys
status = subprocess.run(sys.argv[1:]).returncode
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
sys.exit(status)
P
}
conditional() { # PATH: requests with and without validators
	jq -r --arg path "$1" 'select(.event == "request" and .path == $path) | any(.headers[]; .[0] == "If-None-Match")' requests.log |
		sort | uniq -c | xargs
}
polls() { jq -r 'select(.event == "request") | .path' requests.log | grep -c "^$1\$" || true; }

day=$(simulate day 1)
expect_equal "items of the growing feed" "$(jq -r 'select(.source == "grows") | .id' day.jsonl | sort -u | wc -l)" 8
: >requests.log
weeks=$(simulate weeks 21)
expect_equal "items of quiet feeds" "$(jq -r 'select(.source == "quiet-1") | .id' weeks.jsonl | wc -l)" 20
# 21 days, and each week its "not modified" is tried at once without validators
expect_equal "the daily one, at half past six in Paris" "$(conditional /quiet/0)" "3 false 20 true"
often=$(polls /quiet/1)
[ "$often" -ge 150 ] && [ "$often" -le 190 ] || fail "polled $often times in 21 days, wanted about 168"
[ $((weeks - day)) -lt 4096 ] || fail "the largest process grew from $day to $weeks KiB"
expect_status 0 "$WIREDESK" source list -c weeks.yaml
