#!/bin/sh
# SPDX-License-Identifier: MIT
# Every function and option macro of the header stands in its manual page. usage: manual_complete.sh HEADER PAGE
set -eu
status=0
for name in $(sed -n 's/^#define \(wd_[a-z_]*\|WD_[A-Z_]*\)(.*/\1/p' "$1" | grep -v '_$'); do
	grep -qw "$name" "$2" || { echo "$name has no line in $2"; status=1; }
done
exit $status
