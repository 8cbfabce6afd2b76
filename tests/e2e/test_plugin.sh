#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# plugin list and describe; plugins that do not load, or die of it, are named and cost only themselves.
. "$(dirname "$0")/lib.sh"
expect_status 0 "$WIREDESK" plugin list
for name in wire_text portal_text bacninh aggregator article rules jsonl sqlite stdout; do
	expect_match out.log "\"name\":\"$name\""
done
expect_equal "one of a name" "$(jq -r .name out.log | sort | uniq -d)" ""
expect_status 0 "$WIREDESK" plugin describe bacninh
expect_match out.log "bacninh 1.0: pages of a regional portal"
expect_match out.log "parser, API [0-9]+, "
expect_match out.log '"option":"timezone","type":"string","default":"\+07:00"'
expect_status 2 "$WIREDESK" plugin describe bacnin
expect_match err.log "did you mean bacninh"
expect_status 2 "$WIREDESK" plugin
export WIREDESK_PLUGINS=$BUILD/plugins:$BUILD/test-config:$BUILD/test-parsers-load
expect_status 1 "$WIREDESK" plugin list
expect_match err.log "plugin bad_load is killed by SIGSEGV when it is loaded"
expect_match err.log "plugin quits ends the program with status 7 when it is loaded"
expect_match err.log "text.so"
expect_match out.log '"name":"wire_text"'
