#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Installs what is missing, builds, runs the main job on the bundled examples into SQLite and JSON lines, shows the result.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
top=$(dirname "$here")
cd "$top"
tests/install.sh build

echo "building ..."
cmake --preset release -DWIREDESK_TESTS=OFF >/dev/null
cmake --build --preset release >/dev/null
wiredesk=$top/build/release/wiredesk

export WIREDESK_OUT=${WIREDESK_OUT:-$top/build/quickstart}
rm -rf "$WIREDESK_OUT"
echo "running: wiredesk run --once -c examples/quickstart/wiredesk.yaml"
"$wiredesk" run --once -c "$here/quickstart/wiredesk.yaml"

echo
sqlite3 -box "$WIREDESK_OUT/news.db" "
	SELECT source, coalesce(published_at, '-') AS published, coalesce(language, '-') AS lang,
	       coalesce(agency, '-') AS agency, word_count AS words,
	       CASE WHEN length(title) > 56 THEN substr(title, 1, 55) || '…' ELSE title END AS title
	FROM articles ORDER BY sort_at, source"
echo
echo "Database: $WIREDESK_OUT/news.db    (views: articles, revisions, article_authors, article_keywords, …)"
echo "Lines:    $WIREDESK_OUT/news.jsonl ($(wc -l <"$WIREDESK_OUT/news.jsonl") records)"
echo
echo "Next: $wiredesk parse -o text examples/quickstart/inbox/agency/bridge.txt"
echo "      $wiredesk parse --explain -o text examples/quickstart/inbox/pages/seawall.html"
echo "      $wiredesk fetch -o text https://… (a feed or a page of yours)"
echo "      $wiredesk search -c examples/quickstart/wiredesk.yaml bridge"
