#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# parse: formats, order, ways to name inputs, exit statuses.
. "$(dirname "$0")/lib.sh"

mkdir -p docs/deep
for i in 1 2 3; do story $i >docs/s$i.txt; done
story 4 | gzip >docs/deep/s4.txt.gz

expect_status 0 "$WIREDESK" parse --parser wire_text docs/s1.txt
expect_equal "title" "$(jq -r .title out.log)" "Story number 1 of the harbour desk"
expect_equal "place" "$(jq -r .dateline.place out.log)" "HARBOR CITY"
expect_equal "date" "$(jq -r .published_at out.log)" "2026-03-02"

expect_status 0 "$WIREDESK" parse --parser wire_text -r docs
expect_equal "order of the input" "$(jq -r '.title | split(" ")[2]' out.log | tr '\n' ' ')" "4 1 2 3 "

printf '%s\n' docs/s2.txt '{"path":"docs/s1.txt","id":"first","url":"https://desk.example/1","timezone":"Asia/Tokyo"}' >list
expect_status 0 "$WIREDESK" parse --parser wire_text --list list -o documents
expect_equal "ids of a list" "$(jq -r '.id // "-"' out.log | tr '\n' ' ')" "- first "
expect_equal "its URL" "$(sed -n 2p out.log | jq -r '.articles[0].document.url')" "https://desk.example/1"

expect_status 0 "$WIREDESK" parse --parser wire_text -o json docs/s1.txt docs/s2.txt
expect_equal "an array" "$(jq length out.log)" 2
expect_status 0 "$WIREDESK" parse --parser wire_text -o ninjs docs/s1.txt
expect_equal "ninjs headline" "$(jq -r '.headlines[0].value' out.log)" "Story number 1 of the harbour desk"
expect_status 0 "$WIREDESK" parse --parser wire_text -o text docs/s1.txt
expect_match out.log "Story number 1 of the harbour desk"
"$WIREDESK" parse --parser wire_text - <docs/s3.txt >out.log 2>err.log || fail "standard input"
expect_equal "from standard input" "$(jq -r .title out.log)" "Story number 3 of the harbour desk"

expect_status 1 "$WIREDESK" parse --parser wire_text docs/s1.txt docs/missing.txt
expect_match err.log "docs/missing.txt"
expect_status 3 "$WIREDESK" parse docs/missing.txt
echo '<html><body></body></html>' >docs/empty.html
expect_status 3 "$WIREDESK" parse --parser article docs/empty.html
expect_match err.log "docs/empty.html: nothing in it: no title"
expect_status 2 "$WIREDESK" parse
expect_status 2 "$WIREDESK" parse -o nonsense docs/s1.txt
expect_match err.log "jsonl"
expect_status 3 "$WIREDESK" parse --parser no_such_parser docs/s1.txt
expect_match err.log "no_such_parser"
expect_status 2 "$WIREDESK" pasre docs/s1.txt
expect_match err.log "parse"
expect_status 0 "$WIREDESK" --version
expect_status 0 "$WIREDESK"
for command in parse plugin; do
	expect_status 0 "$WIREDESK" $command --help
	expect_match out.log "^Usage: wiredesk $command"
done
