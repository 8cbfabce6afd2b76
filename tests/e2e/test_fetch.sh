#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# wiredesk fetch and its like: names and passwords in addresses are sent to their host and shown nowhere.
. "$(dirname "$0")/lib.sh"

cat >script.yaml <<'YAML'
listen: [127.0.0.1, 127.0.0.2]
127.0.0.1:
  /feed: {feed: 2}
  /none: {status: 404}
  /paid: {feed: 2}
  /gone: {status: 401}
  /there: {redirect: "http://127.0.0.2/feed"}
  /page:
    type: text/html
    text: '<html><head><link rel=alternate type="application/rss+xml" href="/feed"></head><body>Welcome</body></html>'
  /linking:
    text: >-
      <rss version="2.0"><channel><title>Linking</title><item><title>One</title>
      <link>http://eve:mallory@127.0.0.1/story</link></item></channel></rss>
  /story: {page: A story of the harbour}
127.0.0.2:
  /feed: {feed: 2}
YAML
"$TOP/tests/server/server.py" script.yaml --port-file ports.json --log requests.jsonl >server.log 2>&1 &
children+=($!)
wait_for 30 test -e ports.json
port=$(jq .http ports.json)
here=127.0.0.1:$port
basic="Basic $(printf reader:sesame | base64)"
no_secret() { # WHERE
	if grep -rqE "sesame|mallory" out.log err.log "$@"; then fail "a password is shown"; fi
}
authorization() { # PATH: of the last request for it
	jq -r --arg path "$1" 'select(.event == "request" and .path == $path)
		| [.headers[] | select(.[0] == "Authorization")[1]] | .[0] // "none"' requests.jsonl | tail -1
}

# Sent, and not shown: in records, in messages of failures, after redirects.
expect_status 0 "$WIREDESK" fetch --allow-private "http://reader:sesame@$here/feed"
expect_equal "records" "$(wc -l <out.log)" 2
expect_equal "document.url" "$(jq -r .document.url out.log | sort -u)" "http://$here/feed"
expect_equal "it is sent" "$(authorization /feed)" "$basic"
no_secret
expect_status 3 "$WIREDESK" fetch --allow-private "http://reader:sesame@$here/none"
expect_match err.log "http://$here/none: .*404"
no_secret
expect_status 0 "$WIREDESK" fetch --allow-private "http://reader:sesame@$here/there"
expect_equal "it is sent before a redirect" "$(authorization /there)" "$basic"
expect_equal "and not behind it" "$(authorization /feed)" none
no_secret
expect_status 3 "$WIREDESK" fetch "http://reader:sesame@$here/feed"
expect_match err.log "allow_private.*; here --allow-private does"
no_secret
expect_status 3 "$WIREDESK" fetch "ftp://reader:sesame@$here/feed" "reader:sesame@[bad" "http://reader:ses%61me@/"
no_secret
expect_status 3 "$WIREDESK" fetch -o documents "http://reader:sesame@$here/none"
no_secret

# Where a document is said to be from, and what its links are relative to.
echo '<rss version="2.0"><channel><item><title>T</title><link>story/1</link></item></channel></rss>' >feed.xml
expect_status 0 "$WIREDESK" parse --url "https://reader:sesame@h.example/feed" feed.xml
expect_equal "document.url of parse" "$(jq -r '.document.url, .url' out.log | tr '\n' ' ')" \
	"https://h.example/feed https://h.example/story/1 "
no_secret
echo '{"path": "feed.xml", "url": "https://reader:sesame@h.example/feed"}' >list
expect_status 0 "$WIREDESK" parse --list list
no_secret

# A source of it has them under keys of their own.
expect_status 0 "$WIREDESK" source add --allow-private "http://reader:sesame@$here/page"
expect_match out.log "made it of http://$here/page"
expect_match out.log "- \"http://$here/feed\""
expect_match out.log "user: \"reader\""
expect_match out.log "password: \"sesame\""
if grep -q sesame err.log; then fail "a password is shown"; fi
expect_equal "it is sent for the feed too" "$(authorization /feed)" "$basic"

