#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The bundled examples give what the quickstart shows.
. "$(dirname "$0")/lib.sh"
export WIREDESK_OUT=$work/out
expect_status 0 "$WIREDESK" run --once -c "$TOP/examples/quickstart/wiredesk.yaml"
expect_equal "articles" "$(sqlite3 out/news.db 'SELECT count(*) FROM articles')" 8
expect_equal "lines" "$(wc -l <out/news.jsonl)" 8
expect_equal "parsers" "$(jq -r .parser.name out/news.jsonl | sort | tr '\n' ' ')" "aggregator article bacninh feed feed portal_text wire_text wire_text "
expect_status 0 "$WIREDESK" search -d out/news.db swing bridge
expect_match out.log "Swing bridge closed"
