#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Which items are one article: guids before addresses, addresses before titles; what a cut document says of a known item.
. "$(dirname "$0")/lib.sh"
mkdir in
feed() { # ITEMS
	printf '<rss version="2.0"><channel><title>T</title><link>https://t.example/</link>%s</channel></rss>' "$1"
}
item() { # GUID LINK TITLE [DESCRIPTION]
	printf '<item><guid isPermaLink="false">%s</guid><link>%s</link><title>%s</title><pubDate>Sat, 07 Mar 2026 09:00:00 GMT</pubDate><description>%s</description></item>' \
		"$1" "$2" "$3" "${4:-Words on it.}"
}
cat >wiredesk.yaml <<'Y'
state: state
sources: { one: { folder: in, parser: feed } }
sinks: { lines: { sink: jsonl, options: { path: news.jsonl } } }
Y
articles() { jq -r .id news.jsonl | sort -u | wc -l; }

feed "$(item 1 https://t.example/ Alpha)$(item 2 https://t.example/ Beta)$(item 3 https://t.example/3 Same)$(item 4 https://t.example/4 Same)" >in/a.xml
expect_status 0 "$WIREDESK" run --once
expect_equal "one page for two items, one title for two" "$(articles)" 4

feed "$(item 1 https://t.example/ Alpha)$(item 2 https://t.example/ Beta)$(item 5 https://t.example/ Gamma)" >in/b.xml
expect_status 0 "$WIREDESK" run --once
expect_equal "and a third that leads there" "$(articles)" 5

feed "$(item other https://t.example/3 Same 'Words on it, changed.')" >in/c.xml
expect_status 0 "$WIREDESK" run --once
expect_equal "another guid for a known address" "$(articles)" 5
expect_equal "is an update" "$(tail -1 news.jsonl | jq -r '.change + " " + .url')" "update https://t.example/3"

lines=$(wc -l <news.jsonl)
feed "$(item 4 https://t.example/4 Same)" | head -c 230 >in/d.xml
"$WIREDESK" run --once 2>err.log || true
expect_equal "a cut item says nothing against a known one" "$(wc -l <news.jsonl)" "$lines"
