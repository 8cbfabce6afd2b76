#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# run --once: records in both sinks, nothing twice, updates, moves, dead letters, the ledger adds up.
. "$(dirname "$0")/lib.sh"

mkdir -p in done failed
for i in 1 2 3; do story $i >in/s$i.txt; done
head -c 64 /dev/zero | tr '\0' ' ' >in/blank.txt
cat >wiredesk.yaml <<'Y'
state: state
sources:
  desk: { folder: in, parser: wire_text }
sinks:
  database: { sink: sqlite, options: { path: news.db } }
  lines: { sink: jsonl, options: { path: news.jsonl } }
Y

expect_status 0 "$WIREDESK" check
expect_status 1 "$WIREDESK" run --once
expect_match err.log "blank.txt"
expect_equal "articles" "$(sqlite3 news.db 'SELECT count(*) FROM articles')" 3
expect_equal "lines" "$(wc -l <news.jsonl)" 3
expect_equal "same records" "$(sqlite3 news.db 'SELECT json FROM revisions ORDER BY seq' | md5sum)" "$(md5sum <news.jsonl)"
expect_equal "dead letters" "$("$WIREDESK" dead list | wc -l)" 1

expect_status 0 "$WIREDESK" run --once
expect_equal "nothing twice" "$(wc -l <news.jsonl)" 3

sleep 0.01
story 2 "Divers will look at the piles this week." >in/s2.txt
expect_status 0 "$WIREDESK" run --once
expect_equal "a revision" "$(sqlite3 news.db 'SELECT max(revision) FROM articles')" 2
expect_equal "its change" "$(tail -1 news.jsonl | jq -r .change)" update
expect_equal "articles still" "$(sqlite3 news.db 'SELECT count(*) FROM articles')" 3

expect_status 0 "$WIREDESK" search piles
expect_equal "found" "$(jq -r .title out.log)" "Story number 2 of the harbour desk"
expect_status 0 "$WIREDESK" ledger
expect_equal "ledger: done" "$(jq -r 'select(.state == "done") | .document' out.log | wc -l)" 4
expect_status 0 "$WIREDESK" status

cat >moving.yaml <<'Y'
state: moving
sources:
  desk: { folder: in, parser: wire_text, done: done, failed: failed }
sinks:
  lines: { sink: jsonl, options: { path: "moved/%{source}.jsonl", gzip: yes } }
Y
expect_status 1 "$WIREDESK" run --once -c moving.yaml
expect_equal "left" "$(ls in | wc -l)" 0
expect_equal "moved" "$(ls done | tr '\n' ' ')" "s1.txt s2.txt s3.txt "
expect_equal "set aside" "$(ls failed)" "blank.txt"
expect_equal "in gzip" "$(zcat moved/desk.jsonl.gz | wc -l)" 3

expect_status 0 "$WIREDESK" run --dry-run -c wiredesk.yaml
expect_status 2 "$WIREDESK" run --once -c missing.yaml
