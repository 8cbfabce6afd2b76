/* SPDX-License-Identifier: MIT
 * wiredesk ledger: what became of each document, and what happened to sources. */
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

static const char *const document_columns[] = { "at",       "source", "document", "state",  "parser", "new#",
	                                        "updates#", "known#", "held#",    "reason", NULL };
static const char *const event_columns[] = { "at", "source", "url", "event", "text", NULL };

static int answer(const struct state_options *state, const struct report_filter *filter, bool is_of_events)
{
	if (is_of_events)
		return state_answer(state, report_events, filter, event_columns);
	if (!is_state(filter->state))
		return cli_wrong_use("ledger", "--only takes done, rejected or failed, not \"%s\"",
		                     filter->state);
	return state_answer(state, report_ledger, filter, document_columns);
}

int cmd_ledger(int argc, char **argv)
{
	struct state_options state = { 0 };
	struct report_filter filter = { 0 };
	const char *since = NULL;
	bool is_of_events = false;
	const struct cli_option options[] = {
		STATE_OPTIONS(state),
		{ "source", 's', CLI_TEXT, &filter.source, "NAME", "only of this source" },
		{ "events", 'e', CLI_FLAG, &is_of_events, NULL,
		  "what happened to sources, instead of documents" },
		{ "only", 0, CLI_TEXT, &filter.state, "STATE",
		  "only those done, rejected or failed; with --events, one kind of event" },
		{ "since", 0, CLI_TEXT, &since, "DATE", "only from this date on" },
		{ "limit", 'n', CLI_COUNT, &filter.limit, "N",
		  "at most so many, the latest first (the rule: 100)" },
	};
	const struct cli_usage usage = {
		"ledger [OPTION…]",
		"What became of each document, the latest first. Polls that found nothing new are "
		"counted, not listed\n(\"wiredesk status\"). With --events, what happened to sources: "
		"gap, moved, gone, dead, validators, drift.",
		options, sizeof options / sizeof *options
	};
	const int count = cli_parse(argc, argv, &usage);
	if (count < 0)
		return cli_status(count);
	if (count)
		return cli_wrong_use("ledger", "\"%s\" is not an option", argv[1]);
	if (read_since(since, &filter.since_ms))
		return EXIT_WRONG_USE;
	return answer(&state, &filter, is_of_events);
}
