#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The example plugins build against an installed wiredesk, with CMake and with a line of cc, and do their work.
# usage: out_of_tree.sh BUILD SOURCE
set -euo pipefail
build=$1
source=$2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cmake --install "$build" --prefix "$folder/usr" --component development >/dev/null
flags=$(PKG_CONFIG_PATH=$(dirname "$(find "$folder/usr" -name wiredesk.pc)") pkg-config --cflags wiredesk)

build_both() { # FOLDER NAME
	cmake -S "$source/examples/$1" -B "$folder/build-$1" -DCMAKE_PREFIX_PATH="$folder/usr" \
		-DCMAKE_INSTALL_PREFIX="$folder/site" >/dev/null
	cmake --build "$folder/build-$1" >/dev/null
	cmake --install "$folder/build-$1" >/dev/null
	find "$folder/site" -name "$2.so" | grep -q "wiredesk/plugins/$2.so"
	# shellcheck disable=SC2086 # several flags
	cc -Wall -Wextra -Werror -shared -fPIC -o "$folder/$2.so" "$source/examples/$1/$2.c" $flags
	[ "$(nm -D --defined-only "$folder/build-$1/plugins/$2.so" | awk '{ print $3 }')" = wd_plugin_1 ]
	nm -D --defined-only "$folder/$2.so" | grep -q ' wd_plugin_1$'
}
build_both parser notice
build_both sink headlines

cd "$folder"
mkdir in
cp "$source/examples/parser/sample.txt" in/
cat >wiredesk.yaml <<'Y'
plugins: [.]
sources: { notices: { folder: in, parser: notice } }
sinks: { headlines: { sink: headlines, options: { path: headlines.tsv } } }
Y
"$build/wiredesk" run --once 2>run.log || { cat run.log; exit 1; }
grep -q "notices" headlines.tsv || { cat run.log headlines.tsv; exit 1; }
