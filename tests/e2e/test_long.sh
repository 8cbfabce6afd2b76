#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# A document with far more records than the host would keep: they are committed in parts while it is still being read.
# Whoever dies in the middle of it, host or worker: every record comes once, in the document's order.
. "$(dirname "$0")/lib.sh"
items=1600
mkdir source
python3 - "$items" >source/long.xml <<'P'
import sys
words = "harbour council pier ferry tide quay crane pilot winter storm".split()
print('<rss version="2.0"><channel><title>Long</title><link>https://long.example/</link>')
for i in range(int(sys.argv[1])):
    text = "".join(f"<p>{' '.join(words[(i + j + k) % 10] for k in range(90))} {i}.{j}</p>" for j in range(12))
    # all items link to one page, as some feeds have it: their guids keep them apart, over the bounds of parts too
    print(f'<item><title>Item {i}</title><link>https://long.example/all</link><guid isPermaLink="false">long-{i}</guid>'
          f'<pubDate>Mon, 02 Mar 2026 10:{i // 60 % 60:02}:{i % 60:02} GMT</pubDate><description><![CDATA[{text}]]></description></item>')
print("</channel></rss>")
P
export WIREDESK_NOW=1790000000

configure() { # NAME
	rm -rf "$1"
	mkdir "$1"
	cp -a source "$1/in"
	cat >"$1.yaml" <<Y
state: $1/state
limits: { time: 3min, memory: 2GiB }
sources: { long: { folder: $1/in, parser: feed } }
sinks:
  lines: { sink: jsonl, options: { path: "$1/news.jsonl" } }
  database: { sink: sqlite, options: { path: $1/news.db } }
Y
}

compare() { # NAME WHAT
	jq -cS 'del(.seq, .fetched_at, .document.path)' "$1/news.jsonl" >"$1/lines"
	cmp -s plain/lines "$1/lines" || fail "$2: $(wc -l <"$1/lines") lines, not those of an undisturbed run"
	expect_equal "$2: articles" "$(sqlite3 "$1/news.db" 'SELECT count(*) FROM articles')" $items
	expect_equal "$2: revisions" "$(sqlite3 "$1/news.db" 'SELECT count(*) FROM revisions')" $items
}

configure plain
expect_status 0 "$WIREDESK" -q run --once -c plain.yaml
jq -cS 'del(.seq, .fetched_at, .document.path)' plain/news.jsonl >plain/lines
expect_equal "the document's order" "$(jq -r .guid plain/news.jsonl | cut -d- -f2 | tr '\n' ' ')" "$(seq -s' ' 0 $((items - 1))) "
expect_equal "seq" "$(jq .seq plain/news.jsonl | tr '\n' ' ')" "$(seq -s' ' $items) "
compare plain "undisturbed"
expect_equal "ledger" "$(sqlite3 plain/state/state.db 'SELECT state, created, updated, known FROM documents')" "done|$items|0|0"

# --- the host dies: what was committed is known when the document is read again
for pass in 200 800 1400; do
	configure host
	status=0
	WIREDESK_CRASH_AT=log-append:$pass "$WIREDESK" -q run --once -c host.yaml >out.log 2>err.log || status=$?
	expect_equal "killed at record $pass" $status 137
	expect_status 0 "$WIREDESK" -q run --once -c host.yaml
	compare host "the host killed at record $pass"
done

children_of() { # PID NAME
	local stat
	for stat in /proc/[0-9]*/stat; do
		awk -v parent="$1" -v name="($2)" '$2 == name && $4 == parent { print $1 }' "$stat" 2>/dev/null || true
	done
}
workers_of() { # HOST
	children_of "$(children_of "$1" wiredesk-zygote)" wiredesk-worker
}

# --- the worker dies, when parts of what it said are committed: its second try gives the rest. It may have been done before.
has_parts() { [ "$(find "$1/state/log" -size +4M 2>/dev/null | wc -l)" -gt 0 ]; }
for try in 1 2 3 4 5; do
	configure worker
	"$WIREDESK" run --once -c worker.yaml >out.log 2>err.log &
	pid=$!
	wait_for 60 has_parts worker
	kill -USR1 $(workers_of $pid) || true
	wait $pid || fail "a worker that died once fails the run: $?"
	compare worker "the worker killed"
	! grep -q 'SIGUSR1' err.log || break
done
expect_match err.log 'long.xml: parser feed was killed by SIGUSR1; trying it once more, alone'

# --- it dies each time: the document is a dead letter, and what came before stands
configure twice
"$WIREDESK" run --once -c twice.yaml >out.log 2>err.log &
pid=$!
while kill -0 $pid 2>/dev/null; do
	! has_parts twice || kill -USR1 $(workers_of $pid) 2>/dev/null || true
	sleep 0.02
done
status=0
wait $pid || status=$?
expect_equal "a document that failed in its middle" $status 1
expect_equal "dead letters" "$(sqlite3 twice/state/state.db 'SELECT count(*) FROM dead')" 1
booked=$(sqlite3 twice/state/state.db "SELECT created FROM documents WHERE state = 'failed'")
[ "$booked" -gt 0 ] && [ "$booked" -lt $items ] || fail "of a document that failed in its middle $booked records are booked"
expect_equal "what came before it" "$(wc -l <twice/news.jsonl)" "$booked"
cmp -s <(head -n "$booked" plain/lines) <(jq -cS 'del(.seq, .fetched_at, .document.path)' twice/news.jsonl) || fail "other records than those of an undisturbed run"
expect_status 0 "$WIREDESK" -q dead retry -c twice.yaml 1
compare twice "taken up again"
