#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# A progress line on a terminal, none elsewhere; tables on a terminal, JSON lines elsewhere; no colours with NO_COLOR.
. "$(dirname "$0")/lib.sh"
command -v script >/dev/null || { echo "script(1) is missing: skipped"; exit 77; }
"$BUILD/tests/e2e/generate_stories" in 4000 9

on_terminal() { script -qec "$*" /dev/null </dev/null; }
on_terminal "'$WIREDESK' parse -j 1 --parser wire_text -r in >/dev/null" >terminal.log || fail "parse on a terminal"
expect_match terminal.log "[0-9]+ of 4000 documents, [0-9]+/s, 0 failed, [0-9]+:[0-9][0-9] left"
"$WIREDESK" parse -j 1 --parser wire_text -r in >/dev/null 2>err.log || fail "parse"
[ -s err.log ] && fail "something is said where nobody looks"

on_terminal "'$WIREDESK' plugin list" >terminal.log
expect_match terminal.log "^NAME +KIND|^name +kind"
on_terminal "'$WIREDESK' plugin list --json" >terminal.log
expect_match terminal.log '"name":"wire_text"'

on_terminal "'$WIREDESK' parse in/missing" >terminal.log || true
grep -q $'\e\[' terminal.log || fail "no colour on a terminal"
NO_COLOR=1 on_terminal "'$WIREDESK' parse in/missing" >terminal.log || true
grep -q $'\e\[3' terminal.log && fail "colour in spite of NO_COLOR"
"$WIREDESK" --log-format json parse in/missing 2>err.log || true
jq -e '.level == "error" and (.text // .message | length > 0)' err.log >/dev/null || fail "no JSON messages"
