/* SPDX-License-Identifier: MIT
 * Commands that look into the state folder of a configuration, or change something there. */
#ifndef CORE_CLI_STATE_H
#define CORE_CLI_STATE_H
#include "core/cli/cli.h"
#include "core/desk/desk.h"
#include "core/desk/report.h"

/* The options that all of them have. */
struct state_options {
	const char *config, *folder;
	bool is_json;
};
#define STATE_OPTIONS(o)                                                                                          \
	{ "config", 'c', CLI_TEXT, &(o).config, "FILE", "the configuration that names the state folder" },        \
		{ "state", 0, CLI_TEXT, &(o).folder, "DIR", "the state folder itself, without a configuration" }, \
	{                                                                                                         \
		"json", 0, CLI_FLAG, &(o).is_json, NULL, "JSON lines, also on a terminal"                         \
	}

/* The desk, to be closed by desk_close(), or NULL after saying why; *out_status then is what the command ends with. */
struct desk *state_open(const struct state_options *options, bool is_reader, int *out_status);
/* A report as the command's answer, its columns named; gives the exit status. */
typedef int state_report(struct desk *desk, const struct report_filter *filter, report_row *row, void *self,
                         struct err *err);
int state_answer(const struct state_options *options, state_report *report,
                 const struct report_filter *filter, const char *const *columns);

#endif
