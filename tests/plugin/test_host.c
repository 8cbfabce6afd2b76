/* SPDX-License-Identifier: MIT
 * The table handed to plugins, called as a plugin calls it. */
#include "unit/check_main.h"

#include "core/base/mem.h"
#include "core/plugin/job.h"

static const struct wd_host *const host = &host_table;
static struct wd_job job;
static struct document *doc;

static void start(const char *body)
{
	static const struct document_header headers[] = { { "Content-Language", "vi" },
		                                           { "Link", "</f>; rel=self" },
		                                           { "Set-Cookie", "a=1" },
		                                           { "link", "</h>; rel=hub" },
		                                           { "Set-Cookie", "b=2" } };
	dom_setup();
	job_init(&job);
	doc = document_new();
	doc->url = "https://portal.example/news/";
	doc->timezone = "Europe/Berlin";
	doc->headers = headers;
	doc->header_count = sizeof headers / sizeof *headers;
	doc->context = "{\"title\":\"As the feed has it\"}";
	document_take_body(doc, mem_dup(body), strlen(body));
	job_reset(&job, doc, NULL);
}

static void end(void)
{
	job_done(&job);
	document_free(doc);
}

START_TEST(null_goes_in_and_comes_out)
{
	start("<p>x");
	ck_assert_ptr_null(host->find(&job, NULL, "//p"));
	ck_assert_ptr_null(host->text(&job, host->html(&job), NULL));
	ck_assert_ptr_null(host->markup(&job, NULL, "."));
	ck_assert_ptr_null(host->next(NULL));
	ck_assert_ptr_null(host->name(&job, NULL));
	ck_assert_ptr_null(host->header(&job, NULL));
	ck_assert_ptr_null(host->add(NULL, WD_MEDIA));
	ck_assert_ptr_null(host->get(NULL, WD_TITLE));
	ck_assert_ptr_null(host->date(&job, NULL));
	ck_assert_ptr_null(host->record(&job, NULL));
	host->set(NULL, WD_TITLE, "x");
	host->set(host->article(&job), WD_TITLE, NULL);
	host->block(NULL, WD_HEADING, "x");
	host->follow(&job, NULL, "r", NULL);
	host->drop(NULL, "why");
	ck_assert_int_eq(host->emit(NULL), WD_REJECT);
	ck_assert_ptr_null(job_reason(&job));
	end();
}
END_TEST

START_TEST(the_document_is_lent)
{
	char bytes[3];
	start("<base href='/other/'><h1>A &amp; B</h1>");
	ck_assert_str_eq(host->text(&job, host->html(&job), "//h1"), "A & B");
	ck_assert_str_eq(host->header(&job, "content-language"), "vi");
	ck_assert_str_eq(host->header(&job, "Link"), "</f>; rel=self, </h>; rel=hub");
	ck_assert_str_eq(host->header(&job, "set-cookie"), "a=1");
	ck_assert_int_eq(host->read(&job, bytes, sizeof bytes), 3);
	ck_assert_int_eq(memcmp(bytes, "<ba", 3), 0);
	ck_assert_int_eq(host->read(&job, bytes, sizeof bytes), 3);
	ck_assert_int_eq(bytes[0], 's');
	ck_assert_str_eq(job_base(&job), "https://portal.example/other/");
	ck_assert_str_eq(host->get(host->context(&job), WD_TITLE), "As the feed has it");
	ck_assert_str_eq(host->date(&job, "4 May 2026 12:00"), "2026-05-04T10:00:00Z");
	end();
}
END_TEST

START_TEST(steps_lead_from_node_to_node)
{
	start("<p id=a class=''>one &amp; <b>two</b><!-- three -->four</p>");
	const wd_node *p = host->find(&job, host->html(&job), "//p");
	const wd_node *one = host->child(p), *b = host->sibling(one), *four = host->sibling(b);
	ck_assert_int_eq(host->kind(one), WD_NODE_TEXT);
	ck_assert_str_eq(host->content(one), "one & ");
	ck_assert_int_eq(host->kind(b), WD_NODE_ELEMENT);
	ck_assert_ptr_null(host->content(b));
	ck_assert_str_eq(host->content(four), "four"); /* comments are dropped before there is a tree */
	ck_assert_ptr_null(host->sibling(four));
	ck_assert_ptr_null(host->child(one));
	ck_assert_ptr_eq(host->parent(host->child(b)), b);
	ck_assert_ptr_eq(host->parent(host->child(p)), host->parent(b));
	ck_assert_ptr_null(host->parent(host->html(&job)));
	ck_assert_str_eq(host->attribute(p, "id"), "a");
	ck_assert_str_eq(host->attribute(p, "class"), "");
	ck_assert_ptr_null(host->attribute(p, "style"));
	ck_assert_ptr_null(host->attribute(one, "id"));
	const wd_node *id = host->find(&job, p, "@id");
	ck_assert_int_eq(host->kind(id), WD_NODE_OTHER);
	ck_assert_ptr_null(host->sibling(id));
	end();
}
END_TEST

