#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The first hour of a plugin's author: new, test, try; what goes wrong is told.
. "$(dirname "$0")/lib.sh"
export TMPDIR=$work/temporary
mkdir "$TMPDIR"

expect_status 0 "$WIREDESK" plugin new parser gazette
expect_match out.log "^gazette/cases/sample.html$"
expect_status 2 "$WIREDESK" plugin new parser gazette
expect_match err.log "gazette is there already"
expect_status 0 "$WIREDESK" plugin new rules village
expect_status 0 "$WIREDESK" plugin new sink lines
expect_status 2 "$WIREDESK" plugin new parser Gazette
expect_status 2 "$WIREDESK" plugin new reader gazette2
expect_status 2 "$WIREDESK" plugin new parser
[ ! -e gazette2 ] || fail "a wrong kind leaves a folder"

# A case that passes, as it is written, with the compiler alone.
expect_status 0 "$WIREDESK" plugin test gazette
expect_equal "cases" "$(cat out.log)" "gazette: 1 of 1 cases"
expect_status 0 "$WIREDESK" plugin test village/cases
expect_equal "cases" "$(cat out.log)" "village: 1 of 1 cases"
CC="cc -fanalyzer-no-such-flag" expect_status 2 "$WIREDESK" plugin test gazette
expect_status 3 "$WIREDESK" plugin test lines
cc -shared -fPIC -Wall -Wextra -Werror -I "$TOP/include" -o lines/lines.so lines/lines.c
WIREDESK_PLUGINS=lines:$WIREDESK_PLUGINS expect_status 0 "$WIREDESK" plugin describe lines

# A difference is shown with both sides; -u takes the new one over.
sed -i 's/Swans/Geese/' village/cases/sample.html
expect_status 1 "$WIREDESK" plugin test village
expect_match out.log "village/cases/sample.html: /0/title"
expect_match out.log 'expected: "Swans return'
expect_match out.log 'got: +"Geese return'
expect_match out.log "village: 0 of 1 cases"
expect_status 0 "$WIREDESK" plugin test -u village
expect_status 0 "$WIREDESK" plugin test village
cp village/cases/sample.html village/cases/second.html
expect_status 1 "$WIREDESK" plugin test village
expect_match out.log "second.expected.json.*-u writes it"
echo "--timezone 'Europe/Berlin" >village/cases/sample.options
expect_status 2 "$WIREDESK" plugin test village
expect_match err.log "a quote has no end"
expect_status 2 "$WIREDESK" plugin test no_such_plugin

# try: a source, a shared object, a name, a rule file; a page or standard input.
expect_status 0 "$WIREDESK" plugin try gazette/gazette.c gazette/cases/sample.html
expect_match out.log "^title +> set by the parser +Swans return"
expect_match out.log "^A pair of swans"
cc -shared -fPIC -I "$TOP/include" -o gazette/gazette.so gazette/gazette.c
"$WIREDESK" plugin try gazette/gazette.so - <gazette/cases/sample.html >out.log 2>err.log || fail "a shared object"
expect_match out.log "Swans return"
expect_status 0 "$WIREDESK" plugin try village/village.yaml gazette/cases/sample.html
expect_match out.log "^title +> title\[1\] h1 +5  Swans return"
expect_match out.log "^ +title\[2\] title +\(nothing\)"
expect_status 0 "$WIREDESK" plugin try --json village/village.yaml gazette/cases/sample.html
expect_equal "as JSON" "$(jq -r '.articles[0].explain.title[0].path' out.log)" "/html/body/h1"
echo nothing >nothing.txt
expect_status 3 "$WIREDESK" plugin try village/village.yaml nothing.txt
expect_match err.log "village.yaml, article: nothing at title: title.1. h1 in line 5"
sed -i 's/WD_TITLE/WD_TITEL/' gazette/gazette.c
expect_status 2 "$WIREDESK" plugin try gazette/gazette.c gazette/cases/sample.html
expect_match err.log "WD_TITEL"
expect_match err.log "gazette/gazette.c: .* does not compile it"
expect_status 2 "$WIREDESK" plugin try gazette/none.c gazette/cases/sample.html
expect_status 2 "$WIREDESK" plugin try gazette/none.so gazette/cases/sample.html
[ -z "$(ls "$TMPDIR")" ] || fail "what was compiled is left behind: $(ls "$TMPDIR")"
