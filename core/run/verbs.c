/* SPDX-License-Identifier: MIT
 * What commands ask of a run that is under way. A verb changes the state as its command would do it under the lock, in the
 * run's own transaction; that is committed, and then what is at work follows. */
#include <inttypes.h>
#include <unistd.h>

#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/control/change.h"
#include "core/run/run_parts.h"

enum { ANY = CONTROL_LINE_MOST, WORDS_SHOWN = 200 };

/* Each part of a verb: -1 and err. */
typedef int verb_run(struct run *run, const struct change *change, struct err *err);

/* --- sources */

static int stop_sources(struct run *run, const struct change *change, struct err *err)
{
	(void)err;
	for (size_t i = 0; i < change->call->count; i++) {
		struct feeder *feeder = run_feeder(run, change->call->words[i]);
		if (feeder)
			feeder_pause(feeder);
	}
	return 0;
}

/* One that cannot begin is told of; that is no trouble of the others. */
static int resume_sources(struct run *run, const struct change *change, struct err *err)
{
	for (size_t i = 0; i < change->call->count; i++) {
		if (!run_resume(run, config_source_named(run->config, change->call->words[i]), err))
			continue;
		control_fail(change->answer, err);
		change->answer->status = EXIT_PARTLY;
	}
	return 0;
}

/* What is begun must not be cut off by the end of the run. */
static int check_stays(const struct run *run, struct err *err)
{
	if (run->owner.stays && !run->asked_to_stop)
		return 0;
	return err_set(err, EXIT_STATE, "process %ld is about to end: say it again when it has",
	               (long)getpid());
}

static int may_ask_sources(struct run *run, const struct change *change, struct err *err)
{
	if (change_check_sources(change, err) || check_stays(run, err))
		return -1;
	for (size_t i = 0; i < change->call->count; i++) {
		const char *name = change->call->words[i];
		const int paused = run_is_paused(run, config_source_named(run->config, name), err);
		if (paused)
			return err_prefix(err, "source %s: ", name);
	}
	return 0;
}

static void say_asked(const char *name, const struct web_asked *asked, struct control_answer *answer)
{
	char until[CLOCK_TEXT];
	if (asked->now)
		control_say(answer, LOG_INFO, "source %s: addresses that are asked now: %zu", name,
		            asked->now);
	if (asked->busy)
		control_say(answer, LOG_INFO, "source %s: addresses that are being asked already: %zu", name,
		            asked->busy);
	if (!asked->held)
		return;
	clock_format(asked->held_until_ms, until);
	control_say(answer, LOG_WARNING,
	            "source %s: addresses that are not asked now: %zu; their host asked to be left alone "
	            "until %s",
	            name, asked->held, until);
}

static bool is_watching(const struct feeder *feeder)
{
	return feeder->intake && !feeder->has_ended && feeder->source->is_watched &&
	       feeder->source->intake == CONFIG_FOLDER;
}

static void ask_source(struct feeder *feeder, struct control_answer *answer)
{
	const char *name = feeder->source->name;
	if (feeder->web) {
		const struct web_asked asked = web_source_ask(feeder->web);
		say_asked(name, &asked, answer);
	} else if (is_watching(feeder)) {
		control_say(answer, LOG_INFO, "source %s: what comes to %s is taken in at once", name,
		            feeder->source->folder);
	} else {
		feeder->is_wanted = feeder->source->intake != CONFIG_STDIN;
		control_say(answer, LOG_INFO, "source %s: %s", name,
		            feeder->is_wanted ? "is looked at now"
		                              : "standard input is read once, at the start");
	}
}

static int ask_sources(struct run *run, const struct change *change, struct err *err)
{
	(void)err;
	for (size_t i = 0; i < change->call->count; i++) {
		struct feeder *feeder = run_feeder(run, change->call->words[i]);
		if (feeder)
			ask_source(feeder, change->answer);
	}
	return 0;
}

/* --- sinks */

static int begin_sink_again(struct run *run, const struct change *change, struct err *err)
{
	return sinks_begin_again(run->sinks, change->call->words[0], err);
}

static bool tell_sink(const struct run *run, const char *name, int64_t seq, struct control_answer *answer)
{
	struct sink_standing standing;
	if (!sinks_standing(run->sinks, name, &standing) || standing.taken >= seq) {
		control_say(answer, LOG_INFO, "sink %s has taken all, up to record %" PRId64, name, seq);
		return true;
	}
	control_say(answer, LOG_WARNING, "%" PRId64 " records wait for sink %s%s%s", seq - standing.taken,
	            name, standing.trouble[0] ? ": " : "", standing.trouble);
	return false;
}

bool run_tell_sinks(const struct run *run, const char *const *names, size_t count, int64_t seq,
                    struct control_answer *answer)
{
	bool has_all = true;
	for (size_t i = 0; i < count; i++)
		has_all &= tell_sink(run, names[i], seq, answer);
	for (size_t i = 0; !count && i < run->config->sink_count; i++)
		has_all &= tell_sink(run, run->config->sinks[i].name, seq, answer);
	return has_all;
}

/* Whoever wants to wait until it is so asks again: the host waits for nobody. */
static int tell_of_sinks(struct run *run, const struct change *change, struct err *err)
{
	const struct control_call *call = change->call;
	struct sink_standing standing;
	int64_t seq;
	if (!str_to_int(str_c(call->words[0]), &seq))
		return err_set(err, EXIT_WRONG_USE, "\"%s\" is no place in the log", call->words[0]);
	for (size_t i = 1; i < call->count; i++)
		if (!sinks_standing(run->sinks, call->words[i], &standing))
			return err_set(
				err, EXIT_WRONG_USE,
				"process %ld has no sink %s; one that was added is known to it after it was "
				"told to read anew (SIGHUP)",
				(long)getpid(), call->words[i]);
	change->answer->is_again =
		!run_tell_sinks(run, call->words + 1, call->count - 1, seq, change->answer);
	return 0;
}