START_TEST(steps_from_nothing_lead_nowhere)
{
	ck_assert_ptr_null(host->child(NULL));
	ck_assert_ptr_null(host->sibling(NULL));
	ck_assert_ptr_null(host->parent(NULL));
	ck_assert_ptr_null(host->attribute(NULL, "id"));
	ck_assert_ptr_null(host->content(NULL));
	ck_assert_int_eq(host->kind(NULL), WD_NODE_OTHER);
}
END_TEST

START_TEST(errors_stick_to_their_article)
{
	start("x");
	wd_object *bad = host->article(&job), *good = host->article(&job);
	host->set(bad, WD_CAPTION, "no field of an article");
	host->set(bad, WD_TITLE, "not taken any more");
	host->set(good, WD_TITLE, "taken");
	ck_assert_ptr_null(host->get(bad, WD_TITLE));
	ck_assert_str_eq(host->get(good, WD_TITLE), "taken");
	ck_assert_int_eq(host->emit(bad), WD_REJECT);
	ck_assert_uint_eq(job.dropped, 1);
	ck_assert_int_eq((host->fail)(&job, "first %d", 1), WD_REJECT);
	(host->fail)(&job, "second"); /* fail() alone is a macro of Check */
	ck_assert_str_eq(job_reason(&job), "first 1");
	end();
}
END_TEST

START_TEST(unreadable_trees_tell_why)
{
	start("no json");
	ck_assert_ptr_null(host->json(&job));
	ck_assert_ptr_null(host->json(&job));
	ck_assert_msg(strstr(job_reason(&job), "line 1") != NULL, "%s", job_reason(&job));
	job_forget(&job);
	ck_assert_ptr_null(job_reason(&job));
	ck_assert_ptr_null(host->json(&job));
	ck_assert_ptr_nonnull(job_reason(&job));
	end();
}
END_TEST

START_TEST(defects_have_a_bound)
{
	start("x");
	for (int i = 0; i < 100000; i++)
		host->defect(&job, "code", "number %d", i);
	ck_assert_uint_le(job.defects.len, 1 << 20);
	ck_assert_int_eq(job.defects.ptr[job.defects.len - 1], '}');
	end();
}
END_TEST

START_TEST(sinks_read_records_and_say_how_far)
{
	static const char line[] = "{\"id\":\"a\",\"title\":\"T\"}";
	const struct wd_record record = { .size = sizeof record, .json = { line, sizeof line - 1 } };
	const struct wd_batch batch = { .size = sizeof batch, .count = 1, .records = &record };
	start("x");
	job_reset(&job, NULL, NULL);
	job.batch = &batch;
	ck_assert_str_eq(host->text(&job, host->record(&job, &record), "title"), "T");
	host->taken(&job, 7);
	ck_assert_uint_eq(job.taken, 1);
	ck_assert_ptr_null(host->html(&job));
	ck_assert_ptr_null(host->form(&job, &record, "telegram"));
	ck_assert_msg(strstr(job_reason(&job), "ninjs or text") != NULL, "%s", job_reason(&job));
	end();
}
END_TEST

static struct str explained;

static void keep_explanation(void *self, const struct record *record)
{
	(void)self;
	explained = record->explain;
}

static void expect_told(const char *piece)
{
	ck_assert_msg(str_find(explained, str_c(piece)) != STR_NONE, "no %s in %.*s", piece, STR_ARG(explained));
}

