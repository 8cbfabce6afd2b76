#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Signals: the first SIGTERM finishes what is in flight, a second one stops at once, SIGINT says 130; nothing is lost.
. "$(dirname "$0")/lib.sh"
export WIREDESK_PLUGINS=$BUILD/plugins:$BUILD/test-parsers
mkdir good bad
for i in 1 2 3; do printf 'Title %d\nThe body of document %d.\n' "$i" "$i" >good/$i.txt; done
echo hang-asleep >bad/hang.txt
cat >wiredesk.yaml <<'Y'
limits: { time: 1500ms }
workers: 2
sources:
  bad: { folder: bad, parser: bad }
  good: { folder: good, parser: good }
sinks:
  lines: { sink: jsonl, options: { path: news.jsonl } }
Y
begin() {
	rm -rf state news.jsonl .news.jsonl.wiredesk
	"$WIREDESK" run "$@" >run.log 2>&1 &
	host=$!
	children+=($host)
	wait_for 20 test -e state/state.db
	has_lines() { [ "$(cat news.jsonl 2>/dev/null | wc -l)" = 3 ]; }
	wait_for 20 has_lines
}
end() { # WANTED
	local status=0
	wait $host || status=$?
	expect_equal "exit status" $status "$1"
}

# In flight is a document that hangs: it is finished, by its time limit, twice tried.
begin
kill -TERM $host
end 1
grep -q "finishing what is in flight" run.log || fail "nothing was said"
expect_equal "the document in flight is accounted for" "$("$WIREDESK" ledger --only failed | wc -l)" 1

# Twice: at once. The document is taken in again the next time.
begin
kill -TERM $host
sleep 0.2
kill -TERM $host
end 130
grep -q "1 documents were in flight" run.log || fail "the one in flight is not told of"
expect_equal "not accounted for" "$("$WIREDESK" ledger --only failed | wc -l)" 0
expect_status 3 "$WIREDESK" run --once
expect_equal "then it is" "$("$WIREDESK" ledger --only failed | wc -l)" 1
expect_equal "nothing twice" "$(wc -l <news.jsonl)" 3

# With nothing in flight SIGTERM is obeyed with 0, SIGINT with 130.
rm bad/hang.txt
begin
kill -TERM $host
end 0
begin
kill -INT $host
end 130
