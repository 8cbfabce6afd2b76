/* SPDX-License-Identifier: MIT */
#include "core/deliver/sink_runner.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/base/log.h"
#include "core/base/mem.h"
#include "core/deliver/recordlog.h"
#include "core/plugin/job.h"
#include "core/plugin/options.h"
#include "core/plugin/registry.h"

enum { BATCH_RECORDS = 256, BATCH_BYTES = 4 << 20 };

struct sink_runner {
	struct sink_settings settings;
	struct registry *registry;
	const struct plugin *plugin;
	struct arena options_arena, batch_arena;
	struct wd_job job;
	struct runtime_sink messages; /* of the plugin, to the operator */
	void *self;
	struct recordlog_reader *reader;
	/* The batch at hand. Kept until it is taken, so that a retry is of the same records. */
	struct wd_record records[BATCH_RECORDS];
	size_t count;
	size_t bytes;
	int64_t last_seq, seen_seq; /* of the batch; of all that was read */
};

static void on_log(void *self, enum wd_level level, const char *text)
{
	const struct sink_runner *runner = self;
	log_add((enum log_level)level, "sink %s: %s", runner->settings.name, text);
}

static void prepare_call(struct sink_runner *runner)
{
	runner->messages = (struct runtime_sink){ .log = on_log, .self = runner };
	job_reset(&runner->job, NULL, &runner->messages);
	runner->job.plugin = runner->plugin;
}

/* --- opening */

static int load(struct sink_runner *runner, void **out_options, struct err *err)
{
	const struct sink_settings *s = &runner->settings;
	runner->registry = registry_new(s->plugin_dirs);
	if (registry_load(runner->registry, s->plugin, WD_KIND_SINK, &runner->plugin, err))
		return -1;
	json_error_t fault;
	json_t *values = s->options ? json_loads(s->options, 0, &fault) : NULL;
	const struct wd_plugin *plugin = &runner->plugin->plugin;
	const int result = options_fill(plugin->options, plugin->options_size, values, &runner->options_arena,
	                                out_options, err);
	json_decref(values);
	return result;
}

static int open_target(struct sink_runner *runner, void *options, struct err *err)
{
	const struct wd_plugin *plugin = &runner->plugin->plugin;
	if (!plugin->open)
		return 0;
	prepare_call(runner);
	runner->self = plugin->open(&runner->job, options);
	if (runner->self)
		return 0;
	const char *why = job_reason(&runner->job);
	return err_set(err, EXIT_STATE, "%s", why ? why : "it does not open, and does not say why");
}

int sink_runner_open(const struct sink_settings *settings, struct sink_runner **out, struct err *err)
{
	struct sink_runner *runner = mem_zero(1, sizeof *runner);
	void *options = NULL;
	runner->settings = *settings;
	arena_init(&runner->options_arena);
	arena_init(&runner->batch_arena);
	job_init(&runner->job);
	if (load(runner, &options, err))
		err->status = EXIT_WRONG_USE;
	else if (!open_target(runner, options, err)) {
		*out = runner;
		return 0;
	}
	err_prefix(err, "sink %s: ", settings->name);
	sink_runner_close(runner);
	return -1;
}

void sink_runner_close(struct sink_runner *runner)
{
	if (!runner)
		return;
	if (runner->self && runner->plugin->plugin.close)
		runner->plugin->plugin.close(runner->self);
	recordlog_reader_close(runner->reader);
	registry_free(runner->registry);
	job_done(&runner->job);
	arena_done(&runner->options_arena);
	arena_done(&runner->batch_arena);
	free(runner);
}

bool sink_runner_position(struct sink_runner *runner, struct wd_position *out)
{
	const struct wd_plugin *plugin = &runner->plugin->plugin;
	*out = (struct wd_position){ .size = sizeof *out };
	if (!plugin->position)
		return false;
	prepare_call(runner);
	return plugin->position(&runner->job, out, runner->self) == WD_OK;
}

int sink_runner_seek(struct sink_runner *runner, int64_t seq, struct err *err)
{
	recordlog_reader_close(runner->reader);
	runner->reader = NULL;
	runner->count = 0;
	runner->bytes = 0;
	runner->last_seq = runner->seen_seq = seq;
	arena_reset(&runner->batch_arena);
	return recordlog_reader_open(runner->settings.log_dir, seq, &runner->reader, err);
}

/* --- a batch */

static bool is_listed(const char *const *list, const char *name)
{
	for (; *list; list++)
		if (str_eq(str_c(*list), str_c(name)))
			return true;
	return false;
}

