#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# install.sh build|test: installs the packages of packages.txt that are missing (test: those of build too).
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
case "${1:-}" in
build) kinds='build' ;;
test) kinds='build|test' ;;
*) echo "usage: $0 build|test" >&2; exit 2 ;;
esac

missing=()
while read -r package; do
	dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q '^install ok installed' || missing+=("$package")
done < <(awk -v kinds="^($kinds)\$" '$1 ~ kinds { print $2 }' "$here/packages.txt")
[ ${#missing[@]} -eq 0 ] && exit 0

as_root=()
if [ "$(id -u)" -ne 0 ]; then
	command -v sudo >/dev/null || { echo "missing: ${missing[*]}; install them as root, then run this again" >&2; exit 1; }
	as_root=(sudo)
fi
echo "installing: ${missing[*]}"
"${as_root[@]}" apt-get update -q
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}"
