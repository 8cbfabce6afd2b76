#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Commands that change something while a host runs: it does them, and what it has in memory follows at once.
. "$(dirname "$0")/lib.sh"
export WIREDESK_PLUGINS=$BUILD/plugins:$BUILD/test-sinks

cat >script.yaml <<'YAML'
a.test:
  /fast: {feed: 3}
  /slow: [{feed: 12}, {feed: {items: 12, first: 100}}]
  /once: [{feed: {items: 1, first: 700}}, {feed: {items: 1, first: 800}}]
  /gone: [{status: 410}, {feed: {items: 2, first: 500}}]
c.test:
  /paged: {feed: 12}
  "/story/*": {page: A story of the harbour, delay: 300ms}
b.test:
  /held: {status: 503, headers: ["Retry-After: 600"]}
YAML
"$TOP/tests/server/server.py" script.yaml --log requests.log --port-file ports.json >server.log 2>&1 &
children+=($!)
wait_for 30 test -e ports.json
port=$(jq .http ports.json)
site=http://a.test:$port
configure() { # STATE
	cat <<YAML
state: $1
contact: desk@n.example
limits: { time: 1500ms }
fetch: { allow_private: yes, pace: 0, resolve: ["a.test:$port:127.0.0.1", "b.test:$port:127.0.0.1", "c.test:$port:127.0.0.1"] }
defaults: { parser: feed, every: 1d }
sources:
  fast: { urls: ["$site/fast"], every: 200ms }
  slow: { urls: ["$site/slow"] }
  once: { urls: ["$site/once"], every: 0 }
  held: { urls: ["http://b.test:$port/held"] }
  paged: { urls: ["http://c.test:$port/paged"], follow: article, robots: ignore }
  gone: { urls: ["$site/gone"] }
  drop: { folder: in, parser: wire_text, quiet: 100ms }
  files: { files: ["files/*.txt"], parser: wire_text }
  off: { urls: ["$site/fast"], paused: yes }
sinks:
  lines: { sink: jsonl, options: { path: $1.jsonl } }
  picky: { sink: bad, options: { how: refuse, out: $work/$1.picky } }
YAML
}
mkdir in files bad
configure state >wiredesk.yaml
begin() {
	"$WIREDESK" run "$@" >>run.log 2>&1 &
	host=$!
	children+=("$host")
}
requests() { jq -r 'select(.event == "request") | .path' requests.log | grep -c "^$1\$" || true; }
records() { jq -r .source state.jsonl 2>/dev/null | grep -c "^$1\$" || true; }
has_records() { [ "$(records "$1")" = "$2" ]; }
letters() { "$WIREDESK" dead list "$@" | jq -r .letter | tr '\n' ' '; }
has_letters() { local wanted=$1; shift; [ "$(letters "$@")" = "$wanted" ]; }
wiredesk() { expect_status "$1" "$WIREDESK" "${@:2}"; }

begin
wait_for 20 test -S state/control.sock
expect_equal "who may use it" "$(stat -c %a state/control.sock)" 600
wait_for 20 has_records fast 3

# A poll now, whatever the schedule says; but not of hosts that want to be left alone, nor of what is paused.
wiredesk 0 source run slow
expect_match err.log "source slow: addresses that are asked now: 1"
expect_match run.log "process [0-9]+ of user $(id -u): source run slow"
wait_for 20 has_records slow 12
wiredesk 0 source run slow
wait_for 20 has_records slow 24
wait_for 20 has_records once 1
sleep 0.5
expect_equal "asked once" "$(requests /once)" 1
wiredesk 0 source run once
wait_for 20 has_records once 2
wiredesk 0 source run gone
is_gone() { "$WIREDESK" source list gone | grep -q '"state":"gone"'; }
wait_for 20 is_gone
wiredesk 0 source run gone
wait_for 20 has_records gone 2
wiredesk 0 source run held
is_held() { "$WIREDESK" source list held | grep -q '"state":"held"'; }
wait_for 20 is_held
wiredesk 0 source run held slow
expect_match err.log "source held: addresses that are not asked now: 1; .* left alone until 20..-..-..T"
expect_equal "left alone" "$(requests /held)" 1
wiredesk 2 source run nobody
wiredesk 2 source run off
expect_match err.log "take \"paused\" out"
story 1 >files/one.txt
wiredesk 0 source run files drop
expect_match err.log "source drop: what comes to .*/in is taken in at once"
wait_for 20 has_records files 1

