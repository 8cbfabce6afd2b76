/* SPDX-License-Identifier: MIT */
#include "core/plugin/job.h"

#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#include "core/article/explain.h"
#include "core/normalize/normalize.h"

enum { MAX_DEFECTS = 1 << 20, MAX_RECORD = 64 << 20, MAX_EXPLAIN = 4 << 20 }; /* bytes */
enum {
	STREAM_LEAST = 4 << 20, /* longer documents are decoded as they are read */
	GIVE_BACK = 1 << 20     /* bytes of a mapped body whose pages go at once */
};

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
	for (size_t i = 0; i < JOB_BRIEF; i++)
		arena_done(&job->brief[i].arena);
	arena_done(&job->arena);
}

void job_forget(struct wd_job *job)
{
	job->reason = job->trouble = job->refusal = NULL;
	job->feed = job->context = NULL;
	job->begun = NULL;
	job->emitted = job->dropped = 0;
	job->read_at = job->taken = job->characters_at = job->given_back = 0;
	job->stream.id = 0;
	for (size_t i = 0; i < JOB_BRIEF; i++) {
		arena_reset(&job->brief[i].arena);
		job->brief[i].user = NULL;
	}
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
	return job->reason ? job->reason : job->trouble ? job->trouble : job->refusal;
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

/* The first character, past byte order marks, blanks, and the NULs of wide units. */
static struct str first_of(struct str body)
{
	size_t i = 0;
	while (i < body.len && i < 256 && (!body.ptr[i] || ascii_is_space(body.ptr[i]) || strchr("\xEF\xBB\xBF\xFE\xFF", body.ptr[i])))
		i++;
	return str_slice(body, i, i + 5);
}

enum charset_kind job_kind(const struct document *doc)
{
	const struct str mime = str_c(doc->media_type), body = first_of(doc->body);
	if (str_find(mime, STR("html")) != STR_NONE)
		return CHARSET_HTML;
	if (str_ends(mime, STR("xml")) || str_starts(body, STR("<?xml")))
		return CHARSET_XML;
	if (str_ends(mime, STR("json")) || str_starts(body, STR("{")))
		return CHARSET_JSON;
	return str_starts(body, STR("<")) ? CHARSET_HTML : CHARSET_TEXT;
}

/* A result without a text is never among the decoded ones. */
const struct charset_result *job_look(struct wd_job *job, enum charset_kind kind)
{
	const struct document *doc = job->doc;
	if (doc->body.len <= STREAM_LEAST)
		return job_text(job, kind);
	struct charset_result *result = arena_alloc(&job->arena, sizeof *result);
	*result = charset_look(doc->body, doc->charset, kind);
	return job->text = result;
}

/* Pages of a mapped body that were read are not kept: memory stays flat however long it is. */
static void give_back(struct wd_job *job)
{
	const struct document *doc = job->doc;
	const size_t page = (size_t)sysconf(_SC_PAGESIZE);
	const size_t read = doc->body.len - job->stream.rest.len;
	if (!doc->is_mapped || read - job->given_back < GIVE_BACK)
		return;
	const size_t end = read / page * page;
	madvise((void *)(uintptr_t)(doc->body.ptr + job->given_back), end - job->given_back, MADV_DONTNEED);
	job->given_back = end;
}

static long stream_characters(struct wd_job *job, enum charset_kind kind, char *into, size_t size)
{
	if (!job->stream.id) {
		const struct charset_result *look = job_look(job, kind);
		charset_begin(&job->stream, job->doc->body, look->charset);
	}
	const size_t len = charset_next(&job->stream, into, size);
	give_back(job);
	return (long)len;
}

/* Markup is read as XML is, which has no meta element to tell its set. */
long job_characters(struct wd_job *job, char *into, size_t size)
{
	const enum charset_kind guessed = job_kind(job->doc), kind = guessed == CHARSET_HTML ? CHARSET_XML : guessed;
	if (size < 64)
		return -1;
	if (job->doc->body.len > STREAM_LEAST)
		return stream_characters(job, kind, into, size);
	const struct str rest = str_from(job_text(job, kind)->text, job->characters_at);
	size_t len = rest.len < size ? rest.len : size;
	while (len < rest.len && len && ((unsigned char)rest.ptr[len] & 0xC0) == 0x80)
		len--;
	if (len)
		memcpy(into, rest.ptr, len);
	job->characters_at += len;
	return (long)len;
}

struct article *job_article(struct wd_job *job)
{
	struct job_brief *brief = NULL;
	for (size_t i = 0; i < JOB_BRIEF && !brief; i++)
		if (!job->brief[i].user)
			brief = &job->brief[i];
	struct article *article = article_new(brief ? &brief->arena : &job->arena);
	article->job = job;
	if (brief)
		brief->user = article;
	return article;
}

void job_release(struct article *article)
{
	if (article->job->begun == article)
		article->job->begun = NULL;
	for (size_t i = 0; i < JOB_BRIEF; i++)
		if (article->job->brief[i].user == article) {
			article->job->brief[i].user = NULL;
			arena_reset(&article->job->brief[i].arena);
			return;
		}
}

/* The document's bytes did not fit the set that it names, and it is no well-formed document then. */
static bool is_damaged(const struct wd_job *job)
{
	return (job->text && (job->text->is_lossy || job->text->is_damaged)) || job->stream.is_repaired;
}

void job_finish_feed(struct wd_job *job)
{
	if (!job->feed)
		return;
	const struct normalize_context context = {
		.base_url = job_base(job),
		.timezone = job->doc->timezone,
		.fetched_ms = job->doc->fetched_ms,
	};
	normalize_feed(job->feed, &context);
	if (job->text && object_get(job->feed, WD_ENCODING).len)
		object_set(job->feed, WD_ENCODING, str_c(job->text->charset));
	if (is_damaged(job) && str_eq(object_get(job->feed, WD_WELLFORMED), STR("true"))) {
		object_set(job->feed, WD_WELLFORMED, STR("false"));
		job_add_defect(job, "charset", "bytes that do not fit the character set it names");
	}
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
	const size_t len = name ? strnlen(name, size - 1) : 0;
	memcpy(to, name ? name : "", len);
	to[len] = '\0';
}

struct object *job_context(struct wd_job *job)
{
	struct err err;
	if (job->context || !job->doc || !job->doc->context)
		return job->context;
	struct article *article = article_new(&job->arena);
	article->job = job;
	job->context = &article->self;
	if (article_from_json(article, str_c(job->doc->context), &err))
		job_add_defect(job, "bad_context", err.text);
	return job->context;
}

/* A page that was followed is of one article, its first; what the configuration says is of all. */
static const struct object *said_of(struct wd_job *job)
{
	return !job->doc->role || !job->emitted ? job_context(job) : NULL;
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
		.language = doc->language,
		.said = said_of(job),
	};
	if (article->error)
		return err_set(err, EXIT_PARTLY, "%s", article->error);
	article_explain_rest(article);
	if (doc->stands_in_for)
		article->extraction = "fallback";
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

const char *job_explain_unfinished(struct wd_job *job)
{
	if (job->emitted || !job->begun || !job->begun->is_explained)
		return NULL;
	article_explain_rest(job->begun);
	const struct str json = explain(job, job->begun);
	return json.len ? json.ptr : NULL;
}

enum wd_verdict job_emit(struct wd_job *job, struct article *article)
{
	struct record_head head = { 0 };
	struct err err;
	if (normalize(job, article, &head, &err)) {
		job->dropped++;
		job_add_defect(job, "article_refused", err.text);
		if (!job->refusal)
			job->refusal = arena_dup(&job->arena, err.text);
		article_fail(article, "%s", err.text);
		return WD_REJECT;
	}
	article->emitted = ++job->emitted;
	const struct record record = { .head = head,
		                       .json = buf_str(&job->json),
		                       .explain = explain(job, article) };
	if (job->sink && job->sink->record)
		job->sink->record(job->sink->self, &record);
	/* As the context of a link it needs no text: that is in the record. */
	article->block_count = 0;
	object_unset(&article->self, WD_BODY_HTML);
	if (!article->error)
		article->error = "it was emitted already";
	return WD_OK;
}
