#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The desk over several runs: embargoes, renamed sources, new and rewound sinks, dead letters that come back, retention,
# and states that do not fit together.
. "$(dirname "$0")/lib.sh"
mkdir in

configure() { # SOURCE [MORE SINKS]
	cat >wiredesk.yaml <<Y
state: state
keep: { log: 7d }
sources:
  $1
sinks:
  lines: { sink: jsonl, options: { path: news.jsonl } }
  ${2:-}
Y
}
run() { expect_status "${1:-0}" "$WIREDESK" run --once; }
lines() { wc -l <"${1:-news.jsonl}"; }

# What a folder holds: files packed with gzip, folders below.
mkdir in/deep
story 1 >in/one.txt
story 2 | gzip >in/deep/two.txt.gz
echo hidden >in/.hidden
echo unfinished >in/three.part
configure "desk: { folder: in, recursive: yes, parser: wire_text }"
run
expect_equal "gz and folders below" "$(lines)" 2
expect_equal "ids" "$(jq -r .id news.jsonl | grep -cE '^[a-z0-9]{26}$')" 2

# A renamed source keeps the identities.
configure "harbour: { was: desk, folder: in, recursive: yes, parser: wire_text }"
run
expect_equal "nothing is new under another name" "$(lines)" 2

# A new sink starts from what the log still holds; a rewound one gets it again and doubles nothing.
configure "harbour: { was: desk, folder: in, recursive: yes, parser: wire_text }" \
	"database: { sink: sqlite, options: { path: news.db } }"
run
expect_equal "a new sink, from the past" "$(sqlite3 news.db 'SELECT count(*) FROM revisions')" 2
sqlite3 news.db 'DELETE FROM data_revisions WHERE rowid = 1' 2>/dev/null || true
expect_status 0 "$WIREDESK" sink rewind database --to 0
expect_status 0 "$WIREDESK" sink list
expect_equal "rewound" "$(jq -r 'select(.sink == "database") | .waiting' out.log)" 2
run
expect_equal "upserted" "$(sqlite3 news.db 'SELECT count(*) FROM revisions')" 2
expect_status 2 "$WIREDESK" sink rewind database --to 99
expect_match err.log "1 to 2"
expect_status 2 "$WIREDESK" sink rewind nobody --to 0
configure "harbour: { was: desk, folder: in, recursive: yes, parser: wire_text }"
expect_status 0 "$WIREDESK" sink forget database
expect_equal "forgotten" "$("$WIREDESK" sink list | wc -l)" 1

# A dead letter comes back when its parser takes it.
printf '  \n' >in/blank.txt
run 3
expect_equal "a dead letter" "$("$WIREDESK" dead list | jq -r .document)" "$work/in/blank.txt"
expect_status 0 "$WIREDESK" dead show 1
expect_equal "its bytes" "$(od -An -c out.log | tr -d ' ')" '\n'
expect_status 3 "$WIREDESK" dead retry 1
expect_equal "another letter in its place" "$("$WIREDESK" dead list | jq -r .letter)" 2
story 7 >state/dead/2
expect_status 0 "$WIREDESK" dead retry --all
expect_equal "no letter left" "$("$WIREDESK" dead list | wc -l)" 0
expect_equal "its record" "$(tail -1 news.jsonl | jq -r .title)" "Story number 7 of the harbour desk"
expect_equal "no bytes left" "$(find state/dead -type f | wc -l)" 0
expect_status 2 "$WIREDESK" dead retry 99
printf '   \n' >in/blank.txt
run 3
expect_status 0 "$WIREDESK" dead drop --all
expect_equal "dropped" "$("$WIREDESK" dead list | wc -l)" 0
expect_status 0 "$WIREDESK" ledger --only rejected
expect_match out.log "blank.txt"
expect_status 2 "$WIREDESK" ledger --only nonsense

# Standard input is a source.
configure "pipe: { stdin: yes, parser: wire_text }"
story 9 | "$WIREDESK" run --once 2>err.log || fail "standard input"
expect_equal "from standard input" "$(tail -1 news.jsonl | jq -r .title)" "Story number 9 of the harbour desk"

# A dry run writes nothing.
before=$(lines)
configure "fresh: { folder: in, parser: wire_text }" "more: { sink: jsonl, options: { path: dry.jsonl } }"
"$WIREDESK" run --dry-run >out.log 2>err.log || true
expect_match err.log "would give 1 records"
expect_equal "a dry run" "$(lines)" "$before"
[ ! -e dry.jsonl ] || fail "a dry run has opened a sink"

# States that do not fit.
configure "harbour: { was: desk, folder: in, recursive: yes, parser: wire_text }"
cp -a state older
story 11 >in/eleven.txt
run 0
cp -a state newer
rm -rf state && cp -a older state
expect_status 4 "$WIREDESK" run --once
expect_match err.log "ahead|ends|has record"
rm -rf state && cp -a newer state
run
sqlite3 state/state.db 'PRAGMA user_version = 999' >/dev/null
expect_status 4 "$WIREDESK" run --once
expect_match err.log "999"
rm -rf state && cp -a newer state
rm state/log/*
expect_status 4 "$WIREDESK" run --once
rm -rf state && cp -a newer state

# An older format is copied, then migrated.
sqlite3 state/state.db 'ALTER TABLE cursors DROP COLUMN rewound; ALTER TABLE cursors DROP COLUMN skipped;
	DROP TABLE polls; DROP TABLE links; DROP TABLE hosts; DROP TABLE events; DROP TABLE yields; DROP TABLE sources; DROP TABLE hours;
	ALTER TABLE dead DROP COLUMN role; ALTER TABLE dead DROP COLUMN context; ALTER TABLE dead DROP COLUMN feed_url; ALTER TABLE dead DROP COLUMN link;
	PRAGMA user_version = 1' >/dev/null
expect_status 4 "$WIREDESK" ledger
expect_match err.log "has format 1, this wiredesk reads 3: its next run"
run
expect_equal "migrated" "$(sqlite3 state/state.db 'PRAGMA user_version')" 3
expect_equal "the copy" "$(sqlite3 state/state.db.format-1 'PRAGMA user_version')" 1

# Another log's records are refused.
rm -rf state
expect_status 4 "$WIREDESK" run --once
expect_match err.log "epoch"

# Retention of the ledger.
rm -rf state news.jsonl .news.jsonl.wiredesk in/blank.txt
run
expect_equal "ledger" "$("$WIREDESK" ledger | wc -l)" "$("$WIREDESK" ledger -n 1000 | wc -l)"
sqlite3 state/state.db 'UPDATE documents SET at = at - 91 * 86400000' >/dev/null
sqlite3 state/state.db "INSERT INTO events (at, source, kind, text) VALUES (1000, 'in', 'gap', 'long ago')" >/dev/null
expect_equal "an event" "$("$WIREDESK" ledger --events | jq -r .at)" 1970-01-01T00:00:01Z
run
expect_equal "old entries are forgotten" "$("$WIREDESK" ledger | wc -l) $("$WIREDESK" ledger --events | wc -l)" "0 0"
rm in/one.txt
run
expect_equal "files that are gone are forgotten" "$(sqlite3 state/state.db "SELECT count(*) FROM files WHERE path LIKE '%/one.txt'")" 0
expect_equal "the others are known" "$(sqlite3 state/state.db 'SELECT count(*) FROM files')" 2
expect_equal "identities are not" "$(sqlite3 state/state.db 'SELECT count(*) > 0 FROM articles')" 1