# Paused at once, through a reload, and on again.
wiredesk 0 source pause fast drop
expect_match err.log "source fast is paused: runs leave it out"
before=$(requests /fast)
story 2 >in/two.txt
sleep 1
expect_equal "nobody asks" "$(requests /fast)" "$before"
kill -HUP $host
wait_for 20 grep -q "read anew" run.log
sleep 1
expect_equal "nor after a reload" "$(requests /fast) $(records drop)" "$before 0"
expect_equal "told" "$("$WIREDESK" source list fast drop | jq -r .state | tr '\n' ' ')" "paused paused "
wiredesk 2 source run fast
expect_match err.log "source resume fast"
wiredesk 0 source resume fast drop
expect_match err.log "source drop is not paused any more"
is_asked() { [ "$(requests /fast)" -gt "$before" ]; }
wait_for 20 is_asked
wait_for 20 has_records drop 1
story 3 >in/three.txt
wait_for 20 has_records drop 2
wiredesk 0 source resume off
expect_match err.log "is paused in the configuration, too"
wiredesk 2 source pause nobody

# A sink begins again where it is told to, and is waited for.
wiredesk 0 sink drain
expect_match err.log "sink picky has taken all, up to record"
refused=$(letters --sink picky)
[ -n "$refused" ] || fail "nothing was refused"
cp state.picky taken
wiredesk 0 sink rewind picky --to 0
expect_match err.log "sink picky begins again behind record 0"
wiredesk 0 sink drain picky lines
[ "$(wc -l <state.picky)" -gt $(($(wc -l <taken) * 3 / 2)) ] || fail "the sink did not get it again"
wiredesk 2 sink rewind picky --to 100000
expect_match err.log "the log holds records"
wiredesk 2 sink rewind nobody --to 0
wiredesk 2 sink drain nobody
wiredesk 0 sink forget picky
expect_match err.log "so it begins anew"
wiredesk 0 sink drain
wiredesk 0 sink list
expect_equal "sinks" "$(jq -r '"\(.sink) \(.waiting)"' out.log | tr '\n' ' ')" "lines 0 picky 0 "

# Dead letters: a record goes to its sink again, a document through its parser; or they go.
lines=$(wc -l <state.jsonl) first=${refused%% *}
id=$("$WIREDESK" dead show "$first" | jq -r .id)
before=$(grep -c "$id" state.picky || true)
wiredesk 0 dead retry "$first"
expect_match err.log "records that go to their sinks again: 1; documents that are tried again: 0"
wiredesk 0 sink drain
expect_equal "taken now" "$(grep -c "$id" state.picky)" $((before + 1))
expect_equal "the other sink is not bothered" "$(wc -l <state.jsonl)" "$lines"
wiredesk 2 dead retry "$first"
expect_match err.log "there is no dead letter $first"
wiredesk 0 dead drop --all --sink picky
expect_equal "dropped" "$(letters)" ""
wiredesk 0 dead drop --all
expect_match err.log "dropped: 0"
printf '  \n' >in/blank.txt
has_letter() { number=$(letters --source "$1"); [ -n "$number" ]; }
wait_for 20 has_letter drop
was=$number
wiredesk 0 dead retry $was
is_another() { has_letter drop && [ "$number" != "$was" ]; }
wait_for 20 is_another
story 4 >state/dead/${number% }
wiredesk 0 source pause drop
wiredesk 0 dead retry --all
wait_for 20 has_records drop 3
expect_equal "no letter left" "$(letters)" ""
expect_equal "still paused" "$("$WIREDESK" source list drop | jq -r .state)" paused
wiredesk 0 source resume drop

# Many of them, while the configuration is read anew.
for i in {1..100}; do echo >in/many-$i.txt; done
has_letter_count() { [ "$(letters --source drop | wc -w)" = "$1" ]; }
wait_for 30 has_letter_count 100
for number in $(letters --source drop); do story $((1000 + number)) >state/dead/$number; done
wiredesk 0 dead retry --all --source drop
kill -HUP $host
wait_for 30 has_records drop 103
wait_for 20 has_letter_count 0

# Pages that are followed: none is asked for while their source is paused, and none is forgotten.
pages() { requests '/story/[0-9]*'; }
has_pages() { [ "$(pages)" -ge "$1" ]; }
wiredesk 0 source run paged
wait_for 20 has_pages 2
wiredesk 0 source pause paged
before=$(pages)
sleep 1
expect_equal "no page" "$(pages)" "$before"
[ "$before" -lt 12 ] || fail "all pages came before the pause"
wiredesk 0 source resume paged
wait_for 30 has_records paged 12
expect_equal "each page" "$(jq -r 'select(.source == "paged") | .url' state.jsonl | sort -u | wc -l)" 12

# Clients that mean no good, or are not well.
hostile() { "$TOP/tests/e2e/control_client.py" state/control.sock "$1"; }
fds() { ls /proc/$host/fd | wc -l; }
descriptors=$(fds)
for way in garbage nothing list more numbers unknown few deep endless; do
	hostile $way >out.log
	expect_equal "$way: status" "$(jq .status out.log)" 2
