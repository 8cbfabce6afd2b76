#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# A sink that hangs, refuses or dies delays nobody else; what it refuses becomes a dead letter.
. "$(dirname "$0")/lib.sh"
export WIREDESK_PLUGINS=$BUILD/plugins:$BUILD/test-sinks
"$BUILD/tests/e2e/generate_stories" in 59 5
"$BUILD/tests/e2e/generate_stories" others 59 6
printf 'date 2026-03-02 Poison\n\nHARBOR CITY\n\nA story at which one sink dies, the harbour council said on Monday.\n' >in/poison.txt
for how in hang refuse die poison later; do
	drain=60s
	[ $how = hang ] && drain=3s
	cat >$how.yaml <<Y
state: $how/state
drain: ${drain:-60s}
sources:
  others: { folder: others, recursive: yes, parser: wire_text }
  desk: { folder: in, recursive: yes, parser: wire_text }
sinks:
  bad: { sink: bad, route: { sources: desk }, options: { how: $how, out: $how/bad.txt } }
  good: { sink: jsonl, options: { path: $how/news.jsonl } }
Y
	status=0
	"$WIREDESK" run --once -c $how.yaml >out.log 2>err.log || status=$?
	expect_equal "$how: the good sink" "$(wc -l <$how/news.jsonl)" 119
	case $how in
	hang) expect_equal "$how: status" $status 1; expect_match err.log "bad" ;;
	refuse)
		expect_equal "$how: status" $status 0
		expect_equal "refused" "$("$WIREDESK" dead list -c $how.yaml | wc -l)" 6
		expect_equal "taken" "$(wc -l <$how/bad.txt)" 54
		;;
	die)
		expect_equal "$how: status" $status 0
		expect_equal "$how: taken" "$(sort -u $how/bad.txt | wc -l)" 60
		expect_match err.log "sink bad: killed by signal 11"
		;;
	poison)
		expect_equal "$how: status" $status 0
		expect_equal "$how: taken" "$(sort -u $how/bad.txt | wc -l)" 59
		"$WIREDESK" dead list -c $how.yaml >out.log
		expect_equal "$how: dead letters" "$(jq -r .sink out.log)" "bad"
		expect_match out.log "signal 11"
		"$WIREDESK" dead show 1 -c $how.yaml | jq -e '.title == "Poison"' >/dev/null || fail "the record is kept"
		sed -i 's/how: poison/how: later/' $how.yaml
		expect_status 0 "$WIREDESK" dead retry 1 -c $how.yaml
		expect_equal "$how: taken in the end" "$(sort -u $how/bad.txt | wc -l)" 60
		expect_equal "$how: the other sink is not bothered" "$(wc -l <$how/news.jsonl)" 119
		expect_equal "$how: no letter is left" "$("$WIREDESK" dead list -c $how.yaml | wc -l)" 0
		;;
	later) expect_equal "$how: status" $status 0; expect_equal "taken at last" "$(wc -l <$how/bad.txt)" 60 ;;
	esac
done
