#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Every record that the tests' documents give keeps to the published JSON Schema, its ninjs form to ninjs's rules.
. "$(dirname "$0")/../e2e/lib.sh"
validate=$TOP/tests/schema/validate.py
"$WIREDESK" schema >record.json

check() { # WHAT WORDS OF parse...
	local what=$1
	shift
	"$WIREDESK" -q parse "$@" >records.log 2>err.log || true
	python3 "$validate" record.json <records.log >out.log 2>&1 || fail "$what: records"
	"$WIREDESK" -q parse "$@" -o ninjs >ninjs.log 2>err.log || true
	python3 "$validate" "$TOP/tests/schema/ninjs-3.1.rules.json" <ninjs.log >out.log 2>&1 || fail "$what: ninjs"
}

for folder in "$TOP"/plugins/parsers/*/cases; do
	[ -d "$folder" ] || continue
	parser=$(basename "$(dirname "$folder")")
	[ "$parser" = rules ] && continue # its pages have a rule file each, see below
	find "$folder" -name '*.txt' -o -name '*.html' -o -name '*.xml' | sort >list
	check "cases of $parser" --parser "$parser" --list list
done
for rules in "$TOP"/examples/rules/*.yaml; do
	words=$(sed 's/--no-auto//' "${rules%.yaml}.options" 2>/dev/null || true)
	eval "check 'page of a rule file' --parser '$rules' $words '${rules%.yaml}.html'"
done
"$BUILD/tests/e2e/generate_stories" generated 50 3
check "generated stories" --parser wire_text -r generated
[ -d "$TOP/examples/quickstart/inbox" ] && check "the quickstart" -r "$TOP/examples/quickstart/inbox"
head -c 20000 /dev/urandom >noise.txt
{ story 1; printf '\xff\xfe broken \xc3 bytes \x01\x02\n\n'; } >broken.txt
check "broken bytes" --parser wire_text broken.txt

# A validator that finds nothing is none.
echo '{"schema":"wiredesk/1","id":""}' | python3 "$validate" record.json >/dev/null 2>&1 && fail "a bad record passes"
echo '{"uri":"tag:x,2026:1","foo":1}' | python3 "$validate" "$TOP/tests/schema/ninjs-3.1.rules.json" >/dev/null 2>&1 &&
	fail "bad ninjs passes"

# What a whole run writes.
mkdir in
for i in 1 2 3; do story $i >in/s$i.txt; done
cat >wiredesk.yaml <<'Y'
sources: { desk: { folder: in, parser: wire_text } }
sinks:
  lines: { sink: jsonl, options: { path: news.jsonl } }
  ninjs: { sink: jsonl, options: { path: ninjs.jsonl, format: ninjs } }
Y
expect_status 0 "$WIREDESK" run --once
python3 "$validate" record.json <news.jsonl >out.log 2>&1 || fail "a run's records"
python3 "$validate" "$TOP/tests/schema/ninjs-3.1.rules.json" <ninjs.jsonl >out.log 2>&1 || fail "a run's ninjs"
