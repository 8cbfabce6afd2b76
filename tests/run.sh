#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Installs what is missing, builds with gcc and clang and under the sanitizers, runs all the tests. No questions asked.
set -euo pipefail
cd "$(dirname "$0")/.."
tests/install.sh test

jobs=$(nproc)
for preset in dev asan; do
	cmake --preset "$preset" >"build-$preset.log" 2>&1 || { cat "build-$preset.log"; exit 1; }
	mv "build-$preset.log" "build/$preset/configure.log"
	cmake --build --preset "$preset" -j "$jobs"
done
cmake --preset clang >/dev/null
cmake --build --preset clang -j "$jobs"

export ASAN_OPTIONS=detect_leaks=1:abort_on_error=0 UBSAN_OPTIONS=print_stacktrace=1
status=0
ctest --preset asan -j "$jobs" --no-tests=error || status=$?
ctest --preset dev -j "$jobs" --no-tests=error || status=$?
exit $status
