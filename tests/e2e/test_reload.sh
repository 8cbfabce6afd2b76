#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# SIGHUP while a sink is behind: the host waits for it a while, and what comes meanwhile is for the time after.
. "$(dirname "$0")/lib.sh"
export WIREDESK_PLUGINS=$BUILD/plugins:$BUILD/test-parsers
mkdir in bad
cat >wiredesk.yaml <<'Y'
state: state
limits: { time: 2s }
sources:
  desk: { folder: in, parser: wire_text, quiet: 50ms }
  bad: { folder: bad, parser: bad, quiet: 50ms }
sinks:
  database: { sink: sqlite, options: { path: news.db } }
Y
"$WIREDESK" run >run.log 2>&1 &
host=$!
children+=($host)
story 1 >in/one.txt
has_rows() { [ "$(sqlite3 news.db 'SELECT count(*) FROM revisions')" = "$1" ]; }
wait_for 20 has_rows 1

# Somebody else has the database: the sink cannot get on.
{ echo 'BEGIN EXCLUSIVE; SELECT "locked";'; sleep 8; } | sqlite3 news.db >lock.log &
children+=($!)
wait_for 20 grep -q locked lock.log
story 2 >in/two.txt
is_behind() { "$WIREDESK" sink list | grep -q '"waiting":1'; }
wait_for 20 is_behind
kill -HUP $host
sleep 0.5
echo hang-asleep >hang.txt
mv hang.txt bad
wait_for 20 grep -q "read anew" run.log
has_letter() { [ "$("$WIREDESK" dead list | wc -l)" = 1 ]; }
wait_for 30 has_letter
wait_for 30 has_rows 2
kill $host
status=0
wait $host || status=$?
expect_equal "status after SIGTERM, with a document that failed" $status 1
