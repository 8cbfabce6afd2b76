#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# What one sees of sources and does to them: list, health, pause, resume, run, add; events in the ledger.
. "$(dirname "$0")/lib.sh"

cat >script.yaml <<'YAML'
a.test:
  /feed:
    - {feed: {items: 30, newest: 1772884800}}
    - {status: 500, times: 3}
    - {feed: {items: 12, first: 60, newest: 1773057600}}
  /old: [{status: 410, times: 2}, {feed: 3}]
  /empty: {feed: 0}
  /moved: {redirect: "http://a.test/news", status: 301}
  /news: {feed: {items: 5}}
  /page:
    type: text/html
    text: '<html><head><link rel=alternate type="application/rss+xml" title="All" href="/news">
      <link rel=alternate type="application/atom+xml" title="Ports" href="/empty"></head><body>Welcome</body></html>'
  /paged: {feed: 3}
  /story/2: {status: 410}
  /front: {page: A story of the harbour}
YAML
"$TOP/tests/server/server.py" script.yaml --port-file ports.json >server.log 2>&1 &
children+=($!)
wait_for 30 test -e ports.json
port=$(jq .http ports.json)
site=http://a.test:$port
cat >wiredesk.yaml <<YAML
contact: desk@n.example
fetch: { allow_private: yes, pace: 0, resolve: ["a.test:$port:127.0.0.1"] }
include: sources.d/*.yaml
groups: { ports: { timezone: Europe/Oslo } }
defaults: { parser: feed, every: 15min }
sources:
  quay: { urls: ["$site/feed"] }
  old: { urls: ["$site/old"], title: The old desk }
  drop: { folder: in, parser: wire_text }
  paged: { urls: ["$site/paged"], follow: article, paused: yes }
  timed: { cron: "0 6 * * mon-fri", urls: ["$site/news"] }
sinks: { lines: { sink: jsonl, options: { path: out.jsonl } } }
YAML
mkdir in sources.d
day=86400 noon=1772884800 # a Saturday
at() { # SECONDS WORDS...: at that time after noon
	local now=$((noon + $1))
	shift
	WIREDESK_NOW=$now "$WIREDESK" "$@"
}
field() { jq -r --arg s "$1" 'select(.source == $s).'"$2" out.log; }

# Before anything ran.
expect_status 0 at 0 source list
expect_equal "states" "$(jq -r .state out.log | sort -u | tr '\n' ' ')" "new paused "
expect_equal "next by cron" "$(field timed next)" 2026-03-09T06:00:00Z
expect_equal "rhythms" "$(jq -r .rhythm out.log | tr '\n' ' ')" "every 15min every 15min watched every 15min cron 0 6 * * mon-fri "
expect_status 0 at 0 source health
expect_status 2 at 0 source list nobody
expect_match err.log "has no source nobody"

# Paused before it was ever asked, a folder too.
story 1 >in/story.txt
expect_status 0 at 0 source pause timed drop
expect_status 1 at 0 run --once
expect_equal "records" "$(wc -l <out.jsonl)" 30
expect_status 0 at 0 source list
expect_equal "paused" "$(field timed state) $(field drop state) $(field timed next)" "paused paused null"
expect_equal "well" "$(field quay state) $(field quay items) $(field quay new) $(field quay title)" "ok 30 30 Desk of a.test"
expect_equal "gone" "$(field old state) $(field old status) $(field old next) $(field old title)" "gone 410 null The old desk"
expect_status 1 at 0 source health
expect_equal "verdicts" "$(jq -r .verdict out.log | tr '\n' ' ')" "ok gone paused paused paused "
expect_equal "rhythm" "$(field quay rhythm)" 1h
expect_status 0 at 0 ledger --events
expect_equal "event" "$(field old event)" gone
expect_status 0 at 0 ledger --events --source quay
expect_equal "no events of it" "$(wc -l <out.log)" 0
expect_status 0 at 0 status
for line in "addresses gone.*1" "addresses ok.*1" "paused sources.*2"; do expect_match out.log "$line"; done

# Named, in spite of the schedule, and of being gone; a paused one is refused.
expect_status 2 at 60 source run timed
expect_match err.log "source resume timed"
expect_status 0 at 60 source resume timed drop
expect_status 3 at 60 source run old
expect_status 0 at 90 source run old drop
expect_equal "records" "$(wc -l <out.jsonl)" 34
expect_status 0 at 90 source list old drop
expect_equal "revived" "$(field old state) $(field drop state) $(field drop new)" "ok ok 1"
expect_status 2 at 90 source run

# Three failures in a row are told, and items that were missed.
for hour in 1 3 9; do expect_status 3 at $((hour * 3600)) source run quay; done
expect_status 1 at $((9 * 3600)) source health quay
expect_equal "failing" "$(field quay verdict) $(field quay errors)" "failing 3"
expect_match out.log "the server answers with status 500"
expect_status 0 at $((2 * day)) source run quay
expect_status 0 at $((2 * day)) source list quay
expect_equal "gap" "$(field quay gaps) $(field quay state) $(field quay new)" "1 ok 12"
expect_status 0 at $((2 * day)) ledger --events --only gap
expect_equal "gap" "$(field quay event)" gap
expect_status 0 at $((2 * day)) status
expect_match out.log '"gaps, last day","value":"1"'

# Silent for longer than ever.
expect_status 0 at $((3 * day)) source health quay
expect_status 1 at $((40 * day)) source health quay
expect_equal "late" "$(field quay verdict) $(field quay silent)" "late 38d"

# Pages that cannot be had, and a parser that finds less than it did.
expect_status 2 at 120 source run paged
expect_match err.log "take \"paused\" out"
sed -i 's/, paused: yes//' wiredesk.yaml
expect_status 1 at 120 source run paged
expect_status 0 at 120 source health paged
expect_equal "pages" "$(field paged waiting) $(field paged failed)" "2 1"
expect_status 0 at 120 status
expect_match out.log '"pages waiting","value":"2"'
sqlite3 state/state.db "INSERT OR REPLACE INTO yields VALUES ('paged feed 0', 'paged', 1, 9e15, x'')"
expect_status 1 at 120 source health paged
expect_equal "drift" "$(field paged verdict) $(field paged drift)" "drift 1"
sqlite3 state/state.db "UPDATE yields SET drifts = 0"
expect_status 0 at 120 source health paged

# Beside a running host: list reads, and the host pauses what it is told to.
sed 's/every: 15min/every: 1d/' wiredesk.yaml >stays.yaml
"$WIREDESK" run -c stays.yaml >run.log 2>&1 &
host=$!
children+=("$host")
wait_for 20 grep -q state run.log
wait_for 20 sh -c "'$WIREDESK' status | grep -q 'running, process'"
expect_status 0 "$WIREDESK" source list
expect_status 0 "$WIREDESK" source pause quay
expect_status 0 "$WIREDESK" source list quay
expect_equal "paused by the host" "$(field quay state)" paused
expect_match run.log "source pause quay"
expect_status 0 "$WIREDESK" source resume quay
kill "$host"
wait "$host" || true

# A source for an address: a feed, one that has moved, one that a page names.
expect_status 0 "$WIREDESK" source add "$site/moved" -o sources.d/quay.yaml
expect_match err.log "stands in source timed already"
expect_status 0 "$WIREDESK" check
expect_status 0 "$WIREDESK" source list desk-of-a.test
expect_equal "address" "$(field desk-of-a.test address)" "$site/news"
cp sources.d/quay.yaml before.yaml
expect_status 2 "$WIREDESK" source add "$site/moved" -o sources.d/quay.yaml
cmp before.yaml sources.d/quay.yaml
expect_equal "who may read it" "$(stat -c %a sources.d/quay.yaml)" "$(printf %o $((0666 & ~$(umask))))"
expect_status 0 "$WIREDESK" source add "${site/:\/\//:\/\/ana:s3cret@}/news" -o secret.yaml
expect_match secret.yaml "s3cret"
expect_equal "who may read a password" "$(stat -c %a secret.yaml)" 600
rm secret.yaml
expect_status 0 "$WIREDESK" source add "$site/page" --group ports
expect_match err.log "> 1  $site/news  All"
expect_match err.log "  2  $site/empty  Ports"
expect_match out.log "^  desk-of-a.test-2:"
expect_match out.log 'group: "ports"'
if grep -q '^groups' out.log; then fail "the group is in the configuration already"; fi
expect_status 3 "$WIREDESK" source add "$site/page" --pick 2
expect_match err.log "no item in it; --force"
expect_status 0 "$WIREDESK" source add "$site/page" --pick 2 --force --name ports.all -g inland
expect_match out.log "^  inland: \{\}"
expect_match out.log "^  ports.all:"
expect_status 2 "$WIREDESK" source add "$site/page" --pick 3
expect_status 3 "$WIREDESK" source add "$site/front"
expect_match err.log "it names none. To follow the page itself"
expect_status 3 "$WIREDESK" source add "$site/nowhere"
expect_status 2 "$WIREDESK" source add "$site/news" --name quay
expect_status 2 "$WIREDESK" source add "$site/news" --name "Not a name"

# Without a configuration: private addresses only when asked for.
mkdir elsewhere
cd elsewhere
expect_status 3 env XDG_CONFIG_HOME="$work" "$WIREDESK" source add "http://127.0.0.1:$port/news"
expect_status 3 env XDG_CONFIG_HOME="$work" "$WIREDESK" source add --allow-private "http://127.0.0.1:$port/news"
expect_match err.log "status 404"

# Of every and cron the nearer one counts; both in one place are one too many.
cat >wiredesk.yaml <<YAML
contact: desk@n.example
state: state.when
defaults: {parser: feed, cron: "@daily"}
sources:
  own: {urls: "$site/news", every: 15min}
  usual: {urls: "$site/empty"}
sinks: {lines: {sink: jsonl, options: {path: when.jsonl}}}
YAML
expect_status 0 "$WIREDESK" source list
expect_equal "the source's own" "$(field own rhythm)" "every 15min"
expect_equal "the defaults'" "$(field usual rhythm)" "cron @daily"
sed -i 's/every: 15min/every: 15min, cron: "@hourly"/' wiredesk.yaml
expect_status 2 "$WIREDESK" check
expect_match err.log "cron and every are both given"
