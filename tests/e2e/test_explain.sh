#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# explain: a record by its id or address, from the document that it came of; a document that has changed; none.
. "$(dirname "$0")/lib.sh"
mkdir in
cat >in/a.html <<'H'
<!DOCTYPE html><html lang="en"><head><title>Tide tables | Quay Post</title>
<meta property="og:title" content="Tide tables are out"><link rel="canonical" href="https://quay.example/tides"></head>
<body><article><h1>Tide tables are out</h1><p>The harbour office has printed the tide tables for the coming year, and gives them
away at its counter from Monday on.</p><p>Skippers can ask for a copy by mail, too, the office said in its notice.</p></article></body></html>
H
cat >quay.yaml <<'Y'
title: [{ css: .headline }, h1]
canonical_url: { css: 'link[rel=canonical]', attr: href }
body: article
Y
cat >wiredesk.yaml <<'Y'
state: state
sources: { quay: { folder: in, parser: rules, options: { file: quay.yaml } } }
sinks: { lines: { sink: jsonl, options: { path: news.jsonl } } }
Y
expect_status 0 "$WIREDESK" run --once
id=$(jq -r .id news.jsonl)
expect_status 0 "$WIREDESK" explain "$id"
expect_equal "the rule that won" "$(jq -r '.title[] | select(.chosen) | .value' out.log)" "Tide tables are out"
expect_equal "the one that did not" "$(jq -r '[.title[] | select(.chosen | not)] | length' out.log)" 1
expect_status 0 "$WIREDESK" explain https://quay.example/tides
echo '<!-- seen -->' >>in/a.html
expect_status 0 "$WIREDESK" explain "$id"
expect_match err.log "has changed since"
cat >general.html <<'H'
<!DOCTYPE html><html lang="en"><head><title>Tide tables | Quay Post</title><meta name="description" content="Ask at the counter.">
<meta property="og:image" content="https://quay.example/tides.jpg"></head>
<body><div>Menu</div><article><h1>Tide tables are out</h1><p>The harbour office has printed the tide tables for the coming year, and
gives them away at its counter from Monday on.</p><p>Skippers can ask for a copy by mail, too, the office said in its notice.</p></article></body></html>
H
chosen() { jq -r ".explain.$1[] | select(.chosen) | .$2" out.log; }
expect_status 0 "$WIREDESK" parse --explain --parser article general.html
expect_equal "where the text begins" "$(chosen body path)" "/html/body/article/p[1]"
expect_equal "the summary's rule" "$(chosen summary rule)" meta.description
expect_equal "the picture's rule" "$(chosen media rule | head -1)" meta.og:image
rm in/a.html
expect_status 1 "$WIREDESK" explain "$id"
expect_match err.log "a.html"
expect_status 3 "$WIREDESK" explain aaaaaaaaaaaaaaaaaaaaaaaaaa
expect_match err.log "wiredesk search"

# Of a feed's articles none stands for another that is gone.
mkdir feeds
item() { echo "<item><guid>$1</guid><title>Note $1</title><description>The $1 note of the desk.</description></item>"; }
echo "<rss version=\"2.0\"><channel><title>Notes</title>$(item first)$(item second)$(item third)</channel></rss>" >feeds/notes.xml
echo 'sources: { notes: { folder: feeds, parser: feed } }' >notes.yaml
echo 'state: notes-state' >>notes.yaml
echo 'sinks: { lines: { sink: jsonl, options: { path: notes.jsonl } } }' >>notes.yaml
expect_status 0 "$WIREDESK" run -c notes.yaml --once
id=$(jq -r 'select(.title == "Note second") | .id' notes.jsonl)
expect_status 0 "$WIREDESK" explain -c notes.yaml "$id"
expect_equal "the item that was asked for" "$(jq -r '.title[] | select(.chosen) | .value' out.log)" "Note second"
sed -i "s|$(item second)||" feeds/notes.xml
expect_status 3 "$WIREDESK" explain -c notes.yaml "$id"
expect_match err.log "other articles now"
expect_status 2 "$WIREDESK" explain
