#!/bin/sh
# SPDX-License-Identifier: MIT
# Every C example of a manual page compiles. usage: manual_examples.sh COMPILER INCLUDE PAGE
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
awk -v folder="$folder" '/^```/ { if (inside) inside = 0; else if (/^```c$/) { inside = 1; n++ }; next }
	inside { print > (folder "/example" n ".c") }' "$3"
for example in "$folder"/example*.c; do
	"$1" -std=c17 -fsyntax-only -Wall -Wextra -Wpedantic -Werror -I "$2" "$example"
done