# A document does not say as whom its links are asked for.
cat >wiredesk.yaml <<YAML
contact: desk@n.example
fetch: { allow_private: yes, pace: 0 }
sources: { linking: { parser: feed, follow: article, urls: ["http://$here/linking"] } }
sinks: { lines: { sink: jsonl, options: { path: out.jsonl } } }
YAML
expect_status 0 "$WIREDESK" run --once
expect_equal "of a link" "$(authorization /story)" none
expect_equal "its record" "$(jq -r .url out.jsonl)" "http://$here/story"
expect_status 0 "$WIREDESK" ledger --json
no_secret out.jsonl state

# A feed that wants a password is asked for with it when a record of it is explained.
cat >wiredesk.yaml <<YAML
contact: desk@n.example
fetch: { allow_private: yes, pace: 0 }
sources: { paid: { parser: feed, user: reader, password: sesame, urls: ["http://$here/paid"] } }
sinks: { lines: { sink: jsonl, options: { path: paid.jsonl } } }
YAML
expect_status 0 "$WIREDESK" run --once
expect_status 0 "$WIREDESK" explain "$(head -1 paid.jsonl | jq -r .id)"
expect_equal "asked by explain" "$(authorization /paid)" "$basic"
expect_equal "times" "$(grep -c '"/paid"' requests.jsonl)" 2
no_secret paid.jsonl state

# What is wrong with a configuration is shown with its line, but for the password in it.
cat >wrong.yaml <<YAML
contact: desk@n.example
fetch: { proxy: "http://me:mallory@proxy.example:3128" }
sources: { a: { urls: ["https://reader:sesame@h.example/", "https://reader:sesame@h.example/", "ftp://reader:sesame@h.example/"] } }
sinks: { out: { sink: stdout } }
YAML
expect_status 2 "$WIREDESK" check -c wrong.yaml
expect_match err.log "https://h.example/ stands in this source already"
expect_match err.log "ftp://h.example/: it is no http or https address"
expect_match err.log "https://reader:\*+@h.example/"
no_secret
sed -i '/^sources/s/, .*/] } }/' wrong.yaml
expect_status 0 "$WIREDESK" config show --resolved -c wrong.yaml
expect_match out.log "proxy: \"http://proxy.example:3128\""
no_secret
echo '<opml><body><outline text="!" xmlUrl="https://reader:sesame@h.example/"/><outline
xmlUrl="https://reader:sesame@h.example/"/></body></opml>' >feeds.opml
expect_status 1 "$WIREDESK" source import -o feeds.yaml feeds.opml
expect_match err.log "\"https://h.example/\" stands in line 1 already"
expect_match feeds.yaml "^  h.example:"
no_secret

# A proxy connects, and so it is the proxy that may refuse; but what stands in an address is refused here.
for place in 127.0.0.1 localhost localhost. 10.1.2.3 0x7f000001 2130706433 "[::1]" "[::ffff:10.0.0.1]" "me:sesame@192.168.0.1:8080"; do
	expect_status 3 "$WIREDESK" fetch --proxy "http://127.0.0.1:$port" "http://$place/feed"
	expect_match err.log "loopback, private or link-local"
	no_secret
done
before=$(wc -l <requests.jsonl)
expect_status 3 "$WIREDESK" fetch --proxy "http://127.0.0.1:$port" "http://news.test/feed"
[ "$(wc -l <requests.jsonl)" -gt "$before" ] || fail "a proxy at loopback is not asked"
before=$(wc -l <requests.jsonl)
no_proxy='*' NO_PROXY=news.test expect_status 3 "$WIREDESK" fetch --proxy "http://127.0.0.1:$port" "http://news.test/feed"
[ "$(wc -l <requests.jsonl)" -gt "$before" ] || fail "the environment says who is asked"
