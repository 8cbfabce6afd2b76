#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The record log has a limit: segments go when every sink has passed them; a sink that holds it stops intake and is
# named, or skips where it may.
. "$(dirname "$0")/lib.sh"
export WIREDESK_PLUGINS=$BUILD/plugins:$BUILD/test-sinks
"$BUILD/tests/e2e/generate_stories" in 700 11

configure() { # NAME MORE-SINKS [LIMIT]
	cat >$1.yaml <<Y
state: $1/state
log_limit: ${3:-1MiB}
drain: 2s
sources:
  desk: { folder: in, recursive: yes, parser: wire_text }
sinks:
  lines: { sink: jsonl, options: { path: $1/news.jsonl } }
  $2
Y
}

# All sinks keep up: more passes through the log than it may hold.
configure plain ""
expect_status 0 "$WIREDESK" run --once -c plain.yaml
expect_equal "through a small log" "$(wc -l <plain/news.jsonl)" 700
bytes=$(stat -c %s plain/news.jsonl)
[ "$bytes" -gt 1500000 ] || fail "the log was not filled: $bytes bytes"
held=$(cat plain/state/log/* | wc -c)
[ "$held" -lt 1500000 ] || fail "the log holds $held bytes"

# What is kept for the past gives way to the limit.
configure kept "" 4MiB
echo 'keep: { log: 7d }' >>kept.yaml
expect_status 0 "$WIREDESK" run --once -c kept.yaml
expect_equal "through a log that is kept" "$(wc -l <kept/news.jsonl)" 700
held=$(cat kept/state/log/* | wc -c)
[ "$held" -gt 300000 ] && [ "$held" -lt 4200000 ] || fail "the log keeps $held bytes"

# One that hangs: intake stops, it is named, nothing is lost.
configure stuck "bad: { sink: bad, options: { how: hang, out: stuck/bad.txt } }"
expect_status 1 "$WIREDESK" run --once -c stuck.yaml
expect_match err.log "log is full and intake pauses: [0-9]+ records wait for sink bad"
expect_match err.log "stopped early"
expect_equal "no dead letters" "$("$WIREDESK" dead list -c stuck.yaml | wc -l)" 0
taken=$(wc -l <stuck/news.jsonl)
[ "$taken" -gt 0 ] && [ "$taken" -lt 700 ] || fail "the good sink has $taken"
sed -i 's/how: hang/how: later/' stuck.yaml
expect_status 0 "$WIREDESK" run --once -c stuck.yaml
expect_equal "the rest later" "$(wc -l <stuck/news.jsonl)" 700
expect_equal "for both" "$(sort -u stuck/bad.txt | wc -l)" 700

# One that may skip: intake goes on, what it missed is booked.
configure skipping "bad: { sink: bad, skip: yes, options: { how: hang, out: skipping/bad.txt } }"
expect_status 1 "$WIREDESK" run --once -c skipping.yaml
expect_equal "all for the good one" "$(wc -l <skipping/news.jsonl)" 700
expect_match err.log "sink bad: the log is full, [0-9]+ records are left out for it"
skipped=$("$WIREDESK" sink list -c skipping.yaml | jq 'select(.sink == "bad") | .skipped')
[ "$skipped" -gt 0 ] || fail "what was skipped is not booked"
