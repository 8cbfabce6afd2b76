/* SPDX-License-Identifier: MIT
 * wiredesk source pause, resume, run: what one does to a source by hand. */
#include "core/base/log.h"
#include "core/cli/source_parts.h"
#include "core/run/run.h"

static int change(struct desk *desk, const struct config_source *source, bool is_paused, struct err *err)
{
	if (desk_source_pause(desk, source->name, is_paused, err))
		return -1;
	if (!is_paused && source->is_paused)
		log_warning("%s: source %s is paused in the configuration, too; it stays so until that is "
		            "changed",
		            source->place, source->name);
	else
		log_info("source %s %s", source->name,
		         is_paused ? "is paused: runs leave it out" : "goes on with the next run");
	return 0;
}

static int change_all(const struct source_call *call, const struct config *config, bool is_paused)
{
	struct err err;
	struct desk *desk;
	int status = EXIT_ALL_WELL;
	if (desk_open(&(struct desk_options){ .state = config->state }, &desk, &err))
		return cli_failed(&err);
	for (int i = 0; i < call->count && !status; i++)
		if (change(desk, config_source_named(config, call->words[i]), is_paused, &err))
			status = cli_failed(&err);
	if (!status && desk_commit(desk, &err))
		status = cli_failed(&err);
	desk_close(desk);
	return status;
}

static int set_paused(const struct source_call *call, bool is_paused)
{
	struct config *config = config_load_or_say(call->config);
	if (!config)
		return EXIT_WRONG_USE;
	int status = source_check_names(call, config);
	if (!status)
		status = change_all(call, config, is_paused);
	config_free(config);
	return status;
}

int source_pause(struct source_call *call)
{
	return set_paused(call, true);
}

int source_resume(struct source_call *call)
{
	return set_paused(call, false);
}

/* The names are looked at here, so that a wrong one is told before the state is opened. */
int source_run(struct source_call *call)
{
	struct config *config = config_load_or_say(call->config);
	const int status = config ? source_check_names(call, config) : EXIT_WRONG_USE;
	config_free(config);
	if (status)
		return status;
	return (int)run_main(&(struct run_options){ .config = call->config,
	                                            .is_once = true,
	                                            .is_forced = true,
	                                            .sources = (const char *const *)call->words,
	                                            .source_count = (size_t)call->count });
}
