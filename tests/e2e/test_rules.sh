#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Rule files: links and kinds of pages, what a changed layout says, explanations, and every fault with its place.
. "$(dirname "$0")/lib.sh"
rules=$TOP/examples/rules

# --- kinds of pages, and links that are followed
cat >front.html <<'END'
<html><body><main><h2><a href="/news/one">One</a></h2><h2><a href="/sport/two">Two</a></h2>
<h2><a href="/news/three">Three</a></h2></main></body></html>
END
expect_status 0 "$WIREDESK" plugin try "$rules/harbour-post.yaml" front.html --url https://harbourpost.example/
expect_equal "links" "$(tail -n +2 out.log | tr -s ' ' | tr '\n' ';')" \
	" https://harbourpost.example/news/one as article; https://harbourpost.example/news/three as article;"
expect_status 3 "$WIREDESK" parse --parser "$rules/digest-board.yaml" front.html --url https://digestboard.example/about
expect_match err.log "of no kind that .*digest-board.yaml knows \(board: its address does not match /boards/.*; story: its"

# --- a layout that has changed is refused, and every rule that found nothing is named
printf '<html><head><title>Ferry</title></head><body><h1>Ferry</h1><div class="text">It is back.</div></body></html>' >new.html
expect_status 3 "$WIREDESK" parse --parser "$rules/harbour-post.yaml" new.html
expect_match err.log "harbour-post.yaml, article: nothing at title: title\[1\] h1.headline in line 10, title\[2\] title in line 11; nothing at body: body\[1\] .story in line [0-9]+: has the layout changed"

expect_status 3 "$WIREDESK" plugin try "$rules/harbour-post.yaml" new.html
expect_match out.log "^title +title\[1\] h1.headline +\(nothing\)"
expect_match out.log "^ +title\[2\] title +\(nothing\)"
expect_status 3 "$WIREDESK" parse --explain -o documents --parser "$rules/harbour-post.yaml" new.html
expect_equal "refused, and explained" "$(jq -r '[.explain.title[1].rule, (.articles | length)] | join(" ")' out.log)" "title[2] title 0"

# --- why a value is what it is
page="$rules/harbour-post.html --url https://harbourpost.example/news/ferry-is-back"
expect_status 0 "$WIREDESK" parse --explain --parser "$rules/harbour-post.yaml" $page
why() { jq -c ".explain$1" out.log; }
expect_equal "winner" "$(why '.title[0] | [.rule, .line, .path, .value, .chosen]')" \
	'["title[1] h1.headline",12,"/html/body/main/h1","Ferry to the outer islands is back",true]'
expect_equal "loser" "$(why '.title[1] | [.rule, .value, .chosen]')" \
	'["title[2] title","Ferry to the outer islands is back",false]'
expect_equal "parts" "$(why '["media.url"][0].path')" '"/html/body/main/div/figure/img"'
expect_equal "the host's own" "$(why '.canonical_url[-1].rule')" '"host: as declared, cleaned"'
expect_status 0 "$WIREDESK" parse --explain -o text --parser "$rules/harbour-post.yaml" $page
expect_match out.log "^title +> title\[1\] h1.headline +12  Ferry to the outer islands is back"
expect_status 0 "$WIREDESK" parse --explain -o documents --parser "$rules/harbour-post.yaml" $page
expect_equal "in documents" "$(jq -r '.articles[0].explain.title | length' out.log)" 2
expect_status 0 "$WIREDESK" parse --parser "$rules/harbour-post.yaml" $page
expect_equal "only where asked" "$(jq 'has("explain")' out.log)" false
expect_status 2 "$WIREDESK" parse --explain -o ninjs --parser "$rules/harbour-post.yaml" $page

# --- the same with options, and in a configuration
expect_status 0 "$WIREDESK" parse --parser rules --option "file=$rules/harbour-post.yaml" $page
expect_status 2 "$WIREDESK" parse --parser rules --option file $page
expect_status 3 "$WIREDESK" parse --parser rules $page
expect_match err.log "file is missing: the rule file"
mkdir in && cp "$rules/harbour-post.html" in/
cat >wiredesk.yaml <<END
sources: { post: { folder: in, parser: rules, options: { file: post.yaml } } }
sinks: { out: { sink: jsonl, options: { path: out.jsonl } } }
END
cp "$rules/harbour-post.yaml" post.yaml
expect_status 0 "$WIREDESK" run --once
expect_equal "a run" "$(jq -r '[.parser.name, .title] | join(": ")' out.jsonl)" "rules: Ferry to the outer islands is back"

expect_status 0 "$WIREDESK" check
echo 'titel: h1' >post.yaml
expect_status 2 "$WIREDESK" check
expect_match err.log "wiredesk.yaml:1:[0-9]+: source post: .*post.yaml:1:1: there is no key \"titel\" here; did you mean title"
expect_match err.log "rules cannot be used: "
rm post.yaml
expect_status 2 "$WIREDESK" check
expect_match err.log "rules cannot be used: .*post.yaml: No such file"

# --- every fault, with its place
cat >bad.yaml <<'END'
pages:
  - nmae: front
    when: { url: '^(https', hass: x }
    follow: { css: "h2 a[href*='/news/'", most: 0 }
  - title: [ h1:hover, "//h1[", { css: a, xpath: //b, atr: c }, { match: x } ]
    titel: x
    body: [ [ p ] ]
    subtitle: { css: b, all: yes, match: '(a)', group: 4 }
    keywords: []
    published_at: { css: time, date: { zone: Europe/Berln, form: '%d.%m' } }
    updated_at: { css: time, date: '%Q' }
    media: { each: "p::x", urll: 5 }
    dateline: { each: p, place: b }
    byline: { group: 2, css: b, ignore_case: maybe, value: }
    required: [ title, slugline ]
END
"$WIREDESK" parse --parser bad.yaml new.html >out.log 2>err.log && fail "a bad rule file is used"
for place in 2:5 3:19 3:29 4:40 4:49 5:16 5:30 5:35 5:55 5:67 6:5 7:5 8:30 8:56 9:5 10:46 10:67 11:37 12:22 12:28 \
		13:23 14:15 14:22 14:46 14:53 15:5; do
	grep -q "bad.yaml:$place: " err.log || { cat err.log >&2; fail "no fault at $place"; }
done
expect_match err.log 'did you mean name\?'
expect_match err.log 'and [0-9]+ more faults'
printf "title: h1\nbody: p\npublished_at: { css: time, date: '%%d %%Y' }\n" >month.yaml
"$WIREDESK" parse --parser month.yaml new.html >out.log 2>err.log && fail "a date without a month is used"
expect_match err.log 'month.yaml:3:35: this form of a date has no month'
printf 'title: [ a\nbody: b\n' >broken.yaml
"$WIREDESK" parse --parser broken.yaml new.html >out.log 2>err.log && fail "broken YAML is used"
expect_match err.log 'broken.yaml:[0-9]+:[0-9]+: '
printf '# nothing yet\n' >empty.yaml
"$WIREDESK" parse --parser empty.yaml new.html >out.log 2>err.log && fail "an empty file is used"
expect_match err.log 'empty.yaml:1:1: there is nothing in it'
echo "just a text" >text.yaml
"$WIREDESK" parse --parser text.yaml new.html >out.log 2>err.log && fail "a text is used"
expect_match err.log 'text.yaml:1:1: it must be a map'
expect_status 2 "$WIREDESK" parse --parser missing.yaml new.html
