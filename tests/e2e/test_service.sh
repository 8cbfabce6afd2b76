#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# run that stays: a watched folder, SIGHUP, SIGTERM, one host a state folder.
. "$(dirname "$0")/lib.sh"
mkdir -p in done
cat >wiredesk.yaml <<'Y'
state: state
sources:
  desk: { folder: in, parser: wire_text, done: done, quiet: 300ms }
sinks:
  lines: { sink: jsonl, options: { path: news.jsonl } }
Y
"$WIREDESK" run >run.log 2>&1 &
host=$!
children+=($host)
wait_for 20 test -e state/state.db
has_lines() { [ "$(wc -l <news.jsonl)" = "$1" ]; }

story 1 >in/one.part
mv in/one.part in/one.txt
wait_for 20 has_lines 1
wait_for 20 test -e done/one.txt

story 2 >two.txt
{ head -c 60 two.txt; sleep 1; tail -c +61 two.txt; } >in/slow.txt
wait_for 20 has_lines 2
expect_equal "a slow file is whole" "$(tail -1 news.jsonl | jq -r .title)" "Story number 2 of the harbour desk"

expect_status 4 "$WIREDESK" run --once
expect_match err.log "$host"

sed -i 's/sinks:/sinks:\n  more: { sink: jsonl, options: { path: more.jsonl } }/' wiredesk.yaml
kill -HUP $host
story 3 >in/three.txt
wait_for 20 has_lines 3
has_more() { [ "$(wc -l <more.jsonl)" -ge 1 ]; }
wait_for 20 has_more

cp wiredesk.yaml good.yaml
sed 's/^state: state/state: elsewhere/' good.yaml >wiredesk.yaml
kill -HUP $host
wait_for 20 grep -q "needs a new start" run.log

echo 'sinks: nonsense' >wiredesk.yaml
kill -HUP $host
stayed() { [ "$(grep -c "stays as it was" run.log)" = 2 ]; }
wait_for 20 stayed
story 4 >in/four.txt
wait_for 20 has_lines 4

cp good.yaml wiredesk.yaml
for i in 5 6 7 8 9; do # while documents come in
	story $i >in/$i.txt
	kill -HUP $host
done
wait_for 20 has_lines 9

# The folder goes, and comes back.
rm -rf in
sleep 0.3
mkdir in
story 10 >in/ten.txt
wait_for 20 has_lines 10
mkdir later
mv in away
story 11 >later/eleven.txt
mv later in
wait_for 20 has_lines 11
story 12 >in/twelve.txt
wait_for 20 has_lines 12

kill -TERM $host
status=0
wait $host || status=$?
expect_equal "status after SIGTERM" $status 0
