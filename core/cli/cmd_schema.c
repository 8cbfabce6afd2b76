/* SPDX-License-Identifier: MIT
 * wiredesk schema: what a record looks like, for those who read them. */
#include <stdio.h>

#include "core/article/article.h"
#include "core/cli/cli.h"
#include "core/cli/commands.h"

enum { SCHEMA_MOST = 1 << 20 };

int cmd_schema(int argc, char **argv)
{
	struct buf text;
	const struct cli_usage usage = {
		"schema", "Writes the JSON Schema (draft 2020-12) of a record to standard output.", NULL, 0
	};
	const int count = cli_parse(argc, argv, &usage);
	if (count < 0)
		return cli_status(count);
	if (count)
		return cli_wrong_use("schema", "\"%s\" is not an option", argv[1]);
	buf_init(&text, SCHEMA_MOST);
	record_schema(&text);
	fwrite(text.ptr, 1, text.len, stdout);
	buf_done(&text);
	return fflush(stdout) ? EXIT_STATE : EXIT_ALL_WELL;
}
