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

void state_row(void *answer, const char *const *values)
{
	answer_row(answer, values);
}
