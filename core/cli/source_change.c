/* SPDX-License-Identifier: MIT
 * wiredesk source pause, resume, run: what one does to a source by hand, also while a host runs. */
#include "core/cli/errand.h"
#include "core/cli/source_parts.h"
#include "core/run/run.h"

static struct control_call call_of(const char *verb, const struct source_call *call)
{
	return (struct control_call){ verb, (const char *const *)call->words, (size_t)call->count };
}

/* The names are looked at here, so that a wrong one is told before the state is opened. Gives the exit status. */
static int find_place(const struct source_call *call, struct place *out)
{
	const int status = place_find(&(struct state_options){ .config = call->config }, out);
	return status ? status : source_check_names(call, out->config);
}

static int change(const struct source_call *call, const char *verb, change_run *what)
{
	const struct control_call order = call_of(verb, call);
	struct place place;
	int status = find_place(call, &place);
	if (!status)
		status = errand_change(&place, &order, what);
	place_done(&place);
	return status;
}

int source_pause(struct source_call *call)
{
	return change(call, "source pause", change_source_pause);
}

int source_resume(struct source_call *call)
{
	return change(call, "source resume", change_source_resume);
}

static int run_alone(void *self)
{
	const struct source_call *call = self;
	return (int)run_main(&(struct run_options){ .config = call->config,
	                                            .is_once = true,
	                                            .is_forced = true,
	                                            .sources = (const char *const *)call->words,
	                                            .source_count = (size_t)call->count });
}

int source_run(struct source_call *call)
{
	const struct errand errand = { .call = call_of("source run", call),
		                       .alone = run_alone,
		                       .self = call };
	struct place place;
	int status = find_place(call, &place);
	if (!status)
		status = errand_run(place.folder, &errand);
	place_done(&place);
	return status;
}
