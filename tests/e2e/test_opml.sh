#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Subscription lists: OPML to a configuration that passes check, and back; a user's file is never written over.
. "$(dirname "$0")/lib.sh"

cat >feeds.opml <<'OPML'
<?xml version="1.0" encoding="UTF-8"?>
<opml version="1.0"><head><title>Feeds of a desk</title></head><body>
<outline text="Quay &amp; harbour"><outline text="Boats">
<outline type="rss" text="Harbour Desk" xmlUrl="https://harbour.example/feed" htmlUrl="https://harbour.example/"/>
</outline></outline>
<outline type="rss" Title="Báo Đà Nẵng" XMLURL="https://danang.example/rss?a=1&amp;b=2"/>
<outline type="rss" text="No address"/>
</body></opml>
OPML
cat >wiredesk.yaml <<'YAML'
contact: desk@n.example
include: sources.d/*.yaml
sources:
  wires:
    title: Two wires
    group: wire
    cron: "0 6 * * mon-fri"
    urls: ["https://wire.example/a", { url: "https://wire.example/b", section: "Ports", title: "Wire b" }]
  local: { folder: in }
groups: { wire: { timezone: Asia/Tokyo, language: ja } }
sinks: { lines: { sink: jsonl, options: { path: out.jsonl } } }
YAML
mkdir in sources.d

expect_status 1 "$WIREDESK" source import -o sources.d/feeds.yaml feeds.opml
expect_match err.log "feeds.opml:7: outline \"No address\" of type \"rss\" has no xmlUrl; left out"
expect_match err.log "2 addresses, 2 sources, 1 groups"
expect_match sources.d/feeds.yaml "# htmlUrl: https://harbour.example/"
expect_status 0 "$WIREDESK" check
cp sources.d/feeds.yaml before.yaml
expect_status 2 "$WIREDESK" source import -o sources.d/feeds.yaml feeds.opml
expect_match err.log "is there already"
cmp sources.d/feeds.yaml before.yaml
expect_status 3 "$WIREDESK" source import wiredesk.yaml
expect_status 3 "$WIREDESK" source import absent.opml
expect_status 2 "$WIREDESK" source import

# There and back: the exported list is itself a configuration of the same sources.
expect_status 0 "$WIREDESK" source export -o all.opml
expect_match all.opml 'text="Báo Đà Nẵng".*wiredesk:name="bao-da-nang"'
expect_match all.opml 'xmlUrl="https://danang.example/rss\?a=1&amp;b=2"'
expect_match all.opml 'wiredesk:section="Ports" wiredesk:cron="0 6 \* \* mon-fri" wiredesk:timezone="Asia/Tokyo"'
expect_match all.opml '<outline text="quay-harbour.boats">'
mkdir again
expect_status 0 "$WIREDESK" source import -o again/sources.yaml - <all.opml
cat >again/wiredesk.yaml <<'YAML'
contact: desk@n.example
include: sources.yaml
sinks: { lines: { sink: jsonl, options: { path: out.jsonl } } }
YAML
expect_status 0 "$WIREDESK" source export -c again/wiredesk.yaml
sed '/dateCreated/d' all.opml >first.opml
sed '/dateCreated/d' out.log >second.opml
diff <(sort first.opml) <(sort second.opml) || fail "the list is not the same after a round trip"
