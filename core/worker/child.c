/* SPDX-License-Identifier: MIT */
#include "core/worker/child.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "core/base/mem.h"
#include "core/worker/document_frame.h"

enum { FLUSH_AT = 128 * 1024, OUT_MOST = 1 << 30 };

struct child {
	int socket;
	const char *parser; /* that the document names */
	bool wants_explanations;
	struct buf out;
};

/* Blocks while the host is busy: that is the back-pressure. */
static void flush(struct child *child)
{
	if (child->out.is_over)
		_exit(MEM_EXIT_CHILD);
	if (frame_send(child->socket, buf_str(&child->out), -1))
		_exit(EXIT_SUCCESS); /* the host is gone */
	buf_clear(&child->out);
}

static void finish_frame(struct child *child, struct frame_writer *w)
{
	frame_end(w);
	if (child->out.len >= FLUSH_AT)
		flush(child);
}

/* Told at once: it names the culprit, should the plugin not come back. The one that the document names is known. */
static void on_probing(void *self, const char *plugin)
{
	struct child *child = self;
	struct frame_writer w;
	if (!strcmp(plugin, child->parser))
		return;
	frame_begin(&w, &child->out, FRAME_PROBING);
	frame_add_text(&w, plugin);
	frame_end(&w);
	flush(child);
}

static void on_record(void *self, const struct record *record)
{
	struct child *child = self;
	struct frame_writer w;
	frame_begin(&w, &child->out, FRAME_RECORD);
	frame_add_bytes(&w, &record->head, sizeof record->head);
	frame_add_str(&w, record->json);
	finish_frame(child, &w);
	if (!record->explain.len)
		return;
	frame_begin(&w, &child->out, FRAME_EXPLAIN);
	frame_add_str(&w, record->explain);
	finish_frame(child, &w);
}

static void on_link(void *self, const struct record_link *link)
{
	struct child *child = self;
	struct frame_writer w;
	frame_begin(&w, &child->out, FRAME_LINK);
	frame_add_text(&w, link->url);
	frame_add_text(&w, link->role);
	frame_add_text(&w, link->context);
	frame_add_int(&w, link->record);
	finish_frame(child, &w);
}

static void on_log(void *self, enum wd_level level, const char *text)
{
	struct child *child = self;
	struct frame_writer w;
	frame_begin(&w, &child->out, FRAME_LOG);
	frame_add_int(&w, level);
	frame_add_text(&w, text);
	finish_frame(child, &w);
}

static void say_done(struct child *child, const struct outcome *outcome)
{
	struct frame_writer w;
	frame_begin(&w, &child->out, FRAME_DONE);
	frame_add_int(&w, outcome->state);
	frame_add_int(&w, outcome->dropped);
	frame_add_text(&w, outcome->parser);
	frame_add_text(&w, outcome->parser_version);
	frame_add_text(&w, outcome->reason);
	frame_add_text(&w, outcome->feed);
	frame_add_text(&w, outcome->defects);
	frame_add_text(&w, outcome->charset);
	frame_add_text(&w, outcome->explain);
	frame_end(&w);
	flush(child);
}

static void serve(struct child *child, struct runtime *runtime, struct frame_reader *frame, int fd)
{
	const struct runtime_sink sink = { .probing = on_probing,
		                           .record = on_record,
		                           .link = on_link,
		                           .log = on_log,
		                           .self = child,
		                           .wants_explanations = child->wants_explanations };
	struct outcome outcome = { .state = OUTCOME_FAILED };
	struct document *doc = document_from_frame(frame, fd);
	if (!doc)
		_exit(EXIT_FAILURE);
	child->parser = doc->parser;
	runtime_parse(runtime, doc, &sink, &outcome);
	say_done(child, &outcome);
	document_free(doc);
}

void child_main(int socket, struct runtime *runtime, const struct child_settings *settings)
{
	struct child child = { .socket = socket, .wants_explanations = settings->wants_explanations };
	struct buf in;
	enum frame_type type;
	struct frame_reader frame;
	int fd;
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	prctl(PR_SET_NAME, "wiredesk-worker");
	buf_init(&child.out, OUT_MOST);
	buf_init(&in, OUT_MOST);
	sandbox_enter(&settings->limits);
	while (frame_receive(socket, &in, &type, &frame, &fd) == 1)
		if (type == FRAME_DOCUMENT)
			serve(&child, runtime, &frame, fd);
	_exit(EXIT_SUCCESS);
}
