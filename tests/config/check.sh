#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# check: each broken configuration is refused with all that is wrong, and nothing else; a good one is shown whole.
. "$(dirname "$0")/../e2e/lib.sh"
export WIREDESK_PLUGINS=$BUILD/plugins:$BUILD/test-config
mkdir in
echo text >file.txt
echo 'sources: { a: { folder: in } }' >included.yaml

for case in "$TOP"/tests/config/*.yaml; do
	name=$(basename "$case")
	[ "$name" = good.yaml ] && continue
	cp "$case" "$name"
	expect_status 2 "$WIREDESK" check -c "$name"
	expected=0
	while IFS= read -r line; do
		grep -qF -- "$line" err.log || fail "$name: \"$line\" is not said"
		expected=$((expected + 1))
	done < <(sed -n 's/^# expect: //p' "$name")
	expect_equal "$name: faults" "$(grep -c '^wiredesk: error: .*\.yaml' err.log)" $expected
done

# A caret stands below the place.
expect_status 2 "$WIREDESK" check -c ranges.yaml
expect_equal "line and caret" "$(grep -A2 'workers is 900' err.log | tail -2)" "    workers: 900
             ^"

# Nor does the line show a password, however it is written.
cat >hidden.yaml <<'YAML'
contact: desk@n.example
fetch: { proxy: reader:sesame@proxy.example:3128 }
sources:
  a: { urls: ["https://reader:se#same@h.example/", 'ftp:reader:sesame@h.example/'] }
  b:
    urls:
    - https://reader:se/sa me@h.example/ # as desk@n.example has it
    - "https://reader:se\"sa?me@h.example/"
sinks: { out: { sink: stdout } }
YAML
expect_status 2 "$WIREDESK" check -c hidden.yaml
for shown in 'proxy is "reader:******@proxy.example:3128"' 'fetch: { proxy: reader:******@proxy.example:3128 }' \
	'4:16: https://reader:*******@h.example/: ' '4:53: ftp:*************@h.example/: ' \
	"a: { urls: [\"https://reader:*******@h.example/\", 'ftp:*************@h.example/'] }" \
	'- https://reader:********@h.example/ # as desk@n.example has it' '- "https://reader:*********@h.example/"'; do
	grep -qF -- "$shown" err.log || fail "\"$shown\" is not said"
done
expect_equal "passwords shown" "$(grep -cE 'same|me@h|[^d]se[^n]' err.log)" 0

# A good one: includes, groups, defaults, variables, secrets.
cp "$TOP/tests/config/good.yaml" .
mkdir -p more
echo 'sources: { second: { group: vn, folder: ../in } }' >more/second.yaml
export WIREDESK_TEST_FOLDER=in
expect_status 0 "$WIREDESK" check -c good.yaml
expect_status 0 "$WIREDESK" check --connect -c good.yaml
expect_status 0 "$WIREDESK" config show --resolved -c good.yaml
expect_match out.log "timezone: Asia/Ho_Chi_Minh # good.yaml:5:"
expect_match out.log "timezone: Europe/Berlin # good.yaml:3:"
expect_match out.log "folder: $work/more/../in # .*more/second.yaml"
expect_match out.log "key: \(hidden\)"
grep -q "very secret" out.log && fail "a secret is shown"
expect_match out.log "time: 10s # the rule"

# What it shows is itself a configuration.
sed 's/ #.*//; /^ *key: (hidden)/d' out.log >shown.yaml
expect_status 0 "$WIREDESK" check -c shown.yaml

# What is well and still worth a word.
cat >proxied.yaml <<'YAML'
fetch: { proxy: "socks5h://proxy.example:1080" }
sources: { a: { folder: in } }
sinks: { out: { sink: stdout } }
YAML
expect_status 0 "$WIREDESK" check -c proxied.yaml
expect_match err.log "proxied.yaml:1:18: note: a proxy looks names up"
expect_status 0 "$WIREDESK" config show -c proxied.yaml
expect_equal "notes are of check" "$(grep -c note: err.log)" 0
sed -i 's/1080"/1080", allow_private: yes/' proxied.yaml
expect_status 0 "$WIREDESK" check -c proxied.yaml
expect_equal "no note" "$(grep -c note: err.log)" 0

# Of a secret and its file the nearer one counts; one in each map is none too many.
cat >nearer.yaml <<'YAML'
contact: desk@n.example
defaults: { user: me, password_file: gone.txt }
groups:
  near: { password: sesame, options: { key: sesame } }
sources:
  inherits: { group: near, urls: "https://a.example/", parser: secret }
  file: { group: near, urls: "https://b.example/", parser: secret, password_file: file.txt, options: { key_file: file.txt } }
sinks: { out: { sink: stdout } }
YAML
expect_status 0 "$WIREDESK" check -c nearer.yaml
expect_status 0 "$WIREDESK" config show --resolved -c nearer.yaml
expect_match out.log "password: \(hidden\) # nearer.yaml:4:"
expect_match out.log "password: \(hidden\) # nearer.yaml:7:"
expect_match out.log "key: \(hidden\) # nearer.yaml:4:"
expect_match out.log "key: \(hidden\) # nearer.yaml:7:"

# A target that cannot be opened.
sed 's|path: news.db|path: in|' good.yaml >closed.yaml
expect_status 2 "$WIREDESK" check --connect -c closed.yaml
expect_match err.log "sink database"

# The first configuration passes.
mkdir fresh
cd fresh
expect_status 0 "$WIREDESK" init
expect_status 0 "$WIREDESK" check
expect_status 2 "$WIREDESK" init
expect_match err.log "is there already"
expect_status 0 "$WIREDESK" init --print
cd ..
for example in "$TOP"/examples/*/wiredesk.yaml; do
	[ -e "$example" ] || continue
	expect_status 0 "$WIREDESK" check -c "$example"
done