/* --- dead letters */

static int check_not_under_way(const struct run *run, const struct desk_letter *letters, size_t count,
                               struct err *err)
{
	const struct desk_letter *found = NULL;
	for (size_t i = 0; i < run->feeder_count && !found; i++)
		found = feeder_find_letter(&run->feeders[i], letters, count);
	return !found ? 0
	              : err_set(err, EXIT_STATE,
	                        "dead letter %" PRId64
	                        " is being tried again just now; \"wiredesk dead list\" "
	                        "shows what comes of it",
	                        found->number);
}

static int may_touch_letters(struct run *run, const struct change *change, struct err *err)
{
	struct desk_letter *letters;
	size_t count;
	if (change_find_letters(change, &letters, &count, err))
		return -1;
	const int result = check_not_under_way(run, letters, count, err);
	free(letters);
	return result;
}

static int may_retry(struct run *run, const struct change *change, struct err *err)
{
	return check_stays(run, err) ? -1 : may_touch_letters(run, change, err);
}

static int retry_letters(struct run *run, const struct change *change, struct err *err)
{
	struct desk_letter *letters;
	size_t count, documents = 0;
	const uint64_t before = run->past.records;
	int result = change_find_letters(change, &letters, &count, err);
	if (result)
		return -1;
	for (size_t i = 0; i < count; i++)
		documents += letters[i].source[0] != '\0';
	result = run_retry(run, letters, count, change->answer, err);
	free(letters);
	if (!result)
		control_say(change->answer, LOG_INFO,
		            "records that go to their sinks again: %" PRIu64
		            "; documents that are tried again: %zu; "
		            "\"wiredesk dead list\" shows those that fail again",
		            run->past.records - before, documents);
	return result;
}

/* --- the table */

static const struct verb {
	const char *name;
	size_t least, most; /* words */
	verb_run *may;      /* may refuse, before anything is done; NULL: nothing does */
	change_run *change; /* of the state */
	verb_run *follow;   /* of what is at work, when that is committed */
	bool is_quiet;      /* it changes nothing */
} verbs[] = {
	{ "source pause", 1, ANY, NULL, change_source_pause, stop_sources, false },
	{ "source resume", 1, ANY, NULL, change_source_resume, resume_sources, false },
	{ "source run", 1, ANY, may_ask_sources, NULL, ask_sources, false },
	{ "sink rewind", 2, 2, NULL, change_sink_rewind, begin_sink_again, false },
	{ "sink forget", 1, 1, NULL, change_sink_forget, begin_sink_again, false },
	{ "sink drain", 1, ANY, NULL, NULL, tell_of_sinks, true },
	{ "dead retry", 1, ANY, may_retry, NULL, retry_letters, false },
	{ "dead drop", 0, ANY, may_touch_letters, change_dead_drop, NULL, false },
};

static const struct verb *verb_named(const char *name)
{
	for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
		if (str_eq(str_c(verbs[i].name), str_c(name)))
			return &verbs[i];
	return NULL;
}

/* Also what a change did before it failed is committed: the transaction is that of the documents, too. */
static int change_state(struct run *run, const struct verb *verb, const struct change *change,
                        struct err *err)
{
	const int result = verb->change ? verb->change(change, err) : 0;
	if (result && err->status == EXIT_STATE)
		run_break_off(run, err);
	run_commit(run);
	if (!run->is_broken)
		return result;
	*err = run->failure;
	return -1;
}

static int carry_out(struct run *run, const struct verb *verb, const struct change *change, struct err *err)
{
	if ((verb->may && verb->may(run, change, err)) || change_state(run, verb, change, err))
		return -1;
	const int result = verb->follow ? verb->follow(run, change, err) : 0;
	if (result && err->status == EXIT_STATE)
		run_break_off(run, err);
	return result;
}

static void note_call(const struct control_call *call, const struct control_peer *by)
{
	struct buf words;
	buf_init(&words, WORDS_SHOWN);
	for (size_t i = 0; i < call->count && !words.is_over; i++)
		buf_printf(&words, " %s", call->words[i]);
	log_info("process %ld of user %ld: %s%s%s", by->pid, by->uid, call->verb, words.ptr ? words.ptr : "",
	         words.is_over ? " …" : "");
	buf_done(&words);
}

static void on_call(void *self, const struct control_call *call, const struct control_peer *by,
                    struct control_answer *answer)
{
	struct run *run = self;
	struct err err;
	const struct verb *verb = verb_named(call->verb);
	const struct change change = {
		.desk = run->owner.desk, .config = run->config, .call = call, .answer = answer
	};
	int result = 0;
	if (!verb || call->count < verb->least || call->count > verb->most) {
		result = err_set(&err, EXIT_WRONG_USE,
		                 "process %ld, wiredesk " WIREDESK_VERSION
		                 ", knows no \"%.100s\" with %zu words",
		                 (long)getpid(), call->verb, call->count);
	} else {
		if (!verb->is_quiet)
			note_call(call, by);
		result = carry_out(run, verb, &change, &err);
	}
	if (result)
		control_fail(answer, &err);
}

/* --- the socket */

void run_open_control(struct run *run)
{
	struct err err;
	if (control_open(&run->loop, run->config->state, &run->control, &err))
		log_warning("%s; until that is mended, commands that change something need this host to be "
		            "stopped",
		            err.text);
}

void run_serve(struct run *run)
{
	if (!run->is_broken)
		control_serve(run->control, on_call, run);
}
