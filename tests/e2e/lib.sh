# SPDX-License-Identifier: MIT
# Shared by the scripts here: a folder of its own for each, checks that say what they wanted.
set -euo pipefail
: "${WIREDESK:?the program}" "${BUILD:?the build folder}" "${TOP:?the source folder}"
export WIREDESK_PLUGINS=$BUILD/plugins

work=$(mktemp -d)
children=()
cleanup() {
	for pid in "${children[@]}"; do kill -9 "$pid" 2>/dev/null || true; done
	rm -rf "$work"
}
trap cleanup EXIT
cd "$work"

fail() {
	echo "FAILED: $*" >&2
	for log in "$work"/*.log; do [ -e "$log" ] && { echo "--- $log"; tail -20 "$log"; } >&2; done
	exit 1
}

# expect_status STATUS COMMAND...: the command's output goes to out.log and err.log.
expect_status() {
	local wanted=$1 got=0
	shift
	"$@" >out.log 2>err.log || got=$?
	[ "$got" = "$wanted" ] || fail "$*: exit status $got, wanted $wanted"
}

expect_equal() { # WHAT GOT WANTED
	[ "$2" = "$3" ] || fail "$1: got \"$2\", wanted \"$3\""
}

expect_match() { # FILE PATTERN
	grep -qE -- "$2" "$1" || fail "$1 does not match $2"
}

# wait_for SECONDS COMMAND...: until it succeeds.
wait_for() {
	local until=$((SECONDS + $1))
	shift
	until "$@" >/dev/null 2>&1; do
		[ $SECONDS -lt $until ] || fail "waited too long for: $*"
		sleep 0.05
	done
}

story() { # NUMBER [TEXT]: an invented wire story
	printf ' date 2026-03-02 Story number %d of the harbour desk\n\nHARBOR CITY\n\n' "$1"
	printf 'The harbour council met on Monday to talk about pier %d, its spokeswoman said after the session. %s\n\n' "$1" "${2:-}"
	printf 'A decision on the repair of the pier is expected before the end of the month, officials said.\n'
}
