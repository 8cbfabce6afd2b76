#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Orders that come at a bad moment: to a run that is about something else or about to end, or that cannot be carried out.
. "$(dirname "$0")/lib.sh"
export WIREDESK_PLUGINS=$BUILD/plugins:$BUILD/test-parsers

cat >script.yaml <<'YAML'
a.test:
  /harm: {text: quit}
  /late: [{feed: 3}, {feed: {items: 3, first: 100}, delay: 1s}]
YAML
"$TOP/tests/server/server.py" script.yaml --log requests.log --port-file ports.json >server.log 2>&1 &
children+=($!)
wait_for 30 test -e ports.json
port=$(jq .http ports.json)
configure() { # SINKS
	cat >wiredesk.yaml <<YAML
state: state
contact: desk@n.example
limits: { time: 3s }
fetch: { allow_private: yes, pace: 0, resolve: ["a.test:$port:127.0.0.1"] }
sources:
  web: { urls: ["http://a.test:$port/harm"], parser: bad, robots: ignore, every: 1d }
  late: { urls: ["http://a.test:$port/late"], parser: feed, every: 1d }
  drop: { folder: in, parser: wire_text, watch: no }
  often: { folder: often, parser: wire_text, watch: no, every: 200ms }
  harm: { files: ["harm/*.txt"], parser: bad }
sinks: { $1 }
YAML
}
lines='lines: { sink: jsonl, drain: 700ms, options: { path: out.jsonl } }'
configure "$lines"
mkdir in often harm
wiredesk() { expect_status "$1" "$WIREDESK" "${@:2}"; }
begin() { # COMMAND...
	"$WIREDESK" "$@" >>run.log 2>&1 &
	host=$!
	children+=("$host")
	wait_for 20 test -S state/control.sock
}
end() { # STATUS
	local got=0
	wait $host || got=$?
	expect_equal "the host's status" "$got" "$1"
}
records() { jq -r .source out.jsonl 2>/dev/null | grep -c "^$1\$" || true; }
has_records() { [ "$(records "$1")" = "$2" ]; }

# A run that tries letters again takes in nothing else, whoever lets a source go on meanwhile.
wiredesk 1 run --once
letter=$("$WIREDESK" dead list --source web | jq -r .letter)
echo hang-asleep >state/dead/$letter
story 1 >in/one.txt
wiredesk 0 source pause web drop
begin dead retry $letter
wiredesk 0 source resume web drop
end 3
expect_equal "what the letters' run took in" "$(records drop)" 0
wiredesk 0 source run drop
expect_equal "what the next one did" "$(records drop)" 1
"$WIREDESK" dead drop --all 2>/dev/null

# A source that cannot begin when it is to go on is looked at again when it is time, and when it is asked for; its letters
# do not wait for it. Not there at the start, or there and paused: it comes to the same.
letters() { "$WIREDESK" dead list --source "$1" | jq -r .letter; }
has_letter() { letter=$(letters "$1"); [ -n "$letter" ]; }
has_another_letter() { local was=$letter; has_letter "$1" && [ "$letter" != "$was" ] || { letter=$was; false; }; }
go_on_without_folders() { # the client's configuration must be in order
	rm -r in often
	mkdir -p elsewhere
	sed -E 's/folder: (in|often)/folder: elsewhere/' wiredesk.yaml >client.yaml
	wiredesk 1 source resume -c client.yaml drop often
	expect_match err.log "source drop: .*/in: No such file or directory"
	expect_match err.log "source often: .*/often: No such file or directory"
	mkdir in often
}
wiredesk 0 source pause drop often
begin run
go_on_without_folders
story 2 >often/two.txt
wait_for 20 has_records often 1
story 3 >in/three.txt
wiredesk 0 source run drop
expect_match err.log "source drop: is looked at now"
wait_for 20 has_records drop 2
wiredesk 0 source pause drop often
printf '  \n' >in/blank.txt
wiredesk 0 source resume drop
wait_for 20 has_letter drop
wiredesk 0 source pause drop
go_on_without_folders
wiredesk 0 dead retry $letter
wait_for 20 has_another_letter drop
story 4 >in/four.txt
wiredesk 0 source run drop
wait_for 20 has_records drop 3
kill $host
end 1
"$WIREDESK" dead drop --all 2>/dev/null

# Addresses that were asked for are asked, whatever is read anew meanwhile.
begin run
wiredesk 0 source run late
kill -HUP $host
wait_for 20 grep -q "read anew" run.log
wait_for 20 has_records late 6
kill $host
wait $host || true

# One that is let go on and paused again while a document of it is in flight is not waited for.
echo hang-asleep >harm/hang.txt
rm in/*
begin run --once
for order in pause resume pause; do wiredesk 0 source $order harm; done
wait_for 20 test ! -e state/control.sock
end 3
wiredesk 0 source resume harm
rm harm/*

# Whoever keeps the state folder to himself is named if he can be, with the time that he was given.
hold() { # WHAT THE LOCK SAYS
	flock --no-fork state/lock sleep 60 &
	holder=$!
	children+=("$holder")
	wait_for 20 sh -c '! flock -n state/lock true'
	echo "$1" >state/lock
	wiredesk 4 sink drain
	kill $holder
	wait $holder || true
}
hold ''
expect_match err.log "nobody has taken the order within 0.7 s"
hold $$
expect_match err.log "process $$ has this state folder and has not taken the order within 0.7 s; .*kill $$"

# Dead letters that are records, the bytes of one gone: the same, with a host and without.
export WIREDESK_PLUGINS=$BUILD/plugins:$BUILD/test-sinks
rm -rf state out.jsonl in/*
sed -i '/parser: bad/d' wiredesk.yaml
sed -i "s|^sinks:.*|sinks: { picky: { sink: bad, options: { how: refuse, out: $work/picky } } }|" wiredesk.yaml
for i in {1..60}; do story $i >in/$i.txt; done
"$WIREDESK" run --once 2>/dev/null || true
read -r one two three four five six <<<"$("$WIREDESK" dead list --sink picky | jq -r .letter | tr '\n' ' ')"
: "${six:?not enough records were refused}"
rm state/dead/$two state/dead/$five
wiredesk 1 dead retry $one $two $three
begin run
wiredesk 1 dead retry $four $five $six
expect_match err.log "records that go to their sinks again: 2; documents that are tried again: 0"
kill $host
wait $host || true
wiredesk 3 dead retry $two
begin run
wiredesk 3 dead retry $two
kill $host
wait $host || true

# While a run that ends waits for its sinks, orders are carried out.
sed -i "s|how: refuse, out: [^ ]*|how: hang, out: $work/hung|; s|sink: bad, |&drain: 3s, |" wiredesk.yaml
begin run
story 100 >in/100.txt
wiredesk 0 source run drop
wait_for 20 sh -c "'$WIREDESK' status | grep -q 'running, process'"
kill $host
sleep 0.5
wiredesk 0 source pause drop
expect_match run.log "process [0-9]+ of user $(id -u): source pause drop$"
kill -0 $host || fail "the host did not wait for its sink"
wait $host || true
