#!/bin/sh
# SPDX-License-Identifier: MIT
# examples/parser builds against an installed wiredesk, with CMake and with a line of cc.
# usage: out_of_tree.sh BUILD SOURCE
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cmake --install "$1" --prefix "$folder/usr" --component development >/dev/null

cmake -S "$2/examples/parser" -B "$folder/build" -DCMAKE_PREFIX_PATH="$folder/usr" \
	-DCMAKE_INSTALL_PREFIX="$folder/site" >/dev/null
cmake --build "$folder/build" >/dev/null
cmake --install "$folder/build" >/dev/null
find "$folder/site" -name notice.so | grep -q wiredesk/plugins/notice.so

pc=$(find "$folder/usr" -name wiredesk.pc)
flags=$(PKG_CONFIG_PATH=$(dirname "$pc") pkg-config --cflags wiredesk)
# shellcheck disable=SC2086 # several flags
cc -Wall -Wextra -Werror -shared -fPIC -o "$folder/notice.so" "$2/examples/parser/notice.c" $flags
nm -D --defined-only "$folder/build/plugins/notice.so" | grep -v ' wd_plugin_1$' && exit 1
nm -D --defined-only "$folder/notice.so" | grep -q ' wd_plugin_1$'
