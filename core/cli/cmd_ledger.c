/* SPDX-License-Identifier: MIT
 * wiredesk ledger: what became of each document. */
#include "core/cli/commands.h"
#include "core/cli/state.h"
#include "core/normalize/normalize.h"

/* "2026-11-24", or any date that the normalizer reads. */
static int read_since(const char *text, int64_t *out_ms)
{
	struct date date;
	struct err err;
	const struct date_hint hint = { 0 };
	if (!text)
		return 0;
	if (date_parse(str_c(text), &hint, &date, &err))
		return cli_wrong_use("ledger", "--since takes a date such as 2026-11-24, not \"%s\"", text);
	*out_ms = date.wall_ms;
	return 0;
}

static bool is_state(const char *state)
{
	static const char *const states[] = { "done", "rejected", "failed" };
	for (size_t i = 0; i < sizeof states / sizeof *states; i++)
		if (str_eq(str_c(state), str_c(states[i])))
			return true;
	return !state;
}

int cmd_ledger(int argc, char **argv)
{
	static const char *const columns[] = { "at",       "source", "document", "state",  "parser", "new#",
		                               "updates#", "known#", "held#",    "reason", NULL };
	struct state_options state = { 0 };
	struct report_filter filter = { 0 };
	const char *since = NULL;
	const struct cli_option options[] = {
		STATE_OPTIONS(state),
		{ "source", 's', CLI_TEXT, &filter.source, "NAME", "only documents of this source" },
		{ "only", 0, CLI_TEXT, &filter.state, "STATE", "only those done, rejected or failed" },
		{ "since", 0, CLI_TEXT, &since, "DATE", "only from this date on" },
		{ "limit", 'n', CLI_COUNT, &filter.limit, "N",
		  "at most so many, the latest first (the rule: 100)" },
	};
	const struct cli_usage usage = {
		"ledger [OPTION…]",
		"What became of each document, the latest first. Polls that found nothing new are "
		"counted, not listed\n(\"wiredesk status\").",
		options, sizeof options / sizeof *options
	};
	const int count = cli_parse(argc, argv, &usage);
	if (count < 0)
		return cli_status(count);
	if (count)
		return cli_wrong_use("ledger", "\"%s\" is not an option", argv[1]);
	if (!is_state(filter.state))
		return cli_wrong_use("ledger", "--only takes done, rejected or failed, not \"%s\"",
		                     filter.state);
	if (read_since(since, &filter.since_ms))
		return EXIT_WRONG_USE;
	return state_answer(&state, report_ledger, &filter, columns);
}
