#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# A source whose parser does harm beside a good one, in one run: the good one's records are complete, each misdeed is a
# dead letter that names parser, reason and document.
. "$(dirname "$0")/lib.sh"
export WIREDESK_PLUGINS=$BUILD/plugins:$BUILD/test-parsers:$BUILD/test-parsers-load
mkdir good bad dies
for i in $(seq 1 60); do printf 'Title %d\nThe body of document %d.\n' "$i" "$i" >good/$i.txt; done
misdeeds='crash quit hang-asleep gigabytes garbage kill-parent close-all'
for word in $misdeeds; do echo "$word" >"bad/$word.txt"; done
echo flood >bad/flood.txt
echo anything >dies/anything.txt
cat >wiredesk.yaml <<'Y'
limits: { time: 400ms, output: 4MiB }
sources:
  good: { folder: good, parser: good }
  bad: { folder: bad, parser: bad }
sinks:
  lines: { sink: jsonl, options: { path: news.jsonl } }
Y
expect_status 1 "$WIREDESK" run --once
expect_equal "the good source" "$(jq -r 'select(.source == "good") | .title' news.jsonl | sort -u | wc -l)" 60
expect_equal "what was only loud" "$(jq -r 'select(.source == "bad") | .title' news.jsonl)" "after the flood"
expect_match err.log "parser .*bad.* says: line 0 of a flood"
expect_match err.log "more lines of plugins on standard error"
lines=$(wc -l <err.log)
[ "$lines" -lt 400 ] || fail "the flood came through: $lines lines"
"$WIREDESK" dead list >letters.log
for word in $misdeeds; do
	grep -q "/$word.txt\",.*\"reason\":\"parser bad " letters.log || fail "no dead letter for $word"
done
expect_equal "letters" "$(wc -l <letters.log)" "$(echo $misdeeds | wc -w)"
expect_equal "ledger" "$("$WIREDESK" ledger --only failed | wc -l)" "$(echo $misdeeds | wc -w)"
# However long each took, they are booked in the order of the intake.
expect_equal "order of the ledger" "$("$WIREDESK" ledger -n 1000 | jq -r 'select(.source == "bad").document' | tac)" \
	"$(find "$work/bad" -name '*.txt' | LC_ALL=C sort)"
expect_match err.log "plugin bad_load dies or hangs when it is loaded; going on without it"

# parse, too; and no process is left.
expect_status 1 "$WIREDESK" parse --parser bad --time-limit 1 bad/crash.txt bad/flood.txt
expect_match err.log "bad/crash.txt: parser bad was killed by SIGSEGV"
expect_status 3 "$WIREDESK" parse --parser bad_load dies/anything.txt

# The host is killed while a document hangs: zygote, workers and sinks go with it, and the lock.
left() {
	local count=0
	for p in /proc/[0-9]*; do
		[ "$(readlink "$p/cwd")" = "$work" ] && [ "$(readlink "$p/exe")" = "$WIREDESK" ] && count=$((count + 1))
	done
	echo $count
}
nobody_is_left() { [ "$(left)" = 0 ]; }
rm -rf state news.jsonl .news.jsonl.wiredesk
"$WIREDESK" run >run.log 2>&1 &
host=$!
children+=($host)
wait_for 20 test -e state/state.db
are_there() { [ "$(left)" -ge 4 ]; }
wait_for 20 are_there
kill -9 $host
wait_for 10 nobody_is_left

# Another parser, the same documents: what it makes of them is remembered in silence, what the source changes is told.
cat >quiet.yaml <<'Y'
state: quiet
sources: { good: { folder: good, parser: good } }
sinks: { lines: { sink: jsonl, options: { path: quiet.jsonl } } }
Y
expect_status 0 "$WIREDESK" run --once -c quiet.yaml
expect_equal "records" "$(wc -l <quiet.jsonl)" 60
sed -i 's/parser: good/parser: bad/' quiet.yaml
touch good/*.txt
expect_status 0 "$WIREDESK" run --once -c quiet.yaml
expect_match err.log "60 unchanged"
expect_equal "in silence" "$(wc -l <quiet.jsonl)" 60
sed -i 's/parser: bad/parser: good/' quiet.yaml
touch good/*.txt
expect_status 0 "$WIREDESK" run --once -c quiet.yaml
printf 'Title 7\nThe body of document 7 is another one now.\n' >good/7.txt
expect_status 0 "$WIREDESK" run --once -c quiet.yaml
expect_equal "one update" "$(tail -n +61 quiet.jsonl | jq -r '[.title, .change] | join(" ")')" "Title 7 update"
