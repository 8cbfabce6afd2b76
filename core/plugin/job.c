/* SPDX-License-Identifier: MIT */
#include "core/plugin/job.h"

#include <stdio.h>

#include "core/article/explain.h"
#include "core/normalize/normalize.h"

enum { MAX_DEFECTS = 1 << 20, MAX_RECORD = 64 << 20, MAX_EXPLAIN = 4 << 20 }; /* bytes */

void job_init(struct wd_job *job)
{
	*job = (struct wd_job){ 0 };
	arena_init(&job->arena);
	buf_init(&job->defects, MAX_DEFECTS);
	buf_init(&job->json, MAX_RECORD);
}

static void free_trees(struct wd_job *job)
{
	for (size_t i = 0; i < JOB_TREES; i++)
		dom_free(job->trees[i].dom);
	for (size_t i = 0; i < job->records.count; i++)
		dom_free(job->records.at[i]);
	memset(job->trees, 0, sizeof job->trees);
	memset(job->texts, 0, sizeof job->texts);
	job->text = NULL;
	job->page_base = NULL;
	job->records.count = 0;
}

void job_done(struct wd_job *job)
{
	free_trees(job);
	vec_done(&job->records);
	buf_done(&job->defects);
	buf_done(&job->json);
	arena_done(&job->arena);
}

void job_forget(struct wd_job *job)
{
	job->reason = job->trouble = NULL;
	job->feed = job->context = NULL;
	job->emitted = job->dropped = 0;
	job->read_at = job->taken = 0;
	buf_clear(&job->defects);
}

void job_reset(struct wd_job *job, const struct document *doc, const struct runtime_sink *sink)
{
	free_trees(job);
	job_forget(job);
	arena_reset(&job->arena);
	job->doc = doc;
	job->sink = sink;
	job->batch = NULL;
}

const char *job_reason(struct wd_job *job)
{
	if (job->reason && job->trouble)
		return arena_printf(&job->arena, "%s (%s)", job->reason, job->trouble);
	return job->reason ? job->reason : job->trouble;
}

const struct charset_result *job_text(struct wd_job *job, enum charset_kind kind)
{
	if (!job->texts[kind]) {
		struct charset_result *result = arena_alloc(&job->arena, sizeof *result);
		*result = charset_decode(job->doc->body, job->doc->charset, kind, &job->arena);
		job->texts[kind] = result;
	}
	return job->text = job->texts[kind];
}

void job_add_defect(struct wd_job *job, const char *code, const char *text)
{
	const size_t before = job->defects.len;
	buf_adds(&job->defects, before ? ",{\"code\":" : "{\"code\":");
	json_add_string(&job->defects, str_c(code));
	buf_adds(&job->defects, ",\"text\":");
	json_add_string(&job->defects, str_c(text));
	buf_addc(&job->defects, '}');
	if (job->defects.is_over) /* enough is known of such a document */
		buf_cut(&job->defects, before);
}

/* The page's own <base>, made absolute against url; url where it has none. */
static const char *page_base(struct wd_job *job, struct dom *page, const char *url)
{
	const char *href = dom_text(page, dom_root(page), "//base/@href", NULL);
	struct buf base;
	buf_init(&base, 1 << 16);
	if (href && !url_resolve(str_c(href), str_c(url), &base, NULL) && base.len)
		url = arena_str(&job->arena, buf_str(&base)).ptr;
	buf_done(&base);
	return url;
}

const char *job_base(struct wd_job *job)
{
	const char *url = job->doc->final_url ? job->doc->final_url : job->doc->url;
	struct dom *page = job->trees[DOM_HTML].dom;
	if (!page)
		return url;
	if (!job->page_base)
		job->page_base = page_base(job, page, url);
	return job->page_base;
}

static void copy_name(char *to, size_t size, const char *name)
{
	snprintf(to, size, "%s", name ? name : "");
}

static int normalize(struct wd_job *job, struct article *article, struct record_head *head, struct err *err)
{
	const struct document *doc = job->doc;
	const struct charset_result *text = job->text;
	const struct normalize_context context = {
		.base_url = job_base(job),
		.timezone = doc->timezone,
		.charset = text ? text->charset : NULL,
		.is_charset_repaired = text && text->is_repaired,
		.fetched_ms = doc->fetched_ms,
		.feed_url = doc->feed_url,
	};
	if (article->error)
		return err_set(err, EXIT_PARTLY, "%s", article->error);
	article_explain_rest(article);
	if (normalize_article(article, &context, head, err))
		return -1;
	copy_name(head->parser, sizeof head->parser, job->plugin->name);
	copy_name(head->parser_version, sizeof head->parser_version, job->plugin->plugin.version);
	copy_name(head->charset, sizeof head->charset, context.charset);
	buf_clear(&job->json);
	article_to_json(article, &job->json);
	if (job->json.is_over)
		return err_set(err, EXIT_PARTLY, "its record is larger than 64 MiB");
	return 0;
}

static struct str explain(struct wd_job *job, const struct article *article)
{
	struct buf out;
	struct str kept = { "", 0 };
	if (!article->is_explained)
		return kept;
	buf_init(&out, MAX_EXPLAIN);
	article_explanations(article, &out);
	if (!out.is_over)
		kept = arena_str(&job->arena, buf_str(&out));
	buf_done(&out);
	return kept;
}

enum wd_verdict job_emit(struct wd_job *job, struct article *article)
{
	struct record_head head = { 0 };
	struct err err;
	if (normalize(job, article, &head, &err)) {
		job->dropped++;
		job_add_defect(job, "article_refused", err.text);
		article_fail(article, "%s", err.text);
		return WD_REJECT;
	}
	job->emitted++;
	const struct record record = { .head = head,
		                       .json = buf_str(&job->json),
		                       .explain = explain(job, article) };
	if (job->sink && job->sink->record)
		job->sink->record(job->sink->self, &record);
	article_fail(article, "it was emitted already");
	return WD_OK;
}
