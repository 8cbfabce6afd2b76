#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# A full disk stops the host with status 4 and no damage; when there is room again, the run goes on.
. "$(dirname "$0")/lib.sh"
mkdir disk
mount -t tmpfs -o size=4m tmpfs disk 2>/dev/null || { echo "no right to mount a small disk: skipped"; exit 77; }
trap 'umount -l "$work/disk"; cleanup' EXIT

"$BUILD/tests/e2e/generate_stories" in 1500 3
cat >wiredesk.yaml <<'Y'
state: disk/state
sources:
  desk: { folder: in, recursive: yes, parser: wire_text }
sinks:
  lines: { sink: jsonl, options: { path: news.jsonl } }
Y
expect_status 4 "$WIREDESK" run --once
expect_match err.log "[Ff]ull|[Nn]o space"
expect_status 4 "$WIREDESK" run --once
mount -o remount,size=64m disk
expect_status 0 "$WIREDESK" run --once
expect_equal "records" "$(jq -r .id news.jsonl | sort -u | wc -l)" 1500
expect_equal "lines" "$(wc -l <news.jsonl)" 1500
expect_equal "integrity" "$(sqlite3 disk/state/state.db 'PRAGMA integrity_check')" ok
