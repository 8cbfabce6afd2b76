/* SPDX-License-Identifier: MIT */
#include "core/cli/parsing.h"

#include <stdio.h>

#include "core/base/log.h"

enum { OUTPUT_MOST = 1 << 30 };

static void write_text(struct parsing *self, struct buf *text)
{
	if (self->format == PARSE_JSON && text->len && !self->has_begun)
		text->ptr[0] = '['; /* the first comma of all */
	self->has_begun |= text->len > 0;
	if (text->len && fwrite(text->ptr, 1, text->len, stdout) != text->len)
		self->has_output_failed = true;
}

static void write_answers(struct parsing *self)
{
	while (self->written < self->next && self->slots[self->written % PARSING_WINDOW].is_done) {
		struct parsing_slot *slot = &self->slots[self->written % PARSING_WINDOW];
		write_text(self, &slot->text);
		buf_done(&slot->text);
		self->written++;
	}
}

/* The records of a long document go out as they come, where it is its turn. */
static bool on_chunk(void *opaque, struct document *doc, const struct record *records, size_t count)
{
	struct parsing_slot *slot = opaque;
	struct parsing *self = slot->parsing;
	if (self->format == PARSE_DOCUMENTS || slot != &self->slots[self->written % PARSING_WINDOW])
		return false;
	if (!doc->sha256)
		document_keep_hash(doc);
	const struct outcome part = { .state = OUTCOME_DONE, .records = records, .record_count = count };
	parse_print(self->format, slot->input, doc, &part, &slot->text);
	write_text(self, &slot->text);
	buf_done(&slot->text);
	buf_init(&slot->text, OUTPUT_MOST);
	return true;
}

static void finish(struct parsing_slot *slot, const struct document *doc, const struct outcome *outcome)
{
	struct parsing *self = slot->parsing;
	const size_t count = outcome->record_count + outcome->given_count;
	parse_print(self->format, slot->input, doc, outcome, &slot->text);
	if (outcome->state != OUTCOME_DONE)
		log_error("%s: %s", doc ? document_name(doc) : slot->input->path, outcome->reason);
	else if (!count)
		log_warning("%s: no article in it (parser %s)", document_name(doc),
		            outcome->parser ? outcome->parser : "none");
	self->records += count;
	self->empty += count == 0;
	slot->is_done = true;
	progress_step(&self->progress, count == 0);
	write_answers(self);
}

static void begin_more(struct parsing *self)
{
	while (self->next < self->inputs.count && self->next - self->written < PARSING_WINDOW &&
	       pool_has_room(self->pool)) {
		struct parsing_slot *slot = &self->slots[self->next % PARSING_WINDOW];
		*slot = (struct parsing_slot){ .parsing = self, .input = &self->inputs.at[self->next++] };
		buf_init(&slot->text, OUTPUT_MOST);
		self->begin(self, slot);
	}
}

static void on_done(void *opaque, struct document *doc, const struct outcome *outcome)
{
	struct parsing_slot *slot = opaque;
	finish(slot, doc, outcome);
	document_free(doc);
	begin_more(slot->parsing);
}

void parsing_give(struct parsing_slot *slot, struct document *doc)
{
	pool_submit(slot->parsing->pool, doc, on_done, slot);
}

void parsing_fail(struct parsing_slot *slot, const char *reason)
{
	finish(slot, NULL, &(struct outcome){ .state = OUTCOME_FAILED, .reason = reason });
}

static int judge(const struct parsing *self)
{
	if (!self->records)
		return EXIT_NOTHING;
	return self->empty ? EXIT_PARTLY : EXIT_ALL_WELL;
}

static void work(struct parsing *self)
{
	progress_begin(&self->progress, self->inputs.count);
	begin_more(self);
	while (self->written < self->inputs.count && uv_run(&self->loop, UV_RUN_ONCE) >= 0)
		begin_more(self);
	progress_end(&self->progress);
	if (self->format == PARSE_JSON)
		fputs(self->has_begun ? "]\n" : "[]\n", stdout);
}

int parsing_run(struct parsing *self, void (*begin)(struct parsing *, struct parsing_slot *),
                const struct pool_options *options)
{
	struct err err;
	struct pool_options own = *options;
	self->begin = begin;
	own.chunk = on_chunk;
	if (pool_new(&self->loop, &own, &self->pool, &err))
		return cli_failed(&err);
	work(self);
	pool_free(self->pool);
	if (fflush(stdout) || self->has_output_failed) {
		log_error("standard output cannot be written; is its reader gone?");
		return EXIT_STATE;
	}
	return judge(self);
}