done
expect_equal "only the first line counts" "$(hostile twice | jq .status)" 0
hostile crowd >crowd.log &
crowd=$!
wait_for 20 grep -q connected crowd.log
before=$(requests /fast)
wiredesk 0 source pause slow
wiredesk 0 source resume slow
wait_for 20 is_asked
wait $crowd
hostile leave >/dev/null
is_paused() { [ "$("$WIREDESK" source list "$1" | jq -r .state)" = paused ]; }
wait_for 20 is_paused slow
wiredesk 0 source resume slow
hostile half >half.log &
half=$!
hostile slowly >slowly.log
wait $half
expect_equal "half a line" "$(cat half.log)" ""
expect_match slowly.log "closed after [4-9]"
expect_equal "the second line did not" "$("$WIREDESK" source list fast | jq -r .state)" ok
is_clean() { [ "$(fds)" -le "$descriptors" ]; }
wait_for 20 is_clean
kill -0 $host || fail "the host is gone"
if [ "$(id -u)" = 0 ] && command -v setpriv >/dev/null; then # somebody else, where the modes would let him
	chmod 755 . state && chmod 777 state/control.sock
	setpriv --reuid=65534 --clear-groups "$TOP/tests/e2e/control_client.py" state/control.sock leave >/dev/null
	wait_for 20 grep -q "of user 65534 may not give orders here" run.log
	setpriv --reuid=65534 --clear-groups "$TOP/tests/e2e/control_client.py" state/control.sock twice >out.log
	expect_equal "somebody else" "$(jq .status out.log)" 4
	chmod 600 state/control.sock
	expect_equal "nothing was done" "$("$WIREDESK" source list slow | jq -r .state)" ok
fi

# A host that does not answer is told of.
kill -STOP $host
began=$SECONDS
wiredesk 4 source pause slow
kill -CONT $host
[ $((SECONDS - began)) -lt 15 ] || fail "waited too long"
expect_match err.log "process $host was told and has not answered"
wait_for 20 is_paused slow
wiredesk 0 source resume slow

# Killed: what it leaves is in nobody's way.
kill -9 $host
wait $host 2>/dev/null || true
test -S state/control.sock
wiredesk 0 source pause slow
wiredesk 0 sink drain
expect_match err.log "sink picky has taken all"
begin
wait_for 20 sh -c "grep -c 'configuration wiredesk.yaml' run.log | grep -q 2"
wiredesk 0 source resume slow
expect_match run.log "source resume slow"
kill $host
wait $host || fail "status $? after SIGTERM"
[ ! -e state/control.sock ] || fail "the socket is still there"

# A dead letter that is under way is let alone. A single pass can be told to leave a source out, not to take one in.
export WIREDESK_PLUGINS=$BUILD/plugins:$BUILD/test-parsers
cat >wiredesk.yaml <<'Y'
state: other
limits: { time: 1500ms }
sources:
  slow: { folder: in, parser: wire_text }
  bad: { folder: bad, parser: bad, quiet: 100ms }
sinks: { lines: { sink: jsonl, options: { path: other.jsonl } } }
Y
echo hang-asleep >bad/hang.txt
begin
wait_for 30 has_letter bad
wiredesk 0 dead retry $number
wiredesk 4 dead drop $number
expect_match err.log "being tried again just now"
kill -HUP $host
was=$number
is_another() { has_letter bad && [ "$number" != "$was" ]; }
wait_for 30 is_another
wiredesk 0 dead drop $number
kill $host
wait $host || true
echo hang-asleep >bad/again.txt
begin --once
wait_for 20 test -S other/control.sock
wiredesk 4 source run slow
expect_match err.log "process $host is about to end"
wiredesk 0 source pause slow
wait $host || true

# No room for the name, and none for the socket.
rm in/*.txt
deep=$(printf 'a-state-folder-whose-name-is-long/%.0s' 1 2 3 4)state
export WIREDESK_PLUGINS=$BUILD/plugins:$BUILD/test-sinks
configure "$deep" | sed 's|path: .*jsonl|path: deep.jsonl|; s|out: [^ ]*|out: deep.picky|; s/, every: 200ms//' >wiredesk.yaml
begin
wait_for 20 test -S "$deep/control.sock"
wiredesk 0 source pause slow
kill $host
wait $host || fail "status $? after SIGTERM"
echo mine >"$deep/control.sock"
begin
wait_for 20 grep -q "control.sock: File exists; until that is mended, commands that change" run.log
wiredesk 4 source pause slow
expect_match err.log "process $host has this state folder and has not taken the order"
expect_equal "not ours" "$(cat "$deep/control.sock")" mine
kill $host
wait $host || fail "status $? after SIGTERM"
