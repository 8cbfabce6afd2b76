/* SPDX-License-Identifier: MIT */
#include "core/worker/job.h"

#include <stdio.h>

#include "core/article/article.h"
#include "core/base/log.h"

enum { URL_MOST = 1 << 16, LOG_MOST = 40, EXPLAIN_MOST = 4 << 20, CHUNK_LEAST = 8 << 20 };

static bool is_auto(const struct pool_job *job)
{
	return str_eq(str_c(job->doc->parser), STR("auto"));
}

/* The document names it, or the worker will. */
static void name_plugin(struct pool_job *job)
{
	snprintf(job->plugin, sizeof job->plugin, "%s", is_auto(job) ? "" : job->doc->parser);
}

struct pool_job *pool_job_new(struct document *doc, pool_done *done, void *self)
{
	struct pool_job *job = mem_zero(1, sizeof *job);
	job->doc = doc;
	job->done = done;
	job->self = self;
	arena_init(&job->arena);
	arena_init(&job->record_arena);
	name_plugin(job);
	return job;
}

void pool_job_forget(struct pool_job *job)
{
	arena_reset(&job->arena);
	arena_reset(&job->record_arena);
	job->seen = 0;
	job->records.count = job->links.count = job->links_left_out = job->logged = 0;
	job->output = job->next_linked = 0;
	name_plugin(job);
	job->outcome = (struct outcome){ 0 };
	job->is_done = false;
}

void pool_job_free(struct pool_job *job)
{
	arena_done(&job->arena);
	arena_done(&job->record_arena);
	vec_done(&job->records);
	vec_done(&job->links);
	free(job);
}

static bool ends_in_nul(const char *text, size_t size)
{
	return memchr(text, '\0', size) != NULL;
}

static int check_head(const struct record_head *h, struct err *err)
{
	if (h->key_count > RECORD_KEYS || h->status > RECORD_CANCELED || h->change > RECORD_RETRACTION ||
	    h->page_class > RECORD_NOTICE)
		return err_set(err, EXIT_PARTLY, "a record's head out of range");
	if (!h->key_count)
		return err_set(err, EXIT_PARTLY, "a record without an identity");
	if (!ends_in_nul(h->parser, sizeof h->parser) ||
	    !ends_in_nul(h->parser_version, sizeof h->parser_version) ||
	    !ends_in_nul(h->extraction, sizeof h->extraction) ||
	    !ends_in_nul(h->charset, sizeof h->charset) ||
	    !ends_in_nul(h->source_version, sizeof h->source_version))
		return err_set(err, EXIT_PARTLY, "a text without an end in a record's head");
	return 0;
}

/* All records so far, complete with what followed them. */
static void offer_chunk(struct pool_job *job, const struct pool_options *options)
{
	if (!options->chunk || job->record_arena.used < CHUNK_LEAST ||
	    !options->chunk(job->self, job->doc, job->records.at, job->records.count))
		return;
	job->given += job->records.count;
	job->records.count = 0;
	arena_reset(&job->record_arena);
}

static int take_record(struct pool_job *job, const struct pool_options *options, struct frame_reader *frame,
                       struct err *err)
{
	struct record record;
	frame_read_bytes(frame, &record.head, sizeof record.head);
	const struct str json = frame_read_str(frame);
	record.explain = STR("");
	if (frame->is_bad || !json.ptr)
		return err_set(err, EXIT_PARTLY, "a record cut short");
	if (check_head(&record.head, err) || record_check(json, err))
		return -1;
	if (!str_eq(str_c(record.head.parser), str_c(job->plugin)))
		return err_set(err, EXIT_PARTLY, "a record of another parser, %s", record.head.parser);
	offer_chunk(job, options);
	if (job->seen++ < job->given) /* of the try before, and taken then */
		return 0;
	record.json = arena_str(&job->record_arena, json);
	vec_add(&job->records, record);
	return 0;
}

/* Belongs to the record that came before it, once, and only where it was asked for. */
static int take_explain(struct pool_job *job, const struct pool_options *options, struct frame_reader *frame,
                        struct err *err)
{
	const struct str json = frame_read_str(frame);
	struct record *record = job->records.count ? &job->records.at[job->records.count - 1] : NULL;
	if (frame->is_bad || !json.ptr)
		return err_set(err, EXIT_PARTLY, "an explanation cut short");
	if (options->want_explain && job->seen <= job->given)
		return 0;
	if (!options->want_explain || !record || record->explain.len || json.len > EXPLAIN_MOST)
		return err_set(err, EXIT_PARTLY, "an explanation that nobody asked for");
	if (record_check_object(json, err))
		return -1;
	record->explain = arena_str(&job->record_arena, json);
	return 0;
}

static const char *keep(struct pool_job *job, const char *text)
{
	return text ? arena_dup(&job->arena, text) : NULL;
}

/* A record has one page, and links come in the order of their records. */
static bool is_in_order(const struct pool_job *job, int64_t record)
{
	return record == -1 || (record >= job->next_linked && record < (int64_t)job->seen);
}

