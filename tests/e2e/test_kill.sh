#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# kill -9 of the host, at random moments (seeded) and at each point of a commit: no record lost, none doubled.
. "$(dirname "$0")/lib.sh"
kills=${KILLS:-50}
RANDOM=${SEED:-20261124}

documents=${DOCUMENTS:-400}
"$BUILD/tests/e2e/generate_stories" in "$documents" 7
blanks=3
for ((i = 0; i < blanks; i++)); do printf '   \n' >"in/blank$i.txt"; done
export WIREDESK_NOW=1790000000

configure() { # NAME: its own copy of the documents, since finished ones are moved
	rm -rf "$1.in" "$1"
	mkdir -p "$1/done" "$1/failed"
	cp -a in "$1.in"
	cat >"$1.yaml" <<Y
state: $1/state
sources:
  desk: { folder: $1.in, recursive: yes, parser: wire_text, done: $1/done, failed: $1/failed }
sinks:
  database: { sink: sqlite, options: { path: $1/news.db } }
  lines: { sink: jsonl, options: { path: "$1/news.jsonl" } }
  packed: { sink: jsonl, options: { path: "$1/packed.jsonl", gzip: yes } }
Y
}

content() { # NAME: what both kinds of sink hold, without the place in the log
	sqlite3 "$1/news.db" 'SELECT json FROM revisions' | jq -cS 'del(.seq)' | sort >"$1/from-database"
	jq -cS 'del(.seq)' "$1/news.jsonl" | sort >"$1/from-lines"
	zcat "$1/packed.jsonl.gz" | jq -cS 'del(.seq)' | sort >"$1/from-packed"
	for kind in database lines packed; do sed -i "s/$1\.in/in/" "$1/from-$kind"; done
}

compare() { # NAME WHAT
	content "$1"
	for kind in database lines packed; do
		cmp -s "plain/from-$kind" "$1/from-$kind" || {
			diff "plain/from-$kind" "$1/from-$kind" | cut -c1-300 | head -5 >&2
			fail "$2: the $kind differ from an undisturbed run"
		}
	done
	expect_equal "$2: integrity" "$(sqlite3 "$1/state/state.db" 'PRAGMA integrity_check')" ok
	expect_equal "$2: left" "$(find "$1.in" -type f | wc -l)" 0
	expect_equal "$2: done" "$(find "$1/done" -type f | wc -l)" "$documents"
	expect_equal "$2: failed" "$(find "$1/failed" -type f | wc -l)" "$blanks"
	expect_equal "$2: dead letters" "$(sqlite3 "$1/state/state.db" 'SELECT count(*) FROM dead')" "$blanks"
	expect_equal "$2: their bytes" "$(find "$1/state/dead" -type f | wc -l)" "$blanks"
	expect_equal "$2: ledger" "$(sqlite3 "$1/state/state.db" 'SELECT count(*) FROM documents')" $((documents + blanks))
}

configure plain
expect_status 1 "$WIREDESK" -q run --once -c plain.yaml
content plain
expect_equal "records" "$(wc -l <plain/from-lines)" "$documents"

run_until_done() { # NAME
	local status=0
	"$WIREDESK" -q run --once -c "$1.yaml" >out.log 2>err.log || status=$?
	[ $status -le 1 ] || [ $status = 3 ] || fail "$1 ends with status $status after a kill"
}

points='log-append log-sync before-commit after-commit ack before-move after-move dead-written'
for point in $points; do
	for pass in 1 2 3; do
		configure point
		status=0
		WIREDESK_CRASH_AT=$point:$pass "$WIREDESK" -q run --once -c point.yaml >out.log 2>err.log &
		wait $! || status=$?
		expect_equal "killed at $point, pass $pass" $status 137
		run_until_done point
		compare point "killed at $point, pass $pass"
	done
done

for ((i = 1; i <= kills; i++)); do
	((i % 5 == 1)) && configure random
	"$WIREDESK" -q run --once -c random.yaml >out.log 2>err.log &
	pid=$!
	sleep "0.$(printf %03d $((RANDOM % 450)))"
	if kill -9 $pid 2>/dev/null; then :; fi
	wait $pid 2>/dev/null || true
	if ((i % 5 == 0)); then
		run_until_done random
		compare random "after $i kills"
	fi
done
echo "$kills kills, $(echo $points | wc -w) points: nothing lost, nothing doubled"
