#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# A site changes its layout: the parser's rules find nothing any more, an alarm is raised, the general extractor stands in;
# mended rules end it. A normal run is quiet.
. "$(dirname "$0")/lib.sh"

page() { # NUMBER CLASS-OF-THE-BODY
	cat <<H
<!DOCTYPE html><html lang="en"><head><title>Pier $1 is mended | Quay Post</title></head><body>
<div class="menu"><a href="/">Home</a> <a href="/port">Port</a></div>
<article><h1>Pier $1 is mended</h1><p class="by">Ada Lund</p>
<div class="$2"><p>Divers looked at the piles of pier $1 on Monday, and the harbour master said that they will last for ten years.</p>
<p>The council had put money aside for the work in spring, after a barge had run into the pier in fog and damaged it badly.</p>
<p>Ferries will land there again from Friday on, the harbour office said, and the buses follow the new timetable from then.</p></div>
</article><div class="foot">About us</div></body></html>
H
}
cat >quay.yaml <<'Y'
title: h1
byline: .by
body: .text
Y
cat >wiredesk.yaml <<'Y'
state: state
sources:
  quay: { folder: in, parser: rules, options: { file: quay.yaml } }
sinks:
  lines: { sink: jsonl, options: { path: news.jsonl } }
Y
mkdir in
for i in $(seq 1 60); do page $i text >in/a$i.html; done
expect_status 0 "$WIREDESK" run --once
expect_equal "by the parser" "$(jq -r '.extraction' news.jsonl | sort | uniq -c | tr -s ' ')" " 60 parser"

for i in $(seq 61 66); do page $i story >in/b$i.html; done
expect_status 0 "$WIREDESK" run --once
expect_equal "stood in for" "$(jq -r 'select(.extraction == "fallback") | .parser.name' news.jsonl | sort | uniq -c | tr -s ' ')" " 6 article"
expect_equal "with the text" "$(jq -r 'select(.extraction == "fallback") | select(.body | contains("Divers looked")) | .title' news.jsonl | wc -l)" 6

for i in $(seq 67 80); do page $i story >in/c$i.html; done
expect_status 1 "$WIREDESK" run --once
expect_match err.log "source quay: drift: parser rules hardly finds body any more"
expect_match err.log "wiredesk source health"
expect_status 0 "$WIREDESK" ledger --events
expect_match out.log '"drift"'
expect_equal "nothing is lost" "$(wc -l <news.jsonl)" 80

sed -i 's/\.text/.story/' quay.yaml
for i in $(seq 81 100); do page $i story >in/d$i.html; done
"$WIREDESK" run --once 2>err.log || true
expect_match err.log "parser rules finds body again"
expect_equal "by the parser again" "$(tail -20 news.jsonl | jq -r .extraction | sort | uniq -c | tr -s ' ')" " 20 parser"

cat >off.yaml <<'Y'
state: off
sources:
  quay: { folder: in, parser: rules, fallback: no, options: { file: quay.yaml }, patterns: ["a*.html"] }
sinks:
  lines: { sink: jsonl, options: { path: off.jsonl } }
Y
expect_status 3 "$WIREDESK" run --once -c off.yaml

# What is still found is not called lost.
cat >half.yaml <<'Y'
title: h1
body: .text
required: []
Y
sed 's/quay.yaml/half.yaml/; s/state$/half-state/; s/news.jsonl/half.jsonl/; s/in, parser/half, parser/' wiredesk.yaml >half-desk.yaml
mkdir half
for i in $(seq 1 60); do page $i text >half/a$i.html; done
expect_status 0 "$WIREDESK" run --once -c half-desk.yaml
for i in $(seq 61 80); do page $i story >half/b$i.html; done
expect_status 1 "$WIREDESK" run --once -c half-desk.yaml
expect_match err.log "parser rules hardly finds body any more"
grep -q "hardly finds title" err.log && fail "the title is called lost"
expect_equal "stood in for" "$(jq -r .extraction half.jsonl | sort | uniq -c | tr -s ' \n' ' ')" " 20 fallback 60 parser "