static int take_link(struct pool_job *job, const struct pool_options *options, struct frame_reader *frame,
                     struct err *err)
{
	const char *url = frame_read_text(frame), *role = frame_read_text(frame),
		   *context = frame_read_text(frame);
	const int64_t record = frame_read_int(frame);
	if (frame->is_bad || !url || strlen(url) > URL_MOST)
		return err_set(err, EXIT_PARTLY, "a link cut short");
	if (!is_in_order(job, record))
		return err_set(err, EXIT_PARTLY, "a link of a record that is none, or out of order");
	if (job->links.count >= options->link_limit) {
		job->links_left_out++; /* over the budget: the parser's defect, not the document's end */
		return 0;
	}
	if (record >= 0)
		job->next_linked = record + 1;
	if (context && record_check_object(str_c(context), err))
		return -1;
	vec_add(&job->links, ((struct record_link){ keep(job, url), keep(job, role), keep(job, context), record }));
	return 0;
}

static int take_log(struct pool_job *job, struct frame_reader *frame, struct err *err)
{
	const int64_t level = frame_read_int(frame);
	const char *text = frame_read_text(frame);
	if (frame->is_bad || !text || level < WD_LOG_ERROR || level > WD_LOG_DEBUG)
		return err_set(err, EXIT_PARTLY, "a message cut short");
	if (++job->logged > LOG_MOST)
		return 0;
	log_add((enum log_level)level, "%s: parser %s: %.500s", document_name(job->doc), job->plugin, text);
	return 0;
}

static void tell_left_out(const struct pool_job *job)
{
	if (job->links_left_out)
		log_warning("%s: parser %s gave %zu links over the limit of a document; they are left out",
		            document_name(job->doc), job->plugin, job->links_left_out);
	if (job->logged > LOG_MOST)
		log_warning("%s: parser %s: … and %zu more messages", document_name(job->doc), job->plugin,
		            job->logged - LOG_MOST);
}

/* Places count from the first record that is still here; one that was taken before has its page on its own. */
static void place_links(struct pool_job *job)
{
	for (size_t i = 0; job->given && i < job->links.count; i++) {
		int64_t *record = &job->links.at[i].record;
		*record = *record >= (int64_t)job->given ? *record - (int64_t)job->given : -1;
	}
}

static int take_done(struct pool_job *job, struct frame_reader *frame, struct err *err)
{
	struct outcome *o = &job->outcome;
	const int64_t state = frame_read_int(frame), dropped = frame_read_int(frame);
	o->state = (enum outcome_state)state;
	o->dropped = (uint32_t)dropped;
	o->parser = keep(job, frame_read_text(frame));
	o->parser_version = keep(job, frame_read_text(frame));
	o->reason = keep(job, frame_read_text(frame));
	o->feed = keep(job, frame_read_text(frame));
	o->defects = keep(job, frame_read_text(frame));
	o->charset = keep(job, frame_read_text(frame));
	o->explain = keep(job, frame_read_text(frame));
	if (frame->is_bad || state < OUTCOME_DONE || state > OUTCOME_FAILED)
		return err_set(err, EXIT_PARTLY, "an outcome cut short");
	if ((o->feed && record_check_object(str_c(o->feed), err)) ||
	    (o->defects && record_check_object(str_c(o->defects), err)) ||
	    (o->explain && record_check_object(str_c(o->explain), err)))
		return -1;
	if (o->state != OUTCOME_DONE && !o->reason)
		o->reason = "no reason was given";
	o->records = job->records.at;
	o->record_count = o->state == OUTCOME_DONE ? job->records.count : 0;
	o->given_count = job->given;
	tell_left_out(job);
	place_links(job);
	o->links = job->links.at;
	o->link_count = o->state == OUTCOME_DONE ? job->links.count : 0;
	job->is_done = true;
	return 0;
}

static int take_probing(struct pool_job *job, struct frame_reader *frame, struct err *err)
{
	const char *plugin = frame_read_text(frame);
	if (frame->is_bad || !plugin)
		return err_set(err, EXIT_PARTLY, "a plugin's name cut short");
	snprintf(job->plugin, sizeof job->plugin, "%s", plugin);
	return 0;
}

int pool_job_hear(struct pool_job *job, const struct pool_options *options, enum frame_type type,
                  struct frame_reader *frame, struct err *err)
{
	switch (type) {
	case FRAME_PROBING:
		return take_probing(job, frame, err);
	case FRAME_RECORD:
		return take_record(job, options, frame, err);
	case FRAME_EXPLAIN:
		return take_explain(job, options, frame, err);
	case FRAME_LINK:
		return take_link(job, options, frame, err);
	case FRAME_LOG:
		return take_log(job, frame, err);
	case FRAME_DONE:
		return take_done(job, frame, err);
	default:
		return err_set(err, EXIT_PARTLY, "a frame of type %d", (int)type);
	}
}
