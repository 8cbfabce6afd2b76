/* SPDX-License-Identifier: MIT
 * One call of a plugin (what wd_job is): owns all that the host hands out in it. Parsers' jobs are made by
 *runtime.c, sinks' by who runs them:
 *
 *	struct wd_job job;
 *	job_init(&job);
 *	job_reset(&job, NULL, &sink);  // before each call; sink: where its messages go, or NULL
 *	job.batch = &batch;
 *	switch (plugin->plugin.write(&job, &batch, self)) ... job.taken, job_reason(&job)
 *	job_done(&job);
 */
#ifndef CORE_PLUGIN_JOB_H
#define CORE_PLUGIN_JOB_H
#include "core/article/article.h"
#include "core/base/vec.h"
#include "core/doc/charset.h"
#include "core/doc/dom.h"
#include "core/plugin/runtime.h"

enum { JOB_CHARSETS = CHARSET_JSON + 1, JOB_TREES = DOM_JSON + 1 };

struct job_tree { /* of the document, read once; both NULL before */
	struct dom *dom;
	const char *error;
};

/* Articles that a plugin releases have an arena of their own, as long as few of them live at a time. */
enum { JOB_BRIEF = 4 };
struct job_brief {
	struct arena arena;
	const struct article *user; /* NULL: free */
};

struct wd_job {
	struct arena arena;
	struct job_brief brief[JOB_BRIEF];
	const struct plugin *plugin;
	const struct runtime_sink *sink;
	const char *reason; /* the first wd_fail() */
	const char
		*trouble,   /* the first failure of the host's own: a tree that cannot be read, a bad XPath */
		*refusal;   /* why the first article was refused: counts where nobody says more */
	struct buf defects; /* members of a JSON array */

	/* parsers */
	const struct document *doc;
	const struct charset_result *texts[JOB_CHARSETS]; /* decoded; NULL before */
	const struct charset_result *text;                /* that was asked for last */
	struct job_tree trees[JOB_TREES];
	const char *page_base; /* see job_base(); NULL before */
	size_t read_at;
	struct charset_stream stream; /* of a long document; id 0 before it has begun */
	size_t characters_at, given_back;
	struct object *feed, *context;
	struct article *begun; /* last; not released since */
	struct buf json; /* an article's line */
	uint32_t emitted, dropped;

	/* sinks */
	const struct wd_batch *batch;
	size_t taken;
	VEC(struct dom *) records;
};

void job_init(struct wd_job *job);
void job_done(struct wd_job *job);
/* Ready for a call: everything of the one before goes. doc NULL: a sink's call. */
void job_reset(struct wd_job *job, const struct document *doc, const struct runtime_sink *sink);
/* Only what a plugin left behind goes, the document's trees stay: between probes. */
void job_forget(struct wd_job *job);
/* Why the call failed, or NULL where nobody said; lives as the job. */
const char *job_reason(struct wd_job *job);
/* Decodes the document as that kind, once. */
const struct charset_result *job_text(struct wd_job *job, enum charset_kind kind);
/* The character set that it would be decoded in, without decoding a long one. */
const struct charset_result *job_look(struct wd_job *job, enum charset_kind kind);
/* How the bytes are to be read before a plugin has said what it takes them for. */
enum charset_kind job_kind(const struct document *doc);
/* See wd_characters(). */
long job_characters(struct wd_job *job, char *into, size_t size);
struct article *job_article(struct wd_job *job);
void job_release(struct article *article);
/* Cleans what was said of the feed. */
void job_finish_feed(struct wd_job *job);
/* What relative addresses stand against: the page's <base>, where it was read as HTML and has one. May be
 * NULL. */
const char *job_base(struct wd_job *job);
/* What is said of the document from outside: by what linked to it, by the configuration; or NULL. */
struct object *job_context(struct wd_job *job);
void job_add_defect(struct wd_job *job, const char *code, const char *text);
/* Why the article that was begun last is as it is, where no record has come out and somebody asks; else NULL. */
const char *job_explain_unfinished(struct wd_job *job);
/* Normalizes an article and hands its record to the sink. */
enum wd_verdict job_emit(struct wd_job *job, struct article *article);

/* host.c: the table handed to plugins. */
extern const struct wd_host host_table;

#endif
