#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# kill -9 of the host while it polls, at random moments (seeded) and at each point of a commit: feeds that grow with each
# poll, one of them followed to its pages. No item lost, none doubled, in either sink.
. "$(dirname "$0")/lib.sh"
kills=${KILLS:-50}
RANDOM=${SEED:-20260307}
points='log-append log-sync before-commit after-commit ack'

growing() { # each poll shows two more
	local n
	for ((n = 2; n <= kills + 20; n += 2)); do printf '{feed: %d}, ' $n; done
	printf '{feed: %d}' $((kills + 20))
}
items=$((kills + 20))
pages() {
	local n
	for ((n = 1; n <= items; n++)); do printf '/story/%d: { page: Story %d of the harbour }, ' $n $n; done
}
cat >script.yaml <<Y
a.test: { $(pages) /robots.txt: { text: "" }, /feed: [$(growing)] }
b.test: { /feed: [$(growing)] }
Y
"$TOP/tests/server/server.py" script.yaml --port-file ports.json >/dev/null 2>server.log &
children+=($!)
wait_for 30 test -e ports.json
port=$(jq .http ports.json)

cat >wiredesk.yaml <<Y
state: state
contact: desk@a.test
fetch: { allow_private: yes, pace: 0s, per_host: 8, resolve: ["a.test:$port:127.0.0.1", "b.test:$port:127.0.0.1"] }
defaults: { parser: feed, every: 15min, hints: no }
sources:
  followed: { urls: ["http://a.test:$port/feed"], follow: article }
  alone: { urls: ["http://b.test:$port/feed"] }
sinks:
  database: { sink: sqlite, options: { path: news.db } }
  lines: { sink: jsonl, options: { path: news.jsonl } }
Y

export WIREDESK_NOW=1772884800
poll() { # [CRASH POINT]: when the next one is due
	WIREDESK_NOW=$((WIREDESK_NOW + 1200))
	WIREDESK_CRASH_AT=${1:-} "$WIREDESK" -q run --once >out.log 2>err.log
}

begun=$(date +%s%N)
poll || fail "the first poll"
most=$(((($(date +%s%N) - begun) / 1000000) * 12 / 10)) # a kill may come too late, too

for ((i = 1; i <= kills; i++)); do
	WIREDESK_NOW=$((WIREDESK_NOW + 1200))
	"$WIREDESK" -q run --once >out.log 2>err.log &
	pid=$!
	ms=$((RANDOM % most))
	sleep "$((ms / 1000)).$(printf %03d $((ms % 1000)))"
	kill -9 $pid 2>/dev/null || true
	wait $pid 2>/dev/null || true
done
for point in $points; do
	for pass in 1 2; do
		status=0
		poll "$point:$pass" || status=$?
		[ $status = 137 ] || [ $status = 0 ] || fail "to be killed at $point, pass $pass: status $status"
	done
done
polls=0
while [ "$(jq -s 'map(.id) | unique | length' news.jsonl)" -lt $((2 * items)) ] && [ $((++polls)) -le 40 ]; do # the server has not shown all of them yet
	poll || fail "a poll after all the kills"
done
poll || fail "the last poll"

expect_equal "items in the lines" "$(jq -r .id news.jsonl | sort -u | wc -l)" $((2 * items))
expect_equal "lines" "$(wc -l <news.jsonl)" $((2 * items))
expect_equal "the page's text" "$(jq -r 'select(.source == "followed") | .parser.name' news.jsonl | sort | uniq -c | tr -s ' ')" " $items article"
expect_equal "rows" "$(sqlite3 news.db 'SELECT count(*) FROM revisions')" $((2 * items))
cmp -s <(jq -cS . news.jsonl | sort) <(sqlite3 news.db 'SELECT json FROM revisions' | jq -cS . | sort) ||
	fail "the two sinks differ"
expect_equal "integrity" "$(sqlite3 state/state.db 'PRAGMA integrity_check')" ok
expect_equal "links that wait" "$(sqlite3 state/state.db 'SELECT count(*) FROM links WHERE state = 0')" 0
echo "$kills kills, $(echo $points | wc -w) points: $((2 * items)) items, nothing lost, nothing doubled"
