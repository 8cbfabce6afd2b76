#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# kill -9 of the host, at random moments (seeded) and at each point of a commit: no record lost, none doubled.
. "$(dirname "$0")/lib.sh"
kills=${KILLS:-50}
RANDOM=${SEED:-20261124}

documents=${DOCUMENTS:-400}
"$BUILD/tests/e2e/generate_stories" in "$documents" 7
export WIREDESK_NOW=1790000000

configure() { # NAME
	cat >"$1.yaml" <<Y
state: $1/state
sources:
  desk: { folder: in, recursive: yes, parser: wire_text }
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
	rm -rf "$1"
}

configure plain
expect_status 0 "$WIREDESK" -q run --once -c plain.yaml
content plain
expect_equal "records" "$(wc -l <plain/from-lines)" "$documents"

run_until_done() { # NAME
	local tries=0
	until "$WIREDESK" -q run --once -c "$1.yaml" >out.log 2>err.log; do
		[ $((tries += 1)) -lt 5 ] || fail "$1 does not come to an end"
	done
}

points='log-append log-sync before-commit after-commit ack'
for point in $points; do
	for pass in 1 2 3; do
		configure point
		WIREDESK_CRASH_AT=$point:$pass "$WIREDESK" -q run --once -c point.yaml >out.log 2>err.log && continue
		run_until_done point
		compare point "killed at $point, pass $pass"
	done
	rm -rf point
done

configure random
for ((i = 1; i <= kills; i++)); do
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
