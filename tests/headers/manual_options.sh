#!/bin/sh
# SPDX-License-Identifier: MIT
# Every option of a command and every key of a configuration has a line in its manual page.
# usage: manual_options.sh WIREDESK TOP
set -eu
status=0
commands=$(sed -n 's/^\tX(\([a-z]*\), .*/\1/p' "$2/core/cli/commands.h")
for command in $commands; do
	grep -q "^\*\*$command\*\*" "$2/core/wiredesk.1.md" || grep -q "^\*\*.*, \*\*$command" "$2/core/wiredesk.1.md" || {
		echo "$command has no line in wiredesk.1.md"
		status=1
	}
	for option in $("$1" "$command" --help | sed -n 's/^  \(-.,\|  \) --\([a-z-]*\).*/\2/p'); do
		[ "$option" = help ] || grep -qF -- "**--$option**" "$2/core/wiredesk.1.md" || {
			echo "--$option of $command has no line in wiredesk.1.md"
			status=1
		}
	done
done

# Keys stand in option tables: WD_KIND(struct s, KEY, …), { "KEY", …}, SCHEMA_ELSEWHERE(KEY, …).
keys=$(sed -nE 's/^\tWD_[A-Z_]+\(struct [a-z_]+, ([a-z_]+),.*/\1/p; s/^\t\{ "([a-z_]+)",.*WD_OPT.*/\1/p
	s/^\tSCHEMA_ELSEWHERE\(([a-z_]+),.*/\1/p' "$2"/core/config/config.c "$2"/core/config/sources.c \
	"$2"/core/config/urls.c "$2"/core/config/sinks.c | sort -u)
[ "$(echo "$keys" | wc -l)" -gt 50 ] || { echo "the tables of keys are not read any more"; status=1; }
for key in $keys; do
	grep -qE "^\*\*(.*\*\*, \*\*)?$key\*\*" "$2/core/config/wiredesk.yaml.5.md" || {
		echo "$key has no line in wiredesk.yaml.5.md"
		status=1
	}
done
exit $status
