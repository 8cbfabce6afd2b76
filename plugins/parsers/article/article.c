/* SPDX-License-Identifier: MIT
 * The general extractor: articles of any site. The page is read into flat arrays (page.c); what it claims of itself
 * becomes fields (evidence.c, choose.c); a classifier says how likely each block of text is the story's (features.c,
 * model.c), a judge makes the body of that (judge.c, lines.c, body.c), and the page's class follows (class.c). See
 * wiredesk-article(7). */
#include "../common/lines.h"
#include "body.h"
#include "choose.h"
#include "class.h"
#include "features.h"
#include "hints.h"
#include "judge.h"
#include "lines.h"
#include "meta.h"
#include "model.h"
#include "related.h"

enum { DATA_WORDS_LEAST = 60 };

/* The memory of one document after the other. */
struct extractor {
	struct page page;
	struct evidence evidence;
	struct analysis analysis;
	struct body body;
	VECTOR(float) sure;
	VECTOR(bool) is_chosen;
};

static void *open_extractor(wd_job *job, const void *options)
{
	struct extractor *x = calloc(1, sizeof *x);
	(void)options;
	if (!x)
		wd_fail(job, "out of memory");
	return x;
}

static void close_extractor(void *self)
{
	struct extractor *x = self;
	page_done(&x->page);
	evidence_done(&x->evidence);
	features_done(&x->analysis);
	body_done(&x->body);
	vector_done(&x->sure);
	vector_done(&x->is_chosen);
	free(x);
}

static void classify(struct extractor *x)
{
	const size_t count = x->page.blocks.count;
	hints_apply(&x->page, &hints_learnt);
	features_make(&x->analysis, &x->page, meta_title(&x->page), meta_summary(&x->page));
	model_ask(&model_first, x->analysis.rows.at, FEATURES_ALL, count, x->sure.at);
	features_add_sure(&x->analysis, x->sure.at);
	model_ask(&model_second, x->analysis.rows.at, FEATURES_ALL, count, x->sure.at);
}

static size_t chosen_words(const struct extractor *x)
{
	size_t words = 0;
	for (size_t i = 0; i < x->page.blocks.count; i++)
		words += x->is_chosen.at[i] ? block_words(&x->page.blocks.at[i]) : 0;
	return words;
}

/* Where the page's text yields little and its data has the story, the data's is taken: how many words it has, else 0. */
static size_t words_in_data(const struct extractor *x, size_t words)
{
	const size_t in_data = x->evidence.body ? text_words(x->evidence.body) : 0;
	return in_data >= DATA_WORDS_LEAST && in_data > 2 * words ? in_data : 0;
}

/* Every claim, for who asks why: those believed, and those that lost. */
static void explain(const struct evidence *e, wd_job *job, wd_object *article)
{
	for (size_t i = 0; wd_explains(job) && i < e->claims.count; i++) {
		const struct claim *c = &e->claims.at[i];
		wd_explain(article, c->field, c->rule, c->where, c->value, c->is_chosen);
	}
}

/* Where the text begins, and that of the page's data beside it. */
static void explain_body(const struct extractor *x, const struct findings *f, bool has_body, wd_job *job,
                         wd_object *article)
{
	const struct page *page = &x->page;
	size_t first = 0, lines = 0;
	for (size_t i = page->blocks.count; i-- > 0;) {
		lines += f->is_chosen[i];
		first = f->is_chosen[i] ? i : first;
	}
	if (lines)
		wd_explain(article, WD_BODY,
		           wd_print(job, "%zu of %zu lines, F1 of %.2f expected", lines, page->blocks.count,
		                    (double)f->expected),
		           block_element(page, &page->blocks.at[first])->node, block_text(page, first),
		           has_body && !f->data_words);
	if (x->evidence.body)
		wd_explain(article, WD_BODY, "jsonld.articleBody", NULL, x->evidence.body,
		           has_body && f->data_words);
}

static enum wd_verdict extract(struct extractor *x, wd_job *job, const struct wd_doc *doc)
{
	const size_t count = x->page.blocks.count;
	if (!vector_zero(&x->sure, count + 1) || !vector_zero(&x->is_chosen, count + 1))
		return wd_fail(job, "out of memory");
	evidence_gather(&x->evidence, &x->page, doc->url);
	classify(x);
	wd_object *article = wd_new_article(job);
	choose_fields(&x->evidence, article);
	explain(&x->evidence, job, article);
	const float expected = judge_choose(&x->page, x->sure.at, x->is_chosen.at);
	lines_mend(&x->page, wd_get(article, WD_TITLE), x->is_chosen.at);
	struct findings findings = {
		.words = chosen_words(x), .expected = expected, .is_chosen = x->is_chosen.at, .url = doc->url
	};
	findings.data_words = words_in_data(x, findings.words);
	findings.words = findings.data_words ? findings.data_words : findings.words;
	const struct verdict verdict = class_judge(&x->evidence, &findings);
	wd_set(article, WD_URL, doc->url);
	class_set(&verdict, article);
	if (verdict.has_body && findings.data_words)
		body_write_text(&x->body, x->evidence.body, article);
	else if (verdict.has_body)
		body_write(&x->body, &x->page, x->is_chosen.at, article);
	if (wd_explains(job))
		explain_body(x, &findings, verdict.has_body, job, article);
	related_add(&x->page, x->is_chosen.at, doc->url, article);
	return wd_emit(article);
}

static enum wd_verdict parse(wd_job *job, const struct wd_doc *doc, const void *options, void *self)
{
	struct extractor *x = self;
	(void)options;
	if (!page_read(&x->page, job))
		return wd_fail(job, "it cannot be read as HTML");
	if (x->page.is_cut)
		wd_defect(job, "page_cut",
		          "the page is larger than what is read of one: %d elements, %d lines", ELEMENTS_MOST,
		          BLOCKS_MOST);
	return extract(x, job, doc);
}

/* Any page of HTML is for it, but parsers that know a site or a form of page know better. */
static int probe(wd_job *job, const struct wd_doc *doc, const void *options)
{
	enum { LIKELY = 30, PERHAPS = 15 };
	(void)options;
	if (!doc_is_html(doc))
		return 0;
	const wd_node *page = wd_html(job);
	return wd_find(job, page, "//p | //article | //meta[@property='og:title']") ? LIKELY
	       : page                                                               ? PERHAPS
	                                                                            : 0;
}

WD_PARSER(.name = "article", .version = "1.0", .summary = "articles of any site: the general extractor",
          .open = open_extractor, .close = close_extractor, .parse = parse, .probe = probe);
