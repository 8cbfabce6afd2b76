/* SPDX-License-Identifier: MIT */
#include "core/cli/errand.h"

#include <time.h>

#include "core/base/clock.h"
#include "core/control/client.h"

enum { PATIENCE_MS = 5000, FASTER_MS = 500, PAUSE_NS = 50 * 1000 * 1000 };

/* --- where */

int place_find(const struct state_options *options, struct place *out)
{
	*out = (struct place){ .folder = options->folder };
	if (out->folder)
		return EXIT_ALL_WELL;
	out->config = config_load_or_say(options->config);
	if (!out->config)
		return EXIT_WRONG_USE;
	out->folder = out->config->state;
	return EXIT_ALL_WELL;
}

void place_done(struct place *place)
{
	config_free(place->config);
	*place = (struct place){ 0 };
}

/* --- through the host */

/* Whoever has it now: not always the one who was asked, nor one who can be named. */
static int say_held(const char *folder, int64_t patience_ms)
{
	const long pid = desk_holder(folder);
	const double patience_s = (double)patience_ms / 1000;
	if (pid > 0)
		log_error("%s: process %ld has this state folder and has not taken the order within %.10g s; "
		          "try again, or end that process (kill %ld) and say it again",
		          folder, pid, patience_s, pid);
	else
		log_error("%s: nobody has taken the order within %.10g s: the host began or ended, or other "
		          "commands had this state folder; try again",
		          folder, patience_s);
	return EXIT_STATE;
}

static int say_silent(const char *folder, long pid)
{
	log_error("%s: process %ld was told and has not answered: it may have done it or not; \"wiredesk "
	          "status\" says "
	          "whether it still runs, \"source list\", \"sink list\" and \"dead list\" how things stand",
	          folder, pid);
	return EXIT_STATE;
}

/* What a host has said that is not yet done with it is all there is to say. */
static int say_not_yet(const struct control_answer *answer)
{
	if (!answer->said.count)
		return ERRAND_HELD;
	control_answer_log(answer);
	return EXIT_PARTLY;
}

static int end_with(enum control_result result, const char *folder, long pid,
                    const struct control_answer *answer, const struct err *err)
{
	switch (result) {
	case CONTROL_ANSWERED:
		return (int)control_answer_log(answer);
	case CONTROL_AGAIN:
		return say_not_yet(answer);
	case CONTROL_SILENT:
		return say_silent(folder, pid);
	case CONTROL_FAILED:
		return cli_failed(err);
	}
	return EXIT_STATE;
}

/* ERRAND_HELD: it is to be asked again. */
static int ask_host(const char *folder, const struct errand *errand, long pid, bool is_last)
{
	struct control_answer answer;
	struct err err;
	const enum control_result result = control_ask(folder, &errand->call, PATIENCE_MS, &answer, &err);
	const int status = result == CONTROL_AGAIN && !is_last ? ERRAND_HELD
	                                                       : end_with(result, folder, pid, &answer, &err);
	control_answer_done(&answer);
	return status;
}

/* A host that begins or ends has no socket yet, or no more; another command has the lock for a moment only. */
int errand_run(const char *folder, const struct errand *errand)
{
	const int64_t patience_ms = errand->patience_ms ? errand->patience_ms : PATIENCE_MS;
	const int64_t until_ms = clock_mono_ms() + patience_ms;
	for (;;) {
		const bool is_last = clock_mono_ms() >= until_ms;
		const long pid = desk_holder(folder);
		const int status = pid ? ask_host(folder, errand, pid, is_last) : errand->alone(errand->self);
		if (status != ERRAND_HELD)
			return status;
		if (is_last)
			return say_held(folder, patience_ms);
		nanosleep(&(struct timespec){ .tv_nsec = PAUSE_NS }, NULL);
	}
}

/* --- by itself */

struct changing {
	const struct place *place;
	const struct control_call *call;
	change_run *change;
};

static int change_and_commit(const struct changing *self, struct desk *desk)
{
	struct control_answer answer = { 0 };
	struct err err;
	const struct change change = {
		.desk = desk, .config = self->place->config, .call = self->call, .answer = &answer
	};
	const bool is_done = !self->change(&change, &err) && !desk_commit(desk, &err);
	const int status = is_done ? (int)control_answer_log(&answer) : cli_failed(&err);
	control_answer_done(&answer);
	return status;
}

/* Another command that was faster is waited for; a host, which stays, is then asked. */
static int change_alone(void *opaque)
{
	const struct changing *self = opaque;
	const struct desk_options options = { .state = self->place->folder, .lock_wait_ms = FASTER_MS };
	struct desk *desk;
	struct err err;
	if (desk_open(&options, &desk, &err))
		return desk_holder(options.state) ? ERRAND_HELD : cli_failed(&err);
	const int status = change_and_commit(self, desk);
	desk_close(desk);
	return status;
}

int errand_change(const struct place *place, const struct control_call *call, change_run *change)
{
	struct changing self = { place, call, change };
	return errand_run(place->folder,
	                  &(struct errand){ .call = *call, .alone = change_alone, .self = &self });
}