START_TEST(values_are_explained_where_somebody_asks)
{
	static const struct plugin plugin = { .name = "x", .plugin = { .version = "1" } };
	struct runtime_sink sink = { .record = keep_explanation, .wants_explanations = true };
	start("<title>A</title>\n<h1>B</h1><p>One two three four five six seven eight nine ten.</p>");
	job.plugin = &plugin;
	job.sink = &sink;
	ck_assert(host->explains(&job));
	const wd_node *h1 = host->find(&job, host->html(&job), "//h1");
	wd_object *article = host->article(&job), *media = host->add(article, WD_MEDIA);
	host->set(article, WD_TITLE, "B");
	host->explain(article, WD_TITLE, "title[1]", h1, "B", true);
	host->explain(article, WD_TITLE, "title[2]", NULL, "A", false);
	host->explain(article, WD_TITLE, "title[3]", NULL, NULL, true);
	host->explain(NULL, WD_TITLE, "title[4]", NULL, "A", true);
	host->set(article, WD_BYLINE, "By Jane Roe");
	host->block(article, WD_PARAGRAPH_BLOCK, "One two.");
	host->set(media, WD_URL, "/a.jpg");
	ck_assert_int_eq(host->emit(article), WD_OK);
	expect_told("\"title\":[{\"rule\":\"title[1]\",\"line\":2,\"path\":\"/html/body/h1\",\"value\":\"B\","
	                "\"chosen\":true},{\"rule\":\"title[2]\",\"value\":\"A\",\"chosen\":false},"
	                "{\"rule\":\"title[3]\",\"chosen\":false}");
	expect_told("\"body\":[{\"rule\":\"set by the parser\",\"value\":\"One two.\",\"chosen\":true}]");
	expect_told("\"byline\":[{\"rule\":\"set by the parser\"");
	expect_told("\"authors.name\":[{\"rule\":\"host: names of the byline\",\"value\":\"Jane Roe\"");
	expect_told("\"media.url\":[{\"rule\":\"set by the parser\",\"value\":\"/a.jpg\"");
	ck_assert_int_eq(record_check_object(explained, NULL), 0);
	end();
}
END_TEST

START_TEST(explanations_have_a_bound)
{
	static const struct plugin plugin = { .name = "x", .plugin = { .version = "1" } };
	struct runtime_sink sink = { .record = keep_explanation, .wants_explanations = true };
	char *large = mem_zero(1, 100001);
	memset(large, 'x', 100000);
	start("x");
	job.plugin = &plugin;
	job.sink = &sink;
	wd_object *article = host->article(&job);
	host->set(article, WD_TITLE, "T");
	for (int i = 0; i < 100000; i++)
		host->explain(article, WD_TITLE, large, NULL, large, false);
	ck_assert_int_eq(host->emit(article), WD_OK);
	ck_assert_uint_le(explained.len, 4 << 20);
	ck_assert_uint_gt(explained.len, 1000);
	free(large);
	end();
}
END_TEST

START_TEST(nothing_is_gathered_where_nobody_asks)
{
	start("x");
	ck_assert(!host->explains(&job));
	wd_object *article = host->article(&job);
	host->explain(article, WD_TITLE, "title[1]", NULL, "A", true);
	ck_assert_ptr_null(((struct article *)article)->explanations);
	end();
}
END_TEST

START_TEST(expressions_are_checked_without_a_document)
{
	size_t at = 0;
	start("<div>a<i>b</i></div>");
	ck_assert_str_eq(host->markup_without(&job, host->find(&job, host->html(&job), "//div"), "i"), "<div>a</div>");
	ck_assert_ptr_null(host->markup_without(&job, NULL, "i"));
	job_reset(&job, NULL, NULL);
	ck_assert_ptr_null(host->xpath_fault(&job, "//p", NULL));
	ck_assert_ptr_null(host->xpath_fault(&job, NULL, &at));
	ck_assert_ptr_nonnull(host->xpath_fault(&job, "//p[", &at));
	ck_assert_uint_eq(at, 4);
	end();
}
END_TEST

TEST_MAIN("host", null_goes_in_and_comes_out, the_document_is_lent, errors_stick_to_their_article,
          steps_lead_from_node_to_node, steps_from_nothing_lead_nowhere, unreadable_trees_tell_why,
          defects_have_a_bound, sinks_read_records_and_say_how_far,
          values_are_explained_where_somebody_asks, explanations_have_a_bound, nothing_is_gathered_where_nobody_asks,
          expressions_are_checked_without_a_document)