static bool is_routed(const struct sink_settings *s, const struct recordlog_entry *entry)
{
	if (entry->addressee)
		return str_eq(str_c(entry->addressee), str_c(s->name));
	if (!(s->statuses >> entry->status & 1) || !(s->classes >> entry->page_class & 1))
		return false;
	return !s->sources || is_listed(s->sources, entry->source);
}

static void keep(struct sink_runner *runner, const struct recordlog_entry *entry)
{
	struct arena *arena = &runner->batch_arena;
	const struct str json = arena_str(arena, entry->json);
	runner->records[runner->count++] = (struct wd_record){
		.size = sizeof(struct wd_record),
		.id = arena_dup(arena, entry->id),
		.revision = entry->revision,
		.seq = entry->seq,
		.logged_at = entry->logged_at_ms / 1000,
		.source = arena_dup(arena, entry->source),
		.json = { json.ptr, json.len },
	};
	runner->bytes += json.len;
}

/* Fills the batch as far as there is something; 0, or -1 on a damaged log. */
static int fill(struct sink_runner *runner, int64_t end_seq, size_t most, struct err *err)
{
	while (runner->count < most && runner->bytes < BATCH_BYTES && runner->seen_seq < end_seq) {
		struct recordlog_entry entry;
		const int got = recordlog_reader_next(runner->reader, end_seq, &entry, err);
		if (got < 0)
			return -1;
		if (!got)
			break;
		runner->seen_seq = entry.seq;
		if (is_routed(&runner->settings, &entry))
			keep(runner, &entry);
	}
	return 0;
}

/* The first n records are out of the way. */
static void drop(struct sink_runner *runner, size_t n)
{
	memmove(runner->records, runner->records + n, (runner->count - n) * sizeof *runner->records);
	runner->count -= n;
	if (runner->count)
		return;
	arena_reset(&runner->batch_arena);
	runner->bytes = 0;
}

static enum sink_step settle(struct sink_runner *runner, enum wd_verdict verdict, size_t offered,
                             struct sink_result *out)
{
	const size_t told = runner->job.taken < offered ? runner->job.taken : offered;
	const size_t taken = verdict == WD_OK ? offered : told;
	const char *why = job_reason(&runner->job);
	snprintf(out->text, sizeof out->text, "%s", why ? why : "no reason was given");
	if (taken)
		runner->last_seq = taken == runner->count ? runner->seen_seq : runner->records[taken - 1].seq;
	out->seq = runner->last_seq;
	if (verdict == WD_REJECT && taken < offered) {
		out->seq = runner->records[taken].seq;
		runner->last_seq = out->seq;
		drop(runner, taken + 1);
		return SINK_REJECT;
	}
	drop(runner, taken);
	return verdict == WD_OK ? SINK_TOOK : SINK_RETRY;
}

static enum sink_step step(struct sink_runner *runner, int64_t end_seq, size_t most, struct sink_result *out)
{
	struct err err;
	*out = (struct sink_result){ .seq = runner->last_seq };
	if (fill(runner, end_seq, most, &err)) {
		snprintf(out->text, sizeof out->text, "%s", err.text);
		return SINK_BROKEN;
	}
	if (!runner->count && runner->seen_seq > runner->last_seq) { /* all of it was for others */
		out->seq = runner->last_seq = runner->seen_seq;
		return SINK_TOOK;
	}
	if (!runner->count)
		return SINK_IDLE;
	/* Alone, what stood before it for others is out of the way first: a death is this record's. */
	if (most == 1 && runner->records[0].seq - 1 > runner->last_seq) {
		out->seq = runner->last_seq = runner->records[0].seq - 1;
		return SINK_TOOK;
	}
	const size_t offered = runner->count < most ? runner->count : most;
	const struct wd_batch batch = {
		.size = sizeof batch,
		.count = offered,
		.records = runner->records,
		.epoch = runner->settings.epoch,
		.last_seq = offered == runner->count ? runner->seen_seq : runner->records[offered - 1].seq,
	};
	prepare_call(runner);
	runner->job.batch = &batch;
	const enum wd_verdict verdict = runner->plugin->plugin.write(&runner->job, &batch, runner->self);
	runner->job.batch = NULL;
	return settle(runner, verdict, offered, out);
}

enum sink_step sink_runner_step(struct sink_runner *runner, int64_t end_seq, struct sink_result *out)
{
	return step(runner, end_seq, BATCH_RECORDS, out);
}

enum sink_step sink_runner_step_alone(struct sink_runner *runner, int64_t end_seq, struct sink_result *out)
{
	return step(runner, end_seq, 1, out);
}

void sink_runner_flush(struct sink_runner *runner)
{
	const struct wd_plugin *plugin = &runner->plugin->plugin;
	if (!plugin->flush)
		return;
	prepare_call(runner);
	plugin->flush(&runner->job, runner->self);
}
