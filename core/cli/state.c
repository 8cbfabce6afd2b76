/* SPDX-License-Identifier: MIT */
#include "core/cli/state.h"

#include "core/config/config.h"

static struct desk *open_folder(const char *folder, bool is_reader, int *out_status)
{
	struct desk *desk;
	struct err err;
	const struct desk_options options = { .state = folder, .is_reader = is_reader };
	if (desk_open(&options, &desk, &err)) {
		*out_status = cli_failed(&err);
		return NULL;
	}
	return desk;
}

struct desk *state_open(const struct state_options *options, bool is_reader, int *out_status)
{
	if (options->folder)
		return open_folder(options->folder, is_reader, out_status);
	struct config *config = config_load_or_say(options->config);
	if (!config) {
		*out_status = EXIT_WRONG_USE;
		return NULL;
	}
	struct desk *desk = open_folder(config->state, is_reader, out_status);
	config_free(config);
	return desk;
}

static void add_row(void *answer, const char *const *values)
{
	answer_row(answer, values);
}

int state_answer(const struct state_options *options, state_report *report,
                 const struct report_filter *filter, const char *const *columns)
{
	struct err err;
	int status = EXIT_ALL_WELL;
	struct desk *desk = state_open(options, true, &status);
	if (!desk)
		return status;
	struct answer *answer = answer_new(columns, options->is_json);
	if (report(desk, filter, add_row, answer, &err))
		status = cli_failed(&err);
	answer_end(answer);
	desk_close(desk);
	return status;
}
