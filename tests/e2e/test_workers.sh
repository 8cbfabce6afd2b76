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
expect_match err.log "plugin bad_load dies or hangs when it is loaded; going on without it"

# parse, too; and no process is left.
expect_status 1 "$WIREDESK" parse --parser bad --time-limit 1 bad/crash.txt bad/flood.txt
expect_match err.log "bad/crash.txt: parser bad was killed by SIGSEGV"
expect_status 3 "$WIREDESK" parse --parser bad_load dies/anything.txt
sleep 0.3
[ -z "$(pgrep -f "$work" || true)" ] || fail "processes are left"
