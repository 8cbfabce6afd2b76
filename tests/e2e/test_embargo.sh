#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Records under embargo wait at the desk, later revisions behind them; when it ends both go out, in order, also after a
# kill. `embargo: pass` lets them through.
. "$(dirname "$0")/lib.sh"
mkdir in
configure() { # NAME EMBARGO
	cat >"$1.yaml" <<Y
state: $1/state
sources:
  desk: { folder: in, parser: wire_text, embargo: $2 }
sinks:
  lines: { sink: jsonl, options: { path: $1/news.jsonl } }
Y
}
embargoed() {
	printf 'EMBARGOED UNTIL 2026-03-06T06:00:00Z\n\nTolls on the coastal road to fall\n\n'
	printf 'EASTVALE, March 5 (XPA) - The toll on the coastal road will fall by a third, the council decided. %s\n\n' "${1:-}"
	printf 'The change takes effect in June, its spokeswoman said on Thursday.\n'
}
lines() { cat "$1/news.jsonl" 2>/dev/null | wc -l; }

configure hold hold
export WIREDESK_NOW=1772712000 # 2026-03-05T12:00:00Z
story 1 >in/free.txt
embargoed >in/toll.txt
expect_status 0 "$WIREDESK" run --once -c hold.yaml
expect_match err.log "1 under embargo"
expect_equal "only what is free" "$(lines hold)" 1
expect_equal "held" "$("$WIREDESK" status -c hold.yaml | jq -r 'select(.item == "records under embargo").value')" 1
expect_equal "release" "$("$WIREDESK" status -c hold.yaml | jq -r 'select(.item == "next release").value')" 2026-03-06T06:00:00Z

# A later revision queues behind it.
embargoed "Lorries are left out." >in/toll.txt
expect_status 0 "$WIREDESK" run --once -c hold.yaml
expect_equal "still only what is free" "$(lines hold)" 1

export WIREDESK_NOW=1772776799 # a second before
expect_status 0 "$WIREDESK" run --once -c hold.yaml
expect_equal "a second before" "$(lines hold)" 1

export WIREDESK_NOW=1772776800
status=0
WIREDESK_CRASH_AT=before-commit:1 "$WIREDESK" run --once -c hold.yaml >out.log 2>err.log &
wait $! || status=$?
expect_equal "killed at the release" $status 137
expect_status 0 "$WIREDESK" run --once -c hold.yaml
expect_equal "both go out, once" "$(lines hold)" 3
expect_equal "in order" "$(tail -2 hold/news.jsonl | jq -r .revision | tr '\n' ' ')" "1 2 "
expect_equal "with their places" "$(jq -r .seq hold/news.jsonl | tr '\n' ' ')" "1 2 3 "
expect_equal "embargo" "$(tail -1 hold/news.jsonl | jq -r .embargo_until)" 2026-03-06T06:00:00Z
expect_equal "nothing is held" "$("$WIREDESK" status -c hold.yaml | jq -r 'select(.item == "records under embargo").value')" 0

configure pass pass
export WIREDESK_NOW=1772712000
expect_status 0 "$WIREDESK" run --once -c pass.yaml
expect_equal "let through" "$(lines pass)" 2
